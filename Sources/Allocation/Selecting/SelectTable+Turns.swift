import Rosters

/// What a purse did when a candidate came to it.
enum TurnEvent<Money: SelectMoney> {
  case mayNotBeSpent
  case closedBefore(atPosition: Int32)
  case quota(Int)
  case lacked
  case paid(Money)
  /// After all purses: so much of the cost that several were to share is not raised.
  case notRaised(Money)
  /// So much more, taken or used before, would make a quota answer otherwise.
  case quotaHasRoom(Money)
}

/// A candidate before one purse.
struct TurnMoment<Money: SelectMoney> {
  let row: Int
  /// The candidate's place in the block.
  let slot: Int
  let source: Int
  /// The purse; -1 if none may be spent on the candidate.
  let purse: Int
  let balance: Money
  /// What it costs, or what others left to raise of it.
  let cost: Money
}

/// Someone who watches the turns: nobody in a run, the explanation in a replay.
protocol TurnObserver<Money> {
  associatedtype Money: SelectMoney

  /// Whether it must see every purse that a candidate comes to, also where the answer is known before.
  static var seesAll: Bool { get }

  mutating func saw(_ moment: TurnMoment<Money>, _ event: TurnEvent<Money>, on table: SelectTable<Money>)
}

extension TurnObserver {
  static var seesAll: Bool { true }
}

/// The observer of a plain run, which the optimiser removes.
struct NobodyWatches<Money: SelectMoney>: TurnObserver {
  static var seesAll: Bool { false }

  @inline(__always)
  mutating func saw(
    _ moment: TurnMoment<Money>, _ event: TurnEvent<Money>, on table: SelectTable<Money>
  ) {}
}

extension SelectTable {

  @inline(__always)
  private func moment(_ row: Int, _ slot: Int, _ source: Int, _ purse: Int, _ cost: Money) -> TurnMoment<
    Money
  > {
    TurnMoment(
      row: row, slot: slot, source: source, purse: purse,
      balance: purse < 0 ? .zero : purses[purse].balance, cost: cost)
  }

  /// Lets one candidate have its turn with purses that pay whole costs; returns its reason and its source.
  @inline(__always)
  func turn<Observer: TurnObserver<Money>>(
    _ row: Int, slot: Int, position: Int, _ observer: inout Observer
  ) -> (reason: SelectReason, source: Int) {
    var mayUse = false
    var barred = false
    var lacked = false
    for s in 0..<sourceCount {
      let purse = purse(s, slot)
      let cost = cost(s, slot)
      if purse < 0 {
        observer.saw(moment(row, slot, s, purse, cost), .mayNotBeSpent, on: self)
        continue
      }
      mayUse = true
      let closed = purses[purse].closedAt
      if closed != 0 {
        observer.saw(moment(row, slot, s, purse, cost), .closedBefore(atPosition: closed), on: self)
        continue
      }
      let quota = quotaCount == 0 ? -1 : barringQuota(slot, s, cost)
      if quota >= 0 {
        barred = true
        observer.saw(moment(row, slot, s, purse, cost), .quota(quota), on: self)
        // A number of people, whoever pays them, that is reached is reached for the purses after this one too.
        if !Observer.seesAll && countsPeople[quota] != 0 && counts(quota, -1) { break }
        continue
      }
      let balance = purses[purse].balance
      if cost <= balance {
        observer.saw(moment(row, slot, s, purse, cost), .paid(cost), on: self)
        purses[purse].balance = balance - cost
        purses[purse].funded &+= 1
        if quotaCount > 0 {
          charge(slot, s, cost)
          countPerson(slot, s)
        }
        return (.funded, s)
      }
      lacked = true
      observer.saw(moment(row, slot, s, purse, cost), .lacked, on: self)
      if closesPurses { close(purse, position) }
    }
    if !mayUse { return (.noPurse, -1) }
    return (barred ? .quotaReached : (lacked ? .notEnoughLeft : .purseClosed), -1)
  }

  /// Lets one candidate have its turn with purses that may pay a part each; returns its reason and the parts.
  func splitTurn<Observer: TurnObserver<Money>>(
    _ row: Int, slot: Int, position: Int, _ observer: inout Observer
  ) -> (reason: SelectReason, parts: [Part]) {
    guard sourceCount > 0 else { return (.noPurse, []) }
    var taken: [Part] = []
    var drained: [Int] = []
    var mayUse = false
    var barred = false
    var lacked = false
    var need = cost(0, slot)
    var isRaised = false
    for s in 0..<sourceCount where !isRaised {
      let purse = purse(s, slot)
      if purse < 0 {
        observer.saw(moment(row, slot, s, purse, need), .mayNotBeSpent, on: self)
        continue
      }
      mayUse = true
      // A purse that stands twice among the sources and was emptied the first time is not asked again.
      if drained.contains(purse) { continue }
      let closed = purses[purse].closedAt
      // What parts from earlier sources leave in the purse.
      var balance = purses[purse].balance
      for part in taken where part.purse == purse { balance = balance - part.amount }
      let moment = TurnMoment(row: row, slot: slot, source: s, purse: purse, balance: balance, cost: need)
      if closed != 0 {
        observer.saw(moment, .closedBefore(atPosition: closed), on: self)
        continue
      }
      let quota = barringQuota(slot, s, .zero)
      if quota >= 0 {
        barred = true
        observer.saw(moment, .quota(quota), on: self)
        continue
      }
      var take = min(need, balance)
      var fullQuota: Int?
      if let (room, quota) = roomOfQuotas(slot, s, alreadyTaken: taken), room <= take, room < need {
        take = room
        barred = true
        fullQuota = quota
      } else if take < need {
        drained.append(purse)
        lacked = true
      }
      let slack = slackOfQuotas(slot, s, alreadyTaken: taken, take)
      if let least = slack.least { observer.saw(moment, .quotaHasRoom(least), on: self) }
      if slack.isExact { observer.saw(moment, .quotaHasRoom(.zero), on: self) }
      if take == need || take > .zero {
        observer.saw(moment, .paid(take), on: self)
        taken.append(Part(source: s, purse: purse, amount: take))
        need = need - take
        isRaised = need == .zero
      } else {
        observer.saw(moment, fullQuota.map { .quota($0) } ?? .lacked, on: self)
      }
    }
    guard isRaised else {
      if !mayUse { return (.noPurse, []) }
      if let purse = drained.last {
        observer.saw(moment(row, slot, -1, purse, need), .notRaised(need), on: self)
      }
      if barred { return (.quotaReached, []) }
      if closesPurses { for purse in drained { close(purse, position) } }
      return (lacked ? .notEnoughLeft : .purseClosed, [])
    }
    for (i, part) in taken.enumerated() {
      purses[part.purse].balance = purses[part.purse].balance - part.amount
      if !taken[..<i].contains(where: { $0.purse == part.purse }) { purses[part.purse].funded &+= 1 }
      charge(slot, part.source, part.amount)
    }
    countPerson(slot, taken)
    if closesPurses { for purse in drained { close(purse, position) } }
    return (.funded, taken)
  }

  /// Returns the group, what is used and the bound of `quota` for the candidate at `slot`.
  func standing(_ quota: Int, _ slot: Int) -> (group: Int, used: Rational, limit: Rational) {
    let limit = Int(barBlock[quota &* SelectTable.blockSize &+ slot])
    guard limit >= 0 else { return (-1, .zero, .zero) }
    let group = limit - firstLimit[quota]
    if countsPeople[quota] != 0 {
      return (group, Rational(peopleUsed[limit]), Rational(peopleLimits[limit]))
    }
    return (group, moneyUsed[limit].rational(unit: unit), moneyLimits[limit].rational(unit: unit))
  }
}
