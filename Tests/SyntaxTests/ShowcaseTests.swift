import Diagnostics
import Syntax
import Testing

@Suite struct ShowcaseTests {

  @Test(arguments: ["plan-2026.payung", "rencana-2026.payung", "constructs.payung"])
  func parsesWithoutDiagnostics(_ name: String) {
    let text = Fixture.text(name)
    #expect(!text.isEmpty)
    let result = Fixture.parse(text)
    #expect(Fixture.messages(result, text) == [])
    #expect(result.program.language == (name.hasPrefix("rencana") ? .indonesian : .english))
    #expect(result.program.edition == 2026)
    #expect(result.program.statements.count > 20)
  }

  @Test func bothPlansHaveTheSameShape() {
    func kinds(_ name: String) -> [String] {
      Fixture.parse(Fixture.text(name)).program.statements.map {
        String("\($0.kind)".prefix { $0 != "(" })
      }
    }
    #expect(kinds("plan-2026.payung") == kinds("rencana-2026.payung"))
  }
}
