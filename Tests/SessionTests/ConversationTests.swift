import Diagnostics
import Rosters
import Testing

@testable import Session

/// A session at the prompt, without a terminal.
@Suite struct ConversationTests {

  private static let files: [String: String] = [
    "plan.payung": """
    language english
    as of 1 January 2026
    ## How many may be served.
    let quota = 2
    roster workers from "workers.csv"
      id   : text, key
      role : one of (rt, rw)
      age  : count
    end
    rule old for workers = age at least 60
    use "more.payung"
    show quota
    """,
    "plain.payung": "let size = 7\n", "polos.payung": "misalkan besar = 8\n",
    "more.payung": "language english\nlet more = quota * 10\nshow more\n",
    "rencana.payung":
      "bahasa indonesia\nmisalkan kuota = 2\naturan tua untuk warga = umur paling sedikit 60\n"
      + "daftar warga dari \"workers.csv\"\n  id : teks, kunci\n  umur : cacah, kolom \"age\"\nselesai\n",
  ]

  private static let data = [
    "workers.csv": "id,role,age\na,rt,61\nb,rw,30\nc,rt,70\n", "few.csv": "id,role,age\na,rt,61\n",
  ]

  private func conversation(_ language: Language = .english) -> Conversation {
    Conversation(
      files: ProgramFiles { path in
        ConversationTests.files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing)
      },
      data: RosterFiles { _, name in
        ConversationTests.data[name].map { .success([DataFile(name: name, text: $0)]) }
          ?? .failure(RosterFailure([.unreadableProgram(name, .missing)]))
      }, language: language, settings: RunSettings(),
      startedOn: CalendarDate(year: 2026, month: 6, day: 1) ?? CalendarDate(days: 0),
      cancellation: Cancellation())
  }

  /// Enters `lines`; returns what each printed, and its codes.
  private func enter(_ lines: String..., into c: Conversation? = nil) -> [String] {
    let c = c ?? conversation()
    return lines.map { line in
      let reply: PromptReply
      if let request = PromptRequest.parse(line) {
        switch request {
        case .success(let r): reply = c.answer(r)
        case .failure(let f): reply = c.explain(f)
        }
      } else {
        reply = c.answer(line)
      }
      let text = c.text(of: reply, width: nil, isColoured: false)
      return text + reply.diagnostics.map { "[\($0.code)]" }.joined()
    }
  }

  @Test func expressionsAreShown() {
    let out = enter("2 * 3", "let x = 7", "x", "show x + 1", "Rp16.800 per month * 12 months")
    #expect(out[0].contains("6") && out[1].isEmpty && out[2].contains("7") && out[3].contains("8"))
    #expect(out[4].contains("Rp201.600"))
  }

  @Test func whatDependsOnADefinitionFollows() {
    let out = enter("let a = 2", "let b = a * 10", "b", "let a = 3", "b", "let b = 1", "b")
    #expect(out[2].contains("20") && out[4].contains("30") && out[6].contains("1") && !out[6].contains("10"))
  }

  @Test func whatDoesNotFitChangesNothing() {
    let out = enter("let a = Rp2 juta", "let b = a + Rp1", "let a = yes", "b", "let c = c + 1", "c")
    #expect(out[2].contains("[P04"), "\(out[2])")
    #expect(out[3].contains("Rp2.000.001"))
    #expect(out[4].contains("[P0501]"))
    #expect(out[5].contains("[P0301]"))
  }

  @Test func aFileIsTakenUpWithoutItsActions() {
    let out = enter(
      ":load plan.payung", "quota", "more", "count workers where old", "let quota = 5", "more", ":list")
    #expect(out[0].contains("plan.payung: 4") || out[0].contains("plan.payung"))
    #expect(!out[0].contains("quota  2"))
    #expect(out[1].contains("2") && out[2].contains("20") && out[3].contains("2"))
    #expect(out[5].contains("50"))
    #expect(out[6].contains("rule old for workers = age at least 60") && out[6].contains("let quota = 5"))
  }

  @Test func dataCanBeReplaced() {
    let out = enter(
      ":load plan.payung", "count workers", ":data workers=few.csv", "count workers", ":data x=y")
    #expect(out[1].contains("3") && out[3].contains("1"))
    #expect(out[4].contains("[P0921]"))
  }

  @Test func aNameIsExplained() {
    let out = enter(":load plan.payung", ":info old", ":info quota", ":info quoat")
    #expect(out[1].contains("rule old for workers") && out[1].contains("uses workers"))
    #expect(out[2].contains("How many may be served.") && out[2].contains("used by more"))
    #expect(out[3].contains("[P0983]"))
  }

  @Test func theDayIsThatOfTheStartUntilTheProgramSays() {
    let out = enter("today", "as of 2026-01-15", "today", "as of 2026-02-15", "today")
    #expect(
      out[0].contains("1 June 2026") && out[2].contains("15 January 2026") && out[4].contains("15 February"))
  }

  @Test func theLanguageChanges() {
    let c = conversation()
    let out = enter("let x = 1,5", ":language indonesian", "tampilkan x * 2", "misalkan y = x", "y", into: c)
    #expect(out[1].contains("bahasa Indonesia") && out[2].contains("3") && out[4].contains("1,5"))
    #expect(enter(":load rencana.payung", "banyaknya warga yang tua", into: conversation())[1].contains("2"))
  }

  @Test func whatWorkedIsSavedAsAProgramThatRuns() throws {
    let c = conversation()
    _ = enter(
      ":load plan.payung", "let quota = 5", "show quotta", "count workers where old", "let broken =",
      "more * 2",
      into: c)
    let saved = try #require(c.answer(.save("kept.payung")).saved)
    #expect(saved.path == "kept.payung")
    #expect(saved.text.contains("let quota = 5") && !saved.text.contains("let quota = 2"))
    #expect(
      !saved.text.contains("quotta") && !saved.text.contains("broken") && !saved.text.contains("show more\n"))
    let checked = CheckedProgram(
      text: saved.text, name: "kept.payung", directory: ".", files: ProgramFiles { _ in .failure(.missing) })
    #expect(checked.diagnostics.isEmpty, "\(checked.diagnostics.map(\.code)) \(saved.text)")
    #expect(checked.core.actions.count == 2)
  }

  @Test func aSavedProgramHasOneLanguage() throws {
    let c = conversation()
    _ = enter("let x = 1.5", "show x", ":language indonesian", "misalkan y = x * 2", "tampilkan y", into: c)
    let saved = try #require(c.answer(.save("kept.payung")).saved)
    #expect(
      saved.text.contains("bahasa indonesia\n") && saved.text.contains("misalkan x = 1,5"), "\(saved.text)")
    let checked = CheckedProgram(
      text: saved.text, name: "kept.payung", directory: ".", files: ProgramFiles { _ in .failure(.missing) })
    #expect(checked.diagnostics.isEmpty)
  }

  @Test func warningsAreGivenOnce() {
    let out = enter(
      "param rate : percent unverified\n  from 2020-01-01 = 2%\nend", "let a = rate", "let b = 2", "let c = 3"
    )
    #expect(out[2].isEmpty && out[3].isEmpty, "\(out)")
  }

  @Test(arguments: [
    ("sho", 0..<3, ["show"]), ("show workers by ro", 16..<18, ["role"]),
    ("count workers where role is r", 28..<29, ["rt", "rw"]), (":in", 0..<3, [":info"]),
    (":info quo", 6..<9, ["quota"]), (":load pl", 6..<8, ["plan.payung"]),
    ("show workers with workers.a", 18..<27, ["workers.age"]),
  ])
  func completionKnowsThePlace(_ line: String, _ word: Range<Int>, _ expected: [String]) {
    let c = conversation()
    _ = enter(":load plan.payung", into: c)
    let files = { (start: String) in ["plan.payung", "rencana.payung"].filter { $0.hasPrefix(start) } }
    let found = c.candidates(in: line, word: word, files: files).map(\.text)
    for e in expected { #expect(found.contains(e), "\(found)") }
    #expect(found.count < 40)
  }

  @Test(arguments: [
    ("let x = 1", true), ("rule old for workers", false), ("show 1 +", false), ("show (", false),
    ("function f(n: number) : number", false), ("", true), ("show \"a", true),
  ])
  func completeness(_ entry: String, _ expected: Bool) {
    #expect(conversation().isComplete(entry) == expected)
  }

  @Test func aRuleEnteredAgainLeavesThatOfAnotherRosterAlone() {
    let c = conversation()
    let out = enter(
      ":load plan.payung",
      "roster others from \"few.csv\"\n  id : text, key\n  age : count\nend\nrule old for others = age at least 50",
      "rule old for workers = age at least 70", "count workers where old", "count others where old",
      "rule old for others = age at least 62", "count workers where old", "count others where old", into: c)
    #expect(
      out[3].contains("1") && out[4].contains("1") && out[6].contains("1") && out[7].contains("0"), "\(out)")
    #expect(!out.joined().contains("[P"), "\(out)")
  }

  @Test func aFileWithoutALanguageIsEnglishWhateverTheSessionSpeaks() {
    let c = conversation(.indonesian)
    let out = enter(":muat plain.payung", "size", into: c)
    #expect(out[0].contains("1 definitions") && out[0].contains(":language indonesian"), "\(out)")
    #expect(out[1].contains("7"))
    let other = conversation(.indonesian)
    #expect(enter(":muat polos.payung", "besar", into: other)[1].contains("8"))
    #expect(other.language == .indonesian)
  }

  @Test func whatIsSupposedStandsBeforeThePromptOnce() {
    let c = conversation()
    _ = enter(":load plan.payung", "scenario lean\n  set quota = 1\nend", "suppose lean", into: c)
    #expect(c.assumptions == ["lean"])
    let kept = enter("suppose quota = 5", "keep as mine", "back to the plan", "use mine", into: c)
    #expect(kept[1].contains("Kept as mine"))
    #expect(c.assumptions == ["mine"])
    _ = enter("suppose quota = 6", into: c)
    #expect(c.assumptions == ["mine", "quota = 6"])
  }

  @Test func theSessionIsSavedInWords() {
    let c = conversation(.indonesian)
    _ = enter("misalkan kuota = 5", into: c)
    let reply = c.answer("simpan sesi ini sebagai \"rapat.payung\"")
    #expect(reply.saved?.path == "rapat.payung")
    #expect(reply.saved?.text.contains("misalkan kuota = 5") ?? false)
    #expect(c.answer("simpan sesi ini").saved == nil)
  }

  @Test func helpIsSearched() {
    let out = enter(
      ":help sweep", ":help csv", ":help nothingofthekind", ":info role", ":info age", ":mode wide")
    #expect(out[0].contains("sweep apbd") && out[0].contains("what-if"))
    #expect(out[1].contains(":export"))
    #expect(out[2].contains("[P0957]"))
    #expect(out[3].contains("[P0983]"))
    #expect(out[5].contains("[P0987]"))
    let c = conversation()
    #expect(enter(":load plan.payung", ":info role", into: c)[1].contains("rt, rw"))
  }

  @Test func aKeywordAloneIsAnswered() {
    #expect(enter("compare")[0].contains("[P0201]"))
    #expect(enter("find")[0].contains("[P"))
  }
}
