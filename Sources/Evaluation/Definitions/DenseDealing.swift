import Rosters

/// Rows dealt into groups by columns of few codes, by a table that has a place for each combination of them.
///
/// The first rows are dealt by one thread; then threads deal stretches of the others, each by a table of its own that
/// begins with what the first rows have shown, and mostly finds nothing new. Groups stand in the order of their first
/// rows, however many threads there are.
struct DenseDealing: Sendable {

  /// A column of codes.
  private struct Key {
    let codes: PackedIntegers
    let present: [UInt8]?
    /// One more than the greatest code, and one more for rows without a value if there are any.
    let width: Int
  }

  /// The group so far of each row, -1 for none; `nil` where all rows are one group.
  private let groupOfRow: PackedIntegers?
  private let count: Int
  private let threads: Int
  private var keys: [Key] = []
  private var places: Int

  /// The number of columns that are dealt by.
  var keyCount: Int { keys.count }

  private static let mostPlaces = 1 << 20
  /// The rows that are dealt at a time.
  private static let block = 4096
  /// The rows that are dealt before threads share the others.
  private static let lead = 1 << 16

  /// Creates the dealing by as many of the first of `columns` as one table serves; `nil` if it serves none.
  init?(
    _ groupOfRow: PackedIntegers?, groups: Int, by columns: ArraySlice<EvaluatedColumn>, count: Int,
    threads: Int
  ) {
    guard count > 0 else { return nil }
    self.groupOfRow = groupOfRow
    self.count = count
    self.threads = threads
    places = groups
    for column in columns {
      guard column.count == count, let key = DenseDealing.key(column),
        places * key.width <= DenseDealing.mostPlaces
      else { break }
      places *= key.width
      keys.append(key)
    }
    if keys.isEmpty { return nil }
  }

  private static func key(_ column: EvaluatedColumn) -> Key? {
    guard column.faulted == nil, column.denominators == nil else { return nil }
    let packed: PackedIntegers
    let greatest: Int
    switch column.values.values {
    case .wide: return nil
    case .texts(let codes, let dictionary) where dictionary.count > 0 && dictionary.count <= 1 << 12:
      (packed, greatest) = (codes, dictionary.count - 1)
    case .scaled(let codes, _), .texts(let codes, _):
      let bounds: ClosedRange<Int>
      switch codes {
      case .bytes(let a): bounds = self.bounds(a)
      case .shorts(let a): bounds = self.bounds(a)
      case .words(let a): bounds = self.bounds(a)
      case .longs: return nil
      }
      guard bounds.lowerBound >= 0 else { return nil }
      (packed, greatest) = (codes, bounds.upperBound)
    }
    let present = column.values.present
    guard greatest < mostPlaces else { return nil }
    return Key(codes: packed, present: present, width: greatest + (present == nil ? 1 : 2))
  }

  /// Returns the least and the greatest of `codes` and 0.
  private static func bounds<Code: FixedWidthInteger>(_ codes: [Code]) -> ClosedRange<Int> {
    var low: Code = 0
    var high: Code = 0
    for c in codes {
      low = min(low, c)
      high = max(high, c)
    }
    return Int(truncatingIfNeeded: low)...Int(truncatingIfNeeded: high)
  }

  /// Returns the group of each row, and the first row of each group.
  func dealt() -> (groups: PackedIntegers, firstRows: [Int32]) {
    let first = deal(Stretch(places), 0..<min(count, DenseDealing.lead))
    if let codes = ownGroups(first) { return (codes, first.firstRows) }
    switch groupOfRow {
    case .words, .longs: break
    case .bytes, .shorts, nil:
      if places <= 1 << 8 {
        let (groups, rows) = dealt(first) as ([UInt8], [Int32])
        return (.bytes(groups), rows)
      }
      if places <= 1 << 15 {
        let (groups, rows) = dealt(first) as ([Int16], [Int32])
        return (.shorts(groups), rows)
      }
    }
    let (groups, rows) = dealt(first) as ([Int32], [Int32])
    return (.words(groups), rows)
  }

  /// Returns the codes themselves, if they number the groups in the order of their first rows, as those of texts do
  /// that were numbered as they were read.
  private func ownGroups(_ first: Stretch) -> PackedIntegers? {
    guard groupOfRow == nil, keys.count == 1, keys[0].present == nil, first.places.count == keys[0].width,
      first.places.indices.allSatisfy({ Int(first.places[$0]) == $0 })
    else { return nil }
    return keys[0].codes
  }

  /// What was found up to a row: the group of each place, -1 for none, and the places and the first rows of groups.
  private struct Stretch {
    var groupOfPlace: [Int32]
    var places: [Int32] = []
    var firstRows: [Int32] = []

    init(_ places: Int) { groupOfPlace = [Int32](repeating: -1, count: places) }
  }

  private func dealt<Group: FixedWidthInteger & Sendable>(_ first: Stretch) -> ([Group], [Int32]) {
    let known = first.places.count
    let lead = min(count, DenseDealing.lead)
    let parts = lead == count ? 1 : max(1, min(threads, 64))
    let bounds: @Sendable (Int) -> Range<Int> = { part in
      let rest = count - lead
      return (part == 0 ? 0 : lead + rest * part / parts)..<lead + rest * (part + 1) / parts
    }
    var found = first
    let groups = [Group](unsafeUninitializedCapacity: count) { groups, initialized in
      // Each part writes its own rows, and its own stretch.
      nonisolated(unsafe) let groups = groups
      var stretches = [Stretch](repeating: first, count: parts)
      stretches.withUnsafeMutableBufferPointer { stretches in
        nonisolated(unsafe) let stretches = stretches
        Workers.share(parts, threads: parts) { part in
          stretches[part] = deal(first, bounds(part)) { row, group in
            groups[row] = Group(truncatingIfNeeded: group)
          }
        }
      }
      found = stretches[0]
      var numbers: [[Int32]] = [[]]
      for stretch in stretches.dropFirst() {
        var own: [Int32] = []
        for (place, row) in zip(stretch.places, stretch.firstRows).dropFirst(known) {
          if found.groupOfPlace[Int(place)] < 0 {
            found.groupOfPlace[Int(place)] = Int32(truncatingIfNeeded: found.places.count)
            found.places.append(place)
            found.firstRows.append(row)
          }
          own.append(found.groupOfPlace[Int(place)])
        }
        numbers.append(own)
      }
      let numbered = numbers
      Workers.share(parts, threads: parts) { part in
        let own = numbered[part]
        if own.indices.allSatisfy({ Int(own[$0]) == known + $0 }) { return }
        for row in bounds(part) {
          let group = Int(groups[row])
          if group >= known { groups[row] = Group(truncatingIfNeeded: own[group - known]) }
        }
      }
      initialized = count
    }
    return (groups, found.firstRows)
  }

  /// Deals `rows`, of which `known` is known, and tells `give` the group of each.
  @inline(__always)
  private func deal(
    _ known: Stretch, _ rows: Range<Int>, _ give: (Int, Int32) -> Void = { _, _ in }
  ) -> Stretch {
    var (places, firstRows) = (known.places, known.firstRows)
    var groupOfPlace = known.groupOfPlace
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: DenseDealing.block) { placeOfRow in
      groupOfPlace.withUnsafeMutableBufferPointer { groupOfPlace in
        var start = rows.lowerBound
        while start < rows.upperBound {
          let block = start..<min(rows.upperBound, start + DenseDealing.block)
          start = block.upperBound
          writePlaces(of: block, to: placeOfRow)
          for i in 0..<block.count {
            let place = Int(placeOfRow[i])
            // Who has no group so far has none.
            var group: Int32 = -1
            if place >= 0 {
              group = groupOfPlace[place]
              if group < 0 {
                group = Int32(truncatingIfNeeded: places.count)
                groupOfPlace[place] = group
                places.append(Int32(truncatingIfNeeded: place))
                firstRows.append(Int32(truncatingIfNeeded: block.lowerBound + i))
              }
            }
            give(block.lowerBound &+ i, group)
          }
        }
      }
    }
    var found = known
    found.groupOfPlace = groupOfPlace
    found.places = places
    found.firstRows = firstRows
    return found
  }

  /// Writes the place of each of `rows` in the table; below 0 for a row without a group so far.
  private func writePlaces(of rows: Range<Int>, to places: UnsafeMutableBufferPointer<Int32>) {
    switch groupOfRow {
    case nil: break
    case .bytes(let a): DenseDealing.add(a, nil, 1, rows, to: places, replacing: true)
    case .shorts(let a): DenseDealing.add(a, nil, 1, rows, to: places, replacing: true)
    case .words(let a): DenseDealing.add(a, nil, 1, rows, to: places, replacing: true)
    case .longs(let a): DenseDealing.add(a, nil, 1, rows, to: places, replacing: true)
    }
    for (k, key) in keys.enumerated() {
      let isFirst = k == 0 && groupOfRow == nil
      switch key.codes {
      case .bytes(let a): DenseDealing.add(a, key.present, key.width, rows, to: places, replacing: isFirst)
      case .shorts(let a): DenseDealing.add(a, key.present, key.width, rows, to: places, replacing: isFirst)
      case .words(let a): DenseDealing.add(a, key.present, key.width, rows, to: places, replacing: isFirst)
      case .longs(let a): DenseDealing.add(a, key.present, key.width, rows, to: places, replacing: isFirst)
      }
    }
  }

  /// Adds a column of codes, below `width`, to the places of `rows`.
  private static func add<Code: FixedWidthInteger>(
    _ codes: [Code], _ present: [UInt8]?, _ width: Int, _ rows: Range<Int>,
    to places: UnsafeMutableBufferPointer<Int32>, replacing: Bool
  ) {
    let factor = Int32(truncatingIfNeeded: width)
    let none = Int32(truncatingIfNeeded: width - 1)
    codes.withUnsafeBufferPointer { codes in
      let codes = UnsafeBufferPointer(rebasing: codes[rows])
      if let present {
        present.withUnsafeBufferPointer { present in
          let present = UnsafeBufferPointer(rebasing: present[rows])
          for i in 0..<codes.count {
            let code = present[i] != 0 ? Int32(truncatingIfNeeded: codes[i]) : none
            places[i] = replacing ? code : places[i] &* factor &+ code
          }
        }
      } else if replacing {
        for i in 0..<codes.count { places[i] = Int32(truncatingIfNeeded: codes[i]) }
      } else {
        for i in 0..<codes.count { places[i] = places[i] &* factor &+ Int32(truncatingIfNeeded: codes[i]) }
      }
    }
  }
}
