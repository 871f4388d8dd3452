import Diagnostics
import Rosters
import Syntax

/// A parsed file, ready to be checked.
public struct AnalyzedFile: Sendable {

  /// What the parser made of it.
  public let program: Program

  /// Its text, from which headings are taken.
  public let source: SourceFile

  /// Whether it belongs to the standard library.
  public let isLibrary: Bool

  /// Creates a file to be checked.
  public init(program: Program, source: SourceFile, isLibrary: Bool = false) {
    self.program = program
    self.source = source
    self.isLibrary = isLibrary
  }
}

/// How a program is checked.
public struct AnalysisOptions: Sendable {

  /// Whether all fields of rosters are kept, not only those that something reads: at the prompt.
  public var keepsAllFields: Bool

  /// The day that the caller states, which wins over the program's.
  public var asOf: CalendarDate?

  /// The fields of rosters that state none, as inferred from their files, by the roster's name.
  public var inferredSchemas: [String: RosterSchema]

  /// Whether what earlier files suppose holds for the actions of the main file: at the prompt.
  public var remembersSuppositions: Bool

  /// Definitions that keep their places, as ``CoreProgram/places`` names them: those of the program before a change.
  public var order: [String]

  /// The texts of all files, those of tables' rows included, which messages quote.
  public var texts = SourceMap()

  /// Creates options.
  public init(
    keepsAllFields: Bool = false, remembersSuppositions: Bool = false, asOf: CalendarDate? = nil,
    inferredSchemas: [String: RosterSchema] = [:], order: [String] = []
  ) {
    self.keepsAllFields = keepsAllFields
    self.remembersSuppositions = remembersSuppositions
    self.asOf = asOf
    self.inferredSchemas = inferredSchemas
    self.order = order
  }
}

/// What checking made of a program.
public struct Analysis: Sendable {

  /// The checked program; it may be evaluated only if no diagnostic is an error.
  public let program: CoreProgram

  /// What was found.
  public let diagnostics: DiagnosticSet
}

/// Checks parsed programs: names, types and units, missing values, cycles; and lowers them to the core.
public enum Analyzer {

  /// Checks `files`, those that are used before those that use them; actions and tests are those of `main`.
  public static func analyze(
    _ files: [AnalyzedFile], main: FileID, options: AnalysisOptions = AnalysisOptions()
  ) -> Analysis {
    let checker = Checker(files: files, main: main, options: options)
    return checker.run()
  }

  /// Checks `files` as ``analyze(_:main:options:)`` does; if nothing is wrong, what stands then can be added to without
  /// checking it again. `words` are the words of texts checked before.
  public static func stand(
    _ files: [AnalyzedFile], main: FileID, options: AnalysisOptions, words: KnownWords
  ) -> (Analysis, StandingCheck?) {
    let checker = Checker(files: files, main: main, options: options)
    let analysis = checker.run()
    for file in files { words.note(file.source, file.program.file) }
    for (i, text) in options.texts.files.enumerated() { words.note(text, FileID(i)) }
    return (analysis, analysis.diagnostics.containsError ? nil : StandingCheck(checker, words: words))
  }

  /// Returns what `program` uses, in order, so that the caller can load it.
  public static func uses(of program: Program) -> [ModuleUse] {
    program.statements.compactMap { statement in
      guard case .use(let use) = statement.kind else { return nil }
      switch use.module {
      case .library(let names): return ModuleUse(.library(names.map(\.text)), span: statement.span)
      case .file(let path, let span): return ModuleUse(.file(path), span: span)
      }
    }
  }

  /// Returns the rosters of `program` that state no fields, with their files: the caller infers the fields and
  /// hands them over in ``AnalysisOptions/inferredSchemas``.
  public static func rostersWithoutFields(
    in program: Program
  ) -> [(roster: String, path: String, span: Span)] {
    program.statements.compactMap { statement in
      guard case .roster(let r) = statement.kind, r.fields.isEmpty, case .file(let path, let span) = r.origin
      else { return nil }
      return (r.name.text, path, span)
    }
  }
}

/// A module that a program uses.
public struct ModuleUse: Hashable, Sendable {

  /// The kinds of modules.
  public enum Module: Hashable, Sendable {
    /// A module of the standard library, by the parts of its name.
    case library([String])
    /// A file, relative to the one that uses it.
    case file(String)
  }

  /// The module.
  public let module: Module

  /// Where it is named.
  public let span: Span

  /// Creates a use.
  public init(_ module: Module, span: Span) {
    self.module = module
    self.span = span
  }
}
