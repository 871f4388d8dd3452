import Diagnostics
import Evaluation
import Reporting
import Session

/// Prints the answers of a run as they come, or all together for machines.
final class RunPrinter {

  private let console: Console
  private let sources: SourceMap
  private let language: Language
  private let format: OutputFormat
  private let report: TextReport
  private var hasPrinted = false
  private var blocks: [ResultBlock] = []

  init(console: Console, sources: SourceMap, language: Language, format: OutputFormat) {
    self.console = console
    self.sources = sources
    self.language = language
    self.format = format
    let isTerminal = console.outputIsTerminal
    report = TextReport(
      TextLayout(
        language, width: isTerminal ? LineEditor.columns : nil, isASCII: isTerminal && console.isASCII,
        hasEmphasis: console.coloursOutput,
        rowLimit: isTerminal ? 200 : nil), sources: sources)
  }

  /// Prints what an action answers: results as data, diagnostics as messages.
  func print(_ outcome: ActionOutcome) {
    switch format {
    case .json: blocks += outcome.blocks
    case .text:
      // In the order in which they arose: an answer may refer to what was said above it.
      var results: [ResultBlock] = []
      var problems: [Diagnostic] = []
      for block in outcome.blocks {
        if case .diagnostic(let d) = block {
          write(&results)
          problems.append(d)
        } else {
          report(&problems)
          results.append(block)
        }
      }
      write(&results)
      report(&problems)
    }
  }

  private func write(_ results: inout [ResultBlock]) {
    let text = report.text(results)
    results = []
    if text.isEmpty { return }
    console.write(hasPrinted ? "\n" + text : text)
    hasPrinted = true
  }

  private func report(_ problems: inout [Diagnostic]) {
    console.report(problems, in: sources, language: language)
    problems = []
  }

  /// Prints what stands at the end: the account of the rows, and, for machines, everything.
  func finish(_ run: ProgramRun, _ status: ExitStatus) {
    switch format {
    case .text:
      for account in run.accounts {
        console.note(account.text(in: language, isColoured: console.coloursErrors, texts: sources))
      }
    case .json: write(run.program.diagnostics + run.diagnostics, run.accounts, status)
    }
  }

  /// Prints, for machines, why a program could not be run; people have read it on standard error.
  func refuse(_ diagnostics: [Diagnostic], _ status: ExitStatus) {
    switch format {
    case .text: break
    case .json: write(diagnostics, [], status)
    }
  }

  private func write(_ diagnostics: [Diagnostic], _ accounts: [RosterAccount], _ status: ExitStatus) {
    let writer = JSONReport(language, sources: sources)
    let document = writer.document(
      blocks,
      members: [
        JSONValue.Member("status", .integer(Int64(status.rawValue))),
        JSONValue.Member("diagnostics", .array(diagnostics.map { writer.diagnostic($0) })),
        JSONValue.Member("rosters", .array(accounts.map(\.json))),
      ])
    console.write(document.pretty + "\n")
  }
}
