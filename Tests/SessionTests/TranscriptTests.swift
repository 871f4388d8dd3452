import Diagnostics
import Rosters
import Session
import Testing

@testable import payung

#if canImport(Glibc)
  import Glibc
#endif

/// Sessions as they are typed, with all that they print: what begins with `> ` is entered, the rest is the answer.
///
/// The first line names the program that is loaded, from the root of the project. With `UPDATE_EXPECTED` in the
/// environment the answers are written down anew; a person reads what changed.
@Suite struct TranscriptTests {

  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  static let transcripts = [
    "Tests/Spec/session/meeting/rapat.transcript", "Tests/Spec/session/meeting/meeting.transcript",
    "Tests/Spec/session/mojokerto/rapat.transcript", "Tests/Spec/session/mojokerto/meeting.transcript",
    "Tests/Spec/session/office/tugas.transcript", "Tests/Spec/session/office/tasks.transcript",
  ]

  @Test(arguments: transcripts) func answersAsWritten(_ path: String) throws {
    let whole = "\(TranscriptTests.root)/\(path)"
    guard case .success(let bytes) = DiskFile.read(whole) else {
      Issue.record("no transcript \(path)")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let program = try #require(lines.first)
    let conversation = Conversation(
      files: .disk, data: .disk, language: .indonesian, settings: RunSettings(),
      startedOn: CalendarDate(days: 20_454), cancellation: Cancellation())
    var printed = program + "\n"
    let loaded = conversation.answer(.load("\(TranscriptTests.root)/\(program)"))
    #expect(loaded.status == .fine)
    for line in lines where line.hasPrefix("> ") {
      let reply = conversation.answer(String(line.dropFirst(2)))
      printed += "\n\(line)\n" + conversation.text(of: reply, width: nil, isColoured: false)
      for d in reply.diagnostics {
        printed += "[\(d.code)] \(d.message(in: conversation.language))\n"
      }
    }
    // Where lines of the library stand changes with it.
    printed = printed.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "  [jamsostek.", maxSplits: 1, omittingEmptySubsequences: false).first ?? line
    }.joined(separator: "\n").replacing("\(TranscriptTests.root)/", with: "")
    if getenv("UPDATE_EXPECTED") != nil {
      let file = fopen(whole, "w")
      fputs(printed, file)
      fclose(file)
    }
    #expect(printed == text)
  }
}
