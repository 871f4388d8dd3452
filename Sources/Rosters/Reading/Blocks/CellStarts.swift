import CScan

/// Room for where the cells of a stretch of a block start.
final class CellStarts {

  /// The bytes looked at together: few enough for a near cache, enough for hundreds of rows.
  static let stretch = 1 << 16

  /// The most rows read together: values that are at hand when the next column is read.
  static let rows = 1 << 10

  /// Where each cell of a stretch starts, and one place beyond the last: as many as there are bytes, at most.
  let places: UnsafeMutablePointer<UInt32>

  /// The same for the block at hand, once it has been looked through as a whole.
  private(set) var blockPlaces: UnsafeMutablePointer<UInt32>
  private var blockCapacity = 0

  /// One byte a row of the stretch, not 0 where a cell is not in the usual form of its type.
  let isOdd: UnsafeMutablePointer<UInt8>

  /// By the first byte of a row, after a quote if there is one: 1 if the row may be blank, or add up others.
  let leads: UnsafeMutablePointer<UInt8>

  init(delimiter: UInt8) {
    blockPlaces = .allocate(capacity: 1)
    places = .allocate(capacity: CellStarts.stretch + Int(SCAN_SLACK))
    isOdd = .allocate(capacity: CellStarts.rows)
    leads = .allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max {
      leads[Int(byte)] = byte == delimiter || TotalWords.mayBegin(with: byte) ? 1 : 0
    }
  }

  /// Makes room for the cells of a block of `count` bytes.
  func makeRoom(forBlock count: Int) {
    if count + Int(SCAN_SLACK) <= blockCapacity { return }
    blockPlaces.deallocate()
    blockCapacity = count + Int(SCAN_SLACK)
    blockPlaces = .allocate(capacity: blockCapacity)
  }

  deinit {
    places.deallocate()
    blockPlaces.deallocate()
    isOdd.deallocate()
    leads.deallocate()
  }
}

/// Cells that follow each other in a buffer, from the first of a record on.
struct FoundCells {

  /// What the starts count from.
  let base: UnsafePointer<UInt8>
  /// Where each cell starts, and one place beyond the last.
  let starts: UnsafePointer<UInt32>
  /// The number of cells.
  let count: Int
  /// The number of line ends outside quotes after them.
  let records: Int

  /// Returns where cell `i` starts, counted from ``base``; that of ``count`` is where the last ends.
  @inline(__always)
  func start(_ i: Int) -> Int { Int(starts[i]) }

  /// Returns whether a line end stands before cell `i`, which is not the first.
  @inline(__always)
  func endsRecord(_ i: Int) -> Bool { base[Int(starts[i]) &- 1] == Byte.newline }
}
