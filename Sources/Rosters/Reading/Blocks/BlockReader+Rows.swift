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

  /// Reads records from the place `first` of the buffer until one starts at or after `stop`, and returns where.
  ///
  /// A record that goes on beyond the buffer is left: its place is returned. Files are read column by column where
  /// they can be, and row by row elsewhere; the result is the same.
  func parse(from first: Int, to stop: Int) -> Int {
    var place = first
    while place < stop {
      var end = stop
      if !prefersRows && hasColumnForm {
        end = min(stop, place + CellStarts.stretch)
        let (next, goesOn) = parseColumns(from: place, to: stop)
        place = next
        if failure != nil { return place }
        if goesOn || place >= stop { continue }
        end = prefersRows ? stop : max(end, place + 1)
      }
      place = parseRows(from: place, to: end)
      if place < end || failure != nil { return place }
    }
    return place
  }

  /// Reads records as ``parse(from:to:)`` does, row by row.
  func parseRows(from first: Int, to stop: Int) -> Int {
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
          var usual: UnsafePointer<UInt8>?
          if p.pointee != Byte.quote {
            switch cell.pointee.kind {
            case .skip: usual = BlockReader.scan(p, delimiters)
            case .text: usual = usualText(p, cell, row, delimiters, isASCII)
            case .checkedText: usual = usualCheckedText(p, cell, row, delimiters, isASCII)
            case .nik: usual = usualIdentity(p, cell, row, delimiter)
            case .integer, .decimal: usual = usualNumber(p, cell, row, delimiter)
            case .date: usual = usualDate(p, cell, row, delimiter, months)
            case .lookup: usual = usualLookup(p, cell, row, delimiters)
            case .percent, .several: break
            }
          }
          if let usual {
            p = usual
          } else {
            let found = cellAt(p, limit, delimiters)
            switch found.status {
            case .incomplete: return recordStart - base
            case .unclosed:
              if isOpenQuote(recordStart - base) { return recordStart - base }
              (fault, faultColumn) = (.cutOff, column)
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
              if isOpenQuote(recordStart - base) { return recordStart - base }
              fault = .cutOff
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
            case .unclosed:
              if isOpenQuote(recordStart - base) { return recordStart - base }
              fault = .cutOff
            }
            if fault == nil && !isBlankAfter(n, recordStart, p, limit, delimiters) {
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
          keepRow(recordStart, p, delimiters)
        }
        if innerLines > 0 { longRecords.append((record, innerLines)) }
        record &+= 1
        line &+= 1 &+ innerLines
      }
      return p - base
    }
  }

  /// Returns whether the file ends in a quote that holds line ends: then rows may be lost in it, and reading stops.
  ///
  /// If it holds none, only the last row is concerned: the file was cut in the middle of it.
  private func isOpenQuote(_ record: Int) -> Bool {
    if innerLines == 0 { return false }
    failure = .openQuote(offset: buffer.offset + record, line: line)
    return true
  }

  /// Takes the row that is in the columns, from the record from `start` to `end`.
  @inline(__always)
  private func keepRow(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ delimiters: UInt64) {
    if TotalWords.mayBegin(with: start.pointee) || start.pointee == plan.delimiter {
      if isTotalRecord(start, end, delimiters) {
        suspects.append(BlockResult.Suspect(row: row, record: record, line: line))
      }
    }
    if needsRun {
      runs.append((row, record))
      needsRun = false
    }
    row &+= 1
  }
}
