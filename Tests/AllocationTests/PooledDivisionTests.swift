import Allocation
import Rosters
import Testing

/// Money of several purses with restrictions, divided.
@Suite struct PooledDivisionTests {

  struct Case: CustomStringConvertible {
    var purses: [Int]
    /// Of each source and recipient the purse; -1 for none.
    var purseOf: [[Int]]
    var weights: [Int]
    var floors: [Int]
    var step: Int
    var method: RemainderMethod

    var description: String {
      "purses \(purses) purseOf \(purseOf) weights \(weights) floors \(floors) step \(step) by \(method)"
    }

    var count: Int { weights.count }

    func problem(tie: [Int]? = nil) -> PooledDivision {
      PooledDivision(
        purses: purses.map { Purse(available: Rational($0)) },
        sources: purseOf.map { Source(.perRow($0.map { Int32($0) })) },
        basis: .weights(
          [DivideProblem.Part(share: 1, weights: weights.map { Rational($0) })], method),
        floors: floors.map { Rational($0) }, step: Rational(step), tieRank: tie ?? Array(0..<count))
    }

    func mayUse(_ purse: Int, _ recipient: Int) -> Bool { purseOf.contains { $0[recipient] == purse } }
  }

  static func make(_ g: inout SeededGenerator) -> Case {
    let n = g.int(0...6)
    let purses = g.int(1...4)
    return Case(
      purses: (0..<purses).map { _ in g.int(0...60) },
      purseOf: (0..<g.int(1...3)).map { _ in
        let one = g.int(0...(purses - 1))
        let isOne = g.chance(50)
        return (0..<n).map { _ in isOne ? (g.chance(80) ? one : -1) : g.int(-1...(purses - 1)) }
      }, weights: (0..<n).map { _ in g.int(0...9) },
      floors: (0..<n).map { _ in g.chance(20) ? g.int(0...6) : 0 },
      step: g.chance(30) ? 5 : 1, method: RemainderMethod.all[g.int(0...(RemainderMethod.all.count - 1))])
  }

  static func smaller(_ c: Case) -> [Case] {
    c.weights.indices.map { i in
      var less = c
      less.weights.remove(at: i)
      less.floors.remove(at: i)
      for s in less.purseOf.indices { less.purseOf[s].remove(at: i) }
      return less
    }
  }

  private func hold(_ property: String, seed: UInt64, check: (Case) -> String?) {
    GeneratedCases.hold(property, seed: seed, make: Self.make, smaller: Self.smaller, check: check)
  }

  @Test func everyRupiahComesFromAPurseThatMayBeSpent() {
    var solved = 0
    hold("restrictions", seed: 51) { c in
      guard case .success(let outcome) = c.problem().solve() else { return nil }
      solved += 1
      var taken = c.purses.map { _ in Rational.zero }
      for r in 0..<c.count {
        let parts = outcome.payments[r] ?? []
        if parts.reduce(.zero, { $0 + $1.amount }) != outcome.amounts[r] { return "\(r) is paid another sum" }
        if outcome.amounts[r] < Rational(c.floors[r]) { return "\(r) is below its floor" }
        for part in parts {
          if !c.mayUse(part.purse, r) { return "\(r) is paid from a purse that may not be spent on it" }
          if part.amount.signum <= 0 { return "an empty payment" }
          taken[part.purse] = taken[part.purse] + part.amount
        }
      }
      for p in c.purses.indices {
        if taken[p] != outcome.taken[p] || taken[p] > Rational(c.purses[p]) { return "purse \(p)" }
      }
      return nil
    }
    #expect(solved > 300)
  }

  /// A refusal for a restriction is right: some recipients are due more than all purses that may pay them hold.
  @Test func aRefusalNamesWhoCanNotBePaid() {
    var refused = 0
    hold("refusal", seed: 52) { c in
      guard case .failure(let failure) = c.problem().solve() else { return nil }
      for f in failure.all {
        guard case .restricted(let short, let recipients, let purses) = f else { continue }
        refused += 1
        if short.signum <= 0 || recipients.isEmpty { return "refused without a reason" }
        // What they are due without restrictions, from all purses of the pool.
        let members = (0..<c.count).filter { r in purses.contains { c.mayUse($0, r) } }
        let due = DivideProblem(
          available: purses.reduce(.zero) { $0 + Rational(c.purses[$1]) },
          weights: members.map { Rational(c.weights[$0]) }, floors: members.map { Rational(c.floors[$0]) },
          step: Rational(c.step), method: c.method)
        guard let outcome = try? due.solve().get() else { return "the division itself fails" }
        // By Hall: some set of recipients is due more than the purses that may be spent on any of them hold.
        var isShort = false
        for set in 1..<(1 << members.count) where !isShort {
          let chosen = members.indices.filter { set >> $0 & 1 == 1 }
          let sum = chosen.reduce(Rational.zero) { $0 + outcome.amounts[$1] }
          let usable = purses.filter { p in chosen.contains { c.mayUse(p, members[$0]) } }
          isShort = sum > usable.reduce(.zero) { $0 + Rational(c.purses[$1]) }
        }
        if !isShort { return "refused though every set of recipients can be paid" }
      }
      return nil
    }
    #expect(refused > 50)
  }

  /// Dividing each share on its own gives what dividing all shares at once gives.
  @Test func sharesAreDividedEachOnItsOwn() {
    hold("consistency", seed: 53) { c in
      var c = c
      c.purseOf = Array(c.purseOf.prefix(1))
      guard case .success(let together) = c.problem().solve() else { return nil }
      for p in c.purses.indices {
        let members = (0..<c.count).filter { c.purseOf[0][$0] == p }
        if members.isEmpty { continue }
        let alone = DivideProblem(
          available: Rational(c.purses[p]), weights: members.map { Rational(c.weights[$0]) },
          floors: members.map { Rational(c.floors[$0]) }, step: Rational(c.step), method: c.method)
        guard let outcome = try? alone.solve().get() else {
          if together.taken[p].signum != 0 { return "purse \(p) is divided though it can not be" }
          continue
        }
        if outcome.amounts != members.map({ together.amounts[$0] }) { return "purse \(p) differs" }
      }
      return nil
    }
  }

  @Test func theOrderOfRowsChangesNothing() {
    hold("anonymity", seed: 54) { c in
      var turned = c
      turned.weights.reverse()
      turned.floors.reverse()
      for s in turned.purseOf.indices { turned.purseOf[s].reverse() }
      let straight = try? c.problem().solve().get().amounts
      let back = try? turned.problem(tie: Array((0..<c.count).reversed())).solve().get().amounts
      return straight == back.map { $0.reversed() } ? nil : "rows reversed differ"
    }
  }
}
