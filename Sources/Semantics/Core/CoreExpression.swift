import Diagnostics
import Rosters
import Syntax

/// An expression the evaluator reads: resolved, typed, without sugar.
///
/// It is evaluated over rows of one roster (its *row roster*) or, outside any roster, once.
public struct CoreExpression: Sendable {

  /// What it is.
  public let kind: CoreKind

  /// What its values are.
  public let type: CoreType

  /// Where the program says so.
  public let origin: Span

  /// Whether it may have no value.
  public let canBeMissing: Bool

  /// Creates an expression.
  public init(_ kind: CoreKind, type: CoreType, origin: Span, canBeMissing: Bool = false) {
    self.kind = kind
    self.type = type
    self.origin = origin
    self.canBeMissing = canBeMissing
  }
}

/// A constant of a program.
public enum CoreConstant: Hashable, Sendable {
  /// Yes or no.
  case truth(Bool)
  /// An exact number, in its type's unit (percentages as fractions).
  case number(Rational)
  /// A text.
  case text(String)
  /// A national identity number.
  case nik(Int64)
  /// A day.
  case date(CalendarDate)
  /// A position in the list of choices its type names.
  case choice(Int)
  /// No value.
  case missing
}

/// The forms of a core expression.
public indirect enum CoreKind: Sendable {

  // Leaves.

  /// A constant.
  case constant(CoreConstant)
  /// A field of the row: its position in the roster's schema.
  case field(Int)
  /// The row itself, as a reference.
  case row
  /// The row of the file that the row came from.
  case fileRow
  /// The row of the nearest enclosing row roster, from inside an aggregate; read through it (`this.code`).
  case outer(CoreExpression)
  /// The value of a definition: a rule or table column (of the row), a `let`, a parameter without inputs,
  /// a budget (its full amount).
  case definition(DefinitionID)
  /// A result of a definition: `rentan.funded` (of the row), `apbd.available`, `vulnerable.short`.
  case result(DefinitionID, CoreResult)
  /// An input of the function being evaluated.
  case input(Int)
  /// The day the program is evaluated for.
  case today
  /// The kind or name of the purse being tried, as a text; missing where nobody pays.
  case payer

  // Rows.

  /// `then`, evaluated on the row that the first refers to; missing where it is missing.
  case follow(CoreExpression, CoreExpression)
  /// The row of a roster that has these key values, or missing.
  case rowAt(RosterID, [CoreExpression])
  /// Whether a roster has a row with these values in these fields.
  case isIn(RosterID, fields: [Int], [CoreExpression])
  /// A value computed from many rows.
  case aggregate(CoreAggregate)

  // Calls.

  /// A function, or a parameter with inputs.
  case call(DefinitionID, [CoreExpression])

  // Logic. Conditions are never missing after checking.

  /// Not.
  case not(CoreExpression)
  /// All hold; later ones are not evaluated for rows where an earlier one does not hold.
  case all([CoreExpression])
  /// One holds; later ones are not evaluated for rows where an earlier one holds.
  case any([CoreExpression])
  /// A comparison of two values of one kind.
  case compare(CoreComparison, CoreExpression, CoreExpression)
  /// Whether the value is one of the constants.
  case oneOf(CoreExpression, [CoreConstant])
  /// Whether there is a value.
  case isPresent(CoreExpression)
  /// The first that has a value.
  case otherwise(CoreExpression, CoreExpression)
  /// The result of the first case whose condition holds, tried in order.
  case cases([CoreCase], otherwise: CoreExpression?)
  /// A value with exceptions to it: of those that hold, the innermost win, and siblings must agree.
  case exceptions(base: CoreExpression, [CoreException])
  /// A decision table's result column: the definition, and which column.
  case table(DefinitionID, column: Int)

  // Numbers.

  /// Minus.
  case negated(CoreExpression)
  /// Arithmetic; division by zero faults the row. On dates: `date + n days|months|years`, `date - date`.
  case arithmetic(ArithmeticOperator, CoreExpression, CoreExpression)
  /// Adds calendar months to a date; what becomes of a missing day is stated.
  case addMonths(CoreExpression, CoreExpression, CalendarDate.Overflow)
  /// At least / at most.
  case clamp(CoreExpression, atLeast: CoreExpression?, atMost: CoreExpression?)
  /// To a multiple of a step; a step not above 0 faults.
  case rounded(CoreExpression, RoundingMode, to: CoreExpression)
  /// A share from a numerator and a denominator; missing where the denominator is 0.
  case shareOf(CoreExpression, CoreExpression)
  /// The fraction that a share stands for.
  case shareValue(CoreExpression)
  /// Completed units from one date to another, or calendar months touched.
  case elapsed(TimeUnit, from: CoreExpression, to: CoreExpression, isTouched: Bool)
  /// The year, the quarter, the last day of the month and so on, of a date.
  case dayPart(DayPart, CoreExpression)

  // Time.

  /// The value as if today were the date.
  case onDate(CoreExpression, CoreExpression)
  /// The sum of the values on the first of each month, from the month of one date to that of the other.
  case eachMonth(CoreExpression, from: CoreExpression, to: CoreExpression)

  // Texts.

  /// Texts and values one after the other, as they are shown.
  case joined([CoreExpression])

  /// What an error left open; never evaluated, since a program with errors does not run.
  case invalid
}

/// A comparison; those of LANGUAGE's words are lowered to these.
public enum CoreComparison: String, Hashable, Sendable {
  /// Equal.
  case equal
  /// Not equal.
  case notEqual
  /// Less.
  case less
  /// Less or equal.
  case lessOrEqual
  /// Greater.
  case greater
  /// Greater or equal.
  case greaterOrEqual
}

/// One `when … then …`.
public struct CoreCase: Sendable {
  /// The condition.
  public let condition: CoreExpression
  /// The result; `nil` for `must be decided`, which faults.
  public let result: CoreExpression?
  /// `because "…"`
  public let reason: CoreExpression?
  /// `under "…"`
  public let citation: String?
  /// What is marked `unverified`, if the line is.
  public let doubt: CoreDoubt?
  /// The whole line.
  public let origin: Span
  /// Creates a case.
  public init(
    condition: CoreExpression, result: CoreExpression?, reason: CoreExpression?, citation: String?,
    doubt: CoreDoubt? = nil, origin: Span
  ) {
    self.condition = condition
    self.result = result
    self.reason = reason
    self.citation = citation
    self.doubt = doubt
    self.origin = origin
  }
}

/// What is marked `unverified`: whoever rests on it is told.
public struct CoreDoubt: Sendable, Hashable {
  /// The name of the definition that the figure is part of.
  public let name: String
  /// `under "…"`
  public let citation: String?
  /// Creates a doubt.
  public init(name: String, citation: String?) {
    self.name = name
    self.citation = citation
  }
}

/// An exception, in force in a period, with exceptions of its own.
public struct CoreException: Sendable {
  /// The case.
  public let when: CoreCase
  /// The first day in force, if limited.
  public let from: CalendarDate?
  /// The last day in force, if limited.
  public let to: CalendarDate?
  /// Exceptions to it.
  public let inner: [CoreException]
  /// Creates an exception.
  public init(when: CoreCase, from: CalendarDate?, to: CalendarDate?, inner: [CoreException]) {
    self.when = when
    self.from = from
    self.to = to
    self.inner = inner
  }
}

/// A value computed from many rows.
public struct CoreAggregate: Sendable {
  /// What is computed.
  public let function: AggregateFunction
  /// The rows.
  public let population: CorePopulation
  /// The value (of a share, the condition), over the population's roster; none for a count.
  public let value: CoreExpression?
  /// Creates an aggregate.
  public init(function: AggregateFunction, population: CorePopulation, value: CoreExpression?) {
    self.function = function
    self.population = population
    self.value = value
  }
}

/// Rows that a query, an aggregate, a target or an allocation is about.
public struct CorePopulation: Sendable {

  /// The roster whose rows they are.
  public let roster: RosterID

  /// `in this regency`: an expression over `roster` whose value is a row of the outer row roster; the rows are
  /// those for which it is the outer row.
  public let backReference: CoreExpression?

  /// Which rows, if not all; over `roster`.
  public let condition: CoreExpression?

  /// The rows of the query's own group instead of the whole roster: an aggregate without a population.
  public let isGroup: Bool

  /// The rows that were set aside instead of those that are used; they are only counted.
  public let aside: CoreAside?

  /// Creates a population.
  public init(
    roster: RosterID, backReference: CoreExpression? = nil, condition: CoreExpression? = nil,
    isGroup: Bool = false, aside: CoreAside? = nil
  ) {
    self.roster = roster
    self.backReference = backReference
    self.condition = condition
    self.isGroup = isGroup
    self.aside = aside
  }
}

/// Rows that are not used.
public enum CoreAside: String, Sendable, Hashable {
  /// All that were set aside.
  case all
  /// Those that share their key with another.
  case duplicates
}

/// A result that a definition has besides its value.
public enum CoreResult: String, Hashable, Sendable, CaseIterable {
  // Of an allocation, for a recipient (a row of its roster).
  /// Whether the recipient gets anything.
  case funded
  /// What it gets.
  case amount
  /// The purse that pays, as a text.
  case source
  /// Its place in the order.
  case rank
  /// Why or why not, as a text.
  case reason
  /// The last day that is paid.
  case paidUntil
  // Of a target: of the group's row where the row roster is what the target is grouped by, else in total.
  /// People short.
  case short
  /// What the gap costs.
  case cost
  /// What is reached.
  case coverage
  /// Whether it is met; missing where nobody is counted.
  case status
  // Of a budget.
  /// What is left after the reserve.
  case available
  // Of an allocation, or of a budget, in total.
  /// What was given out.
  case allocated
  /// What is left.
  case left
  // Of a ranking, for a row.
  /// The score.
  case score
  /// Whether it is among the first.
  case isAwarded
}
