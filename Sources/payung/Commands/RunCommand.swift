import ArgumentParser
import Diagnostics
import Reporting
import RosterSources
import Session

/// `payung run`
struct RunCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "run", abstract: CommandWords.say("Run a program.", "Jalankan program.")
  ).subcommand

  @Argument(
    help: .words("The program.", "Programnya.", value: CommandWords.say("file", "berkas")),
    completion: .file(extensions: ["payung"]))
  var file: String

  @OptionGroup var inputs: InputOptions

  @Option(
    name: .customLong("output-dir"),
    help: .words(
      "The directory to write files in; nothing is written outside it.",
      "Folder tempat berkas ditulis; tidak ada yang ditulis di luarnya.", value: "dir"),
    completion: .directory)
  var outputDirectory = "."

  @Option(
    name: .customLong("set-aside"),
    help: .words(
      "Write the rows that could not be used, with reasons, as CSV.",
      "Tulis baris yang tidak dapat dipakai, beserta alasannya, sebagai CSV.",
      value: CommandWords.say("file", "berkas")))
  var setAside: String?

  @Flag(
    name: .customLong("require-targets"),
    help: .words(
      "Fail (exit code 1) if a target is not met.",
      "Gagal (kode keluar 1) jika ada sasaran yang tidak tercapai."))
  var requireTargets = false

  @Flag(
    name: .long,
    help: .words(
      "Say on standard error how long each step took.",
      "Sebutkan pada standard error lamanya setiap langkah."))
  var profile = false

  @Option(
    name: .long,
    help: .words("What to print: text or json.", "Yang dicetak: text atau json.", value: "format"))
  var format = OutputFormat.text

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var settings = inputs.settings
    settings.language = messages.askedLanguage
    settings.requiresTargets = requireTargets
    settings.isProfiled = profile
    let watch = Stopwatch()
    let checked = CheckedProgram(
      path: file, files: .disk, data: .disk.keeping(in: inputs.rosterCache), settings: settings)
    let language = settings.language ?? checked.language
    console.report(checked.diagnostics, in: checked.sources, language: language)
    let printer = RunPrinter(console: console, sources: checked.sources, language: language, format: format)
    guard checked.canRun else {
      let status = ExitStatus.of(checked.diagnostics)
      let ties = ProgramRun(
        checked, data: .disk, settings: settings, cancellation: Interrupts.cancellation
      ).tiesLeft()
      console.report(ties, in: checked.sources, language: language)
      printer.refuse(checked.diagnostics + ties, status)
      return status
    }

    // Found out before anything is computed: an hour's work is not lost to a directory that can not be written.
    let output: OutputDirectory?
    do throws(FileRefusal) {
      output = checked.writesFiles ? try OutputDirectory(outputDirectory) : nil
      try output?.begin(".payung-probe").discard()
    } catch {
      console.report([error.diagnostic], language: language)
      printer.refuse([error.diagnostic], .usage)
      return .usage
    }
    Interrupts.note(isFinal: true)
    defer { Interrupts.forget() }
    let spoken = messages.askedLanguage ?? checked.language
    settings.search = console.searchDisplay { spoken }
    let run = ProgramRun(
      checked,
      data: .disk.telling(console.loadingDisplay(messages.askedLanguage ?? checked.language))
        .keeping(in: inputs.rosterCache),
      settings: settings, cancellation: Interrupts.cancellation)
    if format == .text { noteSettings(console, language) }
    run.perform { printer.print($0.outcome) }
    console.report(run.diagnostics, in: checked.sources, language: language)

    var status = run.status
    if status != .interrupted {
      status = status.joined(with: write(run, to: output, console, language))
    }
    printer.finish(run, status)
    if let profile = run.profile {
      let report = ProfileReport(profile, total: watch.nanoseconds, threads: settings.threads)
      console.note(report.text(in: language))
    }
    return status
  }

  /// Says what the caller put in place of the program's own: a result that rests on it must not look like the plan's.
  private func noteSettings(_ console: Console, _ language: Language) {
    for a in inputs.set {
      console.note("--set: \(TextWidth.harmless(a.name)) = \(TextWidth.harmless(a.value))\n")
    }
    for a in inputs.data {
      console.note("--data: \(TextWidth.harmless(a.name)) = \(TextWidth.harmless(a.value))\n")
    }
    if let day = inputs.asOf {
      let words = Bilingual(en: "as of", id: "per tanggal")(language)
      console.note("--as-of: \(words) \(TextWidth.harmless(day))\n")
    }
  }

  /// Writes what the run asks for, and then its record.
  private func write(
    _ run: ProgramRun, to output: OutputDirectory?, _ console: Console, _ language: Language
  ) -> ExitStatus {
    var problems: [Diagnostic] = []
    func write(_ bytes: [UInt8], to path: String, at site: Span? = nil) {
      if let output, DiskFile.isOne(of: run.inputs, FilePath.join(output.path, path)) {
        problems.append(.wouldReplaceInput(path, at: site))
        return
      }
      do throws(FileRefusal) { try output?.write(bytes, to: path) } catch {
        problems.append(error.diagnostic)
      }
    }
    for file in run.files { write(file.bytes, to: FilePath.clean(file.path), at: file.origin) }
    if let setAside {
      let bytes = SetAsideFile.bytes(of: run.accounts, language: language)
      if DiskFile.isOne(of: run.inputs, setAside) {
        problems.append(.wouldReplaceInput(setAside, at: nil))
      } else if let problem = DiskFile.write(bytes, to: setAside) {
        problems.append(problem)
      }
    }
    if !run.files.isEmpty {
      let record = RunRecord(of: run, status: run.status.joined(with: problems.isEmpty ? .fine : .usage))
      write(record.bytes, to: "run.json")
    }
    console.report(problems, in: run.program.sources, language: language)
    return problems.isEmpty ? .fine : .usage
  }
}
