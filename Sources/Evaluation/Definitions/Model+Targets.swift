import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

extension Model {

  /// Returns where the target `id` stands.
  public func target(
    _ id: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> TargetResult {
    try target(id, resolve(frame).unpaid)
  }

  func target(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> TargetResult {
    guard case .target(let t) = program[id].body else {
      throw .refused(
        EvaluationFault(.internalFault(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
    }
    try refuseRing(id)
    noteDoubt(of: program[id])
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    return try results.targets.value(key) { () throws(EvaluationStop) in
      try profiled(.definition(program[id].name)) { () throws(EvaluationStop) in
        try TargetMeasure(
          model: self, id: id, target: t, roster: try loaded(t.population.roster), frame: frame
        ).result()
      }
    }
  }
}

/// Measures one target.
private struct TargetMeasure {

  let model: Model
  let id: DefinitionID
  let target: CoreTarget
  let roster: LoadedRoster
  let frame: Frame

  /// What is known of one group.
  private struct Tally {
    var people = 0
    var reached = 0
    var enrolled = 0
    var faulted = false
  }

  func result() throws(EvaluationStop) -> TargetResult {
    var faults: [EvaluationFault] = []
    let (rows, undecided) = try model.chosenRows(target.population, roster, frame)
    faults += undecided
    let (groupOfRow, keys) = try grouping(rows, &faults)
    let reached = try column(target.condition, rows)
    let today = try withoutFunding(target.condition).map { e throws(EvaluationStop) in try column(e, rows) }
    if reached.faultCount > 0 { faults += reached.faults }
    var tallies = [Tally](repeating: Tally(), count: keys.count)
    let mask = reached.mask
    let enrolled = today?.mask ?? mask
    var uncovered: [Int32] = []
    var groupOfUncovered: [Int32] = []
    for (i, row) in rows.enumerated() {
      let g = Int(groupOfRow[i])
      if g < 0 { continue }
      tallies[g].people += 1
      if reached.isFaulted(i) { tallies[g].faulted = true }
      if mask[i] != 0 {
        tallies[g].reached += 1
        if enrolled[i] != 0 { tallies[g].enrolled += 1 }
      } else {
        groupOfUncovered.append(Int32(g))
        uncovered.append(row)
      }
    }
    // A row whose group or membership is not known faults them all: it may belong to any.
    let isAllFaulted = !faults.isEmpty && (!undecided.isEmpty || groupOfRow.contains(-1))
    let levels = try self.levels(keys)
    let prices = try prices(uncovered, &faults)
    let shorts = tallies.indices.map { g in
      let people = tallies[g].people
      let needed = levels[g].map { ($0 * Rational(people)).ceiling.int64.map { Int($0) } ?? people } ?? 0
      return max(0, needed - tallies[g].reached)
    }
    let gaps = prices.map { self.gaps($0, groupOfUncovered, shorts) }
    var groups: [TargetStanding] = []
    for (g, t) in tallies.enumerated() {
      let level = levels[g]
      groups.append(
        TargetStanding(
          key: keys[g], people: t.people, reached: t.reached, projected: t.reached - t.enrolled, level: level,
          short: shorts[g], cost: gaps?[g],
          faults: t.faulted || isAllFaulted || level == nil ? faults : []))
    }
    return TargetResult(
      definition: id, groupType: target.group?.type, groups: groups, total: total(groups, faults),
      baseline: try baseline(keys), setAside: roster.table.setAside.count,
      date: frame.day == Frame.noDay ? nil : CalendarDate(days: frame.day))
  }

  private func column(_ e: CoreExpression, _ rows: [Int32]) throws(EvaluationStop) -> EvaluatedColumn {
    try model.materialized(e, roster, rows: rows.count == roster.count ? nil : rows, frame: frame)
  }

  /// Returns of each of `rows` the group, and the groups' keys: all rows of a roster, all choices of a list.
  private func grouping(
    _ rows: [Int32], _ faults: inout [EvaluationFault]
  ) throws(EvaluationStop) -> ([Int32], [Scalar]) {
    guard let group = target.group else { return ([Int32](repeating: 0, count: rows.count), [.missing]) }
    let all = try model.expression(group, roster, frame: frame)
    if all.faultCount > 0 { faults += all.faults }
    switch group.type {
    case .row(let owners):
      let count = try model.loaded(owners).count
      return (
        rows.map { all.values.integer(Int($0)).map { Int32(truncatingIfNeeded: $0) } ?? -1 },
        (0..<Int32(count)).map { .row($0) }
      )
    case .choice(let list):
      let count =
        model.program.choiceLists.indices.contains(list.index)
        ? model.program.choiceLists[list.index].choices.count : 0
      return (
        rows.map { all.values.integer(Int($0)).map { Int32(truncatingIfNeeded: $0) } ?? -1 },
        (0..<count).map { .choice($0) }
      )
    case .truth, .text, .nik, .date, .number, .share, .unknown:
      let own = try column(group, rows)
      let groups = Model.groups(of: [own], count: rows.count)
      // In the order of their values, so that the order of rows changes nothing.
      let sorted = groups.keys.indices.sorted { model.order(groups.keys[$0][0], groups.keys[$1][0]) < 0 }
      var place = [Int32](repeating: 0, count: sorted.count)
      for (p, g) in sorted.enumerated() { place[g] = Int32(p) }
      return (groups.groups.map { $0 < 0 ? -1 : place[Int($0)] }, sorted.map { groups.keys[$0][0] })
    }
  }

  /// Returns the level of each group; `nil` where there is none.
  private func levels(_ keys: [Scalar]) throws(EvaluationStop) -> [Rational?] {
    func evaluate(_ e: CoreExpression) throws(EvaluationStop) -> [Rational?] {
      if case .row(let owners)? = target.group?.type {
        let column = try model.expression(e, try model.loaded(owners), frame: frame)
        return keys.indices.map { column[$0].number }
      }
      let v = try Evaluator(model).evaluate(e, Batch(roster: nil, rows: .range(0..<1), frame: frame))
      return [Rational?](repeating: v.isPresent(0) ? v.scalar(0, e.type).number : nil, count: keys.count)
    }
    if let level = target.level { return try evaluate(level) }
    var result = [Rational?](repeating: nil, count: keys.count)
    // The lines for single members first, then the one for the others.
    for (member, level) in target.levels where member == nil { result = try evaluate(level) }
    for (member, level) in target.levels {
      guard let member else { continue }
      let values = try evaluate(level)
      for i in try places(of: Scalar(member), keys) { result[i] = values[i] }
    }
    return result
  }

  /// Returns where the group that `member` names stands: a choice by position, a row by its key.
  private func places(of member: Scalar, _ keys: [Scalar]) throws(EvaluationStop) -> [Int] {
    guard case .row(let owners)? = target.group?.type else {
      return keys.indices.filter { keys[$0] == member }
    }
    let roster = try model.loaded(owners)
    guard let field = roster.table.schema.key.first, let column = roster.column(field) else { return [] }
    let values = EvaluatedColumn(type: model.program[owners].types[field], values: column)
    return keys.indices.filter { values[$0] == member }
  }

  /// Returns the condition as it holds today, with nobody counted for being funded; `nil` if that is the same.
  private func withoutFunding(_ e: CoreExpression) -> CoreExpression? {
    func replaced(_ e: CoreExpression) -> CoreExpression? {
      func list(_ all: [CoreExpression]) -> [CoreExpression]? {
        let new = all.map { replaced($0) }
        return new.contains { $0 != nil } ? zip(all, new).map { $1 ?? $0 } : nil
      }
      let kind: CoreKind?
      switch e.kind {
      case .result(_, .funded): kind = .constant(.truth(false))
      case .all(let l): kind = list(l).map { .all($0) }
      case .any(let l): kind = list(l).map { .any($0) }
      case .not(let a): kind = replaced(a).map { .not($0) }
      case .follow(let a, let b): kind = replaced(b).map { .follow(a, $0) }
      case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .rowAt,
        .isIn,
        .aggregate, .call, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table, .negated,
        .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
        .eachMonth,
        .joined,
        .invalid:
        kind = nil
      }
      return kind.map { CoreExpression($0, type: e.type, origin: e.origin, canBeMissing: e.canBeMissing) }
    }
    return replaced(e)
  }

  /// Prices of the uncovered, and the uncovered in the target's order.
  private struct Prices {
    let costs: Amounts
    let order: [Int32]?
  }

  private func prices(_ uncovered: [Int32], _ faults: inout [EvaluationFault]) throws(EvaluationStop)
    -> Prices?
  {
    guard let cost = target.cost else { return nil }
    let column = try model.materialized(cost, roster, rows: uncovered, frame: frame)
    if column.faultCount > 0 { faults += column.faults }
    let costs: Amounts
    if column.values.present == nil, let amounts = Amounts(column.values) {
      costs = amounts
    } else {
      costs = .wide(uncovered.indices.map { column[$0].number ?? .zero })
    }
    if target.order.isEmpty { return Prices(costs: costs, order: nil) }
    var keys: [OrderKey] = []
    for k in target.order {
      let values = try model.materialized(k.value, roster, rows: uncovered, frame: frame)
      if values.faultCount > 0 { faults += values.faults }
      // Missing comes last.
      if let present = values.values.present { keys.append(OrderKey(.bytes(present), descending: true)) }
      keys.append(OrderKey(Model.orderable(values), descending: k.isDescending))
    }
    let order = RankOrder.sorted(keys: keys, rows: uncovered.indices.map { Int32($0) })
    return Prices(costs: costs, order: order)
  }

  /// Returns what it costs to bring each group to its level: the price of as many as it is short of.
  private func gaps(_ prices: Prices, _ groupOfUncovered: [Int32], _ shorts: [Int]) -> [GapPrice] {
    if let order = prices.order {
      // In one pass of the order: those who come first are counted until the group is short of nobody.
      var left = shorts
      var sums = [Rational](repeating: .zero, count: shorts.count)
      for i in order {
        let g = Int(groupOfUncovered[Int(i)])
        if left[g] == 0 { continue }
        left[g] -= 1
        sums[g] = sums[g] + prices.costs[Int(i)]
      }
      return sums.map { .exact($0) }
    }
    var costsOfGroup = [[Rational]](repeating: [], count: shorts.count)
    for (i, g) in groupOfUncovered.enumerated() where shorts[Int(g)] > 0 {
      costsOfGroup[Int(g)].append(prices.costs[i])
    }
    return shorts.indices.map { g in
      let sorted = costsOfGroup[g].sorted()
      let cheapest = sorted.prefix(shorts[g]).reduce(Rational.zero, +)
      let dearest = sorted.suffix(shorts[g]).reduce(Rational.zero, +)
      return cheapest == dearest ? .exact(cheapest) : .between(cheapest, dearest)
    }
  }

  private func total(_ groups: [TargetStanding], _ faults: [EvaluationFault]) -> TargetStanding {
    var cost: GapPrice?
    if target.cost != nil {
      var low = Rational.zero
      var high = Rational.zero
      for g in groups {
        switch g.cost {
        case .exact(let c)?:
          low = low + c
          high = high + c
        case .between(let a, let b)?:
          low = low + a
          high = high + b
        case nil: break
        }
      }
      cost = low == high ? .exact(low) : .between(low, high)
    }
    let levels = Set(groups.map { $0.level })
    return TargetStanding(
      key: .missing, people: groups.reduce(0) { $0 + $1.people },
      reached: groups.reduce(0) { $0 + $1.reached },
      projected: groups.reduce(0) { $0 + $1.projected }, level: levels.count == 1 ? levels.first ?? nil : nil,
      short: groups.reduce(0) { $0 + $1.short }, cost: cost,
      faults: faults + (faults.isEmpty ? groups.flatMap { $0.faults } : []))
  }

  private func baseline(_ keys: [Scalar]) throws(EvaluationStop) -> [Scalar] {
    guard let (value, date) = target.baseline else { return [] }
    let dated = frame.on(date.days)
    if case .row(let owners)? = target.group?.type {
      let column = try model.materialized(value, try model.loaded(owners), frame: dated)
      return keys.indices.map { column[$0] }
    }
    let v = try Evaluator(model).evaluate(value, Batch(roster: nil, rows: .range(0..<1), frame: dated))
    return [v.scalar(0, value.type)]
  }
}
