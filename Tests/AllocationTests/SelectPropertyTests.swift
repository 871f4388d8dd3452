import Rosters
import Testing

@testable import Allocation

/// What every selection keeps, against an oracle that walks the candidates in fractions.
@Suite struct SelectPropertyTests {

  struct Case: CustomStringConvertible {
    var order: [Int]
    var purses: [Rational]
    /// For each source and row the purse, -1 for none.
    var purseOf: [[Int]]
    /// For each source and row the cost.
    var costs: [[Rational]]
    var split = false
    var skip = false
    /// Bound on people for each group, in the groups of `groupOf`, counting rows where `marked`.
    var peopleLimit: Int?
    var pauses = false
    /// Bound on the money of the first source for marked rows.
    var moneyLimit: Rational?
    var groupOf: [Int]
    var marked: [Bool]
    var least: Int?
    /// What the first source is to pay marked rows at least, of each group.
    var leastMoney: Rational?
    var wholeGroups = false

    var description: String {
      let price = costs.map { $0.map(DividePropertyTests.text) }
      return """
        order \(order), purses \(purses.map(DividePropertyTests.text)), purseOf \(purseOf), costs \(price), \
        split \(split), skip \(skip), people \(peopleLimit.map(String.init) ?? "–") pauses \(pauses), \
        money \(moneyLimit.map(DividePropertyTests.text) ?? "–"), groups \(groupOf), marked \(marked), \
        least \(least.map(String.init) ?? "–") \(leastMoney.map(DividePropertyTests.text) ?? "–"), whole \(wholeGroups)
        """
    }

    var rowCount: Int { groupOf.count }

    var problem: SelectProblem {
      let mask: [UInt8] = marked.map { $0 ? 1 : 0 }
      let groups = groupOf.map { Int32($0) }
      var quotas: [Quota] = []
      if let peopleLimit {
        quotas.append(
          Quota(
            .people, atMost: .same(Rational(peopleLimit)), inEach: groups, where: mask, pausesGroup: pauses))
      }
      if let moneyLimit { quotas.append(Quota(.money, atMost: .same(moneyLimit), where: mask, sources: [0])) }
      let groupCount = (groupOf.max() ?? -1) + 1
      return SelectProblem(
        rowCount: rowCount, order: order.map { Int32($0) }, purses: purses.map { Purse(available: $0) },
        sources: purseOf.indices.map { s in
          let column = purseOf[s].map { Int32($0) }
          // A source that means one purse for all is given as such, with a mask.
          let meant = Set(column.filter { $0 >= 0 })
          if let one = meant.first, meant.count == 1 {
            return Source(.one(Int(one)), eligible: column.map { $0 >= 0 ? 1 : 0 }, costs: s % costs.count)
          }
          return Source(.perRow(column), costs: s % costs.count)
        },
        costs: costs.map { column in
          column.allSatisfy { $0.int64 != nil } ? Amounts(column.compactMap(\.int64)) : .wide(column)
        },
        mayBeSplit: split, skipAndGoOn: skip, quotas: quotas,
        floors: least.map {
          [
            GroupFloor(
              atLeast: [Rational](repeating: Rational($0), count: groupCount), inEach: groups, where: mask)
          ]
        } ?? leastMoney.map {
          [
            GroupFloor(
              .money, atLeast: [Rational](repeating: $0, count: groupCount), inEach: groups, where: mask,
              sources: [0])
          ]
        } ?? [],
        wholeGroupOfRow: wholeGroups ? groups : nil)
    }
  }

  static func make(_ g: inout SeededGenerator, plain: Bool = false, rows: Int? = nil) -> Case {
    let n = rows ?? g.int(1...9)
    let purseCount = g.int(1...4)
    let sourceCount = g.int(1...3)
    let thirds = g.chance(15)
    func amount(_ g: inout SeededGenerator, _ most: Int) -> Rational {
      let whole = g.int(0...most)
      return thirds ? (Rational(Int128(whole), over: Int128(g.int(1...3))) ?? 0) : Rational(whole)
    }
    let split = !plain && g.chance(25)
    let columns = split || g.chance(70) ? 1 : sourceCount
    var purseOf: [[Int]] = []
    for _ in 0..<sourceCount {
      if g.chance(50) {
        let purse = g.int(0...(purseCount - 1))
        let all = g.chance(50)
        purseOf.append((0..<n).map { _ in all || g.chance(60) ? purse : -1 })
      } else {
        purseOf.append((0..<n).map { _ in g.int(-1...(purseCount - 1)) })
      }
    }
    var order = Array(0..<n)
    order.shuffle(using: &g)
    if g.chance(30) { order.removeLast(g.int(0...(n - 1))) }
    return Case(
      order: order, purses: (0..<purseCount).map { _ in amount(&g, 60 * (n / 9 + 1)) }, purseOf: purseOf,
      costs: (0..<columns).map { _ in (0..<n).map { _ in amount(&g, 20) } }, split: split,
      skip: !plain && g.chance(30), peopleLimit: !plain && g.chance(30) ? g.int(0...3) : nil,
      pauses: g.chance(30), moneyLimit: !plain && g.chance(30) ? amount(&g, 40) : nil,
      groupOf: (0..<n).map { _ in g.int(-1...2) }, marked: (0..<n).map { _ in g.chance(70) },
      least: !plain && g.chance(20) ? g.int(0...1) : nil,
      leastMoney: !plain && g.chance(20) ? amount(&g, 12) : nil, wholeGroups: !plain && g.chance(25))
  }

  static func smaller(_ c: Case) -> [Case] {
    var result: [Case] = []
    func add(_ change: (inout Case) -> Void) {
      var copy = c
      change(&copy)
      result.append(copy)
    }
    for i in c.order.indices { add { $0.order.remove(at: i) } }
    if c.split { add { $0.split = false } }
    if c.skip { add { $0.skip = false } }
    if c.peopleLimit != nil { add { $0.peopleLimit = nil } }
    if c.moneyLimit != nil { add { $0.moneyLimit = nil } }
    if c.least != nil { add { $0.least = nil } }
    if c.leastMoney != nil { add { $0.leastMoney = nil } }
    if c.wholeGroups { add { $0.wholeGroups = false } }
    if c.purseOf.count > 1, c.costs.count == 1 { add { $0.purseOf.removeLast() } }
    return result
  }

  /// Who is paid what from which purse, by walking through the rule word for word.
  struct Oracle {
    let c: Case
    var balance: [Rational]
    var isClosed: [Bool]
    var paid: [Int: [AwardPart]] = [:]

    init(_ c: Case) {
      self.c = c
      balance = c.purses
      isClosed = c.purses.map { _ in false }
    }

    /// How many marked people of the row's group are paid.
    func peopleUsed(_ row: Int) -> Int {
      paid.keys.filter { c.marked[$0] && c.groupOf[$0] == c.groupOf[row] }.count
    }

    /// What the first source pays to marked rows of a group.
    func money(ofGroup group: Int) -> Rational {
      paid.filter { c.marked[$0.key] && c.groupOf[$0.key] == group }.values.joined()
        .filter { $0.source == 0 }.reduce(.zero) { $0 + $1.amount }
    }

    func moneyUsed() -> Rational {
      paid.filter { c.marked[$0.key] }.values.joined().filter { $0.source == 0 }
        .reduce(.zero) { $0 + $1.amount }
    }

    func isBarred(_ row: Int, _ source: Int, _ cost: Rational) -> Bool {
      if let limit = c.peopleLimit, c.groupOf[row] >= 0, c.marked[row] || c.pauses {
        if peopleUsed(row) >= limit { return true }
      }
      if let limit = c.moneyLimit, source == 0, c.marked[row], moneyUsed() + cost > limit { return true }
      return false
    }

    /// Pays a row or not; returns whether it was paid and, if not, whether for want of money.
    mutating func pay(_ row: Int) -> (paid: Bool, wantsMoney: Bool) {
      var parts: [AwardPart] = []
      var drained: [Int] = []
      var need = c.costs[0][row]
      var barred = false
      var mayUse = false
      for source in c.purseOf.indices {
        let purse = c.purseOf[source][row]
        if purse < 0 { continue }
        mayUse = true
        if isClosed[purse] { continue }
        if c.split {
          if drained.contains(purse) { continue }
          if isBarred(row, source, 0) {
            barred = true
            continue
          }
          let held = parts.filter { $0.purse == purse }.reduce(balance[purse]) { $0 - $1.amount }
          var take = min(need, held)
          let taken = parts.filter { $0.source == 0 }.reduce(moneyUsed()) { $0 + $1.amount }
          if source == 0, c.marked[row], let limit = c.moneyLimit, limit - taken <= take, limit - taken < need
          {
            take = max(limit - taken, 0)
            barred = true
          } else if take < need {
            drained.append(purse)
          }
          if take > 0 || need == 0 { parts.append(AwardPart(source: source, purse: purse, amount: take)) }
          need = need - take
          if need == 0, !parts.isEmpty { break }
        } else {
          let cost = c.costs[source % c.costs.count][row]
          if isBarred(row, source, cost) {
            barred = true
            continue
          }
          if cost <= balance[purse] {
            balance[purse] = balance[purse] - cost
            paid[row] = [AwardPart(source: source, purse: purse, amount: cost)]
            return (true, false)
          }
          if !c.skip { isClosed[purse] = true }
        }
      }
      if c.split, need == 0, !parts.isEmpty {
        for part in parts { balance[part.purse] = balance[part.purse] - part.amount }
        if !c.skip { for purse in drained { isClosed[purse] = true } }
        paid[row] = parts
        return (true, false)
      }
      if c.split, !c.skip, !barred { for purse in drained { isClosed[purse] = true } }
      return (false, mayUse && !barred)
    }

    /// Lets a row, or its whole group, have its turn.
    mutating func play(_ row: Int, _ done: inout Set<Int>) {
      let before = self
      let isGrouped = c.wholeGroups && c.groupOf[row] >= 0
      let rows = isGrouped ? c.order.filter { c.groupOf[$0] == c.groupOf[row] } : [row]
      done.formUnion(rows)
      for member in rows {
        let (isPaid, wantsMoney) = pay(member)
        if isPaid { continue }
        let closed = isClosed
        if rows.count > 1 {
          self = before
          if wantsMoney { isClosed = closed }
        }
        return
      }
    }

    mutating func run() {
      var done: Set<Int> = []
      if let least = c.least {
        for row in c.order where !done.contains(row) && c.groupOf[row] >= 0 && c.marked[row] {
          let filled = paid.keys.filter { c.groupOf[$0] == c.groupOf[row] && c.marked[$0] }.count
          if filled < least { play(row, &done) }
        }
      } else if let leastMoney = c.leastMoney {
        for row in c.order where !done.contains(row) && c.groupOf[row] >= 0 && c.marked[row] {
          if money(ofGroup: c.groupOf[row]) < leastMoney { play(row, &done) }
        }
      }
      for row in c.order where !done.contains(row) { play(row, &done) }
    }
  }

  private func hold(
    _ property: String, seed: UInt64, plain: Bool = false, sourceLocation: SourceLocation = #_sourceLocation,
    check: (Case) -> String?
  ) {
    GeneratedCases.hold(
      property, seed: seed, make: { Self.make(&$0, plain: plain) }, smaller: Self.smaller, check: check,
      sourceLocation: sourceLocation)
  }

  @Test func followsTheRuleWordForWord() {
    var solved = 0
    hold("oracle", seed: 21) { c in
      var oracle = Oracle(c)
      oracle.run()
      guard let outcome = try? c.problem.solve().get() else {
        // Only places kept for a group can make these cases impossible.
        let groups = Set(c.groupOf.filter { $0 >= 0 })
        let last = groups.max() ?? -1
        if c.least == nil, let leastMoney = c.leastMoney {
          let isFilled = last < 0 || (0...last).allSatisfy { oracle.money(ofGroup: $0) >= leastMoney }
          return isFilled ? "impossible though all money is given" : nil
        }
        guard let least = c.least, least > 0 else { return "impossible" }
        let isFilled =
          last < 0
          || (0...last).allSatisfy { group in
            oracle.paid.keys.filter { c.groupOf[$0] == group && c.marked[$0] }.count >= least
          }
        return isFilled ? "impossible though every place is filled" : nil
      }
      solved += 1
      for row in 0..<c.rowCount {
        let decision = outcome.decision(of: row)
        let expected = oracle.paid[row] ?? []
        if decision.parts != expected { return "row \(row): \(decision), expected \(expected)" }
        if decision.isFunded == expected.isEmpty { return "row \(row) funded \(decision.isFunded)" }
      }
      if outcome.ledger.map(\.left) != oracle.balance { return "balances" }
      if outcome.ledger.map({ $0.closedAtRank != nil }) != oracle.isClosed { return "who closed" }
      return nil
    }
    #expect(solved > 1_000)
  }

  /// Beyond 64 bits the same decisions, by the other kind of number.
  @Test func theScaleOfMoneyChangesNothing() {
    let huge = Rational(Int128(1) << 70, over: 11) ?? 1
    hold("scale", seed: 27) { c in
      var scaled = c
      scaled.purses = c.purses.map { $0 * huge }
      scaled.costs = c.costs.map { $0.map { $0 * huge } }
      scaled.moneyLimit = c.moneyLimit.map { $0 * huge }
      scaled.leastMoney = c.leastMoney.map { $0 * huge }
      let plain = c.problem.solve()
      let large = scaled.problem.solve()
      guard let a = try? plain.get(), let b = try? large.get() else {
        return (plain.failure == nil) == (large.failure == nil) ? nil : "one is impossible"
      }
      for row in 0..<c.rowCount {
        let (x, y) = (a.decision(of: row), b.decision(of: row))
        if x.reason != y.reason || x.amount * huge != y.amount { return "row \(row)" }
      }
      return zip(a.ledger, b.ledger).allSatisfy { $0.left * huge == $1.left } ? nil : "left"
    }
  }

  /// A prepared selection made with other amounts is the selection made anew.
  @Test func preparingChangesNothing() {
    hold("prepared", seed: 29) { c in
      guard case .success(let solver) = SelectSolver.prepare(c.problem) else { return "not prepared" }
      for extra: Rational in [0, 5, Rational(Int128(1), over: 7) ?? 0, Rational(Int128(1) << 80), 3] {
        var changed = c
        changed.purses = c.purses.map { $0 + extra }
        let (anew, again) = (changed.problem.solve(), solver.solve(available: changed.purses))
        guard let a = try? anew.get(), let b = try? again.get() else {
          if anew.failure != again.failure { return "one is impossible" }
          continue
        }
        if a.ledger != b.ledger { return "ledgers with \(extra) more" }
        for row in 0..<c.rowCount where a.decision(of: row) != b.decision(of: row) { return "row \(row)" }
      }
      return nil
    }
  }

  /// An award that stands is as if its money and its place had been taken away beforehand.
  @Test func awardsThatStandComeFirst() {
    hold("kept", seed: 28, plain: true) { c in
      guard let first = c.order.last,
        let source = c.purseOf.indices.first(where: { c.purseOf[$0][first] >= 0 })
      else { return nil }
      let purse = c.purseOf[source][first]
      let amount = c.costs[source % c.costs.count][first]
      var problem = c.problem
      problem.kept = [KeptAward(row: first, source: source, purse: purse, amount: amount)]
      if amount > c.purses[purse] {
        guard case .keptExceedPurse(purse, amount - c.purses[purse], [first]) = problem.solve().failure else {
          return "an award above its purse"
        }
        return nil
      }
      var without = c
      without.order.removeLast()
      without.purses[purse] = c.purses[purse] - amount
      guard let kept = try? problem.solve().get(), let other = try? without.problem.solve().get() else {
        return "impossible"
      }
      if kept.decision(of: first).parts != [AwardPart(source: source, purse: purse, amount: amount)] {
        return "the award does not stand"
      }
      for row in without.order where kept.decision(of: row).parts != other.decision(of: row).parts {
        return "row \(row)"
      }
      return kept.ledger.map(\.left) == other.ledger.map(\.left) ? nil : "left"
    }
  }

  /// Candidates are gathered by blocks, and so are the members of a group: the edges of blocks change nothing.
  @Test(arguments: 1...24) func manyCandidatesFollowTheRule(_ seed: Int) {
    var g = SeededGenerator(state: UInt64(seed))
    var c = Self.make(&g, rows: g.int(500...1_300))
    c.least = nil
    c.leastMoney = nil
    if c.peopleLimit != nil { c.peopleLimit = 300 }
    var oracle = Oracle(c)
    oracle.run()
    guard let outcome = try? c.problem.solve().get() else {
      Issue.record("impossible")
      return
    }
    let differ = (0..<c.rowCount).filter { outcome.decision(of: $0).parts != oracle.paid[$0] ?? [] }
    #expect(differ.prefix(5) == [])
    #expect(outcome.ledger.map(\.left) == oracle.balance)
  }

  @Test func conservesEveryPurse() {
    hold("conservation", seed: 22) { c in
      guard let outcome = try? c.problem.solve().get() else { return nil }
      var spent = c.purses.map { _ in Rational.zero }
      var funded = c.purses.map { _ in 0 }
      var unreached = c.purses.map { _ in 0 }
      for row in 0..<c.rowCount {
        let decision = outcome.decision(of: row)
        for part in decision.parts { spent[part.purse] = spent[part.purse] + part.amount }
        for purse in Set(decision.parts.map(\.purse)) { funded[purse] += 1 }
        if c.order.contains(row), !decision.isFunded {
          for purse in Set(c.purseOf.map { $0[row] }) where purse >= 0 { unreached[purse] += 1 }
        }
      }
      for (purse, ledger) in outcome.ledger.enumerated() {
        if ledger.allocated + ledger.left != c.purses[purse] { return "purse \(purse) is not conserved" }
        if ledger.allocated != spent[purse] { return "purse \(purse): the recipients have another sum" }
        if ledger.left.signum < 0 { return "purse \(purse) is overspent" }
        if ledger.funded != funded[purse] {
          return "purse \(purse) funded \(ledger.funded), not \(funded[purse])"
        }
        if ledger.unreached != unreached[purse] { return "purse \(purse) unreached \(ledger.unreached)" }
        if outcome.unreached(by: purse).count != unreached[purse] { return "list of unreached" }
      }
      return nil
    }
  }

  @Test func columnsAgreeWithDecisions() {
    hold("columns", seed: 23) { c in
      guard let outcome = try? c.problem.solve().get() else { return nil }
      let columns = outcome.columns()
      var count = 0
      for row in 0..<c.rowCount {
        let decision = outcome.decision(of: row)
        count += decision.isFunded ? 1 : 0
        if (columns.funded[row] == 1) != decision.isFunded { return "funded of \(row)" }
        if columns.amounts[row] != decision.amount { return "amount of \(row)" }
        if Int(columns.sources[row]) != decision.parts.first?.source ?? -1 { return "source of \(row)" }
        if Int(columns.purses[row]) != decision.parts.first?.purse ?? -1 { return "purse of \(row)" }
        if Int(columns.ranks[row]) != decision.rank ?? 0 { return "rank of \(row)" }
        if columns.reasons[row] != decision.reason.rawValue { return "reason of \(row)" }
      }
      return count == outcome.fundedCount ? nil : "count \(outcome.fundedCount), not \(count)"
    }
  }

  @Test func theReplayExplainsEachDecision() {
    hold("replay", seed: 24) { c in
      guard let outcome = try? c.problem.solve().get() else { return nil }
      for row in c.order {
        let explanation = outcome.explanation(of: row)
        let decision = outcome.decision(of: row)
        if explanation.decision != decision { return "decision of \(row)" }
        let paid = explanation.tries.compactMap { one -> AwardPart? in
          guard case .paid(let amount) = one.answer else { return nil }
          return AwardPart(source: one.source, purse: one.purse, amount: amount)
        }
        if decision.isFunded, paid != decision.parts { return "parts of \(row): \(paid)" }
        for one in explanation.tries {
          switch one.answer {
          case .paid(let amount): if amount > one.balance { return "\(row) overspends" }
          case .lacked(let short):
            if one.balance + short != one.cost || short.signum <= 0 { return "\(row) lacked nothing" }
          case .closed(let rank, let by):
            if c.order[rank - 1] != by { return "\(row): closed by another" }
          case .quotaReached(_, _, let used, let limit):
            if used > limit { return "\(row): quota overrun" }
          case .mayNotBeSpent: if c.purseOf[one.source][row] >= 0 { return "\(row) may use it" }
          }
        }
        switch decision.reason {
        case .notEnoughLeft where !c.split:
          if !explanation.tries.contains(where: { if case .lacked = $0.answer { true } else { false } }) {
            return "\(row): nothing was short"
          }
        case .quotaReached where !c.split:
          if !explanation.tries.contains(where: { if case .quotaReached = $0.answer { true } else { false } })
          {
            return "\(row): no quota was full"
          }
        case .groupNotWhole: if explanation.failedMember == nil { return "\(row): who failed is not said" }
        case .notEligible, .funded, .kept, .purseClosed, .noPurse, .notEnoughLeft, .quotaReached: break
        }
      }
      return nil
    }
  }

  /// The answers that only money changes: more money in one purse, never less for anybody.
  @Test func moreMoneyNeverTakesFromAnybody() {
    hold("monotone", seed: 25, plain: true) { c in
      guard let before = try? c.problem.solve().get() else { return "impossible" }
      for purse in c.purses.indices {
        var more = c
        more.purses[purse] = c.purses[purse] + 7
        guard let after = try? more.problem.solve().get() else { return "impossible with more" }
        for row in c.order where before.decision(of: row).isFunded && !after.decision(of: row).isFunded {
          return "row \(row) loses when purse \(purse) grows"
        }
      }
      return nil
    }
  }

  /// At the place that is said the candidate is funded, and at no later one.
  @Test func theLastFundedPlaceIsTheLast() {
    var found = 0
    hold("last place", seed: 30) { c in
      guard let outcome = try? c.problem.solve().get() else { return nil }
      for (rank, row) in c.order.enumerated() where !outcome.decision(of: row).isFunded {
        if c.least != nil || c.leastMoney != nil || c.wholeGroups { continue }
        // Two sources of one purse, of which a quota counts one.
        if c.moneyLimit != nil, c.problem.pursesMayRepeat { continue }
        func isFunded(at place: Int) -> Bool {
          var moved = c
          moved.order.remove(at: rank)
          moved.order.insert(row, at: place - 1)
          return (try? moved.problem.solve().get())?.decision(of: row).isFunded ?? false
        }
        let last = (1...(rank + 1)).last { isFunded(at: $0) }
        if outcome.lastFundedPlace(of: row)?.place != last { return "row \(row): last place \(last ?? 0)" }
        found += last == nil ? 0 : 1
      }
      return nil
    }
    #expect(found > 400)
  }

  @Test func theLeastIncreaseFundsAndNothingLessDoes() {
    var found = 0
    hold("least increase", seed: 26) { c in
      guard let outcome = try? c.problem.solve().get() else { return nil }
      for row in c.order {
        for increase in outcome.leastIncreases(for: row) {
          func isFunded(_ extra: Rational) -> Bool? {
            var more = c
            more.purses[increase.purse] = c.purses[increase.purse] + extra
            return (try? more.problem.solve().get())?.decision(of: row).isFunded
          }
          guard increase.isLeast else { return "a small case was not searched through" }
          guard let by = increase.by else {
            if isFunded(10_000) == true { return "row \(row): money helps in \(increase.purse)" }
            continue
          }
          found += 1
          if by.signum <= 0 || isFunded(by) == false { return "row \(row): \(by) does not help" }
          // Every amount in this case is a multiple of 1/6.
          let sixth = Rational(Int128(1), over: 6) ?? 1
          var less = Rational.zero
          while less < by {
            if isFunded(less) == true { return "row \(row): less than \(by) helps: \(less)" }
            less = less + (c.costs[0].allSatisfy(\.isInteger) && by.isInteger ? 1 : sixth)
          }
        }
      }
      return nil
    }
    #expect(found > 1_000)
  }
}
