import Rosters

/// How good an answer is known to be.
public struct Optimum: Sendable, Equatable {

  /// What tells that the answer is the best there is, or how far from it it may be.
  public enum Proof: Sendable, Equatable {
    /// All cost the same, so the most valuable first is best.
    case order
    /// A bound computed in exact numbers meets the value.
    case bound
    /// The search stopped at its limit before a bound met the value.
    case limit
  }

  /// What was reached.
  public let value: Rational
  /// What can not be exceeded, or fallen below.
  public let bound: Rational
  /// How it is known.
  public let proof: Proof
  /// How many steps the search took.
  public let nodes: Int

  /// Whether the answer is proven to be the best there is.
  public var isProven: Bool { value == bound }
  /// How far from the best the answer may be, at least 0.
  public var gap: Rational { value < bound ? bound - value : value - bound }

  /// Creates it.
  public init(value: Rational, bound: Rational, proof: Proof, nodes: Int) {
    self.value = value
    self.bound = bound
    self.proof = proof
    self.nodes = nodes
  }
}
