import Rosters
import Syntax

/// Finds which definitions a piece of syntax reads, before anything is typed, so that they can be checked first.
///
/// It may miss what only types tell (a rule whose value is a row) and may name what a choice is called; checking
/// sorts out both. It serves the order, not the meaning.
struct ReferenceScan {

  let checker: Checker
  private(set) var found: Set<Int> = []

  init(_ checker: Checker) { self.checker = checker }

  private mutating func note(_ name: String, in roster: RosterID?) {
    if let r = roster, let c = checker.columns[r.index][checker.kindAliases[r.index][name] ?? name] {
      switch c {
      case .field: break
      case .rule(let id), .table(let id, _): found.insert(id.index)
      }
      return
    }
    if let id = checker.globals[name] { found.insert(id.index) }
  }

  mutating func scan(_ syntax: DefinitionSyntax, roster: RosterID?, exceptions: [ExceptionSyntax]) {
    switch syntax {
    case .letValue(let s): scan(s.value, nil)
    case .parameter(let s):
      for l in s.lines { scan(l.value, nil) }
      scan(s.exceptions, nil)
    case .function(let s): scan(s.body, nil)
    case .rule(let s): scan(s.body, roster)
    case .table(let s):
      for c in s.grid.conditions { scan(c, roster) }
      for row in s.grid.rows { for c in row.conditions + row.results { scan(c, roster) } }
    case .target(let s):
      let rows = scan(s.population, nil) ?? roster
      for e in [s.level, s.condition, s.group, s.cost] { scan(e, rows) }
      for l in s.levels { scan(l.level, rows) }
      scan(s.baseline?.value, rows)
      for o in s.order { scan(o.value, rows) }
    case .budget(let s):
      scan(s.amount, s.owners.flatMap { checker.rosterNames[$0.text] })
      for c in s.clauses {
        switch c {
        case .spentOn(let p): _ = scan(p, nil)
        case .reserve(let e, _): scan(e, nil)
        case .under, .valid, .carriedOver: break
        }
      }
    case .pot(let s, let i):
      note(s.budget.text, in: nil)
      if s.pots.indices.contains(i) { scan(s.pots[i].value, nil) }
    case .allocation(let s): scan(s)
    case .ranking(let s):
      let rows = scan(s.population, nil)
      for part in s.score {
        scan(part.weight, rows)
        scan(part.value, rows)
      }
      for o in s.ties { scan(o.value, rows) }
      scan(s.top, rows)
      scan(s.group, rows)
    }
    for e in exceptions { scan(e.exceptions, roster) }
  }

  private mutating func scan(_ s: AllocationSyntax) {
    var rows: RosterID?
    for case .to(let p) in s.clauses { rows = scan(p, nil) }
    for c in s.clauses {
      switch c {
      case .from(let purses, _):
        for p in purses {
          note(p.name.text, in: nil)
          scan(p.owner, rows)
        }
      case .pay(let e, _), .proportion(let e, _), .atLeast(let e, _), .atMost(let e, _), .multiples(let e, _),
        .allOrNone(let e, _), .claims(let e, _, _):
        scan(e, rows)
      case .optimise(_, let e, _):
        // The amounts that are to be found are no result that is waited for.
        if let amounts = AmountObjective(e, of: s.name.text) {
          scan(amounts.worth, rows)
          _ = scan(amounts.population, rows)
        } else {
          scan(e, rows)
        }
      case .parts(let parts, _): for p in parts { scan(p.weight, rows) }
      case .keeping(_, let condition, _): scan(condition, rows)
      case .order(let keys, _), .ties(let keys, _): for k in keys { scan(k.value, rows) }
      case .groupQuota(_, let e, let group, _):
        scan(e, rows)
        scan(group, rows)
      case .purseQuota(_, let e, let purse, let condition, _):
        scan(e, rows)
        note(purse.text, in: nil)
        scan(condition, rows)
      case .leftover(let name, _), .asFarAs(let name, _): note(name.text, in: nil)
      case .to, .equally, .remainder, .mayBeSplit, .skipAndGoOn: break
      }
    }
  }

  private mutating func scan(_ body: BodySyntax, _ roster: RosterID?) {
    scan(body.expression, roster)
    for c in body.cases { scan(c, roster) }
    scan(body.otherwise?.result, roster)
    for p in body.periods {
      scan(p.expression, roster)
      for c in p.cases { scan(c, roster) }
      scan(p.otherwise?.result, roster)
    }
    scan(body.exceptions, roster)
  }

  private mutating func scan(_ w: WhenSyntax, _ roster: RosterID?) {
    scan(w.condition, roster)
    scan(w.result, roster)
    scan(w.reason, roster)
  }

  private mutating func scan(_ exceptions: [ExceptSyntax], _ roster: RosterID?) {
    for e in exceptions {
      scan(e.when, roster)
      scan(e.inner, roster)
    }
  }

  private mutating func scan(_ c: CellSyntax, _ roster: RosterID?) { scan(c.form, roster) }

  private mutating func scan(_ form: CellSyntax.Form, _ roster: RosterID?) {
    switch form {
    case .both(let a, let b):
      scan(a, roster)
      scan(b, roster)
    case .either(let parts): for p in parts { scan(p, roster) }
    case .negated(let inner): scan(inner, roster)
    case .blank, .any, .otherwise, .presence, .mustBeDecided, .unclear: break
    case .comparison(_, let e): scan(e, roster)
    case .range(let a, let b):
      scan(a, roster)
      scan(b, roster)
    case .values(let all, _): for e in all { scan(e, roster) }
    }
  }

  private mutating func scan(_ p: PopulationSyntax?, _ roster: RosterID?) -> RosterID? {
    guard let p else { return nil }
    switch p.source {
    case .current: break
    case .named(let n), .notFunded(let n), .notRanked(let n):
      if checker.rosterNames[n.text] == nil { note(n.text, in: nil) }
    case .setAside, .duplicates: break
    }
    var rows = checker.rosterOf(p)
    if case .current = p.source { rows = roster }
    scan(p.condition, rows)
    return rows
  }

  /// The roster of the row that `e` gives, as far as fields tell.
  private func rosterGiven(by e: ExpressionSyntax, _ roster: RosterID?) -> RosterID? {
    func field(_ name: String, _ r: RosterID) -> RosterID? {
      guard case .field(let p)? = checker.columns[r.index][checker.kindAliases[r.index][name] ?? name],
        case .row(let next) = checker.rosters[r.index].types[p]
      else { return nil }
      return next
    }
    if case .name(let n) = e.kind { return roster.flatMap { field(n.text, $0) } }
    if case .member(let base, let n) = e.kind {
      return rosterGiven(by: base, roster).flatMap { field(n.text, $0) }
    }
    if case .rowAt(let n, _) = e.kind { return checker.rosterNames[n.text] }
    if case .parenthesised(let inner) = e.kind { return rosterGiven(by: inner, roster) }
    return nil
  }

  private mutating func scan(_ e: ExpressionSyntax?, _ roster: RosterID?) {
    guard let e else { return }
    switch e.kind {
    case .number, .percent, .money, .counted, .duration, .date, .month, .yes, .no, .missing, .today, .fileRow,
      .hole, .this, .onlyIn, .inBoth, .invalid:
      break
    case .text(let parts):
      for p in parts { if case .expression(let inner) = p { scan(inner, roster) } }
    case .name(let n): note(n.text, in: roster)
    case .member(let base, let n):
      scan(base, roster)
      if let r = rosterGiven(by: base, roster) {
        note(n.text, in: r)
      } else if case .this = base.kind {
        break
      }
    case .call(let n, let arguments):
      note(n.text, in: nil)
      for a in arguments { scan(a, roster) }
    case .not(let a), .negated(let a), .presence(let a, _), .membership(let a, _, _), .per(let a, _),
      .orTheNextDay(let a), .dayPart(_, let a), .converted(let a, _), .parenthesised(let a), .rowAt(_, let a):
      scan(a, roster)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .otherwise(let a, let b),
      .rounded(let a, _, let b), .percentOf(let a, let b), .asShareOf(let a, let b), .onDate(let a, let b):
      scan(a, roster)
      scan(b, roster)
    case .conjunction(let all), .disjunction(let all): for a in all { scan(a, roster) }
    case .isOneOf(let a, let all, _):
      scan(a, roster)
      for b in all { scan(b, roster) }
    case .range(let a, let b, let c), .inEachMonth(let a, let b, let c):
      scan(a, roster)
      scan(b, roster)
      scan(c, roster)
    case .elapsed(_, let a, let b, _):
      scan(a, roster)
      scan(b, roster)
    case .clamp(let a, let b, let c):
      scan(a, roster)
      scan(b, roster)
      scan(c, roster)
    case .aggregate(let a):
      let rows = a.population.flatMap { scan($0, roster) }
      scan(a.value, rows ?? roster)
    }
  }
}
