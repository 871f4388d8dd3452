import Syntax

/// A sum of the amounts that an allocation gives, each perhaps times what a rupiah is worth to its recipient:
/// `sum of aid.amount`, `sum of need * aid.amount where remote`.
struct AmountObjective {

  /// What each rupiah is worth; `nil` for 1.
  let worth: ExpressionSyntax?
  /// Which recipients count; `nil` for all.
  let population: PopulationSyntax?

  /// Reads `e` as such a sum over the amounts of the allocation called `name`, or returns `nil`.
  init?(_ e: ExpressionSyntax, of name: String) {
    guard case .aggregate(let a) = e.kind, a.function == .sum, let value = a.value,
      let factors = AmountObjective.factors(of: value, beside: name)
    else { return nil }
    population = a.population
    var product: ExpressionSyntax?
    for factor in factors {
      product =
        product.map { ExpressionSyntax(.arithmetic(.multiply, $0, factor), id: value.id, span: value.span) }
        ?? factor
    }
    worth = product
  }

  /// Returns the factors of a product besides `NAME.amount`, which it must hold once.
  private static func factors(of e: ExpressionSyntax, beside name: String) -> [ExpressionSyntax]? {
    switch e.kind {
    case .member(let base, let member):
      guard case .name(let owner) = base.kind, owner.text == name,
        ResultMember(named: member.text) == .amount
      else { return nil }
      return []
    case .parenthesised(let inner): return factors(of: inner, beside: name)
    case .arithmetic(.multiply, let a, let b):
      // A product of two amounts is no sum of amounts; what is left over names the amount again, and is refused.
      if let rest = factors(of: a, beside: name) { return rest + [b] }
      return factors(of: b, beside: name).map { [a] + $0 }
    case .number, .percent, .money, .counted, .duration, .date, .month, .text, .yes, .no, .missing, .today,
      .fileRow, .hole, .name, .this, .call, .not, .negated, .arithmetic, .conjunction, .disjunction,
      .comparison, .isOneOf, .presence, .membership, .range, .otherwise, .clamp, .rounded, .percentOf,
      .asShareOf, .per, .dayPart, .converted, .onDate, .inEachMonth, .elapsed, .orTheNextDay, .aggregate,
      .rowAt, .onlyIn, .inBoth,
      .invalid:
      return nil
    }
  }
}
