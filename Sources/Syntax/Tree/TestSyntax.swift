import Diagnostics
import Rosters

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
