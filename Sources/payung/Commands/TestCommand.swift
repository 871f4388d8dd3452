import ArgumentParser
import Diagnostics
import Reporting
import Session

extension TestReport.Format: ExpressibleByArgument {}

/// `payung test`
struct TestCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: CommandWords.say("Run the tests of programs.", "Jalankan uji dari program."),
    discussion: CommandWords.say(
      "A run that finds no test fails.", "Jika tidak ada uji yang ditemukan, hasilnya gagal.")
  ).subcommand

  @Argument(
    help: .words(
      "Programs, or directories that hold them.", "Program, atau folder yang memuatnya.",
      value: CommandWords.say("path", "lokasi")),
    completion: .file(extensions: ["payung"]))
  var paths: [String]

  @Option(
    name: .long,
    help: .words(
      "Run only tests whose names contain this.", "Jalankan hanya uji yang namanya memuat teks ini.",
      value: CommandWords.say("text", "teks")))
  var filter: String?

  @Option(
    name: .long,
    help: .words(
      "What to print: text, json, junit or tap.", "Yang dicetak: text, json, junit, atau tap.",
      value: "format"))
  var format = TestReport.Format.text

  @Flag(
    name: .long,
    help: .words(
      "Say which rules, table rows, exceptions and branches no test reaches.",
      "Sebutkan aturan, baris tabel, pengecualian, dan cabang yang tidak disentuh uji mana pun."))
  var coverage = false

  @Flag(
    name: .long,
    help: .words(
      "Change thresholds, comparisons, table rows and exceptions one at a time; list what no test notices.",
      "Ubah ambang, perbandingan, baris tabel, dan pengecualian satu per satu; daftar yang luput dari uji."))
  var mutate = false

  @OptionGroup var inputs: InputOptions

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var status = ExitStatus.fine
    var results: [TestReport.File] = []
    var language = messages.askedLanguage
    let inputs = inputs.said
    var sources = SourceMap()
    Interrupts.note(isFinal: true)
    defer { Interrupts.forget() }
    for file in console.programs(at: paths, language, &status) {
      var settings = inputs.settings
      settings.language = messages.askedLanguage
      let checked = CheckedProgram(
        path: file, files: .disk, data: .disk.keeping(in: inputs.rosterCache), settings: settings,
        sources: sources)
      sources = checked.sources
      // A file of another program's rules may have errors that only that program mends; this one is asked for by name.
      guard checked.hasTests || (!checked.canRun && paths.contains(file)) else { continue }
      language = language ?? checked.language
      let run = ProgramRun(
        checked,
        data: .disk.telling(console.loadingDisplay(checked.language)).keeping(in: inputs.rosterCache),
        settings: settings, cancellation: Interrupts.cancellation)
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
