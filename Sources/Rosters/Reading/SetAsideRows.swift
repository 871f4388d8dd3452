import Diagnostics

/// The rows of a roster's files that are not used, in the order of the files.
///
/// A million rows may fail for one reason, so each is held in some 40 bytes; the diagnostic is made when asked for.
public struct SetAsideRows: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {

  /// One row, as held.
  struct Entry: Sendable {
    /// The offset in the file of the row's first byte; -1 if unknown.
    var offset: Int
    /// Where the value at fault starts in `values`.
    var valueStart: Int
    /// The row as a spreadsheet counts.
    var row: Int32
    /// The line of the file.
    var line: Int32
    /// What the fault needs besides: cells found, the other row, or the position in `stated`.
    var detail: Int32
    /// The fields in which the row differs from the other one, a bit each of the first 64.
    var differing: UInt64 = 0
    /// The file of the other row.
    var otherFile: Int16 = 0
    /// The file.
    var file: Int16
    /// The field at fault; -1 if none is.
    var field: Int16
    /// The length of the value at fault; -1 if there is none.
    var valueLength: Int16
    /// Why.
    var fault: RowFault
  }

  /// What is the same for all rows.
  var files: [String]
  var schema: RosterSchema?
  var entries: [Entry]
  /// The values at fault, masked where private, one after the other.
  var values: [UInt8]
  /// Rows whose reason the caller stated, and the places of equal reasons.
  var stated: [SetAsideRow]
  /// The choices near to values that are none.
  let nearest = NearestChoices()

  init(files: [String], schema: RosterSchema?) {
    self.files = files
    self.schema = schema
    entries = []
    values = []
    stated = []
  }

  /// Creates a collection of `rows`.
  public init(_ rows: some Sequence<SetAsideRow>) {
    self.init(files: [], schema: nil)
    for r in rows { append(r) }
  }

  /// Creates a collection of `rows`.
  public init(arrayLiteral rows: SetAsideRow...) { self.init(rows) }

  /// The position of the first row.
  public var startIndex: Int { 0 }

  /// The position after the last row.
  public var endIndex: Int { entries.count }

  /// Returns the row at `i`, its reason as a diagnostic.
  public subscript(i: Int) -> SetAsideRow {
    let e = entries[i]
    if e.fault == .stated, stated.indices.contains(Int(e.detail)) {
      var row = stated[Int(e.detail)]
      row.fileIndex = Int(e.file)
      row.offset = e.offset < 0 ? nil : e.offset
      return row
    }
    let field: FieldSchema? = schema.flatMap {
      $0.fields.indices.contains(Int(e.field)) ? $0.fields[Int(e.field)] : nil
    }
    let value = text(e)
    let other = (
      file: e.otherFile == e.file ? nil : name(Int(e.otherFile)), row: Int(e.detail)
    )
    let differing = schema.map {
      $0.fields.prefix(64).enumerated().filter { e.differing >> UInt64($0.offset) & 1 == 1 }
    }
    let reason = Diagnostic.rowFault(
      e.fault, field: field, value: value ?? "", detail: Int(e.detail), otherFile: other.file,
      differing: (differing ?? []).map(\.element.name), dialect: schema?.dialect ?? .plain, nearest: nearest)
    var row = SetAsideRow(
      file: name(Int(e.file)) ?? "", row: Int(e.row), line: Int(e.line), column: field?.header, value: value,
      reason: reason)
    row.fileIndex = Int(e.file)
    row.offset = e.offset < 0 ? nil : e.offset
    return row
  }

  /// Adds `row`.
  public mutating func append(_ row: SetAsideRow) {
    var file = row.fileIndex
    if !files.indices.contains(file) || files[file] != row.file {
      if let known = files.firstIndex(of: row.file) {
        file = known
      } else {
        file = files.count
        files.append(row.file)
      }
    }
    entries.append(
      Entry(
        offset: row.offset ?? -1, valueStart: 0, row: Int32(clamping: row.row),
        line: Int32(clamping: row.line),
        detail: Int32(clamping: stated.count), file: Int16(clamping: file), field: -1, valueLength: -1,
        fault: .stated))
    stated.append(row)
  }

  /// Brings the rows into the order of the files; rows of one place keep their order.
  mutating func sort() {
    // The library's sort keeps the order of equal elements.
    entries.sort { ($0.file, $0.row) < ($1.file, $1.row) }
  }

  /// Adds `value` to the values and returns where it stands.
  mutating func keep(_ value: String) -> (start: Int, length: Int16) {
    let start = values.count
    values.append(contentsOf: value.utf8)
    return (start, Int16(clamping: values.count - start))
  }

  private func text(_ e: Entry) -> String? {
    guard e.valueLength >= 0 else { return nil }
    return String(decoding: values[e.valueStart..<e.valueStart + Int(e.valueLength)], as: UTF8.self)
  }

  private func name(_ file: Int) -> String? { files.indices.contains(file) ? files[file] : nil }
}
