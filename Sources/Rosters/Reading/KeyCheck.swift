import Dispatch
import Synchronization

/// Finds the rows of a table that share a key.
struct KeyCheck {

  /// A row to set aside, why, and the row that is named beside it.
  struct Finding {
    var row: Int
    var fault: RowFault
    var other: Int
    var field: Int
  }

  let table: RosterTable
  let threads: Int
  private let key: [Int]
  private let columns: [Column]

  init(_ table: RosterTable, threads: Int) {
    self.table = table
    self.threads = threads
    key = table.schema.key
    columns = key.compactMap { table.columns[$0] }
  }

  /// Returns the rows that share a key and do not stay, ascending.
  func rowsSetAside() -> [Finding] {
    guard !key.isEmpty, columns.count == key.count, table.count > 1 else { return [] }
    var findings: [Finding] = []
    for group in groups() { findings += judged(group) }
    return findings.sorted { $0.row < $1.row }
  }

  /// Returns what becomes of the rows of `group`, which share a key and ascend.
  private func judged(_ group: [Int]) -> [Finding] {
    let field = key[0]
    func other(than row: Int) -> Int { row == group[0] ? group[1] : group[0] }
    let latest: Bool
    let by: Int
    switch table.schema.duplicatePolicy {
    case nil:
      return group.map { Finding(row: $0, fault: .sharedKey, other: other(than: $0), field: field) }
    case .keepLatest(let f)?: (latest, by) = (true, f)
    case .keepEarliest(let f)?: (latest, by) = (false, f)
    }
    guard table.columns.indices.contains(by), let column = table.columns[by] else {
      return group.map { Finding(row: $0, fault: .tiedKey, other: other(than: $0), field: field) }
    }
    // A row without the value that decides can not win against one that has it.
    var best: [Int] = []
    for row in group where column.isPresent(row) {
      guard let first = best.first else {
        best = [row]
        continue
      }
      switch KeyCheck.compare(column, row, first) {
      case 0: best.append(row)
      case 1: if latest { best = [row] }
      default: if !latest { best = [row] }
      }
    }
    guard best.count == 1, let winner = best.first else {
      return group.map { Finding(row: $0, fault: .tiedKey, other: other(than: $0), field: field) }
    }
    return group.filter { $0 != winner }.map {
      Finding(row: $0, fault: .supersededKey, other: winner, field: field)
    }
  }

  /// Returns 1 if the value of row `a` is greater than that of row `b`, 0 if they are equal, else -1.
  static func compare(_ column: Column, _ a: Int, _ b: Int) -> Int {
    switch column.values {
    case .scaled(let p, _): return p[a] == p[b] ? 0 : p[a] > p[b] ? 1 : -1
    case .wide(let v): return v[a] == v[b] ? 0 : v[a] > v[b] ? 1 : -1
    case .texts(let p, let d):
      if p[a] == p[b] { return 0 }
      return d.withBytes(Int(p[a])) { x in
        d.withBytes(Int(p[b])) { y in x.lexicographicallyPrecedes(y) ? -1 : 1 }
      }
    }
  }

  // MARK: Groups

  /// Returns the rows that share a key, a group each; each ascends.
  private func groups() -> [[Int]] {
    if columns.count == 1, columns[0].present == nil {
      switch columns[0].values {
      case .texts(let codes, let dictionary): return groups(codes, dictionary.count)
      case .scaled(.longs(let values), _):
        // The usual keys: persons.
        return values.withUnsafeBufferPointer { RepeatedIntegers(values: $0, threads: threads).groups() }
      case .scaled, .wide: break
      }
    }
    let hasher = KeyHasher(columns)
    return pairs {
      hasher.hash($0)
    } areEqual: {
      hasher.areEqual($0, $1)
    }
  }

  /// Groups by the codes of texts.
  private func groups(_ codes: PackedIntegers, _ count: Int) -> [[Int]] {
    if count == table.count { return [] }
    var first = [Int32](repeating: -1, count: count)
    var pairs: [(Int, Int)] = []
    for row in 0..<table.count {
      let code = Int(codes[row])
      if first[code] < 0 { first[code] = Int32(row) } else { pairs.append((Int(first[code]), row)) }
    }
    return gathered(pairs)
  }

  /// Groups by hash and equality. Each thread takes the keys of a part of the hashes, so that none waits.
  @inline(__always)
  private func pairs(
    _ hash: @escaping @Sendable (Int) -> UInt64, areEqual: @escaping @Sendable (Int, Int) -> Bool
  ) -> [[Int]] {
    let count = table.count
    let parts = count < 50_000 ? 1 : min(threads, 64)
    let found = Mutex<[(Int, Int)]>([])
    let run: @Sendable (Int) -> Void = { part in
      var mask = 63
      while mask < count / parts / 3 * 4 { mask = mask * 2 + 1 }
      var slots = UnsafeMutablePointer<Int32>.allocate(capacity: mask + 1)
      slots.initialize(repeating: -1, count: mask + 1)
      defer { slots.deallocate() }
      var own: [(Int, Int)] = []
      var held = 0
      for row in 0..<count {
        let h = hash(row)
        if parts > 1 && Int(truncatingIfNeeded: (h &>> 32) % UInt64(truncatingIfNeeded: parts)) != part {
          continue
        }
        var i = Int(truncatingIfNeeded: h) & mask
        while slots[i] >= 0 {
          if areEqual(Int(slots[i]), row) { break }
          i = (i &+ 1) & mask
        }
        if slots[i] >= 0 {
          own.append((Int(slots[i]), row))
          continue
        }
        slots[i] = Int32(truncatingIfNeeded: row)
        held &+= 1
        if held &* 4 <= mask &* 3 { continue }
        // This part of the hashes is fuller than the others.
        let larger = mask * 2 + 1
        let moved = UnsafeMutablePointer<Int32>.allocate(capacity: larger + 1)
        moved.initialize(repeating: -1, count: larger + 1)
        for k in 0...mask where slots[k] >= 0 {
          var j = Int(truncatingIfNeeded: hash(Int(slots[k]))) & larger
          while moved[j] >= 0 { j = (j &+ 1) & larger }
          moved[j] = slots[k]
        }
        slots.deallocate()
        (slots, mask) = (moved, larger)
      }
      found.withLock { $0 += own }
    }
    if parts == 1 { run(0) } else { DispatchQueue.concurrentPerform(iterations: parts, execute: run) }
    return gathered(found.withLock { $0 })
  }

  /// Returns the groups that pairs of a group's first row and another row of it make.
  private func gathered(_ pairs: [(Int, Int)]) -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for (first, row) in pairs { groups[first, default: [first]].append(row) }
    return groups.keys.sorted().compactMap { groups[$0]?.sorted() }
  }
}
