import Diagnostics
import Formatting
import Syntax
import Testing

@Suite struct FormatterTests {

  /// Returns `text` printed in `target`, and fails if it does not parse.
  static func print(_ text: String, in target: Language, from language: Language = .english) -> String {
    let source = SourceFile(name: "x.payung", text: text)
    let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: language)
    #expect(Fixture.messages(result, text) == [], "\(text)")
    return Formatter.print(result.program, source: source, in: target)
  }

  /// Returns `text` without comments and blank lines.
  static func bare(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      var isQuoted = false
      var kept = ""
      var previous: Character = " "
      for c in line {
        if c == "\"" { isQuoted.toggle() }
        if c == "#" && !isQuoted && previous == " " && !kept.isEmpty && kept.hasSuffix("  ") { break }
        if c == "#" && !isQuoted && kept.allSatisfy({ $0 == " " }) { break }
        kept.append(c)
        previous = c
      }
      while kept.last == " " { kept.removeLast() }
      return kept.isEmpty ? nil : kept
    }
  }

  @Test(arguments: ["plan-2026.payung", "rencana-2026.payung", "constructs.payung"])
  func printingIsIdempotentAndTranslationComesBack(_ name: String) {
    let text = Fixture.text(name)
    for language in Language.allCases {
      let once = FormatterTests.print(text, in: language)
      #expect(FormatterTests.print(once, in: language) == once)
      let other: Language = language == .english ? .indonesian : .english
      let there = FormatterTests.print(once, in: other)
      #expect(there != once)
      #expect(FormatterTests.print(there, in: language) == once)
    }
  }

  @Test func thePlansAreEachOthersTranslation() {
    let plan = Fixture.text("plan-2026.payung")
    let rencana = Fixture.text("rencana-2026.payung")
    for language in Language.allCases {
      let a = FormatterTests.bare(FormatterTests.print(plan, in: language))
      let b = FormatterTests.bare(FormatterTests.print(rencana, in: language))
      #expect(a.count > 100)
      for (x, y) in zip(a, b) { #expect(x == y) }
      #expect(a.count == b.count)
    }
  }

  @Test func commentsAreKept() {
    for name in ["plan-2026.payung", "rencana-2026.payung", "constructs.payung"] {
      let text = Fixture.text(name)
      func comments(_ t: String) -> [String] { Fixture.parse(t).program.comments.map(\.text) }
      let printed = FormatterTests.print(text, in: .indonesian)
      #expect(comments(printed) == comments(text))
    }
  }
}
