import Glibc
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

  /// Every file of data that readers are shown.
  static let allFiles: [String] = {
    guard let root = try? SourceDirectory(Self.root) else { return [] }
    let patterns = ["examples/*/data/*.csv", "examples/*/data/*/*.csv", "docs/tutorial/data/*.csv"]
    return patterns.flatMap { (try? root.names(matching: $0)) ?? [] }
  }()

  @Test("all of it is found") func found() {
    #expect(Self.allFiles.count > 25 && Set(Self.files).isSubset(of: Self.allFiles))
  }

  /// Returns where to cut a file of `count` bytes: in a soak at every byte of the first and last 4 kB and at 500 places
  /// between, else at some of them.
  private func ends(_ count: Int) -> [Int] {
    let isSoak = getenv("PAYUNG_SOAK") != nil
    let step = isSoak ? 1 : 97
    let (head, tail) = (min(count, 4096), max(0, count - 4096))
    let between = stride(from: head, to: tail, by: max(1, (tail - head) / (isSoak ? 500 : 10)))
    return Array(stride(from: 0, to: head, by: step)) + Array(between)
      + Array(stride(from: max(head, tail), through: count, by: step))
  }

  @Test("cut anywhere it is read or refused, no row besides the cut one at fault", arguments: allFiles)
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
    for end in ends(bytes.count) {
      let table = RosterReader.read(
        files: [DataFile(name: path, source: BytesInMemory(Array(bytes[..<end])))], schema: inferred.schema,
        options: RosterReader.Options(threads: 2, blockBytes: 1 << 16))
      #expect(table.rowsRead == table.count + table.setAside.count)
      // Only the row that was cut can be at fault besides those that are.
      #expect(table.setAside.count <= whole.setAside.count + 1)
      #expect(table.rowsRead <= whole.rowsRead)
      // What is left of it has a schema of its own, or none.
      if end < 20_000 {
        _ = RosterInference.infer(
          DataFile(name: path, source: BytesInMemory(Array(bytes[..<end]))), name: "r")
      }
    }
  }
}
