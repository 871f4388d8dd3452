import Rosters

/// What is checked once, so that the loops over candidates need not.
extension SelectProblem {

  /// Returns the place of each row in the order, from 1, 0 for none.
  func ranked() -> Result<[Int32], SelectImpossibility> {
    guard rowCount >= 0, order.count < Int(Int32.max) else { return .failure(.malformed(.columnLength)) }
    var ranks = [Int32](repeating: 0, count: rowCount)
    var flaw: SelectFlaw?
    ranks.withUnsafeMutableBufferPointer { ranks in
      for (position, row) in order.enumerated() {
        guard row >= 0, Int(row) < ranks.count else {
          flaw = .rowOutOfRange(Int(row))
          return
        }
        if ranks[Int(row)] != 0 {
          flaw = .rowTwice(Int(row))
          return
        }
        ranks[Int(row)] = Int32(truncatingIfNeeded: position &+ 1)
      }
    }
    return flaw.map { .failure(.malformed($0)) } ?? .success(ranks)
  }

  func findFlaw() -> SelectFlaw? {
    var lengths = costs.map(\.count)
    for source in sources {
      lengths += [source.eligible?.count ?? rowCount]
      if case .perRow(let column) = source.purses { lengths.append(column.count) }
    }
    for quota in quotas {
      lengths += [quota.groupOfRow?.count ?? rowCount, quota.mask?.count ?? rowCount]
    }
    for floor in floors { lengths += [floor.groupOfRow.count, floor.mask?.count ?? rowCount] }
    if let wholeGroupOfRow { lengths.append(wholeGroupOfRow.count) }
    if lengths.contains(where: { $0 != rowCount }) { return .columnLength }

    for column in costs {
      if case .scaled(_, let denominator) = column, denominator < 1 { return .denominatorNotPositive }
    }
    if sources.count > Int(Int16.max) || purses.count >= Int(Int32.max) { return .purseOutOfRange(source: 0) }
    for (index, source) in sources.enumerated() {
      guard costs.indices.contains(source.costs) else { return .purseOutOfRange(source: index) }
      switch source.purses {
      case .one(let purse):
        if !purses.indices.contains(purse) { return .purseOutOfRange(source: index) }
      case .perRow(let column):
        if SelectProblem.groupCount(column) > purses.count { return .purseOutOfRange(source: index) }
      }
    }
    if mayBeSplit, Set(sources.map(\.costs)).count > 1 { return .splitNeedsOneCost }
    for quota in quotas {
      if case .each(let limits) = quota.limits,
        SelectProblem.groupCount(quota.groupOfRow) > limits.count
      {
        return .groupOutOfRange
      }
      if let named = quota.sources, named.contains(where: { !sources.indices.contains($0) }) {
        return .purseOutOfRange(source: named.first ?? 0)
      }
    }
    for floor in floors where SelectProblem.groupCount(floor.groupOfRow) > floor.least.count {
      return .groupOutOfRange
    }
    return findFlawOfKept()
  }

  private func findFlawOfKept() -> SelectFlaw? {
    var seen: Set<Int> = []
    for award in kept {
      if award.row < 0 || award.row >= rowCount { return .rowOutOfRange(award.row) }
      if !seen.insert(award.row).inserted { return .rowTwice(award.row) }
      for part in award.parts {
        let isKnown =
          (part.source == -1 || sources.indices.contains(part.source))
          && (part.purse == -1 || purses.indices.contains(part.purse))
        if !isKnown { return .purseOutOfRange(source: part.source) }
      }
    }
    return nil
  }

  func findNegativePurse() -> SelectImpossibility? {
    for (index, purse) in purses.enumerated() where purse.available.signum < 0 {
      return .purseNegative(purse: index, available: purse.available)
    }
    return nil
  }

  func findNegative() -> SelectImpossibility? {
    if let purse = findNegativePurse() { return purse }
    var rows: [Int] = []
    var count = 0
    for column in costs {
      switch column {
      case .scaled(let values, _):
        if SelectProblem.bits(values) >= 0 { continue }
      case .wide: break
      }
      for candidate in order where column[Int(candidate)].signum < 0 {
        count += 1
        if rows.count < 10 { rows.append(Int(candidate)) }
      }
    }
    for award in kept where award.parts.contains(where: { $0.amount.signum < 0 }) {
      count += 1
      rows.append(award.row)
    }
    return count > 0 ? .negativeCosts(rows: rows, count: count) : nil
  }

  /// Returns the bits that any of `values` has: negative if one is, else no less than the greatest.
  static func bits(_ values: [Int64]) -> Int64 {
    var bits: Int64 = 0
    for value in values { bits |= value }
    return bits
  }

  func findKeptExcess() -> SelectImpossibility? {
    if kept.isEmpty { return nil }
    var taken: [Int: Rational] = [:]
    for part in kept.lazy.flatMap(\.parts) where part.purse >= 0 {
      taken[part.purse, default: .zero] = taken[part.purse, default: .zero] + part.amount
    }
    for purse in taken.keys.sorted() {
      guard let amount = taken[purse], amount > purses[purse].available else { continue }
      return .keptExceedPurse(
        purse: purse, short: amount - purses[purse].available,
        rows: kept.filter { $0.parts.contains { $0.purse == purse } }.map(\.row))
    }
    return nil
  }
}
