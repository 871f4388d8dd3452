/// What stands on the table while candidates have their turns: purses, quotas, and a block of candidates.
///
/// The columns are read at unpredictable rows; a block of candidates is gathered column by column, which the
/// processor does many at a time, before their turns are taken from memory that is near. The table is only
/// pointers into buffers that its `SelectBoard` owns; all indices in the columns were checked beforehand.
struct SelectTable<Money: SelectMoney> {

  /// A purse during the run.
  struct PurseState {
    var balance: Money
    /// The position after that of the candidate that closed the purse; 0 while it is open.
    var closedAt: Int32 = 0
    var funded: Int32 = 0
    /// How many candidates that it may be spent on got something in their turn, from whichever purse.
    var reached: Int32 = 0
  }

  /// What one source is to pay to a candidate whose cost several share.
  struct Part {
    var source: Int
    var purse: Int
    var amount: Money
  }

  /// How many candidates are gathered at a time.
  static var blockSize: Int { 512 }

  let unit: Int64
  let sourceCount: Int
  let quotaCount: Int
  let closesPurses: Bool
  /// `true` iff two sources can mean the same purse for one row.
  let purseMayRepeat: Bool
  let purses: UnsafeMutablePointer<PurseState>

  /// For each candidate of the block, its bits of `SelectBoard.usableSources`.
  let usableBlock: UnsafeMutablePointer<UInt8>
  /// For each source and candidate of the block, the purse, -1 if none may be spent on it.
  let purseBlock: UnsafeMutablePointer<Int32>
  /// For each column of costs and candidate of the block, the cost.
  let costBlock: UnsafeMutablePointer<Money>
  /// The column of costs of each source.
  let costColumn: UnsafeMutablePointer<Int>

  /// For each quota and candidate of the block, the limit that can pass over it, -1 if none.
  let barBlock: UnsafeMutablePointer<Int32>
  /// For each quota and candidate of the block, the limit it counts towards, -1 if none.
  let countBlock: UnsafeMutablePointer<Int32>
  /// For each quota, 1 if it counts people.
  let countsPeople: UnsafeMutablePointer<UInt8>
  /// For each quota, where its limits begin.
  let firstLimit: UnsafeMutablePointer<Int>
  /// For each quota and source, and last for money from no source, 1 if the quota counts it.
  let quotaCountsSource: UnsafeMutablePointer<UInt8>
  let moneyLimits: UnsafeMutablePointer<Money>
  let moneyUsed: UnsafeMutablePointer<Money>
  let peopleLimits: UnsafeMutablePointer<Int64>
  let peopleUsed: UnsafeMutablePointer<Int64>
  /// For each quota, the room below which it passes over everybody whom it counts: at most the least of all costs.
  let leastRoom: UnsafeMutablePointer<Money>
  /// For each limit, 1 if it is known to pass over everybody whom it concerns, whatever the turn; it stays so.
  let isFull: UnsafeMutablePointer<UInt8>
  /// For each quota, how many of its limits are known to, and last how many of all.
  let fullCount: UnsafeMutablePointer<Int>

  /// The purses in the order in which they closed, and how many have.
  let closings: UnsafeMutablePointer<Int32>
  let closingCount: UnsafeMutablePointer<Int>

  @inline(__always)
  func purse(_ source: Int, _ slot: Int) -> Int {
    Int(purseBlock[source &* SelectTable.blockSize &+ slot])
  }

  @inline(__always)
  func cost(_ source: Int, _ slot: Int) -> Money {
    costBlock[costColumn[source] &* SelectTable.blockSize &+ slot]
  }

  /// Whether a purse has closed or a limit is full, so that some get nothing whatever comes before their turns.
  @inline(__always)
  var someAreLeftOut: Bool { closingCount[0] &+ fullCount[quotaCount] > 0 }

  @inline(__always)
  func close(_ purse: Int, _ position: Int) {
    purses[purse].closedAt = Int32(truncatingIfNeeded: position &+ 1)
    closings[closingCount[0]] = Int32(truncatingIfNeeded: purse)
    closingCount[0] &+= 1
  }

  /// Opens the purses again that closed when more than `count` had.
  func reopen(downTo count: Int) {
    while closingCount[0] > count {
      closingCount[0] -= 1
      purses[Int(closings[closingCount[0]])].closedAt = 0
    }
  }

  /// Counts a candidate that got something with each purse that may be spent on it, or takes the count back.
  @inline(__always)
  func noteReached(_ slot: Int, back: Bool = false) {
    for s in 0..<sourceCount {
      let here = purse(s, slot)
      if here < 0 { continue }
      if purseMayRepeat {
        var repeated = false
        for earlier in 0..<s where purse(earlier, slot) == here { repeated = true }
        if repeated { continue }
      }
      purses[here].reached &+= back ? -1 : 1
    }
  }

  /// Counts those of `count` candidates of the block, who have sources `payers`, as `noteReached` counts each.
  func noteReached(_ count: Int, paidBy payers: UnsafePointer<Int16>) {
    for s in 0..<sourceCount {
      let block = purseBlock + s &* SelectTable.blockSize
      var reached: Int32 = 0
      var purse: Int32 = -1
      for i in 0..<count {
        reached &+= (block[i] < 0 ? 0 : 1) & (payers[i] < 0 ? 0 : 1)
        purse = block[i] < 0 ? purse : block[i]
      }
      if purse >= 0 { purses[Int(purse)].reached &+= reached }
    }
  }

  // MARK: Quotas

  @inline(__always)
  func counts(_ quota: Int, _ source: Int) -> Bool {
    quotaCountsSource[quota &* (sourceCount &+ 1) &+ (source < 0 ? sourceCount : source)] != 0
  }

  /// Returns the first quota that passes over a candidate for `cost` from `source`, or -1.
  @inline(__always)
  func barringQuota(_ slot: Int, _ source: Int, _ cost: Money) -> Int {
    for q in 0..<quotaCount {
      let limit = Int(barBlock[q &* SelectTable.blockSize &+ slot])
      if limit < 0 || !counts(q, source) { continue }
      if countsPeople[q] != 0 {
        if peopleUsed[limit] >= peopleLimits[limit] { return q }
      } else if countBlock[q &* SelectTable.blockSize &+ slot] >= 0 {
        if moneyLimits[limit] - moneyUsed[limit] < cost { return q }
      } else if moneyUsed[limit] >= moneyLimits[limit] {
        return q
      }
    }
    return -1
  }

  /// Returns how much money the quotas leave for a candidate from `source`, and which leaves least; `nil` if
  /// none binds.
  func roomOfQuotas(_ slot: Int, _ source: Int, alreadyTaken: [Part]) -> (room: Money, quota: Int)? {
    var least: (room: Money, quota: Int)?
    for q in 0..<quotaCount where countsPeople[q] == 0 && counts(q, source) {
      let limit = Int(countBlock[q &* SelectTable.blockSize &+ slot])
      if limit < 0 { continue }
      var here = moneyLimits[limit] - moneyUsed[limit]
      for part in alreadyTaken where counts(q, part.source) { here = here - part.amount }
      here = max(here, .zero)
      if least.map({ here < $0.room }) ?? true { least = (here, q) }
    }
    return least
  }

  /// Returns the least room that a money quota has beyond what is taken now, `nil` if none has any; and
  /// whether one has room for exactly that.
  func slackOfQuotas(_ slot: Int, _ source: Int, alreadyTaken: [Part], _ take: Money) -> (
    least: Money?, isExact: Bool
  ) {
    var least: Money?
    var isExact = false
    for q in 0..<quotaCount where countsPeople[q] == 0 && counts(q, source) {
      let limit = Int(barBlock[q &* SelectTable.blockSize &+ slot])
      if limit < 0 { continue }
      var here = moneyLimits[limit] - moneyUsed[limit]
      if countBlock[q &* SelectTable.blockSize &+ slot] >= 0 {
        for part in alreadyTaken where counts(q, part.source) { here = here - part.amount }
        here = here - take
      }
      if here > .zero { least = least.map { min($0, here) } ?? here }
      if here == .zero { isExact = true }
    }
    return (least, isExact)
  }

  /// Counts `amount` from `source` in all quotas it concerns, or takes the count back.
  @inline(__always)
  func charge(_ slot: Int, _ source: Int, _ amount: Money, back: Bool = false) {
    for q in 0..<quotaCount {
      let limit = Int(countBlock[q &* SelectTable.blockSize &+ slot])
      if limit < 0 || !counts(q, source) { continue }
      if countsPeople[q] == 0 {
        moneyUsed[limit] = back ? moneyUsed[limit] - amount : moneyUsed[limit] + amount
        if !back { noteFull(q, limit) }
      }
    }
  }

  /// Notes whether `limit` of `quota` passes over everybody from now on.
  @inline(__always)
  func noteFull(_ quota: Int, _ limit: Int) {
    let isReached =
      countsPeople[quota] != 0
      ? peopleUsed[limit] >= peopleLimits[limit] : moneyLimits[limit] - moneyUsed[limit] < leastRoom[quota]
    if isReached && isFull[limit] == 0 {
      isFull[limit] = 1
      fullCount[quota] &+= 1
      fullCount[quotaCount] &+= 1
    }
  }

  /// Counts a person whom `source` pays in all quotas it concerns.
  @inline(__always)
  func countPerson(_ slot: Int, _ source: Int) {
    for q in 0..<quotaCount {
      let limit = Int(countBlock[q &* SelectTable.blockSize &+ slot])
      if limit >= 0, countsPeople[q] != 0, counts(q, source) {
        peopleUsed[limit] &+= 1
        noteFull(q, limit)
      }
    }
  }

  /// Counts a person once in each quota that one of the payers concerns, or takes the count back.
  func countPerson(_ slot: Int, _ parts: [Part], back: Bool = false) {
    for q in 0..<quotaCount where countsPeople[q] != 0 {
      let limit = Int(countBlock[q &* SelectTable.blockSize &+ slot])
      if limit >= 0, parts.contains(where: { counts(q, $0.source) }) {
        peopleUsed[limit] += back ? -1 : 1
        if !back { noteFull(q, limit) }
      }
    }
  }
}
