import Diagnostics
import Evaluation
import Rosters
import Semantics
import StandardLibrary
import Syntax

@testable import Reporting

/// A program with its data in memory: what it answers, as a reader sees it.
struct ProgramAnswers {

  let model: Model
  let sources: SourceMap
  let diagnostics: [Diagnostic]
  let language: Language

  /// Checks `program` and the library modules it uses; `files` are the data, by path.
  init(_ program: String, files: [String: String] = [:], language: Language = .english, threads: Int = 1) {
    var sources = SourceMap()
    var analyzed: [AnalyzedFile] = []
    var diagnostics: [Diagnostic] = []
    func load(_ name: String, _ text: String, isLibrary: Bool) -> FileID {
      let source = SourceFile(name: name, text: text)
      let file = sources.add(source)
      let result = Parser.parse(file: file, source: source, defaultLanguage: .english)
      diagnostics += result.diagnostics.elements
      for use in Analyzer.uses(of: result.program) {
        guard case .library(let names) = use.module else { continue }
        let module = names.joined(separator: ".")
        if let found = StandardLibrary.modules.first(where: { $0.name == module }) {
          _ = load(found.name, found.source, isLibrary: true)
        }
      }
      analyzed.append(AnalyzedFile(program: result.program, source: source, isLibrary: isLibrary))
      return file
    }
    let main = load("plan.payung", program, isLibrary: false)
    let analysis = Analyzer.analyze(analyzed, main: main)
    diagnostics += analysis.diagnostics.elements
    self.sources = sources
    self.diagnostics = diagnostics
    self.language = language
    model = Model(analysis.program, threads: threads) { id, model in
      let roster = model.program[id]
      guard case .file(let path, _) = roster.origin else { throw Missing(path: roster.name) }
      var references: [String: KeyIndex] = [:]
      for field in roster.schema.fields {
        guard case .reference(let name) = field.type, let other = model.program.rosterNames[name] else {
          continue
        }
        references[name] = KeyIndex(try model.table(other))
      }
      guard let text = files[path] else { throw Missing(path: path) }
      return RosterReader.read(
        files: [DataFile(name: path, text: text)], schema: roster.schema, references: references)
    }
  }

  struct Missing: Error { let path: String }

  var errors: [String] {
    diagnostics.filter { $0.severity == .error }.map {
      DiagnosticRenderer(language: .english).render($0, in: sources)
    }
  }

  private var runner: ActionRunner {
    ActionRunner(model, texts: sources, writer: ReportWriter(sources: sources), language: language)
  }

  /// What each action answers.
  var outcomes: [ActionOutcome] { model.program.actions.map { runner.run($0) } }

  /// All that a reader sees, or the errors of the program.
  var text: String {
    if !errors.isEmpty { return errors.joined() }
    return TextReport(TextLayout(language), sources: sources).text(outcomes.flatMap(\.blocks))
  }

  /// The files written, by path.
  var files: [String: String] {
    var files: [String: String] = [:]
    for file in outcomes.flatMap(\.files) { files[file.path] = String(decoding: file.bytes, as: UTF8.self) }
    return files
  }

  /// What became of the tests, as text.
  var tests: String {
    if !errors.isEmpty { return errors.joined() }
    let runner = TestRunner(model, texts: sources)
    let results = model.program.tests.map { runner.run($0) }
    return TestReport(
      [.init(name: "plan.payung", results: results)], layout: TextLayout(language), sources: sources
    ).text(.text)
  }
}
