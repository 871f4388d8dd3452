import Diagnostics
import Rosters
import Syntax

/// A checked program: what the evaluator reads.
public struct CoreProgram: Sendable {

  /// The scenario that is supposed after the main file's last statement; `nil` for the plan.
  public var supposed: String?

  /// The rosters, in the order of their definitions; those made by `match` and by results included.
  public var rosters: [CoreRoster] = []

  /// The lists of choices.
  public var choiceLists: [ChoiceList] = []

  /// The populations that shares are shares of.
  public var populations: [String] = []

  /// The definitions. Each depends only on those in its ``CoreDefinition/dependencies``.
  public var definitions: [CoreDefinition] = []

  /// An order of evaluation in which every definition follows those it depends on.
  public var evaluationOrder: [DefinitionID] = []

  /// The definitions by name.
  public var names: [String: DefinitionID] = [:]

  /// The rosters by name.
  public var rosterNames: [String: RosterID] = [:]

  /// The rules and decision tables of each roster, by the names of their columns; rules of two rosters may share
  /// a name, and ``names`` has only one of them.
  public var columns: [[String: DefinitionID]] = []

  /// The day the program says it is evaluated for, if it says.
  public var asOf: CalendarDate?

  /// The scenarios.
  public var scenarios: [CoreScenario] = []

  /// The actions, in order.
  public var actions: [CoreAction] = []

  /// The tests, in order.
  public var tests: [CoreTest] = []

  /// The language of the file that was asked for.
  public var language: Language = .english

  /// Creates an empty program.
  public init() {}

  /// Returns the roster with `id`.
  public subscript(id: RosterID) -> CoreRoster { rosters[id.index] }

  /// Returns the definition with `id`.
  public subscript(id: DefinitionID) -> CoreDefinition { definitions[id.index] }
}

/// A list of choices and the groups of them.
public struct ChoiceList: Sendable {
  /// The roster and field it belongs to, for messages.
  public var owner: String
  /// The choices.
  public var choices: [ChoiceSchema]
  /// Creates a list.
  public init(owner: String, choices: [ChoiceSchema]) {
    self.owner = owner
    self.choices = choices
  }
}

/// A roster of a core program.
public struct CoreRoster: Sendable {

  /// Where its rows come from.
  public enum Origin: Sendable {
    /// A file or a pattern of files, relative to the program's file.
    case file(String, Span)
    /// Rosters one above the other, with one row a key and a preference: conditions over the combined rows, tried in
    /// order. The schema has the fields that all have, by name, and a last field `origin`: the roster, as a choice.
    case combined([RosterID], key: Int, preference: [CoreExpression])
    /// Rows of two rosters, paired by key fields: in the first only, the second only, or both. Fields 0 and 1 of
    /// the schema are the row of the first and of the second roster, missing where it is only in the other; then
    /// come the key fields. `only in`, `in both` are tests of the presence of these two.
    case matched(RosterID, RosterID, keys: [(Int, Int)])
  }

  /// The name.
  public var name: String
  /// What its file holds.
  public var schema: RosterSchema
  /// The type of each field, with its unit.
  public var types: [CoreType]
  /// Where its rows come from.
  public var origin: Origin
  /// `require … else "…"`: conditions over its rows, with what to say of a row that fails.
  public var requirements: [(condition: CoreExpression, message: CoreExpression?)]
  /// Of a match, which rows of each side take part, over the rows of that side.
  public var sides: (first: CoreSide?, second: CoreSide?) = (nil, nil)
  /// `state at DATE`.
  public var stateAt: CalendarDate?
  /// The field that names a row to a reader (`name`), or the key.
  public var labelField: Int?
  /// Where it is defined.
  public var definitionSpan: Span

  /// Creates a roster.
  public init(
    name: String, schema: RosterSchema, types: [CoreType], origin: Origin,
    requirements: [(condition: CoreExpression, message: CoreExpression?)] = [], stateAt: CalendarDate? = nil,
    labelField: Int? = nil, span: Span
  ) {
    self.name = name
    self.schema = schema
    self.types = types
    self.origin = origin
    self.requirements = requirements
    self.stateAt = stateAt
    self.labelField = labelField
    self.definitionSpan = span
  }
}

/// Which rows of one of its rosters a match is of.
public struct CoreSide: Sendable {
  /// The condition, over the rows of the roster.
  public let condition: CoreExpression
  /// The condition as the program words it.
  public let text: String
  /// Creates a side.
  public init(condition: CoreExpression, text: String) {
    self.condition = condition
    self.text = text
  }
}

/// A definition: one node of the dependency graph.
public struct CoreDefinition: Sendable {

  /// The forms of a definition.
  public enum Body: Sendable {
    /// A value: `let`.
    case value(CoreExpression)
    /// A dated parameter.
    case parameter(CoreParameter)
    /// A rule: a column of a roster.
    case rule(RosterID, CoreExpression)
    /// A decision table: of a roster's rows, or of inputs.
    case table(CoreTable)
    /// A function: never recursive, so every call ends.
    case function(inputs: [CoreType], CoreExpression)
    /// A target.
    case target(CoreTarget)
    /// A budget.
    case budget(CoreBudget)
    /// An allocation.
    case allocation(CoreAllocation)
    /// A ranking.
    case ranking(CoreRanking)
  }

  /// The name.
  public var name: String
  /// What it is.
  public var body: Body
  /// What its values are.
  public var type: CoreType
  /// Whether a value may be missing.
  public var canBeMissing: Bool
  /// `under "…"`
  public var citation: String?
  /// `unverified`
  public var isUnverified: Bool
  /// Whether values are computed from private fields.
  public var isPrivate: Bool
  /// The definitions it reads directly.
  public var dependencies: [DefinitionID]
  /// The rosters it reads.
  public var rosters: [RosterID]
  /// The `##` comment above it.
  public var documentation: String?
  /// Where it is defined.
  public var origin: Span
  /// Where its name stands.
  public var nameSpan: Span

  /// Creates a definition.
  public init(
    name: String, body: Body, type: CoreType, canBeMissing: Bool = false, citation: String? = nil,
    isUnverified: Bool = false, isPrivate: Bool = false, dependencies: [DefinitionID] = [],
    rosters: [RosterID] = [], documentation: String? = nil, origin: Span, nameSpan: Span
  ) {
    self.name = name
    self.body = body
    self.type = type
    self.canBeMissing = canBeMissing
    self.citation = citation
    self.isUnverified = isUnverified
    self.isPrivate = isPrivate
    self.dependencies = dependencies
    self.rosters = rosters
    self.documentation = documentation
    self.origin = origin
    self.nameSpan = nameSpan
  }
}

/// A parameter: dated lines, perhaps with inputs, perhaps with exceptions by payer.
public struct CoreParameter: Sendable {
  /// One dated line.
  public struct Line: Sendable {
    /// The first day; `nil` for always.
    public let from: CalendarDate?
    /// The last day; `nil` until the next line begins.
    public let to: CalendarDate?
    /// The value; `nil` for `must be decided`.
    public let value: CoreExpression?
    /// `under "…"`
    public let citation: String?
    /// `unverified`
    public let isUnverified: Bool
    /// The whole line.
    public let origin: Span
    /// Creates a line.
    public init(
      from: CalendarDate?, to: CalendarDate?, value: CoreExpression?, citation: String?, isUnverified: Bool,
      origin: Span
    ) {
      self.from = from
      self.to = to
      self.value = value
      self.citation = citation
      self.isUnverified = isUnverified
      self.origin = origin
    }
  }
  /// The types of its inputs.
  public var inputs: [CoreType]
  /// The lines, by their first days. A line with an end covers its window and then the earlier line is in force again.
  public var lines: [Line]
  /// Exceptions, over the inputs and the payer.
  public var exceptions: [CoreException]
  /// Creates a parameter.
  public init(inputs: [CoreType], lines: [Line], exceptions: [CoreException]) {
    self.inputs = inputs
    self.lines = lines
    self.exceptions = exceptions
  }

  /// Returns the line in force on `date`: of those that cover it, the one that begins last.
  public func line(on date: CalendarDate) -> Line? {
    lines.filter { ($0.from ?? date) <= date && date <= ($0.to ?? date) }
      .max { ($0.from?.days ?? Int32.min) < ($1.from?.days ?? Int32.min) }
  }
}

/// A decision table.
public struct CoreTable: Sendable {
  /// One row: its conditions lowered to one, and a result a column.
  public struct Row: Sendable {
    /// Whether the row matches.
    public let condition: CoreExpression
    /// The results; `nil` for a cell that must be decided.
    public let results: [CoreExpression?]
    /// `because "…"`
    public let reason: String?
    /// The results that no rule states, and that are read as no.
    public let unclear: Set<Int>
    /// `under "…"`
    public let citation: String?
    /// What is marked `unverified`, if the row or its table is.
    public let doubt: CoreDoubt?
    /// Where it stands.
    public let origin: Span
    /// Creates a row.
    public init(
      condition: CoreExpression, results: [CoreExpression?], reason: String?, citation: String? = nil,
      unclear: Set<Int> = [], doubt: CoreDoubt? = nil, origin: Span
    ) {
      self.condition = condition
      self.results = results
      self.reason = reason
      self.unclear = unclear
      self.citation = citation
      self.doubt = doubt
      self.origin = origin
    }
  }
  /// The roster whose rows it reads, or `nil` if it reads inputs.
  public var roster: RosterID?
  /// The types of its inputs.
  public var inputs: [CoreType]
  /// How many rows may match.
  public var policy: HitPolicy
  /// The names and types of the result columns, and whether they may have no value.
  public var results: [(name: String, type: CoreType, canBeMissing: Bool)]
  /// The rows.
  public var rows: [Row]
  /// Creates a table.
  public init(
    roster: RosterID?, inputs: [CoreType], policy: HitPolicy,
    results: [(name: String, type: CoreType, canBeMissing: Bool)], rows: [Row]
  ) {
    self.roster = roster
    self.inputs = inputs
    self.policy = policy
    self.results = results
    self.rows = rows
  }
}

/// One key of an order, over the rows of a population.
public struct CoreOrderKey: Sendable {
  /// The value.
  public let value: CoreExpression
  /// Whether the greatest come first.
  public let isDescending: Bool
  /// Creates a key.
  public init(_ value: CoreExpression, isDescending: Bool) {
    self.value = value
    self.isDescending = isDescending
  }
}

/// A target.
public struct CoreTarget: Sendable {
  /// Who is counted.
  public var population: CorePopulation
  /// What must hold of them.
  public var condition: CoreExpression
  /// The level for all groups, a fraction; `nil` where `levels` gives one a group.
  public var level: CoreExpression?
  /// `in each GROUP`, over the population's roster.
  public var group: CoreExpression?
  /// The levels of single groups: `nil` is `otherwise`.
  public var levels: [(member: CoreConstant?, level: CoreExpression)]
  /// The day it is to be met by.
  public var deadline: CalendarDate?
  /// What it was, and when that was measured.
  public var baseline: (value: CoreExpression, date: CalendarDate)?
  /// What closing the gap costs for one person, over the population's roster.
  public var cost: CoreExpression?
  /// In which order the uncovered are priced.
  public var order: [CoreOrderKey]
  /// Creates a target.
  public init(
    population: CorePopulation, condition: CoreExpression, level: CoreExpression?, group: CoreExpression?,
    levels: [(member: CoreConstant?, level: CoreExpression)] = [], deadline: CalendarDate?,
    baseline: (value: CoreExpression, date: CalendarDate)? = nil, cost: CoreExpression? = nil,
    order: [CoreOrderKey] = []
  ) {
    self.population = population
    self.condition = condition
    self.level = level
    self.group = group
    self.levels = levels
    self.deadline = deadline
    self.baseline = baseline
    self.cost = cost
    self.order = order
  }
}

/// A budget, or one a row of a roster.
public struct CoreBudget: Sendable {
  /// The roster whose rows each have one; `nil` for a single budget.
  public var owners: RosterID?
  /// The full amount; over the owners' rows if there are owners.
  public var amount: CoreExpression
  /// On whom it may be spent, over their roster; `nil` for anyone.
  public var spentOn: CorePopulation?
  /// What is held back: a fraction or an amount.
  public var reserve: CoreExpression?
  /// Whether `reserve` is a fraction of the amount.
  public var reserveIsFraction: Bool
  /// The first and last day it may be spent.
  public var valid: (from: CalendarDate, to: CalendarDate)?
  /// Whether it may be spent after its last day: `may be carried over`.
  public var isCarriedOver = false
  /// `kind csr`, which `source` reads.
  public var kind: String?
  /// The budget it was split from, and the part.
  public var splitFrom: DefinitionID?
  /// Creates a budget.
  public init(
    owners: RosterID? = nil, amount: CoreExpression, spentOn: CorePopulation? = nil,
    reserve: CoreExpression? = nil, reserveIsFraction: Bool = false,
    valid: (from: CalendarDate, to: CalendarDate)? = nil, kind: String? = nil, splitFrom: DefinitionID? = nil
  ) {
    self.owners = owners
    self.amount = amount
    self.spentOn = spentOn
    self.reserve = reserve
    self.reserveIsFraction = reserveIsFraction
    self.valid = valid
    self.kind = kind
    self.splitFrom = splitFrom
  }
}

/// A purse of an allocation.
public struct CorePurse: Sendable {
  /// The budget, or the earlier allocation whose shares pay.
  public let definition: DefinitionID
  /// Whose share pays: over the recipients, a row of the owners' roster.
  public let owner: CoreExpression?
  /// Where the program names it.
  public let origin: Span
  /// Creates a purse.
  public init(definition: DefinitionID, owner: CoreExpression?, origin: Span) {
    self.definition = definition
    self.owner = owner
    self.origin = origin
  }
}

/// An allocation.
public struct CoreAllocation: Sendable {

  /// How the money is given out.
  public enum Method: Sendable {
    /// `pay …` in an order.
    case select(pay: CoreExpression, order: [CoreOrderKey])
    /// `in proportion to …`, `equally`, `in parts …` or `settle claims of …`.
    case divide(DivisionBasis, remainder: RemainderSyntax, ties: [CoreOrderKey])
    /// `maximise …` / `minimise …`: the objective is what one recipient adds to the total.
    case optimise(pay: CoreExpression, maximise: Bool, objective: CoreExpression, ties: [CoreOrderKey])
    /// `maximise sum of NAME.amount * …` without `pay`: what a rupiah is worth to one recipient.
    case giveAmounts(maximise: Bool, worth: CoreExpression, ties: [CoreOrderKey])
  }

  /// By what an amount is divided, over the recipients.
  public enum DivisionBasis: Sendable {
    /// `equally`
    case equal
    /// `in proportion to …`
    case proportion(CoreExpression)
    /// `in parts 65% equally, 35% in proportion to …`: shares that total 1, each with its weight.
    case parts([(share: Rational, weight: CoreExpression?)])
    /// `settle claims of … by …`
    case claims(CoreExpression, ClaimsSyntax)

    /// What it reads of a recipient.
    public var expressions: [CoreExpression] {
      switch self {
      case .equal: []
      case .proportion(let e), .claims(let e, _): [e]
      case .parts(let parts): parts.compactMap(\.weight)
      }
    }
  }

  /// `keeping those in "signed.csv"`: awards of an earlier, signed result, which stand.
  public struct Keeping: Sendable {
    /// The roster of the signed awards: the key fields of the recipients, the amount, and perhaps the source.
    public let roster: RosterID
    /// The recipients' key fields, in the order in which the signed roster has them.
    public let keys: [Int]
    /// Whether the last field names the source.
    public let hasSource: Bool
    /// `where …`, over the recipients: awards for whom it does not hold are withdrawn; `nil` for none.
    public let condition: CoreExpression?
    /// Where the program says it.
    public let origin: Span
    /// Creates a clause.
    public init(roster: RosterID, keys: [Int], hasSource: Bool, condition: CoreExpression?, origin: Span) {
      self.roster = roster
      self.keys = keys
      self.hasSource = hasSource
      self.condition = condition
      self.origin = origin
    }
  }

  /// A limit on what a group or a part of a purse may get.
  public enum Quota: Sendable {
    /// `at most 50 in each village` / `at least 10 in each …`
    case perGroup(atLeast: Bool, CoreExpression, group: CoreExpression, Span)
    /// `at most 30% of dbhcht where …`: a fraction of a purse, or an amount of it, for some recipients.
    case ofPurse(
      atLeast: Bool, CoreExpression, isFraction: Bool, purse: DefinitionID, condition: CoreExpression, Span)
  }

  /// Who may get something.
  public var recipients: CorePopulation
  /// Which purses pay, in order.
  public var purses: [CorePurse]
  /// How.
  public var method: Method
  /// `at least X`, over the recipients.
  public var floor: CoreExpression?
  /// `at most X`, over the recipients.
  public var cap: CoreExpression?
  /// `in multiples of X`
  public var multiple: CoreExpression?
  /// Quotas.
  public var quotas: [Quota]
  /// `leftover to NAME`
  public var leftover: DefinitionID?
  /// `may be split`
  public var mayBeSplit: Bool
  /// `skip and go on`
  public var skipsAndGoesOn: Bool
  /// `all or none in each …`
  public var allOrNone: CoreExpression?
  /// `keeping those in "signed.csv"`
  public var keeping: Keeping?
  /// `only as far as target x`
  public var asFarAs: DefinitionID?

  /// Creates an allocation.
  public init(
    recipients: CorePopulation, purses: [CorePurse], method: Method, floor: CoreExpression? = nil,
    cap: CoreExpression? = nil, multiple: CoreExpression? = nil, quotas: [Quota] = [],
    leftover: DefinitionID? = nil, mayBeSplit: Bool = false, skipsAndGoesOn: Bool = false,
    allOrNone: CoreExpression? = nil, keeping: Keeping? = nil, asFarAs: DefinitionID? = nil
  ) {
    self.recipients = recipients
    self.purses = purses
    self.method = method
    self.floor = floor
    self.cap = cap
    self.multiple = multiple
    self.quotas = quotas
    self.leftover = leftover
    self.mayBeSplit = mayBeSplit
    self.skipsAndGoesOn = skipsAndGoesOn
    self.allOrNone = allOrNone
    self.keeping = keeping
    self.asFarAs = asFarAs
  }
}

/// A ranking.
public struct CoreRanking: Sendable {
  /// What is ranked.
  public var population: CorePopulation
  /// Weights (fractions that total 1) and values.
  public var score: [(weight: CoreExpression, value: CoreExpression)]
  /// What decides between equal scores.
  public var ties: [CoreOrderKey]
  /// Whether equal ones share a place.
  public var isShared: Bool
  /// How many are awarded.
  public var top: CoreExpression?
  /// In each of which groups.
  public var group: CoreExpression?
  /// Creates a ranking.
  public init(
    population: CorePopulation, score: [(weight: CoreExpression, value: CoreExpression)],
    ties: [CoreOrderKey], isShared: Bool, top: CoreExpression?, group: CoreExpression?
  ) {
    self.population = population
    self.score = score
    self.ties = ties
    self.isShared = isShared
    self.top = top
    self.group = group
  }
}

/// A scenario: changes laid over the plan. The plan's own definitions are not changed.
public struct CoreScenario: Sendable {
  /// The name.
  public var name: String
  /// What it is, in a sentence.
  public var title: String?
  /// The scenario it starts from.
  public var like: String?
  /// New bodies of definitions; names on their right sides have the base's values.
  public var changes: [(definition: DefinitionID, value: CoreExpression, span: Span)]
  /// Another day.
  public var asOf: CalendarDate?
  /// Further scenarios whose changes it has.
  public var also: [String] = []
  /// The first month that is paid, if a supposition moves it.
  public var start: CalendarDate?
  /// By how many months all that the program dates is moved.
  public var shift = 0
  /// What a supposition stands on: what was supposed before it; `nil` for the plan.
  public var base: String?
  /// The scenario of which this is one change alone.
  public var part: String?
  /// `true` iff it is a supposition, which has no name of its own.
  public var isSupposition = false
  /// Where it is defined.
  public var origin: Span
  /// Creates a scenario.
  public init(
    name: String, title: String?, like: String?,
    changes: [(definition: DefinitionID, value: CoreExpression, span: Span)], asOf: CalendarDate?,
    origin: Span
  ) {
    self.name = name
    self.title = title
    self.like = like
    self.changes = changes
    self.asOf = asOf
    self.origin = origin
  }
}
