import Foundation
import Testing

/// The page for those who decide: a figure, tables, what to mind, legal bases, the inputs, a place to sign.
@Suite struct ReportPageTests {

  private func write(_ text: String, _ name: String, _ scratch: Scratch) throws {
    try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
  }

  private func page(_ program: String) throws -> String {
    let scratch = try Scratch()
    try write("nik,income\n3599010101900001,1000000\n3599010101900002,2000000\n", "workers.csv", scratch)
    try write(program, "plan.payung", scratch)
    let run = try PayungProcess(["run", "plan.payung"], in: scratch.folder)
    #expect(run.status == 0, "\(run.output)\(run.messages)")
    return try String(contentsOf: scratch.folder.appendingPathComponent("page.html"), encoding: .utf8)
  }

  private static let definitions = """
    language english
    as of 1 July 2026
    roster workers from "workers.csv"
      nik    : nik, key, private
      income : money per month
    end
    param rate : percent   under "Regulation 1/2020"
      from 2020-01-01 = 1%   under "Regulation 1/2020"
      from 2026-01-01 = 2%   under "Regulation 9/2025"
    end
    param fee : money   under "A letter"   unverified = Rp1.000
    param unused : money   under "Never read" = Rp5
    rule contribution for workers = income * rate * 1 month

    """

  @Test func `it cites what its figures rest on, as in force, and nothing else`() throws {
    let html = try page(
      Self.definitions + """
        report "page.html"
          title "Need <2026>"
          addressed to "The Regent"
          note "Only {count workers} people"
          signed by "Head of office"
          show sum of contribution over workers as need
        end
        """)
    #expect(html.contains("<h1>Need &lt;2026&gt;</h1>") && html.contains("The Regent"))
    #expect(html.contains("<b>Rp60.000</b>") && html.contains("<li>Only 2 people</li>"))
    #expect(html.contains("<li>Regulation 9/2025</li>"))
    #expect(!html.contains("Regulation 1/2020") && !html.contains("Never read") && !html.contains("A letter"))
    #expect(html.contains("Head of office") && html.contains("Place, date"))
    #expect(html.contains("workers.csv: SHA-256 ") && html.contains("plan.payung: SHA-256 "))
    #expect(html.contains("workers: 2 rows used, 0 set aside") && html.contains("As of 1 July 2026"))
  }

  @Test func `what is not verified is said on the page that rests on it`() throws {
    let html = try page(
      Self.definitions + """
        report "page.html"
          show sum of contribution over workers + fee as need
        end
        """)
    #expect(html.contains("<li>`fee` is not verified (A letter).</li>") && html.contains("<li>A letter</li>"))
    #expect(html.contains("<h1>page.html</h1>") && !html.contains("class=\"sign\""))
  }

  @Test func `the clauses are kept by formatting and by translation`() throws {
    let scratch = try Scratch()
    let program = """
      language english

      report "page.html"
        title "T"
        addressed to "A"
        note "One"
        note "Two"
        signed by "B"
        show 1 + 1
      end

      """
    try write(program, "a.payung", scratch)
    #expect(try PayungProcess(["format", "a.payung", "--check"], in: scratch.folder).status == 0)
    let there = try PayungProcess(["translate", "a.payung", "--to", "indonesian"], in: scratch.folder).output
    #expect(there.contains("ditujukan kepada \"A\"") && there.contains("ditandatangani oleh \"B\""))
    try write(there, "b.payung", scratch)
    #expect(
      try PayungProcess(["translate", "b.payung", "--to", "english"], in: scratch.folder).output == program)
  }
}
