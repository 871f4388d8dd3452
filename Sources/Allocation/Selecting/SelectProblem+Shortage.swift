import Rosters

extension SelectProblem {

  /// Returns the least increase of one purse that would fill what is kept for the groups of `wanted`, by replaying
  /// the turns of those who come first for it; of several purses, the one that needs least.
  func leastIncrease(filling wanted: [(floor: Int, group: Int, waiting: [Int])]) -> PurseIncrease {
    var usable: [Int] = []
    for row in wanted.flatMap(\.waiting) {
      for source in sources {
        if let purse = source.purse(for: row), !usable.contains(purse) { usable.append(purse) }
      }
      // Where each owner has a purse of its own, no single one fills many groups.
      if usable.count > SelectProblem.mostPursesTried { break }
    }
    let tried = usable.prefix(SelectProblem.mostPursesTried).sorted()
    let found = withBoard(FillFloors(wanted: wanted.map { ($0.floor, $0.group) }, purses: tried))
    let best = found.min { a, b in
      guard let x = a.by else { return false }
      return b.by.map { x < $0 } ?? true
    }
    return best ?? PurseIncrease(purse: tried.first ?? 0, by: nil, isLeast: false)
  }

  private static var mostPursesTried: Int { 8 }

  /// As many candidates have their turn at most, over all replays.
  private static var mostTurns: Int { 20_000_000 }

  private struct FillFloors: BoardUse {
    let wanted: [(floor: Int, group: Int)]
    let purses: [Int]

    func callAsFunction<Money: SelectMoney>(_ board: SelectBoard<Money>) -> [PurseIncrease] {
      purses.map { search(board, $0) }
    }

    private func isFilled<Money: SelectMoney>(_ board: SelectBoard<Money>) -> Bool {
      let filled = board.filled()
      return wanted.allSatisfy {
        filled[$0.floor][$0.group] >= board.problem.floors[$0.floor].least[$0.group]
      }
    }

    private func search<Money: SelectMoney>(_ board: SelectBoard<Money>, _ purse: Int) -> PurseIncrease {
      let problem = board.problem
      // One purse that closes pays all who come first, or not the one it closes at: what they cost is what it needs.
      let isSum =
        problem.purses.count == 1 && problem.sources.count == 1 && !problem.skipAndGoOn && !problem.mayBeSplit
        && problem.quotas.isEmpty && problem.wholeGroupOfRow == nil
      if !isSum {
        var extra = Money.zero
        let replays = min(200, SelectProblem.mostTurns / max(1, problem.order.count * max(1, purses.count)))
        for _ in 0..<max(1, replays) {
          board.reset(adding: extra, to: purse)
          var shortage = Shortage<Money>(purse: purse, watchesAll: problem.mayBeSplit)
          board.run(before: nil, onlyReserved: true, &shortage)
          if isFilled(board) {
            return PurseIncrease(purse: purse, by: extra.rational(unit: board.unit), isLeast: true)
          }
          guard shortage.purseIsShort, let next = shortage.least else {
            return PurseIncrease(purse: purse, by: nil, isLeast: true)
          }
          extra = extra + next
        }
      }
      board.reset(adding: Money.plenty(costs: problem.costs), to: purse)
      var payments = Payments<Money>(purse: purse)
      board.run(before: nil, onlyReserved: true, &payments)
      let total = payments.amounts.reduce(.zero, +)
      let held = board.balanceBeforeTurns(of: purse)
      guard isFilled(board), total > held else { return PurseIncrease(purse: purse, by: nil, isLeast: isSum) }
      return PurseIncrease(
        purse: purse, by: (total - held).rational(unit: board.unit), isLeast: isSum)
    }
  }
}
