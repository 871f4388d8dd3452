import Allocation
import Diagnostics
import Rosters
import Semantics

extension AllocationRun {

  /// Tells how far the search for this allocation is, and stops it when the run is.
  private var searchWatch: SearchWatch {
    let (cancellation, telling, name) = (model.cancellation, model.telling, model.program[id].name)
    return { progress in
      telling?(name, progress)
      return !cancellation.isCancelled
    }
  }

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
    var problem = OptimiseProblem(
      selection: selection, worths: plan.objectives, worthOfSource: plan.objectiveOfStep,
      maximises: maximise)
    let site = model.program[id].nameSpan
    func stop(_ d: Diagnostic) -> AllocationResult {
      stopped(purses.list, [EvaluationFault(d, roster: nil, row: 0)])
    }
    problem.watch = searchWatch
    let solved = problem.solve(proposing: model.solver)
    model.telling?(model.program[id].name, SearchProgress(steps: 0, limit: 0, isDone: true))
    // What a search came to that was stopped is no answer.
    if model.cancellation.isCancelled { throw .cancelled }
    switch solved {
    case .failure(.selection(let impossibility)):
      return stopped(purses.list, faults(impossibility, purses))
    case .failure(.noChoice(let isProven, let remedy)):
      return stop(
        .noChoice(
          isProven: isProven,
          remedy: remedy.map { r in
            (name(of: purses.list[r.purse]), r.by, r.isLeast, named(r.rows.map { plan.candidates[$0] }))
          }, at: site))
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
      var reasons = (0..<count).map { i -> AllocationReason in
        if funded[i] != 0 { return kept.contains(i) ? .kept : .funded }
        return sources.contains { $0.purse(for: i) != nil } ? .notChosen : .noPurse
      }
      noteNotValid(list, &reasons)
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
