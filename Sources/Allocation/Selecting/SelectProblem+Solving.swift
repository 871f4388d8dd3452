import Rosters

extension SelectProblem {

  /// Returns who is paid, or why the selection can not be made as asked.
  public func solve() -> Result<SelectOutcome, SelectImpossibility> {
    switch checked() {
    case .failure(let impossibility): .failure(impossibility)
    case .success(let ranks): solveChecked(ranks)
    }
  }

  /// Returns the place of each row among the candidates, or why the selection can not be made as asked.
  func checked() -> Result<[Int32], SelectImpossibility> {
    let ranks = ranked()
    guard case .success = ranks else { return ranks }
    if let flaw = findFlaw() { return .failure(.malformed(flaw)) }
    if let impossibility = findNegative() ?? findKeptExcess() { return .failure(impossibility) }
    return ranks
  }

  func solveChecked(_ rankOfRow: [Int32]) -> Result<SelectOutcome, SelectImpossibility> {
    withBoard(SolveOutcome(problem: self, rankOfRow: rankOfRow))
  }

  /// Lets all candidates have their turns and returns what became of them.
  func finish<Money: SelectMoney>(
    _ board: SelectBoard<Money>, _ rankOfRow: [Int32]
  ) -> Result<SelectOutcome, SelectImpossibility> {
    board.run()
    if let impossibility = findUnmetFloors(board) { return .failure(impossibility) }
    return .success(outcome(board, rankOfRow))
  }

  /// What is done with a board of whichever kind of money.
  protocol BoardUse {
    associatedtype Answer
    func callAsFunction<Money: SelectMoney>(_ board: SelectBoard<Money>) -> Answer
  }

  /// Calls `use` with a board that counts in a common unit of all amounts if 64 bits hold them.
  func withBoard<Use: BoardUse>(_ use: Use) -> Use.Answer {
    if let unit = commonUnit(), let small = SelectBoard<Int64>(self, unit: unit) { return use(small) }
    if let wide = SelectBoard<Rational>(self, unit: 1) { return use(wide) }
    // Rationals hold every amount, so that this line is not reached.
    return withEmptyBoard(use)
  }

  private func withEmptyBoard<Use: BoardUse>(_ use: Use) -> Use.Answer {
    var nothing = self
    nothing.order = []
    nothing.purses = []
    nothing.sources = []
    nothing.costs = []
    nothing.kept = []
    return nothing.withBoard(use)
  }

  /// Returns the number of groups of `column`: one more than the last; 1 for no column.
  static func groupCount(_ column: [Int32]?) -> Int {
    guard let column else { return 1 }
    var last: Int32 = -1
    for group in column { last = max(last, group) }
    return Int(last) + 1
  }

  /// Returns a denominator that makes all amounts whole, if all of them together fit 61 bits in it.
  func commonUnit() -> Int64? {
    var unit: Int64 = 1
    func take(_ denominator: Int64) -> Bool {
      if unit % denominator == 0 { return true }
      var (a, b) = (unit, denominator)
      while b != 0 { (a, b) = (b, a % b) }
      let (product, overflow) = (unit / a).multipliedReportingOverflow(by: denominator)
      unit = product
      return !overflow
    }
    var total = Rational.zero
    for column in costs {
      guard case .scaled(let values, let denominator) = column, take(denominator) else { return nil }
      let bits = SelectProblem.bits(values)
      var sum = Int128(bits) * Int128(values.count)
      // All together are no more than that; only if it is too much is the sum itself asked for.
      if bits < 0 || sum >= 1 << 59 {
        sum = 0
        for value in values { sum &+= Int128(max(value, 0)) }
      }
      total = total + (Rational(sum, over: Int128(denominator)) ?? .zero)
    }
    if mayBeSplit {
      // A part may be as large as a quota leaves room for; whole costs are multiples of the unit anyway.
      for quota in quotas where quota.measure == .money {
        let limits: [Rational]
        switch quota.limits {
        case .same(let limit): limits = [limit]
        case .each(let each): limits = each
        }
        for limit in limits {
          guard let small = limit.small, take(small.denominator) else { return nil }
        }
      }
    }
    for amount in purses.map(\.available) + kept.flatMap({ $0.parts.map(\.amount) }) {
      guard let small = amount.small, take(small.denominator) else { return nil }
      total = total + amount
    }
    return total * Rational(unit) < Rational(Int64(1) << 61) ? unit : nil
  }

  private struct SolveOutcome: BoardUse {
    let problem: SelectProblem
    let rankOfRow: [Int32]

    func callAsFunction<Money: SelectMoney>(
      _ board: SelectBoard<Money>
    ) -> Result<SelectOutcome, SelectImpossibility> {
      problem.finish(board, rankOfRow)
    }
  }

  private func outcome<Money: SelectMoney>(_ board: SelectBoard<Money>, _ rankOfRow: [Int32]) -> SelectOutcome
  {
    var ledger: [PurseLedger] = []
    ledger.reserveCapacity(purses.count)
    let reachable = reachable(rankOfRow)
    for (index, purse) in purses.enumerated() {
      let left = board.purses.base[index].balance.rational(unit: board.unit)
      let closed = Int(board.purses.base[index].closedAt)
      ledger.append(
        PurseLedger(
          available: purse.available, allocated: purse.available - left, left: left,
          funded: Int(board.purses.base[index].funded), closedAtRank: closed > 0 ? closed : nil,
          closedByRow: closed > 0 ? Int(order[closed - 1]) : nil,
          unreached: reachable[index] - Int(board.purses.base[index].reached)))
    }
    var fundedCount = kept.count
    for position in 0..<board.payers.count { fundedCount &+= board.payers.base[position] >= 0 ? 1 : 0 }
    for row in board.parts.keys where board.kept[row] == nil { fundedCount += rankOfRow[row] > 0 ? 1 : 0 }
    return SelectOutcome(
      problem: self, ledger: ledger, rankOfRow: rankOfRow, reasons: board.reasons, payers: board.payers,
      parts: board.parts.mapValues { parts in
        parts.map {
          AwardPart(source: $0.source, purse: $0.purse, amount: $0.amount.rational(unit: board.unit))
        }
      },
      keptNoLongerEligible: kept.map(\.row).filter { rankOfRow[$0] == 0 }, fundedCount: fundedCount)
  }

  private func findUnmetFloors<Money: SelectMoney>(_ board: SelectBoard<Money>) -> SelectImpossibility? {
    if floors.isEmpty { return nil }
    let filled = board.filled()
    var unmet: [SelectImpossibility.FloorShortage] = []
    /// The groups that more money would fill, and who waits in them.
    var wanted: [(floor: Int, group: Int, waiting: [Int])] = []
    for (index, floor) in floors.enumerated() {
      let missing = floor.least.indices.filter { filled[index][$0] < floor.least[$0] }
      if missing.isEmpty { continue }
      var waiting = [[Int]](repeating: [], count: floor.least.count)
      var candidates = [Int](repeating: 0, count: floor.least.count)
      for (position, candidate) in order.enumerated() {
        let row = Int(candidate)
        guard let group = floor.group(of: row) else { continue }
        candidates[group] += 1
        if board.payers.base[position] == -1 { waiting[group].append(row) }
      }
      for group in missing {
        unmet.append(
          .init(
            floor: index, group: group, least: floor.least[group], filled: filled[index][group],
            candidates: candidates[group], increase: nil))
        if mayReach(floor, floor.least[group] - filled[index][group], waiting[group]) {
          wanted.append((index, group, waiting[group]))
        }
      }
    }
    guard !unmet.isEmpty else { return nil }
    guard !wanted.isEmpty else { return .floorsUnmet(unmet) }
    let increase = leastIncrease(filling: wanted)
    return .floorsUnmet(
      unmet.map { shortage in
        guard wanted.contains(where: { $0.floor == shortage.floor && $0.group == shortage.group }) else {
          return shortage
        }
        return .init(
          floor: shortage.floor, group: shortage.group, least: shortage.least, filled: shortage.filled,
          candidates: shortage.candidates, increase: increase)
      })
  }

  /// Returns whether those who wait are enough for `wanted` more people or rupiah.
  private func mayReach(_ floor: GroupFloor, _ wanted: Rational, _ waiting: [Int]) -> Bool {
    let payable = waiting.compactMap { row in
      sources.indices.filter { floor.sources?.contains($0) ?? true && sources[$0].purse(for: row) != nil }
        .map { costs[sources[$0].costs][row] }.max()
    }
    switch floor.measure {
    case .people: return Rational(payable.count) >= wanted
    case .money: return payable.reduce(.zero, +) >= wanted
    }
  }
}
