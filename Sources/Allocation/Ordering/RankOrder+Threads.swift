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
    var given = rows
    var result = rows
    var bucketOfRow = [UInt16](repeating: 0, count: count)
    var counts = [Int](repeating: 0, count: threads * buckets)
    var ties = [(Int32, Int32)?](repeating: nil, count: threads)
    given.withUnsafeMutableBufferPointer { given in
      result.withUnsafeMutableBufferPointer { result in
        bucketOfRow.withUnsafeMutableBufferPointer { bucketOfRow in
          counts.withUnsafeMutableBufferPointer { counts in
            ties.withUnsafeMutableBufferPointer { ties in
              nonisolated(unsafe) let (given, result) = (given, result)
              nonisolated(unsafe) let (bucketOfRow, counts, ties) = (bucketOfRow, counts, ties)
              DispatchQueue.concurrentPerform(iterations: threads) { w in
                let range = stretch(w)
                let bits = sorting.bits(UnsafeMutableBufferPointer(rebasing: given[range]), first)
                for (i, b) in zip(range, bits) {
                  let bucket = Int(truncatingIfNeeded: b &>> shift)
                  bucketOfRow[i] = UInt16(truncatingIfNeeded: bucket)
                  counts[w &* buckets &+ bucket] &+= 1
                }
              }
              let parts = deal(counts, buckets, threads, count)
              DispatchQueue.concurrentPerform(iterations: threads) { w in
                for i in stretch(w) {
                  let place = w &* buckets &+ Int(bucketOfRow[i])
                  result[counts[place]] = given[i]
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
    }
    return Ordered(rows: result, firstTie: ties.lazy.compactMap { $0 }.first)
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
