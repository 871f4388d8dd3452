import Testing

@testable import Diagnostics

private let template = DiagnosticTemplate(
  "P0301", message: Bilingual(en: "no name `{name}`", id: "tidak ada nama `{name}`"),
  why: Bilingual(en: "a name must be defined", id: "nama harus didefinisikan"),
  fix: Bilingual(en: "did you mean {suggestions}?", id: "maksud Anda {suggestions}?"))

private func sources(_ text: String) -> (SourceMap, FileID) {
  var map = SourceMap()
  let id = map.add(SourceFile(name: "plan.payung", text: text))
  return (map, id)
}

private func diagnostic(_ id: FileID, _ start: Int, _ end: Int) -> Diagnostic {
  Diagnostic(
    template, at: Span(file: id, start: start, end: end),
    ["name": .text("eligble"), "suggestions": .list(["eligible", "legible"])])
}

@Suite struct DiagnosticRendererTests {

  @Test func theWholeMessageInEnglish() {
    let (map, id) = sources("let a = 1\nlet b = eligble\n")
    let text = DiagnosticRenderer(language: .english).render(diagnostic(id, 18, 25), in: map)
    #expect(
      text == """
        error[P0301]: no name `eligble`
         --> plan.payung:2:9
          |
        2 | let b = eligble
          |         ^^^^^^^
          = why: a name must be defined
          = fix: did you mean eligible or legible?

        """)
  }

  @Test func theSameInIndonesian() {
    let (map, id) = sources("misalkan b = eligble")
    let text = DiagnosticRenderer(language: .indonesian).render(diagnostic(id, 13, 20), in: map)
    #expect(text.hasPrefix("kesalahan[P0301]: tidak ada nama `eligble`\n --> plan.payung:1:14\n"))
    #expect(text.contains("= perbaikan: maksud Anda eligible atau legible?"))
  }

  /// Each line, the bytes to mark, and where the caret must stand under the text shown.
  @Test(arguments: [
    ("\tx = eligble", 5, 12, "    x = eligble", 8),
    ("é = eligble", 5, 12, "é = eligble", 4),
    ("漢字 = eligble", 9, 16, "漢字 = eligble", 7),
    ("a = eligble\r\n", 4, 11, "a = eligble", 4),
    ("a\u{1B}[31m eligble", 7, 14, "a␛[31m eligble", 7),
  ])
  func theCaretStandsUnderItsText(_ line: String, _ start: Int, _ end: Int, _ shown: String, _ column: Int) {
    let (map, id) = sources(line)
    let lines = DiagnosticRenderer(language: .english).render(diagnostic(id, start, end), in: map)
      .split(separator: "\n").map(String.init)
    #expect(lines[3] == "1 | " + shown)
    #expect(lines[4] == "  | " + String(repeating: " ", count: column) + "^^^^^^^")
  }

  @Test(arguments: [0, 5_000, 99_990])
  func aLongLineIsCutAroundTheCaret(_ start: Int) {
    let (map, id) = sources(String(repeating: "x", count: 100_000))
    let lines = DiagnosticRenderer(language: .english).render(diagnostic(id, start, start + 7), in: map)
      .split(separator: "\n").map(String.init)
    #expect(TextWidth.columns(lines[3]) <= SourceExcerpt.width + 8)
    #expect(lines[3].contains("…"))
    #expect(lines[4].contains("^^^^^^^"))
  }

  @Test(arguments: [(-5, -1), (0, 0), (3, 400), (900, 1_000), (Int.max - 1, Int.max)])
  func anySpanCanBeShown(_ start: Int, _ end: Int) {
    let (map, id) = sources("let a = 1\n\u{0}\n")
    #expect(DiagnosticRenderer(language: .english).render(diagnostic(id, start, end), in: map).contains("^"))
  }

  @Test func whatIsNotTextIsShownHarmlessly() {
    var map = SourceMap()
    let id = map.add(SourceFile(name: "b\u{1B}.payung", bytes: [0xFF, 0xC3, 0x00, 0x1B, 0x80, 0x61]))
    let text = DiagnosticRenderer(language: .english).render(diagnostic(id, 1, 4), in: map)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func moreThanTheLimitAreCounted() {
    let (map, id) = sources("abc")
    let text = DiagnosticRenderer(language: .indonesian, limit: 3)
      .render(Array(repeating: diagnostic(id, 0, 1), count: 1_503), in: map)
    #expect(text.hasSuffix("\n… dan 1.500 lagi\n"))
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("kesalahan") }.count == 3)
  }

  @Test func coloursOnlyWhereWanted() {
    let (map, id) = sources("abc")
    #expect(!DiagnosticRenderer(language: .english).render(diagnostic(id, 0, 1), in: map).contains("\u{1B}"))
    #expect(
      DiagnosticRenderer(language: .english, isColoured: true).render(diagnostic(id, 0, 1), in: map)
        .contains("\u{1B}[1;31merror[P0301]\u{1B}[0m"))
  }

  @Test func aMendIsShownAsTheLineWouldRead() {
    let (map, id) = sources("let b = eligble + 1")
    let d = Diagnostic(
      template, at: Span(file: id, start: 8, end: 15),
      ["name": .text("eligble"), "suggestions": .list(["eligible"])],
      replacement: Diagnostic.Replacement(Span(file: id, start: 8, end: 15), with: "eligible"))
    #expect(DiagnosticRenderer(language: .english).render(d, in: map).contains("  + let b = eligible + 1\n"))
  }
}

@Suite struct SuggestionsTests {

  @Test(arguments: [
    ("eligble", ["eligible"]), ("Workers", ["workers"]), ("wokrers", ["workers"]),
    ("contrib", ["contribution"]),
    ("xyzzy", []), ("ag", []), ("", []),
  ])
  func nearNames(_ name: String, _ expected: [String]) {
    #expect(
      Suggestions.near(name, among: ["eligible", "workers", "contribution", "age", "born"]) == expected)
  }
}
