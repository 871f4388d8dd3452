import Rosters

/// What stands in the way where no choice keeps all bounds, and the least change that would leave one.
extension OptimiseProblem {

  /// As many candidates and purses are looked through for a remedy.
  private static var mostCandidatesForRemedy: Int { 20_000 }
  private static var mostPursesForRemedy: Int { 8 }

  /// Returns the groups whose candidates, all paid, would not reach what is kept for them.
  func floorsBeyondCandidates() -> [SelectImpossibility.FloorShortage] {
    var result: [SelectImpossibility.FloorShortage] = []
    let free = selection.floors.isEmpty ? [] : unkept()
    for (index, floor) in selection.floors.enumerated() {
      var most = [Rational](repeating: .zero, count: floor.least.count)
      var candidates = [Int](repeating: 0, count: floor.least.count)
      for award in selection.kept {
        guard let group = floor.group(of: award.row) else { continue }
        most[group] = most[group] + floor.count(award.parts.map { ($0.source, $0.amount) })
        candidates[group] += 1
      }
      for row in free {
        guard let group = floor.group(of: row) else { continue }
        candidates[group] += 1
        let paid = purses(of: row).filter { floor.sources?.contains($0.source) ?? true }
          .map { floor.count([($0.source, selection.costs[selection.sources[$0.source].costs][row])]) }.max()
        most[group] = most[group] + (paid ?? .zero)
      }
      for group in floor.least.indices where most[group] < floor.least[group] {
        result.append(
          .init(
            floor: index, group: group, least: floor.least[group], filled: most[group],
            candidates: candidates[group], increase: nil))
      }
    }
    return result
  }

  /// Returns how much more in one purse alone would leave a choice: the least that a choice takes from it where it
  /// holds plenty; of several purses, the one that needs least.
  func remedy(proposing solver: (any IntegerSolver)?) -> ChoiceRemedy? {
    let free = unkept()
    let usable = Set(free.flatMap { purses(of: $0).map(\.purse) }).sorted()
    guard selection.rowCount <= Self.mostCandidatesForRemedy, usable.count <= Self.mostPursesForRemedy,
      !selection.mayBeSplit || usable.count <= 1
    else { return nil }
    var plenty = Rational.one
    for row in free {
      plenty =
        plenty
        + (purses(of: row).map { selection.costs[selection.sources[$0.source].costs][row] }.max() ?? .zero)
    }
    let kept = Set(selection.kept.map(\.row))
    var best: ChoiceRemedy?
    for purse in usable {
      var relaxed = self
      relaxed.nodeLimit = min(nodeLimit, 200_000)
      relaxed.selection.mayBeSplit = false
      relaxed.selection.purses[purse].available = selection.purses[purse].available + plenty
      relaxed.maximises = false
      relaxed.worthOfSource = Array(selection.sources.indices)
      relaxed.worths = selection.sources.map { source in
        .wide(
          (0..<selection.rowCount).map { row in
            source.purse(for: row) == purse ? selection.costs[source.costs][row] : .zero
          })
      }
      guard case .success(let outcome) = ChoiceDraft(relaxed).best(proposing: solver) else { continue }
      let by = outcome.ledger[purse].allocated - selection.purses[purse].available
      if by.signum <= 0 || best.map({ $0.by <= by }) ?? false { continue }
      best = ChoiceRemedy(
        purse: purse, by: by, isLeast: outcome.optimum.isProven,
        rows: outcome.parts.keys.filter { !kept.contains($0) }.sorted())
    }
    return best
  }
}
