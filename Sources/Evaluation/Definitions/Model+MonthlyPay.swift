import Semantics

extension Model {

  /// Returns the part of `pay` that is paid month by month, where it is a definition's or stands there itself.
  func monthlyPart(of pay: CoreExpression, depth: Int = 0) -> CoreExpression? {
    if case .eachMonth = pay.kind { return pay }
    guard case .definition(let d) = pay.kind, depth < 8 else { return nil }
    switch program[d].body {
    case .value(let e), .rule(_, let e): return monthlyPart(of: e, depth: depth + 1)
    case .parameter, .table, .function, .target, .budget, .allocation, .ranking: return nil
    }
  }
}
