import Diagnostics
import Evaluation

/// Writes the files that actions ask for, in the formats that this stage knows.
public struct ReportWriter: OutputWriter {

  /// The files that explanations point into.
  public var sources: SourceMap?

  /// Creates a writer.
  public init(sources: SourceMap? = nil) { self.sources = sources }

  /// The suffixes of tables it can write.
  public var tableSuffixes: [String] { ["csv", "tsv", "json", "md", "html", "txt"] }

  /// Returns `table` in the format that `suffix` names, and the columns of which a value is cut.
  public func table(_ table: ResultTable, suffix: String, language: Language) -> (
    bytes: [UInt8], inexactColumns: [String]
  )? {
    switch suffix {
    case "csv", "tsv":
      let output = CSVWriter(language, separator: suffix == "csv" ? "," : "\t").write(table)
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
      return (page([.table(table)], title: title, footer: [], language: language), [])
    default: return nil
    }
  }

  /// Returns `chart` as an SVG picture.
  public func picture(_ chart: ResultChart, language: Language) -> [UInt8] {
    Array(SVGChart(chart, language).text.utf8)
  }

  /// Returns `blocks` as an HTML page.
  public func page(_ blocks: [ResultBlock], title: String, footer: [Phrase], language: Language) -> [UInt8] {
    Array(HTMLReport(language, title: title, footer: footer, sources: sources).page(blocks).utf8)
  }
}
