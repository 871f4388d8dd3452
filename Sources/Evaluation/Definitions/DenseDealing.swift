/// Rows dealt into groups by a table that has a place for each group so far and each code.
///
/// Threads deal stretches of the rows, each by a table of its own; the stretches are then brought, in order, to the
/// groups of the whole, which stand in the order of their first rows.
struct DenseDealing: Sendable {

  /// The group so far of each row; -1 for none.
  let groupOfRow: [Int32]
  let present: [UInt8]?
  let groups: Int
  /// The places of each group so far; the last is for rows without a value.
  let width: Int
  let threads: Int

  /// With fewer rows a second thread is not worth its start.
  private static let worthSharing = 100_000

  /// What one thread found: the places in the order of their first rows, and those rows.
  private struct Stretch: Sendable {
    var places: [Int32] = []
    var firstRows: [Int32] = []
  }

  /// Returns the group of each row by `codes` too, and the first row of each group.
  func dealt<Code: FixedWidthInteger & Sendable>(_ codes: [Code]) -> ([Int32], [Int32]) {
    let count = groupOfRow.count
    let parts = count < DenseDealing.worthSharing ? 1 : max(1, min(threads, 64))
    var stretches = [Stretch](repeating: Stretch(), count: parts)
    var firstRows: [Int32] = []
    let next = [Int32](unsafeUninitializedCapacity: count) { next, initialized in
      // Each part writes its own rows, and its own stretch.
      nonisolated(unsafe) let next = next
      let bounds: @Sendable (Int) -> Range<Int> = { part in count * part / parts..<count * (part + 1) / parts
      }
      stretches.withUnsafeMutableBufferPointer { stretches in
        nonisolated(unsafe) let stretches = stretches
        Workers.share(parts, threads: parts) { part in
          stretches[part] = deal(codes, bounds(part), next)
        }
      }
      firstRows = stretches[0].firstRows
      if parts > 1 {
        var known = [Int32](repeating: -1, count: groups * width)
        for (g, place) in stretches[0].places.enumerated() {
          known[Int(place)] = Int32(truncatingIfNeeded: g)
        }
        var numbers: [[Int32]] = [[]]
        for stretch in stretches.dropFirst() {
          var own: [Int32] = []
          for (place, row) in zip(stretch.places, stretch.firstRows) {
            if known[Int(place)] < 0 {
              known[Int(place)] = Int32(truncatingIfNeeded: firstRows.count)
              firstRows.append(row)
            }
            own.append(known[Int(place)])
          }
          numbers.append(own)
        }
        let numbered = numbers
        Workers.share(parts - 1, threads: parts) { i in
          numbered[i + 1].withUnsafeBufferPointer { own in
            for row in bounds(i + 1) where next[row] >= 0 { next[row] = own[Int(next[row])] }
          }
        }
      }
      initialized = count
    }
    return (next, firstRows)
  }

  /// Writes the groups of `rows`, numbered from 0 in the order of their first, to `next`.
  private func deal<Code: FixedWidthInteger>(
    _ codes: [Code], _ rows: Range<Int>, _ next: UnsafeMutableBufferPointer<Int32>
  ) -> Stretch {
    var stretch = Stretch()
    var table = [Int32](repeating: -1, count: groups * width)
    let width = width
    groupOfRow.withUnsafeBufferPointer { groupOfRow in
      codes.withUnsafeBufferPointer { codes in
        table.withUnsafeMutableBufferPointer { table in
          for i in rows {
            let before = Int(groupOfRow[i])
            if before < 0 {
              next[i] = -1
              continue
            }
            let hasValue = present.map { $0[i] != 0 } ?? true
            let code = hasValue ? Int(truncatingIfNeeded: codes[i]) : width &- 1
            let place = before &* width &+ code
            if table[place] < 0 {
              table[place] = Int32(truncatingIfNeeded: stretch.places.count)
              stretch.places.append(Int32(truncatingIfNeeded: place))
              stretch.firstRows.append(Int32(truncatingIfNeeded: i))
            }
            next[i] = table[place]
          }
        }
      }
    }
    return stretch
  }
}
