import Rosters
import Semantics

extension Evaluator {

  /// Returns the values of cases that are brackets, or `nil` if they are none, or not for these rows.
  func brackets(
    _ list: [CoreCase], _ otherwise: CoreExpression?, _ b: Batch
  ) throws(EvaluationStop) -> Vector? {
    // What lines are reached is noted one by one; and for few rows it is not worth the look.
    guard b.count >= 64, b.grouping == nil, model.reached == nil,
      let brackets = Brackets(list, otherwise: otherwise)
    else { return nil }
    let before = log
    let subject = try evaluate(brackets.subject, b)
    guard subject.states == nil, case .narrow(let numbers, let unit) = subject.values,
      let values = brackets.values(of: numbers, over: unit)
    else {
      log = before
      return nil
    }
    return Vector(.narrow(values, denominator: brackets.denominator), count: b.count)
  }
}
