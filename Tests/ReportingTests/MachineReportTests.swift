import Diagnostics
import Evaluation
import Rosters
import Semantics
import Testing

@testable import Reporting

@Suite("Results for machines and pages")
struct MachineReportTests {

  @Test("CSV holds exact values and the two counts of a share, and no totals")
  func csv() {
    let output = CSVWriter(.english).write(SampleTables.target)
    #expect(
      String(decoding: output.bytes, as: UTF8.self)
        == """
        role,people,coverage,coverage_numerator,coverage_denominator,cost
        RT/RW,9216,79.00390625%,7281,9216,125388000
        BPD,2083,100%,2083,2083,0
        Kader,0,,0,0,

        """)
    #expect(output.rows == 3)
    #expect(output.inexactColumns.isEmpty)
  }

  @Test(
    "a text that a spreadsheet would run is guarded, a number is not",
    arguments: [
      ("=1+1", "'=1+1"), ("@x", "'@x"), ("+SUM(A1)", "'+SUM(A1)"), ("-x", "'-x"), ("\tx", "'\tx"),
      ("-5", "-5"),
      ("+62812", "+62812"), ("a=b", "a=b"), ("", ""), ("-", "'-"),
    ])
  func guardsFormulas(_ text: String, _ guarded: String) {
    #expect(CSVWriter(.english).guarded(text) == guarded)
  }

  @Test(
    "fields are quoted where they must be",
    arguments: [
      ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("a\nb", "\"a\nb\""), ("a\r", "\"a\r\""),
      (" a", "\" a\""), ("a ", "\"a \""), ("Kab. Blitar", "Kab. Blitar"), ("a\tb", "a\tb"), ("", "\"\""),
    ])
  func quotes(_ text: String, _ field: String) {
    let table = ResultTable(
      columns: [.init(heading: Bilingual(same: "x"), key: "x", isNumeric: false)],
      rows: [.init([.text(text)])])
    #expect(String(decoding: CSVWriter(.english).write(table).bytes, as: UTF8.self) == "x\n\(field)\n")
  }

  @Test("with tabs between them, fields with tabs are quoted")
  func tabs() {
    let table = ResultTable(
      columns: ["x", "y"].map { .init(heading: Bilingual(same: $0), key: $0, isNumeric: false) },
      rows: [.init([.text("a\tb"), .text("c,d")])])
    let output = CSVWriter(.english, separator: "\t").write(table)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "x\ty\n\"a\tb\"\tc,d\n")
  }

  @Test("a table written in pieces is the table")
  func pieces() {
    let table = SampleTables.target
    let shares = [false, false, true, false]
    var lines = CSVWriter(.english).lines(table.columns, shares: shares)
    var bytes = lines.head
    var count = 0
    for row in table.rows { count += lines.add([row], to: &bytes) }
    #expect(bytes == CSVWriter(.english).write(table).bytes)
    #expect(count == 3)
    // A share's columns are there also where no row has one.
    #expect(
      String(decoding: CSVWriter(.english).lines(table.columns, shares: shares).head, as: UTF8.self)
        == "role,people,coverage,coverage_numerator,coverage_denominator,cost\n")
  }

  @Test("a number that does not end is cut, and its column named")
  func inexact() {
    let third = Rational(Int128(1), over: 3) ?? 0
    let table = ResultTable(
      columns: [
        .init(heading: Bilingual(same: "x"), key: "x", isNumeric: true),
        .init(heading: Bilingual(same: "y"), key: "y", form: DisplayForm(decimals: 1), isNumeric: true),
      ], rows: [.init([.number(third, .plain), .number(third, .percent)])])
    let output = CSVWriter(.english).write(table)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "x,y\n0.333333,33.3%\n")
    #expect(output.inexactColumns == ["x", "y"])
  }

  @Test("JSON keeps numbers exact whatever reads it")
  func json() {
    let report = JSONReport(.english)
    #expect(report.value(.number(5, .count)).compact == "5")
    #expect(report.value(.number(Rational(Int64.max), .money)).compact == "\"9223372036854775807\"")
    #expect(report.value(.number(Rational(Int128(1), over: 3) ?? 0, .plain)).compact == "\"1/3\"")
    #expect(report.value(SampleTables.share(1, 2)).compact == "{\"numerator\": 1, \"denominator\": 2}")
    #expect(report.value(.missing).compact == "null")
    #expect(JSONText.quoting("a\"\\\u{1}\u{2028}") == "\"a\\\"\\\\\\u0001\\u2028\"")
    let text = report.document([.table(SampleTables.target)]).pretty
    #expect(text.contains("\"unit\": \"Rp\"") && text.contains("\"type\": \"share\""))
  }

  @Test("a page has no scripts, and data are text in it")
  func page() {
    var table = SampleTables.target
    table.rows[0].cells[0] = .text("<script>alert('x')</script>")
    let chart = ResultChart(
      title: SampleTables.phrase("a & b"), heading: Bilingual(same: "h"),
      bars: [(.text("\"q\""), [.number(-3, .count), .number(5, .count)])],
      series: [Bilingual(same: "before"), Bilingual(same: "after")])
    var page = ReportPage(title: "T<", blocks: [.table(table), .chart(chart)])
    page.recipient = "Yth. <b>"
    page.signatory = "Kepala & staf"
    page.citations = ["PP 44/2015 <1>"]
    page.caveats = [SampleTables.phrase("x < y")]
    let html = HTMLReport(.indonesian).html(page)
    #expect(html.contains("Yth. &lt;b&gt;") && html.contains("Kepala &amp; staf"))
    #expect(html.contains("PP 44/2015 &lt;1&gt;") && html.contains("x &lt; y"))
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(html.contains("<title>T&lt;</title>") && html.contains("a &amp; b"))
    #expect(html == HTMLReport(.indonesian).html(page))
  }

  @Test("Markdown escapes what would be a mark")
  func markdown() {
    var table = SampleTables.target
    table.rows[0].cells[0] = .text("a|b*c")
    let text = MarkdownReport(.english).text([.table(table)])
    #expect(text.contains("| 1 | a\\|b\\*c | 9.216 |"))
    #expect(text.contains("| --- | ---: |") || text.contains(" ---: | --- |"))
  }

  @Test("tests are reported in four forms", arguments: TestReport.Format.allCases)
  func tests(_ format: TestReport.Format) {
    let span = Span(file: FileID(0), start: 0, end: 4)
    var sources = SourceMap()
    _ = sources.add(SourceFile(name: "a.payung", text: "test\n"))
    let failure = TestResult.Failure(
      SampleTables.phrase("contribution is <Rp1>"), expected: .number(1, .money), actual: .number(3, .money),
      difference: .number(2, .money), site: span)
    let results = [
      TestResult(name: "one & only", site: span, cases: [.init(number: nil, site: span, failures: [])]),
      TestResult(
        name: "two", site: span,
        cases: [
          .init(number: 1, site: span, failures: []), .init(number: 2, site: span, failures: [failure]),
        ]),
    ]
    let report = TestReport(
      [.init(name: "a.payung", results: results)], layout: TextLayout(.english), sources: sources)
    let text = report.text(format)
    switch format {
    case .text:
      #expect(
        text == """
          a.payung
            ✓ one & only
            ✗ two (1 of 2 cases)
                case 2: contribution is <Rp1>  [a.payung:1]
                  expected    Rp1
                  actual      Rp3
                  difference  Rp2

          2 passed, 1 failed.

          """)
    case .json: #expect(text.contains("\"passed\": 2") && text.contains("\"actual_text\": \"Rp3\""))
    case .junit:
      #expect(text.contains("<testsuites tests=\"3\" failures=\"1\">") && text.contains("one &amp; only"))
      #expect(text.contains("contribution is &lt;Rp1&gt;"))
    case .tap: #expect(text.contains("1..3\nok 1 - a.payung: one & only\n") && text.contains("not ok 3"))
    }
  }
}

extension String {
  fileprivate var quoted: String { "\"" + self + "\"" }
}
