import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Returns the actions of the main file, in order.
  func checkActions() -> [CoreAction] {
    guard let file = mainFile else { return [] }
    return file.program.statements.compactMap { statement in
      let under = supposed
      guard let action = lowerAction(statement, Scope()) else { return nil }
      if case .changeTo = action.kind { return action }
      return under.map { CoreAction(.under($0, [action], isQuestion: false), origin: action.origin) }
        ?? action
    }
  }

  func lowerActions(_ statements: [Statement], _ scope: Scope) -> [CoreAction] {
    statements.compactMap { lowerAction($0, scope) }
  }

  /// Returns those of `statements` that may stand inside another, and reports the others.
  func actions(in statements: [Statement]) -> [Statement] {
    statements.filter { inner in
      if isAction(inner.kind) { return true }
      report(.definitionInside(at: inner.span))
      return false
    }
  }

  private func lowerAction(_ statement: Statement, _ scope: Scope) -> CoreAction? {
    let span = statement.span
    switch statement.kind {
    case .show(let s): return lowerShow(s, scope, span)
    case .chart(let s):
      guard let query = lowerChart(s, scope) else { return nil }
      return CoreAction(
        .chart(query, file: s.file.map { fileName($0, scope) }, scenario: scenario(s.scenario)), origin: span)
    case .export(let s): return lowerExport(s, scope, span)
    case .report(let s):
      let inner = actions(in: s.statements)
      return CoreAction(
        .report(
          CoreReport(
            file: fileName(s.file, scope), title: s.title.map { check($0, scope) },
            recipient: s.recipient.map { check($0, scope) }, notes: s.notes.map { check($0, scope) },
            signatory: s.signatory.map { check($0, scope) }, actions: lowerActions(inner, scope))),
        origin: span)
    case .compare(let s):
      var names: [String?] = []
      for name in s.scenarios.map({ reference($0) }) where !names.contains(name) { names.append(name) }
      if s.isOfAll {
        names += scenarios.filter { !$0.isSupposition && $0.part == nil }.map { $0.name }
        if names.count == 1 { report(.nothingToCompare(at: span)) }
      }
      if s.columns.isEmpty { addParts(of: names, among: scenarios) }
      return CoreAction(.compare(names, columns: s.columns.map { lowerColumn($0, scope) }), origin: span)
    case .find(let s): return lowerFind(s, scope, span)
    case .why(let s): return lowerWhy(s, scope, span)
    case .check(let s):
      return CoreAction(
        .check(
          condition(s.condition, scope), message: s.message.map { check($0, scope) }, warns: s.warns),
        origin: span)
    case .forEach(let s):
      guard let (population, row) = lowerPopulation(s.population, scope) else { return nil }
      var inner = row
      inner.variables[s.name.text] = inner.rows.count - 1
      inner.hasRow = false
      let body = lowerActions(actions(in: s.statements), inner)
      return CoreAction(.forEach(s.name.text, population, body), origin: span)
    case .question(let q): return lowerQuestion(q, scope, span)
    case .suppose(let s): return lowerSuppose(s, scope, span)
    case .backToPlan:
      guard let (before, after) = standing[span] else { return nil }
      supposed = after
      return CoreAction(.changeTo(after, from: before), origin: span)
    case .sweep(let s): return lowerSweep(s, scope, span)
    case .keepAs, .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule,
      .exception,
      .table,
      .target, .budget, .split, .allocation, .ranking, .scenario, .test, .invalid:
      return nil
    }
  }

  private func isAction(_ kind: StatementSyntax) -> Bool {
    switch kind {
    case .show, .chart, .export, .report, .compare, .find, .why, .check, .forEach, .question, .sweep,
      .invalid:
      true
    case .suppose(let s): !s.actions.isEmpty
    case .backToPlan, .keepAs, .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function,
      .rule, .exception,
      .table,
      .target, .budget, .split, .allocation, .ranking, .scenario, .test:
      false
    }
  }

  /// Returns the name of a scenario that exists, or reports that it does not.
  func scenario(_ name: Name?) -> String? {
    guard let name else { return nil }
    if scenarioNames[name.text] == nil {
      report(.unknownScenario(name, among: scenarioNames.keys + ["base"]))
    }
    return name.text
  }

  /// Returns the name of the scenario that `plan` names; `nil` for the plan itself.
  private func reference(_ plan: ScenarioReference) -> String? {
    switch plan {
    case .base: nil
    case .named(let name): scenario(name)
    }
  }

  // MARK: show

  private func lowerShow(_ s: ShowSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    let scenario = scenario(s.scenario)
    switch s.subject {
    case .allTargets:
      reportIdleClauses(
        of: s.layout, allowed: [], Bilingual(en: "the list of targets", id: "daftar target"), at: span)
      return CoreAction(.showTargets(scenario: scenario), origin: span)
    case .rows(let p): return lowerShowRows(p, s.layout, scenario, scope, span)
    case .values(let columns):
      // A single name may be of something that has rows.
      if columns.count == 1, let c = columns.first, c.name == nil, case .name(let n) = c.value.kind,
        scope.variables[n.text] == nil, hasRows(n)
      {
        let p = PopulationSyntax(source: .named(n), condition: nil, span: n.span)
        return lowerShowRows(p, s.layout, scenario, scope, span)
      }
      return showValues(columns, s.layout, scenario, scope, span)
    }
  }

  private func hasRows(_ n: Name) -> Bool {
    if rosterNames[n.text] != nil { return true }
    guard let id = globals[n.text] else { return false }
    switch entries[id.index].syntax {
    case .target, .allocation, .ranking, .budget: return true
    case .letValue, .parameter, .function, .rule, .table, .pot: return false
    }
  }

  private func showValues(
    _ columns: [ColumnSyntax], _ layout: QueryLayout, _ scenario: String?, _ scope: Scope, _ span: Span
  ) -> CoreAction {
    reportIdleClauses(
      of: layout, allowed: [.title, .note], Bilingual(en: "a list of values", id: "daftar nilai"), at: span)
    return CoreAction(
      .showValues(columns.map { lowerColumn($0, scope) }, scenario: scenario), origin: span,
      title: layout.title.map { check($0, scope) }, notes: layout.notes.map { check($0, scope) })
  }

  private func lowerShowRows(
    _ p: PopulationSyntax, _ layout: QueryLayout, _ scenario: String?, _ scope: Scope, _ span: Span
  ) -> CoreAction? {
    if let query = movement(p, layout, scope) {
      return CoreAction(.show(query, scenario: scenario), origin: span)
    }
    guard case .named(let n) = p.source, rosterNames[n.text] == nil, let id = globals[n.text] else {
      if case .named(let n) = p.source, rosterNames[n.text] == nil {
        // A value: a rule's name is a column and has no rows of its own.
        if let i = columns.indices.first(where: { $0 < firstVirtualRoster && columns[$0][n.text] != nil }) {
          report(.columnWithoutRow(n, roster: rosters[i].name))
          return nil
        }
        if scope.variables[n.text] != nil || p.condition == nil {
          let value = ExpressionSyntax(.name(n), id: NodeID(0), span: n.span)
          let column = ColumnSyntax(value: value, name: nil, decimals: nil, magnitude: nil)
          return showValues([column], layout, scenario, scope, span)
        }
      }
      guard let query = lowerQuery(p, layout, scope) else { return nil }
      return CoreAction(.show(query, scenario: scenario), origin: span)
    }
    switch entries[id.index].syntax {
    case .target, .allocation, .ranking:
      _ = typeOf(id)
      let isBare =
        p.condition == nil && layout.columns.isEmpty && layout.groups.isEmpty && layout.order.isEmpty
        && layout.aroundCutOff == nil && layout.mark == nil && layout.subtotals.isEmpty
      if case .allocation = entries[id.index].syntax, layout.isByMonthAlone, p.condition == nil,
        let roster = rosterOf(p)
      {
        var q = CoreQuery(rows: .population(CorePopulation(roster: roster)), roster: roster, columns: [])
        q.groups = layout.groups.map { lowerGrouping($0, scope) }
        q.title = layout.title.map { check($0, scope) }
        q.notes = layout.notes.map { check($0, scope) }
        return CoreAction(.showResult(id, layout: q, scenario: scenario), origin: span)
      }
      let isTarget = if case .target = entries[id.index].syntax { true } else { false }
      if isTarget {
        reportIdleClauses(
          of: layout, allowed: [.title, .note, .totalRow, .first],
          Bilingual(en: "the table of a target", id: "tabel sebuah target"), at: span)
      }
      if isBare || isTarget {
        var query: CoreQuery?
        if layout.title != nil || !layout.notes.isEmpty || layout.hasTotalRow || layout.first != nil,
          let roster = rosterOf(p)
        {
          var q = CoreQuery(rows: .population(CorePopulation(roster: roster)), roster: roster, columns: [])
          q.title = layout.title.map { check($0, scope) }
          q.notes = layout.notes.map { check($0, scope) }
          q.hasTotalRow = layout.hasTotalRow
          q.first = layout.first.map { number($0, scope) }
          query = q
        }
        return CoreAction(.showResult(id, layout: query, scenario: scenario), origin: span)
      }
      guard let query = lowerQuery(p, layout, scope) else { return nil }
      return CoreAction(.show(query, scenario: scenario), origin: span)
    case .budget, .pot:
      _ = typeOf(id)
      reportIdleClauses(
        of: layout, allowed: [.title, .note], Bilingual(en: "the table of a budget", id: "tabel sebuah pagu"),
        at: span)
      return CoreAction(
        .showResult(id, layout: nil, scenario: scenario), origin: span,
        title: layout.title.map { check($0, scope) },
        notes: layout.notes.map { check($0, scope) })
    case .letValue, .parameter, .function, .table, .rule:
      let value = ExpressionSyntax(.name(n), id: NodeID(0), span: n.span)
      let column = ColumnSyntax(value: value, name: nil, decimals: nil, magnitude: nil)
      return showValues([column], layout, scenario, scope, span)
    }
  }

  // MARK: chart, export

  private func lowerChart(_ s: ChartSyntax, _ scope: Scope) -> CoreQuery? {
    // `chart share covered of workers by …`: the rows of the value are those of the query.
    guard let a = drawn(s.value, scope), let p = a.population else {
      report(.chartWithoutRows(at: s.value.span))
      return nil
    }
    let own = AggregateSyntax(a.function, value: a.value, population: nil)
    let value = ExpressionSyntax(.aggregate(own), id: s.value.id, span: s.value.span)
    var layout = s.layout
    if let mark = layout.mark {
      report(
        .clauseWithoutEffect(
          KeywordRole.markWhen.wording.printed(in: mainLanguage), Bilingual(en: "a chart", id: "grafik"),
          allowed: [], at: mark.span))
      layout.mark = nil
    }
    if layout.columns.isEmpty || !mayDrawSeveral(s) {
      if let first = layout.columns.first {
        report(
          .clauseWithoutEffect(
            KeywordRole.with.wording.printed(in: mainLanguage),
            Bilingual(en: "a chart of one value", id: "grafik satu nilai"), allowed: [], at: first.value.span)
        )
      }
      layout.columns = [ColumnSyntax(value: value, name: nil, decimals: nil, magnitude: nil)]
    }
    guard var query = lowerQuery(p, layout, scope) else { return nil }
    reportScales(of: query, at: s.layout.columns)
    lowerForm(of: s, a.function, into: &query, scope)
    return query
  }

  /// Reports values that are drawn side by side and have no scale in common.
  private func reportScales(of query: CoreQuery, at written: [ColumnSyntax]) {
    guard let first = query.columns.first else { return }
    func scale(_ type: CoreType) -> UnitOfMeasure? {
      switch type {
      case .share: .percent
      case .number(let unit): unit
      case .truth, .text, .nik, .date, .choice, .row, .unknown: nil
      }
    }
    for (i, column) in query.columns.enumerated().dropFirst() where i < written.count {
      guard let a = scale(first.value.type), let b = scale(column.value.type), a != b else { continue }
      report(
        .chartOfTwoScales(phrase(first.value.type), phrase(column.value.type), at: written[i].value.span))
      return
    }
  }

  /// Whether `with` says what a chart draws side by side: of rows that are named alone, in a form that has room for it.
  private func mayDrawSeveral(_ s: ChartSyntax) -> Bool {
    guard case .name(let n) = s.value.kind, rosterNames[n.text] != nil else { return false }
    switch s.layout.chartForm?.form ?? .bars {
    case .bars, .dots, .sparkline: return true
    case .map, .histogram: return false
    }
  }

  /// What a chart draws; of rows that are named alone, how many there are.
  private func drawn(_ value: ExpressionSyntax, _ scope: Scope) -> AggregateSyntax? {
    if case .name(let n) = value.kind, rosterNames[n.text] != nil {
      return AggregateSyntax(
        .count, value: nil, population: PopulationSyntax(source: .named(n), condition: nil, span: value.span))
    }
    guard case .aggregate(let a) = value.kind else { return nil }
    return completed(a, scope)
  }

  /// Returns the name of a file to be written, which is a text.
  private func fileName(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    conform(checkPresent(e, scope, .type(.text)), to: .text, literalsTakeUnit: false)
  }

  private func lowerExport(_ s: ExportSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    guard let rows = queryRows(s.subject, scope), let query = lowerQuery(s.subject, s.layout, scope) else {
      _ = fileName(s.file, scope)
      return nil
    }
    var revealed: [Int] = []
    if let r = s.revealing {
      for f in r.fields {
        let core = check(f, rows.scope)
        if core.type == .unknown { continue }
        let written = text(of: f.span)
        let canonical = core.canonical
        let found = query.columns.indices.filter {
          query.columns[$0].value.canonical == canonical || query.columns[$0].name == written
        }
        if found.isEmpty { report(.revealedNotExported(written, at: f.span)) }
        revealed += found
      }
    }
    var fileScope = scope
    if s.onePer != nil { fileScope = rows.scope }
    let export = CoreExport(
      file: fileName(s.file, fileScope), onePer: s.onePer.map { grouping($0, rows.scope) },
      revealed: revealed,
      purpose: s.revealing.map { check($0.purpose, scope) })
    return CoreAction(.export(query, export, scenario: scenario(s.scenario)), origin: span)
  }

  // MARK: find, why

  private func lowerFind(_ s: FindSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    guard let range = lowerSteps(s.name, s.from, s.to, s.step, scope) else { return nil }
    var against: CoreRange?
    if let other = s.against {
      guard let second = lowerSteps(other.name, other.from, other.to, other.step, scope) else { return nil }
      if second.definition == range.definition { report(.searchAgainstItself(other.name)) }
      against = second
    }
    if s.goals.isEmpty { report(.clauseNeeded(.find, .goal, at: span)) }
    let goals = s.goals.compactMap { goal -> CoreFind.Goal? in
      switch goal {
      case .targetMet(let name, _):
        guard let t = globals[name.text], case .target = entries[t.index].syntax else {
          report(.unknownTarget(name, among: targetNames()))
          return nil
        }
        return .targetMet(t)
      case .enough(let name, _):
        guard let id = globals[name.text], isBudget(id) else {
          report(.enoughOfNoBudget(name, known: budgetNames()))
          return nil
        }
        return .enough(id)
      case .allFunded(let site):
        // The budget that is searched for, or else the only one there is.
        let budgets = entries.indices.filter { isBudget(DefinitionID($0)) }
        guard
          let only = isBudget(range.definition)
            ? range.definition.index : budgets.count == 1 ? budgets[0] : nil
        else {
          report(.enoughOfNoBudget(Name(s.name.text, span: site), known: budgetNames()))
          return nil
        }
        return .enough(DefinitionID(only))
      case .condition(let e): return .condition(condition(e, scope))
      }
    }
    return CoreAction(
      .find(CoreFind(isLeast: s.isLeast, range: range, against: against, goals: goals)), origin: span)
  }

  /// Returns what a search or a sweep varies, and over which steps.
  func lowerSteps(
    _ name: Name, _ from: ExpressionSyntax?, _ to: ExpressionSyntax?, _ step: ExpressionSyntax?,
    _ scope: Scope
  ) -> CoreRange? {
    guard let id = globals[name.text] else {
      report(.unknownName(name, among: Array(globals.keys)))
      return nil
    }
    let (type, _) = typeOf(id)
    switch entries[id.index].syntax {
    case .budget, .letValue, .pot: break
    case .parameter(let p):
      if !p.inputs.isEmpty { report(.findNotVariable(name)) }
    case .function, .rule, .table, .target, .allocation, .ranking:
      report(.findNotVariable(name))
      return nil
    }
    func bound(_ e: ExpressionSyntax?) -> CoreExpression? {
      e.map { conform(number($0, scope, .type(type)), to: type, literalsTakeUnit: false) }
    }
    let by = bound(step)
    if case .constant(.number(let n))? = by?.kind, n.signum <= 0, let site = step?.span {
      report(.stepNotPositive(at: site))
    }
    let low = bound(from)
    let high = bound(to)
    if case .constant(.number(let a))? = low?.kind, case .constant(.number(let b))? = high?.kind, a > b,
      let first = from?.span, let last = to?.span
    {
      report(.rangeReversed(at: first.joined(with: last)))
    }
    var unit = UnitOfMeasure.plain
    if case .number(let u) = type { unit = u }
    return CoreRange(definition: id, from: low, to: high, step: by, unit: unit, origin: name.span)
  }

  private func lowerWhy(_ s: WhySyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    let scenario = scenario(s.scenario)
    let between = s.between.map { (reference($0.0), reference($0.1)) }
    func made(_ subject: CoreWhy.Subject) -> CoreAction {
      CoreAction(
        .why(CoreWhy(isNegated: s.isNegated, subject: subject, between: between), scenario: scenario),
        origin: span)
    }
    switch s.subject {
    case .target(let name):
      guard let id = globals[name.text], case .target = entries[id.index].syntax else {
        report(.unknownTarget(name, among: targetNames()))
        return nil
      }
      return made(.definition(id))
    case .value(let e):
      if case .name(let n) = e.kind, let id = globals[n.text] {
        _ = typeOf(id)
        return made(.definition(id))
      }
      return made(.value(check(e, scope)))
    case .row(let name, let rosterName, let key):
      guard let roster = roster(named: rosterName) else { return nil }
      let id: DefinitionID
      if case .rule(let d)? = columns[roster.index][name.text] {
        id = d
      } else if case .table(let d, _)? = columns[roster.index][name.text] {
        id = d
      } else if let d = globals[name.text], isOfRows(d, roster) {
        id = d
      } else {
        let rules = columns[roster.index].compactMap { n, c in if case .rule = c { n } else { nil } }
        report(.unknownRule(name, of: rosters[roster.index].name, among: rules))
        return nil
      }
      _ = typeOf(id)
      if case .fileRow(let row) = key.kind { return made(.fileRow(id, roster, row)) }
      let keys = rosters[roster.index].schema.key
      guard let k = keys.first, keys.count == 1 else {
        report(.rosterWithoutSingleKey(rosterName, at: key.span))
        return nil
      }
      let type = rosters[roster.index].types[k]
      let core = conform(checkPresent(key, scope, .type(type)), to: type, literalsTakeUnit: true)
      return made(.key(id, roster, [core]))
    }
  }

  private func isOfRows(_ id: DefinitionID, _ roster: RosterID) -> Bool {
    switch entries[id.index].syntax {
    case .allocation(let a):
      for case .to(let p) in a.clauses { return rosterOf(p) == roster }
      return false
    case .ranking(let r): return r.population.flatMap(rosterOf) == roster
    case .target(let t): return t.population.flatMap(rosterOf) == roster
    case .table: return entries[id.index].roster == roster
    case .letValue, .parameter, .function, .rule, .budget, .pot: return false
    }
  }
}

extension QueryLayout {

  /// Whether it asks for months and nothing else of an allocation: for what it pays in each.
  fileprivate var isByMonthAlone: Bool {
    groups.count == 1 && groups[0].periods != nil && groups[0].direction == nil && columns.isEmpty
      && order.isEmpty
      && first == nil && aroundCutOff == nil
  }
}
