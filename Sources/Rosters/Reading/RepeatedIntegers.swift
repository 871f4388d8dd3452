import Dispatch
import Synchronization

/// Finds the rows that share an integer: persons who are listed twice.
///
/// The integers are dealt out by hash into buckets that the nearest cache holds, and only there compared: one table
/// over tens of millions of persons would wait for memory at each of them. Which rows they are is asked only of those
/// that occur twice.
struct RepeatedIntegers {

  let values: UnsafeBufferPointer<Int64>
  let threads: Int
  /// The integers dealt out at a time, about: it bounds the memory needed. Results do not depend on it.
  var roundSize = 1 << 24

  /// The integers of a bucket, about.
  private static let bucketSize = 1 << 12
  /// With fewer integers a second thread is not worth its start.
  private static let worthSharing = 50_000

  /// Returns the rows that share an integer, a group each, by their first rows; each ascends.
  func groups() -> [[Int]] {
    if isAscending { return [] }
    let repeated = repeatedValues()
    if repeated.isEmpty { return [] }
    var rowsOfValue: [Int64: [Int]] = [:]
    for v in repeated { rowsOfValue[v] = [] }
    for (row, v) in values.enumerated() where rowsOfValue[v] != nil { rowsOfValue[v]?.append(row) }
    return rowsOfValue.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  private var isAscending: Bool {
    for i in values.indices.dropFirst() where values[i] <= values[i &- 1] { return false }
    return true
  }

  /// Calls `body` with 0 ..< `count`, by several threads.
  private static func share(_ count: Int, _ threads: Int, _ body: @Sendable (Int) -> Void) {
    if threads == 1 {
      for i in 0..<count { body(i) }
    } else {
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
  }

  private func repeatedValues() -> [Int64] {
    let count = values.count
    let workers = count < RepeatedIntegers.worthSharing ? 1 : min(threads, 64)
    let rounds = (count + roundSize - 1) / roundSize
    var bits = 0
    while (count / rounds) >> bits > RepeatedIntegers.bucketSize { bits += 1 }
    let dealing = Dealing(rounds: rounds, bits: bits)
    let buckets = 1 << bits
    let found = Mutex<[Int64]>([])
    // Of each worker and bucket, how many integers it deals out, and then where its next one goes; the last place of a
    // worker is for those of other rounds, which nobody reads.
    let places = buckets + 1
    nonisolated(unsafe) let next = UnsafeMutablePointer<Int>.allocate(capacity: workers * places)
    defer { next.deallocate() }
    nonisolated(unsafe) let values = values
    let stretch: @Sendable (Int) -> Range<Int> = { w in
      count * w / workers..<count * (w + 1) / workers
    }
    for round in 0..<rounds {
      next.update(repeating: 0, count: workers * places)
      RepeatedIntegers.share(workers, workers) { w in
        dealing.count(UnsafeBufferPointer(rebasing: values[stretch(w)]), round, next + w * places)
      }
      var starts = [Int](repeating: 0, count: buckets + 1)
      var total = 0
      for b in 0..<buckets {
        starts[b] = total
        for w in 0..<workers {
          let own = next[w * places + b]
          next[w * places + b] = total
          total += own
        }
      }
      starts[buckets] = total
      for w in 0..<workers { next[w * places + buckets] = total + w }
      // Each worker writes the places counted for it, and each bucket is read by one.
      nonisolated(unsafe) let dealt = UnsafeMutablePointer<Int64>.allocate(capacity: total + workers)
      defer { dealt.deallocate() }
      RepeatedIntegers.share(workers, workers) { w in
        dealing.deal(UnsafeBufferPointer(rebasing: values[stretch(w)]), round, next + w * places, dealt)
      }
      let ends = starts
      RepeatedIntegers.share(workers, workers) { w in
        var own: [Int64] = []
        var slots: [Int32] = []
        for b in buckets * w / workers..<buckets * (w + 1) / workers {
          let bucket = UnsafeBufferPointer(start: dealt + ends[b], count: ends[b + 1] - ends[b])
          RepeatedIntegers.addRepeated(in: bucket, &slots, to: &own)
        }
        if !own.isEmpty { found.withLock { $0 += own } }
      }
    }
    return found.withLock { $0 }
  }

  /// How integers are dealt out: by their hash, first into rounds, then into the buckets of a round.
  private struct Dealing: Sendable {

    let rounds: UInt64
    let shift: UInt64
    let buckets: Int

    init(rounds: Int, bits: Int) {
      self.rounds = UInt64(truncatingIfNeeded: rounds)
      shift = UInt64(32 - bits)
      buckets = 1 << bits
    }

    /// Above its lower half the round of `value`, in it the place within the round.
    @inline(__always)
    private func place(_ value: Int64) -> UInt64 {
      ((UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15) &>> 32) &* rounds
    }

    @inline(__always)
    private func bucket(_ place: UInt64) -> Int {
      Int(truncatingIfNeeded: (place & 0xFFFF_FFFF) &>> shift)
    }

    func count(_ values: UnsafeBufferPointer<Int64>, _ round: Int, _ counts: UnsafeMutablePointer<Int>) {
      let wanted = UInt64(truncatingIfNeeded: round)
      for v in values {
        let place = place(v)
        counts[bucket(place)] &+= place &>> 32 == wanted ? 1 : 0
      }
    }

    func deal(
      _ values: UnsafeBufferPointer<Int64>, _ round: Int, _ next: UnsafeMutablePointer<Int>,
      _ target: UnsafeMutablePointer<Int64>
    ) {
      let wanted = UInt64(truncatingIfNeeded: round)
      for v in values {
        let place = place(v)
        // Which round it is, no processor can guess: so all are written, those of others where nobody looks.
        let isWanted = place &>> 32 == wanted
        let b = isWanted ? bucket(place) : buckets
        target[next[b]] = v
        next[b] &+= isWanted ? 1 : 0
      }
    }
  }

  /// Adds the integers that occur more than once in `bucket`, each as often as it does beyond the first.
  private static func addRepeated(
    in bucket: UnsafeBufferPointer<Int64>, _ slots: inout [Int32], to result: inout [Int64]
  ) {
    if bucket.count < 2 { return }
    var mask = 15
    while mask < bucket.count * 2 { mask = mask * 2 + 1 }
    if slots.count <= mask { slots = [Int32](repeating: 0, count: mask + 1) }
    slots.withUnsafeMutableBufferPointer { slots in
      for i in 0...mask { slots[i] = 0 }
      for i in 0..<bucket.count {
        let v = bucket[i]
        // Other bits than those that chose the bucket.
        let h = UInt64(bitPattern: v)
        var k = Int(truncatingIfNeeded: ((h ^ h &>> 29) &* 0xD6E8_FEB8_6659_FD93) &>> 32) & mask
        while slots[k] != 0 {
          if bucket[Int(slots[k]) &- 1] == v {
            result.append(v)
            break
          }
          k = (k &+ 1) & mask
        }
        if slots[k] == 0 { slots[k] = Int32(truncatingIfNeeded: i &+ 1) }
      }
    }
  }
}
