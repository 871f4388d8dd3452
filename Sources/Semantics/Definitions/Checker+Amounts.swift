import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// What a rupiah given to one recipient adds to the sum that is to be greatest or least.
  func worth(_ amounts: AmountObjective, at span: Span, _ rows: Scope) -> CoreExpression {
    func constant(_ n: Int64) -> CoreExpression {
      CoreExpression(.constant(.number(Rational(n))), type: .number(.plain), origin: span)
    }
    var inner = rows
    var test: CoreExpression?
    if let p = amounts.population {
      guard case .current = p.source else {
        report(.objectiveOfOtherRows(at: p.span))
        return invalid(span)
      }
      test = p.condition.map { condition($0, inner) }
      if let test { inner = inner.knowing(facts(of: test, holding: true)) }
    }
    let value = amounts.worth.map { number($0, inner) } ?? constant(1)
    guard let test else { return value }
    let nothing = CoreExpression(.constant(.number(0)), type: value.type, origin: span)
    let one = CoreCase(condition: test, result: value, reason: nil, citation: nil, origin: span)
    return CoreExpression(.cases([one], otherwise: nothing), type: value.type, origin: span)
  }

  /// Reports clauses that mean nothing where the amounts themselves are looked for.
  func reportMisplacedInAmounts(_ clauses: [AllocationClause]) {
    var bounded: Set<String> = []
    for clause in clauses {
      switch clause {
      case .groupQuota(_, _, _, let span), .allOrNone(_, let span), .mayBeSplit(let span),
        .skipAndGoOn(let span), .asFarAs(_, let span), .keeping(_, _, let span), .remainder(_, let span):
        report(.clauseOfOtherMethod(text(of: span), .givesAmounts, at: span))
      case .purseQuota(let isLeast, _, let purse, _, let span):
        if isLeast || !bounded.insert(purse.text).inserted {
          report(.clauseOfOtherMethod(text(of: span), .givesAmounts, at: span))
        }
      case .from, .to, .pay, .order, .proportion, .equally, .parts, .claims, .atLeast, .atMost, .multiples,
        .ties, .leftover, .optimise:
        break
      }
    }
  }
}
