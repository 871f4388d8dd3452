import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

/// What an allocation rests on besides its money: candidates, their order and their prices.
///
/// It outlives a change of the budgets: a what-if of an amount only runs the purses again.
struct AllocationPlan: Sendable {

  /// One step of the purses as the program lists them.
  struct Step: Sendable {
    /// The budget or the earlier allocation.
    let definition: DefinitionID
    /// Of each candidate, the row of the owner whose purse pays; -1 for none; `nil` for one purse for all.
    let owner: [Int32]?
    /// 1 for each candidate on which it may be spent; `nil` for all.
    let eligible: [UInt8]?
    /// Which column of costs holds.
    let costs: Int
  }

  /// The rows that may get something, ascending.
  var candidates: [Int32] = []
  /// The steps.
  var steps: [Step] = []
  /// Prices of a selection, a column a payer that makes a difference.
  var costs: [Amounts] = []
  /// Positions of candidates, first in rank first.
  var order: [Int32] = []
  /// Weights of a division.
  var weights: [Rational] = []
  /// The least and the most of each candidate of a division.
  var floors: [Rational]?
  var caps: [Rational?]?
  /// The places that decide between equals of a division.
  var tieRank: [Int] = []
  /// Groups that are paid whole or not at all.
  var wholeGroups: [Int32]?
  /// Quotas that do not depend on the money.
  var quotas: [Allocation.Quota] = []
  var places: [GroupFloor] = []
  /// Parts of a purse: the step, the part, and who counts.
  var purseQuotas: [(step: Int, part: CoreExpression, mask: [UInt8])] = []
  var paidUntil: CalendarDate?
  /// Why the money can not be allocated.
  var stops: [EvaluationFault] = []
}

/// Makes the plan of one allocation.
struct AllocationPlanner {

  let model: Model
  let id: DefinitionID
  let allocation: CoreAllocation
  let roster: LoadedRoster
  let frame: Frame

  /// The candidates, once they are known.
  private var candidates: [Int32] = []

  init(
    _ model: Model, _ id: DefinitionID, _ allocation: CoreAllocation, _ roster: LoadedRoster, _ frame: Frame
  ) {
    self.model = model
    self.id = id
    self.allocation = allocation
    self.roster = roster
    self.frame = frame
  }

  mutating func plan() throws(EvaluationStop) -> AllocationPlan {
    var plan = AllocationPlan()
    let (rows, faults) = try model.chosenRows(allocation.recipients, roster, frame)
    plan.stops += faults
    plan.candidates = rows
    candidates = rows
    if !plan.stops.isEmpty { return plan }
    switch allocation.method {
    case .select(let pay, let order):
      try addSteps(&plan, pay: pay)
      plan.order = try ordered(order, &plan, mustBeTotal: true)
      plan.paidUntil = try paidUntil(pay)
    case .divide(let weight, _, let ties):
      try addSteps(&plan, pay: nil)
      if let weight {
        plan.weights = try numbers(weight, &plan)
      } else {
        plan.weights = [Rational](repeating: .one, count: rows.count)
      }
      let order = try ordered(ties, &plan, mustBeTotal: false)
      plan.tieRank = [Int](repeating: 0, count: rows.count)
      for (place, position) in order.enumerated() { plan.tieRank[Int(position)] = place }
      if let floor = allocation.floor { plan.floors = try numbers(floor, &plan) }
      if let cap = allocation.cap {
        let caps = try numbers(cap, &plan)
        plan.caps = caps.map { $0 }
      }
    case .optimise(_, _, let objective, _):
      plan.stops.append(
        EvaluationFault(.notYetOptimised(at: objective.origin), roster: nil, row: 0))
    }
    if let group = allocation.allOrNone { plan.wholeGroups = try groups(group, &plan) }
    for q in allocation.quotas { try add(q, &plan) }
    if let keeping = allocation.keeping {
      plan.stops.append(EvaluationFault(.notYetKept(at: keeping.span), roster: nil, row: 0))
    }
    return plan
  }

  private func addSteps(_ plan: inout AllocationPlan, pay: CoreExpression?) throws(EvaluationStop) {
    let dependsOnPayer = pay.map { model.traits(of: $0).readsPayer } ?? false
    var costsOfPayer: [String: Int] = [:]
    for purse in allocation.purses {
      var costs = 0
      if let pay {
        let payer = dependsOnPayer ? model.payerName(of: purse.definition) : ""
        if let known = costsOfPayer[payer] {
          costs = known
        } else {
          costs = plan.costs.count
          costsOfPayer[payer] = costs
          let paid = dependsOnPayer ? frame.paid(by: model.worlds.number(ofPayer: payer)) : frame
          plan.costs.append(try amounts(pay, &plan, frame: paid))
        }
      }
      var owner: [Int32]?
      if let e = purse.owner {
        let column = try column(e)
        noteFaults(column, &plan)
        owner = plan.candidates.indices.map { i in
          column.values.integer(i).map { Int32(truncatingIfNeeded: $0) } ?? -1
        }
      }
      var eligible: [UInt8]?
      for restriction in model.restrictions(of: purse.definition)
      where restriction.roster == allocation.recipients.roster {
        guard let condition = restriction.condition else { continue }
        let holds = try column(condition)
        noteFaults(holds, &plan)
        let mask = holds.mask
        eligible = eligible.map { zip($0, mask).map { $0 & $1 } } ?? mask
      }
      plan.steps.append(
        AllocationPlan.Step(definition: purse.definition, owner: owner, eligible: eligible, costs: costs))
    }
  }

  private func column(_ e: CoreExpression, frame other: Frame? = nil) throws(EvaluationStop)
    -> EvaluatedColumn
  {
    try model.materialized(e, roster, rows: candidates, frame: other ?? frame)
  }

  private func noteFaults(_ column: EvaluatedColumn, _ plan: inout AllocationPlan) {
    if column.faultCount > 0 { plan.stops += column.faults }
  }

  /// Notes the first candidate that has no value.
  private func noteMissing(_ column: EvaluatedColumn, _ e: CoreExpression, _ plan: inout AllocationPlan) {
    noteFaults(column, &plan)
    if column.values.present == nil { return }
    if let i = plan.candidates.indices.first(where: { !column.values.isPresent($0) && !column.isFaulted($0) })
    {
      plan.stops.append(
        EvaluationFault(.allocationMissing(at: e.origin), roster: roster.id, row: Int(plan.candidates[i])))
    }
  }

  private func amounts(
    _ e: CoreExpression, _ plan: inout AllocationPlan, frame: Frame
  ) throws(EvaluationStop) -> Amounts {
    let column = try column(e, frame: frame)
    noteMissing(column, e, &plan)
    return Amounts(column.values) ?? .wide([Rational](repeating: .zero, count: plan.candidates.count))
  }

  private func numbers(_ e: CoreExpression, _ plan: inout AllocationPlan) throws(EvaluationStop) -> [Rational]
  {
    let column = try column(e)
    noteMissing(column, e, &plan)
    return plan.candidates.indices.map { column[$0].number ?? .zero }
  }

  /// Returns of each candidate the group, -1 for none.
  private func groups(_ e: CoreExpression, _ plan: inout AllocationPlan) throws(EvaluationStop) -> [Int32] {
    let column = try column(e)
    noteFaults(column, &plan)
    let groups = Model.groups(of: [column], count: plan.candidates.count)
    let absent = groups.keys.firstIndex { $0 == [.missing] }.map { Int32($0) }
    return groups.groupOfRow.map { $0 == absent ? -1 : $0 }
  }

  /// Returns the positions of the candidates in the order of `keys`.
  private func ordered(
    _ keys: [CoreOrderKey], _ plan: inout AllocationPlan, mustBeTotal: Bool
  ) throws(EvaluationStop) -> [Int32] {
    let positions = (0..<Int32(plan.candidates.count)).map { $0 }
    var orderKeys: [OrderKey] = []
    for k in keys {
      let column = try column(k.value)
      noteMissing(column, k.value, &plan)
      orderKeys.append(OrderKey(Model.orderable(column), descending: k.isDescending))
    }
    if !plan.stops.isEmpty { return positions }
    let ordered = RankOrder.ordered(keys: orderKeys, rows: positions)
    if mustBeTotal, let (a, b) = ordered.firstTie {
      plan.stops.append(
        EvaluationFault(
          .orderLeavesTie(
            rows: [a, b].map { roster.table.origins[Int(plan.candidates[Int($0)])].row },
            at: keys.last?.value.origin ?? model.program[id].nameSpan), roster: roster.id,
          row: Int(plan.candidates[Int(a)])))
    }
    return ordered.rows
  }

  private func paidUntil(_ pay: CoreExpression) throws(EvaluationStop) -> CalendarDate? {
    guard case .eachMonth(_, _, let to) = pay.kind else { return nil }
    let last = try Evaluator(model).evaluate(to, Batch(roster: nil, rows: .range(0..<1), frame: frame))
    guard case .date(let day) = last.scalar(0, .date), let next = day.startOfMonth.adding(months: 1) else {
      return nil
    }
    return CalendarDate(days: next.days - 1)
  }

  private func add(_ quota: CoreAllocation.Quota, _ plan: inout AllocationPlan) throws(EvaluationStop) {
    switch quota {
    case .perGroup(let atLeast, let limit, let group, let span):
      let groups = try groups(group, &plan)
      let limits = try column(limit)
      noteMissing(limits, limit, &plan)
      let count = Int((groups.max() ?? -1) + 1)
      var bounds = [Rational](repeating: .zero, count: count)
      for (i, g) in groups.enumerated() where g >= 0 { bounds[Int(g)] = limits[i].number ?? .zero }
      let isMoney: Bool
      if case .number(let unit) = limit.type { isMoney = unit.rupiah == 1 } else { isMoney = false }
      if atLeast {
        if isMoney {
          plan.stops.append(EvaluationFault(.notYetReserved(at: span), roster: nil, row: 0))
        } else {
          plan.places.append(
            GroupFloor(atLeast: bounds.map { Int(clamping: $0.ceiling.int64 ?? .max) }, inEach: groups))
        }
      } else {
        plan.quotas.append(
          Allocation.Quota(isMoney ? .money : .people, atMost: .each(bounds), inEach: groups))
      }
    case .ofPurse(let part, let purse, let condition, _):
      let holds = try column(condition)
      noteFaults(holds, &plan)
      if let step = allocation.purses.firstIndex(where: { $0.definition == purse }) {
        plan.purseQuotas.append((step, part, holds.mask))
      }
    }
  }
}

extension Model {

  /// Returns values as integers that order the same way.
  static func orderable(_ column: EvaluatedColumn) -> PackedIntegers {
    let count = column.count
    if column.denominators == nil {
      switch column.values.values {
      case .scaled(let packed, _): return packed
      case .texts(let codes, let dictionary):
        let ranks = dictionary.ranks()
        return .words((0..<count).map { ranks[Int(codes[$0])] })
      case .wide: break
      }
    }
    let values = (0..<count).map { column[$0].number ?? .zero }
    let sorted = Array(Set(values)).sorted()
    var rank: [Rational: Int64] = [:]
    for (i, v) in sorted.enumerated() { rank[v] = Int64(i) }
    return PackedIntegers(packing: values.map { rank[$0] ?? 0 })
  }

  /// Returns the rows of a population, and why some could not be decided.
  func chosenRows(
    _ population: CorePopulation, _ roster: LoadedRoster, _ frame: Frame
  ) throws(EvaluationStop) -> ([Int32], [EvaluationFault]) {
    guard let condition = population.condition else { return ((0..<Int32(roster.count)).map { $0 }, []) }
    let holds = try expression(condition, roster, frame: frame)
    return (holds.rows, holds.faultCount > 0 ? holds.faults : [])
  }
}
