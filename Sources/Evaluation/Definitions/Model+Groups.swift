import Rosters

extension Model {

  /// Returns which of `count` rows have the same values in `columns`.
  static func groups(of columns: [EvaluatedColumn], count: Int, threads: Int = 1) -> GroupedRows {
    // Column by column: the group so far and the column's value make the next group.
    var groupOfRow: PackedIntegers?
    var firstRows: [Int32] = count > 0 ? [0] : []
    var rest = columns[...]
    while let column = rest.first {
      if let dealing = DenseDealing(
        groupOfRow, groups: firstRows.count, by: rest, count: count, threads: threads)
      {
        (groupOfRow, firstRows) = dealing.dealt()
        rest = rest.dropFirst(dealing.keyCount)
      } else {
        (groupOfRow, firstRows) = groups(groupOfRow, by: column, count: count)
        rest = rest.dropFirst()
      }
    }
    return GroupedRows(
      groupOfRow: groupOfRow ?? .bytes([UInt8](repeating: 0, count: count)),
      keys: firstRows.map { row in columns.map { $0[Int(row)] } },
      faults: columns.flatMap { $0.faultCount == 0 ? [] : $0.faults })
  }

  /// Returns the groups by one more column of whatever values, with the first row of each.
  private static func groups(
    _ earlier: PackedIntegers?, by column: EvaluatedColumn, count: Int
  ) -> (PackedIntegers, [Int32]) {
    var groupOfRow = earlier?.list ?? [Int32](repeating: 0, count: count)
    var next: [UInt64: Int32] = [:]
    var others: [Scalar: UInt32] = [:]
    var first: [Int32] = []
    let packed: PackedIntegers?
    switch column.values.values {
    case .scaled(let p, _): packed = column.denominators == nil ? p : nil
    case .texts(let p, _): packed = p
    case .wide: packed = nil
    }
    let isSmall: Bool
    switch packed {
    case .bytes, .shorts, .words: isSmall = true
    case .longs, nil: isSmall = false
    }
    for i in 0..<count where groupOfRow[i] >= 0 {
      if column.isFaulted(i) {
        groupOfRow[i] = -1
        continue
      }
      let code: UInt32
      if isSmall, let packed, column.values.isPresent(i) {
        code = UInt32(truncatingIfNeeded: packed[i])
      } else {
        // Values that do not fit half a key, and missing, are numbered from the other end.
        let value = column[i]
        if let known = others[value] {
          code = known
        } else {
          code = UInt32(others.count)
          others[value] = code
        }
      }
      let isOther: UInt64 = isSmall && column.values.isPresent(i) ? 0 : 1 << 63
      let key = UInt64(UInt32(bitPattern: groupOfRow[i])) << 32 | UInt64(code) | isOther
      if let g = next[key] {
        groupOfRow[i] = g
      } else {
        let g = Int32(first.count)
        next[key] = g
        first.append(Int32(i))
        groupOfRow[i] = g
      }
    }
    return (PackedIntegers(groupOfRow), first)
  }
}
