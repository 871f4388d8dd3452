import Diagnostics

extension RosterArchive {

  /// Returns the table that `schema` gave of `files`, or `nil` if this is not its archive.
  ///
  /// Whatever the bytes are, nothing in the table points beyond what it has: columns are as long as it says, codes
  /// have their texts, choices and rows of other rosters (`referencedRows`, by roster) are there.
  public func table(
    schema: RosterSchema, files: [DataFile], referencedRows: [String: Int]
  ) -> RosterTable? {
    var restoring = Restoring(
      schema: schema, files: files, referencedRows: referencedRows,
      reader: FactsReader(facts, arrays: arrays))
    do throws(DamagedFacts) { return try restoring.table() } catch { return nil }
  }
}

/// The reading of one archive.
private struct Restoring {

  let schema: RosterSchema
  let files: [DataFile]
  let referencedRows: [String: Int]
  var reader: FactsReader

  /// Rows, lines and offsets beyond this are in no file.
  private static let most = 1 << 48

  mutating func table() throws(DamagedFacts) -> RosterTable {
    let count = try reader.int(in: 0...Int(Int32.max))
    let rowsRead = try reader.int(in: 0...Restoring.most)
    let columns = try reader.all { reader throws(DamagedFacts) in
      try reader.optional { reader throws(DamagedFacts) in try reader.column(count) }
    }
    guard columns.count == schema.fields.count else { throw DamagedFacts() }
    for (field, column) in zip(schema.fields, columns) {
      guard field.isKept == (column != nil) else { throw DamagedFacts() }
      if let column, !holds(column, field.type) { throw DamagedFacts() }
    }
    let origins = try origins(count)
    let setAside = try setAside()
    guard rowsRead == count + setAside.count else { throw DamagedFacts() }
    var layouts: [FileLayout] = []
    for file in files { layouts.append(try layout(of: file)) }
    var table = RosterTable(
      schema: schema, columns: columns, count: count, origins: origins, setAside: setAside, rowsRead: rowsRead
    )
    table.layouts = layouts
    table.totalRows = try reader.all { reader throws(DamagedFacts) in
      TotalRow(
        file: try reader.text(), row: try reader.int(in: 0...Restoring.most),
        line: try reader.int(in: 0...Restoring.most))
    }
    let fields = 0...max(0, schema.fields.count - 1)
    table.unlistedValues = try reader.all { reader throws(DamagedFacts) in
      UnlistedValue(
        field: try reader.int(in: fields), value: try reader.text(),
        count: try reader.int(in: 0...Restoring.most),
        nearest: try reader.optional { reader throws(DamagedFacts) in try reader.text() })
    }
    for _ in 0..<(try reader.int(in: 0...reader.left)) { table.diagnostics.insert(try diagnostic()) }
    guard reader.isAtEnd, !table.diagnostics.containsError else { throw DamagedFacts() }
    return table
  }

  // MARK: Columns

  /// Returns whether `column` is one that a field of `type` can have.
  private func holds(_ column: Column, _ type: FieldType) -> Bool {
    switch type {
    case .text:
      guard case .texts(let codes, let dictionary) = column.values else { return false }
      return codes.allLie(in: 0...Int64(dictionary.count) - 1)
    case .nik: return holdsIntegers(column, 0...9_999_999_999_999_999)
    case .whole(let range): return holdsNumbers(column, range ?? Int64.min...Int64.max)
    case .count(let range): return holdsNumbers(column, range ?? 0...Int64.max)
    case .number, .percent, .money: return holdsNumbers(column, Int64.min...Int64.max)
    case .date: return holdsIntegers(column, Int64(Int32.min)...Int64(Int32.max))
    case .truth: return holdsIntegers(column, 0...1)
    case .choice(let choices): return holdsIntegers(column, 0...Int64(max(1, choices.count)) - 1)
    case .reference(let roster):
      return holdsIntegers(column, 0...Int64(max(1, referencedRows[roster] ?? 0)) - 1)
    }
  }

  private func holdsIntegers(_ column: Column, _ range: ClosedRange<Int64>) -> Bool {
    guard case .scaled(let values, 1) = column.values else { return false }
    return values.allLie(in: range)
  }

  private func holdsNumbers(_ column: Column, _ range: ClosedRange<Int64>) -> Bool {
    switch column.values {
    case .scaled(let values, let denominator):
      // Where a value is missing stands a 0, which need not lie in the field's range.
      return denominator > 1
        || values.allLie(in: min(0, range.lowerBound)...max(0, range.upperBound))
    case .wide: return true
    case .texts: return false
    }
  }

  // MARK: Rows and their places

  private mutating func origins(_ count: Int) throws(DamagedFacts) -> RowOrigins {
    let first = try reader.array(in: 0...max(0, count - 1))
    let file = try reader.array(in: 0...max(0, files.count - 1))
    let row = try reader.array(in: 0...Restoring.most)
    guard first.count == file.count, first.count == row.count, first.isEmpty == (count == 0),
      first.first ?? 0 == 0
    else { throw DamagedFacts() }
    for i in first.indices.dropFirst() where first[i] <= first[i - 1] { throw DamagedFacts() }
    var origins = RowOrigins(
      files: files.map(\.name),
      runs: first.indices.map { RowOrigins.Run(first: first[$0], file: file[$0], fileRow: row[$0]) })
    origins.lines = try reader.all { reader throws(DamagedFacts) in
      let base = try reader.int(in: -Restoring.most...Restoring.most)
      let rows = try reader.array(in: 0...Restoring.most)
      let lines = try reader.array(in: 0...Restoring.most)
      guard rows.count == lines.count else { throw DamagedFacts() }
      return RowLines(base: base, jumps: rows.indices.map { (rows[$0], lines[$0]) })
    }
    return origins
  }

  private mutating func setAside() throws(DamagedFacts) -> SetAsideRows {
    var rows = SetAsideRows(files: files.map(\.name), schema: schema)
    rows.values = try reader.array(ofBytes: nil)
    let words = Int(Int32.min)...Int(Int32.max)
    let shorts = Int(Int16.min)...Int(Int16.max)
    let offsets = try reader.array(in: -1...Restoring.most)
    let starts = try reader.array(in: 0...rows.values.count)
    let row = try reader.array(in: words)
    let line = try reader.array(in: words)
    let detail = try reader.array(in: words)
    let differing = try reader.array()
    let otherFile = try reader.array(in: shorts)
    let file = try reader.array(in: 0...max(0, files.count - 1))
    let field = try reader.array(in: -1...schema.fields.count - 1)
    let length = try reader.array(in: -1...Int(Int16.max))
    let fault = try reader.array(ofBytes: offsets.count)
    let counts = [starts, row, line, detail, otherFile, file, field, length].map(\.count)
    guard counts.allSatisfy({ $0 == offsets.count }), differing.count == offsets.count else {
      throw DamagedFacts()
    }
    rows.entries.reserveCapacity(offsets.count)
    for i in offsets.indices {
      guard let reason = RowFault(rawValue: fault[i]), reason != .stated,
        starts[i] + max(0, length[i]) <= rows.values.count
      else { throw DamagedFacts() }
      rows.entries.append(
        SetAsideRows.Entry(
          offset: offsets[i], valueStart: starts[i], row: Int32(row[i]), line: Int32(line[i]),
          detail: Int32(detail[i]), differing: UInt64(bitPattern: differing[i]),
          otherFile: Int16(otherFile[i]), file: Int16(clamping: file[i]), field: Int16(clamping: field[i]),
          valueLength: Int16(length[i]), fault: reason))
    }
    return rows
  }

  private mutating func layout(of file: DataFile) throws(DamagedFacts) -> FileLayout {
    let most = Restoring.most
    var layout = FileLayout(
      file: file, delimiter: UInt8(try reader.int(in: 0...255)), hasByteOrderMark: try reader.truth(),
      headerRow: try reader.int(in: 0...most), headerLine: try reader.int(in: 0...most),
      headers: try reader.all { reader throws(DamagedFacts) in try reader.text() },
      headerOffset: try reader.int(in: 0...most), dataOffset: try reader.int(in: 0...most),
      dataLine: try reader.int(in: 0...most))
    let fields = -1...schema.fields.count - 1
    layout.fields = try reader.all { reader throws(DamagedFacts) in try reader.int(in: fields) }
    let lines = try reader.array(in: 0...most)
    let offsets = try reader.array(in: 0...most)
    guard layout.headerOffset <= layout.dataOffset, lines.count == offsets.count,
      layout.fields.count == layout.headers.count
    else { throw DamagedFacts() }
    layout.checkpoints = lines.indices.map { (lines[$0], offsets[$0]) }
    let columns = 0...max(0, layout.headers.count - 1)
    let shared = try reader.all { reader throws(DamagedFacts) in
      (
        try reader.int(in: columns),
        try reader.all { reader throws(DamagedFacts) in try reader.int(in: fields) }
      )
    }
    layout.sharedColumns = Dictionary(shared, uniquingKeysWith: { $1 })
    return layout
  }

  // MARK: What was said

  private mutating func diagnostic() throws(DamagedFacts) -> Diagnostic {
    let code = try reader.text()
    guard let template = RosterDiagnostics.all.first(where: { $0.code == code }) else { throw DamagedFacts() }
    let field = try reader.int(in: -1...schema.fields.count - 1)
    let arguments = try reader.all { reader throws(DamagedFacts) in
      let name = try reader.text()
      let argument: DiagnosticArgument
      switch try reader.int(in: 0...3) {
      case 0: argument = .text(try reader.text())
      case 1: argument = .bilingual(try reader.words())
      case 2: argument = .count(try reader.int(in: 0...Restoring.most))
      default: argument = .list(try reader.all { reader throws(DamagedFacts) in try reader.text() })
      }
      return (name, argument)
    }
    let notes = try reader.all { reader throws(DamagedFacts) in Diagnostic.Note(try reader.words()) }
    return Diagnostic(
      template, at: field < 0 ? nil : schema.fields[field].site,
      Dictionary(arguments, uniquingKeysWith: { $1 }), notes: notes)
  }
}

extension FactsReader {

  fileprivate mutating func words() throws(DamagedFacts) -> Bilingual {
    Bilingual(en: try text(), id: try text())
  }

  fileprivate mutating func column(_ count: Int) throws(DamagedFacts) -> Column {
    let values: Column.Values
    switch try int(in: 0...2) {
    case 0:
      let denominator = try int(in: 1...Int.max)
      values = .scaled(try array(), denominator: Int64(denominator))
    case 1: values = .wide(try all { reader throws(DamagedFacts) in try reader.rational() })
    default:
      let codes = try array()
      let bytes = try array(ofBytes: nil)
      let starts = try array(in: 0...bytes.count)
      guard starts.first == 0, starts.last == bytes.count, starts.count > 1 else { throw DamagedFacts() }
      for i in starts.indices.dropFirst() where starts[i] < starts[i - 1] { throw DamagedFacts() }
      values = .texts(codes, TextDictionary(bytes: bytes, starts: starts))
    }
    let present = try optional { reader throws(DamagedFacts) in try reader.array(ofBytes: count) }
    let column = Column(values, present: present)
    guard column.count == count else { throw DamagedFacts() }
    return column
  }
}

extension PackedIntegers {

  /// Returns whether all integers lie in `range`.
  fileprivate func allLie(in range: ClosedRange<Int64>) -> Bool {
    func lie<T: FixedWidthInteger>(_ values: [T]) -> Bool {
      values.withUnsafeBufferPointer { values in
        guard var low = values.first else { return true }
        var high = low
        for v in values {
          low = min(low, v)
          high = max(high, v)
        }
        return range.contains(Int64(truncatingIfNeeded: low))
          && range.contains(Int64(truncatingIfNeeded: high))
      }
    }
    switch self {
    case .bytes(let a): return lie(a)
    case .shorts(let a): return lie(a)
    case .words(let a): return lie(a)
    case .longs(let a): return lie(a)
    }
  }
}
