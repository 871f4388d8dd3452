import Diagnostics
import Rosters
import Syntax

/// `pay X in each month from A to B`, with stated ends: what it may be paid from is known once all is checked.
struct MonthlyPayment {
  let allocation: DefinitionID
  let from: CalendarDate
  let to: CalendarDate
  let span: Span

  /// The contribution months.
  var months: Int { to.monthsTouched(since: from) }
}

extension Checker {

  /// The fewest months of cover that are worth paying: before three months a death pays only the funeral.
  static let fewestMonths = 3

  /// Reports payments outside the days on which their purses may be spent, and warns of short cover.
  func checkPayments() {
    let last = entries.compactMap { entry -> CalendarDate? in
      guard case .budget(let b)? = entry.core?.body else { return nil }
      return b.valid?.to
    }.max()
    for (i, entry) in entries.enumerated() {
      guard case .allocation(let a)? = entry.core?.body, case .select(let pay, _) = a.method,
        let payment = monthlyPayment(pay, DefinitionID(i))
      else { continue }
      if payment.months > 0, payment.months < Checker.fewestMonths {
        report(.shortCover(entry.name.text, months: payment.months, at: payment.span))
      }
      var isBounded = !a.purses.isEmpty
      for purse in a.purses {
        guard let window = window(of: purse.definition) else {
          isBounded = false
          continue
        }
        let starts = payment.from.startOfMonth < window.from.startOfMonth
        let ends = payment.to.startOfMonth > window.to.startOfMonth && !window.isCarriedOver
        if starts || ends {
          report(
            .paidOutsideValidity(
              entries[purse.definition.index].name.text, from: window.from, to: window.to,
              allocation: entry.name.text, first: payment.from, last: payment.to, at: payment.span))
        }
      }
      if isBounded, let last, payment.to.startOfMonth >= last.startOfMonth {
        report(.nothingFollows(entry.name.text, until: payment.to.endOfMonth, at: payment.span))
      }
    }
  }

  /// The months that `pay` pays for, if the program states them.
  private func monthlyPayment(_ pay: CoreExpression, _ id: DefinitionID, depth: Int = 0) -> MonthlyPayment? {
    switch pay.kind {
    case .eachMonth(_, let from, let to):
      guard case .constant(.date(let a)) = from.kind, case .constant(.date(let b)) = to.kind else {
        return nil
      }
      return MonthlyPayment(allocation: id, from: a, to: b, span: pay.origin)
    case .definition(let d):
      guard depth < 8 else { return nil }
      switch entries[d.index].core?.body {
      case .value(let e)?, .rule(_, let e)?:
        return monthlyPayment(e, id, depth: depth + 1).map {
          MonthlyPayment(allocation: id, from: $0.from, to: $0.to, span: pay.origin)
        }
      case .parameter?, .table?, .function?, .target?, .budget?, .allocation?, .ranking?, nil: return nil
      }
    case .constant, .field, .row, .fileRow, .outer, .result, .input, .today, .payer, .follow, .rowAt, .isIn,
      .aggregate, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions,
      .table, .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart,
      .onDate, .joined, .invalid:
      return nil
    }
  }

  /// The days on which a purse may be spent: those of its budget, or of all budgets its shares are made of.
  private func window(of id: DefinitionID, depth: Int = 0)
    -> (from: CalendarDate, to: CalendarDate, isCarriedOver: Bool)?
  {
    switch entries[id.index].core?.body {
    case .budget(let b)?: return b.valid.map { ($0.from, $0.to, b.isCarriedOver) }
    case .allocation(let a)?:
      guard depth < 8 else { return nil }
      return a.purses.compactMap { window(of: $0.definition, depth: depth + 1) }.reduce(nil) { known, next in
        guard let known else { return next }
        return (max(known.from, next.from), min(known.to, next.to), known.isCarriedOver && next.isCarriedOver)
      }
    case .value?, .parameter?, .rule?, .table?, .function?, .target?, .ranking?, nil: return nil
    }
  }
}
