import Rosters
import Semantics

/// The state of one value of a batch, as a byte.
enum RowState {
  /// There is no value.
  static let missing: UInt8 = 0
  /// There is a value.
  static let present: UInt8 = 1
  /// The value could not be computed; the reason is in the fault log.
  static let faulted: UInt8 = 2
}

/// The values of an expression for the rows of one batch.
///
/// Where a row has no value, its place in `values` holds something that nobody reads.
struct Vector: Sendable {

  /// The forms of the values.
  enum Values: Sendable {
    /// The same value for all rows.
    case constant(Constant)
    /// Conditions: 1 or 0.
    case truths([UInt8])
    /// Each value is the integer divided by the denominator (at least 1).
    case narrow([Int64], denominator: Int64)
    /// Exact fractions of any size.
    case wide([Rational])
    /// Texts by their codes in a dictionary.
    case codes([Int64], TextDictionary)
    /// Texts made on the way.
    case texts([String])
    /// Parts of populations.
    case shares([Share])
  }

  var values: Values

  /// One state a row; `nil` if all rows have values.
  var states: [UInt8]?

  /// The number of rows.
  let count: Int

  init(_ values: Values, states: [UInt8]? = nil, count: Int) {
    self.values = values
    self.states = states
    self.count = count
  }

  /// Creates `count` times `scalar`.
  init(_ scalar: Scalar, count: Int) {
    if let constant = Constant(scalar) {
      self.init(.constant(constant), count: count)
    } else {
      self = .all(RowState.missing, count)
    }
  }

  /// Creates conditions.
  init(truths: [UInt8], states: [UInt8]? = nil) {
    self.init(.truths(truths), states: states, count: truths.count)
  }

  /// Returns `count` values that are all missing or all faulted.
  static func all(_ state: UInt8, _ count: Int) -> Vector {
    Vector(.constant(.number(.zero)), states: [UInt8](repeating: state, count: count), count: count)
  }

  /// Returns the value at `i` in `type`; missing where it is faulted.
  func scalar(_ i: Int, _ type: CoreType) -> Scalar {
    if let states, states[i] != RowState.present { return .missing }
    switch values {
    case .constant(let c): return c.scalar(type)
    case .truths(let a): return Constant.truth(a[i] != 0).scalar(type)
    case .narrow(let a, let d):
      guard let r = Rational(Int128(a[i]), over: Int128(d)) else { return .missing }
      return Constant.number(r).scalar(type)
    case .wide(let a): return Constant.number(a[i]).scalar(type)
    case .codes(let a, let dictionary): return .text(dictionary[Int(a[i])])
    case .texts(let a): return .text(a[i])
    case .shares(let a): return .share(a[i])
    }
  }

  /// Returns the exact number at `i`, which has a value; a share's fraction.
  func rational(_ i: Int) -> Rational {
    switch values {
    case .constant(.number(let r)): return r
    case .constant(.share(let s)): return s.value
    case .constant(.truth(let b)): return b ? .one : .zero
    case .constant(.text): return .zero
    case .truths(let a): return Rational(Int64(a[i]))
    case .narrow(let a, let d):
      return d == 1 ? Rational(a[i]) : (Rational(Int128(a[i]), over: Int128(d)) ?? .zero)
    case .wide(let a): return a[i]
    case .shares(let a): return a[i].value
    case .codes, .texts: return .zero
    }
  }

  /// Returns all values as fractions; where a row has none, zero.
  func rationals() -> [Rational] {
    switch values {
    case .wide(let a): return a
    case .constant, .truths, .narrow, .codes, .texts, .shares: break
    }
    guard let states else { return (0..<count).map { rational($0) } }
    return (0..<count).map { states[$0] == RowState.present ? rational($0) : .zero }
  }

  /// Returns the text at `i`, which has a value.
  func text(_ i: Int) -> String {
    switch values {
    case .constant(.text(let s)): return s
    case .codes(let a, let dictionary): return dictionary[Int(a[i])]
    case .texts(let a): return a[i]
    case .constant, .truths, .narrow, .wide, .shares: return ""
    }
  }

  /// Returns the integers, where all values are integers of a machine word.
  func integers() -> [Int64]? {
    switch values {
    case .constant(.number(let r)): return r.int64.map { [Int64](repeating: $0, count: count) }
    case .constant(.truth(let b)): return [Int64](repeating: b ? 1 : 0, count: count)
    case .narrow(let a, denominator: 1): return a
    case .narrow(let a, let d):
      var result = a
      for i in 0..<count {
        let (q, r) = a[i].quotientAndRemainder(dividingBy: d)
        if r != 0 && isPresent(i) { return nil }
        result[i] = q
      }
      return result
    case .wide(let a):
      var result = [Int64](repeating: 0, count: count)
      for i in 0..<count where isPresent(i) {
        guard let n = a[i].int64 else { return nil }
        result[i] = n
      }
      return result
    case .truths(let a): return a.map { Int64($0) }
    case .constant, .codes, .texts, .shares: return nil
    }
  }

  /// Returns whether row `i` has a value.
  func isPresent(_ i: Int) -> Bool { states.map { $0[i] == RowState.present } ?? true }

  /// `true` iff a row is faulted.
  var hasFaults: Bool { states?.contains(RowState.faulted) ?? false }

  /// Returns the mask of the rows whose condition holds; 0 where it is missing or faulted.
  func mask() -> [UInt8] {
    var mask: [UInt8]
    switch values {
    case .constant(.truth(let b)): mask = [UInt8](repeating: b ? 1 : 0, count: count)
    case .truths(let a): mask = a
    case .narrow(let a, _): mask = a.map { $0 != 0 ? 1 : 0 }
    case .constant(.number(let r)): mask = [UInt8](repeating: r.signum != 0 ? 1 : 0, count: count)
    case .constant, .wide, .codes, .texts, .shares: mask = [UInt8](repeating: 0, count: count)
    }
    if let states { for i in 0..<count where states[i] != RowState.present { mask[i] = 0 } }
    return mask
  }

  /// Returns the rows at `positions`, in that order.
  func picking(_ positions: [Int32]) -> Vector {
    let picked: Values
    switch values {
    case .constant: picked = values
    case .truths(let a): picked = .truths(Vector.pick(a, positions))
    case .narrow(let a, let d): picked = .narrow(Vector.pick(a, positions), denominator: d)
    case .wide(let a): picked = .wide(positions.map { a[Int($0)] })
    case .codes(let a, let dictionary): picked = .codes(Vector.pick(a, positions), dictionary)
    case .texts(let a): picked = .texts(positions.map { a[Int($0)] })
    case .shares(let a): picked = .shares(positions.map { a[Int($0)] })
    }
    return Vector(picked, states: states.map { Vector.pick($0, positions) }, count: positions.count)
  }

  static func pick<T: FixedWidthInteger>(_ a: [T], _ positions: [Int32]) -> [T] {
    [T](unsafeUninitializedCapacity: positions.count) { target, initialized in
      positions.withUnsafeBufferPointer { positions in
        for i in 0..<positions.count { target[i] = a[Int(positions[i])] }
      }
      initialized = positions.count
    }
  }

  /// Returns the states of a value made of two: faulted before missing before present.
  static func combine(_ l: [UInt8]?, _ r: [UInt8]?) -> [UInt8]? {
    guard let l else { return r }
    guard let r else { return l }
    var result = l
    for i in 0..<min(l.count, r.count) {
      if l[i] == RowState.faulted || r[i] == RowState.faulted {
        result[i] = RowState.faulted
      } else {
        result[i] = l[i] & r[i]
      }
    }
    return result
  }

  /// Returns the value with `positions` faulted.
  func faulting(_ positions: [Int]) -> Vector {
    guard !positions.isEmpty else { return self }
    var states = states ?? [UInt8](repeating: RowState.present, count: count)
    for p in positions { states[p] = RowState.faulted }
    return Vector(values, states: states, count: count)
  }

  /// Returns the values with 0 in place of the numbers at `positions`.
  func replacingNumbers(at positions: [Int]) -> Vector {
    guard case .wide(var numbers) = values else { return self }
    for p in positions { numbers[p] = .zero }
    return Vector(.wide(numbers), states: states, count: count)
  }
}

extension Vector {

  /// Creates the values of `column`, of `type`, at `rows`.
  init(_ column: Column, _ rows: RowSelection, type: CoreType) {
    let values: Values
    switch column.values {
    case .scaled(.bytes(let bytes), denominator: 1) where type == .truth: values = .truths(rows.gather(bytes))
    case .scaled(let packed, let d): values = .narrow(rows.gather(packed), denominator: d)
    case .wide(let a): values = .wide(rows.map { a[$0] })
    case .texts(let packed, let dictionary): values = .codes(rows.gather(packed), dictionary)
    }
    self.init(values, states: column.present.map { rows.gather($0) }, count: rows.count)
  }
}

/// Which rows of a roster a batch is about.
enum RowSelection: Sendable {
  /// Rows that follow each other.
  case range(Range<Int>)
  /// Any rows, in the order of the list.
  case list([Int32])

  /// The number of rows.
  var count: Int {
    switch self {
    case .range(let r): r.count
    case .list(let a): a.count
    }
  }

  /// Returns the row at `position`.
  subscript(position: Int) -> Int {
    switch self {
    case .range(let r): r.lowerBound + position
    case .list(let a): Int(a[position])
    }
  }

  /// Returns the rows at `positions`.
  func picking(_ positions: [Int32]) -> RowSelection {
    switch self {
    case .range(let r):
      let base = Int32(r.lowerBound)
      return .list(
        [Int32](unsafeUninitializedCapacity: positions.count) { target, initialized in
          positions.withUnsafeBufferPointer { p in for i in 0..<p.count { target[i] = p[i] &+ base } }
          initialized = positions.count
        })
    case .list(let a): return .list(Vector.pick(a, positions))
    }
  }

  /// Returns `transform` of each row.
  func map<T>(_ transform: (Int) -> T) -> [T] { (0..<count).map { transform(self[$0]) } }

  /// Returns the integers at the rows.
  func gather(_ packed: PackedIntegers) -> [Int64] {
    [Int64](unsafeUninitializedCapacity: count) { target, initialized in
      guard let base = target.baseAddress else { return }
      switch self {
      case .range(let r): packed.widen(r, into: base)
      case .list(let a): packed.gather(a, into: base)
      }
      initialized = count
    }
  }

  /// Returns the bytes at the rows.
  func gather(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .range(let r): return Array(bytes[r])
    case .list(let a):
      return [UInt8](unsafeUninitializedCapacity: a.count) { target, initialized in
        for (i, row) in a.enumerated() { target[i] = bytes[Int(row)] }
        initialized = a.count
      }
    }
  }
}
