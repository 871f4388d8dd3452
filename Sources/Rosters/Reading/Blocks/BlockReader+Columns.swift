import CScan

/// A column of some rows: where its cells stand, and where their values go.
private struct CellColumn {

  /// The first byte of the stretch.
  let base: UnsafePointer<UInt8>
  /// Where the column's cell of the first row starts; that of the next row is ``width`` places on.
  let starts: UnsafePointer<UInt32>
  let width: Int
  /// Whether line ends follow the cells, which a carriage return may precede.
  let isLast: Bool
  let values: UnsafeMutablePointer<Int64>
  let present: UnsafeMutablePointer<UInt8>
  let isOdd: UnsafeMutablePointer<UInt8>
  let rows: Int
  let isOptional: Bool
  /// Whether all bytes at hand are ASCII.
  let isASCII: Bool

  /// The column as the vector loops take it.
  var cells: scan_column {
    scan_column(
      base: base, starts: starts, width: width, rows: rows, values: values,
      present: isOptional ? present : nil)
  }

  /// Returns the bytes of row `i`.
  @inline(__always)
  func cell(_ i: Int) -> (UnsafePointer<UInt8>, Int) {
    let start = Int(starts[i &* width])
    var count = Int(starts[i &* width &+ 1]) &- 1 &- start
    let p = base + start
    if isLast && count > 0 && p[count &- 1] == Byte.carriageReturn { count &-= 1 }
    return (p, count)
  }

  /// Keeps `value` for row `i`.
  @inline(__always)
  func keep(_ i: Int, _ value: Int64) {
    values[i] = value
    if isOptional { present[i] = 1 }
  }

  /// Takes row `i` as missing, where it may be.
  @inline(__always)
  func keepBlank(_ i: Int) {
    values[i] = 0
    if isOptional { present[i] = 0 } else { isOdd[i] = 1 }
  }

  /// Whether the ends of a text of `count` bytes are neither blank nor quotes, and whether all of it is ASCII.
  @inline(__always)
  private func isUsual(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let last = p[count &- 1]
    return p.pointee > Byte.space && p.pointee != Byte.quote && last > Byte.space && last < 0x7F
      && (isASCII || BlockReader.isPlain(p, count))
  }

  /// Returns the text at `p` if it is in the usual form, without quotes if it has them.
  @inline(__always)
  func usual(_ p: UnsafePointer<UInt8>, _ count: Int) -> (UnsafePointer<UInt8>, Int)? {
    if isUsual(p, count) { return (p, count) }
    guard let inner = unquoted(p, count), isUsual(inner.0, inner.1) else { return nil }
    return inner
  }

  /// Returns the bytes between the quotes around the `count` bytes at `p`, or `nil` if there are none or something
  /// between them that only the careful reading knows.
  @inline(never)
  func unquoted(_ p: UnsafePointer<UInt8>, _ count: Int) -> (UnsafePointer<UInt8>, Int)? {
    guard count >= 3, p.pointee == Byte.quote, p[count &- 1] == Byte.quote else { return nil }
    for k in 1..<count &- 1 where p[k] == Byte.quote || p[k] == Byte.newline { return nil }
    return (p + 1, count &- 2)
  }
}

/// The lengths of months beyond 28 days, two bits a month, January's above the lowest two.
private enum MonthLengths {

  private static let beyond: UInt32 =
    3 << 2 | 0 << 4 | 3 << 6 | 2 << 8 | 3 << 10 | 2 << 12 | 3 << 14 | 3 << 16 | 2 << 18 | 3 << 20 | 2 << 22
    | 3 << 24

  /// Returns whether `day` is one of `month`; both are less than 100.
  @inline(__always)
  static func have(day: UInt32, month: UInt32, isLeapYear: Bool) -> Bool {
    let length = 28 &+ (beyond &>> (month &* 2) & 3) &+ (month == 2 && isLeapYear ? 1 : 0)
    return month &- 1 < 12 && day &- 1 < length
  }
}

extension BlockReader {

  /// Whether the cells of the file can be read column by column: each type has a usual form.
  var hasColumnForm: Bool {
    for c in 0..<columnCount {
      switch cells[c].kind {
      case .skip, .checkedText, .text, .nik, .integer, .date, .lookup: break
      case .decimal: if cells[c].hasRange || scales[cells[c].field] != 0 { return false }
      case .percent, .several: return false
      }
    }
    return columnCount > 0 && plan.limits.rowBytes > CellStarts.stretch
  }

  /// Reads records from `first` on, column by column, as long as they have the usual form, and returns where the next
  /// starts; `nil` if the rest of the stretch up to ``CellStarts/stretch`` bytes on is better read row by row.
  ///
  /// What is read is what ``parseRows(from:to:)`` would read: a row with any cell that is not in the usual form of its
  /// type is left to that.
  func parseColumns(from first: Int, to stop: Int) -> (next: Int, goesOn: Bool) {
    let base = UnsafePointer(buffer.bytes) + first
    let count = min(CellStarts.stretch, buffer.count - first)
    let found = scan_cells(base, count, plan.delimiter, starts.places)
    let cells = FoundCells(
      base: base, starts: UnsafePointer(starts.places), count: found.cells, records: found.records)
    let (next, isRegular) = parse(cells, to: stop)
    return (next, isRegular && found.regular == count && next > first)
  }

  /// Reads the records that `cells` are, column by column, as long as they have the usual form and start before `stop`;
  /// returns where the next starts, and whether all had it.
  func parse(_ found: FoundCells, to stop: Int) -> (next: Int, isRegular: Bool) {
    let first = found.base - UnsafePointer(buffer.bytes)
    let n = columnCount
    // As many cells as line ends want, each record's last before a line end: then no record has more or fewer.
    let whole = min(found.records, found.count / n)
    var regular = 0
    while regular < whole, found.endsRecord((regular &+ 1) &* n) { regular &+= 1 }
    if regular < found.records { regular = recordsOf(n, upTo: regular, found) }
    var done = 0
    while done < regular, first + found.start(done * n) < stop {
      let rows = min(
        regular - done, CellStarts.rows, rowsStarting(before: stop - first, done, regular, found))
      while capacity < row + rows { growColumns() }
      let odd = decodeColumns(found, done, rows)
      switch keepRows(found, done, rows, hasOdd: odd > 0) {
      case .all: done += rows
      case .upTo(let next): return (next, false)
      }
      if odd * 4 > rows {
        prefersRows = true
        return (first + found.start(done * n), false)
      }
    }
    return (first + found.start(done * n), regular == found.records)
  }

  /// Returns how many of the first records have `n` cells each; `most` are known to end where `n` cells each do.
  private func recordsOf(_ n: Int, upTo most: Int, _ found: FoundCells) -> Int {
    for r in 0..<most {
      for c in 1..<n where found.endsRecord(r * n + c) { return r }
    }
    return most
  }

  /// Returns how many of the records from `done` to `end` start before `stop`, at least one of which does.
  private func rowsStarting(before stop: Int, _ done: Int, _ end: Int, _ found: FoundCells) -> Int {
    if found.start((end - 1) * columnCount) < stop { return end - done }
    var low = done + 1
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if found.start(middle * columnCount) < stop { low = middle + 1 } else { high = middle }
    }
    return low - done
  }

  /// Decodes the cells of `rows` records, the first of which is the one after `done`, and returns how many have a cell
  /// that is not in its usual form.
  private func decodeColumns(_ found: FoundCells, _ done: Int, _ rows: Int) -> Int {
    let n = columnCount
    let base = found.base
    let odd = starts.isOdd
    let leads = starts.leads
    for i in 0..<rows {
      // A row that may be blank, or may add up others, is looked at as a whole.
      let start = base + found.start((done &+ i) &* n)
      let lead = start[start.pointee == Byte.quote ? 1 : 0]
      odd[i] = leads[Int(lead)]
    }
    for c in 0..<n {
      let cell = cells[c]
      if cell.kind == .skip { continue }
      let column = CellColumn(
        base: base, starts: found.starts + (done * n + c), width: n, isLast: c == n - 1,
        values: values[cell.field] + row, present: present[cell.field] + row, isOdd: odd, rows: rows,
        isOptional: cell.isOptional, isASCII: isASCII)
      switch cell.kind {
      case .skip, .percent, .several: break
      case .checkedText: checkTexts(column)
      case .text: decodeTexts(column, cell.field)
      case .nik: decodeIdentities(column, cell.field)
      case .integer: decodeIntegers(column, cell.low, cell.high)
      case .decimal: decodeIntegers(column, .min, .max)
      case .date: decodeDates(column, cell.low, cell.high)
      case .lookup: decodeLookups(column, cell.field)
      }
    }
    var count = 0
    for i in 0..<rows { count &+= odd[i] == 0 ? 0 : 1 }
    return count
  }

  /// What became of rows that were decoded.
  private enum Kept {
    case all
    /// Reading goes on at the place, row by row.
    case upTo(Int)
  }

  /// Takes the rows that were decoded, in their order; those that are odd are read by themselves.
  private func keepRows(_ found: FoundCells, _ done: Int, _ rows: Int, hasOdd: Bool) -> Kept {
    if !hasOdd {
      if needsRun {
        runs.append((row, record))
        needsRun = false
      }
      row &+= rows
      record &+= rows
      line &+= rows
      return .all
    }
    let decoded = row
    let first = found.base - UnsafePointer(buffer.bytes)
    for i in 0..<rows {
      if starts.isOdd[i] == 0 {
        if row != decoded &+ i { moveRow(from: decoded &+ i) }
        if needsRun {
          runs.append((row, record))
          needsRun = false
        }
        row &+= 1
        record &+= 1
        line &+= 1
        continue
      }
      forgetIdentities(of: decoded &+ i)
      let start = first + found.start((done &+ i) &* columnCount)
      let next = parseRows(from: start, to: start + 1)
      let expected = first + found.start((done &+ i &+ 1) &* columnCount)
      if next != expected || failure != nil || !hasColumnForm {
        for k in i + 1..<rows { forgetIdentities(of: decoded &+ k) }
        prefersRows = true
        return .upTo(next)
      }
    }
    return .all
  }

  /// Moves the values of the row at `place`, which was decoded, to the row at hand.
  private func moveRow(from place: Int) {
    for f in 0..<fieldCount {
      values[f][row] = values[f][place]
      present[f][row] = present[f][place]
    }
  }

  /// Takes back what was counted of the identity numbers of the row at `place`: it is read again.
  private func forgetIdentities(of place: Int) {
    for c in 0..<columnCount where cells[c].kind == .nik {
      let f = cells[c].field
      let nik = values[f][place]
      if nik <= 0 { continue }
      identities[f].count &-= 1
      if nik % 10 == 0 { identities[f].endingInZero &-= 1 }
    }
  }

  // MARK: Columns

  private func checkTexts(_ column: CellColumn) {
    for i in 0..<column.rows {
      let (p, count) = column.cell(i)
      if count == 0 {
        column.keepBlank(i)
      } else if column.usual(p, count) == nil {
        column.isOdd[i] = 1
      } else if column.isOptional {
        column.present[i] = 1
      }
    }
  }

  private func decodeTexts(_ column: CellColumn, _ field: Int) {
    let met = recent + field &* BlockReader.recentPlaces
    read(column) {
      scan_texts(&$0, $1, met)
    } careful: { rows in
      for i in rows {
        let (p, count) = column.cell(i)
        if count == 0 {
          column.keepBlank(i)
        } else if let (p, count) = column.usual(p, count) {
          column.keep(i, usualCode(field, p, count))
        } else {
          column.isOdd[i] = 1
        }
      }
    }
  }

  private func decodeLookups(_ column: CellColumn, _ field: Int) {
    let met = recent + field &* BlockReader.recentPlaces
    read(column) {
      scan_texts(&$0, $1, met)
    } careful: { rows in
      for i in rows {
        let (start, length) = column.cell(i)
        if length == 0 {
          column.keepBlank(i)
          continue
        }
        var (p, count) = (start, length)
        if p.pointee == Byte.quote {
          guard let inner = column.unquoted(p, count) else {
            column.isOdd[i] = 1
            continue
          }
          (p, count) = inner
        }
        let value = usualValue(field, p, count)
        if value < 0 { column.isOdd[i] = 1 } else { column.keep(i, value) }
      }
    }
  }

  /// Reads the rows of `column` by `quick`, which reads from a row on as far as it can and returns the next, and those that
  /// it leaves by `careful`.
  @inline(__always)
  private func read(
    _ column: CellColumn, quick: (inout scan_column, Int) -> Int, careful: (Range<Int>) -> Void
  ) {
    var cells = column.cells
    var row = 0
    var left = 4
    while row < column.rows {
      let next = quick(&cells, row)
      // Where nothing is in the usual form, it is not asked at every fourth row.
      left = next > row ? 4 : min(left * 2, 1 << 10)
      let end = min(column.rows, next + left)
      careful(next..<end)
      row = end
    }
  }

  private func decodeIdentities(_ column: CellColumn, _ field: Int) {
    var endingInZero = 0
    read(column) { cells, row in
      let next = scan_identities(&cells, row, &endingInZero)
      identities[field].count &+= next - row
      return next
    } careful: {
      decodeIdentities(column, field, $0)
    }
    identities[field].endingInZero &+= endingInZero
  }

  private func decodeIntegers(_ column: CellColumn, _ low: Int64, _ high: Int64) {
    read(column) {
      scan_integers(&$0, $1, low, high)
    } careful: {
      decodeIntegers(column, low, high, $0)
    }
  }

  private func decodeDates(_ column: CellColumn, _ low: Int64, _ high: Int64) {
    read(column) {
      scan_dates(&$0, $1, low, high)
    } careful: {
      decodeDates(column, low, high, $0)
    }
  }

  private func decodeIdentities(_ column: CellColumn, _ field: Int, _ rows: Range<Int>) {
    var counted = 0
    var endingInZero = 0
    for i in rows {
      let (start, length) = column.cell(i)
      var (p, count) = (start, length)
      if count != 16, let inner = column.unquoted(p, count) { (p, count) = inner }
      let high = BlockReader.word(p) ^ 0x3030_3030_3030_3030
      let low = BlockReader.word(p + 8) ^ 0x3030_3030_3030_3030
      let others =
        (high | low | (high &+ 0x0606_0606_0606_0606) | (low &+ 0x0606_0606_0606_0606))
        & 0xF0F0_F0F0_F0F0_F0F0
      guard count == 16, others == 0 else {
        column.values[i] = 0
        if count == 0 { column.keepBlank(i) } else { column.isOdd[i] = 1 }
        continue
      }
      let first = UInt32(truncatingIfNeeded: BlockReader.number(high))
      let second = UInt32(truncatingIfNeeded: BlockReader.number(low))
      let written = first % 100
      let isReal = MonthLengths.have(
        day: written > 40 ? written &- 40 : written, month: second / 1_000_000,
        isLeapYear: second / 10_000 % 4 == 0)
      guard isReal, second % 10_000 != 0 else {
        column.values[i] = 0
        column.isOdd[i] = 1
        continue
      }
      column.keep(i, Int64(first) &* 100_000_000 &+ Int64(second))
      counted &+= 1
      endingInZero &+= p[15] == 48 ? 1 : 0
    }
    identities[field].count &+= counted
    identities[field].endingInZero &+= endingInZero
  }

  private func decodeIntegers(_ column: CellColumn, _ low: Int64, _ high: Int64, _ rows: Range<Int>) {
    for i in rows {
      let (start, length) = column.cell(i)
      var (p, count) = (start, length)
      if p.pointee == Byte.quote, let inner = column.unquoted(p, count) { (p, count) = inner }
      let isNegative = count > 1 && p.pointee == UInt8(ascii: "-")
      if isNegative {
        p += 1
        count &-= 1
      }
      var value: Int64
      if count &- 1 < 8 && count > 0 {
        // As if zeros stood before the digits.
        let digits =
          (BlockReader.word(p) ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        if (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 != 0 {
          column.isOdd[i] = 1
          continue
        }
        value = Int64(truncatingIfNeeded: BlockReader.number(digits))
      } else if count > 0 && count <= 18 {
        value = 0
        var others: UInt8 = 0
        for k in 0..<count {
          let d = p[k] &- 48
          others |= d > 9 ? 1 : 0
          value = value &* 10 &+ Int64(d)
        }
        if others != 0 {
          column.isOdd[i] = 1
          continue
        }
      } else {
        // A blank is left to the careful reading too, unless it may be.
        if count == 0 && column.isOptional { column.keepBlank(i) } else { column.isOdd[i] = 1 }
        continue
      }
      if isNegative { value = 0 &- value }
      if value < low || value > high { column.isOdd[i] = 1 } else { column.keep(i, value) }
    }
  }

  private func decodeDates(_ column: CellColumn, _ low: Int64, _ high: Int64, _ rows: Range<Int>) {
    let count = MonthStarts.days.count
    MonthStarts.days.withUnsafeBufferPointer { months in
      for i in rows {
        let (start, length) = column.cell(i)
        var (p, bytes) = (start, length)
        if p.pointee == Byte.quote, let inner = column.unquoted(p, bytes) { (p, bytes) = inner }
        let t = BlockReader.word(p) ^ 0x2D30_302D_3030_3030
        let tens = UInt32(p[8] ^ 48)
        let ones = UInt32(p[9] ^ 48)
        let others =
          t & 0xFFF0_F0FF_F0F0_F0F0 | (t &+ 0x0006_0600_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
        let year = UInt32(
          truncatingIfNeeded: (t & 0xF) &* 1000 &+ (t &>> 8 & 0xF) &* 100 &+ (t &>> 16 & 0xF) &* 10
            &+ (t &>> 24 & 0xF))
        let month = UInt32(truncatingIfNeeded: (t &>> 40 & 0xF) &* 10 &+ (t &>> 48 & 0xF))
        let day = tens &* 10 &+ ones
        let isDate =
          MonthLengths.have(day: day, month: month, isLeapYear: year % 4 == 0 && year != 1900) && tens <= 3
          && ones <= 9 && others == 0 && bytes == 10
        let place = Int(year &- UInt32(MonthStarts.firstYear)) &* 12 &+ Int(month) &- 1
        let isKnown = isDate && UInt(bitPattern: place) < UInt(bitPattern: count)
        let value = Int64(months[isKnown ? place : 0]) &+ Int64(day) &- 1
        let isGood = isKnown && value >= low && value <= high
        // Whether there is a date is as good as a throw of a coin: so both are written alike.
        column.values[i] = isGood ? value : 0
        if column.isOptional { column.present[i] = isGood ? 1 : 0 }
        column.isOdd[i] |= isGood || (bytes == 0 && column.isOptional) ? 0 : 1
      }
    }
  }
}
