import Rosters

/// An exact number in decimal digits, cut into the parts that a reader's language joins.
struct DecimalText {

  /// `true` iff the digits shown stand for a number below zero.
  let isNegative: Bool
  /// The digits before the decimal mark, at least one.
  let integer: Substring
  /// The digits after it, as many as were asked for.
  let fraction: Substring
  /// `true` iff the digits are the number itself.
  let isExact: Bool

  /// Writes `value` with `places` decimals, to the nearest, half away from zero.
  init(_ value: Rational, places: Int) {
    let written = value.decimalText(places: places)
    isNegative = written.text.hasPrefix("-")
    let digits = written.text.drop { $0 == "-" }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    integer = parts.first ?? "0"
    fraction = parts.count > 1 ? parts[1] : ""
    isExact = written.isExact
  }

  /// Returns how many decimals write `value` exactly, or `nil` if more than `limit` would be needed.
  static func places(for value: Rational, atMost limit: Int) -> Int? {
    value.decimalPlaces.flatMap { $0 <= limit ? $0 : nil }
  }

  /// Returns ten to the power of `n`.
  static func power(_ n: Int) -> Rational {
    var result = Rational.one
    for _ in 0..<max(0, n) { result = result * 10 }
    return result
  }

  /// Returns the digits with `mark` before the decimals and, if `group` is given, threes kept apart by it.
  func joined(mark: String, group: String?) -> String {
    var text = ""
    let bytes = integer.utf8
    for (i, c) in integer.enumerated() {
      if let group, i > 0, (bytes.count - i) % 3 == 0 { text += group }
      text.append(c)
    }
    if !fraction.isEmpty { text += mark + fraction }
    return text
  }
}

extension Rational {

  /// The value as machines read it: an exact decimal with a point where it ends within 30 places, else a fraction
  /// such as `1/3`.
  public var machineText: String {
    if let places = decimalPlaces, places <= 30 { return decimalText(places: places).text }
    return "\(numerator)/\(denominator)"
  }
}
