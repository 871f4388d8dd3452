import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func not(_ a: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let v = try evaluate(a, b)
    if case .constant(.truth(let t)) = v.values {
      return Vector(.constant(.truth(!t)), states: v.states, count: b.count)
    }
    return Vector(truths: Kernels.opposite(v.mask()), states: v.states)
  }

  func all(_ list: [CoreExpression], _ b: Batch) throws(EvaluationStop) -> Vector {
    try connect(list, b, stopsAt: false)
  }

  func any(_ list: [CoreExpression], _ b: Batch) throws(EvaluationStop) -> Vector {
    try connect(list, b, stopsAt: true)
  }

  /// Evaluates the conditions in order, each only for the rows that no earlier one decided.
  private func connect(_ list: [CoreExpression], _ b: Batch, stopsAt deciding: Bool) throws(EvaluationStop)
    -> Vector
  {
    let (undecided, settled) = try settlePlain(list, b, stopsAt: deciding)
    var result = deciding ? Kernels.opposite(undecided) : undecided
    if settled == list.count || !undecided.contains(1) { return Vector(truths: result, states: nil) }
    var states: [UInt8]?
    var open: [Int32]?
    var rest = b
    if settled > 0 {
      let positions = EvaluatedColumn.rows(of: undecided)
      if positions.count < b.count { rest = b.picking(positions) }
      open = positions
    }
    for e in list[settled...] {
      let v = try evaluate(e, rest)
      let mask = v.mask()
      if v.states == nil {
        let (held, others) = Kernels.part(open ?? Kernels.positions(b.count), by: mask)
        let (decided, next) = deciding ? (held, others) : (others, held)
        for p in decided { result[Int(p)] = deciding ? 1 : 0 }
        if next.isEmpty { break }
        if next.count < rest.count { rest = b.picking(next) }
        open = next
        continue
      }
      var next: [Int32] = []
      next.reserveCapacity(rest.count)
      for i in 0..<rest.count {
        let position = open.map { $0[i] } ?? Int32(i)
        if let s = v.states, s[i] != RowState.present {
          if states == nil { states = [UInt8](repeating: RowState.present, count: b.count) }
          states?[Int(position)] = s[i]
        } else if (mask[i] != 0) == deciding {
          result[Int(position)] = deciding ? 1 : 0
        } else {
          next.append(position)
        }
      }
      if next.isEmpty { break }
      if next.count < rest.count { rest = b.picking(next) }
      open = next
    }
    return Vector(truths: result, states: states)
  }

  /// Evaluates the first conditions that are plain for all rows at once, which costs less than to pick the rows that are
  /// still open; returns 1 for each row that none of them decided, and how many conditions that were.
  ///
  /// A value that is missing or faulted ends it: such a condition must be asked of the open rows only.
  private func settlePlain(
    _ list: [CoreExpression], _ b: Batch, stopsAt deciding: Bool
  ) throws(EvaluationStop) -> (undecided: [UInt8], settled: Int) {
    var undecided = [UInt8](repeating: 1, count: b.count)
    var settled = 0
    guard b.grouping == nil, model.reached == nil else { return (undecided, 0) }
    for e in list {
      guard Evaluator.isPlain(e), undecided.contains(1) else { break }
      let before = log
      let v = try evaluate(e, b)
      if v.states != nil {
        log = before
        break
      }
      Kernels.keep(&undecided, where: v.mask(), is: deciding ? 0 : 1)
      settled += 1
    }
    return (undecided, settled)
  }

  /// Whether `e` is made of values that are kept, and of comparisons with them: to evaluate it for a row that does not
  /// need it computes nothing that would not be computed anyway.
  private static func isPlain(_ e: CoreExpression) -> Bool {
    switch e.kind {
    case .compare(_, let l, let r): isKept(l) && isKept(r)
    case .not(let a): isPlain(a)
    case .all(let list), .any(let list): list.allSatisfy(isPlain)
    case .oneOf(let a, _), .isPresent(let a): isKept(a)
    case .constant, .field, .definition: true
    case .row, .fileRow, .outer, .result, .input, .today, .payer, .follow, .rowAt, .isIn, .aggregate, .call,
      .otherwise, .cases, .exceptions, .table, .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf,
      .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined, .invalid:
      false
    }
  }

  /// Whether the values of `e` are kept, or one for all rows.
  private static func isKept(_ e: CoreExpression) -> Bool {
    switch e.kind {
    case .constant, .field, .definition, .today: true
    case .row, .fileRow, .outer, .result, .input, .payer, .follow, .rowAt, .isIn, .aggregate, .call, .not,
      .all,
      .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table, .negated, .arithmetic,
      .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined,
      .invalid:
      false
    }
  }

  func compare(
    _ comparison: CoreComparison, _ l: CoreExpression, _ r: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    if let known = try comparedAsKept(comparison, l, r, b) { return known }
    let left = try evaluate(l, b)
    let right = try evaluate(r, b)
    return Vector.compare(comparison, left, right, codes: model.code)
  }

  func oneOf(_ a: CoreExpression, _ constants: [CoreConstant], _ b: Batch) throws(EvaluationStop) -> Vector {
    let v = try evaluate(a, b)
    let wanted = constants.compactMap { Constant(Scalar($0)) }
    switch v.values {
    case .narrow(let values, let d):
      let integers = wanted.compactMap { c -> Int64? in
        if case .number(let r) = c { return (r * Rational(d)).int64 }
        return nil
      }
      // A list of choices is short: a bit a choice.
      if integers.allSatisfy({ (0..<64).contains($0) }) {
        let bits = integers.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        return Vector(
          truths: Kernels.mask(values) { $0 >= 0 && $0 < 64 && bits >> UInt64($0) & 1 != 0 }, states: v.states
        )
      }
      let set = Set(integers)
      return Vector(truths: values.map { set.contains($0) ? 1 : 0 }, states: v.states)
    case .codes(let codes, let dictionary):
      let set = Set(
        wanted.compactMap { c -> Int64? in
          if case .text(let s) = c { return model.code(s, dictionary) }
          return nil
        })
      return Vector(truths: codes.map { set.contains($0) ? 1 : 0 }, states: v.states)
    case .constant(let c):
      return Vector(.constant(.truth(wanted.contains(c))), states: v.states, count: b.count)
    case .truths, .wide, .texts, .shares:
      let set = Set(wanted)
      let mask = (0..<b.count).map { i -> UInt8 in
        guard v.isPresent(i), let c = Constant(v.scalar(i, a.type)) else { return 0 }
        return set.contains(c) ? 1 : 0
      }
      return Vector(truths: mask, states: v.states)
    }
  }

  func isPresent(_ a: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if let (column, rows) = try kept(a, b) {
      guard let present = column.present else { return Vector(.constant(.truth(true)), count: b.count) }
      return Vector(truths: Array(present[rows]))
    }
    let v = try evaluate(a, b)
    guard let states = v.states else { return Vector(.constant(.truth(true)), count: b.count) }
    if !v.hasFaults { return Vector(truths: states) }
    return Vector(
      truths: states.map { $0 == RowState.present ? 1 : 0 },
      states: states.map { $0 == RowState.faulted ? RowState.faulted : RowState.present })
  }

  func otherwise(_ a: CoreExpression, _ other: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let v = try evaluate(a, b)
    guard let states = v.states else { return v }
    var missing: [Int32] = []
    var rest: [Int32] = []
    for (i, s) in states.enumerated() {
      if s == RowState.missing { missing.append(Int32(i)) } else { rest.append(Int32(i)) }
    }
    if missing.isEmpty { return v }
    var whole = VectorAssembler(count: b.count)
    whole.add(v.picking(rest), at: rest)
    whole.add(try evaluate(other, b.picking(missing)), at: missing)
    return whole.assembled()
  }

  /// Returns what to say where no case holds: of periods, that none covers the day.
  private func noCase(_ list: [CoreCase], _ e: CoreExpression, _ b: Batch) -> Diagnostic {
    let periods = list.compactMap(\.period)
    guard periods.count == list.count, !periods.isEmpty else { return .noCaseHolds(at: e.origin) }
    let definition = model.program.definitions.first { $0.origin == e.origin }
    let site = definition?.nameSpan ?? e.origin
    if b.frame.day == Frame.noDay { return .noDay(at: site) }
    return .noLineCovers(
      CalendarDate(days: b.frame.day), of: definition?.name ?? "", periods: periods, at: site)
  }

  func cases(
    _ list: [CoreCase], _ otherwise: CoreExpression?, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    if let known = try brackets(list, otherwise, b) { return known }
    var whole = VectorAssembler(count: b.count)
    var open = Kernels.positions(b.count)
    var rest = b
    for c in list {
      let condition = try evaluate(c.condition, rest)
      let mask = condition.mask()
      if condition.states == nil {
        let (held, next) = Kernels.part(open, by: mask)
        if !held.isEmpty {
          whole.add(try result(of: c, held.count == b.count ? b : b.picking(held)), at: held)
        }
        if next.isEmpty { return whole.assembled() }
        if next.count < open.count { rest = b.picking(next) }
        open = next
        continue
      }
      var held: [Int32] = []
      var next: [Int32] = []
      var faulted: [Int32] = []
      for i in 0..<rest.count {
        if let s = condition.states, s[i] == RowState.faulted {
          faulted.append(open[i])
        } else if mask[i] != 0 {
          held.append(open[i])
        } else {
          next.append(open[i])
        }
      }
      whole.add(.all(RowState.faulted, faulted.count), at: faulted)
      if !held.isEmpty {
        let taken = held.count == b.count ? b : b.picking(held)
        whole.add(try result(of: c, taken), at: held)
      }
      if next.isEmpty { return whole.assembled() }
      if next.count < open.count { rest = b.picking(next) }
      open = next
    }
    if let otherwise {
      model.reached?.note(otherwise.origin)
      whole.add(try evaluate(otherwise, rest), at: open)
    } else {
      whole.add(faultAll(noCase(list, e, rest), rest), at: open)
    }
    return whole.assembled()
  }

  /// Returns the result of a case for rows for which its condition holds.
  func result(of c: CoreCase, _ b: Batch) throws(EvaluationStop) -> Vector {
    model.reached?.note(c.origin)
    if let doubt = c.doubt, b.count > 0 { model.unverified.note(doubt, at: c.origin) }
    guard let result = c.result else { return faultAll(.mustBeDecided(at: c.origin), b) }
    return try evaluate(result, b)
  }

  func exceptions(
    _ base: CoreExpression, _ list: [CoreException], _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    try exceptions(list, type: base.type, b) { rest throws(EvaluationStop) in try self.evaluate(base, rest) }
  }

  /// Returns the values of the exceptions where one holds, and those of `base` elsewhere.
  func exceptions(
    _ list: [CoreException], type: CoreType, _ b: Batch,
    base: (Batch) throws(EvaluationStop) -> Vector
  ) throws(EvaluationStop) -> Vector {
    let inForce = list.filter { x in
      let day = b.frame.day
      if x.from == nil && x.to == nil { return true }
      return day != Frame.noDay && (x.from?.days ?? Int32.min) <= day && day <= (x.to?.days ?? Int32.max)
    }
    if inForce.isEmpty { return try base(b) }
    /// Of each row, the exception that gave the value; -1 for none.
    var giver = [Int32](repeating: -1, count: b.count)
    var values: [Vector] = []
    var places: [[Int32]] = []
    var faulted: [Int] = []
    for (k, x) in inForce.enumerated() {
      let condition = try evaluate(x.when.condition, b)
      let mask = condition.mask()
      var held: [Int32] = []
      for i in 0..<b.count {
        if let s = condition.states, s[i] == RowState.faulted { faulted.append(i) }
        if mask[i] != 0 { held.append(Int32(i)) }
      }
      let taken = held.count == b.count ? b : b.picking(held)
      let value =
        held.isEmpty
        ? Vector(.constant(.number(.zero)), count: 0)
        : try exceptions(x.inner, type: type, taken) { inner throws(EvaluationStop) in
          try self.result(of: x.when, inner)
        }
      var kept: [Int32] = []
      var keptPlaces: [Int32] = []
      for (j, p) in held.enumerated() {
        let earlier = giver[Int(p)]
        if earlier < 0 {
          giver[Int(p)] = Int32(k)
          kept.append(Int32(j))
          keptPlaces.append(p)
          continue
        }
        // Siblings that both hold must agree.
        let other = values[Int(earlier)]
        guard let at = places[Int(earlier)].firstIndex(of: p) else { continue }
        if value.isPresent(j), other.isPresent(at), value.scalar(j, type) == other.scalar(at, type) {
          continue
        }
        if !value.isPresent(j), !other.isPresent(at) { continue }
        fault(
          .conflictingExceptions(
            at: x.when.origin, other: inForce[Int(earlier)].when.origin), b, at: Int(p))
        faulted.append(Int(p))
      }
      values.append(kept.count == value.count ? value : value.picking(kept))
      places.append(keptPlaces)
    }
    var whole = VectorAssembler(count: b.count)
    for (v, p) in zip(values, places) { whole.add(v, at: p) }
    let isFaulted = Set(faulted)
    let rest = (0..<b.count).filter { giver[$0] < 0 && !isFaulted.contains($0) }.map { Int32($0) }
    if !rest.isEmpty { whole.add(try base(rest.count == b.count ? b : b.picking(rest)), at: rest) }
    return whole.assembled().faulting(faulted)
  }
}
