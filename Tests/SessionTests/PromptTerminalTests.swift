import Glibc
import Testing

@testable import payung

/// The prompt as a person meets it, in a terminal of its own.
@Suite(.serialized) struct PromptTerminalTests {

  private let directory: String

  /// What is sent once when an entry is waited for; the words of the prompt are sent again with every key.
  private let prompt = "\u{1B}[?2004h"

  init() throws {
    var template = Array("/tmp/payung-prompt-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    try #require(made != nil)
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func terminal(
    _ arguments: [String] = [], language: String = "en", environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let usual = [
      "TERM": "xterm", "PAYUNG_LANGUAGE": language, "XDG_STATE_HOME": directory, "LC_ALL": "C.UTF-8",
      "SWIFT_BACKTRACE": "enable=no", "INPUTRC": "/dev/null", "PATH": "/usr/bin:/bin",
    ]
    return try #require(
      PseudoTerminal(arguments, environment: usual.merging(environment) { $1 }))
  }

  /// Presses Ctrl-D at the prompt; before the prompt it would be the terminal's own.
  private func leave(_ t: PseudoTerminal) {
    #expect(t.waits(for: prompt))
    t.type("\u{4}")
    #expect(t.status() == 0)
  }

  @Test func aLineIsAnsweredAndControlDLeaves() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("2 * 3\r")
    #expect(t.waits(for: "6"))
    leave(t)
  }

  @Test func controlCDropsTheLineAndNotTheSession() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    // Keys typed ahead keep their order: each Ctrl-C drops what stands before it and nothing that comes after.
    for _ in 0..<20 { t.type("nonsense\u{3}") }
    t.type("let x = 4\rx * 10\r")
    #expect(t.waits(for: "40"))
    t.type(":quit\r")
    #expect(t.status() == 0)
    #expect(!t.transcript.contains("error["))
  }

  @Test func anEntryOfSeveralLinesIsRecalledAndEditedAsOne() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("function twice(n: number) : number\r")
    #expect(t.waits(for: "...> "))
    t.type("when n at least 0 then n * 2\rotherwise 0\rend\r")
    #expect(t.waits(for: prompt))
    // Up recalls the whole; twice up is its line of `when`, at whose end a digit is added.
    t.type("\u{1B}[A\u{1B}[A\u{1B}[A\u{5}0\r")
    #expect(t.waits(for: prompt))
    t.type("twice(21)\r")
    #expect(t.waits(for: "420"))
    leave(t)
  }

  @Test func whatIsTypedIsColouredUnlessColoursAreUnwanted() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("show 5")
    #expect(t.waits(for: "\u{1B}[33m5"))
    t.type("\u{3}")
    leave(t)
    let plain = try terminal(environment: ["NO_COLOR": "1"])
    #expect(plain.waits(for: prompt))
    plain.type("show 5")
    #expect(plain.waits(for: "5"))
    #expect(!plain.transcript.contains("\u{1B}[33m"))
    plain.type("\u{3}")
    leave(plain)
  }

  @Test func theEditorOpensTheLastEntry() throws {
    let t = try terminal(environment: ["EDITOR": "sed -i s/2/20/"])
    #expect(t.waits(for: prompt))
    t.type("2 * 3\r")
    #expect(t.waits(for: "6"))
    t.type(":edit\r")
    #expect(t.waits(for: "60"))
    leave(t)
  }

  @Test func aLongResultIsShownInAPager() throws {
    let t = try terminal(environment: ["PAGER": "wc -l <"])
    #expect(t.waits(for: prompt))
    t.type(":sample\r")
    #expect(t.waits(for: prompt))
    t.type("show pekerja\r")
    #expect(t.waits(for: prompt))
    t.type(":last\r")
    #expect(t.waits(for: "43"))
    leave(t)
  }

  @Test func aTranscriptAndTheHistoryHoldNoIdentityNumbers() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type(":transcript \(directory)/talk.txt\r")
    #expect(t.waits(for: prompt))
    t.type("let x = \"3599010101010001\"\r")
    #expect(t.waits(for: prompt))
    t.type("x\r")
    #expect(t.waits(for: prompt))
    t.type(":transcript off\r")
    leave(t)
    let talk = CommandRun.read(directory + "/talk.txt")
    #expect(talk.contains("payung> let x = \"359901**********\""), "\(talk)")
    #expect(!talk.contains("3599010101010001"))
    #expect(!CommandRun.read(directory + "/payung/history").contains("3599010101010001"))
  }

  @Test func aChangedFileIsNoticedAndReadAgain() throws {
    let path = directory + "/plan.payung"
    CommandRun.write("language english\nlet quota = 5\n", to: path)
    let t = try terminal([path])
    #expect(t.waits(for: prompt))
    t.type("quota\r")
    #expect(t.waits(for: prompt))
    CommandRun.write("language english\nlet quota = 555\n", to: path)
    t.type("1\r")
    #expect(t.waits(for: "P0952"))
    t.type(":reload\r")
    #expect(t.waits(for: "read again"))
    t.type("quota\r")
    #expect(t.waits(for: "555"))
    leave(t)
  }

  @Test func aBlockGoesOnUntilItIsComplete() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("function twice(n: number) : number\r")
    #expect(t.waits(for: "...> "))
    t.type("  when n at least 0 then n * 2\r")
    #expect(t.waits(for: "...> "))
    t.type("  otherwise 0\r")
    #expect(t.waits(for: "...> "))
    t.type("end\r")
    #expect(t.waits(for: prompt))
    t.type("twice(21)\r")
    #expect(t.waits(for: "42"))
    leave(t)
  }

  @Test func controlCInABlockDropsTheBlock() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("function twice(n: number) : number\r")
    #expect(t.waits(for: "...> "))
    t.type("\u{3}")
    #expect(t.waits(for: prompt))
    t.type("1 + 1\r")
    #expect(t.waits(for: "2"))
    leave(t)
  }

  @Test func aPastedBlockIsOneEntry() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("\u{1B}[200~let a = 20\nlet b = a + 1\u{1B}[201~\r")
    #expect(t.waits(for: prompt))
    t.type("b * 2\r")
    #expect(t.waits(for: "42"))
    leave(t)
  }

  @Test func tabCompletesKeywordsNamesAndRequests() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.type("let population_of_gresik = 7\r")
    #expect(t.waits(for: prompt))
    t.type("sho\tpopu\t\r")
    #expect(t.waits(for: "population_of_gresik"))
    #expect(t.waits(for: "7"))
    t.type(":qu\t\r")
    #expect(t.status() == 0)
  }

  @Test func historyIsKeptAcrossSessionsWithoutIdentityNumbers() throws {
    let first = try terminal()
    #expect(first.waits(for: prompt))
    first.type("let x = \"3599010101010001\"\r")
    leave(first)
    var status = stat()
    #expect(stat(directory + "/payung/history", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try terminal()
    #expect(second.waits(for: prompt))
    second.type("\u{1B}[A")
    #expect(second.waits(for: "359901**********"))
    second.type("\u{3}")
    leave(second)
  }

  @Test func theReaderSpeaksIndonesian() throws {
    let t = try terminal(language: "id")
    #expect(t.waits(for: ":bantuan"))
    t.type("misalkan x = 1,5\r")
    #expect(t.waits(for: prompt))
    t.type("tampilkan x * 2\r")
    #expect(t.waits(for: "3"))
    t.type("tampilkan y\r")
    #expect(t.waits(for: "kesalahan[P0"))
    t.type(":keluar\r")
    #expect(t.status() == 0)
  }

  @Test func aChangedWindowDoesNoHarm() throws {
    let t = try terminal()
    #expect(t.waits(for: prompt))
    t.resize(columns: 40)
    t.type("1 + 2\r")
    #expect(t.waits(for: "3"))
    leave(t)
  }
}
