import Diagnostics
import Testing

@testable import Rosters

@Suite("Guessing a schema")
struct InferenceTests {

  private func infer(_ text: String) throws -> InferredRoster {
    switch RosterInference.infer(DataFile(name: "d.csv", text: text), name: "d", threads: 2) {
    case .roster(let r): return r
    case .problems(let d):
      Issue.record("\(d.elements.map { $0.message(in: .english) })")
      throw CancellationError()
    }
  }

  @Test("types, blanks, keys and privacy are seen")
  func types() throws {
    let rows = (1...40).map {
      "35990101019\($0 < 10 ? "0" : "")\($0)00\(($0 % 9) + 1),Nama \($0),35.10.\($0 % 7),\($0 % 2 == 0 ? "PU" : "Bukan PU"),2001-02-0\($0 % 9 + 1),\($0 * 1000),\($0 % 3 == 0 ? "" : "2025-01-01"),\($0 % 2 == 0 ? "ya" : "tidak"),\($0).5\n"
    }
    let r = try infer(
      "NIK,Nama Lengkap,Kode Desa,Segmen,Lahir,Upah (Rp),Terdaftar,Aktif,Luas\n" + rows.joined())
    let f = r.schema.fields
    #expect(
      f.map(\.name) == [
        "nik", "nama_lengkap", "kode_desa", "segmen", "lahir", "upah_rp", "terdaftar", "aktif", "luas",
      ])
    #expect(f[0].type == .nik)
    #expect(f[0].isKey && f[0].isPrivate && f[1].isPrivate)
    #expect(f[2].type == .text)
    #expect(f[3].type == .choice([ChoiceSchema("bukan_pu", spellings: ["Bukan PU"]), ChoiceSchema("PU")]))
    #expect(f[4].type == .date(nil))
    #expect(f[5].type == .money(nil))
    #expect(f[6].type == .date(nil))
    #expect(f[6].isOptional && !f[5].isOptional)
    #expect(f[7].type == .truth)
    #expect(f[8].type == .number(nil))
    #expect(r.schema.dialect == .plain)
    #expect(r.rowCount == 40)
    #expect(r.columns[6].blankCount == 13)
    #expect(r.columns[0].examples.isEmpty && r.columns[1].examples.isEmpty)
    // The suggestion reads the file it was made from.
    let text = "NIK,Nama Lengkap,Kode Desa,Segmen,Lahir,Upah (Rp),Terdaftar,Aktif,Luas\n" + rows.joined()
    let table = RosterReader.read(files: [DataFile(name: "d.csv", text: text)], schema: r.schema)
    #expect(table.count == 40)
    #expect(table.diagnostics.elements.isEmpty)
  }

  @Test(
    "a number only if every cell prints back byte for byte",
    arguments: [
      ("35.10\n35.11", FieldType.text), ("35.1\n35.2", .number(nil)), ("007\n8", .text),
      ("1\n-2", .whole(nil)), ("1\n2", .count(nil)),
      ("1\nx", .text), ("1e5\n2", .text), ("12345678901234567890\n1", .count(nil)), ("1.0\n2.5", .text),
    ])
  func printsBack(cells: String, type: FieldType) throws {
    #expect(try infer("luas\n" + cells + "\n").schema.fields[0].type == type)
  }

  @Test(
    "a dialect is suggested where a cell proves it",
    arguments: [
      ("v\n1.234\n1.234.567\n", DataDialect.indonesia, FieldType.count(nil)),
      ("v\n\"1,5\"\n2\n", .indonesia, .number(nil)),
      ("v\n17/12/2025\n01/02/2025\n", .indonesia, .date(nil)), ("v\n01/02/2025\n", .indonesia, .date(nil)),
      ("v\nRp 16.800\nRp5\n", .indonesia, .money(nil)), ("v\n\"39,16%\"\n", .indonesia, .percent(nil)),
      ("v\n1.234\n2.345\n", .plain, .text), ("v\n1.234\n12.34\n", .international, .number(nil)),
      ("v\n39.16%\n", .plain, .percent(nil)),
    ])
  func dialects(text: String, dialect: DataDialect, type: FieldType) throws {
    let r = try infer(text)
    #expect(r.schema.dialect == dialect)
    #expect(r.schema.fields[0].type == type)
  }

  @Test("titles, totals and repeated headers are told")
  func observations() throws {
    let r = try infer("Laporan 2026\n\nkode;orang;x;x\na;1;;\nb;2;;\nJUMLAH;3;;\n")
    #expect(r.schema.fields.map(\.header) == ["kode", "orang"])
    #expect(r.observations.count == 3)
    #expect(r.schema.fields[0].isKey)
  }

  @Test("a file that is none gives its problem")
  func problems() {
    guard case .problems(let d) = RosterInference.infer(DataFile(name: "x", text: ""), name: "x") else {
      Issue.record("no problem")
      return
    }
    #expect(d.elements.map(\.code) == ["P0607"])
  }
}
