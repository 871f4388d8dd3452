import Diagnostics
import Rosters
import Semantics
import Syntax

/// How values and sentences read in one language: the only place that spells them for people.
///
/// Rupiah read the same in both languages, dots between thousands and a comma before sen (`Rp1.234,50`), since
/// that is how they stand in regulations; so do counted things. Other numbers have the reader's decimal mark, and
/// in English no mark between thousands, which would look like another number. A number that is not shown to its
/// last digit has `≈` before it.
public struct ValueSpelling: Sendable, Hashable {

  /// The reader's language.
  public var language: Language

  /// Whether only ASCII is written: `~` for `≈`, `-` for a minus and for what is missing.
  public var isASCII: Bool

  /// Creates the spelling for readers of `language`.
  public init(_ language: Language, isASCII: Bool = false) {
    self.language = language
    self.isASCII = isASCII
  }

  /// The mark before a number that is not shown to its last digit.
  public var roundedMark: String { isASCII ? "~" : "≈" }
  /// The sign of numbers below zero.
  public var minus: String { isASCII ? "-" : "−" }
  /// What stands where there is no value.
  public var missing: String { isASCII ? "-" : "–" }
  /// What stands behind a cell that the program asks to mark.
  public var mark: String { isASCII ? "v" : "▼" }
  /// Times, in arithmetic shown to a reader.
  public var times: String { isASCII ? "x" : "×" }

  /// Returns how `value` reads by itself, its unit included.
  public func callAsFunction(_ value: ResultValue, form: DisplayForm = DisplayForm()) -> String {
    switch value {
    case .missing, .notApplicable: return missing
    case .truth(let b): return truth(b)
    case .number(let n, let unit): return number(n, unit, form: form, inColumn: nil)
    case .share(let n, let d):
      guard let fraction = n / d else { return missing }
      return number(fraction, .percent, form: DisplayForm(decimals: form.decimals ?? 2), inColumn: nil)
    case .date(let d): return date(d)
    case .month(let d): return month(d)
    case .period(let d, let step): return period(d, step)
    case .text(let s): return s
    case .bilingual(let b): return b(language)
    case .nik(let n): return IdentityNumber.text(n)
    case .masked(let s): return s
    }
  }

  /// Returns how a share reads with the counts it is made of: `39,16% (246.305 of 628.952)`.
  public func shareWithCounts(
    _ numerator: Rational, of denominator: Rational, form: DisplayForm = DisplayForm()
  )
    -> String
  {
    let counts =
      count(numerator) + (language == .english ? " of " : " dari ") + count(denominator)
    return self(.share(numerator: numerator, denominator: denominator), form: form) + " (\(counts))"
  }

  /// Returns `phrase` with its values in place.
  public func callAsFunction(_ phrase: Phrase) -> String {
    let text = phrase.text(language)
    guard !phrase.values.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      if let value = phrase.values[name] {
        result += self(value)
      } else if let words = CountedWords(name), let n = phrase.values[words.name] {
        result += words(self(n))
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Returns yes or no.
  public func truth(_ value: Bool) -> String { ValueWriter(language).truth(value) }

  /// Returns `n` as a count of things.
  public func count(_ n: Rational) -> String { number(n, .count, form: DisplayForm(), inColumn: nil) }

  /// Returns `n` as a count of things.
  public func count(_ n: Int) -> String { count(Rational(n)) }

  /// Returns `date` as `31 December 2026`.
  public func date(_ date: CalendarDate) -> String { ValueWriter(language).date(date) }

  /// Returns the month that `date` lies in, as `March 2025`.
  public func month(_ date: CalendarDate) -> String {
    let (year, month, _) = date.civil
    return "\(ValueWriter(language).monthName(month)) \(year)"
  }

  /// Returns the period of `step` that begins on `date`, as `quarter 1 of 2026`.
  public func period(_ date: CalendarDate, _ step: PeriodStep) -> String {
    let (year, month, _) = date.civil
    switch step {
    case .month: return self.month(date)
    case .quarter:
      let place = (month - 1) / 3
      return language == .english
        ? "Q\(place + 1) \(year)" : "Triwulan \(["I", "II", "III", "IV"][place]) \(year)"
    case .semester:
      let place = (month - 1) / 6
      return "Semester \(language == .english ? "\(place + 1)" : ["I", "II"][place]) \(year)"
    case .year: return String(year)
    }
  }
}
