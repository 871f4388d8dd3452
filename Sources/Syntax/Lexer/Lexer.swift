import Diagnostics

/// Cuts a program into tokens; what can not be read becomes a token that says so, and a diagnostic.
struct Lexer {

  /// The longest name, in bytes.
  static let longestName = 255

  /// The most digits of a number.
  static let mostDigits = 200

  /// The largest program, in bytes.
  static let largestProgram = 64 << 20

  let source: SourceFile
  let file: FileID
  let bytes: [UInt8]
  let vocabulary: Vocabulary
  let table = Vocabulary.table

  /// The offset of the next byte, and the offset after the last one of the block being read.
  var position = 0
  var limit: Int

  var result = LexedFile()

  /// Words that continue the clause of the line before them.
  private let continuing: Set<UInt16>

  /// Words that continue the clause of the line before them if a text (or a rule) follows.
  private let citing: Set<UInt16>

  /// Words at a line end that ask for more.
  private let asking: Set<UInt16>

  init(_ source: SourceFile, file: FileID, language: Language) {
    self.source = source
    self.file = file
    bytes = source.bytes
    limit = source.bytes.count
    vocabulary = .of(language)
    let words = vocabulary
    func firstWords(_ roles: [KeywordRole]) -> Set<UInt16> {
      Set(roles.flatMap { words.phrases(of: $0).compactMap(\.prefix.first) })
    }
    continuing = firstWords([.and, .or, .then, .thenNext])
    citing = firstWords([.because, .under])
    // `tidak` at a line end is `no`; a line that ends in `not` is hardly meant to go on.
    asking = firstWords([.and, .or, .isEqual, .isNot])
  }

  /// Returns the tokens of the parts of the file in `blocks`, or of all of it.
  static func lex(_ source: SourceFile, file: FileID, language: Language, blocks: [Range<Int>]? = nil)
    -> LexedFile
  {
    var lexer = Lexer(source, file: file, language: language)
    if lexer.refuse() {
      lexer.append(.endOfFile, from: source.bytes.count)
      return lexer.result
    }
    for block in blocks ?? [0..<source.bytes.count] {
      lexer.position = block.lowerBound
      lexer.limit = min(block.upperBound, source.bytes.count)
      lexer.skipByteOrderMark()
      while lexer.position < lexer.limit { lexer.readToken() }
      lexer.endLine(at: lexer.limit)
    }
    if let last = lexer.result.tokens.last, last.kind != .newline {
      lexer.result.endsOpen = true
    }
    lexer.append(.endOfFile, from: lexer.limit)
    return lexer.result
  }

  // MARK: Whole files

  /// Says so, once, if the file is no text at all or too large, and returns whether it is.
  private mutating func refuse() -> Bool {
    if bytes.count > Lexer.largestProgram {
      report(.programTooLarge(at: span(0, 0), megabytes: Lexer.largestProgram >> 20))
      return true
    }
    if bytes.count >= 2 && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF) {
      report(.notAProgram(at: span(0, 2)))
      return true
    }
    var strange = 0
    var first: Int?
    var i = 0
    while i < bytes.count {
      let b = bytes[i]
      if b >= 0x80 {
        let n = Lexer.sequenceLength(bytes, i)
        if n == 0 {
          strange += 1
          if first == nil { first = i }
        }
        i += max(1, n)
        continue
      }
      if b < 32 && b != 9 && b != 10 && b != 13 && b != 12 {
        // A zero byte is never in a text: the file is something else.
        if b == 0 && strange == 0 { first = i }
        strange += b == 0 ? 4 : 1
        if first == nil { first = i }
      }
      if strange >= 16 { break }
      i += 1
    }
    if strange >= 16 || (strange > 0 && bytes.count < 64 && strange * 4 > bytes.count) {
      report(.notAProgram(at: span(first ?? 0, (first ?? 0) + 1)))
      return true
    }
    return false
  }

  /// Returns the length of the UTF-8 sequence at `i`, or 0 if there is none.
  static func sequenceLength(_ bytes: [UInt8], _ i: Int) -> Int {
    let b = bytes[i]
    if b < 0x80 { return 1 }
    func follows(_ n: Int) -> Bool {
      guard i + n < bytes.count else { return false }
      for k in 1...n where bytes[i + k] & 0xC0 != 0x80 { return false }
      return true
    }
    if b >= 0xC2 && b <= 0xDF { return follows(1) ? 2 : 0 }
    if b >= 0xE0 && b <= 0xEF {
      guard follows(2) else { return 0 }
      if b == 0xE0 && bytes[i + 1] < 0xA0 { return 0 }
      if b == 0xED && bytes[i + 1] > 0x9F { return 0 }
      return 3
    }
    if b >= 0xF0 && b <= 0xF4 {
      guard follows(3) else { return 0 }
      if b == 0xF0 && bytes[i + 1] < 0x90 { return 0 }
      if b == 0xF4 && bytes[i + 1] > 0x8F { return 0 }
      return 4
    }
    return 0
  }

  private mutating func skipByteOrderMark() {
    if position + 2 < limit && bytes[position] == 0xEF && bytes[position + 1] == 0xBB
      && bytes[position + 2] == 0xBF
    {
      position += 3
    }
  }

  // MARK: Tokens

  func span(_ start: Int, _ end: Int) -> Span { Span(file: file, start: start, end: end) }

  mutating func report(_ d: Diagnostic) {
    if result.diagnostics.elements.count < Parser.mostDiagnostics { result.diagnostics.insert(d) }
  }

  mutating func append(_ kind: Token.Kind, mark: Mark = .none, code: UInt16 = 0, from start: Int) {
    append(kind, mark: mark, code: code, from: start, to: position)
  }

  private mutating func append(_ kind: Token.Kind, mark: Mark, code: UInt16, from start: Int, to end: Int) {
    if let last = result.tokens.last, last.kind == .newline, kind != .newline,
      continuesLine(kind, mark, code, end)
    {
      result.tokens.removeLast()
    }
    result.tokens.append(
      Token(
        kind: kind, mark: mark, code: code, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end)))
  }

  /// Returns whether a line that begins with this token continues the clause of the line before.
  private func continuesLine(_ kind: Token.Kind, _ mark: Mark, _ code: UInt16, _ end: Int) -> Bool {
    if kind == .mark { return mark == .closeParenthesis }
    guard kind == .word && code != 0 else { return false }
    if continuing.contains(code) { return nextByte(after: end) != UInt8(ascii: ":") }
    if citing.contains(code) {
      let next = nextByte(after: end)
      return next == UInt8(ascii: "\"") || next == 0xE2 || (next >= 97 && next <= 122)
    }
    return false
  }

  /// Returns the next byte that is no blank, or 0 at the end.
  func nextByte(after offset: Int) -> UInt8 {
    var i = offset
    while i < limit && (bytes[i] == 32 || bytes[i] == 9) { i += 1 }
    return i < limit ? bytes[i] : 0
  }

  /// Ends the line at `offset`, unless the line asks for more.
  private mutating func endLine(at offset: Int) {
    guard let last = result.tokens.last else { return }
    switch last.kind {
    case .newline: return
    case .mark:
      switch last.mark {
      case .comma, .plus, .minus, .times, .divide, .equal, .notEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual, .openParenthesis:
        return
      case .none, .closeParenthesis, .colon, .dot, .bar, .doubleBar, .question: break
      }
    case .word: if last.code != 0 && asking.contains(last.code) { return }
    case .quotedName, .text, .number, .percent, .money, .date, .fileRow, .invalid, .endOfFile: break
    }
    result.tokens.append(
      Token(
        kind: .newline, mark: .none, code: 0, start: Int32(truncatingIfNeeded: offset),
        end: Int32(truncatingIfNeeded: offset)))
  }

  private mutating func readToken() {
    let start = position
    let b = bytes[position]
    switch b {
    case 32, 9, 12, 13: position += 1
    case 10:
      endLine(at: position)
      position += 1
    case UInt8(ascii: "#"): readHash()
    case UInt8(ascii: "\""): readText(closedBy: .straight, from: start, opening: 1)
    case UInt8(ascii: "'"): readQuotedName(from: start, opening: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      if (b | 32) == UInt8(ascii: "r") && readMoney() { return }
      readWord()
    case 0..<128: readMark()
    default: readUnicode()
    }
  }

  private mutating func readHash() {
    let start = position
    if start + 1 < limit, Lexer.isDigit(bytes[start + 1]) {
      position += 1
      while position < limit && Lexer.isDigit(bytes[position]) { position += 1 }
      if position - start > 10 {
        report(.numberTooLong(at: span(start, position), digits: 9))
        append(.invalid, from: start)
      } else {
        append(.fileRow, from: start)
      }
      return
    }
    var end = start
    while end < limit && bytes[end] != 10 { end += 1 }
    position = end
    while end > start && (bytes[end - 1] == 13 || bytes[end - 1] == 32 || bytes[end - 1] == 9) { end -= 1 }
    result.comments.append(
      Comment(text: String(decoding: bytes[start..<end], as: UTF8.self), span: span(start, end)))
  }

  private mutating func readWord() {
    let start = position
    while position < limit {
      let b = bytes[position]
      if Lexer.isWordByte(b) {
        position += 1
      } else if b >= 0x80, let scalar = scalar(at: position), Lexer.isLetter(scalar.value) {
        position += scalar.length
      } else {
        break
      }
    }
    if position - start > Lexer.longestName {
      report(.nameTooLong(at: span(start, start + 40), limit: Lexer.longestName))
      append(.invalid, from: start)
      return
    }
    append(.word, code: table.code(of: bytes, start, position), from: start)
  }

  static func isDigit(_ b: UInt8) -> Bool { b >= 48 && b <= 57 }

  static func isWordByte(_ b: UInt8) -> Bool {
    (b >= 97 && b <= 122) || (b >= 65 && b <= 90) || isDigit(b) || b == 95
  }

  /// Returns the character at `i` and its length in bytes, or `nil` if there is none.
  func scalar(at i: Int) -> (value: Unicode.Scalar, length: Int)? {
    let n = Lexer.sequenceLength(bytes, i)
    guard n > 0, i + n <= limit else { return nil }
    var value: UInt32
    switch n {
    case 1: value = UInt32(bytes[i])
    case 2: value = UInt32(bytes[i] & 0x1F)
    case 3: value = UInt32(bytes[i] & 0x0F)
    default: value = UInt32(bytes[i] & 0x07)
    }
    for k in 1..<max(1, n) { value = value << 6 | UInt32(bytes[i + k] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, n) }
  }

  /// Returns whether `s` can stand in a word.
  static func isLetter(_ s: Unicode.Scalar) -> Bool {
    if s.properties.isAlphabetic { return true }
    switch s.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }

  private mutating func readMark() {
    let start = position
    let b = bytes[position]
    let next: UInt8 = position + 1 < limit ? bytes[position + 1] : 0
    var mark = Mark.none
    var length = 1
    switch b {
    case UInt8(ascii: "("): mark = .openParenthesis
    case UInt8(ascii: ")"): mark = .closeParenthesis
    case UInt8(ascii: ","): mark = .comma
    case UInt8(ascii: ":"): mark = .colon
    case UInt8(ascii: "."): mark = .dot
    case UInt8(ascii: "?"): mark = .question
    case UInt8(ascii: "+"): mark = .plus
    case UInt8(ascii: "-"): mark = .minus
    case UInt8(ascii: "*"): mark = .times
    case UInt8(ascii: "/"): mark = .divide
    case UInt8(ascii: "|"):
      mark = next == b ? .doubleBar : .bar
      length = next == b ? 2 : 1
    case UInt8(ascii: "="):
      mark = .equal
      if next == b {
        length = 2
        report(.unknownOperator("==", meant: "=", at: span(start, start + 2)))
      }
    case UInt8(ascii: "!") where next == UInt8(ascii: "="):
      mark = .notEqual
      length = 2
      report(.unknownOperator("!=", meant: vocabulary.isNot, at: span(start, start + 2)))
    case UInt8(ascii: "<"):
      mark = .less
      if next == UInt8(ascii: "=") { (mark, length) = (.lessOrEqual, 2) }
      if next == UInt8(ascii: ">") {
        (mark, length) = (.notEqual, 2)
        report(.unknownOperator("<>", meant: vocabulary.isNot, at: span(start, start + 2)))
      }
    case UInt8(ascii: ">"):
      mark = .greater
      if next == UInt8(ascii: "=") { (mark, length) = (.greaterOrEqual, 2) }
    case UInt8(ascii: ";"):
      mark = .comma
      report(.unknownOperator(";", meant: ",", at: span(start, start + 1)))
    default: break
    }
    position += length
    if mark == .none {
      let text =
        b < 32 || b == 127 ? "U+00" + String(b, radix: 16, uppercase: true) : String(Unicode.Scalar(b))
      let site = span(start, position)
      report(text == "[" || text == "]" ? .bracket(text, at: site) : .unknownCharacter(text, at: site))
      append(.invalid, from: start)
    } else {
      append(.mark, mark: mark, code: mark == .minus ? Vocabulary.hyphen : 0, from: start)
    }
  }

  private mutating func readUnicode() {
    let start = position
    guard let s = scalar(at: position) else {
      position += 1
      // A run of broken bytes is one fault.
      while position < limit && bytes[position] >= 0x80 && Lexer.sequenceLength(bytes, position) == 0 {
        position += 1
      }
      report(.notUTF8(at: span(start, position)))
      append(.invalid, from: start)
      return
    }
    func mark(_ m: Mark) {
      position += s.length
      append(.mark, mark: m, code: m == .minus ? Vocabulary.hyphen : 0, from: start)
    }
    switch s.value.value {
    case 0xA0, 0x202F, 0x2007, 0x2009, 0x200A, 0x2002, 0x2003, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
      position += s.length
    case 0x201C, 0x201D, 0x201E: readText(closedBy: .curly, from: start, opening: s.length)
    case 0x2018, 0x2019: readQuotedName(from: start, opening: s.length)
    case 0xD7: mark(.times)
    case 0xF7: mark(.divide)
    case 0x2212, 0x2013, 0x2010, 0x2011: mark(.minus)
    case 0x2264: mark(.lessOrEqual)
    case 0x2265: mark(.greaterOrEqual)
    case 0x2260: mark(.notEqual)
    default:
      if Lexer.isLetter(s.value) {
        readWord()
      } else {
        position += s.length
        report(.unknownCharacter(String(s.value), at: span(start, position)))
        append(.invalid, from: start)
      }
    }
  }
}

extension Vocabulary {

  /// How this language says *is not*, for messages.
  var isNot: String { KeywordRole.isNot.wording.printed(in: language) }
}
