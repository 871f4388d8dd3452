import Allocation
import Diagnostics
import Rosters
import Semantics
import Synchronization
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
  /// Weights of a division, for each part of the amount; or the claims.
  var parts: [DivideProblem.Part] = []
  /// What each candidate adds to what is to be greatest or least: a column a payer that makes a difference, and
  /// which of them holds for each step.
  var objectives: [Amounts] = []
  var objectiveOfStep: [Int] = []
  /// Awards of an earlier, signed result that stand.
  var kept: KeptAwards?
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
  /// Of each of these, how its groups are called.
  var placeNames: [[Bilingual]] = []
  /// Parts of a purse: the step, the part, and who counts.
  var purseQuotas: [(step: Int, part: CoreExpression, isFraction: Bool, isLeast: Bool, mask: [UInt8])] = []
  var paidUntil: CalendarDate?
  /// The first and the last month that are paid, if the price is one of each month and a purse's validity depends on it.
  var months: (first: CalendarDate, last: CalendarDate)?
  /// Why the money can not be allocated.
  var stops: [EvaluationFault] = []
  /// What was prepared to run the purses again; it belongs to the plan as it was first made.
  let prepared = PreparedSelections()
}

/// Selections that differ in nothing but the amounts of their purses, ready to be made again.
final class PreparedSelections: Sendable {

  private let solvers = Mutex<[[Int]: SelectSolver]>([:])

  /// Returns the solver for `shape`, which says all that tells `problem` from others of the same plan but amounts.
  func solver(_ shape: [Int], _ problem: SelectProblem) -> Result<SelectSolver, SelectImpossibility> {
    if let known = solvers.withLock({ $0[shape] }) { return .success(known) }
    return SelectSolver.prepare(problem).map { solver in
      solvers.withLock { $0[shape] = solver }
      return solver
    }
  }
}

/// Makes the plan of one allocation.
struct AllocationPlanner {

  let model: Model
  let id: DefinitionID
  let allocation: CoreAllocation
  let roster: LoadedRoster
  let frame: Frame

  /// The candidates, once they are known.
  var candidates: [Int32] = []
  /// 1 for each candidate that is eligible now; `nil` if all are: others are there because an award stands.
  var isEligible: [UInt8]?

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
    if let keeping = allocation.keeping { try keepAwards(keeping, &plan) }
    if !plan.stops.isEmpty { return plan }
    switch allocation.method {
    case .select(let pay, let order):
      try addSteps(&plan, pay: pay)
      plan.order = try ordered(order, &plan, mustBeTotal: true)
      plan.paidUntil = try paidUntil(pay)
      plan.months = try months(pay)
      if allocation.mayBeSplit, plan.costs.count > 1 {
        plan.stops.append(EvaluationFault(.splitPriceByPayer(at: pay.origin), roster: nil, row: 0))
      }
    case .divide(let basis, _, let ties):
      try addSteps(&plan, pay: nil)
      plan.parts = try parts(basis, &plan)
      let order = try ordered(ties, &plan, mustBeTotal: false)
      plan.tieRank = [Int](repeating: 0, count: plan.candidates.count)
      for (place, position) in order.enumerated() { plan.tieRank[Int(position)] = place }
      if let floor = allocation.floor { plan.floors = try numbers(floor, &plan) }
      if let cap = allocation.cap {
        let caps = try numbers(cap, &plan)
        plan.caps = caps.map { $0 }
      }
      raiseFloors(&plan)
    case .giveAmounts(_, let worth, let ties):
      try addSteps(&plan, pay: nil)
      try addObjectives(worth, &plan)
      plan.order = try ordered(ties, &plan, mustBeTotal: true)
      if let floor = allocation.floor { plan.floors = try numbers(floor, &plan) }
      if let cap = allocation.cap {
        let caps = try numbers(cap, &plan)
        plan.caps = caps.map { $0 }
      }
    case .optimise(let pay, _, let objective, let ties):
      try addSteps(&plan, pay: pay)
      try addObjectives(objective, &plan)
      plan.order = try ordered(ties, &plan, mustBeTotal: true)
      plan.paidUntil = try paidUntil(pay)
    }
    if let group = allocation.allOrNone { plan.wholeGroups = try groups(group, &plan) }
    for q in allocation.quotas { try add(q, &plan) }
    return plan
  }

  /// Returns the weights by which each part of the amount is divided; who is no longer eligible has none.
  private func parts(
    _ basis: CoreAllocation.DivisionBasis, _ plan: inout AllocationPlan
  ) throws(EvaluationStop) -> [DivideProblem.Part] {
    var parts: [DivideProblem.Part] = []
    let equal = [Rational](repeating: .one, count: candidates.count)
    switch basis {
    case .equal: parts = [DivideProblem.Part(share: .one, weights: equal)]
    case .proportion(let e), .claims(let e, _):
      parts = [DivideProblem.Part(share: .one, weights: try numbers(e, &plan))]
    case .parts(let all):
      for p in all {
        let weights = try p.weight.map { w throws(EvaluationStop) in try numbers(w, &plan) }
        parts.append(DivideProblem.Part(share: p.share, weights: weights ?? equal))
      }
    }
    if let isEligible {
      for p in parts.indices {
        for i in candidates.indices where isEligible[i] == 0 { parts[p].weights[i] = .zero }
      }
    }
    return parts
  }

  /// What is signed stands: nobody gets less of a division.
  private func raiseFloors(_ plan: inout AllocationPlan) {
    guard let kept = plan.kept else { return }
    var floors = plan.floors ?? [Rational](repeating: .zero, count: candidates.count)
    if let isEligible {
      for i in candidates.indices where isEligible[i] == 0 { floors[i] = .zero }
    }
    for award in kept.awards {
      floors[award.position] = max(floors[award.position], award.amount)
      if kept.isNoLongerEligible(award.position) { plan.caps?[award.position] = nil }
    }
    plan.floors = floors
  }

  private func addObjectives(_ e: CoreExpression, _ plan: inout AllocationPlan) throws(EvaluationStop) {
    let dependsOnPayer = model.traits(of: e).readsPayer
    var columnOfPayer: [String: Int] = [:]
    for purse in allocation.purses {
      let payer = dependsOnPayer ? model.payerName(of: purse.definition) : ""
      if let known = columnOfPayer[payer] {
        plan.objectiveOfStep.append(known)
        continue
      }
      let paid = dependsOnPayer ? frame.paid(by: model.worlds.number(ofPayer: payer)) : frame
      columnOfPayer[payer] = plan.objectives.count
      plan.objectiveOfStep.append(plan.objectives.count)
      plan.objectives.append(try amounts(e, &plan, frame: paid))
    }
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

  func column(_ e: CoreExpression, frame other: Frame? = nil) throws(EvaluationStop)
    -> EvaluatedColumn
  {
    try model.materialized(e, roster, rows: candidates, frame: other ?? frame)
  }

  private func noteFaults(_ column: EvaluatedColumn, _ plan: inout AllocationPlan) {
    if column.faultCount == 0 { return }
    guard let isEligible else {
      plan.stops += column.faults
      return
    }
    // A fault of somebody who is paid only because an award stands decides nothing.
    if candidates.indices.contains(where: { isEligible[$0] != 0 && column.isFaulted($0) }) {
      plan.stops += column.faults
    }
  }

  /// Notes the candidates that have no value.
  private func noteMissing(_ column: EvaluatedColumn, _ e: CoreExpression, _ plan: inout AllocationPlan) {
    noteFaults(column, &plan)
    if column.values.present == nil { return }
    let lacking = plan.candidates.indices.filter {
      !column.values.isPresent($0) && !column.isFaulted($0) && isEligible?[$0] != 0
    }.map { plan.candidates[$0] }
    if let first = lacking.first {
      plan.stops.append(
        EvaluationFault(
          .allocationMissing(
            rows: lacking.map { roster.table.origins[Int($0)].row }, who: model.named(lacking, of: roster.id),
            at: e.origin), roster: roster.id, row: Int(first)))
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
    return groups.groups.map { $0 == absent ? -1 : $0 }
  }

  /// Returns the positions of the candidates in the order of `keys`.
  private func ordered(
    _ keys: [CoreOrderKey], _ plan: inout AllocationPlan, mustBeTotal: Bool
  ) throws(EvaluationStop) -> [Int32] {
    // Who is there only because an award stands has no turn.
    let eligible = mustBeTotal ? isEligible : nil
    var orderKeys: [OrderKey] = []
    for k in keys {
      if eligible == nil, let values = try wholeColumn(k.value) {
        orderKeys.append(OrderKey(values, descending: k.isDescending))
        continue
      }
      let column = try column(k.value)
      noteMissing(column, k.value, &plan)
      orderKeys.append(
        OrderKey(Model.orderable(column), descending: k.isDescending, isByPlace: eligible == nil))
    }
    let positions = eligible.map { eligible in
      candidates.indices.filter { eligible[$0] != 0 }.map { Int32(truncatingIfNeeded: $0) }
    }
    if !plan.stops.isEmpty { return positions ?? Kernels.positions(candidates.count) }
    let ordered =
      if let positions {
        RankOrder.ordered(keys: orderKeys, rows: positions, threads: model.threads)
      } else {
        RankOrder.orderedPlaces(keys: orderKeys, rows: candidates, threads: model.threads)
      }
    if mustBeTotal, let (a, b) = ordered.firstTie {
      // All that have the same place as the first two that share one.
      let row = { (p: Int32) in eligible == nil ? candidates[Int(p)] : p }
      let tied = ordered.rows.filter { p in
        p == a || p == b
          || orderKeys.allSatisfy { $0.value(row(p), at: Int(p)) == $0.value(row(a), at: Int(a)) }
      }.map { plan.candidates[Int($0)] }.sorted()
      plan.stops.append(
        EvaluationFault(
          .orderLeavesTie(
            rows: tied.map { roster.table.origins[Int($0)].row }, who: model.named(tied, of: roster.id),
            at: keys.last?.value.origin ?? model.program[id].nameSpan), roster: roster.id,
          row: Int(plan.candidates[Int(a)])))
    }
    return ordered.rows
  }

  /// Returns the values of all rows that order as `e` does, if they are kept and every row has one.
  private func wholeColumn(_ e: CoreExpression) throws(EvaluationStop) -> PackedIntegers? {
    let all = Batch(roster: roster, rows: .range(0..<roster.count), frame: frame)
    guard let (column, _) = try Evaluator(model).kept(e, all), column.present == nil,
      case .scaled(let packed, _) = column.values
    else { return nil }
    return packed
  }

  /// Returns the first and the last month that anybody is paid for, where a budget's validity makes it matter.
  private func months(
    _ pay: CoreExpression
  ) throws(EvaluationStop) -> (first: CalendarDate, last: CalendarDate)? {
    let isBounded = allocation.purses.contains { purse in
      if case .budget(let budget) = model.program[purse.definition].body {
        budget.valid != nil
      } else {
        false
      }
    }
    guard isBounded, case .eachMonth(_, let from, let to)? = model.monthlyPart(of: pay)?.kind else {
      return nil
    }
    func days(_ e: CoreExpression) throws(EvaluationStop) -> [CalendarDate] {
      if case .constant(.date(let day)) = e.kind { return [day] }
      let column = try column(e)
      return candidates.indices.compactMap { i in if case .date(let day) = column[i] { day } else { nil } }
    }
    guard let first = try days(from).min(), let last = try days(to).max() else { return nil }
    return (first.startOfMonth, last.startOfMonth)
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
    case .perGroup(let atLeast, let limit, let group, _):
      let groups = try groups(group, &plan)
      let limits = try column(limit)
      noteMissing(limits, limit, &plan)
      let count = Int((groups.max() ?? -1) + 1)
      var bounds = [Rational](repeating: .zero, count: count)
      for (i, g) in groups.enumerated() where g >= 0 { bounds[Int(g)] = limits[i].number ?? .zero }
      let isMoney: Bool
      if case .number(let unit) = limit.type { isMoney = unit.rupiah == 1 } else { isMoney = false }
      if atLeast {
        plan.places.append(GroupFloor(isMoney ? .money : .people, atLeast: bounds, inEach: groups))
        plan.placeNames.append(try groupNames(group, groups))
      } else {
        plan.quotas.append(
          Allocation.Quota(isMoney ? .money : .people, atMost: .each(bounds), inEach: groups))
      }
    case .ofPurse(let atLeast, let part, let isFraction, let purse, let condition, _):
      let holds = try column(condition)
      noteFaults(holds, &plan)
      if let step = allocation.purses.firstIndex(where: { $0.definition == purse }) {
        plan.purseQuotas.append((step, part, isFraction, atLeast, holds.mask))
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
    return (holds.rows(threads: threads), holds.faultCount > 0 ? holds.faults : [])
  }
}
