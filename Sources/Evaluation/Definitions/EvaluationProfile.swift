import Diagnostics
import Rosters
import Semantics
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// How long the steps of an evaluation took.
///
/// A step begun inside another is taken out of that one's own time, so that the own times add up to the whole: what a
/// definition costs is not charged to whoever happened to ask for it first.
public final class EvaluationProfile: Sendable {

  /// A kind of step, or the definition evaluated in it.
  public enum Step: Hashable, Sendable {
    /// The cells of a roster's files become values.
    case read(roster: String)
    /// The values of all blocks become columns.
    case assemble(roster: String)
    /// The keys are compared.
    case keys(roster: String)
    /// The content of a roster's files is compared with what the cache has.
    case compare(roster: String)
    /// A roster is taken from the cache.
    case restore(roster: String)
    /// A roster is put in the cache.
    case keep(roster: String)
    /// What else a roster needs: files found, references looked up.
    case roster(String)
    /// A definition.
    case definition(String)
    /// Candidates, order and prices of an allocation or a ranking.
    case plan(String)
    /// A count, a sum and the like over rows or groups.
    case aggregate
    /// Rows chosen, and put into groups.
    case groups
    /// An action, less all of the above.
    case action(line: Int)
  }

  /// The form in which values were computed.
  public enum Path: Hashable, Sendable {
    /// Machine words over one denominator.
    case integers
    /// Exact fractions of any size.
    case fractions
    /// Codes of texts.
    case texts
    /// Parts of populations.
    case shares
  }

  /// What a step came to, over all its runs.
  public struct Entry: Sendable {
    /// The step.
    public let step: Step
    /// How often it ran.
    public internal(set) var runs = 0
    /// Its own time in nanoseconds: without the steps begun inside it.
    public internal(set) var nanoseconds: Int64 = 0
    /// The rows it went over.
    public internal(set) var rows = 0
    /// The bytes it read, or that its result holds.
    public internal(set) var bytes = 0
    /// The form of its result.
    public internal(set) var path: Path?
  }

  /// What a step says of itself when it ends.
  struct Measure {
    var rows = 0
    var bytes = 0
    var path: Path?
  }

  private struct Open {
    let step: Step
    let watch: Stopwatch
    var inner: Int64 = 0
  }

  private struct State {
    var entries: [Step: Entry] = [:]
    var order: [Step] = []
    var open: [pthread_t: [Open]] = [:]

    mutating func add(_ step: Step, _ own: Int64, _ measure: Measure) {
      if entries[step] == nil { order.append(step) }
      var entry = entries[step] ?? Entry(step: step)
      entry.runs += 1
      entry.nanoseconds += own
      entry.rows += measure.rows
      entry.bytes += measure.bytes
      entry.path = measure.path ?? entry.path
      entries[step] = entry
    }
  }

  private let state = Mutex(State())

  /// Creates a profile of nothing.
  public init() {}

  /// What was measured, in the order in which the steps first ended.
  public var entries: [Entry] { state.withLock { s in s.order.compactMap { s.entries[$0] } } }

  /// Notes that `step` begins on this thread.
  public func begin(_ step: Step) {
    state.withLock { $0.open[pthread_self(), default: []].append(Open(step: step, watch: Stopwatch())) }
  }

  /// Notes that the step begun last on this thread ends.
  public func end(rows: Int = 0, bytes: Int = 0) { end(Measure(rows: rows, bytes: bytes)) }

  func end(_ measure: Measure) {
    state.withLock { s in
      guard let ended = s.open[pthread_self()]?.popLast() else { return }
      let total = ended.watch.nanoseconds
      if let last = s.open[pthread_self()]?.indices.last { s.open[pthread_self()]?[last].inner += total }
      s.add(ended.step, total - ended.inner, measure)
    }
  }

  /// Takes `nanoseconds` out of the step open on this thread, as a step of its own.
  public func add(_ step: Step, nanoseconds: Int64, rows: Int = 0, bytes: Int = 0) {
    state.withLock { s in
      if let last = s.open[pthread_self()]?.indices.last {
        s.open[pthread_self()]?[last].inner += nanoseconds
      }
      s.add(step, nanoseconds, Measure(rows: rows, bytes: bytes))
    }
  }
}

extension EvaluationProfile.Measure {

  /// What `column` came to.
  init(_ column: EvaluatedColumn) {
    rows = column.count
    bytes = column.values.byteCount + (column.denominators?.byteCount ?? 0)
    if column.denominators != nil {
      path = .shares
    } else {
      switch column.values.values {
      case .scaled: path = .integers
      case .wide: path = .fractions
      case .texts: path = .texts
      }
    }
  }
}

extension Model {

  /// Returns what `body` does, noting how long it took if anybody asks; `measure` says what it came to.
  func profiled<Value>(
    _ step: @autoclosure () -> EvaluationProfile.Step,
    _ measure: (Value) -> EvaluationProfile.Measure = { _ in EvaluationProfile.Measure() },
    _ body: () throws(EvaluationStop) -> Value
  ) throws(EvaluationStop) -> Value {
    guard let profile else { return try body() }
    profile.begin(step())
    let value: Value
    do { value = try body() } catch {
      profile.end()
      throw error
    }
    profile.end(measure(value))
    return value
  }
}
