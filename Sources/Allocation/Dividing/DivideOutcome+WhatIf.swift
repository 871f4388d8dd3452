import Rosters

/// The least change that would give a recipient more.
extension DivideOutcome {

  /// How many times as much a weight, or an amount, is looked at.
  private static let furthest = 1024

  /// Returns the least weight, in steps of what weights differ by as they are written, with which `recipient`
  /// would get more while all else stays; `nil` if none up to about a thousand times its own would do.
  public func leastWeightForMore(of recipient: Int) -> Rational? {
    let own = problem.weights[recipient]
    let parts = problem.weights.compactMap { $0.small?.denominator }.max() ?? 1
    guard let least = Rational(Int128(1), over: Int128(parts)) else { return nil }
    return DivideOutcome.least(upTo: max(own, problem.weights.max() ?? own), in: least) { more in
      var other = problem
      other.weights[recipient] = own + more
      return gainsMore(recipient, of: other)
    }.map { own + $0 }
  }

  /// Returns by how many multiples more, at least, `recipient` would get more than now; `nil` if none up to about
  /// a thousand times the amount would do. Where more can give less, some amounts above it may not do.
  public func leastIncreaseForMore(of recipient: Int) -> Rational? {
    let step = problem.step
    let reach = max(problem.available, step * Rational(problem.weights.count))
    if problem.method.properties.houseMonotone {
      return DivideOutcome.least(upTo: reach, in: step) { more in
        var other = problem
        other.available = problem.available + more
        return gainsMore(recipient, of: other)
      }
    }
    // Nothing can be halved where more can give less: one multiple after the other.
    for multiples in 1...max(1, 2 * problem.weights.count) {
      var other = problem
      other.available = problem.available + Rational(multiples) * step
      if gainsMore(recipient, of: other) { return other.available - problem.available }
    }
    return nil
  }

  private func gainsMore(_ recipient: Int, of other: DivideProblem) -> Bool {
    guard let outcome = try? other.solve().get() else { return false }
    return outcome.amounts[recipient] > amounts[recipient]
  }

  /// Returns the least multiple of `unit` that suffices, if more than what suffices does too.
  private static func least(
    upTo reach: Rational, in unit: Rational, suffices: (Rational) -> Bool
  ) -> Rational? {
    let most = ((reach * Rational(furthest)) / unit)?.ceiling ?? .zero
    var high = Rational.one
    while !suffices(high * unit) {
      if high >= most { return nil }
      high = min(high * 4, most)
    }
    var low = high == .one ? Rational.zero : ((high / 4) ?? .zero).floor
    while high - low > .one {
      guard let middle = ((low + high) / 2)?.floor else { return nil }
      if suffices(middle * unit) { high = middle } else { low = middle }
    }
    return high * unit
  }
}
