import Rosters

/// Why an amount can not be divided as asked: which recipients, and how much is short.
public enum DivideImpossibility: Error, Sendable, Equatable {

  /// There is nobody to divide over.
  case noRecipients

  /// A column of floors, caps or tie places has another length than the weights.
  case columnsDiffer(recipients: Int, other: Int)

  /// The step is zero or negative.
  case stepNotPositive(Rational)

  /// The amount to divide is below zero.
  case availableNegative(Rational)

  /// Recipients with a weight below zero.
  case negativeWeights([Int])

  /// Every weight is zero, so there is no proportion.
  case weightsSumToZero

  /// Recipients whose cap is below their floor, or between whose floor and cap no multiple of the step lies.
  case capsBelowFloors([BoundConflict])

  /// The floors, each rounded up to a multiple of the step, add up to more than there is.
  case floorsExceedAvailable(floorTotal: Rational, short: Rational, recipients: [Int])

  /// A recipient whose floor and cap can not both be kept.
  public struct BoundConflict: Sendable, Equatable {
    /// The recipient.
    public let recipient: Int
    /// The floor as asked.
    public let floor: Rational
    /// The cap as asked.
    public let cap: Rational
    /// The least amount by which raising the cap makes room for the floor.
    public let short: Rational
  }

  /// The least change that would make the division possible.
  public enum LeastChange: Sendable, Equatable {
    /// Raise the amount to divide by `by` (or lower the floors by as much in all).
    case raiseAvailable(by: Rational)
    /// Raise the caps of these recipients by these amounts.
    case raiseCaps([BoundConflict])
    /// Give at least one recipient a weight above zero.
    case giveAWeight
    /// Mend the weights of these recipients.
    case mendWeights([Int])
    /// Name at least one recipient.
    case nameRecipients
    /// Mend the step or the columns: no amount of money helps.
    case mendProblem
  }

  /// The least change that would remove this obstacle.
  public var leastChange: LeastChange {
    switch self {
    case .noRecipients: .nameRecipients
    case .columnsDiffer, .stepNotPositive: .mendProblem
    case .availableNegative(let amount): .raiseAvailable(by: -amount)
    case .negativeWeights(let recipients): .mendWeights(recipients)
    case .weightsSumToZero: .giveAWeight
    case .capsBelowFloors(let conflicts): .raiseCaps(conflicts)
    case .floorsExceedAvailable(_, let short, _): .raiseAvailable(by: short)
    }
  }
}
