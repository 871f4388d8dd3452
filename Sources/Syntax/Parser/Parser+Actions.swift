import Diagnostics

extension Parser {

  // MARK: Scenarios and tests

  mutating func parseScenario(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    let title = token.kind == .text ? parsePrimary() : nil
    var like: Name?
    var changes: [ScenarioChange] = []
    parseClauses(
      of: .scenario, from: first, clauses: KeywordPlaces.scenarioLines, needed: .set,
      needsBlock: { like == nil && changes.isEmpty }
    ) { p in
      let start = p.index
      guard let role = p.take(KeywordPlaces.scenarioLines) else { return false }
      switch role {
      case .set:
        let name = p.parseDefinedName()
        if !p.take(.setTo) { p.expect(.equal, "=") }
        let value = p.isRecovering ? p.makeInvalid() : p.parseExpression()
        changes.append(.set(name, value, p.span(from: start)))
      case .scenarioLike:
        p.once(role, like != nil)
        like = p.parseName()
      default:
        let date = p.parseSum()
        changes.append(.asOf(date, p.span(from: start)))
      }
      return true
    }
    return .scenario(ScenarioSyntax(name: n, title: title, like: like, changes: changes))
  }

  mutating func parseTest(from first: Int) -> StatementSyntax {
    let name: ExpressionSyntax
    if token.kind == .text {
      name = parsePrimary()
    } else {
      reportExpected(Parser.aText)
      name = makeInvalid()
      skipLine()
    }
    var cases: GridSyntax?
    var path: (path: String, span: Span)?
    var lines: [TestLine] = []
    var needsCases = false
    parseClauses(
      of: .test, from: first, clauses: KeywordPlaces.testLines, needed: .expect,
      needsBlock: { cases == nil && path == nil && (lines.isEmpty || needsCases) }
    ) { p in
      if p.isAt(.bar) || p.isAt(.doubleBar) {
        guard cases == nil else { return false }
        cases = p.parseGrid(isOfTable: false)
        return true
      }
      let start = p.index
      guard let role = p.take(KeywordPlaces.testLines) else { return false }
      switch role {
      case .casesForEach:
        needsCases = true
        if p.take(.tableFrom), let t = p.parsePlainText() { path = (t.text, t.span) }
      case .given: lines.append(p.parseGiven(from: start))
      case .expect: if let line = p.parseExpect(from: start) { lines.append(line) }
      case .testAsOf:
        let date = p.parseSum()
        lines.append(.asOf(date, p.span(from: start)))
      default: if let n = p.parseName() { lines.append(.scenario(n, p.span(from: start))) }
      }
      return true
    }
    return .test(TestSyntax(name: name, file: path, cases: cases, lines: lines))
  }

  /// Reads `workers: segment BPU, income Rp1.000.000 per month` after `given`.
  private mutating func parseGiven(from first: Int) -> TestLine {
    let roster = parseDefinedName()
    var values: [(name: Name, value: ExpressionSyntax)] = []
    if take(.colon) {
      while !isAtLineEnd && !isRecovering {
        guard let n = parseName() else { break }
        _ = take(.equal) || take(.isEqual)
        values.append((n, parseQualified(periods: false)))
        if !take(.comma) { break }
      }
    }
    return .given(roster, values, span(from: first))
  }

  /// Reads what is expected, after `expect`.
  private mutating func parseExpect(from first: Int) -> TestLine? {
    if let m = match([.expectError]),
      token(after: m.length).kind == .text || token(after: m.length).kind == .word
    {
      advance(m.length)
      let e = parsePrimary()
      return .error(e, span(from: first))
    }
    if isAtName {
      // `shares is conserved`; Indonesian adjectives need no `adalah`.
      var next = min(index + 1, tokens.count - 1)
      next = min(next + length(of: .isEqual, at: next), tokens.count - 1)
      if match(KeywordPlaces.properties, at: next) != nil {
        let n = name(at: index)
        index = next
        return .property(n, parseProperties(), span(from: first))
      }
    }
    let condition = parseExpression()
    var reason: TestReason?
    if take(.because) {
      if take(.becauseRule) {
        reason = parseName().map { .rule($0) }
      } else {
        reason = parsePlainText().map { .text($0.text) }
      }
    }
    return .expect(condition, reason: reason, span(from: first))
  }

  private mutating func parseProperties() -> [AllocationProperty] {
    var properties: [AllocationProperty] = []
    repeat {
      guard let role = take(KeywordPlaces.properties) else {
        reportExpected(Bilingual(same: "`\(printed(.conserved))`, `\(printed(.orderIndependent))`"))
        break
      }
      switch role {
      case .conserved: properties.append(.conserved)
      case .orderIndependent: properties.append(.orderIndependent)
      default:
        let n = parseDefinedName()
        var bounds: [ExpressionSyntax?] = [nil, nil, nil]
        if take(.findFrom) { bounds[0] = parseSum() }
        if take(.findTo) { bounds[1] = parseSum() }
        if take(.stepsOf) { bounds[2] = parseSum() }
        properties.append(.monotone(n, from: bounds[0], to: bounds[1], step: bounds[2]))
      }
    } while !isRecovering && (take(.comma) || take(.and))
    return properties
  }

  // MARK: Compare and find

  mutating func parseCompare(from first: Int) -> StatementSyntax {
    let plans = parseScenarioReferences()
    let isSlipOfWith = !isAtLineEnd && !isAt(.comma) && slip(of: [.compareWith]) != nil
    let hasOthers = isSlipOfWith ? expect(.compareWith) : take(.compareWith)
    let others = hasOthers && !isRecovering ? parseScenarioReferences() : []
    var columns: [ColumnSyntax] = []
    parseClauses(of: .compare, from: first, clauses: [.with]) { p in
      guard p.take(.with) else { return false }
      columns += p.parseColumns()
      return true
    }
    return .compare(CompareSyntax(plans: plans, others: others, columns: columns))
  }

  private mutating func parseScenarioReferences() -> [ScenarioReference] {
    var all: [ScenarioReference] = []
    repeat { all.append(parseScenarioReference()) } while !isRecovering && (takeListComma() || take(.and))
    return all
  }

  /// Takes the comma of a list, and an `and` behind it; not the comma before a clause.
  private mutating func takeListComma() -> Bool {
    guard isAt(.comma), length(of: .with, at: min(index + 1, tokens.count - 1)) == 0 else { return false }
    advance()
    _ = take(.and)
    return true
  }

  private mutating func parseScenarioReference() -> ScenarioReference {
    let first = index
    if take(.base) { return .base(span(from: first)) }
    return .named(parseDefinedName())
  }

  /// Reads `find least apbd` or `cari apbd terkecil`, whose first word has been read, and the clauses.
  mutating func parseFind(from first: Int) -> StatementSyntax {
    index = first
    var isLeast = true
    var found: Name?
    search: for role in [KeywordRole.findLeast, .findGreatest] {
      for p in vocabulary.phrases(of: role) {
        let n = length(of: p.prefix, at: first)
        let hole = min(first + n, tokens.count - 1)
        guard n > 0, isName(at: hole) else { continue }
        guard p.suffix.isEmpty || length(of: p.suffix, at: min(hole + 1, tokens.count - 1)) > 0 else {
          continue
        }
        isLeast = role == .findLeast
        found = name(at: hole)
        index = hole + 1 + p.suffix.count
        break search
      }
    }
    if found == nil {
      let n = match([.findLeast, .findGreatest])?.length ?? 1
      advance(n)
      if isAtName { advance() } else { reportExpected(Parser.aName) }
      if !isRecovering {
        reportExpected(
          Bilingual(
            same: "`"
              + (KeywordRole.findLeast.wording.printed(in: language).split(separator: " ").last.map(
                String.init) ?? "") + "`"))
      }
      skipLine()
    }
    var from: ExpressionSyntax?
    var to: ExpressionSyntax?
    var step: ExpressionSyntax?
    var goals: [FindGoal] = []
    // What stands after `against` is said of the other value.
    var other: (name: Name, from: ExpressionSyntax?, to: ExpressionSyntax?, step: ExpressionSyntax?)?
    parseClauses(
      of: .findLeast, from: first, clauses: KeywordPlaces.findClauses, needed: .soThat,
      needsBlock: { goals.isEmpty }
    ) {
      p in
      guard let role = p.take(KeywordPlaces.findClauses) else { return false }
      switch (role, other == nil) {
      case (.findFrom, true):
        p.once(role, from != nil)
        from = p.parseSum()
      case (.findFrom, false):
        p.once(role, other?.from != nil)
        other?.from = p.parseSum()
      case (.findTo, true):
        p.once(role, to != nil)
        to = p.parseSum()
      case (.findTo, false):
        p.once(role, other?.to != nil)
        other?.to = p.parseSum()
      case (.stepsOf, true):
        p.once(role, step != nil)
        step = p.parseSum()
      case (.stepsOf, false):
        p.once(role, other?.step != nil)
        other?.step = p.parseSum()
      case (.findAgainst, let isFirst):
        p.once(role, !isFirst)
        other = (p.parseDefinedName(), nil, nil, nil)
      default:
        repeat { goals.append(p.parseGoal()) } while !p.isRecovering && p.take(.and)
      }
      return true
    }
    let place = Name("", span: Span(file: file, start: lastEnd, end: lastEnd))
    return .find(
      FindSyntax(
        isLeast: isLeast, name: found ?? place, from: from, to: to, step: step, goals: goals,
        against: other.map { FindRange(name: $0.name, from: $0.from, to: $0.to, step: $0.step) }))
  }

  private mutating func parseGoal() -> FindGoal {
    let first = index
    if let m = match([.target]), isName(at: min(index + m.length, tokens.count - 1)) {
      let after = min(index + m.length + 1, tokens.count - 1)
      let met = length(of: .isMet, at: after)
      if met > 0 {
        let n = name(at: index + m.length)
        index = after + met
        return .targetMet(n, span(from: first))
      }
    }
    if take(.goalFunded) { return .allFunded(span(from: first)) }
    if isAtName, length(of: .goalEnough, at: min(index + 1, tokens.count - 1)) > 0 {
      let n = parseDefinedName()
      _ = take(.goalEnough)
      return .enough(n, span(from: first))
    }
    return .condition(parseNegation())
  }

  // MARK: Why, check, report, repetition

  mutating func parseWhy(isNegated: Bool) -> StatementSyntax {
    let subject = parseNamedSubject() ?? .value(parseQualified(periods: true))
    let scenario = take(.inScenario) ? parseName() : nil
    return .why(WhySyntax(isNegated: isNegated, subject: subject, scenario: scenario))
  }

  /// Reads `target x` or `rule for roster #41`, if one stands here.
  private mutating func parseNamedSubject() -> WhySyntax.Subject? {
    if isAt(.target), isName(at: min(index + 1, tokens.count - 1)) {
      advance()
      return .target(parseDefinedName())
    }
    guard isAtName, length(of: .whyFor, at: min(index + 1, tokens.count - 1)) > 0 else { return nil }
    let rule = parseDefinedName()
    _ = take(.whyFor)
    let roster = parseDefinedName()
    return .row(rule, roster: roster, key: isRecovering ? makeInvalid() : parsePostfix())
  }

  /// Reads what stands after `why differs`.
  mutating func parseWhyDiffers() -> StatementSyntax {
    let subject = parseNamedSubject() ?? .value(parsePostfix())
    expect(.whyBetween)
    let first = isRecovering ? .base(span(from: index)) : parseScenarioReference()
    expect(.and)
    let second = isRecovering ? .base(span(from: index)) : parseScenarioReference()
    return .why(WhySyntax(isNegated: false, subject: subject, scenario: nil, between: (first, second)))
  }

  mutating func parseCheck() -> StatementSyntax {
    let condition = parseExpression()
    _ =
      isAt(.comma) && match([.checkElse], at: min(index + 1, tokens.count - 1)) != nil ? take(.comma) : false
    var message: ExpressionSyntax?
    if take(.checkElse) { message = parsePrimary() }
    // The message may stand on a line of its own.
    if message == nil, token.kind == .newline,
      length(of: .checkElse, at: min(index + 1, tokens.count - 1)) > 0,
      tokens[min(index + 1 + length(of: .checkElse, at: index + 1), tokens.count - 1)].kind == .text
    {
      advance()
      _ = take(.checkElse)
      message = parsePrimary()
    }
    return .check(CheckSyntax(condition: condition, message: message))
  }

  mutating func parseWarning() -> StatementSyntax {
    let condition = parseExpression()
    _ = take(.comma)
    return .check(CheckSyntax(condition: condition, message: parsePrimary(), warns: true))
  }

  mutating func parseReport(from first: Int) -> StatementSyntax {
    let path = parsePrimary()
    var title = take(.title) ? parsePrimary() : nil
    var recipient: ExpressionSyntax?
    var signatory: ExpressionSyntax?
    var notes: [ExpressionSyntax] = []
    let statements = parseNestedStatements(of: .report, from: first) { p in
      guard let role = p.take(KeywordPlaces.reportClauses) else { return false }
      switch role {
      case .addressedTo:
        p.once(role, recipient != nil)
        recipient = p.parsePrimary()
      case .signedBy:
        p.once(role, signatory != nil)
        signatory = p.parsePrimary()
      case .note: notes.append(p.parsePrimary())
      default:
        p.once(role, title != nil)
        title = p.parsePrimary()
      }
      return true
    }
    return .report(
      ReportSyntax(
        file: path, title: title, recipient: recipient, notes: notes, signatory: signatory,
        statements: statements))
  }

  mutating func parseForEach(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    expect(.forEachIn)
    let population =
      isRecovering
      ? PopulationSyntax(source: .named(Name("", span: here)), condition: nil, span: here) : parsePopulation()
    let statements = parseNestedStatements(of: .forEach, from: first) { _ in false }
    return .forEach(ForEachSyntax(name: n, population: population, statements: statements))
  }

  /// Reads the statements of a block and its `end`; `clause` reads what else may stand in it.
  private mutating func parseNestedStatements(
    of role: KeywordRole, from first: Int, _ clause: (inout Parser) -> Bool
  ) -> [Statement] {
    if statementNesting >= Parser.deepestNesting / 4 {
      report(.nestedTooDeep(limit: Parser.deepestNesting / 4, at: here))
      skipLine()
      return []
    }
    endStatement()
    statementNesting += 1
    defer { statementNesting -= 1 }
    var statements: [Statement] = []
    while true {
      skipNewlines()
      if isAtEnd {
        reachedEnd = true
        let opener = span(of: tokens[first])
        note(.missingEnd(printed(role), end: printed(.end), at: opener, before: here))
        break
      }
      if take(.end) { break }
      let start = index
      if clause(&self) {
        endStatement()
      } else {
        statements.append(parseStatement())
      }
      if index == start { advance() }
    }
    isRecovering = false
    return statements
  }
}
