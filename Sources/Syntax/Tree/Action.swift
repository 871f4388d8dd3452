import Diagnostics
import Rosters

/// `show …`
public struct ShowSyntax: Sendable {

  /// What is shown.
  public enum Subject: Sendable {
    /// `all targets`
    case allTargets(Span)
    /// Rows of a roster or a result: `workers where … by …`, `rentan`, `target x`, `not funded in rentan`.
    case rows(PopulationSyntax)
    /// Values, each on a line: `realisation as share of apbd, 2 * 3`.
    case values([ColumnSyntax])
  }

  /// What is shown.
  public let subject: Subject
  /// How it is grouped, sorted and laid out.
  public let layout: QueryLayout
  /// `in lean`
  public let scenario: Name?
  /// Creates a show.
  public init(subject: Subject, layout: QueryLayout, scenario: Name?) {
    self.subject = subject
    self.layout = layout
    self.scenario = scenario
  }
}

/// The clauses of a query: grouping, columns, order, totals and display.
public struct QueryLayout: Sendable {
  /// `by A, B`; `by A down, B across`; `by month from … to …`, `by quarter from … to …`.
  public var groups: [GroupingSyntax] = []
  /// `with X as name, …`
  public var columns: [ColumnSyntax] = []
  /// `sorted by …`
  public var order: [OrderSyntax] = []
  /// `first 10`
  public var first: ExpressionSyntax?
  /// `total row`
  public var hasTotalRow = false
  /// `subtotal by …`
  public var subtotals: [ExpressionSyntax] = []
  /// `title "…"`
  public var title: ExpressionSyntax?
  /// `note "…"`
  public var notes: [ExpressionSyntax] = []
  /// `N each side of the cut-off`
  public var aroundCutOff: ExpressionSyntax?
  /// `mark when X`
  public var mark: ExpressionSyntax?
  /// `as histogram`, of a chart, and where it stands.
  public var chartForm: (form: ChartForm, span: Span)?
  /// `in steps of 5`, of a chart.
  public var chartStep: ExpressionSyntax?
  /// Creates an empty layout.
  public init() {}
}

/// The periods in which a query runs over time.
public enum PeriodStep: String, Sendable, Hashable, CaseIterable {
  /// `month from …`
  case month
  /// `quarter from …`
  case quarter
  /// `semester from …`
  case semester
  /// `year from …`
  case year

  /// How many calendar months a whole period has.
  public var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .semester: 6
    case .year: 12
    }
  }

  /// The role of its words in a grouping.
  public var role: KeywordRole {
    switch self {
    case .month: .monthGroup
    case .quarter: .quarterGroup
    case .semester: .semesterGroup
    case .year: .yearGroup
    }
  }
}

/// A grouping of a query.
public struct GroupingSyntax: Sendable {
  /// Where a cross-table puts it.
  public enum Direction: Sendable, Hashable {
    /// `down`
    case down
    /// `across`
    case across
  }
  /// What is grouped by; `nil` for periods.
  public let value: ExpressionSyntax?
  /// `month from A to B`, `quarter from A to B`
  public let periods: (step: PeriodStep, from: ExpressionSyntax, to: ExpressionSyntax)?
  /// The heading, if given.
  public let name: Name?
  /// `down` or `across`, if stated.
  public let direction: Direction?
  /// Where it stands.
  public let span: Span
  /// Creates a grouping.
  public init(
    value: ExpressionSyntax?, periods: (step: PeriodStep, from: ExpressionSyntax, to: ExpressionSyntax)?,
    name: Name?, direction: Direction?, span: Span
  ) {
    self.value = value
    self.periods = periods
    self.name = name
    self.direction = direction
    self.span = span
  }
}

/// `X as name 2 decimals`, `X in millions`
public struct ColumnSyntax: Sendable {
  /// The value.
  public let value: ExpressionSyntax
  /// The name, if given.
  public let name: Name?
  /// `2 decimals`
  public let decimals: ExpressionSyntax?
  /// `in millions`
  public let magnitude: Magnitude?
  /// Creates a column.
  public init(value: ExpressionSyntax, name: Name?, decimals: ExpressionSyntax?, magnitude: Magnitude?) {
    self.value = value
    self.name = name
    self.decimals = decimals
    self.magnitude = magnitude
  }
}

/// `chart VALUE of POPULATION by GROUP [to "x.svg"]`
public struct ChartSyntax: Sendable {
  /// What is drawn.
  public let value: ExpressionSyntax
  /// How it is grouped and titled.
  public let layout: QueryLayout
  /// `in lean`
  public let scenario: Name?
  /// `to "x.svg"`
  public let file: ExpressionSyntax?
  /// Creates a chart.
  public init(value: ExpressionSyntax, layout: QueryLayout, scenario: Name?, file: ExpressionSyntax?) {
    self.value = value
    self.layout = layout
    self.scenario = scenario
    self.file = file
  }
}

/// `export … to "file" …`
public struct ExportSyntax: Sendable {
  /// What is exported.
  public let subject: PopulationSyntax
  /// `in lean`
  public let scenario: Name?
  /// `to "recipients.csv"`
  public let file: ExpressionSyntax
  /// How it is grouped, sorted and laid out.
  public let layout: QueryLayout
  /// `one file per village.regency`
  public let onePer: ExpressionSyntax?
  /// `revealing nik, name for "purpose"`
  public let revealing: (fields: [ExpressionSyntax], purpose: ExpressionSyntax)?
  /// Creates an export.
  public init(
    subject: PopulationSyntax, scenario: Name?, file: ExpressionSyntax, layout: QueryLayout,
    onePer: ExpressionSyntax?,
    revealing: (fields: [ExpressionSyntax], purpose: ExpressionSyntax)?
  ) {
    self.subject = subject
    self.scenario = scenario
    self.file = file
    self.layout = layout
    self.onePer = onePer
    self.revealing = revealing
  }
}

/// `report "out.html" … end`
public struct ReportSyntax: Sendable {
  /// The file.
  public let file: ExpressionSyntax
  /// `title "…"`
  public let title: ExpressionSyntax?
  /// `addressed to "…"`
  public let recipient: ExpressionSyntax?
  /// `note "…"`
  public let notes: [ExpressionSyntax]
  /// `signed by "…"`
  public let signatory: ExpressionSyntax?
  /// What it holds.
  public let statements: [Statement]
  /// Creates a report.
  public init(
    file: ExpressionSyntax, title: ExpressionSyntax?, recipient: ExpressionSyntax? = nil,
    notes: [ExpressionSyntax] = [], signatory: ExpressionSyntax? = nil, statements: [Statement]
  ) {
    self.file = file
    self.title = title
    self.recipient = recipient
    self.notes = notes
    self.signatory = signatory
    self.statements = statements
  }
}

/// `compare lean with base`
public struct CompareSyntax: Sendable {
  /// The scenarios; `base` is the plan itself.
  public let plans: [ScenarioReference]
  /// Those after `with`; where it is left out, all are compared with the plan.
  public let others: [ScenarioReference]
  /// `with …`
  public let columns: [ColumnSyntax]
  /// Creates a comparison.
  public init(plans: [ScenarioReference], others: [ScenarioReference], columns: [ColumnSyntax]) {
    self.plans = plans
    self.others = others
    self.columns = columns
  }
  /// Whether it is the plan alone, which is compared with every scenario.
  public var isOfAll: Bool { others.isEmpty && plans.allSatisfy(\.isBase) }
  /// All that are compared, among them the plan where nothing else is said.
  public var scenarios: [ScenarioReference] {
    let named = plans + others
    guard others.isEmpty, let last = named.last, !named.contains(where: \.isBase) else { return named }
    return named + [.base(last.span)]
  }
}

/// A scenario, or the plan itself.
public enum ScenarioReference: Sendable {
  /// `base`
  case base(Span)
  /// A scenario of that name.
  case named(Name)

  /// Whether it is the plan itself.
  public var isBase: Bool {
    switch self {
    case .base: true
    case .named: false
    }
  }

  /// Where it stands.
  public var span: Span {
    switch self {
    case .base(let span): span
    case .named(let name): name.span
    }
  }
}

/// `find least apbd from A to B in steps of S so that … end`
public struct FindSyntax: Sendable {
  /// `least` or `greatest`.
  public let isLeast: Bool
  /// What is varied.
  public let name: Name
  /// The least value tried.
  public let from: ExpressionSyntax?
  /// The greatest value tried.
  public let to: ExpressionSyntax?
  /// The step.
  public let step: ExpressionSyntax?
  /// What must hold.
  public let goals: [FindGoal]
  /// `against dbhcht from A to B in steps of S`: of each of these values the search is made.
  public let against: FindRange?
  /// Creates a search.
  public init(
    isLeast: Bool, name: Name, from: ExpressionSyntax?, to: ExpressionSyntax?, step: ExpressionSyntax?,
    goals: [FindGoal], against: FindRange? = nil
  ) {
    self.isLeast = isLeast
    self.name = name
    self.from = from
    self.to = to
    self.step = step
    self.goals = goals
    self.against = against
  }
}

/// What a search also varies, and over which steps.
public struct FindRange: Sendable {
  /// What is varied.
  public let name: Name
  /// The least value.
  public let from: ExpressionSyntax?
  /// The greatest value.
  public let to: ExpressionSyntax?
  /// The step.
  public let step: ExpressionSyntax?
  /// Creates a range.
  public init(name: Name, from: ExpressionSyntax?, to: ExpressionSyntax?, step: ExpressionSyntax?) {
    self.name = name
    self.from = from
    self.to = to
    self.step = step
  }
}

/// What a search is for.
public enum FindGoal: Sendable {
  /// `target x is met`
  case targetMet(Name, Span)
  /// `apbd is enough`
  case enough(Name, Span)
  /// `everyone is funded`: the budget that is searched, or else the only one, is enough
  case allFunded(Span)
  /// Any condition on totals.
  case condition(ExpressionSyntax)
}

/// `why …`
public struct WhySyntax: Sendable {
  /// What is asked of.
  public enum Subject: Sendable {
    /// A rule, allocation or ranking, of one row.
    case row(Name, roster: Name, key: ExpressionSyntax)
    /// `target x`
    case target(Name)
    /// Any other name: a budget, a parameter, a value.
    case value(ExpressionSyntax)
  }
  /// `why not`
  public let isNegated: Bool
  /// The subject.
  public let subject: Subject
  /// `in lean`
  public let scenario: Name?
  /// `between base and lean`: asked is why they differ.
  public let between: (ScenarioReference, ScenarioReference)?
  /// Creates a question.
  public init(
    isNegated: Bool, subject: Subject, scenario: Name?,
    between: (ScenarioReference, ScenarioReference)? = nil
  ) {
    self.isNegated = isNegated
    self.subject = subject
    self.scenario = scenario
    self.between = between
  }
}

/// `check A is B else "…"`
public struct CheckSyntax: Sendable {
  /// What must hold.
  public let condition: ExpressionSyntax
  /// What to say if it does not.
  public let message: ExpressionSyntax?
  /// Whether the message is a warning, given where the condition holds: `warn when`.
  public let warns: Bool
  /// Creates a check.
  public init(condition: ExpressionSyntax, message: ExpressionSyntax?, warns: Bool = false) {
    self.condition = condition
    self.message = message
    self.warns = warns
  }
}

/// `for each r in regencies … end`
public struct ForEachSyntax: Sendable {
  /// The name of the row.
  public let name: Name
  /// The rows.
  public let population: PopulationSyntax
  /// What is done for each.
  public let statements: [Statement]
  /// Creates a repetition.
  public init(name: Name, population: PopulationSyntax, statements: [Statement]) {
    self.name = name
    self.population = population
    self.statements = statements
  }
}
