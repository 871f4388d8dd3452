import Diagnostics
import Rosters
import Testing

@testable import Session

/// What an entry costs, counted in definitions checked and not in time; and that it makes no difference to the answer.
@Suite struct StandingTests {

  private func conversation(_ first: String? = nil) -> Conversation {
    let c = Conversation(
      files: ProgramFiles { _ in .failure(.missing) },
      data: RosterFiles { _, name in
        .success([DataFile(name: name, text: "id,age\na,61\nb,30\nc,70\n")])
      }, language: .english, settings: RunSettings(),
      startedOn: CalendarDate(year: 2026, month: 6, day: 1) ?? CalendarDate(days: 0),
      cancellation: Cancellation())
    if let first { _ = c.answer(first) }
    return c
  }

  private func text(_ reply: PromptReply, _ c: Conversation) -> String {
    c.text(of: reply, width: nil, isColoured: false)
      + reply.diagnostics.map { "\($0.code) \($0.message(in: .english))\n" }.joined()
  }

  @Test func anEntryChecksWhatItTouches() throws {
    let c = conversation()
    _ = c.answer("let v0 = 1")
    let standing = try #require(c.standing)
    for i in 1..<500 { _ = c.answer("let v\(i) = v\(i - 1) + 1") }
    #expect(c.standing === standing, "all was checked again")
    #expect(standing.checkedCount == 499)
    #expect(text(c.answer("v499"), c).contains("500"))
    #expect(standing.checkedCount == 499, "a question defines nothing")
    // The last of a chain touches itself, the first all of it.
    _ = c.answer("let v499 = v498 + 2")
    #expect(standing.checkedCount == 500)
    #expect(text(c.answer("v499"), c).contains("501"))
    _ = c.answer("let v0 = 2")
    #expect(standing.checkedCount == 1_000)
    #expect(text(c.answer("v499"), c).contains("502"))
    #expect(c.standing === standing)
  }

  @Test func undoGoesBackEntryByEntry() {
    let c = conversation()
    for i in 0..<20 { _ = c.answer("let v\(i) = \(i)") }
    _ = c.answer("let v3 = 30")
    #expect(text(c.answer("v3"), c).contains("30"))
    _ = c.answer("undo")
    #expect(text(c.answer("v3"), c).contains("v3  3\n"))
    for _ in 0..<10 { _ = c.answer("undo") }
    #expect(text(c.answer("v9"), c).contains("v9  9"))
    #expect(c.answer("v10").status != .fine)
    _ = c.answer("redo")
    #expect(text(c.answer("v10"), c).contains("10"))
  }

  /// Entries that add, replace, turn in a ring, contradict and ask; checked by what they touch and as a whole.
  @Test(arguments: 0..<8) func whatIsTouchedIsAllThatMatters(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let roster = "roster workers from \"workers.csv\"\n  id : text, key\n  age : count\nend"
    let quick = conversation(roster)
    let whole = conversation(roster)
    func name() -> String { "v\(random.next() % 12)" }
    for step in 0..<120 {
      let entry: String
      switch random.next() % 12 {
      case 0, 1: entry = "let \(name()) = \(random.next() % 100)"
      case 2: entry = "let \(name()) = \(name()) + \(random.next() % 10)"
      case 3: entry = "let \(name()) = Rp\(random.next() % 900 + 100)"
      case 4: entry = "let \(name()) = \(name()) * \(name())"
      case 5: entry = "function f\(random.next() % 3)(x : number) = x + \(random.next() % 5)"
      case 6: entry = "let \(name()) = f\(random.next() % 3)(\(random.next() % 7))"
      case 7: entry = "suppose \(name()) = \(random.next() % 50): \(name())"
      case 8: entry = "rule r\(random.next() % 3) for workers = age + \(name())"
      case 9: entry = "let \(name()) = sum of r\(random.next() % 3) over workers"
      case 10: entry = "budget v\(random.next() % 12) = Rp\(random.next() % 900 + 100)"
      case _: entry = name()
      }
      whole.standing = nil
      let a = text(quick.answer(entry), quick)
      let b = text(whole.answer(entry), whole)
      #expect(a == b, "entry \(step): \(entry)")
    }
    #expect(quick.core.places == whole.core.places)
  }
}

/// Numbers that are the same on every run.
private struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (z ^ (z >> 31)) >> 33
  }
}
