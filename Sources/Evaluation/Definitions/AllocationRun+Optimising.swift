import Allocation
import Diagnostics
import Rosters
import Semantics

extension AllocationRun {

  func optimise(_ purses: Purses, maximise: Bool) throws(EvaluationStop) -> AllocationResult {
    let sources = try sources(purses)
    let (quotas, floors) = try bounds(purses)
    var selection = SelectProblem(
      rowCount: plan.candidates.count, order: plan.order,
      purses: purses.list.map { Purse(available: $0.available) }, sources: sources, costs: plan.costs,
      mayBeSplit: allocation.mayBeSplit, quotas: quotas, floors: floors, wholeGroupOfRow: plan.wholeGroups)
    switch keptAwards(purses, sources) {
    case .failure(let fault): return stopped(purses.list, fault.all)
    case .success(let kept): selection.kept = kept
    }
    let problem = OptimiseProblem(
      selection: selection, worths: plan.objectives, worthOfSource: plan.objectiveOfStep,
      maximises: maximise)
    let site = model.program[id].nameSpan
    func stop(_ d: Diagnostic) -> AllocationResult {
      stopped(purses.list, [EvaluationFault(d, roster: nil, row: 0)])
    }
    switch problem.solve(proposing: model.solver) {
    case .failure(.selection(let impossibility)):
      return stopped(purses.list, faults(impossibility, purses))
    case .failure(.noChoice(let isProven)): return stop(.noChoice(isProven: isProven, at: site))
    case .failure(.tooManyPursesToSplit(let most)):
      return stop(.tooManyPursesToSplit(most: most, at: site))
    case .failure(.worthsDiffer):
      return stop(.internalFault("the worths of \(model.program[id].name)", at: site))
    case .success(let outcome):
      var list = purses.list
      for (i, entry) in outcome.ledger.enumerated() {
        list[i].allocated = entry.allocated
        list[i].funded = entry.funded
        list[i].unreached = entry.unreached
      }
      noteUsable(sources, &list)
      let count = plan.candidates.count
      let funded = (0..<count).map { UInt8(outcome.parts[$0] != nil ? 1 : 0) }
      let kept = Set(plan.kept?.awards.map(\.position) ?? [])
      let reasons = (0..<count).map { i -> AllocationReason in
        if funded[i] != 0 { return kept.contains(i) ? .kept : .funded }
        return sources.contains { $0.purse(for: i) != nil } ? .notChosen : .noPurse
      }
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: [Int32](repeating: 0, count: count),
        amounts: .wide((0..<count).map { (outcome.parts[$0] ?? []).reduce(.zero) { $0 + $1.amount } }),
        purseOfCandidate: (0..<count).map { Int32(outcome.parts[$0]?.first?.purse ?? -1) },
        reasons: reasons, funded: funded, paidUntil: plan.paidUntil, outcome: .optimise(outcome), stops: [],
        setAside: setAside, kept: plan.kept)
    }
  }
}
