import Rosters

extension DivideProblem {

  /// A part of an amount that is divided by weights of its own.
  public struct Part: Sendable {
    /// The share of the amount, such as 65%; the shares of all parts add up to 1.
    public var share: Rational
    /// Each recipient's weight for this part, at least 0; all 1 for a part divided equally.
    public var weights: [Rational]

    /// Creates a part.
    public init(share: Rational, weights: [Rational]) {
      self.share = share
      self.weights = weights
    }
  }

  /// Returns the weights by which dividing the whole amount once gives what the parts give together, so that
  /// rounding happens once; the weights add up to 1.
  ///
  /// Part by formula and part equally, as the village fund (Dana Desa) is divided.
  public static func weights(combining parts: [Part]) -> Result<[Rational], DivideImpossibility> {
    guard let count = parts.first?.weights.count, count > 0 else { return .failure(.noRecipients) }
    var combined = [Rational](repeating: .zero, count: count)
    for part in parts {
      guard part.weights.count == count else {
        return .failure(.columnsDiffer(recipients: count, other: part.weights.count))
      }
      let negative = part.weights.indices.filter { part.weights[$0].signum < 0 }
      if !negative.isEmpty { return .failure(.negativeWeights(negative)) }
      let total = part.weights.reduce(.zero, +)
      guard let perWeight = part.share / total else { return .failure(.weightsSumToZero) }
      for i in combined.indices { combined[i] = combined[i] + perWeight * part.weights[i] }
    }
    return .success(combined)
  }
}
