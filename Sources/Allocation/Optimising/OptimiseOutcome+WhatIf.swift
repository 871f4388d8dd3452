import Rosters

/// What the best choice is worth that pays somebody whom the best of all does without.
public enum ChoiceAlternative: Sendable, Equatable {
  /// It is worth this much, proven.
  case value(Rational)
  /// No choice that keeps all bounds pays the row.
  case impossible
  /// It was not looked for, or not proven within the work allowed.
  case unknown
}

extension OptimiseOutcome {

  /// As many candidates may take part in a further search, and as many nodes.
  private static var mostCandidates: Int { 5_000 }
  private static var mostNodes: Int { 200_000 }

  /// Returns what the best choice is worth that pays `row`.
  public func best(paying row: Int) -> ChoiceAlternative {
    guard optimum.isProven, parts[row] == nil, !problem.selection.mayBeSplit,
      problem.selection.wholeGroupOfRow == nil, problem.selection.rowCount <= Self.mostCandidates
    else { return .unknown }
    var best: Rational?
    for (source, purse) in problem.purses(of: row) {
      var forced = problem
      forced.nodeLimit = min(problem.nodeLimit, Self.mostNodes)
      forced.selection.kept.append(
        KeptAward(
          row: row, source: source, purse: purse,
          amount: problem.selection.costs[problem.selection.sources[source].costs][row]))
      switch forced.solveWithoutRemedy() {
      case .success(let outcome):
        guard outcome.optimum.isProven else { return .unknown }
        let value = outcome.optimum.value
        best = best.map { problem.maximises ? max($0, value) : min($0, value) } ?? value
      case .failure(.selection), .failure(.noChoice(isProven: true, _)): continue
      case .failure: return .unknown
      }
    }
    return best.map { .value($0) } ?? .impossible
  }
}
