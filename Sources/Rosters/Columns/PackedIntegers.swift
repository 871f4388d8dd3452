/// Integers in the narrowest of four widths that holds them all.
public enum PackedIntegers: Sendable {

  /// Each in 0 ... 255.
  case bytes([UInt8])
  /// Each fits 16 bits, with a sign.
  case shorts([Int16])
  /// Each fits 32 bits, with a sign.
  case words([Int32])
  /// Each fits 64 bits, with a sign.
  case longs([Int64])

  /// The number of integers.
  public var count: Int {
    switch self {
    case .bytes(let a): a.count
    case .shorts(let a): a.count
    case .words(let a): a.count
    case .longs(let a): a.count
    }
  }

  /// The bytes that the integers take.
  public var byteCount: Int {
    switch self {
    case .bytes(let a): a.count
    case .shorts(let a): a.count * 2
    case .words(let a): a.count * 4
    case .longs(let a): a.count * 8
    }
  }

  /// Returns the integer at `i`.
  public subscript(i: Int) -> Int64 {
    switch self {
    case .bytes(let a): Int64(a[i])
    case .shorts(let a): Int64(a[i])
    case .words(let a): Int64(a[i])
    case .longs(let a): a[i]
    }
  }

  /// Writes the integers of `rows` to `target`, which has room for them.
  public func widen(_ rows: Range<Int>, into target: UnsafeMutablePointer<Int64>) {
    switch self {
    case .bytes(let a): PackedIntegers.copy(a, rows, target)
    case .shorts(let a): PackedIntegers.copy(a, rows, target)
    case .words(let a): PackedIntegers.copy(a, rows, target)
    case .longs(let a): PackedIntegers.copy(a, rows, target)
    }
  }

  private static func copy<T: FixedWidthInteger>(
    _ a: [T], _ rows: Range<Int>, _ target: UnsafeMutablePointer<Int64>
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= a.count, "rows of the column")
    a.withUnsafeBufferPointer { source in
      for i in 0..<rows.count { target[i] = Int64(truncatingIfNeeded: source[rows.lowerBound &+ i]) }
    }
  }

  /// Writes the integers at `rows` to `target`, which has room for them.
  public func gather(_ rows: [Int32], into target: UnsafeMutablePointer<Int64>) {
    switch self {
    case .bytes(let a): PackedIntegers.pick(a, rows, target)
    case .shorts(let a): PackedIntegers.pick(a, rows, target)
    case .words(let a): PackedIntegers.pick(a, rows, target)
    case .longs(let a): PackedIntegers.pick(a, rows, target)
    }
  }

  private static func pick<T: FixedWidthInteger>(
    _ a: [T], _ rows: [Int32], _ target: UnsafeMutablePointer<Int64>
  ) {
    precondition(hold(a.count, rows), "rows of the column")
    a.withUnsafeBufferPointer { a in
      rows.withUnsafeBufferPointer { rows in
        for i in rows.indices { target[i] = Int64(truncatingIfNeeded: a[Int(rows[i])]) }
      }
    }
  }

  /// Creates the narrowest form of `values`.
  public init(packing values: [Int64]) {
    var low: Int64 = 0
    var high: Int64 = 0
    for v in values {
      low = min(low, v)
      high = max(high, v)
    }
    if low >= 0 && high <= 255 {
      self = .bytes(values.map { UInt8(truncatingIfNeeded: $0) })
    } else if low >= Int64(Int16.min) && high <= Int64(Int16.max) {
      self = .shorts(values.map { Int16(truncatingIfNeeded: $0) })
    } else if low >= Int64(Int32.min) && high <= Int64(Int32.max) {
      self = .words(values.map { Int32(truncatingIfNeeded: $0) })
    } else {
      self = .longs(values)
    }
  }

  /// Returns `count` integers, those of `self` at `rows`, one each, and 0 elsewhere.
  public func scattered(to rows: [Int32], count: Int) -> PackedIntegers {
    func scattered<T: FixedWidthInteger>(_ a: [T]) -> [T] {
      var result = [T](repeating: 0, count: count)
      for (i, row) in rows.enumerated() { result[Int(row)] = a[i] }
      return result
    }
    switch self {
    case .bytes(let a): return .bytes(scattered(a))
    case .shorts(let a): return .shorts(scattered(a))
    case .words(let a): return .words(scattered(a))
    case .longs(let a): return .longs(scattered(a))
    }
  }

  /// Returns the integers of `rows`.
  public func part(_ rows: Range<Int>) -> PackedIntegers {
    switch self {
    case .bytes(let a): .bytes(Array(a[rows]))
    case .shorts(let a): .shorts(Array(a[rows]))
    case .words(let a): .words(Array(a[rows]))
    case .longs(let a): .longs(Array(a[rows]))
    }
  }

  /// Returns the integers at `rows`, in that order.
  public func picking(_ rows: [Int32]) -> PackedIntegers {
    switch self {
    case .bytes(let a): .bytes(PackedIntegers.picked(a, rows))
    case .shorts(let a): .shorts(PackedIntegers.picked(a, rows))
    case .words(let a): .words(PackedIntegers.picked(a, rows))
    case .longs(let a): .longs(PackedIntegers.picked(a, rows))
    }
  }

  /// Returns whether all of `rows` are below `count`: a look at all of them first is quicker than one at each.
  private static func hold(_ count: Int, _ rows: [Int32]) -> Bool {
    var least: Int32 = 0
    var greatest: Int32 = -1
    for row in rows {
      least = min(least, row)
      greatest = max(greatest, row)
    }
    return least >= 0 && Int(greatest) < count
  }

  private static func picked<T: FixedWidthInteger>(_ a: [T], _ rows: [Int32]) -> [T] {
    precondition(hold(a.count, rows), "rows of the column")
    return [T](unsafeUninitializedCapacity: rows.count) { target, initialized in
      a.withUnsafeBufferPointer { a in
        rows.withUnsafeBufferPointer { rows in
          for i in 0..<rows.count { target[i] = a[Int(rows[i])] }
        }
      }
      initialized = rows.count
    }
  }
}
