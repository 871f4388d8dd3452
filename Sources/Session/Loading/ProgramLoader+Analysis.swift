import Diagnostics
import Rosters
import Semantics
import Syntax

extension ProgramLoader {

  /// Returns the programs loaded, checked together; the actions and tests are those of the file `main`.
  func analyze(_ programs: [LoadedProgram], main: FileID, options: AnalysisOptions) -> Analysis {
    var options = options
    options.texts = sources
    return Analyzer.analyze(analyzed(programs), main: main, options: options)
  }

  /// As ``analyze(_:main:options:)``, for what stands at the prompt and is added to; `words` are those of texts checked
  /// before.
  func stand(_ programs: [LoadedProgram], main: FileID, options: AnalysisOptions, words: KnownWords) -> (
    Analysis, StandingCheck?
  ) {
    var options = options
    options.texts = sources
    return Analyzer.stand(analyzed(programs), main: main, options: options, words: words)
  }

  /// Returns `programs` as the checker reads them.
  func analyzed(_ programs: [LoadedProgram]) -> [AnalyzedFile] {
    programs.compactMap { p in
      sources[p.program.file].map { AnalyzedFile(program: p.program, source: $0, isLibrary: p.isLibrary) }
    }
  }

  /// Returns the day that `text` says, in words of either language, or `nil` if it says none.
  static func day(_ text: String) -> CalendarDate? {
    for (language, phrase) in [(Language.english, "as of"), (.indonesian, "per tanggal")] {
      let source = SourceFile(name: "--as-of", text: "\(phrase) \(text)\n")
      let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: language)
      guard result.diagnostics.isEmpty, result.program.statements.count == 1,
        case .asOf(let value) = result.program.statements[0].kind, case .date(let date, _) = value.kind
      else { continue }
      return date
    }
    return nil
  }

  /// Gives the definition `name` the value `text`, as `--set` asks; returns `false` if no such definition can be set.
  mutating func set(_ name: String, to text: String) -> Bool {
    for (p, program) in programs.enumerated() {
      guard let source = sources[program.program.file] else { continue }
      for statement in program.program.statements {
        guard DefinitionText.names(of: statement.kind).contains(where: { $0.text == name }),
          let changed = DefinitionText.setting(text, in: statement, of: source, program.program.language)
        else { continue }
        let result = parseFragment(changed, name: "--set \(name)", language: program.program.language)
        diagnostics.formUnion(result.diagnostics)
        programs[p].program = program.program.keeping { $0.span != statement.span }
        programs.insert(
          LoadedProgram(
            path: nil, directory: program.directory, program: result.program, digest: program.digest,
            isLibrary: program.isLibrary), at: p)
        return true
      }
    }
    return false
  }

  /// The names of definitions that `set` can give a value: first the program's own, in order, then the library's.
  var settableNames: [String] {
    (programs.filter { !$0.isLibrary } + programs.filter(\.isLibrary)).flatMap { p in
      p.program.statements.flatMap { s -> [String] in
        switch s.kind {
        case .letValue, .budget, .parameter: DefinitionText.names(of: s.kind).map(\.text)
        case .use, .asOf, .roster, .kind, .match, .group, .function, .rule, .exception, .table, .target,
          .split,
          .allocation, .ranking, .scenario, .test, .show, .chart, .export, .report, .compare, .find, .why,
          .check,
          .forEach, .question, .suppose, .backToPlan, .keepAs, .sweep, .invalid:
          []
        }
      }
    }
  }
}
