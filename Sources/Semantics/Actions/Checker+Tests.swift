import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Scenarios

  /// Returns the scenarios of all files.
  func checkScenarios() -> [CoreScenario] {
    var result: [CoreScenario] = []
    for file in files {
      for statement in file.program.statements {
        if case .scenario(let s) = statement.kind, scenarioNames[s.name.text] == s.name.span {
          result.append(lowerScenario(s, statement.span))
        }
      }
    }
    lowerStandingSuppositions(into: &result)
    reportScenarioRings(result)
    return result
  }

  private func lowerScenario(_ s: ScenarioSyntax, _ span: Span) -> CoreScenario {
    var core = CoreScenario(
      name: s.name.text, title: s.title.flatMap(constantText), like: scenario(s.like), changes: [], asOf: nil,
      origin: span)
    var seen: [String: Span] = [:]
    for change in s.changes {
      switch change {
      case .asOf(let e, _): core.asOf = constantDate(e, isEnd: false)
      case .set(let name, let value, let span):
        if let first = seen[name.text] { report(.duplicateName(name, first: first)) }
        seen[name.text] = name.span
        if let c = lowerChange(name, value) { core.changes.append((c.0, c.1, span)) }
      }
    }
    return core
  }

  func lowerChange(_ name: Name, _ value: ExpressionSyntax) -> (DefinitionID, CoreExpression)? {
    var scope = Scope()
    let id: DefinitionID
    if let global = globals[name.text] {
      id = global
    } else {
      let rules = columns.indices.compactMap { i -> DefinitionID? in
        guard i < firstVirtualRoster, case .rule(let d)? = columns[i][name.text] else { return nil }
        return d
      }
      guard let rule = rules.first else {
        var known = Array(globals.keys)
        for i in columns.indices where i < firstVirtualRoster {
          known += columns[i].compactMap { n, c in if case .rule = c { n } else { nil } }
        }
        report(.unknownName(name, among: known))
        return nil
      }
      if rules.count > 1 {
        report(
          .ruleOfSeveralRosters(
            name, rosters: rules.compactMap { entries[$0.index].roster }.map { rosters[$0.index].name }))
      }
      id = rule
    }
    let (type, canBeMissing) = typeOf(id)
    switch entries[id.index].syntax {
    case .letValue, .parameter, .pot: break
    case .budget(let b):
      if let owners = b.owners.flatMap({ rosterNames[$0.text] }) { scope = .row(of: owners) }
    case .rule: if let roster = entries[id.index].roster { scope = .row(of: roster) }
    case .function, .table, .target, .allocation, .ranking:
      report(.changeNotPossible(name))
      return nil
    }
    let core = check(value, scope, .type(type))
    let present = canBeMissing ? core : self.present(core)
    if case .share = type, case .share = core.type { return (id, present) }
    return (id, conform(present, to: type, literalsTakeUnit: false))
  }

  private func reportScenarioRings(_ scenarios: [CoreScenario]) {
    var likes: [String: CoreScenario] = [:]
    for s in scenarios { likes[s.name] = s }
    for s in scenarios {
      var ring = [s.name]
      var at = s.like
      while let name = at, name != s.name, ring.count <= scenarios.count {
        ring.append(name)
        at = likes[name]?.like
      }
      if at == s.name { report(.cycle(ring, at: s.origin, sites: [])) }
    }
  }

  /// Returns the text that `e` spells out.
  func constantText(_ e: ExpressionSyntax) -> String? {
    guard case .text(let parts) = e.kind else { return nil }
    var s = ""
    for p in parts {
      guard case .characters(let c) = p else { return nil }
      s += c
    }
    return s
  }

  // MARK: Tests

  /// Returns the tests of the main file.
  func checkTests() -> [CoreTest] {
    guard let file = mainFile else { return [] }
    return file.program.statements.compactMap { statement in
      guard case .test(let t) = statement.kind else { return nil }
      return lowerTest(t, statement.span)
    }
  }

  private func lowerTest(_ t: TestSyntax, _ span: Span) -> CoreTest {
    let name = constantText(t.name) ?? text(of: t.name.span)
    var base = CoreTest.Case(roster: nil, asOf: nil, scenario: nil, expectations: [], origin: span)
    base.roster = rosterOfTest(t)
    for line in t.lines {
      switch line {
      case .asOf(let e, _): base.asOf = constantDate(e, isEnd: false)
      case .scenario(let n, _): base.scenario = scenario(n)
      case .given(_, let values, _): for (n, v) in values { give(n, v, &base) }
      case .expect, .property, .error: break
      }
    }
    let scope = base.roster.map { Scope.row(of: $0) } ?? Scope()
    var expectations: [CoreTest.Expectation] = []
    for line in t.lines {
      switch line {
      case .asOf, .scenario, .given: break
      case .expect(let e, let reason, let span):
        if case .rule(let n)? = reason { checkReason(n, base.roster) }
        expectations.append(CoreTest.Expectation(.holds(expectation(e, scope), reason: reason), origin: span))
      case .property(let n, let properties, let span):
        guard let id = globals[n.text], case .allocation = entries[id.index].syntax else {
          report(.unknownAllocation(n, among: allocationNames()))
          continue
        }
        expectations.append(
          CoreTest.Expectation(.properties(id, properties.compactMap { lowerProperty($0) }), origin: span))
      case .error(let e, let span):
        if expectations.isEmpty && t.cases == nil { report(.errorOfNothing(at: span)) }
        expectations.append(CoreTest.Expectation(.error(constantText(e) ?? text(of: e.span)), origin: span))
      }
    }
    guard let grid = t.cases else {
      base.expectations = expectations
      return CoreTest(name: name, cases: [base], origin: span)
    }
    let cases = grid.rows.map { lowerCase($0, grid, base, expectations, scope) }
    return CoreTest(name: name, cases: cases, origin: span)
  }

  /// What is expected may be of something that can be missing: `expect coverage is missing`, `expect x is 5`.
  private func expectation(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    if case .comparison(let o, let l, let r) = e.kind, o == .equal || o == .notEqual {
      let left = check(l, scope)
      if left.canBeMissing {
        let value = CoreExpression(left.kind, type: left.type, origin: left.origin)
        let test = equality(value, r, e.span, scope)
        let isPresent = CoreExpression(.isPresent(left), type: .truth, origin: l.span)
        let both = CoreExpression(.all([isPresent, test]), type: .truth, origin: e.span)
        return o == .equal ? both : CoreExpression(.not(both), type: .truth, origin: e.span)
      }
    }
    return condition(e, scope)
  }

  private func rosterOfTest(_ t: TestSyntax) -> RosterID? {
    for case .given(let n, _, _) in t.lines { return roster(named: n) }
    guard let grid = t.cases else { return nil }
    // Without a `given` line: the one roster that has all the columns.
    let names = grid.conditions.compactMap { e in
      if case .name(let n) = e.kind { n.text } else { nil as String? }
    }
    let wanted =
      names.filter { !["source", "sumber"].contains($0) }
      + grid.results.filter { !isErrorColumn($0.name, nil) }.map(\.name.text)
    let found = columns.indices.filter { i in
      i < firstVirtualRoster && wanted.allSatisfy { columns[i][$0] != nil || globals[$0] != nil }
        && wanted.contains { columns[i][$0] != nil }
    }
    if found.count > 1 { report(.testOfSeveralRosters(found.map { rosters[$0].name }, at: t.name.span)) }
    return found.first.map { RosterID($0) }
  }

  /// Adds `name value` to what a case is given.
  private func give(_ name: Name, _ value: ExpressionSyntax, _ test: inout CoreTest.Case) {
    let own = test.roster.flatMap { columns[$0.index][name.text] }
    if let roster = test.roster, let own {
      switch own {
      case .field(let p):
        let type = rosters[roster.index].types[p]
        test.fields.append((p, given(value, type)))
        keepField(roster, p)
      case .rule(let id):
        let (type, _) = typeOf(id)
        test.definitions.append((id, given(value, type)))
      case .table(let id, let column):
        let (type, _) = typeOf(id, column: column)
        test.definitions.append((id, given(value, type)))
      }
      return
    }
    if ["source", "sumber"].contains(name.text) {
      if case .name(let n) = value.kind {
        test.payer = CoreExpression(.constant(.text(n.text)), type: .text, origin: n.span)
      } else {
        test.payer = expectType(check(value, Scope()), .text)
      }
      return
    }
    if let roster = test.roster {
      report(.unknownColumn(name, of: rosters[roster.index].name, among: Array(columns[roster.index].keys)))
    } else {
      report(.unknownName(name, among: Array(globals.keys)))
    }
  }

  private func given(_ value: ExpressionSyntax, _ type: CoreType) -> CoreExpression {
    let core = check(value, Scope(), .type(type))
    if case .constant(.missing) = core.kind {
      return CoreExpression(core.kind, type: type, origin: core.origin, canBeMissing: true)
    }
    if case .share = type { return conform(core, to: .number(.percent), literalsTakeUnit: true) }
    return conform(core, to: type, literalsTakeUnit: true)
  }

  /// What the values of a column are, as far as that is known.
  private func columnType(_ name: Name, _ roster: RosterID?) -> CoreType {
    guard let roster, let column = columns[roster.index][name.text] else { return .text }
    switch column {
    case .field(let p): return rosters[roster.index].types[p]
    case .rule(let id): return typeOf(id).type
    case .table(let id, let column): return typeOf(id, column: column).type
    }
  }

  private func checkReason(_ name: Name, _ roster: RosterID?) {
    if globals[name.text] != nil { return }
    if let r = roster, columns[r.index][name.text] != nil { return }
    if columns.contains(where: { $0[name.text] != nil }) { return }
    var known = Array(globals.keys)
    for names in columns { known += names.filter { if case .field = $0.value { false } else { true } }.keys }
    report(.unknownRule(name, of: roster.map { rosters[$0.index].name } ?? "", among: known))
  }

  private func lowerCase(
    _ row: GridRow, _ grid: GridSyntax, _ base: CoreTest.Case, _ shared: [CoreTest.Expectation],
    _ scope: Scope
  ) -> CoreTest.Case {
    var test = base
    test.origin = row.span
    for (header, cell) in zip(grid.conditions, row.conditions) {
      if case .today = header.kind {
        // A column of days: each case has its own.
        if case .values(let all, isNegated: false) = cell.form, all.count == 1 {
          test.asOf = constantDate(all[0]) ?? test.asOf
        }
        continue
      }
      guard case .name(let n) = header.kind else {
        report(.headerNotAName(at: header.span))
        continue
      }
      let cell = row.span.file == main ? cell : fileCell(cell, of: columnType(n, test.roster))
      switch cell.form {
      case .blank, .any: break
      case .presence(isPresent: false):
        give(n, ExpressionSyntax(.missing, id: NodeID(0), span: cell.span), &test)
      case .values(let all, isNegated: false) where all.count == 1: give(n, all[0], &test)
      case .otherwise, .comparison, .range, .values, .presence, .both, .either, .negated, .mustBeDecided,
        .unclear:
        report(.resultCellNotAValue(at: cell.span))
      }
    }
    var held: [CoreExpression] = []
    let error = expectedError(row, grid, test.roster)
    for (result, cell) in zip(grid.results, row.results) {
      if isErrorColumn(result.name, test.roster) { continue }
      switch cell.form {
      case .blank where error != nil, .any where error != nil:
        // Asking for the value is what draws the error.
        let column = ExpressionSyntax(.name(result.name), id: NodeID(0), span: result.name.span)
        let asked = CoreExpression(.isPresent(check(column, scope)), type: .truth, origin: cell.span)
        test.expectations.append(
          CoreTest.Expectation(.holds(asked, reason: nil), column: result.name.text, origin: cell.span))
        continue
      case .blank, .any: continue
      case .otherwise, .comparison, .range, .values, .presence, .both, .either, .negated, .mustBeDecided,
        .unclear:
        break
      }
      let column = ExpressionSyntax(.name(result.name), id: NodeID(0), span: result.name.span)
      let value = check(column, scope)
      if value.type == .unknown { continue }
      let cell = row.span.file == main ? cell : fileCell(cell, of: value.type)
      var expected: CoreExpression
      if case .values(let all, isNegated: false) = cell.form, all.count == 1, let e = all.first {
        let present = CoreExpression(value.kind, type: value.type, origin: cell.span)
        let type: CoreType = if case .share = value.type { .number(.percent) } else { value.type }
        let right = conform(
          check(e, scope, expectation(of: present)), to: constantNumber(e) == nil ? .unknown : type,
          literalsTakeUnit: true)
        let test = compared(present, .equal, right, cell.span)
        expected = test
        if value.canBeMissing {
          let isPresent = CoreExpression(.isPresent(value), type: .truth, origin: cell.span)
          expected = CoreExpression(.all([isPresent, test]), type: .truth, origin: cell.span)
        }
      } else {
        expected =
          cellTest(value, cell, scope)
          ?? CoreExpression(.constant(.truth(true)), type: .truth, origin: cell.span)
      }
      test.expectations.append(
        CoreTest.Expectation(
          .holds(expected, reason: nil), column: result.name.text, origin: cell.span))
      held.append(expected)
    }
    if let reason = row.reason ?? row.authority.citation {
      // One of the row's results has the reason.
      let all = CoreExpression(.all(held), type: .truth, origin: row.span)
      test.expectations.append(CoreTest.Expectation(.because(all, .text(reason)), origin: row.span))
    }
    test.expectations += shared
    if let error {
      test.expectations.append(CoreTest.Expectation(.error(error.text), origin: error.span))
    }
    if test.expectations.isEmpty { report(.testExpectsNothing(at: row.span)) }
    return test
  }

  /// Whether a column of cases holds the errors that are expected.
  private func isErrorColumn(_ name: Name, _ roster: RosterID?) -> Bool {
    guard Language.allCases.contains(where: { KeywordRole.expectError.wording.printed(in: $0) == name.text })
    else { return false }
    return globals[name.text] == nil && roster.map { columns[$0.index][name.text] == nil } ?? true
  }

  /// Returns the error that a case expects, if it expects one.
  private func expectedError(
    _ row: GridRow, _ grid: GridSyntax, _ roster: RosterID?
  ) -> (text: String, span: Span)? {
    for (result, cell) in zip(grid.results, row.results) where isErrorColumn(result.name, roster) {
      switch cell.form {
      case .blank, .any: return nil
      case .values(let all, isNegated: false) where all.count == 1:
        if let words = constantText(all[0]) { return (words, cell.span) }
        return (text(of: cell.span), cell.span)
      case .otherwise, .comparison, .range, .values, .presence, .both, .either, .negated, .mustBeDecided,
        .unclear:
        report(.resultCellNotAValue(at: cell.span))
        return nil
      }
    }
    return nil
  }

  private func allocationNames() -> [String] {
    entries.compactMap { e in if case .allocation = e.syntax { e.name.text } else { nil } }
  }

  private func lowerProperty(_ p: AllocationProperty) -> CoreProperty? {
    switch p {
    case .conserved: return .conserved
    case .orderIndependent: return .orderIndependent
    case .monotone(let name, let from, let to, let step):
      guard let id = globals[name.text] else {
        report(.unknownName(name, among: Array(globals.keys)))
        return nil
      }
      let (type, _) = typeOf(id)
      func bound(_ e: ExpressionSyntax?) -> CoreExpression? {
        e.map { conform(number($0, Scope()), to: type, literalsTakeUnit: true) }
      }
      return .monotone(id, from: bound(from), to: bound(to), step: bound(step))
    }
  }
}
