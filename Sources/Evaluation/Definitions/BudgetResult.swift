import Diagnostics
import Rosters
import Semantics

/// A budget: its full amount, what is held back, and what may be spent; one of each an owner.
public struct BudgetResult: Sendable {

  /// The budget.
  public let definition: DefinitionID

  /// The roster whose rows each have one; `nil` for a single budget, whose lists have one element.
  public let owners: RosterID?

  /// The full amounts.
  public let amounts: [Rational]

  /// What is held back.
  public let reserves: [Rational]

  /// Why an amount could not be computed; empty if all could.
  public let faults: [EvaluationFault]

  /// What may be spent: the amount less the reserve, never below 0.
  public func available(_ i: Int) -> Rational { max(.zero, amounts[i] - reserves[i]) }

  /// The sum of the full amounts.
  public var total: Rational { amounts.reduce(.zero, +) }

  /// The sum of what may be spent.
  public var totalAvailable: Rational { amounts.indices.reduce(.zero) { $0 + available($1) } }
}

extension Model {

  /// Returns the budget `id`.
  public func budget(
    _ id: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> BudgetResult {
    try budget(id, resolve(frame).unpaid)
  }

  func budget(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> BudgetResult {
    guard case .budget(let budget) = program[id].body else {
      throw .refused(
        EvaluationFault(.internalFault(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
    }
    noteDoubt(of: program[id])
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    return try results.budgets.value(key) { () throws(EvaluationStop) in
      guard let owners = budget.owners else {
        let amount = try evaluated(id, frame)
        let total = amount.value.number ?? .zero
        var faults = amount.faults
        if amount.value == .missing && faults.isEmpty {
          faults = [
            EvaluationFault(.budgetMissing(program[id].name, at: budget.amount.origin), roster: nil, row: 0)
          ]
        }
        var reserve = Rational.zero
        if let r = budget.reserve {
          let evaluator = Evaluator(self)
          let v = try evaluator.evaluate(r, Batch(roster: nil, rows: .range(0..<1), frame: frame))
          if v.hasFaults { faults += evaluator.log.faults }
          let n = v.scalar(0, r.type).number ?? .zero
          reserve = budget.reserveIsFraction ? total * n : n
        }
        if faults.isEmpty, let parent = budget.splitFrom {
          faults += try overdraft(of: parent, by: id, at: budget.amount.origin, frame)
        }
        return BudgetResult(
          definition: id, owners: nil, amounts: [total], reserves: [reserve], faults: faults)
      }
      let roster = try loaded(owners)
      let amounts = try ruleColumn(id, frame)
      var faults = amounts.faultCount == 0 ? [] : amounts.faults
      var reserves = [Rational](repeating: .zero, count: roster.count)
      let totals = (0..<roster.count).map { amounts.values.number($0) ?? .zero }
      if let missing = (0..<roster.count).first(where: {
        !amounts.values.isPresent($0) && !amounts.isFaulted($0)
      }) {
        faults.append(
          EvaluationFault(
            .budgetMissing(program[id].name, at: budget.amount.origin), roster: owners, row: missing))
      }
      if let r = budget.reserve {
        let held = try materialized(r, roster, frame: frame)
        if held.faultCount > 0 { faults += held.faults }
        for i in 0..<roster.count {
          let n = held.values.number(i) ?? .zero
          reserves[i] = budget.reserveIsFraction ? totals[i] * n : n
        }
      }
      return BudgetResult(definition: id, owners: owners, amounts: totals, reserves: reserves, faults: faults)
    }
  }

  /// Returns that the pots of `parent`, of which `pot` is one, are more than it may spend together, if they are.
  private func overdraft(
    of parent: DefinitionID, by pot: DefinitionID, at site: Span, _ frame: Frame
  ) throws(EvaluationStop) -> [EvaluationFault] {
    var names: [String] = []
    var total = Rational.zero
    for (i, definition) in program.definitions.enumerated() {
      guard case .budget(let other) = definition.body, other.splitFrom == parent else { continue }
      names.append(definition.name)
      total = total + (try evaluated(DefinitionID(i), frame).value.number ?? .zero)
    }
    let available = try budget(parent, frame).totalAvailable
    if total <= available { return [] }
    return [
      EvaluationFault(
        .overdrawn(program[parent].name, by: names, total: total, available: available, at: site),
        roster: nil,
        row: 0)
    ]
  }

  /// Returns on whom the money of a purse may be spent: the restrictions of its budget, of the budget that one
  /// was split from, and of whatever an earlier allocation's shares were made of.
  func restrictions(of id: DefinitionID) -> [CorePopulation] {
    var found: [CorePopulation] = []
    var stack = [id]
    var seen: Set<Int> = []
    while let next = stack.popLast() {
      guard seen.insert(next.index).inserted else { continue }
      switch program[next].body {
      case .budget(let b):
        if let p = b.spentOn { found.append(p) }
        if let parent = b.splitFrom { stack.append(parent) }
      case .allocation(let a): for p in a.purses { stack.append(p.definition) }
      case .value, .parameter, .rule, .table, .function, .target, .ranking: break
      }
    }
    return found
  }

  /// Returns how `source` names a purse: its budget's kind, or its name.
  func payerName(of id: DefinitionID) -> String {
    switch program[id].body {
    case .budget(let b): return b.kind ?? b.splitFrom.map { payerName(of: $0) } ?? program[id].name
    case .allocation(let a):
      // Shares are of the kind of the money they were made of.
      let names = Set(a.purses.map { payerName(of: $0.definition) })
      return names.count == 1 ? names.first ?? program[id].name : program[id].name
    case .value, .parameter, .rule, .table, .function, .target, .ranking: return program[id].name
    }
  }
}
