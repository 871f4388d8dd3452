import Foundation
import Testing

/// Programs in Markdown: the regulation's text beside the rule.
@Suite struct LiterateTests {

  private static let plan = """
    # The rate

    The law says: one percent of what is earned.

    ```payung
    language english

    let   rate = 1%
    ```

    Not a program:

    ```
    show nothing at all
    ```

    ~~~payung
    show Rp1.000 * rate
    test "the rate"
      expect Rp2.000 * rate is Rp20
    end
    ~~~

    The end.

    """

  private func folder(_ text: String) throws -> Scratch {
    let scratch = try Scratch()
    try Data(text.utf8).write(to: scratch.folder.appendingPathComponent("plan.payung.md"))
    return scratch
  }

  @Test func `it runs, and its tests pass, also where only its folder is named`() throws {
    let scratch = try folder(Self.plan)
    let run = try PayungProcess(["run", "plan.payung.md"], in: scratch.folder)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.hasPrefix("Rp10\n") || run.output.contains("Rp10"), "\(run.output)")
    let test = try PayungProcess(["test", "."], in: scratch.folder)
    #expect(test.status == 0)
    #expect(test.output.contains("the rate"), "\(test.output)")
  }

  @Test func `what is wrong is named by the line of the Markdown file`() throws {
    let scratch = try folder(Self.plan.replacingOccurrences(of: "* rate\ntest", with: "* rote\ntest"))
    let check = try PayungProcess(["check", "plan.payung.md"], in: scratch.folder)
    #expect(check.status == 3)
    #expect(check.messages.contains("plan.payung.md:18:16"), "\(check.messages)")
  }

  @Test func `formatting and translating touch the programs only`() throws {
    let scratch = try folder(Self.plan)
    let format = try PayungProcess(["format", "."], in: scratch.folder)
    #expect(format.status == 0, "\(format.messages)")
    let text = try String(
      contentsOf: scratch.folder.appendingPathComponent("plan.payung.md"), encoding: .utf8)
    #expect(text == Self.plan.replacingOccurrences(of: "let   rate", with: "let rate"))
    let translated = try PayungProcess(
      ["translate", "plan.payung.md", "--to", "indonesian"], in: scratch.folder)
    #expect(translated.output.contains("bahasa indonesia\n\nmisalkan rate = 1%"), "\(translated.output)")
    #expect(translated.output.contains("show nothing at all"))
    #expect(translated.output.contains("tampilkan Rp1.000 * rate"))
  }

  @Test func `a fence that is never closed ends with the file`() throws {
    let scratch = try folder("# x\n\n```payung\nlanguage english\nshow 1 + 1")
    let run = try PayungProcess(["run", "plan.payung.md"], in: scratch.folder)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("2"))
  }

  @Test func `Markdown without a program is one that asks nothing`() throws {
    let scratch = try folder("# Only text\n")
    let check = try PayungProcess(["check", "plan.payung.md"], in: scratch.folder)
    #expect(check.status == 0, "\(check.messages)")
  }
}
