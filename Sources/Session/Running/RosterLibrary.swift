import Diagnostics
import Evaluation
import Rosters
import Semantics
import Synchronization

/// How the files of rosters are reached: given by the executable, since this stage opens no files.
public struct RosterFiles: Sendable {

  /// Returns the files below a directory that a path or a pattern such as `in/workers-*.csv` names, in order, or why
  /// there are none.
  public var open: @Sendable (_ directory: String, _ pattern: String) -> Result<[DataFile], RosterFailure>

  /// Told how far each roster is read, by several threads.
  public var progress: (@Sendable (LoadingProgress) -> Void)?

  /// Where loaded rosters are kept for the next run, if anywhere.
  public var cache: RosterCache?

  /// Creates a way to reach files.
  public init(
    open: @escaping @Sendable (_ directory: String, _ pattern: String) -> Result<[DataFile], RosterFailure>
  ) {
    self.open = open
  }

  /// Returns the same way, which keeps loaded rosters in `cache`.
  public func keeping(in cache: RosterCache?) -> RosterFiles {
    var copy = self
    copy.cache = cache
    return copy
  }

  /// Returns the same way, which tells `progress` how far each roster is read.
  public func telling(_ progress: (@Sendable (LoadingProgress) -> Void)?) -> RosterFiles {
    var copy = self
    copy.progress = progress
    return copy
  }
}

/// Reads the rosters of a program when they are first asked for, and keeps them as long as they are the same.
final class RosterLibrary: Sendable {

  private struct Kept: Sendable {
    let key: Key
    /// Tells this reading from those before and after it.
    let number: Int
    let table: RosterTable
  }

  /// What rows depend on: whoever asks for the same gets the same.
  private struct Key: Equatable, Sendable {
    let schema: RosterSchema
    let directory: String
    let path: String
    /// Of each roster that a field refers to, the number of its reading.
    var references: [String: Int?] = [:]
  }

  private let data: RosterFiles
  private let threads: Int
  private let cancellation: Cancellation

  /// Whether the run will be recorded: then each file is digested while it is read.
  private let isRecorded: Bool

  /// What was read, by the roster's name: at the prompt a roster outlives the program it was read for.
  private let kept = Mutex<[String: Kept]>([:])

  /// The paths of the files read, as the caller sees them.
  private let read = Mutex<[String]>([])

  /// The paths of the files read, as the caller sees them.
  var paths: [String] { read.withLock { $0 } }

  /// Why rosters could not be kept for the next run; each is told once.
  private let refusals = Mutex<[Diagnostic]>([])

  /// Returns what hinders nothing but is worth knowing, and was not told before.
  func untoldNotices() -> [Diagnostic] {
    refusals.withLock { refusals in
      defer { refusals = [] }
      return refusals
    }
  }

  /// Forgets what was read, so that it is read again when next asked for.
  func forget() { kept.withLock { $0 = [:] } }

  init(data: RosterFiles, threads: Int, cancellation: Cancellation, isRecorded: Bool = false) {
    self.data = data
    self.isRecorded = isRecorded
    self.threads = threads
    self.cancellation = cancellation
  }

  /// Returns the rows of `roster` of `model`'s program, which is at `path` below `directory`.
  ///
  /// What is wrong with a file as a whole is said of `site`, where the program names it.
  func table(
    _ roster: RosterID, at path: String, named site: Span? = nil, below directory: String, _ model: Model
  ) throws -> RosterTable {
    let definition = model.program[roster]
    var references: [String: KeyIndex] = [:]
    var referencedRows: [String: Int] = [:]
    var key = Key(schema: definition.schema, directory: directory, path: path)
    for field in definition.schema.fields {
      guard case .reference(let name) = field.type, references[name] == nil,
        let id = model.program.rosterNames[name]
      else { continue }
      let table = try model.table(id)
      references[name] = KeyIndex(table)
      referencedRows[name] = table.count
      key.references[name] = kept.withLock { $0[name]?.number }
    }
    if let known = kept.withLock({ $0[definition.name] }), known.key == key { return known.table }
    var files = try data.open(directory, path).mapError { $0.placed(at: site) }.get()
    read.withLock { $0 += files.map { FilePath.join(directory, $0.name) } }
    var limits = ReadingLimits(isCancelled: { [cancellation] in cancellation.isCancelled })
    let bytes = files.reduce(0) { $0 + $1.source.size }
    let meter = data.progress.map { LoadingMeter(roster: definition.name, totalBytes: bytes, tell: $0) }
    if let meter { limits.noteBlock = { meter.add(bytes: $0, rows: $1, setAside: $2) } }
    let options = RosterReader.Options(threads: threads, limits: limits)
    var steps = LoadingSteps(roster: definition.name, bytes: bytes, profile: model.profile)
    let cached = data.cache.flatMap {
      CachedReading(
        in: $0, files: files, schema: definition.schema, references: references,
        referencedRows: referencedRows, options: options)
    }
    if cached != nil { steps.end(.compare(roster: definition.name), rows: 0, bytes: bytes) }
    var table: RosterTable
    if let known = cached?.table() {
      table = known
      steps.end(.restore(roster: definition.name), rows: table.rowsRead, bytes: table.keptBytes)
    } else {
      let digests = files.map { _ in FileDigest(isForCache: cached != nil) }
      if isRecorded || cached != nil { for i in files.indices { files[i].digest = digests[i] } }
      table = RosterReader.read(
        files: files, schema: definition.schema, references: references, options: options)
      steps.addReading(table)
      if let cached, !cancellation.isCancelled {
        if let refusal = cached.keep(table, digests: digests) { note(refusal) }
        steps.end(.keep(roster: definition.name), rows: table.rowsRead, bytes: table.keptBytes)
      }
    }
    meter?.finish()
    table.diagnostics = table.diagnostics.placed(at: site)
    if cancellation.isCancelled { throw EvaluationStop.cancelled }
    if table.diagnostics.containsError { throw RosterFailure(table.diagnostics.elements) }
    kept.withLock { [key] kept in
      let number = 1 + (kept.values.map(\.number).max() ?? 0)
      kept[definition.name] = Kept(key: key, number: number, table: table)
    }
    return table
  }

  private func note(_ refusal: Diagnostic) {
    refusals.withLock { refusals in
      let isKnown = refusals.contains { $0.code == refusal.code && $0.arguments == refusal.arguments }
      if !isKnown { refusals.append(refusal) }
    }
  }
}

/// The steps of loading a roster, for who asks how long they took.
private struct LoadingSteps {

  let roster: String
  let bytes: Int
  let profile: EvaluationProfile?
  private var watch = Stopwatch()

  init(roster: String, bytes: Int, profile: EvaluationProfile?) {
    self.roster = roster
    self.bytes = bytes
    self.profile = profile
  }

  /// Notes that `step`, begun when the one before ended, has ended.
  mutating func end(_ step: EvaluationProfile.Step, rows: Int, bytes: Int) {
    profile?.add(step, nanoseconds: watch.nanoseconds, rows: rows, bytes: bytes)
    watch = Stopwatch()
  }

  /// Notes the steps of the reading that gave `table`.
  mutating func addReading(_ table: RosterTable) {
    let rows = table.rowsRead
    profile?.add(.read(roster: roster), nanoseconds: table.times.cells, rows: rows, bytes: bytes)
    profile?.add(
      .assemble(roster: roster), nanoseconds: table.times.columns, rows: rows, bytes: table.keptBytes)
    profile?.add(.keys(roster: roster), nanoseconds: table.times.keys, rows: rows)
    watch = Stopwatch()
  }
}

extension RosterTable {

  /// The bytes that the columns take.
  fileprivate var keptBytes: Int { columns.reduce(0) { $0 + ($1?.byteCount ?? 0) } }
}
