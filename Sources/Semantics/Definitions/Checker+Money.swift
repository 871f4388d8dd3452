import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Orders

  /// Returns the keys of an order over rows of `roster`; one that decides money must name the roster's key.
  func orderKeys(
    _ keys: [OrderSyntax], _ scope: Scope, _ roster: RosterID, decidesMoney: Bool, at site: Span
  ) -> [CoreOrderKey] {
    var result: [CoreOrderKey] = []
    for k in keys {
      var value = decidesMoney ? checkPresent(k.value, scope) : check(k.value, scope)
      if case .share = value.type { value = shareValue(value) }
      let isDescending: Bool
      switch k.direction {
      case .descending: isDescending = true
      case .ascending, nil: isDescending = false
      case .first, .last:
        if value.type != .truth && value.type != .unknown {
          report(.notACondition(text(of: k.value.span), phrase(value.type), at: k.value.span))
        }
        isDescending = k.direction == .first
      }
      result.append(CoreOrderKey(value, isDescending: isDescending))
    }
    guard decidesMoney else { return result }
    let key = rosters[roster.index].schema.key
    if key.isEmpty {
      report(.rosterWithoutKey(rosters[roster.index].name, at: site))
      return result
    }
    let fields = Set(
      result.compactMap { k -> Int? in if case .field(let i) = k.value.kind { i } else { nil } })
    let missing = key.filter { !fields.contains($0) }
    if !missing.isEmpty && !result.contains(where: { $0.value.type == .unknown }) {
      let names = missing.map { rosters[roster.index].schema.fields[$0].name }
      report(.orderWithoutKey(names, roster: rosters[roster.index].name, at: site))
    }
    return result
  }

  /// The key of `roster` as an order.
  func keyOrder(_ roster: RosterID, at site: Span) -> [CoreOrderKey] {
    let schema = rosters[roster.index].schema
    if schema.key.isEmpty { report(.rosterWithoutKey(schema.name, at: site)) }
    return schema.key.map { i in
      keepField(roster, i)
      return CoreOrderKey(
        CoreExpression(.field(i), type: rosters[roster.index].types[i], origin: site), isDescending: false)
    }
  }

  /// Returns `e` as an amount of money; an amount for each person is one where it is asked for one person.
  func money(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    let core = number(e, scope, .type(.number(.money)))
    if case .number(let unit) = core.type, unit.isMoney, unit.counted == -1 {
      return CoreExpression(core.kind, type: .number(.money), origin: core.origin)
    }
    return conform(core, to: .number(.money), literalsTakeUnit: false)
  }

  // MARK: Budgets

  func lowerBudget(_ s: BudgetSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    var scope = Scope()
    var budget = CoreBudget(amount: invalid(s.amount.span), kind: s.kind?.text)
    if let owners = s.owners, let id = roster(named: owners) {
      budget.owners = id
      scope = .row(of: id)
    }
    budget.amount = money(s.amount, scope)
    var citation: String?
    for clause in s.clauses {
      switch clause {
      case .spentOn(let p): budget.spentOn = lowerPopulation(p, Scope())?.0
      case .under(let text, _): citation = text
      case .reserve(let e, let span):
        let core = number(e, Scope())
        guard case .number(let unit) = core.type else { continue }
        if unit.isFraction {
          if case .constant(.number(let n)) = core.kind, n > 1 || n < 0 {
            report(.percentageOutOfRange(at: e.span))
          }
          budget.reserve = core
          budget.reserveIsFraction = true
        } else if unit.isMoney {
          budget.reserve = core
        } else {
          report(
            .typeMismatch(
              expected: Bilingual(en: "a percentage or an amount", id: "persen atau jumlah uang"),
              found: phrase(core.type), at: span))
        }
      case .valid(let from, let to, let span):
        if let a = constantDate(from, isEnd: false), let b = constantDate(to, isEnd: true) {
          if a > b { report(.rangeReversed(at: span)) }
          budget.valid = (a, b)
        }
      case .carriedOver: budget.isCarriedOver = true
      }
    }
    for case .carriedOver(let span) in s.clauses where budget.valid == nil {
      report(.carriedOverAlways(at: span))
    }
    return definition(entry, .budget(budget), .number(.money), Authority(citation: citation))
  }

  func lowerPot(_ s: SplitSyntax, _ i: Int, _ entry: DefinitionEntry) -> CoreDefinition {
    let pot = s.pots[i]
    var amount = invalid(pot.value.span)
    var budget = CoreBudget(amount: amount)
    if let id = budgetNamed(s.budget) {
      _ = typeOf(id)
      if case .budget(let parent)? = entries[id.index].core?.body {
        budget.spentOn = parent.spentOn
        budget.kind = parent.kind
        budget.valid = parent.valid
        budget.isCarriedOver = parent.isCarriedOver
      }
      budget.splitFrom = id
      let whole = divisible(id, at: s.budget.span)
      let part = number(pot.value, Scope())
      if case .number(let unit) = part.type, unit.isFraction {
        amount = CoreExpression(
          .arithmetic(.multiply, part, whole), type: .number(.money), origin: pot.value.span)
      } else {
        amount = conform(part, to: .number(.money), literalsTakeUnit: false)
      }
    }
    budget.amount = amount
    if i == 0 {
      let parts = s.pots.map { constantNumber($0.value) }
      if parts.allSatisfy({ $0?.unit.isFraction ?? false }) {
        let total = parts.reduce(Rational.zero) { $0 + ($1?.value ?? 0) }
        if total != 1 { report(.splitNotWhole(s.budget, total: spelled(total, .number(.percent)))) }
      }
    }
    return definition(entry, .budget(budget), .number(.money), s.authority)
  }

  /// What of a budget its pots are parts of: all but what is held back, so that pots + reserve = budget.
  private func divisible(_ id: DefinitionID, at site: Span) -> CoreExpression {
    let whole = CoreExpression(.definition(id), type: .number(.money), origin: site)
    guard case .budget(let parent)? = entries[id.index].core?.body, let reserve = parent.reserve else {
      return whole
    }
    let held =
      parent.reserveIsFraction
      ? CoreExpression(.arithmetic(.multiply, reserve, whole), type: .number(.money), origin: site) : reserve
    return CoreExpression(.arithmetic(.subtract, whole, held), type: .number(.money), origin: site)
  }

  /// Returns the budget that `name` names, and reports if it names none.
  func budgetNamed(_ name: Name) -> DefinitionID? {
    if let id = globals[name.text] {
      switch entries[id.index].syntax {
      case .budget, .pot: return id
      case .letValue, .parameter, .function, .rule, .table, .target, .allocation, .ranking: break
      }
      report(.notABudget(name))
      return nil
    }
    let known = entries.filter { e in
      switch e.syntax {
      case .budget, .pot: true
      case .letValue, .parameter, .function, .rule, .table, .target, .allocation, .ranking: false
      }
    }
    report(.unknownBudget(name, among: known.map(\.name.text)))
    return nil
  }

  // MARK: Targets

  func lowerTarget(_ s: TargetSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    var population: CorePopulation?
    var rows = Scope()
    if let p = s.population {
      if let (core, scope) = lowerPopulation(p, Scope()) {
        population = core
        rows = scope
      }
    } else {
      report(.clauseNeeded(.target, .population, at: s.name.span))
    }
    if s.level == nil, s.levels.isEmpty, let c = s.condition, case .counted(let n, _) = c.kind {
      // `reach 95 covered`: a percentage without its sign.
      report(.numberAndPercentage(spelled(n, .number(.plain)).english, at: c.span))
      return withoutPopulation(s, entry)
    }
    if s.deadline == nil { report(.clauseNeeded(.target, .deadline, at: s.name.span)) }
    if s.condition == nil { report(.clauseNeeded(.target, .condition, at: s.name.span)) }
    if s.level == nil && s.levels.isEmpty { report(.clauseNeeded(.target, .level, at: s.name.span)) }
    guard let population else { return withoutPopulation(s, entry) }
    var target = CoreTarget(
      population: population, condition: s.condition.map { condition($0, rows) } ?? invalid(entry.span),
      level: s.level.map { level($0) }, group: s.group.map { grouping($0, rows) }, deadline: nil)
    target.deadline = s.deadline.flatMap { constantDate($0, isEnd: true) }
    for (member, value) in s.levels {
      let l = level(value)
      guard let member, let group = target.group else {
        target.levels.append((nil, l))
        continue
      }
      for c in members(member, of: group) { target.levels.append((c, l)) }
    }
    if let b = s.baseline {
      var scope = Scope()
      if case .row(let r)? = target.group?.type { scope = .row(of: r) }
      let core = check(b.value, scope)
      let value: CoreExpression = if case .share = core.type { shareValue(core) } else { core }
      if let date = constantDate(b.date, isEnd: true) {
        let kept = CoreExpression(
          value.kind, type: value.type, origin: value.origin, canBeMissing: value.canBeMissing)
        if case .number(let unit) = value.type, unit.isFraction {
          target.baseline = (kept, date)
        } else if value.type != .unknown {
          report(
            .typeMismatch(expected: TypePhrase.of(.percent), found: phrase(value.type), at: b.value.span))
        }
      }
    }
    target.cost = s.cost.map { money($0, rows) }
    if !s.order.isEmpty {
      target.order = orderKeys(
        s.order, rows, population.roster, decidesMoney: true,
        at: s.order.map(\.value.span).reduce(s.order[0].value.span) { $0.joined(with: $1) })
    }
    let name = s.population.map { text(of: $0.span) } ?? entry.name.text
    let share = self.population(key: population.canonical, name: name)
    return definition(entry, .target(target), .share(share), s.authority)
  }

  /// A target that can not be told: an error has said so.
  private func withoutPopulation(_ s: TargetSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    let target = CoreTarget(
      population: CorePopulation(roster: RosterID(0)), condition: invalid(entry.span), level: nil, group: nil,
      deadline: nil)
    return definition(entry, .target(target), .unknown, s.authority)
  }

  private func level(_ e: ExpressionSyntax) -> CoreExpression {
    let core = conform(
      number(e, Scope(), .type(.number(.percent))), to: .number(.percent), literalsTakeUnit: false)
    if case .constant(.number(let n)) = core.kind, n > 1 || n < 0 {
      report(.percentageOutOfRange(at: e.span))
    }
    return core
  }

  /// Returns what rows are grouped by.
  func grouping(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    let core = check(e, scope)
    if case .share = core.type { return shareValue(core) }
    return core
  }

  /// The constants that `e` names among the values of `group`: a choice, the choices of a group, a literal.
  private func members(_ e: ExpressionSyntax, of group: CoreExpression) -> [CoreConstant] {
    if case .choice(let list) = group.type, case .name(let n) = e.kind,
      let g = groups[n.text]?.first(where: { $0.list == list }),
      !choiceLists[list.index].choices.contains(where: { $0.name == n.text })
    {
      return g.members.map { .choice($0) }
    }
    if case .row(let roster) = group.type {
      // A row is named by its key.
      guard let k = rosters[roster.index].schema.key.first else { return [] }
      let type = rosters[roster.index].types[k]
      let core = conform(checkPresent(e, Scope(), .type(type)), to: type, literalsTakeUnit: true)
      if case .constant(let c) = core.kind { return [c] }
      return []
    }
    let core = conform(checkPresent(e, Scope(), .type(group.type)), to: group.type, literalsTakeUnit: true)
    if case .constant(let c) = core.kind { return [c] }
    if core.type != .unknown {
      report(.constantNeeded(Bilingual(en: "a value of the group", id: "nilai kelompok"), at: e.span))
    }
    return []
  }

  // MARK: Rankings

  func lowerRanking(_ s: RankingSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    guard let p = s.population, let (population, rows) = lowerPopulation(p, Scope()) else {
      if s.population == nil { report(.clauseNeeded(.ranking, .population, at: s.name.span)) }
      let ranking = CoreRanking(
        population: CorePopulation(roster: RosterID(0)), score: [], ties: [], isShared: s.isShared, top: nil,
        group: nil)
      return definition(entry, .ranking(ranking), .unknown, s.authority)
    }
    if s.score.isEmpty { report(.clauseNeeded(.ranking, .score, at: s.name.span)) }
    let score = s.score.map { part in
      (
        weight: conform(number(part.weight, Scope()), to: .number(.percent), literalsTakeUnit: false),
        value: number(part.value, rows)
      )
    }
    let weights = s.score.map { constantNumber($0.weight) }
    if !weights.isEmpty, weights.allSatisfy({ $0 != nil }) {
      let total = weights.reduce(Rational.zero) { $0 + ($1?.value ?? 0) }
      if total != 1 {
        report(
          .weightsNotWhole(
            s.name, total: spelled(total, .number(.percent)),
            at: s.score[0].weight.span.joined(with: s.score[s.score.count - 1].value.span)))
      }
    }
    let ties = orderKeys(s.ties, rows, population.roster, decidesMoney: false, at: s.name.span)
    let ranking = CoreRanking(
      population: population, score: score, ties: ties, isShared: s.isShared,
      top: s.top.map { conform(number($0, Scope()), to: .number(.plain), literalsTakeUnit: true) },
      group: s.group.map { grouping($0, rows) })
    return definition(entry, .ranking(ranking), .number(.plain), s.authority)
  }
}
