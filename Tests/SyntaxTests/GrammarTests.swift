import Diagnostics
import Formatting
import Syntax
import Testing

@Suite struct GrammarTests {

  static let grammar = Grammar(Fixture.file("Grammar/payung.ebnf"))

  static let terminals: Set<String> = [
    "NAME", "NUMBER", "PERCENT", "MONEY", "COUNTED", "DURATION", "DATE", "MONTH", "TEXT", "ROW", "YEAR",
    "LANGUAGE", "NEWLINE",
  ]

  @Test func isWellFormed() {
    let g = GrammarTests.grammar
    #expect(g.faults == [])
    #expect(g.names.count > 70)
    var reached: Set<String> = ["program"]
    g.forEachTerm { name, term in
      switch term {
      case .production(let p):
        #expect(g.productions[p] != nil, "\(name) names \(p)")
        reached.insert(p)
      case .lines(let p, _):
        #expect(g.productions[p] != nil, "\(name) names \(p)")
        reached.insert(p)
      case .terminal(let t): #expect(GrammarTests.terminals.contains(t), "\(name) names \(t)")
      case .word, .role, .sequence, .choice, .optional, .repeated: break
      }
    }
    #expect(g.names.filter { !reached.contains($0) } == [])
  }

  @Test func hasEveryRole() {
    var used: Set<KeywordRole> = [.end]
    GrammarTests.grammar.forEachTerm { _, term in
      if case .role(let r, let hole) = term {
        used.insert(r)
        #expect((hole != nil) == r.wording.english[0].contains("_"), "\(r.name)")
      }
    }
    #expect(KeywordRole.allCases.filter { !used.contains($0) }.map(\.name) == [])
  }

  /// Returns where `a` and `b` part.
  static func difference(_ a: String, _ b: String) -> String {
    let common = zip(a, b).prefix { $0 == $1 }.count
    let start = max(0, common - 60)
    return "DIFF [" + String(a.dropFirst(start).prefix(120)) + "] [" + String(b.dropFirst(start).prefix(120))
      + "]"
  }

  /// The productions of whole statements, and `program`: parts of a statement are derived within it.
  static let whole: [String] = grammar.names.filter { production in
    production == "program"
      || ["statement", "action"].contains { name in
        guard case .choice(let branches)? = grammar.productions[name] else { return false }
        return branches.contains { if case .production(production) = $0 { true } else { false } }
      }
  }

  /// Every word of every keyword of both languages, quoted, so that it is a name whatever the place.
  static let keywordNames: [String] = Set(
    KeywordRole.allCases.flatMap { $0.wording.english + $0.wording.indonesian }
      .flatMap { phrase in phrase.split { " _-".contains($0) }.map(String.init) }
  ).sorted().map { "'\($0)'" }

  /// What the grammar derives, the parser reads; what it reads, the printer prints so that it is read alike.
  @Test(arguments: whole) func derivationsAreRead(_ production: String) {
    check(production, rounds: production == "program" ? 60 : 50, names: nil)
  }

  /// The same holds of programs all of whose names are words of keywords.
  @Test(arguments: whole) func namesThatAreKeywordsComeBack(_ production: String) {
    check(production, rounds: 50, names: GrammarTests.keywordNames)
  }

  private func check(_ production: String, rounds: Int, names: [String]?) {
    let g = GrammarTests.grammar
    for seed in 0..<rounds {
      for language in Language.allCases {
        var d = Grammar.Derivation(
          grammar: g, language: language,
          random: SeededGenerator(seed: UInt64(seed * 7919 + production.count)))
        if let names { d.names = names }
        let text = d.derive(production)
        let result = Fixture.parse(text, language)
        let messages = Fixture.messages(result, text)
        #expect(messages == [], "\(text)")
        if !messages.isEmpty { return }
        let source = SourceFile(name: "x.payung", text: text)
        let printed = Formatter.print(result.program, source: source, in: language)
        let again = FormatterTests.print(printed, in: language)
        #expect(printed == again, "\(GrammarTests.difference(printed, again))\n\(text)")
        let other: Language = language == .english ? .indonesian : .english
        let there = FormatterTests.print(printed, in: other)
        let back = FormatterTests.print(there, in: language)
        #expect(back == printed, "\(GrammarTests.difference(printed, back))\n\(text)")
        if back != printed || printed != again { return }
      }
    }
  }
}
