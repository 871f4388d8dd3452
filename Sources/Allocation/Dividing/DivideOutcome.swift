import Rosters

/// Who gets what of an amount that was divided, and everything needed to show why.
public struct DivideOutcome: Sendable {

  /// The division as it was asked.
  public let problem: DivideProblem

  /// What each recipient gets: multiples of the step, between floor and cap.
  public let amounts: [Rational]

  /// What nobody gets: `available` less the sum of the amounts.
  public let left: Rational

  /// The amount per unit of weight at which the exact quotas add up to what there is; `nil` if all are capped.
  public let level: Rational?

  /// The recipients between whom only the tie order decided, or `nil` if nothing hung on it.
  public let tie: DivideTie?

  /// The places of those in the running for a further multiple by remainder, from 1; 0 for all others.
  let remainderPlaces: [Int32]

  /// How many recipients were in the running for a further multiple by remainder.
  let remainderCount: Int

  /// How many of them got one.
  let remainderGiven: Int

  /// The weight that one multiple stands for under the Droop quota.
  public let droopQuota: Rational?

  /// How often all in the running got one before the places that are noted.
  let remainderRounds: Int

  /// Who gave one up because every Droop quota came out whole.
  let surrendered: Int?
}

/// A tie that the tie order decided.
public struct DivideTie: Sendable, Equatable {
  /// Those who got the last multiples.
  public let gained: [Int]
  /// Those with exactly the same claim who got none of them.
  public let lost: [Int]

  /// Creates a tie.
  public init(gained: [Int], lost: [Int]) {
    self.gained = gained
    self.lost = lost
  }
}

/// What kept a recipient's quota from being simply proportional.
public enum DivideBound: Sendable, Hashable {
  /// Nothing: the quota is in proportion to the weight.
  case none
  /// The floor, which is above the proportional part.
  case floor
  /// The cap, which is below the proportional part.
  case cap
}

/// How one recipient's amount came about.
public struct DivideShare: Sendable, Equatable {
  /// The weight.
  public let weight: Rational
  /// The floor as it was applied: rounded up to a multiple of the step.
  public let floor: Rational
  /// `true` iff the floor as asked was no multiple.
  public let floorWasRounded: Bool
  /// The cap as it was applied, rounded down to a multiple of the step; `nil` if there is none.
  public let cap: Rational?
  /// `true` iff the cap as asked was no multiple.
  public let capWasRounded: Bool
  /// The exact quota in money, after floors and caps.
  public let quota: Rational
  /// What bound the quota.
  public let bound: DivideBound
  /// The largest multiple of the step that is not above the quota.
  public let lower: Rational
  /// The part of a multiple that rounding down took away, at least 0 and below 1.
  public let remainder: Rational
  /// The place, from 1, of the remainder among `remainderCount`; `nil` if it was not in the running.
  public let remainderPlace: Int?
  /// How many were in the running for a further multiple.
  public let remainderCount: Int
  /// How many of those got one.
  public let remainderGiven: Int
  /// `true` iff the recipient got a further multiple for its remainder.
  public let gainedByRemainder: Bool
  /// The amount.
  public let amount: Rational
}

extension DivideOutcome {

  /// The sum of the amounts.
  public var allocated: Rational { problem.available - left }

  /// Returns how the amount of `recipient`, a valid position, came about.
  public func share(of recipient: Int) -> DivideShare {
    let step = problem.step
    let weight = problem.weights[recipient]
    let askedFloor = max(problem.floors?[recipient] ?? .zero, .zero)
    let floor = askedFloor.rounded(.up, toMultipleOf: step) ?? askedFloor
    let askedCap = problem.caps?[recipient]
    let cap = askedCap.map { $0.rounded(.down, toMultipleOf: step) ?? $0 }
    var quota = floor
    var bound = DivideBound.floor
    if weight.signum > 0 {
      if let level {
        quota = level * weight
        bound = .none
        if quota < floor {
          quota = floor
          bound = .floor
        }
      }
      if let cap, level == nil || quota > cap {
        quota = cap
        bound = .cap
      }
    }
    let lower = quota.rounded(.down, toMultipleOf: step) ?? quota
    let place = Int(remainderPlaces[recipient])
    var remainder = ((quota - lower) / step) ?? .zero
    if let droopQuota, place > 0, let parts = weight / droopQuota { remainder = parts - parts.floor }
    return DivideShare(
      weight: weight, floor: floor, floorWasRounded: floor != askedFloor, cap: cap,
      capWasRounded: cap != askedCap, quota: quota, bound: bound, lower: lower, remainder: remainder,
      remainderPlace: place > 0 ? place : nil, remainderCount: remainderCount,
      remainderGiven: remainderGiven, gainedByRemainder: place > 0 && place <= remainderGiven,
      amount: amounts[recipient])
  }
}
