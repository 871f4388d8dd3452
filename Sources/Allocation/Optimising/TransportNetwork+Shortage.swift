extension TransportNetwork {

  /// Returns the recipients, ascending, that the pots which `unmet` may take from are there for: those of `unmet`, and
  /// all who are paid from pots that these, and so on, may take from. Their floors together are more than the pots hold.
  func sharing(with unmet: [Int]) -> [Int] {
    var isIn = [Bool](repeating: false, count: recipients.count)
    for r in unmet { isIn[r] = true }
    var isPotIn = [Bool](repeating: false, count: pots.count)
    /// Adds a pot, and what it is a part of where it could still ask that for more.
    func add(_ pot: Int, _ pending: inout [Int]) {
      if isPotIn[pot] { return }
      isPotIn[pot] = true
      pending.append(pot)
    }
    var pending: [Int] = []
    for r in unmet { for lane in recipients[r].lanes { add(lane.pot, &pending) } }
    while let pot = pending.popLast() {
      if let parent = pots[pot].parent, pots[pot].used < pots[pot].capacity { add(parent, &pending) }
      for part in pots[pot].parts { add(part, &pending) }
      for r in recipients.indices where !isIn[r] {
        guard recipients[r].lanes.contains(where: { $0.pot == pot && $0.flow > 0 }) else { continue }
        isIn[r] = true
        for lane in recipients[r].lanes { add(lane.pot, &pending) }
      }
    }
    return isIn.indices.filter { isIn[$0] }
  }
}
