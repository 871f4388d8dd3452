import Rosters
import Synchronization

/// A selection that is made again and again with other amounts in its purses, as when the least budget that
/// meets a target is sought: what does not depend on the amounts is checked and prepared once.
public final class SelectSolver: Sendable {

  private let problem: SelectProblem
  private let rankOfRow: [Int32]
  private let spending: PrefixSpending?
  /// The board of all turns, made when it is first needed; used by one thread at a time.
  private let board = Mutex<Board>(.notMade)

  private enum Board {
    case notMade
    case made(SelectBoard<Int64>)
    /// Amounts have no common unit that 64 bits hold.
    case impossible
  }

  /// Prepares `problem`, or says why it can not be made as asked.
  public static func prepare(_ problem: SelectProblem) -> Result<SelectSolver, SelectImpossibility> {
    switch problem.checked() {
    case .failure(let impossibility): .failure(impossibility)
    case .success(let ranks): .success(SelectSolver(problem, ranks))
    }
  }

  private init(_ problem: SelectProblem, _ rankOfRow: [Int32]) {
    self.problem = problem
    self.rankOfRow = rankOfRow
    spending = PrefixSpending(problem)
  }

  /// Returns who is paid if the purses hold `available`, one amount a purse.
  public func solve(available: [Rational]) -> Result<SelectOutcome, SelectImpossibility> {
    var changed = problem
    guard available.count == problem.purses.count else { return .failure(.malformed(.columnLength)) }
    changed.purses = available.map { Purse(available: $0) }
    if let impossibility = changed.findNegativePurse() ?? changed.findKeptExcess() {
      return .failure(impossibility)
    }
    if let outcome = spending?.outcome(changed, rankOfRow) { return .success(outcome) }
    let asked = changed
    let solved = board.withLock { kept -> Result<SelectOutcome, SelectImpossibility>? in
      if case .notMade = kept {
        kept =
          problem.commonUnit().flatMap { SelectBoard<Int64>(problem, unit: $0) }.map { .made($0) }
          ?? .impossible
      }
      guard case .made(let board) = kept, board.setAvailable(available) else { return nil }
      return asked.finish(board, rankOfRow)
    }
    return solved ?? changed.solveChecked(rankOfRow)
  }
}

/// A selection from one purse alone, which closes at the first candidate it can not pay: who is paid stands before
/// that candidate in the order, and the sums of the costs up to each say where it is.
struct PrefixSpending: Sendable {

  /// What all before a place in the order cost together, in units of 1 / ``unit``, for every ``stride``th place, as far
  /// as an amount of money has reached.
  private final class Marks: Sendable {
    struct State {
      var marks: [Int64] = []
      var total: Int64 = 0
      var next = 0
      var overflows = false
    }
    let state = Mutex(State())
  }

  private let marks = Marks()
  /// Of each place in the order, how many up to it the money may be spent on; `nil` if all.
  private let eligible: [Int32]?
  private let unit: Int64
  private let purse: Int

  /// The places between two marks: few enough to add up again, many enough that marks take no memory worth mention.
  private static let stride = 64

  /// Prepares the sums of `problem`; `nil` if more than one purse decides it.
  init?(_ problem: SelectProblem) {
    guard problem.sources.count == 1, let source = problem.sources.first,
      case .one(let purse) = source.purses,
      !problem.mayBeSplit, !problem.skipAndGoOn, problem.quotas.isEmpty, problem.floors.isEmpty,
      problem.wholeGroupOfRow == nil, problem.kept.isEmpty,
      case .scaled(_, let denominator) = problem.costs[source.costs]
    else { return nil }
    let order = problem.order
    eligible = source.eligible.map { mask in
      var found: Int32 = 0
      return [0]
        + order.map { row in
          found += mask[Int(row)] == 0 ? 0 : 1
          return found
        }
    }
    unit = denominator
    self.purse = purse
  }

  /// Returns the marks up to the first beyond `held`, or all; `nil` if 64 bits do not hold the sums.
  private func marks(beyond held: Int64, _ problem: SelectProblem) -> [Int64]? {
    let source = problem.sources[0]
    guard case .scaled(let costs, _) = problem.costs[source.costs] else { return nil }
    return marks.state.withLock { state in
      costs.withUnsafeBufferPointer { costs in
        while state.next < problem.order.count, state.total <= held, !state.overflows {
          state.marks.append(state.total)
          for i in state.next..<min(state.next + PrefixSpending.stride, problem.order.count) {
            let row = Int(problem.order[i])
            let (sum, overflow) = state.total.addingReportingOverflow(
              source.eligible.map { $0[row] == 0 } ?? false ? 0 : costs[row])
            state.overflows = state.overflows || overflow
            state.total = sum
          }
          state.next += PrefixSpending.stride
        }
      }
      return state.overflows ? nil : state.marks
    }
  }

  /// Returns what becomes of `problem`, which differs from the one prepared in the amounts of its purses, or `nil`
  /// if the amount is too large to be counted.
  func outcome(_ problem: SelectProblem, _ rankOfRow: [Int32]) -> SelectOutcome? {
    let available = problem.purses[purse].available
    // A candidate costs a whole number of units: what is left beyond them pays nobody.
    guard let held = (available * Rational(unit)).floor.int64, let marks = marks(beyond: held, problem) else {
      return nil
    }
    let n = problem.order.count
    // The last mark that is not beyond what there is, and from there the first candidate up to whom all cost more.
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle] > held { high = middle } else { low = middle + 1 }
    }
    var paid = max(0, low - 1) * PrefixSpending.stride
    var sum = marks.isEmpty ? 0 : marks[max(0, low - 1)]
    let source = problem.sources[0]
    guard case .scaled(let costs, _) = problem.costs[source.costs] else { return nil }
    while paid < n {
      let row = Int(problem.order[paid])
      let next = sum + (source.eligible.map { $0[row] == 0 } ?? false ? 0 : costs[row])
      if next > held { break }
      sum = next
      paid += 1
    }
    let spent = Rational(Int128(sum), over: Int128(unit)) ?? .zero
    func count(to place: Int) -> Int { eligible.map { Int($0[place]) } ?? place }
    let mayBePaid: (Int) -> Bool = { i in eligible.map { $0[i + 1] != $0[i] } ?? true }
    let payers = Buffer<Int16>(count: n) { payers in
      payers.initialize(repeating: 0, count: paid)
      (payers + paid).initialize(repeating: -1, count: n - paid)
      if eligible != nil { for i in 0..<paid where !mayBePaid(i) { payers[i] = -1 } }
    }
    let reasons = Buffer<UInt8>(count: n) { reasons in
      reasons.initialize(repeating: SelectReason.funded.rawValue, count: paid)
      (reasons + paid).initialize(repeating: SelectReason.purseClosed.rawValue, count: n - paid)
      if paid < n { reasons[paid] = SelectReason.notEnoughLeft.rawValue }
      if eligible != nil {
        for i in 0..<n where !mayBePaid(i) { reasons[i] = SelectReason.noPurse.rawValue }
      }
    }
    var ledger = problem.purses.map {
      PurseLedger(
        available: $0.available, allocated: .zero, left: $0.available, funded: 0, closedAtRank: nil,
        closedByRow: nil, unreached: 0)
    }
    ledger[purse] = PurseLedger(
      available: available, allocated: spent, left: available - spent, funded: count(to: paid),
      closedAtRank: paid < n ? paid + 1 : nil, closedByRow: paid < n ? Int(problem.order[paid]) : nil,
      unreached: count(to: n) - count(to: paid))
    return SelectOutcome(
      problem: problem, ledger: ledger, rankOfRow: rankOfRow, reasons: reasons, payers: payers, parts: [:],
      keptNoLongerEligible: [], fundedCount: count(to: paid))
  }
}
