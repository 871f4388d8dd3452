import Diagnostics
import Semantics
import Syntax

/// A program loaded with what it uses and checked, but not run.
public struct CheckedProgram: Sendable {

  /// The texts that spans point into.
  public let sources: SourceMap

  /// The files, the program's own last.
  public let programs: [LoadedProgram]

  /// What the evaluator reads; to be evaluated only if ``diagnostics`` holds no error.
  public let core: CoreProgram

  /// What was found, in the order of the stages.
  public let diagnostics: [Diagnostic]

  /// The language of the program's keywords.
  public let language: Language

  /// Whether the program could be read at all.
  public let isReadable: Bool

  /// `true` iff nothing stops it from being run.
  public var canRun: Bool { isReadable && !diagnostics.contains { $0.severity == .error } }

  /// `true` iff the program states tests, rightly or wrongly.
  public let hasTests: Bool

  /// `true` iff an action of the program writes a file.
  public var writesFiles: Bool { core.actions.contains { $0.writesFile } }

  /// Loads and checks the program at `path` under `settings`; its texts are added to `sources`. Rosters that state
  /// no fields take them from their files, which `data` reaches.
  public init(
    path: String, files: ProgramFiles, data: RosterFiles? = nil, settings: RunSettings = RunSettings(),
    sources: SourceMap = SourceMap()
  ) {
    var loader = ProgramLoader(files: files)
    loader.sources = sources
    let program = loader.load(path: path)
    self.init(loader: loader, main: program, data: data, settings: settings)
  }

  /// Loads and checks the program `text`, which is to be called `name`, with paths relative to `directory`.
  public init(
    text: String, name: String, directory: String, files: ProgramFiles, data: RosterFiles? = nil,
    settings: RunSettings = RunSettings()
  ) {
    var loader = ProgramLoader(files: files)
    let program = loader.load(text: text, name: name, directory: directory)
    self.init(loader: loader, main: program, data: data, settings: settings)
  }

  private init(loader start: ProgramLoader, main: Program?, data: RosterFiles?, settings: RunSettings) {
    var loader = start
    language = main?.language ?? settings.language ?? .english
    isReadable = main != nil
    hasTests = main?.statements.contains { StatementRole(of: $0.kind) == .test } ?? true
    var options = AnalysisOptions(asOf: settings.asOf)
    if main != nil {
      for (name, value) in settings.set where !loader.set(name, to: value) {
        loader.diagnostics.insert(.nothingToSet(name, known: loader.settableNames))
      }
      if let text = settings.asOfText {
        options.asOf = ProgramLoader.day(text)
        if options.asOf == nil { loader.diagnostics.insert(.badDate(text)) }
      }
    }
    var found = loader.diagnostics
    if let main {
      if let data {
        let inferred = InferredFields(loader.programs, data: data, settings: settings)
        options.inferredSchemas = inferred.schemas
        found.formUnion(inferred.diagnostics)
      }
      // What could not be read is left out, so that names and types are checked all the same.
      let analysis = loader.analyze(loader.programs, main: main.file, options: options)
      core = analysis.program
      found.formUnion(analysis.diagnostics)
    } else {
      core = CoreProgram()
    }
    sources = loader.sources
    programs = loader.programs
    diagnostics = found.elements
  }
}

extension CoreAction {

  /// Whether it writes a file.
  fileprivate var writesFile: Bool {
    switch kind {
    case .export, .report: true
    case .chart(_, let file, _): file != nil
    case .forEach(_, _, let inner), .under(_, let inner, _): inner.contains { $0.writesFile }
    case .showTargets, .showResult, .show, .showValues, .compare, .find, .why, .check, .ask, .changeTo,
      .sweep:
      false
    }
  }
}
