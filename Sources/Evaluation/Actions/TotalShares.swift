import Rosters
import Semantics

/// Which shares of rows can be added up to the share of all of them, part by part.
///
/// Each row must bring a part and a whole of its own: an amount in one of its fields, or those who belong to it and to
/// no other row. Of any other share, as of one of everybody's total on each line, a sum would count some twice.
struct TotalShares {

  let program: CoreProgram
  let roster: RosterID
  let columns: [CoreColumn]

  /// Returns the share of all `positions` together, if the shares of `column` add up.
  func total(of column: CoreColumn, _ values: EvaluatedColumn, at positions: [Int]) -> ResultValue {
    guard case .share = column.value.type, !column.isPrivate, addUp(column.value) else {
      return .notApplicable
    }
    // Who belongs to nobody counts nowhere; an amount beside a whole of 0 would be left out of the sum.
    let canSkip = if case .aggregate = formula(column.value).kind { true } else { false }
    var numerator = Rational.zero
    var denominator = Rational.zero
    for p in positions {
      guard case .share(let share) = values[p] else {
        if canSkip { continue } else { return .notApplicable }
      }
      numerator = numerator + share.numerator
      denominator = denominator + share.denominator
    }
    return denominator.signum == 0 ? .notApplicable : .share(numerator: numerator, denominator: denominator)
  }

  private func addUp(_ share: CoreExpression) -> Bool {
    switch formula(share).kind {
    case .shareOf(let part, let whole): part.addsUp && whole.addsUp && isOwn(whole)
    case .aggregate(let aggregate): aggregate.population.backReference != nil
    default: false
    }
  }

  /// Whether each row has the value for itself.
  private func isOwn(_ value: CoreExpression) -> Bool {
    switch formula(value).kind {
    case .field: true
    case .result(_, let result): result == .amount
    case .aggregate(let aggregate): aggregate.population.backReference != nil
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b): isOwn(a) && isOwn(b)
    case .arithmetic(.multiply, let a, let b): isOwn(a) || isOwn(b)
    case .arithmetic(.divide, let a, _): isOwn(a)
    case .otherwise(let a, _): isOwn(a)
    case .rounded(let a, _, _): isOwn(a)
    default: false
    }
  }

  /// What an expression stands for, through the rules and columns that name it.
  private func formula(_ value: CoreExpression) -> CoreExpression {
    switch value.kind {
    case .definition(let id): rule(id).map(formula) ?? value
    case .input(let i): columns.indices.contains(i) ? formula(columns[i].value) : value
    default: value
    }
  }

  private func rule(_ id: DefinitionID) -> CoreExpression? {
    guard case .rule(roster, let value) = program[id].body else { return nil }
    return value
  }
}

extension CoreExpression {
  fileprivate var addsUp: Bool {
    if case .number(let unit) = type { unit.addsUp } else { false }
  }
}
