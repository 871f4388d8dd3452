import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Returns the body of a rule or function, with the exceptions of its own and those added elsewhere.
  func lowerBody(
    _ body: BodySyntax, _ scope: Scope, declared: CoreType?, _ entry: DefinitionEntry
  ) -> CoreExpression {
    var results = BranchResults(declared: declared)
    let base: CoreExpression
    if let e = body.expression {
      base = branch(check(e, scope, declared.map { .type($0) } ?? .none), &results)
    } else if !body.periods.isEmpty {
      base = lowerPeriods(body.periods, scope, &results, entry)
    } else {
      base = lowerCases(body.cases, body.otherwise, scope, &results, entry)
    }
    var added: [AddedException] = []
    for e in entry.exceptions {
      for x in e.exceptions {
        added.append(AddedException(exception: x, outer: e.outer, authority: e.authority))
      }
    }
    if body.exceptions.isEmpty && added.isEmpty { return retyped(base, results) }
    var used: Set<Int> = []
    var exceptions = body.exceptions.map {
      lowerException($0, scope, &results, under: Authority(), entry, added: added, &used)
    }
    for x in added where x.outer == nil {
      exceptions.append(
        lowerException(x.exception, scope, &results, under: x.authority, entry, added: added, &used))
    }
    for x in added {
      guard let outer = x.outer, !used.contains(outer.span.start) else { continue }
      report(
        .unknownReason(outer.reason, of: entry.name.text, among: reasons(of: exceptions), at: outer.span))
    }
    exceptionsToCheck.append(
      ExceptionsToCheck(name: entry.name, exceptions: exceptions, roster: scope.roster))
    let core = CoreExpression(
      .exceptions(base: base, exceptions), type: results.type, origin: entry.span,
      canBeMissing: results.canBeMissing)
    return retyped(core, results)
  }

  private func retyped(_ core: CoreExpression, _ results: BranchResults) -> CoreExpression {
    CoreExpression(
      core.kind, type: results.type == .unknown ? core.type : results.type, origin: core.origin,
      canBeMissing: results.canBeMissing)
  }

  /// What the results of all branches have in common.
  struct BranchResults {
    let declared: CoreType?
    var type: CoreType
    var first: CoreExpression?
    var canBeMissing = false

    init(declared: CoreType?) {
      self.declared = declared
      type = declared ?? .unknown
    }
  }

  /// Returns `core` as a branch of the same type as the others.
  func branch(_ core: CoreExpression, _ results: inout BranchResults) -> CoreExpression {
    if core.canBeMissing { results.canBeMissing = true }
    if case .constant(.missing) = core.kind, core.type == .unknown {
      return CoreExpression(core.kind, type: results.type, origin: core.origin, canBeMissing: true)
    }
    if core.type == .unknown { return core }
    if let declared = results.declared { return conform(core, to: declared, literalsTakeUnit: false) }
    guard let first = results.first, results.type != .unknown else {
      results.first = core
      results.type = core.type
      return core
    }
    let shown = CoreExpression(first.kind, type: results.type, origin: first.origin)
    guard let (_, mine, type) = alike(shown, core, core.origin) else { return invalid(core.origin) }
    results.type = type
    return mine
  }

  func lowerCases(
    _ whens: [WhenSyntax], _ last: OtherwiseSyntax?, _ scope: Scope, _ results: inout BranchResults,
    _ entry: DefinitionEntry
  ) -> CoreExpression {
    var known = scope
    var cases: [CoreCase] = []
    for w in whens {
      let c = lowerWhen(w, known, &results, under: Authority(), entry)
      cases.append(c)
      known = known.knowing(facts(of: c.condition, holding: false))
    }
    var otherwise: CoreExpression?
    if let o = last {
      if let r = o.result {
        let expectation: Expectation = results.type == .unknown ? .none : .type(results.type)
        otherwise = branch(check(r, known, expectation), &results)
      } else {
        // `otherwise must be decided` is a last case that always holds and has no value.
        let always = CoreExpression(.constant(.truth(true)), type: .truth, origin: o.span)
        cases.append(
          CoreCase(
            condition: always, result: nil, reason: o.reason.map { check($0, known) }, citation: nil,
            origin: o.span))
      }
    } else {
      proveComplete(cases, scope, entry)
    }
    return CoreExpression(
      .cases(cases, otherwise: otherwise), type: results.type, origin: entry.span,
      canBeMissing: results.canBeMissing)
  }

  /// Reports if it can not be shown that one of `cases` always holds.
  private func proveComplete(_ cases: [CoreCase], _ scope: Scope, _ entry: DefinitionEntry) {
    let conditions = cases.map(\.condition)
    if conditions.isEmpty || conditions.contains(where: isBroken) { return }
    let site = cases.last?.origin ?? entry.span
    for day in periods(of: conditions) {
      let space = caseSpace(of: conditions, over: scope.roster, inputs: entry.inputs, on: day)
      let found = space.uncovered()
      if let example = found.examples.first {
        report(
          .casesIncomplete(
            entry.name.text, example: text(ofExample: example, in: space, on: day),
            related: related(in: example, space), at: entry.name.span, last: site))
        return
      }
      if !found.isCertain {
        report(.casesNotProven(entry.name.text, at: entry.name.span, last: site))
        return
      }
    }
  }

  /// `true` iff an error was found in `e`.
  func isBroken(_ e: CoreExpression) -> Bool {
    switch e.kind {
    case .invalid: true
    case .all(let parts), .any(let parts): parts.contains(where: isBroken)
    case .not(let inner): isBroken(inner)
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt,
      .isIn, .aggregate, .call, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
      .negated,
      .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
      .eachMonth,
      .joined:
      false
    }
  }

  func lowerWhen(
    _ w: WhenSyntax, _ scope: Scope, _ results: inout BranchResults, under outer: Authority,
    _ entry: DefinitionEntry
  ) -> CoreCase {
    let test = condition(w.condition, scope)
    let inner = scope.knowing(facts(of: test, holding: true))
    let expectation: Expectation = results.type == .unknown ? .none : .type(results.type)
    let result = w.result.map { branch(check($0, inner, expectation), &results) }
    let authority = Authority(
      citation: w.authority.citation ?? outer.citation,
      isUnverified: w.authority.isUnverified || outer.isUnverified)
    return CoreCase(
      condition: test, result: result, reason: w.reason.map { check($0, inner) },
      citation: authority.citation, doubt: doubt(authority, entry), origin: w.span)
  }

  /// An exception added outside the rule, perhaps to one of its exceptions.
  struct AddedException {
    let exception: ExceptSyntax
    let outer: (reason: String, span: Span)?
    let authority: Authority
  }

  /// Returns an exception, with those of `added` that are exceptions to it; they are noted in `used`.
  func lowerException(
    _ e: ExceptSyntax, _ scope: Scope, _ results: inout BranchResults, under outer: Authority,
    _ entry: DefinitionEntry, added: [AddedException], _ used: inout Set<Int>, depth: Int = 0
  ) -> CoreException {
    let when = lowerWhen(e.when, scope, &results, under: outer, entry)
    let known = scope.knowing(facts(of: when.condition, holding: true))
    let from = e.from.flatMap { constantDate($0, isEnd: false) }
    let to = e.to.flatMap { constantDate($0, isEnd: true) }
    if let a = from, let b = to, a > b, let site = e.from?.span { report(.rangeReversed(at: site)) }
    var inner = e.inner.map {
      lowerException(
        $0, known, &results, under: outer, entry, added: added, &used, depth: depth + 1)
    }
    // An exception whose reason is that of the one it is added to would have itself inside.
    if depth < 20, let reason = e.when.reason.flatMap(constantText) {
      for x in added where x.outer?.reason == reason {
        if let site = x.outer?.span.start { used.insert(site) }
        if x.exception.when.reason.flatMap(constantText) == reason { continue }
        inner.append(
          lowerException(
            x.exception, known, &results, under: x.authority, entry, added: added, &used,
            depth: depth + 1))
      }
    }
    return CoreException(when: when, from: from, to: to, inner: inner)
  }

  private func reasons(of exceptions: [CoreException]) -> [String] {
    exceptions.flatMap { x -> [String] in
      let own: [String]
      if case .constant(.text(let t))? = x.when.reason?.kind { own = [t] } else { own = [] }
      return own + reasons(of: x.inner)
    }
  }

  // MARK: Parameters

  func lowerParameter(_ s: ParameterSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    let (scope, types) = scopeOfInputs(s.inputs)
    var results = BranchResults(declared: s.type.map { fieldType($0, owner: s.name.text).1 })
    var lines: [CoreParameter.Line] = []
    for line in s.lines {
      let from = line.from.flatMap { constantDate($0, isEnd: false) }
      let to = line.to.flatMap { constantDate($0, isEnd: true) }
      if let a = from, let b = to, a > b { report(.rangeReversed(at: line.span)) }
      var value: CoreExpression?
      if let v = line.value {
        let expectation: Expectation = results.type == .unknown ? .none : .type(results.type)
        var core = checkPresent(v, scope, expectation)
        if let declared = results.declared { core = conform(core, to: declared, literalsTakeUnit: true) }
        value = branch(core, &results)
      }
      lines.append(
        CoreParameter.Line(
          from: from, to: to, value: value, citation: line.authority.citation ?? s.authority.citation,
          isUnverified: line.authority.isUnverified || s.authority.isUnverified, origin: line.span))
    }
    if lines.isEmpty { report(.parameterWithoutLines(s.name)) }
    checkPeriods(lines.map { ($0.from, $0.to, $0.origin) }, s.name)
    var used: Set<Int> = []
    let exceptions = s.exceptions.map {
      lowerException($0, scope, &results, under: Authority(), entry, added: [], &used)
    }
    exceptionsToCheck.append(ExceptionsToCheck(name: s.name, exceptions: exceptions, roster: nil))
    lines.sort { ($0.from?.days ?? Int32.min) < ($1.from?.days ?? Int32.min) }
    return definition(
      entry, .parameter(CoreParameter(inputs: types, lines: lines, exceptions: exceptions)), results.type,
      canBeMissing: results.canBeMissing, s.authority)
  }
}
