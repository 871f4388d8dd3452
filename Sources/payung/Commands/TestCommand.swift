import ArgumentParser
import Diagnostics
import Reporting
import Session

extension TestReport.Format: ExpressibleByArgument {}

/// `payung test`
struct TestCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests of programs.",
    discussion: "A run that finds no test fails.")

  @Argument(
    help: ArgumentHelp("Programs, or directories that hold them.", valueName: "path"),
    completion: .file(extensions: ["payung"]))
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("Run only tests whose names contain this.", valueName: "text"))
  var filter: String?

  @Option(name: .long, help: "What to print: text, json, junit or tap.")
  var format = TestReport.Format.text

  @Flag(name: .long, help: "Say which rules, table rows, exceptions and branches no test reaches.")
  var coverage = false

  @Flag(
    name: .long,
    help:
      "Change thresholds, comparisons, table rows and exceptions one at a time; list what no test notices.")
  var mutate = false

  @OptionGroup var inputs: InputOptions

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var status = ExitStatus.fine
    var results: [TestReport.File] = []
    var language = messages.askedLanguage
    var sources = SourceMap()
    Interrupts.note(isFinal: true)
    defer { Interrupts.forget() }
    for file in console.programs(at: paths, language, &status) {
      var settings = inputs.settings
      settings.language = messages.askedLanguage
      let checked = CheckedProgram(
        path: file, files: .disk, data: .disk, settings: settings, sources: sources)
      sources = checked.sources
      // A file of another program's rules may have errors that only that program mends; this one is asked for by name.
      guard checked.hasTests || (!checked.canRun && paths.contains(file)) else { continue }
      language = language ?? checked.language
      let run = ProgramRun(
        checked, data: .disk, settings: settings, cancellation: Interrupts.cancellation)
      let tests = run.test(filter: filter)
      status = status.joined(with: run.status)
      console.report(run.diagnostics, in: sources, language: settings.language ?? checked.language)
      if status == .interrupted { return status }
      let errors = checked.diagnostics.filter { $0.severity == .error }
      if !tests.isEmpty || !errors.isEmpty {
        var result = TestReport.File(name: file, results: tests, diagnostics: errors)
        if coverage { result.coverage = run.coverage(filter: filter) }
        // What fails already notices nothing.
        if mutate && tests.allSatisfy(\.passed) { result.mutations = run.mutations(filter: filter) }
        results.append(result)
      }
    }
    guard !results.isEmpty else {
      console.report([.noTests(filter: filter)], language: language ?? .english)
      return status.joined(with: .failed)
    }
    let layout = TextLayout(language ?? .english, hasEmphasis: console.coloursOutput)
    console.write(TestReport(results, layout: layout, sources: sources).text(format))
    return status
  }
}
