import Rosters

/// Candidates in an order, and purses from which as many are paid as the money reaches.
///
/// Rows are those of a roster; the candidates are the rows in `order`. For each candidate in turn the sources
/// are tried as listed: the first whose purse may be spent on it, is still open and holds the whole amount
/// pays all of it. A purse that may be spent on a candidate but can not pay in full closes for all who come
/// after; the others stay open.
public struct SelectProblem: Sendable {

  /// The number of rows of the roster; each column has as many.
  public var rowCount: Int
  /// The rows of the candidates, first in rank first; each at most once.
  public var order: [Int32]
  /// The purses.
  public var purses: [Purse]
  /// Which purses are tried for a candidate, in order.
  public var sources: [Source]
  /// What each row costs, at least 0: one column for all sources, or several that the sources name.
  public var costs: [Amounts]
  /// `true` iff a purse pays what it has left and the next purse the rest; all sources share a cost then.
  public var mayBeSplit: Bool
  /// `true` iff a purse that can not pay one candidate stays open for those after.
  public var skipAndGoOn: Bool
  /// Bounds for groups.
  public var quotas: [Quota]
  /// Places kept for groups.
  public var floors: [GroupFloor]
  /// The group of each row whose members are all paid or none, -1 for a row on its own; `nil` if all are.
  public var wholeGroupOfRow: [Int32]?
  /// Awards that stand, paid before all others.
  public var kept: [KeptAward]

  /// Creates a selection.
  public init(
    rowCount: Int, order: [Int32], purses: [Purse], sources: [Source], costs: [Amounts],
    mayBeSplit: Bool = false, skipAndGoOn: Bool = false, quotas: [Quota] = [], floors: [GroupFloor] = [],
    wholeGroupOfRow: [Int32]? = nil, kept: [KeptAward] = []
  ) {
    self.rowCount = rowCount
    self.order = order
    self.purses = purses
    self.sources = sources
    self.costs = costs
    self.mayBeSplit = mayBeSplit
    self.skipAndGoOn = skipAndGoOn
    self.quotas = quotas
    self.floors = floors
    self.wholeGroupOfRow = wholeGroupOfRow
    self.kept = kept
  }
}

/// Why a selection can not be made as asked.
public enum SelectImpossibility: Error, Sendable, Equatable {

  /// The problem contradicts itself.
  case malformed(SelectFlaw)
  /// Rows whose cost is below zero (the first few), and how many there are.
  case negativeCosts(rows: [Int], count: Int)
  /// A purse holds less than nothing.
  case purseNegative(purse: Int, available: Rational)
  /// The awards that stand take more from a purse than it holds.
  case keptExceedPurse(purse: Int, short: Rational, rows: [Int])
  /// Groups that do not reach the places kept for them.
  case floorsUnmet([FloorShortage])

  /// A group that does not reach the places kept for it.
  public struct FloorShortage: Sendable, Equatable {
    /// Which of the problem's floors.
    public let floor: Int
    /// The group.
    public let group: Int
    /// How many places, or how much money, was asked for.
    public let least: Rational
    /// How much of it was filled.
    public let filled: Rational
    /// How many candidates the group has.
    public let candidates: Int
    /// The least increase of one purse that would fill all that money can fill; `nil` if the group has too few
    /// candidates, or nobody may pay them.
    public let increase: PurseIncrease?
  }
}

/// How a problem contradicts itself.
public enum SelectFlaw: Sendable, Hashable {
  /// A column of `source`, or of a quota, floor or group, has not one value a row.
  case columnLength
  /// A row in the order, or of an award that stands, is not one of the roster's.
  case rowOutOfRange(Int)
  /// A row is twice in the order or twice among the awards that stand.
  case rowTwice(Int)
  /// A source names a purse or a column of costs that is not there.
  case purseOutOfRange(source: Int)
  /// A group has no limit.
  case groupOutOfRange
  /// A scale is not positive.
  case denominatorNotPositive
  /// Costs depend on the payer, so that a cost can not be split.
  case splitNeedsOneCost
}
