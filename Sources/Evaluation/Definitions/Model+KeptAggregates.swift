import Rosters
import Semantics

/// Counts and sums of what is kept: all rows of a run at once, as they stand.
extension Model {

  /// Adds a run of rows to `accumulator` as a whole; returns whether what is counted or added is kept.
  func accumulateKept(
    _ a: CoreAggregate, _ groups: GroupIndex, _ run: Range<Int>, _ frame: Frame, _ evaluator: Evaluator,
    _ accumulator: inout GroupAccumulator
  ) throws(EvaluationStop) -> Bool {
    guard groups.rows == nil, reached == nil else { return false }
    try poll()
    let members = groups.groupOfRow.map { GroupMembers($0, run) }
    let b = Batch(roster: groups.roster, rows: .range(run), frame: frame)
    switch a.function {
    case .count:
      guard let condition = a.population.condition else {
        accumulator.count(members, rows: run.count)
        return true
      }
      if let (column, rows) = try evaluator.kept(condition, b) {
        guard condition.type == .truth, column.present == nil,
          case .scaled(.bytes(let truths), denominator: 1) = column.values
        else { return false }
        accumulator.count(members, kept: truths[rows])
        return true
      }
      guard let (result, candidates) = try awards(condition, .funded, b) else { return false }
      accumulator.count(members, candidates, funded: result.funded)
      return true
    case .sum:
      guard a.population.condition == nil, let value = a.value else { return false }
      if let (column, rows) = try evaluator.kept(value, b) {
        guard column.present == nil, case .scaled(let packed, let d) = column.values else { return false }
        return accumulator.sum(members, kept: packed, rows, over: d)
      }
      guard let (result, candidates) = try awards(value, .amount, b),
        case .scaled(let amounts, let d) = result.amounts
      else { return false }
      return accumulator.sum(members, candidates, amounts, over: d)
    case .average, .min, .max, .median, .share: return false
    }
  }

  /// Returns the allocation whose `result` `e` is, and its candidates among the rows of `b`: nobody else has any.
  private func awards(
    _ e: CoreExpression, _ result: CoreResult, _ b: Batch
  ) throws(EvaluationStop) -> (AllocationResult, ArraySlice<Int32>)? {
    guard case .result(let id, result) = e.kind, case .allocation(let a) = program[id].body,
      a.recipients.roster == b.roster?.id, change(of: id, b.frame) == nil, case .range(let rows) = b.rows
    else { return nil }
    let outcome = try allocation(id, b.frame.unpaid)
    guard outcome.isPossible else { return nil }
    return (outcome, outcome.candidates[outcome.places(of: rows)])
  }
}
