import Diagnostics
import Testing

@testable import Rosters

@Suite("Excerpts of data")
struct ExcerptTests {

  @Test("a row set aside shows its line, private and undeclared cells masked")
  func excerpts() {
    let table = Reading.read(
      "nik,nama,alamat,lahir\n3599010101900001,Siti,Jl. Éw 5,2025-02-30\n3599010101900002,\"Dua\nbaris\",x,1990-01-01\n3599010101900002,C,x,1990-01-01\n",
      [
        Reading.field("nik", .nik, key: true, isPrivate: true), Reading.field("nama", .text, isPrivate: true),
        Reading.field("lahir", .date(nil)),
      ], blockBytes: 10)
    var sources = SourceMap()
    let placed = table.setAside.map { table.placed($0, in: &sources) }
    #expect(
      sources.files.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "359901**********,****,········,2025-02-30", "359901**********,***********,·,1990-01-01",
        "359901**********,*,·,1990-01-01",
      ])
    #expect(sources.files.map(\.firstLine) == [2, 3, 5])
    #expect(sources.text(of: placed[0].site ?? Span(file: FileID(0), start: 0, end: 0)) == "2025-02-30")
    #expect(sources.text(of: placed[2].site ?? Span(file: FileID(0), start: 0, end: 0)) == "359901**********")
    #expect(placed.map(\.code) == ["P0665", "P0672", "P0672"])
  }
}
