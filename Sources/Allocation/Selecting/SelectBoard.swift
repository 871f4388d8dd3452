import Rosters

/// The state of a selection while candidates have their turns.
///
/// One implementation serves the run, the replay that explains one candidate and the what-ifs: they differ in
/// where they stop and in who watches.
final class SelectBoard<Money: SelectMoney> {

  typealias Table = SelectTable<Money>

  struct SourceColumns {
    let purse: Int32
    let purseOfRow: [Int32]?
    let mask: [UInt8]?
  }

  struct QuotaColumns {
    let limits: Range<Int>
    /// The limit that can pass over each row.
    let bars: QuotaPlaces
    /// 1 for each row that counts, where a limit can also pass over others; else `nil`.
    let mask: [UInt8]?
  }

  let problem: SelectProblem
  let unit: Int64
  let table: Table
  private(set) var reasons: Buffer<UInt8>
  private(set) var payers: Buffer<Int16>
  let purses: Buffer<Table.PurseState>
  /// Amounts from several purses, by row, and those of awards that stand.
  var parts: [Int: [Table.Part]] = [:]
  /// Amounts of awards that stand, by row; no turn changes them.
  let kept: [Int: [Table.Part]]
  /// The places of the awards that stand among the candidates, by row.
  let rankOfKept: [Int: Int32]

  let sources: [SourceColumns]
  /// For each row one bit a source, set if its money may be spent on it; `nil` where sources are too many or families.
  let usableSources: [UInt8]?
  let quotas: [QuotaColumns]
  private let costs: [[Money]]
  private var available: [Money]
  private let limitCount: Int
  /// Owners of the memory the table points into.
  private let owners: [AnyObject]

  /// Creates the board, or `nil` if the amounts do not fit this kind of money.
  init?(_ problem: SelectProblem, unit: Int64) {
    var owners: [AnyObject] = []
    func pointer<T>(_ buffer: Buffer<T>) -> UnsafeMutablePointer<T> {
      owners.append(buffer)
      return buffer.base
    }
    costs = problem.costs.compactMap { Money.column($0, unit: unit) }
    available = problem.purses.compactMap { Money($0.available, unit: unit) }
    guard costs.count == problem.costs.count, available.count == problem.purses.count else { return nil }
    var keptParts: [Int: [Table.Part]] = [:]
    for award in problem.kept {
      for part in award.parts {
        guard let amount = Money(part.amount, unit: unit) else { return nil }
        keptParts[award.row, default: []].append(
          Table.Part(source: part.source, purse: part.purse, amount: amount))
      }
    }
    kept = keptParts
    var keptRanks: [Int: Int32] = [:]
    if !keptParts.isEmpty {
      for (position, row) in problem.order.enumerated() where keptParts[Int(row)] != nil {
        keptRanks[Int(row)] = Int32(truncatingIfNeeded: position + 1)
      }
    }
    rankOfKept = keptRanks
    sources = problem.sources.map { source in
      switch source.purses {
      case .one(let purse):
        SourceColumns(purse: Int32(truncatingIfNeeded: purse), purseOfRow: nil, mask: source.eligible)
      case .perRow(let column): SourceColumns(purse: -1, purseOfRow: column, mask: source.eligible)
      }
    }
    usableSources = Self.usableSources(sources, rowCount: problem.rowCount)

    var quotaColumns: [QuotaColumns] = []
    var money: [Money] = []
    var people: [Int64] = []
    var counted: [UInt8] = []
    for quota in problem.quotas {
      let limits: [Rational]
      switch quota.limits {
      case .same(let limit):
        limits = [Rational](repeating: limit, count: SelectProblem.groupCount(quota.groupOfRow))
      case .each(let each): limits = each
      }
      quotaColumns.append(
        QuotaColumns(
          limits: money.count..<money.count + limits.count, bars: QuotaPlaces(quota, limits: limits.count),
          mask: quota.pausesGroup ? quota.mask : nil))
      for limit in limits {
        // A limit beyond what can be counted in 64 bits is never reached.
        people.append(limit.floor.int64 ?? (limit.signum < 0 ? 0 : Int64.max))
        money.append(Money.limit(limit, unit: unit) ?? Money.plenty(costs: problem.costs))
      }
      // Behind them one that nothing counts towards, for rows of no group.
      people.append(Int64.max)
      money.append(.zero)
      for source in problem.sources.indices {
        counted.append(quota.sources?.contains(source) ?? true ? 1 : 0)
      }
      counted.append(quota.sources == nil ? 1 : 0)
    }
    quotas = quotaColumns
    limitCount = money.count

    let size = Table.blockSize
    reasons = Buffer(repeating: 0, count: problem.order.count)
    payers = Buffer(repeating: -1, count: problem.order.count)
    purses = Buffer(available.map { Table.PurseState(balance: $0) })
    table = Table(
      unit: unit, sourceCount: problem.sources.count, quotaCount: problem.quotas.count,
      closesPurses: !problem.skipAndGoOn,
      purseMayRepeat: problem.pursesMayRepeat,
      purses: purses.base,
      usableBlock: pointer(Buffer(repeating: 0, count: size)),
      purseBlock: pointer(Buffer(repeating: -1, count: size * sources.count)),
      costBlock: pointer(Buffer(repeating: .zero, count: size * costs.count)),
      costColumn: pointer(Buffer(problem.sources.map(\.costs))),
      barBlock: pointer(Buffer(repeating: -1, count: size * quotaColumns.count)),
      countBlock: pointer(Buffer(repeating: -1, count: size * quotaColumns.count)),
      countsPeople: pointer(Buffer(problem.quotas.map { $0.measure == .people ? 1 : 0 })),
      firstLimit: pointer(Buffer(quotaColumns.map(\.limits.lowerBound))),
      quotaCountsSource: pointer(Buffer(counted)),
      moneyLimits: pointer(Buffer(money)),
      moneyUsed: pointer(Buffer(repeating: .zero, count: money.count)),
      peopleLimits: pointer(Buffer(people)),
      peopleUsed: pointer(Buffer(repeating: 0, count: people.count)),
      leastRoom: pointer(Buffer(Self.leastRooms(problem, costs))),
      isFull: pointer(Buffer(repeating: 0, count: people.count)),
      fullCount: pointer(Buffer(repeating: 0, count: quotaColumns.count + 1)),
      closings: pointer(Buffer(repeating: 0, count: available.count)),
      closingCount: pointer(Buffer(repeating: 0, count: 1)))
    self.problem = problem
    self.unit = unit
    self.owners = owners
    chargeKept()
  }

  /// Puts the board back to before the first turn, with `extra` more in `purse`.
  func reset(adding extra: Money? = nil, to purse: Int = 0) {
    for (i, amount) in available.enumerated() { purses.base[i] = Table.PurseState(balance: amount) }
    if let extra, purse >= 0, purse < available.count {
      purses.base[purse].balance = available[purse] + extra
    }
    for i in 0..<limitCount {
      table.moneyUsed[i] = .zero
      table.peopleUsed[i] = 0
      table.isFull[i] = 0
    }
    for quota in 0...quotas.count { table.fullCount[quota] = 0 }
    // An outcome may have those of the turns before.
    if isKnownUniquelyReferenced(&payers), isKnownUniquelyReferenced(&reasons) {
      payers.base.update(repeating: -1, count: payers.count)
      reasons.base.update(repeating: 0, count: reasons.count)
    } else {
      payers = Buffer(repeating: -1, count: payers.count)
      reasons = Buffer(repeating: 0, count: reasons.count)
    }
    table.closingCount[0] = 0
    parts = [:]
    chargeKept()
  }

  /// Puts the board back to before the first turn with other amounts in its purses; returns `false` and changes
  /// nothing if they are not whole in its unit or too large to be counted in it.
  func setAvailable(_ amounts: [Rational]) -> Bool {
    let exact = amounts.compactMap { Money($0, unit: unit) }
    let total = amounts.reduce(.zero, +)
    guard exact.count == amounts.count, total * Rational(unit) < Rational(Int64(1) << 61) else {
      return false
    }
    available = exact
    reset()
    return true
  }

  /// Returns what `purse` holds before the first turn: what may be spent less the awards that stand.
  func balanceBeforeTurns(of purse: Int) -> Money {
    kept.values.joined().reduce(available[purse]) { $1.purse == purse ? $0 - $1.amount : $0 }
  }

  private func chargeKept() {
    for award in problem.kept {
      guard let paid = kept[award.row], let first = paid.first else { continue }
      parts[award.row] = paid
      load(award.row)
      for part in paid {
        if part.purse >= 0, part.purse < purses.count {
          purses.base[part.purse].balance = purses.base[part.purse].balance - part.amount
          purses.base[part.purse].funded += 1
        }
        table.charge(0, part.source, part.amount)
      }
      table.countPerson(0, first.source)
    }
  }

  /// Returns what `row` costs `source`.
  func cost(ofRow row: Int, _ source: Int) -> Money { costs[problem.sources[source].costs][row] }

  /// Returns for each quota the room below which it passes over everybody whom it counts.
  private static func leastRooms(_ problem: SelectProblem, _ costs: [[Money]]) -> [Money] {
    // A part of a cost fits whatever room there is, and who does not count is passed over only when there is none.
    let isAsked = problem.quotas.contains { $0.measure == .money && !$0.pausesGroup } && !problem.mayBeSplit
    let least = isAsked ? costs.compactMap { $0.min() }.min() ?? .zero : .zero
    return problem.quotas.map { $0.pausesGroup ? .zero : least }
  }

  // MARK: Gathering

  /// Gathers what the turn of one row needs, as the first of the block.
  func load(_ row: Int) {
    var row = Int32(truncatingIfNeeded: row)
    load(&row, count: 1)
  }

  /// Gathers what the turns of `rows`, at most a block of them, need.
  func load(_ rows: [Int32]) {
    rows.withUnsafeBufferPointer { rows in
      if let base = rows.baseAddress { load(base, count: rows.count) }
    }
  }

  /// Gathers what the turns of `count` rows, at most a block of them, need.
  func load(_ rows: UnsafePointer<Int32>, count: Int) {
    let size = Table.blockSize
    for (c, column) in costs.enumerated() {
      let target = table.costBlock + c * size
      column.withUnsafeBufferPointer { column in
        for i in 0..<count { target[i] = column[Int(rows[i])] }
      }
    }
    loadPurses(rows, count)
    for (q, quota) in quotas.enumerated() {
      let bars = table.barBlock + q * size
      let counts = table.countBlock + q * size
      quota.bars.load(rows, count, into: bars, quota.limits)
      counts.update(from: bars, count: count)
      Self.blank(counts, where: quota.mask, rows, count)
    }
  }

  private func loadPurses(_ rows: UnsafePointer<Int32>, _ count: Int) {
    let size = Table.blockSize
    guard let usableSources else {
      for (s, source) in sources.enumerated() {
        let target = table.purseBlock + s * size
        Self.gather(source.purseOfRow, or: source.purse, rows, count, target)
        Self.blank(target, where: source.mask, rows, count)
      }
      return
    }
    let bits = table.usableBlock
    usableSources.withUnsafeBufferPointer { usable in
      for i in 0..<count { bits[i] = usable[Int(rows[i])] }
    }
    for (s, source) in sources.enumerated() {
      let target = table.purseBlock + s * size
      // Without a branch: less one, a bit that is set is zero, and one that is not all ones, which is -1.
      for i in 0..<count { target[i] = source.purse | (Int32(bits[i] &>> UInt8(s) & 1) &- 1) }
    }
  }

  private static func usableSources(_ sources: [SourceColumns], rowCount: Int) -> [UInt8]? {
    guard sources.count <= 8, sources.allSatisfy({ $0.purseOfRow == nil }) else { return nil }
    var all: UInt8 = 0
    for (s, source) in sources.enumerated() where source.mask == nil { all |= 1 << UInt8(s) }
    var usable = [UInt8](repeating: all, count: rowCount)
    usable.withUnsafeMutableBufferPointer { usable in
      for (s, source) in sources.enumerated() {
        source.mask?.withUnsafeBufferPointer { mask in
          for row in 0..<usable.count { usable[row] |= min(mask[row], 1) &<< UInt8(s) }
        }
      }
    }
    return usable
  }

  @inline(__always)
  private static func gather(
    _ column: [Int32]?, or value: Int32, _ rows: UnsafePointer<Int32>, _ count: Int,
    _ target: UnsafeMutablePointer<Int32>
  ) {
    guard let column else {
      target.update(repeating: value, count: count)
      return
    }
    column.withUnsafeBufferPointer { column in
      for i in 0..<count { target[i] = column[Int(rows[i])] }
    }
  }

  @inline(__always)
  private static func blank(
    _ target: UnsafeMutablePointer<Int32>, where mask: [UInt8]?, _ rows: UnsafePointer<Int32>, _ count: Int
  ) {
    guard let mask else { return }
    mask.withUnsafeBufferPointer { mask in
      // Without a branch, which no processor could foresee.
      for i in 0..<count {
        let isOut: Int32 = mask[Int(rows[i])] == 0 ? -1 : 0
        target[i] |= isOut
      }
    }
  }
}
