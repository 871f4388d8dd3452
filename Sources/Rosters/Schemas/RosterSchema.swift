import Diagnostics

/// What a roster's file is expected to hold, and how it writes it.
public struct RosterSchema: Sendable, Hashable {

  /// The roster's name in the program.
  public var name: String

  /// The fields, in the program's order.
  public var fields: [FieldSchema]

  /// How numbers and dates are written in the file.
  public var dialect: DataDialect

  /// Which rows stay when several share a key; `nil` sets all of them aside.
  public var duplicatePolicy: DuplicatePolicy?

  /// The field that holds the name of the file a row came from, by its place among the fields.
  public var fileField: Int?

  /// The share of rows that may be set aside before money is no longer allocated, e.g. 1/100; none by default.
  public var tolerance: Rational?

  /// Creates a schema.
  public init(
    name: String, fields: [FieldSchema], dialect: DataDialect = .plain,
    duplicatePolicy: DuplicatePolicy? = nil, tolerance: Rational? = nil
  ) {
    self.name = name
    self.fields = fields
    self.dialect = dialect
    self.duplicatePolicy = duplicatePolicy
    self.tolerance = tolerance
  }

  /// The positions of the key fields.
  public var key: [Int] { fields.indices.filter { fields[$0].isKey } }
}

/// Which of several rows with one key stays.
public enum DuplicatePolicy: Sendable, Hashable {
  /// The row with the greatest value of the field at this position; ties are set aside.
  case keepLatest(field: Int)
  /// The row with the smallest value of the field at this position; ties are set aside.
  case keepEarliest(field: Int)
}

/// How a data file writes numbers and dates.
public enum DataDialect: Sendable, Hashable {

  /// `1234567.89` and `2026-12-31`; anything else is looked at, and an ambiguity is an error that shows both readings.
  case plain

  /// `1.234.567,89`, `Rp 16.800`, `17/12/2025`, `27 Februari 2025`: decimal comma, day first.
  case indonesia

  /// `1,234,567.89` and `2026-12-31`: a point always begins decimals, a comma groups, dates have the year first.
  case international
}

/// One field of a roster.
public struct FieldSchema: Sendable, Hashable {

  /// The name in the program.
  public var name: String

  /// The header in the file.
  public var header: String

  /// Headers that do as well, where the file has no column with ``header``.
  public var otherHeaders: [String] = []

  /// What its cells hold.
  public var type: FieldType

  /// Whether cells may be blank.
  public var isOptional: Bool

  /// Whether it is part of the key.
  public var isKey: Bool

  /// Whether its values are masked wherever people look.
  public var isPrivate: Bool

  /// Whether any definition reads it; others are validated and not kept.
  public var isKept: Bool

  /// Where the program declares it.
  public var site: Span?

  /// Creates a field.
  public init(
    name: String, header: String? = nil, type: FieldType, isOptional: Bool = false, isKey: Bool = false,
    isPrivate: Bool = false, isKept: Bool = true, site: Span? = nil
  ) {
    self.name = name
    self.header = header ?? name
    self.type = type
    self.isOptional = isOptional
    self.isKey = isKey
    self.isPrivate = isPrivate
    self.isKept = isKept
    self.site = site
  }
}

/// What the cells of a field hold, and so how its column reads.
public indirect enum FieldType: Sendable, Hashable {

  /// Any text: NFC, trimmed.
  case text

  /// A national identity number: 16 digits, kept as an integer and written with all 16 digits.
  case nik

  /// An integer, within a range if one is given.
  case whole(ClosedRange<Int64>?)

  /// An integer of 0 or more: people, villages.
  case count(ClosedRange<Int64>?)

  /// An exact decimal number, within a range if one is given.
  case number(ClosedRange<Rational>?)

  /// A percentage: `39,16%` is 3916/10000. Above 100% only where the range says so.
  case percent(ClosedRange<Rational>?)

  /// Rupiah.
  case money(ClosedRange<Rational>?)

  /// A day, as days since 1970.
  case date(ClosedRange<CalendarDate>?)

  /// `yes`, `no` and the spellings of both languages; 1 and 0.
  case truth

  /// One of a list; the column holds the position in the list.
  case choice([ChoiceSchema])

  /// A row of another roster, by its key; the column holds the row.
  case reference(roster: String)
}

/// One choice of a field, with the spellings found in data.
public struct ChoiceSchema: Sendable, Hashable {

  /// The name in the program.
  public var name: String

  /// The spellings in the data besides the name; all are compared trimmed and without case.
  public var spellings: [String]

  /// Creates a choice.
  public init(_ name: String, spellings: [String] = []) {
    self.name = name
    self.spellings = spellings
  }
}
