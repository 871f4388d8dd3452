import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func aggregate(_ a: CoreAggregate, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if let aside = a.population.aside {
      let rows = try model.loaded(a.population.roster).table.setAside
      let count: Int
      switch aside {
      case .all: count = rows.count
      case .duplicates: count = rows.count { $0.sharesItsKey }
      }
      return Vector(.constant(.number(Rational(count))), count: b.count)
    }
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
    if let joined = try joined(a, e, b) { return joined }
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

  /// Returns the aggregate of the rows that agree with each row of `b` in one value, all groups at once; `nil`
  /// if the condition is not of that form.
  private func joined(_ a: CoreAggregate, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector? {
    guard a.population.backReference == nil, b.outer == nil, let join = AggregateJoin(a) else { return nil }
    guard let groups = try model.joinedAggregate(join, e, b.frame) else { return nil }
    let keys = try evaluate(join.here, b)
    var faulted: [Int] = []
    var values: [Scalar] = []
    values.reserveCapacity(b.count)
    for i in 0..<b.count {
      if let s = keys.states, s[i] == RowState.faulted {
        faulted.append(i)
        values.append(.missing)
        continue
      }
      // What is missing equals nothing.
      let key = keys.scalar(i, join.here.type)
      guard key != .missing, let group = groups.groupOfKey[key] else {
        values.append(groups.nobody)
        continue
      }
      values.append(groups.column[Int(group)])
      if groups.column.isFaulted(Int(group)) {
        faulted.append(i)
        log.record(groups.column.faults)
      }
    }
    return Vector(scalars: values).faulting(faulted)
  }
}

/// An aggregate over the rows that have, in `there`, the value that the row it stands at has in `here`.
struct AggregateJoin {

  /// The value of the population's rows.
  let there: CoreExpression
  /// The value of the row that the aggregate stands at.
  let here: CoreExpression
  /// The aggregate without that condition.
  let rest: CoreAggregate

  /// Creates the join that `a` is, or `nil` if it is none: the equality must be the first condition, after those
  /// that only ask whether there is a value, so that no condition before it can fault.
  init?(_ a: CoreAggregate) {
    guard let condition = a.population.condition else { return nil }
    var parts: [CoreExpression]
    if case .all(let list) = condition.kind { parts = list } else { parts = [condition] }
    let position = parts.firstIndex { part in
      if case .isPresent = part.kind { return TraitFinder.reachesOut(part, level: 0) }
      return true
    }
    guard let position, case .compare(.equal, let l, let r) = parts[position].kind else { return nil }
    if case .outer(let inner) = r.kind, !TraitFinder.reachesOut(l, level: 0) {
      (there, here) = (l, inner)
    } else if case .outer(let inner) = l.kind, !TraitFinder.reachesOut(r, level: 0) {
      (there, here) = (r, inner)
    } else {
      return nil
    }
    parts.remove(at: position)
    let others: CoreExpression? =
      parts.isEmpty ? nil : CoreExpression(.all(parts), type: .truth, origin: condition.origin)
    rest = CoreAggregate(
      function: a.function, population: CorePopulation(roster: a.population.roster, condition: others),
      value: a.value)
    if TraitFinder.reachesOut(rest, level: 0) { return nil }
  }
}

/// An aggregate for each value that rows share.
struct JoinedAggregate: Sendable {
  /// The aggregate, one row a group.
  let column: EvaluatedColumn
  /// The group of each value.
  let groupOfKey: [Scalar: Int32]
  /// The aggregate of nobody.
  let nobody: Scalar
}

extension Model {

  /// Returns the aggregate for each value that rows share, or `nil` if some of those values can not be computed.
  func joinedAggregate(
    _ join: AggregateJoin, _ e: CoreExpression, _ frame: Frame
  ) throws(EvaluationStop) -> JoinedAggregate? {
    let key = ResultStore.AggregateKey(
      aggregate: ExpressionKey(e), owners: -2, frame: canonical(frame, traits(of: e)))
    return try results.joins.value(key) { () throws(EvaluationStop) in
      let roster = try loaded(join.rest.population.roster)
      let values = try expression(join.there, roster, frame: frame)
      if values.faultCount > 0 { return nil }
      let groups = Model.groups(of: [values], count: roster.count)
      var groupOfKey: [Scalar: Int32] = [:]
      groupOfKey.reserveCapacity(groups.keys.count)
      for (g, k) in groups.keys.enumerated() { groupOfKey[k[0]] = Int32(g) }
      let index = GroupIndex(
        roster: roster, rows: nil, groupOfRow: groups.groupOfRow, count: groups.keys.count)
      let none = GroupIndex(roster: roster, rows: [], groupOfRow: nil, count: 1)
      return JoinedAggregate(
        column: try aggregated(join.rest, index, type: e.type, frame: frame, outer: nil),
        groupOfKey: groupOfKey,
        nobody: try aggregated(join.rest, none, type: e.type, frame: frame, outer: nil)[0])
    }
  }
}
