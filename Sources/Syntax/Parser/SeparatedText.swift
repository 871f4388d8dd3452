import Diagnostics

/// The cells of a file of separated values, as places in its text.
struct SeparatedText {

  /// One cell: where it stands, without the quotes around it.
  struct Cell {
    let start: Int
    let end: Int
  }

  /// The records that are not blank.
  private(set) var records: [[Cell]] = []

  /// The text, of the same length, with what is only the form of the file blanked out: the quotes around cells, one of
  /// each two inside them, and line ends inside cells.
  private(set) var plain: [UInt8]

  /// Reads `bytes`, whose separator is the one of `,`, `;` and the tabulator that its first line has most of.
  init(_ bytes: [UInt8]) {
    plain = bytes
    let separator = SeparatedText.separator(of: bytes)
    var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var record: [Cell] = []
    while i < bytes.count {
      let cell = readCell(bytes, separator, &i)
      record.append(cell)
      if i < bytes.count && bytes[i] == separator {
        i += 1
        // A separator at the end of the text parts off a last, empty cell.
        if i == bytes.count { record.append(Cell(start: i, end: i)) } else { continue }
      } else {
        if i < bytes.count && bytes[i] == 13 { i += 1 }
        if i < bytes.count && bytes[i] == 10 { i += 1 }
      }
      finish(&record)
    }
    finish(&record)
  }

  private mutating func finish(_ record: inout [Cell]) {
    if record.contains(where: { !isBlank($0) }) { records.append(record) }
    record = []
  }

  /// Returns whether nothing stands in `cell`.
  func isBlank(_ cell: Cell) -> Bool { plain[cell.start..<cell.end].allSatisfy { $0 == 32 || $0 == 9 } }

  /// Returns the text of `cell`, trimmed.
  func text(of cell: Cell) -> String {
    var part = plain[cell.start..<cell.end]
    while let first = part.first, first == 32 || first == 9 { part = part.dropFirst() }
    while let last = part.last, last == 32 || last == 9 { part = part.dropLast() }
    return String(decoding: part, as: UTF8.self)
  }

  private mutating func readCell(_ bytes: [UInt8], _ separator: UInt8, _ i: inout Int) -> Cell {
    var start = i
    while start < bytes.count && bytes[start] == 32 { start += 1 }
    guard start < bytes.count, bytes[start] == 34 else {
      start = i
      while i < bytes.count && bytes[i] != separator && bytes[i] != 10 && bytes[i] != 13 { i += 1 }
      return Cell(start: start, end: i)
    }
    plain[start] = 32
    i = start + 1
    // Of two quotes the outer one goes: the first of a pair that opens a text, the second of one that closes it.
    var opens = true
    while i < bytes.count {
      if bytes[i] == 34 {
        guard i + 1 < bytes.count, bytes[i + 1] == 34 else { break }
        plain[opens ? i : i + 1] = 32
        opens.toggle()
        i += 2
        continue
      }
      if bytes[i] == 10 || bytes[i] == 13 { plain[i] = 32 }
      i += 1
    }
    let end = i
    if i < bytes.count {
      plain[i] = 32
      i += 1
    }
    while i < bytes.count && bytes[i] != separator && bytes[i] != 10 && bytes[i] != 13 { i += 1 }
    return Cell(start: start, end: max(start, end))
  }

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [44: 0, 59: 0, 9: 0]
    var isQuoted = false
    for b in bytes {
      if b == 34 { isQuoted.toggle() }
      if isQuoted { continue }
      if b == 10 { break }
      counts[b]? += 1
    }
    let commas = counts[44] ?? 0
    let semicolons = counts[59] ?? 0
    let tabs = counts[9] ?? 0
    if semicolons > 0 && semicolons >= commas && semicolons >= tabs { return 59 }
    return tabs > commas ? 9 : 44
  }
}
