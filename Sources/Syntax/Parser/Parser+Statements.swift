import Diagnostics

extension Parser {

  /// Reads all statements.
  mutating func parseProgram() -> Program {
    skipNewlines()
    let header = parseHeader()
    let statements = parseStatements(isNested: false)
    return Program(
      file: file, language: language, edition: header?.edition, headerSpan: header?.span,
      statements: statements, comments: comments, nodeCount: depths.count)
  }

  /// Reads statements up to the end of the file or, if they are `isNested`, up to an `end`.
  mutating func parseStatements(isNested: Bool) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipNewlines()
      if isAtEnd { break }
      if isAt(.end) {
        if isNested { break }
        note(.strayEnd(text(of: token), at: here))
        skipLine()
        continue
      }
      let start = index
      statements.append(parseStatement())
      // Whatever stands here, reading goes on.
      if index == start { advance() }
    }
    return statements
  }

  /// Reads one statement and its line end.
  mutating func parseStatement() -> Statement {
    let first = index
    isRecovering = false
    isInColumn = false
    percentOf = .allowed
    nesting = 0
    if isLanguageWord(at: index) {
      note(.headerNotFirst(at: here))
      skipLine()
      return Statement(.invalid, span: span(from: first))
    }
    if match(KeywordPlaces.statements) == nil { _ = repairSlip(of: KeywordPlaces.statements) }
    if let m = match(KeywordPlaces.statements) {
      let kind = parseStatement(m.role, m.length)
      let statement = Statement(kind, span: span(from: first))
      endStatement()
      return statement
    }
    return parseUnknownStatement()
  }

  /// Reports a line that begins no statement, and goes on past it and the block it seems to open.
  private mutating func parseUnknownStatement() -> Statement {
    let first = index
    if token.kind == .invalid {
      isRecovering = true
    } else {
      let starts: [KeywordRole] = [.show, .roster, .rule, .letValue]
      report(
        .unknownStatement(
          shortened(text(of: token)), suggestions: starts.map { "`\(printed($0))`" }, at: here))
    }
    let column = column(of: index)
    skipLine()
    // Lines set in from this one, and the `end` after them, belong to it.
    while token.kind == .newline, index + 1 < tokens.count, tokens[index + 1].kind != .endOfFile {
      let next = index + 1
      if length(of: .end, at: next) > 0 {
        if statementNesting == 0 || self.column(of: next) == column {
          advance()
          skipLine()
        }
        break
      }
      if self.column(of: next) <= column || match(KeywordPlaces.statements, at: next) != nil { break }
      advance()
      skipLine()
    }
    return Statement(.invalid, span: span(from: first))
  }

  /// Returns how many bytes stand before the token at `i` on its line.
  func column(of i: Int) -> Int {
    var offset = Int(tokens[i].start)
    let end = offset
    while offset > 0 && source.bytes[offset - 1] != 10 { offset -= 1 }
    return end - offset
  }

  /// Reports what stands before the line end, and goes on past the line end.
  mutating func endStatement() {
    if !isAtLineEnd {
      if !isRecovering { reportUnexpected() }
      skipLine()
    }
    isRecovering = false
    if token.kind == .newline { advance() }
  }

  /// Reports what stands here after the end of a clause.
  mutating func reportUnexpected(among roles: [KeywordRole] = []) {
    if token.kind == .invalid {
      isRecovering = true
      return
    }
    if reportSpreadsheetWordBefore() { return }
    var suggestions: [String] = []
    if let s = slip(of: roles + KeywordPlaces.comparisons + KeywordPlaces.qualifiers + Parser.joints) {
      if s.isOtherLanguage {
        _ = repairSlip(of: [s.role])
        isRecovering = true
        return
      }
      suggestions = [s.phrase]
    }
    report(.unexpected(found: found, at: here, suggestions: suggestions))
  }

  /// Words that join the parts of a clause.
  private static let joints: [KeywordRole] = [
    .and, .or, .whereCondition, .then, .because, .under, .asName, .inEach, .requireElse, .over,
  ]

  // MARK: Blocks

  /// Reads the clauses of the statement that began at the token `first`: those on its line, then lines closed by
  /// `end`, if the next line is one of its clauses or `needsBlock` says that there must be some.
  ///
  /// `clause` reads one clause, or returns `false` and reads nothing if none stands here. No clause begins with the
  /// word of a statement, so a line decides by its first words whether it goes on with the block. `needed` is the
  /// clause that a statement without any lacks.
  mutating func parseClauses(
    of role: KeywordRole, from first: Int, clauses: [KeywordRole], needed: KeywordRole? = nil,
    needsBlock: () -> Bool = { false },
    _ clause: (inout Parser) -> Bool
  ) {
    parseClausesOnLine(clauses, clause)
    var isOpen = false
    while true {
      if isAtEnd {
        if isOpen || needsBlock() {
          reachedEnd = true
          reportMissingEnd(role, first, needed: isOpen ? nil : needed)
        }
        return
      }
      // At a line end.
      let line = index
      skipNewlines()
      if isAt(.end) {
        if isOpen || needsBlock() || statementNesting == 0 {
          if needsBlock(), needed != nil { reportMissingEnd(role, first, needed: needed) }
          _ = take(.end)
        } else {
          index = line
        }
        return
      }
      if isAtEnd { continue }
      let start = index
      if isAtStatement(in: clauses) {
        if isOpen || needsBlock() { reportMissingEnd(role, first, needed: isOpen ? nil : needed) }
        index = line
        return
      }
      if clause(&self) {
        isOpen = true
        if isRecovering { skipLine() }
        if index == start { advance() }
        parseClausesOnLine(clauses, clause)
        continue
      }
      if repairSlip(of: clauses) {
        isOpen = true
        if !clause(&self) || isRecovering { skipLine() }
        if index == start { advance() }
        parseClausesOnLine(clauses, clause)
        continue
      }
      if !isOpen && !needsBlock() && column(of: start) <= column(of: first) {
        // Not set in: a new statement that is none.
        index = line
        return
      }
      isOpen = true
      reportUnknownClause(role, clauses)
      skipLine()
    }
  }

  /// Whether a statement begins here, and not a clause of the same spelling.
  func isAtStatement(in clauses: [KeywordRole]) -> Bool {
    guard let m = match(KeywordPlaces.statements) else { return false }
    let next = token(after: m.length)
    // `target : text` is a field, and `count = …` a pot.
    if next.mark == .colon || next.mark == .equal || next.mark == .dot { return false }
    switch m.role {
    case .kind: return length(of: .needs, at: min(index + m.length + 1, tokens.count - 1)) > 0
    case .asOf: return !clauses.contains(.scenarioAsOf) && !clauses.contains(.testAsOf)
    default: return true
    }
  }

  private mutating func parseClausesOnLine(_ clauses: [KeywordRole], _ clause: (inout Parser) -> Bool) {
    while true {
      if isRecovering { skipLine() }
      if isAtLineEnd { return }
      let start = index
      _ = take(.comma)
      if isAtLineEnd {
        if isAtEnd { reachedEnd = true }
        return
      }
      if clause(&self) {
        if index == start { advance() }
        continue
      }
      if repairSlip(of: clauses), clause(&self) { continue }
      reportUnexpected(among: clauses)
      skipLine()
    }
  }

  private mutating func reportUnknownClause(_ role: KeywordRole, _ clauses: [KeywordRole]) {
    if token.kind == .invalid { return }
    report(
      .unknownClause(
        shortened(text(of: token)), of: printed(role), clauses: clauses.prefix(8).map { "`\(printed($0))`" },
        at: here))
  }

  /// Reports that the block of the statement at `first` is not closed, or that it lacks the clause of `needed`.
  private mutating func reportMissingEnd(_ role: KeywordRole, _ first: Int, needed: KeywordRole?) {
    isRecovering = false
    let opener = Span(
      file: file, start: Int(tokens[first].start),
      end: Int(tokens[min(first + max(1, length(of: role, at: first)), tokens.count) - 1].end))
    switch needed {
    case .when: note(.missingBody(text(of: token(at: first + 1)), when: printed(.when), at: opener))
    case .some(let clause): note(.missingClause(printed(clause), of: printed(role), at: opener))
    case nil:
      let place = Span(file: file, start: Int(token.start), end: Int(token.start))
      note(.missingEnd(printed(role), end: printed(.end), at: opener, before: place))
    }
  }

  /// Returns the token at `i`, or the last one.
  private func token(at i: Int) -> Token { tokens[min(i, tokens.count - 1)] }

  /// Calls `body` unless the clause stood before, which is reported.
  mutating func once(_ role: KeywordRole, _ isStated: Bool) {
    if isStated { note(.repeatedClause(printed(role), at: span(of: tokens[max(0, index - 1)]))) }
  }
}
