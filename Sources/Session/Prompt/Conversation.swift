import Diagnostics
import Evaluation
import Reporting
import Rosters
import Semantics
import Syntax

/// What the prompt answers to one entry.
public struct PromptReply: Sendable {

  /// What a person reads.
  public var blocks: [ResultBlock] = []

  /// Lines that are no result: help, lists.
  public var lines: [String] = []

  /// What was found wrong, or is worth knowing.
  public var diagnostics: [Diagnostic] = []

  /// Files that actions ask for.
  public var files: [OutputFile] = []

  /// What became of tests.
  public var tests: [TestResult] = []

  /// A file to write, whose path is as the person gave it.
  public var saved: (path: String, text: String)?

  /// What the entry came to.
  public var status = ExitStatus.fine

  /// Whether the blocks are to be shown in full, page by page.
  public var isWhole = false

  /// What only a terminal can do.
  public var wish: Wish?

  /// What only a terminal can do.
  public enum Wish: Sendable, Hashable {
    /// Say how long answers take, or no longer; `nil` for the other of what it is.
    case time(Bool?)
    /// Write down what is entered and answered, or no longer.
    case transcript(String?)
    /// List what was entered before and holds a text.
    case history(String)
    /// Open a text, or a file, or else the last entry, in the person's editor.
    case edit(text: String?, path: String?)
    /// Clear the screen.
    case clear
  }

  /// Creates an empty reply.
  public init() {}

  /// Creates a reply that says `diagnostics`.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
    status = .of(diagnostics)
  }
}

/// A session at the prompt: definitions that can be redefined, and questions about them.
///
/// It is a program in the making: each entry is checked together with all that stands, and what does not fit changes
/// nothing. It belongs to one thread.
public final class Conversation {

  /// The language of keywords and messages.
  public internal(set) var language: Language { didSet { knownHints = nil } }

  /// Raised to stop what is being answered.
  let cancellation: Cancellation

  /// The texts that spans point into.
  public var sources: SourceMap { loader.sources }

  /// The programs taken up and the entries that worked, each without what later ones redefine.
  var programs: [LoadedProgram] = []

  /// What stands, checked.
  var core = CoreProgram() { didSet { knownHints = nil } }

  /// What checked what stands, as long as entries can be added to it.
  var standing: StandingCheck?
  /// The words of all texts that were checked.
  private let words = KnownWords()
  /// The places of definitions that changed since ``engine`` was made; `nil` if any may have.
  var touched: Set<Int>? = []

  var loader: ProgramLoader
  var settings: RunSettings
  let library: RosterLibrary
  var engine: Engine?
  /// What the results of ``engine`` rest on besides definitions.
  var engineGround: [Span] = []

  /// How results are printed.
  public internal(set) var mode = PromptMode.table

  /// The last results that were shown.
  var lastBlocks: [ResultBlock] = []

  /// What is known of each name, for who types it; made when first asked for after a change.
  var knownHints: [String: String]?

  /// The lesson of the guided tour that was last shown.
  var lesson = 0

  /// Files that actions have asked for in this session.
  var writtenFiles: [OutputFile] = []
  /// How many entries have been taken up.
  private var takenCount = 0
  /// What was asked last.
  var lastQuestion: LastQuestion?
  /// The reasons shown last, whole.
  var lastExplanation: [ResultBlock] = []
  /// What stood before each entry that changed something, and what was taken back of it.
  var past: [Standing] = []
  var undone: [Standing] = []

  /// The day to take for today where the program states none.
  let startedOn: CalendarDate

  /// What was already said of what stands: a warning is given once.
  private var said: Set<SaidBefore> = []
  private var entryCount = 0

  private struct SaidBefore: Hashable {
    let code: String
    let site: Span?
  }

  /// How the files of rosters are reached.
  let data: RosterFiles

  /// Creates a conversation that reaches files by `files` and `data` and began on the day `startedOn`.
  public init(
    files: ProgramFiles, data: RosterFiles, language: Language, settings: RunSettings,
    startedOn: CalendarDate, cancellation: Cancellation
  ) {
    self.cancellation = cancellation
    self.data = data
    library = RosterLibrary(data: data, threads: settings.threads, cancellation: cancellation)
    loader = ProgramLoader(files: files)
    loader.defaultLanguage = language
    self.language = language
    self.settings = settings
    self.startedOn = startedOn
  }

  /// Returns whether `entry` can be answered, and does not stop where more must follow.
  public func isComplete(_ entry: String) -> Bool {
    isOfSession(entry) || parsed(entry).isComplete
  }

  /// Answers `entry`: definitions are taken up, actions done, values shown.
  public func answer(_ entry: String) -> PromptReply {
    if let reply = answerOfSession(entry) { return reply }
    let result = parsed(entry)
    guard result.diagnostics.containsError || result.program.statements.isEmpty else { return take(entry) }
    // A question may end as questions do.
    let line = entry.trimmingWhiteSpace
    if line.hasSuffix("?"), let last = line.dropLast().last, !last.isWhitespace {
      let asked = String(line.dropLast())
      if !parsed(asked).diagnostics.containsError { return answer(asked) }
    }
    // What is no statement may be something to show.
    let showPhrase = KeywordRole.show.wording.phrases(in: language).first ?? "show"
    let shown = "\(showPhrase) \(entry)"
    let asShown = parsed(shown)
    if !asShown.diagnostics.containsError, !isKeywordAlone(line) { return take(shown) }
    let offset = showPhrase.utf8.count + 1
    let isBetterAsShown =
      asShown.diagnostics.containsError
      && firstError(asShown.diagnostics) - offset > firstError(result.diagnostics)
    return rejected(isBetterAsShown ? shown : entry)
  }

  /// Whether `line` is the first word of a statement and nothing else, and no name that is known.
  private func isKeywordAlone(_ line: String) -> Bool {
    let folded = line.lowercased()
    guard core.names[line] == nil, core.rosterNames[line] == nil else { return false }
    return KeywordRole.beginningsOfStatements.contains { $0.wording.phrases(in: language).contains(folded) }
  }

  /// The request that a person means who leaves the colon out: `help`, `exit`; `nil` where the word is a name here.
  public func requestMeant(by entry: String) -> PromptRequest? {
    let line = entry.trimmingWhiteSpace
    guard core.names[line] == nil, core.rosterNames[line] == nil else { return nil }
    switch line.lowercased() {
    case "help", "bantuan", "tolong": return .help(nil)
    case "exit", "quit", "keluar": return .quit
    default: return nil
    }
  }

  private func firstError(_ diagnostics: DiagnosticSet) -> Int {
    diagnostics.elements.filter { $0.severity == .error }.compactMap { $0.site?.start }.min() ?? Int.max
  }

  func parsed(_ entry: String) -> EntryResult {
    Parser.parseEntry(
      file: FileID(loader.sources.files.count), source: SourceFile(name: "", text: entry), language: language)
  }

  /// Says what is wrong with the form of `entry`.
  private func rejected(_ entry: String) -> PromptReply {
    let (result, _) = addEntry(entry)
    return PromptReply(result.diagnostics.elements)
  }

  private func addEntry(_ entry: String) -> (EntryResult, FileID) {
    entryCount += 1
    let name = Bilingual(en: "entry \(entryCount)", id: "masukan \(entryCount)")(language)
    let source = SourceFile(name: name, text: entry)
    let id = loader.sources.add(source)
    return (Parser.parseEntry(file: id, source: source, language: language), id)
  }

  /// Takes up `entry`, whose form is right.
  private func take(_ entry: String) -> PromptReply {
    let (result, id) = addEntry(entry)
    var next = loader
    let count = next.programs.count
    next.diagnostics = DiagnosticSet()
    next.loadUses(of: result.program, in: ".")
    let (program, tables) = next.loadingRows(of: result.program, in: ".")
    let used = next.programs[count...].map(\.keepingDefinitions)
    if next.diagnostics.containsError {
      loader.sources = next.sources
      return PromptReply(next.diagnostics.elements)
    }
    let own = LoadedProgram(
      path: nil, directory: ".", program: program, digest: "", isLibrary: false, tables: tables)
    let taken = takenCount
    let (before, quick) = used.isEmpty ? takeAlone(own, parsing: result.diagnostics) : (nil, nil)
    let all = quick == nil ? programs : []
    var reply = quick ?? commit(next, adding: used + [own], main: id, parsing: result.diagnostics)
    guard takenCount > taken else { return reply }
    if result.program.statements.contains(where: { StatementRole(of: $0.kind).changesWhatStands }) {
      let standing = Standing(before: before ?? .all(all), entry: entry)
      // Whoever stops the work has not seen what it would come to: nothing is changed.
      if reply.diagnostics.contains(where: { $0.code == Diagnostic.interrupted.code }) {
        _ = restore(standing.programs(before: programs))
        return reply
      }
      note(standing)
    }
    for s in result.program.statements {
      guard case .keepAs(let name) = s.kind else { continue }
      let kept = core.scenarios.last { $0.name == name.text }?.title ?? assumptionsText
      reply.lines.append(
        TextWidth.harmless(words("Kept as \(name.text): \(kept)", "Disimpan sebagai \(name.text): \(kept)")))
    }
    if let source = loader.sources[id] { noteQuestion(result, source) }
    shorten(&reply)
    return reply
  }

  /// Takes up the entry `own`, checking only what it touches; returns what stood before and the answer, or `nil` where
  /// all that stands must be checked with it.
  private func takeAlone(_ own: LoadedProgram, parsing: DiagnosticSet) -> (Standing.Before?, PromptReply?) {
    guard let check = standing, let source = loader.sources[own.program.file],
      let step = check.take(AnalyzedFile(program: own.program, source: source), into: &core)
    else { return (nil, nil) }
    var found = parsing
    found.formUnion(step.diagnostics)
    let news = unsaid(found)
    if found.containsError {
      standing = nil
      return (nil, PromptReply(news))
    }
    let before = replace(step.replaced, with: own)
    touched?.formUnion(step.touched)
    return (before, did(news))
  }

  /// Removes the statements at `sites` from what stands and adds `own`; returns what stood before.
  private func replace(_ sites: [Span], with own: LoadedProgram) -> Standing.Before {
    if sites.isEmpty {
      programs.append(own)
      return .first(programs.count - 1)
    }
    let before = programs
    for site in sites {
      guard let i = programs.indices.first(where: { programs[$0].program.file == site.file }) else {
        continue
      }
      programs[i].program = programs[i].program.keeping { $0.span != site }
      if programs[i].program.statements.isEmpty { programs.remove(at: i) }
    }
    programs.append(own)
    return .all(before)
  }

  /// What of `found` was not said before.
  private func unsaid(_ found: DiagnosticSet) -> [Diagnostic] {
    found.elements.filter {
      $0.severity == .error || !said.contains(SaidBefore(code: $0.code, site: $0.site))
    }
  }

  /// Notes that an entry was taken up, of which `news` are said, and does its actions.
  private func did(_ news: [Diagnostic]) -> PromptReply {
    for d in news { said.insert(SaidBefore(code: d.code, site: d.site)) }
    takenCount += 1
    var reply = PromptReply(news)
    evaluate(into: &reply)
    return reply
  }

  /// Checks what stands together with `added`, and, if it fits, keeps it and does the actions of `main`.
  func commit(
    _ next: ProgramLoader, adding added: [LoadedProgram], main: FileID, parsing: DiagnosticSet
  ) -> PromptReply {
    loader = next
    var names = DefinedNames()
    for p in added {
      for s in p.program.statements { names.insert(s.kind) }
    }
    let statesDay = added.contains { $0.program.statements.contains { StatementRole(of: $0.kind) == .asOf } }
    let left = programs.map { $0.without(definitionsOf: names, day: statesDay) }
      .filter { !$0.program.statements.isEmpty }
    let candidate = left + added
    let (analysis, check) = loader.stand(
      candidate, main: main, options: options(for: candidate), words: words)
    var found = parsing
    found.formUnion(analysis.diagnostics)
    let news = unsaid(found)
    guard !found.containsError else {
      return PromptReply(news + tiesLeft(by: analysis.program, of: candidate, found))
    }
    programs = candidate
    standing = check
    touched = nil
    core = analysis.program
    return did(news)
  }

  /// Takes up `other` programs, which have stood before, in place of those that stand.
  func restore(_ other: [LoadedProgram]) -> PromptReply {
    let (_, nothing) = addEntry("")
    let (analysis, check) = loader.stand(other, main: nothing, options: options(for: other), words: words)
    programs = other
    standing = check
    touched = nil
    core = analysis.program
    engineIsStale()
    return PromptReply(analysis.diagnostics.elements.filter { $0.severity == .error })
  }

  /// The options of checking `programs` at the prompt.
  func options(for programs: [LoadedProgram]) -> AnalysisOptions {
    let statesDay = programs.contains {
      $0.program.statements.contains { StatementRole(of: $0.kind) == .asOf }
    }
    return AnalysisOptions(
      keepsAllFields: true, remembersSuppositions: true, asOf: settings.asOf ?? (statesDay ? nil : startedOn),
      inferredSchemas: InferredFields(programs, data: data, settings: settings).schemas,
      order: core.places)
  }
}

extension LoadedProgram {

  /// Returns the program without the definitions of `names` and, if `day`, without the day it states.
  func without(definitionsOf names: DefinedNames, day: Bool) -> LoadedProgram {
    var copy = self
    copy.program = program.keeping { s in
      switch StatementRole(of: s.kind) {
      case .definition: !names.replace(s.kind)
      case .asOf: !day
      case .use, .test, .action, .supposition, .invalid: true
      }
    }
    return copy
  }
}
