import Diagnostics
import Evaluation
import Reporting

extension Conversation {

  /// Changes how results are printed, or says how they are.
  func changeMode(_ name: String?) -> PromptReply {
    if let name {
      guard let wanted = PromptMode(named: name) else {
        return PromptReply([
          .noSuchSetting("mode", name, known: PromptMode.allCases.map { $0.name(language) })
        ])
      }
      mode = wanted
    }
    return saying(["mode " + mode.name(language)])
  }

  /// Keeps what `reply` shows, so that it can be shown in full, written to a file, or asked about.
  public func keep(_ reply: PromptReply) {
    if !reply.blocks.isEmpty { lastBlocks = reply.blocks }
    writtenFiles += reply.files
  }

  /// The record of the files that actions of this session have asked for: from what they were made, and for whom what
  /// was revealed. It is written beside them.
  public var record: OutputFile {
    let record = RunRecord(
      day: engine?.day, programs: programs, sources: sources, settings: settings, accounts: accounts,
      files: writtenFiles, status: .fine)
    return OutputFile(path: "run.json", bytes: record.bytes)
  }

  /// Shows the previous result with all its rows and columns.
  func showLast() -> PromptReply {
    guard !lastBlocks.isEmpty else { return PromptReply([.nothingShownYet]) }
    var reply = PromptReply()
    reply.blocks = lastBlocks
    reply.isWhole = true
    return reply
  }

  /// Writes the previous result to `path`, in the format that its suffix names; what is masked stays masked.
  func exportLast(to path: String) -> PromptReply {
    guard !lastBlocks.isEmpty else { return PromptReply([.nothingShownYet]) }
    let suffix =
      path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
    guard let text = text(of: lastBlocks, as: suffix.lowercased()) else {
      return PromptReply([.unknownExport(path)])
    }
    var reply = saying([TextWidth.harmless(path) + words(" is written", " ditulis")])
    reply.saved = (path, text)
    return reply
  }

  private func text(of blocks: [ResultBlock], as suffix: String) -> String? {
    switch suffix {
    case "csv": return csv(blocks, separator: ",")
    case "tsv": return csv(blocks, separator: "\t")
    case "json": return JSONReport(language, sources: sources).document(blocks).pretty + "\n"
    case "md": return MarkdownReport(language).text(blocks)
    case "html":
      return HTMLReport(language, sources: sources).html(ReportPage(title: "Payung", blocks: blocks))
    case "txt": return TextReport(TextLayout(language), sources: sources).text(blocks)
    case "svg":
      for case .chart(let chart) in blocks { return SVGChart(chart, language).text }
      return nil
    default: return nil
    }
  }

  /// Returns the tables, charts and figures of `blocks` as separated values, a blank line between them.
  private func csv(_ blocks: [ResultBlock], separator: Unicode.Scalar) -> String {
    var tables: [ResultTable] = []
    var figures: [ResultTable.Row] = []
    func flush() {
      guard !figures.isEmpty else { return }
      tables.append(
        ResultTable(
          columns: [
            ResultTable.Column(
              heading: Bilingual(en: "figure", id: "angka"), key: "figure", isNumeric: false),
            ResultTable.Column(heading: Bilingual(en: "value", id: "nilai"), key: "value", isNumeric: true),
          ], rows: figures))
      figures = []
    }
    func add(_ block: ResultBlock) {
      switch block {
      case .figure(let f):
        figures.append(ResultTable.Row([.text(ValueSpelling(language)(f.name)), f.value]))
        return
      case .table(let t):
        flush()
        tables.append(t)
      case .chart(let c):
        flush()
        tables.append(c.asTable)
      case .verdict(_, _, let details): for d in details { add(d) }
      case .heading, .sentence, .explanation, .diagnostic: break
      }
    }
    for block in blocks { add(block) }
    flush()
    let writer = CSVWriter(language, separator: separator)
    return tables.map { String(decoding: writer.write($0).bytes, as: UTF8.self) }.joined(separator: "\n")
  }

  /// Returns `reply` as text for a terminal of `width` columns, or for a file if that is `nil`.
  public func text(of reply: PromptReply, width: Int?, isColoured: Bool, isASCII: Bool = false) -> String {
    let isCut = width != nil && !reply.isWhole
    let layout = TextLayout(
      language, width: reply.isWhole ? nil : width, isASCII: isASCII, hasEmphasis: isColoured,
      rowLimit: isCut ? 40 : nil)
    let lines = reply.lines.map { line in
      (width.map { TextWidth.folded(line, width: $0) } ?? line) + "\n"
    }.joined()
    let tests =
      reply.tests.isEmpty
      ? ""
      : TestReport([TestReport.File(name: "", results: reply.tests)], layout: layout, sources: sources).text(
        .text)
    let blocks: String
    switch mode {
    case .table: blocks = TextReport(layout, sources: sources).text(reply.blocks)
    case .csv:
      let values = csv(reply.blocks, separator: ",")
      blocks = values.isEmpty ? TextReport(layout, sources: sources).text(reply.blocks) : values
    case .json:
      blocks =
        reply.blocks.isEmpty
        ? "" : JSONReport(language, sources: sources).document(reply.blocks).compact + "\n"
    case .markdown: blocks = reply.blocks.isEmpty ? "" : MarkdownReport(language).text(reply.blocks)
    }
    return lines + blocks + tests
  }
}
