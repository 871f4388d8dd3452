import Diagnostics
import Testing

@testable import Rosters

/// A table is put in an archive and had again: the same to any reader, and whatever the bytes are, nothing traps.
@Suite struct ArchiveTests {

  /// Something to read: files, and by what they are read.
  struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    var files: [(name: String, text: String)]
    var schema: RosterSchema
    var testDescription: String { name }

    init(
      _ name: String, _ text: String, _ fields: [FieldSchema], dialect: DataDialect = .plain,
      policy: DuplicatePolicy? = nil, tolerance: Rational? = nil
    ) {
      self.name = name
      files = [("data.csv", text)]
      schema = RosterSchema(
        name: "people", fields: fields, dialect: dialect, duplicatePolicy: policy, tolerance: tolerance)
    }

    var dataFiles: [DataFile] { files.map { DataFile(name: $0.name, text: $0.text) } }

    func read() -> RosterTable {
      RosterReader.read(
        files: dataFiles, schema: schema, references: ["villages": ArchiveTests.villages.index])
    }
  }

  private static let villages = {
    let table = Reading.read("code,name\nA,Atas\nB,Bawah\n", [Reading.field("code", .text, key: true)])
    return (rows: table.count, index: KeyIndex(table)!)
  }()

  private static let nik = Reading.field("nik", .nik, key: true, isPrivate: true)

  static let examples: [Example] = {
    let half = Rational(Int128(1), over: Int128(2)) ?? .zero
    var all = [
      Example(
        "all types",
        """
        nik,name,n,c,x,p,m,d,t,ch,v
        3599010101900001,Siti,-3,7,1.25,50%,16800,2026-01-02,yes,rt,A
        3599010101900002,Siti,4,70000,100000000000000000000.5,5%,99999999999,1999-12-31,no,rw,B

        3599014101900003,"Å, ""x\"""
        """ + ",5,8,2,7%,1,,,,\n",
        [
          nik, Reading.field("name", .text, isPrivate: true), Reading.field("n", .whole(-9...9)),
          Reading.field("c", .count(nil)), Reading.field("x", .number(nil)),
          Reading.field("p", .percent(Rational.zero...half)), Reading.field("m", .money(nil), kept: false),
          Reading.field("d", .date(nil), optional: true), Reading.field("t", .truth, optional: true),
          Reading.field("ch", .choice([ChoiceSchema("rt"), ChoiceSchema("rw")]), optional: true),
          Reading.field("v", .reference(roster: "villages"), optional: true),
        ]),
      Example(
        "rows set aside",
        """
        nik,role,village
        3599010101900001,rt,A
        3599010101900001,rw,A
        3599010101900003,rx,B
        3599010101900004,rt,C
        35990101019000,rt,A
        3599010101900006,rt
        JUMLAH,,

        """,
        [
          nik, Reading.field("role", .choice([ChoiceSchema("rt"), ChoiceSchema("rw", spellings: ["r.w."])])),
          Reading.field("village", .reference(roster: "villages")),
        ], tolerance: half),
      Example(
        "the latest stays", "id;n;d\n1;1,5;02/01/2026\n1;2;03/01/2026\n2;3;03/01/2026\n",
        [
          Reading.field("id", .count(nil), key: true), Reading.field("n", .number(nil)),
          Reading.field("d", .date(nil)),
        ], dialect: .indonesia, policy: .keepLatest(field: 2)),
      Example(
        "lines in cells", "\u{FEFF}title\n\nid,name\n1,\"a\nb\"\n2,\"c\n\nd\"\nx,e\n4,f\n",
        [Reading.field("id", .whole(nil), key: true), Reading.field("name", .text)]),
      Example(
        "a header alone", "id,name\n", [Reading.field("id", .count(nil)), Reading.field("name", .text)]),
      Example(
        "one column twice", "ID,name\n1,a\n2,b\n",
        [Reading.field("id", .count(nil), key: true), Reading.field("Id", .text)]),
    ]
    all[0].schema.fields[0].site = Span(file: FileID(0), start: 3, end: 5)
    all[1].schema.fields[1].site = Span(file: FileID(0), start: 7, end: 9)
    all.append(
      Example(
        "several files", "", [Reading.field("file", .text), Reading.field("id", .count(nil), key: true)]))
    all[all.count - 1].files = [("a.csv", "id\n1\n2\n"), ("b.csv", "id\n3\nx\n1\n")]
    return all
  }()

  /// Returns all that any reader can learn of `table`.
  static func told(_ table: RosterTable) -> String {
    var text = Reading.described(table)
    for row in table.setAside {
      let shown = table.excerpt(of: row)
      text +=
        "\nexcerpt \(shown.map { "\(String(decoding: $0.file.bytes, as: UTF8.self)) \($0.range)" } ?? "none") \(row.offset ?? -1) "
      text += "\(row.reason.arguments.sorted { $0.key < $1.key })"
    }
    for d in table.diagnostics.elements {
      text += "\n\(d.site.map { "\($0)" } ?? "nowhere") \(d.notes.map { $0.message(.english) })"
      text += "\(d.arguments.sorted { $0.key < $1.key })"
    }
    text += "\n\(table.unlistedValues) \(table.totalRows)"
    for l in table.layouts {
      text +=
        "\n\(l.file.name) \(l.delimiter) \(l.hasByteOrderMark) \(l.headerRow) \(l.headerLine) \(l.headers)"
      text += " \(l.headerOffset) \(l.dataOffset) \(l.dataLine) \(l.fields) \(l.checkpoints)"
      text += " \(l.sharedColumns.sorted { $0.key < $1.key })"
    }
    text += "\n\(table.columns.map { $0?.present?.map { Int($0) } ?? [] })"
    text += "\n\(table.origins.index(ofFileRow: 3, count: table.count) ?? -1)"
    if let index = KeyIndex(table) { text += "\n\(index.row(integer: 1) ?? -1)" }
    return text
  }

  private static func restored(_ archive: RosterArchive, _ example: Example) -> RosterTable? {
    archive.table(
      schema: example.schema, files: example.dataFiles, referencedRows: ["villages": villages.rows])
  }

  @Test(arguments: examples) func tableIsHadAgain(_ example: Example) throws {
    let table = example.read()
    #expect(!table.diagnostics.containsError, "\(table.diagnostics.elements)")
    let archive = try #require(RosterArchive(table))
    let again = try #require(Self.restored(archive, example))
    #expect(Self.told(again) == Self.told(table))
  }

  @Test func examplesSetRowsAsideAndSayThings() {
    let tables = Self.examples.map { $0.read() }
    #expect(tables.contains { $0.setAside.count > 3 } && tables.contains { !$0.unlistedValues.isEmpty })
    #expect(tables.contains { !$0.totalRows.isEmpty } && tables.contains { $0.layouts.count == 2 })
    #expect(tables.contains { $0.diagnostics.elements.contains { $0.site != nil } })
    #expect(tables.contains { $0.columns.contains { if case .wide? = $0?.values { true } else { false } } })
  }

  @Test(arguments: examples) func changedFactsNeverTrap(_ example: Example) throws {
    let archive = try #require(RosterArchive(example.read()))
    for count in archive.facts.indices {
      let cut = RosterArchive(facts: Array(archive.facts[..<count]), arrays: archive.arrays)
      #expect(Self.restored(cut, example) == nil)
    }
    for i in archive.facts.indices {
      for change: UInt8 in [1, 0x80] {
        var facts = archive.facts
        facts[i] ^= change
        let other = RosterArchive(facts: facts, arrays: archive.arrays)
        if let table = Self.restored(other, example) { #expect(!Self.told(table).isEmpty) }
      }
    }
  }

  @Test(arguments: examples) func changedArraysNeverTrap(_ example: Example) throws {
    let archive = try #require(RosterArchive(example.read()))
    for i in archive.arrays.indices {
      let count = archive.arrays[i].count
      for value in [Int64.min, -1, 0, 255, 1 << 40, Int64.max] {
        for place in 0..<min(count, 3) {
          var values = (0..<count).map { archive.arrays[i][$0] }
          values[place] = value
          try Self.hold(archive, i, PackedIntegers(packing: values), example)
          try Self.hold(archive, i, .longs(values), example)
        }
      }
      for length in 0..<count {
        try Self.hold(archive, i, archive.arrays[i].picking((0..<Int32(length)).map { $0 }), example)
      }
      var fewer = archive.arrays
      fewer.remove(at: i)
      #expect(Self.restored(RosterArchive(facts: archive.facts, arrays: fewer), example) == nil)
    }
  }

  /// Holds that the archive with array `i` replaced gives no table, or one that can be read.
  private static func hold(
    _ archive: RosterArchive, _ i: Int, _ array: PackedIntegers, _ example: Example
  ) throws {
    var arrays = archive.arrays
    arrays[i] = array
    if let table = restored(RosterArchive(facts: archive.facts, arrays: arrays), example) {
      #expect(!told(table).isEmpty)
    }
  }

  @Test(arguments: examples) func schemaIsHadAgain(_ example: Example) throws {
    var schema = example.schema
    for i in schema.fields.indices { schema.fields[i].site = nil }
    schema.fields[0].otherHeaders = ["nomor", "Å"]
    let ranges: [FieldType] = [
      .whole(-3...4), .number(Rational(-3)...Rational(4)), .money(Rational.zero...Rational.one),
      .date(CalendarDate(days: -3)...CalendarDate(days: 4)), .percent(nil), .date(nil),
    ]
    for (i, type) in ranges.enumerated() { schema.fields.append(Reading.field("f\(i)", type)) }
    let archive = RosterArchive(schema)
    #expect(archive.schema() == schema)
    for i in archive.facts.indices {
      #expect(RosterArchive(facts: Array(archive.facts[..<i]), arrays: []).schema() == nil)
      for change: UInt8 in [1, 0x80] {
        var facts = archive.facts
        facts[i] ^= change
        // A schema or none: what a changed byte says is another thing, since nothing here seals it.
        if let other = RosterArchive(facts: facts, arrays: []).schema() {
          #expect(RosterArchive(other).facts.count == facts.count)
        }
      }
    }
    let table = RosterArchive(example.read())
    #expect(table?.schema() == nil && Self.restored(archive, example) == nil)
  }

  @Test func unusableFilesAndRowsThatTheCallerSetAsideAreNotKept() {
    let broken = Reading.read("id\n1\n", [Reading.field("nik", .nik)])
    #expect(broken.diagnostics.containsError && RosterArchive(broken) == nil)
    let table = Reading.read("id\n1\n2\n", [Reading.field("id", .count(nil))])
    let reason = Diagnostic(RosterDiagnostics.all[0], at: nil)
    #expect(RosterArchive(table.settingAside([(0, reason)])) == nil)
  }

  /// Whoever adds something to what reading depends on, or to what it gives, finds this test, and adds it to the
  /// fingerprint or to the archive as well.
  @Test func nothingIsForgotten() throws {
    func names(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
    let example = Self.examples[1]
    let table = example.read()
    #expect(
      names(example.schema) == ["name", "fields", "dialect", "duplicatePolicy", "fileField", "tolerance"])
    #expect(
      names(example.schema.fields[0]) == [
        "name", "header", "otherHeaders", "type", "isOptional", "isKey", "isPrivate", "isKept", "site",
      ])
    #expect(names(ChoiceSchema("a")) == ["name", "spellings"])
    #expect(names(RosterReader.Options()) == ["threads", "limits", "fileField", "blockBytes"])
    #expect(names(ReadingLimits()) == ["rowBytes", "columns", "rows", "isCancelled", "noteBlock"])
    #expect(names(Self.villages.index) == ["fields", "dialect", "columns", "slots", "mask"])
    #expect(
      names(table) == [
        "schema", "columns", "count", "origins", "setAside", "rowsRead", "diagnostics", "layouts",
        "totalRows",
        "times", "unlistedValues",
      ])
    #expect(names(table.origins) == ["files", "runs", "lines"])
    #expect(names(table.setAside) == ["files", "schema", "entries", "values", "stated", "nearest"])
    #expect(
      names(try #require(table.setAside.entries.first)) == [
        "offset", "valueStart", "row", "line", "detail", "differing", "otherFile", "file", "field",
        "valueLength", "fault",
      ])
    #expect(
      names(table.layouts[0]) == [
        "file", "delimiter", "hasByteOrderMark", "headerRow", "headerLine", "headers", "headerOffset",
        "dataOffset", "dataLine", "fields", "checkpoints", "sharedColumns",
      ])
  }
}
