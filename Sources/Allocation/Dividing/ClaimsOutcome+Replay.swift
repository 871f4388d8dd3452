import Rosters

/// How what a claims rule awards became whole multiples.
public struct ClaimsReplay: Sendable, Equatable {
  /// The exact award rounded down to a multiple.
  public let whole: Rational
  /// What rounding down took away, in multiples.
  public let remainder: Rational
  /// The place of the remainder among those that run for a further multiple, from 1; `nil` if it does not.
  public let place: Int?
  /// How many run.
  public let count: Int
  /// How many of them get a further multiple.
  public let given: Int
}

extension ClaimsOutcome {

  /// Returns how the award of `recipient`, a valid position, was rounded.
  public func replay(of recipient: Int) -> ClaimsReplay {
    let wholes = exact.map { $0.rounded(.down, toMultipleOf: problem.step) ?? .zero }
    let running = problem.runningForRemainder(exact, wholes)
    let given = awards.indices.count { awards[$0] > wholes[$0] }
    let rest = exact[recipient] - wholes[recipient]
    return ClaimsReplay(
      whole: wholes[recipient], remainder: (rest / problem.step) ?? .zero,
      place: running.firstIndex { $0.recipient == recipient }.map { $0 + 1 }, count: running.count,
      given: given)
  }
}
