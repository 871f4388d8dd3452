import Diagnostics
import Evaluation
import Rosters
import Semantics

/// A report as one HTML file: style inside, no scripts, nothing fetched, fit for A4.
public struct HTMLReport: Sendable {

  /// The reader's language.
  public var language: Language
  /// The files that explanations point into.
  public var sources: SourceMap?

  /// Creates a writer of pages.
  public init(_ language: Language, sources: SourceMap? = nil) {
    self.language = language
    self.sources = sources
  }

  private var spelling: ValueSpelling { ValueSpelling(language) }

  /// Returns `page` as HTML.
  public func html(_ page: ReportPage) -> String {
    var body = ""
    if let recipient = page.recipient { body += "<p class=\"to\">\(escape(recipient))</p>\n" }
    for (i, block) in page.blocks.enumerated() { body += element(block, "c\(i + 1)") }
    body += list(
      Bilingual(en: "To be noted", id: "Yang perlu diperhatikan"), page.caveats.map { spelling($0) },
      isNumbered: true)
    body += list(Bilingual(en: "Legal bases", id: "Dasar hukum"), page.citations, isNumbered: false)
    if let signatory = page.signatory { body += signature(signatory) }
    var foot = ""
    if !page.footer.isEmpty {
      foot = "<footer>\n" + page.footer.map { "<p>\(escape(spelling($0)))</p>\n" }.joined() + "</footer>\n"
    }
    let title = page.title
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escape(title))</title>
      <style>
      \(HTMLReport.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(escape(title))</h1>
      \(body)</main>
      \(foot)</body>
      </html>

      """
  }

  private func list(_ heading: Bilingual, _ items: [String], isNumbered: Bool) -> String {
    guard !items.isEmpty else { return "" }
    let tag = isNumbered ? "ol" : "ul"
    return "<h2>\(escape(heading(language)))</h2>\n<\(tag)>\n"
      + items.map { "<li>\(escape($0))</li>\n" }.joined() + "</\(tag)>\n"
  }

  /// Returns where `signatory` signs: a line for the place and the day, room, a line for the name.
  private func signature(_ signatory: String) -> String {
    let place = language == .english ? "Place, date" : "Tempat, tanggal"
    let name = language == .english ? "Name" : "Nama"
    return "<div class=\"sign\"><p><span></span><br>\(place)</p><p>\(escape(signatory))</p>"
      + "<p class=\"room\"><span></span><br>\(name)</p></div>\n"
  }

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 15px/1.5 sans-serif; margin: 0 auto; max-width: 68rem; padding: 1.5rem; color: #1a1a1a; background: #fff; }
    h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
    table { border-collapse: collapse; margin: .5rem 0; font-size: .9rem; }
    caption { text-align: left; font-weight: bold; font-size: 1rem; }
    th, td { padding: .2rem .45rem; text-align: left; vertical-align: top; }
    th { border-bottom: 2px solid #555; } .n { text-align: right; font-variant-numeric: tabular-nums; }
    tbody tr:nth-child(even) { background: #f4f6f8; }
    tr.total td { border-top: 2px solid #555; font-weight: bold; } tr.subtotal td { font-weight: bold; }
    tr.rule td { border-top: 2px dashed #b35806; font-weight: bold; } tr.rest td { font-style: italic; }
    .facts, .notes, footer, .site { color: #555; font-size: .85rem; } .scroll { overflow-x: auto; }
    .to { margin-top: 0; } .sign { break-inside: avoid; margin: 2rem 0 0 auto; width: 18rem; }
    .sign span { border-bottom: 1px dotted #555; display: block; height: 1.4em; } .sign .room { margin-top: 4rem; }
    h1 ~ .figure:not(.figure ~ .figure) b { display: block; font-size: 2rem; }
    .figure b { font-size: 1.3rem; } .pass::before { content: "\\2713  "; } .fail::before { content: "\\2717  "; }
    .fail { font-weight: bold; } svg { max-width: 46rem; height: auto; } footer { border-top: 1px solid #999; margin-top: 2rem; }
    @media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #181a1b; }
      tbody tr:nth-child(even) { background: #23272a; } .facts, .notes, footer, .site { color: #aaa; } }
    @media print { @page { size: A4; margin: 15mm; } body { max-width: none; padding: 0; color: #000; background: #fff; font-size: 11px; line-height: 1.35; }
      h1 { font-size: 18px; margin: 0 0 4px; } h2 { font-size: 13px; margin: 10px 0 2px; } p, ul, ol { margin: 3px 0; }
      th, td { padding: 1px 5px; } svg { max-width: 30rem; } .sign { margin-top: 12px; } .sign .room { margin-top: 36px; }
      h2, caption { break-after: avoid; } tr, svg { break-inside: avoid; } thead { display: table-header-group; }
      .scroll { overflow: visible; } details > * { display: block; } }
    """

  private func escape(_ text: String) -> String { MarkupText.escaping(text) }

  private func element(_ block: ResultBlock, _ prefix: String) -> String {
    switch block {
    case .heading(let p): return "<h2>\(escape(spelling(p)))</h2>\n"
    case .sentence(let p): return "<p>\(escape(spelling(p)))</p>\n"
    case .figure(let f):
      let details = f.details.map { "<br>\(escape(spelling($0)))" }.joined()
      let value = escape(spelling(f.value, form: f.form))
      return "<p class=\"figure\">\(escape(spelling(f.name))) <b>\(value)</b>\(details)</p>\n"
    case .table(let t): return table(t)
    case .chart(let c):
      let summary = language == .english ? "The figures" : "Angkanya"
      var plain = c.asTable
      plain.title = nil
      plain.notes = []
      return SVGChart(c, language, prefix: prefix).text + "<details><summary>\(summary)</summary>\n"
        + table(plain)
        + "</details>\n"
    case .explanation(let node): return "<ul>\(item(node, depth: 0))</ul>\n"
    case .verdict(let passed, let p, let details):
      return "<p class=\"\(passed ? "pass" : "fail")\">\(escape(spelling(p)))</p>\n"
        + details.enumerated().map { element($1, "\(prefix)-\($0 + 1)") }.joined()
    case .diagnostic:
      let text = TextReport(TextLayout(language), sources: sources).text([block])
      return "<pre>\(escape(text))</pre>\n"
    }
  }

  private func table(_ t: ResultTable) -> String {
    let spelled = SpelledTable(t, spelling)
    var html = "<div class=\"scroll\"><table>\n"
    if let title = t.title { html += "<caption>\(escape(spelling(title)))</caption>\n" }
    html += "<thead><tr>"
    for (c, heading) in spelled.headings.enumerated() {
      html += "<th scope=\"col\"\(spelled.isRight[c] ? " class=\"n\"" : "")>\(escape(heading))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in spelled.rows {
      switch row.kind {
      case .rule:
        html +=
          "<tr class=\"rule\"><td colspan=\"\(max(1, spelled.headings.count))\">\(escape(row.cells.first ?? ""))</td></tr>\n"
        continue
      case .plain: html += "<tr>"
      case .subtotal: html += "<tr class=\"subtotal\">"
      case .total: html += "<tr class=\"total\">"
      case .rest: html += "<tr class=\"rest\">"
      }
      for (c, cell) in row.cells.enumerated() {
        html += spelled.isRight[c] ? "<td class=\"n\">" : "<td>"
        html += escape(cell) + "</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody></table></div>\n"
    if !t.facts.isEmpty {
      let facts = escape(t.facts.map { spelling($0) }.joined(separator: " · "))
      html = "<p class=\"facts\">\(facts)</p>\n" + html
    }
    for note in t.notes { html += "<p class=\"notes\">\(escape(spelling(note)))</p>\n" }
    return html
  }

  /// Returns `node` and its reasons as a list item; reasons deeper than 200 levels are left out.
  private func item(_ node: ExplanationNode, depth: Int) -> String {
    var html = "<li>" + escape(spelling(node.statement))
    if let value = node.value { html += ": <b>\(escape(spelling(value)))</b>" }
    if let formula = node.formula { html += " = \(escape(formula))" }
    if let citation = node.citation { html += " (\(escape(citation)))" }
    if let site = node.site, let file = sources?[site.file] {
      html += " <span class=\"site\">\(escape(file.name)):\(file.position(of: site.start).line)</span>"
    }
    if !node.children.isEmpty {
      html +=
        depth >= 200 ? " …" : "<ul>" + node.children.map { item($0, depth: depth + 1) }.joined() + "</ul>"
    }
    return html + "</li>"
  }
}
