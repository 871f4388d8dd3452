import Diagnostics

/// A question that is answered with a figure, names, or yes or no.
public struct QuestionSyntax: Sendable {

  /// The forms of a question.
  public enum Kind: Sendable {
    /// `how many workers where …`, with `and the cost` of them if that is asked too
    case count(PopulationSyntax, withCost: Bool)
    /// `how many workers where … can be paid with X`
    case payable(PopulationSyntax, with: ExpressionSyntax)
    /// `how much cost for rentan`; without rows, that of the one allocation or target there is
    case cost(PopulationSyntax?)
    /// `how much contribution a year for workers where …`; without rows, of all that have the column
    case amount(ExpressionSyntax, aYear: Bool, of: PopulationSyntax?)
    /// `who not funded in rentan`
    case people(PopulationSyntax)
    /// `is apbd enough`
    case enough(Name)
    /// `is target x met`; without a name, `are all targets met`
    case met(Name?)
    /// `is it true that …`
    case holds(ExpressionSyntax)
  }

  /// What is asked.
  public let kind: Kind
  /// `by …`, `sorted by …`, `first 10`
  public let layout: QueryLayout
  /// `in lean`
  public let scenario: Name?
  /// Creates a question.
  public init(_ kind: Kind, layout: QueryLayout, scenario: Name?) {
    self.kind = kind
    self.layout = layout
    self.scenario = scenario
  }
}

/// `suppose apbd = apbd * 90%: …` for one action, or without one for all that follow.
public struct SupposeSyntax: Sendable {
  /// What is supposed.
  public let changes: [Supposition]
  /// The action that is answered under it; none if it stays.
  public let actions: [Statement]
  /// Creates a supposition.
  public init(changes: [Supposition], actions: [Statement]) {
    self.changes = changes
    self.actions = actions
  }
}

/// One thing that is supposed.
public enum Supposition: Sendable {
  /// `apbd = apbd * 90%`
  case set(Name, ExpressionSyntax, Span)
  /// `apbd down 10%`
  case scaled(Name, isLess: Bool, by: ExpressionSyntax, Span)
  /// `as of DATE`
  case asOf(ExpressionSyntax, Span)
  /// `starting May 2026`: nothing is paid for the months before
  case starting(ExpressionSyntax, Span)
  /// `next year`: all that the program dates comes a year later
  case nextYear(Span)
  /// The changes of a scenario.
  case scenario(Name)

  /// Where it stands.
  public var span: Span {
    switch self {
    case .set(_, _, let span), .scaled(_, _, _, let span), .asOf(_, let span), .starting(_, let span),
      .nextYear(let span):
      span
    case .scenario(let name): name.span
    }
  }
}

/// `sweep apbd from A to B in steps of S show X, Y`
public struct SweepSyntax: Sendable {
  /// What is varied.
  public let name: Name
  /// The first value.
  public let from: ExpressionSyntax?
  /// The last value.
  public let to: ExpressionSyntax?
  /// The step.
  public let step: ExpressionSyntax?
  /// What is shown of each; none for the results that there are.
  public let columns: [ColumnSyntax]
  /// Creates a sweep.
  public init(
    name: Name, from: ExpressionSyntax?, to: ExpressionSyntax?, step: ExpressionSyntax?,
    columns: [ColumnSyntax]
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.step = step
    self.columns = columns
  }
}
