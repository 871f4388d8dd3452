import Diagnostics
import Rosters

/// An expression as the author wrote it.
public struct ExpressionSyntax: Sendable {

  /// Its identity within its file.
  public let id: NodeID

  /// Where it stands.
  public let span: Span

  /// What it is.
  public let kind: ExpressionForm

  /// Creates an expression.
  public init(_ kind: ExpressionForm, id: NodeID, span: Span) {
    self.kind = kind
    self.id = id
    self.span = span
  }
}

/// The forms of an expression.
public indirect enum ExpressionForm: Sendable {

  // Literals. Values are exact; how they were spelled is in the source, and the printer has one spelling.

  /// `12`, `3,25`.
  case number(Rational)
  /// `33,4%`: the value is 0.334.
  case percent(Rational)
  /// `Rp1,5 juta`: in rupiah; the magnitude word is kept for the printer.
  case money(Rational, Magnitude?)
  /// `117.327 people`: a number of a counted noun.
  case counted(Rational, Name)
  /// `12 months`.
  case duration(Rational, TimeUnit)
  /// `31 December 2026`, `2026-12-31`.
  case date(CalendarDate, DateForm)
  /// `January 2026`, or `January` where a later month gives the year.
  case month(MonthSyntax)
  /// `"text {expression}"`.
  case text([TextPart])
  /// `yes`.
  case yes
  /// `no`.
  case no
  /// `missing`.
  case missing
  /// `today`.
  case today
  /// `#41`: a row of a file.
  case fileRow(Int)
  /// `?`: a hole; the checker says what would fit.
  case hole

  // Names.

  /// A bare or quoted name.
  case name(Name)
  /// `this`: the row of the rule, seen from inside an aggregate.
  case this
  /// `village.regency`.
  case member(ExpressionSyntax, Name)
  /// `jkk_bpu(income)`.
  case call(Name, [ExpressionSyntax])

  // Operators.

  /// `not a`.
  case not(ExpressionSyntax)
  /// `-a`.
  case negated(ExpressionSyntax)
  /// `a + b`, `a * b`, and so on; left to right.
  case arithmetic(ArithmeticOperator, ExpressionSyntax, ExpressionSyntax)
  /// `a and b and c`.
  case conjunction([ExpressionSyntax])
  /// `a or b or c`.
  case disjunction([ExpressionSyntax])
  /// `a is b`, `a at least b`, `a before b`.
  case comparison(ComparisonOperator, ExpressionSyntax, ExpressionSyntax)
  /// `role is rt, rw or bpd`; `isNegated` for `is not`.
  case isOneOf(ExpressionSyntax, [ExpressionSyntax], isNegated: Bool)
  /// `x is present` (`isPresent`), `x is missing` (not `isPresent`).
  case presence(ExpressionSyntax, isPresent: Bool)
  /// `nik is in other_roster`.
  case membership(ExpressionSyntax, Name, isNegated: Bool)
  /// `age from 18 to 64`: both ends included.
  case range(ExpressionSyntax, from: ExpressionSyntax, to: ExpressionSyntax)
  /// `X otherwise Y`.
  case otherwise(ExpressionSyntax, ExpressionSyntax)
  /// `income but at most jp_ceiling`, `but at least`.
  case clamp(ExpressionSyntax, atLeast: ExpressionSyntax?, atMost: ExpressionSyntax?)
  /// `x rounded down to Rp1.000`.
  case rounded(ExpressionSyntax, RoundingMode, to: ExpressionSyntax)
  /// `6% of X`.
  case percentOf(ExpressionSyntax, ExpressionSyntax)
  /// `A as share of B`.
  case asShareOf(ExpressionSyntax, ExpressionSyntax)
  /// `Rp5.400 per person per month`: the units, as written.
  case per(ExpressionSyntax, [UnitName])
  /// `EXPR on DATE`.
  case onDate(ExpressionSyntax, ExpressionSyntax)
  /// `EXPR in each month from A to B`.
  case inEachMonth(ExpressionSyntax, from: ExpressionSyntax, to: ExpressionSyntax)
  /// `years from born to today`; `isTouched` for `months from A through B`.
  case elapsed(TimeUnit, from: ExpressionSyntax, to: ExpressionSyntax, isTouched: Bool)
  /// `end of month`, `or the next day`: `DATE + n months or the next day`.
  case orTheNextDay(ExpressionSyntax)
  /// `year of DATE`, `month end of DATE`.
  case dayPart(DayPart, ExpressionSyntax)
  /// `1 year in months`: an exact conversion, asked for.
  case converted(ExpressionSyntax, to: TimeUnit)
  /// `(a)`: kept for the printer.
  case parenthesised(ExpressionSyntax)

  // Rows.

  /// `count workers where …`, `sum of X over workers where …`, `share covered of workers where …`.
  case aggregate(AggregateSyntax)
  /// `workers at "3501…"`: that row, or missing.
  case rowAt(Name, ExpressionSyntax)
  /// `only in A`, `only in B`, `in both`: conditions on a match.
  case onlyIn(Name)
  /// `in both`.
  case inBoth

  /// What could not be read; a diagnostic has said so.
  case invalid
}

/// A magnitude word after an amount.
public enum Magnitude: String, Sendable, CaseIterable, Hashable {
  /// 10^3: ribu, rb.
  case thousand
  /// 10^6: juta, jt.
  case million
  /// 10^9: miliar, milyar, M.
  case billion
  /// 10^12: triliun, T.
  case trillion
}

/// A unit of time.
public enum TimeUnit: String, Sendable, CaseIterable, Hashable {
  /// Calendar days.
  case day
  /// Calendar months.
  case month
  /// Calendar years.
  case year
}

/// What is taken of a day.
public enum DayPart: String, Sendable, CaseIterable, Hashable {
  /// The calendar year, which is the budget year: `year of D`.
  case year
  /// The half of the year, 1 or 2: `semester of D`.
  case semester
  /// The quarter of the year, 1 to 4: `quarter of D`.
  case quarter
  /// The month of the year, 1 to 12: `month of D`.
  case month
  /// The first day of the month: `month start of D`.
  case monthStart
  /// The last day of the month: `month end of D`.
  case monthEnd
  /// The day of the month, 1 to 31: `day of D`.
  case day
  /// The day of the week, 1 for Monday to 7 for Sunday: `weekday of D`.
  case weekday
  /// The first day of the quarter: `quarter start of D`.
  case quarterStart
  /// The last day of the quarter: `quarter end of D`.
  case quarterEnd
  /// The first day of the year: `year start of D`.
  case yearStart
  /// The last day of the year: `year end of D`.
  case yearEnd
}

/// How a date was written.
public enum DateForm: Sendable, Hashable {
  /// `2026-12-31`.
  case iso
  /// `31 December 2026`.
  case words
}

/// A month as written; without a year it takes that of the month it is paired with.
public struct MonthSyntax: Sendable, Hashable {
  /// 1 to 12.
  public let month: Int
  /// The year, if written.
  public let year: Int?
  /// Creates a month.
  public init(month: Int, year: Int?) {
    self.month = month
    self.year = year
  }
}

/// A part of a text: characters, or an expression in braces.
public enum TextPart: Sendable {
  /// Characters as they are.
  case characters(String)
  /// `{expression}`.
  case expression(ExpressionSyntax)
}

/// A unit after `per`.
public enum UnitName: Sendable, Hashable {
  /// `per month` and so on.
  case time(TimeUnit)
  /// `per person`, `per village`: a counted noun.
  case noun(Name)
}

/// An operator of arithmetic.
public enum ArithmeticOperator: String, Sendable, CaseIterable, Hashable {
  /// `+`
  case add
  /// `-`
  case subtract
  /// `*` or `×`
  case multiply
  /// `/`
  case divide
}

/// An operator of comparison.
public enum ComparisonOperator: String, Sendable, CaseIterable, Hashable {
  /// `is`, `=`
  case equal
  /// `is not`
  case notEqual
  /// `<`
  case less
  /// `<=`
  case lessOrEqual
  /// `>`
  case greater
  /// `>=`
  case greaterOrEqual
  /// `at least`
  case atLeast
  /// `at most`
  case atMost
  /// `before`
  case before
  /// `after`
  case after
  /// `on or before`
  case onOrBefore
  /// `on or after`
  case onOrAfter
}

/// `FUNCTION [VALUE over|of] POPULATION [where CONDITION]`; without a population, of the query's own rows.
public struct AggregateSyntax: Sendable {

  /// What is computed.
  public let function: AggregateFunction

  /// The value (or, of a share, the condition) that is aggregated; none for a count.
  public let value: ExpressionSyntax?

  /// The rows; `nil` for those of the group the query is at.
  public let population: PopulationSyntax?

  /// Creates an aggregate.
  public init(_ function: AggregateFunction, value: ExpressionSyntax?, population: PopulationSyntax?) {
    self.function = function
    self.value = value
    self.population = population
  }
}

/// What an aggregate computes.
public enum AggregateFunction: String, Sendable, CaseIterable, Hashable {
  /// How many rows.
  case count
  /// The sum of a value.
  case sum
  /// The mean of a value.
  case average
  /// The middle value.
  case median
  /// The least value.
  case min
  /// The greatest value.
  case max
  /// How large a part of the rows a condition holds for.
  case share
}

/// Rows of a roster, or of what a construct leaves out.
public struct PopulationSyntax: Sendable {

  /// Where the rows come from.
  public let source: RowSource

  /// `in this regency`: the names after `this`, of which the last is followed backwards.
  public let inThis: [Name]

  /// `where CONDITION`.
  public let condition: ExpressionSyntax?

  /// In a question, the names after the first where people are told by what they are: `how many rt, rw where …`.
  public let alsoNamed: [Name]

  /// Where it stands.
  public let span: Span

  /// Creates a population.
  public init(
    source: RowSource, alsoNamed: [Name] = [], inThis: [Name] = [], condition: ExpressionSyntax?, span: Span
  ) {
    self.source = source
    self.alsoNamed = alsoNamed
    self.inThis = inThis
    self.condition = condition
    self.span = span
  }
}

/// What gives rows.
public enum RowSource: Sendable {
  /// The rows of the query, group or clause the population stands in: `count where decile is 1`.
  case current
  /// A roster, a match, an allocation, a target, a ranking or another result that has rows.
  case named(Name)
  /// `set aside from X`.
  case setAside(Name)
  /// `not funded in X`.
  case notFunded(Name)
  /// `not ranked in X`.
  case notRanked(Name)
  /// `duplicates of X`.
  case duplicates(Name)
}
