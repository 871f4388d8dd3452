import BigInt
import Rosters

extension OptimiseProblem {

  /// More purses than these have too many unions to bound one by one.
  static let mostPursesToSplit = 6

  /// Returns the best choice, or the best that was found with a bound on all others, or why there is none.
  ///
  /// `solver` may propose choices and prices; what it proposes is only used as far as exact numbers bear it out.
  public func solve(proposing solver: (any IntegerSolver)? = nil) -> Result<
    OptimiseOutcome, OptimiseImpossibility
  > {
    let outcome = solveWithoutRemedy(proposing: solver)
    if case .failure(.noChoice(isProven: true, _)) = outcome {
      return .failure(.noChoice(isProven: true, remedy: remedy(proposing: solver)))
    }
    return outcome
  }

  /// As ``solve(proposing:)``, but does not look for what would leave a choice where there is none.
  func solveWithoutRemedy(proposing solver: (any IntegerSolver)? = nil) -> Result<
    OptimiseOutcome, OptimiseImpossibility
  > {
    if case .failure(let impossibility) = selection.checked() { return .failure(.selection(impossibility)) }
    guard worthOfSource.count == selection.sources.count,
      worthOfSource.allSatisfy({ worths.indices.contains($0) }),
      worths.allSatisfy({ $0.count == selection.rowCount })
    else { return .failure(.worthsDiffer) }
    if selection.mayBeSplit,
      Set(unkept().flatMap { purses(of: $0).map(\.purse) }).count > Self.mostPursesToSplit
    {
      return .failure(.tooManyPursesToSplit(most: Self.mostPursesToSplit))
    }
    let tooFew = floorsBeyondCandidates()
    if !tooFew.isEmpty { return .failure(.selection(.floorsUnmet(tooFew))) }
    return ChoiceDraft(self).best(proposing: solver)
  }

  /// The candidates for whom no award stands, in the order of ties.
  func unkept() -> [Int] {
    let kept = Set(selection.kept.map(\.row))
    return selection.order.lazy.map { Int($0) }.filter { !kept.contains($0) }
  }

  /// Returns the sources that may pay `row`, each purse once.
  func purses(of row: Int) -> [(source: Int, purse: Int)] {
    var result: [(source: Int, purse: Int)] = []
    for (i, source) in selection.sources.enumerated() {
      guard let purse = source.purse(for: row), !result.contains(where: { $0.purse == purse }) else {
        continue
      }
      result.append((i, purse))
    }
    return result
  }

  /// Returns the outcome of paying each of `payments` by its source, besides the awards that stand.
  func outcome(
    _ parts: [Int: [AwardPart]], value: Rational, bound: Rational, _ proof: Optimum.Proof, _ nodes: Int
  )
    -> OptimiseOutcome
  {
    var all = parts
    for award in selection.kept { all[award.row] = award.parts }
    var allocated = [Rational](repeating: .zero, count: selection.purses.count)
    var funded = [Int](repeating: 0, count: selection.purses.count)
    for (_, parts) in all {
      for part in parts where part.purse >= 0 {
        allocated[part.purse] = allocated[part.purse] + part.amount
        funded[part.purse] += 1
      }
    }
    var unreached = [Int](repeating: 0, count: selection.purses.count)
    for row in unkept() where all[row] == nil {
      for (_, purse) in purses(of: row) { unreached[purse] += 1 }
    }
    let ledger = selection.purses.indices.map { i in
      PurseLedger(
        available: selection.purses[i].available, allocated: allocated[i],
        left: selection.purses[i].available - allocated[i], funded: funded[i], closedAtRank: nil,
        closedByRow: nil, unreached: unreached[i])
    }
    let sign = maximises ? Rational.one : -Rational.one
    return OptimiseOutcome(
      problem: self, parts: all, ledger: ledger,
      optimum: Optimum(value: value * sign, bound: bound * sign, proof: proof, nodes: nodes))
  }
}
