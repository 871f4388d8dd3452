import Rosters

/// The groups that the rows of a batch belong to, in the width they are kept in.
struct GroupMembers {

  private let groups: PackedIntegers
  /// Where the first row of the batch stands in ``groups``.
  private let first: Int
  private let count: Int

  /// Creates the groups of `rows`, of which `groups` has all.
  init(_ groups: PackedIntegers, _ rows: Range<Int>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= groups.count, "rows of the groups")
    self.groups = groups
    first = rows.lowerBound
    count = rows.count
  }

  /// Returns the group of the row at `position`; below 0 for none.
  subscript(position: Int) -> Int { Int(groups[first + position]) }

  /// Returns the groups of the rows at `positions`.
  func picking(_ positions: [Int32]) -> GroupMembers {
    let places = first == 0 ? positions : positions.map { $0 &+ Int32(truncatingIfNeeded: first) }
    return GroupMembers(groups.picking(places), 0..<positions.count)
  }

  /// Calls `body`, for each row of `rows` that has a group, with the row's place among them, and with the group. The rows
  /// are of the whole roster.
  @inline(__always)
  func each(of rows: ArraySlice<Int32>, _ body: (_ place: Int, _ group: Int) -> Void) {
    switch groups {
    case .bytes(let a): each(of: rows, in: a, body)
    case .shorts(let a): each(of: rows, in: a, body)
    case .words(let a): each(of: rows, in: a, body)
    case .longs(let a): each(of: rows, in: a, body)
    }
  }

  @inline(__always)
  private func each<T: FixedWidthInteger>(
    of rows: ArraySlice<Int32>, in groups: [T], _ body: (Int, Int) -> Void
  ) {
    for i in rows.indices {
      let group = Int(truncatingIfNeeded: groups[Int(rows[i])])
      if !T.isSigned || group >= 0 { body(i, group) }
    }
  }

  /// Calls `body` with the position of each row that has a group, and with the group.
  @inline(__always)
  func each(_ body: (_ position: Int, _ group: Int) -> Void) {
    switch groups {
    case .bytes(let a): each(of: a, body)
    case .shorts(let a): each(of: a, body)
    case .words(let a): each(of: a, body)
    case .longs(let a): each(of: a, body)
    }
  }

  @inline(__always)
  private func each<T: FixedWidthInteger>(of groups: [T], _ body: (Int, Int) -> Void) {
    groups.withUnsafeBufferPointer { groups in
      for i in 0..<count {
        let group = Int(truncatingIfNeeded: groups[first &+ i])
        if !T.isSigned || group >= 0 { body(i, group) }
      }
    }
  }
}
