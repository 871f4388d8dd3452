import Diagnostics
import Evaluation

/// Writes the files that actions ask for, in the formats that this stage knows.
public struct ReportWriter: OutputWriter {

  /// The files that explanations point into.
  public var sources: SourceMap?

  /// What the pages are made with: the tool, and the programs with their digests.
  public var made: [Phrase]

  /// Creates a writer.
  public init(sources: SourceMap? = nil, made: [Phrase] = []) {
    self.sources = sources
    self.made = made
  }

  /// The suffixes of tables it can write.
  public var tableSuffixes: [String] { ["csv", "tsv", "json", "md", "html", "txt"] }

  /// Returns `table` in the format that `suffix` names, and the columns of which a value is cut.
  public func table(_ table: ResultTable, suffix: String, language: Language) -> (
    bytes: [UInt8], inexactColumns: [String]
  )? {
    switch suffix {
    case "csv", "tsv":
      let output = CSVWriter(language, suffix: suffix).write(table)
      return (output.bytes, output.inexactColumns)
    case "json":
      return (
        Array((JSONReport(language, sources: sources).document([.table(table)]).pretty + "\n").utf8), []
      )
    case "md": return (Array(MarkdownReport(language).text([.table(table)]).utf8), [])
    case "txt":
      return (Array(TextReport(TextLayout(language), sources: sources).text([.table(table)]).utf8), [])
    case "html":
      let title = table.title.map { ValueSpelling(language)($0) } ?? ""
      let html = HTMLReport(language, sources: sources).html(
        ReportPage(title: title, blocks: [.table(table)]))
      return (Array(html.utf8), [])
    default: return nil
    }
  }

  /// Returns what writes the lines of a table of `columns`, if the format that `suffix` names is one of lines.
  public func lines(
    _ columns: [ResultTable.Column], shares: [Bool], suffix: String, language: Language
  ) -> (any LineWriter)? {
    guard suffix == "csv" || suffix == "tsv" else { return nil }
    return CSVWriter(language, suffix: suffix).lines(columns, shares: shares)
  }

  /// Returns `chart` as an SVG picture.
  public func picture(_ chart: ResultChart, language: Language) -> [UInt8] {
    Array(SVGChart(chart, language).text.utf8)
  }

  /// Returns `page` as HTML.
  public func page(_ page: ReportPage, language: Language) -> [UInt8] {
    var page = page
    page.footer += made
    return Array(HTMLReport(language, sources: sources).html(page).utf8)
  }
}
