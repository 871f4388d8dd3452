import Diagnostics
import Evaluation
import Reporting
import Rosters
import Semantics

/// A checked program being run: its actions in order, the files they ask for, and the account of its rows.
public final class ProgramRun {

  /// An action's answer.
  public struct Answer: Sendable {
    /// Where the program asks.
    public let origin: Span
    /// What is answered.
    public let outcome: ActionOutcome
  }

  /// The program.
  public let program: CheckedProgram

  /// What the caller decides.
  public let settings: RunSettings

  /// The language of messages.
  public let language: Language

  /// The files to write that the actions have asked for so far.
  public private(set) var files: [OutputFile] = []

  /// What was found while running, beside what the answers hold.
  public private(set) var diagnostics: [Diagnostic] = []

  /// What the run has come to so far.
  public private(set) var status: ExitStatus

  private let engine: Engine
  private let library: RosterLibrary
  private let cancellation: Cancellation

  /// Creates a run of `program`, whose rosters `data` reaches.
  public init(
    _ program: CheckedProgram, data: RosterFiles, settings: RunSettings, cancellation: Cancellation
  ) {
    self.program = program
    self.settings = settings
    self.cancellation = cancellation
    language = settings.language ?? program.language
    status = .of(program.diagnostics)
    library = RosterLibrary(
      data: data, threads: settings.threads, cancellation: cancellation, isRecorded: program.writesFiles)
    engine = Engine(
      program.core, of: program.programs, in: program.sources, library: library,
      settings: settings, language: language, cancellation: cancellation)
    let rosters = program.core.rosters.map(\.name)
    for (name, _) in settings.data where program.canRun && !rosters.contains(name) {
      diagnostics.append(.unknownRoster(name, known: rosters))
      status = .usage
    }
  }

  /// Does the actions in order and calls `emit` with each answer; does nothing if the program has errors.
  public func perform(_ emit: (Answer) -> Void) {
    guard program.canRun, status != .usage else { return }
    var written: Set<String> = []
    var said = DiagnosticSet()
    for action in program.core.actions {
      profile?.begin(.action(line: program.sources.line(of: action.origin)))
      var outcome = engine.answer(action)
      profile?.end()
      if cancellation.isCancelled {
        stop()
        return
      }
      for file in outcome.files {
        if file.path.isEmpty {
          outcome.refuse(.unwritable("\"\"", .unnamed, at: file.origin ?? action.origin))
        } else if !FilePath.staysBelow(file.path) {
          outcome.refuse(.unwritable(file.path, .outside, at: file.origin ?? action.origin))
        } else if !written.insert(FilePath.clean(file.path)).inserted {
          outcome.refuse(.writtenTwice(file.path, at: file.origin ?? action.origin))
        } else {
          files.append(file)
        }
      }
      status = status.joined(with: .of(outcome))
      outcome.sayOnce(&said)
      emit(Answer(origin: action.origin, outcome: outcome))
    }
    diagnostics += library.untoldNotices()
    diagnostics +=
      engine.model.unverifiedWarnings + engine.model.paradoxWarnings + engine.model.closedPurseWarnings
    if settings.requiresTargets { requireTargets() }
  }

  /// Where all that is wrong is that orders do not end in a key, names those whom they leave tied.
  public func tiesLeft() -> [Diagnostic] {
    let errors = program.diagnostics.filter { $0.severity == .error }
    guard program.isReadable, !errors.isEmpty, errors.allSatisfy(\.isOrderWithoutKey) else { return [] }
    return engine.model.tiesLeft
  }

  /// Runs the program's tests whose names contain `filter`.
  public func test(filter: String?) -> [TestResult] {
    guard program.canRun else { return [] }
    let results = engine.test(filter: filter)
    diagnostics += library.untoldNotices()
    if cancellation.isCancelled { stop() }
    if !results.allSatisfy(\.passed) { status = status.joined(with: .failed) }
    return results
  }

  /// Returns which parts of the program, the library's left out, the tests whose names contain `filter` reach.
  public func coverage(filter: String?) -> TestCoverage? {
    program.canRun ? engine.coverage(filter: filter, in: ownFiles) : nil
  }

  /// Returns which small changes of the program the tests whose names contain `filter`, all of which pass, notice.
  public func mutations(filter: String?) -> MutationResult? {
    program.canRun ? engine.mutations(filter: filter, in: ownFiles) : nil
  }

  private var ownFiles: Set<FileID> {
    Set(program.programs.filter { !$0.isLibrary }.map(\.program.file))
  }

  /// The day the program is run for, if one is known.
  public var day: CalendarDate? { engine.day }

  /// The paths of the programs and the data files read so far, as the caller sees them.
  public var inputs: [String] {
    program.programs.compactMap(\.path) + program.programs.flatMap(\.tables).map(\.path) + library.paths
  }

  /// The account of the rosters read so far, in the order of the program.
  public var accounts: [RosterAccount] { engine.accounts }

  /// How long the steps of the run took, if that was asked for.
  public var profile: EvaluationProfile? { engine.model.profile }

  private func stop() {
    diagnostics.append(.interrupted)
    status = .interrupted
  }

  private func requireTargets() {
    let unmet = engine.unmetTargets()
    guard !unmet.isEmpty else { return }
    diagnostics.append(.targetsNotMet(unmet))
    status = status.joined(with: .failed)
  }
}

extension ActionOutcome {

  /// Says `diagnostic`, and that the action did not succeed.
  mutating func refuse(_ diagnostic: Diagnostic) {
    blocks.append(.diagnostic(diagnostic))
    succeeded = false
  }

  /// Leaves out what `said` has said before of the same place, and adds the rest to it.
  mutating func sayOnce(_ said: inout DiagnosticSet) {
    for i in blocks.indices {
      guard case .diagnostic(let d) = blocks[i] else { continue }
      let count = said.elements.count
      said.insert(d)
      if said.elements.count == count { blocks[i] = .sentence(.saidBefore(d.code)) }
    }
  }

  /// The diagnostics among the blocks.
  public var diagnostics: [Diagnostic] {
    blocks.compactMap { if case .diagnostic(let d) = $0 { d } else { nil } }
  }
}

extension Phrase {

  /// Creates the sentence that there is no answer, for a reason that was given before.
  fileprivate static func saidBefore(_ code: String) -> Phrase {
    Phrase(
      Bilingual(
        en: "No answer, for the reason given above [{code}].",
        id: "Tidak ada jawaban, karena sebab yang disebut di atas [{code}]."), ["code": .text(code)])
  }
}

extension ExitStatus {

  /// Returns what `outcome` makes of a run.
  static func of(_ outcome: ActionOutcome) -> ExitStatus {
    let status = of(outcome.diagnostics)
    return status == .fine && !outcome.succeeded ? .failed : status
  }
}
