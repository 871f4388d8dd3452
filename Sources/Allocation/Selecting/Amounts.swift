import Rosters

/// One exact amount a row.
public enum Amounts: Sendable {

  /// Each amount is the integer divided by the denominator, which is at least 1.
  case scaled([Int64], denominator: Int64)

  /// Exact fractions that have no small common denominator, or are too large for 64 bits.
  case wide([Rational])

  /// Creates whole amounts.
  public init(_ whole: [Int64]) { self = .scaled(whole, denominator: 1) }

  /// Creates the amounts of a numeric column that has a value in each row, or `nil` for texts.
  public init?(_ column: Column) {
    switch column.values {
    case .scaled(let packed, let denominator):
      var values = [Int64](repeating: 0, count: packed.count)
      values.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { packed.widen(0..<packed.count, into: base) }
      }
      self = .scaled(values, denominator: denominator)
    case .wide(let values): self = .wide(values)
    case .texts: return nil
    }
  }

  /// The number of rows.
  public var count: Int {
    switch self {
    case .scaled(let values, _): values.count
    case .wide(let values): values.count
    }
  }

  /// Returns the amount at `row`.
  public subscript(row: Int) -> Rational {
    switch self {
    case .scaled(let values, let denominator):
      Rational(Int128(values[row]), over: Int128(denominator)) ?? .zero
    case .wide(let values): values[row]
    }
  }

  /// Returns the integers of both, if the amounts of both are counted in one unit: equal integers are equal amounts.
  public func integers(with other: Amounts) -> (own: [Int64], other: [Int64])? {
    guard case .scaled(let own, let a) = self, case .scaled(let others, let b) = other, a == b else {
      return nil
    }
    return (own, others)
  }
}
