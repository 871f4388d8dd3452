import Rosters

/// A larger amount that gives somebody less (the Alabama paradox).
public struct HouseParadox: Sendable, Equatable {
  /// The smaller amount.
  public let smaller: Rational
  /// The larger amount.
  public let larger: Rational
  /// Those who get less of the larger amount.
  public let losers: [Int]

  /// Creates a paradox.
  public init(smaller: Rational, larger: Rational, losers: [Int]) {
    self.smaller = smaller
    self.larger = larger
    self.losers = losers
  }
}

extension DivideOutcome {

  /// Recipients whose amount is a multiple or more away from the exact quota, which divisor methods allow.
  public func quotaViolations() -> [Int] {
    amounts.indices.filter { i in
      let share = share(of: i)
      return share.amount < share.lower || share.amount - share.quota >= problem.step
    }
  }

  /// Returns the nearest amount, up to `reach` multiples more or less, which next to this one's shows somebody
  /// getting less of more; `nil` if there is none or the method rules it out.
  public func houseParadox(within reach: Int = 10) -> HouseParadox? {
    if problem.method.properties.houseMonotone { return nil }
    for distance in stride(from: 1, through: reach, by: 1) {
      for sign in [1, -1] {
        var other = problem
        other.available = problem.available + Rational(sign * distance) * problem.step
        guard let outcome = try? other.solve().get() else { continue }
        let (less, more) = sign > 0 ? (self, outcome) : (outcome, self)
        let losers = amounts.indices.filter { more.amounts[$0] < less.amounts[$0] }
        if !losers.isEmpty {
          return HouseParadox(
            smaller: less.problem.available, larger: more.problem.available, losers: losers)
        }
      }
    }
    return nil
  }
}
