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

  /// Creates a way to reach files.
  public init(
    open: @escaping @Sendable (_ directory: String, _ pattern: String) -> Result<[DataFile], RosterFailure>
  ) {
    self.open = open
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
    var key = Key(schema: definition.schema, directory: directory, path: path)
    for field in definition.schema.fields {
      guard case .reference(let name) = field.type, references[name] == nil,
        let id = model.program.rosterNames[name]
      else { continue }
      let table = try model.table(id)
      references[name] = KeyIndex(table)
      key.references[name] = kept.withLock { $0[name]?.number }
    }
    if let known = kept.withLock({ $0[definition.name] }), known.key == key { return known.table }
    var files = try data.open(directory, path).mapError { $0.placed(at: site) }.get()
    if isRecorded { for i in files.indices { files[i].digest = FileDigest() } }
    read.withLock { $0 += files.map { FilePath.join(directory, $0.name) } }
    var limits = ReadingLimits(isCancelled: { [cancellation] in cancellation.isCancelled })
    let bytes = files.reduce(0) { $0 + $1.source.size }
    let meter = data.progress.map { LoadingMeter(roster: definition.name, totalBytes: bytes, tell: $0) }
    if let meter { limits.noteBlock = { meter.add(bytes: $0, rows: $1, setAside: $2) } }
    var table = RosterReader.read(
      files: files, schema: definition.schema, references: references,
      options: RosterReader.Options(threads: threads, limits: limits))
    meter?.finish()
    table.diagnostics = table.diagnostics.placed(at: site)
    if let profile = model.profile {
      let kept = table.columns.reduce(0) { $0 + ($1?.byteCount ?? 0) }
      let (name, rows) = (definition.name, table.rowsRead)
      profile.add(.read(roster: name), nanoseconds: table.times.cells, rows: rows, bytes: bytes)
      profile.add(.assemble(roster: name), nanoseconds: table.times.columns, rows: rows, bytes: kept)
      profile.add(.keys(roster: name), nanoseconds: table.times.keys, rows: rows)
    }
    if cancellation.isCancelled { throw EvaluationStop.cancelled }
    if table.diagnostics.containsError { throw RosterFailure(table.diagnostics.elements) }
    kept.withLock { [key] kept in
      let number = 1 + (kept.values.map(\.number).max() ?? 0)
      kept[definition.name] = Kept(key: key, number: number, table: table)
    }
    return table
  }
}
