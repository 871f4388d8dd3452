import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Populations

  /// The roster of `population`, without checking anything of it.
  func rosterOf(_ population: PopulationSyntax) -> RosterID? {
    switch population.source {
    case .current: return nil
    case .named(let name):
      if let id = rosterNames[name.text] ?? kinds[name.text]?.virtualRoster { return id }
      guard let id = globals[name.text] else { return nil }
      switch entries[id.index].syntax {
      case .allocation(let a):
        for case .to(let p) in a.clauses {
          if case .named(let n) = p.source, n.text != name.text { return rosterNames[n.text] }
        }
        return nil
      case .ranking(let r): return r.population.flatMap(plainRoster)
      case .target(let t): return t.population.flatMap(plainRoster)
      case .letValue, .parameter, .function, .rule, .table, .budget, .pot: return nil
      }
    case .setAside(let name), .duplicates(let name): return rosterNames[name.text]
    case .notFunded(let name), .notRanked(let name):
      guard let id = globals[name.text] else { return nil }
      switch entries[id.index].syntax {
      case .allocation(let a):
        for case .to(let p) in a.clauses { return plainRoster(p) }
        return nil
      case .ranking(let r): return r.population.flatMap(plainRoster)
      case .letValue, .parameter, .function, .rule, .table, .budget, .pot, .target: return nil
      }
    }
  }

  private func plainRoster(_ p: PopulationSyntax) -> RosterID? {
    if case .named(let n) = p.source { return rosterNames[n.text] }
    return nil
  }

  /// Returns the rows of `p`, and the scope of expressions over them.
  func lowerPopulation(_ p: PopulationSyntax, _ scope: Scope) -> (CorePopulation, Scope)? {
    switch p.source {
    case .current:
      guard let group = scope.group else {
        report(.aggregateWithoutPopulation(at: p.span))
        return nil
      }
      let inner = groupRow(scope, group)
      let condition = p.condition.map { self.condition($0, inner) }
      let known = condition.map { facts(of: $0, holding: true) } ?? []
      return (
        CorePopulation(roster: group.roster, condition: condition, isGroup: true), inner.knowing(known)
      )
    case .named(let name):
      guard let id = rosterNames[name.text] else {
        if let known = globals[name.text] { reportNoRows(name, known) } else { _ = roster(named: name) }
        return nil
      }
      return population(p, of: id, and: nil, scope)
    case .notFunded(let name):
      return resultRows(p, name, .funded, scope)
    case .notRanked(let name):
      return resultRows(p, name, .rank, scope)
    case .setAside(let name), .duplicates(let name):
      _ = roster(named: name)
      report(.rowsOnlyShown(at: p.span))
      return nil
    }
  }

  /// The scope of a row of the group of a query.
  func groupRow(_ scope: Scope, _ group: Scope.Group) -> Scope {
    var inner = scope
    inner.group = nil
    inner.isOverGroup = false
    if inner.inputsAreColumns {
      inner.inputs = [:]
      inner.inputsAreColumns = false
    }
    return inner
  }

  private func reportNoRows(_ name: Name, _ id: DefinitionID) {
    if case .allocation = entries[id.index].syntax {
      report(
        .allocationAsRows(
          name,
          roster: rosterOf(PopulationSyntax(source: .named(name), condition: nil, span: name.span)).map {
            rosters[$0.index].name
          } ?? "…"))
    } else {
      report(.notARoster(name))
    }
  }

  private func resultRows(
    _ p: PopulationSyntax, _ name: Name, _ wanted: CoreResult, _ scope: Scope
  ) -> (CorePopulation, Scope)? {
    guard let id = globals[name.text], let roster = rosterOf(p) else {
      report(.unknownName(name, among: Array(globals.keys)))
      return nil
    }
    _ = typeOf(id)
    let whole: CorePopulation?
    switch entries[id.index].core?.body {
    case .allocation(let a)?: whole = a.recipients
    case .value?, .parameter?, .rule?, .table?, .function?, .target?, .budget?, .ranking?, nil: whole = nil
    }
    dependencies.insert(id.index)
    var has = CoreExpression(.result(id, wanted), type: .truth, origin: p.span)
    if wanted == .rank {
      // Who has no place is not ranked, of all rows of the roster.
      let place = CoreExpression(
        .result(id, .rank), type: .number(.plain), origin: p.span, canBeMissing: true)
      has = CoreExpression(.isPresent(place), type: .truth, origin: p.span)
    }
    let hasNot = CoreExpression(.not(has), type: .truth, origin: p.span)
    let condition = whole?.condition.map {
      CoreExpression(.all([$0, hasNot]), type: .truth, origin: p.span)
    }
    return population(p, of: roster, and: condition ?? hasNot, scope)
  }

  private func population(
    _ p: PopulationSyntax, of id: RosterID, and more: CoreExpression?, _ scope: Scope
  ) -> (CorePopulation, Scope) {
    readRosters.insert(id.index)
    let inner = scope.entering(id)
    var back: CoreExpression?
    if !p.inThis.isEmpty { back = backReference(p, id, scope) }
    var condition = p.condition.map { self.condition($0, inner) }
    if let more {
      condition = condition.map { CoreExpression(.all([more, $0]), type: .truth, origin: p.span) } ?? more
    }
    let known = condition.map { facts(of: $0, holding: true) } ?? []
    return (CorePopulation(roster: id, backReference: back, condition: condition), inner.knowing(known))
  }

  /// `in this regency`: the path from a row of `id` to the row around the aggregate.
  private func backReference(_ p: PopulationSyntax, _ id: RosterID, _ scope: Scope) -> CoreExpression? {
    guard let target = scope.rows.last else {
      report(.inThisWithoutRow(at: p.span))
      return invalid(p.span)
    }
    let names = p.inThis.map(\.text)
    var found: [[Int]] = []
    // All paths of references from `id`, shortest first, that end in these names at the row's roster.
    var paths: [(roster: RosterID, steps: [Int], names: [String])] = [(id, [], [])]
    var i = 0
    while i < paths.count && paths.count < 4096 {
      let path = paths[i]
      i += 1
      if path.steps.count >= 5 { continue }
      for (position, type) in rosters[path.roster.index].types.enumerated() {
        guard case .row(let next) = type else { continue }
        let field = rosters[path.roster.index].schema.fields[position].name
        let alias = kindAliases[path.roster.index].first { $0.value == field }?.key
        let steps = path.steps + [position]
        let trail = path.names + [field]
        let ends = trail.suffix(names.count) == names[...] || alias.map { [$0] == names } ?? false
        if next == target && ends { found.append(steps) }
        paths.append((next, steps, trail))
      }
    }
    // A path written in full is that path.
    let exact = found.filter { $0.count == names.count }
    let candidates = exact.isEmpty ? found : exact
    guard let steps = candidates.first else {
      report(
        .noPathBack(
          p.inThis[p.inThis.count - 1], from: rosters[id.index].name, to: rosters[target.index].name))
      return invalid(p.span)
    }
    if candidates.count > 1 {
      report(.pathsBack(p.inThis[p.inThis.count - 1], candidates.map { pathText($0, from: id) }))
      return invalid(p.span)
    }
    var core: CoreExpression?
    var roster = id
    for s in steps {
      keepField(roster, s)
      let type = rosters[roster.index].types[s]
      let field = CoreExpression(
        .field(s), type: type, origin: p.span, canBeMissing: rosters[roster.index].schema.fields[s].isOptional
      )
      core = core.map { follow($0, field, p.span) } ?? field
      if case .row(let next) = type { roster = next }
    }
    return core
  }

  private func pathText(_ steps: [Int], from id: RosterID) -> String {
    var roster = id
    var names: [String] = []
    for s in steps {
      names.append(rosters[roster.index].schema.fields[s].name)
      if case .row(let next) = rosters[roster.index].types[s] { roster = next }
    }
    return names.joined(separator: ".")
  }

  // MARK: Aggregates

  /// `count set aside from X`, `count duplicates of X`.
  private func countAside(
    _ e: ExpressionSyntax, _ a: AggregateSyntax, _ p: PopulationSyntax
  ) -> CoreExpression? {
    let name: Name
    let aside: CoreAside
    switch p.source {
    case .setAside(let n): (name, aside) = (n, .all)
    case .duplicates(let n): (name, aside) = (n, .duplicates)
    case .current, .named, .notFunded, .notRanked: return nil
    }
    guard a.function == .count, p.condition == nil, let id = rosterNames[name.text] else { return nil }
    readRosters.insert(id.index)
    let population = CorePopulation(roster: id, aside: aside)
    return CoreExpression(
      .aggregate(CoreAggregate(function: .count, population: population, value: nil)),
      type: .number(.count), origin: e.span)
  }

  func lowerAggregate(_ e: ExpressionSyntax, _ written: AggregateSyntax, _ scope: Scope) -> CoreExpression {
    let a = completed(written, scope)
    let rows: (CorePopulation, Scope)?
    if let p = a.population {
      if let count = countAside(e, a, p) { return count }
      rows = lowerPopulation(p, scope)
    } else if let group = scope.group {
      rows = (CorePopulation(roster: group.roster, isGroup: true), groupRow(scope, group))
    } else {
      report(.aggregateWithoutPopulation(at: e.span))
      rows = nil
    }
    guard let (population, inner) = rows else { return aggregateOfUnknown(e, a) }
    // A group of a query has rows, unless a condition leaves some out.
    let canBeEmpty = !(population.isGroup && population.condition == nil)
    func made(_ value: CoreExpression?, _ type: CoreType, canBeMissing: Bool) -> CoreExpression {
      CoreExpression(
        .aggregate(CoreAggregate(function: a.function, population: population, value: value)), type: type,
        origin: e.span, canBeMissing: canBeMissing)
    }
    switch a.function {
    case .count: return made(nil, .number(.count), canBeMissing: false)
    case .share:
      guard let v = a.value else { return invalid(e.span) }
      let test = condition(v, inner)
      return made(test, .share(sharePopulation(population, a, scope)), canBeMissing: canBeEmpty)
    case .sum:
      guard let v = a.value else { return invalid(e.span) }
      let value = check(v, inner)
      if case .share = value.type {
        report(.ratesAveraged(isSum: true, at: e.span))
        return invalid(e.span)
      }
      let core = asNumber(present(value))
      return made(core, core.type, canBeMissing: false)
    case .average:
      guard let v = a.value else { return invalid(e.span) }
      let value = check(v, inner)
      if isRate(value.type) {
        report(.ratesAveraged(isSum: false, at: e.span))
        return invalid(e.span)
      }
      let core = asNumber(present(value))
      return made(core, core.type, canBeMissing: canBeEmpty)
    case .median, .min, .max:
      guard let v = a.value else { return invalid(e.span) }
      let value = checkPresent(v, inner)
      let core = value.type == .date && a.function != .median ? value : asNumber(value)
      return made(core, core.type, canBeMissing: canBeEmpty)
    }
  }

  private func isRate(_ type: CoreType) -> Bool {
    switch type {
    case .share: true
    case .number(let u): u.isFraction && u.scale == .percent
    case .truth, .text, .nik, .date, .choice, .row, .unknown: false
    }
  }

  private func aggregateOfUnknown(_ e: ExpressionSyntax, _ a: AggregateSyntax) -> CoreExpression {
    switch a.function {
    case .count: CoreExpression(.invalid, type: .number(.count), origin: e.span)
    case .sum, .average, .median, .min, .max, .share: invalid(e.span)
    }
  }

  /// Returns how rows are named to a reader: a roster by itself by its name, which may stand nowhere in the text.
  func written(_ p: PopulationSyntax) -> String {
    if case .named(let name) = p.source, p.condition == nil, p.inThis.isEmpty { return name.text }
    return text(of: p.span)
  }

  private func sharePopulation(_ p: CorePopulation, _ a: AggregateSyntax, _ scope: Scope) -> PopulationID {
    if p.isGroup, let group = scope.group {
      let condition = p.condition.map { "[" + $0.canonical + "]" } ?? ""
      return population(
        key: group.population + condition, name: a.population.map { written($0) } ?? group.name)
    }
    let name = a.population.map { written($0) } ?? rosters[p.roster.index].name
    return population(key: p.canonical, name: name)
  }

  // MARK: Time

  func lowerOnDate(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ date: ExpressionSyntax, _ scope: Scope
  ) -> CoreExpression {
    let core = check(inner, scope)
    let day = dateValue(date, scope, isEnd: true)
    return CoreExpression(
      .onDate(core, day), type: core.type, origin: e.span, canBeMissing: core.canBeMissing)
  }

  func lowerEachMonth(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ from: ExpressionSyntax, _ to: ExpressionSyntax,
    _ scope: Scope
  ) -> CoreExpression {
    let value = number(inner, scope)
    let (first, last) = dates(from, to, scope, lastIsEnd: false)
    guard case .number(var unit) = value.type else { return invalid(e.span) }
    if unit.months == -1 {
      // Of a monthly rate, each month is one month's amount.
      unit.months = 0
    } else if unit.isFraction || unit.months != 0 || unit.years != 0 || unit.days != 0 {
      report(.notMonthly(phrase(value.type), at: inner.span))
      return invalid(e.span)
    }
    return CoreExpression(.eachMonth(value, from: first, to: last), type: .number(unit), origin: e.span)
  }

  func lowerElapsed(
    _ e: ExpressionSyntax, _ unit: TimeUnit, _ from: ExpressionSyntax, _ to: ExpressionSyntax,
    _ isTouched: Bool,
    _ scope: Scope
  ) -> CoreExpression {
    let (first, last) = dates(from, to, scope, lastIsEnd: isTouched)
    if isTouched && unit == .year { report(.touchedYears(at: e.span)) }
    if !isTouched { warnOfElapsedMonths(e, unit, from, to, first, last) }
    return CoreExpression(
      .elapsed(unit, from: first, to: last, isTouched: isTouched), type: .number(Checker.unit(unit)),
      origin: e.span)
  }

  /// Returns the two ends of a period; a month without a year takes that of the other.
  func dates(
    _ from: ExpressionSyntax, _ to: ExpressionSyntax, _ scope: Scope, lastIsEnd: Bool
  ) -> (CoreExpression, CoreExpression) {
    if case .month(let a) = from.kind, case .month(let b) = to.kind {
      guard let last = day(of: b, year: a.year, isEnd: lastIsEnd),
        let first = day(of: a, year: b.year ?? a.year, isEnd: false)
      else {
        report(.monthWithoutYear(at: to.span))
        return (invalid(from.span), invalid(to.span))
      }
      if first > last { report(.rangeReversed(at: from.span.joined(with: to.span))) }
      return (
        CoreExpression(.constant(.date(first)), type: .date, origin: from.span),
        CoreExpression(.constant(.date(last)), type: .date, origin: to.span)
      )
    }
    return (dateValue(from, scope, isEnd: false), dateValue(to, scope, isEnd: lastIsEnd))
  }

  /// Returns the day that `e` gives.
  func dateValue(_ e: ExpressionSyntax, _ scope: Scope, isEnd: Bool) -> CoreExpression {
    if case .month(let m) = e.kind {
      guard let d = day(of: m, year: nil, isEnd: isEnd) else {
        report(.monthWithoutYear(at: e.span))
        return invalid(e.span)
      }
      return CoreExpression(.constant(.date(d)), type: .date, origin: e.span)
    }
    return expectType(checkPresent(e, scope), .date)
  }
}
