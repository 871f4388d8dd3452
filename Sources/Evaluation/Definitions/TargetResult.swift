import Diagnostics
import Rosters
import Semantics

/// What closing a gap costs.
public enum GapPrice: Sendable, Hashable {
  /// In the target's own order, or the same whomever is taken.
  case exact(Rational)
  /// The cheapest and the dearest way to close it.
  case between(Rational, Rational)
}

/// Where a target stands, in one group or in total.
public struct TargetStanding: Sendable {
  /// The value that the group's rows share; missing for the total.
  public let key: Scalar
  /// How many people there are.
  public let people: Int
  /// How many are reached.
  public let reached: Int
  /// How many of those only count because they are funded and not yet enrolled.
  public let projected: Int
  /// The level to reach, as a fraction; `nil` for a total of groups with different levels.
  public let level: Rational?
  /// How many people short: what the level asks for less those reached, never below 0.
  public let short: Int
  /// What closing the gap costs, if the target says what a person costs.
  public let cost: GapPrice?
  /// Why the standing could not be computed; empty if it could.
  public let faults: [EvaluationFault]

  /// The part of the people that is reached; `nil` of nobody.
  public var coverage: Share? { Share(Rational(reached), of: Rational(people)) }

  /// Whether the target is met; `nil` where there is nobody, or where it could not be computed.
  public var isMet: Bool? { people == 0 || !faults.isEmpty ? nil : short == 0 }
}

/// A target: where it stands in each group and in total.
public struct TargetResult: Sendable {
  /// The target.
  public let definition: DefinitionID
  /// The type of the groups' keys; `nil` without groups.
  public let groupType: CoreType?
  /// The groups, in the order of their roster or list; those without members too.
  public let groups: [TargetStanding]
  /// All groups together; `short` and `cost` are the sums over them.
  public let total: TargetStanding
  /// The baseline's value: of each group's row or for the total.
  public let baseline: [Scalar]
  /// How many rows of the population's roster were set aside.
  public let setAside: Int
  /// The day it was measured on.
  public let date: CalendarDate?

  /// How many groups have nobody.
  public var emptyGroups: Int { groups.reduce(0) { $0 + ($1.people == 0 ? 1 : 0) } }

  /// How many groups with people meet the target.
  public var metGroups: Int { groups.reduce(0) { $0 + ($1.isMet == true ? 1 : 0) } }

  /// Whether it is met in each group that has people; `nil` if there is nobody at all, or it is not known.
  public var isMet: Bool? {
    if !total.faults.isEmpty { return nil }
    let known = groups.compactMap { $0.isMet }
    return known.isEmpty ? nil : known.allSatisfy { $0 }
  }

  /// Returns the standing of the group with `key`.
  public func group(_ key: Scalar) -> TargetStanding? { groups.first { $0.key == key } }
}
