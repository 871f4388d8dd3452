import Rosters
import Semantics
import Syntax

/// What is known of an aggregate after some of the rows, group by group.
///
/// All arithmetic is exact, so that the order in which rows and parts are added makes no difference.
struct GroupAccumulator: Sendable {

  let function: AggregateFunction
  let groups: Int
  let type: CoreType

  private var counts: [Int64]
  private var hits: [Int64] = []
  /// Sums of integers over ``denominator``.
  private var sums: [Int128] = []
  private var denominator: Int64 = 0
  /// Sums of what is wider or has another denominator.
  private var wide: [Rational] = []
  /// By group, sums of numerators by denominator: to bring each fraction to a common one as it comes would make
  /// numbers that grow with each.
  private var parts: [[Int64: Int128]] = []
  /// By group, sums of 1, 2, 4 … fractions beyond a machine word. Two of one size are joined: so the large ones,
  /// whose denominators have thousands of digits, are few.
  private var carries: [Int: [Rational?]] = [:]
  private var extremes: [Scalar] = []
  private var values: [[Rational]] = []
  /// Of extremes and medians, the integers; what is wider or has another denominator is kept as above.
  private var narrowExtremes: GroupedExtremes?
  private var narrowValues: GroupedIntegers?
  private var faulted: [UInt8]?
  /// Whether a sum took more digits than a number may have; its group is faulted.
  private(set) var hasUnwieldySums = false

  init(_ function: AggregateFunction, groups: Int, type: CoreType) {
    self.function = function
    self.groups = groups
    self.type = type
    counts = [Int64](repeating: 0, count: groups)
    switch function {
    case .count: break
    case .share: hits = counts
    case .sum, .average: sums = [Int128](repeating: 0, count: groups)
    case .min, .max:
      extremes = [Scalar](repeating: .missing, count: groups)
      switch type {
      case .number, .date: narrowExtremes = GroupedExtremes(groups: groups, isLeast: function == .min)
      case .share, .truth, .text, .nik, .choice, .row, .unknown: break
      }
    case .median:
      values = [[Rational]](repeating: [], count: groups)
      narrowValues = GroupedIntegers(groups: groups)
    }
  }

  /// Notes that a row of `group` could not be evaluated.
  mutating func fault(_ group: Int) {
    guard group >= 0 else { return }
    if faulted == nil { faulted = [UInt8](repeating: 0, count: groups) }
    faulted?[group] = 1
  }

  /// Adds rows to the counts: one a row, in the groups of `members`.
  mutating func count(_ members: GroupMembers?, rows: Int) {
    guard let members else {
      counts[0] += Int64(rows)
      return
    }
    counts.withUnsafeMutableBufferPointer { c in members.each { _, g in c[g] &+= 1 } }
  }

  /// Adds the rows whose `mask` is 1 to the counts.
  mutating func count(_ members: GroupMembers?, mask: [UInt8]) {
    GroupAccumulator.add(mask, members, to: &counts)
  }

  /// Adds the rows of a kept condition, one byte a row, to the counts.
  mutating func count(_ members: GroupMembers?, kept: ArraySlice<UInt8>) {
    kept.withUnsafeBufferPointer { kept in
      guard let members else {
        var total = 0
        for truth in kept { total &+= Int(truth) }
        counts[0] += Int64(total)
        return
      }
      counts.withUnsafeMutableBufferPointer { c in members.each { i, g in c[g] &+= Int64(kept[i]) } }
    }
  }

  /// Adds the integers of `rows` of a kept column, over `d`, to the sums; returns whether it could.
  mutating func sum(
    _ members: GroupMembers?, kept packed: PackedIntegers, _ rows: Range<Int>, over d: Int64
  ) -> Bool {
    guard denominator == 0 || denominator == d else { return false }
    denominator = d
    switch packed {
    case .bytes(let a): sum(members, a[rows])
    case .shorts(let a): sum(members, a[rows])
    case .words(let a): sum(members, a[rows])
    case .longs(let a): sum(members, a[rows])
    }
    return true
  }

  private mutating func sum<T: FixedWidthInteger>(_ members: GroupMembers?, _ kept: ArraySlice<T>) {
    sums.withUnsafeMutableBufferPointer { s in
      kept.withUnsafeBufferPointer { kept in
        if let members {
          members.each { i, g in s[g] &+= Int128(truncatingIfNeeded: kept[i]) }
        } else {
          for value in kept { s[0] &+= Int128(truncatingIfNeeded: value) }
        }
      }
    }
  }

  /// Adds `funded`, one byte a candidate, to the counts; `candidates` are rows of the whole roster.
  mutating func count(_ members: GroupMembers?, _ candidates: ArraySlice<Int32>, funded: [UInt8]) {
    guard let members else {
      for k in candidates.indices { counts[0] += Int64(funded[k]) }
      return
    }
    counts.withUnsafeMutableBufferPointer { c in
      members.each(of: candidates) { k, g in c[g] &+= Int64(funded[k]) }
    }
  }

  /// Adds `amounts` over `d`, one a candidate, to the sums; returns whether it could.
  mutating func sum(
    _ members: GroupMembers?, _ candidates: ArraySlice<Int32>, _ amounts: [Int64], over d: Int64
  ) -> Bool {
    guard denominator == 0 || denominator == d else { return false }
    denominator = d
    sums.withUnsafeMutableBufferPointer { s in
      if let members {
        members.each(of: candidates) { k, g in s[g] &+= Int128(amounts[k]) }
      } else {
        for k in candidates.indices { s[0] &+= Int128(amounts[k]) }
      }
    }
    return true
  }

  /// Adds the ones of `mask` to `counts`, one a group.
  private static func add(_ mask: [UInt8], _ members: GroupMembers?, to counts: inout [Int64]) {
    guard let members else {
      counts[0] += mask.reduce(0) { $0 &+ Int64($1) }
      return
    }
    counts.withUnsafeMutableBufferPointer { c in
      mask.withUnsafeBufferPointer { mask in members.each { i, g in c[g] &+= Int64(mask[i]) } }
    }
  }

  /// Adds the values of rows of the groups of `members`, and returns the first row that has no value.
  mutating func add(_ members: GroupMembers?, _ v: Vector, order: (Scalar, Scalar) -> Int) -> Int? {
    var withoutValue: Int?
    if let states = v.states {
      for (i, s) in states.enumerated() where s != RowState.present {
        let group = members?[i] ?? 0
        if group < 0 { continue }
        fault(group)
        if s == RowState.missing && withoutValue == nil { withoutValue = i }
      }
    }
    switch function {
    case .count: count(members, rows: v.count)
    case .share:
      count(members, rows: v.count)
      GroupAccumulator.add(v.mask(), members, to: &hits)
    case .sum: sum(members, v)
    case .average:
      count(members, rows: v.count)
      sum(members, v)
    case .min, .max:
      if case .narrow(let a, let d) = v.values, narrowExtremes?.takes(d) == true {
        for i in 0..<v.count where v.isPresent(i) {
          let group = members?[i] ?? 0
          if group >= 0 { narrowExtremes?.add(a[i], over: d, to: group) }
        }
        break
      }
      for i in 0..<v.count where v.isPresent(i) {
        let group = members?[i] ?? 0
        if group < 0 { continue }
        let value = v.scalar(i, type)
        if better(value, extremes[group], order) { extremes[group] = value }
      }
    case .median:
      if case .narrow(let a, let d) = v.values, narrowValues?.takes(d) == true {
        for i in 0..<v.count where v.isPresent(i) {
          let group = members?[i] ?? 0
          if group >= 0 { narrowValues?.add(a[i], over: d, to: group) }
        }
        break
      }
      for i in 0..<v.count where v.isPresent(i) {
        let group = members?[i] ?? 0
        if group >= 0 { values[group].append(v.rational(i)) }
      }
    }
    return withoutValue
  }

  private func better(_ value: Scalar, _ known: Scalar, _ order: (Scalar, Scalar) -> Int) -> Bool {
    if value == .missing { return false }
    if known == .missing { return true }
    return function == .min ? order(value, known) < 0 : order(value, known) > 0
  }

  /// The least or greatest of the integers of group `g`.
  private func narrowExtreme(_ g: Int) -> Scalar {
    narrowExtremes?.value(g).map { Constant.number($0).scalar(type) } ?? .missing
  }

  private mutating func sum(_ members: GroupMembers?, _ v: Vector) {
    if case .narrow(let a, let d) = v.values, denominator == 0 || denominator == d {
      denominator = d
      sums.withUnsafeMutableBufferPointer { s in
        if let members {
          a.withUnsafeBufferPointer { a in
            if let states = v.states {
              members.each { i, g in if states[i] == RowState.present { s[g] &+= Int128(a[i]) } }
            } else {
              members.each { i, g in s[g] &+= Int128(a[i]) }
            }
          }
        } else {
          var total: Int128 = 0
          for i in 0..<v.count where v.isPresent(i) { total += Int128(a[i]) }
          s[0] += total
        }
      }
      return
    }
    if parts.isEmpty { parts = [[Int64: Int128]](repeating: [:], count: groups) }
    for i in 0..<v.count where v.isPresent(i) {
      let group = members?[i] ?? 0
      if group < 0 { continue }
      let value = v.rational(i)
      if let small = value.small,
        parts[group].count < GroupAccumulator.mostParts || parts[group][small.denominator] != nil
      {
        parts[group][small.denominator, default: 0] += Int128(small.numerator)
      } else {
        widen(group, by: value)
      }
    }
  }

  /// Denominators kept apart in a group; values with others are brought to a common one.
  private static let mostParts = 1 << 12

  private mutating func widen(_ group: Int, by value: Rational) {
    if wide.isEmpty { wide = [Rational](repeating: .zero, count: groups) }
    if let faulted, faulted[group] != 0 { return }
    if wide[group].small != nil && value.small != nil {
      let sum = wide[group] + value
      if sum.small != nil {
        wide[group] = sum
        return
      }
    }
    var carried = wide[group]
    wide[group] = value
    var sizes = carries.removeValue(forKey: group) ?? []
    var size = 0
    while size < sizes.count, let other = sizes[size] {
      carried = carried + other
      sizes[size] = nil
      size += 1
    }
    if carried.isUnwieldy {
      // Nobody reads the sum of a group that is faulted.
      fault(group)
      hasUnwieldySums = true
      return
    }
    if size == sizes.count { sizes.append(carried) } else { sizes[size] = carried }
    carries[group] = sizes
  }

  /// Adds what `other` knows of other rows.
  mutating func merge(_ other: GroupAccumulator, order: (Scalar, Scalar) -> Int) {
    for g in 0..<groups { counts[g] += other.counts[g] }
    hasUnwieldySums = hasUnwieldySums || other.hasUnwieldySums
    if let f = other.faulted { for g in 0..<groups where f[g] != 0 { fault(g) } }
    switch function {
    case .count: break
    case .share: for g in 0..<groups { hits[g] += other.hits[g] }
    case .sum, .average:
      if other.denominator != 0 {
        if denominator == 0 || denominator == other.denominator {
          denominator = other.denominator
          for g in 0..<groups { sums[g] += other.sums[g] }
        } else {
          if wide.isEmpty { wide = [Rational](repeating: .zero, count: groups) }
          for g in 0..<groups {
            widen(g, by: Rational(other.sums[g], over: Int128(other.denominator)) ?? .zero)
          }
        }
      }
      for g in other.parts.indices {
        if parts.isEmpty { parts = [[Int64: Int128]](repeating: [:], count: groups) }
        for (d, n) in other.parts[g] { parts[g][d, default: 0] += n }
      }
      if !other.wide.isEmpty {
        if wide.isEmpty { wide = [Rational](repeating: .zero, count: groups) }
        for g in 0..<groups {
          widen(g, by: other.wide[g])
          for case let carried? in other.carries[g] ?? [] { widen(g, by: carried) }
        }
      }
    case .min, .max:
      for g in 0..<groups {
        for value in [other.extremes[g], other.narrowExtreme(g)] where better(value, extremes[g], order) {
          extremes[g] = value
        }
      }
    case .median:
      let takesAll = other.narrowValues.map {
        $0.denominator == 0 || narrowValues?.takes($0.denominator) == true
      }
      for g in 0..<groups {
        values[g].append(contentsOf: other.values[g])
        if takesAll == false, let own = other.narrowValues { values[g].append(contentsOf: own.rationals(g)) }
      }
      if takesAll == true, let own = other.narrowValues { narrowValues?.add(own) }
    }
  }

  /// Returns the values, one a group.
  mutating func finished() -> Vector {
    let result: Vector
    switch function {
    case .count: result = Vector(.narrow(counts, denominator: 1), count: groups)
    case .share:
      result = Vector(
        scalars: (0..<groups).map { g in
          Share(Rational(hits[g]), of: Rational(counts[g])).map { .share($0) } ?? .missing
        })
    case .sum: result = Vector(.wide((0..<groups).map { total($0) }), count: groups).narrowed()
    case .average:
      result = Vector(
        scalars: (0..<groups).map { g in (total(g) / Rational(counts[g])).map { .number($0) } ?? .missing })
    case .min, .max:
      for g in 0..<groups where better(narrowExtreme(g), extremes[g], ScalarOrder.compare) {
        extremes[g] = narrowExtreme(g)
      }
      result = Vector(scalars: extremes)
    case .median:
      result = Vector(
        scalars: (0..<groups).map { g in
          if values[g].isEmpty { return narrowValues?.median(g).map { .number($0) } ?? .missing }
          let sorted = (values[g] + (narrowValues?.rationals(g) ?? [])).sorted()
          guard let last = sorted.last else { return .missing }
          let middle = sorted.count / 2
          if sorted.count % 2 == 1 { return .number(sorted[middle]) }
          return .number(((sorted[middle - 1] + sorted[middle]) / 2) ?? last)
        })
    }
    guard let faulted else { return result }
    return result.faulting(faulted.indices.filter { faulted[$0] != 0 })
  }

  private func total(_ g: Int) -> Rational {
    let narrow = denominator == 0 ? .zero : (Rational(sums[g], over: Int128(denominator)) ?? .zero)
    return narrow + wideTotal(g)
  }

  /// Returns the sum of the fractions of group `g`, joined two by two.
  private func wideTotal(_ g: Int) -> Rational {
    var sums = carries[g, default: []].compactMap { $0 }
    if !wide.isEmpty { sums.append(wide[g]) }
    if !parts.isEmpty { for (d, n) in parts[g] { sums.append(Rational(n, over: Int128(d)) ?? .zero) } }
    while sums.count > 1 {
      sums = stride(from: 0, to: sums.count, by: 2).map {
        $0 + 1 < sums.count ? sums[$0] + sums[$0 + 1] : sums[$0]
      }
    }
    let total = sums.first ?? .zero
    return total
  }
}
