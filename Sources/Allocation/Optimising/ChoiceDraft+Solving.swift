import BigInt
import Rosters

extension ChoiceDraft {

  /// How many steps prices are improved for before they are used.
  private static let priceSteps = 400

  /// Returns the best choice, or the best that was found with a bound on all others.
  func best(proposing solver: (any IntegerSolver)?) -> Result<OptimiseOutcome, OptimiseImpossibility> {
    if let best = inOrder() { return .success(best) }
    return bits < 118 - 32 ? solve(Int128.self, solver) : solve(BigInt.self, solver)
  }

  /// Returns the best choice where taking the most valuable first is best: one purse, one cost for all, and at
  /// most one bound on heads for each of several groups; `nil` where more has to be weighed.
  func inOrder() -> OptimiseOutcome? {
    let s = problem.selection
    guard s.floors.isEmpty, s.wholeGroupOfRow == nil, !s.mayBeSplit, s.kept.isEmpty, s.quotas.count <= 1,
      s.quotas.allSatisfy({ $0.measure == .people && $0.sources == nil }),
      things.allSatisfy({ $0.options.count <= 1 })
    else { return nil }
    var cost: Rational?
    var purse: Int?
    for thing in things {
      guard let option = thing.options.first, let row = thing.members.first,
        let own = s.sources[option.source].purse(for: row)
      else { continue }
      let price = s.costs[s.sources[option.source].costs][row]
      if let cost, cost != price { return nil }
      if let purse, purse != own { return nil }
      cost = price
      purse = own
    }
    guard let cost, let purse else {
      return problem.outcome([:], value: .zero, bound: .zero, .order, 0)
    }
    let places = cost.signum == 0 ? nil : (s.purses[purse].available / cost)?.floor
    let quota = s.quotas.first
    var taken: [Int: Rational] = [:]
    var parts: [Int: [AwardPart]] = [:]
    var value = Rational.zero
    let order = things.indices.filter { (things[$0].options.first?.worth.signum ?? 0) > 0 }.sorted { a, b in
      let x = things[a].options[0].worth
      let y = things[b].options[0].worth
      return x == y ? a < b : x > y
    }
    for t in order {
      if let places, Rational(Int64(parts.count)) >= places { break }
      let row = things[t].members[0]
      if let quota, quota.mask.map({ $0[row] != 0 }) ?? true {
        let group = quota.groupOfRow.map { Int($0[row]) } ?? 0
        if group >= 0 {
          let limit: Rational
          switch quota.limits {
          case .same(let l): limit = l
          case .each(let l): limit = l[group]
          }
          let next = (taken[group] ?? .zero) + .one
          if next > limit { continue }
          taken[group] = next
        }
      }
      let option = things[t].options[0]
      parts[row] = [AwardPart(source: option.source, purse: purse, amount: cost)]
      value = value + option.worth
    }
    return problem.outcome(parts, value: value, bound: value, .order, 0)
  }

  /// Returns the best choice in whole numbers of a kind that holds all sums.
  func solve<N: ExactInteger>(
    _: N.Type, _ solver: (any IntegerSolver)?
  ) -> Result<OptimiseOutcome, OptimiseImpossibility> {
    let (program, unit) = program(N.self)
    var choice = ChoiceProgram<N>.Choice(repeating: -1, count: program.things.count)
    var sum = Answer<N>(value: 0, bound: 0, nodes: 0)
    for part in program.parts() {
      let limit = max(1000, problem.nodeLimit - sum.nodes)
      let counter = SearchCounter(before: sum.nodes, limit: problem.nodeLimit, watch: problem.watch)
      switch search(part.program, solver, nodeLimit: limit, counter) {
      case .failure(let impossibility): return .failure(impossibility)
      case .success(let (found, answer)):
        for (i, thing) in part.things.enumerated() { choice[thing] = found[i] }
        sum = Answer(
          value: sum.value + answer.value, bound: sum.bound + answer.bound, nodes: sum.nodes + answer.nodes)
      }
    }
    return .success(outcome(choice, unit: unit, sum))
  }

  /// Returns the best choice of a program whose rows hang together.
  private func search<N: ExactInteger>(
    _ program: ChoiceProgram<N>, _ solver: (any IntegerSolver)?, nodeLimit: Int, _ counter: SearchCounter
  ) -> Result<(choice: ChoiceProgram<N>.Choice, answer: Answer<N>), OptimiseImpossibility> {
    if let best = knapsack(program, nodeLimit: nodeLimit, counter) { return .success(best) }
    let none = ChoiceProgram<N>.Choice(repeating: -1, count: program.things.count)
    let start = program.worth(of: none) == nil ? nil : none

    // First on our own; then, where that does not settle it, from what the solver proposes.
    var prices = program.proposedPrices(steps: Self.priceSteps, reaching: 0)
    let greedy = [start, program.greedy(prices)].compactMap { $0 }.max { better($1, than: $0, program) }
    if let greedy, let worth = program.worth(of: greedy) {
      prices = program.proposedPrices(steps: Self.priceSteps, reaching: worth)
    }
    var search = ChoiceSearch(program, at: prices, from: greedy, counter)
    var isDone = search.run(nodeLimit: nodeLimit / 2)
    var bound = search.bound
    var nodes = search.nodes
    var best = search.best
    if !isDone, counter.goesOn(0), let proposal = solver?.propose(for: program.model(), nodeLimit: nodeLimit)
    {
      if let choice = proposal.chosen.flatMap({ program.choice($0) }), let worth = program.worth(of: choice),
        best.map({ $0.worth < worth }) ?? true
      {
        best = (choice, worth)
      }
      if let proposed = proposal.prices, proposed.count >= program.rows.count {
        prices = program.prices(Array(proposed.prefix(program.rows.count)))
      }
      var later = counter
      later.before += nodes
      var second = ChoiceSearch(program, at: prices, from: best?.choice, later)
      isDone = second.run(nodeLimit: nodeLimit / 2)
      bound = isDone ? second.bound : min(bound, second.bound)
      nodes += second.nodes
      best = second.best
    }
    guard let best else { return .failure(.noChoice(isProven: isDone, remedy: nil)) }
    return .success(
      (best.choice, Answer(value: best.worth, bound: max(bound, best.worth), nodes: nodes)))
  }

  private struct Answer<N: ExactInteger> {
    let value: N
    let bound: N
    let nodes: Int
  }

  private func better<N: ExactInteger>(
    _ a: ChoiceProgram<N>.Choice, than b: ChoiceProgram<N>.Choice, _ program: ChoiceProgram<N>
  ) -> Bool {
    guard let x = program.worth(of: a) else { return false }
    return program.worth(of: b).map { x > $0 } ?? true
  }

  /// Returns the program in whole numbers, and what one unit of its worth is.
  private func program<N: ExactInteger>(_: N.Type) -> (program: ChoiceProgram<N>, unit: Rational) {
    let (worths, unit) = Scaling.whole(things.flatMap { $0.options.map(\.worth) })
    let rows = wholeRows()
    var next = [Int](repeating: 0, count: rows.count)
    var at = 0
    let whole = things.map { thing in
      thing.options.map { option in
        let entries = option.entries.map { e -> (row: Int32, amount: N) in
          defer { next[e.row] += 1 }
          return (Int32(truncatingIfNeeded: e.row), N(big: rows[e.row].amounts[next[e.row]]))
        }
        defer { at += 1 }
        return ChoiceProgram<N>.Option(
          worth: N(big: worths[at]), entries: entries.filter { $0.amount != 0 })
      }
    }
    return (
      ChoiceProgram(
        things: whole,
        rows: rows.map {
          ChoiceProgram<N>.Row(most: $0.most.map { N(big: $0) }, least: $0.least.map { N(big: $0) })
        }), unit
    )
  }

  /// Returns the best choice where there is one purse and no other bound.
  private func knapsack<N: ExactInteger>(
    _ program: ChoiceProgram<N>, nodeLimit: Int, _ counter: SearchCounter
  ) -> (choice: ChoiceProgram<N>.Choice, answer: Answer<N>)? {
    guard program.rows.count <= 1, program.rows.allSatisfy({ $0.least == nil }),
      program.things.allSatisfy({ $0.count <= 1 })
    else { return nil }
    let capacity = program.rows.first?.most ?? 0
    var choice = ChoiceProgram<N>.Choice(repeating: -1, count: program.things.count)
    var free: N = 0
    var weighed: [Int] = []
    for (t, options) in program.things.enumerated() {
      guard let option = options.first, option.worth > 0 else { continue }
      if option.entries.isEmpty {
        choice[t] = 0
        free += option.worth
      } else {
        weighed.append(t)
      }
    }
    var knapsack = Knapsack(
      values: weighed.map { program.things[$0][0].worth },
      costs: weighed.map { program.things[$0][0].entries[0].amount }, capacity: capacity,
      nodeLimit: nodeLimit, counter)
    let answer = knapsack.solved()
    for (i, t) in weighed.enumerated() where answer.isChosen[i] { choice[t] = 0 }
    return (
      choice, Answer(value: answer.value + free, bound: answer.bound + free, nodes: answer.nodes)
    )
  }

  private func outcome<N: ExactInteger>(
    _ choice: ChoiceProgram<N>.Choice, unit: Rational, _ answer: Answer<N>
  ) -> OptimiseOutcome {
    var parts: [Int: [AwardPart]] = [:]
    var toSplit: [Int] = []
    for (t, option) in choice.enumerated() where option >= 0 {
      guard let row = things[t].members.first else { continue }
      let source = things[t].options[Int(option)].source
      if source < 0 {
        toSplit.append(row)
      } else {
        parts[row] = [
          AwardPart(
            source: source, purse: problem.selection.sources[source].purse(for: row) ?? -1,
            amount: problem.selection.costs[problem.selection.sources[source].costs][row])
        ]
      }
    }
    for (row, shared) in split(toSplit) { parts[row] = shared }
    return problem.outcome(
      parts, value: answer.value.rational * unit + keptWorth, bound: answer.bound.rational * unit + keptWorth,
      answer.value == answer.bound ? .bound : .limit, answer.nodes)
  }

  /// Returns who pays how much of the costs of `rows`, which the purses are known to hold: earlier sources first.
  private func split(_ rows: [Int]) -> [Int: [AwardPart]] {
    if rows.isEmpty { return [:] }
    let s = problem.selection
    let taken = takenByKept()
    let payers = rows.map { problem.purses(of: $0) }
    let costs = zip(rows, payers).map { row, payers in
      payers.first.map { s.costs[s.sources[$0.source].costs][row] } ?? .zero
    }
    let transport = TransportProblem(
      pots: s.purses.indices.map { .init(available: s.purses[$0].available - taken[$0]) },
      lanes: payers.map {
        $0.map { .init(pot: $0.purse, worth: Rational(Int64(s.sources.count - $0.source))) }
      },
      floors: costs, caps: costs, unit: Scaling.whole(costs + s.purses.map(\.available)).unit)
    guard case .success(let outcome) = transport.solve() else { return [:] }
    var parts: [Int: [AwardPart]] = [:]
    for payment in outcome.payments {
      let row = rows[payment.recipient]
      let source = payers[payment.recipient].first { $0.purse == payment.pot }?.source ?? -1
      parts[row, default: []].append(AwardPart(source: source, purse: payment.pot, amount: payment.amount))
    }
    return parts
  }
}
