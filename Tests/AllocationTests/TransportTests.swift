import Rosters
import Testing

@testable import Allocation

@Suite struct TransportTests {

  private func rational(_ n: Int) -> Rational { Rational(Int64(n)) }

  private func problem(
    supplies: [Int], demands: [Int], prices: [[Int]]
  ) -> TransportProblem {
    TransportProblem(
      pots: supplies.map { .init(available: rational($0)) },
      lanes: demands.indices.map { d in
        supplies.indices.map { .init(pot: $0, worth: rational(prices[$0][d])) }
      },
      floors: demands.map { rational($0) }, caps: demands.map { rational($0) }, maximises: false)
  }

  /// Textbook instances: Hitchcock's form of the problem as in F. Hillier & G. Lieberman, *Introduction to
  /// Operations Research* (P & T Company: canneries and warehouses), and W. Winston, *Operations Research*
  /// (Powerco: plants and cities).
  @Test(arguments: [
    (
      [75, 125, 100], [80, 65, 70, 85],
      [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]], 152_535
    ),
    ([35, 50, 40], [45, 20, 30, 30], [[8, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]], 1020),
  ])
  func published(_ supplies: [Int], _ demands: [Int], _ prices: [[Int]], _ least: Int) throws {
    let outcome = try problem(supplies: supplies, demands: demands, prices: prices).solve().get()
    #expect(outcome.optimum.value == rational(least))
    #expect(outcome.optimum.isProven)
    for (d, demand) in demands.enumerated() {
      let got = outcome.payments.filter { $0.recipient == d }.reduce(Rational.zero) { $0 + $1.amount }
      #expect(got == rational(demand))
    }
  }

  struct Case {
    var pots: [Int]
    /// Of each recipient the worth by each pot, `nil` where it may not be spent.
    var worths: [[Int?]]
    var floors: [Int]
    var caps: [Int]
    var parts: [(of: Int, most: Int)] = []
  }

  /// Tries every whole payment.
  private func bruteForce(_ c: Case) -> Int? {
    var best: Int?
    var left = c.pots
    func give(_ recipient: Int, _ pot: Int, _ got: Int, _ sum: Int) {
      if recipient == c.worths.count {
        if best.map({ sum > $0 }) ?? true { best = sum }
        return
      }
      if pot == c.pots.count {
        if got >= c.floors[recipient], got <= c.caps[recipient] { give(recipient + 1, 0, 0, sum) }
        return
      }
      let most = c.worths[recipient][pot] == nil ? 0 : min(left[pot], c.caps[recipient] - got)
      for amount in 0...max(most, 0) {
        left[pot] -= amount
        give(recipient, pot + 1, got + amount, sum + amount * (c.worths[recipient][pot] ?? 0))
        left[pot] += amount
      }
    }
    give(0, 0, 0, 0)
    return best
  }

  @Test func asTryingEveryPayment() {
    GeneratedCases.hold(
      "no payments are worth more than those found", seed: 3,
      make: { g in
        let pots = (0..<g.int(1...3)).map { _ in g.int(0...4) }
        let n = g.int(0...3)
        let worths = (0..<n).map { _ in pots.map { _ in g.chance(75) ? Optional(g.int(-3...6)) : nil } }
        let floors = (0..<n).map { _ in g.chance(40) ? g.int(0...2) : 0 }
        return Case(pots: pots, worths: worths, floors: floors, caps: floors.map { $0 + g.int(0...3) })
      },
      smaller: { c in
        c.worths.indices.map { i in
          var less = c
          less.worths.remove(at: i)
          less.floors.remove(at: i)
          less.caps.remove(at: i)
          return less
        }
      },
      check: { c in
        let problem = TransportProblem(
          pots: c.pots.map { .init(available: rational($0)) },
          lanes: c.worths.map { worths in
            worths.enumerated().compactMap { pot, worth in worth.map { .init(pot: pot, worth: rational($0)) }
            }
          },
          floors: c.floors.map { rational($0) }, caps: c.caps.map { rational($0) })
        let best = bruteForce(c)
        switch problem.solve() {
        case .failure(let impossibility):
          return best == nil ? nil : "\(impossibility), although \(best ?? 0) can be reached"
        case .success(let outcome):
          guard let best else { return "an answer where there is none" }
          if outcome.optimum.value != rational(best) { return "\(outcome.optimum.value), not \(best)" }
          if !outcome.optimum.isProven { return "the bound \(outcome.optimum.bound) is not met" }
          for (pot, available) in c.pots.enumerated() {
            let given = outcome.payments.filter { $0.pot == pot }.reduce(Rational.zero) { $0 + $1.amount }
            if given > rational(available) { return "pot \(pot) gives more than it has" }
          }
          return nil
        }
      })
  }

  @Test func aPartBoundsWhatSomeGetOfAPurse() throws {
    // At most 3 of the purse's 10 for the two who are worth the most.
    let problem = TransportProblem(
      pots: [.init(available: 10), .init(available: 3, partOf: 0)],
      lanes: [[.init(pot: 1, worth: 5)], [.init(pot: 1, worth: 4)], [.init(pot: 0, worth: 1)]],
      floors: [0, 1, 0], caps: [5, 5, nil])
    let outcome = try problem.solve().get()
    #expect(outcome.optimum.value == 21)
    #expect(outcome.optimum.isProven)
  }

  @Test func floorsBeyondTheMoneySayHowMuchIsMissing() {
    let problem = TransportProblem(
      pots: [.init(available: 10)], lanes: [[.init(pot: 0, worth: 1)], [.init(pot: 0, worth: 2)], []],
      floors: [7, 5, 1], caps: [nil, nil, nil])
    guard case .failure(.floorsUnmet(let recipients, let short)) = problem.solve() else {
      Issue.record("there is no way to meet the floors")
      return
    }
    #expect(recipients.contains(2))
    #expect(short == 3)
  }

  @Test func paymentsAreMultiplesOfTheUnit() throws {
    let problem = TransportProblem(
      pots: [.init(available: 25)], lanes: [[.init(pot: 0, worth: 1)], [.init(pot: 0, worth: 2)]],
      floors: [3, 0], caps: [nil, 19], unit: 10)
    let outcome = try problem.solve().get()
    #expect(outcome.payments.map(\.amount) == [10, 10])
    #expect(outcome.optimum.value == 30)
  }

  @Test func aThousandRecipientsAndFivePurses() throws {
    var g = SeededGenerator(state: 8)
    let n = 1000
    let problem = TransportProblem(
      pots: (0..<5).map { _ in .init(available: rational(g.int(40_000...60_000))) },
      lanes: (0..<n).map { _ in
        (0..<5).filter { _ in g.chance(70) }.map { .init(pot: $0, worth: rational(g.int(1...1000))) }
      },
      floors: (0..<n).map { _ in 0 }, caps: (0..<n).map { _ in rational(g.int(100...900)) })
    let outcome = try problem.solve().get()
    #expect(outcome.optimum.isProven)
  }
}
