import Rosters

/// What flows from purses to classes of recipients so that each class gets what it is due: first in the order of
/// use, then, where that leaves a class short, by sending others' parts another way round.
struct TransportFlow {

  /// What each purse still holds.
  private(set) var supplies: [Rational]
  /// What each class is still due.
  private(set) var demands: [Rational]
  /// The purses that may be spent on each class, in order of use.
  let routes: [[Int]]
  /// From each purse to each class.
  private(set) var flow: [[Rational]]

  init(supplies: [Rational], demands: [Rational], routes: [[Int]]) {
    self.supplies = supplies
    self.demands = demands
    self.routes = routes
    flow = supplies.map { _ in [Rational](repeating: .zero, count: demands.count) }
  }

  mutating func run() {
    let longest = routes.map(\.count).max() ?? 0
    for place in 0..<longest {
      for c in routes.indices where place < routes[c].count { send(routes[c][place], c) }
    }
    for c in demands.indices {
      while demands[c].signum > 0, sendAround(c) {}
    }
  }

  private mutating func send(_ purse: Int, _ c: Int) {
    let amount = min(supplies[purse], demands[c])
    if amount.signum <= 0 { return }
    supplies[purse] = supplies[purse] - amount
    demands[c] = demands[c] - amount
    flow[purse][c] = flow[purse][c] + amount
  }

  /// Finds a shortest way from a purse that still holds something to the class, over classes that can be paid by
  /// another purse; returns whether there was one.
  private mutating func sendAround(_ target: Int) -> Bool {
    // By purse, the class through which it is reached; from a class, the purses that may pay it.
    var reachedFor = [Int](repeating: -1, count: supplies.count)
    var queue: [Int] = []
    func reach(_ c: Int, _ reached: inout [Int], _ queue: inout [Int]) {
      for p in routes[c] where reached[p] < 0 {
        reached[p] = c
        queue.append(p)
      }
    }
    reach(target, &reachedFor, &queue)
    var next = 0
    /// By class, the purse whose part of it would be paid by another.
    var givenUpBy: [Int: Int] = [:]
    while next < queue.count {
      let p = queue[next]
      next += 1
      if supplies[p].signum > 0 {
        // The way back: p pays the class it was reached for, and so on until the target.
        var amount = min(supplies[p], demands[target])
        var purse = p
        var way: [(purse: Int, c: Int)] = []
        while true {
          let c = reachedFor[purse]
          way.append((purse, c))
          guard c != target, let giver = givenUpBy[c] else { break }
          amount = min(amount, flow[giver][c])
          purse = giver
        }
        supplies[p] = supplies[p] - amount
        demands[target] = demands[target] - amount
        for (purse, c) in way {
          flow[purse][c] = flow[purse][c] + amount
          if c != target, let giver = givenUpBy[c] { flow[giver][c] = flow[giver][c] - amount }
        }
        return true
      }
      for c in demands.indices where c != target && givenUpBy[c] == nil && flow[p][c].signum > 0 {
        givenUpBy[c] = p
        reach(c, &reachedFor, &queue)
      }
    }
    return false
  }

  /// How much is wanting in all, and the classes that go without; `nil` if nothing is.
  var shortage: (short: Rational, classes: [Int])? {
    let without = demands.indices.filter { demands[$0].signum > 0 }
    if without.isEmpty { return nil }
    return (demands.reduce(.zero, +), without)
  }
}
