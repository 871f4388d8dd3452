import Foundation
import Testing

/// The examples do what their pages say.
@Suite struct ExampleTests {

  /// Runs a program of `examples/`, or of a copy of its folder, in English.
  private func run(_ path: String, _ more: [String] = []) throws -> PayungProcess {
    try PayungProcess(["run", "examples/" + path, "--language", "en"] + more)
  }

  // MARK: - The flagship

  /// The flagship's run in each language, made once: it takes seconds.
  private static let flagship: (english: PayungProcess, indonesian: PayungProcess, out: Scratch)? = {
    guard let out = try? Scratch() else { return nil }
    func run(_ name: String) throws -> PayungProcess {
      try PayungProcess([
        "run", "examples/jatim-2026/\(name).payung", "--language", "en", "--output-dir",
        out.folder.appendingPathComponent(name).path, "--set-aside",
        out.folder.appendingPathComponent(name + ".csv").path,
      ])
    }
    guard let english = try? run("plan-2026"), let indonesian = try? run("rencana-2026") else { return nil }
    return (english, indonesian, out)
  }()

  @Test func `the flagship prints the same numbers in both languages, and writes the same bytes`() throws {
    let (english, indonesian, out) = try #require(Self.flagship)
    #expect(english.status == 0, "\(english.messages)")
    #expect(indonesian.status == 0, "\(indonesian.messages)")
    func numbers(_ text: String) -> [[Character]] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.filter { $0.isNumber || "−≈–.,%".contains($0) } }
    }
    #expect(numbers(english.output).count > 200)
    #expect(numbers(english.output) == numbers(indonesian.output))
    let files = try ["plan-2026/recipients.csv", "rencana-2026/recipients.csv"].map {
      try String(contentsOf: out.folder.appendingPathComponent($0), encoding: .utf8)
    }
    let bodies = files.map { $0.split(separator: "\n").dropFirst() }
    #expect(bodies[0].count == 3596)
    #expect(bodies[0] == bodies[1])
    let aside = try ["plan-2026.csv", "rencana-2026.csv"].map {
      try Data(contentsOf: out.folder.appendingPathComponent($0))
    }
    #expect(aside[0] == aside[1])
  }

  @Test func `money is scarce in the flagship, and its numbers are those computed apart`() throws {
    let scratch = try Scratch()
    try scratch.copy("examples/jatim-2026/data")
    try scratch.copy("examples/jatim-2026/plan-2026.payung")
    try scratch.copy("Tests/ProgramTests/Programs/scarcity.payung")
    let run = try PayungProcess(["run", "scarcity.payung", "--language", "en"], in: scratch.folder)
    #expect(run.status == 0, "\(run.output)\(run.messages)")
    #expect(run.output.components(separatedBy: "✓").count == 14)
  }

  @Test func `lean funds fewer, and the least budget lies inside the range`() throws {
    let (english, _, _) = try #require(Self.flagship)
    let lines = english.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let losers = try #require(lines.first { $0.first == "rentan" && $0.count == 5 })
    #expect(losers == ["rentan", "0", "787", "0", "0"])
    #expect(lines.contains(["the", "least", "apbd", "Rp750.000.000"]))
    let failing = "With Rp740.000.000 it fails: target vulnerable is missed (groups: 1), most in Surabaya"
    #expect(english.output.contains("\(failing), short by 2"))
  }

  @Test func `the number of threads changes nothing`() throws {
    var outputs: [String] = []
    for threads in ["1", "2", "7"] {
      let run = try run("mojokerto-anggaran/budget.payung", ["--threads", threads])
      outputs.append(run.output)
    }
    #expect(Set(outputs).count == 1)
  }

  // MARK: - The small examples

  @Test(arguments: [
    ("mojokerto-anggaran/budget.payung", "mojokerto-anggaran/anggaran.payung", "1.061.553.600"),
    ("gresik-cakupan/coverage.payung", "gresik-cakupan/cakupan.payung", "39.16%"),
  ])
  func `an example says the same in both languages`(english: String, indonesian: String, figure: String)
    throws
  {
    let first = try run(english)
    let second = try run(indonesian)
    #expect(first.status == 0, "\(first.messages)")
    #expect(second.status == 0, "\(second.messages)")
    #expect(first.output.contains(figure))
    // What is quoted of a program, and the text it makes itself, stays in its language.
    func tables(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { line in
        !["✓", "As of", "The province's", "Rp5.400 per"].contains { line.hasPrefix($0) }
      }
    }
    #expect(tables(first.output) == tables(second.output))
  }

  @Test func `the published number of people does not give the published budget`() throws {
    let run = try run("mojokerto-anggaran/published-2025.payung")
    #expect(run.status == 1)
    #expect(run.output.contains("Rp995.198.400"))
    #expect(run.output.contains("Rp66.355.200"))
  }

  @Test func `another period, basis or list changes the budget, and the check says so`() throws {
    for (change, figure) in [
      ("period=8 months", "707.702.400"), ("basis=Rp2.400.000 per month", "2.547.728.640"),
    ] {
      let run = try run("mojokerto-anggaran/budget.payung", ["--set", change])
      #expect(run.status == 1, "\(run.messages)")
      #expect(run.output.contains(figure))
    }
    let list = try run(
      "mojokerto-anggaran/budget.payung",
      ["--data", "posts=examples/mojokerto-anggaran/data/posts-2025.csv"])
    #expect(list.status == 1)
    #expect(list.output.contains("995.198.400"))
  }

  @Test(arguments: ["en", "id"])
  func `misprinted figures are refused with what was meant`(language: String) throws {
    let run = try PayungProcess(["check", "examples/gresik-cakupan/cacat.payung", "--language", language])
    #expect(run.status == 3)
    #expect(run.messages.contains("P0113") && run.messages.contains("246.305"))
    #expect(run.messages.contains("P0117"))
  }

  // MARK: - Tests written in Payung

  @Test(arguments: [
    "stdlib/tests", "examples/jatim-2026", "examples/mojokerto-anggaran",
    "examples/gresik-cakupan/coverage.payung",
    "examples/gresik-cakupan/cakupan.payung",
  ])
  func `the tests written in Payung pass`(path: String) throws {
    let run = try PayungProcess(["test", path, "--language", "en"])
    #expect(run.status == 0, "\(run.output)\(run.messages)")
    #expect(run.output.contains("passed"))
  }

  // MARK: - Workload W

  @Test func `workload W writes what its page says`() throws {
    let scratch = try Scratch()
    let roster = """
      nik,name,regency_code,village_code,role,segment,birth_date,monthly_income,enrolled_since,poverty_decile,tobacco,months_paid
      3599010101610001,A,35.10,3510012001,petani,BPU,1961-01-01,1000000,,1,false,0
      3599010201610001,B,35.10,3510012001,petani,BPU,1961-01-02,1099999,,1,false,0
      3599010101080001,"C, S.Pd.",35.10,3510012001,rt,PU,2008-01-01,1000025,,4,true,0
      3599010201080001,D,35.01,3501012001,bpd,PU,2008-01-02,2022200,2020-02-29,5,false,12

      """
    let csv = scratch.folder.appendingPathComponent("roster.csv")
    try Data(roster.utf8).write(to: csv)
    let run = try PayungProcess([
      "run", "Benchmarks/workload-w/w.payung", "--data", "people=\(csv.path)", "--output-dir",
      scratch.folder.path,
    ])
    #expect(run.status == 0, "\(run.messages)")
    func text(_ name: String) throws -> String {
      try String(contentsOf: scratch.folder.appendingPathComponent(name), encoding: .utf8)
    }
    #expect(
      try text("role.csv") == """
        regency_code,role,workers,covered,coverage_bp
        35.01,bpd,1,1,10000
        35.10,petani,2,0,0
        35.10,rt,1,0,0

        """)
    // 1.000.025 × 0,24% = 2.400,06 and × 0,30% = 3.000,075; who turned 65 on the day is not eligible.
    #expect(
      try text("region.csv") == """
        regency_code,workers,covered,coverage_bp,contribution_total,eligible,funded,allocated,coverage_after_bp,target_met
        35.01,1,1,10000,10920,0,0,0,10000,yes
        35.10,3,0,0,39000,2,2,266400,6667,yes

        """)
  }
}
