/// How a data file is laid out: what was seen in its first bytes.
public struct FileLayout: Sendable {

  /// The file.
  public let file: DataFile

  /// The byte between cells: a comma, a semicolon or a tab.
  public internal(set) var delimiter: UInt8

  /// `true` iff the file begins with a byte order mark.
  public internal(set) var hasByteOrderMark: Bool

  /// The row of the header as a spreadsheet counts; above 1 where titles stand over the table.
  public internal(set) var headerRow: Int

  /// The line of the file on which the header starts.
  public internal(set) var headerLine: Int

  /// The headers, trimmed; blank ones at the end are left out.
  public internal(set) var headers: [String]

  /// The offset of the first byte of the header.
  public internal(set) var headerOffset: Int

  /// The offset of the first byte after the header.
  public internal(set) var dataOffset: Int

  /// The line of the file on which the data start.
  public internal(set) var dataLine: Int

  /// For each column of the file, the field that reads it; -1 where none does.
  public internal(set) var fields: [Int] = []

  /// Lines whose offsets are known, ascending.
  var checkpoints: [(line: Int, offset: Int)] = []

  /// The columns that several fields read, with those fields.
  var sharedColumns: [Int: [Int]] = [:]
}

/// A row that only adds up others: `JUMLAH`, `TOTAL`.
public struct TotalRow: Sendable, Hashable {

  /// The file.
  public let file: String

  /// The row as a spreadsheet counts.
  public let row: Int

  /// The line of the file.
  public let line: Int
}

/// A value found in a field of choices that is none of them.
public struct UnlistedValue: Sendable, Hashable {

  /// The field, by its place in the schema.
  public let field: Int

  /// The value as first found; masked if the field is private.
  public let value: String

  /// The rows that have it.
  public let count: Int

  /// The choice whose spelling is nearest, if one is near.
  public let nearest: String?
}
