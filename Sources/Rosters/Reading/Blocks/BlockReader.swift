import CScan
import Diagnostics

#if canImport(Glibc)
  import Glibc
#endif

/// One thread's tools for reading blocks of a file: a buffer, columns to fill, and the texts it has met.
///
/// The row loop decodes each cell where it stands. The usual form of each type is read and ended in one go;
/// everything else (quotes, spaces, other scripts, faults) goes through `decode`, out of line.
final class BlockReader {

  let thread: Int
  let plan: ReadingPlan
  let buffer = BlockBuffer()

  /// The plans of the file's columns.
  let cells: UnsafeMutablePointer<CellPlan>
  let columnCount: Int
  let fieldCount: Int

  /// The values and their presence, by field, and how many rows they have room for.
  let values: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
  let present: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  var capacity = 0
  /// The power of ten that each field's values are multiplied by.
  let scales: UnsafeMutablePointer<Int>
  var wides: [[(row: Int, value: Rational)]]
  let identities: UnsafeMutablePointer<IdentityCount>

  /// By field, ``recentPlaces`` each: what short texts that are looked up stand for.
  let recent: UnsafeMutablePointer<scan_text>
  static let recentPlaces = Int(SCAN_TEXTS)

  /// The thread's texts, by field; those of lookups as they stand in the file.
  let texts: ThreadTexts

  /// Where the cells at hand start, while columns are read.
  let starts: CellStarts

  /// The text of a quoted cell without its quotes.
  var unquoted: UnsafeMutablePointer<UInt8>
  var unquotedCapacity = 1024

  /// What is known of the first bytes of the buffer, and of how many.
  var survey = ByteSurvey()
  var surveyed = 0

  // The state within a block.
  var isASCII = true
  /// Whether too many rows were not in the usual form for their columns to be worth reading.
  var prefersRows = false
  var row = 0
  var record = 0
  var line = 0
  var setAside: SetAsideRows
  var runs: [(row: Int, record: Int)] = []
  var longRecords: [(record: Int, lines: Int)] = []
  var totals: [(record: Int, line: Int)] = []
  var suspects: [BlockResult.Suspect] = []
  var failure: FileFailure?
  /// Whether the next row does not follow the last one kept.
  var needsRun = true
  /// The line ends in the quoted cells of the record at hand.
  var innerLines = 0

  init(thread: Int, plan: ReadingPlan, texts: ThreadTexts) {
    self.thread = thread
    self.plan = plan
    self.texts = texts
    starts = CellStarts(delimiter: plan.delimiter)
    columnCount = plan.cells.count
    cells = .allocate(capacity: max(1, columnCount))
    cells.initialize(repeating: CellPlan(kind: .skip), count: max(1, columnCount))
    for (i, c) in plan.cells.enumerated() { cells[i] = c }
    fieldCount = plan.schema.fields.count
    values = .allocate(capacity: max(1, fieldCount))
    present = .allocate(capacity: max(1, fieldCount))
    for i in 0..<fieldCount {
      (values + i).initialize(to: .allocate(capacity: 1))
      (present + i).initialize(to: .allocate(capacity: 1))
    }
    scales = .allocate(capacity: max(1, fieldCount))
    scales.initialize(repeating: 0, count: max(1, fieldCount))
    wides = Array(repeating: [], count: fieldCount)
    identities = .allocate(capacity: max(1, fieldCount))
    identities.initialize(repeating: IdentityCount(), count: max(1, fieldCount))
    recent = .allocate(capacity: max(1, fieldCount * BlockReader.recentPlaces))
    for i in 0..<fieldCount { scan_forget(recent + i * BlockReader.recentPlaces) }
    unquoted = .allocate(capacity: unquotedCapacity + BlockBuffer.padding)
    setAside = SetAsideRows(files: [], schema: nil)
  }

  deinit {
    cells.deallocate()
    for i in 0..<fieldCount {
      values[i].deallocate()
      present[i].deallocate()
    }
    values.deallocate()
    present.deallocate()
    scales.deallocate()
    identities.deallocate()
    recent.deallocate()
    unquoted.deallocate()
  }

  /// Makes room for twice as many rows.
  @inline(never)
  func growColumns() {
    let larger = max(1024, capacity * 2)
    for i in 0..<fieldCount {
      let v = UnsafeMutablePointer<Int64>.allocate(capacity: larger)
      v.update(from: values[i], count: row)
      values[i].deallocate()
      values[i] = v
      let p = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      p.update(from: present[i], count: row)
      present[i].deallocate()
      present[i] = p
    }
    capacity = larger
  }

  /// Reads the records that start in `block`, the first at `start`, and returns what they hold.
  ///
  /// The buffer holds the block already, from `start` or before it; `cells` are those of its records, if they have been
  /// found, and `rows` those set apart for them in `room`.
  func read(
    _ block: Range<Int>, from start: Int, cells: FoundCells? = nil, room: ColumnRoom? = nil,
    rows: Range<Int>? = nil
  ) -> BlockResult {
    (row, record, line) = (0, 0, 0)
    setAside = SetAsideRows(files: [], schema: nil)
    (runs, longRecords, totals, suspects, failure) = ([], [], [], [], nil)
    needsRun = true
    prefersRows = false
    for i in 0..<fieldCount {
      scales[i] = 0
      wides[i] = []
      identities[i] = IdentityCount()
    }
    var result = BlockResult(start: start, end: start, thread: thread, setAside: setAside)
    var hasNull = completeSurvey()
    var next = start
    if let cells, hasColumnForm {
      next = buffer.offset + parse(cells, to: block.upperBound - buffer.offset).next
    }
    reading: while next < block.upperBound, failure == nil {
      let stop = min(block.upperBound - buffer.offset, buffer.count)
      next = buffer.offset + parse(from: next - buffer.offset, to: stop)
      if failure != nil || next >= block.upperBound
        || (buffer.endsFile && next >= buffer.offset + buffer.count)
      {
        break
      }
      // The record at `next` goes on beyond the buffer.
      let held = buffer.offset + buffer.count - next
      if held > plan.limits.rowBytes {
        failure = .longRow(offset: next, line: line)
        break
      }
      do throws(ByteSourceFailure) {
        let end = max(next + held * 2, buffer.offset + buffer.count + (64 << 10))
        try buffer.extend(from: plan.layout.file.source, to: min(end, next + plan.limits.rowBytes + 64))
      } catch {
        failure = .unreadable(error.reason)
        break reading
      }
      hasNull = completeSurvey()
    }
    if let invalid = firstInvalid(from: start, to: next, hasNull: hasNull) { failure = invalid }
    result.end = next
    result.records = record
    result.lines = line
    result.rows = row
    result.setAside = setAside
    (result.runs, result.longRecords, result.totals) = (runs, longRecords, totals)
    (result.suspects, result.failure) = (suspects, failure)
    result.identities = (0..<fieldCount).map { identities[$0] }
    result.place = rows?.lowerBound
    let place = rows.flatMap { row <= $0.count ? $0.lowerBound : nil }
    result.columns = (0..<fieldCount).map { plan.isKept[$0] ? packed($0, room, at: place) : nil }
    return result
  }

  /// Looks at the bytes held that nobody has looked at; returns whether one of all is 0.
  private func completeSurvey() -> Bool {
    survey.look(buffer.bytes + surveyed, buffer.count - surveyed)
    surveyed = buffer.count
    isASCII = survey.isASCII
    return survey.hasNull
  }

  /// Returns the first byte of the file from `start` to `end` that no text has.
  private func firstInvalid(from start: Int, to end: Int, hasNull: Bool) -> FileFailure? {
    guard hasNull || !isASCII, end > start else { return nil }
    let bytes = UnsafeBufferPointer(start: buffer.bytes + (start - buffer.offset), count: end - start)
    return TextCheck.firstInvalid(bytes, at: start)
  }

  /// Returns the values of `field`: those that `room` takes stand there, from row `place` on, others in their narrowest
  /// form.
  private func packed(_ field: Int, _ room: ColumnRoom?, at place: Int?) -> BlockResult.Values {
    let v = values[field]
    let width = PackedWidth(v, count: row)
    if let room, let place, scales[field] == 0, wides[field].isEmpty,
      room.put(v, present: present[field], width: width, count: row, field: field, at: place)
    {
      return BlockResult.Values(packed: .bytes([]), isPlaced: true)
    }
    let packed: PackedIntegers =
      switch width {
      case .byte: .bytes(narrowed(v))
      case .short: .shorts(narrowed(v))
      case .word: .words(narrowed(v))
      case .long: .longs(Array(UnsafeBufferPointer(start: v, count: row)))
      }
    var flags: [UInt8]?
    if plan.schema.fields[field].isOptional {
      let p = UnsafeBufferPointer(start: present[field], count: row)
      if p.contains(0) { flags = Array(p) }
    }
    return BlockResult.Values(packed: packed, present: flags, scale: scales[field], wide: wides[field])
  }

  private func narrowed<T: FixedWidthInteger>(_ v: UnsafeMutablePointer<Int64>) -> [T] {
    [T](unsafeUninitializedCapacity: row) { buffer, count in
      for i in 0..<row { buffer[i] = T(truncatingIfNeeded: v[i]) }
      count = row
    }
  }
}

/// Looks for bytes that no text has.
enum TextCheck {

  /// Returns the first byte of `bytes`, which stand at `offset` of the file, that is 0 or not UTF-8.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> FileFailure? {
    var end = bytes.count
    var failure: FileFailure?
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      end = min(end, max(0, error.byteOffsets.lowerBound))
      if end < bytes.count { failure = .notUTF8(offset: offset + end, byte: bytes[end]) }
    }
    if let null = bytes[..<end].firstIndex(of: 0) { failure = .null(offset: offset + null) }
    return failure
  }
}

/// The texts that one thread has met, by field, over all files of a roster.
final class ThreadTexts: @unchecked Sendable {
  // Used by one thread at a time: by its own while it reads, by the joining one afterwards.

  let tables: UnsafeMutablePointer<TextTable>
  /// For lookups: what each text stands for, or the complement of its fault; nothing beyond `resolvedCounts`.
  let resolved: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
  let resolvedCounts: UnsafeMutablePointer<Int>
  private let resolvedCapacities: UnsafeMutablePointer<Int>
  private let count: Int

  init(fields: Int) {
    count = fields
    tables = .allocate(capacity: max(1, fields))
    resolved = .allocate(capacity: max(1, fields))
    resolvedCounts = .allocate(capacity: max(1, fields))
    resolvedCapacities = .allocate(capacity: max(1, fields))
    for i in 0..<fields {
      (tables + i).initialize(to: TextTable())
      (resolved + i).initialize(to: .allocate(capacity: 64))
      (resolvedCounts + i).initialize(to: 0)
      (resolvedCapacities + i).initialize(to: 64)
    }
  }

  deinit {
    for i in 0..<count {
      tables[i].deallocate()
      resolved[i].deallocate()
    }
    tables.deallocate()
    resolved.deallocate()
    resolvedCounts.deallocate()
    resolvedCapacities.deallocate()
  }

  /// Adds what the next text of `field` stands for.
  func resolve(_ field: Int, _ value: Int64) {
    let n = resolvedCounts[field]
    if n == resolvedCapacities[field] {
      let larger = UnsafeMutablePointer<Int64>.allocate(capacity: n * 2)
      larger.update(from: resolved[field], count: n)
      resolved[field].deallocate()
      resolved[field] = larger
      resolvedCapacities[field] = n * 2
    }
    resolved[field][n] = value
    resolvedCounts[field] = n + 1
  }
}
