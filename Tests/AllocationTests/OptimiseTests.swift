import Rosters
import Testing

@testable import Allocation

@Suite struct OptimiseTests {

  struct Case {
    var purses: [Int]
    var costs: [Int]
    var worths: [Int]
    /// Of each row, which purses may pay.
    var payers: [[Bool]]
    var villages: [Int32]
    var most: Int?
    var least: Int?
    var isWhole = false
    var maySplit = false

    var problem: OptimiseProblem {
      let n = costs.count
      let selection = SelectProblem(
        rowCount: n, order: (0..<n).map { Int32($0) },
        purses: purses.map { Purse(available: Rational(Int64($0))) },
        sources: purses.indices.map { p in
          Source(.one(p), eligible: payers.map { $0[p] ? 1 : 0 })
        },
        costs: [Amounts(costs.map { Int64($0) })], mayBeSplit: maySplit,
        quotas: most.map { [Quota(.people, atMost: .same(Rational(Int64($0))), inEach: villages)] } ?? [],
        floors: least.map { [GroupFloor(atLeast: [Rational($0), Rational($0)], inEach: villages)] } ?? [],
        wholeGroupOfRow: isWhole ? villages : nil)
      return OptimiseProblem(
        selection: selection, worths: [Amounts(worths.map { Int64($0) })],
        worthOfSource: purses.map { _ in 0 })
    }

    /// Tries every way to pay; a split cost is tried rupiah by rupiah.
    var best: Int? {
      var best: Int?
      var left = purses
      var chosen: [Bool] = []
      func fits(_ rows: ArraySlice<Int>) -> Bool {
        guard let row = rows.first else { return true }
        func give(_ purse: Int, _ rest: Int) -> Bool {
          if purse == purses.count { return rest == 0 && fits(rows.dropFirst()) }
          for amount in 0...(payers[row][purse] ? min(rest, left[purse]) : 0) {
            if !maySplit, amount != 0, amount != costs[row] { continue }
            left[purse] -= amount
            defer { left[purse] += amount }
            if give(purse + 1, rest - amount) { return true }
          }
          return false
        }
        return give(0, costs[row])
      }
      func look(_ row: Int, _ worth: Int) {
        if row < costs.count {
          for takes in [true, false] {
            chosen.append(takes)
            look(row + 1, worth + (takes ? worths[row] : 0))
            chosen.removeLast()
          }
          return
        }
        for village in Set(villages) {
          let members = costs.indices.filter { villages[$0] == village }
          let taken = members.filter { chosen[$0] }.count
          if let most, taken > most { return }
          if isWhole, taken != 0, taken != members.count { return }
        }
        if let least {
          for village: Int32 in 0..<2
          where costs.indices.filter({ villages[$0] == village && chosen[$0] }).count < least { return }
        }
        let rows = costs.indices.filter { chosen[$0] }
        if rows.contains(where: { row in !payers[row].contains(true) }) { return }
        if let best, worth <= best { return }
        if fits(rows[...]) { best = worth }
      }
      look(0, 0)
      return best
    }
  }

  @Test func asTryingEveryChoice() {
    GeneratedCases.hold(
      "no choice is worth more than the one found", seed: 21,
      make: { g in
        let n = g.int(0...5)
        let purses = (0..<g.int(1...2)).map { _ in g.int(0...12) }
        return Case(
          purses: purses, costs: (0..<n).map { _ in g.int(0...6) },
          worths: (0..<n).map { _ in g.int(-1...5) },
          payers: (0..<n).map { _ in purses.map { _ in g.chance(80) } },
          villages: (0..<n).map { _ in Int32(g.int(0...1)) }, most: g.chance(40) ? g.int(0...2) : nil,
          least: g.chance(25) ? g.int(0...2) : nil, isWhole: g.chance(20), maySplit: g.chance(30))
      },
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
        let best = c.best
        switch c.problem.solve() {
        case .failure(let impossibility):
          return best == nil ? nil : "\(impossibility), although \(best ?? 0) can be reached"
        case .success(let outcome):
          guard let best else { return "an answer where there is none" }
          if outcome.optimum.value != Rational(Int64(best)) { return "\(outcome.optimum.value), not \(best)" }
          if !outcome.optimum.isProven { return "the bound \(outcome.optimum.bound) is not met" }
          for entry in outcome.ledger where entry.left.signum < 0 || entry.allocated.signum < 0 {
            return "a purse gives more than it has"
          }
          for (row, parts) in outcome.parts {
            let paid = parts.reduce(Rational.zero) { $0 + $1.amount }
            if paid != Rational(Int64(c.costs[row])) { return "row \(row) is paid \(paid)" }
          }
          return nil
        }
      })
  }

  @Test func equalCostsNeedNoSearch() throws {
    let c = Case(
      purses: [10], costs: [3, 3, 3, 3], worths: [1, 5, 4, 9], payers: Array(repeating: [true], count: 4),
      villages: [0, 0, 0, 1], most: 2)
    let outcome = try c.problem.solve().get()
    #expect(outcome.optimum.proof == .order)
    #expect(outcome.optimum.value == 18)
    #expect(outcome.parts.keys.sorted() == [1, 2, 3])
  }

  @Test func theLeastThatMeetsTheFloors() throws {
    var problem = Case(
      purses: [100], costs: [5, 3, 9, 2], worths: [5, 3, 9, 2], payers: Array(repeating: [true], count: 4),
      villages: [0, 0, 1, 1], least: 1
    ).problem
    problem.maximises = false
    let outcome = try problem.solve().get()
    #expect(outcome.optimum.value == 5)
    #expect(outcome.optimum.isProven)
    #expect(outcome.parts.keys.sorted() == [1, 3])
  }

  @Test func tenThousandThingsAndOnePurse() throws {
    var g = SeededGenerator(state: 4)
    let n = 10_000
    let costs = (0..<n).map { _ in g.int(1000...300_000) }
    let c = Case(
      purses: [costs.reduce(0, +) / 3], costs: costs, worths: costs.map { $0 / 10 + g.int(0...5000) },
      payers: Array(repeating: [true], count: n), villages: [Int32](repeating: 0, count: n))
    let outcome = try c.problem.solve().get()
    #expect(outcome.optimum.isProven)
  }

  @Test func ownersAreSolvedOneByOne() throws {
    // Each of 500 villages pays its own from its own money: 500 small choices, not one of 2,000 things.
    var g = SeededGenerator(state: 6)
    let n = 2000
    let selection = SelectProblem(
      rowCount: n, order: (0..<n).map { Int32($0) },
      purses: (0..<500).map { _ in Purse(available: Rational(Int64(g.int(0...20)))) },
      sources: [Source(.perRow((0..<n).map { Int32($0 / 4) }))],
      costs: [Amounts((0..<n).map { _ in Int64(g.int(1...9)) })])
    let problem = OptimiseProblem(
      selection: selection, worths: [Amounts((0..<n).map { _ in Int64(g.int(1...9)) })], worthOfSource: [0])
    let outcome = try problem.solve().get()
    #expect(outcome.optimum.isProven)
  }
}
