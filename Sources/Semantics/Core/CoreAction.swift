import Diagnostics
import Rosters
import Syntax

/// Something a program asks for.
public struct CoreAction: Sendable {

  /// The forms of an action.
  public indirect enum Kind: Sendable {
    /// `show all targets`
    case showTargets(scenario: String?)
    /// `show NAME` of a target, an allocation, a budget or a ranking: the result's own tables.
    case showResult(DefinitionID, layout: CoreQuery?, scenario: String?)
    /// `show ROSTER …`
    case show(CoreQuery, scenario: String?)
    /// `show X, Y`: values, each on a line.
    case showValues([CoreColumn], scenario: String?)
    /// `chart …`
    case chart(CoreQuery, file: CoreExpression?, scenario: String?)
    /// `export … to "file"`
    case export(CoreQuery, CoreExport, scenario: String?)
    /// `report "file" …`
    case report(CoreReport)
    /// `compare A with B`; `nil` is the plan itself.
    case compare([String?], columns: [CoreColumn])
    /// `find …`
    case find(CoreFind)
    /// `why …`
    case why(CoreWhy, scenario: String?)
    /// `check …`; `warn when …` says its message where the condition holds.
    case check(CoreExpression, message: CoreExpression?, warns: Bool)
    /// `for each r in … end`: the row is read by `CoreKind.outer` from inside. Directly inside, where there is no
    /// other row (a file's name, a title), and in the rows of a query there, that is one `outer`; in an aggregate
    /// within such rows, two.
    case forEach(String, CorePopulation, [CoreAction])
    /// `how many …`, `who …`, `is …`
    case ask(CoreQuestion, scenario: String?)
    /// Actions under a scenario: those of a question that supposes something, or what follows a supposition.
    case under(String, [CoreAction], isQuestion: Bool)
    /// `suppose …` from here on, or `back to the plan`
    case changeTo(String?, from: String?)
    /// `sweep …`
    case sweep(CoreSweep)
  }

  /// What it asks for.
  public let kind: Kind
  /// Where the program asks.
  public let origin: Span
  /// `title "…"` of values or of a budget; a query has its own.
  public let title: CoreExpression?
  /// `note "…"` of values or of a budget; a query has its own.
  public let notes: [CoreExpression]
  /// Creates an action.
  public init(_ kind: Kind, origin: Span, title: CoreExpression? = nil, notes: [CoreExpression] = []) {
    self.kind = kind
    self.origin = origin
    self.title = title
    self.notes = notes
  }
}

/// A query: rows, perhaps grouped, with columns, an order and totals.
public struct CoreQuery: Sendable {

  /// What gives the rows.
  public enum Rows: Sendable {
    /// Rows of a roster.
    case population(CorePopulation)
    /// Rows set aside from a roster, by position of the roster. Expressions read them as inputs 0 to 6, named in
    /// ``CoreQuery/setAsideColumns``; earlier columns are the inputs after those.
    case setAside(RosterID, where: CoreExpression? = nil)
    /// Recipients of an allocation that got nothing.
    case notFunded(DefinitionID, CorePopulation)
    /// Rows of a ranking's roster that were not ranked.
    case notRanked(DefinitionID, CorePopulation)
    /// Rows set aside since they share a key with another; expressions read them as those set aside.
    case duplicates(RosterID, where: CoreExpression? = nil)
  }

  /// A grouping.
  public struct Grouping: Sendable {
    /// What is grouped by, over the rows; `nil` for periods.
    public let value: CoreExpression?
    /// The periods, by days in the first and the last.
    public let periods: (step: PeriodStep, from: CoreExpression, to: CoreExpression)?
    /// Whether it runs across.
    public let isAcross: Bool
    /// The heading; empty for that of the periods.
    public let name: String
    /// Where it stands.
    public let origin: Span
    /// Creates a grouping.
    public init(
      value: CoreExpression?, periods: (step: PeriodStep, from: CoreExpression, to: CoreExpression)?,
      isAcross: Bool, name: String,
      origin: Span
    ) {
      self.value = value
      self.periods = periods
      self.isAcross = isAcross
      self.name = name
      self.origin = origin
    }
  }

  /// The rows.
  public var rows: Rows
  /// The roster whose columns the expressions read; `nil` for rows set aside, which have columns of their own.
  public var roster: RosterID?
  /// The groupings, in order; none for single rows.
  public var groups: [Grouping]
  /// The columns. In a grouped query their aggregates are of the group; earlier columns are `CoreKind.input`s.
  /// A query without groupings whose columns hold aggregates of the group (`isGroup`) has one row, of all rows.
  /// What a grouped column reads of a single row is the same for all rows of its group.
  public var columns: [CoreColumn]
  /// The order: positions of columns, or expressions over the row.
  public var order: [CoreQueryOrder]
  /// `first N`
  public var first: CoreExpression?
  /// `total row`
  public var hasTotalRow: Bool
  /// `subtotal by …`: positions of groupings, or number of groupings + positions of columns.
  public var subtotals: [Int]
  /// `title "…"`
  public var title: CoreExpression?
  /// `note "…"`
  public var notes: [CoreExpression]
  /// How many rows of a match came, went and stayed, if that is what is asked for.
  public var movement: CoreMovement?
  /// `N each side of the cut-off`, of an allocation.
  public var aroundCutOff: (allocation: DefinitionID, count: CoreExpression)?
  /// `mark when …`: the last of ``columns`` is the condition.
  public var mark: CoreMark?
  /// `as histogram`, of a chart.
  public var chartForm = ChartForm.bars
  /// `in steps of 5`, of a histogram.
  public var chartStep: CoreExpression?

  /// Creates a query.
  public init(
    rows: Rows, roster: RosterID?, groups: [Grouping] = [], columns: [CoreColumn],
    order: [CoreQueryOrder] = [],
    first: CoreExpression? = nil, hasTotalRow: Bool = false, subtotals: [Int] = [],
    title: CoreExpression? = nil,
    notes: [CoreExpression] = [], aroundCutOff: (allocation: DefinitionID, count: CoreExpression)? = nil
  ) {
    self.rows = rows
    self.roster = roster
    self.groups = groups
    self.columns = columns
    self.order = order
    self.first = first
    self.hasTotalRow = hasTotalRow
    self.subtotals = subtotals
    self.title = title
    self.notes = notes
    self.aroundCutOff = aroundCutOff
  }
}

/// `mark when …` of a query.
public struct CoreMark: Sendable {
  /// The positions of the columns that the condition reads, which are those marked; none if it reads none.
  public let columns: [Int]
  /// The condition as the program says it.
  public let text: String
  /// Creates a mark.
  public init(columns: [Int], text: String) {
    self.columns = columns
    self.text = text
  }
}

/// Who came, went, stayed and moved between the two rosters of a match.
public struct CoreMovement: Sendable {
  /// What the rows of the first roster are grouped by, over them; `nil` for all together.
  public let first: CoreExpression?
  /// The same of the second roster.
  public let second: CoreExpression?
  /// The heading of the groups.
  public let name: String
  /// Creates a movement.
  public init(first: CoreExpression?, second: CoreExpression?, name: String) {
    self.first = first
    self.second = second
    self.name = name
  }
}

/// A column of a query.
public struct CoreColumn: Sendable {
  /// The heading.
  public let name: String
  /// The value.
  public let value: CoreExpression
  /// `2 decimals`
  public let decimals: Int?
  /// `in millions`
  public let magnitude: Magnitude?
  /// Whether values are masked.
  public let isPrivate: Bool
  /// Creates a column.
  public init(name: String, value: CoreExpression, decimals: Int?, magnitude: Magnitude?, isPrivate: Bool) {
    self.name = name
    self.value = value
    self.decimals = decimals
    self.magnitude = magnitude
    self.isPrivate = isPrivate
  }
}

/// One key of a query's order.
public struct CoreQueryOrder: Sendable {
  /// What is sorted by.
  public enum Key: Sendable {
    /// A column of the query, by position.
    case column(Int)
    /// A grouping of the query, by position: by its key.
    case grouping(Int)
    /// A value of the row, or in a grouped query of the group.
    case value(CoreExpression)
  }
  /// What is sorted by.
  public let key: Key
  /// Whether the greatest come first.
  public let isDescending: Bool
  /// Creates a key.
  public init(_ key: Key, isDescending: Bool) {
    self.key = key
    self.isDescending = isDescending
  }
}

/// Where an export goes, and what it reveals.
public struct CoreExport: Sendable {
  /// The file.
  public let file: CoreExpression
  /// `one file per …`, over the rows.
  public let onePer: CoreExpression?
  /// The positions of the columns that are shown in the clear.
  public let revealed: [Int]
  /// For what purpose.
  public let purpose: CoreExpression?
  /// Creates an export.
  public init(file: CoreExpression, onePer: CoreExpression?, revealed: [Int], purpose: CoreExpression?) {
    self.file = file
    self.onePer = onePer
    self.revealed = revealed
    self.purpose = purpose
  }
}

/// A search for the least or greatest value of something.
public struct CoreFind: Sendable {
  /// What must hold.
  public enum Goal: Sendable {
    /// A target is met in every group.
    case targetMet(DefinitionID)
    /// `apbd is enough`
    case enough(DefinitionID)
    /// A condition on totals.
    case condition(CoreExpression)
  }
  /// Whether the least is wanted.
  public let isLeast: Bool
  /// What is varied.
  public var definition: DefinitionID { range.definition }
  /// What is varied, and over which steps.
  public let range: CoreRange
  /// A second definition, for each of whose values the search is made.
  public let against: CoreRange?
  /// What must hold.
  public let goals: [Goal]
  /// Creates a search.
  public init(isLeast: Bool, range: CoreRange, against: CoreRange?, goals: [Goal]) {
    self.isLeast = isLeast
    self.range = range
    self.against = against
    self.goals = goals
  }
}

/// A definition that is varied, and over which steps; what is `nil` follows from its value.
public struct CoreRange: Sendable {
  /// What is varied.
  public let definition: DefinitionID
  /// The least value tried.
  public let from: CoreExpression?
  /// The greatest value tried.
  public let to: CoreExpression?
  /// The step.
  public let step: CoreExpression?
  /// What its values are measured in.
  public let unit: UnitOfMeasure
  /// Where it is named.
  public let origin: Span
  /// Creates a range.
  public init(
    definition: DefinitionID, from: CoreExpression?, to: CoreExpression?, step: CoreExpression?,
    unit: UnitOfMeasure, origin: Span
  ) {
    self.definition = definition
    self.from = from
    self.to = to
    self.step = step
    self.unit = unit
    self.origin = origin
  }
}

/// A question why.
public struct CoreWhy: Sendable {
  /// What is asked of.
  public enum Subject: Sendable {
    /// A rule, allocation or ranking, of the row that came from this row of the file.
    case fileRow(DefinitionID, RosterID, Int)
    /// A rule, allocation or ranking, of the row with this key.
    case key(DefinitionID, RosterID, [CoreExpression])
    /// A definition as a whole: a target, a budget, a parameter.
    case definition(DefinitionID)
    /// Any value.
    case value(CoreExpression)
  }
  /// `why not`
  public let isNegated: Bool
  /// The subject.
  public let subject: Subject
  /// The two plans whose difference is asked for; of each `nil` for the plan itself.
  public let between: (String?, String?)?
  /// Creates a question.
  public init(isNegated: Bool, subject: Subject, between: (String?, String?)? = nil) {
    self.isNegated = isNegated
    self.subject = subject
    self.between = between
  }
}

/// A test: cases that are each run on a made-up row, or properties of allocations on the real data.
public struct CoreTest: Sendable {

  /// What a test says of the result.
  public struct Expectation: Sendable {
    /// The forms of an expectation.
    public enum Kind: Sendable {
      /// A condition over the given row (or over totals, if no row is given).
      case holds(CoreExpression, reason: TestReason?)
      /// That what decided a condition, which other expectations ask for, is this.
      case because(CoreExpression, TestReason)
      /// Properties of an allocation.
      case properties(DefinitionID, [CoreProperty])
      /// That evaluating the expectations before it faults, with words of the message or a code.
      case error(String)
    }
    /// What is expected.
    public let kind: Kind
    /// The column of a table of cases that it stands in, if it does.
    public let column: String?
    /// Where it stands.
    public let origin: Span
    /// Creates an expectation.
    public init(_ kind: Kind, column: String? = nil, origin: Span) {
      self.kind = kind
      self.column = column
      self.origin = origin
    }
  }

  /// One case: what is given, and what is expected.
  public struct Case: Sendable {
    /// The roster of the given row, if one is given.
    public var roster: RosterID?
    /// Given fields: position in the schema and value.
    public var fields: [(field: Int, value: CoreExpression)]
    /// Given rules and other definitions, whose values stand in for evaluation.
    public var definitions: [(definition: DefinitionID, value: CoreExpression)]
    /// The payer, if given (`source`).
    public var payer: CoreExpression?
    /// The day.
    public var asOf: CalendarDate?
    /// The scenario.
    public var scenario: String?
    /// What is expected.
    public var expectations: [Expectation]
    /// Where the case stands: the row of the table, or the test.
    public var origin: Span
    /// Creates a case.
    public init(
      roster: RosterID?, fields: [(field: Int, value: CoreExpression)] = [],
      definitions: [(definition: DefinitionID, value: CoreExpression)] = [], payer: CoreExpression? = nil,
      asOf: CalendarDate?, scenario: String?, expectations: [Expectation], origin: Span
    ) {
      self.roster = roster
      self.fields = fields
      self.definitions = definitions
      self.payer = payer
      self.asOf = asOf
      self.scenario = scenario
      self.expectations = expectations
      self.origin = origin
    }
  }

  /// The name.
  public let name: String
  /// The cases.
  public let cases: [Case]
  /// Where it stands.
  public let origin: Span
  /// Creates a test.
  public init(name: String, cases: [Case], origin: Span) {
    self.name = name
    self.cases = cases
    self.origin = origin
  }
}

/// A property of an allocation that a test asks for.
public enum CoreProperty: Sendable {
  /// Shares + leftover + reserve = budget, for each purse.
  case conserved
  /// The same for any order of the rows.
  case orderIndependent
  /// Never less for anyone when the definition grows, over the stated steps.
  case monotone(DefinitionID, from: CoreExpression?, to: CoreExpression?, step: CoreExpression?)
}

/// A page that holds what actions answer.
public struct CoreReport: Sendable {
  /// The file.
  public let file: CoreExpression
  /// `title "…"`
  public let title: CoreExpression?
  /// `addressed to "…"`
  public let recipient: CoreExpression?
  /// `note "…"`
  public let notes: [CoreExpression]
  /// `signed by "…"`
  public let signatory: CoreExpression?
  /// What it shows.
  public let actions: [CoreAction]
  /// Creates a report.
  public init(
    file: CoreExpression, title: CoreExpression?, recipient: CoreExpression?, notes: [CoreExpression],
    signatory: CoreExpression?, actions: [CoreAction]
  ) {
    self.file = file
    self.title = title
    self.recipient = recipient
    self.notes = notes
    self.signatory = signatory
    self.actions = actions
  }

  /// Returns the report with `actions` in place of its own.
  public func with(_ actions: [CoreAction]) -> CoreReport {
    CoreReport(
      file: file, title: title, recipient: recipient, notes: notes, signatory: signatory, actions: actions)
  }
}
