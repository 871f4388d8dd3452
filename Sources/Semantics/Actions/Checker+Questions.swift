import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Questions

  /// Returns the action that answers a question.
  func lowerQuestion(_ q: QuestionSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    let scenario = scenario(q.scenario)
    guard let question = lowerKind(q, scope, span) else { return nil }
    return CoreAction(.ask(question, scenario: scenario), origin: span)
  }

  private func lowerKind(_ q: QuestionSyntax, _ scope: Scope, _ span: Span) -> CoreQuestion? {
    switch q.kind {
    case .count(let bare, let withCost):
      guard let (rows, scope) = asked(bare, scope) else { return nil }
      if withCost, q.layout.groups.isEmpty {
        guard let (population, _) = askedRows(rows, scope),
          let cost = price(of: population.roster, at: rows.span)
        else { return nil }
        return .count(population, name: text(of: rows.span), cost: cost)
      }
      return count(rows, q.layout, scope)
    case .payable(let bare, let money):
      guard let (rows, scope) = asked(bare, scope), let (population, _) = askedRows(rows, scope),
        let price = price(of: population.roster, at: rows.span)
      else { return nil }
      let amount = conform(
        number(money, scope, .type(.number(.money))), to: .number(.money), literalsTakeUnit: true)
      return .payable(population, name: text(of: rows.span), price: price, money: amount)
    case .cost(nil): return cost(nil, q.layout, scope, span)
    case .cost(let bare?):
      guard let (rows, scope) = asked(bare, scope) else { return nil }
      return cost(rows, q.layout, scope, span)
    case .amount(let value, let aYear, nil):
      if !aYear, case .name(let n) = value.kind, standsForRows(n) {
        let bare = PopulationSyntax(source: .named(n), condition: nil, span: n.span)
        guard let (rows, scope) = asked(bare, scope) else { return nil }
        return count(rows, q.layout, scope)
      }
      return amount(value, aYear: aYear, nil, q.layout, scope)
    case .amount(let value, let aYear, let bare?):
      guard let (rows, scope) = asked(bare, scope) else { return nil }
      return amount(value, aYear: aYear, rows, q.layout, scope)
    case .people(let bare):
      guard let (rows, scope) = asked(bare, scope) else { return nil }
      return people(rows, q.layout, scope)
    case .enough(let name):
      guard let id = globals[name.text] else {
        report(.unknownName(name, among: Array(globals.keys)))
        return nil
      }
      _ = typeOf(id)
      if isBudget(id) { return .enough(id) }
      report(.enoughOfNoBudget(name, known: budgetNames()))
      return nil
    case .met(let name):
      guard let name else {
        return .met(
          entries.indices.compactMap { i in
            if case .target = entries[i].syntax { DefinitionID(i) } else { nil }
          })
      }
      guard let id = globals[name.text], case .target = entries[id.index].syntax else {
        report(.unknownTarget(name, among: targetNames()))
        return nil
      }
      return .met([id])
    case .holds(let e): return .holds(condition(e, scope))
    }
  }

  func budgetNames() -> [String] {
    entries.indices.compactMap { isBudget(DefinitionID($0)) ? entries[$0].name.text : nil }
  }

  /// Whether a definition is a budget or a pot of one.
  func isBudget(_ id: DefinitionID) -> Bool {
    switch entries[id.index].syntax {
    case .budget, .pot: true
    case .letValue, .parameter, .function, .rule, .table, .target, .allocation, .ranking: false
    }
  }

  /// The rows of a question, which may be those of a result: `not funded in rentan`.
  private func askedRows(_ p: PopulationSyntax, _ scope: Scope) -> (CorePopulation, Scope)? {
    switch p.source {
    case .named(let n):
      if rosterNames[n.text] == nil, globals[n.text] != nil {
        guard let rows = queryRows(p, scope), case .population(let population) = rows.rows else { return nil }
        return (population, rows.scope)
      }
      return lowerPopulation(p, scope)
    case .notFunded(let n):
      guard let rows = queryRows(p, scope), case .notFunded(let id, let whole) = rows.rows else { return nil }
      let unfunded = CoreExpression(
        .not(CoreExpression(.result(id, .funded), type: .truth, origin: n.span)), type: .truth, origin: p.span
      )
      let both = whole.condition.map { CoreExpression(.all([$0, unfunded]), type: .truth, origin: p.span) }
      return (
        CorePopulation(roster: whole.roster, backReference: whole.backReference, condition: both ?? unfunded),
        rows.scope
      )
    case .current, .setAside, .notRanked, .duplicates: return lowerPopulation(p, scope)
    }
  }

  private func count(_ rows: PopulationSyntax, _ layout: QueryLayout, _ scope: Scope) -> CoreQuestion? {
    if layout.groups.isEmpty, !isSetAside(rows) {
      guard let (population, _) = askedRows(rows, scope) else { return nil }
      return .count(population, name: text(of: rows.span), cost: nil)
    }
    let heading = mainLanguage == .indonesian ? "orang" : "people"
    return lowerQuery(rows, counting(layout, named: heading, more: [], at: rows.span), scope).map {
      .table($0)
    }
  }

  /// Rows that no population of the core stands for are counted by the query itself.
  private func isSetAside(_ rows: PopulationSyntax) -> Bool {
    switch rows.source {
    case .setAside, .notRanked, .duplicates: true
    case .current, .named, .notFunded: false
    }
  }

  /// Returns `layout` with the number of rows as its column, `more` after it, the largest groups first, and a total.
  private func counting(
    _ layout: QueryLayout, named heading: String, more: [ColumnSyntax], at span: Span
  ) -> QueryLayout {
    var layout = layout
    func made(_ form: ExpressionForm) -> ExpressionSyntax {
      ExpressionSyntax(form, id: NodeID(0), span: span)
    }
    let name = Name(heading, span: span)
    let own = made(.aggregate(AggregateSyntax(.count, value: nil, population: nil)))
    layout.columns = [ColumnSyntax(value: own, name: name, decimals: nil, magnitude: nil)] + more
    if layout.order.isEmpty, !layout.groups.isEmpty {
      layout.order = [OrderSyntax(made(.name(name)), direction: .descending)]
    }
    layout.hasTotalRow = !layout.groups.isEmpty
    return layout
  }

  // MARK: Costs and amounts

  /// Returns the price of a row of `roster`: what its allocations pay and its targets cost, if that is one thing.
  private func price(of roster: RosterID, at span: Span) -> CoreExpression? {
    var prices: [String: CoreExpression] = [:]
    for (i, e) in entries.enumerated() {
      switch e.syntax {
      case .allocation, .target: _ = typeOf(DefinitionID(i))
      case .letValue, .parameter, .function, .rule, .table, .budget, .pot, .ranking: continue
      }
      switch entries[i].core?.body {
      case .allocation(let a)? where a.recipients.roster == roster:
        if case .select(let pay, _) = a.method { prices[pay.canonical] = pay }
      case .target(let t)? where t.population.roster == roster:
        if let cost = t.cost { prices[cost.canonical] = cost }
      case .allocation?, .target?, .value?, .parameter?, .rule?, .table?, .function?, .budget?, .ranking?,
        nil:
        break
      }
    }
    guard prices.count == 1, let only = prices.values.first else {
      report(
        .priceUnclear(
          rosters.indices.contains(roster.index) ? rosters[roster.index].name : "",
          prices: prices.values.map { text(of: $0.origin) }.sorted(), at: span))
      return nil
    }
    return only
  }

  private func cost(
    _ rows: PopulationSyntax?, _ layout: QueryLayout, _ scope: Scope, _ span: Span
  ) -> CoreQuestion? {
    guard let rows else {
      let costed = entries.indices.filter { i in
        if case .allocation = entries[i].syntax { _ = typeOf(DefinitionID(i)) }
        if case .allocation(let a)? = entries[i].core?.body, case .select = a.method { return true }
        return false
      }
      let ones =
        costed.isEmpty
        ? entries.indices.filter { i in
          if case .target = entries[i].syntax { _ = typeOf(DefinitionID(i)) }
          if case .target(let t)? = entries[i].core?.body { return t.cost != nil }
          return false
        } : costed
      guard ones.count == 1, let only = ones.first else {
        report(.costOfWhat(ones.map { entries[$0].name.text }, at: span))
        return nil
      }
      return .needed(DefinitionID(only))
    }
    if case .named(let n) = rows.source, rosterNames[n.text] == nil, rows.condition == nil,
      let id = globals[n.text]
    {
      _ = typeOf(id)
      switch entries[id.index].core?.body {
      case .allocation?, .target?: return .needed(id)
      case .budget?: return .budget(id)
      case .value?, .parameter?, .rule?, .table?, .function?, .ranking?, nil: break
      }
    }
    guard let (population, _) = askedRows(rows, scope),
      let price = price(of: population.roster, at: rows.span)
    else { return nil }
    return .amount(population, price, name: text(of: rows.span), isPrivate: false)
  }

  private func amount(
    _ value: ExpressionSyntax, aYear: Bool, _ rows: PopulationSyntax?, _ layout: QueryLayout, _ scope: Scope
  ) -> CoreQuestion? {
    if case .name(let n) = value.kind, rows == nil, !aYear {
      if rosterNames[n.text] != nil {
        return count(PopulationSyntax(source: .named(n), condition: nil, span: n.span), layout, scope)
      }
      if let id = globals[n.text] {
        _ = typeOf(id)
        switch entries[id.index].core?.body {
        case .allocation?, .target?: return .needed(id)
        case .budget(let b)? where b.owners == nil: return .budget(id)
        case .budget?, .value?, .parameter?, .rule?, .table?, .function?, .ranking?, nil: break
        }
      }
    }
    var whole = value
    if aYear {
      let months = ExpressionSyntax(.duration(12, .month), id: NodeID(0), span: value.span)
      whole = ExpressionSyntax(.arithmetic(.multiply, value, months), id: NodeID(0), span: value.span)
    }
    let population: (rows: CorePopulation, scope: Scope)?
    if let rows {
      guard let asked = askedRows(rows, scope) else { return nil }
      population = asked
    } else if let roster = rosterOfColumns(value) {
      population = (CorePopulation(roster: roster), Scope.row(of: roster))
    } else {
      population = nil
    }
    guard let population else {
      let column = lowerColumn(ColumnSyntax(value: whole, name: nil, decimals: nil, magnitude: nil), scope)
      return .value(column)
    }
    readRosters.insert(population.rows.roster.index)
    if !layout.groups.isEmpty {
      let source =
        rows
        ?? PopulationSyntax(
          source: .named(Name(rosters[population.rows.roster.index].name, span: value.span)), condition: nil,
          span: value.span)
      let sum = ExpressionSyntax(
        .aggregate(AggregateSyntax(.sum, value: whole, population: nil)), id: NodeID(0), span: value.span)
      let more = ColumnSyntax(
        value: sum, name: Name(text(of: value.span), span: value.span), decimals: nil, magnitude: nil)
      let heading = mainLanguage == .indonesian ? "orang" : "people"
      return lowerQuery(source, counting(layout, named: heading, more: [more], at: value.span), scope)
        .map { .table($0) }
    }
    let core = number(whole, population.scope)
    if core.type == .unknown { return nil }
    return .amount(population.rows, core, name: text(of: value.span), isPrivate: false)
  }

  /// Returns `a` with the rows that are meant where a person leaves them out: `average income` of the roster that has
  /// it, `share workers where covered` for the share of workers who are.
  func completed(_ a: AggregateSyntax, _ scope: Scope) -> AggregateSyntax {
    guard scope.group == nil, scope.roster == nil, let value = a.value else { return a }
    switch a.function {
    case .share:
      if a.population == nil, let roster = rosterOfColumns(value) {
        return AggregateSyntax(
          .share, value: value,
          population: PopulationSyntax(
            source: .named(Name(rosters[roster.index].name, span: value.span)), condition: nil,
            span: value.span))
      }
      guard case .name(let n) = value.kind, rosterNames[n.text] != nil, let p = a.population,
        case .current = p.source, let condition = p.condition
      else { return a }
      return AggregateSyntax(
        .share, value: condition,
        population: PopulationSyntax(source: .named(n), condition: nil, span: value.span))
    case .sum, .average, .median, .min, .max:
      guard a.population == nil, let roster = rosterOfColumns(value) else { return a }
      return AggregateSyntax(
        a.function, value: value,
        population: PopulationSyntax(
          source: .named(Name(rosters[roster.index].name, span: value.span)), condition: nil,
          span: value.span))
    case .count: return a
    }
  }

  private func people(_ rows: PopulationSyntax, _ layout: QueryLayout, _ scope: Scope) -> CoreQuestion? {
    if layout.groups.isEmpty { return lowerQuery(rows, layout, scope).map { .table($0) } }
    if case .notFunded(let n) = rows.source, rows.condition == nil, layout.groups.count == 1,
      let group = layout.groups[0].value, let id = globals[n.text],
      case .allocation(let a)? = body(of: id), case .select = a.method
    {
      var row = scope.entering(a.recipients.roster)
      if let c = a.recipients.condition { row = row.knowing(facts(of: c, holding: true)) }
      return .people(id, by: grouping(group, row))
    }
    return count(rows, layout, scope)
  }

  /// Returns what a definition comes to, once it is checked.
  private func body(of id: DefinitionID) -> CoreDefinition.Body? {
    _ = typeOf(id)
    return entries[id.index].core?.body
  }

  // MARK: Suppositions

  /// Returns the scenario of `changes` over `base`, which is known by a name that no program can write.
  func lowerSuppositions(_ changes: [Supposition], over base: String?, at span: Span) -> CoreScenario? {
    suppositionCount += 1
    var core = CoreScenario(
      name: "suppose:\(suppositionCount)",
      title: changes.map { text(of: $0.span) }.joined(separator: ", "), like: base, changes: [], asOf: nil,
      origin: span)
    core.isSupposition = true
    core.base = base
    var seen: [String: Span] = [:]
    func set(_ name: Name, _ value: ExpressionSyntax, _ span: Span) {
      if let first = seen[name.text] { report(.duplicateName(name, first: first)) }
      seen[name.text] = name.span
      if let c = lowerChange(name, value) { core.changes.append((c.0, c.1, span)) }
    }
    for change in changes {
      switch change {
      case .set(let name, let value, let span): set(name, value, span)
      case .scaled(let name, let isLess, let part, let span):
        func made(_ form: ExpressionForm) -> ExpressionSyntax {
          ExpressionSyntax(form, id: NodeID(0), span: part.span)
        }
        let whole = made(.percent(1))
        let factor = made(.arithmetic(isLess ? .subtract : .add, whole, part))
        let old = ExpressionSyntax(.name(name), id: NodeID(0), span: name.span)
        if case .percent = part.kind {
          set(name, made(.arithmetic(.multiply, old, made(.parenthesised(factor)))), span)
        } else {
          set(name, made(.arithmetic(isLess ? .subtract : .add, old, part)), span)
        }
      case .asOf(let e, _): core.asOf = constantDate(e, isEnd: false)
      case .starting(let e, _): core.start = constantDate(e, isEnd: false)
      case .nextYear: core.shift = 12
      case .scenario(let name):
        guard let other = scenario(name), scenarioNames[other] != nil else { continue }
        if core.like == nil { core.like = other } else { core.also.append(other) }
      }
    }
    return core
  }

  /// Adds the scenarios that the suppositions that stay make, in the order of the program.
  func lowerStandingSuppositions(into scenarios: inout [CoreScenario]) {
    for file in files where file.program.file == main || options.remembersSuppositions && !file.isLibrary {
      if file.program.file == main { supposedBefore = supposed }
      for statement in file.program.statements { lowerStandingSupposition(statement, into: &scenarios) }
    }
    supposedAfter = supposed
    supposed = supposedBefore
  }

  /// Notes what a statement supposes from there on.
  private func lowerStandingSupposition(_ statement: Statement, into scenarios: inout [CoreScenario]) {
    switch statement.kind {
    case .suppose(let s) where s.actions.isEmpty:
      if let core = lowerSuppositions(s.changes, over: supposed, at: statement.span) {
        standing[statement.span] = (supposed, core.name)
        scenarios.append(core)
        supposed = core.name
      }
    case .backToPlan:
      standing[statement.span] = (supposed, nil)
      supposed = nil
    case .keepAs(let name):
      guard scenarioNames[name.text] == name.span else { return }
      if supposed == nil { report(.nothingSupposed(at: statement.span)) }
      scenarios.append(
        CoreScenario(
          name: name.text, title: nil, like: supposed, changes: [], asOf: nil, origin: statement.span))
    case .suppose, .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .rule,
      .exception,
      .table, .target, .budget, .split, .allocation, .ranking, .scenario, .test, .show, .chart, .export,
      .report, .compare, .find, .why, .check, .forEach, .question, .sweep, .invalid:
      break
    }
  }

  /// Returns the action that answers another under a supposition.
  func lowerSuppose(_ s: SupposeSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    if s.actions.isEmpty {
      guard let (before, after) = standing[span] else { return nil }
      supposed = after
      return CoreAction(.changeTo(after, from: before), origin: span)
    }
    guard let core = lowerSuppositions(s.changes, over: supposed, at: span) else { return nil }
    suppositions.append(core)
    let inner = actions(in: s.actions)
    let outer = supposed
    supposed = nil
    defer { supposed = outer }
    return CoreAction(.under(core.name, lowerActions(inner, scope), isQuestion: true), origin: span)
  }

  // MARK: Compare

  /// Adds, of each of `names` that changes several things of the plan, a scenario of each change alone.
  func addParts(of names: [String?], among scenarios: [CoreScenario]) {
    for case let name? in names {
      guard let whole = scenarios.first(where: { $0.name == name }), whole.like == nil, whole.also.isEmpty,
        whole.changes.count > 1, !suppositions.contains(where: { $0.part == name })
      else { continue }
      for (k, change) in whole.changes.enumerated() {
        var part = CoreScenario(
          name: "part:\(k):\(name)", title: entries[change.definition.index].name.text, like: nil,
          changes: [change], asOf: nil, origin: change.span)
        part.isSupposition = true
        part.part = name
        suppositions.append(part)
      }
    }
  }

  // MARK: Sweep

  func lowerSweep(_ s: SweepSyntax, _ scope: Scope, _ span: Span) -> CoreAction? {
    guard let range = lowerSteps(s.name, s.from, s.to, s.step, scope) else { return nil }
    let columns = s.columns.map { lowerColumn($0, scope) }
    return CoreAction(
      .sweep(CoreSweep(range: range, columns: columns)), origin: span)
  }
}
