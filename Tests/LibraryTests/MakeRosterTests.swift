import Rosters
import Testing

@testable import make_roster

@Suite struct MakeRosterTests {

  private func regions(seed: UInt64) throws -> Regions {
    let regencies = try #require(repositoryText("examples/jatim-2026/data/regencies.csv"))
    let villages = try #require(repositoryText("examples/jatim-2026/data/villages.csv"))
    return try #require(
      Regions(regencies: SimpleTable(regencies), villages: SimpleTable(villages), seed: seed))
  }

  private func roster(count: Int, seed: UInt64) throws -> String {
    var bytes: [UInt8] = []
    MakeRoster.roster(count: count, seed: seed, regions: try regions(seed: seed)) {
      bytes.append(contentsOf: $0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `the flagship's roster is what the generator makes of seed 2026`() throws {
    let kept = try #require(repositoryText("examples/jatim-2026/data/workers.csv"))
    #expect(try roster(count: 20_000, seed: 2026) == kept, "run make roster")
  }

  @Test func `another seed makes another roster`() throws {
    #expect(try roster(count: 100, seed: 1) != roster(count: 100, seed: 2))
  }

  @Test func `no NIK can belong to anybody, and each agrees with the day of birth beside it`() throws {
    let codes = Set(try regions(seed: 2026).regencies.map { $0.code.filter(\.isNumber) })
    #expect(!codes.contains("3599"))
    var seen: [Substring: Int] = [:]
    var damaged = 0
    for line in try roster(count: 20_000, seed: 2026).split(separator: "\n").dropFirst() {
      if line.first == "\"" {
        damaged += 1
        continue
      }
      let nik = line.prefix(16)
      #expect(nik.count == 16 && nik.hasPrefix("3599"))
      seen[nik, default: 0] += 1
      let fields: [Substring] = line.split(separator: ",")
      let born = try #require(fields.first { $0.count == 10 && $0.dropFirst(4).first == "-" })
      let day = try #require(Int(nik.dropFirst(6).prefix(2)))
      #expect(Int(born.suffix(2)) == (day > 40 ? day - 40 : day))
      #expect(nik.dropFirst(8).prefix(2) == born.dropFirst(5).prefix(2))
      #expect(nik.dropFirst(10).prefix(2) == born.dropFirst(2).prefix(2))
    }
    #expect(damaged > 0)
    #expect(seen.values.contains(2), "some NIK is repeated on purpose")
    #expect(seen.values.allSatisfy { $0 <= 2 })
  }

  @Test func `a roster of nobody is a header`() throws {
    #expect(try roster(count: 0, seed: 2026) == WorkerMaker.header)
  }
}
