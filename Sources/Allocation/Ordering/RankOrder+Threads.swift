import Dispatch

extension RankOrder {

  /// With fewer rows a second thread is not worth its start.
  static let worthSharing = 50_000

  /// Returns `rows` in the order of `sorting`: they are dealt out by the highest bits of `first`, its first word, to as
  /// many parts as there are threads, each of which stands before the next, and each part is sorted by itself.
  static func ordered(_ rows: [Int32], _ sorting: Sorting, by first: Word, _ threads: Int) -> Ordered {
    let count = rows.count
    let shift = UInt64(max(0, first.bits - 11))
    let buckets = 1 << min(11, first.bits)
    let stretch: @Sendable (Int) -> Range<Int> = { w in count * w / threads..<count * (w + 1) / threads }
    // Each stretch is written by the thread that has its number, and so is each part.
    var bucketOfRow = [UInt16](unsafeUninitializedCapacity: count) { $1 = count }
    var counts = [Int](repeating: 0, count: threads * buckets)
    var ties = [(Int32, Int32)?](repeating: nil, count: threads)
    let result = [Int32](unsafeUninitializedCapacity: count) { result, initialized in
      rows.withUnsafeBufferPointer { rows in
        bucketOfRow.withUnsafeMutableBufferPointer { bucketOfRow in
          counts.withUnsafeMutableBufferPointer { counts in
            ties.withUnsafeMutableBufferPointer { ties in
              nonisolated(unsafe) let (rows, result) = (rows, result)
              nonisolated(unsafe) let (bucketOfRow, counts, ties) = (bucketOfRow, counts, ties)
              DispatchQueue.concurrentPerform(iterations: threads) { w in
                let own = UnsafeMutableBufferPointer(rebasing: counts[w * buckets..<(w + 1) * buckets])
                tally(rows, stretch(w), sorting, first, shift, in: own, bucketOfRow)
              }
              let parts = deal(counts, buckets, threads, count)
              DispatchQueue.concurrentPerform(iterations: threads) { w in
                for i in stretch(w) {
                  let place = w &* buckets &+ Int(bucketOfRow[i])
                  result[counts[place]] = rows[i]
                  counts[place] &+= 1
                }
              }
              DispatchQueue.concurrentPerform(iterations: threads) { part in
                var own = sorting
                own.sort(UnsafeMutableBufferPointer(rebasing: result[parts[part]..<parts[part + 1]]), by: 0)
                ties[part] = own.firstTie
              }
            }
          }
        }
      }
      initialized = count
    }
    return Ordered(rows: result, firstTie: ties.lazy.compactMap { $0 }.first)
  }

  /// Counts how many rows of `stretch` each bucket has, by the highest bits of `word`, and writes down the bucket of each.
  private static func tally(
    _ rows: UnsafeBufferPointer<Int32>, _ stretch: Range<Int>, _ sorting: Sorting, _ word: Word,
    _ shift: UInt64, in counts: UnsafeMutableBufferPointer<Int>,
    _ bucketOfRow: UnsafeMutableBufferPointer<UInt16>
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Sorting.block) { words in
      var start = stretch.lowerBound
      while start < stretch.upperBound {
        let block = start..<min(stretch.upperBound, start + Sorting.block)
        start = block.upperBound
        sorting.write(word, of: UnsafeBufferPointer(rebasing: rows[block]), to: words)
        for i in 0..<block.count {
          let bucket = Int(truncatingIfNeeded: words[i] &>> shift)
          bucketOfRow[block.lowerBound &+ i] = UInt16(truncatingIfNeeded: bucket)
          counts[bucket] &+= 1
        }
      }
    }
  }

  /// Turns the counts of each stretch and bucket into the places of their first rows, and returns where each part
  /// starts, and where the last ends: parts are made of whole buckets and of about as many rows each.
  private static func deal(
    _ counts: UnsafeMutableBufferPointer<Int>, _ buckets: Int, _ threads: Int, _ count: Int
  ) -> [Int] {
    var parts = [0]
    var total = 0
    for b in 0..<buckets {
      if parts.count < threads, total >= count * parts.count / threads { parts.append(total) }
      for w in 0..<threads {
        let own = counts[w * buckets + b]
        counts[w * buckets + b] = total
        total += own
      }
    }
    while parts.count <= threads { parts.append(count) }
    return parts
  }
}
