import Diagnostics
import Rosters
import Semantics

/// Places that threads fill, each its own.
private final class Slots<Value: Sendable>: @unchecked Sendable {

  // Each place is written by the one thread that drew its number, and read after all are joined.
  private let places: UnsafeMutableBufferPointer<Value?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  func fill(_ i: Int, _ value: Value) { places[i] = value }

  func take() -> [Value] { places.compactMap { $0 } }
}

extension Model {

  /// Returns what `body` gives for each batch of 0 ..< `count`, in order, and the faults logged.
  ///
  /// The first batch goes alone, so that what it asks for is known when the others start; it is no larger than usual,
  /// since the other threads wait for it. `others` is told what it gives, and calls what evaluates the others.
  func eachBatch<Value: Sendable>(
    _ count: Int, size: Int = Model.batchSize,
    _ body: @Sendable (Range<Int>, Evaluator) throws(EvaluationStop) -> Value,
    others: (Value, () -> Void) -> Void = { $1() }
  ) throws(EvaluationStop) -> ([Value], [EvaluationFault]) {
    if count <= 0 { return ([], []) }
    let lead = min(Model.batchSize, size, count)
    let batches = 1 + (count - lead + size - 1) / size
    typealias Outcome = Result<(Value, [EvaluationFault]), EvaluationStop>
    @Sendable func run(_ i: Int) -> Outcome {
      if cancellation.isCancelled { return .failure(.cancelled) }
      let evaluator = Evaluator(self)
      do throws(EvaluationStop) {
        let range = i == 0 ? 0..<lead : lead + (i - 1) * size..<min(count, lead + i * size)
        let value = try body(range, evaluator)
        return .success((value, evaluator.log.faults))
      } catch {
        return .failure(error)
      }
    }
    let slots = Slots<Outcome>(count: batches)
    let first = run(0)
    slots.fill(0, first)
    if batches > 1, case .success((let value, _)) = first {
      // All batches are evaluated before `others` returns.
      withoutActuallyEscaping(run) { run in
        others(value) { Workers.share(batches - 1, threads: threads) { slots.fill($0 + 1, run($0 + 1)) } }
      }
    }
    var values: [Value] = []
    var log = FaultLog()
    values.reserveCapacity(batches)
    for outcome in slots.take() {
      let (value, faults) = try outcome.get()
      values.append(value)
      log.record(faults)
    }
    return (values, log.faults)
  }

  /// Returns the column of `count` rows of which `batch` gives those of a range.
  func column(
    _ type: CoreType, count: Int, _ batch: @Sendable (Range<Int>, Evaluator) throws(EvaluationStop) -> Vector
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let rows = ColumnRows(count: count, size: Model.batchSize)
    let (parts, faults) = try eachBatch(count) {
      range, evaluator throws(EvaluationStop) -> ColumnAssembler.Part in
      rows.part(try batch(range, evaluator), at: range.lowerBound)
    } others: { first, others in
      rows.fill(like: first, others)
    }
    return ColumnAssembler.column(parts, in: rows, type: type, faults: faults)
  }

  /// Returns the values of `e` over all rows of `roster`, or over `rows` of it.
  func materialized(
    _ e: CoreExpression, _ roster: LoadedRoster, rows: [Int32]? = nil, frame: Frame, outer: OuterRow? = nil
  ) throws(EvaluationStop) -> EvaluatedColumn {
    if let rows, case .field(let i) = e.kind, let column = roster.column(i) {
      return EvaluatedColumn(type: e.type, values: column.picking(rows, threads: threads))
    }
    return try column(e.type, count: rows?.count ?? roster.count) {
      range, evaluator throws(EvaluationStop) -> Vector in
      var b = Batch(roster: roster, rows: rows.map { .list(Array($0[range])) } ?? .range(range), frame: frame)
      b.outer = outer
      return try evaluator.evaluate(e, b)
    }
  }
}
