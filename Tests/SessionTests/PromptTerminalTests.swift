import Glibc
import Testing

@testable import payung

/// The prompt as a person meets it, in a terminal of its own.
@Suite(.serialized) struct PromptTerminalTests {

  private let directory: String

  init() throws {
    var template = Array("/tmp/payung-prompt-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    try #require(made != nil)
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func terminal(_ arguments: [String] = [], language: String = "en") throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        arguments,
        environment: [
          "TERM": "xterm", "PAYUNG_LANGUAGE": language, "XDG_STATE_HOME": directory, "LC_ALL": "C.UTF-8",
          "SWIFT_BACKTRACE": "enable=no", "INPUTRC": "/dev/null",
        ]))
  }

  /// Presses Ctrl-D at the prompt; before the prompt it would be the terminal's own.
  private func leave(_ t: PseudoTerminal) {
    #expect(t.waits(for: "payung> "))
    t.type("\u{4}")
    #expect(t.status() == 0)
  }

  @Test func aLineIsAnsweredAndControlDLeaves() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.type("2 * 3\r")
    #expect(t.waits(for: "6"))
    leave(t)
  }

  @Test func controlCDropsTheLineAndNotTheSession() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    for _ in 0..<20 { t.type("nonsense\u{3}") }
    #expect(t.waits(for: "^C"))
    t.type("\u{3}let x = 4\r")
    #expect(t.waits(for: "payung> "))
    t.type("x * 10\r")
    #expect(t.waits(for: "40"))
    t.type(":quit\r")
    #expect(t.status() == 0)
    #expect(!t.transcript.contains("error["))
  }

  @Test func aBlockGoesOnUntilItIsComplete() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.type("function twice(n: number) : number\r")
    #expect(t.waits(for: "...> "))
    t.type("  when n at least 0 then n * 2\r")
    #expect(t.waits(for: "...> "))
    t.type("  otherwise 0\r")
    #expect(t.waits(for: "...> "))
    t.type("end\r")
    #expect(t.waits(for: "payung> "))
    t.type("twice(21)\r")
    #expect(t.waits(for: "42"))
    leave(t)
  }

  @Test func controlCInABlockDropsTheBlock() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.type("function twice(n: number) : number\r")
    #expect(t.waits(for: "...> "))
    t.type("\u{3}")
    #expect(t.waits(for: "payung> "))
    t.type("1 + 1\r")
    #expect(t.waits(for: "2"))
    leave(t)
  }

  @Test func aPastedBlockIsOneEntry() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.type("\u{1B}[200~let a = 20\nlet b = a + 1\u{1B}[201~\r")
    #expect(t.waits(for: "payung> "))
    t.type("b * 2\r")
    #expect(t.waits(for: "42"))
    leave(t)
  }

  @Test func tabCompletesKeywordsNamesAndRequests() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.type("let population_of_gresik = 7\r")
    #expect(t.waits(for: "payung> "))
    t.type("sho\tpopu\t\r")
    #expect(t.waits(for: "show population_of_gresik"))
    #expect(t.waits(for: "7"))
    t.type(":qu\t\r")
    #expect(t.status() == 0)
  }

  @Test func historyIsKeptAcrossSessionsWithoutIdentityNumbers() throws {
    let first = try terminal()
    #expect(first.waits(for: "payung> "))
    first.type("let x = \"3599010101010001\"\r")
    leave(first)
    var status = stat()
    #expect(stat(directory + "/payung/history", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try terminal()
    #expect(second.waits(for: "payung> "))
    second.type("\u{1B}[A")
    #expect(second.waits(for: "let x = \"359901**********\""))
    second.type("\u{3}")
    leave(second)
  }

  @Test func theReaderSpeaksIndonesian() throws {
    let t = try terminal(language: "id")
    #expect(t.waits(for: ":bantuan"))
    t.type("misalkan x = 1,5\r")
    #expect(t.waits(for: "payung> "))
    t.type("tampilkan x * 2\r")
    #expect(t.waits(for: "3"))
    t.type("tampilkan y\r")
    #expect(t.waits(for: "kesalahan[P0"))
    t.type(":keluar\r")
    #expect(t.status() == 0)
  }

  @Test func aChangedWindowDoesNoHarm() throws {
    let t = try terminal()
    #expect(t.waits(for: "payung> "))
    t.resize(columns: 40)
    t.type("1 + 2\r")
    #expect(t.waits(for: "3"))
    leave(t)
  }
}
