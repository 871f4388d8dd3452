import Testing

@testable import Rosters

/// Rows that go to the room for all columns while a file is read are the rows that reading it in one piece gives.
@Suite struct ColumnRoomTests {

  /// What happens in a file, at some row, that the first block does not tell of.
  enum Surprise: CaseIterable, Sendable {
    case nothing, wideNumbers, negativeNumbers, manyTexts, missing, setAside, strayQuote, quotedLines,
      decimals
    case hugeNumbers, blankLines, totals, longerRows, shorterRows, unlisted
  }

  private static let fields = [
    Reading.field("no", .count(nil), key: true), Reading.field("place", .text),
    Reading.field("note", .text, optional: true), Reading.field("income", .money(nil)),
    Reading.field("since", .date(nil), optional: true), Reading.field("change", .number(nil)),
    Reading.field("role", .choice([ChoiceSchema("petani"), ChoiceSchema("nelayan")])),
    Reading.field("insured", .truth, optional: true), Reading.field("unread", .text, kept: false),
  ]

  private static let rows = 2_400

  private static func file(_ surprise: Surprise, crlf: Bool = false, from first: Int = 1) -> [UInt8] {
    var lines = [fields.map(\.name).joined(separator: ",")]
    for i in first..<first + rows {
      var cells = [
        "\(i)", "35.\(i % 38)", i % 3 == 0 ? "" : "n\(i % 50)", "\(100 + i % 100)",
        i % 2 == 0 ? "" : "2024-05-\(10 + i % 20)", "\(i % 90)", i % 5 == 0 ? "petani" : "nelayan",
        ["yes", "no"][i % 2], "x",
      ]
      if i > first + rows / 2 {
        switch surprise {
        case .nothing, .totals: break
        case .wideNumbers: cells[3] = "\(i * 1_000)"
        case .negativeNumbers: cells[5] = "-\(i)"
        case .manyTexts: cells[1] = "Desa \(i)"
        case .missing: cells[7] = i % 7 == 0 ? "" : "no"
        case .setAside: if i % 11 == 0 { cells[3] = "banyak" }
        case .strayQuote: if i % 301 == 0 { cells[1] += "\" atas" }
        case .quotedLines: cells[2] = "\"satu\ndua, \"\"tiga\"\" \(i)\""
        case .decimals: if i % 97 == 0 { cells[5] = "0.125" }
        case .hugeNumbers: if i % 501 == 0 { cells[3] = "123456789012345678901234567890" }
        case .blankLines: if i % 50 == 0 { lines.append("") }
        case .longerRows: cells[8] = String(repeating: "panjang ", count: 30)
        case .shorterRows: cells = ["\(i)", "a", "", "1", "", "1", "petani", "", "x"]
        case .unlisted: if i % 40 == 0 { cells[6] = "sopir" }
        }
      }
      lines.append(cells.joined(separator: ","))
    }
    if surprise == .totals { lines += ["Jumlah,,,,,,,,", "Total,,,9,,,,,"] }
    return Array((lines.joined(separator: crlf ? "\r\n" : "\n") + "\n").utf8)
  }

  @Test("rows in the room are those of the file", arguments: Surprise.allCases, [1, 2, 5])
  func agreement(surprise: Surprise, threads: Int) {
    for crlf in threads == 2 ? [false, true] : [false] {
      let bytes = Self.file(surprise, crlf: crlf)
      let expected = Reading.described(Reading.read(bytes: bytes, Self.fields, blockBytes: 1 << 26))
      for size in [16_384, 20_000] {
        let table = Reading.read(bytes: bytes, Self.fields, threads: threads, blockBytes: size)
        #expect(Reading.described(table) == expected, "\(surprise), \(size) bytes a block")
      }
    }
  }

  @Test("rows of several files go to one room", arguments: [1, 3])
  func severalFiles(threads: Int) {
    let parts = [Surprise.nothing, .setAside, .manyTexts].enumerated().map { i, surprise in
      DataFile(
        name: "\(i).csv", source: BytesInMemory(Self.file(surprise, from: 1 + i * Self.rows)))
    }
    func read(_ blockBytes: Int) -> String {
      Reading.described(
        RosterReader.read(
          files: parts, schema: RosterSchema(name: "people", fields: Self.fields),
          options: RosterReader.Options(threads: threads, blockBytes: blockBytes)))
    }
    #expect(read(16_384) == read(1 << 26))
  }

  @Test("a large file's values are not held twice")
  func placed() throws {
    let bytes = Self.file(.nothing)
    let plan = ReadingPlan(
      schema: RosterSchema(name: "people", fields: Self.fields), layout: try #require(Self.layout(bytes)),
      references: [:],
      limits: ReadingLimits())
    let texts = [ThreadTexts(fields: Self.fields.count)]
    let blocks = FileBlocks(
      plan: plan, blockBytes: 16_384, threads: 1, texts: texts, room: nil, rows: 0, bytesLeft: bytes.count
    )
    let results = blocks.read()
    #expect(blocks.room.space != nil)
    #expect(results.count > 4)
    for result in results.dropFirst() {
      #expect(result.columns.compactMap { $0 }.allSatisfy { $0.isPlaced })
    }
  }

  private static func layout(_ bytes: [UInt8]) -> FileLayout? {
    let file = DataFile(name: "data.csv", source: BytesInMemory(bytes))
    let sniffer = FileSniffer(file: file, limits: ReadingLimits(), wanted: fields.map(\.header))
    guard case .layout(var layout) = sniffer.sniff() else { return nil }
    layout.fields = Array(fields.indices)
    return layout
  }
}
