import Diagnostics
import Evaluation
import Rosters
import Semantics

/// Results as text, for a terminal, a file or a pipe.
public struct TextReport: Sendable {

  /// How it is laid out.
  public var layout: TextLayout
  /// The files that explanations point into, so that a line can be named; without them no place is named.
  public var sources: SourceMap?

  /// Creates a report that is laid out by `layout`.
  public init(_ layout: TextLayout, sources: SourceMap? = nil) {
    self.layout = layout
    self.sources = sources
  }

  /// Returns `blocks` as text, each line ended, a blank line between blocks; empty if there are none.
  public func text(_ blocks: [ResultBlock]) -> String {
    var parts: [[String]] = []
    var figures: [ResultFigure] = []
    func flush() {
      if !figures.isEmpty { parts.append(lines(of: figures)) }
      figures = []
    }
    for block in blocks {
      if case .figure(let f) = block {
        figures.append(f)
      } else {
        flush()
        parts.append(lines(of: block))
      }
    }
    flush()
    let texts = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    return texts.isEmpty ? "" : texts.joined(separator: "\n\n") + "\n"
  }

  /// Returns the lines of one block.
  private func lines(of block: ResultBlock) -> [String] {
    switch block {
    case .heading(let phrase):
      let text = layout.sentence(phrase)
      return [layout.strong(text), String(repeating: layout.ruleMark, count: DisplayWidth.of(text))]
    case .sentence(let phrase): return layout.paragraph(layout.sentence(phrase))
    case .figure(let figure): return lines(of: [figure])
    case .table(let table): return lines(of: table)
    case .chart(let chart): return lines(of: chart)
    case .explanation(let node): return lines(of: node)
    case .verdict(let passed, let phrase, let details):
      let mark = layout.isASCII ? (passed ? "[ok] " : "[!!] ") : (passed ? "✓ " : "✗ ")
      let inner = details.flatMap { lines(of: $0) }.map { "  " + $0 }
      return layout.paragraph(mark + layout.sentence(phrase), indent: 2) + inner
    case .diagnostic(let d): return lines(of: d)
    }
  }

  private func lines(of table: ResultTable) -> [String] {
    var result: [String] = []
    if let title = table.title { result += layout.paragraph(layout.sentence(title)).map(layout.strong) }
    if !table.facts.isEmpty {
      let facts = table.facts.map { layout.sentence($0) }.joined(separator: layout.factSeparator)
      result += layout.paragraph(facts)
    }
    if !table.columns.isEmpty { result += TextTable(table, layout).lines }
    result += table.notes.flatMap { layout.paragraph(layout.sentence($0)) }
    return result
  }

  private func lines(of chart: ResultChart) -> [String] {
    var result: [String] = []
    if let title = chart.title { result += layout.paragraph(layout.sentence(title)).map(layout.strong) }
    let form = ValueSpelling.layout(of: chart.bars.lazy.flatMap(\.values), form: DisplayForm())
    let unit = chart.form == .map ? nil : layout.spelling.headingUnit(form)
    let heading = layout.safe(chart.heading(layout.language) + (unit.map { " (\($0))" } ?? ""))
    if !heading.isEmpty { result.append(heading) }
    result += TextChart(chart: chart, layout: layout).lines
    result += chart.notes.flatMap { layout.paragraph(layout.sentence($0)) }
    return result
  }

  /// Returns figures one below the other: names to the left, values to the right, their arithmetic beneath.
  private func lines(of figures: [ResultFigure]) -> [String] {
    let names = figures.map { layout.sentence($0.name) }
    let values = figures.map { layout.safe(layout.spelling($0.value, form: $0.form)) }
    let nameWidth = names.map { DisplayWidth.of($0) }.max() ?? 0
    let valueWidth = figures.count > 1 ? values.map { DisplayWidth.of($0) }.max() ?? 0 : 0
    var result: [String] = []
    for (i, figure) in figures.enumerated() {
      let isNumber = BarScale.number(figure.value) != nil
      let name = names[i].isEmpty ? "" : DisplayWidth.padded(names[i], to: nameWidth) + "  "
      result.append(
        name + layout.strong(DisplayWidth.padded(values[i], to: isNumber ? valueWidth : 0, isRight: true)))
      result += figure.details.flatMap { layout.paragraph("  " + layout.sentence($0), indent: 2) }
    }
    return result
  }

  private func lines(of diagnostic: Diagnostic) -> [String] {
    let renderer = DiagnosticRenderer(language: layout.language, isColoured: layout.hasEmphasis)
    var lines = renderer.render(diagnostic, in: sources ?? SourceMap())
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return layout.isASCII ? lines.map { $0.contains("\u{1B}") ? $0 : layout.safe($0) } : lines
  }

  /// Returns where `span` stands, as `plan.payung:41`.
  private func position(_ span: Span) -> String? {
    guard let file = sources?[span.file] else { return nil }
    // On a screen the directory would crowd out the reasons; a file that is kept says the whole path.
    let name =
      layout.width == nil ? file.name : file.name.split(separator: "/").last.map(String.init) ?? file.name
    return "\(name):\(file.position(of: span.start).line)"
  }

  /// Returns the tree of `root`: each reason below what it is a reason for.
  private func lines(of root: ExplanationNode) -> [String] {
    // Depth is bounded by the explanation's own maker; a stack of our own keeps even a deep one from overflowing.
    var result: [String] = []
    var stack: [(node: ExplanationNode, prefix: String, isLast: Bool, isRoot: Bool)] = [
      (root, "", true, true)
    ]
    while let (node, prefix, isLast, isRoot) = stack.popLast() {
      let branch = isRoot ? "" : (layout.isASCII ? (isLast ? "`- " : "|- ") : (isLast ? "└─ " : "├─ "))
      var text = layout.sentence(node.statement)
      if let value = node.value { text += ": " + layout.safe(layout.spelling(value)) }
      if let formula = node.formula { text += " = " + layout.safe(formula) }
      if let citation = node.citation { text += " (" + layout.safe(citation) + ")" }
      if let place = node.site.flatMap(position) { text += "  [" + layout.safe(place) + "]" }
      let inner = isRoot ? prefix : prefix + (isLast ? "   " : (layout.isASCII ? "|  " : "│  "))
      let under = inner + (node.children.isEmpty ? "   " : (layout.isASCII ? "|  " : "│  "))
      let room = layout.width.map { max(24, $0 - DisplayWidth.of(under)) }
      let parts = room.map { DisplayWidth.wrapped(text, to: $0) } ?? [text]
      for (k, part) in parts.enumerated() { result.append((k == 0 ? prefix + branch : under) + part) }
      for (i, child) in node.children.enumerated().reversed() {
        stack.append((child, inner, i == node.children.count - 1, false))
      }
    }
    return result
  }
}
