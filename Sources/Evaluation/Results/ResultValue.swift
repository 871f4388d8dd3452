import Diagnostics
import Rosters
import Semantics
import Syntax

/// A value on its way to a reader: exact, with its unit, not yet spelled in a language.
public enum ResultValue: Sendable, Hashable {

  /// No value: printed as a dash.
  case missing
  /// Not applicable here, such as a total of rates: printed as a dash, with another reason.
  case notApplicable
  /// Yes or no.
  case truth(Bool)
  /// An exact number with its unit.
  case number(Rational, UnitOfMeasure)
  /// A part of a population; it keeps both counts.
  case share(numerator: Rational, denominator: Rational)
  /// A day.
  case date(CalendarDate)
  /// A month, by its first day.
  case month(CalendarDate)
  /// A quarter, semester or year, by its first day.
  case period(CalendarDate, PeriodStep)
  /// A text as the data or the program spells it.
  case text(String)
  /// A text that differs by language.
  case bilingual(Bilingual)
  /// A national identity number in the clear.
  case nik(Int64)
  /// A private value, masked: what may be shown of it (such as the first six digits of a NIK).
  case masked(String)
}

/// How a number is laid out; it never changes the value.
public struct DisplayForm: Sendable, Hashable {
  /// Decimals, or `nil` for the value's own (rupiah 0, percentages 2, other numbers as many as they have, up to 6).
  public var decimals: Int?
  /// In thousands, millions, and so on.
  public var magnitude: Magnitude?
  /// Whether the decimals were not asked for, but suit a reader: a file for machines has the digits of the value.
  public var isForReaders = false
  /// Whether parts of a rupiah are shown too, in a column where all have an end: what is paid is not rounded.
  public var keepsParts = false
  /// The form of money that is paid.
  public static let paid = {
    var form = DisplayForm()
    form.keepsParts = true
    return form
  }()
  /// Creates a form that the program asks for.
  public init(decimals: Int? = nil, magnitude: Magnitude? = nil) {
    self.decimals = decimals
    self.magnitude = magnitude
  }
  /// Creates a form that suits readers, with `decimals`.
  public init(forReaders decimals: Int) {
    self.decimals = decimals
    isForReaders = true
  }
}

/// A sentence with values in it; `{name}` stands for the value of that name.
public struct Phrase: Sendable, Hashable {
  /// The sentence.
  public var text: Bilingual
  /// The values.
  public var values: [String: ResultValue]
  /// Creates a sentence.
  public init(_ text: Bilingual, _ values: [String: ResultValue] = [:]) {
    self.text = text
    self.values = values
  }
}
