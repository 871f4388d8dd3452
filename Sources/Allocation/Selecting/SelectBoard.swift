import Rosters

/// The state of a selection while candidates have their turns.
///
/// One implementation serves the run, the replay that explains one candidate and the what-ifs: they differ in
/// where they stop and in who watches.
final class SelectBoard<Money: SelectMoney> {

  struct SourceView {
    let purse: Int32
    let purseOfRow: UnsafeMutablePointer<Int32>?
    let mask: UnsafeMutablePointer<UInt8>?
    let costs: UnsafeMutablePointer<Money>
  }

  struct QuotaView {
    let countsPeople: Bool
    let pausesGroup: Bool
    let groupOfRow: UnsafeMutablePointer<Int32>?
    let mask: UnsafeMutablePointer<UInt8>?
    /// 1 for each source whose money counts; `nil` for all.
    let sources: [UInt8]?
    /// Where this quota's groups begin in `limits` and `used`.
    let offset: Int
  }

  struct Part {
    var source: Int
    var purse: Int
    var amount: Money
  }

  let problem: SelectProblem
  let unit: Int64

  let order: Buffer<Int32>
  let reasons: Buffer<UInt8>
  let payers: Buffer<Int16>
  let balances: Buffer<Money>
  /// The position after that of the candidate that closed each purse; 0 while it is open.
  let closedAt: Buffer<Int32>
  /// The purses in the order in which they closed.
  var closings: [Int32] = []
  let funded: Buffer<Int32>
  let unreached: Buffer<Int32>
  let sources: [SourceView]
  let quotas: [QuotaView]
  /// The bounds of money and of people, and what is used of them, for each group of each quota.
  let moneyLimits: Buffer<Money>
  let moneyUsed: Buffer<Money>
  let peopleLimits: Buffer<Int64>
  let peopleUsed: Buffer<Int64>
  /// Amounts from several purses, by row.
  var parts: [Int: [Part]] = [:]
  /// Amounts of awards that stand, by row; no turn changes them.
  let kept: [Int: Part]
  let mayBeSplit: Bool
  let skipAndGoOn: Bool
  /// `true` iff two sources can mean the same purse for one row.
  let purseMayRepeat: Bool
  /// Owners of the memory behind the views.
  private let owners: [AnyObject]
  private let available: [Money]

  /// Creates the board, or `nil` if the amounts do not fit this kind of money.
  init?(_ problem: SelectProblem, unit: Int64) {
    var owners: [AnyObject] = []
    func pointer<T>(_ array: [T]) -> UnsafeMutablePointer<T> {
      let buffer = Buffer(array)
      owners.append(buffer)
      return buffer.base
    }
    var columns: [UnsafeMutablePointer<Money>] = []
    for amounts in problem.costs {
      guard let column = Money.column(amounts, unit: unit) else { return nil }
      columns.append(pointer(column))
    }
    var views: [SourceView] = []
    for source in problem.sources {
      let mask = source.eligible.map { pointer($0) }
      switch source.purses {
      case .one(let purse):
        views.append(
          SourceView(
            purse: Int32(truncatingIfNeeded: purse), purseOfRow: nil, mask: mask, costs: columns[source.costs]
          ))
      case .perRow(let column):
        views.append(
          SourceView(purse: -1, purseOfRow: pointer(column), mask: mask, costs: columns[source.costs]))
      }
    }
    sources = views
    var quotaViews: [QuotaView] = []
    var money: [Money] = []
    var people: [Int64] = []
    for quota in problem.quotas {
      let limits: [Rational]
      switch quota.limits {
      case .same(let limit):
        limits = [Rational](repeating: limit, count: SelectProblem.groupCount(quota.groupOfRow))
      case .each(let each): limits = each
      }
      quotaViews.append(
        QuotaView(
          countsPeople: quota.measure == .people, pausesGroup: quota.pausesGroup,
          groupOfRow: quota.groupOfRow.map { pointer($0) }, mask: quota.mask.map { pointer($0) },
          sources: quota.sources.map { named in
            problem.sources.indices.map { named.contains($0) ? 1 : 0 }
          },
          offset: money.count))
      for limit in limits {
        // A limit beyond what can be counted in 64 bits is never reached.
        people.append(limit.floor.int64 ?? (limit.signum < 0 ? 0 : Int64.max))
        money.append(Money(Self.floor(limit, unit: unit), unit: unit) ?? Money.plenty(costs: problem.costs))
      }
    }
    quotas = quotaViews
    moneyLimits = Buffer(money)
    moneyUsed = Buffer(repeating: .zero, count: money.count)
    peopleLimits = Buffer(people)
    peopleUsed = Buffer(repeating: 0, count: people.count)

    var purseAmounts: [Money] = []
    for purse in problem.purses {
      guard let amount = Money(purse.available, unit: unit) else { return nil }
      purseAmounts.append(amount)
    }
    var keptParts: [Int: Part] = [:]
    for award in problem.kept {
      guard let amount = Money(award.amount, unit: unit) else { return nil }
      keptParts[award.row] = Part(source: award.source ?? -1, purse: award.purse ?? -1, amount: amount)
    }
    kept = keptParts
    available = purseAmounts
    balances = Buffer(purseAmounts)
    closedAt = Buffer(repeating: 0, count: purseAmounts.count)
    funded = Buffer(repeating: 0, count: purseAmounts.count)
    unreached = Buffer(repeating: 0, count: purseAmounts.count)
    order = Buffer(problem.order)
    reasons = Buffer(repeating: 0, count: problem.order.count)
    payers = Buffer(repeating: -1, count: problem.order.count)
    mayBeSplit = problem.mayBeSplit
    skipAndGoOn = problem.skipAndGoOn
    let single = problem.sources.compactMap { source -> Int? in
      if case .one(let purse) = source.purses { return purse }
      return nil
    }
    let families = problem.sources.count - single.count
    purseMayRepeat = Set(single).count < single.count || families > 1 || (families == 1 && !single.isEmpty)
    self.problem = problem
    self.unit = unit
    self.owners = owners
    chargeKept()
  }

  /// Amounts are whole multiples of 1 / unit, so a limit between two of them acts like the lower one.
  private static func floor(_ limit: Rational, unit: Int64) -> Rational {
    ((limit * Rational(unit)).floor / Rational(unit)) ?? limit
  }

  /// Puts the board back to before the first turn, with `extra` more in `purse`.
  func reset(adding extra: Money? = nil, to purse: Int = 0) {
    for (i, amount) in available.enumerated() {
      balances.base[i] = amount
      closedAt.base[i] = 0
      funded.base[i] = 0
      unreached.base[i] = 0
    }
    if let extra, purse >= 0, purse < available.count { balances.base[purse] = available[purse] + extra }
    for i in 0..<moneyUsed.count {
      moneyUsed.base[i] = .zero
      peopleUsed.base[i] = 0
    }
    for i in 0..<payers.count {
      payers.base[i] = -1
      reasons.base[i] = 0
    }
    parts = [:]
    closings = []
    chargeKept()
  }

  /// Returns what `purse` holds before the first turn: what may be spent less the awards that stand.
  func balanceBeforeTurns(of purse: Int) -> Money {
    problem.kept.reduce(available[purse]) { held, award in
      guard award.purse == purse, let part = kept[award.row] else { return held }
      return held - part.amount
    }
  }

  private func chargeKept() {
    for award in problem.kept {
      guard let part = kept[award.row] else { continue }
      parts[award.row] = [part]
      if part.purse >= 0, part.purse < balances.count {
        balances.base[part.purse] = balances.base[part.purse] - part.amount
        funded.base[part.purse] += 1
      }
      charge(award.row, part.source, part.amount, countPerson: true)
    }
  }

  // MARK: Quotas

  /// Returns the group of `row` in quota `q` as an index of limits, or `nil` if it is in none.
  @inline(__always)
  func slot(_ q: QuotaView, _ row: Int) -> Int? {
    guard let groups = q.groupOfRow else { return q.offset }
    let group = groups[row]
    return group < 0 ? nil : q.offset + Int(group)
  }

  /// Returns the first quota that passes over `row` for `cost` from `source`, or -1.
  @inline(__always)
  func barringQuota(_ row: Int, _ source: Int, _ cost: Money) -> Int {
    if quotas.isEmpty { return -1 }
    return searchBarringQuota(row, source, cost)
  }

  private func searchBarringQuota(_ row: Int, _ source: Int, _ cost: Money) -> Int {
    for (index, q) in quotas.enumerated() {
      if let named = q.sources, source < 0 || named[source] == 0 { continue }
      let counts = q.mask.map { $0[row] != 0 } ?? true
      guard counts || q.pausesGroup, let slot = slot(q, row) else { continue }
      if q.countsPeople {
        if peopleUsed.base[slot] >= peopleLimits.base[slot] { return index }
      } else if moneyLimits.base[slot] - moneyUsed.base[slot] < (counts ? cost : .zero) {
        return index
      } else if !counts, moneyUsed.base[slot] >= moneyLimits.base[slot] {
        return index
      }
    }
    return -1
  }

  /// Returns how much money the quotas leave for `row` from `source`, or `nil` if they do not bind.
  func roomOfQuotas(_ row: Int, _ source: Int) -> Money? {
    var room: Money?
    for q in quotas where !q.countsPeople {
      if let named = q.sources, source < 0 || named[source] == 0 { continue }
      guard q.mask.map({ $0[row] != 0 }) ?? true, let slot = slot(q, row) else { continue }
      let here = max(moneyLimits.base[slot] - moneyUsed.base[slot], .zero)
      room = room.map { min($0, here) } ?? here
    }
    return room
  }

  /// Counts `amount` from `source` to `row` in all quotas it concerns, or takes the count back.
  func charge(_ row: Int, _ source: Int, _ amount: Money, countPerson: Bool, back: Bool = false) {
    if quotas.isEmpty { return }
    for q in quotas {
      if let named = q.sources, source < 0 || source >= named.count || named[source] == 0 { continue }
      guard q.mask.map({ $0[row] != 0 }) ?? true, let slot = slot(q, row) else { continue }
      let used = moneyUsed.base[slot]
      moneyUsed.base[slot] = back ? used - amount : used + amount
      if countPerson { peopleUsed.base[slot] += back ? -1 : 1 }
    }
  }

  /// Returns the group's index, what is used and the bound of quota `index` for `row`.
  func standing(_ index: Int, _ row: Int) -> (group: Int, used: Rational, limit: Rational) {
    let q = quotas[index]
    guard let slot = slot(q, row) else { return (-1, .zero, .zero) }
    if q.countsPeople {
      return (slot - q.offset, Rational(peopleUsed.base[slot]), Rational(peopleLimits.base[slot]))
    }
    return (
      slot - q.offset, moneyUsed.base[slot].rational(unit: unit),
      moneyLimits.base[slot].rational(unit: unit)
    )
  }
}
