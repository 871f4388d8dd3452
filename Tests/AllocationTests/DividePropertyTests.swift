import Allocation
import Rosters
import Testing

/// What every division keeps, whatever the numbers, against slow and obvious oracles.
@Suite struct DividePropertyTests {

  struct Recipient: CustomStringConvertible {
    var weight: Rational
    var floor: Rational
    var cap: Rational?
    var tie: Int
    var description: String {
      "(\(text(weight)) from \(text(floor)) to \(cap.map(text) ?? "–") tie \(tie))"
    }
  }

  struct Case: CustomStringConvertible {
    var available: Rational
    var step: Rational
    var method: RemainderMethod
    var recipients: [Recipient]

    var description: String { "\(text(available)) in \(text(step)) by \(method) over \(recipients)" }

    var problem: DivideProblem {
      DivideProblem(
        available: available, weights: recipients.map(\.weight), floors: recipients.map(\.floor),
        caps: recipients.map(\.cap), step: step, method: method, tieRank: recipients.map(\.tie))
    }

    func solve() -> DivideOutcome? { try? problem.solve().get() }

    func scaled(weights: Rational = 1, money: Rational = 1) -> Case {
      var copy = self
      copy.available = available * money
      copy.step = step * money
      copy.recipients = recipients.map {
        Recipient(
          weight: $0.weight * weights, floor: $0.floor * money, cap: $0.cap.map { $0 * money }, tie: $0.tie)
      }
      return copy
    }
  }

  static func text(_ x: Rational) -> String {
    x.isInteger ? "\(x.numerator)" : "\(x.numerator)/\(x.denominator)"
  }

  static func make(
    _ g: inout SeededGenerator, bounded: Bool = true, methods: [RemainderMethod] = RemainderMethod.all
  ) -> Case {
    let n = g.int(1...7)
    let step: Rational = [1, 1, 1, 5, Rational(Int128(1), over: 3) ?? 1][g.int(0...4)]
    let units = g.int(0...60)
    var available = Rational(units) * step
    if g.chance(30) { available = available + (Rational(Int128(g.int(0...6)), over: 7) ?? 0) * step }
    let manyTies = g.chance(40)
    var recipients: [Recipient] = []
    for i in 0..<n {
      var weight = Rational(g.int(0...(manyTies ? 3 : 60)))
      if g.chance(15) { weight = Rational(Int128(g.int(1...20)), over: Int128(g.int(1...6))) ?? 1 }
      var floor: Rational = 0
      var cap: Rational?
      if bounded {
        if g.chance(30) {
          floor = (Rational(Int128(g.int(0...3 * units)), over: Int128(4 * n)) ?? 0) * step
        }
        if g.chance(40) {
          cap = floor + (Rational(Int128(g.int(0...4 * units + 8)), over: Int128(4)) ?? 0) * step
        }
      }
      recipients.append(Recipient(weight: weight, floor: floor, cap: cap, tie: i))
    }
    for i in recipients.indices { recipients.swapTies(i, g.int(0...(n - 1))) }
    return Case(
      available: available, step: step, method: methods[g.int(0...(methods.count - 1))],
      recipients: recipients)
  }

  static func smaller(_ c: Case) -> [Case] {
    var result: [Case] = []
    for i in c.recipients.indices where c.recipients.count > 1 {
      var copy = c
      copy.recipients.remove(at: i)
      result.append(copy)
    }
    for i in c.recipients.indices {
      var copy = c
      copy.recipients[i].floor = 0
      if c.recipients[i].floor != 0 { result.append(copy) }
      copy = c
      copy.recipients[i].cap = nil
      if c.recipients[i].cap != nil { result.append(copy) }
    }
    if c.available >= c.step {
      var copy = c
      copy.available = c.available - c.step
      result.append(copy)
    }
    return result
  }

  private func hold(
    _ property: String, seed: UInt64, make: (inout SeededGenerator) -> Case = { Self.make(&$0) },
    sourceLocation: SourceLocation = #_sourceLocation, check: (Case) -> String?
  ) {
    GeneratedCases.hold(
      property, seed: seed, make: make, smaller: Self.smaller, check: check, sourceLocation: sourceLocation)
  }

  // MARK: What always holds

  @Test func conservesMoneyWithinBoundsInMultiples() {
    var solved = 0
    hold("conservation", seed: 1) { c in
      guard let outcome = c.solve() else { return nil }
      solved += 1
      if outcome.amounts.reduce(outcome.left, +) != c.available { return "money is lost" }
      if outcome.left.signum < 0 { return "more is given than there is" }
      var roomLeft = false
      for (i, r) in c.recipients.enumerated() {
        let amount = outcome.amounts[i]
        if amount < r.floor { return "recipient \(i) is below the floor" }
        if let cap = r.cap, amount > cap { return "recipient \(i) is above the cap" }
        guard let parts = amount / c.step, parts.isInteger else { return "recipient \(i) has no multiple" }
        if r.weight == 0, amount != r.floor.rounded(.up, toMultipleOf: c.step) {
          return "recipient \(i) has no weight and gets more than its floor"
        }
        if r.weight > 0, r.cap.map({ amount + c.step <= $0 }) ?? true { roomLeft = true }
      }
      if roomLeft, outcome.left >= c.step { return "a multiple is left though somebody could take it" }
      return nil
    }
    #expect(solved > 1_000)
  }

  @Test func theOrderOfRowsChangesNothing() {
    hold("anonymity", seed: 2) { c in
      var turned = c
      turned.recipients.reverse()
      return c.solve()?.amounts == turned.solve().map { $0.amounts.reversed() } ? nil : "rows reversed differ"
    }
  }

  @Test func equalClaimsDifferByAtMostOneMultiple() {
    hold("equal claims", seed: 3) { c in
      guard let outcome = c.solve() else { return nil }
      for (i, a) in c.recipients.enumerated() {
        for (j, b) in c.recipients.enumerated()
        where a.weight == b.weight && a.floor == b.floor && a.cap == b.cap && i < j {
          let difference = outcome.amounts[i] - outcome.amounts[j]
          if difference > c.step || difference < -c.step { return "\(i) and \(j) differ" }
          if difference.signum != 0, (difference.signum > 0) != (a.tie < b.tie) {
            return "\(i) and \(j) against the tie order"
          }
        }
      }
      return nil
    }
  }

  @Test func theScaleOfWeightsAndOfMoneyChangesNothing() {
    // 2^70 / 3 takes every number beyond 64 bits; the division must stay exact.
    let huge = Rational(Int128(1) << 70, over: 3) ?? 1
    hold("scale", seed: 4) { c in
      let plain = c.solve()?.amounts
      if c.scaled(weights: huge).solve()?.amounts != plain { return "weights scaled up" }
      if c.scaled(weights: Rational(Int128(1), over: 7) ?? 1).solve()?.amounts != plain {
        return "weights scaled down"
      }
      let scaled = c.scaled(money: huge).solve()?.amounts
      return scaled == plain.map { $0.map { $0 * huge } } ? nil : "money scaled"
    }
  }

  @Test func largestRemainderKeepsTheQuota() {
    hold("quota", seed: 5, make: { Self.make(&$0, methods: [.largestRemainder]) }) { c in
      guard let outcome = c.solve() else { return nil }
      for i in c.recipients.indices {
        let share = outcome.share(of: i)
        if share.amount != share.lower, share.amount != share.lower + c.step { return "\(i): \(share)" }
        if share.gainedByRemainder != (share.amount > share.lower) { return "\(i) gained: \(share)" }
      }
      return nil
    }
  }

  @Test func moreMoneyNeverGivesLessWhereThatIsPromised() {
    let methods = RemainderMethod.all.filter(\.properties.houseMonotone)
    hold("house monotone", seed: 6, make: { Self.make(&$0, methods: methods) }) { c in
      guard let before = c.solve() else { return nil }
      var more = c
      more.available = c.available + c.step
      guard let after = more.solve() else { return "impossible with more money" }
      return zip(before.amounts, after.amounts).allSatisfy { $0 <= $1 } ? nil : "\(after.amounts)"
    }
  }

  @Test func largestRemainderCanGiveLessOfMore() throws {
    let weights: [Rational] = [9061, 7179, 5259, 3319, 1182]
    let before = try DivideProblem(available: 26, weights: weights).solve().get()
    let after = try DivideProblem(available: 27, weights: weights).solve().get()
    #expect(!RemainderMethod.largestRemainder.properties.houseMonotone)
    #expect(after.amounts[3] < before.amounts[3])
  }

  @Test func aGrowingWeightNeverLosesToAShrinkingOne() {
    let methods = RemainderMethod.all.filter(\.properties.populationMonotone)
    hold("population monotone", seed: 7, make: { Self.make(&$0, bounded: false, methods: methods) }) { c in
      guard c.recipients.count > 1, let before = c.solve() else { return nil }
      var changed = c
      changed.recipients[0].weight = c.recipients[0].weight + 3
      changed.recipients[1].weight = (c.recipients[1].weight * 2 / 3) ?? 0
      guard let after = changed.solve() else { return nil }
      let loses = after.amounts[0] < before.amounts[0] && after.amounts[1] > before.amounts[1]
      return loses ? "\(after.amounts)" : nil
    }
  }

  @Test func boundsOnTheQuotaHoldAsDeclared() {
    hold("declared quota", seed: 8, make: { Self.make(&$0, bounded: false) }) { c in
      guard let outcome = c.solve() else { return nil }
      // The quota of what can be given out in whole multiples.
      let total = c.recipients.reduce(Rational.zero) { $0 + $1.weight }
      let given = outcome.allocated
      for (i, r) in c.recipients.enumerated() {
        guard let quota = (given * r.weight / total).flatMap({ $0 / c.step }),
          let amount = outcome.amounts[i] / c.step
        else { return "no quota" }
        let properties = c.method.properties
        // The largest remainder is that of the whole amount, of which a part can not be given out.
        if properties.lowerQuota, c.available == given, amount < quota.floor { return "\(i) below" }
        if properties.upperQuota, c.available == given, amount > quota.ceiling { return "\(i) above" }
      }
      return nil
    }
  }

  // MARK: Oracles

  /// Gives out one multiple after the other, each to the strongest claim, in fractions.
  static func oneByOne(_ c: Case) -> [Rational]? {
    guard let units = (c.available / c.step)?.floor.int64 else { return nil }
    func steps(_ x: Rational, _ mode: RoundingMode) -> Int64 { (x / c.step)?.rounded(mode).int64 ?? 0 }
    var counts = c.recipients.map { steps($0.floor, .up) }
    var left = units - counts.reduce(0, +)
    // The claim's square: weight² / divisor(k)², nil where the divisor is 0.
    func claim(_ i: Int) -> Rational? {
      let k = Rational(counts[i])
      let square = c.recipients[i].weight * c.recipients[i].weight
      let divisor: Rational
      switch c.method {
      case .jefferson: divisor = (k + 1) * (k + 1)
      case .webster: divisor = (2 * k + 1) * (2 * k + 1)
      case .adams: divisor = k * k
      case .huntingtonHill: divisor = k * (k + 1)
      case .dean:
        let mean = (2 * k * (k + 1) / (2 * k + 1)) ?? 0
        divisor = mean * mean
      case .largestRemainder, .droop: return nil
      }
      return square / divisor
    }
    while left > 0 {
      var best: Int?
      for (i, r) in c.recipients.enumerated() {
        if r.weight == 0 { continue }
        if let cap = r.cap, counts[i] >= steps(cap, .down) { continue }
        guard let b = best else {
          best = i
          continue
        }
        let (mine, theirs) = (claim(i), claim(b))
        let order: Int
        switch (mine, theirs) {
        case (nil, nil):
          order =
            c.recipients[i].weight == c.recipients[b].weight
            ? 0 : (c.recipients[i].weight > c.recipients[b].weight ? 1 : -1)
        case (nil, _): order = 1
        case (_, nil): order = -1
        case (let x?, let y?): order = x == y ? 0 : (x > y ? 1 : -1)
        }
        if order > 0 || (order == 0 && r.tie < c.recipients[b].tie) { best = i }
      }
      guard let best else { break }
      counts[best] += 1
      left -= 1
    }
    return counts.map { Rational($0) * c.step }
  }

  @Test func divisorMethodsGiveOutOneByOne() {
    let methods = RemainderMethod.all.filter(\.isDivisorMethod)
    hold("one by one", seed: 9, make: { Self.make(&$0, methods: methods) }) { c in
      guard let outcome = c.solve() else { return nil }
      let expected = Self.oneByOne(c)
      return outcome.amounts == expected
        ? nil : "\(outcome.amounts.map(Self.text)), one by one \(expected ?? [])"
    }
  }

  /// The level by trying every point where a bound begins to bind, then remainders as they are defined.
  static func byDefinition(_ c: Case) -> [Rational] {
    func bounded(_ r: Recipient, _ level: Rational) -> Rational {
      let low = r.floor.rounded(.up, toMultipleOf: c.step) ?? 0
      let quota = max(level * r.weight, low)
      guard let cap = r.cap?.rounded(.down, toMultipleOf: c.step), r.weight > 0 else {
        return r.weight > 0 ? quota : low
      }
      return min(quota, cap)
    }
    func total(_ level: Rational) -> Rational { c.recipients.reduce(.zero) { $0 + bounded($1, level) } }
    func amounts(_ quotas: [Rational]) -> [Rational] {
      var amounts = quotas.map { $0.rounded(.down, toMultipleOf: c.step) ?? 0 }
      let order = quotas.indices.filter { quotas[$0] > amounts[$0] }.sorted {
        let (a, b) = (quotas[$0] - amounts[$0], quotas[$1] - amounts[$1])
        return a == b ? c.recipients[$0].tie < c.recipients[$1].tie : a > b
      }
      for i in order where amounts.reduce(c.step, +) <= c.available { amounts[i] = amounts[i] + c.step }
      return amounts
    }
    // The quotas of the whole amount, where no cap binds and the floors take no more than rounding down leaves.
    if let plain = c.available / c.recipients.reduce(.zero, { $0 + $1.weight }) {
      let quotas = c.recipients.map { bounded($0, plain) }
      let binds = zip(quotas, c.recipients).contains { $0 < plain * $1.weight }
      let wholes = quotas.reduce(.zero) { $0 + ($1.rounded(.down, toMultipleOf: c.step) ?? 0) }
      let given = amounts(quotas)
      if !binds, wholes <= c.available, given.reduce(c.step, +) > c.available { return given }
    }
    var points: [Rational] = [0]
    for r in c.recipients where r.weight > 0 {
      for bound in [r.floor.rounded(.up, toMultipleOf: c.step), r.cap?.rounded(.down, toMultipleOf: c.step)] {
        if let bound, let point = bound / r.weight { points.append(point) }
      }
    }
    points.sort()
    points.append((points.last ?? 0) + 1)
    // Between two neighbouring points the total is a straight line.
    var level: Rational?
    for (a, b) in zip(points, points.dropFirst()) where level == nil && total(b) >= c.available && a < b {
      let slope = ((total(b) - total(a)) / (b - a)) ?? 0
      level = slope == 0 ? a : a + (((c.available - total(a)) / slope) ?? 0)
    }
    if level == nil, let last = points.last {
      let slope = total(last + 1) - total(last)
      level = slope == 0 ? last : last + (((c.available - total(last)) / slope) ?? 0)
    }
    return amounts(c.recipients.map { bounded($0, level ?? 0) })
  }

  @Test func largestRemainderFollowsItsDefinition() {
    hold("definition", seed: 10, make: { Self.make(&$0, methods: [.largestRemainder]) }) { c in
      guard let outcome = c.solve() else { return nil }
      let expected = Self.byDefinition(c)
      return outcome.amounts == expected
        ? nil : "\(outcome.amounts.map(Self.text)), by definition \(expected.map(Self.text))"
    }
  }

  /// A tie is said exactly when another tie order would change somebody's amount.
  @Test func aTieIsSaidWhenItDecided() {
    hold("ties", seed: 11) { c in
      guard let outcome = c.solve() else { return nil }
      var turned = c
      for i in turned.recipients.indices { turned.recipients[i].tie = -turned.recipients[i].tie }
      guard let other = turned.solve() else { return "impossible in another tie order" }
      let changed = outcome.amounts != other.amounts
      if changed != (outcome.tie != nil) {
        return "tie \(String(describing: outcome.tie)), changed \(changed)"
      }
      return nil
    }
  }
}

extension [DividePropertyTests.Recipient] {
  mutating func swapTies(_ i: Int, _ j: Int) {
    let tie = self[i].tie
    self[i].tie = self[j].tie
    self[j].tie = tie
  }
}
