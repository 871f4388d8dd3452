import Allocation
import Diagnostics
import Rosters
import Semantics

extension AllocationRun {

  /// Gives amounts to recipients so that what they are worth together is greatest or least.
  func giveAmounts(_ purses: Purses, maximise: Bool) throws(EvaluationStop) -> AllocationResult {
    let count = plan.candidates.count
    let sources = try sources(purses)
    let site = model.program[id].nameSpan
    var list = purses.list
    noteUsable(sources, &list)
    let unit = try allocation.multiple.map { m throws(EvaluationStop) in try number(m) } ?? .one
    if unit.signum <= 0 {
      let origin = allocation.multiple?.origin ?? site
      return stopped(list, [EvaluationFault(.stepNotPositive(at: origin), roster: nil, row: 0)])
    }
    let pots = try pots(list)
    var lanes: [[TransportProblem.Lane]] = []
    /// Of each lane, the source it stands for.
    var payers: [[Int]] = []
    for i in 0..<count {
      var own: [TransportProblem.Lane] = []
      var sourcesOfLane: [Int] = []
      for (s, source) in sources.enumerated() {
        guard let purse = source.purse(for: i) else { continue }
        let pot = pots.pot(of: purse, for: i)
        if own.contains(where: { $0.pot == pot }) { continue }
        own.append(.init(pot: pot, worth: plan.objectives[plan.objectiveOfStep[s]][i]))
        sourcesOfLane.append(s)
      }
      lanes.append(own)
      payers.append(sourcesOfLane)
    }
    // The order of the candidates decides between amounts that are worth the same.
    let order = plan.order.map { Int($0) }
    let floors = plan.floors ?? [Rational](repeating: .zero, count: count)
    let problem = TransportProblem(
      pots: pots.list, lanes: order.map { lanes[$0] }, floors: order.map { floors[$0] },
      caps: order.map { plan.caps?[$0] }, unit: unit, maximises: maximise)
    switch problem.solve() {
    case .failure(let impossibility):
      return stopped(list, [fault(impossibility, order, floors)])
    case .success(let outcome):
      var amounts = [Rational](repeating: .zero, count: count)
      var first = [Int32](repeating: -1, count: count)
      for payment in outcome.payments {
        let candidate = order[payment.recipient]
        let purse = pots.purse(of: payment.pot)
        amounts[candidate] = amounts[candidate] + payment.amount
        if first[candidate] < 0 { first[candidate] = Int32(purse) }
        list[purse].allocated = list[purse].allocated + payment.amount
        list[purse].funded += 1
      }
      let funded = amounts.map { UInt8($0.signum > 0 ? 1 : 0) }
      for i in 0..<count where funded[i] == 0 {
        for purse in Set(lanes[i].map { pots.purse(of: $0.pot) }) { list[purse].unreached += 1 }
      }
      var reasons = (0..<count).map { i -> AllocationReason in
        if funded[i] != 0 { return .funded }
        return lanes[i].isEmpty ? .noPurse : .notChosen
      }
      noteNotValid(list, &reasons)
      return AllocationResult(
        definition: id, roster: roster.id, rowCount: roster.count, candidates: plan.candidates, purses: list,
        ranks: [Int32](repeating: 0, count: count), amounts: .wide(amounts), purseOfCandidate: first,
        reasons: reasons, funded: funded, paidUntil: nil,
        outcome: .amounts(
          AmountsOutcome(
            optimum: outcome.optimum,
            payments: outcome.payments.map {
              .init(candidate: order[$0.recipient], purse: pots.purse(of: $0.pot), amount: $0.amount)
            })), stops: [], setAside: setAside)
    }
  }

  private func fault(
    _ impossibility: TransportImpossibility, _ order: [Int], _ floors: [Rational]
  ) -> EvaluationFault {
    let site = model.program[id].nameSpan
    func rows(_ recipients: [Int]) -> [Int32] { recipients.map { plan.candidates[order[$0]] }.sorted() }
    switch impossibility {
    case .malformed:
      return EvaluationFault(.internalFault(model.program[id].name, at: site), roster: nil, row: 0)
    case .capsBelowFloors(let recipients):
      let all = rows(recipients)
      let one = recipients.first.map { order[$0] }
      let short = recipients.reduce(Rational.zero) { sum, r in
        sum + floors[order[r]] - (plan.caps?[order[r]] ?? .zero)
      }
      return EvaluationFault(
        .capsBelowFloors(
          count: all.count, who: named(all), floor: one.map { floors[$0] },
          cap: one.flatMap { plan.caps?[$0] },
          short: short, at: allocation.cap?.origin ?? site), roster: roster.id,
        row: all.first.map { Int($0) } ?? 0)
    case .floorsUnmet(let recipients, let short):
      let all = rows(recipients)
      return EvaluationFault(
        .leastAmountsUnmet(
          count: all.count, who: named(all), short: short, at: allocation.floor?.origin ?? site),
        roster: roster.id, row: all.first.map { Int($0) } ?? 0)
    }
  }

  // MARK: Pots

  /// The purses as pots, and the parts of purses that some recipients share.
  private struct Pots {
    var list: [TransportProblem.Pot]
    /// By purse, the part that bounds some, and who they are.
    var parts: [Int: (pot: Int, mask: [UInt8])] = [:]
    /// Of each part, in the order of the pots after the purses, its purse.
    var purseOfPart: [Int] = []

    func pot(of purse: Int, for candidate: Int) -> Int {
      if let part = parts[purse], part.mask[candidate] != 0 { return part.pot }
      return purse
    }

    func purse(of pot: Int) -> Int {
      let purses = list.count - purseOfPart.count
      return pot < purses ? pot : purseOfPart[pot - purses]
    }
  }

  private func pots(_ purses: [AllocationPurse]) throws(EvaluationStop) -> Pots {
    var pots = Pots(list: purses.map { .init(available: $0.available) })
    for q in plan.purseQuotas {
      let part = try number(q.part)
      for (purse, p) in purses.enumerated() where p.source == q.step && pots.parts[purse] == nil {
        let bound = q.isFraction ? part * p.amount : part
        pots.parts[purse] = (pots.list.count, q.mask)
        pots.purseOfPart.append(purse)
        pots.list.append(.init(available: max(bound, .zero), partOf: purse))
      }
    }
    return pots
  }
}
