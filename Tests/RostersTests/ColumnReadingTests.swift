import Testing

@testable import Rosters

/// Reading column by column gives what reading row by row gives, whatever stands in the file.
@Suite struct ColumnReadingTests {

  private static let fields = [
    Reading.field("nik", .nik, key: true), Reading.field("name", .text, kept: false),
    Reading.field("code", .text), Reading.field("born", .date(nil)),
    Reading.field("since", .date(nil), optional: true), Reading.field("income", .money(nil)),
    Reading.field("decile", .whole(1...10)),
    Reading.field("role", .choice([ChoiceSchema("petani"), ChoiceSchema("nelayan")])),
    Reading.field("tobacco", .truth, optional: true), Reading.field("note", .text, optional: true),
  ]

  private static func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }

  private static func row(_ i: Int, _ g: inout SplitMix) -> [String] {
    func pick(_ n: Int) -> Int { Int(g.next() % UInt64(n)) }
    let day = pick(28) + 1 + pick(2) * 40
    let nik = "3510\(two(pick(40)))\(two(day))\(two(pick(12) + 1))\(two(pick(100)))\(1000 + i % 9000)"
    let born = "\(1950 + pick(60))-\(two(pick(12) + 1))-\(two(pick(28) + 1))"
    return [
      nik, ["Ahmad Santoso", "Sri", "Moh. Hasan Wijaya Kusuma"][pick(3)], "35.\(pick(40))", born,
      pick(2) == 0 ? "" : "2024-0\(pick(9) + 1)-11", "\(pick(9_000_000))", "\(pick(10) + 1)",
      ["petani", "Nelayan"][pick(2)], ["yes", "no", ""][pick(3)], pick(4) == 0 ? "" : "n\(pick(400))",
    ]
  }

  /// Returns something else than `cell`, as files have it.
  private static func troubled(_ cell: String, _ g: inout SplitMix) -> String {
    let forms = [
      "\"\(cell)\"", "\"\(cell), S.Pd.\"", "\"\(cell)\nx\"", "\"a\"\"\(cell)\"", "\(cell)\"", "", " \(cell)",
      "\(cell) ",
      "é\(cell)", "\(cell)é", "-\(cell)", "\(cell)0", "\(cell),1", "1.5", "1,5", "0", "-", "\"", "\"\"",
      "\" \"",
      "2025-02-29", "2024-02-29", "1899-12-31", "2100-01-01", "2025-13-01", "31/12/2024",
      "12345678901234567890",
      "123456789012345678", "3510010000000000", "3510013102000001", "3510012902010001", "3.51E+15", "Total",
      "\t",
      "\"\(cell)\" ", "\"\(cell)\"x", "x\(cell)", "ya", "\u{00A0}", "\(cell)\r",
    ]
    return forms[Int(g.next() % UInt64(forms.count))]
  }

  @Test("columns and rows agree", arguments: 0..<40)
  func agreement(seed: Int) {
    var g = SplitMix(seed: UInt64(seed))
    // Of a thousand cells, how many are troubled; some files are good all over.
    let trouble = [0, 1, 4, 40, 400][seed % 5]
    let quotesAll = seed % 7 == 3
    let end = seed % 3 == 0 ? "\r\n" : "\n"
    var lines = [Self.fields.map(\.name).joined(separator: ",")]
    for i in 0..<1500 {
      var cells = Self.row(i, &g)
      if quotesAll { cells = cells.map { "\"\($0)\"" } }
      for c in cells.indices where Int(g.next() % 1000) < trouble { cells[c] = Self.troubled(cells[c], &g) }
      if Int(g.next() % 3000) < trouble { cells.append(["", "x"][Int(g.next() % 2)]) }
      if Int(g.next() % 3000) < trouble { cells.removeLast() }
      if Int(g.next() % 3000) < trouble { cells = Array(repeating: "", count: cells.count) }
      lines.append(cells.joined(separator: ","))
      if Int(g.next() % 3000) < trouble { lines.append("") }
    }
    if seed % 4 == 1 { lines.append("Jumlah,,,,,,,,,") }
    let bytes = Array((lines.joined(separator: end) + (seed % 2 == 0 ? end : "")).utf8)
    // Rows longer than a stretch of cells are never read by columns: so none are with this limit.
    let rows = ReadingLimits(rowBytes: CellStarts.stretch)
    let expected = Reading.described(Reading.read(bytes: bytes, Self.fields, limits: rows))
    for (threads, size) in [(1, 1 << 20), (3, 1 << 20), (2, 5_000), (3, 70_000)] {
      let table = Reading.read(bytes: bytes, Self.fields, threads: threads, blockBytes: size)
      #expect(Reading.described(table) == expected)
    }
  }

  @Test("every day of two centuries is read as the day it is")
  func days() throws {
    let first = try #require(CalendarDate(year: 1899, month: 12, day: 1))
    let last = try #require(CalendarDate(year: 2101, month: 2, day: 1))
    let days = (first.days...last.days).map { CalendarDate(days: $0) }
    let text = "day\n" + days.map { "\($0.iso)\n" }.joined()
    let table = Reading.read(text, [Reading.field("day", .date(nil))])
    guard case .scaled(let read, denominator: 1)? = table.columns[0]?.values else {
      Issue.record("no days were read")
      return
    }
    #expect(table.count == days.count)
    #expect((0..<read.count).map { read[$0] } == days.map { Int64($0.days) })
  }

  @Test("days and identity numbers that are none are told from those that are")
  func impossibleDays() {
    var lines = ["nik,day"]
    for year in ["1900", "1904", "2000", "2023", "2024", "2100"] {
      for month in 0...13 {
        for day in [0, 1, 27, 28, 29, 30, 31, 32, 40, 41, 68, 69, 70, 71, 72] {
          let serial = (month + day) % 5 == 0 ? "0000" : "0001"
          lines.append(
            "351001\(Self.two(day))\(Self.two(month))\(year.suffix(2))\(serial),\(year)-\(Self.two(month))-\(Self.two(day))"
          )
          // Among good ones, so that each stands once in every place of four.
          lines.append("3510014107450001,1945-08-17")
          if day % 2 == 0 { lines.append("3510011708450002,2099-12-31") }
        }
      }
    }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let fields = [Reading.field("nik", .nik), Reading.field("day", .date(nil))]
    let rows = ReadingLimits(rowBytes: CellStarts.stretch)
    let expected = Reading.described(Reading.read(bytes: bytes, fields, limits: rows))
    #expect(Reading.described(Reading.read(bytes: bytes, fields)) == expected)
    #expect(expected.contains("aside"))
  }

  @Test("texts of every length are told apart")
  func lengths() {
    var texts: [String] = []
    for length in 1...40 {
      for last in ["a", "b"] { texts.append(String(repeating: "x", count: length - 1) + last) }
    }
    let rows = (0..<3_000).map { texts[$0 * 7 % texts.count] }
    let text = "place,role\n" + rows.map { "\($0),\($0)\n" }.joined()
    let fields = [
      Reading.field("place", .text), Reading.field("role", .choice(texts.map { ChoiceSchema($0) })),
    ]
    let table = Reading.read(text, fields)
    #expect(table.count == rows.count)
    #expect(
      rows.indices.allSatisfy { table.cellText(0, $0) == rows[$0] && table.cellText(1, $0) == rows[$0] })
  }

  @Test("a cell longer than a stretch is read as one", arguments: [60_000, 65_536, 200_000])
  func longCells(length: Int) {
    let long = String(repeating: "a,", count: length / 2)
    let text = "id,v\n1,x\n2,\"\(long)\"\n3,y\n"
    let table = Reading.read(text, [Reading.field("id", .count(nil)), Reading.field("v", .text)])
    #expect(table.count == 3)
    #expect(table.columns[1]?.text(1)?.utf8.count == length)
    #expect(table.cellText(1, 2) == "y")
  }
}
