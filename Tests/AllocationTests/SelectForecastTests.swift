import Allocation
import Rosters
import Testing

/// Candidates of whom it is known before their turns that they get nothing are given the reason that their turns,
/// played one by one, would have found.
@Suite struct SelectForecastTests {

  /// The reason that the answers of the purses come to.
  private static func reason(_ tries: [PurseTry]) -> SelectReason {
    var reason = SelectReason.noPurse
    for one in tries {
      switch one.answer {
      case .paid: return .funded
      case .quotaReached: reason = .quotaReached
      case .lacked: reason = reason == .quotaReached ? reason : .notEnoughLeft
      case .closed: reason = reason == .noPurse ? .purseClosed : reason
      case .mayNotBeSpent: continue
      }
    }
    return reason
  }

  private static func complaint(_ c: SelectPropertyTests.Case, rows: [Int]) -> String? {
    if c.split || c.wholeGroups { return nil }
    guard let outcome = try? c.problem.solve().get() else { return nil }
    for row in rows where c.order.contains(row) {
      let replayed = reason(outcome.explanation(of: row).tries)
      if outcome.reason(of: row) != replayed {
        return "row \(row): \(outcome.reason(of: row)), by its turn \(replayed)"
      }
    }
    return nil
  }

  @Test func asItsTurnWouldHaveSaid() {
    GeneratedCases.hold(
      "forecast", seed: 41, make: { SelectPropertyTests.make(&$0, rows: $0.int(1...14)) },
      smaller: SelectPropertyTests.smaller, check: { Self.complaint($0, rows: $0.order) })
  }

  /// More candidates than are foreseen at a time, many groups, and limits that fill up one after the other.
  @Test(arguments: 1...40) func asTheTurnsOfManyWouldHaveSaid(_ seed: Int) {
    var g = SeededGenerator(state: UInt64(seed))
    var c = SelectPropertyTests.make(&g, rows: g.int(500...1_600))
    (c.split, c.wholeGroups, c.least, c.leastMoney) = (false, false, nil, nil)
    if c.peopleLimit != nil { c.peopleLimit = g.int(1...200) }
    if c.moneyLimit != nil { c.moneyLimit = Rational(g.int(100...2_000)) }
    let asked = (0..<60).map { _ in g.int(0...(c.rowCount - 1)) }
    #expect(Self.complaint(c, rows: asked) == nil)
  }
}
