import Dispatch

extension RankOrder {

  /// With fewer rows buckets are not worth the dealing.
  static let worthDealing = 20_000
  /// With fewer rows a second thread is not worth its start.
  static let worthSharing = 50_000

  /// Returns `rows` in the order of `sorting`: entries of them are dealt out by the highest bits of `first`, its first
  /// word, to buckets that stand in order, and those are sorted each by itself, shared among threads.
  static func ordered(_ rows: [Int32], _ sorting: Sorting, by first: Word, _ threads: Int) -> Ordered {
    let count = rows.count
    let dealt = min(8, first.bits)
    let buckets = 1 << dealt
    let rest = sorting.wordShift + first.bits - dealt
    let stretch: @Sendable (Int) -> Range<Int> = { w in count * w / threads..<count * (w + 1) / threads }
    // Each stretch is written by the thread that has its number, and so is each bucket.
    var entries = [UInt64](unsafeUninitializedCapacity: count) { $1 = count }
    var others = [UInt64](unsafeUninitializedCapacity: count) { $1 = count }
    var counts = [Int](repeating: 0, count: threads * buckets)
    var ties = [(Int32, Int32)?](repeating: nil, count: threads)
    let result = [Int32](unsafeUninitializedCapacity: count) { result, initialized in
      rows.withUnsafeBufferPointer { rows in
        entries.withUnsafeMutableBufferPointer { entries in
          others.withUnsafeMutableBufferPointer { others in
            counts.withUnsafeMutableBufferPointer { counts in
              ties.withUnsafeMutableBufferPointer { ties in
                nonisolated(unsafe) let (rows, result, counts) = (rows, result, counts)
                nonisolated(unsafe) let (entries, others, ties) = (entries, others, ties)
                DispatchQueue.concurrentPerform(iterations: threads) { w in
                  write(rows, stretch(w), sorting, first, to: entries)
                  for i in stretch(w) {
                    counts[w &* buckets &+ Int(truncatingIfNeeded: entries[i] &>> UInt64(rest))] &+= 1
                  }
                }
                let (starts, parts) = deal(counts, buckets, threads, count)
                DispatchQueue.concurrentPerform(iterations: threads) { w in
                  for i in stretch(w) {
                    let place = w &* buckets &+ Int(truncatingIfNeeded: entries[i] &>> UInt64(rest))
                    others[counts[place]] = entries[i]
                    counts[place] &+= 1
                  }
                }
                DispatchQueue.concurrentPerform(iterations: threads) { part in
                  var own = sorting
                  for bucket in parts[part]..<parts[part + 1] {
                    let range = starts[bucket]..<starts[bucket + 1]
                    let dealt = UnsafeMutableBufferPointer(rebasing: others[range])
                    let spare = UnsafeMutableBufferPointer(rebasing: entries[range])
                    let isSpare = sort(
                      dealt, with: spare, from: sorting.wordShift, bits: rest - sorting.wordShift)
                    own.settle(
                      UnsafeBufferPointer(isSpare ? spare : dealt), of: rows,
                      to: UnsafeMutableBufferPointer(rebasing: result[range]), by: 0)
                  }
                  ties[part] = own.firstTie
                }
              }
            }
          }
        }
      }
      initialized = count
    }
    return Ordered(rows: result, firstTie: ties.lazy.compactMap { $0 }.first)
  }

  /// Writes the entries of the rows of `stretch`, by the first word.
  private static func write(
    _ rows: UnsafeBufferPointer<Int32>, _ stretch: Range<Int>, _ sorting: Sorting, _ word: Word,
    to entries: UnsafeMutableBufferPointer<UInt64>
  ) {
    var start = stretch.lowerBound
    while start < stretch.upperBound {
      let block = start..<min(stretch.upperBound, start + Sorting.block)
      start = block.upperBound
      sorting.write(
        word, of: UnsafeBufferPointer(rebasing: rows[block]),
        to: UnsafeMutableBufferPointer(rebasing: entries[block]))
      for i in block { entries[i] = sorting.entry(entries[i], rows[i], at: i) }
    }
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
