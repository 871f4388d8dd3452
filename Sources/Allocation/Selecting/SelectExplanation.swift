import Rosters

/// Why one candidate has money or has none: its turn, replayed.
public struct SelectExplanation: Sendable, Equatable {
  /// The row.
  public let row: Int
  /// What became of it.
  public let decision: SelectDecision
  /// The number of candidates.
  public let candidates: Int
  /// The purses tried when its turn came, in order; those after the one that paid were not tried.
  public let tries: [PurseTry]
  /// The row of its group that could not be paid, if the group is paid whole or not at all.
  public let failedMember: Int?
}

/// What one source's purse did when the candidate came to it.
public struct PurseTry: Sendable, Equatable {
  /// The source.
  public let source: Int
  /// The purse; -1 if the source has none for the candidate.
  public let purse: Int
  /// What the purse held at that moment.
  public let balance: Rational
  /// What was asked of it.
  public let cost: Rational
  /// What it did.
  public let answer: PurseAnswer
}

/// A purse's answer to a candidate.
public enum PurseAnswer: Sendable, Equatable {
  /// It paid this much.
  case paid(Rational)
  /// It may not be spent on the candidate, or the candidate has none.
  case mayNotBeSpent
  /// It had closed at the turn of the candidate with this rank and row.
  case closed(rank: Int, row: Int)
  /// It held too little, by `short`.
  case lacked(short: Rational)
  /// The quota with this place in the list was full for the candidate's group.
  case quotaReached(quota: Int, group: Int, used: Rational, limit: Rational)
}

/// Notes what the purses answered to one row.
struct TryNotes<Money: SelectMoney>: TurnObserver {
  let row: Int
  /// The candidates, first in rank first.
  let order: [Int32]
  var tries: [PurseTry] = []

  mutating func saw(
    _ moment: TurnMoment<Money>, _ event: TurnEvent<Money>, on table: SelectTable<Money>
  ) {
    guard moment.row == row else { return }
    let unit = table.unit
    let answer: PurseAnswer
    switch event {
    case .notRaised, .quotaHasRoom: return
    case .mayNotBeSpent: answer = .mayNotBeSpent
    case .closedBefore(let position):
      answer = .closed(rank: Int(position), row: Int(order[Int(position) - 1]))
    case .quota(let quota):
      let standing = table.standing(quota, moment.slot)
      answer = .quotaReached(
        quota: quota, group: standing.group, used: standing.used, limit: standing.limit)
    case .lacked: answer = .lacked(short: (moment.cost - moment.balance).rational(unit: unit))
    case .paid(let amount): answer = .paid(amount.rational(unit: unit))
    }
    tries.append(
      PurseTry(
        source: moment.source, purse: moment.purse, balance: moment.balance.rational(unit: unit),
        cost: moment.cost.rational(unit: unit), answer: answer))
  }
}

extension SelectOutcome {

  /// Returns why `row` has money or has none, by playing all turns before its own once more.
  public func explanation(of row: Int) -> SelectExplanation {
    let decision = decision(of: row)
    guard decision.rank != nil, decision.reason != .kept else {
      return SelectExplanation(
        row: row, decision: decision, candidates: candidateCount, tries: [], failedMember: nil)
    }
    let replay = problem.withBoard(ReplayTurn(row: row))
    return SelectExplanation(
      row: row, decision: decision, candidates: candidateCount, tries: replay.tries,
      failedMember: decision.isFunded ? nil : (replay.failed == row ? nil : replay.failed))
  }

  private struct ReplayTurn: SelectProblem.BoardUse {
    let row: Int

    func callAsFunction<Money: SelectMoney>(_ board: SelectBoard<Money>) -> (tries: [PurseTry], failed: Int?)
    {
      let unit = board.run(before: row)
      var notes = TryNotes<Money>(row: row, order: board.problem.order)
      let failed = board.take(unit, &notes)
      return (notes.tries, failed)
    }
  }
}
