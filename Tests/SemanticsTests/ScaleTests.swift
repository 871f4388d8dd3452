import Diagnostics
import Rosters
import Testing

@testable import Semantics

/// Programs of a size and shape that nobody writes, which must end in an answer all the same.
@Suite struct ScaleTests {

  @Test func aLongChainIsChecked() throws {
    var text = "let x0 = 1\n"
    for i in 1..<20_000 { text += "let x\(i) = x\(i - 1) + 1\n" }
    let checked = check(text)
    #expect(checked.messages == [])
    #expect(checked.program.evaluationOrder.count == 20_000)
    #expect(checked.program.evaluationOrder.first == checked.program.names["x0"])
  }

  @Test func aLongChainWrittenBackwardsIsChecked() throws {
    var text = ""
    for i in (1..<20_000).reversed() { text += "let x\(i) = x\(i - 1) + 1\n" }
    let checked = check(text + "let x0 = 1\n")
    #expect(checked.messages == [])
    #expect(checked.program.evaluationOrder.last == checked.program.names["x19999"])
  }

  @Test func aGreatRingIsOneMessage() throws {
    var text = "let x0 = x9999 + 1\n"
    for i in 1..<10_000 { text += "let x\(i) = x\(i - 1) + 1\n" }
    let checked = check(text)
    #expect(checked.codes == ["P0501"])
    #expect(checked.messages[0].contains("x0 → x9999 → "), "\(checked.messages)")
  }

  @Test func aChainOfRulesIsChecked() throws {
    var text = "roster r from \"r.csv\"\n  k : text, key\n  v : count\nend\nrule x0 for r = v\n"
    for i in 1..<5_000 { text += "rule x\(i) for r = x\(i - 1) + 1\n" }
    #expect(check(text).messages == [])
  }

  @Test func deepExpressionsAreChecked() throws {
    #expect(
      check("let x = " + String(repeating: "(", count: 140) + "1" + String(repeating: ")", count: 140))
        .messages == [])
    #expect(check("let x = 1" + String(repeating: " + 1", count: 280)).messages == [])
    #expect(check("let x = yes" + String(repeating: " and yes", count: 5_000)).messages == [])
  }

  @Test func manyOpaqueConditionsAreNotTried() throws {
    var text = "roster r from \"r.csv\"\n  k : text, key\n  v : count\nend\nrule x for r\n"
    for i in 0..<1_000 { text += "  when v * \(i) is v then \(i)\n" }
    #expect(check(text + "end").codes.first == "P0503" || check(text + "end").codes.first == "P0502")
  }
}
