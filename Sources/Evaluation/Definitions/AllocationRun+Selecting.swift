import Allocation
import Rosters
import Semantics

extension AllocationRun {

  func select(_ purses: Purses) throws(EvaluationStop) -> AllocationResult {
    let sources = try sources(purses)
    let (quotas, floors) = try bounds(purses)
    var problem = SelectProblem(
      rowCount: plan.candidates.count, order: plan.order,
      purses: purses.list.map { Purse(available: $0.available) },
      sources: sources, costs: plan.costs, mayBeSplit: allocation.mayBeSplit,
      skipAndGoOn: allocation.skipsAndGoesOn, quotas: quotas, floors: floors,
      wholeGroupOfRow: plan.wholeGroups)
    if let target = allocation.asFarAs { problem.quotas.append(try asFarAs(target)) }
    switch keptAwards(purses, sources) {
    case .failure(let fault): return stopped(purses.list, fault.all)
    case .success(let kept): problem.kept = kept
    }
    switch solve(problem, purses) {
    case .failure(let impossibility):
      return stopped(purses.list, faults(impossibility, purses))
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
      noteUsable(sources, &list)
      var reasons = AllocationReason.reasons(columns.reasons)
      if let target = allocation.asFarAs, problem.quotas.count > 0 {
        noteTargetMet(target, outcome, &reasons)
      }
      noteNotValid(list, &reasons)
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: columns.ranks,
        amounts: columns.amounts,
        purseOfCandidate: columns.purses, reasons: reasons,
        funded: columns.funded, paidUntil: plan.paidUntil, outcome: .select(outcome), stops: [],
        setAside: setAside, kept: plan.kept)
    }
  }

  /// Returns what becomes of `problem`; if only amounts tell it from one solved before, what was prepared for that one
  /// serves it.
  private func solve(
    _ problem: SelectProblem, _ purses: Purses
  ) -> Result<SelectOutcome, SelectImpossibility> {
    let isOfMoneyOnly = plan.purseQuotas.isEmpty && allocation.asFarAs == nil && plan.kept == nil
    guard isOfMoneyOnly, purses.list.allSatisfy({ model.isBudget($0.definition) }) else {
      return problem.solve()
    }
    // Which purse pays whom follows from the plan, where each source begins, and whether its day has come.
    let shape = purses.starts + purses.list.map { $0.isOpen ? 1 : 0 }
    return plan.prepared.solver(shape, problem).flatMap { solver in
      solver.solve(available: problem.purses.map(\.available))
    }
  }

  /// Returns the bounds of groups and of parts of purses, now that the amounts are known.
  func bounds(_ purses: Purses) throws(EvaluationStop) -> (quotas: [Allocation.Quota], floors: [GroupFloor]) {
    var quotas = plan.quotas
    var floors = plan.places
    for q in plan.purseQuotas {
      var limit = try number(q.part)
      if q.isFraction {
        limit = limit * purses.list.filter { $0.source == q.step }.reduce(Rational.zero) { $0 + $1.amount }
      }
      if q.isLeast {
        floors.append(
          GroupFloor(
            .money, atLeast: [limit], inEach: [Int32](repeating: 0, count: q.mask.count), where: q.mask,
            sources: [q.step]))
      } else {
        quotas.append(Allocation.Quota(.money, atMost: .same(limit), where: q.mask, sources: [q.step]))
      }
    }
    return (quotas, floors)
  }

  /// Says of those whom no purse may pay that one might, if it were valid when this is paid.
  func noteNotValid(_ list: [AllocationPurse], _ reasons: inout [AllocationReason]) {
    let closed = plan.steps.indices.filter { i in
      list.contains { $0.definition == plan.steps[i].definition && !$0.isOpen }
    }
    if closed.isEmpty { return }
    for i in reasons.indices where reasons[i] == .noPurse {
      let might = closed.contains { s in
        plan.steps[s].eligible.map { $0[i] != 0 } ?? true && plan.steps[s].owner.map { $0[i] >= 0 } ?? true
      }
      if might { reasons[i] = .notValid }
    }
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

  /// Says of those whom only the target's own bound passed over that the target is met.
  private func noteTargetMet(
    _ target: DefinitionID, _ outcome: SelectOutcome, _ reasons: inout [AllocationReason]
  ) {
    // Where the target's bound is the only one, whoever a bound passed over was passed over by it.
    guard outcome.problem.quotas.count == 1 else { return }
    for i in reasons.indices where reasons[i] == .quotaReached { reasons[i] = .targetMet }
  }

  /// Why awards can not be kept.
  struct KeptFailure: Error { let all: [EvaluationFault] }

  /// Returns the awards that stand, each with the purse that pays it.
  func keptAwards(_ purses: Purses, _ sources: [Source]) -> Result<[KeptAward], KeptFailure> {
    guard let kept = plan.kept else { return .success([]) }
    var awards: [KeptAward] = []
    var without: [Int] = []
    for award in kept.awards {
      // A restriction that came later takes nothing from whom the award was signed for.
      let parts = award.parts.compactMap { part -> AwardPart? in
        switch sources[part.step].purses {
        case .one(let purse): return AwardPart(source: part.step, purse: purse, amount: part.amount)
        case .perRow(let column):
          let purse = Int(column[award.position])
          return purse < 0 ? nil : AwardPart(source: part.step, purse: purse, amount: part.amount)
        }
      }
      if parts.count < award.parts.count {
        without.append(award.position)
      } else {
        awards.append(KeptAward(row: award.position, parts: parts))
      }
    }
    if without.isEmpty { return .success(awards) }
    let rows = without.map { plan.candidates[$0] }
    return .failure(
      KeptFailure(all: [
        EvaluationFault(
          .keptWithoutPurse(count: rows.count, who: named(rows), at: kept.origin), roster: roster.id,
          row: Int(rows[0]))
      ]))
  }
}

extension Model {

  /// Returns whether the purse is a budget, and not another allocation's share.
  fileprivate func isBudget(_ id: DefinitionID) -> Bool {
    if case .budget = program[id].body { true } else { false }
  }
}

extension AllocationReason {

  /// Returns the reasons that `raw` values of `SelectReason` stand for.
  fileprivate static func reasons(_ raw: [UInt8]) -> [AllocationReason] {
    let table = (UInt8.min...UInt8.max).map { AllocationReason(SelectReason(rawValue: $0) ?? .notEligible) }
    return table.withUnsafeBufferPointer { table in raw.map { table[Int($0)] } }
  }
}
