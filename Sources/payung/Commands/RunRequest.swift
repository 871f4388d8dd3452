import Diagnostics
import Reporting
import RosterSources
import Session

/// A program to be run, and how.
struct RunRequest: ConsoleWork {

  /// The program.
  let file: String
  /// What it is run with.
  var inputs = ProgramInputs()
  /// The directory that files are written in.
  var outputDirectory = "."
  /// Where the rows that could not be used are written, if anywhere.
  var setAside: String?
  /// Whether a target that is not met is a failure.
  var requiresTargets = false
  /// Whether it is said how long each step took.
  var isProfiled = false
  /// For whom the answers are written.
  var format = OutputFormat.text
  /// The language that the reader asks for, if any.
  var language = Console.environmentLanguage

  init(file: String) { self.file = file }

  func perform(on console: Console) -> ExitStatus {
    var settings = inputs.settings
    settings.language = language
    settings.requiresTargets = requiresTargets
    settings.isProfiled = isProfiled
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
    settings.search = console.searchDisplay { language }
    let run = ProgramRun(
      checked,
      data: .disk.telling(console.loadingDisplay(language))
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
