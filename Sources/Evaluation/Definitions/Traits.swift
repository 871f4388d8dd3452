import Rosters
import Semantics

/// What the value of an expression or a definition depends on besides its row.
struct Traits: Sendable {

  /// Whether it reads `today`.
  var readsToday = false

  /// Whether it reads who pays.
  var readsPayer = false

  /// Whether it reads a row that encloses it.
  var readsOuter = false

  /// Whether it sums over months that the program states.
  var readsMonths = false

  /// The days on which what it reads changes, in ascending order.
  var changes: [Int32] = []

  /// The definitions it reads directly.
  var definitions: Set<Int> = []

  /// Adds what `other` depends on.
  mutating func formUnion(_ other: Traits) {
    formTemporalUnion(other)
    definitions.formUnion(other.definitions)
  }

  private mutating func formTemporalUnion(_ other: Traits) {
    readsToday = readsToday || other.readsToday
    readsPayer = readsPayer || other.readsPayer
    readsOuter = readsOuter || other.readsOuter
    readsMonths = readsMonths || other.readsMonths
    add(other.changes)
  }

  mutating func add(_ days: [Int32]) {
    if days.isEmpty || days == changes { return }
    changes = Array(Set(changes).union(days)).sorted()
  }

  /// Adds the first days and the days after the last of a period.
  mutating func addPeriod(from: CalendarDate?, to: CalendarDate?) {
    var days: [Int32] = []
    if let from { days.append(from.days) }
    if let to { days.append(to.days &+ 1) }
    add(days)
  }

  /// Returns the day that stands for `day`: equal ones make no difference to the value.
  func canonicalDay(_ day: Int32) -> Int32 {
    if readsToday || day == Frame.noDay { return day }
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? Frame.noDay + 1 : changes[low - 1]
  }
}

/// Finds what expressions depend on; `known` are the traits of the definitions they may read.
struct TraitFinder {

  /// By budget, the allocations that draw from it: what `apbd.left` rests on.
  var users: [Int: [DefinitionID]] = [:]

  /// By budget, the allocations that leave over to it: what it has to give rests on them.
  var feeders: [Int: [DefinitionID]] = [:]

  let known: (DefinitionID) -> Traits

  /// Returns what `e` depends on.
  func traits(_ e: CoreExpression) -> Traits {
    var t = Traits()
    visit(e, &t)
    return t
  }

  private func visit(_ e: CoreExpression?, _ t: inout Traits) {
    guard let e else { return }
    switch e.kind {
    case .constant, .field, .row, .fileRow, .input, .invalid: break
    case .today: t.readsToday = true
    case .compare(let comparison, let a, let b) where TraitFinder.changeDay(comparison, a, b) != nil:
      // Whether a period has begun or ended changes on one day, not on every day.
      if let day = TraitFinder.changeDay(comparison, a, b) { t.add([day]) }
    case .payer: t.readsPayer = true
    case .outer(let inner):
      // What is read further out is an enclosing row of the enclosing row.
      visit(inner, &t)
      t.readsOuter = true
    case .definition(let id), .table(let id, _): read(id, &t)
    case .result(let id, let result):
      read(id, &t)
      if result == .allocated || result == .left {
        for u in users[id.index] ?? [] where u != id { read(u, &t) }
      }
      if result == .available || result == .left {
        for f in feeders[id.index] ?? [] where f != id { read(f, &t) }
      }
    case .follow(let a, let b), .compare(_, let a, let b), .otherwise(let a, let b),
      .arithmetic(_, let a, let b),
      .shareOf(let a, let b), .elapsed(_, let a, let b, _), .rounded(let a, _, let b):
      visit(a, &t)
      visit(b, &t)
    case .not(let a), .isPresent(let a), .negated(let a), .shareValue(let a), .oneOf(let a, _),
      .dayPart(_, let a), .addMonths(let a, _, _):
      visit(a, &t)
      if case .addMonths(_, let b, _) = e.kind { visit(b, &t) }
    case .rowAt(_, let keys), .isIn(_, _, let keys), .all(let keys), .any(let keys), .joined(let keys):
      for k in keys { visit(k, &t) }
    case .aggregate(let a):
      var inner = Traits()
      visit(a.population, &inner)
      visit(a.value, &inner)
      // `outer` inside the aggregate is the row the aggregate stands at; only a second one reaches further.
      inner.readsOuter = TraitFinder.reachesOut(a, level: 1)
      t.formUnion(inner)
    case .call(let id, let arguments):
      read(id, &t)
      for a in arguments { visit(a, &t) }
    case .cases(let cases, let otherwise):
      for c in cases { visit(c, &t) }
      visit(otherwise, &t)
    case .exceptions(let base, let exceptions):
      visit(base, &t)
      for x in exceptions { visit(x, &t) }
    case .clamp(let a, let low, let high):
      visit(a, &t)
      visit(low, &t)
      visit(high, &t)
    case .onDate(let a, let day):
      visit(day, &t)
      dated(a, &t)
    case .eachMonth(let a, let from, let to):
      visit(from, &t)
      visit(to, &t)
      dated(a, &t)
      t.readsMonths = true
    }
  }

  /// The day is stated: what `e` reads of it does not depend on the day outside.
  private func dated(_ e: CoreExpression, _ t: inout Traits) {
    var inner = traits(e)
    inner.readsToday = false
    inner.changes = []
    t.formUnion(inner)
  }

  private func read(_ id: DefinitionID, _ t: inout Traits) {
    let other = known(id)
    t.readsToday = t.readsToday || other.readsToday
    t.readsPayer = t.readsPayer || other.readsPayer
    t.add(other.changes)
    t.definitions.insert(id.index)
  }

  private func visit(_ c: CoreCase, _ t: inout Traits) {
    visit(c.condition, &t)
    visit(c.result, &t)
    visit(c.reason, &t)
  }

  private func visit(_ x: CoreException, _ t: inout Traits) {
    t.addPeriod(from: x.from, to: x.to)
    visit(x.when, &t)
    for i in x.inner { visit(i, &t) }
  }

  private func visit(_ p: CorePopulation, _ t: inout Traits) {
    visit(p.backReference, &t)
    visit(p.condition, &t)
  }

  /// Returns what the definition with `body` depends on.
  func traits(_ body: CoreDefinition.Body) -> Traits {
    var t = Traits()
    switch body {
    case .value(let e): visit(e, &t)
    case .rule(_, let e), .function(_, let e): visit(e, &t)
    case .parameter(let p):
      for l in p.lines {
        t.addPeriod(from: l.from, to: l.to)
        visit(l.value, &t)
      }
      for x in p.exceptions { visit(x, &t) }
    case .table(let table):
      for r in table.rows {
        visit(r.condition, &t)
        for c in r.results { visit(c, &t) }
      }
    case .target(let target):
      visit(target.population, &t)
      visit(target.condition, &t)
      visit(target.level, &t)
      visit(target.group, &t)
      for l in target.levels { visit(l.level, &t) }
      if let b = target.baseline { dated(b.value, &t) }
      visit(target.cost, &t)
      for k in target.order { visit(k.value, &t) }
      t.readsPayer = false
    case .budget(let budget):
      visit(budget.amount, &t)
      if let p = budget.spentOn { visit(p, &t) }
      visit(budget.reserve, &t)
      if let v = budget.valid { t.addPeriod(from: v.from, to: v.to) }
      if let s = budget.splitFrom { read(s, &t) }
      t.readsPayer = false
    case .allocation(let a):
      visit(a.recipients, &t)
      for p in a.purses {
        read(p.definition, &t)
        for f in feeders[p.definition.index] ?? [] { read(f, &t) }
        visit(p.owner, &t)
      }
      switch a.method {
      case .select(let pay, let order):
        visit(pay, &t)
        for k in order { visit(k.value, &t) }
      case .divide(let basis, _, let ties):
        for e in basis.expressions { visit(e, &t) }
        for k in ties { visit(k.value, &t) }
      case .giveAmounts(_, let worth, let ties):
        visit(worth, &t)
        for k in ties { visit(k.value, &t) }
      case .optimise(let pay, _, let objective, let ties):
        visit(pay, &t)
        visit(objective, &t)
        for k in ties { visit(k.value, &t) }
      }
      for e in [a.floor, a.cap, a.multiple, a.allOrNone] { visit(e, &t) }
      for q in a.quotas {
        switch q {
        case .perGroup(_, let limit, let group, _):
          visit(limit, &t)
          visit(group, &t)
        case .ofPurse(_, let limit, _, let purse, let condition, _):
          visit(limit, &t)
          read(purse, &t)
          visit(condition, &t)
        }
      }
      if let l = a.leftover { read(l, &t) }
      visit(a.keeping?.condition, &t)
      if let f = a.asFarAs { read(f, &t) }
      t.readsPayer = false
    case .ranking(let r):
      visit(r.population, &t)
      for s in r.score {
        visit(s.weight, &t)
        visit(s.value, &t)
      }
      for k in r.ties { visit(k.value, &t) }
      visit(r.top, &t)
      visit(r.group, &t)
      t.readsPayer = false
    }
    t.readsOuter = false
    return t
  }
}

extension TraitFinder {

  /// Returns the day on which a comparison of today with a stated day changes, or `nil` if it is none.
  static func changeDay(_ comparison: CoreComparison, _ a: CoreExpression, _ b: CoreExpression) -> Int32? {
    guard case .today = a.kind, case .constant(.date(let day)) = b.kind else { return nil }
    switch comparison {
    case .greaterOrEqual, .less: return day.days
    case .greater, .lessOrEqual: return day.days &+ 1
    case .equal, .notEqual: return nil
    }
  }

  /// Returns whether the aggregate reads a row that stands `level` or more rosters further out.
  static func reachesOut(_ a: CoreAggregate, level: Int) -> Bool {
    reachesOut(a.population.backReference, level: level) || reachesOut(a.population.condition, level: level)
      || reachesOut(a.value, level: level)
  }

  /// Returns whether `e` reads a row that stands more than `level` rosters further out.
  static func reachesOut(_ e: CoreExpression?, level: Int) -> Bool {
    guard let e else { return false }
    switch e.kind {
    case .outer(let inner): return level == 0 || reachesOut(inner, level: level - 1)
    case .aggregate(let a): return reachesOut(a, level: level + 1)
    case .constant, .field, .row, .fileRow, .definition, .result, .input, .today, .payer, .table, .invalid:
      return false
    case .follow(let a, let b), .compare(_, let a, let b), .otherwise(let a, let b),
      .arithmetic(_, let a, let b),
      .shareOf(let a, let b), .elapsed(_, let a, let b, _), .rounded(let a, _, let b), .onDate(let a, let b),
      .addMonths(let a, let b, _):
      return reachesOut(a, level: level) || reachesOut(b, level: level)
    case .not(let a), .isPresent(let a), .negated(let a), .shareValue(let a), .oneOf(let a, _),
      .dayPart(_, let a):
      return reachesOut(a, level: level)
    case .rowAt(_, let keys), .isIn(_, _, let keys), .all(let keys), .any(let keys), .joined(let keys),
      .call(_, let keys):
      return keys.contains { reachesOut($0, level: level) }
    case .cases(let cases, let otherwise):
      return cases.contains { reachesOut($0.condition, level: level) || reachesOut($0.result, level: level) }
        || reachesOut(otherwise, level: level)
    case .exceptions(let base, let exceptions):
      return reachesOut(base, level: level) || exceptions.contains { reachesOut($0, level: level) }
    case .clamp(let a, let low, let high):
      return reachesOut(a, level: level) || reachesOut(low, level: level) || reachesOut(high, level: level)
    case .eachMonth(let a, let from, let to):
      return reachesOut(a, level: level) || reachesOut(from, level: level) || reachesOut(to, level: level)
    }
  }

  private static func reachesOut(_ x: CoreException, level: Int) -> Bool {
    reachesOut(x.when.condition, level: level) || reachesOut(x.when.result, level: level)
      || x.inner.contains { reachesOut($0, level: level) }
  }
}
