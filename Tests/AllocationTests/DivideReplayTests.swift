import Allocation
import Rosters
import Testing

/// The steps that explain an amount lead to that amount.
@Suite struct DivideReplayTests {

  typealias Case = DividePropertyTests.Case

  private func hold(_ property: String, seed: UInt64, check: (Case) -> String?) {
    GeneratedCases.hold(
      property, seed: seed, make: { DividePropertyTests.make(&$0) }, smaller: DividePropertyTests.smaller,
      check: check)
  }

  @Test func theStepsReproduceEveryAmount() {
    var withDivisor = 0
    hold("replay of a division", seed: 41) { c in
      guard let outcome = c.solve() else { return nil }
      let divisor = outcome.divisor()
      if divisor != nil { withDivisor += 1 }
      for i in c.recipients.indices {
        let replay = outcome.replay(of: i, divisor: divisor)
        if replay.multiples * c.step != outcome.amounts[i] {
          return "\(i) gets \(DividePropertyTests.text(outcome.amounts[i])), replayed \(replay)"
        }
      }
      return nil
    }
    #expect(withDivisor > 500)
  }
}
