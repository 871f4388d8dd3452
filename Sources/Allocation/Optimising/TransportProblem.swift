import Rosters

/// Purses that give amounts to recipients, so that what the amounts are worth together is greatest or least.
///
/// Each recipient gets between its least and its most; each purse gives at most what it has, to those on whom
/// it may be spent; each payment is a multiple of a unit.
public struct TransportProblem: Sendable {

  /// A purse, or a part of one that bounds what some recipients may get of it.
  public struct Pot: Sendable, Equatable {
    /// What it may give, at least 0.
    public var available: Rational
    /// The pot of which it is a part, which stands before it in the list; `nil` for a purse.
    public var part: Int?

    /// Creates a pot.
    public init(available: Rational, partOf part: Int? = nil) {
      self.available = available
      self.part = part
    }
  }

  /// What one pot may give one recipient.
  public struct Lane: Sendable, Equatable {
    /// The pot.
    public var pot: Int
    /// What each rupiah given is worth.
    public var worth: Rational

    /// Creates a lane.
    public init(pot: Int, worth: Rational) {
      self.pot = pot
      self.worth = worth
    }
  }

  /// The pots.
  public var pots: [Pot]
  /// For each recipient the pots that may be spent on it, each once.
  public var lanes: [[Lane]]
  /// The least each recipient must get; at least 0.
  public var floors: [Rational]
  /// The most each recipient may get; `nil` for any amount.
  public var caps: [Rational?]
  /// Of what each payment is a multiple; above 0.
  public var unit: Rational
  /// Whether the sum is to be greatest, or else least.
  public var maximises: Bool

  /// Creates a problem; all columns have one value a recipient.
  public init(
    pots: [Pot], lanes: [[Lane]], floors: [Rational], caps: [Rational?], unit: Rational = .one,
    maximises: Bool = true
  ) {
    self.pots = pots
    self.lanes = lanes
    self.floors = floors
    self.caps = caps
    self.unit = unit
    self.maximises = maximises
  }
}

/// A payment of a purse to a recipient.
public struct TransportPayment: Sendable, Equatable {
  /// The recipient's place in the problem.
  public let recipient: Int
  /// The pot.
  public let pot: Int
  /// How much.
  public let amount: Rational
}

/// Who gets how much from which purse.
public struct TransportOutcome: Sendable {
  /// The payments, by recipient and then in the order of its lanes.
  public let payments: [TransportPayment]
  /// What the payments are worth together, and what no payments can exceed (or fall below, of a least sum).
  public let optimum: Optimum
}

/// Why no payments can meet the bounds.
public enum TransportImpossibility: Error, Sendable, Equatable {
  /// The most a recipient may get is below the least it must get, in whole units.
  case capsBelowFloors([Int])
  /// What the purses may give does not reach the least these recipients must get, by so much together.
  case floorsUnmet(recipients: [Int], short: Rational)
  /// The columns do not fit each other, or an amount is below zero.
  case malformed
}
