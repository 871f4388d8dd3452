import Foundation
import Syntax
import Testing

/// The editors' grammar knows the keywords of the parser's table, in both languages; `UPDATE_EXPECTED=1` writes
/// its lists of keywords again.
@Suite struct EditorGrammarTests {

  private static let path = "Grammar/payung.tmLanguage.json"

  /// The section that the keywords from a role on belong to, up to the next.
  private static let sections: [(KeywordRole, String)] = [
    (.languageHeader, "clause"), (.end, "control"), (.use, "definition"), (.show, "action"),
    (.and, "operator"), (.yes, "constant"), (.yearsFrom, "operator"), (.count, "aggregate"),
    (.whereCondition, "clause"), (.dayUnit, "unit"), (.textType, "type"), (.typeFrom, "clause"),
    (.under, "control"), (.forRoster, "clause"), (.when, "control"), (.exactlyOne, "clause"),
  ]

  /// Returns the phrases of each section, longest first; a phrase with a hole gives what stands around it.
  private static let phrases: [String: [String]] = {
    var found: [String: Set<String>] = [:]
    var section = ""
    for role in KeywordRole.allCases {
      section = sections.first { $0.0 == role }?.1 ?? section
      for phrase in role.wording.english + role.wording.indonesian {
        for part in phrase.split(separator: "_") {
          found[section, default: []].insert(part.trimmingCharacters(in: .whitespaces))
        }
      }
    }
    // A word is coloured by the first section that has it.
    var known: Set<String> = []
    for s in [
      "definition", "action", "type", "unit", "control", "operator", "aggregate", "constant", "clause",
    ] {
      let own = (found[s] ?? []).filter {
        ["definition", "action", "type"].contains(s) || !known.contains($0)
      }
      if s != "definition" && s != "action" && s != "type" { known.formUnion(own) }
      found[s] = own
    }
    return found.mapValues { $0.sorted { ($1.count, $0) < ($0.count, $1) } }
  }()

  private static func pattern(_ section: String) -> String? {
    guard let all = phrases[section] else { return nil }
    let words = all.map {
      $0.replacingOccurrences(of: " ", with: "\\s+").replacingOccurrences(of: "-", with: "\\s*-\\s*")
    }.joined(separator: "|")
    let notBefore = "(?<![\\p{L}\\p{N}_])"
    let notAfter = "(?![\\p{L}\\p{N}_])"
    switch section {
    case "definition": return "(?i)^\\s*(\(words))\(notAfter)(?:\\s+([\\p{L}_][\\p{L}\\p{N}_]*))?"
    case "action": return "(?i)^\\s*(\(words))\(notAfter)"
    case "type": return "(?i)([\\p{L}_][\\p{L}\\p{N}_]*|'[^']*')\\s*(:)\\s*(\(words))\(notAfter)"
    default: return "(?i)\(notBefore)(\(words))\(notAfter)"
    }
  }

  /// The file with its lists of keywords made anew.
  private static func renewed(_ text: String) -> String {
    var section = ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("    \""), line.hasSuffix("{") {
        section = String(line.dropFirst(5).prefix { $0 != "\"" })
      }
      guard line.hasPrefix("      \"match\":"), let pattern = pattern(section) else { return String(line) }
      let escaped = pattern.replacingOccurrences(of: "\\", with: "\\\\")
      let tail = line.hasSuffix(",") ? "," : ""
      return "      \"match\": \"\(escaped)\"\(tail)"
    }.joined(separator: "\n")
  }

  @Test func `the lists of keywords are those of the table`() throws {
    let text = try #require(repositoryText(Self.path))
    let renewed = Self.renewed(text)
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil,
      ProcessInfo.processInfo.environment["CI"] == nil
    {
      try Data(renewed.utf8).write(to: URL(fileURLWithPath: repositoryPath(Self.path)))
    }
    #expect(text == renewed, "run UPDATE_EXPECTED=1 swift test --filter EditorGrammarTests")
  }

  /// Every keyword of the file is one: matched whole by the patterns, as an editor would match it.
  @Test func `every phrase is matched whole`() throws {
    let text = try #require(repositoryText(Self.path))
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let repository = try #require((json as? [String: Any])?["repository"] as? [String: Any])
    var patterns: [NSRegularExpression] = []
    for section in Self.phrases.keys.sorted() {
      let rule = try #require(repository[section] as? [String: Any], "\(section)")
      patterns.append(try NSRegularExpression(pattern: try #require(rule["match"] as? String)))
    }
    for role in KeywordRole.allCases {
      for phrase in role.wording.english + role.wording.indonesian where !phrase.contains("_") {
        let isMatched = patterns.contains { p in
          [phrase, "x : " + phrase].contains { text in
            p.matches(in: text, range: NSRange(location: 0, length: text.utf16.count))
              .contains {
                $0.range.location + $0.range.length == text.utf16.count
                  && $0.range.length >= phrase.utf16.count
              }
          }
        }
        #expect(isMatched, "\(phrase)")
      }
    }
  }
}
