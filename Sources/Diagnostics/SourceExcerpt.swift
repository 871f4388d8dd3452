/// One line of a source as it is shown beside a message, with what to underline.
struct SourceExcerpt {

  /// The number of the line.
  let line: Int

  /// The column in characters, from 1.
  let column: Int

  /// The text, cut around the marked place if the line is long; tabs are spaces, and nothing in it moves the cursor.
  let text: String

  /// How many columns of `text` stand before the mark.
  let markStart: Int

  /// How many columns the mark takes, at least 1.
  let markWidth: Int

  /// The widest excerpt shown.
  static let width = 100

  /// The columns kept before the mark where a line is cut.
  private static let lead = 40

  /// The bytes looked at on either side of the mark: enough for `width` characters of any kind.
  private static let window = 1200

  /// Creates the excerpt that shows `span` of `file`.
  init(of span: Span, in file: SourceFile) {
    let position = file.position(of: span.start)
    let bounds = file.lineBounds(at: span.start)
    let start = min(max(span.start, bounds.lowerBound), bounds.upperBound)
    let end = min(max(span.end, start), bounds.upperBound)
    let from = SourceExcerpt.characterStart(max(bounds.lowerBound, start - SourceExcerpt.window), in: file)
    let to = SourceExcerpt.characterStart(min(bounds.upperBound, start + SourceExcerpt.window), in: file)

    var before = SourceExcerpt.display(file.bytes[from..<start], after: 0)
    let marked = SourceExcerpt.display(file.bytes[start..<max(start, min(end, to))], after: before.width)
    let after = SourceExcerpt.display(
      file.bytes[max(start, min(end, to))..<max(to, min(end, to))], after: before.width + marked.width)

    var cutsLeft = from > bounds.lowerBound
    if before.width + min(marked.width, SourceExcerpt.width / 2) > SourceExcerpt.width * 3 / 4 {
      before = before.suffix(columns: SourceExcerpt.lead)
      cutsLeft = true
    }
    let ellipsis = cutsLeft ? 1 : 0
    let room = max(1, SourceExcerpt.width - before.width - ellipsis)
    let shownMark = marked.prefix(columns: room)
    let shownAfter = after.prefix(columns: max(0, room - shownMark.width))
    let cutsRight =
      shownMark.width < marked.width || shownAfter.width < after.width || to < bounds.upperBound

    line = position.line
    column = position.column
    text =
      (cutsLeft ? "…" : "") + before.text + shownMark.text + shownAfter.text + (cutsRight ? "…" : "")
    markStart = before.width + ellipsis
    markWidth = max(1, shownMark.width)
  }

  /// Returns `offset`, moved back to the first byte of a character of `file`.
  private static func characterStart(_ offset: Int, in file: SourceFile) -> Int {
    var o = offset
    while o > 0 && o < file.bytes.count && file.bytes[o] & 0xC0 == 0x80 && offset - o < 4 { o -= 1 }
    return o
  }

  /// A text with its width on a terminal.
  private struct Display {
    var pieces: [(text: String, width: Int)] = []
    var width = 0

    var text: String { pieces.map(\.text).joined() }

    mutating func append(_ text: String, _ columns: Int) {
      pieces.append((text, columns))
      width += columns
    }

    func prefix(columns limit: Int) -> Display {
      var result = Display()
      for p in pieces {
        if result.width + p.width > limit { break }
        result.append(p.text, p.width)
      }
      return result
    }

    func suffix(columns limit: Int) -> Display {
      var kept: [(text: String, width: Int)] = []
      var total = 0
      for p in pieces.reversed() {
        if total + p.width > limit { break }
        kept.append(p)
        total += p.width
      }
      return Display(pieces: kept.reversed(), width: total)
    }
  }

  /// Returns how `bytes` are shown after `column` columns.
  private static func display(_ bytes: ArraySlice<UInt8>, after column: Int) -> Display {
    var result = Display()
    for c in String(decoding: bytes, as: UTF8.self) {
      if c == "\t" {
        let columns = 4 - (column + result.width) % 4
        result.append(String(repeating: " ", count: columns), columns)
      } else {
        let shown = TextWidth.harmless(String(c))
        result.append(shown, TextWidth.columns(shown))
      }
    }
    return result
  }
}

extension SourceFile {

  /// Returns the bytes of the line that holds the byte at `offset`, without its line end.
  func lineBounds(at offset: Int) -> Range<Int> {
    let o = min(max(0, offset), bytes.count)
    var start = o
    while start > 0 && bytes[start - 1] != 0x0A { start -= 1 }
    var end = o
    while end < bytes.count && bytes[end] != 0x0A { end += 1 }
    if end > start && bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }
}
