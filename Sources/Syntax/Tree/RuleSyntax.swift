import Diagnostics
import Rosters

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
