import Rosters

/// One key of an order: a column of integers, smallest first unless descending.
public struct OrderKey: Sendable {

  /// One value a row, or one a place; texts take part by their places in the order of their dictionary.
  public var values: PackedIntegers

  /// `true` iff the largest comes first.
  public var descending: Bool

  /// Whether there is a value for each place in the list of rows that are ordered, and not for each row of their roster.
  public var isByPlace: Bool

  /// Creates a key.
  public init(_ values: PackedIntegers, descending: Bool = false, isByPlace: Bool = false) {
    self.values = values
    self.descending = descending
    self.isByPlace = isByPlace
  }

  /// Returns the value of `row`, which stands at `place`.
  public func value(_ row: Int32, at place: Int) -> Int64 { values[isByPlace ? place : Int(row)] }

  /// Creates a key.
  public init(_ values: [Int64], descending: Bool = false) {
    self.init(.longs(values), descending: descending)
  }
}
