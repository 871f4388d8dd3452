import Diagnostics

extension Parser {

  // MARK: Questions

  /// Reads what follows `how many` or `how much`.
  mutating func parseHowMany() -> StatementSyntax {
    if take(.theCost) {
      _ = take(.aYear)
      _ = take(.askedOf)
      let hasRows = isAtName || match(KeywordPlaces.rowSources) != nil
      return parseQuestion(
        .cost(hasRows && match(KeywordPlaces.questionClauses) == nil ? parseAskedRows() : nil))
    }
    if areRowsAsked {
      let rows = parseAskedRows()
      if take(.paidWith) { return parseQuestion(.payable(rows, with: parseSum())) }
      let start = index
      _ = take(.comma)
      if take(.alsoCost) { return parseQuestion(.count(rows, withCost: true)) }
      index = start
      return parseQuestion(.count(rows, withCost: false))
    }
    let wasInColumn = isInColumn
    isInColumn = true
    let value = parseExpression()
    isInColumn = wasInColumn
    let aYear = take(.aYear)
    return parseQuestion(.amount(value, aYear: aYear, of: take(.askedOf) ? parseAskedRows() : nil))
  }

  /// Whether rows are counted here: a name before `where`, or rows that a result leaves out.
  private var areRowsAsked: Bool {
    if match(KeywordPlaces.rowSources) != nil { return true }
    guard isAtName else { return false }
    let (count, after) = namesAsked
    if count > 1 || isAre(at: after) { return true }
    let cost = tokens[after].mark == .comma ? min(after + 1, tokens.count - 1) : after
    return match([.whereCondition, .inThis, .paidWith], at: after) != nil
      || match([.alsoCost], at: cost) != nil
  }

  /// Whether `are` stands there, which in a question is `where`: `how many workers are covered`.
  private func isAre(at place: Int) -> Bool {
    language == .english && tokens[place].kind == .word
      && source.text(of: Span(file: file, start: Int(tokens[place].start), end: Int(tokens[place].end)))
        .lowercased() == "are"
  }

  /// How many names stand here as a list, and the token after them.
  private var namesAsked: (count: Int, after: Int) {
    var count = 1
    var after = min(index + 1, tokens.count - 1)
    while true {
      var next = after
      if tokens[next].mark == .comma { next = min(next + 1, tokens.count - 1) }
      if match([.alsoCost], at: next) != nil { return (count, after) }
      if let m = match([.or, .and], at: next) { next = min(next + m.length, tokens.count - 1) }
      guard next > after, isName(at: next),
        match(KeywordPlaces.questionClauses, at: next) == nil
      else { return (count, after) }
      count += 1
      after = min(next + 1, tokens.count - 1)
    }
  }

  /// Reads the rows a question is about, which may be told by what they are: `rt, rw where not covered`.
  private mutating func parseAskedRows() -> PopulationSyntax {
    guard match(KeywordPlaces.rowSources) == nil, isAtName else { return parsePopulation() }
    let first = index
    let (count, _) = namesAsked
    let name = parseDefinedName()
    var others: [Name] = []
    while others.count + 1 < count, !isRecovering {
      _ = take(.comma)
      _ = take([.or, .and])
      others.append(parseDefinedName())
    }
    let isAre = isAre(at: index)
    if isAre { advance() }
    return parseRest(of: .named(name), alsoNamed: others, isConditionNext: isAre, from: first)
  }

  /// Reads what follows `who`.
  mutating func parseWho() -> StatementSyntax {
    // `who is not covered`: a condition, unless rows are named.
    let before = index > 0 ? tokens[index - 1] : token
    let isOfRows = isAtName && match([.whereCondition, .inThis], at: namesAsked.after) != nil
    let word = source.text(of: Span(file: file, start: Int(before.start), end: Int(before.end))).lowercased()
    guard word == "is" || word == "are", !isOfRows, match(KeywordPlaces.rowSources + [.whereCondition]) == nil
    else { return parseQuestion(.people(parseAskedRows())) }
    let first = index
    let condition = parseExpression()
    return parseQuestion(
      .people(PopulationSyntax(source: .current, condition: condition, span: span(from: first))))
  }

  /// Reads what follows `is` or `is it true that`.
  mutating func parseAsked() -> StatementSyntax {
    if let m = match([.allTargets]) {
      let after = min(index + m.length, tokens.count - 1)
      let n = length(of: .asMet, at: after)
      if n > 0 {
        index = after + n
        return parseQuestion(.met(nil))
      }
    }
    let named =
      length(of: .target, at: index) > 0 && isName(at: min(index + 1, tokens.count - 1)) ? index + 1 : index
    if isName(at: named) {
      let after = min(named + 1, tokens.count - 1)
      for role in [KeywordRole.isEnough, .asMet] {
        let n = length(of: role, at: after)
        guard n > 0, role == .asMet || named == index else { continue }
        let subject = name(at: named)
        index = after + n
        return parseQuestion(role == .isEnough ? .enough(subject) : .met(subject))
      }
    }
    return parseQuestion(.holds(parseExpression()))
  }

  /// Reads how the answer is laid out.
  private mutating func parseQuestion(_ kind: QuestionSyntax.Kind) -> StatementSyntax {
    var layout = QueryLayout()
    var scenario: Name?
    while !isRecovering, !isAtLineEnd {
      let start = index
      _ = take(.comma)
      guard match(KeywordPlaces.questionClauses) != nil, parseLayoutClause(&layout, &scenario) else {
        index = start
        break
      }
    }
    return .question(QuestionSyntax(kind, layout: layout, scenario: scenario))
  }

  // MARK: Suppositions

  /// Reads what follows `suppose`: what is supposed and, after a colon, the action that is answered under it.
  mutating func parseSuppose() -> StatementSyntax {
    var changes: [Supposition] = []
    repeat {
      if let change = parseSupposition() { changes.append(change) }
    } while !isRecovering && take(.comma)
    guard !isRecovering, take(.colon) else { return .suppose(SupposeSyntax(changes: changes, actions: [])) }
    let first = index
    guard statementNesting < Parser.deepestNesting / 4 else {
      report(.nestedTooDeep(limit: Parser.deepestNesting / 4, at: here))
      return .suppose(SupposeSyntax(changes: changes, actions: []))
    }
    guard let m = match(KeywordPlaces.statements) else {
      reportExpected(Bilingual(same: "`\(printed(.howMany))`, `\(printed(.who))`, `\(printed(.show))`"))
      return .suppose(SupposeSyntax(changes: changes, actions: []))
    }
    statementNesting += 1
    defer { statementNesting -= 1 }
    let action = parseStatement(m.role, m.length)
    return .suppose(
      SupposeSyntax(changes: changes, actions: [Statement(action, span: span(from: first))]))
  }

  private mutating func parseSupposition() -> Supposition? {
    let first = index
    if let role = take([.scenarioAsOf, .starting, .nextYear]) {
      switch role {
      case .nextYear: return .nextYear(span(from: first))
      case .starting:
        let day = parseSum()
        return .starting(day, span(from: first))
      default:
        let day = parseSum()
        return .asOf(day, span(from: first))
      }
    }
    let name = parseDefinedName()
    if isRecovering { return nil }
    if let role = take([.lessBy, .moreBy]) {
      let part = parseSum()
      return .scaled(name, isLess: role == .lessBy, by: part, span(from: first))
    }
    if take(.setTo) || take(.equal) {
      let value = parseExpression()
      return .set(name, value, span(from: first))
    }
    return .scenario(name)
  }

  // MARK: Sweep

  /// Reads what follows `sweep`.
  mutating func parseSweep() -> StatementSyntax {
    let name = parseDefinedName()
    let from = take(.findFrom) ? parseSum() : nil
    let to = !isRecovering && take(.findTo) ? parseSum() : nil
    if isAt(.comma), length(of: .stepsOf, at: min(index + 1, tokens.count - 1)) > 0 { advance() }
    let step = !isRecovering && take(.stepsOf) ? parseSum() : nil
    var columns: [ColumnSyntax] = []
    let start = index
    _ = take(.comma)
    if !isRecovering, take(.show) { columns = parseColumns() } else { index = start }
    return .sweep(SweepSyntax(name: name, from: from, to: to, step: step, columns: columns))
  }
}
