import Diagnostics
import Rosters

/// A program and what was found wrong with its form.
public struct ParseResult: Sendable {

  /// The program; what could not be read is `.invalid` in it.
  public let program: Program

  /// What was found, in the order of the text.
  public let diagnostics: DiagnosticSet
}

/// What was typed at the prompt, read as a program.
public struct EntryResult: Sendable {

  /// The program.
  public let program: Program

  /// What was found; of no use while the entry is not complete.
  public let diagnostics: DiagnosticSet

  /// Whether the entry can be run: `false` if it stops where more must follow.
  public let isComplete: Bool
}

/// Reads a program by recursive descent; the rules are split by area over the files of this folder.
///
/// Reading never fails. What can not be read is reported once, and reading goes on at the next line. The rules
/// know roles only, never words, so that both languages share them.
public struct Parser {

  /// The most diagnostics that are listed of one file.
  static let mostDiagnostics = 200

  /// How deep expressions, exceptions and statements may nest.
  static let deepestNesting = 150

  /// How deep an expression's tree may be, chains of operators included.
  static let deepestTree = 300

  let source: SourceFile
  let file: FileID
  var tokens: [Token]
  let comments: [Comment]
  let language: Language
  let vocabulary: Vocabulary
  let endsOpen: Bool

  var index = 0
  var diagnostics: DiagnosticSet

  /// The depth of each node's tree, by identity.
  var depths: [UInt16] = []

  /// How many constructs enclose this place.
  var nesting = 0

  /// How many blocks of statements enclose this place.
  var statementNesting = 0

  /// Whether an error of this clause was reported: what follows it up to the line end says nothing new.
  var isRecovering = false

  /// Whether more was needed where the text ends.
  var reachedEnd = false

  /// Where a name of an aggregate alone means the aggregate over the query's own rows.
  var isInColumn = false

  /// Whether a chart's clauses are read, in which `as` may say what it is drawn as.
  var isInChart = false

  /// What `of` after a percentage means here: inside the value of an aggregate it could also part the value from the
  /// rows, as it must where both are spelled alike.
  enum PercentOf {
    /// A part of what follows.
    case allowed
    /// A part of what follows, kept in brackets, since the other language needs them.
    case bracketed
    /// The rows of the aggregate.
    case forbidden
  }

  /// What `of` after a percentage means here.
  var percentOf = PercentOf.allowed

  /// Words ending in `nya` that this file declares as names.
  var declaredWithSuffix: Set<String> = []

  init(_ source: SourceFile, file: FileID, lexed: LexedFile, language: Language) {
    self.source = source
    self.file = file
    self.language = language
    tokens = lexed.tokens
    comments = lexed.comments
    diagnostics = lexed.diagnostics
    endsOpen = lexed.endsOpen
    vocabulary = .of(language)
    depths.reserveCapacity(tokens.count / 2)
    if language == .indonesian { collectDeclaredSuffixes() }
  }

  /// Returns the program in `source` and what is wrong with its form.
  public static func parse(file: FileID, source: SourceFile, defaultLanguage: Language) -> ParseResult {
    var (parser, program) = read(file, source, defaultLanguage)
    parser.diagnostics.sortByPlace()
    return ParseResult(program: program, diagnostics: parser.diagnostics)
  }

  /// Returns what was typed at the prompt as a program, and whether it is complete.
  public static func parseEntry(file: FileID, source: SourceFile, language: Language) -> EntryResult {
    var (parser, program) = read(file, source, language)
    parser.diagnostics.sortByPlace()
    return EntryResult(
      program: program, diagnostics: parser.diagnostics, isComplete: !parser.reachedEnd && !parser.endsOpen)
  }

  private static func read(_ file: FileID, _ source: SourceFile, _ defaultLanguage: Language) -> (
    Parser, Program
  ) {
    let blocks = LiterateBlocks.find(in: source)
    let language = Header.language(of: source, in: blocks?.first) ?? defaultLanguage
    let lexed = Lexer.lex(source, file: file, language: language, blocks: blocks)
    var parser = Parser(source, file: file, lexed: lexed, language: language)
    let program = parser.parseProgram()
    return (parser, program)
  }

  // MARK: Tokens

  /// The token at the place of reading.
  var token: Token { tokens[index] }

  /// Returns the token `offset` places on; the last token stands for all beyond it.
  func token(after offset: Int) -> Token { tokens[min(index + offset, tokens.count - 1)] }

  /// Goes on by `count` tokens, never beyond the end of the file.
  mutating func advance(_ count: Int = 1) { index = min(index + count, tokens.count - 1) }

  var isAtEnd: Bool { token.kind == .endOfFile }

  var isAtLineEnd: Bool { token.kind == .newline || token.kind == .endOfFile }

  func isAt(_ mark: Mark) -> Bool { token.mark == mark }

  /// Goes on past `mark` if it stands here, and returns whether it did.
  mutating func take(_ mark: Mark) -> Bool {
    guard token.mark == mark else { return false }
    advance()
    return true
  }

  func span(of t: Token) -> Span { Span(file: file, start: Int(t.start), end: Int(t.end)) }

  /// The span of the token here.
  var here: Span { span(of: token) }

  /// The offset after the last token read.
  var lastEnd: Int { index == 0 ? 0 : Int(tokens[index - 1].end) }

  /// Returns the span from the token at `first` to the last token read.
  func span(from first: Int) -> Span {
    Span(file: file, start: Int(tokens[first].start), end: max(Int(tokens[first].start), lastEnd))
  }

  func text(of t: Token) -> String {
    String(decoding: source.bytes[Int(t.start)..<Int(t.end)], as: UTF8.self)
  }

  // MARK: Keywords

  /// Returns how many tokens from `start` on are the words `codes`, or 0 unless all are.
  func length(of codes: [UInt16], at start: Int) -> Int {
    var i = start
    for c in codes {
      guard i < tokens.count, tokens[i].code == c else { return 0 }
      i += 1
    }
    return codes.count
  }

  /// Returns how many tokens from `start` on are a phrase of `role`; of one with a hole, those before the hole.
  func length(of role: KeywordRole, at start: Int) -> Int {
    let t = tokens[start]
    if t.code == 0 && t.kind != .number { return 0 }
    var longest = 0
    for p in vocabulary.phrases(of: role) {
      if p.prefix.isEmpty {
        // `10 pertama`: a number, then the words.
        if t.kind == .number, start + 1 < tokens.count {
          let n = length(of: p.suffix, at: start + 1)
          if n > 0 { longest = max(longest, n + 1) }
        }
      } else if p.prefix[0] == t.code {
        longest = max(longest, length(of: p.prefix, at: start))
      }
    }
    return longest
  }

  /// Returns whether `role` stands here.
  func isAt(_ role: KeywordRole) -> Bool { length(of: role, at: index) > 0 }

  /// Goes on past `role` if it stands here, and returns whether it did.
  mutating func take(_ role: KeywordRole) -> Bool {
    let n = length(of: role, at: index)
    if n == 0 { return false }
    advance(n)
    return true
  }

  /// Returns the role of `roles` with the longest phrase here, and the phrase's length.
  func match(_ roles: [KeywordRole], at start: Int) -> (role: KeywordRole, length: Int)? {
    let t = tokens[start]
    if t.code == 0 && t.kind != .number { return nil }
    var best: (role: KeywordRole, length: Int)?
    for role in roles {
      let n = length(of: role, at: start)
      if n > (best?.length ?? 0) { best = (role, n) }
    }
    return best
  }

  /// Returns the role of `roles` with the longest phrase here, and the phrase's length.
  func match(_ roles: [KeywordRole]) -> (role: KeywordRole, length: Int)? { match(roles, at: index) }

  /// Goes on past the longest phrase of `roles` here, and returns its role.
  mutating func take(_ roles: [KeywordRole]) -> KeywordRole? {
    guard let m = match(roles) else { return nil }
    advance(m.length)
    return m.role
  }

  /// Returns how `role` is printed in the program's language, its hole as `…`.
  func printed(_ role: KeywordRole) -> String {
    let phrase = role.wording.printed(in: language)
    return phrase.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "…")
  }

  // MARK: Faults

  /// Reports `d`, unless this clause has been reported or the list is full.
  mutating func report(_ d: Diagnostic) {
    if isRecovering { return }
    isRecovering = true
    note(d)
  }

  /// Reports `d` without giving the clause up.
  mutating func note(_ d: Diagnostic) {
    let count = diagnostics.elements.count
    if count < Parser.mostDiagnostics {
      diagnostics.insert(d)
    } else if count == Parser.mostDiagnostics, let site = d.site {
      diagnostics.insert(.moreErrors(at: site))
    }
  }

  /// How the token here is called in a message.
  var found: Bilingual {
    switch token.kind {
    case .newline: Bilingual(en: "the end of the line", id: "akhir baris")
    case .endOfFile: Bilingual(en: "the end of the file", id: "akhir berkas")
    case .word, .quotedName, .text, .number, .percent, .money, .date, .fileRow, .mark, .invalid:
      Bilingual(same: "`" + shortened(text(of: token)) + "`")
    }
  }

  func shortened(_ text: String) -> String {
    text.utf8.count <= 40 ? text : String(text.prefix(36)) + "…"
  }

  /// Reports that `expected` is needed here.
  mutating func reportExpected(_ expected: Bilingual, fix: String? = nil) {
    if isAtEnd { reachedEnd = true }
    // What the lexer could not read has been reported.
    if token.kind == .invalid { isRecovering = true }
    report(.expected(expected, found: found, at: here, fix: fix))
  }

  /// Goes on past `role`, or reports that it is needed, and returns whether it stood here.
  @discardableResult
  mutating func expect(_ role: KeywordRole) -> Bool {
    if take(role) { return true }
    if !isRecovering && repairSlip(of: [role]) && take(role) { return true }
    reportExpected(Bilingual(same: "`" + printed(role) + "`"))
    return false
  }

  /// Goes on past `mark`, or reports that it is needed, and returns whether it stood here.
  @discardableResult
  mutating func expect(_ mark: Mark, _ spelling: String) -> Bool {
    if take(mark) { return true }
    reportExpected(Bilingual(same: "`" + spelling + "`"))
    return false
  }

  /// Goes on to the end of the line.
  mutating func skipLine() {
    // A line that ends in a comma or an operator by mistake does not swallow what follows it.
    while !isAtLineEnd {
      if isAtFreshLine {
        let place = token.start
        tokens.insert(Token(kind: .newline, mark: .none, code: 0, start: place, end: place), at: index)
        break
      }
      advance()
    }
    isRecovering = false
  }

  /// Whether a line of the text begins here with `end` or a statement, though the line before it asked for more.
  var isAtFreshLine: Bool {
    guard token.code != 0, index > 0, tokens[index - 1].kind != .newline,
      diagnostics.elements.count < Parser.mostDiagnostics,
      isAt(.end) || match(KeywordPlaces.statements) != nil
    else { return false }
    var i = Int(token.start)
    while i > 0 && (source.bytes[i - 1] == 32 || source.bytes[i - 1] == 9) { i -= 1 }
    return i > 0 && source.bytes[i - 1] == 10
  }

  /// Goes on past line ends.
  mutating func skipNewlines() { while token.kind == .newline { advance() } }

  /// Calls `body` one level deeper, or reports that the text nests too deep and skips the line.
  mutating func nested<T>(_ fallback: (inout Parser) -> T, _ body: (inout Parser) -> T) -> T {
    if nesting >= Parser.deepestNesting {
      report(.nestedTooDeep(limit: Parser.deepestNesting, at: here))
      while !isAtLineEnd { advance() }
      return fallback(&self)
    }
    nesting += 1
    defer { nesting -= 1 }
    return body(&self)
  }

  private mutating func collectDeclaredSuffixes() {
    for i in tokens.indices.dropLast() where tokens[i].kind == .word && tokens[i].end - tokens[i].start > 4 {
      let end = Int(tokens[i].end)
      guard source.bytes[end - 1] == 0x61, source.bytes[end - 2] == 0x79, source.bytes[end - 3] == 0x6E else {
        continue
      }
      let isField = tokens[i + 1].mark == .colon
      let isDefined =
        i > 0
        && [.rule, .letValue, .parameter, .asName, .group].contains { length(of: $0, at: i - 1) > 0 }
      if isField || isDefined { declaredWithSuffix.insert(text(of: tokens[i])) }
    }
  }
}

extension DiagnosticSet {

  /// Puts the diagnostics in the order of their places.
  mutating func sortByPlace() {
    let sorted = elements.enumerated().sorted {
      ($0.element.site?.start ?? 0, $0.offset) < ($1.element.site?.start ?? 0, $1.offset)
    }
    var result = DiagnosticSet()
    for (_, d) in sorted { result.insert(d) }
    self = result
  }
}
