import Diagnostics
import Testing

@testable import Rosters

@Suite("Reading rosters")
struct RosterReaderTests {

  /// Every trouble that a file of the usual kind has.
  static let troubled = """
    Daftar pekerja,,,,,\r
    per 1 Januari 2026,,,,,\r
    nik,nama,"lahir",upah,aktif,desa\r
    3599010101900001,"Siti, S.Pd.",1990-01-01,1500000,ya,Sukorejo\r
    3599014205910002,"Dua
    baris",1991-05-02,1500.5,tidak,Sukorejo\r
    \r
    ,,,,,\r
    3599010101900003,Toko "Maju" 5",1990-01-01,0.25,1,Wringinanom\r
    3599010101900004,"Kata ""dalam"" kutip",1990-02-30,1,0,Wringinanom\r
    3599010101900005,Budi,1990-01-01,1,mungkin,Désa Élok\r
    3599010101900006,Kurang,1990-01-01\r
    3599010101900007,Lebih,1990-01-01,1,ya,Sukorejo,lagi\r
    3599010101900008,Kosong,,7,,\u{00A0}Sukorejo \r
    3599010101900001,Kembar,1990-01-01,2,ya,Sukorejo\r
    TOTAL,,,1500,,\r
    3599010101900009,"Tutup"x,1990-01-01,1,ya,Sukorejo\r
    3599010101900010,Cafe\u{301},1990-01-01,12345678901234567890,ya,Cafe\u{301}\r
    3599010101900011,Akhir,1990-01-01,1.25,ya,Café\r
    JUMLAH,,,3000,,\r
    """

  static let fields = [
    Reading.field("nik", .nik, key: true, isPrivate: true), Reading.field("nama", .text),
    Reading.field("lahir", .date(nil), optional: true), Reading.field("upah", .money(nil)),
    Reading.field("aktif", .truth, optional: true), Reading.field("desa", .text),
  ]

  @Test("a troubled file gives its rows, and a reason for each it does not")
  func troubled() {
    let table = Reading.read(Self.troubled, Self.fields)
    #expect(!table.diagnostics.containsError)
    #expect(table.rowsRead == table.count + table.setAside.count)
    let codes = table.setAside.map { "\($0.row) \($0.reason.code)" }
    #expect(
      codes == [
        "4 P0672", "9 P0665", "10 P0669", "11 P0640", "12 P0641", "14 P0672", "16 P0643",
      ])
    #expect(
      (0..<table.count).map { table.cellText(1, $0) ?? "" } == [
        "Dua\nbaris", "Toko \"Maju\" 5\"", "Kosong", "Café", "Akhir",
      ])
    #expect(
      (0..<table.count).map { table.cellText(5, $0) ?? "" } == [
        "Sukorejo", "Wringinanom", "Sukorejo", "Café", "Café",
      ])
    #expect(table.columns[3]?.number(3) == Rational(Int128(12_345_678_901_234_567_890), over: 1))
    #expect(table.columns[3]?.number(0)?.decimalText == "1500.5")
    #expect(table.totalRows.map(\.row) == [15, 19])
    #expect(table.origins.place(0).line == 5)
    #expect(table.origins.place(1) == (0, 8, 9))
  }

  @Test("neither blocks nor threads change the table", arguments: [1, 2, 7])
  func blocksAndThreads(threads: Int) {
    let whole = Reading.described(Reading.read(Self.troubled, Self.fields))
    for size in Array(1...80) + [100, 128, 200, 333, 500, 5000] {
      let table = Reading.read(Self.troubled, Self.fields, threads: threads, blockBytes: size)
      #expect(Reading.described(table) == whole, "blocks of \(size) bytes")
    }
  }

  @Test("a file cut at any byte is read, and never half of a row is used as a whole without being its last")
  func cut() {
    let bytes = Array(Self.troubled.utf8)
    for end in 0...bytes.count {
      let table = Reading.read(bytes: Array(bytes[..<end]), Self.fields, threads: 2, blockBytes: 97)
      #expect(table.rowsRead == table.count + table.setAside.count)
      for s in table.setAside { #expect(!s.reason.message(in: .indonesian).isEmpty) }
    }
  }

  @Test("random bytes are read without a trap", arguments: 0..<60)
  func random(seed: Int) {
    var generator = SplitMix(seed: UInt64(seed))
    let alphabet = Array(",;\"\n\r\t 0123456789.-%Rp,-EeOé'\u{00A0}ya".utf8) + [0xC3, 0x28]
    var bytes = Array("nik,nama,lahir,upah,aktif,desa\n".utf8)
    for _ in 0..<2000 { bytes.append(alphabet[Int(generator.next() % UInt64(alphabet.count))]) }
    // Two of three files are text; the third has bytes that no text has.
    if seed % 3 != 0 { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
    for dialect in [DataDialect.plain, .indonesia, .international] {
      let one = Reading.described(Reading.read(bytes: bytes, Self.fields, dialect: dialect))
      for size in [1, 13, 64, 1000] {
        let other = Reading.read(bytes: bytes, Self.fields, dialect: dialect, threads: 3, blockBytes: size)
        #expect(Reading.described(other) == one)
      }
    }
  }

  @Test(
    "delimiters, byte order marks and separator lines are recognised",
    arguments: [
      "a,b\n1,x\n", "a;b\n1;x\n", "a\tb\n1\tx\n", "\u{FEFF}a,b\r\n1,x\r\n", "sep=;\na;b\n1;x\n",
      "\u{FEFF}sep=;\r\na;b\r\n1;x", "\"a\";\"b\"\n1;\"x\"\n", "Judul; dengan, koma\n\na;b\n1;x\n",
    ])
  func layouts(text: String) {
    let table = Reading.read(text, [Reading.field("a", .count(nil)), Reading.field("b", .text)])
    #expect(table.diagnostics.elements.isEmpty)
    #expect(table.count == 1)
    #expect(table.columns[0]?.integer(0) == 1)
    #expect(table.columns[1]?.text(0) == "x")
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(table.origins.place(0).line == (lines.firstIndex { $0.first == "1" } ?? 0) + 1)
  }

  @Test("rows count as a spreadsheet counts them")
  func spreadsheetRows() {
    let table = Reading.read("sep=,\nJudul\n\na,b\n1,\"x\ny\"\n\n2,z\n", [Reading.field("b", .text)])
    #expect((0..<table.count).map { table.origins[$0].row } == [4, 6])
    #expect((0..<table.count).map { table.origins.line(of: $0) } == [5, 8])
  }

  @Test(
    "files that can not be used say so in words",
    arguments: [
      ([], "P0607"), (Array(" \n\r\n".utf8), "P0607"), ([0xEF, 0xBB, 0xBF], "P0607"),
      ([0x50, 0x4B, 0x03, 0x04, 0, 0], "P0608"), (Array("<html><table>".utf8), "P0608"),
      ([0xFF, 0xFE, 0x61, 0x00], "P0609"), (Array("v".utf8) + [0] + Array(",".utf8) + [0], "P0609"),
      (Array("v\n\u{E9}".utf8) + [0xE9, 0x0A], "P0610"), (Array("v\n1\n".utf8) + [0, 0x0A], "P0611"),
      (Array("v\r1\r2".utf8), "P0612"), (Array("v\n1\n\"2\n3\n".utf8), "P0614"),
      (Array("w,x\n1,2\n".utf8), "P0615"), (Array("v,v\n1,2\n".utf8), "P0617"), (Array("v\n".utf8), "P0618"),
      (Array("v\n\n \n\r\n".utf8), "P0618"),
    ] as [([UInt8], String)])
  func failures(bytes: [UInt8], code: String) {
    let table = Reading.read(bytes: bytes, [Reading.field("v", .count(nil))])
    #expect(table.diagnostics.elements.map(\.code) == [code])
    #expect(table.count == 0)
    for d in table.diagnostics.elements {
      for language in Language.allCases {
        #expect(!d.message(in: language).contains("{"))
        #expect(d.why(in: language)?.contains("{") != true)
        #expect(d.fix(in: language)?.contains("{") != true)
      }
    }
  }

  @Test(
    "the byte and the line of what is not UTF-8 are named, wherever blocks end", arguments: [1, 5, 64, 4096])
  func notUTF8(size: Int) {
    // Far enough in that the first look at the file does not meet it.
    let rows = String(repeating: "1234567890123456789012345678901234567890123456\n", count: 6000)
    let bytes = Array("v\n\(rows)".utf8) + [0x41, 0xE9, 0x0A] + Array("1\n".utf8)
    let table = Reading.read(bytes: bytes, [Reading.field("v", .text)], threads: 2, blockBytes: size * 64)
    #expect(
      table.diagnostics.elements.map { $0.message(in: .english) } == [
        "data.csv is not UTF-8: byte 0xE9 on line 6.002".replacing(".002", with: "002")
      ])
  }

  @Test("a cell without end is an error, not a hang")
  func longCell() {
    var bytes = Array("v\n1\n\"".utf8)
    bytes.append(contentsOf: repeatElement(0x61, count: 1 << 20))
    let limits = ReadingLimits(rowBytes: 1 << 17)
    let open = Reading.read(bytes: bytes, [Reading.field("v", .text)], threads: 2, limits: limits)
    #expect(open.diagnostics.elements.map(\.code) == ["P0613"])
    bytes[4] = 0x61
    let long = Reading.read(bytes: bytes, [Reading.field("v", .text)], limits: limits)
    #expect(long.diagnostics.elements.map(\.code) == ["P0613"])
  }

  @Test("a header of two thousand columns is read")
  func wideHeader() {
    let headers = (0..<2000).map { "kolom_\($0)" }.joined(separator: ",")
    let cells = (0..<2000).map { "\($0)" }.joined(separator: ",")
    let table = Reading.read(
      headers + "\n" + cells + "\n",
      [Reading.field("kolom_1999", .count(nil)), Reading.field("kolom_0", .text)])
    #expect(table.columns[0]?.integer(0) == 1999)
    #expect(table.columns[1]?.text(0) == "0")
    let limited = Reading.read(
      headers + "\n" + cells, [Reading.field("kolom_0", .text)], limits: ReadingLimits(columns: 1999))
    #expect(limited.diagnostics.elements.map(\.code) == ["P0619"])
  }

  @Test("a header that differs in signs is suggested and not taken; one that differs in case is taken")
  func nearHeaders() throws {
    let table = Reading.read(
      "NIK,No. KK,Nama\n", [Reading.field("nik", .nik), Reading.field("no_kk", .text)])
    #expect(table.diagnostics.elements.map(\.code) == ["P0615"])
    let missing = try #require(table.diagnostics.elements.first)
    #expect(missing.notes.first?.message.english == "did you mean ‘No. KK’?")
    #expect(missing.fix(in: .english)?.contains("column \"No. KK\"") == true)
    let both = Reading.read("v,V\n1,2\n", [Reading.field("V", .count(nil)), Reading.field("v", .count(nil))])
    #expect(both.columns[0]?.integer(0) == 2)
    #expect(both.columns[1]?.integer(0) == 1)
  }

  @Test("several files are one roster")
  func severalFiles() {
    let fields = [Reading.field("v", .text), Reading.field("file", .text), Reading.field("n", .count(nil))]
    let files = [
      DataFile(name: "a.csv", text: "v,n\nx,1\ny,2\n"), DataFile(name: "b.csv", text: "n;v\n3;x\nz;\n4;w\n"),
    ]
    for threads in [1, 3] {
      let table = RosterReader.read(
        files: files, schema: RosterSchema(name: "r", fields: fields),
        options: RosterReader.Options(threads: threads, fileField: 1, blockBytes: 4))
      #expect((0..<table.count).map { table.columns[0]?.text($0) } == ["x", "y", "x", "w"])
      #expect((0..<table.count).map { table.columns[1]?.text($0) } == ["a.csv", "a.csv", "b.csv", "b.csv"])
      #expect((0..<table.count).map { table.columns[2]?.integer($0) } == [1, 2, 3, 4])
      #expect(table.origins[3].file == "b.csv")
      #expect(table.origins[3].row == 4)
      #expect(table.setAside.map { "\($0.file):\($0.row)" } == ["b.csv:3"])
      #expect(table.origins.index(ofFileRow: 4, file: "b.csv", count: table.count) == 3)
    }
  }

  @Test("a field `file` without a column holds the file's name; a column of that name is a column")
  func fileNames() {
    let fields = [Reading.field("v", .count(nil)), Reading.field("file", .text)]
    let named = Reading.read("v\n1\n2\n", fields)
    #expect((0..<named.count).map { named.columns[1]?.text($0) } == ["data.csv", "data.csv"])
    let own = Reading.read("v,file\n1,x\n", fields)
    #expect(own.columns[1]?.text(0) == "x")
    let near = Reading.read("v,File\n1,x\n", fields)
    #expect(near.columns[1]?.text(0) == "x")
  }

  @Test("rows that add up others are no rows, at the end and, unreadable, between")
  func totals() {
    let table = Reading.read(
      "pos,orang\nRT,3\nJUMLAH,x\nRW,4\nTotal,5\nBPD,6\nJumlah :,13\n\nGRAND TOTAL,13\n",
      [Reading.field("pos", .text, key: true), Reading.field("orang", .count(nil))])
    #expect((0..<table.count).map { table.cellText(0, $0) ?? "" } == ["RT", "RW", "Total", "BPD"])
    #expect(table.totalRows.map(\.row) == [3, 7, 9])
    #expect(table.diagnostics.elements.map(\.code) == ["P0625", "P0624"])
    #expect(table.rowsRead == 4)
  }

  @Test("a field that is not kept is looked at and not held")
  func notKept() {
    let table = Reading.read(
      "a,b,c\n1,2025-02-30,x\n2,2025-02-28,\n3,2025-02-28,x\n",
      [
        Reading.field("a", .count(nil), key: true, kept: false), Reading.field("b", .date(nil), kept: false),
        Reading.field("c", .text, kept: false),
      ])
    #expect(table.columns.allSatisfy { $0 == nil })
    #expect(table.count == 1)
    #expect(table.setAside.map(\.reason.code) == ["P0665", "P0644"])
  }

  @Test("two fields may read one column")
  func sharedColumn() {
    var second = Reading.field("teks", .text)
    second.header = "v"
    let table = Reading.read("v\n12\nx\n", [Reading.field("v", .count(nil)), second])
    #expect(table.columns[0]?.integer(0) == 12)
    #expect(table.columns[1]?.text(0) == "12")
    #expect(table.setAside.count == 1)
  }

  @Test("a private value is masked wherever a row set aside shows it")
  func masked() {
    let table = Reading.read(
      "nik,nama,lahir\n3599010101900001,Siti,x\n3599013513900001,Budi,1990-01-01\n3599010101900001,Ani,1990-01-01\n35990101,Edi,1990-01-01\n3599010101900001,Eka,1990-01-01\n",
      [
        Reading.field("nik", .nik, key: true, isPrivate: true), Reading.field("nama", .text, isPrivate: true),
        Reading.field("lahir", .date(nil), isPrivate: true),
      ])
    #expect(
      table.setAside.map(\.value) == [
        "***", "359901**********", "359901**********", "***", "359901**********",
      ])
    for s in table.setAside {
      let text = s.reason.message(in: .english) + (s.reason.fix(in: .indonesian) ?? "")
      #expect(!text.contains("0101900001"))
    }
  }

  @Test("the caller's requirements set rows aside too")
  func settingAside() {
    let table = Reading.read("v\n1\nx\n3\n4\n", [Reading.field("v", .count(nil))])
    let reason = Diagnostic(RowTemplates.cutOff, at: nil)
    let less = table.settingAside([(2, reason), (0, reason), (0, reason), (9, reason)])
    #expect(less.count == 1)
    #expect(less.rowsRead == 4)
    #expect(less.setAside.map(\.row) == [2, 3, 5])
    #expect(less.setAside.map(\.line) == [2, 3, 5])
    #expect(less.columns[0]?.integer(0) == 3)
    #expect(less.origins[0].row == 4)
  }
}

/// A generator of numbers that are the same on every machine.
struct SplitMix: RandomNumberGenerator {

  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
