extension SelectProblem {

  /// `true` iff two sources can mean the same purse for one row.
  var pursesMayRepeat: Bool {
    let single = sources.compactMap { source -> Int? in
      if case .one(let purse) = source.purses { return purse }
      return nil
    }
    return Set(single).count < single.count || (sources.count > single.count && sources.count > 1)
  }

  /// Returns of each purse how many candidates it may be spent on who have a turn: awards that stand are not counted.
  func reachable(_ rankOfRow: [Int32]) -> [Int] {
    var reachable = [Int](repeating: 0, count: purses.count)
    if pursesMayRepeat {
      for row in order { count(Int(row), 1, in: &reachable) }
    } else {
      for source in sources { count(source, rankOfRow, in: &reachable) }
    }
    for award in kept where rankOfRow[award.row] > 0 { count(award.row, -1, in: &reachable) }
    return reachable
  }

  /// Counts `row` once with each purse that may be spent on it.
  private func count(_ row: Int, _ times: Int, in reachable: inout [Int]) {
    for (index, source) in sources.enumerated() {
      guard let purse = source.purse(for: row) else { continue }
      let isRepeated = sources[..<index].contains { $0.purse(for: row) == purse }
      if !isRepeated { reachable[purse] += times }
    }
  }

  /// Counts the candidates that the purses of `source` may be spent on: row by row, since each row is one or none.
  private func count(_ source: Source, _ rankOfRow: [Int32], in reachable: inout [Int]) {
    switch source.purses {
    case .one(let purse):
      guard let mask = source.eligible else {
        reachable[purse] += order.count
        return
      }
      if order.count == rowCount {
        // Without a branch, which no processor could foresee.
        reachable[purse] += mask.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ Int(min($1, 1)) } }
      } else {
        for row in order where mask[Int(row)] != 0 { reachable[purse] += 1 }
      }
    case .perRow(let column):
      for row in 0..<rowCount where rankOfRow[row] > 0 && column[row] >= 0 {
        if let mask = source.eligible, mask[row] == 0 { continue }
        reachable[Int(column[row])] += 1
      }
    }
  }
}
