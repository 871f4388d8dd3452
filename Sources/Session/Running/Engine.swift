import Allocation
import Diagnostics
import Evaluation
import Reporting
import Rosters
import Semantics
import Synchronization

/// A request to stop that a signal handler may make.
public typealias Cancellation = CancellationFlag

/// A checked program over its data, ready to answer.
final class Engine {

  /// The program.
  let program: CoreProgram

  /// The data, and what is computed from them.
  let model: Model

  private let runner: ActionRunner
  private let sources: SourceMap

  /// Creates the engine of `program`, whose files are `programs`, with rows from `library`. One that continues
  /// `earlier` keeps what that has computed; `touched` are the places of definitions that changed since, if they are
  /// known.
  init(
    _ program: CoreProgram, of programs: [LoadedProgram], in sources: SourceMap, library: RosterLibrary,
    settings: RunSettings, language: Language, cancellation: Cancellation, continuing earlier: Engine? = nil,
    touched: Set<Int>? = nil
  ) {
    self.program = program
    var directories: [FileID: String] = [:]
    for roster in program.rosters {
      guard case .file(_, let span) = roster.origin, directories[span.file] == nil else { continue }
      directories[span.file] = programs.first { $0.program.file == span.file }?.directory
    }
    let homes = directories
    let overrides = Dictionary(settings.data.map { ($0.roster, $0.path) }, uniquingKeysWith: { $1 })
    var telling: (@Sendable (String, SearchProgress) -> Void)?
    if let tell = settings.search {
      telling = { allocation, progress in tell(SearchingProgress(allocation: allocation, search: progress)) }
    }
    model = Model(
      program, asOf: settings.asOf ?? program.asOf, threads: settings.threads, cancellation: cancellation,
      profile: settings.isProfiled ? EvaluationProfile() : nil, solver: settings.solver,
      telling: telling,
      continuing: earlier?.model, touched: earlier == nil ? nil : touched
    ) { id, model in
      let roster = model.program[id]
      if let other = overrides[roster.name] {
        let (directory, name) = FilePath.split(other)
        return try library.table(id, at: name, below: directory, model)
      }
      guard case .file(let path, let span) = roster.origin else { return try model.table(id) }
      return try library.table(id, at: path, named: span, below: homes[span.file] ?? ".", model)
    }
    runner = ActionRunner(
      model, texts: sources, writer: ReportWriter(sources: sources, made: Engine.made(programs)),
      language: language)
    self.sources = sources
  }

  /// What pages are made with: the tool, and the digest of each program that is not the library's.
  private static func made(_ programs: [LoadedProgram]) -> [Phrase] {
    let files = programs.compactMap { program -> String? in
      guard !program.isLibrary, let path = program.path, !program.digest.isEmpty else { return nil }
      return "\(FilePath.split(path).name): SHA-256 \(program.digest.prefix(16))…"
    }
    let text = (files + ["Payung \(Release.version)"]).joined(separator: " · ")
    return [Phrase(Bilingual(same: "{text}"), ["text": .text(text)])]
  }

  /// Returns what `action` answers.
  func answer(_ action: CoreAction) -> ActionOutcome { runner.run(action) }

  /// The day evaluated for, if one is known.
  var day: CalendarDate? { model.asOf }

  /// Returns the account of each roster read so far, in the order of the program.
  var accounts: [RosterAccount] {
    program.rosters.indices.compactMap { i in
      guard case .file = program.rosters[i].origin, let table = model.tableIfLoaded(RosterID(i)) else {
        return nil
      }
      return RosterAccount(name: program.rosters[i].name, table: table)
    }
  }
}

extension Engine {

  /// Runs the tests whose names contain `filter`.
  func test(filter: String?) -> [TestResult] {
    let runner = TestRunner(model, texts: sources)
    var results: [TestResult] = []
    for test in tests(filter) {
      if model.cancellation.isCancelled { break }
      results.append(runner.run(test))
    }
    return results
  }

  private func tests(_ filter: String?) -> [CoreTest] {
    program.tests.filter { test in filter.map { test.name.contains($0) } ?? true }
  }

  /// Returns which parts of the definitions in `files` the tests whose names contain `filter` reach.
  func coverage(filter: String?, in files: Set<FileID>) -> TestCoverage {
    let reached = ReachedLines()
    let runner = TestRunner(model.recording(in: reached), texts: sources)
    for test in tests(filter) where !model.cancellation.isCancelled { _ = runner.run(test) }
    return TestCoverage(program, in: files, reached: reached)
  }

  /// Returns which changes of the definitions in `files` the tests whose names contain `filter` notice.
  func mutations(filter: String?, in files: Set<FileID>) -> MutationResult {
    TestRunner(model, texts: sources).mutate(tests(filter), in: files)
  }

  /// Returns the names of the targets that are not met in every group that has members, or could not be measured.
  func unmetTargets() -> [String] {
    program.definitions.indices.compactMap { i in
      guard case .target = program.definitions[i].body else { return nil }
      guard let result = try? model.target(DefinitionID(i)) else { return program.definitions[i].name }
      let standings = result.groups.isEmpty ? [result.total] : result.groups
      let isMet = standings.allSatisfy { $0.people == 0 || $0.isMet == true }
      return isMet ? nil : program.definitions[i].name
    }
  }
}
