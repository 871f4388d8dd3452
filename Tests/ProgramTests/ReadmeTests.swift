import Foundation
import Testing

/// The fragment that the README opens with runs, over rosters of its own.
@Suite struct ReadmeTests {

  private static let base = """
    language english
    use jamsostek.contributions
    as of 1 January 2026
    roster workers from "workers.csv"
      nik : nik, key, private
      role : one of (petani, bpd)
      segment : one of (PU, BPU)
      born : date
      income : money per month
      decile : whole from 1 to 10
      enrolled : date, optional
    end
    rule age for workers = years from born to today
    rule covered for workers = enrolled is present and enrolled on or before today
    rule contribution for workers : money per month = jkk_bpu(income) + jkm_bpu

    """

  private static let workers = """
    nik,role,segment,born,income,decile,enrolled
    3599010101800001,petani,BPU,1980-01-01,900000,1,
    3599010101800002,bpd,BPU,1980-01-01,900000,2,
    3599010101800003,petani,BPU,1980-01-01,900000,3,2024-02-01

    """

  private func fragment() throws -> String {
    let readme = try String(
      contentsOf: PayungProcess.repository.appendingPathComponent("README.md"), encoding: .utf8)
    let parts = readme.components(separatedBy: "```payung\n")
    #expect(parts.count == 2)
    return parts[1].components(separatedBy: "```")[0]
  }

  @Test func `the fragment runs`() throws {
    let scratch = try Scratch()
    let program = try fragment().replacingOccurrences(
      of: "language english\n", with: "language english\nuse \"base.payung\"\n")
    for (name, text) in [("plan.payung", program), ("base.payung", Self.base), ("workers.csv", Self.workers)]
    {
      try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
    }
    let run = try PayungProcess(["run", "plan.payung", "--output-dir", "out"], in: scratch.folder)
    #expect(run.status == 0, "\(run.output)\(run.messages)")
    #expect(run.output.contains("Total"), "\(run.output)")
  }

  @Test func `the fragment is in the one style, and is printed in Indonesian as the page says`() throws {
    let scratch = try Scratch()
    try Data(try fragment().utf8).write(to: scratch.folder.appendingPathComponent("plan.payung"))
    let format = try PayungProcess(["format", "--check", "plan.payung"], in: scratch.folder)
    #expect(format.status == 0, "\(format.output)")
    let translated = try PayungProcess(
      ["translate", "plan.payung", "--to", "indonesian"], in: scratch.folder)
    #expect(translated.output.contains("\npagu apbd = Rp600 juta, cadangkan 5%\n"), "\(translated.output)")
  }
}
