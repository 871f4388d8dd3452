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

/// Weights that grow and shrink so that who grows loses to who shrinks (the population paradox).
public struct PopulationParadox: Sendable, Equatable {
  /// The recipient whose weight grows and who gets less, with the new weight.
  public let grower: Int
  /// Its weight then.
  public let grownTo: Rational
  /// The recipient whose weight shrinks and who gets more.
  public let shrinker: Int
  /// Its weight then.
  public let shrunkTo: Rational
  /// A third whose weight grows, which sets the others moving.
  public let third: Int
  /// Its weight then.
  public let thirdTo: Rational
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

  /// Returns weights not far from these by which somebody whose weight grows gets less and somebody whose weight
  /// shrinks gets more of the same amount; `nil` if none were found or the method rules it out.
  ///
  /// The candidates are those on either side of the line that remainders draw; a third weight grows by up to a
  /// tenth.
  public func populationParadox() -> PopulationParadox? {
    if problem.method.properties.populationMonotone || remainderCount == 0 { return nil }
    let places = remainderPlaces.indices.filter { remainderPlaces[$0] > 0 }
      .sorted { remainderPlaces[$0] < remainderPlaces[$1] }
    let above = places.prefix(remainderGiven).suffix(3)
    let below = places.dropFirst(remainderGiven).prefix(3)
    let largest = problem.weights.indices.sorted { problem.weights[$0] > problem.weights[$1] }.prefix(3)
    // The least by which a weight can differ as these are written: a whole one, or a part of it.
    let parts = problem.weights.compactMap { $0.small?.denominator }.max() ?? 1
    guard let least = Rational(Int128(1), over: Int128(parts)) else { return nil }
    for grower in above {
      for shrinker in below where problem.weights[shrinker] > least {
        for third in largest where third != grower && third != shrinker {
          for percent in [1, 2, 3, 5, 7, 10] {
            var other = problem
            let growth = problem.weights[third] * (Rational(Int128(percent), over: 100) ?? .zero)
            let more = growth.rounded(.up, toMultipleOf: least) ?? growth
            other.weights[third] = problem.weights[third] + more
            other.weights[grower] = problem.weights[grower] + least
            other.weights[shrinker] = problem.weights[shrinker] - least
            guard let outcome = try? other.solve().get() else { continue }
            if outcome.amounts[grower] < amounts[grower], outcome.amounts[shrinker] > amounts[shrinker] {
              return PopulationParadox(
                grower: grower, grownTo: other.weights[grower], shrinker: shrinker,
                shrunkTo: other.weights[shrinker], third: third, thirdTo: other.weights[third])
            }
          }
        }
      }
    }
    return nil
  }
}
