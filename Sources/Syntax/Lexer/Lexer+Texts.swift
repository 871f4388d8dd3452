import Diagnostics

extension Lexer {

  /// The quotation marks that close a text.
  enum Quotation {
    /// `"`: only another one closes it.
    case straight
    /// A curly one: a curly or a straight one closes it, for word processors curl only some.
    case curly
  }

  /// Returns the length of a quotation mark at `i` that closes a text opened by `quotation`, or 0.
  func closingLength(at i: Int, _ quotation: Quotation) -> Int {
    if bytes[i] == UInt8(ascii: "\"") { return 1 }
    if quotation == .curly, i + 2 < limit, bytes[i] == 0xE2, bytes[i + 1] == 0x80,
      bytes[i + 2] == 0x9C || bytes[i + 2] == 0x9D
    {
      return 3
    }
    return 0
  }

  /// Reads a text that begins at `start`, to its closing mark on the same line.
  mutating func readText(closedBy quotation: Quotation, from start: Int, opening: Int) {
    position = start + opening
    var depth = 0
    var open = 0
    var isNested = false
    var lastBrace = -1
    while position < limit && bytes[position] != 10 {
      let b = bytes[position]
      if depth > 0 && isNested {
        // Inside a text inside braces.
        if b == UInt8(ascii: "\"") { isNested = false }
        position += 1
        continue
      }
      let closing = closingLength(at: position, quotation)
      if closing > 0 {
        if depth > 0 && lastBrace < 0 { lastBrace = lastBraceOfLine() }
        if depth > 0 && lastBrace > position {
          isNested = true
          position += closing
          continue
        }
        if depth == 0 && closing == 1 && position + 1 < limit && bytes[position + 1] == b {
          position += 2  // a doubled mark stands for one
          continue
        }
        position += closing
        if depth > 0 { report(.unclosedBrace(at: span(open, open + 1))) }
        append(.text, from: start)
        return
      }
      if b == UInt8(ascii: "{") {
        if depth == 0 && position + 1 < limit && bytes[position + 1] == b {
          position += 2
          continue
        }
        if depth == 0 { open = position }
        depth += 1
      } else if b == UInt8(ascii: "}") && depth > 0 {
        depth -= 1
      }
      position += 1
    }
    var end = position
    if end > start && bytes[end - 1] == 13 { end -= 1 }
    report(.unclosedText(at: span(start, start + opening), end: span(end, end)))
    append(.invalid, from: start)
  }

  /// Returns the offset of the line's last `}`, before which a quotation mark inside braces begins a text, or 0.
  private func lastBraceOfLine() -> Int {
    var last = 0
    var i = position
    while i < limit && bytes[i] != 10 {
      if bytes[i] == UInt8(ascii: "}") { last = i }
      i += 1
    }
    return last
  }

  /// Reads a name in single quotes that begins at `start`.
  mutating func readQuotedName(from start: Int, opening: Int) {
    position = start + opening
    while position < limit && bytes[position] != 10 {
      var closing = bytes[position] == UInt8(ascii: "'") ? 1 : 0
      if position + 2 < limit && bytes[position] == 0xE2 && bytes[position + 1] == 0x80
        && (bytes[position + 2] == 0x98 || bytes[position + 2] == 0x99)
      {
        closing = 3
      }
      if closing == 1 && position + 1 < limit && bytes[position + 1] == UInt8(ascii: "'") {
        position += 2
        continue
      }
      if closing > 0 {
        let isBlank = bytes[(start + opening)..<position].allSatisfy { $0 == 32 || $0 == 9 }
        position += closing
        if isBlank {
          report(.emptyName(at: span(start, position)))
          append(.invalid, from: start)
        } else if position - start > Lexer.longestName {
          report(.nameTooLong(at: span(start, start + 40), limit: Lexer.longestName))
          append(.invalid, from: start)
        } else {
          append(.quotedName, from: start)
        }
        return
      }
      position += 1
    }
    report(.unclosedName(at: span(start, start + opening)))
    append(.invalid, from: start)
  }
}
