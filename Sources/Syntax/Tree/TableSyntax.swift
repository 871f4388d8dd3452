import Diagnostics
import Rosters

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
  /// `valid from 2025-03-01 [to …]` after the last bar, if written.
  public let validity: RowValidity?
  /// Where it stands.
  public let span: Span
  /// Creates a row.
  public init(
    conditions: [CellSyntax], results: [CellSyntax], reason: String?, authority: Authority,
    validity: RowValidity?, span: Span
  ) {
    self.conditions = conditions
    self.results = results
    self.reason = reason
    self.authority = authority
    self.validity = validity
    self.span = span
  }
}

/// `valid from 2025-03-01 [to 2026-02-28]`: the days on which a row of a decision table is in force.
public struct RowValidity: Sendable {
  /// The first day, or `nil` for always.
  public let from: ExpressionSyntax?
  /// The last day, or `nil` for ever.
  public let to: ExpressionSyntax?
  /// Where it stands.
  public let span: Span
  /// Creates a period.
  public init(from: ExpressionSyntax?, to: ExpressionSyntax?, span: Span) {
    self.from = from
    self.to = to
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
