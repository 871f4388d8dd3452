import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Returns a body that differs by period: of those that cover the day, the one that begins last.
  func lowerPeriods(
    _ periods: [PeriodSyntax], _ scope: Scope, _ results: inout BranchResults, _ entry: DefinitionEntry
  ) -> CoreExpression {
    var bounds: [Period] = []
    var cases: [(from: CalendarDate?, case: CoreCase)] = []
    for p in periods {
      let from = constantDate(p.from, isEnd: false)
      let to = p.to.flatMap { constantDate($0, isEnd: true) }
      if let a = from, let b = to, a > b { report(.rangeReversed(at: p.span)) }
      bounds.append((from, to, p.span))
      if p.expression != nil || p.mustBeDecided, let extra = p.cases.first?.span ?? p.otherwise?.span {
        report(.periodWithTwoBodies(at: extra))
      }
      var result: CoreExpression?
      if let e = p.expression {
        let expectation: Expectation = results.type == .unknown ? .none : .type(results.type)
        result = branch(check(e, scope, expectation), &results)
      } else if !p.mustBeDecided {
        if p.cases.isEmpty && p.otherwise == nil { report(.periodWithoutBody(at: p.span)) }
        result = lowerCases(p.cases, p.otherwise, scope, &results, entry)
      }
      let condition = Checker.inForce(from: from, to: to, p.span)
      cases.append(
        (
          from,
          CoreCase(
            condition: condition, result: result, reason: nil, citation: p.authority.citation,
            doubt: doubt(p.authority, entry), origin: p.span)
        ))
    }
    checkPeriods(bounds, entry.name)
    cases.sort { ($0.from?.days ?? Int32.min) > ($1.from?.days ?? Int32.min) }
    return CoreExpression(
      .cases(cases.map(\.case), otherwise: nil), type: results.type, origin: entry.span,
      canBeMissing: results.canBeMissing)
  }

  /// Returns what is in doubt of a part of `entry` whose authority is `authority`.
  func doubt(_ authority: Authority, _ entry: DefinitionEntry) -> CoreDoubt? {
    authority.isUnverified ? CoreDoubt(name: entry.name.text, citation: authority.citation) : nil
  }

  /// Returns the condition that the day lies in the period of a table's row.
  func inForce(_ validity: RowValidity) -> CoreExpression? {
    let from = validity.from.flatMap { constantDate($0, isEnd: false) }
    let to = validity.to.flatMap { constantDate($0, isEnd: true) }
    if let a = from, let b = to, a > b { report(.rangeReversed(at: validity.span)) }
    return from == nil && to == nil ? nil : Checker.inForce(from: from, to: to, validity.span)
  }

  /// Returns the condition that the day lies in a period.
  private static func inForce(from: CalendarDate?, to: CalendarDate?, _ span: Span) -> CoreExpression {
    let today = CoreExpression(.today, type: .date, origin: span)
    func test(_ c: CoreComparison, _ day: CalendarDate) -> CoreExpression {
      let limit = CoreExpression(.constant(.date(day)), type: .date, origin: span)
      return CoreExpression(.compare(c, today, limit), type: .truth, origin: span)
    }
    let parts = [from.map { test(.greaterOrEqual, $0) }, to.map { test(.lessOrEqual, $0) }].compactMap { $0 }
    return CoreExpression(.all(parts), type: .truth, origin: span)
  }

  /// Returns that the first period that `conditions` begin has begun, if they begin any: what was in force before
  /// it is not the concern of a table, as it is not that of a parameter.
  func firstPeriod(of conditions: [CoreExpression]) -> [CoreExpression] {
    var first: (day: CalendarDate, today: CoreExpression)?
    var pending = conditions
    while let e = pending.popLast() {
      switch e.kind {
      case .all(let parts), .any(let parts): pending += parts
      case .compare(let c, let today, let limit):
        guard case .today = today.kind, case .constant(.date(let day)) = limit.kind else { continue }
        switch c {
        case .greaterOrEqual:
          if first.map({ day < $0.day }) ?? true { first = (day, today) }
        case .equal, .notEqual, .less, .lessOrEqual, .greater: continue
        }
      case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
        .rowAt, .isIn, .aggregate, .call, .not, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
        .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart,
        .onDate, .eachMonth, .joined, .invalid:
        continue
      }
    }
    guard let first else { return [] }
    let limit = CoreExpression(.constant(.date(first.day)), type: .date, origin: first.today.origin)
    return [
      CoreExpression(.compare(.greaterOrEqual, first.today, limit), type: .truth, origin: first.today.origin)
    ]
  }

  /// The first and the last day of something, and where the program says so.
  typealias Period = (from: CalendarDate?, to: CalendarDate?, origin: Span)

  /// Reports periods that begin on one day, that cross, or that leave days between them uncovered.
  func checkPeriods(_ periods: [Period], _ name: Name) {
    let sorted = periods.sorted { ($0.from?.days ?? Int32.min) < ($1.from?.days ?? Int32.min) }
    // The last day covered so far; `nil` where an open period covers all that follows.
    var coveredTo: Int32?
    var isOpen = false
    for (i, period) in sorted.enumerated() {
      if i > 0 {
        let before = sorted[i - 1]
        if before.from == period.from {
          report(.periodsOverlap(name.text, from: period.from, before.origin, at: period.origin))
        } else if let end = before.to, before.from != nil, let start = period.from, start <= end,
          period.to.map({ $0 > end }) ?? false
        {
          report(.periodsOverlap(name.text, from: start, before.origin, at: period.origin))
        } else if !isOpen, let end = coveredTo, let start = period.from, start.days > end &+ 1 {
          report(
            .periodsGap(
              name.text, from: CalendarDate(days: end &+ 1), to: CalendarDate(days: start.days &- 1),
              at: period.origin))
        }
      }
      if let end = period.to {
        coveredTo = max(coveredTo ?? end.days, end.days)
      } else {
        isOpen = true
      }
    }
  }
}

extension CoreCase {

  /// The period that the case is for, if its condition is one of the day alone.
  public var period: (from: CalendarDate?, to: CalendarDate?)? {
    guard case .all(let parts) = condition.kind, !parts.isEmpty else { return nil }
    var from: CalendarDate?
    var to: CalendarDate?
    for part in parts {
      guard case .compare(let c, let a, let b) = part.kind, case .today = a.kind,
        case .constant(.date(let day)) = b.kind
      else { return nil }
      switch c {
      case .greaterOrEqual: from = day
      case .lessOrEqual: to = day
      case .equal, .notEqual, .less, .greater: return nil
      }
    }
    return (from, to)
  }
}
