import Rosters

extension Column {

  /// Returns the rows at `rows`, in that order, picked by as many as `threads`.
  func picking(_ rows: [Int32], threads: Int) -> Column {
    guard threads > 1, rows.count >= Column.worthSharing else { return picking(rows) }
    let picked: Column.Values
    switch values {
    case .scaled(let packed, let d): picked = .scaled(packed.picking(rows, threads: threads), denominator: d)
    case .texts(let packed, let dictionary):
      picked = .texts(packed.picking(rows, threads: threads), dictionary)
    case .wide: return picking(rows)
    }
    return Column(picked, present: present.map { PackedIntegers.picked($0, rows, threads) })
  }

  /// With fewer rows a second thread is not worth its start.
  private static let worthSharing = 200_000
}

extension PackedIntegers {

  fileprivate func picking(_ rows: [Int32], threads: Int) -> PackedIntegers {
    switch self {
    case .bytes(let a): .bytes(PackedIntegers.picked(a, rows, threads))
    case .shorts(let a): .shorts(PackedIntegers.picked(a, rows, threads))
    case .words(let a): .words(PackedIntegers.picked(a, rows, threads))
    case .longs(let a): .longs(PackedIntegers.picked(a, rows, threads))
    }
  }

  fileprivate static func picked<T: FixedWidthInteger & Sendable>(
    _ a: [T], _ rows: [Int32], _ threads: Int
  ) -> [T] {
    [T](unsafeUninitializedCapacity: rows.count) { target, initialized in
      // Each part writes its own places.
      nonisolated(unsafe) let target = target
      Workers.share(threads, threads: threads) { part in
        let own = rows.count * part / threads..<rows.count * (part + 1) / threads
        rows.withUnsafeBufferPointer { rows in
          // A look at all of them first is quicker than one at each.
          var least: Int32 = 0
          var greatest: Int32 = -1
          for i in own {
            least = min(least, rows[i])
            greatest = max(greatest, rows[i])
          }
          precondition(least >= 0 && Int(greatest) < a.count, "rows of the column")
          a.withUnsafeBufferPointer { a in for i in own { target[i] = a[Int(rows[i])] } }
        }
      }
      initialized = rows.count
    }
  }
}
