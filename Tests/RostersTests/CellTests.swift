import Diagnostics
import Testing

@testable import Rosters

@Suite("Reading cells")
struct CellTests {

  @Test(
    "numbers in the plain dialect",
    arguments: [
      ("0", "0"), ("16800", "16800"), ("-16800", "-16800"), ("16800.50", "16800.5"), ("0.125", "0.125"),
      ("1234.567", "1234.567"), ("12.34", "12.34"), ("007", "7"), ("-0", "0"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("0.0000000000000000000001", "0.0000000000000000000001"), (" 5 ", "5"), ("−5", "-5"),
    ])
  func plainNumbers(cell: String, value: String) {
    #expect(Reading.cells([cell], .number(nil)) == ([value], []))
  }

  @Test(
    "numbers that the plain dialect refuses",
    arguments: [
      ("1.234", "P0653"), ("1,5", "P0654"), ("1,234", "P0654"), ("1,234,567", "P0654"),
      ("1.234.567", "P0655"),
      ("1.234.567,89", "P0655"), ("246.3050.1", "P0656"), ("1.2.3", "P0656"), ("x", "P0652"),
      ("1e5", "P0652"),
      ("1 000", "P0652"), ("40%", "P0660"), ("Rp5", "P0652"), ("+5", "P0652"), (".5", "P0652"),
      ("5.", "P0652"),
      ("--5", "P0652"), ("5-", "P0652"), ("NaN", "P0652"), ("٣", "P0652"),
    ])
  func refusedNumbers(cell: String, code: String) {
    #expect(Reading.cells([cell], .number(nil)) == ([], [code]))
  }

  @Test(
    "numbers in the Indonesian dialect",
    arguments: [
      ("1.234", "1234"), ("1,5", "1.5"), ("1.234.567,89", "1234567.89"), ("16800", "16800"), ("0,24", "0.24"),
      ("1,234", "1.234"), ("-1.000", "-1000"),
    ])
  func indonesianNumbers(cell: String, value: String) {
    #expect(Reading.cells([cell], .number(nil), dialect: .indonesia) == ([value], []))
  }

  @Test(
    "numbers that the Indonesian dialect refuses",
    arguments: [
      ("246.3050", "P0656"), ("1.50.000", "P0656"), ("0.24", "P0657"), ("1234.56", "P0657"),
      ("1,234.56", "P0657"),
      ("1,2,3", "P0656"), ("12.34", "P0657"),
    ])
  func refusedIndonesianNumbers(cell: String, code: String) {
    #expect(Reading.cells([cell], .number(nil), dialect: .indonesia) == ([], [code]))
  }

  @Test(
    "numbers in the international dialect",
    arguments: [("1.234", "1.234"), ("1,234,567.89", "1234567.89"), ("1,234", "1234"), ("33.194", "33.194")])
  func internationalNumbers(cell: String, value: String) {
    #expect(Reading.cells([cell], .number(nil), dialect: .international) == ([value], []))
  }

  @Test(
    "rupiah",
    arguments: [
      ("Rp 16.800", "16800"), ("Rp16.800", "16800"), ("Rp. 16.800,-", "16800"),
      ("rp 1.234.567,89", "1234567.89"),
      ("Rp1,5 juta", "1500000"), ("25 miliar", "25000000000"), ("Rp 2 M", "2000000000"),
      ("Rp1,008 miliar", "1008000000"),
      ("250 rb", "250000"), ("3 T", "3000000000000"), ("-Rp5.000", "-5000"), ("Rp -5.000", "-5000"),
      ("Rp\u{00A0}16.800,00", "16800"), ("16800", "16800"), ("999.999.999 triliun", "999999999000000000000"),
    ])
  func rupiah(cell: String, value: String) {
    #expect(Reading.cells([cell], .money(nil), dialect: .indonesia) == ([value], []))
  }

  @Test(
    "rupiah that only the Indonesian dialect reads",
    arguments: ["Rp 16.800", "1,5 juta", "16.800,-", "Rp500"])
  func plainRupiah(cell: String) {
    let codes = Reading.cells([cell], .money(nil)).codes
    #expect(codes == ["P0655"] || codes == ["P0654"])
  }

  @Test(
    "percentages",
    arguments: [
      (DataDialect.indonesia, "39,16%", "39.16%", nil), (.plain, "39.16%", "39.16%", nil),
      (.plain, "100 %", "100.00%", nil), (.indonesia, "39,16 persen", "39.16%", nil),
      (.plain, "0.3916", nil, "P0659"), (.plain, "39,16%", nil, "P0654"),
      (.indonesia, "39.16%", nil, "P0657"),
      (.indonesia, "120%", nil, "P0661"), (.plain, "-1%", nil, "P0661"),
      (.indonesia, "39.16% persen", nil, "P0652"),
    ] as [(DataDialect, String, String?, String?)])
  func percentages(dialect: DataDialect, cell: String, value: String?, code: String?) {
    let read = Reading.cells([cell], .percent(nil), dialect: dialect)
    #expect(read == (value.map { [$0] } ?? [], code.map { [$0] } ?? []))
  }

  @Test("whole numbers and ranges")
  func wholeNumbers() {
    #expect(
      Reading.cells(["1", "10", "11", "0", "2.5", "3.0"], .whole(1...10)) == (
        ["1", "10", "3"], ["P0661", "P0661", "P0658"]
      ))
    #expect(Reading.cells(["-1", "0"], .count(nil)) == (["0"], ["P0661"]))
    #expect(
      Reading.cells(["9223372036854775807", "9223372036854775808", "-9223372036854775807"], .whole(nil))
        == (["9223372036854775807", "-9223372036854775807"], ["P0661"]))
    #expect(
      Reading.cells(["5", "4.9", "15.1"], .number(Rational(5)...Rational(15))) == (["5"], ["P0661", "P0661"]))
  }

  @Test("decimals of one column have one denominator, or are fractions where that does not fit")
  func denominators() {
    let fields = [Reading.field("v", .number(nil))]
    let small = Reading.read("v\n1\n1.5\n2.25\n3.10\n", fields)
    guard case .scaled(let p, let d)? = small.columns[0]?.values else {
      Issue.record("not scaled")
      return
    }
    #expect(d == 100)
    #expect((0..<4).map { p[$0] } == [100, 150, 225, 310])
    let large = Reading.read("v\n9223372036854775807\n0.5\n", fields)
    guard case .wide(let values)? = large.columns[0]?.values else {
      Issue.record("not wide")
      return
    }
    #expect(values.map(\.decimalText) == ["9223372036854775807", "0.5"])
  }

  @Test(
    "dates in every dialect",
    arguments: [
      "2025-12-17", "1900-02-28", "2024-02-29", "2025-12-17 00:00:00", "2025-12-17T00:00:00Z", "2025/12/17",
      "0001-01-01", "9999-12-31",
    ])
  func isoDates(cell: String) {
    for dialect in [DataDialect.plain, .indonesia, .international] {
      #expect(
        Reading.cells([cell], .date(nil), dialect: dialect).values == [
          String(cell.prefix(10).map { $0 == "/" ? "-" : $0 })
        ])
    }
  }

  @Test(
    "dates as offices write them",
    arguments: [
      ("17/12/2025", "2025-12-17"), ("17-12-2025", "2025-12-17"), ("17.12.2025", "2025-12-17"),
      ("1/2/2025", "2025-02-01"),
      ("27 Februari 2025", "2025-02-27"), ("Selasa, 19 November 2024", "2024-11-19"),
      ("27 feb 2025", "2025-02-27"),
      ("27-Peb-2025", "2025-02-27"), ("5 Nopember 1999", "1999-11-05"), ("1 Agt 2025", "2025-08-01"),
      ("31 Desember 2026", "2026-12-31"), ("31 December 2026", "2026-12-31"),
      ("Jum'at, 2 Januari 2026", "2026-01-02"),
      ("Senin 5 Januari 2026", "2026-01-05"),
    ])
  func indonesianDates(cell: String, value: String) {
    #expect(Reading.cells([cell], .date(nil), dialect: .indonesia) == ([value], []))
  }

  @Test(
    "dates that can not be used",
    arguments: [
      (DataDialect.plain, "01/02/2025", "P0663"), (.plain, "17/12/2025", "P0664"),
      (.plain, "27 Februari 2025", "P0664"),
      (.plain, "12/31/2025", "P0662"), (.plain, "2025-02-30", "P0665"), (.plain, "2025-13-01", "P0665"),
      (.indonesia, "30/02/2025", "P0665"), (.indonesia, "30 Februari 2025", "P0665"),
      (.indonesia, "12/31/2025", "P0665"),
      (.indonesia, "Senin, 19 November 2024", "P0666"), (.indonesia, "17/12/25", "P0667"),
      (.indonesia, "27 Feb 25", "P0667"),
      (.plain, "45678", "P0668"), (.plain, "2025-12", "P0662"), (.plain, "kemarin", "P0662"),
      (.plain, "1900-02-29", "P0665"),
      (.plain, "0000-01-01", "P0665"), (.plain, "2025-12-17 08:30", "P0662"),
      (.indonesia, "1/2/2025/3", "P0662"),
      (.indonesia, "Februari 2025", "P0662"), (.indonesia, "27 Februari", "P0662"),
      (.indonesia, "17/12-2025", "P0662"),
    ])
  func refusedDates(dialect: DataDialect, cell: String, code: String) {
    #expect(Reading.cells([cell], .date(nil), dialect: dialect) == ([], [code]))
  }

  @Test("identity numbers")
  func identities() {
    let good = [
      "3599010101900001", "3599014101900001", "3599017112990999", "3599012902000001", " 3599012902960001",
    ]
    #expect(Reading.cells(good, .nik).values == good.map { String($0.filter { $0 != " " }) })
    let bad = [
      "3,52501E+15", "3.52501E+15", "'3599010101900001", "3599 0101 0190 0001", "35990101O1900001",
      "359901010190001",
      "35990101019000011", "3599013201900001", "3599014001900001", "3599017201900001", "3599010113900001",
      "3599013002900001",
      "3599012902990001", "3599010101900000", "NIK",
    ]
    let expected = [
      "P0648", "P0648", "P0645", "P0645", "P0649", "P0647", "P0646", "P0650", "P0650", "P0650", "P0650",
      "P0650", "P0650",
      "P0651", "P0645",
    ]
    #expect(Reading.cells(bad, .nik) == ([], expected))
  }

  @Test("a column of identity numbers that went through a spreadsheet is refused as a whole")
  func damagedColumn() {
    func rows(_ last: (Int) -> Int) -> String {
      "nik\n" + (0..<40).map { "359901010190\($0 / 4 + 10)\($0 % 4 + 1)\(last($0))\n" }.joined()
    }
    let damaged = Reading.read(rows { $0 == 3 ? 7 : 0 }, [Reading.field("nik", .nik)])
    #expect(damaged.diagnostics.elements.map(\.code) == ["P0623"])
    #expect(damaged.count == 0)
    let intact = Reading.read(rows { $0 % 10 }, [Reading.field("nik", .nik)])
    #expect(intact.diagnostics.elements.isEmpty)
    #expect(intact.count == 40)
    let scientific = "nik\n" + String(repeating: "\"3,52501E+15\"\n", count: 30)
    #expect(
      Reading.read(scientific, [Reading.field("nik", .nik)]).diagnostics.elements.map(\.code) == ["P0623"])
  }

  @Test("yes and no")
  func truths() {
    let (yes, _) = Reading.cells(["yes", "YA", "True", "benar", "y", "1"], .truth)
    #expect(yes == Array(repeating: "yes", count: 6))
    let (no, _) = Reading.cells(["no", "Tidak", "FALSE", "salah", "n", "0"], .truth)
    #expect(no == Array(repeating: "no", count: 6))
    #expect(Reading.cells(["t", "x"], .truth).codes == ["P0669", "P0669"])
    #expect(Reading.cells(["T"], .truth, dialect: .indonesia).values == ["no"])
  }

  @Test("choices take their spellings, without case and trimmed; the others are listed once")
  func choices() {
    let choices: FieldType = .choice([
      ChoiceSchema("rt", spellings: ["Ketua RT"]), ChoiceSchema("rw", spellings: ["Ketua RW"]),
      ChoiceSchema("bpd"),
    ])
    let table = Reading.read(
      "v\nrt\nRT\n ketua rt \n\"Ketua RW\"\nKetua RW.\nkades\nKetua RW.\nBPD\n", [Reading.field("v", choices)]
    )
    #expect((0..<table.count).map { table.columns[0]?.integer($0) } == [0, 0, 0, 1, 2])
    #expect(
      table.unlistedValues.map { "\($0.value) \($0.count) \($0.nearest ?? "-")" } == [
        "Ketua RW. 2 rw", "kades 1 -",
      ])
    #expect(table.diagnostics.elements.map(\.code) == ["P0626", "P0626"])
    #expect(table.setAside.count == 3)
  }

  @Test("blanks are missing where they may be", arguments: ["", "\"\"", " ", "\u{00A0}", "\" \""])
  func blanks(cell: String) {
    let types: [FieldType] = [
      .text, .nik, .whole(nil), .number(nil), .percent(nil), .money(nil), .date(nil), .truth,
      .choice([ChoiceSchema("a")]),
    ]
    for type in types {
      let text = "id,v\n1,\(cell)\n"
      let optional = Reading.read(
        text, [Reading.field("id", .count(nil)), Reading.field("v", type, optional: true)])
      #expect(optional.count == 1)
      #expect(optional.columns[1]?.isPresent(0) == false)
      let required = Reading.read(text, [Reading.field("id", .count(nil)), Reading.field("v", type)])
      #expect(required.setAside.map(\.reason.code) == ["P0644"])
    }
  }

  @Test("messages of every fault are whole in both languages")
  func messages() {
    let types: [FieldType] = [
      .text, .nik, .whole(1...3), .number(nil), .percent(nil), .money(nil), .date(nil), .truth,
      .choice([ChoiceSchema("a")]), .reference(roster: "b"),
    ]
    for fault in RowFault.allCases where fault != .stated {
      for type in types {
        for value in [
          "1.234", "0.5", "01/02/2025", "27 Februari 2025", "45678", "", "Rp5", "999999999999999999999.5",
        ] {
          let d = Diagnostic.rowFault(
            fault, field: Reading.field("v", type), value: value, detail: 3, otherFile: nil, dialect: .plain)
          for language in Language.allCases {
            for text in [d.message(in: language), d.why(in: language) ?? "", d.fix(in: language) ?? ""] {
              #expect(!text.contains("{"), "\(fault): \(text)")
            }
          }
        }
      }
    }
  }

  @Test("both readings of an ambiguous cell are named")
  func readings() {
    let table = Reading.read(
      "n,d\n1.234,2025-01-01\n1,01/02/2025\n",
      [Reading.field("n", .count(nil)), Reading.field("d", .date(nil))])
    #expect(
      table.setAside.map { $0.reason.message(in: .english) } == [
        "‘1.234’ in n can be read as 1234 or as 1 and 234/1000",
        "‘01/02/2025’ in d can be read as 1 February 2025 or as 2 January 2025",
      ])
  }
}
