import Rosters
import Synchronization

/// The rows of a column, into which its batches write their values in place.
///
/// The first batch, which is evaluated alone, says what form the column has. Numbers of a later one that are too large
/// for it are written to rows of the next width, of which only those take memory; a batch that has another form, or
/// numbers larger still, keeps its values apart, and the column is put together of parts afterwards. How many threads
/// evaluate makes no difference to it.
final class ColumnRows: @unchecked Sendable {
  // Each batch writes its own rows; all else is set before there is a second batch, or after the last.

  /// What the integers count.
  enum Unit: Sendable {
    case denominator(Int64)
    case dictionary(TextDictionary)
  }

  /// Where integers are written while batches are evaluated.
  private enum Target {
    case none
    case bytes(UnsafeMutablePointer<UInt8>)
    case shorts(UnsafeMutablePointer<Int16>)
    case words(UnsafeMutablePointer<Int32>)
    case longs(UnsafeMutablePointer<Int64>)
  }

  private let count: Int
  /// The rows of a batch.
  private let size: Int
  private var unit = Unit.denominator(1)
  private var target = Target.none
  /// Rows of the next width.
  private var spare = Target.none
  /// Of each batch, 1 if its rows stand among those of the next width.
  private let isWide: UnsafeMutableBufferPointer<UInt8>
  /// Whether any batch has had to be written there: then all that follow are, since all rows will stand there.
  private let hasWide = Atomic<Bool>(false)
  private var targetOfStates: UnsafeMutablePointer<UInt8>?

  /// What the first batch gave, until it is written in its place.
  private var first: Vector?

  /// The integers, once all batches are evaluated; what stands in the rows of batches that are kept apart means nothing.
  private(set) var integers: PackedIntegers?

  /// The states of all rows, if the first batch had any.
  private(set) var states: [UInt8]?

  /// Makes room for a column of `count` rows, batches of `size`, as soon as its form is known.
  init(count: Int, size: Int) {
    self.count = count
    self.size = size
    isWide = .allocate(capacity: (count + size - 1) / size)
    isWide.initialize(repeating: 0)
  }

  deinit { isWide.deallocate() }

  /// Calls `others`, which evaluates all batches but the first, with room for all rows in the form of `first`.
  func fill(like first: ColumnAssembler.Part, _ others: () -> Void) {
    defer { self.first = nil }
    let room: ClosedRange<Int64>
    switch first.values {
    case .scaled(let packed, let d):
      unit = .denominator(d)
      room = ColumnRows.room(for: packed)
    case .codes(let packed, let dictionary) where !dictionary.isOfOneBatch && packed.count > 0:
      unit = .dictionary(dictionary)
      room = 0...Int64(max(0, dictionary.count - 1))
    case .codes, .wide, .texts, .shares, .nothing, .inPlace:
      others()
      return
    }
    guard first.states != nil else { return fill(room, others) }
    states = opened {
      targetOfStates = $0
    } _: { _ in
      fill(room, others)
    }
    targetOfStates = nil
  }

  /// Returns the numbers that a column may be expected to have whose first rows have `packed`: a quarter more.
  private static func room(for packed: PackedIntegers) -> ClosedRange<Int64> {
    var low: Int64 = 0
    var high: Int64 = 0
    for i in 0..<packed.count {
      low = min(low, packed[i])
      high = max(high, packed[i])
    }
    return low.addingReportingOverflow(low / 4).overflow || high.addingReportingOverflow(high / 4).overflow
      ? Int64.min...Int64.max : low + low / 4...high + high / 4
  }

  private func fill(_ room: ClosedRange<Int64>, _ evaluate: () -> Void) {
    func others() {
      if let first { _ = part(first, at: 0) }
      evaluate()
    }
    if room.lowerBound >= 0 && room.upperBound <= Int64(UInt8.max) {
      let (narrow, wide) = opened({ target = .bytes($0) }, { spare = .shorts($0) }, others)
      integers = wide.map { .shorts($0) } ?? .bytes(narrow)
    } else if room.lowerBound >= Int64(Int16.min) && room.upperBound <= Int64(Int16.max) {
      let (narrow, wide) = opened({ target = .shorts($0) }, { spare = .words($0) }, others)
      integers = wide.map { .words($0) } ?? .shorts(narrow)
    } else if room.lowerBound >= Int64(Int32.min) && room.upperBound <= Int64(Int32.max) {
      let (narrow, wide) = opened({ target = .words($0) }, { spare = .longs($0) }, others)
      integers = wide.map { .longs($0) } ?? .words(narrow)
    } else {
      integers = .longs(
        opened {
          target = .longs($0)
        } _: { _ in
          others()
        })
    }
    target = .none
    spare = .none
  }

  /// Returns rows of two widths that `others` writes; those of the second, all of them, only if there are any.
  private func opened<Narrow: FixedWidthInteger, Wide: FixedWidthInteger>(
    _ open: (UnsafeMutablePointer<Narrow>) -> Void, _ openSpare: (UnsafeMutablePointer<Wide>) -> Void,
    _ others: () -> Void
  ) -> ([Narrow], [Wide]?) {
    var wide: [Wide]?
    let narrow: [Narrow] = opened(open) { rows in
      let spare: [Wide] = opened(openSpare) { spare in
        others()
        if hasWide.load(ordering: .relaxed) { widen(rows, to: spare) }
      }
      if hasWide.load(ordering: .relaxed) { wide = spare }
    }
    return (wide == nil ? narrow : [], wide)
  }

  /// Copies the rows that fit the narrower width to those of the next.
  private func widen<Narrow: FixedWidthInteger, Wide: FixedWidthInteger>(
    _ rows: UnsafeMutablePointer<Narrow>, to spare: UnsafeMutablePointer<Wide>
  ) {
    for batch in isWide.indices where isWide[batch] == 0 {
      for i in batch * size..<min(count, (batch + 1) * size) { spare[i] = Wide(truncatingIfNeeded: rows[i]) }
    }
  }

  /// Returns `count` integers that `others` writes, each of them, where `open` is told.
  private func opened<T: FixedWidthInteger>(
    _ open: (UnsafeMutablePointer<T>) -> Void, _ others: (UnsafeMutablePointer<T>) -> Void
  ) -> [T] {
    [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let rows = buffer.baseAddress else { return }
      open(rows)
      others(rows)
      initialized = count
    }
  }

  /// Returns the part that `vector`, of the rows from `start` on, is of the column: written in place, if it fits.
  func part(_ vector: Vector, at start: Int) -> ColumnAssembler.Part {
    if case .none = target, start == 0 { first = vector }
    if let targetOfStates {
      if let own = vector.states {
        own.withUnsafeBufferPointer { own in
          if let base = own.baseAddress { (targetOfStates + start).update(from: base, count: own.count) }
        }
      } else {
        (targetOfStates + start).update(repeating: RowState.present, count: vector.count)
      }
    }
    if hasWide.load(ordering: .relaxed) || !write(vector, to: target, at: start) {
      guard write(vector, to: spare, at: start) else { return ColumnAssembler.Part(vector) }
      isWide[start / size] = 1
      hasWide.store(true, ordering: .relaxed)
    }
    return .inPlace(vector, states: targetOfStates == nil ? vector.states : nil)
  }

  private func write(_ vector: Vector, to target: Target, at start: Int) -> Bool {
    switch target {
    case .none: false
    case .bytes(let rows): write(vector, to: rows + start)
    case .shorts(let rows): write(vector, to: rows + start)
    case .words(let rows): write(vector, to: rows + start)
    case .longs(let rows): write(vector, to: rows + start)
    }
  }

  /// Writes the values of `vector` to `rows`, 0 where there is none; returns whether they fit.
  private func write<T: FixedWidthInteger>(_ vector: Vector, to rows: UnsafeMutablePointer<T>) -> Bool {
    if let states = vector.states, !states.contains(RowState.present) {
      rows.update(repeating: 0, count: vector.count)
      return true
    }
    switch (vector.values, unit) {
    case (.truths(let a), .denominator(1)):
      return ColumnRows.write(a, vector.states, to: rows)
    case (.narrow(let a, let own), .denominator(let d)):
      guard d % own == 0, let scaled = Kernels.scale(a, by: d / own) else { return false }
      return ColumnRows.write(scaled, vector.states, to: rows)
    case (.codes(let a, let own), .dictionary(let dictionary)) where own === dictionary:
      return ColumnRows.write(a, vector.states, to: rows)
    case (.constant(.truth(let holds)), .denominator(1)):
      return write(holds ? 1 : 0, vector, to: rows)
    case (.constant(.number(let number)), .denominator(let d)):
      guard let small = number.small, d % small.denominator == 0 else { return false }
      let (value, overflow) = small.numerator.multipliedReportingOverflow(by: d / small.denominator)
      return !overflow && write(value, vector, to: rows)
    case (.constant, _), (.truths, _), (.narrow, _), (.wide, _), (.codes, _), (.texts, _), (.shares, _):
      return false
    }
  }

  /// Writes `value` to each of the rows of `vector` that has one.
  private func write<T: FixedWidthInteger>(
    _ value: Int64, _ vector: Vector, to rows: UnsafeMutablePointer<T>
  ) -> Bool {
    guard let narrow = T(exactly: value) else { return false }
    for i in 0..<vector.count { rows[i] = vector.isPresent(i) ? narrow : 0 }
    return true
  }

  private static func write<S: FixedWidthInteger, T: FixedWidthInteger>(
    _ values: [S], _ states: [UInt8]?, to rows: UnsafeMutablePointer<T>
  ) -> Bool {
    // What is lost of any of them by narrowing.
    var lost: S = 0
    values.withUnsafeBufferPointer { values in
      if let states {
        states.withUnsafeBufferPointer { states in
          for i in 0..<values.count {
            // All bits where there is a value, none elsewhere: its state is odd.
            let value = values[i] & (0 &- S(truncatingIfNeeded: states[i] & RowState.present))
            let narrow = T(truncatingIfNeeded: value)
            rows[i] = narrow
            lost |= value ^ S(truncatingIfNeeded: narrow)
          }
        }
      } else {
        for i in 0..<values.count {
          let narrow = T(truncatingIfNeeded: values[i])
          rows[i] = narrow
          lost |= values[i] ^ S(truncatingIfNeeded: narrow)
        }
      }
    }
    return lost == 0
  }

  /// Gives the rows that stand in place back to the parts they belong to, to be put together with others that do not.
  func handOut(to parts: inout [ColumnAssembler.Part]) {
    guard let integers else { return }
    var start = 0
    for k in parts.indices {
      let rows = start..<start + parts[k].count
      start = rows.upperBound
      guard parts[k].isInPlace else { continue }
      if let states { parts[k].states = Array(states[rows]) }
      switch unit {
      case .denominator(let d): parts[k].values = .scaled(integers.part(rows), d)
      case .dictionary(let dictionary): parts[k].values = .codes(integers.part(rows), dictionary)
      }
    }
    self.integers = nil
  }

  /// Returns the values of all rows if all `parts` stand in place, the first of which always does.
  func values(_ parts: [ColumnAssembler.Part]) -> Column.Values? {
    guard let integers, parts.dropFirst().allSatisfy(\.isInPlace) else { return nil }
    switch unit {
    case .denominator(let d): return .scaled(integers, denominator: d)
    case .dictionary(let dictionary): return .texts(integers, dictionary)
    }
  }
}
