import Diagnostics
import Rosters
import Testing

@testable import Session
@testable import payung

/// The sample, the guided tour over it, and the project that begins with it.
@Suite struct SampleTests {

  private func conversation(_ language: Language) -> Conversation {
    Conversation(
      files: .diskAndSample, data: .diskAndSample, language: language, settings: RunSettings(),
      startedOn: CalendarDate(year: 2026, month: 6, day: 1) ?? CalendarDate(days: 0),
      cancellation: Cancellation())
  }

  @Test(arguments: Language.allCases)
  func everyLineOfTheTourIsAnswered(_ language: Language) throws {
    let c = conversation(language)
    for (i, lesson) in Tutorial.lessons.enumerated() {
      let shown = c.answer(.tutorial(nil))
      #expect(shown.diagnostics.isEmpty && shown.lines.first?.hasPrefix("\(i + 1)/") == true)
      let entries = lesson.entries(language)
      #expect(entries.count >= 3)
      for entry in entries {
        let reply: PromptReply
        if let request = PromptRequest.parse(entry) {
          reply = c.answer(try request.get())
        } else {
          reply = c.answer(entry)
        }
        c.keep(reply)
        let text = c.text(of: reply, width: 100, isColoured: false)
        #expect(reply.diagnostics.isEmpty, "\(entry): \(reply.diagnostics.map { $0.message(in: language) })")
        #expect(!text.isEmpty || entry.hasPrefix("let") || entry.hasPrefix("misalkan"), "\(entry)")
        #expect(!text.contains("3599016107670001"))
      }
    }
    #expect(c.answer(.tutorial("7")).diagnostics.map(\.code) == ["P0956"])
  }

  @Test func bothLanguagesAskTheSame() {
    for lesson in Tutorial.lessons {
      #expect(lesson.entries(.english).count == lesson.entries(.indonesian).count)
    }
  }

  @Test(arguments: [
    ("en", "plan.payung", "plan-test.payung"), ("id", "rencana.payung", "uji-rencana.payung"),
  ])
  func aNewProjectRunsAndItsTestsPass(_ language: String, _ program: String, _ tests: String) throws {
    let directory = try #require(CommandRun.directory())
    let made = CommandRun(["new", "proyek", "--language", language], in: directory)
    #expect(made.status == 0 && made.output.contains("proyek/data/pekerja.csv"), "\(made.messages)")
    let run = CommandRun(["run", program], in: directory + "/proyek")
    #expect(run.status == 0 && run.output.contains("Kab. Gresik"), "\(run.output) \(run.messages)")
    let tested = CommandRun(["test", tests], in: directory + "/proyek")
    #expect(tested.status == 0, "\(tested.output) \(tested.messages)")
    let again = CommandRun(["new", "proyek", "--language", language], in: directory)
    #expect(again.status == 2 && again.messages.contains("P0958"))
  }

  @Test func whatIsMadeOfTheSampleIsSavedBesideItsData() {
    let c = conversation(.english)
    _ = c.answer(.sample)
    let saved = c.answer(.save("plan.payung"))
    #expect(saved.diagnostics.map(\.code) == ["P0955"])
    #expect(saved.saved?.text.contains("from \"data/pekerja.csv\"") == true)
  }
}
