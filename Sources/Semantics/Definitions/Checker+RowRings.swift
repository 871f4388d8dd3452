import Diagnostics

extension Checker {

  /// Keeps what the conditions just checked read, which decide which rows the roster `id` has, and goes back to `outer`.
  func noteRowConditions(of id: RosterID, _ outer: (definitions: Set<Int>, rosters: Set<Int>)) {
    rowConditionReads[id.index] = (dependencies, readRosters)
    (dependencies, readRosters) = (outer.definitions.union(dependencies), outer.rosters.union(readRosters))
  }

  /// Reports rosters whose rows depend, through conditions, on themselves.
  func reportRowRings() {
    if rowConditionReads.isEmpty { return }
    let next = rosters.indices.map { rostersWaitedFor(by: $0) }
    for start in rosters.indices {
      var seen: Set<Int> = []
      var pending = Array(next[start])
      while let i = pending.popLast() { if seen.insert(i).inserted { pending += next[i] } }
      if seen.contains(start), let name = rosterSpans[rosters[start].name] {
        report(.rowsOfItself(rosters[start].name, at: name))
      }
    }
  }

  /// Returns the rosters that have to be read before it is known which rows the roster at `i` has.
  private func rostersWaitedFor(by i: Int) -> Set<Int> {
    var found: Set<Int> = []
    var isMatch = false
    switch rosters[i].origin {
    case .file: break
    case .combined(let ids, _, _): found.formUnion(ids.map(\.index))
    case .matched(let first, let second, _):
      found = [first.index, second.index]
      isMatch = true
    }
    guard let reads = rowConditionReads[i] else { return found }
    var all = reads.rosters
    var seen: Set<Int> = []
    var pending = Array(reads.definitions)
    while let d = pending.popLast() {
      guard seen.insert(d).inserted, let core = entries[d].core else { continue }
      all.formUnion(core.rosters.map(\.index))
      pending += core.dependencies.map(\.index)
    }
    // What a roster requires of its rows is asked of the rows as they were read.
    if !isMatch { all.remove(i) }
    return found.union(all)
  }
}
