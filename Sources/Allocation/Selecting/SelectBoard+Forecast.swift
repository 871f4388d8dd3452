extension SelectBoard {

  /// Notes which limits are reached before the first turn.
  func noteFullLimits() {
    for (index, quota) in quotas.enumerated() {
      for limit in quota.limits { table.noteFull(index, limit) }
    }
  }

  /// Tells of candidates, a block at a time, who can get nothing whatever comes before their turns.
  ///
  /// When the money has run out or quotas are full most candidates are like that. A quota that is full stays full and
  /// a purse that has closed stays closed, so that only another purse that closes can change their reason.
  struct Forecast {

    private let board: SelectBoard
    /// The quotas that pass over a candidate whoever would pay.
    private let quotas: [Int]
    private let someAreKept: Bool
    /// For each candidate of the block, 1 if a limit of one of them is full.
    private let isBarred = Buffer<UInt8>(repeating: 0, count: Table.blockSize)
    /// For each candidate of the block, 1 if a purse may be spent on it, and 2 more if one of them is open.
    private let mayUse = Buffer<UInt8>(repeating: 0, count: Table.blockSize)
    /// The rows of those who need a turn.
    let rows = Buffer<Int32>(repeating: 0, count: Table.blockSize)
    /// Their places in the block.
    let slots = Buffer<Int32>(repeating: 0, count: Table.blockSize)

    /// By what is noted in `mayUse`, why a candidate gets nothing.
    private let reasonOf = Buffer(
      [SelectReason.noPurse, .purseClosed, .noPurse, .quotaReached].map(\.rawValue))

    init(_ board: SelectBoard) {
      self.board = board
      someAreKept = !board.problem.kept.isEmpty
      quotas = board.quotas.indices.filter { quota in
        board.sources.indices.allSatisfy { board.table.counts(quota, $0) }
      }
    }

    /// Notes the reasons of those among `count` candidates from the place `start` on who get nothing, and lists the
    /// others in ``rows`` and ``slots``; returns how many these are.
    func decide(_ order: UnsafePointer<Int32>, from start: Int, count: Int) -> Int {
      let isOpenToAll = board.sources.contains { isForAll($0) && isOpen($0.purse) }
      let nobodyIsLeft = isNobodyLeft
      if nobodyIsLeft && !someAreKept && (isOpenToAll || board.sources.contains(where: isForAll)) {
        let reason: SelectReason = isOpenToAll ? .quotaReached : .purseClosed
        board.reasons.base.advanced(by: start).update(repeating: reason.rawValue, count: count)
        return 0
      }
      let barred = isBarred.base
      barred.update(repeating: nobodyIsLeft ? 1 : 0, count: count)
      if !nobodyIsLeft {
        for quota in quotas {
          let limits = board.quotas[quota].limits
          board.quotas[quota].bars.gather(
            board.table.isFull + limits.lowerBound, order, count, into: barred)
        }
      }
      let usable = mayUse.base
      noteUsable(order, count, isOpenToAll: isOpenToAll)
      let reasons = board.reasons.base + start
      let payers = board.payers.base + start
      let reasonOf = reasonOf.base
      var listed = 0
      for i in 0..<count {
        let isKept = payers[i] == -2
        reasons[i] = isKept ? SelectReason.kept.rawValue : reasonOf[Int(usable[i])]
        rows.base[listed] = order[i]
        slots.base[listed] = Int32(truncatingIfNeeded: i)
        listed &+= (isKept ? 0 : 1) & Int(usable[i] &>> 1) & Int(barred[i] ^ 1)
      }
      return listed
    }

    /// Whether no purse is open or a quota that concerns all is full for everybody.
    private var isNobodyLeft: Bool {
      board.sources.allSatisfy { $0.purseOfRow == nil && !isOpen($0.purse) }
        || quotas.contains { quota in
          board.quotas[quota].bars.concernAll
            && board.table.fullCount[quota] == board.quotas[quota].limits.count
        }
    }

    private func isForAll(_ source: SourceColumns) -> Bool { source.purseOfRow == nil && source.mask == nil }

    @inline(__always)
    private func isOpen(_ purse: Int32) -> Bool { board.purses.base[Int(purse)].closedAt == 0 }

    /// Notes of each candidate whether a purse may be spent on it, and whether one of them is open.
    private func noteUsable(_ order: UnsafePointer<Int32>, _ count: Int, isOpenToAll: Bool) {
      let usable = mayUse.base
      if isOpenToAll {
        usable.update(repeating: 3, count: count)
      } else if let bits = board.usableSources {
        var open: UInt8 = 0
        for (s, source) in board.sources.enumerated() where isOpen(source.purse) { open |= 1 << UInt8(s) }
        bits.withUnsafeBufferPointer { bits in
          for i in 0..<count {
            let here = bits[Int(order[i])]
            usable[i] = min(here, 1) | min(here & open, 1) &<< 1
          }
        }
      } else {
        usable.update(repeating: 0, count: count)
        for source in board.sources { open(source, order, count) }
      }
    }

    /// Notes on whom the money of `source` may be spent, and whether its purse is open.
    private func open(
      _ source: SourceColumns, _ order: UnsafePointer<Int32>, _ count: Int
    ) {
      let usable = mayUse.base
      withPointers(source.purseOfRow, source.mask) { purseOfRow, mask in
        guard let purseOfRow else {
          let both: UInt8 = isOpen(source.purse) ? 3 : 1
          if let mask {
            for i in 0..<count { usable[i] |= mask[Int(order[i])] == 0 ? 0 : both }
          } else {
            for i in 0..<count { usable[i] |= both }
          }
          return
        }
        for i in 0..<count {
          let row = Int(order[i])
          let purse = purseOfRow[row]
          if purse < 0 { continue }
          if let mask, mask[row] == 0 { continue }
          usable[i] |= isOpen(purse) ? 3 : 1
        }
      }
    }

    @inline(__always)
    private func withPointers(
      _ column: [Int32]?, _ mask: [UInt8]?, _ body: (UnsafePointer<Int32>?, UnsafePointer<UInt8>?) -> Void
    ) {
      func withMask(_ column: UnsafePointer<Int32>?) {
        guard let mask else { return body(column, nil) }
        mask.withUnsafeBufferPointer { body(column, $0.baseAddress) }
      }
      guard let column else { return withMask(nil) }
      column.withUnsafeBufferPointer { withMask($0.baseAddress) }
    }
  }
}
