import Diagnostics

/// The line that chooses a program's language: `language english`, `bahasa indonesia, edisi 2026`.
enum Header {

  /// Returns the language that the first words of `source` (of its first block) choose, or `nil`.
  static func language(of source: SourceFile, in block: Range<Int>?) -> Language? {
    let bytes = source.bytes
    let limit = min(block?.upperBound ?? bytes.count, bytes.count)
    var i = block?.lowerBound ?? 0
    if i + 2 < limit && bytes[i] == 0xEF && bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF { i += 3 }
    while i < limit {
      let b = bytes[i]
      if b == 32 || b == 9 || b == 10 || b == 13 {
        i += 1
      } else if b == UInt8(ascii: "#") {
        while i < limit && bytes[i] != 10 { i += 1 }
      } else {
        break
      }
    }
    func word() -> String {
      while i < limit && (bytes[i] == 32 || bytes[i] == 9) { i += 1 }
      let start = i
      while i < limit && Lexer.isWordByte(bytes[i]) && i - start < 32 { i += 1 }
      return String(decoding: bytes[start..<max(start, i)], as: UTF8.self).lowercased()
    }
    let first = word()
    guard first == "language" || first == "bahasa" else { return nil }
    switch word() {
    case "english", "inggris": return .english
    case "indonesian", "indonesia": return .indonesian
    default: return first == "language" ? .english : .indonesian
    }
  }
}

/// The fenced blocks of a literate program.
public enum LiterateBlocks {

  /// Returns the byte ranges of the lines inside ```` ```payung ```` fences of `source`, or `nil` if it is a plain
  /// program, which its name decides.
  public static func find(in source: SourceFile) -> [Range<Int>]? {
    guard source.name.hasSuffix(".payung.md") else { return nil }
    let bytes = source.bytes
    var blocks: [Range<Int>] = []
    var opened: (start: Int, mark: UInt8, count: Int, isProgram: Bool)?
    var i = 0
    while i < bytes.count {
      var end = i
      while end < bytes.count && bytes[end] != 10 { end += 1 }
      let next = min(end + 1, bytes.count)
      if let fence = fence(bytes, i, end) {
        if let open = opened {
          if fence.mark == open.mark && fence.count >= open.count && fence.info.isEmpty {
            if open.isProgram { blocks.append(open.start..<i) }
            opened = nil
          }
        } else {
          opened = (next, fence.mark, fence.count, fence.info == "payung")
        }
      }
      i = end + 1
    }
    if let open = opened, open.isProgram { blocks.append(min(open.start, bytes.count)..<bytes.count) }
    return blocks
  }

  /// Returns the fence that the line `bytes[start ..< end]` is, if it is one.
  private static func fence(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (
    mark: UInt8, count: Int, info: String
  )? {
    var i = start
    while i < end && bytes[i] == 32 && i - start < 4 { i += 1 }
    guard i < end, i - start < 4, bytes[i] == UInt8(ascii: "`") || bytes[i] == UInt8(ascii: "~") else {
      return nil
    }
    let mark = bytes[i]
    let first = i
    while i < end && bytes[i] == mark { i += 1 }
    guard i - first >= 3 else { return nil }
    var info = bytes[i..<end]
    while let b = info.first, b == 32 || b == 9 { info = info.dropFirst() }
    while let b = info.last, b == 32 || b == 9 || b == 13 { info = info.dropLast() }
    let word = info.prefix { $0 != 32 }
    return (mark, i - first, String(decoding: word, as: UTF8.self))
  }
}

extension Parser {

  /// Reads the line that chooses the language, if it stands here.
  mutating func parseHeader() -> (edition: Int?, span: Span)? {
    guard token.code != 0, isLanguageWord(at: index) else { return nil }
    let first = index
    advance()
    let name = text(of: token).lowercased()
    if ["english", "inggris", "indonesian", "indonesia"].contains(name) {
      advance()
    } else {
      report(.unknownLanguage(shortened(text(of: token)), at: here))
    }
    _ = take(.comma)
    var edition: Int?
    if take(.edition) {
      if token.kind == .number, let n = Int(text(of: token)), n > 0 {
        edition = n
        advance()
      } else {
        reportExpected(Bilingual(en: "a year", id: "sebuah tahun"))
      }
    }
    endStatement()
    return (edition, span(from: first))
  }

  /// Returns whether the word that begins the language line in either language stands at `start`, a word after it.
  func isLanguageWord(at start: Int) -> Bool {
    guard tokens[start].kind == .word, token(after: start - index + 1).kind == .word else { return false }
    return [Language.english, .indonesian].contains { l in
      Vocabulary.of(l).phrases(of: .languageHeader).contains { length(of: $0.prefix, at: start) > 0 }
    }
  }
}
