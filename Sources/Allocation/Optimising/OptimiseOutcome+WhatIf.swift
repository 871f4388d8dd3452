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

/// More money in one purse with which a best choice pays somebody whom it does without.
public enum ChoiceIncrease: Sendable, Equatable {
  /// With so much more, and no less, the best choice pays the row.
  case chosen(Rational)
  /// With so much more, and no less, a choice that pays the row is as good as the best.
  case asGood(Rational)
  /// No amount does.
  case never
  /// So much more does not, nor less; what more than that would do was not found within the work allowed.
  case notWithin(Rational)
}

extension OptimiseOutcome {

  /// As many candidates may take part in a further search, and as many nodes.
  private static var mostCandidates: Int { 5_000 }
  private static var mostNodes: Int { 200_000 }

  /// Returns what the best choice is worth that pays `row`.
  public func best(paying row: Int) -> ChoiceAlternative {
    guard mayBeAsked(about: row) else { return .unknown }
    return Self.best(problem, paying: row, nodes: Self.mostNodes)
  }

  private func mayBeAsked(about row: Int) -> Bool {
    optimum.isProven && parts[row] == nil && !problem.selection.mayBeSplit
      && problem.selection.wholeGroupOfRow == nil && problem.selection.rowCount <= Self.mostCandidates
  }

  private static func best(_ problem: OptimiseProblem, paying row: Int, nodes: Int) -> ChoiceAlternative {
    var best: Rational?
    for (source, purse) in problem.purses(of: row) {
      var forced = problem
      forced.nodeLimit = min(problem.nodeLimit, nodes)
      let award = KeptAward(
        row: row, source: source, purse: purse,
        amount: problem.selection.costs[problem.selection.sources[source].costs][row])
      // An award that stands may be more than a quota has room for; one that is only supposed may not.
      if problem.selection.quotas.contains(where: { $0.hasNoRoom(for: award, beside: forced.selection.kept) })
      {
        continue
      }
      forced.selection.kept.append(award)
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

  // MARK: More money

  /// As many further searches are made for one answer, of as many nodes each.
  private static var mostSearches: Int { 160 }
  private static var nodesOfSearch: Int { 20_000 }

  /// Returns the purses of which it can be asked how much more in them would have `row` chosen.
  public func pursesAsked(about row: Int) -> [Int] {
    guard mayBeAsked(about: row), problem.maximises else { return [] }
    return Array(problem.purses(of: row).map(\.purse).prefix(3))
  }

  /// Returns the least increase of `purse` alone with which a best choice pays `row`, or what is known of it.
  ///
  /// What the best choice is worth grows with the money, and so does what the best is worth that pays the row: where
  /// the second first comes to what the first was, found by halving, the first may have grown, and is the next mark.
  /// Below a mark no best choice pays the row. Bounds that are parts of the budget stay what they are.
  public func increase(of purse: Int, choosing row: Int) -> ChoiceIncrease? {
    guard pursesAsked(about: row).contains(purse), var search = IncreaseSearch(problem, purse, row) else {
      return nil
    }
    var mark = optimum.value
    var low = 0
    while search.count < Self.mostSearches {
      var high = low + search.stepsOfRow
      guard var isReached = search.reaches(mark, high) else { return search.notWithin(low) }
      if !isReached {
        high = search.steps
        guard let withAll = search.reaches(mark, high) else { return search.notWithin(low) }
        isReached = withAll
      }
      if !isReached { return .never }
      while high - low > 1 {
        let middle = low + (high - low) / 2
        guard let here = search.reaches(mark, middle) else { return search.notWithin(low) }
        if here { high = middle } else { low = middle }
      }
      guard let best = search.best(high), let own = search.value(high) else { return search.notWithin(low) }
      if own == best.optimum.value {
        return best.parts[row] == nil ? .asGood(search.extra(high)) : .chosen(search.extra(high))
      }
      mark = best.optimum.value
      low = high
    }
    return search.notWithin(low)
  }

  /// The same problem with more in one purse, in steps of what all costs are multiples of.
  private struct IncreaseSearch {
    let problem: OptimiseProblem
    let purse: Int
    let row: Int
    let unit: Int64
    let step: Int64
    /// How many steps the purse holds.
    let held: Int64
    /// So many steps pay for everybody.
    let steps: Int
    /// What the row costs, at most.
    let stepsOfRow: Int
    /// How many searches were made.
    private(set) var count = 0

    init?(_ problem: OptimiseProblem, _ purse: Int, _ row: Int) {
      let selection = problem.selection
      guard let unit = selection.commonUnit() else { return nil }
      var step: Int64 = 0
      var total: Int64 = 0
      for column in selection.costs.compactMap({ Int64.column($0, unit: unit) }) {
        for candidate in selection.order {
          total += column[Int(candidate)]
          var (a, b) = (step, column[Int(candidate)])
          while b != 0 { (a, b) = (b, a % b) }
          step = a
        }
      }
      let own = selection.sources.compactMap {
        (selection.costs[$0.costs][row] * Rational(unit)).int64
      }.max()
      guard step > 0, let own, let held = (selection.purses[purse].available * Rational(unit)).floor.int64
      else { return nil }
      self.problem = problem
      self.purse = purse
      self.row = row
      self.unit = unit
      self.step = step
      self.held = held / step
      steps = Int(total / step) + 1
      stepsOfRow = Int(own / step) + 1
    }

    /// Returns how much more `steps` steps are than the purse holds.
    func extra(_ steps: Int) -> Rational {
      let amount = Rational((Int128(held) + Int128(steps)) * Int128(step), over: Int128(unit)) ?? .zero
      return max(.zero, amount - problem.selection.purses[purse].available)
    }

    func notWithin(_ steps: Int) -> ChoiceIncrease? { steps > 0 ? .notWithin(extra(steps)) : nil }

    private func enlarged(_ steps: Int) -> OptimiseProblem {
      var changed = problem
      changed.nodeLimit = min(problem.nodeLimit, OptimiseOutcome.nodesOfSearch)
      changed.watch = nil
      changed.selection.purses[purse].available =
        problem.selection.purses[purse].available + extra(steps)
      return changed
    }

    /// Returns the best choice, if it is proven.
    mutating func best(_ steps: Int) -> OptimiseOutcome? {
      count += 1
      guard let outcome = try? enlarged(steps).solveWithoutRemedy().get(), outcome.optimum.isProven else {
        return nil
      }
      return outcome
    }

    /// Returns what the best choice is worth that pays the row; `nil` if there is none or it is not proven.
    mutating func value(_ steps: Int) -> Rational? {
      count += 1
      guard
        case .value(let value) = OptimiseOutcome.best(
          enlarged(steps), paying: row, nodes: OptimiseOutcome.nodesOfSearch)
      else { return nil }
      return value
    }

    /// Returns whether the best choice that pays the row is worth `mark`; `nil` if that is not known.
    mutating func reaches(_ mark: Rational, _ steps: Int) -> Bool? {
      if count >= OptimiseOutcome.mostSearches { return nil }
      count += 1
      switch OptimiseOutcome.best(enlarged(steps), paying: row, nodes: OptimiseOutcome.nodesOfSearch) {
      case .value(let value): return value >= mark
      case .impossible: return false
      case .unknown: return nil
      }
    }
  }
}
