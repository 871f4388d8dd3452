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
  /// since the other threads wait for it.
  func eachBatch<Value: Sendable>(
    _ count: Int, size: Int = Model.batchSize,
    _ body: @Sendable (Range<Int>, Evaluator) throws(EvaluationStop) -> Value
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
    if batches > 1, case .success = first {
      Workers.share(batches - 1, threads: threads) { slots.fill($0 + 1, run($0 + 1)) }
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

  /// Returns the values of `e` over all rows of `roster`, or over `rows` of it.
  func materialized(
    _ e: CoreExpression, _ roster: LoadedRoster, rows: [Int32]? = nil, frame: Frame, outer: OuterRow? = nil
  ) throws(EvaluationStop) -> EvaluatedColumn {
    if let rows, case .field(let i) = e.kind, let column = roster.column(i) {
      return EvaluatedColumn(type: e.type, values: column.picking(rows))
    }
    let (parts, faults) = try eachBatch(rows?.count ?? roster.count) {
      range, evaluator throws(EvaluationStop) -> ColumnAssembler.Part in
      var b = Batch(roster: roster, rows: rows.map { .list(Array($0[range])) } ?? .range(range), frame: frame)
      b.outer = outer
      return ColumnAssembler.Part(try evaluator.evaluate(e, b))
    }
    let column = ColumnAssembler.column(parts, type: e.type, faults: faults)
    FreedMemory.giveBack(afterRows: column.count)
    return column
  }
}
