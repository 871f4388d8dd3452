import Rosters

/// A number operand of a kernel: one value for all rows, or one a row.
enum NumberOperand {
  case constant(numerator: Int64, denominator: Int64)
  case column([Int64], denominator: Int64)
}

extension Vector {

  /// The form that kernels over machine words read, or `nil` if the values are wider.
  var narrowOperand: NumberOperand? {
    switch values {
    case .constant(.number(let r)):
      return r.small.map { .constant(numerator: $0.numerator, denominator: $0.denominator) }
    case .narrow(let a, let d): return .column(a, denominator: d)
    case .constant, .truths, .wide, .codes, .texts, .shares: return nil
    }
  }

  /// Returns the sums; exact, in wider form where the narrow one does not hold them.
  static func sum(_ l: Vector, _ r: Vector) -> Vector { combined(l, r, subtracting: false) }

  /// Returns the differences.
  static func difference(_ l: Vector, _ r: Vector) -> Vector { combined(l, r, subtracting: true) }

  private static func combined(_ l: Vector, _ r: Vector, subtracting: Bool) -> Vector {
    let states = combine(l.states, r.states)
    if case .constant(.number(let a)) = l.values, case .constant(.number(let b)) = r.values {
      return Vector(.constant(.number(subtracting ? a - b : a + b)), states: states, count: l.count)
    }
    if let a = l.narrowOperand, let b = r.narrowOperand,
      let narrow = Kernels.combine(a, b, count: l.count, subtracting: subtracting)
    {
      return Vector(narrow, states: states, count: l.count)
    }
    let a = l.rationals()
    let b = r.rationals()
    return Vector(
      .wide((0..<l.count).map { subtracting ? a[$0] - b[$0] : a[$0] + b[$0] }), states: states, count: l.count
    )
  }

  /// Returns the products.
  static func product(_ l: Vector, _ r: Vector) -> Vector {
    let states = combine(l.states, r.states)
    if case .constant(.number(let a)) = l.values, case .constant(.number(let b)) = r.values {
      return Vector(.constant(.number(a * b)), states: states, count: l.count)
    }
    if let a = l.narrowOperand, let b = r.narrowOperand, let narrow = Kernels.multiply(a, b, count: l.count) {
      return Vector(narrow, states: states, count: l.count)
    }
    let a = l.rationals()
    let b = r.rationals()
    return Vector(.wide((0..<l.count).map { a[$0] * b[$0] }), states: states, count: l.count)
  }

  /// Returns the quotients, and the positions of the rows whose divisor is zero.
  static func quotient(_ l: Vector, _ r: Vector) -> (Vector, zeroDivisors: [Int]) {
    let states = combine(l.states, r.states)
    if case .constant(.number(let divisor)) = r.values, let inverse = Rational.one / divisor {
      let result = product(l, Vector(.constant(.number(inverse)), count: l.count))
      return (Vector(result.values, states: states, count: l.count), [])
    }
    let a = l.rationals()
    let b = r.rationals()
    var zeros: [Int] = []
    var quotients = [Rational](repeating: .zero, count: l.count)
    for i in 0..<l.count where states.map({ $0[i] == RowState.present }) ?? true {
      if let q = a[i] / b[i] { quotients[i] = q } else { zeros.append(i) }
    }
    return (Vector(.wide(quotients), states: states, count: l.count).narrowed().faulting(zeros), zeros)
  }

  /// Returns the values with the other sign.
  func negated() -> Vector {
    Vector.difference(Vector(.constant(.number(.zero)), count: count), self)
  }

  /// Returns the multiples of `step` that `mode` chooses, and the positions of the rows whose step is not above 0.
  func rounded(_ mode: RoundingMode, to step: Vector) -> (Vector, badSteps: [Int]) {
    let states = Vector.combine(states, step.states)
    if case .constant(.number(let s)) = step.values, s.signum > 0 {
      if case .constant(.number(let v)) = values {
        let rounded = v.rounded(mode, toMultipleOf: s) ?? v
        return (Vector(.constant(.number(rounded)), states: states, count: count), [])
      }
      if let s = s.small, case .narrow(let a, let d) = values,
        let narrow = Kernels.round(a, denominator: d, mode, to: s)
      {
        return (Vector(narrow, states: states, count: count), [])
      }
    }
    let a = rationals()
    let steps = step.rationals()
    var bad: [Int] = []
    var result = [Rational](repeating: .zero, count: count)
    for i in 0..<count where states.map({ $0[i] == RowState.present }) ?? true {
      if let v = a[i].rounded(mode, toMultipleOf: steps[i]) { result[i] = v } else { bad.append(i) }
    }
    return (Vector(.wide(result), states: states, count: count).narrowed().faulting(bad), bad)
  }

  /// Returns the same values in narrow form if they are integers of a machine word.
  func narrowed() -> Vector {
    guard case .wide = values, let a = integers() else { return self }
    return Vector(.narrow(a, denominator: 1), states: states, count: count)
  }

  /// Returns, of each two values, the smaller or the greater.
  static func extreme(_ l: Vector, _ r: Vector, greater: Bool) -> Vector {
    let states = combine(l.states, r.states)
    if case .narrow(let a, let da) = l.values {
      if case .narrow(let b, da) = r.values {
        let chosen = greater ? zip(a, b).map { max($0, $1) } : zip(a, b).map { min($0, $1) }
        return Vector(.narrow(chosen, denominator: da), states: states, count: l.count)
      }
      if case .constant(.number(let c)) = r.values, let bound = (c * Rational(da)).int64 {
        let chosen = greater ? a.map { max($0, bound) } : a.map { min($0, bound) }
        return Vector(.narrow(chosen, denominator: da), states: states, count: l.count)
      }
    }
    let a = l.rationals()
    let b = r.rationals()
    let chosen = (0..<l.count).map { greater ? max(a[$0], b[$0]) : min(a[$0], b[$0]) }
    return Vector(.wide(chosen), states: states, count: l.count).narrowed()
  }
}

/// Loops over machine words. Each returns `nil` where a result would not fit one, and never wraps.
enum Kernels {

  /// Returns the greatest common divisor of `a` and `b`, which are above 0.
  static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var x = a
    var y = b
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }

  /// Returns the least common multiple of `a` and `b`, which are above 0.
  static func leastCommonMultiple(_ a: Int64, _ b: Int64) -> Int64? {
    let (product, overflow) = (a / greatestCommonDivisor(a, b)).multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }

  /// Returns the least and the greatest of `a` and 0.
  static func bounds(_ a: [Int64]) -> (low: Int64, high: Int64) {
    var low: Int64 = 0
    var high: Int64 = 0
    for v in a {
      low = min(low, v)
      high = max(high, v)
    }
    return (low, high)
  }

  /// Returns `a` times `factor`.
  static func scale(_ a: [Int64], by factor: Int64) -> [Int64]? {
    if factor == 1 { return a }
    let (low, high) = bounds(a)
    if low.multipliedReportingOverflow(by: factor).overflow { return nil }
    if high.multipliedReportingOverflow(by: factor).overflow { return nil }
    return map(a) { $0 &* factor }
  }

  @inline(__always)
  static func map(_ a: [Int64], _ transform: (Int64) -> Int64) -> [Int64] {
    let count = a.count
    return [Int64](unsafeUninitializedCapacity: count) { target, initialized in
      a.withUnsafeBufferPointer { source in for i in 0..<count { target[i] = transform(source[i]) } }
      initialized = count
    }
  }

  static func combine(
    _ l: NumberOperand, _ r: NumberOperand, count: Int, subtracting: Bool
  ) -> Vector.Values? {
    switch (l, r) {
    case (.constant, .constant): return nil
    case (.column(let a, let da), .column(let b, let db)):
      guard let d = leastCommonMultiple(da, db), let x = scale(a, by: d / da), let y = scale(b, by: d / db)
      else { return nil }
      return (subtracting ? subtract(x, y) : add(x, y)).map { .narrow($0, denominator: d) }
    case (.column(let a, let da), .constant(let n, let dn)):
      guard let (x, c, d) = common(a, da, n, dn) else { return nil }
      let (low, high) = bounds(x)
      if subtracting {
        if low.subtractingReportingOverflow(c).overflow || high.subtractingReportingOverflow(c).overflow {
          return nil
        }
        return .narrow(map(x) { $0 &- c }, denominator: d)
      }
      if low.addingReportingOverflow(c).overflow || high.addingReportingOverflow(c).overflow { return nil }
      return .narrow(map(x) { $0 &+ c }, denominator: d)
    case (.constant(let n, let dn), .column(let a, let da)):
      guard let (x, c, d) = common(a, da, n, dn) else { return nil }
      let (low, high) = bounds(x)
      if subtracting {
        if c.subtractingReportingOverflow(low).overflow || c.subtractingReportingOverflow(high).overflow {
          return nil
        }
        return .narrow(map(x) { c &- $0 }, denominator: d)
      }
      if low.addingReportingOverflow(c).overflow || high.addingReportingOverflow(c).overflow { return nil }
      return .narrow(map(x) { $0 &+ c }, denominator: d)
    }
  }

  private static func common(
    _ a: [Int64], _ da: Int64, _ n: Int64, _ dn: Int64
  ) -> ([Int64], Int64, Int64)? {
    guard let d = leastCommonMultiple(da, dn), let x = scale(a, by: d / da) else { return nil }
    let (c, overflow) = n.multipliedReportingOverflow(by: d / dn)
    return overflow ? nil : (x, c, d)
  }

  private static func add(_ a: [Int64], _ b: [Int64]) -> [Int64]? {
    let count = a.count
    var overflow: Int64 = 0
    let result = [Int64](unsafeUninitializedCapacity: count) { target, initialized in
      a.withUnsafeBufferPointer { x in
        b.withUnsafeBufferPointer { y in
          for i in 0..<count {
            let s = x[i] &+ y[i]
            overflow |= (x[i] ^ s) & (y[i] ^ s)
            target[i] = s
          }
        }
      }
      initialized = count
    }
    return overflow < 0 ? nil : result
  }

  private static func subtract(_ a: [Int64], _ b: [Int64]) -> [Int64]? {
    let count = a.count
    var overflow: Int64 = 0
    let result = [Int64](unsafeUninitializedCapacity: count) { target, initialized in
      a.withUnsafeBufferPointer { x in
        b.withUnsafeBufferPointer { y in
          for i in 0..<count {
            let s = x[i] &- y[i]
            overflow |= (x[i] ^ y[i]) & (x[i] ^ s)
            target[i] = s
          }
        }
      }
      initialized = count
    }
    return overflow < 0 ? nil : result
  }

  static func multiply(_ l: NumberOperand, _ r: NumberOperand, count: Int) -> Vector.Values? {
    switch (l, r) {
    case (.constant, .constant): return nil
    case (.column(let a, let da), .constant(let n, let dn)),
      (.constant(let n, let dn), .column(let a, let da)):
      if n == 0 { return .constant(.number(.zero)) }
      guard n != Int64.min else { return nil }
      // 16.800 × 12/100 over 100: the factors that cancel are cancelled, so that denominators stay small.
      let g = greatestCommonDivisor(abs(n), da)
      let (d, overflow) = (da / g).multipliedReportingOverflow(by: dn)
      guard !overflow, let x = scale(a, by: n / g) else { return nil }
      return .narrow(x, denominator: d)
    case (.column(let a, let da), .column(let b, let db)):
      let (d, overflow) = da.multipliedReportingOverflow(by: db)
      guard !overflow else { return nil }
      let x = bounds(a)
      let y = bounds(b)
      for (p, q) in [(x.low, y.low), (x.low, y.high), (x.high, y.low), (x.high, y.high)]
      where p.multipliedReportingOverflow(by: q).overflow { return nil }
      let result = [Int64](unsafeUninitializedCapacity: count) { target, initialized in
        a.withUnsafeBufferPointer { x in
          b.withUnsafeBufferPointer { y in for i in 0..<count { target[i] = x[i] &* y[i] } }
        }
        initialized = count
      }
      return .narrow(result, denominator: d)
    }
  }

  /// Returns each `a / denominator` brought to a multiple of `step`, which is above 0.
  static func round(
    _ a: [Int64], denominator: Int64, _ mode: RoundingMode, to step: (numerator: Int64, denominator: Int64)
  ) -> Vector.Values? {
    let (divisor, overflow) = denominator.multipliedReportingOverflow(by: step.numerator)
    guard !overflow, divisor < Int64.max / 4, let x = scale(a, by: step.denominator) else { return nil }
    let quotients: [Int64]
    switch mode {
    case .down: quotients = divisor == 1 ? x : map(x) { floorDivide($0, divisor) }
    case .up:
      quotients =
        divisor == 1
        ? x
        : map(x) { v in
          let q = floorDivide(v, divisor)
          return q &* divisor == v ? q : q &+ 1
        }
    case .nearest:
      quotients =
        divisor == 1
        ? x
        : map(x) { v in
          // Towards zero, then one further where what is left is half a step or more: away from zero.
          let q = v / divisor
          let rest = v &- q &* divisor
          if rest &+ rest >= divisor { return q &+ 1 }
          if rest &+ rest <= -divisor { return q &- 1 }
          return q
        }
    case .halfEven:
      quotients = map(x) { v in
        let q = floorDivide(v, divisor)
        let twice = 2 &* (v &- q &* divisor)
        if twice > divisor || (twice == divisor && q & 1 != 0) { return q &+ 1 }
        return q
      }
    }
    guard let scaled = scale(quotients, by: step.numerator) else { return nil }
    return .narrow(scaled, denominator: step.denominator)
  }

  @inline(__always)
  private static func floorDivide(_ v: Int64, _ divisor: Int64) -> Int64 {
    let q = v / divisor
    return v < q &* divisor ? q &- 1 : q
  }
}
