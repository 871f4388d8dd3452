import Diagnostics
import Reporting
import Testing

@testable import Session

/// A session that a program drives, through pipes, as `docs/reference/repl.schema.json` describes it.
@Suite struct MachineSessionTests {

  /// Sends `lines` to `payung repl --json`; returns what came back, without the greeting.
  private func session(_ lines: [String], language: String = "en") throws -> [JSONValue] {
    let directory = try #require(CommandRun.directory())
    let run = CommandRun(
      ["repl", "--json", "--language", language], input: lines.map { $0 + "\n" }.joined(), in: directory)
    #expect(run.status == 0 && run.messages.isEmpty, "\(run.messages)")
    let answers = run.output.split(separator: "\n").map { JSONValue(reading: String($0)) }
    let greeting = try #require(answers.first ?? nil)
    #expect(greeting["ready"] == .truth(true) && greeting["language"]?.string == language)
    return try answers.dropFirst().map { try #require($0) }
  }

  private func entry(_ id: Int64, _ text: String) -> String {
    JSONValue.object([JSONValue.Member("id", .integer(id)), JSONValue.Member("entry", .string(text))]).compact
  }

  @Test func eachRequestHasOneAnswerInOrder() throws {
    let answers = try session([
      entry(1, "let quota = 5\nlet more = quota * 2"), entry(2, "more"), entry(3, "show quotta"),
      "{\"id\": \"a\", \"is_complete\": \"rule x for y\"}", "{\"id\": null, \"complete\": \"sho\"}",
      "no JSON", "{\"id\": 7}",
      entry(8, ":edit"), entry(9, ":nonsense"),
    ])
    #expect(answers.count == 9)
    for (answer, id) in zip(answers, [1, 2, 3] as [Int64]) { #expect(answer["id"] == .integer(id)) }
    for answer in answers where answer["status"] != nil {
      for member in ["language", "assumptions", "lines", "blocks", "diagnostics", "tests", "files"] {
        #expect(answer[member] != nil, "\(member)")
      }
    }
    #expect(answers[0]["status"] == .integer(0))
    #expect(answers[1].compact.contains("\"value\": 10"))
    #expect(answers[2]["status"] == .integer(3) && answers[2].compact.contains("P0301"))
    #expect(answers[3]["id"] == .string("a") && answers[3]["is_complete"] == .truth(false))
    #expect(answers[4]["from"] == .integer(0) && answers[4]["candidates"] == .array([.string("show")]))
    #expect(answers[5]["id"] == .null && answers[5].compact.contains("P0959"))
    #expect(answers[6]["id"] == .integer(7) && answers[6].compact.contains("P0959"))
    #expect(answers[7].compact.contains("P0953") && answers[8].compact.contains("P0980"))
  }

  @Test func filesAreWrittenWithARecordAndPrivateFieldsStayMasked() throws {
    let answers = try session([
      entry(1, ":sample"), entry(2, "show pekerja first 3"), entry(3, ":export rows.csv"),
      entry(4, "export pekerja to \"all.csv\" revealing nik for \"monitoring\""),
    ])
    #expect(!answers[1].compact.contains("3599016107670001") && answers[1].compact.contains("masked"))
    #expect(answers[2]["files"] == .array([.string("rows.csv")]))
    #expect(answers[3]["files"] == .array([.string("all.csv")]), "\(answers[3].compact)")
  }

  @Test(arguments: [
    "{\"entry\": \"1\"} {\"entry\": \"2\"}", "[\"entry\"]", "{\"entry\": 1}", "{\"entry\": \"\\ud800\"}",
    "{\"entry\": \"a}", "{\"id\": 1.5, \"entry\": \"1\"}", "{\"id\": 00, \"entry\": \"1\"}", "\u{0}",
    String(repeating: "[", count: 100_000),
  ])
  func aLineThatIsNoRequestIsRefused(_ line: String) throws {
    let answers = try session([line, entry(2, "2 * 21")])
    #expect(answers.count == 2)
    #expect(answers[0].compact.contains("P0959"))
    #expect(answers[1].compact.contains("42"))
  }

  @Test(arguments: [
    ("let b = apbd + ?", "`apbd`"), ("count pekerja where peran is ?", "`nelayan`"),
    ("count pekerja where upah > ?", "`iuran`"),
  ])
  func aPlaceStillToBeWrittenSaysWhatFits(_ text: String, _ expected: String) throws {
    let answers = try session([entry(1, ":sample"), entry(2, text)])
    #expect(
      answers[1].compact.contains("P0434") && answers[1].compact.contains(expected), "\(answers[1].compact)")
  }

  @Test func whatIsSupposedIsSaid() throws {
    let answers = try session([
      entry(1, ":sample"), entry(2, "suppose apbd = apbd * 90%"), entry(3, "undo"), entry(4, "apbd"),
    ])
    #expect(answers[1]["assumptions"] == .array([.string("apbd = apbd * 90%")]), "\(answers[1].compact)")
    #expect(answers[2]["assumptions"] == .array([]))
    #expect(answers[3].compact.contains("1500000"))
  }

  @Test func textsComeThroughUnchanged() throws {
    let answers = try session(
      ["{\"id\": {\"a\": [1, true]}, \"entry\": \"\\u0074ampilkan \\\"\\u00e9\\ud83d\\ude00\\\"\"}"],
      language: "id")
    #expect(answers[0]["id"] == .object([JSONValue.Member("a", .array([.integer(1), .truth(true)]))]))
    #expect(answers[0].compact.contains("é😀"), "\(answers[0].compact)")
  }

  @Test(arguments: [
    ("count pekerja where peran is rt, ", ["bpd", "rw"], ["count", "pekerja"]),
    ("show pekerja sorted ", ["by"], ["and", "pekerja"]),
    ("show pekerja by desa.", ["desa.kabupaten"], ["pekerja"]),
    ("compare hemat with ", ["base", "hemat"], ["pekerja"]), ("compare ", ["base", "hemat"], ["apbd"]),
    ("find least ", ["apbd", "batas_desil"], ["pekerja"]), ("why layak for ", ["pekerja"], ["layak"]),
    ("let y = Rp16.800 per ", ["month"], ["pekerja"]), ("budget csr = Rp5 ", ["juta", "miliar"], ["count"]),
    ("let x = iuran * 12 ", ["months"], ["count"]), ("show bantuan in ", ["hemat"], ["apbd"]),
    ("use ", ["jamsostek.contributions"], ["pekerja"]), (":mode ", ["csv"], ["pekerja"]),
    ("roster b from \"x\"\n  nik : ", ["text", "money", "desa"], ["count of", "bantuan"]),
    ("rule z for pekerja\n  when desil at ", ["least", "most"], ["desil"]),
    ("show pekerja where layak ", ["and", "sorted by"], ["pekerja", "count"]),
    ("show pekerja where ", ["layak", "desil"], ["sorted by"]),
    ("rule z for ", ["pekerja"], ["apbd"]), ("allocate b from ", ["apbd"], ["pekerja"]),
  ])
  func completionKnowsThePlace(_ text: String, _ expected: [String], _ absent: [String]) throws {
    let line = JSONValue.object([JSONValue.Member("complete", .string(text))]).compact
    let answers = try session([entry(1, ":sample"), line])
    guard case .array(let found)? = answers[1]["candidates"] else {
      Issue.record("no candidates")
      return
    }
    for e in expected { #expect(found.contains(.string(e)), "\(text)\(e): \(found)") }
    for a in absent { #expect(!found.contains(.string(a)), "\(text)\(a)") }
  }

  @Test(arguments: [
    ("banyaknya pekerja yang peran adalah rt atau ", ["bpd"]), ("tampilkan pekerja urut ", ["menurut"]),
    ("cari ", ["apbd"]), ("tampilkan bantuan pada ", ["skenario"]),
    ("bandingkan ", ["rencana awal", "hemat"]),
    (":ben", []), (":mo", [":mode"]), ("mengapa layak untuk ", ["pekerja"]),
  ])
  func completionSpeaksIndonesian(_ text: String, _ expected: [String]) throws {
    let line = JSONValue.object([JSONValue.Member("complete", .string(text))]).compact
    let answers = try session([entry(1, ":contoh"), line], language: "id")
    guard case .array(let found)? = answers[1]["candidates"] else {
      Issue.record("no candidates")
      return
    }
    if expected.isEmpty { #expect(found.isEmpty) }
    for e in expected { #expect(found.contains(.string(e)), "\(text)\(e): \(found)") }
  }
}
