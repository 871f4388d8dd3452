/// The flow of money from pots to recipients, kept at its best while recipients are added one by one.
///
/// There are few pots and many recipients. What one more rupiah costs in a pot is the cheapest chain of changes
/// that frees it: a recipient of that pot gives it up, or moves to another pot, where again one gives up or
/// moves. Such chains run between pots; for each pair of pots the cheapest recipient to move is on top of a
/// heap. A recipient is added rupiah by rupiah (in the largest steps possible) along the best chain, until none
/// is a gain; by the theory of shortest augmenting paths the flow is then the best for all recipients so far.
struct TransportNetwork<Number: ExactInteger> {

  struct Lane {
    let pot: Int
    let worth: Number
    var flow: Number = 0
  }

  struct Recipient {
    var lanes: [Lane]
    let floor: Number
    let cap: Number
    var total: Number = 0
  }

  struct Pot {
    let capacity: Number
    let parent: Int?
    var parts: [Int] = []
    var used: Number = 0
    /// The pots to which a recipient of this one can move, and the heap of those who can.
    var moves: [(to: Int, heap: Heap)] = []
    /// Those who can give up without falling below their floor, and those who can not.
    var spare = Heap()
    var needed = Heap()
  }

  /// Recipients by what a change of theirs costs, the cheapest first and the earlier first among equals.
  struct Heap {
    struct Entry {
      let cost: Number
      let recipient: Int32
      let lane: Int32
      let other: Int32
    }

    private(set) var entries: [Entry] = []

    var first: Entry? { entries.first }

    private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
      a.cost != b.cost ? a.cost < b.cost : a.recipient < b.recipient
    }

    mutating func insert(_ entry: Entry) {
      entries.append(entry)
      var at = entries.count - 1
      while at > 0 {
        let above = (at - 1) / 2
        if !Self.precedes(entries[at], entries[above]) { break }
        entries.swapAt(at, above)
        at = above
      }
    }

    mutating func removeFirst() {
      guard let last = entries.popLast(), !entries.isEmpty else { return }
      entries[0] = last
      var at = 0
      while true {
        var least = at
        for below in [2 * at + 1, 2 * at + 2] where below < entries.count {
          if Self.precedes(entries[below], entries[least]) { least = below }
        }
        if least == at { return }
        entries.swapAt(at, least)
        at = least
      }
    }
  }

  /// One step of a chain.
  private enum Step {
    /// The new recipient takes from a pot by one of its lanes.
    case take(lane: Int)
    /// A recipient moves from one pot to another.
    case move(Heap.Entry)
    /// A part asks the pot it is a part of.
    case up(part: Int)
    /// A part gives back to the pot it is a part of.
    case down(part: Int)
  }

  /// How a chain ends.
  private enum End {
    /// In money that is left.
    case left
    /// With a recipient who gives up.
    case drop(Heap.Entry)
  }

  var pots: [Pot]
  private(set) var recipients: [Recipient] = []
  /// More than any chain of worths can come to: what a rupiah of a floor counts.
  let floorWorth: Number
  private(set) var steps = 0

  private var distance: [Number]
  private var cameFrom: [(pot: Int, step: Step)?]
  private var stamp: [Int]
  private var isQueued: [Bool]
  private var round = 0

  init(pots: [Pot], floorWorth: Number) {
    self.pots = pots
    self.floorWorth = floorWorth
    for (i, pot) in pots.enumerated() {
      if let parent = pot.parent { self.pots[parent].parts.append(i) }
    }
    distance = [Number](repeating: 0, count: pots.count)
    cameFrom = Array(repeating: nil, count: pots.count)
    stamp = [Int](repeating: 0, count: pots.count)
    isQueued = [Bool](repeating: false, count: pots.count)
  }

  /// Adds a recipient and gives it what is a gain.
  mutating func add(_ recipient: Recipient) {
    let new = recipients.count
    recipients.append(recipient)
    while recipients[new].total < recipients[new].floor, extend(new, isFloor: true) {}
    while recipients[new].total >= recipients[new].floor,
      recipients[new].total < recipients[new].cap,
      extend(new, isFloor: false)
    {}
  }

  // MARK: Chains

  /// Gives `new` as much as the best chain allows; returns `false` if no chain is a gain.
  private mutating func extend(_ new: Int, isFloor: Bool) -> Bool {
    round += 1
    steps += 1
    var queue: [Int] = []
    func reach(
      _ pot: Int, _ cost: Number, _ from: (pot: Int, step: Step), _ queue: inout [Int],
      _ state: inout TransportNetwork
    ) {
      if state.stamp[pot] == state.round, state.distance[pot] <= cost { return }
      state.stamp[pot] = state.round
      state.distance[pot] = cost
      state.cameFrom[pot] = from
      if !state.isQueued[pot] {
        state.isQueued[pot] = true
        queue.append(pot)
      }
    }
    for (i, lane) in recipients[new].lanes.enumerated() {
      reach(lane.pot, -lane.worth - (isFloor ? floorWorth : 0), (-1, .take(lane: i)), &queue, &self)
    }
    var next = 0
    while next < queue.count {
      let pot = queue[next]
      next += 1
      isQueued[pot] = false
      let here = distance[pot]
      let hasRoom = pots[pot].used < pots[pot].capacity
      if hasRoom, let parent = pots[pot].parent { reach(parent, here, (pot, .up(part: pot)), &queue, &self) }
      for part in pots[pot].parts where pots[part].used > 0 {
        reach(part, here, (pot, .down(part: part)), &queue, &self)
      }
      for i in pots[pot].moves.indices {
        guard let entry = cheapestMove(pot, i) else { continue }
        reach(pots[pot].moves[i].to, here + entry.cost, (pot, .move(entry)), &queue, &self)
      }
    }
    var best: (cost: Number, pot: Int, end: End)?
    for pot in pots.indices where stamp[pot] == round {
      if pots[pot].parent == nil, pots[pot].used < pots[pot].capacity,
        best.map({ distance[pot] < $0.cost }) ?? true
      {
        best = (distance[pot], pot, .left)
      }
      if let entry = cheapestDrop(pot), best.map({ distance[pot] + entry.cost < $0.cost }) ?? true {
        best = (distance[pot] + entry.cost, pot, .drop(entry))
      }
    }
    guard let best, best.cost < 0 else { return false }
    return push(new, isFloor: isFloor, to: best.pot, best.end)
  }

  /// Returns the chain that ends at `pot`, from its start.
  private func chain(to pot: Int) -> [(pot: Int, step: Step)] {
    var result: [(pot: Int, step: Step)] = []
    var at = pot
    while at >= 0, let from = cameFrom[at], result.count <= pots.count {
      result.append((at, from.step))
      at = from.pot
    }
    return result.reversed()
  }

  private mutating func push(_ new: Int, isFloor: Bool, to pot: Int, _ end: End) -> Bool {
    let chain = chain(to: pot)
    var amount: Number?
    func bound(_ by: Number) { amount = amount.map { min($0, by) } ?? by }
    let total = recipients[new].total
    if isFloor {
      bound(recipients[new].floor - total)
    } else {
      bound(recipients[new].cap - total)
    }
    for link in chain {
      switch link.step {
      case .take: break
      case .move(let entry): bound(recipients[Int(entry.recipient)].lanes[Int(entry.lane)].flow)
      case .up(let part): bound(pots[part].capacity - pots[part].used)
      case .down(let part): bound(pots[part].used)
      }
    }
    switch end {
    case .left: bound(pots[pot].capacity - pots[pot].used)
    case .drop(let entry):
      let giver = recipients[Int(entry.recipient)]
      bound(giver.lanes[Int(entry.lane)].flow)
      if giver.total > giver.floor { bound(giver.total - giver.floor) }
    }
    guard let amount, amount > 0 else { return false }
    for link in chain {
      switch link.step {
      case .take(let lane): change(new, lane: lane, by: amount)
      case .move(let entry):
        let mover = Int(entry.recipient)
        change(mover, lane: Int(entry.lane), by: -amount)
        change(mover, lane: Int(entry.other), by: amount)
      case .up(let part): pots[part].used += amount
      case .down(let part): pots[part].used -= amount
      }
    }
    switch end {
    case .left: pots[pot].used += amount
    case .drop(let entry): change(Int(entry.recipient), lane: Int(entry.lane), by: -amount)
    }
    return true
  }

  /// Changes what a recipient gets by a lane, and enters it where it can now be found.
  private mutating func change(_ recipient: Int, lane: Int, by amount: Number) {
    let before = recipients[recipient]
    recipients[recipient].lanes[lane].flow += amount
    recipients[recipient].total += amount
    let after = recipients[recipient]
    if before.lanes[lane].flow == 0 {
      let pot = after.lanes[lane].pot
      for (other, target) in after.lanes.enumerated() where other != lane {
        let entry = Heap.Entry(
          cost: after.lanes[lane].worth - target.worth, recipient: Int32(truncatingIfNeeded: recipient),
          lane: Int32(truncatingIfNeeded: lane), other: Int32(truncatingIfNeeded: other))
        if let i = pots[pot].moves.firstIndex(where: { $0.to == target.pot }) {
          pots[pot].moves[i].heap.insert(entry)
        } else {
          var heap = Heap()
          heap.insert(entry)
          pots[pot].moves.append((target.pot, heap))
        }
      }
      enterDrop(recipient, lane)
    }
    if (before.total > before.floor) != (after.total > after.floor) {
      for i in after.lanes.indices where after.lanes[i].flow > 0 { enterDrop(recipient, i) }
    }
  }

  private mutating func enterDrop(_ recipient: Int, _ lane: Int) {
    let r = recipients[recipient]
    let isSpare = r.total > r.floor
    let entry = Heap.Entry(
      cost: r.lanes[lane].worth + (isSpare ? 0 : floorWorth), recipient: Int32(truncatingIfNeeded: recipient),
      lane: Int32(truncatingIfNeeded: lane), other: -1)
    if isSpare {
      pots[r.lanes[lane].pot].spare.insert(entry)
    } else {
      pots[r.lanes[lane].pot].needed.insert(entry)
    }
  }

  private mutating func cheapestMove(_ pot: Int, _ move: Int) -> Heap.Entry? {
    while let entry = pots[pot].moves[move].heap.first {
      if recipients[Int(entry.recipient)].lanes[Int(entry.lane)].flow > 0 { return entry }
      pots[pot].moves[move].heap.removeFirst()
    }
    return nil
  }

  private mutating func cheapestDrop(_ pot: Int) -> Heap.Entry? {
    while let entry = pots[pot].spare.first {
      let r = recipients[Int(entry.recipient)]
      if r.lanes[Int(entry.lane)].flow > 0, r.total > r.floor { return entry }
      pots[pot].spare.removeFirst()
    }
    while let entry = pots[pot].needed.first {
      let r = recipients[Int(entry.recipient)]
      if r.lanes[Int(entry.lane)].flow > 0, r.total <= r.floor { return entry }
      pots[pot].needed.removeFirst()
    }
    return nil
  }

  // MARK: The bound

  /// Returns what one more rupiah in each pot would be worth.
  ///
  /// Any such prices, at least 0 along each step to the pot it is a part of, give a bound; these give the best.
  mutating func prices() -> [Number] {
    // What can neither be left nor given up must be dearer than any chain that ends in giving up.
    let unreachable: Number = 4 * floorWorth
    var price: [Number?] = Array(repeating: nil, count: pots.count)
    var isChanged = true
    var rounds = 0
    while isChanged, rounds <= pots.count + 1 {
      isChanged = false
      rounds += 1
      for pot in pots.indices {
        var best = price[pot]
        func offer(_ cost: Number?) { if let cost, best.map({ cost < $0 }) ?? true { best = cost } }
        if pots[pot].used < pots[pot].capacity {
          if let parent = pots[pot].parent { offer(price[parent]) } else { offer(0) }
        }
        offer(cheapestDrop(pot)?.cost)
        for part in pots[pot].parts where pots[part].used > 0 { offer(price[part]) }
        for i in pots[pot].moves.indices {
          guard let entry = cheapestMove(pot, i), let there = price[pots[pot].moves[i].to] else { continue }
          offer(entry.cost + there)
        }
        if best != price[pot] {
          price[pot] = best
          isChanged = true
        }
      }
    }
    var result: [Number] = []
    for pot in pots.indices {
      let above = pots[pot].parent.map { result[$0] } ?? 0
      result.append(max(above, price[pot] ?? unreachable))
    }
    return result
  }

  /// Returns what no payments can exceed: the pots bought at `prices`, and the best use of each recipient.
  func bound(at prices: [Number]) -> Number {
    var sum: Number = 0
    for (i, pot) in pots.enumerated() {
      sum += pot.capacity * (prices[i] - (pot.parent.map { prices[$0] } ?? 0))
    }
    for r in recipients {
      guard let best = r.lanes.map({ $0.worth - prices[$0.pot] }).max() else { continue }
      sum += best * (best <= 0 ? r.floor : r.cap)
    }
    return sum
  }
}
