#if canImport(Glibc)
  import Glibc
#endif

/// The bytes the row loop looks for.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
}

/// The first days of the months of the usual years, so that a date costs one look.
enum MonthStarts {

  static let firstYear = 1900
  static let lastYear = 2099

  /// Days since 1970 of the first of each month from January 1900 on.
  static let days: [Int32] = (firstYear...lastYear).flatMap { y in
    (1...12).map { m in CalendarDate(year: y, month: m, day: 1)?.days ?? 0 }
  }
}

extension BlockReader {

  /// How a cell that is not in its usual form was read.
  struct Cell {
    /// Its bytes, without quotes and the line's end.
    var start: UnsafePointer<UInt8>
    var count: Int
    /// The delimiter or line end after it.
    var terminator: UnsafePointer<UInt8>
    var status: Status

    enum Status {
      case whole
      /// The buffer ends before the cell does.
      case incomplete
      /// The file ends before the quote is closed.
      case unclosed
      /// More text follows the closing quote.
      case trailing
    }
  }

  @inline(__always)
  static func word(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  /// Returns the place of the next delimiter or line end at or after `p`; there always is one in the padding.
  @inline(__always)
  static func scan(_ p: UnsafePointer<UInt8>, _ delimiters: UInt64) -> UnsafePointer<UInt8> {
    var q = p
    while true {
      let w = word(q)
      let a = w ^ delimiters
      let b = w ^ 0x0A0A_0A0A_0A0A_0A0A
      let hit =
        (((a &- 0x0101_0101_0101_0101) & ~a) | ((b &- 0x0101_0101_0101_0101) & ~b)) & 0x8080_8080_8080_8080
      // Bytes above the lowest hit may be false ones; the lowest never is.
      if hit != 0 { return q + (hit.trailingZeroBitCount &>> 3) }
      q += 8
    }
  }

  /// Returns the value of the eight digits in `w`, or `nil` if they are not all digits.
  @inline(__always)
  static func digits(_ w: UInt64) -> UInt64? {
    var t = w &- 0x3030_3030_3030_3030
    if (t | (w &+ 0x4646_4646_4646_4646)) & 0x8080_8080_8080_8080 != 0 { return nil }
    t = (t &* 10) &+ (t &>> 8)
    return
      (((t & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064)
      &+ (((t &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001)) &>> 32
  }

  /// Reads records from the place `first` of the buffer until one starts at or after `stop`, and returns where.
  ///
  /// A record that goes on beyond the buffer is left: its place is returned.
  func parse(from first: Int, to stop: Int) -> Int {
    let base = UnsafePointer(buffer.bytes)
    let limit = base + buffer.count
    let end = base + stop
    let delimiter = plan.delimiter
    let delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
    let n = columnCount
    let isASCII = isASCII
    let endsFile = buffer.endsFile
    let rowBytes = plan.limits.rowBytes
    let cells = cells
    let values = values
    let present = present
    let tables = texts.tables
    let resolved = texts.resolved
    let resolvedCounts = texts.resolvedCounts
    return MonthStarts.days.withUnsafeBufferPointer { months in
      var p = base + first
      while p < end {
        let recordStart = p
        if row == capacity { growColumns() }
        let row = row
        let lead = p.pointee
        if lead == delimiter || lead <= Byte.space || lead == Byte.quote {
          // Few rows begin so; a blank one is no row at all.
          if let next = blankRecordEnd(p, limit) {
            if next > limit && !endsFile { return recordStart - base }
            p = min(next, limit)
            record &+= 1
            line &+= 1
            needsRun = true
            continue
          }
        }
        innerLines = 0
        var column = 0
        var fault: RowFault?
        var faultColumn = -1
        var isTrailing = false
        cellLoop: while true {
          let cell = cells + column
          let field = cell.pointee.field
          let first = p.pointee
          var isDone = false
          if first != Byte.quote {
            switch cell.pointee.kind {
            case .skip:
              p = BlockReader.scan(p, delimiters)
              isDone = true
            case .text, .checkedText:
              let e = BlockReader.scan(p, delimiters)
              var count = e - p
              if count > 0 && e.pointee == Byte.newline && e[-1] == Byte.carriageReturn { count &-= 1 }
              if count == 0 {
                if cell.pointee.isOptional {
                  values[field][row] = 0
                  present[field][row] = 0
                } else {
                  fault = .blank
                  faultColumn = column
                }
                p = e
                isDone = true
              } else if first > Byte.space && p[count &- 1] > Byte.space && p[count &- 1] < 0x7F
                && (isASCII || BlockReader.isPlain(p, count))
              {
                if cell.pointee.kind == .text {
                  values[field][row] = Int64(truncatingIfNeeded: tables[field].code(p, count))
                  if cell.pointee.isOptional { present[field][row] = 1 }
                }
                p = e
                isDone = true
              }
            case .nik:
              if let high = BlockReader.digits(BlockReader.word(p)),
                let low = BlockReader.digits(BlockReader.word(p + 8)),
                let e = BlockReader.ended(p + 16, delimiter)
              {
                let nik = Int64(truncatingIfNeeded: high &* 100_000_000 &+ low)
                if IdentityCell.fault(digits: nik) != nil { break }
                values[field][row] = nik
                if cell.pointee.isOptional { present[field][row] = 1 }
                identities[field].count &+= 1
                if nik % 10 == 0 { identities[field].endingInZero &+= 1 }
                p = e
                isDone = true
              }
            case .integer, .decimal:
              var q = p
              let isNegative = first == UInt8(ascii: "-")
              if isNegative { q += 1 }
              let start = q
              var v: UInt64 = 0
              while true {
                let d = q.pointee &- 48
                if d > 9 { break }
                v = v &* 10 &+ UInt64(d)
                q += 1
                if q - start > 18 { break }
              }
              let count = q - start
              guard count > 0 && count <= 18, let e = BlockReader.ended(q, delimiter) else { break }
              let value = isNegative ? 0 &- Int64(truncatingIfNeeded: v) : Int64(truncatingIfNeeded: v)
              if cell.pointee.kind == .integer {
                if value < cell.pointee.low || value > cell.pointee.high { break }
              } else if scales[field] != 0 || cell.pointee.hasRange {
                break
              }
              values[field][row] = value
              if cell.pointee.isOptional { present[field][row] = 1 }
              p = e
              isDone = true
            case .date:
              let t = BlockReader.word(p) ^ 0x2D30_302D_3030_3030
              let tens = p[8] ^ 48
              let ones = p[9] ^ 48
              if t & 0xFFF0_F0FF_F0F0_F0F0 == 0, (t &+ 0x0006_0600_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0,
                tens <= 3, ones <= 9, let e = BlockReader.ended(p + 10, delimiter)
              {
                let century = (t & 0xF) &* 1000 &+ (t &>> 8 & 0xF) &* 100
                let year = Int(truncatingIfNeeded: century &+ (t &>> 16 & 0xF) &* 10 &+ (t &>> 24 & 0xF))
                let month = Int(truncatingIfNeeded: (t &>> 40 & 0xF) &* 10 &+ (t &>> 48 & 0xF))
                let day = Int(tens &* 10 &+ ones)
                guard year >= MonthStarts.firstYear, year <= MonthStarts.lastYear, month >= 1, month <= 12,
                  day >= 1,
                  day <= 28 || day <= CalendarDate.length(ofMonth: month, year: year)
                else { break }
                let at = (year &- MonthStarts.firstYear) &* 12 &+ month &- 1
                let value = Int64(months[at]) &+ Int64(day &- 1)
                if value < cell.pointee.low || value > cell.pointee.high { break }
                values[field][row] = value
                if cell.pointee.isOptional { present[field][row] = 1 }
                p = e
                isDone = true
              } else if cell.pointee.isOptional && (first == delimiter || first == Byte.newline) {
                values[field][row] = 0
                present[field][row] = 0
                isDone = true
              }
            case .lookup:
              let e = BlockReader.scan(p, delimiters)
              var count = e - p
              if count > 0 && e.pointee == Byte.newline && e[-1] == Byte.carriageReturn { count &-= 1 }
              if count == 0 { break }
              let code = tables[field].code(p, count)
              if code >= resolvedCounts[field] { resolveLookup(field, p, count) }
              let value = resolved[field][code]
              if value < 0 { break }
              values[field][row] = value
              if cell.pointee.isOptional { present[field][row] = 1 }
              p = e
              isDone = true
            case .percent, .several: break
            }
          }
          if !isDone {
            let found = cellAt(p, limit, delimiters)
            switch found.status {
            case .incomplete: return recordStart - base
            case .unclosed:
              if innerLines == 0 {
                // Only the last row: the file was cut in the middle of it.
                (fault, faultColumn) = (.cutOff, column)
              } else {
                failure = .openQuote(offset: buffer.offset + (recordStart - base), line: line)
                return recordStart - base
              }
            case .trailing: if fault == nil { (fault, faultColumn) = (.textAfterQuote, column) }
            case .whole:
              if fault == nil, let f = decode(cell.pointee, column, found) {
                (fault, faultColumn) = (f, column)
              }
            }
            p = found.terminator
          }
          if p >= limit {
            if !endsFile { return recordStart - base }
            p = limit
            column &+= 1
            break
          }
          if p.pointee == Byte.newline {
            column &+= 1
            p += 1
            break
          }
          p += 1
          column &+= 1
          if fault != nil {
            // The rest is only counted: a row with too few or too many cells has no fault but that.
            switch skipRest(&p, &column, limit, delimiters) {
            case .whole: break
            case .incomplete: return recordStart - base
            case .trailing: isTrailing = true
            case .unclosed:
              if innerLines == 0 {
                fault = .cutOff
              } else {
                failure = .openQuote(offset: buffer.offset + (recordStart - base), line: line)
                return recordStart - base
              }
            }
            break cellLoop
          }
          if column == n {
            // More cells than headers: blank ones are the mark of a spreadsheet.
            var extra = column
            switch skipRest(&p, &extra, limit, delimiters) {
            case .whole: break
            case .incomplete: return recordStart - base
            case .trailing: isTrailing = true
            case .unclosed: fault = .cutOff
            }
            if !isBlankAfter(n, recordStart, p, limit, delimiters) {
              fault = .tooManyCells
              faultColumn = -1
            }
            break
          }
        }
        if p - recordStart > rowBytes {
          failure = .longRow(offset: buffer.offset + (recordStart - base), line: line)
          return recordStart - base
        }
        let isCut = p >= limit && endsFile && limit > base && limit[-1] != Byte.newline
        if column < n, fault != .cutOff {
          fault = isCut ? .cutOff : .tooFewCells
          faultColumn = -1
        } else if fault != nil, fault != .cutOff, column > n,
          !isBlankAfter(n, recordStart, p, limit, delimiters)
        {
          fault = .tooManyCells
          faultColumn = -1
        } else if isTrailing && fault == nil {
          fault = .textAfterQuote
        }
        if let fault {
          finishFaulted(fault, faultColumn, column, recordStart, p, limit, delimiters)
        } else {
          let letter = lead | 0x20
          if letter == 0x6A || letter == 0x74 || letter == 0x67 || letter == 0x73 || lead == Byte.quote
            || lead <= Byte.space || lead == delimiter
          {
            if isTotalRecord(recordStart, p, delimiters) {
              suspects.append(BlockResult.Suspect(row: row, record: record, line: line))
            }
          }
          if needsRun {
            runs.append((row, record))
            needsRun = false
          }
          self.row = row &+ 1
        }
        if innerLines > 0 { longRecords.append((record, innerLines)) }
        record &+= 1
        line &+= 1 &+ innerLines
      }
      return p - base
    }
  }

  /// Returns the terminator at `p`, past a carriage return, or `nil` if the cell does not end there.
  @inline(__always)
  static func ended(_ p: UnsafePointer<UInt8>, _ delimiter: UInt8) -> UnsafePointer<UInt8>? {
    let t = p.pointee
    if t == delimiter || t == Byte.newline { return p }
    return t == Byte.carriageReturn && p[1] == Byte.newline ? p + 1 : nil
  }

  /// Returns whether the bytes are all ASCII.
  @inline(__always)
  static func isPlain(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while i < count {
      if p[i] >= 0x80 { return false }
      i &+= 1
    }
    return true
  }
}
