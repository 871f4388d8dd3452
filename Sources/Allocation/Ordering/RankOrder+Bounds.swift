import Dispatch
import Rosters

extension RankOrder {

  /// Returns bounds of the values of `key` for `rows`, as found by `threads`.
  static func bounds(_ key: OrderKey, _ rows: [Int32], _ threads: Int) -> (low: Int64, high: Int64) {
    switch key.values {
    case .bytes(let a): bounds(a, key, rows, threads)
    case .shorts(let a): bounds(a, key, rows, threads)
    case .words(let a): bounds(a, key, rows, threads)
    case .longs(let a): bounds(a, key, rows, threads)
    }
  }

  private static func bounds<T: FixedWidthInteger & Sendable>(
    _ values: [T], _ key: OrderKey, _ rows: [Int32], _ threads: Int
  ) -> (low: Int64, high: Int64) {
    // Where most values are asked for, all are looked at as they stand.
    let areAll = key.isByPlace || values.count <= 2 * rows.count
    let count = areAll ? values.count : rows.count
    var parts = [(low: T, high: T)](repeating: (T.max, T.min), count: threads)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      DispatchQueue.concurrentPerform(iterations: threads) { w in
        var low = T.max
        var high = T.min
        values.withUnsafeBufferPointer { values in
          rows.withUnsafeBufferPointer { rows in
            for i in count * w / threads..<count * (w + 1) / threads {
              let value = values[areAll ? i : Int(rows[i])]
              low = min(low, value)
              high = max(high, value)
            }
          }
        }
        parts[w] = (low, high)
      }
    }
    return parts.reduce((Int64.max, Int64.min)) {
      (min($0.0, Int64(truncatingIfNeeded: $1.low)), max($0.1, Int64(truncatingIfNeeded: $1.high)))
    }
  }
}
