import Rosters

extension SelectBoard {

  /// Lets all candidates have their turns, or those before the turn of the row `stop`.
  ///
  /// Returns the positions whose turn comes next together if `stop` was met: one, or those of a whole group.
  @discardableResult
  func run(before stop: Int? = nil) -> [Int32] {
    var nobody = NobodyWatches<Money>()
    return run(before: stop, &nobody)
  }

  /// Lets the candidates have their turns while `observer` watches; perhaps only those who come first because
  /// something is kept for their groups.
  @discardableResult
  func run<Observer: TurnObserver<Money>>(
    before stop: Int?, onlyReserved: Bool = false, _ observer: inout Observer
  ) -> [Int32] {
    // Those whom an award that stands pays have no turn.
    for award in problem.kept {
      let position = Int(rankOfKept[award.row] ?? 0) - 1
      if position < 0 { continue }
      reasons.base[position] = SelectReason.kept.rawValue
      payers.base[position] = -2
    }
    if problem.floors.isEmpty && problem.wholeGroupOfRow == nil { return runAlone(before: stop, &observer) }
    return runInUnits(before: stop, onlyReserved: onlyReserved, &observer)
  }

  /// The loop for a selection in which each candidate stands alone and no place is kept.
  private func runAlone<Observer: TurnObserver<Money>>(
    before stop: Int?, _ observer: inout Observer
  ) -> [Int32] {
    let table = table
    let isSplit = problem.mayBeSplit
    let someAreKept = !problem.kept.isEmpty
    let isCountedByBlock = !isSplit && !table.purseMayRepeat && sources.allSatisfy { $0.purseOfRow == nil }
    var forecast: Forecast?
    if !Observer.seesAll { noteFullLimits() }
    return problem.order.withUnsafeBufferPointer { order in
      guard let order = order.baseAddress else { return [] }
      var end = problem.order.count
      var met: [Int32] = []
      if let stop, let position = (0..<end).first(where: { Int(order[$0]) == stop }) {
        end = position
        met = [Int32(truncatingIfNeeded: position)]
      }
      @inline(__always)
      func play(_ slot: Int, _ position: Int) -> Bool {
        if isSplit {
          return takeOne(Int(order[position]), slot: slot, position: position, &observer) == .funded
        }
        let (reason, source) = table.turn(Int(order[position]), slot: slot, position: position, &observer)
        reasons.base[position] = reason.rawValue
        payers.base[position] = Int16(truncatingIfNeeded: source)
        return source >= 0
      }
      var start = 0
      while start < end {
        let count = min(Table.blockSize, end - start)
        var next = start + count
        if Observer.seesAll || !table.someAreLeftOut {
          load(order + start, count: count)
          for slot in 0..<count {
            if someAreKept, payers.base[start &+ slot] == -2 { continue }
            if play(slot, start &+ slot), !isCountedByBlock { table.noteReached(slot) }
            if !Observer.seesAll, table.someAreLeftOut {
              // From here on most are known before their turns.
              next = start + slot + 1
              break
            }
          }
          if isCountedByBlock { table.noteReached(next - start, paidBy: payers.base + start) }
          start = next
          continue
        }
        let known = forecast ?? Forecast(self)
        forecast = known
        let open = known.decide(order + start, from: start, count: count)
        load(known.rows.base, count: open)
        let closings = table.closingCount[0]
        for slot in 0..<open {
          let position = start &+ Int(known.slots.base[slot])
          if play(slot, position) { table.noteReached(slot) }
          if table.closingCount[0] != closings {
            // What was decided for those after it holds no longer.
            next = position + 1
            break
          }
        }
        start = next
      }
      return met
    }
  }

  // MARK: Groups and kept places

  /// The positions of each whole group's members that need a turn, by group.
  private func members() -> [[Int32]] {
    guard let groups = problem.wholeGroupOfRow else { return [] }
    var members = [[Int32]](repeating: [], count: SelectProblem.groupCount(groups))
    for position in 0..<problem.order.count {
      let row = Int(problem.order[position])
      let group = Int(groups[row])
      if group >= 0, kept[row] == nil { members[group].append(Int32(truncatingIfNeeded: position)) }
    }
    return members
  }

  private func runInUnits<Observer: TurnObserver<Money>>(
    before stop: Int?, onlyReserved: Bool, _ observer: inout Observer
  ) -> [Int32] {
    let n = problem.order.count
    let groupMembers = members()
    var done = [Bool](repeating: false, count: n)
    for rank in rankOfKept.values { done[Int(rank) - 1] = true }

    func unit(at position: Int) -> [Int32] {
      let row = Int(problem.order[position])
      guard let groups = problem.wholeGroupOfRow, groups[row] >= 0 else {
        return [Int32(truncatingIfNeeded: position)]
      }
      return groupMembers[Int(groups[row])]
    }
    func stops(_ unit: [Int32]) -> Bool {
      stop.map { row in unit.contains { Int(problem.order[Int($0)]) == row } } ?? false
    }
    func play(_ unit: [Int32]) {
      take(unit, &observer)
      for position in unit { done[Int(position)] = true }
    }

    if !problem.floors.isEmpty {
      var filled = filledByKept()
      for position in 0..<n where !done[position] && isReserved(position, filled) {
        let unit = unit(at: position)
        if stops(unit) { return unit }
        play(unit)
        for member in unit where payers.base[Int(member)] != -1 {
          countPaid(at: Int(member), &filled)
        }
      }
    }
    if onlyReserved { return [] }
    for position in 0..<n where !done[position] {
      let unit = unit(at: position)
      if stops(unit) { return unit }
      play(unit)
    }
    return []
  }

  /// What the turns so far and the awards that stand fill in each group of each floor.
  func filled() -> [[Rational]] {
    var filled = filledByKept()
    for position in 0..<problem.order.count where payers.base[position] != -1 {
      if kept[Int(problem.order[position])] == nil { countPaid(at: position, &filled) }
    }
    return filled
  }

  /// The places filled in each group of each floor, before the first turn.
  func filledByKept() -> [[Rational]] {
    var filled = problem.floors.map { [Rational](repeating: .zero, count: $0.least.count) }
    for award in problem.kept { count(award.parts.map { ($0.source, $0.amount) }, of: award.row, &filled) }
    return filled
  }

  /// Counts what the candidate at `position` was paid towards what is kept for its groups.
  func countPaid(at position: Int, _ filled: inout [[Rational]]) {
    let row = Int(problem.order[position])
    let source = Int(payers.base[position])
    if source >= 0 {
      count([(source, cost(ofRow: row, source).rational(unit: unit))], of: row, &filled)
    } else if let paid = parts[row] {
      count(paid.map { ($0.source, $0.amount.rational(unit: unit)) }, of: row, &filled)
    }
  }

  private func count(
    _ amounts: [(source: Int, amount: Rational)], of row: Int, _ filled: inout [[Rational]]
  ) {
    for (index, floor) in problem.floors.enumerated() {
      if let group = floor.group(of: row) {
        filled[index][group] = filled[index][group] + floor.count(amounts)
      }
    }
  }

  private func isReserved(_ position: Int, _ filled: [[Rational]]) -> Bool {
    let row = Int(problem.order[position])
    return problem.floors.indices.contains { index in
      problem.floors[index].group(of: row).map {
        filled[index][$0] < problem.floors[index].least[$0]
      } ?? false
    }
  }

  /// Lets the candidates at `unit`, one or a whole group, have their turn: all are paid, or none.
  ///
  /// Returns the row that could not be paid, if one could not.
  @discardableResult
  func take<Observer: TurnObserver<Money>>(_ unit: [Int32], _ observer: inout Observer) -> Int? {
    // Who closes a purse is settled when the whole group is: until then its purses close on trial.
    let closedBefore = table.closingCount[0]
    var failed: (row: Int, reason: SelectReason)?
    var paid = 0
    var loaded = -1
    func slot(_ index: Int) -> Int {
      let block = index / Table.blockSize
      if block != loaded {
        let first = block * Table.blockSize
        load(unit[first..<min(first + Table.blockSize, unit.count)].map { problem.order[Int($0)] })
        loaded = block
      }
      return index % Table.blockSize
    }
    for (index, at) in unit.enumerated() {
      let position = Int(at)
      let row = Int(problem.order[position])
      let reason = takeOne(row, slot: slot(index), position: position, &observer)
      if reason != .funded {
        failed = (row, reason)
        break
      }
      table.noteReached(slot(index))
      paid += 1
    }
    guard let failed else { return nil }
    for index in 0..<paid { takeBack(Int(unit[index]), slot: slot(index)) }
    if unit.count > 1 {
      switch failed.reason {
      case .quotaReached, .noPurse:
        table.reopen(downTo: closedBefore)
      case .funded, .kept, .notEligible, .purseClosed, .notEnoughLeft, .groupNotWhole: break
      }
    }
    for at in unit {
      let position = Int(at)
      let row = Int(problem.order[position])
      payers.base[position] = -1
      reasons.base[position] =
        (row == failed.row ? failed.reason : SelectReason.groupNotWhole).rawValue
    }
    return failed.row
  }

  @inline(__always)
  private func takeOne<Observer: TurnObserver<Money>>(
    _ row: Int, slot: Int, position: Int, _ observer: inout Observer
  ) -> SelectReason {
    if problem.mayBeSplit {
      let (reason, taken) = table.splitTurn(row, slot: slot, position: position, &observer)
      if reason == .funded {
        if taken.count == 1 {
          payers.base[position] = Int16(truncatingIfNeeded: taken[0].source)
        } else {
          payers.base[position] = -2
          parts[row] = taken
        }
      }
      reasons.base[position] = reason.rawValue
      return reason
    }
    let (reason, source) = table.turn(row, slot: slot, position: position, &observer)
    payers.base[position] = Int16(truncatingIfNeeded: source)
    reasons.base[position] = reason.rawValue
    return reason
  }

  /// Gives back what the candidate at `position` was paid.
  private func takeBack(_ position: Int, slot: Int) {
    let row = Int(problem.order[position])
    var paid = parts[row] ?? []
    let source = Int(payers.base[position])
    if source >= 0 {
      paid = [Table.Part(source: source, purse: table.purse(source, slot), amount: table.cost(source, slot))]
    }
    for (i, part) in paid.enumerated() {
      purses.base[part.purse].balance = purses.base[part.purse].balance + part.amount
      if !paid[..<i].contains(where: { $0.purse == part.purse }) { purses.base[part.purse].funded &-= 1 }
      table.charge(slot, part.source, part.amount, back: true)
    }
    table.countPerson(slot, paid, back: true)
    table.noteReached(slot, back: true)
    parts[row] = nil
  }
}
