import Diagnostics

/// Finds out how a data file is laid out from its first bytes.
struct FileSniffer {

  let file: DataFile
  let limits: ReadingLimits

  /// The headers looked for; empty if any will do.
  let wanted: [String]

  /// The rows among which the header is looked for.
  static let searchedRows = 60

  /// The layout, or why there is none.
  enum Outcome {
    case layout(FileLayout)
    case problem(Diagnostic)
  }

  func sniff() -> Outcome {
    let size = file.source.size
    guard size > 0 else { return .problem(.emptyFile(file.name)) }
    var length = min(size, 256 << 10)
    while true {
      let head: [UInt8]
      do throws(ByteSourceFailure) {
        head = try bytes(length)
      } catch {
        return .problem(.unreadableFile(file.name, reason: error.reason))
      }
      if let problem = notText(head) { return .problem(problem) }
      let endsFile = head.count >= size
      switch layout(head, endsFile: endsFile) {
      case .problem(let d): return .problem(d)
      case .layout(let l): return .layout(l)
      case nil:
        // Not even the first row is whole.
        if endsFile { return .problem(.emptyFile(file.name)) }
        if length >= limits.rowBytes { return .problem(.longRow(file.name, line: 1, limit: limits.rowBytes)) }
        length = min(size, limits.rowBytes, length * 4)
      }
    }
  }

  private func bytes(_ count: Int) throws(ByteSourceFailure) -> [UInt8] {
    var failure: ByteSourceFailure?
    let result = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = 0
      while initialized < count {
        do throws(ByteSourceFailure) {
          let rest = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: buffer[initialized...]))
          let n = try file.source.read(at: initialized, into: rest)
          if n <= 0 { break }
          initialized += min(n, count - initialized)
        } catch {
          failure = error
          break
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Returns what the file is if it is no text of UTF-8.
  private func notText(_ head: [UInt8]) -> Diagnostic? {
    func begins(_ signature: [UInt8]) -> Bool { head.starts(with: signature) }
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) { return .utf16(file.name) }
    if head.count >= 4, head[0] != 0, head[1] == 0, head[2] != 0, head[3] == 0 { return .utf16(file.name) }
    let kinds: [([UInt8], Bilingual)] = [
      (
        [0x50, 0x4B, 0x03, 0x04],
        Bilingual(en: "a workbook (.xlsx) or another zip file", id: "buku kerja (.xlsx) atau berkas zip lain")
      ),
      ([0xD0, 0xCF, 0x11, 0xE0], Bilingual(en: "an old workbook (.xls)", id: "buku kerja lama (.xls)")),
      (Array("%PDF".utf8), Bilingual(en: "a PDF document", id: "dokumen PDF")),
      ([0x1F, 0x8B], Bilingual(en: "a compressed file (.gz)", id: "berkas termampatkan (.gz)")),
      (Array("PAR1".utf8), Bilingual(en: "a Parquet file", id: "berkas Parquet")),
      (Array("SQLite format 3".utf8), Bilingual(en: "an SQLite database", id: "basis data SQLite")),
    ]
    for (signature, kind) in kinds where begins(signature) { return .notText(file.name, kind: kind) }
    let start = String(decoding: head.prefix(200), as: UTF8.self).lowercased()
    let text = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if ["<html", "<!doctype", "<table", "<?xml"].contains(where: { text.hasPrefix($0) }) {
      return .notText(
        file.name,
        kind: Bilingual(
          en: "a web page or XML, whatever its name", id: "halaman web atau XML, apa pun namanya"))
    }
    return nil
  }

  private func layout(_ head: [UInt8], endsFile: Bool) -> Outcome? {
    let hasMark = head.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : 0
    if !head[start...].contains(Byte.newline), head[start...].contains(Byte.carriageReturn) {
      return .problem(.loneCarriageReturns(file.name))
    }
    guard head[start...].contains(where: { $0 > Byte.space }) else {
      return endsFile ? .problem(.emptyFile(file.name)) : nil
    }
    if let invalid = head.withUnsafeBufferPointer({ buffer in
      // The head may end in the middle of a character.
      let whole = endsFile ? buffer.count : max(0, (buffer.lastIndex(of: Byte.newline) ?? -1) + 1)
      return TextCheck.firstInvalid(UnsafeBufferPointer(rebasing: buffer[..<whole]), at: 0)
    }) {
      let at: Int
      switch invalid {
      case .notUTF8(let offset, _), .null(let offset), .longRow(let offset, _), .openQuote(let offset, _):
        at = offset
      case .unreadable, .cancelled: at = 0
      }
      let line = 1 + head[..<min(at, head.count)].count { $0 == Byte.newline }
      return .problem(.fileFailure(invalid, file: file.name, line: line, limits: limits))
    }
    // `sep=;` is for the spreadsheet, which does not count it as a row.
    var dataStart = start
    var candidates: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    var separatorLines = 0
    if head.count > start + 5,
      head[start..<start + 4].elementsEqual("sep=".utf8, by: { $0 | 0x20 == $1 | 0x20 }),
      let end = head[start...].firstIndex(of: Byte.newline), end - start <= 8,
      candidates.contains(head[start + 4])
    {
      candidates = [head[start + 4]]
      dataStart = end + 1
      separatorLines = 1
    }
    // Nearly always a row has all that is wanted; else each row's headers are compared with each.
    var best = candidates.lazy.compactMap { d in perfectHeader(head, dataStart, d, endsFile).map { ($0, d) } }
      .first
    if best == nil {
      for delimiter in candidates {
        guard let found = header(head, dataStart, delimiter, endsFile) else { continue }
        if let b = best, !(b.0.score < found.score) { continue }
        best = (found, delimiter)
      }
    }
    guard let (found, delimiter) = best else { return nil }
    let record = found.record
    var headers = record.cells.map(\.text)
    while let last = headers.last, last.isEmpty { headers.removeLast() }
    if headers.count > limits.columns {
      return .problem(.tooManyColumns(file.name, count: headers.count, limit: limits.columns))
    }
    return .layout(
      FileLayout(
        file: file, delimiter: delimiter, hasByteOrderMark: hasMark, headerRow: found.row,
        headerLine: record.line + 1 + separatorLines, headers: headers, headerOffset: record.range.lowerBound,
        dataOffset: record.range.upperBound,
        dataLine: record.line + 1 + separatorLines + head[record.range].count { $0 == Byte.newline }))
  }

  /// A row that may be the header.
  private struct Candidate {
    var score: Score
    var record: RecordSplitter.Record
    var row: Int
  }

  /// Returns the first row that has all headers that are wanted, as written: no other does better.
  private func perfectHeader(
    _ head: [UInt8], _ start: Int, _ delimiter: UInt8, _ endsFile: Bool
  ) -> Candidate? {
    let exact = Set(wanted)
    if exact.isEmpty { return nil }
    var splitter = RecordSplitter(head, delimiter: delimiter, from: start, endsFile: endsFile)
    for row in 1...FileSniffer.searchedRows {
      guard let record = splitter.next() else { return nil }
      let width = record.cells.count
      if width < 2 || width < exact.count || record.isBlank { continue }
      if exact.isSubset(of: record.cells.map(\.text)) {
        let score = Score(
          exact: exact.count, near: Set(wanted.map(HeaderSpelling.folded)).count, alike: 1, columns: 2)
        return Candidate(score: score, record: record, row: row)
      }
    }
    return nil
  }

  /// How well a row does as the header.
  private struct Score: Comparable {
    /// Headers that are wanted, as written; and but for case and spaces.
    var exact: Int
    var near: Int
    /// Rows after it that have as many cells.
    var alike: Int
    var columns: Int

    static func < (l: Score, r: Score) -> Bool {
      (l.exact, l.near, l.alike, l.columns) < (r.exact, r.near, r.alike, r.columns)
    }
  }

  private func header(
    _ head: [UInt8], _ start: Int, _ delimiter: UInt8, _ endsFile: Bool
  ) -> Candidate? {
    var splitter = RecordSplitter(head, delimiter: delimiter, from: start, endsFile: endsFile)
    var records: [RecordSplitter.Record] = []
    while records.count < FileSniffer.searchedRows, let r = splitter.next() { records.append(r) }
    let exact = Set(wanted)
    let folded = Set(wanted.map(HeaderSpelling.folded))
    var best: (Score, Int)?
    for (i, record) in records.enumerated() where !record.isBlank {
      let texts = Set(record.cells.map(\.text))
      let width = record.cells.count
      let score: Score
      if wanted.isEmpty {
        // The header is the first row that is as wide as most, has no blank between cells, and more than one cell.
        let isFull = !record.cells.contains { $0.text.isEmpty } || width == 1
        let following = records[(i + 1)...].prefix(20)
        let alike = following.count { $0.cells.count == width && !$0.isBlank }
        score = Score(
          exact: isFull && width > 1 ? 1 : 0, near: 0, alike: width > 1 ? alike : 0, columns: width)
      } else {
        let matches = exact.intersection(texts).count
        let near = folded.intersection(Set(texts.map(HeaderSpelling.folded))).count
        score = Score(exact: matches, near: near, alike: width > 1 ? 1 : 0, columns: min(width, 2))
      }
      if let b = best, !(b.0 < score) { continue }
      best = (score, i)
    }
    guard let (score, i) = best else { return nil }
    return Candidate(score: score, record: records[i], row: i + 1)
  }
}

/// The comparison of headers that are not spelled alike.
enum HeaderSpelling {

  /// Returns `text` in small letters, without spaces, dots, dashes and underscores.
  static func folded(_ text: String) -> String {
    String(
      text.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || ($0.value >= 48 && $0.value <= 57)
      })
  }

  /// Returns the headers that `wanted` may mean, best first.
  static func suggestions(for wanted: String, among headers: [String]) -> [String] {
    let target = folded(wanted)
    let same = headers.filter { folded($0) == target && !$0.isEmpty }
    if !same.isEmpty { return Array(same.prefix(3)) }
    let scalars = Array(target.unicodeScalars.prefix(64))
    let near = headers.prefix(2000).enumerated().compactMap { (i, h) -> (Int, Int, String)? in
      let other = Array(folded(h).unicodeScalars.prefix(64))
      guard !other.isEmpty else { return nil }
      let limit = max(1, max(scalars.count, other.count) / 3)
      let d = Suggestions.distance(scalars, other, atMost: limit) ?? limit + 1
      return d <= limit ? (d, i, h) : nil
    }
    return near.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }
}
