import Diagnostics
import Evaluation
import Rosters
import Semantics

/// Tables and sentences as Markdown, to be pasted into a memo.
public struct MarkdownReport: Sendable {

  /// The reader's language.
  public var language: Language

  /// Creates a report.
  public init(_ language: Language) { self.language = language }

  private var spelling: ValueSpelling { ValueSpelling(language) }

  /// Returns `blocks` as Markdown.
  public func text(_ blocks: [ResultBlock]) -> String {
    let parts = blocks.map { part($0) }.filter { !$0.isEmpty }
    return parts.isEmpty ? "" : parts.joined(separator: "\n\n") + "\n"
  }

  private func part(_ block: ResultBlock) -> String {
    switch block {
    case .heading(let p): return "## " + escaped(spelling(p))
    case .sentence(let p): return escaped(spelling(p))
    case .figure(let f):
      let head = "**\(escaped(spelling(f.name)))**: \(escaped(spelling(f.value, form: f.form)))"
      return ([head] + f.details.map { "- " + escaped(spelling($0)) }).joined(separator: "\n")
    case .table(let t): return table(t)
    case .chart(let c): return table(c.asTable)
    case .verdict(let passed, let p, let details):
      return (["\(passed ? "✓" : "✗") \(escaped(spelling(p)))"] + details.map { part($0) })
        .joined(separator: "\n\n")
    case .explanation, .diagnostic:
      let text = TextReport(TextLayout(language)).text([block])
      // A fence longer than any run of backticks inside can not be closed by data.
      let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
      return fence + "\n" + text + fence
    }
  }

  private func table(_ t: ResultTable) -> String {
    let spelled = SpelledTable(t, spelling)
    var lines: [String] = []
    if let title = t.title { lines += ["**" + escaped(spelling(title)) + "**", ""] }
    if !t.facts.isEmpty { lines += [escaped(t.facts.map { spelling($0) }.joined(separator: " · ")), ""] }
    lines.append("| " + spelled.headings.map(cell).joined(separator: " | ") + " |")
    lines.append("|" + spelled.isRight.map { $0 ? " ---: |" : " --- |" }.joined())
    for row in spelled.rows {
      if row.kind == .rule {
        let rest = Array(repeating: "", count: max(0, spelled.headings.count - 1))
        lines.append(
          "| " + (["**" + cell(row.cells.first ?? "") + "**"] + rest).joined(separator: " | ") + " |")
      } else {
        let isStrong = row.kind == .total || row.kind == .subtotal
        let cells = row.cells.map { isStrong && !$0.isEmpty ? "**" + cell($0) + "**" : cell($0) }
        lines.append("| " + cells.joined(separator: " | ") + " |")
      }
    }
    if !t.notes.isEmpty { lines += [""] + t.notes.map { escaped(spelling($0)) } }
    return lines.joined(separator: "\n")
  }

  private func cell(_ text: String) -> String { escaped(text) }

  /// Returns `text` so that Markdown reads it as text, on one line.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.escaping(text) {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~": result += "\\" + String(character)
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }

  private func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension ResultChart {

  /// The chart's data as a table: what stands beneath a picture, and what a medium without pictures shows.
  public var asTable: ResultTable {
    let names = series.isEmpty ? [heading] : series
    var columns = [ResultTable.Column(heading: Bilingual(same: ""), key: "label", isNumeric: false)]
    for (k, name) in names.enumerated() {
      columns.append(
        ResultTable.Column(
          heading: series.count > 1 ? name : heading, key: names.count > 1 ? "value_\(k + 1)" : "value",
          isNumeric: true))
    }
    var table = ResultTable(
      title: title, columns: columns, rows: bars.map { ResultTable.Row([$0.label] + $0.values) })
    table.notes = notes
    return table
  }
}
