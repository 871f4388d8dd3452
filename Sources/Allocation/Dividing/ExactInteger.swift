import BigInt
import Rosters

/// An integer in which a division is computed without ever losing a digit.
///
/// `Int128` serves as long as the sizes checked beforehand keep every intermediate value below 2^126;
/// `BigInt` serves all others. The arithmetic is written once, over this.
protocol ExactInteger: SignedInteger, Sendable {

  /// Returns how `a * b` compares with `c * d`: -1, 0 or 1; all four are at least 0.
  static func compareProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Int

  /// Creates the integer, which must be known to fit.
  init(big: BigInt)

  /// The integer as an exact number.
  var rational: Rational { get }

  /// The nearest binary floating point, with which a search may guess but never decide.
  var approximate: Double { get }
}

extension Int128: ExactInteger {
  static func compareProducts(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Int {
    let l = a.magnitude.multipliedFullWidth(by: b.magnitude)
    let r = c.magnitude.multipliedFullWidth(by: d.magnitude)
    if l.high != r.high { return l.high < r.high ? -1 : 1 }
    return l.low == r.low ? 0 : (l.low < r.low ? -1 : 1)
  }

  init(big: BigInt) { self = Int128(truncatingIfNeeded: big) }

  var rational: Rational { Rational(self) }

  var approximate: Double { Double(self) }
}

extension BigInt: ExactInteger {
  static func compareProducts(_ a: BigInt, _ b: BigInt, _ c: BigInt, _ d: BigInt) -> Int {
    let l = a * b
    let r = c * d
    return l == r ? 0 : (l < r ? -1 : 1)
  }

  init(big: BigInt) { self = big }

  var rational: Rational { Rational(self, over: 1) ?? .zero }

  var approximate: Double { Double(self) }
}
