import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// `year of DATE`, `month end of DATE`.
  func lowerDayPart(
    _ e: ExpressionSyntax, _ part: DayPart, _ day: ExpressionSyntax, _ scope: Scope
  ) -> CoreExpression {
    let core = check(day, scope)
    let date = CoreExpression(core.kind, type: core.type, origin: core.origin)
    let known = expectType(date, .date)
    let type: CoreType
    switch part {
    case .year: type = .number(.calendarYear)
    case .semester, .quarter, .month, .day, .weekday: type = .number(.plain)
    case .monthStart, .monthEnd, .quarterStart, .quarterEnd, .yearStart, .yearEnd: type = .date
    }
    return CoreExpression(
      .dayPart(part, known), type: known.type == .unknown ? .unknown : type, origin: e.span,
      canBeMissing: core.canBeMissing)
  }

  /// `1 year in months`: the only conversion that is exact, of years to months and back.
  func lowerConverted(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ unit: TimeUnit, _ scope: Scope
  ) -> CoreExpression {
    let value = number(inner, scope)
    guard case .number(var result) = value.type else { return invalid(e.span) }
    let years = unit == .month ? result.years : result.months
    guard years != 0, result.days == 0, result.months == 0 || result.years == 0 else {
      if result.days == 0, (unit == .month ? result.months : result.years) != 0 {
        // It is in that unit already.
        return CoreExpression(value.kind, type: value.type, origin: e.span)
      }
      report(.notConverted(phrase(value.type), to: unit, at: e.span))
      return invalid(e.span)
    }
    if unit == .month {
      (result.months, result.years) = (result.years, 0)
    } else {
      (result.years, result.months) = (result.months, 0)
    }
    // A year is 12 months, and something per year a twelfth of it per month.
    var factor = Rational.one
    for _ in 0..<abs(Int(years)) { factor = factor * 12 }
    let isProduct = (years > 0) == (unit == .month)
    if case .constant(.number(let n)) = value.kind {
      let converted = isProduct ? n * factor : (n / factor) ?? n
      return CoreExpression(.constant(.number(converted)), type: .number(result), origin: e.span)
    }
    let by = CoreExpression(.constant(.number(factor)), type: .number(.plain), origin: e.span)
    return CoreExpression(
      .arithmetic(isProduct ? .multiply : .divide, value, by), type: .number(result), origin: e.span)
  }

  /// Returns what is wrong with the unit of a product or quotient of `left` and `right`, if anything is.
  func unitFault(
    _ unit: UnitOfMeasure, _ o: ArithmeticOperator, _ left: CoreExpression, _ a: UnitOfMeasure,
    _ right: CoreExpression, _ b: UnitOfMeasure, at span: Span
  ) -> Diagnostic? {
    let sides = Sides(
      left: TypePhrase.of(a), right: TypePhrase.of(b), leftSite: left.origin, rightSite: right.origin,
      site: span, leftSource: declaration(of: left), rightSource: declaration(of: right))
    let times = [unit.months, unit.years, unit.days].filter { $0 != 0 }.count
    if times > 1 {
      return unit.days != 0 ? .monthsAndDaysMixed(sides) : .yearsAndMonthsMixed(sides)
    }
    if let x = a.noun, let y = b.noun, !CountedNoun.agree(x, y) {
      let cancels = a.counted.signum() * b.counted.signum() * (o == .multiply ? 1 : -1) < 0
      if cancels {
        let isLeftPer = a.counted < 0
        return .nounsNotCancelled(per: isLeftPer ? x : y, count: isLeftPer ? y : x, sides)
      }
    }
    return nil
  }

  /// Where what `e` names is declared, if it is a name.
  func declaration(of e: CoreExpression) -> Span? {
    switch e.kind {
    case .definition(let id), .table(let id, _), .result(let id, _), .call(let id, _):
      entries.indices.contains(id.index) ? entries[id.index].name.span : nil
    case .follow(_, let then): declaration(of: then)
    case .shareValue(let inner), .outer(let inner): declaration(of: inner)
    case .constant, .field, .row, .fileRow, .input, .today, .payer, .rowAt, .isIn, .aggregate, .not, .all,
      .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .negated, .arithmetic, .addMonths,
      .clamp, .rounded, .shareOf, .elapsed, .dayPart, .onDate, .eachMonth, .joined, .invalid:
      nil
    }
  }

  /// `months from May to December`: elapsed months, where those who count contributions mean both ends.
  func warnOfElapsedMonths(
    _ e: ExpressionSyntax, _ unit: TimeUnit, _ from: ExpressionSyntax, _ to: ExpressionSyntax,
    _ first: CoreExpression, _ last: CoreExpression
  ) {
    guard unit == .month, case .month = from.kind, case .month = to.kind,
      case .constant(.date(let a)) = first.kind, case .constant(.date(let b)) = last.kind, a <= b
    else { return }
    report(
      .elapsedBetweenMonths(
        elapsed: b.completedMonths(since: a), touched: b.monthsTouched(since: a), at: e.span))
  }
}
