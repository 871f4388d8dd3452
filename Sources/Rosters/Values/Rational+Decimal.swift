import BigInt

extension Rational {

  /// Returns ten to the power of `exponent`, which is at least 0.
  static func powerOfTen(_ exponent: Int) -> BigInt {
    if exponent <= 18 { return BigInt(Decimals.powers[max(0, exponent)]) }
    return BigInt(10).power(exponent)
  }

  /// The digits after the point that the value needs in decimal writing, or `nil` if no number of them is enough.
  ///
  /// A fraction in lowest terms ends iff its denominator has no prime factors but 2 and 5.
  public var decimalPlaces: Int? {
    if isInteger { return 0 }
    if case .small(_, let d) = storage {
      var rest = d
      var twos = 0
      var fives = 0
      while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
      while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
      return rest == 1 ? max(twos, fives) : nil
    }
    var rest = denominator
    let twos = rest.trailingZeroBitCount
    rest >>= twos
    var fives = 0
    while true {
      let (q, r) = rest.quotientAndRemainder(dividingBy: 5)
      if r != 0 { break }
      (rest, fives) = (q, fives + 1)
    }
    return rest == 1 ? max(twos, fives) : nil
  }

  /// Returns the decimal digits of the value rounded to `places` digits after the point, half away from zero.
  ///
  /// The digits are those of the magnitude, at least `places + 1` of them, without point and sign;
  /// `isExact` iff nothing was rounded off.
  func decimalDigits(places: Int) -> (isNegative: Bool, digits: String, isExact: Bool) {
    let p = min(max(0, places), 1000)
    var digits: String
    let isExact: Bool
    if case .small(let n, 1) = storage, p <= 18 {
      isExact = true
      digits = String(n.magnitude)
      if n != 0 { digits += String(repeating: "0", count: p) }
    } else {
      let scaled = self * Rational.reduced(Rational.powerOfTen(p), 1)
      isExact = scaled.isInteger
      digits = String(scaled.rounded(.nearest).numerator.magnitude)
    }
    if digits.utf8.count <= p { digits = String(repeating: "0", count: p + 1 - digits.utf8.count) + digits }
    let isZero = digits.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
    return (signum < 0 && !isZero, digits, isExact)
  }

  /// The value as a finite decimal with a point, exactly: `-0.125`; `nil` if it has no finite decimal.
  public var decimalText: String? {
    guard let places = decimalPlaces, places <= 1000 else { return nil }
    return decimalText(places: places).text
  }

  /// Returns the value for machines to read: digits, and a point before exactly `places` digits after it.
  public func decimalText(places: Int) -> WrittenValue {
    let (isNegative, digits, isExact) = decimalDigits(places: places)
    let text = Decimals.joined(digits, places: min(max(0, places), 1000), group: nil, point: ".")
    return WrittenValue(text: (isNegative ? "-" : "") + text, isExact: isExact)
  }

  /// Returns the value for machines to read: exactly if a decimal can say it in at most `limit` places,
  /// else rounded to `limit` places and marked as not exact.
  public func exportText(atMost limit: Int = 12) -> WrittenValue {
    if let places = decimalPlaces, places <= limit { return decimalText(places: places) }
    return decimalText(places: limit)
  }
}

/// Decimal writing, of digits alone.
enum Decimals {

  /// The powers of ten that fit a machine word.
  static let powers: [Int64] = {
    var result: [Int64] = [1]
    for i in 0..<18 { result.append(result[i] * 10) }
    return result
  }()

  /// Returns `digits` with `point` before the last `places`, and `group` between threes of the others.
  static func joined(_ digits: String, places: Int, group: UInt8?, point: Unicode.Scalar) -> String {
    let all = Array(digits.utf8)
    let whole = max(0, all.count - places)
    var result: [UInt8] = []
    result.reserveCapacity(all.count + all.count / 3 + 1)
    for i in 0..<whole {
      if let group, i > 0, (whole - i) % 3 == 0 { result.append(group) }
      result.append(all[i])
    }
    if places > 0 {
      result.append(UInt8(ascii: point))
      result.append(contentsOf: all[whole...])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
