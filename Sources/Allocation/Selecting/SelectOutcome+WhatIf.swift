import Rosters

/// More money in one purse that would fund a candidate.
public struct PurseIncrease: Sendable, Equatable {
  /// The purse.
  public let purse: Int
  /// How much more, above 0; `nil` if no amount helps (a quota, or another member of its group, stands in the
  /// way) or none was found within the work allowed.
  public let by: Rational?
  /// `true` iff every smaller increase was shown to fail, so that `by` is the least, or `nil` that none helps.
  public let isLeast: Bool
}

/// The candidates on either side of where the money ran out.
public struct CutOff: Sendable, Equatable {
  /// The last who were paid, first in rank first.
  public let paid: [Int]
  /// The first after them who were not, first in rank first.
  public let notPaid: [Int]
}

extension SelectOutcome {

  /// Returns the last `count` candidates with money and the first `count` without, either side of the cut-off:
  /// of `purse`, among those it paid or could have been spent on; else of the whole selection.
  public func cutOff(of purse: Int? = nil, count: Int = 1) -> CutOff {
    var paid: [Int] = []
    var notPaid: [Int] = []
    var position = problem.order.count - 1
    while position >= 0, paid.count < count {
      let row = Int(problem.order[position])
      // An award that stands says nothing of where the money ran out.
      if payers[position] != -1, reasons[position] != SelectReason.kept.rawValue,
        purse.map({ purse in isPaid(row, by: purse) }) ?? true
      {
        paid.append(row)
      }
      position -= 1
    }
    // Without places kept and quotas nobody before the purse closed went without for want of money.
    let from = purse.flatMap { ledger[$0].closedAtRank.map { $0 - 1 } } ?? 0
    position = from
    while position < problem.order.count, notPaid.count < count {
      let row = Int(problem.order[position])
      if payers[position] == -1, purse.map({ purse in mayUse(row, purse) }) ?? true { notPaid.append(row) }
      position += 1
    }
    return CutOff(paid: paid.reversed(), notPaid: notPaid)
  }

  private func isPaid(_ row: Int, by purse: Int) -> Bool {
    decision(of: row).parts.contains { $0.purse == purse }
  }

  private func mayUse(_ row: Int, _ purse: Int) -> Bool {
    problem.sources.contains { $0.purse(for: row) == purse }
  }

  /// Returns, for each purse that may be spent on the unfunded candidate `row`, how much more in that purse
  /// alone would fund it; empty for a row that is funded or no candidate.
  ///
  /// Each amount is found by replaying the turns with more money. Where more money can only help (whole costs,
  /// purses that close, no quotas, groups or kept places) the search halves; elsewhere it goes from one amount
  /// that changes a decision to the next, at most `replays` of them.
  public func leastIncreases(for row: Int, replays: Int = 200) -> [PurseIncrease] {
    let decision = decision(of: row)
    guard decision.rank != nil, !decision.isFunded else { return [] }
    var purses: [Int] = []
    for source in problem.sources {
      if let purse = source.purse(for: row), !purses.contains(purse) { purses.append(purse) }
    }
    if let group = problem.wholeGroupOfRow?[row], group >= 0 {
      for member in problem.order where problem.wholeGroupOfRow?[Int(member)] == group {
        for source in problem.sources {
          if let purse = source.purse(for: Int(member)), !purses.contains(purse) { purses.append(purse) }
        }
      }
    }
    return problem.withBoard(SearchIncrease(row: row, purses: purses, replays: replays))
  }

  private struct SearchIncrease: SelectProblem.BoardUse {
    let row: Int
    let purses: [Int]
    let replays: Int

    func callAsFunction<Money: SelectMoney>(_ board: SelectBoard<Money>) -> [PurseIncrease] {
      purses.map { search(board, $0) }
    }

    /// Replays with `extra` more in `purse`; returns whether the row is funded, and the least further increase
    /// that changes an answer of the purse, if one would.
    private func replay<Money: SelectMoney>(
      _ board: SelectBoard<Money>, _ purse: Int, _ extra: Money
    ) -> (funded: Bool, next: Money?, isOnEdge: Bool) {
      board.reset(adding: extra, to: purse)
      var shortage = Shortage<Money>(purse: purse, watchesAll: board.problem.mayBeSplit)
      let unit = board.run(before: row, &shortage)
      board.take(unit, &shortage)
      let funded = unit.contains {
        Int(board.problem.order[Int($0)]) == row && board.payers.base[Int($0)] != -1
      }
      return (
        funded, shortage.purseIsShort ? shortage.least : nil, shortage.purseIsShort && shortage.isOnEdge
      )
    }

    private func search<Money: SelectMoney>(_ board: SelectBoard<Money>, _ purse: Int) -> PurseIncrease {
      let problem = board.problem
      let onlyHelps =
        !problem.skipAndGoOn && !problem.mayBeSplit && problem.quotas.isEmpty && problem.floors.isEmpty
        && problem.wholeGroupOfRow == nil
      if onlyHelps {
        let plenty = Money.plenty(costs: problem.costs)
        guard replay(board, purse, plenty).funded else {
          return PurseIncrease(purse: purse, by: nil, isLeast: true)
        }
        return PurseIncrease(
          purse: purse, by: leastByHalving(board, purse).rational(unit: board.unit), isLeast: true)
      }
      var extra = Money.zero
      for _ in 0..<max(replays, 1) {
        let (funded, next, isOnEdge) = replay(board, purse, extra)
        if funded { return PurseIncrease(purse: purse, by: extra.rational(unit: board.unit), isLeast: true) }
        // A quota has room for exactly what is taken: the least that is taken more before changes its answer.
        if isOnEdge, let step = Money.smallest, replay(board, purse, extra + step).funded {
          return PurseIncrease(purse: purse, by: (extra + step).rational(unit: board.unit), isLeast: true)
        }
        guard let next else { return PurseIncrease(purse: purse, by: nil, isLeast: true) }
        extra = extra + next
      }
      // Not found step by step: what the purse would spend on all before, and on the row, if it had plenty.
      let plenty = Money.plenty(costs: problem.costs)
      guard replay(board, purse, plenty).funded else {
        return PurseIncrease(purse: purse, by: nil, isLeast: false)
      }
      let total = payments(board, purse).reduce(.zero, +)
      let held = board.balanceBeforeTurns(of: purse)
      return PurseIncrease(
        purse: purse, by: total > held ? (total - held).rational(unit: board.unit) : nil, isLeast: false)
    }

    /// Returns what `purse` pays up to and for the row if it has plenty.
    private func payments<Money: SelectMoney>(_ board: SelectBoard<Money>, _ purse: Int) -> [Money] {
      board.reset(adding: Money.plenty(costs: board.problem.costs), to: purse)
      var payments = Payments<Money>(purse: purse)
      let unit = board.run(before: row, &payments)
      board.take(unit, &payments)
      return payments.amounts
    }

    /// With plenty of money the purse pays everybody who comes to it; each running total of what it then pays,
    /// less what it holds, is an increase at which a decision changes. The least that funds the row is found
    /// by halving the list.
    private func leastByHalving<Money: SelectMoney>(_ board: SelectBoard<Money>, _ purse: Int) -> Money {
      let held = board.balanceBeforeTurns(of: purse)
      var increases: [Money] = []
      var total = Money.zero
      for payment in payments(board, purse) {
        total = total + payment
        if total > held { increases.append(total - held) }
      }
      var low = 0
      var high = increases.count - 1
      while low < high {
        let middle = (low + high) / 2
        if replay(board, purse, increases[middle]).funded {
          high = middle
        } else {
          low = middle + 1
        }
      }
      return increases.isEmpty ? .zero : increases[low]
    }
  }
}

/// Notes the smallest amount that a purse or a quota is away from answering otherwise: up to there, more money
/// changes no decision.
///
/// Where costs are whole only the purse that gets more can answer otherwise. Where they are split, what it pays
/// more another purse saves and a quota counts, so that all are watched.
struct Shortage<Money: SelectMoney>: TurnObserver {
  let purse: Int
  let watchesAll: Bool
  var least: Money?
  /// `true` iff a quota had room for exactly what was taken.
  var isOnEdge = false
  /// `true` iff the purse itself was asked for more than it had; else more money in it stays where it is.
  var purseIsShort = false

  mutating func saw(
    _ moment: TurnMoment<Money>, _ event: TurnEvent<Money>, on table: SelectTable<Money>
  ) {
    guard watchesAll || moment.purse == purse else { return }
    let short: Money
    switch event {
    case .mayNotBeSpent, .closedBefore, .quota: return
    case .notRaised(let need): short = need
    case .quotaHasRoom(let room):
      if room == .zero {
        isOnEdge = true
        return
      }
      short = room
    case .lacked:
      short = moment.cost - moment.balance
      purseIsShort = purseIsShort || moment.purse == purse
    case .paid(let amount):
      // A purse that paid all it had and not all that was asked would have paid more with more.
      if amount >= moment.cost || amount < moment.balance { return }
      short = moment.cost - amount
      purseIsShort = purseIsShort || moment.purse == purse
    }
    least = least.map { min($0, short) } ?? short
  }
}

/// Notes what `purse` pays, payment by payment.
struct Payments<Money: SelectMoney>: TurnObserver {
  let purse: Int
  var amounts: [Money] = []

  mutating func saw(
    _ moment: TurnMoment<Money>, _ event: TurnEvent<Money>, on table: SelectTable<Money>
  ) {
    guard moment.purse == purse, case .paid(let amount) = event else { return }
    amounts.append(amount)
  }
}
