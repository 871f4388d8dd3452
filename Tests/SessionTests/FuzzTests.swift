import Diagnostics
import Formatting
import Glibc
import Syntax
import Testing

@testable import Session
@testable import payung

/// Programs that nobody wrote: pieces of those in the repository, spliced and spoilt. Lexer, parser, checker and
/// printer answer all of them.
@Suite struct FuzzTests {

  private static let rounds = getenv("PAYUNG_SOAK") == nil ? 6 : 400

  /// The lines of all programs of the repository, with the language of each.
  private static let lines: [Language: [Substring]] = {
    var lines: [Language: [Substring]] = [.english: [], .indonesian: []]
    for folder in ["examples", "stdlib", "docs/tutorial", "Tests/Spec"] {
      guard case .success(let paths) = DiskFile.programs(at: "\(packageRoot)/\(folder)") else { continue }
      for path in paths {
        guard case .success(let bytes) = DiskFile.read(path) else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        let language: Language = text.contains("bahasa indonesia") ? .indonesian : .english
        lines[language]? += text.split(separator: "\n")
      }
    }
    return lines
  }()

  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, sides)))
    }
  }

  /// Returns a program of lines taken at random; about one line in three is spoilt.
  private static func program(_ dice: inout Dice, _ language: Language) -> [UInt8] {
    let lines = Self.lines[language] ?? []
    guard !lines.isEmpty else { return [] }
    var text = language == .english ? "language english\n" : "bahasa indonesia\n"
    for _ in 0..<(4 + dice.roll(25)) {
      let start = dice.roll(lines.count)
      for line in lines[start..<min(lines.count, start + 1 + dice.roll(6))] {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch dice.roll(9) {
        case 0: words.remove(at: dice.roll(words.count))
        case 1: words.insert(words[dice.roll(words.count)], at: dice.roll(words.count))
        case 2:
          let other = lines[dice.roll(lines.count)].split(separator: " ").map(String.init)
          if !other.isEmpty { words[dice.roll(words.count)] = other[dice.roll(other.count)] }
        default: break
        }
        text += words.joined(separator: " ") + "\n"
      }
    }
    var bytes = Array(text.utf8)
    for _ in 0..<dice.roll(3) { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
    return bytes
  }

  @Test(arguments: 0..<12)
  func `spliced programs are answered`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 977 &+ 5)
    var answered = 0
    for round in 0..<Self.rounds {
      let language: Language = (seed + round) % 2 == 0 ? .english : .indonesian
      let bytes = Self.program(&dice, language)
      let text = String(decoding: bytes, as: UTF8.self)
      let checked = CheckedProgram(
        text: text, name: "fuzz.payung", directory: "/nonexistent", files: .disk, settings: RunSettings())
      for d in checked.diagnostics {
        #expect(!d.message(in: .english).isEmpty && !d.message(in: .indonesian).isEmpty)
      }
      if !checked.diagnostics.isEmpty { answered += 1 }
      for name in [Language.english, .indonesian] {
        _ = DiagnosticRenderer(language: name).render(checked.diagnostics, in: checked.sources)
      }
      let source = SourceFile(name: "fuzz.payung", bytes: bytes)
      let parsed = Parser.parse(file: FileID(0), source: source, defaultLanguage: language)
      guard !parsed.diagnostics.containsError else { continue }
      // What can be read can be printed, in either language, and read again.
      for other in [Language.english, .indonesian] {
        let printed = SourceFile(name: "p", text: Formatter.print(parsed.program, source: source, in: other))
        let again = Parser.parse(file: FileID(0), source: printed, defaultLanguage: other)
        #expect(
          !again.diagnostics.containsError,
          "\(text)\n--- \(other)\n\(String(decoding: printed.bytes, as: UTF8.self))")
      }
    }
    #expect(answered > 0)
  }
}
