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
      let results = outcome.blocks.filter { if case .diagnostic = $0 { false } else { true } }
      let text = report.text(results)
      if !text.isEmpty {
        console.write(hasPrinted ? "\n" + text : text)
        hasPrinted = true
      }
      console.report(outcome.diagnostics, in: sources, language: language)
    }
  }

  /// Prints what stands at the end: the account of the rows, and, for machines, everything.
  func finish(_ run: ProgramRun, _ status: ExitStatus) {
    switch format {
    case .text:
      for account in run.accounts {
        console.note(account.text(in: language, isColoured: console.coloursErrors))
      }
    case .json:
      let writer = JSONReport(language, sources: sources)
      let accounts = run.accounts.map(\.json)
      let found = (run.program.diagnostics + run.diagnostics).map { writer.diagnostic($0) }
      let document = writer.document(
        blocks,
        members: [
          JSONValue.Member("status", .integer(Int64(status.rawValue))),
          JSONValue.Member("diagnostics", .array(found)), JSONValue.Member("rosters", .array(accounts)),
        ])
      console.write(document.pretty + "\n")
    }
  }
}
