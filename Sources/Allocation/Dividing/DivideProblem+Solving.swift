import BigInt
import Rosters

extension DivideProblem {

  /// Returns who gets what, or why the amount can not be divided as asked.
  ///
  /// Floors are met first; the rest follows the weights, and what a cap refuses goes to the others in
  /// proportion to theirs, until nothing is left or all are at their caps. Takes O(n log n).
  public func solve() -> Result<DivideOutcome, DivideImpossibility> {
    let units: Units
    switch countedInSteps() {
    case .failure(let impossibility): return .failure(impossibility)
    case .success(let counted): units = counted
    }
    if let small = Division<Int128>(units, method: method, tieRank: tieRank, small: true) {
      return .success(outcome(small.run()))
    }
    guard let big = Division<BigInt>(units, method: method, tieRank: tieRank, small: false) else {
      return .failure(.weightsSumToZero)
    }
    return .success(outcome(big.run()))
  }

  private func outcome<N: ExactInteger>(_ d: Division<N>.Result) -> DivideOutcome {
    let amounts = d.counts.map { $0.rational * step }
    let given = d.counts.reduce(0, +).rational
    var level: Rational?
    if let l = d.level, let perWeight = l.numerator.rational / l.denominator.rational {
      level = perWeight * d.weightScale * step
    }
    return DivideOutcome(
      problem: self, amounts: amounts, left: available - given * step, level: level, tie: d.tie,
      remainderPlaces: d.places, remainderCount: d.inTheRunning, remainderGiven: d.givenByRemainder,
      droopQuota: d.droopQuota.flatMap { ($0.numerator.rational / $0.denominator.rational) }
        .flatMap { $0 / d.weightScale }, remainderRounds: d.rounds, surrendered: d.surrendered)
  }

  /// The division counted in steps, with whole-number bounds.
  struct Units {
    /// The amount, in steps, not rounded.
    var available: Rational
    /// The weights as given.
    var weights: [Rational]
    /// The floors in steps, each rounded up; empty if none.
    var floors: [Rational]
    /// The caps in steps, each rounded down; empty if none.
    var caps: [Rational?]
  }

  func countedInSteps() -> Result<Units, DivideImpossibility> {
    let n = weights.count
    for other in [floors?.count, caps?.count, tieRank.isEmpty ? nil : tieRank.count] {
      if let other, other != n { return .failure(.columnsDiffer(recipients: n, other: other)) }
    }
    guard step.signum > 0, let inSteps = available / step else { return .failure(.stepNotPositive(step)) }
    if available.signum < 0 { return .failure(.availableNegative(available)) }
    if n == 0 { return .failure(.noRecipients) }
    let negative = weights.indices.filter { weights[$0].signum < 0 }
    if !negative.isEmpty { return .failure(.negativeWeights(negative)) }
    if !weights.contains(where: { $0.signum > 0 }) { return .failure(.weightsSumToZero) }

    let whole = step == .one
    func steps(_ amount: Rational) -> Rational { whole ? amount : (amount / step ?? amount) }
    let low = floors?.map { $0.signum <= 0 ? .zero : steps($0).ceiling } ?? []
    let high = caps?.map { $0.map { steps($0).floor } } ?? []
    var conflicts: [DivideImpossibility.BoundConflict] = []
    for (i, cap) in high.enumerated() {
      guard let cap, let asked = caps?[i] else { continue }
      let floor = low.isEmpty ? .zero : low[i]
      if cap < floor {
        conflicts.append(
          .init(
            recipient: i, floor: floors.map { max($0[i], .zero) } ?? .zero, cap: asked,
            short: floor * step - asked))
      }
    }
    if !conflicts.isEmpty { return .failure(.capsBelowFloors(conflicts)) }
    let needed = low.reduce(.zero, +)
    if needed > inSteps {
      return .failure(
        .floorsExceedAvailable(
          floorTotal: needed * step, short: needed * step - available,
          recipients: low.indices.filter { low[$0].signum > 0 }))
    }
    return .success(Units(available: inSteps, weights: weights, floors: low, caps: high))
  }
}
