/// Room for the columns of a large roster, which threads fill while its files are read, each block the rows that are set
/// apart for it: so no value is copied once more when all are read.
///
/// How wide a column's values are is guessed from the first block. A block whose values are wider keeps its own, and so
/// does one beyond the rows there is room for; whoever joins the blocks then makes that column anew.
final class ColumnRoom: @unchecked Sendable {
  // Each row is written by the one thread whose block it is set apart for, and read when all are done.

  /// The number of rows there is room for.
  let rows: Int

  /// One a field.
  private let spaces: [Space?]

  /// Where the values of one field go.
  private final class Space {
    let width: PackedWidth
    // One of these holds the values, and nobody looks at it before all rows are written through `base`: so it is
    // neither copied nor moved.
    var bytes: [UInt8] = []
    var shorts: [Int16] = []
    var words: [Int32] = []
    var longs: [Int64] = []
    let base: UnsafeMutableRawPointer
    /// One byte a row, 1 where there is a value, if one may be missing.
    var flags: [UInt8] = []
    let present: UnsafeMutablePointer<UInt8>?

    init?(_ width: PackedWidth, isOptional: Bool, rows: Int) {
      self.width = width
      let base: UnsafeMutableRawPointer?
      switch width {
      case .byte: base = ColumnRoom.make(rows, &bytes)
      case .short: base = ColumnRoom.make(rows, &shorts)
      case .word: base = ColumnRoom.make(rows, &words)
      case .long: base = ColumnRoom.make(rows, &longs)
      }
      present =
        isOptional ? ColumnRoom.make(rows, &flags)?.bindMemory(to: UInt8.self, capacity: rows) : nil
      guard let base else { return nil }
      self.base = base
    }

    func empty() { (bytes, shorts, words, longs, flags) = ([], [], [], [], []) }
  }

  /// Makes `array` one of `count` values that are yet to be written, and returns where they go.
  private static func make<T: FixedWidthInteger>(_ count: Int, _ array: inout [T]) -> UnsafeMutableRawPointer?
  {
    var base: UnsafeMutableRawPointer?
    array = [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      base = UnsafeMutableRawPointer(buffer.baseAddress)
      initialized = count
    }
    return base
  }

  /// Makes room for `rows` rows of the fields that have a width.
  init(rows: Int, widths: [PackedWidth?], schema: RosterSchema) {
    self.rows = rows
    spaces = zip(widths, schema.fields).map { width, field in
      width.flatMap { Space($0, isOptional: field.isOptional, rows: rows) }
    }
  }

  /// Takes `count` values of `field` as those from row `first` on, if they are no wider than those there is room for.
  func put(
    _ values: UnsafePointer<Int64>, present: UnsafePointer<UInt8>, width: PackedWidth, count: Int,
    field: Int, at first: Int
  ) -> Bool {
    guard let space = spaces[field], width <= space.width, first >= 0, count <= rows - first else {
      return false
    }
    switch space.width {
    case .byte: ColumnRoom.narrow(values, count, space.base.assumingMemoryBound(to: UInt8.self) + first)
    case .short: ColumnRoom.narrow(values, count, space.base.assumingMemoryBound(to: Int16.self) + first)
    case .word: ColumnRoom.narrow(values, count, space.base.assumingMemoryBound(to: Int32.self) + first)
    case .long: ColumnRoom.narrow(values, count, space.base.assumingMemoryBound(to: Int64.self) + first)
    }
    if let flags = space.present { (flags + first).update(from: present, count: count) }
    return true
  }

  private static func narrow<T: FixedWidthInteger>(
    _ values: UnsafePointer<Int64>, _ count: Int, _ target: UnsafeMutablePointer<T>
  ) {
    for i in 0..<count { target[i] = T(truncatingIfNeeded: values[i]) }
  }

  // MARK: When all rows are written

  /// The width of the values of `field`, if there is room for it.
  func width(of field: Int) -> PackedWidth? { spaces[field]?.width }

  /// Calls `body` with where the values of `field` stand, and where the flags of those present do.
  func withRows<R>(
    of field: Int, _ body: (_ base: UnsafeMutableRawPointer, _ present: UnsafeMutablePointer<UInt8>?) -> R
  ) -> R? {
    spaces[field].map { body($0.base, $0.present) }
  }

  /// Returns the values of `field` in `rows`, by themselves.
  func copy(_ field: Int, _ rows: Range<Int>) -> PackedIntegers {
    guard let space = spaces[field] else { return .bytes([]) }
    func copied<T>(_ type: T.Type) -> [T] {
      Array(
        UnsafeBufferPointer(
          start: space.base.assumingMemoryBound(to: T.self) + rows.lowerBound, count: rows.count))
    }
    return switch space.width {
    case .byte: .bytes(copied(UInt8.self))
    case .short: .shorts(copied(Int16.self))
    case .word: .words(copied(Int32.self))
    case .long: .longs(copied(Int64.self))
    }
  }

  /// Returns the flags of the values of `field` in `rows`, or `nil` if all are present.
  func presence(_ field: Int, _ rows: Range<Int>) -> [UInt8]? {
    guard let flags = spaces[field]?.present else { return nil }
    let own = UnsafeBufferPointer(start: flags + rows.lowerBound, count: rows.count)
    return own.contains(0) ? Array(own) : nil
  }

  /// Gives away the first `count` values of `field`, and the flags of those present, if some are missing.
  func take(_ field: Int, _ count: Int) -> (PackedIntegers, present: [UInt8]?) {
    guard let space = spaces[field] else { return (.bytes([]), nil) }
    func first<T>(_ array: inout [T]) -> [T] {
      var taken: [T] = []
      swap(&taken, &array)
      taken.removeLast(taken.count - count)
      return taken
    }
    let values: PackedIntegers =
      switch space.width {
      case .byte: .bytes(first(&space.bytes))
      case .short: .shorts(first(&space.shorts))
      case .word: .words(first(&space.words))
      case .long: .longs(first(&space.longs))
      }
    if space.present == nil { return (values, nil) }
    let flags = first(&space.flags)
    return (values, flags.contains(0) ? flags : nil)
  }

  /// Lets go of the room of `field`.
  func abandon(_ field: Int) { spaces[field]?.empty() }
}
