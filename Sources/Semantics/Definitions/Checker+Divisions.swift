import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Returns by what an amount is divided, and where the program says so.
  func divisionBasis(_ c: AllocationClauses, _ rows: Scope) -> (CoreAllocation.DivisionBasis, Span)? {
    let bases = [c.proportion?.1, c.equally, c.parts?.1, c.claims?.2].compactMap(\.self)
    if bases.count > 1 { report(.twoDivisions(at: bases.max { $0.start < $1.start } ?? bases[0])) }
    if let (e, span) = c.proportion { return (.proportion(number(e, rows)), span) }
    if let span = c.equally { return (.equal, span) }
    if let (parts, span) = c.parts {
      var lowered: [(share: Rational, weight: CoreExpression?)] = []
      for p in parts {
        let share = constantNumber(p.share)?.value ?? .zero
        if share.signum < 0 { report(.percentageOutOfRange(at: p.share.span)) }
        lowered.append((share, p.weight.map { number($0, rows) }))
      }
      let total = lowered.reduce(Rational.zero) { $0 + $1.share }
      if total != .one { report(.partsNotWhole(total: spelled(total, .number(.percent)), at: span)) }
      return (.parts(lowered), span)
    }
    if let (e, rule, span) = c.claims { return (.claims(money(e, rows), rule), span) }
    return nil
  }

  /// Reports clauses that mean nothing where the money is given out in another way.
  func reportMisplacedClauses(_ clauses: [AllocationClause], of a: CoreAllocation) {
    let isDivided: Bool
    let isClaims: Bool
    let isOptimised: Bool
    switch a.method {
    case .select: (isDivided, isClaims, isOptimised) = (false, false, false)
    case .optimise: (isDivided, isClaims, isOptimised) = (false, false, true)
    case .giveAmounts:
      reportMisplacedInAmounts(clauses)
      return
    case .divide(let basis, _, _):
      isDivided = true
      isOptimised = false
      isClaims = if case .claims = basis { true } else { false }
    }
    for clause in clauses {
      switch clause {
      case .atLeast(let e, let span), .atMost(let e, let span):
        if !isDivided {
          let isLeast = if case .atLeast = clause { true } else { false }
          report(.boundOfPrice(text(of: e.span), isLeast: isLeast, at: span))
        } else if isClaims {
          report(.clauseOfOtherMethod(text(of: span), .claims, at: span))
        }
      case .multiples(_, let span), .leftover(_, let span):
        if case .multiples = clause, !isDivided {
          report(.clauseOfOtherMethod(text(of: span), .pays, at: span))
        }
      case .remainder(_, let span):
        if !isDivided { report(.clauseOfOtherMethod(text(of: span), .pays, at: span)) }
        if isClaims { report(.clauseOfOtherMethod(text(of: span), .claims, at: span)) }
      case .ties(_, let span):
        if !isDivided && !isOptimised { report(.clauseOfOtherMethod(text(of: span), .pays, at: span)) }
      case .order(_, let span):
        if isDivided { report(.clauseOfOtherMethod(text(of: span), .divides, at: span)) }
      case .groupQuota(_, _, _, let span), .purseQuota(_, _, _, _, let span), .allOrNone(_, let span):
        if isDivided { report(.clauseOfOtherMethod(text(of: span), .divides, at: span)) }
      case .mayBeSplit(let span):
        if isDivided { report(.clauseOfOtherMethod(text(of: span), .divides, at: span)) }
      case .skipAndGoOn(let span), .asFarAs(_, let span):
        if isDivided { report(.clauseOfOtherMethod(text(of: span), .divides, at: span)) }
        if isOptimised { report(.clauseOfOtherMethod(text(of: span), .optimises, at: span)) }
      case .keeping(_, _, let span):
        if isClaims { report(.clauseOfOtherMethod(text(of: span), .claims, at: span)) }
      case .from, .to, .pay, .proportion, .equally, .parts, .claims, .optimise: break
      }
    }
  }

  // MARK: What is left over

  /// Returns the allocations that leave what they do not give out to the budget called `name`.
  func feeders(of name: Name) -> [DefinitionID] {
    entries.indices.filter { i in
      guard case .allocation(let a) = entries[i].syntax else { return false }
      return a.clauses.contains { if case .leftover(let n, _) = $0 { n.text == name.text } else { false } }
    }.map { DefinitionID($0) }
  }

  /// Reports money that is left over to where it comes from, or to one of many.
  func checkLeftover(_ a: CoreAllocation, _ name: Name?, _ own: Name) {
    guard let id = a.leftover, let name else { return }
    if a.purses.contains(where: { $0.definition == id }) { report(.leftoverToItself(own.text, name)) }
    if case .budget(let b) = entries[id.index].syntax, b.owners != nil { report(.leftoverToOwners(name)) }
  }
}
