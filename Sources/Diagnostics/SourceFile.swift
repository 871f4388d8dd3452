/// The identity of a source file within one ``SourceMap``.
public struct FileID: Hashable, Sendable, Comparable {

  /// The position of the file in its source map.
  public let index: Int32

  /// Creates the identity of the file at `index`.
  public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

  /// Returns whether `l` was added before `r`.
  public static func < (l: FileID, r: FileID) -> Bool { l.index < r.index }
}

/// A range of UTF-8 bytes of one source file.
public struct Span: Hashable, Sendable {

  /// The file the bytes belong to.
  public let file: FileID

  /// The offset of the first byte.
  public let start: Int

  /// The offset after the last byte.
  public let end: Int

  /// Creates the span of `start ..< end` in `file`.
  public init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// Returns the smallest span of the same file that holds `self` and `other`.
  public func joined(with other: Span) -> Span {
    Span(file: file, start: min(start, other.start), end: max(end, other.end))
  }

  /// The empty span at the end of `self`.
  public var atEnd: Span { Span(file: file, start: end, end: end) }
}

/// A place in a file as a person counts: lines and columns from 1, columns in characters.
public struct Position: Hashable, Sendable {

  /// The line, from 1.
  public let line: Int

  /// The column in characters, from 1.
  public let column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A text that diagnostics can point into: a program, an entry at the prompt, or lines of a data file.
public struct SourceFile: Sendable {

  /// The name shown to the reader, such as `plan.payung`.
  public let name: String

  /// The UTF-8 bytes of the text.
  public let bytes: [UInt8]

  /// The number the first line bears; above 1 for an excerpt of a longer file.
  public let firstLine: Int

  /// The language of the program's keywords, if it is one and was read.
  public internal(set) var programLanguage: Language?

  /// The offset of the first byte of each line.
  private let lineStarts: [Int]

  /// Creates a file named `name` that holds `bytes`, its first line bearing the number `firstLine`.
  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [0]
    for (i, b) in bytes.enumerated() where b == 0x0A { starts.append(i + 1) }
    self.lineStarts = starts
  }

  /// Creates a file named `name` that holds `text`.
  public init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// Returns the text of `span`, which belongs to this file; what is not UTF-8 is repaired.
  public func text(of span: Span) -> String {
    let lower = min(max(0, span.start), bytes.count)
    let upper = min(max(lower, span.end), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// Returns the index in `lineStarts` of the line that holds `offset`.
  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the position of the byte at `offset`.
  public func position(of offset: Int) -> Position {
    let o = min(max(0, offset), bytes.count)
    let i = lineIndex(of: o)
    let column = String(decoding: bytes[lineStarts[i]..<o], as: UTF8.self).count + 1
    return Position(line: firstLine + i, column: column)
  }

  /// Returns the line that holds the byte at `offset`, without its line end, and the offset of its first byte.
  public func line(at offset: Int) -> (start: Int, text: String) {
    let i = lineIndex(of: min(max(0, offset), bytes.count))
    let start = lineStarts[i]
    var end = i + 1 < lineStarts.count ? lineStarts[i + 1] - 1 : bytes.count
    if end > start && bytes[end - 1] == 0x0D { end -= 1 }
    return (start, String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
  }
}

/// The files that the spans of one session point into.
public struct SourceMap: Sendable {

  /// The files, in the order in which they were added.
  public private(set) var files: [SourceFile] = []

  /// Creates an empty map.
  public init() {}

  /// Adds `file` and returns its identity.
  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(files.count - 1)
  }

  /// Notes that the file `id` is a program whose keywords are `language`'s.
  public mutating func setProgramLanguage(_ language: Language, of id: FileID) {
    guard files.indices.contains(Int(id.index)) else { return }
    files[Int(id.index)].programLanguage = language
  }

  /// Returns the language of the keywords where `site` points; what is no program belongs to the first that is.
  public func programLanguage(at site: Span?) -> Language? {
    site.flatMap { self[$0.file]?.programLanguage } ?? files.lazy.compactMap(\.programLanguage).first
  }

  /// Returns the file that `id` identifies, or `nil` if this map has none such.
  public subscript(id: FileID) -> SourceFile? {
    files.indices.contains(Int(id.index)) ? files[Int(id.index)] : nil
  }

  /// Returns the text of `span`.
  public func text(of span: Span) -> String { self[span.file]?.text(of: span) ?? "" }

  /// Returns the line on which `span` starts, from 1.
  public func line(of span: Span) -> Int { self[span.file]?.position(of: Int(span.start)).line ?? 0 }
}
