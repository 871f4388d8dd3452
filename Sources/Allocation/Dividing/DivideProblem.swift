import Rosters

/// An amount to be divided over recipients in proportion to their weights.
///
/// Recipients are known by their position. Everything is exact and of any size. What is given out is a whole
/// number of multiples of `step`: a floor that is no multiple is rounded up to one, a cap down to one.
public struct DivideProblem: Sendable {

  /// The amount to divide, at least 0; what is no multiple of `step` stays left over.
  public var available: Rational

  /// Each recipient's weight, at least 0.
  public var weights: [Rational]

  /// What each recipient gets at least; `nil` if nobody has a floor.
  public var floors: [Rational]?

  /// What each recipient gets at most, `nil` for no cap; `nil` if nobody has a cap.
  public var caps: [Rational?]?

  /// The unit in which money is given out, above 0: each amount is a multiple of it.
  public var step: Rational

  /// How the multiples left over by rounding the quotas down are given out.
  public var method: RemainderMethod

  /// Each recipient's place in the order that decides ties, smaller first; empty for the order of positions.
  ///
  /// Only real ties are decided by it, and the outcome says where. Equal places fall back on the position.
  public var tieRank: [Int]

  /// Creates a division.
  public init(
    available: Rational, weights: [Rational], floors: [Rational]? = nil, caps: [Rational?]? = nil,
    step: Rational = .one, method: RemainderMethod = .largestRemainder, tieRank: [Int] = []
  ) {
    self.available = available
    self.weights = weights
    self.floors = floors
    self.caps = caps
    self.step = step
    self.method = method
    self.tieRank = tieRank
  }

  /// Creates a division in equal parts over `count` recipients.
  public init(
    available: Rational, equallyOver count: Int, floors: [Rational]? = nil, caps: [Rational?]? = nil,
    step: Rational = .one, method: RemainderMethod = .largestRemainder, tieRank: [Int] = []
  ) {
    self.init(
      available: available, weights: [Rational](repeating: .one, count: max(0, count)), floors: floors,
      caps: caps, step: step, method: method, tieRank: tieRank)
  }
}
