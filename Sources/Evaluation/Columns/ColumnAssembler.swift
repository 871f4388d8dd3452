import Rosters
import Semantics

/// Puts the batches of a column together, in order.
///
/// Each batch is packed as soon as it is computed, so that no wide copy of the column is ever held.
struct ColumnAssembler {

  /// One batch, packed.
  struct Part: Sendable {
    enum Values: Sendable {
      case scaled(PackedIntegers, Int64)
      case wide([Rational])
      case codes(PackedIntegers, TextDictionary)
      case texts([String])
      case shares([Share])
      /// No row has a value.
      case nothing
      /// They stand in the column's own rows.
      case inPlace
    }
    var values: Values
    var states: [UInt8]?
    let count: Int

    private init(_ values: Values, states: [UInt8]?, count: Int) {
      self.values = values
      self.states = states
      self.count = count
    }

    /// Returns the part that `vector` is, whose values, and states where these are not given, stand in the column's own rows.
    static func inPlace(_ vector: Vector, states: [UInt8]?) -> Part {
      Part(.inPlace, states: states, count: vector.count)
    }

    /// Whether the values stand in the column's own rows.
    var isInPlace: Bool { if case .inPlace = values { true } else { false } }

    init(_ vector: Vector) {
      count = vector.count
      states = vector.states
      if let s = states, !s.contains(RowState.present) {
        values = .nothing
        return
      }
      switch vector.values {
      case .truths(let a): values = .scaled(.bytes(a), 1)
      case .narrow(let a, let d):
        // What stands in rows without a value must not widen the column.
        let clean = vector.states.map { s in zip(a, s).map { $1 == RowState.present ? $0 : 0 } } ?? a
        values = .scaled(PackedIntegers(packing: clean), d)
      case .wide(let a): values = .wide(a)
      case .codes(let a, let dictionary):
        let clean = vector.states.map { s in zip(a, s).map { $1 == RowState.present ? $0 : 0 } } ?? a
        values = .codes(PackedIntegers(packing: clean), dictionary)
      case .texts(let a): values = .texts(a)
      case .shares(let a): values = .shares(a)
      case .constant(.truth(let b)):
        values = .scaled(.bytes([UInt8](repeating: b ? 1 : 0, count: vector.count)), 1)
      case .constant(.number(let r)):
        if let s = r.small {
          let repeated = [Int64](repeating: s.numerator, count: vector.count)
          values = .scaled(PackedIntegers(packing: repeated), s.denominator)
        } else {
          values = .wide([Rational](repeating: r, count: vector.count))
        }
      case .constant(.text(let s)): values = .texts([String](repeating: s, count: vector.count))
      case .constant(.share(let s)): values = .shares([Share](repeating: s, count: vector.count))
      }
    }
  }

  /// Returns the column of `parts`, letting go of each once it is copied; some or all of them may stand in `rows`.
  static func column(
    _ parts: consuming [Part], in rows: ColumnRows? = nil, type: CoreType, faults: [EvaluationFault]
  ) -> EvaluatedColumn {
    var parts = parts
    let (present, faulted) = states(rows?.states ?? states(parts))
    if let values = rows?.values(parts) {
      return EvaluatedColumn(
        type: type, values: Column(values, present: present), faulted: faulted, faults: faults)
    }
    rows?.handOut(to: &parts)
    let (values, denominators) = joined(&parts, parts.reduce(0) { $0 + $1.count })
    return EvaluatedColumn(
      type: type, values: Column(values, present: present),
      denominators: denominators.map { Column($0, present: present) }, faulted: faulted, faults: faults)
  }

  /// Returns the states of all rows of `parts`, or `nil` if all rows have values.
  private static func states(_ parts: [Part]) -> [UInt8]? {
    guard parts.contains(where: { $0.states != nil }) else { return nil }
    var states: [UInt8] = []
    states.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for p in parts {
      if let s = p.states {
        states.append(contentsOf: s)
      } else {
        states.append(contentsOf: repeatElement(RowState.present, count: p.count))
      }
    }
    return states
  }

  /// Returns, of `states`, where there is a value and where one could not be computed; `nil` for everywhere, or nowhere.
  private static func states(_ states: [UInt8]?) -> (present: [UInt8]?, faulted: [UInt8]?) {
    guard let states else { return (nil, nil) }
    var least = RowState.faulted
    var greatest = RowState.missing
    for s in states {
      least = min(least, s)
      greatest = max(greatest, s)
    }
    if greatest == RowState.faulted {
      return (
        states.map { $0 == RowState.present ? 1 : 0 }, states.map { $0 == RowState.faulted ? 1 : 0 }
      )
    }
    return (least == RowState.missing ? states : nil, nil)
  }

  private static func joined(_ parts: inout [Part], _ count: Int) -> (Column.Values, Column.Values?) {
    var isShares = false
    var isTexts = false
    var isWide = false
    var denominator: Int64 = 1
    var dictionary: TextDictionary?
    var isOneDictionary = true
    for p in parts {
      switch p.values {
      case .nothing, .inPlace: break
      case .shares: isShares = true
      case .texts:
        isTexts = true
        isOneDictionary = false
      case .codes(_, let d):
        isTexts = true
        if let known = dictionary, known !== d { isOneDictionary = false }
        dictionary = d
      case .wide: isWide = true
      case .scaled(_, let d):
        if let common = Kernels.leastCommonMultiple(denominator, d), common < 1 << 31 {
          denominator = common
        } else {
          isWide = true
        }
      }
    }
    if isShares { return shares(parts, count) }
    if isTexts {
      if isOneDictionary, let dictionary {
        return (.texts(packed(&parts, count, denominator: 1) ?? .bytes([]), dictionary), nil)
      }
      return (texts(parts, count), nil)
    }
    if !isWide, let packed = packed(&parts, count, denominator: denominator) {
      return (.scaled(packed, denominator: denominator), nil)
    }
    return (wide(parts, count), nil)
  }

  /// Returns the integers of all parts over one denominator, or `nil` if they do not fit.
  private static func packed(_ parts: inout [Part], _ count: Int, denominator: Int64) -> PackedIntegers? {
    var isBytes = true
    for p in parts {
      switch p.values {
      case .nothing: break
      case .scaled(.bytes, denominator), .codes(.bytes, _): break
      case .scaled, .codes: isBytes = false
      case .wide, .texts, .shares, .inPlace: return nil
      }
    }
    if isBytes {
      var result: [UInt8] = []
      result.reserveCapacity(count)
      for p in parts {
        switch p.values {
        case .scaled(.bytes(let a), _), .codes(.bytes(let a), _): result.append(contentsOf: a)
        case .nothing, .scaled, .codes, .wide, .texts, .shares, .inPlace:
          result.append(contentsOf: repeatElement(0, count: p.count))
        }
      }
      return .bytes(result)
    }
    if let words = words(&parts, count, denominator) { return words }
    var all: [Int64] = []
    all.reserveCapacity(count)
    for p in parts {
      guard let own = longs(p, denominator) else { return nil }
      all.append(contentsOf: own)
    }
    return PackedIntegers(packing: all)
  }

  /// Returns the integers in 32 bits, if each part already is that narrow and needs no other denominator.
  private static func words(_ parts: inout [Part], _ count: Int, _ denominator: Int64) -> PackedIntegers? {
    var allShort = true
    for p in parts {
      switch p.values {
      case .nothing: break
      case .scaled(let packed, let d):
        if d != denominator { return nil }
        switch packed {
        case .bytes, .shorts: break
        case .words: allShort = false
        case .longs: return nil
        }
      case .codes(let packed, _):
        switch packed {
        case .bytes, .shorts: break
        case .words: allShort = false
        case .longs: return nil
        }
      case .wide, .texts, .shares, .inPlace: return nil
      }
    }
    return allShort
      ? .shorts(narrowed(&parts, count)) : .words(narrowed(&parts, count))
  }

  private static func narrowed<T: FixedWidthInteger>(_ parts: inout [Part], _ count: Int) -> [T] {
    [T](unsafeUninitializedCapacity: count) { target, initialized in
      var start = 0
      for k in parts.indices {
        switch parts[k].values {
        case .scaled(let packed, _), .codes(let packed, _):
          switch packed {
          case .bytes(let a): copy(a, target, start)
          case .shorts(let a): copy(a, target, start)
          case .words(let a): copy(a, target, start)
          case .longs(let a): copy(a, target, start)
          }
        case .nothing, .wide, .texts, .shares, .inPlace:
          for i in 0..<parts[k].count { target[start &+ i] = 0 }
        }
        parts[k].values = .nothing
        start += parts[k].count
      }
      initialized = start
    }
  }

  private static func copy<S: FixedWidthInteger, T: FixedWidthInteger>(
    _ source: [S], _ target: UnsafeMutableBufferPointer<T>, _ start: Int
  ) {
    source.withUnsafeBufferPointer { s in
      for i in 0..<s.count { target[start &+ i] = T(truncatingIfNeeded: s[i]) }
    }
  }

  private static func longs(_ part: Part, _ denominator: Int64) -> [Int64]? {
    switch part.values {
    case .nothing: return [Int64](repeating: 0, count: part.count)
    case .scaled(let packed, let d):
      return Kernels.scale((0..<part.count).map { packed[$0] }, by: denominator / d)
    case .codes(let packed, _): return (0..<part.count).map { packed[$0] }
    case .wide, .texts, .shares, .inPlace: return nil
    }
  }

  private static func wide(_ parts: [Part], _ count: Int) -> Column.Values {
    var result: [Rational] = []
    result.reserveCapacity(count)
    for p in parts {
      switch p.values {
      case .wide(let a): result.append(contentsOf: a)
      case .scaled(let packed, let d):
        for i in 0..<p.count { result.append(Rational(Int128(packed[i]), over: Int128(d)) ?? .zero) }
      case .nothing, .codes, .texts, .shares, .inPlace:
        result.append(contentsOf: repeatElement(.zero, count: p.count))
      }
    }
    return narrowed(result)
  }

  /// Returns the values over a common denominator, if there is a small one.
  static func narrowed(_ values: [Rational]) -> Column.Values {
    var denominator: Int64 = 1
    for v in values {
      guard let small = v.small, let common = Kernels.leastCommonMultiple(denominator, small.denominator),
        common < 1 << 31
      else { return .wide(values) }
      denominator = common
    }
    var integers: [Int64] = []
    integers.reserveCapacity(values.count)
    for v in values {
      guard let small = v.small else { return .wide(values) }
      let (product, overflow) = small.numerator.multipliedReportingOverflow(
        by: denominator / small.denominator)
      if overflow { return .wide(values) }
      integers.append(product)
    }
    return .scaled(PackedIntegers(packing: integers), denominator: denominator)
  }

  private static func texts(_ parts: [Part], _ count: Int) -> Column.Values {
    let pool = TextPool()
    var result: [Int64] = []
    result.reserveCapacity(count)
    for p in parts {
      switch p.values {
      case .texts(let a): for s in a { result.append(Int64(pool.code(s))) }
      case .codes(let packed, let dictionary):
        // Each text of the part is looked up once.
        var codes = [Int64](repeating: -1, count: dictionary.count)
        for i in 0..<p.count {
          if let states = p.states, states[i] != RowState.present {
            result.append(0)
            continue
          }
          let own = Int(packed[i])
          if codes[own] < 0 {
            codes[own] = dictionary.withBytes(own) { bytes in
              Int64(bytes.withUnsafeBufferPointer { pool.code($0) })
            }
          }
          result.append(codes[own])
        }
      case .nothing, .scaled, .wide, .shares, .inPlace:
        result.append(contentsOf: repeatElement(0, count: p.count))
      }
    }
    return .texts(PackedIntegers(packing: result), pool.dictionary())
  }

  private static func shares(_ parts: [Part], _ count: Int) -> (Column.Values, Column.Values?) {
    var numerators: [Rational] = []
    var denominators: [Rational] = []
    numerators.reserveCapacity(count)
    denominators.reserveCapacity(count)
    for p in parts {
      if case .shares(let a) = p.values {
        for s in a {
          numerators.append(s.numerator)
          denominators.append(s.denominator)
        }
      } else {
        numerators.append(contentsOf: repeatElement(.zero, count: p.count))
        denominators.append(contentsOf: repeatElement(.one, count: p.count))
      }
    }
    return (narrowed(numerators), narrowed(denominators))
  }
}
