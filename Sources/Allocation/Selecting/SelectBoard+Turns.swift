import Rosters

/// What a purse did when a candidate came to it.
enum TurnEvent<Money: SelectMoney> {
  case mayNotBeSpent
  case closedBefore(atPosition: Int32)
  case quota(Int)
  case lacked
  case paid(Money)
}

/// Someone who watches the turns: nobody in a run, the explanation in a replay.
protocol TurnObserver<Money> {
  associatedtype Money: SelectMoney

  mutating func tried(
    _ row: Int, source: Int, purse: Int, balance: Money, cost: Money, event: TurnEvent<Money>,
    on board: SelectBoard<Money>)
}

/// The observer of a plain run, which the optimiser removes.
struct NobodyWatches<Money: SelectMoney>: TurnObserver {
  @inline(__always)
  mutating func tried(
    _ row: Int, source: Int, purse: Int, balance: Money, cost: Money, event: TurnEvent<Money>,
    on board: SelectBoard<Money>
  ) {}
}

extension SelectBoard {

  /// Lets one candidate have its turn with purses that pay whole costs; returns its reason and its source.
  @inline(__always)
  func turn<Observer: TurnObserver<Money>>(
    _ row: Int, position: Int, closes: Bool, _ observer: inout Observer
  ) -> (reason: SelectReason, source: Int) {
    var mayUse = false
    var barred = false
    var lacked = false
    let views = sources
    for s in 0..<views.count {
      let view = views[s]
      let purse = view.purseOfRow.map { Int($0[row]) } ?? Int(view.purse)
      if purse < 0 || (view.mask.map { $0[row] == 0 } ?? false) {
        observer.tried(
          row, source: s, purse: purse, balance: purse < 0 ? .zero : balances.base[purse],
          cost: view.costs[row], event: .mayNotBeSpent, on: self)
        continue
      }
      mayUse = true
      let closed = closedAt.base[purse]
      let cost = view.costs[row]
      let balance = balances.base[purse]
      if closed != 0 {
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: cost,
          event: .closedBefore(atPosition: closed), on: self)
        continue
      }
      let quota = barringQuota(row, s, cost)
      if quota >= 0 {
        barred = true
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: cost, event: .quota(quota), on: self)
        continue
      }
      if cost <= balance {
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: cost, event: .paid(cost), on: self)
        balances.base[purse] = balance - cost
        funded.base[purse] &+= 1
        charge(row, s, cost, countPerson: true)
        return (.funded, s)
      }
      lacked = true
      observer.tried(row, source: s, purse: purse, balance: balance, cost: cost, event: .lacked, on: self)
      if closes { close(purse, position) }
    }
    if !mayUse { return (.noPurse, -1) }
    return (barred ? .quotaReached : (lacked ? .notEnoughLeft : .purseClosed), -1)
  }

  private func close(_ purse: Int, _ position: Int) {
    closedAt.base[purse] = Int32(truncatingIfNeeded: position &+ 1)
    closings.append(Int32(truncatingIfNeeded: purse))
  }

  /// Lets one candidate have its turn with purses that may pay a part each; returns its reason and the parts.
  func splitTurn<Observer: TurnObserver<Money>>(
    _ row: Int, position: Int, closes: Bool, _ observer: inout Observer
  ) -> (reason: SelectReason, parts: [Part]) {
    var taken: [Part] = []
    var drained: [Int] = []
    var mayUse = false
    var barred = false
    var lacked = false
    guard let cost = sources.first?.costs[row] else { return (.noPurse, []) }
    var need = cost
    var isRaised = false
    for (s, view) in sources.enumerated() where !isRaised {
      let purse = view.purseOfRow.map { Int($0[row]) } ?? Int(view.purse)
      if purse < 0 || (view.mask.map { $0[row] == 0 } ?? false) {
        observer.tried(
          row, source: s, purse: purse, balance: purse < 0 ? .zero : balances.base[purse], cost: need,
          event: .mayNotBeSpent, on: self)
        continue
      }
      mayUse = true
      // A purse that stands twice among the sources was emptied the first time.
      if taken.contains(where: { $0.purse == purse }) || drained.contains(purse) { continue }
      let balance = balances.base[purse]
      if closedAt.base[purse] != 0 {
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: need,
          event: .closedBefore(atPosition: closedAt.base[purse]), on: self)
        continue
      }
      let quota = barringQuota(row, s, .zero)
      if quota >= 0 {
        barred = true
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: need, event: .quota(quota), on: self)
        continue
      }
      var take = min(need, balance)
      if let room = roomOfQuotas(row, s, alreadyTaken: taken), room < take {
        take = room
        barred = true
      } else if take < need {
        drained.append(purse)
        lacked = true
      }
      if take == need || take > .zero {
        observer.tried(
          row, source: s, purse: purse, balance: balance, cost: need, event: .paid(take), on: self)
        taken.append(Part(source: s, purse: purse, amount: take))
        need = need - take
        isRaised = need == .zero
      } else {
        observer.tried(row, source: s, purse: purse, balance: balance, cost: need, event: .lacked, on: self)
      }
    }
    guard isRaised else {
      if !mayUse { return (.noPurse, []) }
      if barred { return (.quotaReached, []) }
      if closes { for purse in drained { close(purse, position) } }
      return (lacked ? .notEnoughLeft : .purseClosed, [])
    }
    for part in taken {
      balances.base[part.purse] = balances.base[part.purse] - part.amount
      funded.base[part.purse] &+= 1
      charge(row, part.source, part.amount, countPerson: false)
    }
    countPerson(row, taken)
    if closes { for purse in drained { close(purse, position) } }
    return (.funded, taken)
  }

  /// Counts a person once in each quota that one of the payers concerns, or takes the count back.
  func countPerson(_ row: Int, _ parts: [Part], back: Bool = false) {
    for q in quotas {
      if let named = q.sources, !parts.contains(where: { $0.source >= 0 && named[$0.source] != 0 }) {
        continue
      }
      guard q.mask.map({ $0[row] != 0 }) ?? true, let slot = slot(q, row) else { continue }
      peopleUsed.base[slot] += back ? -1 : 1
    }
  }

  private func roomOfQuotas(_ row: Int, _ source: Int, alreadyTaken: [Part]) -> Money? {
    guard var room = roomOfQuotas(row, source) else { return nil }
    for part in alreadyTaken where sharesMoneyQuota(part.source, source) {
      room = max(room - part.amount, .zero)
    }
    return room
  }

  private func sharesMoneyQuota(_ a: Int, _ b: Int) -> Bool {
    quotas.contains { q in
      !q.countsPeople && (q.sources.map { $0[a] != 0 && $0[b] != 0 } ?? true)
    }
  }
}
