import Diagnostics
import Formatting
import Foundation
import Syntax
import Testing

/// Every program of the repository, printed and translated.
@Suite struct EveryProgramTests {

  /// One program, under the name that says whether it is literate.
  struct Subject: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    var testDescription: String { path }
    var source: SourceFile { SourceFile(name: path, text: text) }

    /// Returns the program printed in `language`, or `nil` if it does not parse.
    func printed(in language: Language) -> Subject? {
      let result = Parser.parse(file: FileID(0), source: source, defaultLanguage: .english)
      if result.diagnostics.containsError { return nil }
      return Subject(
        path: path, text: Formatter.print(result.program, source: source, in: language))
    }

    var comments: [String] {
      Parser.parse(file: FileID(0), source: source, defaultLanguage: .english).program.comments.map(\.text)
    }
  }

  static let all: [Subject] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var found: [Subject] = []
    for folder in ["Benchmarks", "Tests", "docs", "examples", "stdlib"] {
      let base = root.appendingPathComponent(folder)
      guard let names = FileManager.default.enumerator(atPath: base.path) else { continue }
      for case let name as String in names {
        let path = folder + "/" + name
        guard let text = try? String(contentsOf: base.appendingPathComponent(name), encoding: .utf8) else {
          continue
        }
        if name.hasSuffix(".payung") {
          // Specs hold several programs, parted by a line.
          for part in text.components(separatedBy: "\n---\n") {
            found.append(Subject(path: path, text: part))
          }
        } else if name.hasSuffix(".payung.md") {
          found.append(Subject(path: path, text: text))
        } else if name.hasSuffix(".md"), text.contains("```payung\n") {
          found.append(Subject(path: path.dropLast(3) + ".payung.md", text: text))
        }
      }
    }
    return found.sorted { $0.path < $1.path }
  }()

  @Test func thereAreMany() {
    #expect(Self.all.count > 60)
    let read = Self.all.filter { $0.printed(in: .english) != nil }
    // The others are specs of messages about form.
    #expect(read.count * 10 > Self.all.count * 7)
    #expect(read.contains { $0.path.hasSuffix(".md") })
  }

  @Test(arguments: all) func printingIsIdempotentAndTranslationComesBack(_ program: Subject) throws {
    for language in Language.allCases {
      guard let once = program.printed(in: language) else { return }
      let other: Language = language == .english ? .indonesian : .english
      let twice = try #require(once.printed(in: language), "what is printed is not read")
      #expect(twice.text == once.text)
      let there = try #require(once.printed(in: other), "what is translated is not read")
      let back = try #require(there.printed(in: language), "what is translated back is not read")
      #expect(back.text == once.text)
      #expect(once.comments == program.comments)
      #expect(there.comments == program.comments)
    }
  }

  @Test(arguments: all) func barsStandBelowEachOther(_ program: Subject) {
    guard let printed = program.printed(in: .indonesian) else { return }
    let lines = printed.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var above: [Int]?
    let isLiterate = program.path.hasSuffix(".md")
    for line in lines {
      guard line.drop(while: { $0 == " " }).hasPrefix("|"), !isLiterate else { above = nil; continue }
      // What stands after the last bar (a citation, a comment) is not part of the grid.
      var isQuoted = false
      var bars: [Int] = []
      for (i, c) in line.enumerated() {
        if c == "\"" { isQuoted.toggle() }
        if c == "|" && !isQuoted { bars.append(i) }
      }
      if let above { #expect(bars == above, "\(line)") }
      above = bars
    }
  }

  /// Without comments, `examples/jatim-2026` holds one plan in two languages.
  @Test func thePlansOfTheFlagshipAreEachOthersTranslation() throws {
    func plan(_ name: String) throws -> Subject {
      try #require(Self.all.first { $0.path == "examples/jatim-2026/\(name).payung" })
    }
    for language in Language.allCases {
      let a = try #require(try plan("plan-2026").printed(in: language))
      let b = try #require(try plan("rencana-2026").printed(in: language))
      let bare = [a, b].map { FormatterTests.bare($0.text) }
      #expect(bare[0].count > 100)
      for (x, y) in zip(bare[0], bare[1]) where x != y { Issue.record("\(x)\n\(y)") }
      #expect(bare[0].count == bare[1].count)
    }
  }
}
