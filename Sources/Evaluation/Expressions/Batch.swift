import Rosters
import Semantics

/// What an expression is evaluated over: some rows of a roster, some groups of rows, or nothing, once.
struct Batch {

  /// The roster whose rows they are; `nil` outside any roster.
  let roster: LoadedRoster?

  /// The rows; of groups, the groups.
  let rows: RowSelection

  /// The assumptions.
  var frame: Frame

  /// The inputs of the function being evaluated, or the earlier columns of a query, one a row.
  var inputs: [Vector] = []

  /// The row that encloses the evaluation.
  var outer: OuterRow?

  /// The groups, if the rows are groups.
  var grouping: GroupIndex?

  /// The number of rows.
  var count: Int { rows.count }

  /// Returns the rows that stand for the groups of the batch, and the positions of the groups that have none.
  func representatives() -> (Batch, absent: [Int])? {
    guard let grouping, let roster else { return nil }
    var absent: [Int] = []
    let chosen = rows.map {
      grouping.representatives.indices.contains($0) ? grouping.representatives[$0] : -1
    }
    for (i, r) in chosen.enumerated() where r < 0 { absent.append(i) }
    if roster.count == 0 { return nil }
    return (following(roster, rows: .list(chosen.map { max(0, $0) })), absent)
  }

  /// Returns the batch of the rows at `positions`.
  func picking(_ positions: [Int32]) -> Batch {
    var copy = Batch(roster: roster, rows: rows.picking(positions), frame: frame)
    copy.inputs = inputs.map { $0.picking(positions) }
    copy.outer = outer
    copy.grouping = grouping
    return copy
  }

  /// Returns the batch of `rows` of another roster, one for each row of this.
  func following(_ other: LoadedRoster, rows: RowSelection) -> Batch {
    var copy = Batch(roster: other, rows: rows, frame: frame)
    copy.inputs = inputs
    copy.outer = outer
    return copy
  }
}

/// A row that encloses an evaluation, and what encloses it.
final class OuterRow: Sendable {

  let roster: LoadedRoster
  let row: Int32
  let outer: OuterRow?

  init(_ roster: LoadedRoster, _ row: Int32, outer: OuterRow?) {
    self.roster = roster
    self.row = row
    self.outer = outer
  }
}

/// Rows of a roster, each in one of several groups.
struct GroupIndex: Sendable {

  /// The roster.
  let roster: LoadedRoster

  /// The rows, or `nil` for all.
  let rows: [Int32]?

  /// Of each of the rows, its group; -1 for none. `nil` if there is one group.
  let groupOfRow: PackedIntegers?

  /// The number of groups.
  let count: Int

  /// Of each group, a row that stands for it, where its rows share a value; -1 for a group without rows.
  let representatives: [Int32]

  init(roster: LoadedRoster, rows: [Int32]?, groupOfRow: PackedIntegers?, count: Int, isQuery: Bool = false) {
    self.roster = roster
    self.rows = rows
    self.groupOfRow = groupOfRow
    self.count = count
    guard isQuery else {
      representatives = []
      return
    }
    var first = [Int32](repeating: -1, count: count)
    let rowCount = rows?.count ?? roster.count
    var open = count
    for i in 0..<rowCount {
      let group = groupOfRow.map { Int($0[i]) } ?? 0
      if group < 0 || first[group] >= 0 { continue }
      first[group] = rows.map { $0[i] } ?? Int32(i)
      open -= 1
      if open == 0 { break }
    }
    representatives = first
  }
}
