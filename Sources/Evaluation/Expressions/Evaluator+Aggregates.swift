import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func aggregate(_ a: CoreAggregate, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if a.population.isGroup {
      guard let grouping = b.grouping else {
        // Without groups, the whole roster is the group.
        return try whole(a, e, b, outer: b.outer)
      }
      let column = try model.aggregated(a, grouping, type: e.type, frame: b.frame, outer: b.outer)
      return logged(column, b)
    }
    let readsOwnRow = TraitFinder.reachesOut(a, level: 0)
    if let reference = a.population.backReference {
      guard let owners = b.roster, b.grouping == nil else {
        return faultAll(.internalFault("a row to belong to", at: e.origin), b)
      }
      if readsOwnRow { return try correlated(a, e, b) }
      return logged(try model.aggregatedByOwner(a, reference, owners, e, frame: b.frame), b)
    }
    if readsOwnRow {
      if b.roster != nil && b.grouping == nil { return try correlated(a, e, b) }
      return try whole(a, e, b, outer: b.outer)
    }
    return try whole(a, e, b, outer: nil)
  }

  private func logged(_ column: EvaluatedColumn, _ b: Batch) -> Vector {
    let v = column.vector(b.rows)
    if column.faulted != nil && v.hasFaults { log.record(column.faults) }
    return v
  }

  /// Returns the value over all rows of the population, the same for each row of `b`.
  private func whole(
    _ a: CoreAggregate, _ e: CoreExpression, _ b: Batch, outer: OuterRow?
  ) throws(EvaluationStop) -> Vector {
    let column: EvaluatedColumn
    if let outer {
      let roster = try model.loaded(a.population.roster)
      let all = GroupIndex(roster: roster, rows: nil, groupOfRow: nil, count: 1)
      column = try model.aggregated(a, all, type: e.type, frame: b.frame, outer: outer)
    } else {
      column = try model.aggregatedWhole(a, e, frame: b.frame)
    }
    let v = column.vector(.range(0..<1))
    if v.hasFaults { log.record(column.faults) }
    return v.repeated(b.count)
  }

  /// Evaluates the aggregate anew for each row of `b`, which it reads.
  private func correlated(_ a: CoreAggregate, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop)
    -> Vector
  {
    guard let here = b.roster else { return faultAll(.internalFault("a row", at: e.origin), b) }
    let roster = try model.loaded(a.population.roster)
    let members = try a.population.backReference.map { r throws(EvaluationStop) in
      try model.rowsByOwner(r, roster, owners: here, frame: b.frame)
    }
    var values: [Scalar] = []
    var faulted: [Int] = []
    for i in 0..<b.count {
      try model.poll()
      let row = Int32(b.rows[i])
      let outer = OuterRow(here, row, outer: b.outer)
      let group: GroupIndex
      if let members {
        group = GroupIndex(roster: roster, rows: members[Int(row)], groupOfRow: nil, count: 1)
      } else {
        group = GroupIndex(roster: roster, rows: nil, groupOfRow: nil, count: 1)
      }
      let own = CoreAggregate(
        function: a.function,
        population: CorePopulation(roster: a.population.roster, condition: a.population.condition),
        value: a.value)
      let column = try model.aggregated(own, group, type: e.type, frame: b.frame, outer: outer)
      values.append(column[0])
      if column.isFaulted(0) {
        faulted.append(i)
        log.record(column.faults)
      }
    }
    return Vector(scalars: values).faulting(faulted)
  }
}
