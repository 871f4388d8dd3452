import Diagnostics
import Rosters
import Semantics
import Syntax

extension Conversation {

  /// A word that may stand where the cursor is.
  public struct Candidate: Hashable, Sendable {
    /// The word.
    public let text: String
    /// Whether a space may follow.
    public let isFinished: Bool
  }

  /// Returns the words that may stand at bytes `word` of `line`; `files` gives the paths that begin with a text.
  public func candidates(
    in line: String, word: Range<Int>, files: (String) -> [String]
  ) -> [Candidate] {
    let bytes = Array(line.utf8)
    let end = min(word.upperBound, bytes.count)
    let start = min(word.lowerBound, end)
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    let typed = String(decoding: bytes[start..<end], as: UTF8.self)

    if line.hasPrefix(":") {
      if start == 0 {
        return PromptRequest.entries.map { ":" + $0.name(language) }.filter { $0.hasPrefix(typed) }
          .map { Candidate(text: $0, isFinished: true) }
      }
      let request = before.dropFirst().split(separator: " ").first.map(String.init) ?? ""
      if ["load", "muat", "save", "simpan", "data"].contains(request) { return paths(typed, files) }
      if ["language", "bahasa"].contains(request) {
        return ["english", "indonesian", "inggris", "indonesia"].filter { $0.hasPrefix(typed) }
          .map { Candidate(text: $0, isFinished: true) }
      }
      return named(definedNames, typed)
    }
    // Inside quotes only a file can be meant.
    if before.utf8.filter({ $0 == UInt8(ascii: "\"") }).count % 2 == 1 { return paths(typed, files) }
    if let dot = typed.lastIndex(of: ".") {
      let owner = typed[..<dot]
      let prefix = typed[...dot]
      let members = members(of: owner.split(separator: ".").map(String.init))
      return named(members.map { prefix + $0 }, typed)
    }
    let words = before.split(whereSeparator: { $0.isWhitespace }).map(String.init)
    if let choices = choicesAfter(words), !choices.isEmpty { return named(choices, typed) }
    return named(definedNames + fieldNames + keywords(isFirst: words.isEmpty), typed)
  }

  private func paths(_ typed: String, _ files: (String) -> [String]) -> [Candidate] {
    files(typed).map { Candidate(text: $0, isFinished: !$0.hasSuffix("/")) }
  }

  private func named(_ names: [String], _ typed: String) -> [Candidate] {
    var seen: Set<String> = []
    let wanted = typed.lowercased()
    return names.filter { $0.lowercased().hasPrefix(wanted) && seen.insert($0).inserted }.sorted()
      .map { Candidate(text: $0, isFinished: true) }
  }

  /// The names of what stands.
  private var definedNames: [String] {
    core.definitions.map(\.name) + core.rosters.map(\.name) + core.scenarios.map(\.name)
  }

  private var fieldNames: [String] { core.rosters.flatMap { $0.schema.fields.map(\.name) } }

  /// The first words of the keyword phrases of the language.
  private func keywords(isFirst: Bool) -> [String] {
    KeywordRole.allCases.filter { !isFirst || $0.beginsStatement }
      .flatMap { $0.wording.phrases(in: language) }
      .map { phrase in
        var words = phrase.split(separator: " ").prefix { $0 != "_" }.map(String.init)
        if words.isEmpty { words = phrase.split(separator: " ").dropFirst().map(String.init) }
        return words.joined(separator: " ")
      }
  }

  /// Returns the fields, rules and results of what the names `path`, each a member of the one before, stand for.
  private func members(of path: [String]) -> [String] {
    guard let last = path.last else { return [] }
    if let id = core.names[last] {
      let results = core[id].body.resultNames
      if !results.isEmpty { return results.map { $0(language) } }
    }
    var rosters: [String] = []
    if core.rosterNames[last] != nil { rosters.append(last) }
    for roster in core.rosters {
      for field in roster.schema.fields where field.name == last {
        if case .reference(let name) = field.type { rosters.append(name) }
      }
    }
    return rosters.flatMap { fields(of: $0) }
  }

  private func fields(of roster: String) -> [String] {
    guard let id = core.rosterNames[roster] else { return [] }
    let rules = core.definitions.compactMap { d -> String? in
      if case .rule(id, _) = d.body { return d.name }
      return nil
    }
    return core[id].schema.fields.map(\.name) + rules
  }

  /// Returns the choices that may follow `words`, whose last is `is` and whose last but one is a field of choices.
  private func choicesAfter(_ words: [String]) -> [String]? {
    guard let last = words.last?.lowercased() else { return nil }
    let comparisons = KeywordRole.choiceComparisons.flatMap { $0.wording.phrases(in: language) }
    guard
      let phrase = comparisons.first(where: { p in
        let parts = p.split(separator: " ").map(String.init)
        return parts.last == last && words.suffix(parts.count).map { $0.lowercased() } == parts
      }), case let rest = words.dropLast(phrase.split(separator: " ").count), let owner = rest.last
    else { return nil }
    let name = owner.split(separator: ".").last.map(String.init) ?? owner
    let choices = core.rosters.flatMap { $0.schema.fields }.filter { $0.name == name }.flatMap { field in
      if case .choice(let list) = field.type { return list.map(\.name) }
      return []
    }
    return choices
  }
}
