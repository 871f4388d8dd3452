import Diagnostics
import Evaluation
import Rosters
import Semantics
import Testing

@testable import Reporting

/// A table with everything a table can have.
enum SampleTables {

  static func phrase(_ text: String) -> Phrase { Phrase(Bilingual(same: text)) }

  static var target: ResultTable {
    var table = ResultTable(
      title: phrase("Coverage by role"),
      columns: [
        .init(heading: Bilingual(en: "Role", id: "Peran"), key: "role", isNumeric: false),
        .init(heading: Bilingual(en: "People", id: "Sasaran"), key: "people", isNumeric: true),
        .init(heading: Bilingual(en: "Coverage", id: "Cakupan"), key: "coverage", isNumeric: true),
        .init(heading: Bilingual(en: "Cost", id: "Biaya"), key: "cost", isNumeric: true),
      ],
      rows: [
        .init([.text("RT/RW"), .number(9216, .count), share(7281, 9216), .number(125_388_000, .money)]),
        .init([.text("BPD"), .number(2083, .count), share(2083, 2083), .number(0, .money)]),
        .init([.text("Kader"), .number(0, .count), share(0, 0), .missing]),
        .init([.text("cut-off")], kind: .rule),
        .init([.text("others (2)"), .number(7, .count), share(1, 7), .number(5400, .money)], kind: .rest),
        .init(
          [.text("Total"), .number(11_306, .count), share(9365, 11_306), .number(125_393_400, .money)],
          kind: .total),
      ])
    table.facts = [phrase("As of 17 December 2025"), phrase("Population: workers")]
    table.notes = [phrase("1 group has no members.")]
    table.isNumbered = true
    return table
  }

  static func share(_ n: Int, _ d: Int) -> ResultValue {
    .share(numerator: Rational(n), denominator: Rational(d))
  }
}

@Suite("Results as text")
struct TextReportTests {

  @Test("a table is aligned, its unit in the heading, its total below a rule")
  func wholeTable() {
    let text = TextReport(TextLayout(.indonesian)).text([.table(SampleTables.target)])
    #expect(
      text == """
        Coverage by role
        As of 17 December 2025 · Population: workers
        No  Peran       Sasaran  Cakupan   Biaya (Rp)
        ──  ──────────  ───────  ───────  ───────────
         1  RT/RW         9.216  ≈79,00%  125.388.000
         2  BPD           2.083  100,00%            0
         3  Kader             0        –            –
        ── cut-off ──────────────────────────────────
            others (2)        7  ≈14,29%        5.400
        ──  ──────────  ───────  ───────  ───────────
            Total        11.306  ≈82,83%  125.393.400
        1 group has no members.

        """)
  }

  @Test("ASCII alone is written where it is asked for")
  func ascii() {
    let text = TextReport(TextLayout(.english, isASCII: true)).text([.table(SampleTables.target)])
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("~79.00%"))
  }

  @Test("a narrow terminal cuts texts with a mark and leaves out columns with a remark; a pipe cuts nothing")
  func narrow() {
    var table = SampleTables.target
    table.rows[0].cells[0] = .text("ketua rukun tetangga dan ketua rukun warga")
    let wide = TextReport(TextLayout(.english)).text([.table(table)])
    #expect(wide.contains("ketua rukun tetangga dan ketua rukun warga"))
    for width in [60, 48, 36] {
      let text = TextReport(TextLayout(.english, width: width)).text([.table(table)])
      #expect(
        text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= max(width, 24) }, "\(text)")
      #expect(text.contains("…"))
    }
    let narrowest = TextReport(TextLayout(.english, width: 36)).text([.table(table)])
    #expect(narrowest.contains("This terminal is too narrow") && narrowest.contains("ketua rukun…"))
  }

  @Test("a long table keeps its ends and says what it leaves out")
  func rowLimit() {
    var table = ResultTable(
      columns: [.init(heading: Bilingual(same: "n"), key: "n", isNumeric: true)],
      rows: (1...100).map { .init([.number(Rational($0), .count)]) })
    table.isNumbered = false
    let lines = TextReport(TextLayout(.english, rowLimit: 4)).text([.table(table)]).split(separator: "\n")
    #expect(
      lines.map(String.init).suffix(6) == [
        "  1", "  2", "  …", " 99", "100", "100 rows, of which 4 are shown.",
      ])
  }

  @Test("data can not move the cursor")
  func escapes() {
    let table = ResultTable(
      columns: [.init(heading: Bilingual(same: "a\u{1B}[2J"), key: "a", isNumeric: false)],
      rows: [.init([.text("x\u{202E}y\nz\u{7}")])])
    let text = TextReport(TextLayout(.english)).text([.table(table)])
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("\u{7}"))
    #expect(text.contains("x<U+202E>y␊z␇"))
  }

  @Test(
    "columns are counted as a terminal shows them",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👩‍👩‍👧", 2), ("ｱ", 1), ("한", 2), ("", 0), ("–≈", 2),
    ])
  func width(_ text: String, _ columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test("figures stand one below the other")
  func figures() {
    let text = TextReport(TextLayout(.indonesian)).text([
      .figure(
        ResultFigure(
          name: SampleTables.phrase("biaya"), value: .number(1_061_553_600, .money),
          details: [SampleTables.phrase("= 16.382 orang × Rp5.400 × 12 bulan")])),
      .figure(ResultFigure(name: SampleTables.phrase("pagu"), value: .number(900, .money))),
    ])
    #expect(
      text == """
        biaya  Rp1.061.553.600
          = 16.382 orang × Rp5.400 × 12 bulan
        pagu             Rp900

        """)
  }

  @Test("reasons hang below what they are reasons for")
  func tree() {
    let node = ExplanationNode(
      SampleTables.phrase("iuran"), value: .number(5400, .moneyPerMonth), citation: "PP 44/2015",
      children: [
        ExplanationNode(
          SampleTables.phrase("segmen"), value: .text("PU"),
          children: [ExplanationNode(SampleTables.phrase("baris 3"))]),
        ExplanationNode(SampleTables.phrase("upah")),
      ])
    #expect(
      TextReport(TextLayout(.indonesian)).text([.explanation(node)]) == """
        iuran: Rp5.400 per bulan (PP 44/2015)
        ├─ segmen: PU
        │  └─ baris 3
        └─ upah

        """)
  }

  @Test("a tree of a hundred thousand levels is written without a stack overflow")
  func deepTree() {
    var node = ExplanationNode(SampleTables.phrase("x"))
    for _ in 0..<2_000 { node = ExplanationNode(SampleTables.phrase("x"), children: [node]) }
    #expect(TextReport(TextLayout(.english)).text([.explanation(node)]).split(separator: "\n").count == 2_001)
  }

  @Test("bars are as long as their values, shares on a scale of 100%")
  func bars() {
    let chart = ResultChart(
      title: nil, heading: Bilingual(same: "coverage"),
      bars: [
        (.text("a"), [SampleTables.share(1, 2)]), (.text("bb"), [SampleTables.share(1, 1000)]),
        (.text("c"), [.missing]),
      ], series: [])
    #expect(
      TextReport(TextLayout(.english)).text([.chart(chart)]) == """
        coverage
        a   50.00%  ████████████████████
        bb   0.10%  ▏
        c        –

        """)
  }
}
