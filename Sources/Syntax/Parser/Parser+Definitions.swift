import Diagnostics

extension Parser {

  /// Reads the statement whose first words, `length` tokens long, are those of `role`.
  mutating func parseStatement(_ role: KeywordRole, _ length: Int) -> StatementSyntax {
    let first = index
    advance(length)
    switch role {
    case .use: return parseUse()
    case .asOf: return .asOf(parseSum())
    case .roster: return parseRoster(from: first)
    case .kind: return parseKind(from: first)
    case .match: return parseMatch(from: first)
    case .group: return parseGroup(from: first)
    case .letValue:
      let n = parseDefinedName()
      expect(.equal, "=")
      return .letValue(LetSyntax(name: n, value: parseExpression()))
    case .parameter: return parseParameter(from: first)
    case .function: return parseFunction(from: first)
    case .rule: return parseRule(from: first)
    case .exceptionTo: return parseException(from: first)
    case .table: return parseTable(from: first)
    case .target: return parseTarget(from: first)
    case .budget: return parseBudget(from: first)
    case .split: return parseSplit(from: first)
    case .allocate: return parseAllocation(from: first)
    case .ranking: return parseRanking(from: first)
    case .scenario: return parseScenario(from: first)
    case .test: return parseTest(from: first)
    case .show: return parseShow(from: first)
    case .chart: return parseChart(from: first)
    case .export: return parseExport(from: first)
    case .report: return parseReport(from: first)
    case .compare: return parseCompare(from: first)
    case .findLeast, .findGreatest: return parseFind(from: first)
    case .why: return parseWhy(isNegated: false)
    case .whyNot: return parseWhy(isNegated: true)
    case .whyDiffers: return parseWhyDiffers()
    case .check: return parseCheck()
    case .warnWhen: return parseWarning()
    case .forEach: return parseForEach(from: first)
    case .howMany: return parseHowMany()
    case .who: return parseWho()
    case .ask: return parseAsked()
    case .suppose: return parseSuppose()
    case .backToPlan: return .backToPlan
    case .keepAs: return .keepAs(parseDefinedName())
    case .sweep: return parseSweep()
    default: return .invalid
    }
  }

  private mutating func parseUse() -> StatementSyntax {
    if token.kind == .text, let t = parsePlainText() { return .use(UseSyntax(.file(t.text, t.span))) }
    return .use(UseSyntax(.library(parseDottedNames())))
  }

  // MARK: Authority

  /// What stands behind a number, as it is gathered.
  struct AuthorityParts {
    var citation: String?
    var isUnverified = false

    var authority: Authority { Authority(citation: citation, isUnverified: isUnverified) }
  }

  /// Reads `under "…"` or `unverified` into `parts`, and returns whether one stood here.
  mutating func parseAuthority(into parts: inout AuthorityParts) -> Bool {
    if take(.under) {
      once(.under, parts.citation != nil)
      if let t = parsePlainText() { parts.citation = t.text }
      return true
    }
    if take(.unverified) {
      parts.isUnverified = true
      return true
    }
    return false
  }

  /// Reads all of `under "…"` and `unverified` that stand here.
  mutating func parseAuthorities(into parts: inout AuthorityParts) {
    while true {
      let start = index
      if token.mark == .comma, match(KeywordPlaces.authority, at: index + 1) != nil { advance() }
      if !parseAuthority(into: &parts) {
        index = start
        return
      }
    }
  }

  // MARK: Parameters and functions

  /// Reads `(wage: money per month, class: text)` if it stands here.
  private mutating func parseInputs() -> [FunctionInput] {
    let open = here
    guard take(.openParenthesis) else { return [] }
    var inputs: [FunctionInput] = []
    while !isAt(.closeParenthesis) && !isRecovering {
      let n = parseDefinedName()
      expect(.colon, ":")
      inputs.append(FunctionInput(name: n, type: parseType()))
      if !take(.comma) { break }
    }
    if !take(.closeParenthesis) {
      if isAtEnd { reachedEnd = true }
      report(.unclosedParenthesis(at: open, found: here))
    }
    return inputs
  }

  /// Reads a value, or `must be decided`, which is `nil`.
  private mutating func parseDecidedValue() -> ExpressionSyntax? {
    take(.mustBeDecided) ? nil : parseExpression()
  }

  private mutating func parseParameter(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    let inputs = parseInputs()
    let type = take(.colon) ? parseType() : nil
    var parts = AuthorityParts()
    var lines: [ParameterLine] = []
    var exceptions: [ExceptSyntax] = []
    parseAuthorities(into: &parts)
    if isAt(.equal) || isAt(.mustBeDecided) {
      let start = index
      _ = take(.equal)
      let value = parseDecidedValue()
      parseAuthorities(into: &parts)
      lines.append(
        ParameterLine(from: nil, to: nil, value: value, authority: Authority(), span: span(from: start)))
    }
    parseClauses(
      of: .parameter, from: first, clauses: KeywordPlaces.parameterLines, needed: .periodFrom,
      needsBlock: { lines.isEmpty }
    ) { p in
      if p.isAt(.exceptWhen) {
        exceptions.append(p.parseExcept())
        return true
      }
      if p.isAt(.periodFrom) {
        lines.append(p.parseParameterLine())
        return true
      }
      return p.parseAuthority(into: &parts)
    }
    return .parameter(
      ParameterSyntax(
        name: n, inputs: inputs, type: type, authority: parts.authority, lines: lines, exceptions: exceptions)
    )
  }

  private mutating func parseParameterLine() -> ParameterLine {
    let first = index
    _ = take(.periodFrom)
    let from = parseSum()
    let to = take(.periodTo) ? parseSum() : nil
    if !isAt(.mustBeDecided) { expect(.equal, "=") }
    let value = isRecovering ? makeInvalid() : parseDecidedValue()
    var parts = AuthorityParts()
    parseAuthorities(into: &parts)
    return ParameterLine(
      from: from, to: to, value: value, authority: parts.authority, span: span(from: first))
  }

  private mutating func parseFunction(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    let inputs = parseInputs()
    let type = take(.colon) ? parseType() : nil
    var parts = AuthorityParts()
    parseAuthorities(into: &parts)
    let body = parseBody(of: .function, name: n, from: first, &parts)
    return .function(
      FunctionSyntax(name: n, inputs: inputs, type: type, authority: parts.authority, body: body))
  }

  // MARK: Rules

  private mutating func parseRule(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    expect(.forRoster)
    let roster = parseDefinedName()
    let type = take(.colon) ? parseType() : nil
    var parts = AuthorityParts()
    parseAuthorities(into: &parts)
    let body = parseBody(of: .rule, name: n, from: first, &parts)
    return .rule(RuleSyntax(name: n, roster: roster, type: type, authority: parts.authority, body: body))
  }

  /// Reads `= EXPRESSION` or `when … then …` lines, and exceptions.
  private mutating func parseBody(
    of role: KeywordRole, name: Name, from first: Int, _ parts: inout AuthorityParts
  ) -> BodySyntax {
    var expression: ExpressionSyntax?
    var cases: [WhenSyntax] = []
    var otherwise: OtherwiseSyntax?
    var periods: [PeriodSyntax] = []
    var exceptions: [ExceptSyntax] = []
    if take(.equal) {
      expression = parseExpression()
      parseAuthorities(into: &parts)
    }
    var gathered = parts
    parseClauses(
      of: role, from: first, clauses: KeywordPlaces.bodyLines, needed: .when,
      needsBlock: { expression == nil && cases.isEmpty && otherwise == nil && periods.isEmpty }
    ) { p in
      if p.isAt(.exceptWhen) {
        exceptions.append(p.parseExcept())
      } else if p.isAt(.periodFrom), expression == nil, cases.isEmpty, otherwise == nil {
        periods.append(p.parsePeriodLine())
      } else if p.isAt(.when) {
        let when = p.parseCase(.when)
        if let last = periods.indices.last {
          periods[last].cases.append(when)
        } else {
          cases.append(when)
        }
      } else if p.isAt(.otherwise) {
        let start = p.index
        _ = p.take(.otherwise)
        p.once(.otherwise, (periods.last?.otherwise ?? otherwise) != nil)
        let result = p.parseDecidedValue()
        let reason = p.take(.because) ? p.parsePrimary() : nil
        let last = OtherwiseSyntax(result: result, reason: reason, span: p.span(from: start))
        if let period = periods.indices.last {
          periods[period].otherwise = last
        } else {
          otherwise = last
        }
      } else {
        return p.parseAuthority(into: &gathered)
      }
      return true
    }
    parts = gathered
    return BodySyntax(
      expression: expression, cases: cases, otherwise: otherwise, periods: periods, exceptions: exceptions)
  }

  /// Reads `from D to D = X`, or the same without `= X`, whose cases follow.
  private mutating func parsePeriodLine() -> PeriodSyntax {
    let first = index
    _ = take(.periodFrom)
    let from = parseSum()
    let to = take(.periodTo) ? parseSum() : nil
    var value: ExpressionSyntax?
    var mustBeDecided = false
    if isAt(.equal) || isAt(.mustBeDecided) {
      _ = take(.equal)
      value = isRecovering ? makeInvalid() : parseDecidedValue()
      mustBeDecided = value == nil
    }
    var parts = AuthorityParts()
    parseAuthorities(into: &parts)
    return PeriodSyntax(
      from: from, to: to, expression: value, mustBeDecided: mustBeDecided, authority: parts.authority,
      span: span(from: first))
  }

  /// Reads `when C then X because "…" under "…"`, whose first words are those of `role`.
  private mutating func parseCase(_ role: KeywordRole) -> WhenSyntax {
    let first = index
    _ = take(role)
    let condition = parseExpression()
    var result: ExpressionSyntax?
    if expect(.then) {
      result = parseDecidedValue()
    } else {
      result = makeInvalid()
    }
    var reason: ExpressionSyntax?
    var parts = AuthorityParts()
    while true {
      if take(.because) {
        once(.because, reason != nil)
        reason = parsePrimary()
      } else if !parseAuthority(into: &parts) {
        break
      }
    }
    return WhenSyntax(
      condition: condition, result: result, reason: reason, authority: parts.authority,
      span: span(from: first))
  }

  /// Reads `except when C then X because "…"`, exceptions to it, and its `end`.
  mutating func parseExcept() -> ExceptSyntax {
    nested({ p in
      let e = p.makeInvalid()
      return ExceptSyntax(
        when: WhenSyntax(condition: e, result: e, reason: nil, authority: Authority(), span: e.span),
        from: nil,
        to: nil, inner: [], span: e.span)
    }) { p in
      let first = p.index
      let when = p.parseCase(.exceptWhen)
      return p.parseExceptBlock(when, from: first, isClosed: true)
    }
  }

  /// Reads what follows the case of an exception: its period, exceptions to it, and its `end` if it is closed.
  private mutating func parseExceptBlock(_ when: WhenSyntax, from first: Int, isClosed: Bool) -> ExceptSyntax
  {
    var period: (from: ExpressionSyntax, to: ExpressionSyntax?)?
    var inner: [ExceptSyntax] = []
    parseClauses(
      of: .exceptWhen, from: first, clauses: [.exceptWhen, .periodFrom], needsBlock: { isClosed }
    ) { p in
      if p.isAt(.exceptWhen) {
        inner.append(p.parseExcept())
        return true
      }
      guard p.take(.periodFrom) else { return false }
      let from = p.parseSum()
      period = (from, p.take(.periodTo) ? p.parseSum() : nil)
      return true
    }
    return ExceptSyntax(when: when, from: period?.from, to: period?.to, inner: inner, span: span(from: first))
  }

  private mutating func parseException(from first: Int) -> StatementSyntax {
    var outer: (reason: String, span: Span)?
    if token.kind == .text, let t = parsePlainText() {
      outer = (t.text, t.span)
      expect(.exceptionOf)
    }
    let rule = parseDefinedName()
    expect(.forRoster)
    let roster = parseDefinedName()
    var parts = AuthorityParts()
    parseAuthorities(into: &parts)
    var gathered = parts
    var exceptions: [ExceptSyntax] = []
    parseClauses(
      of: .exceptionTo, from: first, clauses: [.when, .exceptWhen, .periodFrom, .under, .unverified],
      needed: .when,
      needsBlock: { exceptions.isEmpty }
    ) { p in
      let start = p.index
      if p.isAt(.when) {
        let when = p.parseCase(.when)
        exceptions.append(ExceptSyntax(when: when, from: nil, to: nil, inner: [], span: when.span))
      } else if p.isAt(.exceptWhen) {
        // An exception to the case above it.
        let inner = p.parseExcept()
        guard let last = exceptions.popLast() else {
          exceptions.append(inner)
          return true
        }
        exceptions.append(
          ExceptSyntax(
            when: last.when, from: last.from, to: last.to, inner: last.inner + [inner],
            span: last.span.joined(with: inner.span)))
      } else if !exceptions.isEmpty, p.take(.periodFrom) {
        let from = p.parseSum()
        let to = p.take(.periodTo) ? p.parseSum() : nil
        let last = exceptions.removeLast()
        exceptions.append(
          ExceptSyntax(
            when: last.when, from: from, to: to, inner: last.inner,
            span: last.span.joined(with: p.span(from: start))))
      } else {
        return p.parseAuthority(into: &gathered)
      }
      return true
    }
    return .exception(
      ExceptionSyntax(
        outer: outer, rule: rule, roster: roster, authority: gathered.authority, exceptions: exceptions))
  }
}
