import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

extension Model {

  /// Returns the allocation `id`: who is paid, or why nobody can be.
  public func allocation(
    _ id: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> AllocationResult {
    try allocation(id, resolve(frame).unpaid)
  }

  func allocation(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> AllocationResult {
    guard case .allocation(let a) = program[id].body else {
      throw .refused(
        EvaluationFault(.internalFault(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
    }
    try refuseRing(id)
    let peers = peers(of: id, a)
    if peers.isEmpty { return try unchecked(id, a, frame) }
    var traits = traits[id.index]
    traits.definitions = [id.index]
    for peer in peers {
      traits.formUnion(self.traits[peer.index])
      traits.definitions.insert(peer.index)
    }
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, traits))
    return try results.allocations.value(key) { () throws(EvaluationStop) in
      let own = try unchecked(id, a, frame)
      for peer in peers where own.isPossible {
        guard case .allocation(let other) = program[peer].body else { continue }
        if let fault = overdraft(own, try unchecked(peer, other, frame)) { return own.stopping(for: fault) }
      }
      return own
    }
  }

  /// Returns the allocations that draw from a purse that `id` draws from, where nothing says which comes first.
  private func peers(of id: DefinitionID, _ a: CoreAllocation) -> [DefinitionID] {
    var found: [DefinitionID] = []
    for p in a.purses {
      for user in users[p.definition.index] ?? []
      where user != id && !found.contains(user) && !rests(id, on: user) && !rests(user, on: id) {
        found.append(user)
      }
    }
    return found
  }

  /// Returns whether `id` reads `other`, directly or through what it reads.
  func rests(_ id: DefinitionID, on other: DefinitionID) -> Bool {
    var seen: Set<Int> = [id.index]
    var stack = [id.index]
    while let d = stack.popLast() {
      if traits[d].definitions.contains(other.index) { return true }
      for read in traits[d].definitions where seen.insert(read).inserted { stack.append(read) }
    }
    return false
  }

  /// Returns why two allocations can not both be carried out: together they take more than a purse has.
  private func overdraft(_ own: AllocationResult, _ other: AllocationResult) -> EvaluationFault? {
    struct Key: Hashable {
      let definition: Int
      let owner: RowReference?
    }
    var taken: [Key: Rational] = [:]
    for p in other.purses {
      taken[Key(definition: p.definition.index, owner: p.owner), default: .zero] = p.allocated
    }
    for p in own.purses {
      guard let also = taken[Key(definition: p.definition.index, owner: p.owner)],
        p.allocated + also > p.available
      else { continue }
      return EvaluationFault(
        .overdrawn(
          program[p.definition].name,
          by: [own.definition, other.definition].map { program[$0].name }.sorted(),
          total: p.allocated + also, available: p.available,
          at: program[DefinitionID(max(own.definition.index, other.definition.index))].nameSpan),
        roster: p.owner?.roster, row: p.owner.map { Int($0.row) } ?? 0)
    }
    return nil
  }

  /// Returns the allocation as if nobody else drew from its purses but those it rests on.
  private func unchecked(
    _ id: DefinitionID, _ a: CoreAllocation, _ frame: Frame
  ) throws(EvaluationStop) -> AllocationResult {
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    return try results.uncheckedAllocations.value(key) { () throws(EvaluationStop) in
      profile?.begin(.definition(program[id].name))
      defer { profile?.end(rows: tableIfLoaded(a.recipients.roster)?.count ?? 0) }
      let roster = try loaded(a.recipients.roster)
      let (setAside, excess) = try setAsideRows(of: id, recipients: a.recipients.roster)
      var plan = try self.plan(id, a, roster, frame)
      plan.stops = excess + plan.stops
      return try AllocationRun(model: self, id: id, allocation: a, roster: roster, frame: frame, plan: plan)
        .result(setAside: setAside)
    }
  }

  /// Returns what the allocation rests on besides its money, kept over changes of the money.
  private func plan(
    _ id: DefinitionID, _ a: CoreAllocation, _ roster: LoadedRoster, _ frame: Frame
  ) throws(EvaluationStop) -> AllocationPlan {
    let finder = TraitFinder(users: users) { self.traits[$0.index] }
    let traits = finder.traits(planOf: a) { restrictions(of: $0) }
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, traits))
    return try results.plans.value(key) { () throws(EvaluationStop) in
      profile?.begin(.plan(program[id].name))
      defer { profile?.end(rows: roster.count) }
      var planner = AllocationPlanner(self, id, a, roster, frame)
      return try planner.plan()
    }
  }

  /// Returns how many rows were set aside of each roster that the definition reads, and a reason to stop for
  /// each that lost more than it accepts.
  private func setAsideRows(
    of id: DefinitionID, recipients: RosterID
  ) throws(EvaluationStop) -> ([(roster: RosterID, count: Int)], [EvaluationFault]) {
    var rosters: Set<Int> = [recipients.index]
    var seen: Set<Int> = [id.index]
    var stack = [id.index]
    while let d = stack.popLast() {
      for r in program.definitions[d].rosters { rosters.insert(r.index) }
      for read in traits[d].definitions where seen.insert(read).inserted { stack.append(read) }
    }
    var counts: [(roster: RosterID, count: Int)] = []
    var excess: [EvaluationFault] = []
    for index in rosters.sorted() where program.rosters.indices.contains(index) {
      let core = program.rosters[index]
      switch core.origin {
      case .matched: continue
      case .file, .combined: break
      }
      let table = try table(RosterID(index))
      // A row that gave way to another as the program says is not lost.
      let lost =
        table.setAside.isEmpty ? 0 : table.setAside.reduce(0) { $0 + ($1.reason.severity == .note ? 0 : 1) }
      counts.append((RosterID(index), lost))
      let accepted = Rational(table.rowsRead) * (core.schema.tolerance ?? .zero)
      if Rational(lost) > accepted {
        excess.append(
          EvaluationFault(
            .tooManySetAside(
              core.name, lost: lost, of: table.rowsRead, tolerance: core.schema.tolerance,
              at: core.definitionSpan),
            roster: nil, row: 0))
      }
    }
    return (counts, excess)
  }

  /// Stops if the definition rests on itself, which the checker should have found.
  func refuseRing(_ id: DefinitionID) throws(EvaluationStop) {
    if rings.contains(id.index) {
      throw .refused(
        EvaluationFault(.definitionRing(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
    }
  }
}

/// Runs the money of an allocation over its plan.
struct AllocationRun {

  let model: Model
  let id: DefinitionID
  let allocation: CoreAllocation
  let roster: LoadedRoster
  let frame: Frame
  var plan: AllocationPlan

  private struct Purses {
    var list: [AllocationPurse] = []
    /// Of each step, where its purses start in the list.
    var starts: [Int] = []
    /// Of each step, the purse of each owner's row; `nil` where it is one for all.
    var byOwner: [[Int32]?] = []
    var faults: [EvaluationFault] = []
  }

  func result(setAside: [(roster: RosterID, count: Int)]) throws(EvaluationStop) -> AllocationResult {
    let purses = try self.purses()
    let stops = plan.stops + purses.faults
    if !stops.isEmpty { return stopped(purses.list, stops, setAside) }
    switch allocation.method {
    case .select, .optimise: return try select(purses, setAside)
    case .divide(_, let method, _): return try divide(purses, method, setAside)
    }
  }

  private func stopped(
    _ purses: [AllocationPurse], _ stops: [EvaluationFault], _ setAside: [(roster: RosterID, count: Int)]
  ) -> AllocationResult {
    AllocationResult(
      definition: id, roster: roster.id, rowCount: roster.count, candidates: [], purses: purses, ranks: [],
      amounts: Amounts([]), purseOfCandidate: [], reasons: [], funded: [], paidUntil: nil, outcome: .none,
      stops: stops,
      setAside: setAside)
  }

  private func purses() throws(EvaluationStop) -> Purses {
    var result = Purses()
    for (source, purse) in allocation.purses.enumerated() {
      if let known = allocation.purses[..<source].firstIndex(where: { $0.definition == purse.definition }) {
        // The same money named twice is the same purse.
        result.starts.append(result.starts[known])
        result.byOwner.append(result.byOwner[known])
        continue
      }
      result.starts.append(result.list.count)
      switch model.program[purse.definition].body {
      case .budget:
        let budget = try model.budget(purse.definition, frame)
        result.faults += budget.faults
        if let owners = budget.owners {
          result.byOwner.append(budget.amounts.indices.map { Int32(result.list.count + $0) })
          for i in budget.amounts.indices {
            result.list.append(
              AllocationPurse(
                definition: purse.definition, source: source, owner: RowReference(owners, Int32(i)),
                amount: budget.amounts[i], reserve: budget.amounts[i] - budget.available(i),
                available: budget.available(i)))
          }
        } else {
          result.byOwner.append(nil)
          result.list.append(
            AllocationPurse(
              definition: purse.definition, source: source, owner: nil, amount: budget.amounts[0],
              reserve: budget.amounts[0] - budget.available(0), available: budget.available(0)))
        }
      case .allocation:
        let earlier = try model.allocation(purse.definition, frame)
        result.faults += earlier.stops
        var byOwner = [Int32](repeating: -1, count: earlier.rowCount)
        for (i, row) in earlier.candidates.enumerated() where earlier.isPossible {
          byOwner[Int(row)] = Int32(result.list.count)
          result.list.append(
            AllocationPurse(
              definition: purse.definition, source: source, owner: RowReference(earlier.roster, row),
              amount: earlier.amounts[i], reserve: .zero, available: earlier.amounts[i]))
        }
        result.byOwner.append(byOwner)
      case .value, .parameter, .rule, .table, .function, .target, .ranking:
        throw .refused(
          EvaluationFault(
            .internalFault(model.program[purse.definition].name, at: purse.origin), roster: nil, row: 0))
      }
    }
    try subtractEarlier(&result)
    return result
  }

  /// Takes from the purses what allocations have spent that this one rests on: they come first.
  private func subtractEarlier(_ purses: inout Purses) throws(EvaluationStop) {
    for definition in Set(purses.list.map { $0.definition.index }).sorted() {
      for user in Set(model.users[definition] ?? []).sorted(by: { $0.index < $1.index })
      where user != id && model.rests(id, on: user) {
        let earlier = try model.allocation(user, frame)
        purses.faults += earlier.stops
        var spent: [RowReference?: Rational] = [:]
        for p in earlier.purses where p.definition.index == definition {
          spent[p.owner] = (spent[p.owner] ?? .zero) + p.allocated
        }
        for i in purses.list.indices where purses.list[i].definition.index == definition {
          if let taken = spent[purses.list[i].owner] {
            purses.list[i].available = purses.list[i].available - taken
          }
        }
      }
    }
  }

  private func select(
    _ purses: Purses, _ setAside: [(roster: RosterID, count: Int)]
  ) throws(EvaluationStop) -> AllocationResult {
    var sources: [Source] = []
    for (i, step) in plan.steps.enumerated() {
      let of: Source.Purses
      if let byOwner = purses.byOwner[i] {
        guard let owner = step.owner else {
          throw .refused(
            EvaluationFault(
              .purseWithoutOwner(model.program[step.definition].name, at: allocation.purses[i].origin),
              roster: nil,
              row: 0))
        }
        of = .perRow(owner.map { $0 < 0 || Int($0) >= byOwner.count ? -1 : byOwner[Int($0)] })
      } else {
        of = .one(purses.starts[i])
      }
      sources.append(Source(of, eligible: step.eligible, costs: step.costs))
    }
    var quotas = plan.quotas
    for q in plan.purseQuotas {
      let part = try number(q.part)
      let amount = purses.list.filter { $0.source == q.step }.reduce(Rational.zero) { $0 + $1.amount }
      quotas.append(Allocation.Quota(.money, atMost: .same(part * amount), where: q.mask, sources: [q.step]))
    }
    if let target = allocation.asFarAs { quotas.append(try asFarAs(target)) }
    let problem = SelectProblem(
      rowCount: plan.candidates.count, order: plan.order,
      purses: purses.list.map { Purse(available: $0.available) },
      sources: sources, costs: plan.costs, mayBeSplit: allocation.mayBeSplit,
      skipAndGoOn: allocation.skipsAndGoesOn, quotas: quotas, floors: plan.places,
      wholeGroupOfRow: plan.wholeGroups)
    switch problem.solve() {
    case .failure(let impossibility):
      return stopped(purses.list, [fault(impossibility)], setAside)
    case .success(let outcome):
      let columns = outcome.columns()
      var list = purses.list
      for (i, entry) in outcome.ledger.enumerated() {
        list[i].allocated = entry.allocated
        list[i].funded = entry.funded
        list[i].closedAtRank = entry.closedAtRank
        list[i].closedByRow = entry.closedByRow.map { plan.candidates[$0] }
        list[i].unreached = entry.unreached
      }
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: columns.ranks,
        amounts: columns.amounts,
        purseOfCandidate: columns.purses,
        reasons: columns.reasons.map { AllocationReason(SelectReason(rawValue: $0) ?? .notEligible) },
        funded: columns.funded, paidUntil: plan.paidUntil, outcome: .select(outcome), stops: [],
        setAside: setAside)
    }
  }

  private func number(_ e: CoreExpression) throws(EvaluationStop) -> Rational {
    let evaluator = Evaluator(model)
    let v = try evaluator.evaluate(e, Batch(roster: nil, rows: .range(0..<1), frame: frame))
    if let fault = evaluator.log.faults.first, v.hasFaults { throw .refused(fault) }
    return v.scalar(0, e.type).number ?? .zero
  }

  /// Nobody more than the target is short of, in each of its groups.
  private func asFarAs(_ target: DefinitionID) throws(EvaluationStop) -> Allocation.Quota {
    let result = try model.target(target, frame)
    guard case .target(let t) = model.program[target].body else {
      return Allocation.Quota(.people, atMost: .same(.zero))
    }
    var bounds: [Rational] = []
    var place: [Scalar: Int32] = [:]
    for g in result.groups {
      place[g.key] = Int32(bounds.count)
      bounds.append(Rational(g.short))
    }
    var groups = [Int32](repeating: 0, count: plan.candidates.count)
    if let group = t.group {
      let keys = try model.materialized(group, roster, rows: plan.candidates, frame: frame)
      groups = plan.candidates.indices.map { place[keys[$0]] ?? -1 }
    }
    var mask = [UInt8](repeating: 1, count: plan.candidates.count)
    if let condition = t.population.condition {
      mask = try model.materialized(condition, roster, rows: plan.candidates, frame: frame).mask
    }
    let reached = try model.materialized(t.condition, roster, rows: plan.candidates, frame: frame).mask
    for i in mask.indices where reached[i] != 0 { mask[i] = 0 }
    return Allocation.Quota(.people, atMost: .each(bounds), inEach: groups, where: mask, pausesGroup: true)
  }

  private func divide(
    _ purses: Purses, _ method: RemainderSyntax, _ setAside: [(roster: RosterID, count: Int)]
  ) throws(EvaluationStop) -> AllocationResult {
    let available = purses.list.reduce(Rational.zero) { $0 + $1.available }
    let count = plan.candidates.count
    if count == 0 {
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: [], purses: purses.list,
        ranks: [],
        amounts: Amounts([]), purseOfCandidate: [], reasons: [], funded: [], paidUntil: nil, outcome: .none,
        stops: [],
        setAside: setAside)
    }
    var problem = DivideProblem(
      available: available, weights: plan.weights, floors: plan.floors, caps: plan.caps,
      step: try allocation.multiple.map { m throws(EvaluationStop) in try number(m) } ?? .one,
      method: remainder(method),
      tieRank: plan.tieRank)
    // Who may get nothing from any purse is out of the division.
    var mayGet = [UInt8](repeating: 0, count: count)
    for step in plan.steps {
      guard let eligible = step.eligible else {
        mayGet = [UInt8](repeating: 1, count: count)
        break
      }
      for i in 0..<count { mayGet[i] |= eligible[i] }
    }
    for i in 0..<count where mayGet[i] == 0 {
      problem.weights[i] = .zero
      problem.floors?[i] = .zero
    }
    switch problem.solve() {
    case .failure(let impossibility):
      return stopped(purses.list, [fault(impossibility)], setAside)
    case .success(let outcome):
      var list = purses.list
      var rest = outcome.allocated
      for i in list.indices {
        let taken = min(rest, list[i].available)
        list[i].allocated = taken
        rest = rest - taken
      }
      let funded = outcome.amounts.map { UInt8($0.signum > 0 ? 1 : 0) }
      if let first = list.indices.first { list[first].funded = funded.reduce(0) { $0 + Int($1) } }
      let reasons = (0..<count).map { i -> AllocationReason in
        if funded[i] != 0 { return .funded }
        if mayGet[i] == 0 { return .noPurse }
        return plan.weights[i].signum > 0 ? .belowMultiple : .noWeight
      }
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: [Int32](repeating: 0, count: count), amounts: .wide(outcome.amounts),
        purseOfCandidate: funded.map { $0 != 0 ? 0 : -1 }, reasons: reasons, funded: funded, paidUntil: nil,
        outcome: .divide(outcome), stops: [], setAside: setAside)
    }
  }

  private func remainder(_ method: RemainderSyntax) -> RemainderMethod {
    switch method {
    case .largestRemainder: .largestRemainder
    case .droop: .droop
    case .webster: .webster
    case .jefferson: .jefferson
    case .adams: .adams
    case .huntingtonHill: .huntingtonHill
    case .dean: .dean
    }
  }

  private func fault(_ impossibility: SelectImpossibility) -> EvaluationFault {
    let site = model.program[id].nameSpan
    func at(_ d: Diagnostic, _ position: Int?) -> EvaluationFault {
      let row = position.flatMap { plan.candidates.indices.contains($0) ? Int(plan.candidates[$0]) : nil }
      return EvaluationFault(d, roster: row == nil ? nil : roster.id, row: row ?? 0)
    }
    switch impossibility {
    case .malformed(let flaw): return at(.internalFault("\(flaw)", at: site), nil)
    case .negativeCosts(let rows, let count): return at(.negativeCosts(count: count, at: site), rows.first)
    case .purseNegative(let purse, let available):
      return at(.purseNegative(name(ofPurse: purse), available, at: site), nil)
    case .keptExceedPurse(let purse, let short, let rows):
      return at(.keptExceedPurse(name(ofPurse: purse), short: short, at: site), rows.first)
    case .floorsUnmet(let shortages):
      let s = shortages.first
      return at(
        .placesUnmet(least: s?.least ?? 0, filled: s?.filled ?? 0, groups: shortages.count, at: site), nil)
    }
  }

  private func name(ofPurse purse: Int) -> String {
    var at = 0
    for p in allocation.purses {
      let definition = model.program[p.definition]
      at += 1
      if purse < at || allocation.purses.count == 1 { return definition.name }
    }
    return allocation.purses.last.map { model.program[$0.definition].name } ?? ""
  }

  private func fault(_ impossibility: DivideImpossibility) -> EvaluationFault {
    let site = model.program[id].nameSpan
    func at(_ d: Diagnostic, _ position: Int? = nil) -> EvaluationFault {
      let row = position.flatMap { plan.candidates.indices.contains($0) ? Int(plan.candidates[$0]) : nil }
      return EvaluationFault(d, roster: row == nil ? nil : roster.id, row: row ?? 0)
    }
    switch impossibility {
    case .noRecipients, .columnsDiffer: return at(.internalFault("the recipients", at: site))
    case .stepNotPositive: return at(.stepNotPositive(at: allocation.multiple?.origin ?? site))
    case .availableNegative(let amount): return at(.purseNegative(name(ofPurse: 0), amount, at: site))
    case .negativeWeights(let rows): return at(.negativeWeights(count: rows.count, at: site), rows.first)
    case .weightsSumToZero: return at(.weightsSumToZero(recipients: plan.candidates.count, at: site))
    case .capsBelowFloors(let conflicts):
      return at(
        .capsBelowFloors(
          count: conflicts.count, floor: conflicts.first?.floor, cap: conflicts.first?.cap, at: site),
        conflicts.first?.recipient)
    case .floorsExceedAvailable(let total, let short, let recipients):
      return at(
        .floorsExceedAvailable(
          total: total, short: short, recipients: recipients.count, at: allocation.floor?.origin ?? site))
    }
  }
}

extension TraitFinder {

  /// Returns what the plan of an allocation depends on: all but the money.
  func traits(planOf a: CoreAllocation, restrictions: (DefinitionID) -> [CorePopulation]) -> Traits {
    var t = Traits()
    func add(_ e: CoreExpression?) { if let e { t.formUnion(traits(e)) } }
    add(a.recipients.condition)
    for p in a.purses {
      add(p.owner)
      for r in restrictions(p.definition) { add(r.condition) }
    }
    switch a.method {
    case .select(let pay, let order):
      add(pay)
      for k in order { add(k.value) }
    case .divide(let weight, _, let ties):
      add(weight)
      for k in ties { add(k.value) }
    case .optimise(let pay, _, let objective, let ties):
      add(pay)
      add(objective)
      for k in ties { add(k.value) }
    }
    for e in [a.floor, a.cap, a.allOrNone] { add(e) }
    for q in a.quotas {
      switch q {
      case .perGroup(_, let limit, let group, _):
        add(limit)
        add(group)
      case .ofPurse(_, _, let condition, _): add(condition)
      }
    }
    t.readsPayer = false
    return t
  }
}
