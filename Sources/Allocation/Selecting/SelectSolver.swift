import Rosters

/// A selection that is made again and again with other amounts in its purses, as when the least budget that
/// meets a target is sought: what does not depend on the amounts is checked and prepared once.
///
/// Not safe to use from two threads at once.
public final class SelectSolver {

  private let problem: SelectProblem
  private let rankOfRow: [Int32]
  private let board: SelectBoard<Int64>?

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
    board = problem.commonUnit().flatMap { SelectBoard<Int64>(problem, unit: $0) }
  }

  /// Returns who is paid if the purses hold `available`, one amount a purse.
  public func solve(available: [Rational]) -> Result<SelectOutcome, SelectImpossibility> {
    var changed = problem
    guard available.count == problem.purses.count else { return .failure(.malformed(.columnLength)) }
    changed.purses = available.map { Purse(available: $0) }
    if let impossibility = changed.findNegativePurse() ?? changed.findKeptExcess() {
      return .failure(impossibility)
    }
    if let board, board.setAvailable(available) { return changed.finish(board, rankOfRow) }
    return changed.solveChecked(rankOfRow)
  }
}
