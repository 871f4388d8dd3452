import Rosters

extension SelectOutcome {

  /// Returns what became of every row, as columns.
  public func columns() -> SelectColumns {
    let rows = problem.rowCount
    var funded = [UInt8](repeating: 0, count: rows)
    var sources = [Int32](repeating: -1, count: rows)
    var reasonOfRow = [UInt8](repeating: SelectReason.notEligible.rawValue, count: rows)
    // By rows, not by rank: what is written lies in a row, and what is read is small.
    rankOfRow.withUnsafeBufferPointer { ranks in
      for row in 0..<rows where ranks[row] > 0 {
        let position = Int(ranks[row]) &- 1
        let payer = payers.base[position]
        reasonOfRow[row] = reasons.base[position]
        sources[row] = payer < 0 ? -1 : Int32(payer)
        funded[row] = payer < 0 ? 0 : 1
      }
    }
    var purses = pursesOfRows(sources)
    for (row, paid) in parts {
      funded[row] = 1
      if rankOfRow[row] == 0 { reasonOfRow[row] = SelectReason.kept.rawValue }
      sources[row] = Int32(truncatingIfNeeded: paid.first?.source ?? -1)
      purses[row] = Int32(truncatingIfNeeded: paid.first?.purse ?? -1)
    }
    return SelectColumns(
      funded: funded, amounts: amountsOfRows(sources), sources: sources, purses: purses, ranks: rankOfRow,
      reasons: reasonOfRow)
  }

  /// Returns the purse that paid each row, by its source.
  private func pursesOfRows(_ sources: [Int32]) -> [Int32] {
    let isEachItsOwn = problem.sources.enumerated().allSatisfy { index, source in
      if case .one(index) = source.purses { true } else { false }
    }
    // Where sources are numbered as purses are, one list says both.
    if isEachItsOwn { return sources }
    var purses = [Int32](repeating: -1, count: sources.count)
    for (index, source) in problem.sources.enumerated() {
      let index = Int32(truncatingIfNeeded: index)
      switch source.purses {
      case .one(let purse):
        let purse = Int32(truncatingIfNeeded: purse)
        for row in sources.indices { purses[row] = sources[row] == index ? purse : purses[row] }
      case .perRow(let column):
        for row in sources.indices where sources[row] == index { purses[row] = column[row] }
      }
    }
    return purses
  }

  private func amountsOfRows(_ sources: [Int32]) -> Amounts {
    if let small = scaledAmounts(sources) { return small }
    return .wide(
      sources.indices.map { row in
        if let paid = parts[row] { return paid.reduce(.zero) { $0 + $1.amount } }
        return sources[row] < 0 ? .zero : problem.costs[problem.sources[Int(sources[row])].costs][row]
      })
  }

  private func scaledAmounts(_ sources: [Int32]) -> Amounts? {
    // Only where all payers count in the same unit can the integers stand as they are.
    var unit: Int64?
    for source in problem.sources {
      guard case .scaled(_, let d) = problem.costs[source.costs], unit == nil || unit == d else { return nil }
      unit = d
    }
    let denominator = unit ?? 1
    var amounts = [Int64](repeating: 0, count: problem.rowCount)
    for (index, source) in problem.sources.enumerated() {
      guard case .scaled(let values, _) = problem.costs[source.costs] else { return nil }
      let index = Int32(truncatingIfNeeded: index)
      values.withUnsafeBufferPointer { values in
        sources.withUnsafeBufferPointer { sources in
          amounts.withUnsafeMutableBufferPointer { amounts in
            for row in 0..<amounts.count { amounts[row] = sources[row] == index ? values[row] : amounts[row] }
          }
        }
      }
    }
    for (row, paid) in parts {
      let total = paid.reduce(.zero) { $0 + $1.amount } * Rational(denominator)
      guard let exact = total.int64 else { return nil }
      amounts[row] = exact
    }
    return .scaled(amounts, denominator: denominator)
  }
}
