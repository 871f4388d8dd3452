import Diagnostics

/// Writes values for people, as offices in Indonesia do and in the reader's language.
///
/// Counts and rupiah are grouped by dots in both languages (`117.327`, `Rp16.800,50`). Other numbers take
/// the language's own mark: `39,16%` and `1.234,5` in Indonesian; `39.16%` and `1234.5` in English, which
/// does not group them, because a dot would then mean two things.
public struct ValueWriter: Sendable {

  /// The reader's language.
  public let language: Language

  /// Creates a writer for readers of `language`.
  public init(_ language: Language) { self.language = language }

  /// The digits after the mark that a number gets at most where none are stated.
  public static let unstatedPlaces = 4

  private static let dot = UInt8(ascii: ".")

  /// Returns `n` grouped by dots: `117.327`.
  public func count(_ n: Int) -> String { count(Rational(n)).text }

  /// Returns a count grouped by dots; a fraction is rounded to `places`.
  public func count(_ value: Rational, places: Int = 0) -> WrittenValue {
    written(value, places: places, group: ValueWriter.dot, point: ",")
  }

  /// Returns an amount in rupiah: `Rp16.800`, `-Rp1.500`, `Rp16.800,50`.
  public func money(_ value: Rational, places: Int = 0) -> WrittenValue {
    written(value, places: places, group: ValueWriter.dot, point: ",", prefix: "Rp")
  }

  /// Returns a plain number with `places` digits after the mark, or, if `nil`, with those it needs (at most four).
  public func number(_ value: Rational, places: Int? = nil) -> WrittenValue {
    let p = places ?? min(value.decimalPlaces ?? ValueWriter.unstatedPlaces, ValueWriter.unstatedPlaces)
    switch language {
    case .indonesian: return written(value, places: p, group: ValueWriter.dot, point: ",")
    case .english:
      return value.isInteger && p == 0
        ? written(value, places: 0, group: ValueWriter.dot, point: ".")
        : written(value, places: p, group: nil, point: ".")
    }
  }

  /// Returns the fraction `value` as a percentage: 3916/10000 is `39,16%`.
  public func percent(_ value: Rational, places: Int = 2) -> WrittenValue {
    var result = number(value * 100, places: places)
    result.text += "%"
    return result
  }

  /// Returns a date in words: `31 December 2026`, `31 Desember 2026`.
  public func date(_ date: CalendarDate) -> String {
    let (year, month, day) = date.civil
    return "\(day) \(monthName(month)) \(year)"
  }

  /// Returns the name of a month, 1 to 12, or its number if there is none such.
  public func monthName(_ month: Int) -> String {
    let names = language == .english ? MonthNames.english : MonthNames.indonesian
    return names.indices.contains(month - 1) ? names[month - 1] : String(month)
  }

  /// Returns `yes` or `no` in the reader's language.
  public func truth(_ value: Bool) -> String {
    switch language {
    case .english: value ? "yes" : "no"
    case .indonesian: value ? "ya" : "tidak"
    }
  }

  private func written(
    _ value: Rational, places: Int, group: UInt8?, point: Unicode.Scalar, prefix: String = ""
  ) -> WrittenValue {
    let p = min(max(0, places), 1000)
    let (isNegative, digits, isExact) = value.decimalDigits(places: p)
    let text = Decimals.joined(digits, places: p, group: group, point: point)
    return WrittenValue(text: (isNegative ? "-" : "") + prefix + text, isExact: isExact)
  }
}

/// The names of the months, from January.
public enum MonthNames {

  /// In English.
  public static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// In Indonesian.
  public static let indonesian = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
  ]
}
