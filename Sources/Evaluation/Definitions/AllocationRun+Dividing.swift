import Allocation
import Rosters
import Semantics
import Syntax

extension AllocationRun {

  func divide(
    _ purses: Purses, _ basis: CoreAllocation.DivisionBasis, _ method: RemainderSyntax
  ) throws(EvaluationStop) -> AllocationResult {
    let count = plan.candidates.count
    let sources = try sources(purses)
    let pooled: PooledDivision.Basis
    switch basis {
    case .claims(_, let rule):
      pooled = .claims(plan.parts.first?.weights ?? [], AllocationRun.rule(rule))
    case .equal, .proportion, .parts: pooled = .weights(plan.parts, AllocationRun.remainder(method))
    }
    let problem = PooledDivision(
      purses: purses.list.map { Purse(available: $0.available) }, sources: sources, basis: pooled,
      floors: plan.floors, caps: plan.caps,
      step: try allocation.multiple.map { m throws(EvaluationStop) in try number(m) } ?? .one,
      tieRank: plan.tieRank)
    var list = purses.list
    noteUsable(sources, &list)
    if problem.step.signum <= 0 {
      let site = allocation.multiple?.origin ?? model.program[id].nameSpan
      return stopped(list, [EvaluationFault(.stepNotPositive(at: site), roster: nil, row: 0)])
    }
    switch problem.solve() {
    case .failure(let failure):
      return stopped(list, failure.all.prefix(20).map { fault($0, list) })
    case .success(let outcome):
      for i in list.indices {
        list[i].allocated = outcome.taken[i]
        list[i].funded = outcome.funded[i]
      }
      let funded = outcome.amounts.map { UInt8($0.signum > 0 ? 1 : 0) }
      var mayGet = [Bool](repeating: false, count: count)
      for source in sources {
        for i in 0..<count where !mayGet[i] { mayGet[i] = source.purse(for: i) != nil }
      }
      var reasons = (0..<count).map { i -> AllocationReason in
        if funded[i] != 0 { return plan.kept?.isNoLongerEligible(i) ?? false ? .kept : .funded }
        if !mayGet[i] { return .noPurse }
        if outcome.partOf[i] < 0 { return .nothingToDivide }
        return plan.parts.contains { $0.weights[i].signum > 0 } ? .belowMultiple : .noWeight
      }
      noteNotValid(list, &reasons)
      let result = AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: [Int32](repeating: 0, count: count), amounts: .wide(outcome.amounts),
        purseOfCandidate: (0..<count).map { Int32(outcome.payments[$0]?.first?.purse ?? -1) },
        reasons: reasons, funded: funded, paidUntil: nil,
        outcome: count == 0 ? .none : .divide(outcome), stops: [], setAside: setAside, kept: plan.kept)
      if frame.world == 0 { model.divided.note(result) }
      return result
    }
  }

  static func remainder(_ method: RemainderSyntax) -> RemainderMethod {
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

  private static func rule(_ rule: ClaimsSyntax) -> ClaimsRule {
    switch rule {
    case .proportion: .proportional
    case .equalAwards: .constrainedEqualAwards
    case .equalLosses: .constrainedEqualLosses
    case .talmud: .talmud
    }
  }
}
