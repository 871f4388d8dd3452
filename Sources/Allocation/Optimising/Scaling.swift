import BigInt
import Rosters

/// Brings fractions to whole numbers over a common denominator.
enum Scaling {

  /// Returns the least common multiple of two numbers above 0.
  static func common(_ a: BigInt, _ b: BigInt) -> BigInt {
    if b == 1 || a == b { return a }
    return a / a.greatestCommonDivisor(with: b) * b
  }

  /// Returns the number of bits of the whole part of a number.
  static func bits(_ n: Rational) -> Int { (n.signum < 0 ? -n : n).ceiling.numerator.bitWidth }

  /// Returns whole numbers in the proportions of `numbers`, with no divisor in common, and what one of their
  /// units is.
  static func whole(_ numbers: [Rational]) -> (numbers: [BigInt], unit: Rational) {
    var scale = BigInt(1)
    for n in numbers { scale = common(scale, n.denominator) }
    var divisor = BigInt(0)
    let scaled = numbers.map { n -> BigInt in
      let whole = n.numerator * (scale / n.denominator)
      if divisor != 1 { divisor = divisor.greatestCommonDivisor(with: whole) }
      return whole
    }
    if divisor == 0 { return (scaled, .one) }
    return (divisor == 1 ? scaled : scaled.map { $0 / divisor }, Rational(divisor, over: scale) ?? .one)
  }
}
