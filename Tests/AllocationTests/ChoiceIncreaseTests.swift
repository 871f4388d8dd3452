import Allocation
import Rosters
import Testing

/// How much more money would have somebody chosen, against trying every amount.
@Suite struct ChoiceIncreaseTests {

  private static func make(_ g: inout SeededGenerator) -> OptimiseTests.Case {
    let n = g.int(1...5)
    let purses = (0..<g.int(1...2)).map { _ in g.int(0...9) }
    let step = g.int(1...2)
    return OptimiseTests.Case(
      purses: purses, costs: (0..<n).map { _ in g.int(0...4) * step },
      worths: (0..<n).map { _ in g.int(-1...6) },
      payers: (0..<n).map { _ in purses.map { _ in g.chance(80) } },
      villages: (0..<n).map { _ in Int32(g.int(0...1)) }, most: g.chance(20) ? g.int(0...2) : nil,
      least: nil)
  }

  /// Tries one rupiah after the other until a best choice pays the row.
  private static func byTrying(_ c: OptimiseTests.Case, _ purse: Int, _ row: Int) -> ChoiceIncrease {
    for extra in 0...(c.costs.reduce(0, +) + 3) {
      var more = c
      more.purses[purse] += extra
      guard let outcome = try? more.problem.solve().get() else { continue }
      if outcome.parts[row] != nil { return .chosen(Rational(Int64(extra))) }
      if outcome.best(paying: row) == .value(outcome.optimum.value) { return .asGood(Rational(Int64(extra))) }
    }
    return .never
  }

  @Test func theLeastAmountAndNoOther() {
    var found = 0
    GeneratedCases.hold(
      "increase of a choice", seed: 51, make: Self.make,
      smaller: { c in
        c.costs.indices.map { i in
          var less = c
          less.costs.remove(at: i)
          less.worths.remove(at: i)
          less.payers.remove(at: i)
          less.villages.remove(at: i)
          return less
        }
      },
      check: { c in
        guard let outcome = try? c.problem.solve().get() else { return nil }
        if let row = c.costs.indices.first(where: { outcome.parts[$0] == nil }) {
          if case .value(let value) = outcome.best(paying: row), value > outcome.optimum.value {
            return "a choice that pays row \(row) is better than the best"
          }
          // One as good as it is now needs no money.
          if outcome.best(paying: row) == .value(outcome.optimum.value) { return nil }
          for purse in outcome.pursesAsked(about: row).prefix(1) {
            guard let increase = outcome.increase(of: purse, choosing: row) else { continue }
            found += 1
            let tried = Self.byTrying(c, purse, row)
            if increase != tried { return "row \(row), purse \(purse): \(increase), by trying \(tried)" }
          }
        }
        return nil
      })
    #expect(found > 200)
  }
}
