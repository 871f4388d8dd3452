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
    noteDoubt(of: program[id])
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
      taken[Key(definition: p.definition.index, owner: p.owner), default: .zero] =
        drawn(p, by: other.definition)
    }
    for p in own.purses {
      guard let also = taken[Key(definition: p.definition.index, owner: p.owner)],
        drawn(p, by: own.definition) + also > p.available
      else { continue }
      return EvaluationFault(
        .overdrawn(
          program[p.definition].name,
          by: [own.definition, other.definition].map { program[$0].name }.sorted(),
          total: drawn(p, by: own.definition) + also, available: p.available,
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
      let run = AllocationRun(
        model: self, id: id, allocation: a, roster: roster, frame: frame, plan: plan, setAside: setAside)
      return try run.result()
    }
  }

  /// Returns what the allocation rests on besides its money, kept over changes of the money.
  private func plan(
    _ id: DefinitionID, _ a: CoreAllocation, _ roster: LoadedRoster, _ frame: Frame
  ) throws(EvaluationStop) -> AllocationPlan {
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, planTraits(of: a)))
    return try results.plans.value(key) { () throws(EvaluationStop) in
      profile?.begin(.plan(program[id].name))
      defer { profile?.end(rows: roster.count) }
      var planner = AllocationPlanner(self, id, a, roster, frame)
      return try planner.plan()
    }
  }

  /// Returns what the plan of an allocation depends on: all but the money.
  func planTraits(of a: CoreAllocation) -> Traits {
    let finder = TraitFinder(users: users, feeders: feeders) { self.traits[$0.index] }
    return finder.traits(planOf: a) { restrictions(of: $0) }
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
      let roster = try loaded(RosterID(index))
      let table = roster.table
      let lost = roster.lostRows
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
    case .divide(let basis, _, let ties):
      for e in basis.expressions { add(e) }
      for k in ties { add(k.value) }
    case .giveAmounts(_, let worth, let ties):
      add(worth)
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
      case .ofPurse(_, _, _, _, let condition, _): add(condition)
      }
    }
    add(a.keeping?.condition)
    t.readsPayer = false
    return t
  }
}
