import Allocation
import Diagnostics
import Rosters
import Semantics
import Synchronization

/// A request to stop, which a signal handler may make.
public final class CancellationFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  /// Creates a flag that is not raised.
  public init() {}
  /// Asks the evaluation to stop.
  public func cancel() { flag.store(true, ordering: .relaxed) }
  /// Takes the request back.
  public func reset() { flag.store(false, ordering: .relaxed) }
  /// Whether a stop was asked for.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// Bounds on what an evaluation may take.
public struct EvaluationLimits: Sendable {
  /// How deep calls and expressions may nest.
  public var depth = 20_000
  /// How many expressions may be evaluated for one batch of rows, those of the functions it calls included.
  public var steps = 5_000_000
  /// How many months a sum over months may have.
  public var months = 2_400
  /// Creates the usual bounds.
  public init() {}
}

/// A program with its rosters, ready to answer: each definition is evaluated when somebody first asks for it,
/// once for all assumptions that make no difference to it.
public final class Model: Sendable {

  /// Reads a roster; the rows of another that it refers to are those of ``Model/table(_:)``.
  public typealias RosterProvider = @Sendable (RosterID, Model) throws -> RosterTable

  /// The program.
  public let program: CoreProgram

  /// The day evaluated for, if one is known.
  public let asOf: CalendarDate?

  /// How many threads work at most.
  public let threads: Int

  /// Bounds.
  public let limits: EvaluationLimits

  /// Polled once a batch.
  public let cancellation: CancellationFlag

  /// What is told how long each step took, if anybody asks.
  public let profile: EvaluationProfile?

  /// Who proposes choices where the best is not proven without; `nil` for nobody.
  public let solver: (any IntegerSolver)?
  /// Who is told how far the search for the best choice of an allocation is.
  let telling: (@Sendable (String, SearchProgress) -> Void)?

  let provider: RosterProvider
  let traits: [Traits]
  let dependents: [[Int]]
  /// By budget or allocation, the allocations that draw from it.
  let users: [Int: [DefinitionID]]
  /// By budget, the allocations that leave over to it what they do not give out.
  let feeders: [Int: [DefinitionID]]
  /// By definition, those that it reads directly.
  let direct: [[Int]]
  let order: [Int]
  /// By definition, its place in ``order``.
  let positions: [Int]
  /// By definition, the length of the longest chain of definitions it rests on.
  let heights: [Int]
  /// Definitions that are paid or cost something month by month.
  var periodic: [Int] { program.definitions.indices.filter { traits[$0].readsMonths } }
  /// Definitions that rest on themselves; a checked program has none.
  let rings: Set<Int>
  /// By the clause of a scenario, where it stands.
  let changePlaces: [Span: (scenario: Int, change: Int)]
  let textCodes: TextCodes
  let yearTables: YearTables
  let worlds: Worlds
  let results: ResultStore
  let unverified = UnverifiedFigures()
  let divided = DividedMoney()
  let closedPurses = ClosedPurses()
  /// Notes what is taken, if anybody asks.
  let reached: ReachedLines?

  /// The number of rows evaluated at a time: enough to amortise a walk of the tree, few enough for the cache.
  static let batchSize = 4096

  /// Creates a model of `program`, evaluated for `asOf` or else the program's day.
  ///
  /// One that continues `earlier` takes over what was computed of it, but of definitions that are others now and of
  /// those that read them; both programs must have the same rosters, and definitions in the same places. `touched` are
  /// the places of those that are new or others and of all that rest on them, if the caller knows: none of them gives
  /// out money, and nothing else has changed.
  public init(
    _ program: CoreProgram, asOf: CalendarDate? = nil, threads: Int = 1,
    limits: EvaluationLimits = EvaluationLimits(),
    cancellation: CancellationFlag = CancellationFlag(), profile: EvaluationProfile? = nil,
    solver: (any IntegerSolver)? = nil, telling: (@Sendable (String, SearchProgress) -> Void)? = nil,
    reached: ReachedLines? = nil, continuing earlier: Model? = nil,
    touched: Set<Int>? = nil, rosters: @escaping RosterProvider
  ) {
    self.reached = reached
    self.program = program
    self.asOf = asOf ?? program.asOf
    self.threads = max(1, min(threads, 64))
    self.limits = limits
    self.cancellation = cancellation
    self.profile = profile
    self.solver = solver
    self.telling = telling
    self.provider = rosters
    let graph: DefinitionGraph
    if let earlier, let touched {
      graph = DefinitionGraph(program, continuing: earlier, touched: touched)
    } else {
      graph = DefinitionGraph(program)
    }
    traits = graph.traits
    users = graph.users
    feeders = graph.feeders
    direct = graph.direct
    order = graph.order
    dependents = graph.dependents
    positions = graph.positions
    heights = graph.heights
    rings = graph.rings
    textCodes = earlier?.textCodes ?? TextCodes()
    yearTables = earlier?.yearTables ?? YearTables()
    worlds = earlier?.worlds ?? Worlds()
    results = earlier?.results ?? ResultStore()
    var places: [Span: (scenario: Int, change: Int)] = [:]
    for (i, s) in program.scenarios.enumerated() {
      for (k, c) in s.changes.enumerated() { places[c.span] = (i, k) }
    }
    changePlaces = places
    if let earlier { forgetOutdated(since: earlier, touched: touched) }
  }

  /// Stops if a stop was asked for.
  func poll() throws(EvaluationStop) {
    if cancellation.isCancelled { throw .cancelled }
  }
}

/// What has been evaluated.
final class ResultStore: Sendable {

  /// The value of a definition that is not a column.
  struct ValueKey: Hashable, Sendable {
    let definition: Int
    let frame: CanonicalFrame
  }

  /// A value computed from many rows.
  struct AggregateKey: Hashable, Sendable {
    let aggregate: ExpressionKey
    /// The roster whose rows the groups are; -1 for a single group.
    let owners: Int
    let frame: CanonicalFrame
  }

  /// A column of an expression over a roster.
  struct ColumnKey: Hashable, Sendable {
    let expression: ExpressionKey
    let roster: Int
    let frame: CanonicalFrame
  }

  /// A result of a definition, as a column.
  struct ResultKey: Hashable, Sendable {
    let definition: ValueKey
    let result: CoreResult
  }

  let rosters = Memo<Int, LoadedRoster>()
  let columns = Memo<ValueKey, EvaluatedColumn>()
  let values = Memo<ValueKey, EvaluatedValue>()
  let aggregates = Memo<AggregateKey, EvaluatedColumn>()
  let expressions = Memo<ColumnKey, EvaluatedColumn>()
  let budgets = Memo<ValueKey, BudgetResult>()
  let plans = Memo<ValueKey, AllocationPlan>()
  let allocations = Memo<ValueKey, AllocationResult>()
  let joins = Memo<AggregateKey, JoinedAggregate?>()
  let uncheckedAllocations = Memo<ValueKey, AllocationResult>()
  let targets = Memo<ValueKey, TargetResult>()
  let rankings = Memo<ValueKey, RankingResult>()
  let resultColumns = Memo<ResultKey, EvaluatedColumn>()
}

/// A single value, with what could not be computed.
public struct EvaluatedValue: Sendable {
  /// What the value is.
  public let type: CoreType
  /// The value; missing if it could not be computed.
  public let value: Scalar
  /// Why it could not be computed; empty if it could.
  public let faults: [EvaluationFault]
  /// Creates a value.
  public init(type: CoreType, value: Scalar, faults: [EvaluationFault] = []) {
    self.type = type
    self.value = value
    self.faults = faults
  }
  /// Whether the value could not be computed.
  public var isFaulted: Bool { !faults.isEmpty }
}
