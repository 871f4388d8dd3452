import Diagnostics
import Rosters

/// A file of statements as the author wrote them.
public struct Program: Sendable {

  /// The file.
  public let file: FileID

  /// The language of its keywords.
  public let language: Language

  /// `edition 2026`, if stated.
  public let edition: Int?

  /// Where the first line that states them stands, if there is one.
  public let headerSpan: Span?

  /// The statements, in order.
  public let statements: [Statement]

  /// All comments, in order.
  public let comments: [Comment]

  /// How many expressions the file has: node identities are below it.
  public let nodeCount: Int

  /// Creates a program.
  public init(
    file: FileID, language: Language, edition: Int?, headerSpan: Span?, statements: [Statement],
    comments: [Comment], nodeCount: Int
  ) {
    self.file = file
    self.language = language
    self.edition = edition
    self.headerSpan = headerSpan
    self.statements = statements
    self.comments = comments
    self.nodeCount = nodeCount
  }
}

/// A comment, from its `#` to the line end.
public struct Comment: Sendable, Hashable {
  /// The text with its marks, such as `# so`, `## so`.
  public let text: String
  /// Where it stands.
  public let span: Span
  /// Whether it begins with `##` and so documents the definition below it.
  public var isDocumentation: Bool { text.hasPrefix("##") }
  /// Creates a comment.
  public init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}

/// A statement and where it stands.
public struct Statement: Sendable {
  /// From its first word to its last (its `end`, if it has one).
  public let span: Span
  /// What it is.
  public let kind: StatementSyntax
  /// Creates a statement.
  public init(_ kind: StatementSyntax, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// The forms of a statement: definitions, then actions.
public indirect enum StatementSyntax: Sendable {

  /// `use jamsostek.contributions`, `use "base.payung"`.
  case use(UseSyntax)
  /// `as of 1 January 2026`.
  case asOf(ExpressionSyntax)
  /// `roster …`
  case roster(RosterSyntax)
  /// `kind worker needs …`
  case kind(KindSyntax)
  /// `match A with B by nik as moves`
  case match(MatchSyntax)
  /// `group officials of role = a, b`
  case group(GroupSyntax)
  /// `let x = …`
  case letValue(LetSyntax)
  /// `param …`
  case parameter(ParameterSyntax)
  /// `function …`
  case function(FunctionSyntax)
  /// `rule …`
  case rule(RuleSyntax)
  /// `exception to …`
  case exception(ExceptionSyntax)
  /// `table …`
  case table(TableSyntax)
  /// `target …`
  case target(TargetSyntax)
  /// `budget …`
  case budget(BudgetSyntax)
  /// `split …`
  case split(SplitSyntax)
  /// `allocate …`
  case allocation(AllocationSyntax)
  /// `ranking …`
  case ranking(RankingSyntax)
  /// `scenario …`
  case scenario(ScenarioSyntax)
  /// `test …`
  case test(TestSyntax)

  /// `show …`
  case show(ShowSyntax)
  /// `chart …`
  case chart(ChartSyntax)
  /// `export …`
  case export(ExportSyntax)
  /// `report …`
  case report(ReportSyntax)
  /// `compare lean with base`
  case compare(CompareSyntax)
  /// `find …`
  case find(FindSyntax)
  /// `why …`
  case why(WhySyntax)
  /// `check A is B else "…"`
  case check(CheckSyntax)
  /// `for each r in regencies … end`
  case forEach(ForEachSyntax)
  /// `how many …`, `who …`, `is …`
  case question(QuestionSyntax)
  /// `suppose …`
  case suppose(SupposeSyntax)
  /// `back to the plan`
  case backToPlan
  /// `keep as NAME`
  case keepAs(Name)
  /// `sweep …`
  case sweep(SweepSyntax)

  /// What could not be read; a diagnostic has said so.
  case invalid
}

// MARK: - Definitions

/// `use …`
public struct UseSyntax: Sendable {
  /// What is used.
  public enum Module: Sendable {
    /// A module of the library: `jamsostek.contributions`.
    case library([Name])
    /// A file: `"rules/common.payung"`.
    case file(String, Span)
  }
  /// The module.
  public let module: Module
  /// Creates a use.
  public init(_ module: Module) { self.module = module }
}

/// `roster NAME [is KIND] from "file" …`
public struct RosterSyntax: Sendable {
  /// The name.
  public let name: Name
  /// `is worker`, with `income from upah` matches.
  public let kinds: [KindUse]
  /// Where its rows come from.
  public let origin: RosterOrigin
  /// The fields.
  public let fields: [FieldSyntax]
  /// The clauses, in order.
  public let clauses: [RosterClause]
  /// Creates a roster.
  public init(
    name: Name, kinds: [KindUse], origin: RosterOrigin, fields: [FieldSyntax], clauses: [RosterClause]
  ) {
    self.name = name
    self.kinds = kinds
    self.origin = origin
    self.fields = fields
    self.clauses = clauses
  }
}

/// `is worker`, taken on by a roster.
public struct KindUse: Sendable {
  /// The kind.
  public let kind: Name
  /// `needed from field` pairs.
  public let matches: [(needed: Name, field: Name)]
  /// Creates the use of a kind.
  public init(kind: Name, matches: [(needed: Name, field: Name)]) {
    self.kind = kind
    self.matches = matches
  }
}

/// Where the rows of a roster come from.
public enum RosterOrigin: Sendable {
  /// `from "data/workers.csv"`, `from "in/workers-*.csv"`.
  case file(String, Span)
  /// `like OTHER from "file"`.
  case like(Name, String, Span)
  /// `combining A, B`.
  case combining([Name])
}

/// One field of a roster (or of a kind's needs).
public struct FieldSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The type.
  public let type: TypeSyntax
  /// The modifiers, in order.
  public let modifiers: [FieldModifier]
  /// The whole line.
  public let span: Span
  /// Creates a field.
  public init(name: Name, type: TypeSyntax, modifiers: [FieldModifier], span: Span) {
    self.name = name
    self.type = type
    self.modifiers = modifiers
    self.span = span
  }
}

/// A modifier of a field.
public enum FieldModifier: Sendable {
  /// `key`
  case key(Span)
  /// `keep latest enrolled` (or earliest), after `key`.
  case keep(latest: Bool, Name, Span)
  /// `optional`
  case optional(Span)
  /// `private`
  case isPrivate(Span)
  /// `column "Header"`
  case column(String, Span)
}

/// A type as written.
public struct TypeSyntax: Sendable {

  /// The forms of a type.
  public enum Form: Sendable {
    /// `text`
    case text
    /// `nik`
    case nik
    /// `count`
    case count
    /// `whole`
    case whole
    /// `number`
    case number
    /// `percent`
    case percent
    /// `money`, with the units after `per`.
    case money(per: [UnitName])
    /// `date`
    case date
    /// `yes or no`
    case truth
    /// `one of (…)`
    case choice([ChoiceSyntax])
    /// Another roster's name: a reference.
    case reference(Name)
    /// What could not be read.
    case invalid
  }

  /// The form.
  public let form: Form
  /// `from 1 to 10`, if written.
  public let range: (from: ExpressionSyntax, to: ExpressionSyntax)?
  /// Where it stands.
  public let span: Span

  /// Creates a type.
  public init(_ form: Form, range: (from: ExpressionSyntax, to: ExpressionSyntax)? = nil, span: Span) {
    self.form = form
    self.range = range
    self.span = span
  }
}

/// `rt = "Ketua RT" or "RT"`
public struct ChoiceSyntax: Sendable {
  /// The choice.
  public let name: Name
  /// The spellings in data.
  public let spellings: [String]
  /// Creates a choice.
  public init(name: Name, spellings: [String]) {
    self.name = name
    self.spellings = spellings
  }
}

/// A clause of a roster.
public enum RosterClause: Sendable {
  /// `require C else "…"`
  case require(ExpressionSyntax, message: ExpressionSyntax?, Span)
  /// `dialect indonesia`
  case dialect(Name, Span)
  /// `code system kemendagri`
  case codeSystem(Name, Span)
  /// `at most 1% set aside`
  case tolerance(ExpressionSyntax, Span)
  /// `state at DATE`
  case stateAt(ExpressionSyntax, Span)
  /// `one row per nik`
  case oneRowPer(Name, Span)
  /// `prefer A, then B`
  case prefer([ExpressionSyntax], Span)

  /// Where the clause stands.
  public var span: Span {
    switch self {
    case .require(_, _, let s), .dialect(_, let s), .codeSystem(_, let s), .tolerance(_, let s),
      .stateAt(_, let s), .oneRowPer(_, let s), .prefer(_, let s):
      s
    }
  }
}

/// `kind worker needs segment : …, and income : …`
public struct KindSyntax: Sendable {
  /// The name.
  public let name: Name
  /// What rosters of the kind must have.
  public let fields: [FieldSyntax]
  /// Creates a kind.
  public init(name: Name, fields: [FieldSyntax]) {
    self.name = name
    self.fields = fields
  }
}

/// `match A with B by nik as moves`
public struct MatchSyntax: Sendable {
  /// The earlier roster.
  public let first: Name
  /// The later roster.
  public let second: Name
  /// The fields that identify a row in both.
  public let keys: [Name]
  /// The name of the result.
  public let name: Name
  /// Creates a match.
  public init(first: Name, second: Name, keys: [Name], name: Name) {
    self.first = first
    self.second = second
    self.keys = keys
    self.name = name
  }
}

/// `group officials of role = kepala_desa, perangkat_desa`
public struct GroupSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The field whose choices it groups.
  public let field: Name
  /// The choices.
  public let members: [Name]
  /// Creates a group.
  public init(name: Name, field: Name, members: [Name]) {
    self.name = name
    self.field = field
    self.members = members
  }
}

/// `let x = …`
public struct LetSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The value.
  public let value: ExpressionSyntax
  /// Creates a let.
  public init(name: Name, value: ExpressionSyntax) {
    self.name = name
    self.value = value
  }
}

/// `under "…"`, `unverified`, `must be decided`, `from … to …`: what stands behind a number.
public struct Authority: Sendable {
  /// `under "PP 44/2015"`
  public let citation: String?
  /// `unverified`
  public let isUnverified: Bool
  /// Creates an authority.
  public init(citation: String? = nil, isUnverified: Bool = false) {
    self.citation = citation
    self.isUnverified = isUnverified
  }
}

/// `param jp_ceiling : money per month under "…"` with dated lines, or `param x = …`.
public struct ParameterSyntax: Sendable {
  /// The name.
  public let name: Name
  /// `(risk: text)`: what it depends on, as for `jkk_pu("I")`.
  public let inputs: [FunctionInput]
  /// The type, if stated.
  public let type: TypeSyntax?
  /// Citation and certainty.
  public let authority: Authority
  /// The dated lines, in order.
  public let lines: [ParameterLine]
  /// Exceptions by payer.
  public let exceptions: [ExceptSyntax]
  /// Creates a parameter.
  public init(
    name: Name, inputs: [FunctionInput], type: TypeSyntax?, authority: Authority, lines: [ParameterLine],
    exceptions: [ExceptSyntax]
  ) {
    self.name = name
    self.inputs = inputs
    self.type = type
    self.authority = authority
    self.lines = lines
    self.exceptions = exceptions
  }
}

/// `from 2025-03-01 [to …] = Rp10.547.400 [unverified] [under "…"]`
public struct ParameterLine: Sendable {
  /// The first day, or `nil` for always.
  public let from: ExpressionSyntax?
  /// The last day, if it ends.
  public let to: ExpressionSyntax?
  /// The value, or `nil` for `must be decided`.
  public let value: ExpressionSyntax?
  /// Citation and certainty of this line.
  public let authority: Authority
  /// The whole line.
  public let span: Span
  /// Creates a line.
  public init(
    from: ExpressionSyntax?, to: ExpressionSyntax?, value: ExpressionSyntax?, authority: Authority, span: Span
  ) {
    self.from = from
    self.to = to
    self.value = value
    self.authority = authority
    self.span = span
  }
}

/// An input of a function or a parameter: `wage: money per month`.
public struct FunctionInput: Sendable {
  /// The name.
  public let name: Name
  /// The type.
  public let type: TypeSyntax
  /// Creates an input.
  public init(name: Name, type: TypeSyntax) {
    self.name = name
    self.type = type
  }
}

/// `function jp_basis(wage: money per month) : money per month = …`
public struct FunctionSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The inputs.
  public let inputs: [FunctionInput]
  /// The type of the result, if stated.
  public let type: TypeSyntax?
  /// Citation and certainty.
  public let authority: Authority
  /// The body.
  public let body: BodySyntax
  /// Creates a function.
  public init(
    name: Name, inputs: [FunctionInput], type: TypeSyntax?, authority: Authority, body: BodySyntax
  ) {
    self.name = name
    self.inputs = inputs
    self.type = type
    self.authority = authority
    self.body = body
  }
}

/// The body of a rule or function: one expression, or `when … then …` lines; then exceptions.
public struct BodySyntax: Sendable {
  /// `= EXPRESSION`, if it has that form.
  public let expression: ExpressionSyntax?
  /// `when … then …` lines, tried in order.
  public let cases: [WhenSyntax]
  /// `otherwise …`
  public let otherwise: OtherwiseSyntax?
  /// `from DATE [to DATE] …`: what holds in which period, where that changes.
  public let periods: [PeriodSyntax]
  /// `except when … end`
  public let exceptions: [ExceptSyntax]
  /// Creates a body.
  public init(
    expression: ExpressionSyntax?, cases: [WhenSyntax] = [], otherwise: OtherwiseSyntax? = nil,
    periods: [PeriodSyntax] = [], exceptions: [ExceptSyntax] = []
  ) {
    self.expression = expression
    self.cases = cases
    self.otherwise = otherwise
    self.periods = periods
    self.exceptions = exceptions
  }
}

/// `from 2025-02-01 to 2025-07-31 = X`, or the same line with `when … then …` lines below it.
public struct PeriodSyntax: Sendable {
  /// The first day.
  public let from: ExpressionSyntax
  /// The last day, if there is one.
  public let to: ExpressionSyntax?
  /// `= X`, if it has that form.
  public var expression: ExpressionSyntax?
  /// Whether it says `= must be decided`.
  public var mustBeDecided: Bool
  /// `when … then …` lines, tried in order.
  public var cases: [WhenSyntax] = []
  /// `otherwise …`
  public var otherwise: OtherwiseSyntax?
  /// `under "…"`
  public let authority: Authority
  /// The line that begins it.
  public let span: Span
  /// Creates a period.
  public init(
    from: ExpressionSyntax, to: ExpressionSyntax?, expression: ExpressionSyntax?, mustBeDecided: Bool,
    authority: Authority, span: Span
  ) {
    self.from = from
    self.to = to
    self.expression = expression
    self.mustBeDecided = mustBeDecided
    self.authority = authority
    self.span = span
  }
}

/// `when C then X [because "…"] [under "…"]`
public struct WhenSyntax: Sendable {
  /// The condition.
  public let condition: ExpressionSyntax
  /// The result, or `nil` for `must be decided`.
  public let result: ExpressionSyntax?
  /// `because "…"`
  public let reason: ExpressionSyntax?
  /// `under "…"`
  public let authority: Authority
  /// The whole line.
  public let span: Span
  /// Creates a case.
  public init(
    condition: ExpressionSyntax, result: ExpressionSyntax?, reason: ExpressionSyntax?, authority: Authority,
    span: Span
  ) {
    self.condition = condition
    self.result = result
    self.reason = reason
    self.authority = authority
    self.span = span
  }
}

/// `otherwise X [because "…"]`
public struct OtherwiseSyntax: Sendable {
  /// The result, or `nil` for `must be decided`.
  public let result: ExpressionSyntax?
  /// `because "…"`
  public let reason: ExpressionSyntax?
  /// The whole line.
  public let span: Span
  /// Creates the last case.
  public init(result: ExpressionSyntax?, reason: ExpressionSyntax?, span: Span) {
    self.result = result
    self.reason = reason
    self.span = span
  }
}

/// `except when C then X because "…" … end`, with exceptions of its own inside.
public struct ExceptSyntax: Sendable {
  /// The case.
  public let when: WhenSyntax
  /// `from … to …`: when it is in force, if limited.
  public let from: ExpressionSyntax?
  /// The last day in force.
  public let to: ExpressionSyntax?
  /// Exceptions to this exception.
  public let inner: [ExceptSyntax]
  /// From `except` to its `end`.
  public let span: Span
  /// Creates an exception.
  public init(
    when: WhenSyntax, from: ExpressionSyntax?, to: ExpressionSyntax?, inner: [ExceptSyntax], span: Span
  ) {
    self.when = when
    self.from = from
    self.to = to
    self.inner = inner
    self.span = span
  }
}

/// `rule NAME for ROSTER [: type] [under "…"] = …`
public struct RuleSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The roster or kind it adds a column to.
  public let roster: Name
  /// The type, if stated.
  public let type: TypeSyntax?
  /// Citation and certainty.
  public let authority: Authority
  /// The body.
  public let body: BodySyntax
  /// Creates a rule.
  public init(name: Name, roster: Name, type: TypeSyntax?, authority: Authority, body: BodySyntax) {
    self.name = name
    self.roster = roster
    self.type = type
    self.authority = authority
    self.body = body
  }
}

/// `exception to RULE for ROSTER when … then … because …`, or `exception to "REASON" of RULE for ROSTER …`
public struct ExceptionSyntax: Sendable {
  /// The reason of the exception that it is an exception to, if it is one to an exception.
  public let outer: (reason: String, span: Span)?
  /// The rule.
  public let rule: Name
  /// The roster.
  public let roster: Name
  /// Citation and certainty.
  public let authority: Authority
  /// The exceptions it adds.
  public let exceptions: [ExceptSyntax]
  /// Creates an exception from another place.
  public init(
    outer: (reason: String, span: Span)?, rule: Name, roster: Name, authority: Authority,
    exceptions: [ExceptSyntax]
  ) {
    self.outer = outer
    self.rule = rule
    self.roster = roster
    self.authority = authority
    self.exceptions = exceptions
  }
}

/// How many rows of a decision table may match, and what is made of them.
public enum HitPolicy: String, Sendable, CaseIterable, Hashable {
  /// One row, and no other.
  case exactlyOne
  /// The first that matches.
  case firstMatch
  /// The one whose result stands first in the stated order.
  case priority
  /// Any, for all agree.
  case allAgree
  /// All results, in the order of the rows.
  case collect
  /// All results, those that stand first in the stated order first.
  case collectByPriority
  /// The sum of the results.
  case sum
  /// The least result.
  case min
  /// The greatest result.
  case max
  /// How many match.
  case count
}

/// `table NAME for ROSTER POLICY | … || … |`
public struct TableSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The roster or kind, if it adds columns to one.
  public let roster: Name?
  /// The inputs, if it is a function.
  public let inputs: [FunctionInput]
  /// The hit policy, if stated.
  public let policy: HitPolicy?
  /// Citation and certainty.
  public let authority: Authority
  /// `from "brackets.csv"`, if its rows are in a file.
  public let file: (path: String, span: Span)?
  /// The header and rows as the program writes them.
  public let head: GridSyntax
  /// The header and rows, those of the file included once it is read.
  public var grid: GridSyntax
  /// Creates a table.
  public init(
    name: Name, roster: Name?, inputs: [FunctionInput], policy: HitPolicy?, authority: Authority,
    file: (path: String, span: Span)?, grid: GridSyntax
  ) {
    self.name = name
    self.roster = roster
    self.inputs = inputs
    self.policy = policy
    self.authority = authority
    self.file = file
    head = grid
    self.grid = grid
  }
}

/// Rows between bars: conditions (or given values) before `||`, results (or expectations) after it.
public struct GridSyntax: Sendable {
  /// The headers before `||`: expressions of the row.
  public let conditions: [ExpressionSyntax]
  /// The headers after `||`.
  public let results: [(name: Name, type: TypeSyntax?)]
  /// The rows; each has as many cells as there are headers.
  public let rows: [GridRow]
  /// Creates a grid.
  public init(conditions: [ExpressionSyntax], results: [(name: Name, type: TypeSyntax?)], rows: [GridRow]) {
    self.conditions = conditions
    self.results = results
    self.rows = rows
  }
}

/// One row of a grid.
public struct GridRow: Sendable {
  /// The cells before `||`.
  public let conditions: [CellSyntax]
  /// The cells after `||`.
  public let results: [CellSyntax]
  /// `because "…"` after the last bar, if written.
  public let reason: String?
  /// `under "…"` after the last bar, if written.
  public let authority: Authority
  /// Where it stands.
  public let span: Span
  /// Creates a row.
  public init(
    conditions: [CellSyntax], results: [CellSyntax], reason: String?, authority: Authority, span: Span
  ) {
    self.conditions = conditions
    self.results = results
    self.reason = reason
    self.authority = authority
    self.span = span
  }
}

/// One cell of a grid.
public struct CellSyntax: Sendable {
  /// The forms of a cell.
  public enum Form: Sendable {
    /// Nothing between the bars.
    case blank
    /// `any`
    case any
    /// `otherwise`
    case otherwise
    /// `< X`, `at most X`, …
    case comparison(ComparisonOperator, ExpressionSyntax)
    /// `from 18 to 64`
    case range(from: ExpressionSyntax, to: ExpressionSyntax)
    /// `petani, nelayan`; `isNegated` for `not …`
    case values([ExpressionSyntax], isNegated: Bool)
    /// `missing` / `present`
    case presence(isPresent: Bool)
    /// `must be decided`: a result that nobody may use yet
    case mustBeDecided
    /// `unclear`: a permission that no rule states, which is read as no and said so
    case unclear
    /// `> 18 and <= 64`
    indirect case both(Form, Form)
    /// `< 18, from 60 to 64`: parts of which not all are values
    indirect case either([Form])
    /// `not < 18`, `not from 18 to 64`: not a part that is no value
    indirect case negated(Form)
  }
  /// The form.
  public let form: Form
  /// Where it stands.
  public let span: Span
  /// Creates a cell.
  public init(_ form: Form, span: Span) {
    self.form = form
    self.span = span
  }
}

/// `target NAME of … reach …`
public struct TargetSyntax: Sendable {
  /// The name.
  public let name: Name
  /// Citation and certainty.
  public let authority: Authority
  /// `of POPULATION`
  public let population: PopulationSyntax?
  /// `reach 95% CONDITION`: the level, if one for all groups.
  public let level: ExpressionSyntax?
  /// The condition.
  public let condition: ExpressionSyntax?
  /// `in each GROUP`
  public let group: ExpressionSyntax?
  /// `bpd : 82%` lines under `in each`; `otherwise` has no member.
  public let levels: [(member: ExpressionSyntax?, level: ExpressionSyntax)]
  /// `by DATE`
  public let deadline: ExpressionSyntax?
  /// `baseline X measured on DATE`
  public let baseline: (value: ExpressionSyntax, date: ExpressionSyntax)?
  /// `cost EXPR`
  public let cost: ExpressionSyntax?
  /// `in order of …`
  public let order: [OrderSyntax]
  /// The name of the statement's line, for messages about what it lacks.
  public let span: Span
  /// Creates a target.
  public init(
    name: Name, authority: Authority, population: PopulationSyntax?, level: ExpressionSyntax?,
    condition: ExpressionSyntax?, group: ExpressionSyntax?,
    levels: [(member: ExpressionSyntax?, level: ExpressionSyntax)],
    deadline: ExpressionSyntax?, baseline: (value: ExpressionSyntax, date: ExpressionSyntax)?,
    cost: ExpressionSyntax?,
    order: [OrderSyntax], span: Span
  ) {
    self.name = name
    self.authority = authority
    self.population = population
    self.level = level
    self.condition = condition
    self.group = group
    self.levels = levels
    self.deadline = deadline
    self.baseline = baseline
    self.cost = cost
    self.order = order
    self.span = span
  }
}

/// One key of an order: `age descending`, `tobacco first`, `enrolled missing last`.
public struct OrderSyntax: Sendable {
  /// The directions.
  public enum Direction: Sendable, Hashable {
    /// Smallest first; what is meant when nothing is said.
    case ascending
    /// Greatest first.
    case descending
    /// Rows where the condition holds first.
    case first
    /// Rows where the condition holds last.
    case last
  }
  /// The value.
  public let value: ExpressionSyntax
  /// The direction, if stated.
  public let direction: Direction?
  /// Creates a key.
  public init(_ value: ExpressionSyntax, direction: Direction?) {
    self.value = value
    self.direction = direction
  }
}

/// `budget NAME = …`
public struct BudgetSyntax: Sendable {
  /// The name.
  public let name: Name
  /// `in each of villages`, if it is one per owner.
  public let owners: Name?
  /// The amount.
  public let amount: ExpressionSyntax
  /// The kind of purse, for `source`: `kind csr`.
  public let kind: Name?
  /// The clauses, in order.
  public let clauses: [BudgetClause]
  /// Creates a budget.
  public init(name: Name, owners: Name?, amount: ExpressionSyntax, kind: Name?, clauses: [BudgetClause]) {
    self.name = name
    self.owners = owners
    self.amount = amount
    self.kind = kind
    self.clauses = clauses
  }
}

/// A clause of a budget.
public enum BudgetClause: Sendable {
  /// `for workers where …`
  case spentOn(PopulationSyntax)
  /// `under "…"`
  case under(String, Span)
  /// `reserve 5%`
  case reserve(ExpressionSyntax, Span)
  /// `valid from … to …`
  case valid(from: ExpressionSyntax, to: ExpressionSyntax, Span)
  /// `may be carried over`
  case carriedOver(Span)
}

/// `split X into …`
public struct SplitSyntax: Sendable {
  /// The budget.
  public let budget: Name
  /// Citation and certainty.
  public let authority: Authority
  /// The pots: a share or an amount each.
  public let pots: [(name: Name, value: ExpressionSyntax)]
  /// Creates a split.
  public init(budget: Name, authority: Authority, pots: [(name: Name, value: ExpressionSyntax)]) {
    self.budget = budget
    self.authority = authority
    self.pots = pots
  }
}

/// `allocate NAME …`
public struct AllocationSyntax: Sendable {
  /// The name.
  public let name: Name
  /// Citation and certainty.
  public let authority: Authority
  /// The clauses, in order.
  public let clauses: [AllocationClause]
  /// Creates an allocation.
  public init(name: Name, authority: Authority, clauses: [AllocationClause]) {
    self.name = name
    self.authority = authority
    self.clauses = clauses
  }
}

/// A purse named in `from`: a budget, or a share of an earlier allocation or of budgets with owners.
public struct PurseSyntax: Sendable {
  /// The budget or allocation.
  public let name: Name
  /// `of village.regency`: whose share pays.
  public let owner: ExpressionSyntax?
  /// Creates a purse.
  public init(name: Name, owner: ExpressionSyntax?) {
    self.name = name
    self.owner = owner
  }
}

/// How what a division leaves over is given out.
public enum RemainderSyntax: String, Sendable, CaseIterable, Hashable {
  /// Largest remainder (Hare).
  case largestRemainder
  /// Largest remainder with the Droop quota.
  case droop
  /// Webster, Sainte-Laguë.
  case webster
  /// Jefferson, D'Hondt.
  case jefferson
  /// Adams.
  case adams
  /// Huntington–Hill.
  case huntingtonHill
  /// Dean.
  case dean
}

/// How an estate is divided over claims that it may not cover.
public enum ClaimsSyntax: String, Sendable, CaseIterable, Hashable {
  /// In proportion to the claims.
  case proportion
  /// Equal awards, nobody more than the claim.
  case equalAwards
  /// Equal losses, nobody less than nothing.
  case equalLosses
  /// Equal awards up to half of each claim, then equal losses.
  case talmud
}

/// A part of an amount that is divided by weights of its own: `65% equally`, `35% in proportion to poor`.
public struct PartSyntax: Sendable {
  /// The share of the amount.
  public let share: ExpressionSyntax
  /// The weight; `nil` for equal parts.
  public let weight: ExpressionSyntax?
  /// Creates a part.
  public init(share: ExpressionSyntax, weight: ExpressionSyntax?) {
    self.share = share
    self.weight = weight
  }
}

/// A clause of an allocation.
public enum AllocationClause: Sendable {
  /// `from dbhcht, then shares of village.regency`
  case from([PurseSyntax], Span)
  /// `to workers where eligible`
  case to(PopulationSyntax)
  /// `pay contribution * 12 months`
  case pay(ExpressionSyntax, Span)
  /// `in order of decile, age descending, nik`
  case order([OrderSyntax], Span)
  /// `in proportion to …`
  case proportion(ExpressionSyntax, Span)
  /// `equally`
  case equally(Span)
  /// `in parts 65% equally, 35% in proportion to poor`
  case parts([PartSyntax], Span)
  /// `settle claims of debt by talmud`
  case claims(ExpressionSyntax, by: ClaimsSyntax, Span)
  /// `at least X`
  case atLeast(ExpressionSyntax, Span)
  /// `at most X`
  case atMost(ExpressionSyntax, Span)
  /// `at least 10 in each G`, `at most 50 in each G`
  case groupQuota(atLeast: Bool, ExpressionSyntax, group: ExpressionSyntax, Span)
  /// `at most 30% of dbhcht where …`, `at least 30% of dbhcht where …`
  case purseQuota(atLeast: Bool, ExpressionSyntax, purse: Name, condition: ExpressionSyntax, Span)
  /// `in multiples of Rp1 juta`
  case multiples(ExpressionSyntax, Span)
  /// `remainder by largest remainder`
  case remainder(RemainderSyntax, Span)
  /// `ties by code`
  case ties([OrderSyntax], Span)
  /// `leftover to apbd`
  case leftover(Name, Span)
  /// `may be split`
  case mayBeSplit(Span)
  /// `skip and go on`
  case skipAndGoOn(Span)
  /// `all or none in each village`
  case allOrNone(ExpressionSyntax, Span)
  /// `keeping those in "signed.csv"`, perhaps only those `where …`
  case keeping(String, condition: ExpressionSyntax?, Span)
  /// `only as far as target x`
  case asFarAs(Name, Span)
  /// `maximise count where …` / `minimise …`
  case optimise(maximise: Bool, ExpressionSyntax, Span)
}

/// `ranking NAME …`
public struct RankingSyntax: Sendable {
  /// The name.
  public let name: Name
  /// Citation and certainty.
  public let authority: Authority
  /// `of villages where …`
  public let population: PopulationSyntax?
  /// `score 60% coverage, 25% growth`
  public let score: [(weight: ExpressionSyntax, value: ExpressionSyntax)]
  /// `ties by …`
  public let ties: [OrderSyntax]
  /// `then shared`
  public let isShared: Bool
  /// `top 3`
  public let top: ExpressionSyntax?
  /// `in each regency`
  public let group: ExpressionSyntax?
  /// Creates a ranking.
  public init(
    name: Name, authority: Authority, population: PopulationSyntax?,
    score: [(weight: ExpressionSyntax, value: ExpressionSyntax)], ties: [OrderSyntax], isShared: Bool,
    top: ExpressionSyntax?, group: ExpressionSyntax?
  ) {
    self.name = name
    self.authority = authority
    self.population = population
    self.score = score
    self.ties = ties
    self.isShared = isShared
    self.top = top
    self.group = group
  }
}

/// `scenario lean "…"` with its changes.
public struct ScenarioSyntax: Sendable {
  /// The name.
  public let name: Name
  /// What it is, in a sentence.
  public let title: ExpressionSyntax?
  /// `like OTHER`
  public let like: Name?
  /// The changes, in order.
  public let changes: [ScenarioChange]
  /// Creates a scenario.
  public init(name: Name, title: ExpressionSyntax?, like: Name?, changes: [ScenarioChange]) {
    self.name = name
    self.title = title
    self.like = like
    self.changes = changes
  }
}

/// One change of a scenario.
public enum ScenarioChange: Sendable {
  /// `set apbd = apbd * 75%`
  case set(Name, ExpressionSyntax, Span)
  /// `as of DATE`
  case asOf(ExpressionSyntax, Span)
}

/// `test "name" …`
public struct TestSyntax: Sendable {
  /// The name.
  public let name: ExpressionSyntax
  /// `for each from "cases.csv"`, if its cases are in a file.
  public let file: (path: String, span: Span)?
  /// The table of cases after `for each` as the program writes it, if there is one.
  public let head: GridSyntax?
  /// The table of cases, those of the file included once it is read.
  public var cases: GridSyntax?
  /// The lines, in order.
  public let lines: [TestLine]
  /// Creates a test.
  public init(
    name: ExpressionSyntax, file: (path: String, span: Span)?, cases: GridSyntax?, lines: [TestLine]
  ) {
    self.name = name
    self.file = file
    head = cases
    self.cases = cases
    self.lines = lines
  }
}

/// A line of a test.
public enum TestLine: Sendable {
  /// `as of DATE`
  case asOf(ExpressionSyntax, Span)
  /// `in lean`
  case scenario(Name, Span)
  /// `given workers: segment BPU, income Rp1.000.000 per month`
  case given(Name, [(name: Name, value: ExpressionSyntax)], Span)
  /// `expect EXPR [because …]`
  case expect(ExpressionSyntax, reason: TestReason?, Span)
  /// `expect shares is conserved, independent of row order`
  case property(Name, [AllocationProperty], Span)
  /// `expect error …`: a code, or words of the message.
  case error(ExpressionSyntax, Span)
}

/// What a test says the result rests on.
public enum TestReason: Sendable {
  /// `because rule NAME`
  case rule(Name)
  /// `because "…"`
  case text(String)
}

/// A property of an allocation.
public enum AllocationProperty: Sendable {
  /// `conserved`
  case conserved
  /// `independent of row order`
  case orderIndependent
  /// `monotone in B from … to … in steps of …`
  case monotone(Name, from: ExpressionSyntax?, to: ExpressionSyntax?, step: ExpressionSyntax?)
}
