import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// The clauses of an allocation, sorted by what they are.
  struct AllocationClauses {
    var from: ([PurseSyntax], Span)?
    var to: PopulationSyntax?
    var pay: (ExpressionSyntax, Span)?
    var order: ([OrderSyntax], Span)?
    var proportion: (ExpressionSyntax, Span)?
    var equally: Span?
    var parts: ([PartSyntax], Span)?
    var claims: (ExpressionSyntax, ClaimsSyntax, Span)?
    var atLeast: ExpressionSyntax?
    var atMost: ExpressionSyntax?
    var multiples: ExpressionSyntax?
    var remainder: RemainderSyntax?
    var ties: ([OrderSyntax], Span)?
    var leftover: Name?
    var optimise: (Bool, ExpressionSyntax, Span)?
  }

  func lowerAllocation(_ s: AllocationSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    var c = AllocationClauses()
    for clause in s.clauses {
      switch clause {
      case .from(let purses, let span):
        c.from = once(c.from, (purses, span), Bilingual(en: "from", id: "dari"), span)
      case .to(let p): c.to = once(c.to, p, Bilingual(en: "to", id: "kepada"), p.span)
      case .pay(let e, let span): c.pay = once(c.pay, (e, span), Bilingual(en: "pay", id: "bayar"), span)
      case .order(let keys, let span):
        c.order = once(c.order, (keys, span), Bilingual(en: "in order of", id: "urut menurut"), span)
      case .proportion(let e, let span):
        c.proportion = once(
          c.proportion, (e, span), Bilingual(en: "in proportion to", id: "sebanding dengan"), span)
      case .equally(let span):
        c.equally = once(c.equally, span, Bilingual(en: "equally", id: "sama rata"), span)
      case .parts(let parts, let span):
        c.parts = once(c.parts, (parts, span), Bilingual(en: "in parts", id: "dalam bagian"), span)
      case .claims(let e, let rule, let span):
        c.claims = once(
          c.claims, (e, rule, span), Bilingual(en: "settle claims of", id: "lunasi tagihan sebesar"), span)
      case .atLeast(let e, let span):
        c.atLeast = once(c.atLeast, e, Bilingual(en: "at least", id: "paling sedikit"), span)
      case .atMost(let e, let span):
        c.atMost = once(c.atMost, e, Bilingual(en: "at most", id: "paling banyak"), span)
      case .multiples(let e, let span):
        c.multiples = once(c.multiples, e, Bilingual(en: "in multiples of", id: "dalam kelipatan"), span)
      case .remainder(let r, let span):
        c.remainder = once(c.remainder, r, Bilingual(en: "remainder by", id: "pembulatan menurut"), span)
      case .ties(let keys, let span):
        c.ties = once(c.ties, (keys, span), Bilingual(en: "ties by", id: "bila seri menurut"), span)
      case .leftover(let name, let span):
        c.leftover = once(c.leftover, name, Bilingual(en: "leftover to", id: "sisanya ke"), span)
      case .optimise(let maximise, let e, let span):
        c.optimise = once(
          c.optimise, (maximise, e, span),
          maximise
            ? Bilingual(en: "maximise", id: "maksimalkan") : Bilingual(en: "minimise", id: "minimalkan"), span
        )
      case .groupQuota, .purseQuota, .mayBeSplit, .skipAndGoOn, .allOrNone, .keeping, .asFarAs: break
      }
    }
    let name = s.name.span
    if c.from == nil { report(.clauseNeeded(.allocation, .from, at: name)) }
    if c.to == nil { report(.clauseNeeded(.allocation, .to, at: name)) }
    guard let to = c.to, let (recipients, rows) = lowerPopulation(to, Scope()) else {
      let none = CoreAllocation(
        recipients: CorePopulation(roster: RosterID(0)), purses: [],
        method: .select(pay: invalid(name), order: []))
      return definition(entry, .allocation(none), .unknown, s.authority)
    }
    let roster = recipients.roster
    let purses = (c.from?.0 ?? []).compactMap { purse($0, rows, roster, of: s.name) }
    var allocation = CoreAllocation(
      recipients: recipients, purses: purses, method: method(c, rows, roster, s))
    allocation.floor = c.atLeast.map { money($0, rows) }
    allocation.cap = c.atMost.map { money($0, rows) }
    allocation.multiple = c.multiples.map { e in
      let core = money(e, Scope())
      if case .constant(.number(let n)) = core.kind, n.signum <= 0 { report(.stepNotPositive(at: e.span)) }
      return core
    }
    allocation.leftover = c.leftover.flatMap { budgetNamed($0) }
    if let id = allocation.leftover { dependencies.insert(id.index) }
    for clause in s.clauses { addCondition(clause, to: &allocation, rows, globals[s.name.text]) }
    checkLeftover(allocation, c.leftover, s.name)
    reportMisplacedClauses(s.clauses, of: allocation)
    keepAwards(s, &allocation, rows)
    return definition(entry, .allocation(allocation), .number(.money), s.authority)
  }

  private func once<T>(_ known: T?, _ new: T, _ clause: Bilingual, _ span: Span) -> T {
    if known != nil { report(.clauseRepeated(clause, at: span)) }
    return known ?? new
  }

  private func method(
    _ c: AllocationClauses, _ rows: Scope, _ roster: RosterID, _ s: AllocationSyntax
  ) -> CoreAllocation.Method {
    let name = s.name.span
    if let (maximise, e, span) = c.optimise {
      let order = c.ties ?? c.order
      let ties =
        order.map { orderKeys($0.0, rows, roster, decidesMoney: true, at: $0.1) }
        ?? keyOrder(roster, at: span)
      if let (pay, _) = c.pay {
        return .optimise(
          pay: money(pay, rows), maximise: maximise, objective: objective(e, rows), ties: ties)
      }
      guard let amounts = AmountObjective(e, of: s.name.text) else {
        report(.objectiveOfAmounts(s.name.text, at: e.span))
        return .giveAmounts(maximise: maximise, worth: invalid(e.span), ties: ties)
      }
      return .giveAmounts(maximise: maximise, worth: worth(amounts, at: e.span, rows), ties: ties)
    }
    if let (pay, paySpan) = c.pay {
      if let span = c.proportion?.1 ?? c.equally ?? c.parts?.1 ?? c.claims?.2 {
        report(.payAndDivide(pay: paySpan, at: span))
      }
      let amount = money(pay, rows)
      guard let (keys, span) = c.order else {
        report(.clauseNeeded(.allocation, .order, at: name))
        return .select(pay: amount, order: [])
      }
      return .select(pay: amount, order: orderKeys(keys, rows, roster, decidesMoney: true, at: span))
    }
    let ties = c.ties.map { orderKeys($0.0, rows, roster, decidesMoney: true, at: $0.1) }
    if let (basis, span) = divisionBasis(c, rows) {
      return .divide(
        basis, remainder: c.remainder ?? .largestRemainder, ties: ties ?? keyOrder(roster, at: span))
    }
    report(.clauseNeeded(.allocation, .method, at: name))
    return .select(pay: invalid(name), order: [])
  }

  /// What one recipient adds to what is to be greatest or least: 1 for a count, the value for a sum.
  private func objective(_ e: ExpressionSyntax, _ rows: Scope) -> CoreExpression {
    if case .aggregate(let a) = e.kind {
      var inner = rows
      var test: CoreExpression?
      if let p = a.population {
        guard case .current = p.source else {
          report(.objectiveOfOtherRows(at: p.span))
          return invalid(e.span)
        }
        test = p.condition.map { condition($0, inner) }
        if let test { inner = inner.knowing(facts(of: test, holding: true)) }
      }
      func constant(_ n: Int64) -> CoreExpression {
        CoreExpression(.constant(.number(Rational(n))), type: .number(.count), origin: e.span)
      }
      let value: CoreExpression
      switch a.function {
      case .count: value = constant(1)
      case .sum: value = a.value.map { number($0, inner) } ?? invalid(e.span)
      case .average, .median, .min, .max, .share:
        report(.objectiveOfOtherRows(at: e.span))
        return invalid(e.span)
      }
      guard let test else { return value }
      let nothing = CoreExpression(.constant(.number(0)), type: value.type, origin: e.span)
      let one = CoreCase(condition: test, result: value, reason: nil, citation: nil, origin: e.span)
      return CoreExpression(.cases([one], otherwise: nothing), type: value.type, origin: e.span)
    }
    return number(e, rows)
  }

  private func purse(
    _ p: PurseSyntax, _ rows: Scope, _ recipients: RosterID, of allocation: Name
  ) -> CorePurse? {
    guard let id = globals[p.name.text] else {
      let known = entries.filter { e in
        switch e.syntax {
        case .budget, .pot, .allocation: true
        case .letValue, .parameter, .function, .rule, .table, .target, .ranking: false
        }
      }
      report(.unknownBudget(p.name, among: known.map(\.name.text)))
      return nil
    }
    dependencies.insert(id.index)
    // What others leave over to it is there first.
    for feeder in feeders(of: p.name) where entries[feeder.index].name.text != allocation.text {
      dependencies.insert(feeder.index)
    }
    var owners: RosterID?
    switch entries[id.index].syntax {
    case .budget(let b): owners = b.owners.flatMap { rosterNames[$0.text] }
    case .pot: break
    case .allocation(let a):
      for case .to(let population) in a.clauses { owners = rosterOf(population) }
      if owners == nil { return nil }
    case .letValue, .parameter, .function, .rule, .table, .target, .ranking:
      report(.notABudget(p.name))
      return nil
    }
    guard let owners else {
      if let e = p.owner { report(.purseWithoutOwners(p.name, at: e.span)) }
      return CorePurse(definition: id, owner: nil, origin: p.name.span)
    }
    guard let e = p.owner else {
      if owners == recipients {
        let row = CoreExpression(.row, type: .row(owners), origin: p.name.span)
        return CorePurse(definition: id, owner: row, origin: p.name.span)
      }
      report(.purseNeedsOwner(p.name, owners: rosters[owners.index].name))
      return nil
    }
    let core = expectType(checkPresent(e, rows), .row(owners))
    return CorePurse(definition: id, owner: core, origin: p.name.span.joined(with: e.span))
  }

  private func addCondition(
    _ clause: AllocationClause, to a: inout CoreAllocation, _ rows: Scope, _ own: DefinitionID?
  ) {
    switch clause {
    case .groupQuota(let atLeast, let e, let group, let span):
      a.quotas.append(.perGroup(atLeast: atLeast, number(e, Scope()), group: grouping(group, rows), span))
    case .purseQuota(let atLeast, let e, let purse, let condition, let span):
      guard let id = globals[purse.text] else {
        report(.unknownBudget(purse, among: a.purses.map { entries[$0.definition.index].name.text }))
        return
      }
      if !a.purses.contains(where: { $0.definition == id }) { report(.quotaOfOtherPurse(purse)) }
      var part = number(e, Scope())
      let isMoney = if case .number(let unit) = part.type { unit.isMoney } else { false }
      part = conform(part, to: .number(isMoney ? .money : .percent), literalsTakeUnit: false)
      a.quotas.append(
        .ofPurse(
          atLeast: atLeast, part, isFraction: !isMoney, purse: id,
          condition: self.condition(condition, rows), span))
    case .allOrNone(let e, _): a.allOrNone = grouping(e, rows)
    case .mayBeSplit: a.mayBeSplit = true
    case .skipAndGoOn: a.skipsAndGoesOn = true
    case .asFarAs(let name, _):
      if let id = globals[name.text], case .target(let t) = entries[id.index].syntax {
        a.asFarAs = targetBefore(own, t, id)
        if let read = a.asFarAs { dependencies.insert(read.index) }
      } else {
        report(.unknownTarget(name, among: targetNames()))
      }
    case .from, .to, .pay, .order, .proportion, .equally, .parts, .claims, .atLeast, .atMost, .multiples,
      .remainder, .ties, .leftover, .optimise, .keeping:
      break
    }
  }

  /// The target that an allocation goes only as far as: where it counts those whom the allocation funds, as it is
  /// before, so that the allocation does not wait for its own result.
  private func targetBefore(_ own: DefinitionID?, _ t: TargetSyntax, _ id: DefinitionID) -> DefinitionID {
    var scan = ReferenceScan(self)
    scan.scan(entries[id.index].syntax, roster: nil, exceptions: [])
    guard let own, scan.found.contains(own.index) else { return id }
    let (outerDependencies, outerRosters, outerUnfunded) = (dependencies, readRosters, unfunded)
    (dependencies, readRosters, unfunded) = ([], [], own)
    // What is wrong with the target is said where it stands.
    var core = quietly { lowerTarget(t, entries[id.index]) }
    core.dependencies = dependencies.sorted().map { DefinitionID($0) }
    core.rosters = readRosters.sorted().map { RosterID($0) }
    (dependencies, readRosters, unfunded) = (outerDependencies, outerRosters, outerUnfunded)
    detachedTargets.append(core)
    return DefinitionID(entries.prefix { !$0.isVirtual }.count + detachedTargets.count - 1)
  }

  /// The names of all targets.
  func targetNames() -> [String] {
    entries.compactMap { e in
      if case .target = e.syntax { e.name.text } else { nil }
    }
  }
}
