import Allocation
import Diagnostics
import Rosters
import Semantics

/// A purse of an allocation and what became of it: `allocated + reserve + left = amount`.
public struct AllocationPurse: Sendable {
  /// The budget, or the earlier allocation whose share it is.
  public let definition: DefinitionID
  /// The place among the purses as the program lists them.
  public let source: Int
  /// Whose share or budget it is; `nil` for a single budget.
  public let owner: RowReference?
  /// The full amount.
  public let amount: Rational
  /// What is held back.
  public let reserve: Rational
  /// What could be spent: the amount less the reserve and what earlier allocations took.
  public var available: Rational
  /// What other allocations left over to it, which is part of the amount.
  public var received: Rational = .zero
  /// Whether it may be spent on the day.
  public var isOpen = true
  /// Whether there is anybody among the candidates on whom it may be spent.
  public var isUsable = true
  /// What was spent.
  public var allocated: Rational = .zero
  /// How many recipients it paid.
  public var funded = 0
  /// The rank of the candidate whom it could not pay, which closed it.
  public var closedAtRank: Int?
  /// The row of that candidate.
  public var closedByRow: Int32?
  /// How many candidates it could have been spent on got nothing from any purse.
  public var unreached = 0

  /// What was not spent of what could be.
  public var left: Rational { available - allocated }
}

/// Amounts that were looked for.
public struct AmountsOutcome: Sendable {

  /// What one purse gives one recipient.
  public struct Payment: Sendable {
    /// The place among the candidates.
    public let candidate: Int
    /// The place among the purses.
    public let purse: Int
    /// How much.
    public let amount: Rational
  }

  /// How good they are known to be.
  public let optimum: Optimum
  /// Who gives how much to whom.
  public let payments: [Payment]
}

/// How an allocation came about, for those who explain it.
public enum AllocationOutcome: Sendable {
  /// Recipients in an order; its rows are positions in ``AllocationResult/candidates``.
  case select(SelectOutcome)
  /// An amount divided; its recipients are positions in ``AllocationResult/candidates``.
  case divide(PooledOutcome)
  /// The best of all choices, or the best that was found; its rows are positions in
  /// ``AllocationResult/candidates``.
  case optimise(OptimiseOutcome)
  /// Amounts that are worth the most or the least together.
  case amounts(AmountsOutcome)
  /// It was not possible.
  case none
}

/// Who is paid from which purse, how much, and why not the next.
public final class AllocationResult: Sendable {

  /// The allocation.
  public let definition: DefinitionID
  /// The roster of the recipients.
  public let roster: RosterID
  /// The number of rows of the roster.
  public let rowCount: Int
  /// The rows that may get something, ascending.
  public let candidates: [Int32]
  /// The purses, in the order of the program; owners in the order of their rows.
  public let purses: [AllocationPurse]
  /// Of each candidate, its place in the order, from 1; of a division, 0.
  public let ranks: [Int32]
  /// Of each candidate, what it gets.
  public let amounts: Amounts
  /// Of each candidate, the purse that pays (the first, if several do); -1 for none.
  public let purseOfCandidate: [Int32]
  /// Of each candidate, why.
  public let reasons: [AllocationReason]

  /// How many candidates got nothing because the target of their group is met without them.
  public var notNeeded: Int { reasons.count { $0 == .targetMet } }
  /// Of each candidate, whether it gets anything.
  public let funded: [UInt8]
  /// Of each candidate, the last day that is paid, if the price says so.
  public let paidUntil: CalendarDate?
  /// How it came about.
  public let outcome: AllocationOutcome
  /// Why there is no result: nothing is allocated then; empty if there is one.
  public let stops: [EvaluationFault]
  /// How many rows of its rosters were set aside, by roster.
  public let setAside: [(roster: RosterID, count: Int)]
  /// The awards of an earlier, signed result that stand; `nil` if none are kept.
  public let kept: KeptAwards?

  init(
    definition: DefinitionID, roster: RosterID, rowCount: Int, candidates: [Int32], purses: [AllocationPurse],
    ranks: [Int32], amounts: Amounts, purseOfCandidate: [Int32], reasons: [AllocationReason],
    funded: [UInt8],
    paidUntil: CalendarDate?, outcome: AllocationOutcome, stops: [EvaluationFault],
    setAside: [(roster: RosterID, count: Int)], kept: KeptAwards? = nil
  ) {
    self.definition = definition
    self.roster = roster
    self.rowCount = rowCount
    self.candidates = candidates
    self.purses = purses
    self.ranks = ranks
    self.amounts = amounts
    self.purseOfCandidate = purseOfCandidate
    self.reasons = reasons
    self.funded = funded
    self.paidUntil = paidUntil
    self.outcome = outcome
    self.stops = stops
    self.setAside = setAside
    self.kept = kept
  }

  /// Returns that nothing is allocated, for `fault`.
  func stopping(for fault: EvaluationFault) -> AllocationResult {
    let untouched = purses.map { p in
      AllocationPurse(
        definition: p.definition, source: p.source, owner: p.owner, amount: p.amount, reserve: p.reserve,
        available: p.available, received: p.received, isOpen: p.isOpen, isUsable: p.isUsable)
    }
    return AllocationResult(
      definition: definition, roster: roster, rowCount: rowCount, candidates: [], purses: untouched,
      ranks: [],
      amounts: Amounts([]), purseOfCandidate: [], reasons: [], funded: [], paidUntil: nil, outcome: .none,
      stops: [fault],
      setAside: setAside)
  }

  /// Whether the money could be allocated.
  public var isPossible: Bool { stops.isEmpty }

  /// What was given out.
  public var allocated: Rational { purses.reduce(.zero) { $0 + $1.allocated } }

  /// What is left of what could be spent.
  public var left: Rational { purses.reduce(.zero) { $0 + $1.left } }

  /// How many recipients got something.
  public var fundedCount: Int { funded.reduce(0) { $0 + Int($1) } }

  /// Returns the place of `row` among ``candidates``, or `nil` if it is none.
  public func candidate(ofRow row: Int32) -> Int? {
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < candidates.count && candidates[low] == row ? low : nil
  }

  /// Returns the rows that got nothing, of those that could get something.
  public func notFunded() -> [Int32] {
    candidates.indices.filter { funded[$0] == 0 }.map { candidates[$0] }
  }
}

/// Why a recipient has money or has none.
public enum AllocationReason: UInt8, Sendable, CaseIterable {
  /// It is not in the population that the money goes to.
  case notEligible
  /// It is paid.
  case funded
  /// An earlier, signed result pays it.
  case kept
  /// Each purse that may be spent on it had closed before its turn.
  case purseClosed
  /// A purse that may be spent on it held too little.
  case notEnoughLeft
  /// No purse may be spent on it.
  case noPurse
  /// No purse that might be spent on it is valid when it would be paid.
  case notValid
  /// A quota was full.
  case quotaReached
  /// The target that the allocation goes as far as is met for its group.
  case targetMet
  /// Its group can not be paid as a whole.
  case groupNotWhole
  /// Its weight is 0.
  case noWeight
  /// Its part is less than one multiple.
  case belowMultiple
  /// The best choice does without it.
  case notChosen
  /// The purses that may be spent on it hold nothing.
  case nothingToDivide

  init(_ reason: SelectReason) {
    switch reason {
    case .notEligible: self = .notEligible
    case .funded: self = .funded
    case .kept: self = .kept
    case .purseClosed: self = .purseClosed
    case .notEnoughLeft: self = .notEnoughLeft
    case .noPurse: self = .noPurse
    case .quotaReached: self = .quotaReached
    case .groupNotWhole: self = .groupNotWhole
    }
  }

  /// How it reads.
  public var text: Bilingual {
    switch self {
    case .notEligible: Bilingual(en: "not eligible", id: "tidak memenuhi syarat")
    case .funded: Bilingual(en: "funded", id: "didanai")
    case .kept: Bilingual(en: "kept from a signed result", id: "tetap dari hasil yang telah ditandatangani")
    case .purseClosed: Bilingual(en: "the money ran out before its turn", id: "dana habis sebelum gilirannya")
    case .notEnoughLeft:
      Bilingual(en: "what was left did not reach", id: "sisa dana tidak mencukupi")
    case .noPurse:
      Bilingual(en: "no purse may be spent on it", id: "tidak ada pagu yang boleh dipakai untuknya")
    case .notValid:
      Bilingual(
        en: "no purse is valid when this is paid", id: "tidak ada pagu yang berlaku saat pembayaran ini")
    case .quotaReached: Bilingual(en: "the quota was full", id: "kuota sudah penuh")
    case .targetMet: Bilingual(en: "the target is met without it", id: "target tercapai tanpanya")
    case .notChosen: Bilingual(en: "the best choice is without it", id: "pilihan terbaik tanpa dia")
    case .nothingToDivide: Bilingual(en: "there is nothing to divide", id: "tidak ada yang dibagi")
    case .groupNotWhole:
      Bilingual(en: "its group can not be paid as a whole", id: "kelompoknya tidak dapat dibayar seluruhnya")
    case .noWeight: Bilingual(en: "its weight is 0", id: "bobotnya 0")
    case .belowMultiple:
      Bilingual(en: "its part is less than one multiple", id: "bagiannya kurang dari satu kelipatan")
    }
  }
}

/// The awards of an earlier, signed result that stand.
public struct KeptAwards: Sendable {

  /// One award.
  public struct Award: Sendable {
    /// The recipient, as a position among the candidates.
    public let position: Int
    /// What was signed, by which of the allocation's purses paid, as the program lists them.
    public var parts: [(step: Int, amount: Rational)]
    /// What was signed in all.
    public var amount: Rational { parts.reduce(.zero) { $0 + $1.amount } }
  }

  /// The awards, in the order of the signed file.
  public let awards: [Award]
  /// The rows of those who are paid though they are no longer eligible.
  public let noLongerEligible: [Int32]
  /// The rows of those whose awards the program withdraws.
  public let withdrawn: [Int32]
  /// Where the program says so.
  public let origin: Span

  private let ineligible: Set<Int>

  init(
    awards: [Award], noLongerEligible: [Int32], positions: [Int], withdrawn: [Int32], origin: Span
  ) {
    self.awards = awards
    self.noLongerEligible = noLongerEligible
    self.withdrawn = withdrawn
    self.origin = origin
    ineligible = Set(positions)
  }

  /// Returns whether the candidate at `position` is one only because its award stands.
  func isNoLongerEligible(_ position: Int) -> Bool { ineligible.contains(position) }
}
