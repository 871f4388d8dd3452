import Rosters

/// One key of an order: a column of integers, smallest first unless descending.
public struct OrderKey: Sendable {

  /// One value a row; texts take part by their places in the order of their dictionary.
  public var values: PackedIntegers

  /// `true` iff the largest comes first.
  public var descending: Bool

  /// Creates a key.
  public init(_ values: PackedIntegers, descending: Bool = false) {
    self.values = values
    self.descending = descending
  }

  /// Creates a key.
  public init(_ values: [Int64], descending: Bool = false) {
    self.init(.longs(values), descending: descending)
  }
}
