extension CoreExpression {

  /// Returns the expression with `replacement` in the place of each part for which it returns one.
  public func substituting(_ replacement: (CoreExpression) -> CoreExpression?) -> CoreExpression {
    if let new = replacement(self) { return new }
    func sub(_ e: CoreExpression) -> CoreExpression { e.substituting(replacement) }
    func sub(_ c: CoreCase) -> CoreCase {
      CoreCase(
        condition: sub(c.condition), result: c.result.map(sub), reason: c.reason, citation: c.citation,
        doubt: c.doubt, origin: c.origin)
    }
    func sub(_ x: CoreException) -> CoreException {
      CoreException(when: sub(x.when), from: x.from, to: x.to, inner: x.inner.map(sub))
    }
    let new: CoreKind
    switch kind {
    case .constant, .field, .row, .fileRow, .definition, .result, .input, .today, .payer, .table, .invalid:
      return self
    case .outer(let e): new = .outer(sub(e))
    case .follow(let a, let b): new = .follow(sub(a), sub(b))
    case .rowAt(let r, let keys): new = .rowAt(r, keys.map(sub))
    case .isIn(let r, let fields, let values): new = .isIn(r, fields: fields, values.map(sub))
    case .aggregate(let a):
      let p = a.population
      new = .aggregate(
        CoreAggregate(
          function: a.function,
          population: CorePopulation(
            roster: p.roster, backReference: p.backReference.map(sub), condition: p.condition.map(sub),
            isGroup: p.isGroup, aside: p.aside), value: a.value.map(sub)))
    case .call(let d, let arguments): new = .call(d, arguments.map(sub))
    case .not(let e): new = .not(sub(e))
    case .all(let list): new = .all(list.map(sub))
    case .any(let list): new = .any(list.map(sub))
    case .compare(let c, let a, let b): new = .compare(c, sub(a), sub(b))
    case .oneOf(let e, let constants): new = .oneOf(sub(e), constants)
    case .isPresent(let e): new = .isPresent(sub(e))
    case .otherwise(let a, let b): new = .otherwise(sub(a), sub(b))
    case .cases(let list, let otherwise): new = .cases(list.map(sub), otherwise: otherwise.map(sub))
    case .exceptions(let base, let list): new = .exceptions(base: sub(base), list.map(sub))
    case .negated(let e): new = .negated(sub(e))
    case .arithmetic(let o, let a, let b): new = .arithmetic(o, sub(a), sub(b))
    case .addMonths(let a, let b, let o): new = .addMonths(sub(a), sub(b), o)
    case .clamp(let e, let low, let high): new = .clamp(sub(e), atLeast: low.map(sub), atMost: high.map(sub))
    case .rounded(let e, let mode, let step): new = .rounded(sub(e), mode, to: sub(step))
    case .shareOf(let a, let b): new = .shareOf(sub(a), sub(b))
    case .shareValue(let e): new = .shareValue(sub(e))
    case .elapsed(let unit, let from, let to, let isTouched):
      new = .elapsed(unit, from: sub(from), to: sub(to), isTouched: isTouched)
    case .dayPart(let part, let day): new = .dayPart(part, sub(day))
    case .onDate(let e, let day): new = .onDate(sub(e), sub(day))
    case .eachMonth(let e, let from, let to): new = .eachMonth(sub(e), from: sub(from), to: sub(to))
    case .joined(let parts): new = .joined(parts.map(sub))
    }
    return CoreExpression(new, type: type, origin: origin, canBeMissing: canBeMissing)
  }
}
