import Dispatch

extension RankOrder {

  /// With fewer rows buckets are not worth the dealing.
  static let worthDealing = 20_000
  /// With fewer rows a second thread is not worth its start.
  static let worthSharing = 50_000

  /// Returns the places of the rows of `sorting` in its order: entries are dealt out by the highest bits of `first`, its
  /// first word, to buckets that stand in order, and those are sorted each by itself, shared among threads.
  static func ordered(_ sorting: Sorting, by first: Word, _ threads: Int) -> Ordered {
    let count = sorting.rows.count
    let bits = min(8, first.bits)
    let buckets = 1 << bits
    let rest = UInt64(first.bits - bits)
    let stretch: @Sendable (Int) -> Range<Int> = { w in count * w / threads..<count * (w + 1) / threads }
    // Each stretch is written by the thread that has its number, and so is each bucket.
    var entries = [UInt64](unsafeUninitializedCapacity: count) { $1 = count }
    var counts = [Int](repeating: 0, count: threads * buckets)
    var ties = [(Int32, Int32)?](repeating: nil, count: threads)
    let result = [Int32](unsafeUninitializedCapacity: count) { result, initialized in
      entries.withUnsafeMutableBufferPointer { entries in
        counts.withUnsafeMutableBufferPointer { counts in
          ties.withUnsafeMutableBufferPointer { ties in
            nonisolated(unsafe) let (result, entries, counts, ties) = (result, entries, counts, ties)
            let head = first.head(from: rest)
            DispatchQueue.concurrentPerform(iterations: threads) { w in
              eachWord(sorting, head, stretch(w)) { _, word in
                counts[w &* buckets &+ Int(truncatingIfNeeded: word &>> rest)] &+= 1
              }
            }
            let (starts, parts) = deal(counts, buckets, threads, count)
            DispatchQueue.concurrentPerform(iterations: threads) { w in
              // The words once more, and not from where they would have been kept: that is no quicker, and takes memory.
              eachWord(sorting, first, stretch(w)) { place, word in
                let bucket = w &* buckets &+ Int(truncatingIfNeeded: word &>> rest)
                entries[counts[bucket]] = word &<< sorting.placeBits | UInt64(truncatingIfNeeded: place)
                counts[bucket] &+= 1
              }
            }
            DispatchQueue.concurrentPerform(iterations: threads) { part in
              ties[part] = sort(
                sorting, Array(starts[parts[part]...parts[part + 1]]), Int(rest), entries, to: result)
            }
          }
        }
      }
      initialized = count
    }
    return Ordered(rows: result, firstTie: ties.lazy.compactMap { $0 }.first)
  }

  /// Calls `body` with each place of `stretch`, and with the word of its row.
  @inline(__always)
  private static func eachWord(
    _ sorting: Sorting, _ word: Word, _ stretch: Range<Int>, _ body: (Int, UInt64) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Sorting.block) { places in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Sorting.block) { words in
        var start = stretch.lowerBound
        while start < stretch.upperBound {
          let block = start..<min(stretch.upperBound, start + Sorting.block)
          start = block.upperBound
          for i in 0..<block.count { places[i] = Int32(truncatingIfNeeded: block.lowerBound &+ i) }
          sorting.write(word, of: UnsafeBufferPointer(rebasing: places[..<block.count]), to: words)
          for i in 0..<block.count { body(block.lowerBound &+ i, words[i]) }
        }
      }
    }
  }

  /// Sorts the entries of buckets that begin at `starts`, the last of which is their end, by the `bits` of their words
  /// that they do not share, writes their places to `result`, and returns the first two that no key tells apart.
  private static func sort(
    _ sorting: Sorting, _ starts: [Int], _ bits: Int, _ entries: UnsafeMutableBufferPointer<UInt64>,
    to result: UnsafeMutableBufferPointer<Int32>
  ) -> (Int32, Int32)? {
    var sorting = sorting
    let mask = (UInt64(1) << sorting.placeBits) - 1
    let ranges = zip(starts, starts.dropFirst()).map { $0..<$1 }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ranges.map(\.count).max() ?? 0) { others in
      for range in ranges {
        let own = UnsafeMutableBufferPointer(rebasing: entries[range])
        let areOthers = sort(own, with: others, from: Int(sorting.placeBits), bits: bits)
        let sorted = UnsafeBufferPointer(
          areOthers ? UnsafeMutableBufferPointer(rebasing: others[..<own.count]) : own)
        let places = UnsafeMutableBufferPointer(rebasing: result[range])
        for i in places.indices { places[i] = Int32(truncatingIfNeeded: sorted[i] & mask) }
        sorting.settle(sorted, places, by: 0)
      }
    }
    return sorting.firstTie
  }

  /// Turns the counts of each stretch and bucket into the places of their first rows; returns where each bucket starts,
  /// and where the last ends, and the first bucket of each of as many parts as there are threads, of about as many rows
  /// each, and the end of the last.
  private static func deal(
    _ counts: UnsafeMutableBufferPointer<Int>, _ buckets: Int, _ threads: Int, _ count: Int
  ) -> (starts: [Int], parts: [Int]) {
    var starts: [Int] = []
    var parts = [0]
    var total = 0
    for b in 0..<buckets {
      if parts.count < threads, total >= count * parts.count / threads { parts.append(b) }
      starts.append(total)
      for w in 0..<threads {
        let own = counts[w * buckets + b]
        counts[w * buckets + b] = total
        total += own
      }
    }
    starts.append(total)
    while parts.count <= threads { parts.append(buckets) }
    return (starts, parts)
  }
}
