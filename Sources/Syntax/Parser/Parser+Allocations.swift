import Diagnostics

extension Parser {

  // MARK: Orders

  /// Reads `decile, age descending, nik`.
  mutating func parseOrder() -> [OrderSyntax] {
    var order = [parseOrderKey()]
    while isAt(.comma), !isRecovering {
      let start = index
      advance()
      if isAtLineEnd
        || match(KeywordPlaces.layout + [.thenNext] + KeywordPlaces.allocationClauses) != nil
          && !isOrderKeyAhead
      {
        index = start
        break
      }
      order.append(parseOrderKey())
    }
    return order
  }

  /// Whether the word here is the name of a key though a clause can begin with it: a comma, an end or what only
  /// continues a value follows.
  private var isOrderKeyAhead: Bool {
    let next = token(after: 1)
    return [.comma, .dot, .plus, .times, .divide].contains(next.mark) || next.kind == .newline
      || next.kind == .endOfFile
      || match(KeywordPlaces.directions, at: min(index + 1, tokens.count - 1)) != nil
  }

  private mutating func parseOrderKey() -> OrderSyntax {
    let value = parseExpression()
    var direction: OrderSyntax.Direction?
    if let m = match(KeywordPlaces.directions) {
      switch m.role {
      case .descending: direction = .descending
      case .ascending: direction = .ascending
      case .rowsFirst:
        // `sorted by count first 10`: a number makes it the clause.
        if token(after: m.length).kind != .number { direction = .first }
      default: direction = .last
      }
      if direction != nil { advance(m.length) }
    }
    return OrderSyntax(value, direction: direction)
  }

  // MARK: Targets

  mutating func parseTarget(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    let nameSpan = span(from: first)
    var parts = AuthorityParts()
    var population: PopulationSyntax?
    var level: ExpressionSyntax?
    var condition: ExpressionSyntax?
    var group: ExpressionSyntax?
    var levels: [(member: ExpressionSyntax?, level: ExpressionSyntax)] = []
    var deadline: ExpressionSyntax?
    var baseline: (value: ExpressionSyntax, date: ExpressionSyntax)?
    var cost: ExpressionSyntax?
    var order: [OrderSyntax] = []
    var isEmpty = true
    parseClauses(
      of: .target, from: first, clauses: KeywordPlaces.targetClauses, needed: .targetOf,
      needsBlock: { isEmpty }
    ) {
      p in
      if group != nil, p.isAtLevelLine {
        let member = p.take(.otherwise) ? nil : p.parseSum()
        p.expect(.colon, ":")
        levels.append((member, p.parseSum()))
        return true
      }
      guard let m = p.match(KeywordPlaces.targetClauses) else { return false }
      isEmpty = false
      if m.role == .under || m.role == .unverified { return p.parseAuthority(into: &parts) }
      p.advance(m.length)
      switch m.role {
      case .targetOf:
        p.once(m.role, population != nil)
        population = p.parsePopulation()
      case .reach:
        p.once(m.role, condition != nil)
        (level, condition) = p.parseReach()
      case .inEach:
        p.once(m.role, group != nil)
        group = p.parseSum()
      case .deadline:
        p.once(m.role, deadline != nil)
        deadline = p.parseSum()
      case .baseline:
        p.once(m.role, baseline != nil)
        let value = p.parseSum()
        p.expect(.measuredOn)
        baseline = (value, p.parseSum())
      case .cost:
        p.once(m.role, cost != nil)
        cost = p.parseQualified(periods: true)
      default:
        p.once(m.role, !order.isEmpty)
        order = p.parseOrder()
      }
      return true
    }
    return .target(
      TargetSyntax(
        name: n, authority: parts.authority, population: population, level: level, condition: condition,
        group: group, levels: levels, deadline: deadline, baseline: baseline, cost: cost, order: order,
        span: nameSpan))
  }

  /// Whether `bpd : 82%` stands here.
  private var isAtLevelLine: Bool {
    if token.kind == .word || token.kind == .quotedName || token.kind == .text {
      if token(after: 1).mark == .colon { return true }
      let n = length(of: .otherwise, at: index)
      return n > 0 && token(after: n).mark == .colon
    }
    return false
  }

  /// Reads `95% covered`, or `covered` alone where the levels follow by group.
  private mutating func parseReach() -> (level: ExpressionSyntax?, condition: ExpressionSyntax?) {
    if token.kind == .percent, length(of: .percentOf, at: min(index + 1, tokens.count - 1)) == 0 {
      let level = parsePercent()
      return (level, isAtLineEnd ? nil : parseExpression())
    }
    let value = parseExpression()
    // `reach minimum covered`: a named level, then the condition.
    if !isRecovering, startsOperand(at: index), match(KeywordPlaces.targetClauses) == nil {
      return (value, parseExpression())
    }
    return (nil, value)
  }

  // MARK: Budgets

  mutating func parseBudget(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    let owners = take(.inEachOf) ? parseName() : nil
    expect(.equal, "=")
    let amount = isRecovering ? makeInvalid() : parseQualified(periods: false)
    var kind: Name?
    var clauses: [BudgetClause] = []
    parseClauses(of: .budget, from: first, clauses: KeywordPlaces.budgetClauses) { p in
      guard let m = p.match(KeywordPlaces.budgetClauses) else { return false }
      let start = p.index
      p.advance(m.length)
      switch m.role {
      case .spentOn: clauses.append(.spentOn(p.parsePopulation()))
      case .under: if let t = p.parsePlainText() { clauses.append(.under(t.text, p.span(from: start))) }
      case .reserve:
        let share = p.parseQualified(periods: false)
        clauses.append(.reserve(share, p.span(from: start)))
      case .validFrom:
        let from = p.parseSum()
        p.expect(.periodTo)
        let to = p.parseSum()
        clauses.append(.valid(from: from, to: to, p.span(from: start)))
      case .carriedOver: clauses.append(.carriedOver(p.span(from: start)))
      default:
        p.once(m.role, kind != nil)
        kind = p.parseName()
      }
      return true
    }
    return .budget(BudgetSyntax(name: n, owners: owners, amount: amount, kind: kind, clauses: clauses))
  }

  mutating func parseSplit(from first: Int) -> StatementSyntax {
    let budget = parseDefinedName()
    expect(.splitInto)
    var parts = AuthorityParts()
    var pots: [(name: Name, value: ExpressionSyntax)] = []
    parseClauses(of: .split, from: first, clauses: KeywordPlaces.authority, needsBlock: { pots.isEmpty }) {
      p in
      if p.token.kind == .word || p.token.kind == .quotedName, p.token(after: 1).mark == .equal {
        let n = p.parseDefinedName()
        if p.isRecovering { return true }
        p.advance()
        pots.append((n, p.parseQualified(periods: false)))
        return true
      }
      return p.parseAuthority(into: &parts)
    }
    return .split(SplitSyntax(budget: budget, authority: parts.authority, pots: pots))
  }

  // MARK: Allocations

  mutating func parseAllocation(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    var parts = AuthorityParts()
    var clauses: [AllocationClause] = []
    parseClauses(
      of: .allocate, from: first, clauses: KeywordPlaces.allocationClauses, needed: .allocateFrom,
      needsBlock: { clauses.isEmpty }
    ) { p in
      guard let m = p.match(KeywordPlaces.allocationClauses) else { return false }
      if m.role == .under || m.role == .unverified { return p.parseAuthority(into: &parts) }
      if let clause = p.parseAllocationClause(m.role, m.length) { clauses.append(clause) }
      return true
    }
    return .allocation(AllocationSyntax(name: n, authority: parts.authority, clauses: clauses))
  }

  private mutating func parseAllocationClause(_ role: KeywordRole, _ length: Int) -> AllocationClause? {
    let first = index
    advance(length)
    func whole(_ p: Parser) -> Span { p.span(from: first) }
    switch role {
    case .allocateFrom:
      let purses = parsePurses()
      return .from(purses, whole(self))
    case .allocateTo: return .to(parsePopulation())
    case .pay:
      let e = parseQualified(periods: true)
      return .pay(e, whole(self))
    case .inOrderOf:
      let order = parseOrder()
      return .order(order, whole(self))
    case .proportion:
      let e = parseQualified(periods: true)
      return .proportion(e, whole(self))
    case .equally: return .equally(whole(self))
    case .inParts: return parseParts(from: first)
    case .settleClaims: return parseClaims(from: first)
    case .atLeast, .atMost: return parseBound(isLeast: role == .atLeast, from: first)
    case .multiples:
      let e = parseSum()
      return .multiples(e, whole(self))
    case .remainderBy:
      guard let method = take(KeywordPlaces.remainders) else {
        reportUnknownMethod()
        return nil
      }
      return .remainder(Parser.remainder(method), whole(self))
    case .tiesBy:
      let order = parseOrder()
      return .ties(order, whole(self))
    case .leftoverTo: return parseName().map { .leftover($0, whole(self)) }
    case .mayBeSplit: return .mayBeSplit(whole(self))
    case .skipAndGoOn: return .skipAndGoOn(whole(self))
    case .allOrNone:
      let e = parseSum()
      return .allOrNone(e, whole(self))
    case .keepingThoseIn: return parseKeeping(from: first)
    case .asFarAsTarget: return parseName().map { .asFarAs($0, whole(self)) }
    default:
      // `maximise count`: of all recipients.
      let isAllCounted = isInColumn
      let n = self.length(of: .count, at: index)
      if n > 0 {
        let next = token(after: n)
        isInColumn = next.kind == .newline || next.kind == .endOfFile || next.mark == .comma
      }
      let e = parseQualified(periods: true)
      isInColumn = isAllCounted
      return .optimise(maximise: role == .maximise, e, whole(self))
    }
  }

  /// Says which methods there are, those whose names differ by country by both.
  private mutating func reportUnknownMethod() {
    let methods = KeywordPlaces.remainders.map { role in
      switch role {
      case .webster: "`\(printed(role))` (`sainte lague`)"
      case .jefferson: "`\(printed(role))` (`d hondt`)"
      default: "`\(printed(role))`"
      }
    }.joined(separator: ", ")
    reportExpected(Bilingual(en: "a method (\(methods))", id: "cara (\(methods))"))
  }

  private static func remainder(_ role: KeywordRole) -> RemainderSyntax {
    switch role {
    case .droop: .droop
    case .webster: .webster
    case .jefferson: .jefferson
    case .adams: .adams
    case .huntingtonHill: .huntingtonHill
    case .dean: .dean
    default: .largestRemainder
    }
  }

  /// Reads `dbhcht, then shares of village.regency`.
  private mutating func parsePurses() -> [PurseSyntax] {
    var purses: [PurseSyntax] = []
    while true {
      guard let n = parseName() else { break }
      purses.append(PurseSyntax(name: n, owner: take(.purseOf) ? parseSum() : nil))
      let start = index
      let hadComma = take(.comma)
      if take(.thenNext) { continue }
      guard hadComma, isAtName, match(KeywordPlaces.allocationClauses) == nil else {
        index = start
        break
      }
    }
    return purses
  }

  /// Reads `at most 6% of apbd`, `at most 50 in each village`, `at most 30% of dbhcht where …` after its first words.
  private mutating func parseBound(isLeast: Bool, from first: Int) -> AllocationClause? {
    let e = parseQualified(periods: false)
    if take(.inEach) {
      let group = parseSum()
      return .groupQuota(atLeast: isLeast, e, group: group, span(from: first))
    }
    var share = e
    var purse: Name?
    if case .percentOf(let part, let whole) = e.kind, case .name(let n) = whole.kind {
      share = part
      purse = n
    } else if isAt(.quotaOf) {
      _ = take(.quotaOf)
      purse = parseName()
    }
    if let purse, take(.whereCondition) {
      let condition = parseExpression()
      return .purseQuota(atLeast: isLeast, share, purse: purse, condition: condition, span(from: first))
    }
    return isLeast ? .atLeast(e, span(from: first)) : .atMost(e, span(from: first))
  }

  // MARK: Rankings

  mutating func parseRanking(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    var parts = AuthorityParts()
    var population: PopulationSyntax?
    var score: [(weight: ExpressionSyntax, value: ExpressionSyntax)] = []
    var ties: [OrderSyntax] = []
    var isShared = false
    var isEmpty = true
    var top: ExpressionSyntax?
    var group: ExpressionSyntax?
    parseClauses(
      of: .ranking, from: first, clauses: KeywordPlaces.rankingClauses, needed: .rankingOf,
      needsBlock: { isEmpty }
    ) { p in
      guard let m = p.match(KeywordPlaces.rankingClauses) else { return false }
      isEmpty = false
      if m.role == .under || m.role == .unverified { return p.parseAuthority(into: &parts) }
      switch m.role {
      case .rankingOf:
        p.advance(m.length)
        p.once(m.role, population != nil)
        population = p.parsePopulation()
      case .score:
        p.advance(m.length)
        p.once(m.role, !score.isEmpty)
        repeat {
          let weight = p.token.kind == .percent ? p.parsePercent() : p.parsePrimary()
          score.append((weight, p.parseQualified(periods: false)))
        } while !p.isRecovering && (p.take(.comma) || p.take(.plus))
      case .tiesBy:
        p.advance(m.length)
        p.once(m.role, !ties.isEmpty || isShared)
        (ties, isShared) = p.parseRankingTies()
      case .top:
        p.once(m.role, top != nil)
        top = p.parseHoleNumber(.top)
      default:
        p.advance(m.length)
        p.once(m.role, group != nil)
        group = p.parseSum()
      }
      return true
    }
    return .ranking(
      RankingSyntax(
        name: n, authority: parts.authority, population: population, score: score, ties: ties,
        isShared: isShared, top: top, group: group))
  }

  /// Reads `coverage, then people, then shared`.
  private mutating func parseRankingTies() -> (ties: [OrderSyntax], isShared: Bool) {
    var ties: [OrderSyntax] = []
    while !isRecovering {
      if take(.shared) { return (ties, true) }
      ties += parseOrder()
      let start = index
      _ = take(.comma)
      if take(.thenNext) { continue }
      index = start
      break
    }
    return (ties, false)
  }

  /// Reads the phrase of `role`, whose hole is a number: `first 10`, `10 pertama`.
  mutating func parseHoleNumber(_ role: KeywordRole) -> ExpressionSyntax {
    for p in vocabulary.phrases(of: role) where p.hasHole {
      if p.prefix.isEmpty {
        guard token.kind == .number, index + 1 < tokens.count, length(of: p.suffix, at: index + 1) > 0 else {
          continue
        }
        let e = parsePlainNumber()
        advance(p.suffix.count)
        return e
      }
      let n = length(of: p.prefix, at: index)
      guard n > 0 else { continue }
      advance(n)
      guard token.kind == .number else {
        if isAtName {
          let e = parsePrimary()
          if !p.suffix.isEmpty { expectSuffix(of: role) }
          return e
        }
        reportExpected(Bilingual(en: "a number", id: "sebuah bilangan"))
        return makeInvalid()
      }
      let e = parsePlainNumber()
      if !p.suffix.isEmpty { expectSuffix(of: role) }
      return e
    }
    return makeInvalid()
  }
}
