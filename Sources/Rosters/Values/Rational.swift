import BigInt

/// An exact fraction of any size, in lowest terms, with a positive denominator.
///
/// Small values live in two machine words; an operation whose result does not fit escapes to big integers
/// and comes back when it can. No operation wraps, rounds or traps; only division by zero has no result.
public struct Rational: Sendable {

  /// How the fraction is held: always the small form when it fits, so that equality is by form.
  enum Storage: Sendable {
    case small(Int64, Int64)
    case big(BigInt, BigInt)
  }

  let storage: Storage

  init(storage: Storage) { self.storage = storage }

  /// Creates the integer `value`.
  public init(_ value: Int64) { storage = .small(value, 1) }

  /// Creates the integer `value`.
  public init(_ value: Int) { storage = .small(Int64(value), 1) }

  /// Creates the integer `value`.
  public init(_ value: Int128) {
    if let small = Int64(exactly: value) {
      storage = .small(small, 1)
    } else {
      storage = .big(BigInt(value), 1)
    }
  }

  /// Creates the fraction `numerator / denominator`, or `nil` if `denominator` is zero.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    self = Rational.reduced(numerator, denominator)
  }

  /// Creates the fraction `numerator / denominator`, or `nil` if `denominator` is zero.
  public init?(_ numerator: BigInt, over denominator: BigInt) {
    guard denominator != 0 else { return nil }
    self = Rational.reduced(numerator, denominator)
  }

  /// Zero.
  public static let zero = Rational(Int64(0))

  /// One.
  public static let one = Rational(Int64(1))

  /// The numerator, with the sign.
  public var numerator: BigInt {
    switch storage {
    case .small(let n, _): BigInt(n)
    case .big(let n, _): n
    }
  }

  /// The denominator, at least 1.
  public var denominator: BigInt {
    switch storage {
    case .small(_, let d): BigInt(d)
    case .big(_, let d): d
    }
  }

  /// The numerator and denominator if both fit a machine word.
  public var small: (numerator: Int64, denominator: Int64)? {
    switch storage {
    case .small(let n, let d): (n, d)
    case .big: nil
    }
  }

  /// The value if it is an integer that fits a machine word.
  public var int64: Int64? {
    if case .small(let n, 1) = storage { return n }
    return nil
  }

  /// `true` iff the value is an integer.
  public var isInteger: Bool {
    switch storage {
    case .small(_, let d): d == 1
    case .big(_, let d): d == 1
    }
  }

  /// -1, 0 or 1.
  public var signum: Int {
    switch storage {
    case .small(let n, _): n.signum() == 0 ? 0 : (n > 0 ? 1 : -1)
    case .big(let n, _): n.signum() == 0 ? 0 : (n.sign == .plus ? 1 : -1)
    }
  }

  /// The digits beyond which a numerator or denominator is unwieldy.
  public static let mostDigits = 10_000

  /// `true` iff the value takes so many digits that going on would take more time and memory than there is.
  public var isUnwieldy: Bool {
    switch storage {
    case .small: false
    case .big(let n, let d): max(n.bitWidth, d.bitWidth) > Rational.mostDigits * 10 / 3
    }
  }

  static func reduced(_ n: Int128, _ d: Int128) -> Rational {
    if d == 1, let small = Int64(exactly: n) { return Rational(storage: .small(small, 1)) }
    let g = greatestCommonDivisor(n.magnitude, d.magnitude)
    guard g != 0, n != Int128.min, d != Int128.min else { return reduced(BigInt(n), BigInt(d)) }
    let s: Int128 = d < 0 ? -1 : 1
    let divisor = Int128(g) * s
    let rn = n / divisor
    let rd = d / divisor
    if let a = Int64(exactly: rn), let b = Int64(exactly: rd) { return Rational(storage: .small(a, b)) }
    return Rational(storage: .big(BigInt(rn), BigInt(rd)))
  }

  static func reduced(_ n: BigInt, _ d: BigInt) -> Rational {
    let g = n.greatestCommonDivisor(with: d)
    var rn = n / g
    var rd = d / g
    if rd.sign == .minus {
      rn.negate()
      rd.negate()
    }
    if let a = Int64(exactly: rn), let b = Int64(exactly: rd) { return Rational(storage: .small(a, b)) }
    return Rational(storage: .big(rn, rd))
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var x = a
    var y = b
    while y != 0 {
      if let p = UInt64(exactly: x), let q = UInt64(exactly: y) {
        var s = p
        var t = q
        while t != 0 { (s, t) = (t, s % t) }
        return UInt128(s)
      }
      (x, y) = (y, x % y)
    }
    return x
  }
}

extension Rational {

  /// Returns the sum of `l` and `r`.
  public static func + (l: Rational, r: Rational) -> Rational {
    if case .small(let a, let b) = l.storage, case .small(let c, let d) = r.storage {
      if b == 1 && d == 1 { return Rational(Int128(a) + Int128(c)) }
      // Each product is below 2^126, so the sum fits 128 bits.
      return reduced(Int128(a) * Int128(d) + Int128(c) * Int128(b), Int128(b) * Int128(d))
    }
    return reduced(l.numerator * r.denominator + r.numerator * l.denominator, l.denominator * r.denominator)
  }

  /// Returns `l` less `r`.
  public static func - (l: Rational, r: Rational) -> Rational { l + -r }

  /// Returns the value with the other sign.
  public static prefix func - (x: Rational) -> Rational {
    switch x.storage {
    case .small(let n, let d):
      if n == Int64.min { return reduced(-Int128(n), Int128(d)) }
      return Rational(storage: .small(-n, d))
    case .big(let n, let d): return reduced(-n, d)
    }
  }

  /// Returns the product of `l` and `r`.
  public static func * (l: Rational, r: Rational) -> Rational {
    if case .small(let a, let b) = l.storage, case .small(let c, let d) = r.storage {
      return reduced(Int128(a) * Int128(c), Int128(b) * Int128(d))
    }
    return reduced(l.numerator * r.numerator, l.denominator * r.denominator)
  }

  /// Returns `l` divided by `r`, or `nil` if `r` is zero.
  public static func / (l: Rational, r: Rational) -> Rational? {
    if r.signum == 0 { return nil }
    if case .small(let a, let b) = l.storage, case .small(let c, let d) = r.storage {
      return reduced(Int128(a) * Int128(d), Int128(b) * Int128(c))
    }
    return reduced(l.numerator * r.denominator, l.denominator * r.numerator)
  }

  /// The greatest integer that is not above the value.
  public var floor: Rational {
    switch storage {
    case .small(let n, let d):
      if d == 1 { return self }
      let q = n / d
      return Rational(n % d != 0 && n < 0 ? q - 1 : q)
    case .big(let n, let d):
      let (q, r) = n.quotientAndRemainder(dividingBy: d)
      return Rational.reduced(r != 0 && n.sign == .minus ? q - 1 : q, 1)
    }
  }

  /// The smallest integer that is not below the value.
  public var ceiling: Rational { -((-self).floor) }
}

extension Rational: Comparable, Hashable, ExpressibleByIntegerLiteral {

  /// Creates an integer.
  public init(integerLiteral value: Int64) { self.init(value) }

  /// Returns whether the values are equal.
  public static func == (l: Rational, r: Rational) -> Bool {
    switch (l.storage, r.storage) {
    case (.small(let a, let b), .small(let c, let d)): a == c && b == d
    case (.big(let a, let b), .big(let c, let d)): a == c && b == d
    case (.small, .big), (.big, .small): false
    }
  }

  /// Returns whether `l` is less than `r`.
  public static func < (l: Rational, r: Rational) -> Bool {
    if case .small(let a, let b) = l.storage, case .small(let c, let d) = r.storage {
      return b == d ? a < c : Int128(a) * Int128(d) < Int128(c) * Int128(b)
    }
    return l.numerator * r.denominator < r.numerator * l.denominator
  }

  /// Adds the value to `hasher`.
  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .small(let n, let d):
      hasher.combine(n)
      hasher.combine(d)
    case .big(let n, let d):
      hasher.combine(n)
      hasher.combine(d)
    }
  }
}

/// How a value is brought to a multiple of a step.
public enum RoundingMode: String, Sendable, CaseIterable, Hashable {

  /// To the nearest multiple; half a step goes away from zero.
  case nearest
  /// To the nearest multiple; half a step goes to the even multiple.
  case halfEven
  /// To the multiple not above (towards minus infinity).
  case down
  /// To the multiple not below (towards plus infinity).
  case up
}

extension Rational {

  /// Returns the multiple of `step` that `mode` chooses, or `nil` if `step` is not positive.
  public func rounded(_ mode: RoundingMode, toMultipleOf step: Rational) -> Rational? {
    guard step.signum > 0, let quotient = self / step else { return nil }
    return quotient.rounded(mode) * step
  }

  /// Returns the integer that `mode` chooses.
  public func rounded(_ mode: RoundingMode) -> Rational {
    if isInteger { return self }
    let low = floor
    switch mode {
    case .down: return low
    case .up: return low + 1
    case .nearest, .halfEven:
      let twice = (self - low) * 2
      if twice < 1 { return low }
      if twice > 1 { return low + 1 }
      if mode == .nearest { return signum < 0 ? low : low + 1 }
      let half = (low / 2)?.isInteger ?? true
      return half ? low : low + 1
    }
  }
}
