import Rosters

/// A bound on how many recipients, or how much money, the rows of a group may take.
///
/// A quota that is full passes over a candidate and closes no purse.
public struct Quota: Sendable {

  /// What is counted.
  public enum Measure: Sendable, Hashable {
    /// The recipients.
    case people
    /// Their money.
    case money
  }

  /// How high the bound is.
  public enum Limits: Sendable, Equatable {
    /// The same for each group.
    case same(Rational)
    /// One a group.
    case each([Rational])
  }

  /// What is counted.
  public var measure: Measure
  /// The bounds, at least 0.
  public var limits: Limits
  /// The group of each row, -1 for none, which no bound concerns; `nil` if all rows are one group.
  public var groupOfRow: [Int32]?
  /// 1 for each row that counts; `nil` if all do.
  public var mask: [UInt8]?
  /// The sources whose money counts; `nil` for all.
  public var sources: [Int]?
  /// `true` iff a full quota passes over everybody in the group, also rows that do not count.
  public var pausesGroup: Bool

  /// Creates a quota.
  public init(
    _ measure: Measure, atMost limits: Limits, inEach groupOfRow: [Int32]? = nil, where mask: [UInt8]? = nil,
    sources: [Int]? = nil, pausesGroup: Bool = false
  ) {
    self.measure = measure
    self.limits = limits
    self.groupOfRow = groupOfRow
    self.mask = mask
    self.sources = sources
    self.pausesGroup = pausesGroup
  }
}

extension Quota {

  /// Returns whether `award` is one too many where those of `others` stand.
  func hasNoRoom(for award: KeptAward, beside others: [KeptAward]) -> Bool {
    let group = groupOfRow?[award.row] ?? 0
    func counted(_ other: KeptAward) -> Rational {
      guard groupOfRow?[other.row] ?? 0 == group, mask?[other.row] != 0 else { return .zero }
      let parts = other.parts.filter { sources?.contains($0.source) ?? true }
      switch measure {
      case .people: return parts.isEmpty ? .zero : .one
      case .money: return parts.reduce(.zero) { $0 + $1.amount }
      }
    }
    let own = counted(award)
    if group < 0 || own.signum == 0 { return false }
    let limit: Rational
    switch limits {
    case .same(let same): limit = same
    case .each(let each): limit = each[Int(group)]
    }
    return others.reduce(own) { $0 + counted($1) } > limit
  }
}

/// What is kept for groups: until each has `least`, its candidates, by rank, come before all others.
public struct GroupFloor: Sendable {

  /// What is counted.
  public var measure: Quota.Measure
  /// The group of each row, -1 for none.
  public var groupOfRow: [Int32]
  /// How many recipients, or how much money, each group is to have at least.
  public var least: [Rational]
  /// 1 for each row that counts; `nil` if all do.
  public var mask: [UInt8]?
  /// The sources whose money counts; `nil` for all.
  public var sources: [Int]?

  /// Creates a floor.
  public init(
    _ measure: Quota.Measure = .people, atLeast least: [Rational], inEach groupOfRow: [Int32],
    where mask: [UInt8]? = nil, sources: [Int]? = nil
  ) {
    self.measure = measure
    self.groupOfRow = groupOfRow
    self.least = least
    self.mask = mask
    self.sources = sources
  }

  /// Returns the group in which `row` counts, or `nil`.
  func group(of row: Int) -> Int? {
    let group = Int(groupOfRow[row])
    return group >= 0 && mask.map { $0[row] != 0 } ?? true ? group : nil
  }

  /// Returns what payments of `amounts` by sources add to what is counted.
  func count(_ amounts: [(source: Int, amount: Rational)]) -> Rational {
    let counted = amounts.filter { part in sources?.contains(part.source) ?? true }
    switch measure {
    case .people: return counted.isEmpty ? .zero : .one
    case .money: return counted.reduce(.zero) { $0 + $1.amount }
    }
  }
}

/// An award of an earlier, signed allocation, which stands.
public struct KeptAward: Sendable, Equatable {
  /// The recipient's row.
  public var row: Int
  /// What was signed, by payer; a part without a purse of this allocation is charged to none.
  public var parts: [AwardPart]

  /// What was signed in all.
  public var amount: Rational { parts.reduce(.zero) { $0 + $1.amount } }

  /// Creates an award that several purses share.
  public init(row: Int, parts: [AwardPart]) {
    self.row = row
    self.parts = parts
  }

  /// Creates an award that one purse pays; `nil` for one that this allocation does not have.
  public init(row: Int, source: Int?, purse: Int?, amount: Rational) {
    self.init(row: row, parts: [AwardPart(source: source ?? -1, purse: purse ?? -1, amount: amount)])
  }
}
