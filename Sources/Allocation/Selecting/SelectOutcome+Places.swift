import Rosters

extension SelectOutcome {

  /// Returns the last place in the order, from 1, at which the unfunded candidate `row` would be funded, all else
  /// being the same, and the row that stands there now; `nil` if at none.
  ///
  /// Purses only shrink, close and quotas only fill as places pass, so whoever is paid at a place is paid at each
  /// before it; where groups are paid whole or places are kept this need not be so, nor where a quota of one source
  /// leaves the purse open that another source has too, and nothing is returned.
  public func lastFundedPlace(of row: Int) -> (place: Int, holder: Int)? {
    let decision = decision(of: row)
    guard let rank = decision.rank, !decision.isFunded, problem.floors.isEmpty,
      problem.wholeGroupOfRow == nil,
      !(problem.pursesMayRepeat && problem.quotas.contains { $0.sources != nil })
    else { return nil }
    func isFunded(at place: Int) -> Bool {
      var moved = problem
      moved.order.remove(at: rank - 1)
      moved.order.insert(Int32(truncatingIfNeeded: row), at: place - 1)
      guard case .success(let outcome) = moved.solve() else { return false }
      return outcome.decision(of: row).isFunded
    }
    guard rank > 1, isFunded(at: 1) else { return nil }
    var low = 1
    var high = rank
    while high - low > 1 {
      let middle = (low + high) / 2
      if isFunded(at: middle) { low = middle } else { high = middle }
    }
    return (low, Int(problem.order[low - 1]))
  }
}
