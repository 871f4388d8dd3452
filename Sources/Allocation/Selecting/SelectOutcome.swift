import Rosters

/// Why a row has money or has none.
public enum SelectReason: UInt8, Sendable, CaseIterable {
  /// It is no candidate.
  case notEligible = 0
  /// It is paid.
  case funded
  /// An award that stands pays it.
  case kept
  /// Each purse that may be spent on it had closed before its turn.
  case purseClosed
  /// A purse that may be spent on it was open and held too little.
  case notEnoughLeft
  /// No purse may be spent on it.
  case noPurse
  /// A quota passed over it.
  case quotaReached
  /// Another of its group could not be paid, so none of the group is.
  case groupNotWhole
}

/// A part of a recipient's money that one purse paid.
public struct AwardPart: Sendable, Equatable {
  /// The source; -1 if an award that stands names none.
  public let source: Int
  /// The purse; -1 if an award that stands names none.
  public let purse: Int
  /// The amount.
  public let amount: Rational

  /// Creates a part.
  public init(source: Int, purse: Int, amount: Rational) {
    self.source = source
    self.purse = purse
    self.amount = amount
  }
}

/// What became of one row.
public struct SelectDecision: Sendable, Equatable {
  /// `true` iff the row has money.
  public let isFunded: Bool
  /// Its money in all, 0 if none.
  public let amount: Rational
  /// Who pays: one part, or several if the cost was split; none if not funded.
  public let parts: [AwardPart]
  /// The place among the candidates, from 1; `nil` for a row that is no candidate.
  public let rank: Int?
  /// Why.
  public let reason: SelectReason
}

/// Who is paid from which purse, and what is left.
public struct SelectOutcome: Sendable {

  /// The selection as it was asked.
  public let problem: SelectProblem

  /// What became of each purse.
  public let ledger: [PurseLedger]

  /// The place of each row among the candidates, from 1; 0 for a row that is no candidate.
  public let rankOfRow: [Int32]

  /// Why each candidate has money or has none, in rank order (raw values of `SelectReason`).
  let reasons: Buffer<UInt8>

  /// The source that pays each candidate, in rank order; -1 for none, -2 where `parts` tells.
  let payers: Buffer<Int16>

  /// Who pays a row, where it is not one source alone that pays its cost.
  public let parts: [Int: [AwardPart]]

  /// Rows of awards that stand which are no longer candidates.
  public let keptNoLongerEligible: [Int]

  /// How many rows have money, those of awards that stand included.
  public let fundedCount: Int
}

extension SelectOutcome {

  /// The number of candidates.
  public var candidateCount: Int { problem.order.count }

  /// The sum of what was spent from all purses.
  public var allocated: Rational { ledger.reduce(.zero) { $0 + $1.allocated } }

  /// Returns why `row` has money or has none.
  public func reason(of row: Int) -> SelectReason {
    let rank = Int(rankOfRow[row])
    if rank == 0 { return parts[row] == nil ? .notEligible : .kept }
    return SelectReason(rawValue: reasons[rank - 1]) ?? .notEligible
  }

  /// Returns what became of `row`.
  public func decision(of row: Int) -> SelectDecision {
    let rank = Int(rankOfRow[row])
    let reason = reason(of: row)
    let paid = partsPaid(to: row)
    return SelectDecision(
      isFunded: reason == .funded || reason == .kept, amount: paid.reduce(.zero) { $0 + $1.amount },
      parts: paid, rank: rank == 0 ? nil : rank, reason: reason)
  }

  private func partsPaid(to row: Int) -> [AwardPart] {
    if let known = parts[row] { return known }
    let rank = Int(rankOfRow[row])
    guard rank > 0, payers[rank - 1] >= 0 else { return [] }
    let source = Int(payers[rank - 1])
    let purse = problem.sources[source].purse(for: row) ?? -1
    return [
      AwardPart(source: source, purse: purse, amount: problem.costs[problem.sources[source].costs][row])
    ]
  }

  /// Returns the rows that `purse` may be spent on and that got nothing from any purse, first in rank first.
  public func unreached(by purse: Int) -> [Int] {
    problem.order.enumerated().compactMap { position, row in
      guard payers[position] == -1 else { return nil }
      let row = Int(row)
      return problem.sources.contains { $0.purse(for: row) == purse } ? row : nil
    }
  }

  /// Returns the waiting list: candidates without money, first in rank first.
  public func waiting() -> [Int] {
    problem.order.enumerated().compactMap { payers[$0] == -1 ? Int($1) : nil }
  }
}

/// What became of every row, as columns.
public struct SelectColumns: Sendable {
  /// 1 for each row that has money.
  public let funded: [UInt8]
  /// The money of each row, 0 for none.
  public let amounts: Amounts
  /// The first source that pays each row; -1 for none.
  public let sources: [Int32]
  /// The first purse that pays each row; -1 for none.
  public let purses: [Int32]
  /// The place of each row among the candidates, from 1; 0 for a row that is no candidate.
  public let ranks: [Int32]
  /// Why, as raw values of `SelectReason`.
  public let reasons: [UInt8]
}
