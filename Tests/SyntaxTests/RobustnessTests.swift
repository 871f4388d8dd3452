import Diagnostics
import Syntax
import Testing

/// A small generator of reproducible random numbers.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var x = state
    x ^= x >> 33
    x = x &* 0xff51_afd7_ed55_8ccd
    x ^= x >> 29
    return x
  }
}

@Suite struct RobustnessTests {

  @Test(arguments: ["plan-2026.payung", "rencana-2026.payung", "constructs.payung"])
  func cutAnywhere(_ name: String) {
    let bytes = Array(Fixture.text(name).utf8)
    var reported = 0
    for end in stride(from: name.utf8.count % 7, through: bytes.count, by: 7) {
      let source = SourceFile(name: name, bytes: Array(bytes[..<end]))
      let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: .english)
      reported += result.diagnostics.elements.count
      #expect(result.program.statements.allSatisfy { $0.span.end <= end && $0.span.start <= $0.span.end })
    }
    #expect(reported > 100)
  }

  @Test(arguments: 0..<40)
  func tokenSoup(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let language: Language = seed % 2 == 0 ? .english : .indonesian
    var words = KeywordRole.allCases.flatMap { $0.wording.phrases(in: language) }.map {
      String($0.map { $0 == "_" ? "9" : $0 })
    }
    words += [
      "a", "village.regency", "12", "1.000", "Rp5 juta", "95%", "\"text {a}\"", "\"{\"", "'No. KK'", "'", "(",
      ")", ",", ":", "|", "||", "=", "<", "-", "+", "*", "/", "\n", "\n", "\n", "#41", "# comment\n",
      "2026-12-31",
      "31 December 2026", "January", "?", "@", ".", "\u{201C}curly\u{201D}", "selesai", "end", "perannya",
      "{", "}",
    ]
    var text = ""
    for _ in 0..<1500 {
      text += words[Int(random.next() % UInt64(words.count))]
      if random.next() % 8 != 0 { text += " " }
      if random.next() % 12 == 0 { text += "\n" }
    }
    let result = Fixture.parse(text, language)
    #expect(result.diagnostics.containsError)
    #expect(result.diagnostics.elements.count <= 250)
    _ = Parser.parseEntry(file: FileID(0), source: SourceFile(name: "entry", text: text), language: language)
  }

  @Test(arguments: 0..<20)
  func bytesSoup(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 99)
    var bytes = Array(Fixture.text("plan-2026.payung").utf8)
    for _ in 0..<(seed % 5 + 1) * 4 {
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
    }
    let source = SourceFile(name: "x.payung", bytes: bytes)
    _ = Parser.parse(file: FileID(0), source: source, defaultLanguage: .english)
  }

  static let excesses: [(text: String, code: String)] = [
    (
      "let x = " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
      "P0210"
    ),
    ("let x = " + String(repeating: "(", count: 100_000), "P0210"),
    ("let x = " + String(repeating: "not ", count: 500_000) + "yes", "P0211"),
    ("let x = " + String(repeating: "- ", count: 100_000) + "1", "P0211"),
    ("let x = 1" + String(repeating: " + 1", count: 100_000), "P0211"),
    ("let x = 1" + String(repeating: " * 1 + 1", count: 50_000), "P0211"),
    ("let x = a" + String(repeating: ".b", count: 100_000), "P0211"),
    ("let x = " + String(repeating: "f(", count: 50_000) + "1", "P0210"),
    ("let x = " + String(repeating: "count a where ", count: 50_000) + "b", "P0210"),
    ("let x = " + String(repeating: "share ", count: 50_000) + "b", "P0210"),
    ("let x = " + String(repeating: "6% of ", count: 50_000) + "b", "P0210"),
    ("let x = " + String(repeating: "years from ", count: 50_000) + "b", "P0210"),
    ("let x = a" + String(repeating: " otherwise a", count: 50_000), "P0211"),
    ("let " + String(repeating: "x", count: 10_000_000) + " = 1", "P0110"),
    ("let x = " + String(repeating: "7", count: 100_000), "P0111"),
    ("let x = Rp" + String(repeating: "7", count: 100_000), "P0111"),
    (
      "rule a for b = c\n" + String(repeating: "except when d then e\n", count: 20_000)
        + String(repeating: "end\n", count: 20_001), "P0210"
    ),
    (String(repeating: "for each r in a\n", count: 20_000), "P0210"),
    (String(repeating: "report \"a\"\n", count: 20_000), "P0210"),
    (
      "let x = \"" + String(repeating: "{\"", count: 20_000) + String(repeating: "\"}", count: 20_000) + "\"",
      "P0"
    ),
  ]

  @Test(arguments: 0..<20)
  func limitsAreErrors(_ number: Int) {
    let (text, code) = RobustnessTests.excesses[number]
    let codes = Fixture.codes(text)
    #expect(codes.contains { $0.hasPrefix(code) }, "\(codes.prefix(5))")
    #expect(codes.count <= 201)
  }

  @Test func longButFlatListsAreFine() {
    let terms = (0..<5000).map { "x = \($0)" }.joined(separator: " or ")
    #expect(Fixture.codes("rule a for b = " + terms) == [])
    let lets = (0..<50_000).map { "let v\($0) = \($0)" }.joined(separator: "\n")
    #expect(Fixture.parse(lets).program.statements.count == 50_000)
  }

  @Test func whatIsNoTextIsOneError() {
    var random = SeededGenerator(seed: 7)
    let binary = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for bytes in [
      binary, [0xFF, 0xFE, 0x6C, 0], Array("let x = 1\u{0}\u{0}\u{0}\u{0}".utf8),
      [UInt8](repeating: 0, count: 9),
    ] {
      let source = SourceFile(name: "x.payung", bytes: bytes)
      let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: .english)
      #expect(result.diagnostics.elements.map(\.code) == ["P0101"])
    }
    let broken = SourceFile(
      name: "x.payung", bytes: Array("let x = 1 ".utf8) + [0xC3] + Array(" + 1\nlet y = 2 ".utf8))
    let result = Parser.parse(file: FileID(0), source: broken, defaultLanguage: .english)
    #expect(result.diagnostics.elements.map(\.code) == ["P0103"])
    #expect(result.program.statements.count == 2)
    #expect(Fixture.codes("") == [])
    #expect(Fixture.codes("\u{FEFF}let x = 1\r\nlet y = 2\r\n") == [])
  }
}
