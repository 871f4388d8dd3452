#if canImport(Glibc)
  import Glibc
#endif

extension BlockReader {

  /// Returns the cell at `p`, whatever its form, counting the line ends in its quotes.
  @inline(never)
  func cellAt(_ p: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>, _ delimiters: UInt64) -> Cell {
    let cell = splitCell(p, limit, delimiters)
    guard p < limit, p.pointee == Byte.quote else { return cell }
    var q = p
    while let at = memchr(q, 0x0A, cell.terminator - q) {
      innerLines &+= 1
      q = UnsafePointer(at.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return cell
  }

  /// Returns the cell at `p`, whatever its form.
  private func splitCell(
    _ p: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>, _ delimiters: UInt64
  ) -> Cell {
    guard p < limit, p.pointee == Byte.quote else {
      let e = BlockReader.scan(p, delimiters)
      var count = e - p
      if count > 0 && e.pointee == Byte.newline && e[-1] == Byte.carriageReturn { count &-= 1 }
      return Cell(start: p, count: count, terminator: e, status: .whole)
    }
    var q = p + 1
    var hasInnerQuotes = false
    while true {
      guard let at = memchr(q, 0x22, max(0, limit - q)) else {
        return Cell(
          start: p + 1, count: limit - p - 1, terminator: limit,
          status: buffer.endsFile ? .unclosed : .incomplete)
      }
      q = UnsafePointer(at.assumingMemoryBound(to: UInt8.self))
      // Whether a quote at the buffer's end is the last or the first of two can not be seen yet.
      if q + 1 >= limit && !buffer.endsFile {
        return Cell(start: p, count: 0, terminator: limit, status: .incomplete)
      }
      if q + 1 < limit && q[1] == Byte.quote {
        hasInnerQuotes = true
        q += 2
        continue
      }
      break
    }
    let e = BlockReader.scan(q + 1, delimiters)
    var rest = e - q - 1
    if rest > 0 && e.pointee == Byte.newline && e[-1] == Byte.carriageReturn { rest &-= 1 }
    var isTrailing = false
    for i in 0..<max(0, rest) where q[1 + i] != Byte.space { isTrailing = true }
    var start = p + 1
    var count = q - start
    if hasInnerQuotes {
      if count > unquotedCapacity {
        unquoted.deallocate()
        unquotedCapacity = count
        unquoted = .allocate(capacity: count + BlockBuffer.padding)
      }
      var n = 0
      var i = 0
      while i < count {
        unquoted[n] = start[i]
        n &+= 1
        i &+= start[i] == Byte.quote ? 2 : 1
      }
      (start, count) = (UnsafePointer(unquoted), n)
    }
    return Cell(start: start, count: count, terminator: e, status: isTrailing ? .trailing : .whole)
  }

  /// Moves `p` past the rest of the record, counting its cells.
  func skipRest(
    _ p: inout UnsafePointer<UInt8>, _ column: inout Int, _ limit: UnsafePointer<UInt8>, _ delimiters: UInt64
  ) -> Cell.Status {
    var isTrailing = false
    while true {
      let cell = cellAt(p, limit, delimiters)
      switch cell.status {
      case .incomplete, .unclosed:
        p = limit
        column += 1
        return cell.status
      case .trailing: isTrailing = true
      case .whole: break
      }
      column += 1
      p = cell.terminator
      if p >= limit {
        if !buffer.endsFile { return .incomplete }
        p = limit
        break
      }
      p += 1
      if p[-1] == Byte.newline { break }
    }
    return isTrailing ? .trailing : .whole
  }

  /// Returns whether all cells from `column` on of the record from `p` to `end` are blank.
  @inline(never)
  func isBlankAfter(
    _ column: Int, _ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>,
    _ delimiters: UInt64
  ) -> Bool {
    var q = p
    var i = 0
    while q < end {
      let cell = splitCell(q, limit, delimiters)
      if i >= column && trimmed(cell.start, cell.count).count > 0 { return false }
      i += 1
      q = cell.terminator + 1
    }
    return true
  }

  /// Returns where the record at `p` ends if nothing stands in it but delimiters and spaces.
  @inline(never)
  func blankRecordEnd(_ p: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    var q = p
    while q < limit {
      let b = q.pointee
      if b == Byte.newline { return q + 1 }
      if b == Byte.quote && q + 1 < limit && q[1] == Byte.quote {
        q += 2
        continue
      }
      if b != plan.delimiter && b > Byte.space { return nil }
      q += 1
    }
    return limit + 1
  }

  /// Returns the cell without spaces, no-break spaces and the like at its ends.
  func trimmed(_ p: UnsafePointer<UInt8>, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end {
      if p[start] <= Byte.space {
        start += 1
      } else if p[start] == 0xC2 && start + 1 < end && p[start + 1] == 0xA0 {
        start += 2
      } else if start + 2 < end && BlockReader.isInvisible(p + start) {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if p[end - 1] <= Byte.space || p[end - 1] == 0x7F {
        end -= 1
      } else if p[end - 1] == 0xA0 && end - 1 > start && p[end - 2] == 0xC2 {
        end -= 2
      } else if end - 2 > start && BlockReader.isInvisible(p + end - 3) {
        end -= 3
      } else {
        break
      }
    }
    return UnsafeBufferPointer(start: p + start, count: end - start)
  }

  /// Returns whether a zero-width space or a byte order mark stands at `p`.
  private static func isInvisible(_ p: UnsafePointer<UInt8>) -> Bool {
    (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x8B) || (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
  }

  /// Reads the cell of `column` in whatever form it has; returns why it can not be used, if so.
  @inline(never)
  func decode(_ cell: CellPlan, _ column: Int, _ found: Cell) -> RowFault? {
    if cell.kind == .several {
      for one in plan.several[column] ?? [] {
        if let fault = decode(one, column, found) { return fault }
      }
      return nil
    }
    if cell.kind == .skip { return nil }
    let text = trimmed(found.start, found.count)
    let field = cell.field
    if text.isEmpty {
      guard cell.isOptional else { return .blank }
      values[field][row] = 0
      present[field][row] = 0
      return nil
    }
    if cell.isOptional { present[field][row] = 1 }
    switch cell.kind {
    case .skip, .several, .checkedText: return nil
    case .text:
      values[field][row] = Int64(truncatingIfNeeded: textCode(field, text))
      return nil
    case .nik: return decodeIdentity(field, text)
    case .integer, .decimal, .percent: return decodeNumber(cell, text)
    case .date:
      switch DateCell(dialect: plan.schema.dialect).read(text) {
      case .fault(let f): return f
      case .value(let d):
        let value = Int64(d.days)
        if value < cell.low || value > cell.high { return .outOfRange }
        values[field][row] = value
        return nil
      }
    case .lookup:
      guard let start = text.baseAddress else { return .blank }
      // The padding that the table reads into is there: the text lies in the buffer or in `unquoted`.
      let code = texts.tables[field].code(start, text.count)
      if code >= texts.resolvedCounts[field] { resolveLookup(field, start, text.count) }
      let value = texts.resolved[field][code]
      if value < 0 { return RowFault(rawValue: UInt8(truncatingIfNeeded: ~value)) ?? .notNumber }
      values[field][row] = value
      return nil
    }
  }

  /// Returns the code of `text`, composed.
  private func textCode(_ field: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = text.baseAddress else { return 0 }
    if BlockReader.isPlain(start, text.count) { return texts.tables[field].code(start, text.count) }
    return texts.tables[field].code(CellText.normalized(String(decoding: text, as: UTF8.self)).utf8)
  }

  private func decodeIdentity(_ field: Int, _ text: UnsafeBufferPointer<UInt8>) -> RowFault? {
    var nik: Int64 = 0
    let isDigits = text.count == 16 && text.allSatisfy { $0 >= 48 && $0 <= 57 }
    guard isDigits else {
      let fault = IdentityCell.fault(text)
      if fault == .nikScientific { identities[field].scientific &+= 1 }
      return fault
    }
    for b in text { nik = nik &* 10 &+ Int64(b &- 48) }
    identities[field].count &+= 1
    if nik % 10 == 0 { identities[field].endingInZero &+= 1 }
    values[field][row] = nik
    return IdentityCell.fault(digits: nik)
  }

  private func decodeNumber(_ cell: CellPlan, _ text: UnsafeBufferPointer<UInt8>) -> RowFault? {
    let field = cell.field
    let isMoney: Bool
    if case .money = plan.schema.fields[field].type { isMoney = true } else { isMoney = false }
    let kind: NumberCell.Kind = cell.kind == .percent ? .percent : isMoney ? .money : .plain
    switch NumberCell(kind: kind, dialect: plan.schema.dialect).read(text) {
    case .fault(let f): return f
    case .wide(let r):
      if cell.kind == .integer { return r.isInteger ? .outOfRange : .notWhole }
      if let range = plan.ranges[field], !range.contains(r) { return .outOfRange }
      values[field][row] = 0
      wides[field].append((row, r))
      return nil
    case .value(let mantissa, let scale):
      if cell.kind == .integer {
        if scale > 0 { return .notWhole }
        if mantissa < cell.low || mantissa > cell.high { return .outOfRange }
        values[field][row] = mantissa
        return nil
      }
      if let range = plan.ranges[field] {
        guard let value = Rational(Int128(mantissa), over: Int128(Decimals.powers[scale])),
          range.contains(value)
        else { return .outOfRange }
      }
      store(mantissa, scale: scale, field)
      return nil
    }
  }

  /// Keeps `mantissa / 10^scale` as the value of `field`, bringing it and those before it to one scale.
  private func store(_ mantissa: Int64, scale: Int, _ field: Int) {
    if scale > scales[field] {
      let power = Decimals.powers[scale - scales[field]]
      let old = Decimals.powers[scales[field]]
      for i in 0..<row {
        let (product, overflow) = values[field][i].multipliedReportingOverflow(by: power)
        if overflow {
          if let r = Rational(Int128(values[field][i]), over: Int128(old)) { wides[field].append((i, r)) }
          values[field][i] = 0
        } else {
          values[field][i] = product
        }
      }
      scales[field] = scale
    }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: Decimals.powers[scales[field] - scale])
    if overflow {
      if let r = Rational(Int128(mantissa), over: Int128(Decimals.powers[scale])) {
        wides[field].append((row, r))
      }
      values[field][row] = 0
    } else {
      values[field][row] = product
    }
  }

  /// Finds out what the newest text of `field` stands for.
  @inline(never)
  func resolveLookup(_ field: Int, _ p: UnsafePointer<UInt8>, _ count: Int) {
    let text = trimmed(p, count)
    let value: Int64
    if text.isEmpty {
      // Spaces alone; `decode` finds the cell blank by itself.
      value = ~Int64(RowFault.blank.rawValue)
    } else {
      switch plan.lookups[field] {
      case nil: value = ~Int64(RowFault.referenceNotFound.rawValue)
      case .spellings(let s):
        let isChoice: Bool
        if case .choice = plan.schema.fields[field].type { isChoice = true } else { isChoice = false }
        value =
          s.table.code(CellText.composed(String(decoding: text, as: UTF8.self)))
          ?? ~Int64((isChoice ? RowFault.unlistedChoice : RowFault.notTruth).rawValue)
      case .key(let index, let spellings): value = row(in: index, spellings, text)
      }
    }
    texts.resolve(field, value)
  }

  /// Returns the row of the other roster whose key is `text`, or the complement of a fault.
  private func row(
    in index: KeyIndex, _ spellings: ReadingPlan.Spellings?, _ text: UnsafeBufferPointer<UInt8>
  ) -> Int64 {
    let notFound = ~Int64(RowFault.referenceNotFound.rawValue)
    guard index.fields.count == 1, let field = index.fields.first else { return notFound }
    func found(_ key: KeyValue) -> Int64 { index.row([key]).map { Int64($0) } ?? notFound }
    switch field.type {
    case .text, .reference: return found(.text(CellText.normalized(String(decoding: text, as: UTF8.self))))
    case .nik:
      guard text.count == 16, let nik = Int64(String(decoding: text, as: UTF8.self)) else { return notFound }
      return found(.integer(nik))
    case .whole, .count, .number, .money, .percent:
      let kind: NumberCell.Kind
      if case .percent = field.type { kind = .percent } else { kind = .plain }
      switch NumberCell(kind: kind, dialect: plan.schema.dialect).read(text) {
      case .fault: return notFound
      case .wide(let r): return found(.number(r))
      case .value(let m, let scale):
        guard let r = Rational(Int128(m), over: Int128(Decimals.powers[scale])) else { return notFound }
        return found(.number(r))
      }
    case .date:
      guard case .value(let d) = DateCell(dialect: plan.schema.dialect).read(text) else { return notFound }
      return found(.integer(Int64(d.days)))
    case .truth, .choice:
      guard let code = spellings?.table.code(String(decoding: text, as: UTF8.self)) else { return notFound }
      return found(.integer(code))
    }
  }

  /// Ends a record that can not be used: one that adds up others, or one to set aside.
  @inline(never)
  func finishFaulted(
    _ fault: RowFault, _ column: Int, _ found: Int, _ start: UnsafePointer<UInt8>,
    _ end: UnsafePointer<UInt8>,
    _ limit: UnsafePointer<UInt8>, _ delimiters: UInt64
  ) {
    needsRun = true
    for f in 0..<fieldCount { while let last = wides[f].last, last.row >= row { wides[f].removeLast() } }
    if isTotalRecord(start, end, delimiters) {
      totals.append((record, line))
      return
    }
    var field = -1
    var value: (start: Int, length: Int16) = (0, -1)
    var detail = fault == .tooFewCells || fault == .tooManyCells ? found : 0
    if column >= 0 && column < columnCount {
      field = cells[column].field
      if cells[column].kind == .several {
        field = plan.several[column]?.first.map(\.field) ?? -1
      }
    }
    if field >= 0, fault != .blank, fault != .cutOff {
      // The cell again: faults are rare, so nothing about them is kept while cells are read.
      var q = start
      for _ in 0..<column { q = splitCell(q, limit, delimiters).terminator + 1 }
      let cell = splitCell(q, limit, delimiters)
      let bytes = trimmed(cell.start, cell.count)
      if fault == .nikLength { detail = bytes.count }
      let schema = plan.schema.fields[field]
      var text = String(decoding: bytes.prefix(400), as: UTF8.self)
      if schema.isPrivate {
        text = PrivateText.masked(text, type: schema.type)
      } else if text.count > 60 {
        text = text.prefix(60) + "…"
      }
      value = setAside.keep(text)
    }
    setAside.entries.append(
      SetAsideRows.Entry(
        offset: buffer.offset + (start - UnsafePointer(buffer.bytes)), valueStart: value.start,
        row: Int32(clamping: record), line: Int32(clamping: line), detail: Int32(clamping: detail), file: 0,
        field: Int16(clamping: field), valueLength: value.length, fault: fault))
  }

  /// Returns whether the record from `p` to `end` begins like one that adds up others: `JUMLAH`, `TOTAL`.
  @inline(never)
  func isTotalRecord(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ delimiters: UInt64) -> Bool {
    var q = p
    while q < end {
      let cell = splitCell(q, end, delimiters)
      let text = trimmed(cell.start, cell.count)
      if !text.isEmpty { return TotalWords.contains(text) }
      q = cell.terminator + 1
    }
    return false
  }
}

/// The words with which a row begins that adds up others.
enum TotalWords {

  private static let words: Set<String> = [
    "jumlah", "total", "grand total", "total keseluruhan", "jumlah keseluruhan", "jumlah total",
    "total jumlah",
    "jumlah seluruhnya", "total seluruhnya", "subtotal", "sub total", "sub jumlah", "subjumlah",
  ]

  /// Returns whether a row that begins with `byte` may begin with one of the words, or with a blank.
  @inline(__always)
  static func mayBegin(with byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter == 0x6A || letter == 0x74 || letter == 0x67 || letter == 0x73 || byte == Byte.quote
      || byte <= Byte.space
  }

  static func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 24, let first = text.first, "jtgsJTGS".utf8.contains(first) else { return false }
    var word = String(decoding: text, as: UTF8.self).lowercased()
    while let last = word.last, last == ":" || last == " " || last == "." { word.removeLast() }
    return words.contains(word)
  }
}
