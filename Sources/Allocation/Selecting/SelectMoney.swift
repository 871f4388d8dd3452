import Rosters

/// The numbers purses are counted in: `Int64` in a common unit where all fit, else `Rational`.
protocol SelectMoney: Comparable, Sendable {
  static var zero: Self { get }
  /// The least amount that two amounts differ by, if there is one.
  static var smallest: Self? { get }
  static func + (l: Self, r: Self) -> Self
  static func - (l: Self, r: Self) -> Self

  /// Creates the amount counted in units of 1 / `unit`, or `nil` if it does not fit or is no whole number.
  init?(_ amount: Rational, unit: Int64)

  /// Returns the greatest amount not above `limit`, or `nil` if it does not fit.
  static func limit(_ limit: Rational, unit: Int64) -> Self?

  /// Returns the amount.
  func rational(unit: Int64) -> Rational

  /// Returns the amounts of a column counted in units of 1 / `unit`, or `nil` if one does not fit.
  static func column(_ amounts: Amounts, unit: Int64) -> [Self]?

  /// More than all costs together, and far enough from the edge to add to.
  static func plenty(costs: [Amounts]) -> Self
}

extension Int64: SelectMoney {
  static var smallest: Int64? { 1 }

  init?(_ amount: Rational, unit: Int64) {
    guard let exact = (amount * Rational(unit)).int64 else { return nil }
    self = exact
  }

  static func limit(_ limit: Rational, unit: Int64) -> Int64? { (limit * Rational(unit)).floor.int64 }

  func rational(unit: Int64) -> Rational { Rational(Int128(self), over: Int128(unit)) ?? .zero }

  static func column(_ amounts: Amounts, unit: Int64) -> [Int64]? {
    guard case .scaled(let values, let denominator) = amounts, unit % denominator == 0 else { return nil }
    let factor = unit / denominator
    if factor == 1 { return values }
    var scaled = values
    var overflows = false
    for i in scaled.indices {
      let (product, overflow) = scaled[i].multipliedReportingOverflow(by: factor)
      scaled[i] = product
      overflows = overflows || overflow
    }
    return overflows ? nil : scaled
  }

  static func plenty(costs: [Amounts]) -> Int64 { 1 << 61 }
}

extension Rational: SelectMoney {
  static var smallest: Rational? { nil }

  init?(_ amount: Rational, unit: Int64) { self = amount }

  static func limit(_ limit: Rational, unit: Int64) -> Rational? { limit }

  func rational(unit: Int64) -> Rational { self }

  static func column(_ amounts: Amounts, unit: Int64) -> [Rational]? {
    switch amounts {
    case .wide(let values): values
    case .scaled(let values, let denominator):
      values.map { Rational(Int128($0), over: Int128(denominator)) ?? .zero }
    }
  }

  static func plenty(costs: [Amounts]) -> Rational {
    var total = Rational.one
    for column in costs { for row in 0..<column.count { total = total + column[row] } }
    return total
  }
}
