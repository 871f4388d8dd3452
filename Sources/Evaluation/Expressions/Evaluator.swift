import Diagnostics
import Rosters
import Semantics

/// Evaluates expressions over the rows of one batch, walking the tree once.
///
/// One evaluator belongs to one thread; what it finds wrong it logs, and marks the rows.
final class Evaluator {

  let model: Model
  var log = FaultLog()
  private var depth = 0
  private var steps = 0

  init(_ model: Model) { self.model = model }

  /// Returns the values of `e` for the rows of `b`.
  func evaluate(_ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if b.count == 0 { return Vector(.constant(.number(.zero)), count: 0) }
    depth += 1
    defer { depth -= 1 }
    steps += 1
    if steps & 1023 == 0 { try checkWork(e) }
    // A new evaluator may stand on a stack that others have filled, so the first level looks too.
    guard depth & 15 == 1, !StackRoom.isAmple else { return try wieldy(try value(e, b), e, b) }
    if depth > model.limits.depth {
      throw .refused(
        EvaluationFault(.nestedTooDeeply(limit: model.limits.depth, at: e.origin), roster: nil, row: 0))
    }
    let result = Workers.onFreshStack { () -> Result<Vector, EvaluationStop> in
      do throws(EvaluationStop) { return .success(try self.value(e, b)) } catch { return .failure(error) }
    }
    guard let result else {
      throw .refused(
        EvaluationFault(.nestedTooDeeply(limit: depth, at: e.origin), roster: nil, row: 0))
    }
    return try wieldy(try result.get(), e, b)
  }

  /// Stops if somebody asked for it, or if this batch has taken more work than any honest program's.
  private func checkWork(_ e: CoreExpression) throws(EvaluationStop) {
    try model.poll()
    guard steps > model.limits.steps else { return }
    throw .refused(
      EvaluationFault(.tooMuchWork(limit: model.limits.steps, at: e.origin), roster: nil, row: 0))
  }

  /// Returns `v` with a fault in place of each number that has grown beyond the limit: squared again and again,
  /// a number soon takes more memory than there is.
  private func wieldy(_ v: Vector, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    switch v.values {
    case .constant(.number(let n)):
      return n.isUnwieldy ? faultAll(.numberTooLarge(at: e.origin), b) : v
    case .wide(let numbers):
      let unwieldy = numbers.indices.filter { numbers[$0].isUnwieldy }
      if unwieldy.isEmpty { return v }
      return faulting(v.replacingNumbers(at: unwieldy), unwieldy, .numberTooLarge(at: e.origin), b)
    case .constant, .truths, .narrow, .codes, .texts, .shares: return v
    }
  }

  /// Returns what the rows of each group of `b` share.
  func shared(_ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    guard let (rows, absent) = b.representatives() else { return .all(RowState.missing, b.count) }
    let v = try evaluate(e, rows)
    if absent.isEmpty { return v }
    var states = v.states ?? [UInt8](repeating: RowState.present, count: v.count)
    for i in absent { states[i] = RowState.missing }
    return Vector(v.values, states: states, count: v.count)
  }

  private func value(_ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if b.grouping != nil && readsRow(e) { return try shared(e, b) }
    switch e.kind {
    case .constant(let c): return Vector(Scalar(c), count: b.count)
    case .field(let i): return field(i, e, b)
    case .row: return Vector(.narrow(b.rows.map { Int64($0) }, denominator: 1), count: b.count)
    case .fileRow: return fileRow(e, b)
    case .outer(let inner): return try outer(inner, e, b)
    case .definition(let id): return try definition(id, e, b)
    case .result(let id, let result): return try resultOf(id, result, e, b)
    case .input(let i):
      return b.inputs.indices.contains(i)
        ? b.inputs[i] : faultAll(.internalFault("input \(i)", at: e.origin), b)
    case .today: return today(e, b)
    case .payer:
      return Vector(model.worlds.payer(b.frame.payer).map { .text($0) } ?? .missing, count: b.count)
    case .follow(let reference, let then): return try follow(reference, then, b)
    case .rowAt(let roster, let keys): return try rowAt(roster, keys, e, b)
    case .isIn(let roster, let fields, let values): return try isIn(roster, fields, values, e, b)
    case .aggregate(let a): return try aggregate(a, e, b)
    case .call(let id, let arguments): return try call(id, arguments, e, b)
    case .not(let a): return try not(a, b)
    case .all(let list): return try all(list, b)
    case .any(let list): return try any(list, b)
    case .compare(let comparison, let l, let r): return try compare(comparison, l, r, b)
    case .oneOf(let a, let constants): return try oneOf(a, constants, b)
    case .isPresent(let a): return try isPresent(a, b)
    case .otherwise(let a, let other): return try otherwise(a, other, b)
    case .cases(let list, let otherwise): return try cases(list, otherwise, e, b)
    case .exceptions(let base, let list): return try exceptions(base, list, b)
    case .table(let id, let column): return try table(id, column, e, b)
    case .negated(let a): return try evaluate(a, b).negated()
    case .arithmetic(let o, let l, let r): return try arithmetic(o, l, r, e, b)
    case .addMonths(let date, let months, let overflow): return try addMonths(date, months, overflow, e, b)
    case .clamp(let a, let low, let high): return try clamp(a, low, high, b)
    case .rounded(let a, let mode, let step): return try rounded(a, mode, step, e, b)
    case .shareOf(let part, let whole): return try shareOf(part, whole, b)
    case .shareValue(let a): return try shareValue(a, b)
    case .elapsed(let unit, let from, let to, let isTouched):
      return try elapsed(unit, from, to, isTouched, b)
    case .dayPart(let part, let day): return try dayPart(part, day, b)
    case .onDate(let a, let day): return try onDate(a, day, b)
    case .eachMonth(let a, let from, let to): return try eachMonth(a, from, to, e, b)
    case .joined(let parts): return try joined(parts, e, b)
    case .invalid: return faultAll(.internalFault("an expression with an error", at: e.origin), b)
    }
  }

  /// Whether `e` by itself, not what it is made of, reads a single row.
  private func readsRow(_ e: CoreExpression) -> Bool {
    switch e.kind {
    case .field, .row, .fileRow, .table: true
    case .definition(let id), .result(let id, _): model.isColumn(id)
    case .constant, .outer, .input, .today, .payer, .follow, .rowAt, .isIn, .aggregate, .call, .not, .all,
      .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .negated, .arithmetic, .addMonths,
      .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined, .invalid:
      false
    }
  }

  // Faults.

  /// Logs that the row at `position` of `b` has no value, for `diagnostic`.
  func fault(_ diagnostic: Diagnostic, _ b: Batch, at position: Int) {
    let isRow = b.roster != nil && b.grouping == nil
    log.record(
      EvaluationFault(diagnostic, roster: isRow ? b.roster?.id : nil, row: isRow ? b.rows[position] : 0))
  }

  /// Logs that no row of `b` has a value, for `diagnostic`.
  func faultAll(_ diagnostic: Diagnostic, _ b: Batch) -> Vector {
    for i in 0..<min(b.count, FaultLog.capacity) { fault(diagnostic, b, at: i) }
    return .all(RowState.faulted, b.count)
  }

  /// Marks the rows of `positions` in `vector`, and logs `diagnostic` for them.
  func faulting(_ vector: Vector, _ positions: [Int], _ diagnostic: Diagnostic, _ b: Batch) -> Vector {
    for p in positions.prefix(FaultLog.capacity) { fault(diagnostic, b, at: p) }
    return vector.faulting(positions)
  }
}
