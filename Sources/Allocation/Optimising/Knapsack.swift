/// The most valuable set of things that one purse can pay, exactly.
///
/// The things are ordered by value per cost; the best set differs from the first so many of them only near the
/// place where the money runs out. From there things are added on one side and taken away on the other, one at
/// a time; of the sets so made only those are kept that no other beats in both cost and value, and that an exact
/// bound does not rule out (D. Pisinger, *A minimal algorithm for the 0-1 knapsack problem*, 1997).
struct Knapsack<Number: ExactInteger> {

  /// What is known of the best set.
  struct Answer {
    /// For each thing, whether it is in the set.
    let isChosen: [Bool]
    /// What the set is worth.
    let value: Number
    /// What no set can exceed; the set is best iff it equals `value`.
    let bound: Number
    /// How many sets were kept.
    let nodes: Int
  }

  /// A set that differs from the break set: what it costs, what it is worth, and its last change.
  private struct State {
    let cost: Number
    let value: Number
    let change: Int32
  }

  /// What the things are worth, above 0.
  let values: [Number]
  /// What they cost, above 0.
  let costs: [Number]
  /// What can be spent.
  let capacity: Number
  /// How many sets may be kept.
  let nodeLimit: Int
  private let counter: SearchCounter

  /// The things in order of value per cost.
  private let order: [Int]
  /// The changes that were made, each with the one before it.
  private var changes: [(before: Int32, thing: Int32)] = []

  init(
    values: [Number], costs: [Number], capacity: Number, nodeLimit: Int, _ counter: SearchCounter? = nil
  ) {
    self.counter = counter ?? SearchCounter(limit: nodeLimit, watch: nil)
    self.values = values
    self.costs = costs
    self.capacity = capacity
    self.nodeLimit = nodeLimit
    order = values.indices.filter { costs[$0] <= capacity }.sorted { a, b in
      let side = Number.compareProducts(values[a], costs[b], values[b], costs[a])
      return side == 0 ? a < b : side > 0
    }
  }

  /// Returns the best set, or the best that was found within the limit.
  mutating func solved() -> Answer {
    var cost: Number = 0
    var value: Number = 0
    var breaking = 0
    while breaking < order.count, cost + costs[order[breaking]] <= capacity {
      cost += costs[order[breaking]]
      value += values[order[breaking]]
      breaking += 1
    }
    if breaking == order.count { return answer(breaking, change: -1, value, bound: value, flipping: []) }

    var best = value
    var bestChange: Int32 = -1
    // The rest of the order may still hold things that fit: a first answer to prune by.
    var greedy: [Int] = []
    var left = capacity - cost
    for at in breaking..<order.count where costs[order[at]] <= left {
      left -= costs[order[at]]
      best += values[order[at]]
      greedy.append(order[at])
    }
    var isGreedy = true

    let pivot = order[breaking]
    /// What is gained at most by `room` more money at the worth of the break thing.
    func gain(_ room: Number, _ thing: Int) -> Number {
      Self.floorOf(room * values[thing], over: costs[thing])
    }

    var states = [State(cost: cost, value: value, change: -1)]
    var low = breaking - 1
    var high = breaking
    var takesHigh = true
    var bound = best
    var isToGoOn = true
    while !states.isEmpty, low >= 0 || high < order.count {
      let adds = takesHigh ? high < order.count : low < 0
      takesHigh.toggle()
      let firstAbove = high < order.count ? order[high] : nil
      let firstBelow = low >= 0 ? order[low] : nil
      let thing = order[adds ? high : low]
      if adds { high += 1 } else { low -= 1 }
      let reached =
        adds
        ? value + values[thing] + gain(capacity - cost - costs[thing], pivot)
        : value - values[thing] + gain(capacity - cost + costs[thing], pivot)
      let nextHigh = high < order.count ? order[high] : nil
      let nextLow = low >= 0 ? order[low] : nil
      // A thing whose change can not lead to more is left as it is.
      if reached > best {
        if changes.count + states.count > nodeLimit || !isToGoOn {
          for state in states {
            let room = capacity - state.cost
            guard let next = room >= 0 ? firstAbove : firstBelow else {
              if room >= 0 { bound = max(bound, state.value) }
              continue
            }
            bound = max(bound, state.value + gain(room, next))
          }
          return answer(
            breaking, change: bestChange, best, bound: max(bound, best), flipping: isGreedy ? greedy : [])
        }
        let before = changes.count
        states = merged(states, thing, adds)
        isToGoOn = counter.goesOn(from: before, to: changes.count)
      }
      var kept: [State] = []
      kept.reserveCapacity(states.count)
      for state in states where state.cost <= capacity && state.value > best {
        best = state.value
        bestChange = state.change
        isGreedy = false
      }
      for state in states {
        let room = capacity - state.cost
        let most: Number
        if room >= 0 {
          most = state.value + (nextHigh.map { gain(room, $0) } ?? 0)
        } else if let nextLow {
          most = state.value + gain(room, nextLow)
        } else {
          continue
        }
        if most > best { kept.append(state) }
      }
      states = kept
    }
    return answer(breaking, change: bestChange, best, bound: best, flipping: isGreedy ? greedy : [])
  }

  /// Returns the sets with and without the change, without those that another beats.
  private mutating func merged(_ states: [State], _ thing: Int, _ adds: Bool) -> [State] {
    var result: [State] = []
    result.reserveCapacity(states.count * 2)
    let costOf = adds ? costs[thing] : -costs[thing]
    let valueOf = adds ? values[thing] : -values[thing]
    var i = 0
    var j = 0
    while i < states.count || j < states.count {
      let takesOld: Bool
      if i == states.count {
        takesOld = false
      } else if j == states.count {
        takesOld = true
      } else {
        let changed = states[j].cost + costOf
        takesOld =
          states[i].cost != changed
          ? states[i].cost < changed : states[i].value >= states[j].value + valueOf
      }
      let cost = takesOld ? states[i].cost : states[j].cost + costOf
      let value = takesOld ? states[i].value : states[j].value + valueOf
      if let last = result.last, last.value >= value {
        if takesOld { i += 1 } else { j += 1 }
        continue
      }
      if takesOld {
        result.append(states[i])
        i += 1
      } else {
        changes.append((states[j].change, Int32(truncatingIfNeeded: thing)))
        result.append(
          State(cost: cost, value: value, change: Int32(truncatingIfNeeded: changes.count - 1)))
        j += 1
      }
    }
    return result
  }

  /// Returns the break set with the changes that lead to `change`, and those of `flipping`.
  private func answer(
    _ breaking: Int, change: Int32, _ value: Number, bound: Number, flipping: [Int]
  ) -> Answer {
    var isChosen = [Bool](repeating: false, count: values.count)
    for thing in order[..<breaking] { isChosen[thing] = true }
    var at = change
    while at >= 0 {
      isChosen[Int(changes[Int(at)].thing)].toggle()
      at = changes[Int(at)].before
    }
    for thing in flipping { isChosen[thing].toggle() }
    return Answer(isChosen: isChosen, value: value, bound: bound, nodes: changes.count)
  }

  /// Returns the greatest integer that is not above `a / b`; `b` is above 0.
  static func floorOf(_ a: Number, over b: Number) -> Number {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
