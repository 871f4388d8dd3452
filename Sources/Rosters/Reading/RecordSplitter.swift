/// Splits bytes that are in memory into records and cells, for the few places where speed does not matter.
struct RecordSplitter {

  /// A cell: where its bytes stand, and its text, trimmed and composed.
  struct Cell {
    var range: Range<Int>
    var text: String
  }

  /// A row of cells.
  struct Record {
    var range: Range<Int>
    /// The line on which it starts, from 0.
    var line: Int
    var cells: [Cell]

    var isBlank: Bool { cells.allSatisfy { $0.text.isEmpty } }
  }

  let bytes: [UInt8]
  let delimiter: UInt8
  var position: Int
  var line = 0
  /// Whether the bytes end where the file does.
  let endsFile: Bool

  init(_ bytes: [UInt8], delimiter: UInt8, from start: Int = 0, endsFile: Bool = true) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.position = start
    self.endsFile = endsFile
  }

  /// Returns the next record; `nil` at the end, and before a record that the bytes do not hold as a whole.
  mutating func next() -> Record? {
    guard position < bytes.count else { return nil }
    var record = Record(range: position..<position, line: line, cells: [])
    var i = position
    var lines = 0
    while true {
      let (cell, end, inner) = cell(at: i)
      record.cells.append(cell)
      lines += inner
      i = end
      if i >= bytes.count {
        if !endsFile { return nil }
        break
      }
      i += 1
      if bytes[i - 1] == Byte.newline {
        lines += 1
        break
      }
    }
    record.range = position..<i
    position = i
    line += lines
    return record
  }

  private func cell(at start: Int) -> (Cell, end: Int, lines: Int) {
    var i = start
    var content: [UInt8] = []
    var lines = 0
    if i < bytes.count, bytes[i] == Byte.quote {
      i += 1
      while i < bytes.count {
        if bytes[i] == Byte.quote {
          if i + 1 < bytes.count, bytes[i + 1] == Byte.quote {
            i += 1
          } else {
            i += 1
            break
          }
        }
        if bytes[i] == Byte.newline { lines += 1 }
        content.append(bytes[i])
        i += 1
      }
    }
    while i < bytes.count, bytes[i] != delimiter, bytes[i] != Byte.newline {
      content.append(bytes[i])
      i += 1
    }
    var end = i
    if end < bytes.count, bytes[end] == Byte.newline, end > start, bytes[end - 1] == Byte.carriageReturn {
      end -= 1
    }
    return (
      Cell(range: start..<end, text: CellText.normalized(String(decoding: content, as: UTF8.self))), i, lines
    )
  }
}
