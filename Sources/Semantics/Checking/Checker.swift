import Diagnostics
import Rosters
import Syntax

/// The state of checking one program: what is declared, what is known of it so far, and what was found.
///
/// It lives for one call of ``Analyzer/analyze(_:main:options:)``, or as long as a ``StandingCheck``, and is used by
/// one thread.
final class Checker {

  var files: [AnalyzedFile]
  /// By file, its place in ``files``.
  var filePlaces: [FileID: Int]
  var main: FileID
  let options: AnalysisOptions

  // What is declared.
  var rosters: [CoreRoster] = []
  /// The fields and computed columns of each roster, by name.
  var columns: [[String: ColumnReference]] = []
  var rosterNames: [String: RosterID] = [:]
  var rosterSpans: [String: Span] = [:]
  /// For each roster the names that a kind gives to its fields: needed → own.
  var kindAliases: [[String: String]] = []
  var kinds: [String: KindDeclaration] = [:]
  /// The kinds of each roster.
  var rosterKinds: [[String]] = []
  /// Rosters made up to check a kind's rules once; they are dropped at the end.
  var firstVirtualRoster = Int.max
  var choiceLists: [ChoiceList] = []
  var choiceListsByContent: [[String]: ChoiceListID] = [:]
  var populationNames: [String] = []
  var populationsByKey: [String: PopulationID] = [:]
  var groups: [String: [ChoiceGroup]] = [:]
  var groupSpans: [String: Span] = [:]
  var entries: [DefinitionEntry] = []
  var globals: [String: DefinitionID] = [:]
  var scenarioNames: [String: Span] = [:]
  /// The scenarios of suppositions that hold for one action.
  var suppositions: [CoreScenario] = []
  var suppositionCount = 0
  /// How many of them the scenarios of the program are.
  var standingSuppositionCount = 0
  /// The scenarios of the program, once they are checked.
  var scenarios: [CoreScenario] = []
  /// By the statement that supposes something from there on, what was supposed before it and is after it.
  var standing: [Span: (before: String?, after: String?)] = [:]
  /// What is supposed where the checker stands; at the beginning of the main file, what stands before it.
  var supposed: String?
  var supposedBefore: String?
  var supposedAfter: String?
  var asOf: CalendarDate?

  // What is found.
  var diagnostics: [Diagnostic] = []
  var said: Set<Said> = []
  /// Whether something is only tried, and what is wrong with it not said.
  var isQuiet = false

  // What is being checked.
  var dependencies: Set<Int> = []
  var readRosters: Set<Int> = []
  /// Of a roster, what decides which rows it has: definitions and rosters that its conditions read.
  var rowConditionReads: [Int: (definitions: Set<Int>, rosters: Set<Int>)] = [:]
  var nesting = 0
  /// How deep the expressions being checked nest, those of definitions looked up ahead included.
  var depth = 0
  var deepestNesting = 100
  var queryNumber = 0
  var keptFields: Set<KeptField> = []
  /// Whether the rule being checked belongs to a kind, and so to rosters that differ.
  var isOfKind = false
  /// The rosters of signed awards, by the allocation that keeps them.
  var signedRosters: [String: RosterID] = [:]
  /// The allocation that is being lowered with a target that reads it: there nobody is funded by it yet.
  var unfunded: DefinitionID?
  /// Targets as they are before such an allocation; they stand after all other definitions.
  var detachedTargets: [CoreDefinition] = []
  /// Rates that are taken for several months at the value of one.
  var ratesTimesMonths: [RateTimesMonths] = []
  /// Exceptions that are to be held against each other.
  var exceptionsToCheck: [ExceptionsToCheck] = []
  /// Decision tables whose rows are to be held against each other.
  var tablesToCheck: [TableCoverage] = []

  struct Said: Hashable {
    let code: String
    let site: Span?
  }

  init(files: [AnalyzedFile], main: FileID, options: AnalysisOptions) {
    self.files = files
    filePlaces = Dictionary(
      files.enumerated().map { ($1.program.file, $0) }, uniquingKeysWith: { first, _ in first })
    self.main = main
    self.options = options
  }

  /// The most that is said of one program; whoever mends that much runs the checker again.
  static let mostDiagnostics = 500

  /// Adds `diagnostic`, unless the same was said of the same place, or too much was said already.
  func report(_ diagnostic: @autoclosure () -> Diagnostic) {
    if isQuiet || diagnostics.count >= Checker.mostDiagnostics { return }
    let d = diagnostic()
    // A name that is not there was missed by the parser already.
    if case .text("")? = d.arguments["name"] { return }
    if d.site == nil || said.insert(Said(code: d.code, site: d.site)).inserted { diagnostics.append(d) }
  }

  /// Checks the whole program.
  func run() -> Analysis {
    collectRosters()
    collectDefinitions()
    keepPlaces()
    checkDefinitions()
    checkRosterClauses()
    reportRowRings()
    checkTables()
    checkExceptions()
    scenarios = checkScenarios()
    standingSuppositionCount = suppositionCount
    let actions = checkActions()
    let tests = checkTests()
    return finish(scenarios: scenarios + suppositions, actions: actions, tests: tests)
  }

  /// Returns the source of `file`.
  func source(_ file: FileID) -> SourceFile? {
    filePlaces[file].map { files[$0].source } ?? options.texts[file]
  }

  /// The file whose actions and tests are done.
  var mainFile: AnalyzedFile? { filePlaces[main].map { files[$0] } }

  /// Returns the text of `span` on one line.
  func text(of span: Span) -> String {
    guard let s = source(span.file) else { return "" }
    return s.text(of: span).split(whereSeparator: { $0 == "\n" || $0 == " " || $0 == "\r\n" || $0 == "\t" })
      .joined(separator: " ")
  }
}

/// What a name means as a column of a roster.
enum ColumnReference {
  /// A field, by position.
  case field(Int)
  /// A rule.
  case rule(DefinitionID)
  /// A result of a decision table.
  case table(DefinitionID, Int)
}

/// A kind, as declared.
struct KindDeclaration {
  let syntax: KindSyntax
  /// The rules and tables declared for it.
  var members: [KindMember] = []
  var virtualRoster: RosterID?
}

/// A rule or table declared for a kind.
struct KindMember {
  let syntax: DefinitionSyntax
  let name: Name
  let file: FileID
  let span: Span
  let documentation: String?
}

/// A group of choices of one list.
struct ChoiceGroup {
  let list: ChoiceListID
  let members: [Int]
}

/// What a definition is written as.
enum DefinitionSyntax {
  case letValue(LetSyntax)
  case parameter(ParameterSyntax)
  case function(FunctionSyntax)
  case rule(RuleSyntax)
  case table(TableSyntax)
  case target(TargetSyntax)
  case budget(BudgetSyntax)
  case pot(SplitSyntax, Int)
  case allocation(AllocationSyntax)
  case ranking(RankingSyntax)
}

/// A definition on its way from syntax to core.
struct DefinitionEntry {
  /// What it is called with.
  var inputs: [FunctionInput] {
    switch syntax {
    case .parameter(let p): p.inputs
    case .function(let f): f.inputs
    case .table(let t): t.inputs
    case .letValue, .rule, .target, .budget, .pot, .allocation, .ranking: []
    }
  }

  enum State {
    case pending
    case checking
    case done
  }
  let name: Name
  let syntax: DefinitionSyntax
  let roster: RosterID?
  let span: Span
  let documentation: String?
  /// Exceptions declared elsewhere.
  var exceptions: [ExceptionSyntax] = []
  var state = State.pending
  var core: CoreDefinition?
  /// Whether it belongs to a roster made up to check a kind.
  var isVirtual = false
  /// Which result of a table of inputs it stands for, if not the first.
  var tableColumn: Int?
}
