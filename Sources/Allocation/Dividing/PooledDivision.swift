import Rosters

/// Money of one or several purses, divided over recipients on whom each purse may or may not be spent.
///
/// Purses that share a recipient, directly or through others, are divided together; purses that share none are
/// divided each on its own: the shares of regencies over their villages are as many divisions as regencies.
public struct PooledDivision: Sendable {

  /// By what the money of a pool is divided.
  public enum Basis: Sendable {
    /// By weights of parts of the amount; the parts' shares add up to 1.
    case weights([DivideProblem.Part], RemainderMethod)
    /// Over claims that it may not cover.
    case claims([Rational], ClaimsRule)
  }

  /// The purses.
  public var purses: [Purse]
  /// Which purses may be spent on a recipient, in order of use.
  public var sources: [Source]
  /// By what the money is divided; each column has one value a recipient.
  public var basis: Basis
  /// What each recipient gets at least; `nil` if nobody has a floor.
  public var floors: [Rational]?
  /// What each recipient gets at most; `nil` if nobody has a cap.
  public var caps: [Rational?]?
  /// The unit in which money is given out, above 0.
  public var step: Rational
  /// Each recipient's place in the order that decides ties.
  public var tieRank: [Int]

  /// Creates a division of pooled money.
  public init(
    purses: [Purse], sources: [Source], basis: Basis, floors: [Rational]? = nil, caps: [Rational?]? = nil,
    step: Rational = .one, tieRank: [Int]
  ) {
    self.purses = purses
    self.sources = sources
    self.basis = basis
    self.floors = floors
    self.caps = caps
    self.step = step
    self.tieRank = tieRank
  }

  /// Why a pool can not be divided as asked.
  public enum Impossibility: Error, Sendable, Equatable {
    /// The division itself fails; its recipients are positions among all.
    case division(DivideImpossibility, purses: [Int])
    /// So much of what these recipients are due would have to come from purses that may not be spent on them.
    case restricted(short: Rational, recipients: [Int], purses: [Int])
    /// These recipients have a floor, and no purse may be spent on them.
    case floorWithoutPurse([Int], total: Rational)
  }

  /// Returns who gets what from which purse, or everything that stands in the way.
  public func solve() -> Result<PooledOutcome, PooledFailure> {
    let count = tieRank.count
    let pools = Pools(self, recipients: count)
    var outcome = PooledOutcome(count: count, purses: purses.count)
    var failures: [Impossibility] = []
    let stranded = (0..<count).filter { pools.poolOf[$0] < 0 && (floors?[$0].signum ?? 0) > 0 }
    if !stranded.isEmpty {
      failures.append(
        .floorWithoutPurse(stranded, total: stranded.reduce(.zero) { $0 + (floors?[$1] ?? .zero) }))
    }
    for pool in pools.all where !pool.recipients.isEmpty {
      switch solve(pool) {
      case .failure(let f): failures.append(f)
      case .success(let part):
        let amounts = part?.amounts ?? [Rational](repeating: .zero, count: pool.recipients.count)
        if let part {
          for (i, r) in pool.recipients.enumerated() {
            outcome.partOf[r] = Int32(outcome.parts.count)
            outcome.placeInPart[r] = Int32(i)
          }
          outcome.parts.append(part)
        }
        if let f = pay(pool, amounts, &outcome) { failures.append(f) }
      }
    }
    return failures.isEmpty ? .success(outcome) : .failure(PooledFailure(all: failures))
  }

  /// Divides the money of one pool; `nil` where there is nothing and nobody is due anything.
  private func solve(_ pool: Pools.Pool) -> Result<PooledOutcome.Part?, Impossibility> {
    let available = pool.purses.reduce(Rational.zero) { $0 + purses[$1].available }
    let rows = pool.recipients
    func failed(_ f: DivideImpossibility) -> Result<PooledOutcome.Part?, Impossibility> {
      .failure(.division(f.mapped(to: rows), purses: pool.purses))
    }
    let places = rows.map { tieRank[$0] }
    switch basis {
    case .claims(let claims, let rule):
      let problem = ClaimsProblem(
        estate: available, claims: rows.map { claims[$0] }, rule: rule, step: step, tieRank: places)
      switch problem.solve() {
      case .failure(let f): return failed(f)
      case .success(let o): return .success(.claims(o))
      }
    case .weights(let parts, let method):
      let low = floors.map { all in rows.map { all[$0] } }
      if available.signum == 0, !(low?.contains { $0.signum > 0 } ?? false) { return .success(nil) }
      let weights: [Rational]
      if parts.count == 1 {
        weights = rows.map { parts[0].weights[$0] }
      } else {
        let own = parts.map { p in
          DivideProblem.Part(share: p.share, weights: rows.map { p.weights[$0] })
        }
        switch DivideProblem.weights(combining: own) {
        case .failure(let f): return failed(f)
        case .success(let combined): weights = combined
        }
      }
      let problem = DivideProblem(
        available: available, weights: weights, floors: low, caps: caps.map { all in rows.map { all[$0] } },
        step: step, method: method, tieRank: places)
      switch problem.solve() {
      case .failure(let f): return failed(f)
      case .success(let o): return .success(.weights(o))
      }
    }
  }

  /// Takes the amounts of a pool from its purses; returns why the restrictions do not allow it, if so.
  private func pay(
    _ pool: Pools.Pool, _ amounts: [Rational], _ outcome: inout PooledOutcome
  ) -> Impossibility? {
    // Recipients with the same purses in the same order are one class.
    var classOf: [[Int]: Int] = [:]
    var classes: [(purses: [Int], members: [Int], due: Rational)] = []
    for (i, r) in pool.recipients.enumerated() where amounts[i].signum > 0 {
      let own = purses(of: r)
      let c = classOf[own] ?? classes.count
      if c == classes.count {
        classOf[own] = c
        classes.append((own, [], .zero))
      }
      classes[c].members.append(i)
      classes[c].due = classes[c].due + amounts[i]
    }
    var supply = TransportFlow(
      supplies: pool.purses.map { purses[$0].available }, demands: classes.map(\.due),
      routes: classes.map { c in c.purses.compactMap { pool.purses.firstIndex(of: $0) } })
    supply.run()
    if let (short, without) = supply.shortage {
      let members = without.flatMap { classes[$0].members.map { pool.recipients[$0] } }.sorted()
      return .restricted(short: short, recipients: members, purses: pool.purses)
    }
    for (c, group) in classes.enumerated() {
      var flows = group.purses.compactMap { purse -> (purse: Int, left: Rational)? in
        guard let at = pool.purses.firstIndex(of: purse), supply.flow[at][c].signum > 0 else { return nil }
        return (purse, supply.flow[at][c])
      }
      flows.reverse()
      for i in group.members {
        let r = pool.recipients[i]
        var due = amounts[i]
        while due.signum > 0, let (purse, left) = flows.last {
          let taken = min(due, left)
          due = due - taken
          outcome.take(taken, from: purse, by: r, source: source(of: purse, for: r))
          if taken == left { flows.removeLast() } else { flows[flows.count - 1].left = left - taken }
        }
      }
    }
    return nil
  }

  /// The purses that may be spent on a recipient, in order of use, each once.
  private func purses(of recipient: Int) -> [Int] {
    var own: [Int] = []
    for s in sources {
      if let p = s.purse(for: recipient), !own.contains(p) { own.append(p) }
    }
    return own
  }

  private func source(of purse: Int, for recipient: Int) -> Int {
    sources.firstIndex { $0.purse(for: recipient) == purse } ?? -1
  }
}

/// Everything that stands in the way of a division.
public struct PooledFailure: Error, Sendable, Equatable {
  /// At least one.
  public let all: [PooledDivision.Impossibility]
}

/// Who gets what from which purse.
public struct PooledOutcome: Sendable {

  /// The division of one pool of purses.
  public enum Part: Sendable {
    /// By weights.
    case weights(DivideOutcome)
    /// Over claims.
    case claims(ClaimsOutcome)

    /// What its recipients get.
    public var amounts: [Rational] {
      switch self {
      case .weights(let o): o.amounts
      case .claims(let o): o.awards
      }
    }

    /// The recipients between whom only the tie order decided, as positions within the part.
    public var tie: DivideTie? {
      switch self {
      case .weights(let o): o.tie
      case .claims(let o): o.tie
      }
    }
  }

  /// The divisions.
  public internal(set) var parts: [Part] = []
  /// Of each recipient, the division it is in; -1 for none.
  public internal(set) var partOf: [Int32]
  /// Of each recipient, its position in that division.
  public internal(set) var placeInPart: [Int32]
  /// What each recipient gets.
  public internal(set) var amounts: [Rational]
  /// Of each recipient that gets something, which sources' purses pay how much.
  public internal(set) var payments: [Int: [AwardPart]] = [:]
  /// What each purse gives out, and to how many.
  public internal(set) var taken: [Rational]
  /// How many recipients each purse pays.
  public internal(set) var funded: [Int]

  init(count: Int, purses: Int) {
    partOf = [Int32](repeating: -1, count: count)
    placeInPart = [Int32](repeating: 0, count: count)
    amounts = [Rational](repeating: .zero, count: count)
    taken = [Rational](repeating: .zero, count: purses)
    funded = [Int](repeating: 0, count: purses)
  }

  mutating func take(_ amount: Rational, from purse: Int, by recipient: Int, source: Int) {
    amounts[recipient] = amounts[recipient] + amount
    taken[purse] = taken[purse] + amount
    funded[purse] += 1
    payments[recipient, default: []].append(AwardPart(source: source, purse: purse, amount: amount))
  }

  /// Returns how the amount of `recipient` came about, if it was divided by weights.
  public func share(of recipient: Int) -> DivideShare? {
    guard partOf[recipient] >= 0, case .weights(let o) = parts[Int(partOf[recipient])] else { return nil }
    return o.share(of: Int(placeInPart[recipient]))
  }

  /// Returns the recipients of the division `part`, in its order.
  public func recipients(of part: Int) -> [Int] {
    partOf.indices.filter { Int(partOf[$0]) == part }.sorted { placeInPart[$0] < placeInPart[$1] }
  }
}

/// The purses that are divided together, and over whom.
private struct Pools {

  struct Pool {
    var purses: [Int] = []
    var recipients: [Int] = []
  }

  var all: [Pool] = []
  var poolOf: [Int]

  init(_ division: PooledDivision, recipients: Int) {
    var parent = Array(division.purses.indices)
    func root(_ p: Int) -> Int {
      var p = p
      while parent[p] != p {
        parent[p] = parent[parent[p]]
        p = parent[p]
      }
      return p
    }
    var first = [Int](repeating: -1, count: recipients)
    for r in 0..<recipients {
      for s in division.sources {
        guard let p = s.purse(for: r) else { continue }
        if first[r] < 0 {
          first[r] = p
        } else {
          let (a, b) = (root(first[r]), root(p))
          if a != b { parent[max(a, b)] = min(a, b) }
        }
      }
    }
    var poolOfRoot: [Int: Int] = [:]
    for p in division.purses.indices {
      let r = root(p)
      if let known = poolOfRoot[r] {
        all[known].purses.append(p)
      } else {
        poolOfRoot[r] = all.count
        all.append(Pool(purses: [p]))
      }
    }
    poolOf = [Int](repeating: -1, count: recipients)
    for r in 0..<recipients where first[r] >= 0 {
      guard let pool = poolOfRoot[root(first[r])] else { continue }
      poolOf[r] = pool
      all[pool].recipients.append(r)
    }
  }
}

extension DivideImpossibility {

  /// Returns the same with positions among all recipients in the place of those in a part.
  func mapped(to rows: [Int]) -> DivideImpossibility {
    switch self {
    case .negativeWeights(let list): .negativeWeights(list.map { rows[$0] })
    case .capsBelowFloors(let conflicts):
      .capsBelowFloors(
        conflicts.map {
          BoundConflict(recipient: rows[$0.recipient], floor: $0.floor, cap: $0.cap, short: $0.short)
        })
    case .floorsExceedAvailable(let total, let short, let list):
      .floorsExceedAvailable(floorTotal: total, short: short, recipients: list.map { rows[$0] })
    case .noRecipients, .columnsDiffer, .stepNotPositive, .availableNegative, .weightsSumToZero: self
    }
  }
}
