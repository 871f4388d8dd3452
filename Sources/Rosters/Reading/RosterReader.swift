import Diagnostics
import Dispatch

#if canImport(Glibc)
  import Glibc
#endif

/// Reads rosters from the bytes of CSV and TSV files into typed columns.
public enum RosterReader {

  /// How to read.
  public struct Options: Sendable {

    /// The number of threads; results never depend on it.
    public var threads: Int

    /// What the reading may cost.
    public var limits: ReadingLimits

    /// The field that holds the name of the file a row came from, by its place in the schema.
    ///
    /// If `nil`, a text field `file` or `berkas` does for which the first file has no column.
    public var fileField: Int?

    /// The bytes a thread reads at a time; results never depend on it.
    public var blockBytes: Int

    /// Creates options.
    public init(
      threads: Int = 1, limits: ReadingLimits = ReadingLimits(), fileField: Int? = nil,
      blockBytes: Int = 1 << 20
    ) {
      self.threads = max(1, threads)
      self.limits = limits
      self.fileField = fileField
      self.blockBytes = max(1, blockBytes)
    }
  }

  /// Returns the roster that `files`, one after the other, hold by `schema`.
  ///
  /// Rows that can not be used are set aside with their reasons; what is wrong with a file as a whole is an
  /// error among the table's diagnostics, and the table then has no rows. Fields that refer to other rosters
  /// look their keys up in `references`, by roster name.
  public static func read(
    files: [DataFile], schema: RosterSchema, references: [String: KeyIndex] = [:],
    options: Options = Options()
  ) -> RosterTable {
    var reading = RosterReading(files: files, schema: schema, references: references, options: options)
    return reading.run()
  }
}

/// One reading of a roster, from its files to its table.
struct RosterReading {

  let files: [DataFile]
  let schema: RosterSchema
  let references: [String: KeyIndex]
  let options: RosterReader.Options
  private let texts: [ThreadTexts]
  private let fields: [FieldPieces]
  /// Where the rows of a large roster go while they are read.
  private var room: (space: ColumnRoom?, rows: Int) = (nil, 0)

  private var diagnostics = DiagnosticSet()
  private var layouts: [FileLayout] = []
  private var setAside: SetAsideRows
  private var origins: RowOrigins
  private var totalRows: [TotalRow] = []
  private var identities: [IdentityCount]
  /// The field that holds the names of the files, if one does.
  private var fileField: Int?
  /// The rows of each file.
  private var fileRows: [Int] = []
  private var count = 0

  init(
    files: [DataFile], schema: RosterSchema, references: [String: KeyIndex], options: RosterReader.Options
  ) {
    self.files = files
    self.schema = schema
    self.references = references
    self.options = options
    fileField = options.fileField ?? schema.fileField
    texts = (0..<options.threads).map { _ in ThreadTexts(fields: schema.fields.count) }
    fields = schema.fields.enumerated().map { FieldPieces(field: $0, type: $1.type) }
    let names = files.map(\.name)
    setAside = SetAsideRows(files: names, schema: schema)
    origins = RowOrigins(files: names, runs: [])
    identities = schema.fields.map { _ in IdentityCount() }
  }

  mutating func run() -> RosterTable {
    var times = ReadingTimes()
    var watch = Stopwatch()
    checkReferences()
    for (i, file) in files.enumerated() { read(file, i) }
    checkIdentities()
    times.cells = watch.nanoseconds
    if diagnostics.containsError { return empty() }
    watch = Stopwatch()
    var table = assembled()
    times.columns = watch.nanoseconds
    watch = Stopwatch()
    let duplicates = KeyCheck(table, threads: options.threads).rowsSetAside()
    times.keys = watch.nanoseconds
    table.times = times
    if !duplicates.isEmpty { table.setAside(faults: duplicates) }
    let faulted = KeysSetAside(table: table, threads: options.threads, references: references).partners()
    if !faulted.isEmpty { table.setAside(sharing: faulted) }
    // What was read for the key's sake alone is not kept.
    for (i, f) in schema.fields.enumerated() where !f.isKept { table.columns[i] = nil }
    table.setAside.sort()
    listUnlistedValues(&table)
    return table
  }

  /// The table of files that can not be used.
  private func empty() -> RosterTable {
    var table = RosterTable(
      schema: schema, columns: schema.fields.map { _ in nil }, count: 0,
      origins: RowOrigins(files: files.map(\.name), runs: []), rowsRead: 0, diagnostics: diagnostics)
    table.layouts = layouts
    return table
  }

  private mutating func checkReferences() {
    for field in schema.fields {
      guard case .reference(let roster) = field.type else { continue }
      if references[roster]?.fields.count != 1 {
        diagnostics.insert(.missingReference(field, roster: roster))
      }
    }
  }

  // MARK: One file

  private mutating func read(_ file: DataFile, _ index: Int) {
    let wanted = schema.fields.indices.filter { $0 != fileField }.map { schema.fields[$0].header }
    var layout: FileLayout
    switch FileSniffer(file: file, limits: options.limits, wanted: wanted).sniff() {
    case .problem(let d):
      diagnostics.insert(d)
      return
    case .layout(let l): layout = l
    }
    guard matchHeaders(&layout) else { return }
    read(layout, index)
  }

  /// Reads the rows of the file that is laid out as `layout`.
  mutating func read(_ layout: FileLayout, _ index: Int) {
    layouts.append(layout)
    let plan = ReadingPlan(schema: schema, layout: layout, references: references, limits: options.limits)
    let blocks = FileBlocks(
      plan: plan, blockBytes: options.blockBytes, threads: options.threads, texts: texts, room: room.space,
      rows: room.rows, bytesLeft: files[index...].reduce(0) { $0 + $1.source.size })
    append(blocks.read(), of: layout, index)
    room = blocks.room
  }

  /// Finds the column of each field; returns whether all were found, once each.
  mutating func matchHeaders(_ layout: inout FileLayout) -> Bool {
    layout.fields = Array(repeating: -1, count: layout.headers.count)
    var places: [String: [Int]] = [:]
    var caseless: [String: [Int]] = [:]
    for (i, h) in layout.headers.enumerated() {
      places[h, default: []].append(i)
      caseless[h.lowercased(), default: []].append(i)
    }
    var problems: [Diagnostic] = []
    var isAnyFound = false
    var isAnyNear = false
    for (f, field) in schema.fields.enumerated() where f != fileField {
      let header = CellText.normalized(field.header)
      func columns(_ header: String) -> [Int]? { places[header] ?? caseless[header.lowercased()] }
      let found = columns(header) ?? field.otherHeaders.lazy.compactMap { columns($0) }.first ?? []
      if found.isEmpty && isFileName(field, layout) {
        fileField = f
        continue
      }
      switch found.count {
      case 0:
        let near = HeaderSpelling.suggestions(for: header, among: layout.headers)
        isAnyNear = isAnyNear || !near.isEmpty
        problems.append(.missingColumn(field, in: layout, suggestions: near))
      case 1:
        isAnyFound = true
        let column = found[0]
        if layout.fields[column] < 0 {
          layout.fields[column] = f
        } else {
          layout.sharedColumns[column, default: [layout.fields[column]]].append(f)
        }
      default:
        isAnyFound = true
        problems.append(.duplicateHeader(field, in: layout, count: found.count))
      }
    }
    if !isAnyFound && !isAnyNear && problems.count > 1 {
      problems = [
        .noHeader(layout, roster: schema.name, wanted: schema.fields.map(\.header))
      ]
    }
    for p in problems { diagnostics.insert(p) }
    return problems.isEmpty
  }

  /// Returns whether `field` is there for the names of the files: it is called so, and no column is.
  private func isFileName(_ field: FieldSchema, _ layout: FileLayout) -> Bool {
    guard layouts.isEmpty, fileField == nil, field.type == .text, field.header == field.name,
      field.name == "file" || field.name == "berkas"
    else { return false }
    return !layout.headers.contains { HeaderSpelling.folded($0) == field.name }
  }

  /// Joins the blocks of a file to what was read before.
  private mutating func append(_ blocks: [BlockResult], of layout: FileLayout, _ file: Int) {
    var recordBase = layout.headerRow + 1
    var lineBase = layout.dataLine
    var lines = RowLines(base: lineBase - recordBase)
    var innerLines = 0
    let firstRow = count
    let firstAside = setAside.count
    let used = rowsUsed(blocks)
    var totals: [TotalRow] = []
    for (block, rows) in zip(blocks, used) {
      if let start = block.start { layouts[layouts.count - 1].checkpoints.append((lineBase, start)) }
      for entry in block.setAside.entries {
        var e = entry
        e.file = Int16(clamping: file)
        e.row = Int32(clamping: recordBase + Int(e.row))
        e.line = Int32(clamping: lineBase + Int(e.line))
        e.valueStart += setAside.values.count
        setAside.entries.append(e)
      }
      setAside.values.append(contentsOf: block.setAside.values)
      for run in block.runs where run.row < rows {
        let row = recordBase + run.record
        if let last = origins.runs.last, last.file == file, last.fileRow + count + run.row - last.first == row
        {
          continue
        }
        origins.runs.append(RowOrigins.Run(first: count + run.row, file: file, fileRow: row))
      }
      for long in block.longRecords {
        innerLines += long.lines
        lines.jumps.append((recordBase + long.record, innerLines))
      }
      for t in block.totals {
        totals.append(TotalRow(file: layout.file.name, row: recordBase + t.record, line: lineBase + t.line))
      }
      for s in block.suspects {
        if s.row >= rows {
          totals.append(TotalRow(file: layout.file.name, row: recordBase + s.record, line: lineBase + s.line))
        } else {
          diagnostics.insert(.totalUsed(layout.file.name, line: lineBase + s.line))
        }
      }
      for (i, values) in block.columns.enumerated() {
        if let values {
          fields[i].pieces.append(
            FieldPieces.Piece(values: values, rows: rows, thread: block.thread, place: block.place))
        }
      }
      for (i, n) in block.identities.enumerated() {
        identities[i].count += n.count
        identities[i].endingInZero += n.endingInZero
        identities[i].scientific += n.scientific
      }
      if let failure = block.failure { report(failure, layout, lineBase, block) }
      count += rows
      recordBase += block.records
      lineBase += block.lines
    }
    while origins.lines.count < file { origins.lines.append(RowLines(base: 0)) }
    origins.lines.append(lines)
    fileRows.append(count - firstRow)
    if count > min(options.limits.rows, Int(Int32.max) - 1) {
      diagnostics.insert(.tooManyRows(schema.name, limit: options.limits.rows))
    }
    totals.sort { $0.row < $1.row }
    totalRows += totals
    if let first = totals.first {
      diagnostics.insert(
        .totalRows(layout.file.name, roster: schema.name, count: totals.count, line: first.line))
    }
    if count == firstRow && setAside.count == firstAside && totals.isEmpty && !diagnostics.containsError {
      diagnostics.insert(.headerOnly(layout.file.name))
    }
  }

  /// Returns how many rows of each block are used: rows at the file's end that add up others are not.
  private func rowsUsed(_ blocks: [BlockResult]) -> [Int] {
    var used = blocks.map(\.rows)
    for i in blocks.indices.reversed() {
      var suspects = blocks[i].suspects
      while let last = suspects.popLast(), last.row == used[i] - 1 { used[i] -= 1 }
      if used[i] > 0 { break }
    }
    return used
  }

  private mutating func report(
    _ failure: FileFailure, _ layout: FileLayout, _ lineBase: Int, _ block: BlockResult
  ) {
    let line: Int
    switch failure {
    case .longRow(_, let own), .openQuote(_, let own): line = lineBase + own
    case .notUTF8(let offset, _), .null(let offset):
      line = lineBase + lineEnds(of: layout.file.source, from: block.start ?? offset, to: offset)
    case .unreadable, .cancelled: line = lineBase
    }
    diagnostics.insert(.fileFailure(failure, file: layout.file.name, line: line, limits: options.limits))
  }

  private func lineEnds(of source: any ByteSource, from start: Int, to end: Int) -> Int {
    let buffer = BlockBuffer()
    do throws(ByteSourceFailure) {
      try buffer.fill(from: source, start..<max(start, end))
    } catch {
      return 0
    }
    return UnsafeBufferPointer(start: buffer.bytes, count: buffer.count).count { $0 == Byte.newline }
  }

  // MARK: The whole roster

  private mutating func checkIdentities() {
    for (i, n) in identities.enumerated() {
      let damaged = n.endingInZero + n.scientific
      let all = n.count + n.scientific
      guard IdentityCount.isDamaged(damaged, of: all) else { continue }
      diagnostics.insert(.damagedIdentities(schema.fields[i], damaged: damaged, count: all))
    }
  }

  func assembled() -> RosterTable {
    let kept = fields.indices.filter { !fields[$0].pieces.isEmpty }
    var columns = [Column?](repeating: nil, count: fields.count)
    let total = count
    columns.withUnsafeMutableBufferPointer { target in
      // Each iteration writes its own element.
      nonisolated(unsafe) let target = target
      let (fields, texts, room) = (fields, texts, room.space)
      let assemble: @Sendable (Int) -> Void = { k in
        target[kept[k]] = fields[kept[k]].assemble(total, texts, room)
      }
      if options.threads == 1 || total < 10_000 {
        for k in kept.indices { assemble(k) }
      } else {
        DispatchQueue.concurrentPerform(iterations: kept.count, execute: assemble)
      }
    }
    for (i, f) in schema.fields.enumerated() where columns[i] == nil && (f.isKept || f.isKey) {
      columns[i] = i == fileField ? fileNames() : blankColumn(f.type)
    }
    var table = RosterTable(
      schema: schema, columns: columns, count: count, origins: origins, setAside: setAside,
      rowsRead: count + setAside.count, diagnostics: diagnostics)
    table.layouts = layouts
    table.totalRows = totalRows
    return table
  }

  /// The column of the names of the files.
  private func fileNames() -> Column {
    var codes: [Int64] = []
    for (i, n) in fileRows.enumerated() { codes.append(contentsOf: repeatElement(Int64(i), count: n)) }
    return Column(
      .texts(PackedIntegers(packing: codes), TextDictionary(files.isEmpty ? [""] : files.map(\.name))))
  }

  /// A column without rows, of the form its type has.
  private func blankColumn(_ type: FieldType) -> Column {
    switch type {
    case .text: Column(.texts(.bytes([]), TextDictionary([""])))
    case .nik, .whole, .count, .number, .percent, .money, .date, .truth, .choice, .reference:
      Column(.scaled(.bytes([]), denominator: 1))
    }
  }

  /// The values of a field that are none of its choices and are named in messages.
  private static let shownValues = 30

  /// Lists the values that are none of their field's choices, each once.
  private func listUnlistedValues(_ table: inout RosterTable) {
    var counts: [Int: [String: Int]] = [:]
    let rows = table.setAside
    for e in rows.entries where e.fault == .unlistedChoice && e.valueLength >= 0 {
      let field = Int(e.field)
      guard schema.fields.indices.contains(field), !schema.fields[field].isPrivate else { continue }
      let bytes = rows.values[e.valueStart..<e.valueStart + Int(e.valueLength)]
      counts[field, default: [:]][String(decoding: bytes, as: UTF8.self), default: 0] += 1
    }
    for field in counts.keys.sorted() {
      guard case .choice(let choices) = schema.fields[field].type, let values = counts[field] else {
        continue
      }
      let sorted = values.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
      for (i, (value, count)) in sorted.enumerated() {
        // A column under the wrong header has a million of them; nobody reads on after a few.
        let isShown = i < RosterReading.shownValues
        let nearest = isShown ? table.setAside.nearest.name(for: value, among: choices) : nil
        let unlisted = UnlistedValue(field: field, value: value, count: count, nearest: nearest)
        table.unlistedValues.append(unlisted)
        if isShown { table.diagnostics.insert(.unlistedValue(unlisted, field: schema.fields[field])) }
      }
    }
  }
}
