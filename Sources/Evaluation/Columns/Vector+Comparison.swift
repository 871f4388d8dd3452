import Rosters
import Semantics

extension CoreComparison {

  /// Returns whether the comparison holds of values that compare as -1, 0 or 1.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// The comparison with its sides exchanged.
  var mirrored: CoreComparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension Vector {

  /// Returns whether the comparison holds, row by row; `codes` finds a text in a dictionary.
  static func compare(
    _ comparison: CoreComparison, _ l: Vector, _ r: Vector, codes: (String, TextDictionary) -> Int64?
  ) -> Vector {
    let states = combine(l.states, r.states)
    let count = l.count
    if let known = compareWords(comparison, l, r) { return Vector(known, states: states, count: count) }
    if let known = compareTexts(comparison, l, r, codes) {
      return Vector(known, states: states, count: count)
    }
    if l.isTextual || r.isTextual {
      let mask = (0..<count).map { i -> UInt8 in
        guard states.map({ $0[i] == RowState.present }) ?? true else { return 0 }
        return comparison.holds(order(l.text(i), r.text(i))) ? 1 : 0
      }
      return Vector(truths: mask, states: states)
    }
    let a = l.rationals()
    let b = r.rationals()
    let mask = (0..<count).map { i -> UInt8 in
      comparison.holds(a[i] < b[i] ? -1 : (a[i] == b[i] ? 0 : 1)) ? 1 : 0
    }
    return Vector(truths: mask, states: states)
  }

  private var isTextual: Bool {
    switch values {
    case .constant(.text), .codes, .texts: true
    case .constant, .truths, .narrow, .wide, .shares: false
    }
  }

  /// Returns how two texts compare, by code point.
  static func order(_ l: String, _ r: String) -> Int {
    if l.utf8.elementsEqual(r.utf8) { return 0 }
    return l.utf8.lexicographicallyPrecedes(r.utf8) ? -1 : 1
  }

  private static func compareWords(_ comparison: CoreComparison, _ l: Vector, _ r: Vector) -> Values? {
    switch (l.values, r.values) {
    case (.constant(.number(let a)), .constant(.number(let b))):
      return .constant(.truth(comparison.holds(a < b ? -1 : (a == b ? 0 : 1))))
    case (.constant(.truth(let a)), .constant(.truth(let b))):
      return .constant(.truth(comparison.holds(a == b ? 0 : (b ? -1 : 1))))
    case (.narrow(let a, let d), .constant(.number(let c))):
      return Kernels.compare(comparison, a, denominator: d, with: c)
    case (.constant(.number(let c)), .narrow(let a, let d)):
      return Kernels.compare(comparison.mirrored, a, denominator: d, with: c)
    case (.narrow(let a, let da), .narrow(let b, let db)):
      if da == db { return .truths(Kernels.compare(comparison, a, b)) }
      guard let d = Kernels.leastCommonMultiple(da, db), let x = Kernels.scale(a, by: d / da),
        let y = Kernels.scale(b, by: d / db)
      else { return nil }
      return .truths(Kernels.compare(comparison, x, y))
    case (.truths(let a), .truths(let b)):
      switch comparison {
      case .equal: return .truths(zip(a, b).map { $0 == $1 ? 1 : 0 })
      case .notEqual: return .truths(zip(a, b).map { $0 != $1 ? 1 : 0 })
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
      }
    case (.truths(let a), .constant(.truth(let b))), (.constant(.truth(let b)), .truths(let a)):
      switch comparison {
      case .equal: return .truths(b ? a : a.map { 1 &- $0 })
      case .notEqual: return .truths(b ? a.map { 1 &- $0 } : a)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
      }
    case (.constant, _), (.truths, _), (.narrow, _), (.wide, _), (.codes, _), (.texts, _), (.shares, _):
      return nil
    }
  }

  private static func compareTexts(
    _ comparison: CoreComparison, _ l: Vector, _ r: Vector, _ find: (String, TextDictionary) -> Int64?
  ) -> Values? {
    let isEquality: Bool
    switch comparison {
    case .equal: isEquality = true
    case .notEqual: isEquality = false
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
    }
    switch (l.values, r.values) {
    case (.codes(let a, let d), .constant(.text(let s))), (.constant(.text(let s)), .codes(let a, let d)):
      guard let code = find(s, d) else { return .constant(.truth(!isEquality)) }
      return .truths(Kernels.mask(a) { ($0 == code) == isEquality })
    case (.codes(let a, let d), .codes(let b, let e)) where d === e:
      return .truths(Kernels.compare(comparison, a, b))
    case (.constant(.text(let a)), .constant(.text(let b))):
      return .constant(.truth((order(a, b) == 0) == isEquality))
    case (.constant, _), (.truths, _), (.narrow, _), (.wide, _), (.codes, _), (.texts, _), (.shares, _):
      return nil
    }
  }
}

extension Kernels {

  /// Leaves of the ones of `open` those where `mask`, of ones and zeros, is `value`.
  static func keep(_ open: inout [UInt8], where mask: [UInt8], is value: UInt8) {
    let flip = value ^ 1
    open.withUnsafeMutableBufferPointer { open in
      mask.withUnsafeBufferPointer { mask in
        for i in 0..<min(open.count, mask.count) { open[i] &= mask[i] ^ flip }
      }
    }
  }

  /// Returns the ones of `mask` as zeros, and its zeros as ones.
  static func opposite(_ mask: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: mask.count) { target, initialized in
      mask.withUnsafeBufferPointer { mask in for i in mask.indices { target[i] = 1 &- mask[i] } }
      initialized = mask.count
    }
  }

  /// Returns the positions below `count`.
  static func positions(_ count: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { target, initialized in
      for i in 0..<count { target[i] = Int32(truncatingIfNeeded: i) }
      initialized = count
    }
  }

  /// Returns the `positions` whose mask is 1, and the others.
  static func part(_ positions: [Int32], by mask: [UInt8]) -> (held: [Int32], others: [Int32]) {
    let count = min(positions.count, mask.count)
    let total = mask.withUnsafeBufferPointer { mask in
      var total = 0
      for m in mask { total &+= Int(m) }
      return total
    }
    if total == count { return (positions, []) }
    if total == 0 { return ([], positions) }
    var others: [Int32] = []
    let held = [Int32](unsafeUninitializedCapacity: total + 1) { held, heldCount in
      others = [Int32](unsafeUninitializedCapacity: count - total + 1) { others, otherCount in
        positions.withUnsafeBufferPointer { positions in
          mask.withUnsafeBufferPointer { mask in
            var h = 0
            var o = 0
            // Both are written and one is kept, so that nothing has to be guessed.
            for i in 0..<count {
              let m = Int(mask[i])
              held[h] = positions[i]
              others[o] = positions[i]
              h &+= m
              o &+= 1 &- m
            }
          }
        }
        otherCount = count - total
      }
      heldCount = total
    }
    return (held, others)
  }

  @inline(__always)
  static func mask(_ a: [Int64], _ holds: (Int64) -> Bool) -> [UInt8] {
    let count = a.count
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      a.withUnsafeBufferPointer { x in for i in 0..<count { target[i] = holds(x[i]) ? 1 : 0 } }
      initialized = count
    }
  }

  static func compare(_ comparison: CoreComparison, _ a: [Int64], _ b: [Int64]) -> [UInt8] {
    switch comparison {
    case .equal: compare(a, b) { $0 == $1 }
    case .notEqual: compare(a, b) { $0 != $1 }
    case .less: compare(a, b) { $0 < $1 }
    case .lessOrEqual: compare(a, b) { $0 <= $1 }
    case .greater: compare(a, b) { $0 > $1 }
    case .greaterOrEqual: compare(a, b) { $0 >= $1 }
    }
  }

  @inline(__always)
  private static func compare(_ a: [Int64], _ b: [Int64], _ holds: (Int64, Int64) -> Bool) -> [UInt8] {
    let count = min(a.count, b.count)
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      a.withUnsafeBufferPointer { x in
        b.withUnsafeBufferPointer { y in for i in 0..<count { target[i] = holds(x[i], y[i]) ? 1 : 0 } }
      }
      initialized = count
    }
  }

  /// Compares each `a / denominator` with `constant`, by a bound in the column's own unit.
  static func compare(
    _ comparison: CoreComparison, _ a: [Int64], denominator: Int64, with constant: Rational
  ) -> Vector.Values {
    let exact = constant * Rational(denominator)
    switch comparison {
    case .equal:
      guard let bound = exact.int64 else { return .constant(.truth(false)) }
      return .truths(mask(a) { $0 == bound })
    case .notEqual:
      guard let bound = exact.int64 else { return .constant(.truth(true)) }
      return .truths(mask(a) { $0 != bound })
    case .less:
      guard let bound = exact.ceiling.int64 else { return .constant(.truth(exact.signum > 0)) }
      return .truths(mask(a) { $0 < bound })
    case .lessOrEqual:
      guard let bound = exact.floor.int64 else { return .constant(.truth(exact.signum > 0)) }
      return .truths(mask(a) { $0 <= bound })
    case .greater:
      guard let bound = exact.floor.int64 else { return .constant(.truth(exact.signum < 0)) }
      return .truths(mask(a) { $0 > bound })
    case .greaterOrEqual:
      guard let bound = exact.ceiling.int64 else { return .constant(.truth(exact.signum < 0)) }
      return .truths(mask(a) { $0 >= bound })
    }
  }
}
