import Rosters
import Semantics

/// What is asked of columns as they are kept: their integers are read in the width they have.
extension Evaluator {

  /// Returns the column that `e` is, and the rows of it that `b` is about; `nil` if it is none, if some of it could not be
  /// computed, or if the rows do not follow each other.
  func kept(_ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> (Column, Range<Int>)? {
    guard b.grouping == nil, let roster = b.roster, case .range(let rows) = b.rows, rows.count > 1 else {
      return nil
    }
    switch e.kind {
    case .field(let i): return roster.column(i).map { ($0, rows) }
    case .definition(let id):
      guard model.reached == nil, case .rule(roster.id, _) = model.program[id].body else { return nil }
      model.noteDoubt(of: model.program[id])
      let column = try model.ruleColumn(id, b.frame)
      return column.faulted == nil && column.denominators == nil ? (column.values, rows) : nil
    case .constant, .row, .fileRow, .outer, .result, .input, .today, .payer, .follow, .rowAt, .isIn,
      .aggregate,
      .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
      .negated,
      .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
      .eachMonth,
      .joined, .invalid:
      return nil
    }
  }

  /// Returns where a comparison of a kept column with a constant holds, or `nil` if it is another one.
  func comparedAsKept(
    _ comparison: CoreComparison, _ l: CoreExpression, _ r: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector? {
    if case .constant(let constant) = r.kind { return try compared(comparison, l, constant, b) }
    if case .constant(let constant) = l.kind { return try compared(comparison.mirrored, r, constant, b) }
    return nil
  }

  private func compared(
    _ comparison: CoreComparison, _ e: CoreExpression, _ constant: CoreConstant, _ b: Batch
  ) throws(EvaluationStop) -> Vector? {
    guard let constant = Constant(Scalar(constant)), let (column, rows) = try kept(e, b) else { return nil }
    let truths: Vector.Values
    switch (column.values, constant) {
    case (.scaled(let packed, let d), .number(let number)):
      truths = Kernels.compare(comparison, packed, rows, denominator: d, with: number)
    case (.texts(let packed, let dictionary), .text(let text)):
      guard comparison == .equal || comparison == .notEqual else { return nil }
      if let code = model.code(text, dictionary) {
        truths = Kernels.compare(comparison, packed, rows, denominator: 1, with: Rational(code))
      } else {
        truths = .constant(.truth(comparison == .notEqual))
      }
    case (.scaled, _), (.wide, _), (.texts, _): return nil
    }
    return Vector(truths, states: column.present.map { Array($0[rows]) }, count: rows.count)
  }
}

extension Kernels {

  /// Compares each of the integers of `rows`, divided by `denominator`, with `constant`, in the width they have.
  static func compare(
    _ comparison: CoreComparison, _ packed: PackedIntegers, _ rows: Range<Int>, denominator: Int64,
    with constant: Rational
  ) -> Vector.Values {
    let exact = constant * Rational(denominator)
    let bound: Rational
    switch comparison {
    case .equal, .notEqual:
      guard exact.isInteger else { return .constant(.truth(comparison == .notEqual)) }
      bound = exact
    case .less, .greaterOrEqual: bound = exact.ceiling
    case .lessOrEqual, .greater: bound = exact.floor + .one
    }
    switch packed {
    case .bytes(let a): return compare(comparison, a, rows, bound)
    case .shorts(let a): return compare(comparison, a, rows, bound)
    case .words(let a): return compare(comparison, a, rows, bound)
    case .longs(let a): return compare(comparison, a, rows, bound)
    }
  }

  /// Returns whether the integers are `bound` or are less, as `comparison` or its opposite asks.
  private static func compare<T: FixedWidthInteger>(
    _ comparison: CoreComparison, _ a: [T], _ rows: Range<Int>, _ bound: Rational
  ) -> Vector.Values {
    let isOpposite: Bool
    switch comparison {
    case .equal, .less, .lessOrEqual: isOpposite = false
    case .notEqual, .greater, .greaterOrEqual: isOpposite = true
    }
    guard let narrow = bound.int64.flatMap({ T(exactly: $0) }) else {
      // All are less than a bound beyond their width, or none is.
      switch comparison {
      case .equal, .notEqual: return .constant(.truth(isOpposite))
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        return .constant(.truth((bound.signum > 0) != isOpposite))
      }
    }
    let flip: UInt8 = isOpposite ? 1 : 0
    switch comparison {
    case .equal, .notEqual: return .truths(mask(a, rows) { ($0 == narrow ? 1 : 0) ^ flip })
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .truths(mask(a, rows) { ($0 < narrow ? 1 : 0) ^ flip })
    }
  }

  @inline(__always)
  private static func mask<T: FixedWidthInteger>(
    _ a: [T], _ rows: Range<Int>, _ truth: (T) -> UInt8
  ) -> [UInt8] {
    let part = a[rows]
    return [UInt8](unsafeUninitializedCapacity: rows.count) { target, initialized in
      part.withUnsafeBufferPointer { part in
        for i in 0..<part.count { target[i] = truth(part[i]) }
      }
      initialized = rows.count
    }
  }
}
