import BigInt
import Rosters

/// A division in whole numbers: `available` steps over integer weights within integer bounds.
struct Division<N: ExactInteger> {

  /// A fraction that is not necessarily in lowest terms; the denominator is above 0.
  struct Fraction {
    var numerator: N
    var denominator: N
  }

  struct Result {
    var counts: [N]
    /// Steps per integer weight at which quotas add up; `nil` if all are capped.
    var level: Fraction?
    /// What the weights were multiplied with to be integers.
    var weightScale: Rational
    var places: [Int32]
    var inTheRunning = 0
    var givenByRemainder = 0
    var tie: DivideTie?
    var droopQuota: Fraction?
    var rounds = 0
    var surrendered: Int?
  }

  let count: Int
  let weights: [N]
  let weightScale: Rational
  /// The least number of steps of each.
  let floors: [N]
  /// The greatest number of steps of each; one more than can be given out where there is no cap.
  let caps: [N]
  let available: Fraction
  /// The whole steps that can be given out.
  let whole: N
  let method: RemainderMethod
  let tieRank: [Int]
  let isBounded: Bool

  /// Creates the division, or `nil` if `small` and some intermediate value could leave 126 bits.
  init?(_ units: DivideProblem.Units, method: RemainderMethod, tieRank: [Int], small: Bool) {
    let amount = units.available.numerator
    let parts = units.available.denominator
    let wholeSteps = amount / parts
    var scale = BigInt(1)
    for w in units.weights {
      if small, let s = w.small, s.denominator == 1 { continue }
      let d = w.denominator
      if d != 1 { scale = scale / scale.greatestCommonDivisor(with: d) * d }
      if small, scale.bitWidth > 63 { return nil }
    }
    var total: N = 0
    var integers: [N] = []
    integers.reserveCapacity(units.weights.count)
    if small {
      // The running total is far from the edge: each weight added is below 2^126 and it is checked at each step.
      let factor = N(big: scale)
      for w in units.weights {
        guard let s = w.small else { return nil }
        let integer = N(s.numerator) * (factor / N(s.denominator))
        integers.append(integer)
        total += integer
        if total >> 62 != 0 { return nil }
      }
      let room = amount.bitWidth + parts.bitWidth + total.rational.numerator.bitWidth
      if wholeSteps.bitWidth > 62 || room > 118 { return nil }
    } else {
      integers = units.weights.map { N(big: $0.numerator * (scale / $0.denominator)) }
    }
    let most = N(big: wholeSteps)
    let unlimited = most + 1
    count = integers.count
    weights = integers
    weightScale = Rational(scale, over: 1) ?? .one
    floors =
      units.floors.isEmpty
      ? [N](repeating: 0, count: integers.count) : units.floors.map { N(big: $0.numerator) }
    caps =
      units.caps.isEmpty
      ? [N](repeating: unlimited, count: integers.count)
      : units.caps.map { cap in
        guard let cap, cap < unlimited.rational else { return unlimited }
        return N(big: cap.numerator)
      }
    available = Fraction(numerator: N(big: amount), denominator: N(big: parts))
    whole = most
    self.method = method
    self.tieRank = tieRank
    isBounded = !units.floors.isEmpty || !units.caps.isEmpty
  }

  func run() -> Result {
    switch method {
    case .largestRemainder: return byRemainder(plainLevel() ?? waterLevel())
    case .droop: return byDroop(waterLevel())
    case .webster, .jefferson, .adams, .huntingtonHill, .dean: return byDivisors(waterLevel())
    }
  }

  /// Returns whether `a` comes before `b` in the order that decides ties.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    if tieRank.isEmpty { return a < b }
    return tieRank[a] == tieRank[b] ? a < b : tieRank[a] < tieRank[b]
  }

  /// The whole part of a quota, and the rest as a numerator over the level's denominator.
  @inline(__always)
  func quota(_ i: Int, at level: Fraction?) -> (whole: N, rest: N) {
    guard weights[i] > 0 else { return (floors[i], 0) }
    guard let level else { return (caps[i], 0) }
    let (q, r) = (level.numerator * weights[i]).quotientAndRemainder(dividingBy: level.denominator)
    if q >= caps[i] { return (caps[i], 0) }
    if q < floors[i] { return (floors[i], 0) }
    return (q, r)
  }

  // MARK: The level

  /// Returns the level at which quotas are those of the whole amount, as if nobody had a floor, where that will do:
  /// no cap binds, and what the floors add is no more than what rounding down leaves.
  ///
  /// A floor then takes the place of a smaller whole part and nobody's quota changes: so the House of
  /// Representatives was apportioned from 1850 to 1900, with one seat at least for each state, and so Alabama lost
  /// a seat of 300 that it had of 299.
  private func plainLevel() -> Fraction? {
    guard isBounded else { return nil }
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    let level = Fraction(numerator: available.numerator, denominator: available.denominator * total)
    var given: N = 0
    var running: N = 0
    for i in 0..<count {
      let (q, r) = quota(i, at: level)
      given += q
      if r > 0 { running += 1 }
      if weights[i] > 0, caps[i] <= whole,
        N.compareProducts(level.numerator, weights[i], caps[i], level.denominator) > 0
      {
        return nil
      }
    }
    return given <= whole && whole - given <= running ? level : nil
  }

  /// Returns the level at which the quotas, kept between floors and caps, add up to what there is: the sweep
  /// over all points where somebody leaves its floor or reaches its cap.
  func waterLevel() -> Fraction? {
    var events: [(recipient: Int32, leaves: Bool)] = []
    var fixed: N = 0
    var flowing: N = 0
    for i in 0..<count {
      guard weights[i] > 0 else {
        fixed += floors[i]
        continue
      }
      if floors[i] > 0 {
        fixed += floors[i]
        events.append((Int32(truncatingIfNeeded: i), false))
      } else {
        flowing += weights[i]
      }
      if caps[i] <= whole { events.append((Int32(truncatingIfNeeded: i), true)) }
    }
    if !events.isEmpty {
      // Where bounds coincide, who leaves its floor comes before who reaches its cap.
      events.sort { a, b in
        let (i, j) = (Int(a.recipient), Int(b.recipient))
        let order = N.compareProducts(
          a.leaves ? caps[i] : floors[i], weights[j], b.leaves ? caps[j] : floors[j], weights[i])
        if order != 0 { return order < 0 }
        if a.leaves != b.leaves { return !a.leaves }
        return i < j
      }
    }
    for event in events {
      let i = Int(event.recipient)
      let bound = event.leaves ? caps[i] : floors[i]
      // Does the water reach this point: is fixed + flowing * bound / weight at least what there is?
      let reached = fixed * weights[i] + flowing * bound
      let order = N.compareProducts(
        reached, available.denominator, available.numerator, weights[i])
      if order >= 0 {
        if flowing == 0 { return Fraction(numerator: bound, denominator: weights[i]) }
        return level(fixed, flowing)
      }
      if event.leaves {
        fixed += bound
        flowing -= weights[i]
      } else {
        fixed -= bound
        flowing += weights[i]
      }
    }
    return flowing > 0 ? level(fixed, flowing) : nil
  }

  private func level(_ fixed: N, _ flowing: N) -> Fraction {
    Fraction(
      numerator: available.numerator - fixed * available.denominator,
      denominator: available.denominator * flowing)
  }

  // MARK: Largest remainder

  private func byRemainder(_ level: Fraction?) -> Result {
    var counts: [N] = []
    counts.reserveCapacity(count)
    var rests: [N] = []
    rests.reserveCapacity(count)
    var running: [Int32] = []
    var given: N = 0
    for i in 0..<count {
      let (q, r) = quota(i, at: level)
      counts.append(q)
      rests.append(r)
      given += q
      if r > 0 { running.append(Int32(truncatingIfNeeded: i)) }
    }
    var result = Result(
      counts: counts, level: level, weightScale: weightScale, places: [Int32](repeating: 0, count: count))
    // Each quota loses less than one step, so fewer are over than there are remainders above 0.
    guard level != nil, whole > given, let extra = Int(exactly: whole - given) else { return result }
    running.sort { a, b in
      let (i, j) = (Int(a), Int(b))
      return rests[i] == rests[j] ? precedes(i, j) : rests[i] > rests[j]
    }
    finish(&result, running, extra) { rests[$0] == rests[$1] }
    return result
  }

  /// Gives one step each to the first `extra` of `running` and notes places and a tie at the cut.
  private func finish(
    _ result: inout Result, _ running: [Int32], _ extra: Int, same: (Int, Int) -> Bool
  ) {
    for (place, i) in running.enumerated() { result.places[Int(i)] = Int32(truncatingIfNeeded: place + 1) }
    let gaining = min(extra, running.count)
    for i in running.prefix(gaining) { result.counts[Int(i)] += 1 }
    result.inTheRunning = running.count
    result.givenByRemainder = gaining
    guard gaining > 0, gaining < running.count else { return }
    let last = Int(running[gaining - 1])
    guard same(last, Int(running[gaining])) else { return }
    let gained = running[..<gaining].reversed().prefix { same(Int($0), last) }.reversed().map { Int($0) }
    let lost = running[gaining...].prefix { same(Int($0), last) }.map { Int($0) }
    result.tie = DivideTie(gained: gained, lost: lost)
  }

  private func byDroop(_ level: Fraction?) -> Result {
    guard level != nil else { return byRemainder(level) }
    // Those whom a bound holds keep it; the others divide what the bound ones leave.
    var counts = [N](repeating: 0, count: count)
    var free: [Int] = []
    var fixed: N = 0
    var flowing: N = 0
    for i in 0..<count {
      let (q, r) = quota(i, at: level)
      counts[i] = q
      if weights[i] == 0 || (r == 0 && (q == caps[i] || (floors[i] > 0 && q == floors[i]))) {
        fixed += q
      } else {
        free.append(i)
        flowing += weights[i]
      }
    }
    var result = Result(
      counts: counts, level: level, weightScale: weightScale, places: [Int32](repeating: 0, count: count))
    guard flowing > 0 else { return result }
    let seats = whole - fixed + 1
    result.droopQuota = Fraction(numerator: flowing, denominator: seats)
    var rests = [N](repeating: 0, count: count)
    var given = fixed
    for i in free {
      let (q, r) = (weights[i] * seats).quotientAndRemainder(dividingBy: flowing)
      rests[i] = r
      // At the cap there is no room for a further step, whatever the remainder.
      counts[i] = min(max(q, floors[i]), caps[i])
      given += counts[i]
    }
    let order = free.sorted { rests[$0] == rests[$1] ? precedes($0, $1) : rests[$0] > rests[$1] }
    if given > whole {
      // Every quota came out whole, which gives out one step too many: the last in the tie order loses one.
      guard let last = order.last(where: { counts[$0] > floors[$0] }) else { return result }
      counts[last] -= 1
      result.counts = counts
      result.surrendered = last
      let same = order.filter { $0 != last && counts[$0] > floors[$0] }
      if !same.isEmpty { result.tie = DivideTie(gained: same, lost: [last]) }
      return result
    }
    result.counts = counts
    var extra = Int(exactly: whole - given) ?? 0
    while extra > 0 {
      let running = order.filter { result.counts[$0] < caps[$0] }.map { Int32(truncatingIfNeeded: $0) }
      if running.isEmpty { break }
      if extra > running.count { result.rounds += 1 }
      finish(&result, running, extra) { rests[$0] == rests[$1] }
      extra -= min(extra, running.count)
    }
    return result
  }
}
