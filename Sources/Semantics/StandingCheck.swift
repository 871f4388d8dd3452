import Diagnostics
import Rosters
import Syntax

/// A program that has been checked and to which entries are added: what an entry does not touch is not checked again.
///
/// It is used by one thread, and no longer once an entry was wrong.
public final class StandingCheck {

  let checker: Checker

  /// The words of all texts that have been checked: a name among them may already mean something.
  let words: KnownWords

  /// How many definitions have been checked since the whole was.
  public private(set) var checkedCount = 0

  init(_ checker: Checker, words: KnownWords) {
    self.checker = checker
    self.words = words
    checker.settle()
  }

  /// What became of an entry.
  public struct Step {
    /// What was found in what was checked.
    public let diagnostics: DiagnosticSet
    /// The places of the definitions that are new, are others now, or rest on such.
    public let touched: Set<Int>
    /// Where those stood that the entry replaces.
    public let replaced: [Span]
  }

  /// Checks `file` together with `program`, which is what stands, and adds it unless it is wrong. Returns `nil` where
  /// that can not be told without checking the whole; then nothing has changed.
  public func take(_ file: AnalyzedFile, into program: inout CoreProgram) -> Step? {
    guard let plan = plan(for: file, over: program) else { return nil }
    let c = checker
    c.begin(file)
    words.note(file.source, file.program.file)
    var places: [Int] = []
    var replaced: [Span] = []
    let touched = plan.readers
    for place in touched {
      c.entries[place].state = .pending
      c.entries[place].core = nil
    }
    for (definition, span, documentation) in plan.definitions {
      if let place = definition.place {
        replaced.append(c.entries[place].span)
        c.entries[place] = DefinitionEntry(
          name: definition.name, syntax: definition.syntax, roster: c.entries[place].roster, span: span,
          documentation: documentation)
      } else {
        places.append(c.entries.count)
        switch definition.roster {
        case .none: c.declareGlobal(definition.name, definition.syntax, span, documentation)
        case .some(let roster):
          c.declareColumn(definition.name, definition.syntax, of: roster, file, span, documentation)
        }
      }
    }
    places += touched
    places = Array(Set(places)).filter { c.entries.indices.contains($0) }.sorted()
    c.checkDefinitions(places)
    checkedCount += places.count
    c.checkTables()
    c.checkExceptions()
    let actions = c.checkActions()
    let order = c.ordered(places.compactMap { c.entries[$0].core }, at: places)
    guard order.count == places.count, !c.diagnostics.contains(where: { $0.severity == .error }) else {
      return Step(diagnostics: c.found, touched: [], replaced: [])
    }
    for place in places {
      guard let core = c.entries[place].core else { continue }
      if place < program.definitions.count {
        program.definitions[place] = core
      } else {
        program.definitions.append(core)
        program.evaluationOrder.append(DefinitionID(place))
        if program.names[core.name] == nil { program.names[core.name] = DefinitionID(place) }
        if case .rule(let roster, _) = core.body {
          program.columns[roster.index][core.name] = DefinitionID(place)
        }
      }
    }
    program.populations = c.populationNames
    c.markPrivate(&program, order.map { DefinitionID(places[$0]) })
    c.warnOfRates(program)
    program.scenarios = c.scenarios + c.suppositions
    program.actions = actions.map { c.masked($0, program) }
    program.tests = []
    program.language = file.program.language
    return Step(diagnostics: c.found, touched: Set(places), replaced: replaced)
  }

  // MARK: What can be told

  private struct Definition {
    let name: Name
    let syntax: DefinitionSyntax
    let roster: Name?
    /// The definition it replaces.
    let place: Int?
  }

  private struct Plan {
    var definitions: [(Definition, Span, String?)] = []
    /// The places of what is replaced and of what rests on it.
    var readers: [Int] = []
  }

  /// Returns what `file` adds and replaces, or `nil` where it may touch more than these.
  private func plan(for file: AnalyzedFile, over program: CoreProgram) -> Plan? {
    // Rosters made up to check kinds are gone.
    if !checker.kinds.isEmpty, KnownWords.words(of: file.source).contains(where: { checker.kinds[$0] != nil })
    {
      return nil
    }
    var plan = Plan()
    var own: Set<String> = []
    var previousEnd = 0
    for statement in file.program.statements {
      let documentation = checker.documentation(of: statement.span, after: previousEnd, in: file)
      previousEnd = statement.span.end
      let found: Definition?
      switch statement.kind {
      case .letValue(let s): found = definition(s.name, .letValue(s))
      case .parameter(let s): found = definition(s.name, .parameter(s))
      case .function(let s): found = definition(s.name, .function(s))
      case .rule(let s): found = definition(s.name, .rule(s), of: s.roster)
      case .show, .chart, .export, .report, .compare, .find, .why, .check, .forEach, .question, .sweep:
        continue
      case .suppose(let s):
        if s.actions.isEmpty { return nil }
        continue
      case .use, .asOf, .roster, .kind, .match, .group, .exception, .table, .target, .budget, .split,
        .allocation, .ranking, .scenario, .test, .backToPlan, .keepAs, .invalid:
        return nil
      }
      guard let found, own.insert(found.name.text).inserted else { return nil }
      plan.definitions.append((found, statement.span, documentation))
    }
    let replaced = plan.definitions.compactMap(\.0.place)
    if replaced.isEmpty { return plan }
    // What a scenario sets and what a roster demands of its rows rests on definitions too.
    guard checker.scenarios.isEmpty, program.rosters.allSatisfy(\.restsOnNoDefinition) else { return nil }
    plan.readers = readers(of: replaced, in: program)
    return plan.readers.allSatisfy { isPlain(checker.entries[$0].syntax) } ? plan : nil
  }

  private func definition(_ name: Name, _ syntax: DefinitionSyntax, of roster: Name? = nil) -> Definition? {
    if name.isQuoted { return nil }
    let c = checker
    if let roster {
      guard let id = c.rosterNames[roster.text], c.kinds[roster.text] == nil else { return nil }
      if !words.contain(name.text), c.columns[id.index][name.text] == nil {
        return Definition(name: name, syntax: syntax, roster: roster, place: nil)
      }
      guard case .rule(let place)? = c.columns[id.index][name.text],
        case .rule(let before) = c.entries[place.index].syntax, before.roster.text == roster.text,
        c.entries[place.index].exceptions.isEmpty
      else { return nil }
      return Definition(name: name, syntax: syntax, roster: roster, place: place.index)
    }
    if !words.contain(name.text), !c.columns.contains(where: { $0[name.text] != nil }) {
      return Definition(name: name, syntax: syntax, roster: nil, place: nil)
    }
    guard let place = c.globals[name.text]?.index, c.entries[place].roster == nil else { return nil }
    switch (c.entries[place].syntax, syntax) {
    case (.letValue, .letValue), (.parameter, .parameter), (.function, .function):
      return Definition(name: name, syntax: syntax, roster: nil, place: place)
    case (.letValue, _), (.parameter, _), (.function, _), (.rule, _), (.table, _), (.target, _), (.budget, _),
      (.pot, _), (.allocation, _), (.ranking, _):
      return nil
    }
  }

  /// Returns the places of the definitions at `changed` and of those that rest on them.
  private func readers(of changed: [Int], in program: CoreProgram) -> [Int] {
    var dependents = [[Int]](repeating: [], count: program.definitions.count)
    for i in program.definitions.indices {
      for read in program.definitions[i].dependencies where read.index < dependents.count {
        dependents[read.index].append(i)
      }
    }
    var found = Set(changed)
    var stack = changed
    while let next = stack.popLast() {
      for reader in dependents[next] where found.insert(reader).inserted { stack.append(reader) }
    }
    return found.sorted()
  }

  /// Whether a definition so written touches nothing but those that read it.
  private func isPlain(_ syntax: DefinitionSyntax) -> Bool {
    switch syntax {
    case .letValue, .parameter, .function, .rule: true
    case .table, .target, .budget, .pot, .allocation, .ranking: false
    }
  }
}

/// The words of texts, whatever they mean there.
public final class KnownWords {

  private var words: Set<String> = []
  private var files: Set<FileID> = []

  /// Creates a set of no words.
  public init() {}

  /// Adds the words of `text`, which is the file `id`, unless they were added before.
  func note(_ text: SourceFile, _ id: FileID) {
    guard files.insert(id).inserted else { return }
    words.formUnion(KnownWords.words(of: text))
  }

  /// Returns the words of `text`; one that ends in `-nya`, as a field may, also without it.
  static func words(of text: SourceFile) -> Set<String> {
    func isOfWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
        true
      case _: false
      }
    }
    var words: Set<String> = []
    for part in text.bytes.split(whereSeparator: { !isOfWord($0) }) {
      let word = String(decoding: part, as: UTF8.self)
      words.insert(word)
      if word.hasSuffix("nya") { words.insert(String(word.dropLast(3))) }
    }
    return words
  }

  func contain(_ word: String) -> Bool { words.contains(word) }
}

extension CoreRoster {

  /// Whether nothing but its file decides which rows it has.
  fileprivate var restsOnNoDefinition: Bool {
    guard requirements.isEmpty else { return false }
    switch origin {
    case .file: return true
    case .combined, .matched: return false
    }
  }
}

extension Checker {

  /// What was found, in the order of the texts.
  var found: DiagnosticSet {
    var set = DiagnosticSet()
    for d in sorted(diagnostics) { set.insert(d) }
    return set
  }

  /// Gives what checking the whole needed besides its definitions a place among them, or drops it.
  func settle() {
    entries.removeLast(entries.count - entries.prefix { !$0.isVirtual }.count)
    let real = min(firstVirtualRoster, rosters.count)
    rosters.removeLast(rosters.count - real)
    columns.removeLast(columns.count - min(real, columns.count))
    for name in kinds.keys { kinds[name]?.virtualRoster = nil }
    for core in detachedTargets {
      guard let id = globals[core.name] else { continue }
      var entry = entries[id.index]
      entry.core = core
      entries.append(entry)
    }
    detachedTargets = []
    supposedBefore = supposedAfter
    forgetNotes()
  }

  /// Makes ready to check `file`, which is added to what stands.
  func begin(_ file: AnalyzedFile) {
    filePlaces[file.program.file] = files.count
    files.append(file)
    main = file.program.file
    supposed = supposedAfter
    suppositions = []
    suppositionCount = standingSuppositionCount
    forgetNotes()
  }

  private func forgetNotes() {
    diagnostics = []
    said = []
    ratesTimesMonths = []
    exceptionsToCheck = []
    tablesToCheck = []
  }
}
