import BigInt
import Rosters

/// How an estate that is less than the claims on it is divided.
public enum ClaimsRule: Sendable, Hashable, CaseIterable {
  /// In proportion to the claims.
  case proportional
  /// Equal awards, nobody more than the claim.
  case constrainedEqualAwards
  /// Equal losses, nobody less than nothing.
  case constrainedEqualLosses
  /// Equal awards up to half of each claim, then equal losses (Aumann & Maschler, 1985).
  case talmud
}

/// Claims on an amount that may be less than their sum.
///
/// Awards are multiples of `step`; what the exact awards lose by rounding down goes, one multiple each, to the
/// largest remainders. Nobody gets more than the claim, so that more than all claims leaves a rest.
public struct ClaimsProblem: Sendable {
  /// The amount to divide, at least 0.
  public var estate: Rational
  /// What each recipient claims, at least 0.
  public var claims: [Rational]
  /// The rule.
  public var rule: ClaimsRule
  /// The unit in which money is given out, above 0.
  public var step: Rational
  /// Each recipient's place in the order that decides ties, smaller first; empty for the order of positions.
  public var tieRank: [Int]

  /// Creates a division of an estate.
  public init(
    estate: Rational, claims: [Rational], rule: ClaimsRule, step: Rational = .one, tieRank: [Int] = []
  ) {
    self.estate = estate
    self.claims = claims
    self.rule = rule
    self.step = step
    self.tieRank = tieRank
  }

  /// Returns who gets what, or why the estate can not be divided as asked.
  public func solve() -> Result<ClaimsOutcome, DivideImpossibility> {
    if !tieRank.isEmpty, tieRank.count != claims.count {
      return .failure(.columnsDiffer(recipients: claims.count, other: tieRank.count))
    }
    if step.signum <= 0 { return .failure(.stepNotPositive(step)) }
    if estate.signum < 0 { return .failure(.availableNegative(estate)) }
    if claims.isEmpty { return .failure(.noRecipients) }
    let negative = claims.indices.filter { claims[$0].signum < 0 }
    if !negative.isEmpty { return .failure(.negativeWeights(negative)) }
    let quotas = exactAwards()
    return .success(rounded(quotas))
  }

  /// The awards before they are rounded to multiples.
  private func exactAwards() -> [Rational] {
    let total = claims.reduce(.zero, +)
    if estate >= total { return claims }
    switch rule {
    case .proportional: return claims.map { ($0 * estate / total) ?? .zero }
    case .constrainedEqualAwards: return ClaimsProblem.equalAwards(claims, estate)
    case .constrainedEqualLosses:
      return zip(claims, ClaimsProblem.equalAwards(claims, total - estate)).map { $0 - $1 }
    case .talmud:
      let halves = claims.map { ($0 / 2) ?? .zero }
      if estate + estate <= total { return ClaimsProblem.equalAwards(halves, estate) }
      return zip(claims, ClaimsProblem.equalAwards(halves, total - estate)).map { $0 - $1 }
    }
  }

  /// Returns equal parts of `amount`, nobody more than the bound; `amount` is not above the sum of `bounds`.
  static func equalAwards(_ bounds: [Rational], _ amount: Rational) -> [Rational] {
    // From the smallest bound up: who can not take an equal part of what is left takes the bound.
    var awards = bounds
    var left = amount
    let order = bounds.indices.sorted { bounds[$0] < bounds[$1] }
    for (done, i) in order.enumerated() {
      let equal = (left / Rational(order.count - done)) ?? .zero
      if bounds[i] >= equal {
        for j in order[done...] { awards[j] = equal }
        break
      }
      left = left - bounds[i]
    }
    return awards
  }

  /// Returns those whose exact award lies above its whole multiples and who may get a further one, the largest
  /// remainder first.
  func runningForRemainder(
    _ quotas: [Rational], _ wholes: [Rational]
  ) -> [(recipient: Int, remainder: Rational)] {
    func precedes(_ a: Int, _ b: Int) -> Bool {
      tieRank.isEmpty || tieRank[a] == tieRank[b] ? a < b : tieRank[a] < tieRank[b]
    }
    let running = quotas.indices.filter { quotas[$0] > wholes[$0] && wholes[$0] + step <= claims[$0] }
    return running.map { (recipient: $0, remainder: quotas[$0] - wholes[$0]) }.sorted { a, b in
      a.remainder == b.remainder ? precedes(a.recipient, b.recipient) : a.remainder > b.remainder
    }
  }

  private func rounded(_ quotas: [Rational]) -> ClaimsOutcome {
    var awards = quotas.map { $0.rounded(.down, toMultipleOf: step) ?? .zero }
    var left = estate - awards.reduce(.zero, +)
    let order = runningForRemainder(quotas, awards)
    var given = 0
    while given < order.count, left >= step {
      let i = order[given].recipient
      awards[i] = awards[i] + step
      left = left - step
      given += 1
    }
    var tie: DivideTie?
    if given > 0, given < order.count, order[given - 1].remainder == order[given].remainder {
      let cut = order[given].remainder
      tie = DivideTie(
        gained: order[..<given].filter { $0.remainder == cut }.map(\.recipient),
        lost: order[given...].filter { $0.remainder == cut }.map(\.recipient))
    }
    return ClaimsOutcome(problem: self, exact: quotas, awards: awards, left: left, tie: tie)
  }
}

/// Who gets what of an estate.
public struct ClaimsOutcome: Sendable {
  /// The division as it was asked.
  public let problem: ClaimsProblem
  /// What each would get if money could be cut into any parts.
  public let exact: [Rational]
  /// What each gets.
  public let awards: [Rational]
  /// What nobody gets.
  public let left: Rational
  /// The recipients between whom only the tie order decided, or `nil` if nothing hung on it.
  public let tie: DivideTie?
}
