import Foundation
import Testing

@testable import Semantics

/// The programs of this project are free of errors.
@Suite struct ProgramTests {

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test(arguments: [
    "examples/jatim-2026/plan-2026.payung", "examples/jatim-2026/rencana-2026.payung",
    "examples/mojokerto-anggaran/budget.payung", "examples/mojokerto-anggaran/anggaran.payung",
    "examples/mojokerto-anggaran/published-2025.payung", "examples/gresik-cakupan/coverage.payung",
    "examples/gresik-cakupan/cakupan.payung", "stdlib/tests/contributions.payung",
    "Benchmarks/workload-w/w.payung",
  ])
  func programIsFreeOfErrors(path: String) throws {
    let library = try text("stdlib/jamsostek/contributions.payung")
    let checked = check(library, try text(path), libraries: 1)
    #expect(checked.parsing.elements.map { $0.message(in: .english) } == [])
    #expect(checked.messages == [])
  }

  @Test func regionsAreFreeOfErrors() throws {
    let checked = check(
      try text("stdlib/jamsostek/regions.payung"), try text("stdlib/tests/regions.payung"))
    #expect(checked.messages == [])
  }
}
