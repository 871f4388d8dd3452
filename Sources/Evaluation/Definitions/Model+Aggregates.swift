import Diagnostics
import Rosters
import Semantics
import Syntax

extension Model {

  /// Returns an aggregate over the whole of its population, as a column of one row.
  func aggregatedWhole(
    _ a: CoreAggregate, _ e: CoreExpression, frame: Frame
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let key = ResultStore.AggregateKey(
      aggregate: ExpressionKey(a), owners: -1, frame: canonical(frame, traits(of: e)))
    return try results.aggregates.value(key) { () throws(EvaluationStop) in
      let all = GroupIndex(roster: try loaded(a.population.roster), rows: nil, groupOfRow: nil, count: 1)
      return try aggregated(a, all, type: e.type, frame: frame, outer: nil)
    }
  }

  /// Returns an aggregate over the rows that belong to each row of `owners`, as a column of `owners`.
  func aggregatedByOwner(
    _ a: CoreAggregate, _ reference: CoreExpression, _ owners: LoadedRoster, _ e: CoreExpression, frame: Frame
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let key = ResultStore.AggregateKey(
      aggregate: ExpressionKey(a), owners: owners.id.index, frame: canonical(frame, traits(of: e)))
    return try results.aggregates.value(key) { () throws(EvaluationStop) in
      let roster = try loaded(a.population.roster)
      let owner = try expression(reference, roster, frame: frame)
      let index = GroupIndex(
        roster: roster, rows: nil, groupOfRow: Model.groups(owner.values), count: owners.count)
      return try aggregated(a, index, type: e.type, frame: frame, outer: nil)
    }
  }

  /// Returns the rows that belong to each row of `owners`.
  func rowsByOwner(
    _ reference: CoreExpression, _ roster: LoadedRoster, owners: LoadedRoster, frame: Frame
  ) throws(EvaluationStop) -> [[Int32]] {
    let owner = try expression(reference, roster, frame: frame)
    var result = [[Int32]](repeating: [], count: owners.count)
    for i in 0..<roster.count {
      if let row = owner.values.integer(i), result.indices.contains(Int(row)) {
        result[Int(row)].append(Int32(i))
      }
    }
    return result
  }

  /// Returns the values of `e` over all rows of `roster`, kept for others who ask for the same.
  func expression(
    _ e: CoreExpression, _ roster: LoadedRoster, frame: Frame
  ) throws(EvaluationStop) -> EvaluatedColumn {
    switch e.kind {
    case .definition(let id):
      if case .rule = program[id].body { return try ruleColumn(id, frame) }
    case .field(let i):
      if let column = roster.column(i) { return EvaluatedColumn(type: e.type, values: column) }
    case .constant, .row, .fileRow, .outer, .result, .input, .today, .payer, .follow, .rowAt, .isIn,
      .aggregate, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions,
      .table, .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart,
      .onDate, .eachMonth, .joined, .invalid:
      break
    }
    let key = ResultStore.ColumnKey(
      expression: ExpressionKey(e), roster: roster.id.index, frame: canonical(frame, traits(of: e)))
    return try results.expressions.value(key) { () throws(EvaluationStop) in
      try materialized(e, roster, frame: frame)
    }
  }

  /// Returns references as groups: -1 where there is none.
  static func groups(_ references: Column) -> PackedIntegers {
    guard case .scaled(let packed, _) = references.values else { return .bytes([]) }
    guard let present = references.present else { return packed }
    return .words(present.enumerated().map { i, p in p == 0 ? -1 : Int32(truncatingIfNeeded: packed[i]) })
  }

  /// Returns an aggregate for each group of `groups`.
  func aggregated(
    _ a: CoreAggregate, _ groups: GroupIndex, type: CoreType, frame: Frame, outer: OuterRow?
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let count = groups.rows?.count ?? groups.roster.count
    profile?.begin(.aggregate)
    defer { profile?.end(rows: count) }
    let valueType = a.value?.type ?? type
    // A run of batches shares one accumulator: as many as there are threads, so that each is merged once.
    let size = Model.batchSize
    let batches = max(1, (count + size - 1) / size)
    let runs = min(batches, groups.count > 10_000 ? threads : threads * 4)
    let perRun = (batches + runs - 1) / runs * size
    let (parts, faults) = try eachBatch(count, size: perRun) {
      run, evaluator throws(EvaluationStop) -> GroupAccumulator in
      var accumulator = GroupAccumulator(a.function, groups: groups.count, type: valueType)
      if try self.accumulateKept(a, groups, run, frame, evaluator, &accumulator) { return accumulator }
      var start = run.lowerBound
      while start < run.upperBound {
        let range = start..<min(start + size, run.upperBound)
        start = range.upperBound
        try self.poll()
        try self.accumulate(a, groups, range, frame, outer, evaluator, &accumulator)
      }
      return accumulator
    }
    var total = parts.first ?? GroupAccumulator(a.function, groups: groups.count, type: valueType)
    for p in parts.dropFirst() { total.merge(p, order: order) }
    var log = FaultLog()
    log.record(faults)
    if total.hasUnwieldySums, let value = a.value {
      log.record(EvaluationFault(.numberTooLarge(at: value.origin), roster: nil, row: 0))
    }
    return ColumnAssembler.column([ColumnAssembler.Part(total.finished())], type: type, faults: log.faults)
  }

  private func accumulate(
    _ a: CoreAggregate, _ groups: GroupIndex, _ range: Range<Int>, _ frame: Frame, _ outer: OuterRow?,
    _ evaluator: Evaluator, _ accumulator: inout GroupAccumulator
  ) throws(EvaluationStop) {
    var b = Batch(
      roster: groups.roster, rows: groups.rows.map { .list(Array($0[range])) } ?? .range(range), frame: frame)
    b.outer = outer
    var members = groups.groupOfRow.map { GroupMembers($0, range) }
    if let condition = a.population.condition {
      let holds = try evaluator.evaluate(condition, b)
      if holds.hasFaults, let states = holds.states {
        for (i, s) in states.enumerated() where s == RowState.faulted {
          accumulator.fault(members?[i] ?? 0)
        }
      }
      if a.function == .count {
        accumulator.count(members, mask: holds.mask())
        return
      }
      if case .constant(.truth(true)) = holds.values, holds.states == nil {
        // All rows count.
      } else {
        let positions = EvaluatedColumn.rows(of: holds.mask())
        if positions.isEmpty { return }
        if positions.count < b.count {
          b = b.picking(positions)
          members = members?.picking(positions)
        }
      }
    } else if a.function == .count {
      accumulator.count(members, rows: b.count)
      return
    }
    guard let value = a.value else { return }
    let v = try evaluator.evaluate(value, b)
    if let position = accumulator.add(members, v, order: order) {
      evaluator.fault(.missingInAggregate(at: value.origin), b, at: position)
    }
  }
}
