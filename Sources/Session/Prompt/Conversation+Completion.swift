import Diagnostics
import Rosters
import Semantics
import StandardLibrary
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
    if line.hasPrefix(":") { return candidates(inRequest: line, word, files) }
    let place = EntryPlace(Conversation.withoutLead(line), word, language)
    // Inside quotes only a file can be meant.
    if place.isInText { return paths(place.typed, files, fits(place)) }
    if let dot = place.typed.lastIndex(of: ".") {
      let owner = place.typed[..<dot]
      let prefix = place.typed[...dot]
      let members = members(of: owner.split(separator: ".").map(String.init), at: place)
      return named(members.map { prefix + $0 }, place.typed)
    }
    if let only = onlyCandidates(at: place) { return named(only, place.typed) }
    let rests = restsOfPhrases(at: place)
    let wantsValue = wantsValue(at: place)
    // `sorted` by itself is nothing yet: only `by` can follow.
    if wantsValue, !rests.isEmpty, !isPhraseBefore(place) { return named(rests, place.typed) }
    let names = wantsValue ? expressionNames(at: place) : []
    return named(names + keywords(at: place, wantsValue: wantsValue) + rests, place.typed)
  }

  // MARK: Requests

  private func candidates(inRequest line: String, _ word: Range<Int>, _ files: (String) -> [String])
    -> [Candidate]
  {
    let bytes = Array(line.utf8)
    let start = min(word.lowerBound, bytes.count)
    let typed = String(decoding: bytes[start..<max(start, min(word.upperBound, bytes.count))], as: UTF8.self)
    if start == 0 {
      return PromptRequest.entries.map { ":" + $0.name(language) }.filter { $0.hasPrefix(typed) }
        .map { Candidate(text: $0, isFinished: true) }
    }
    let head = String(decoding: bytes[1..<start], as: UTF8.self).split(separator: " ").first.map(String.init)
    guard let head, case .success(let entry) = PromptRequest.entry(named: head) else { return [] }
    switch entry.follows {
    case .nothing: return []
    case .file: return paths(typed, files) { _ in true }
    case .words(let words): return named(words.map { $0(language) }, typed)
    case .name:
      let known = named(definedNames, typed)
      return entry.name.english == "edit" ? known + paths(typed, files) { $0.hasSuffix(".payung") } : known
    case .expression: return named(definedNames + fieldNames(of: nil), typed)
    case .assignment: return named(loader.settableNames + settableNames, typed)
    case .roster:
      if line.contains("=") { return paths(typed, files) { _ in true } }
      return named(core.rosters.map(\.name), typed)
        + paths(typed, files) { $0.hasSuffix(".csv") || $0.hasSuffix(".tsv") || $0.hasSuffix(".txt") }
    }
  }

  // MARK: What fits

  /// Returns what alone can stand at `place`, or `nil` where an expression or a clause may.
  private func onlyCandidates(at place: EntryPlace) -> [String]? {
    let scenarios = scenarioNames
    let base = KeywordRole.base.wording.printed(in: language)
    if let choices = choices(at: place), !choices.isEmpty { return choices }
    if let last = place.words.last, last.last?.isNumber == true, !last.contains("\"") {
      let isMoney = last.lowercased().hasPrefix("rp")
      let tail = place.statement.map { $0.followers } ?? []
      return (isMoney ? NumberWords.magnitudes : NumberWords.units(in: language)) + perMonth
        + phrases(tail.filter { !KeywordRole.beginningsOfExpressions.contains($0) }, at: place)
    }
    if place.words.last?.lowercased() == "rp" { return [] }
    if place.ends(in: .perUnit, language) != nil, place.words.count > 1 {
      return [KeywordRole.monthUnit, .yearUnit].compactMap { $0.wording.phrases(in: language).last }
    }
    guard let statement = place.statement else { return nil }
    func isAfter(_ roles: KeywordRole...) -> Bool { roles.contains { place.ends(in: $0, language) != nil } }
    if statement == .use { return StandardLibrary.modules.map(\.name) + scenarios }
    if statement == .compare,
      place.wordsOfStatement == 1 || isAfter(.compareWith, .and) || place.words.last == ","
    {
      return scenarios + [base]
    }
    if statement == .whyDiffers, isAfter(.whyBetween) || isAfter(.and) { return scenarios + [base] }
    if statement == .why || statement == .whyNot || statement == .whyDiffers {
      if isAfter(.whyFor) { return core.rosters.map(\.name) }
      if isAfter(.target) { return targetNames }
      if isAfter(.why, .whyNot, .whyDiffers) {
        return core.definitions.map(\.name) + phrases([.target], at: place)
      }
    }
    if statement == .findLeast || statement == .findGreatest {
      if place.words.count == (language == .english ? 2 : 1) { return settableNames }
      if isAfter(.target) { return targetNames }
      if isAfter(.soThat) {
        return phrases([.target, .goalFunded], at: place) + budgetNames + definedNames
          + phrases(KeywordRole.beginningsOfExpressions, at: place)
      }
      if place.words.count == 2, language == .indonesian {
        return [KeywordRole.findLeast, .findGreatest].compactMap {
          $0.wording.printed(in: language).split(separator: " ").last.map(String.init)
        }
      }
      if place.words.count == 3 { return phrases(KeywordRole.clausesOfSearches, at: place) }
    }
    if statement == .howMany, isAfter(.howMany) {
      let own = phrases([.theCost] + KeywordRole.beginningsOfExpressions, at: place)
      return own + [wordForPeople] + definedNames + fieldNames(of: nil) + choiceNames.sorted()
    }
    if statement == .who, isAfter(.who) {
      return [wordForPeople] + core.rosters.map(\.name) + choiceNames.sorted()
        + phrases(
          [.whereCondition] + KeywordRole.sourcesOfRows.filter { $0 != .allTargets && $0 != .target },
          at: place)
    }
    if statement == .ask, isAfter(.ask) {
      return budgetNames + targetNames + phrases([.target, .allTargets], at: place)
    }
    if statement == .sweep, isAfter(.sweep) { return settableNames }
    if [.show, .chart, .export].contains(statement), isAfter(.inScenario), !scenarios.isEmpty {
      return scenarios
    }
    if statement == .suppose, place.wordsOfStatement == 1 || place.words.last == "," {
      return settableNames + scenarios
    }
    if statement == .suppose, place.words.last == ":" {
      let questions: [KeywordRole] = [.show, .compare, .findLeast, .sweep, .why, .howMany, .who, .ask]
      return phrases(questions + KeywordRole.beginningsOfExpressions, at: place)
    }
    if statement == .scenario {
      if isAfter(.set) { return settableNames }
      if isAfter(.scenarioLike) { return scenarios }
    }
    if statement == .rule || statement == .exceptionTo, isAfter(.forRoster) {
      return core.rosters.map(\.name)
    }
    if [.roster, .parameter, .function].contains(statement), place.words.last == ":" {
      let references = statement == .roster ? core.rosters.map(\.name) : []
      return phrases(KeywordRole.typesOfValues, at: place) + references
    }
    if statement == .allocate {
      if isAfter(.allocateFrom) { return budgetNames }
      if isAfter(.allocateTo) { return core.rosters.map(\.name) }
    }
    return nil
  }

  /// What people are called whose roster needs no name.
  private var wordForPeople: String { words("people", "orang") }

  private var perMonth: [String] {
    let month = KeywordRole.monthUnit.wording.phrases(in: language).last ?? ""
    return [KeywordRole.perUnit.wording.printed(in: language) + " " + month]
  }

  /// Returns the choices that may stand at `place`: after `is`, and further on in the list that follows it.
  private func choices(at place: EntryPlace) -> [String]? {
    var words = place.words
    // `rolenya rt`: the field takes `-nya` instead of a comparison.
    if language == .indonesian, let last = words.last, last.hasSuffix("nya") {
      let list = choices(of: String(last.dropLast(3)))
      if !list.isEmpty { return list }
    }
    let separators = Set([",", "or", "atau", "dan", "and"])
    var known: [String]?
    while true {
      for role in KeywordRole.choiceComparisons {
        guard let length = EntryPlace.length(of: role, atEndOf: words, language), words.count > length else {
          continue
        }
        let owner = words[words.count - length - 1].split(separator: ".").last.map(String.init) ?? ""
        let list = choices(of: owner)
        guard list.isEmpty else { return known.map { k in k.allSatisfy(list.contains) ? list : [] } ?? list }
        if core.names[owner].map({ core[$0].type == .truth }) ?? false {
          return [KeywordRole.yes, .no].map { $0.wording.printed(in: language) }
        }
      }
      // Inside `is rt, rw or …` the words before are choices too.
      guard let last = words.last?.lowercased(), separators.contains(last) || known != nil else { return nil }
      if separators.contains(last) {
        words.removeLast()
        guard let choice = words.popLast() else { return nil }
        known = (known ?? []) + [choice]
      } else {
        return nil
      }
    }
  }

  /// Returns the choices of the columns called `name`.
  private func choices(of name: String) -> [String] {
    core.rosters.flatMap { $0.schema.fields }.filter { $0.name == name }.flatMap { f in
      if case .choice(let choices) = f.type { return choices.map(\.name) }
      return []
    }
  }

  /// Returns the names that may stand in an expression at `place`.
  private func expressionNames(at place: EntryPlace) -> [String] {
    let rosters = rosters(in: place)
    let own = fieldNames(of: rosters.isEmpty ? nil : rosters)
    let isStart = place.wordsOfStatement == 0
    return definedNames + (isStart && rosters.isEmpty ? [] : own)
  }

  /// The rosters that the words before `place` name.
  private func rosters(in place: EntryPlace) -> [RosterID] {
    place.words.compactMap { core.rosterNames[$0] }
  }

  /// Returns whether a value is to be written at `place`, and not what follows one.
  private func wantsValue(at place: EntryPlace) -> Bool {
    guard let last = place.words.last else { return true }
    if place.isAtLineStart { return false }
    if last == ")" || last.hasSuffix("\"") || last.last?.isNumber == true { return false }
    if KeywordRole.complete.contains(where: { place.ends(in: $0, language) != nil }) { return false }
    let name = last.split(separator: ".").last.map(String.init) ?? last
    if hints[name] != nil, !ReservedWords.of(language).contains(name) { return false }
    return !choiceNames.contains(name)
  }

  /// Returns whether the words before `place` end in a whole phrase.
  private func isPhraseBefore(_ place: EntryPlace) -> Bool {
    guard let statement = place.statement else { return place.words.isEmpty }
    if [",", "(", "=", ":", "|"].contains(place.words.last) { return true }
    return (statement.followers + KeywordRole.beginningsOfStatements).contains {
      place.ends(in: $0, language) != nil
    }
  }

  private func keywords(at place: EntryPlace, wantsValue: Bool) -> [String] {
    guard place.wordsOfStatement > 0 else {
      return phrases(KeywordRole.beginningsOfStatements + KeywordRole.beginningsOfExpressions, at: place)
        + Conversation.promptPhrases.map { $0(language) }
    }
    let beginnings = KeywordRole.beginningsOfExpressions + KeywordRole.sourcesOfRows
    let followers = (place.statement ?? .show).followers
    return phrases(followers.filter { beginnings.contains($0) == wantsValue }, at: place)
  }

  /// Returns the printed phrases of `roles`.
  private func phrases(_ roles: [KeywordRole], at place: EntryPlace) -> [String] {
    roles.compactMap { role in
      let parts = role.wording.printed(in: language).split(separator: " ").map(String.init)
      guard parts.first == "_" else { return parts.prefix { $0 != "_" }.joined(separator: " ") }
      // `10 pertama` asks for a number before it.
      return place.words.last?.last?.isNumber == true ? parts.dropFirst().joined(separator: " ") : nil
    }
  }

  /// Returns what completes the phrases that the words before `place` begin: `by` after `sorted`.
  private func restsOfPhrases(at place: EntryPlace) -> [String] {
    let before = place.words.map { $0.lowercased() }
    let roles = place.statement.map(\.followers) ?? []
    var result: [String] = []
    for role in roles + KeywordRole.beginningsOfStatements {
      let parts = role.wording.printed(in: language).split(separator: " ").map(String.init)
      let own = Array(parts.drop { $0 == "_" }.prefix { $0 != "_" })
      for k in 1..<max(1, own.count) where before.suffix(k).elementsEqual(own[..<k]) {
        result.append(own[k...].joined(separator: " "))
      }
    }
    return result
  }

  // MARK: Names

  private func paths(_ typed: String, _ files: (String) -> [String], _ fits: (String) -> Bool) -> [Candidate]
  {
    files(typed).filter { $0.hasSuffix("/") || fits($0) }
      .map { Candidate(text: $0, isFinished: !$0.hasSuffix("/")) }
  }

  /// Returns which files can be meant in quotes at `place`.
  private func fits(_ place: EntryPlace) -> (String) -> Bool {
    place.statement == .use ? { $0.hasSuffix(".payung") } : { !$0.hasSuffix(".payung") }
  }

  private func named(_ names: [String], _ typed: String) -> [Candidate] {
    var seen: Set<String> = []
    let wanted = typed.lowercased()
    let found = names.filter { $0.lowercased().hasPrefix(wanted) && seen.insert($0).inserted }.sorted()
    // What the office wrote itself is not to drown in what the library has: that is offered from the first letter on.
    let own = typed.isEmpty ? found.filter { !libraryNames.contains($0) } : found
    return (own.isEmpty ? found : own).map { Candidate(text: $0, isFinished: true) }
  }

  /// The names that the library defines.
  private var libraryNames: Set<String> {
    var names: Set<String> = []
    for p in programs where p.isLibrary {
      for s in p.program.statements { names.formUnion(DefinitionText.names(of: s.kind).map(\.text)) }
    }
    return names
  }

  /// The names of what stands, without what the library keeps for itself.
  private var definedNames: [String] {
    core.definitions.map(\.name) + core.rosters.map(\.name) + scenarioNames
  }

  /// The scenarios that have a name to be written.
  private var scenarioNames: [String] {
    core.scenarios.filter { !$0.isSupposition && $0.part == nil }.map(\.name)
  }

  private var choiceNames: Set<String> {
    Set(core.choiceLists.flatMap { $0.choices.map(\.name) })
  }

  private var budgetNames: [String] {
    core.definitions.filter { if case .budget = $0.body { true } else { false } }.map(\.name)
  }

  private var targetNames: [String] {
    core.definitions.filter { if case .target = $0.body { true } else { false } }.map(\.name)
  }

  private var settableNames: [String] {
    core.definitions.filter { d in
      switch d.body {
      case .value, .parameter, .budget: true
      case .rule, .table, .function, .target, .allocation, .ranking: false
      }
    }.map(\.name)
  }

  private func fieldNames(of rosters: [RosterID]?) -> [String] {
    (rosters.map { $0.map { core[$0] } } ?? core.rosters).flatMap { $0.schema.fields.map(\.name) }
  }

  /// Returns the fields, rules and results of what the names `path`, each a member of the one before, stand for.
  private func members(of path: [String], at place: EntryPlace) -> [String] {
    guard let last = path.last else { return [] }
    if let id = core.names[last] {
      let results = core[id].body.resultNames
      if !results.isEmpty { return results.map { $0(language) } }
    }
    if KeywordRole.this.wording.phrases(in: language).contains(last.lowercased()) {
      return core.rosters.flatMap { fields(of: $0.name) }
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
}
