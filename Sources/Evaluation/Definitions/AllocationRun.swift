import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

/// Runs the money of an allocation over its plan.
struct AllocationRun {

  let model: Model
  let id: DefinitionID
  let allocation: CoreAllocation
  let roster: LoadedRoster
  let frame: Frame
  var plan: AllocationPlan
  let setAside: [(roster: RosterID, count: Int)]

  /// The money as it stands before the allocation.
  struct Purses {
    var list: [AllocationPurse] = []
    /// Of each step, where its purses start in the list.
    var starts: [Int] = []
    /// Of each step, the purse of each owner's row; `nil` where it is one for all.
    var byOwner: [[Int32]?] = []
    var faults: [EvaluationFault] = []
  }

  func result() throws(EvaluationStop) -> AllocationResult {
    let purses = try self.purses()
    let stops = plan.stops + purses.faults
    if !stops.isEmpty { return stopped(purses.list, stops) }
    if let purse = purses.list.first(where: { min($0.amount, $0.available).signum < 0 }) {
      let fault = Diagnostic.purseNegative(
        name(of: purse), min(purse.amount, purse.available), at: model.program[id].nameSpan)
      return stopped(purses.list, [EvaluationFault(fault, roster: nil, row: 0)])
    }
    switch allocation.method {
    case .select: return try select(purses)
    case .divide(let basis, let method, _): return try divide(purses, basis, method)
    case .optimise(_, let maximise, _, _): return try optimise(purses, maximise: maximise)
    case .giveAmounts(let maximise, _, _): return try giveAmounts(purses, maximise: maximise)
    }
  }

  func stopped(_ purses: [AllocationPurse], _ stops: [EvaluationFault]) -> AllocationResult {
    AllocationResult(
      definition: id, roster: roster.id, rowCount: roster.count, candidates: [], purses: purses, ranks: [],
      amounts: Amounts([]), purseOfCandidate: [], reasons: [], funded: [], paidUntil: nil, outcome: .none,
      stops: stops, setAside: setAside)
  }

  // MARK: Purses

  private func purses() throws(EvaluationStop) -> Purses {
    var result = Purses()
    for (source, purse) in allocation.purses.enumerated() {
      if let known = allocation.purses[..<source].firstIndex(where: { $0.definition == purse.definition }) {
        // The same money named twice is the same purse.
        result.starts.append(result.starts[known])
        result.byOwner.append(result.byOwner[known])
        continue
      }
      result.starts.append(result.list.count)
      switch model.program[purse.definition].body {
      case .budget(let core): try addBudget(purse, core, source, &result)
      case .allocation:
        let earlier = try model.allocation(purse.definition, frame)
        result.faults += earlier.stops
        var byOwner = [Int32](repeating: -1, count: earlier.rowCount)
        for (i, row) in earlier.candidates.enumerated() where earlier.isPossible {
          byOwner[Int(row)] = Int32(result.list.count)
          result.list.append(
            AllocationPurse(
              definition: purse.definition, source: source, owner: RowReference(earlier.roster, row),
              amount: earlier.amounts[i], reserve: .zero, available: earlier.amounts[i]))
        }
        result.byOwner.append(byOwner)
      case .value, .parameter, .rule, .table, .function, .target, .ranking:
        throw .refused(
          EvaluationFault(
            .internalFault(model.program[purse.definition].name, at: purse.origin), roster: nil, row: 0))
      }
    }
    try subtractEarlier(&result)
    return result
  }

  private func addBudget(
    _ purse: CorePurse, _ core: CoreBudget, _ source: Int, _ result: inout Purses
  ) throws(EvaluationStop) {
    let budget = try model.budget(purse.definition, frame)
    result.faults += budget.faults
    let isOpen = try isValid(core, purse, &result)
    if let owners = budget.owners {
      result.byOwner.append(budget.amounts.indices.map { Int32(result.list.count + $0) })
      for i in budget.amounts.indices {
        result.list.append(
          AllocationPurse(
            definition: purse.definition, source: source, owner: RowReference(owners, Int32(i)),
            amount: budget.amounts[i], reserve: budget.amounts[i] - budget.available(i),
            available: budget.available(i), isOpen: isOpen))
      }
      return
    }
    let received = try model.received(purse.definition, frame)
    result.faults += received.faults
    result.byOwner.append(nil)
    result.list.append(
      AllocationPurse(
        definition: purse.definition, source: source, owner: nil, amount: budget.amounts[0] + received.amount,
        reserve: budget.amounts[0] - budget.available(0), available: budget.available(0) + received.amount,
        received: received.amount, isOpen: isOpen))
  }

  /// Returns whether the budget may be spent when the allocation pays: in the months that it pays for, or else on the
  /// day. What it may not be spent on pays nobody, which is warned of.
  private func isValid(
    _ budget: CoreBudget, _ purse: CorePurse, _ result: inout Purses
  ) throws(EvaluationStop) -> Bool {
    guard let (from, to) = budget.valid else { return true }
    if frame.day == Frame.noDay {
      result.faults.append(EvaluationFault(.noDay(at: purse.origin), roster: nil, row: 0))
      return false
    }
    let isOpen: Bool
    let when: Bilingual
    if let (first, last) = plan.months {
      isOpen = from.startOfMonth <= first && (budget.isCarriedOver || last <= to.startOfMonth)
      func month(_ day: CalendarDate, _ writer: ValueWriter) -> String {
        "\(writer.monthName(day.civil.month)) \(day.civil.year)"
      }
      func months(_ writer: ValueWriter, _ to: String) -> String {
        first == last ? month(first, writer) : "\(month(first, writer)) \(to) \(month(last, writer))"
      }
      when = Bilingual(
        en: "for \(months(ValueWriter(.english), "to"))",
        id: "untuk \(months(ValueWriter(.indonesian), "sampai"))")
    } else {
      let day = CalendarDate(days: frame.day)
      isOpen = from <= day && (budget.isCarriedOver || day <= to)
      when = Bilingual(
        en: "on \(ValueWriter(.english).date(day))", id: "pada \(ValueWriter(.indonesian).date(day))")
    }
    if !isOpen {
      model.closedPurses.note(
        .purseNotValid(
          model.program[purse.definition].name, from: from, to: to, allocation: model.program[id].name,
          when: when, at: purse.origin), of: id, purse.definition)
    }
    return isOpen
  }

  /// Takes from the purses what allocations have spent that this one rests on: they come first.
  private func subtractEarlier(_ purses: inout Purses) throws(EvaluationStop) {
    for definition in Set(purses.list.map { $0.definition.index }).sorted() {
      for user in Set(model.users[definition] ?? []).sorted(by: { $0.index < $1.index })
      where user != id && model.rests(id, on: user) {
        let earlier = try model.allocation(user, frame)
        purses.faults += earlier.stops
        var spent: [RowReference?: Rational] = [:]
        for p in earlier.purses where p.definition.index == definition {
          spent[p.owner] = (spent[p.owner] ?? .zero) + model.drawn(p, by: user)
        }
        for i in purses.list.indices where purses.list[i].definition.index == definition {
          if let taken = spent[purses.list[i].owner] {
            purses.list[i].available = purses.list[i].available - taken
          }
        }
      }
    }
  }

  /// Returns which purse of each step may be spent on whom, and in which order they are used.
  func sources(_ purses: Purses) throws(EvaluationStop) -> [Source] {
    var sources: [Source] = []
    for (i, step) in plan.steps.enumerated() {
      let of: Source.Purses
      if let byOwner = purses.byOwner[i] {
        guard let owner = step.owner else {
          throw .refused(
            EvaluationFault(
              .purseWithoutOwner(model.program[step.definition].name, at: allocation.purses[i].origin),
              roster: nil, row: 0))
        }
        of = .perRow(owner.map { $0 < 0 || Int($0) >= byOwner.count ? -1 : byOwner[Int($0)] })
      } else {
        of = .one(purses.starts[i])
      }
      let isOpen = purses.list.first { $0.definition == step.definition }?.isOpen ?? true
      let nobody = isOpen ? nil : [UInt8](repeating: 0, count: plan.candidates.count)
      sources.append(Source(of, eligible: nobody ?? step.eligible, costs: step.costs))
    }
    return sources
  }

  /// Notes of each purse whether there is anybody on whom it may be spent, and warns of a source that nobody may use.
  func noteUsable(_ sources: [Source], _ list: inout [AllocationPurse]) {
    var usable = [Bool](repeating: false, count: list.count)
    var open = list.count
    for source in sources {
      for i in plan.candidates.indices where open > 0 {
        if let p = source.purse(for: i), usable.indices.contains(p), !usable[p] {
          usable[p] = true
          open -= 1
        }
      }
    }
    for i in list.indices { list[i].isUsable = usable[i] }
    if plan.candidates.isEmpty { return }
    for purse in allocation.purses {
      let own = list.filter { $0.definition == purse.definition }
      let available = own.reduce(Rational.zero) { $0 + $1.available }
      if available.signum <= 0 || own.contains(where: { $0.isUsable || !$0.isOpen }) { continue }
      model.closedPurses.note(
        .purseForNobody(
          model.program[purse.definition].name, available, allocation: model.program[id].name,
          count: plan.candidates.count, who: named(plan.candidates), at: purse.origin), of: id,
        purse.definition)
    }
  }

  func number(_ e: CoreExpression) throws(EvaluationStop) -> Rational {
    let evaluator = Evaluator(model)
    let v = try evaluator.evaluate(e, Batch(roster: nil, rows: .range(0..<1), frame: frame))
    if let fault = evaluator.log.faults.first, v.hasFaults { throw .refused(fault) }
    return v.scalar(0, e.type).number ?? .zero
  }
}

extension Model {

  /// Returns what allocations that are carried out before leave over to the budget `id`.
  func received(
    _ id: DefinitionID, _ frame: EvaluationFrame
  ) throws(EvaluationStop) -> (amount: Rational, faults: [EvaluationFault]) {
    try received(id, resolve(frame).unpaid)
  }

  /// Returns what allocations that are carried out before leave over to the budget `id`.
  func received(
    _ id: DefinitionID, _ frame: Frame
  ) throws(EvaluationStop) -> (amount: Rational, faults: [EvaluationFault]) {
    var amount = Rational.zero
    var faults: [EvaluationFault] = []
    for feeder in feeders[id.index] ?? [] {
      let earlier = try allocation(feeder, frame)
      faults += earlier.stops
      amount = amount + earlier.left
    }
    return (amount, faults)
  }

  /// Returns what `user` takes from a purse: what it gives out, and what it leaves over to another budget.
  func drawn(_ purse: AllocationPurse, by user: DefinitionID) -> Rational {
    guard case .allocation(let a) = program[user].body, a.leftover != nil else { return purse.allocated }
    return purse.available
  }
}
