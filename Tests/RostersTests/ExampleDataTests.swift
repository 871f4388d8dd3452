import RosterSources
import Testing

@testable import Rosters

@Suite("The data of the examples")
struct ExampleDataTests {

  private static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })

  static let files = [
    "examples/jatim-2026/data/regencies.csv", "examples/jatim-2026/data/villages.csv",
    "examples/jatim-2026/data/workers.csv",
  ]

  @Test("is read whole by the schema guessed from it", arguments: files)
  func guessed(path: String) throws {
    let file = try SourceDirectory(Self.root).open(path)
    guard case .roster(let inferred) = RosterInference.infer(file, name: "r", threads: 2) else {
      Issue.record("no roster")
      return
    }
    let table = RosterReader.read(files: [file], schema: inferred.schema)
    #expect(table.rowsRead == inferred.rowCount)
    #expect(table.count > 30)
    // The roster of workers has a few bad rows on purpose.
    #expect(table.setAside.count * 100 <= table.rowsRead)
  }

  @Test("cut anywhere it is read or refused, no row besides the cut one at fault", arguments: files)
  func cut(path: String) throws {
    let bytes = try SourceDirectory(Self.root).contents(of: path)
    guard
      case .roster(let inferred) = RosterInference.infer(
        DataFile(name: path, source: BytesInMemory(bytes)), name: "r")
    else {
      Issue.record("no roster")
      return
    }
    let whole = RosterReader.read(
      files: [DataFile(name: path, source: BytesInMemory(bytes))], schema: inferred.schema)
    // Every byte where the header and the first rows are, and places all over the rest.
    let ends =
      Array(0...min(bytes.count, 300)) + stride(from: 301, to: bytes.count, by: max(1, bytes.count / 40))
    for end in ends {
      let table = RosterReader.read(
        files: [DataFile(name: path, source: BytesInMemory(Array(bytes[..<end])))], schema: inferred.schema,
        options: RosterReader.Options(threads: 2, blockBytes: 1 << 16))
      #expect(table.rowsRead == table.count + table.setAside.count)
      // Only the row that was cut can be at fault besides those that are.
      #expect(table.setAside.count <= whole.setAside.count + 1)
      #expect(table.rowsRead <= whole.rowsRead)
    }
  }
}
