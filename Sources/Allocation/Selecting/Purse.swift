import Rosters

/// Money from which recipients are paid, by its place in the list of purses.
public struct Purse: Sendable, Equatable {

  /// What may be spent: the budget or share less its reserve, at least 0.
  public var available: Rational

  /// Creates a purse.
  public init(available: Rational) { self.available = available }
}

/// One step of the order in which purses are tried for each recipient.
public struct Source: Sendable {

  /// Which purse a source means for a recipient.
  public enum Purses: Sendable {
    /// The same for all.
    case one(Int)
    /// One a row, such as the share of the recipient's regency; -1 where the row has none.
    case perRow([Int32])
  }

  /// The purse, or the family of purses.
  public var purses: Purses

  /// 1 for each row on which the money may be spent, else 0; `nil` if it may be spent on all.
  public var eligible: [UInt8]?

  /// Which of the problem's columns of costs holds what a recipient costs this source.
  public var costs: Int

  /// Creates a source.
  public init(_ purses: Purses, eligible: [UInt8]? = nil, costs: Int = 0) {
    self.purses = purses
    self.eligible = eligible
    self.costs = costs
  }

  /// Returns the purse that stands behind the source for `row`, or `nil` if it has none or may not use it.
  public func purse(for row: Int) -> Int? {
    if let eligible, eligible[row] == 0 { return nil }
    switch purses {
    case .one(let purse): return purse
    case .perRow(let column): return column[row] < 0 ? nil : Int(column[row])
    }
  }
}

/// What became of one purse: `allocated + left = available`, exactly.
public struct PurseLedger: Sendable, Equatable {
  /// What could be spent.
  public let available: Rational
  /// What was spent.
  public let allocated: Rational
  /// What is left.
  public let left: Rational
  /// How many recipients it paid, in whole or in part.
  public let funded: Int
  /// The rank of the candidate whom it could not pay in full, which closed it; `nil` if it stayed open.
  public let closedAtRank: Int?
  /// The row of that candidate.
  public let closedByRow: Int?
  /// How many candidates it could have been spent on got nothing from any purse.
  public let unreached: Int
}
