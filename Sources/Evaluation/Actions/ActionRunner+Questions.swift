import Allocation
import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// Answers a question: the figure, the arithmetic that makes it, and at most one caveat.
  func ask(_ question: CoreQuestion, _ source: AnswerSource, into outcome: inout ActionOutcome) throws {
    switch question {
    case .count(let rows, let name, let cost):
      outcome.blocks += try counted(rows, name, cost, source)
    case .payable(let rows, let name, let price, let money):
      outcome.blocks.append(.figure(try payable(rows, name, price, money, source)))
    case .amount(let rows, let value, let name, let isPrivate):
      outcome.blocks.append(.figure(try amount(rows, value, name, isPrivate: isPrivate, source)))
    case .value(let column): outcome.blocks.append(.figure(try Figures(source).figure(column)))
    case .needed(let id): outcome.blocks.append(.figure(try needed(id, source)))
    case .budget(let id): outcome.blocks.append(.figure(try budget(id, source)))
    case .table(let query): outcome.blocks.append(.table(try QueryAnswer(query, source).table()))
    case .people(let id, let group): outcome.blocks.append(.table(try people(id, by: group, source)))
    case .enough(let id): outcome.blocks.append(try enough(id, source).block)
    case .met(let ids): outcome.blocks.append(try met(ids, source))
    case .holds(let condition): outcome.blocks.append(try holds(condition, source))
    }
  }

  // MARK: Figures

  private func counted(
    _ population: CorePopulation, _ name: String, _ cost: CoreExpression?, _ source: AnswerSource
  ) throws -> [ResultBlock] {
    let rows = try source.rows(of: population)
    let noun = program.noun(of: population.roster)
    let table = try source.table(population.roster)
    var figure = ResultFigure(name: .verbatim(name), value: .number(Rational(rows.count), noun))
    if population.condition != nil, table.count > 0 {
      figure.details.append(
        Phrase(
          Bilingual(en: "= {n} of {all} {roster} ({share})", id: "= {n} dari {all} {roster} ({share})"),
          [
            "n": .number(Rational(rows.count), .count), "all": .number(Rational(table.count), .count),
            "roster": .text(program[population.roster].name),
            "share": .share(numerator: Rational(rows.count), denominator: Rational(table.count)),
          ]))
    }
    if let money = try fundedDetail(population, source) { figure.details.append(money) }
    figure.details += setAsideCaveat(population.roster, table)
    guard let cost else { return [.figure(figure)] }
    let reckoning = try Reckoning(cost, over: population.roster, rows: rows, source)
    let unit: UnitOfMeasure
    if case .number(let u) = cost.type { unit = u } else { unit = .money }
    return [
      .figure(figure),
      .figure(
        ResultFigure(
          name: Phrase(Bilingual(en: "their cost", id: "biayanya")), value: .number(reckoning.total, unit),
          details: reckoning.phrase.map { [$0] } ?? [])),
    ]
  }

  /// Returns what those that an allocation funds cost, of a population that is exactly they.
  private func fundedDetail(_ population: CorePopulation, _ source: AnswerSource) throws -> Phrase? {
    guard case .result(let id, .funded)? = population.condition?.kind else { return nil }
    let ledger = try self.ledger(of: id, source)
    return Phrase(
      Bilingual(
        en: "They get {money}; {left} is left; {rest} of those eligible get nothing.",
        id: "Mereka mendapat {money}; sisa {left}; {rest} yang layak belum terdanai."),
      [
        "money": .number(ledger.total.allocated, .money), "left": .number(ledger.total.left, .money),
        "rest": .number(Rational(ledger.eligible - ledger.funded), CoreProgram.people),
      ])
  }

  private func setAsideCaveat(_ roster: RosterID, _ table: RosterTable) -> [Phrase] {
    guard !table.setAside.isEmpty else { return [] }
    var rows = UnitOfMeasure.plain
    rows.counted = 1
    rows.noun = "rows"
    return [
      Phrase(
        Bilingual(
          en: "Not counted: {n} of {roster} set aside.", id: "Tidak terhitung: {n} {roster} yang disisihkan."),
        ["n": .number(Rational(table.setAside.count), rows), "roster": .text(program[roster].name)])
    ]
  }

  private func amount(
    _ population: CorePopulation, _ value: CoreExpression, _ name: String, isPrivate: Bool,
    _ source: AnswerSource
  ) throws -> ResultFigure {
    let rows = try source.rows(of: population)
    if isPrivate { return ResultFigure(name: .verbatim(name), value: .masked(PrivateText.mask)) }
    let reckoning = try Reckoning(value, over: population.roster, rows: rows, source)
    let unit: UnitOfMeasure
    if case .number(let u) = value.type { unit = u } else { unit = .plain }
    var figure = ResultFigure(name: .verbatim(name), value: .number(reckoning.total, unit))
    figure.details = reckoning.phrase.map { [$0] } ?? []
    if reckoning.count < rows.count {
      figure.details.append(
        Phrase(
          Bilingual(en: "{n} {n:has|have} no value.", id: "{n} tanpa nilai."),
          ["n": .number(Rational(rows.count - reckoning.count), program.noun(of: population.roster))]))
    } else {
      figure.details += setAsideCaveat(population.roster, try source.table(population.roster))
    }
    return figure
  }

  private func needed(_ id: DefinitionID, _ source: AnswerSource) throws -> ResultFigure {
    let name = Phrase(Bilingual(en: "cost of {name}", id: "biaya {name}"), ["name": .text(program[id].name)])
    switch program[id].body {
    case .allocation(let allocation):
      guard case .select(let pay, _) = allocation.method else {
        let ledger = try self.ledger(of: id, source)
        return ResultFigure(name: name, value: .number(ledger.total.allocated, .money))
      }
      let rows = try source.rows(of: allocation.recipients)
      if source.model.traits(of: pay).readsPayer {
        let need = try self.need(of: id, source)
        return ResultFigure(name: name, value: .number(need.paid + need.missing, .money))
      }
      let reckoning = try Reckoning(pay, over: allocation.recipients.roster, rows: rows, source)
      var figure = ResultFigure(name: name, value: .number(reckoning.total, .money))
      figure.details = reckoning.phrase.map { [$0] } ?? []
      if let result = try? result(of: id, source) {
        figure.details.append(
          Phrase(
            Bilingual(
              en: "Funded: {n}, {paid}; without money: {rest}, {short}.",
              id: "Terdanai: {n}, {paid}; belum: {rest}, {short}."),
            [
              "n": .number(Rational(result.fundedCount), CoreProgram.people),
              "paid": .number(result.allocated, .money),
              "rest": .number(Rational(rows.count - result.fundedCount), CoreProgram.people),
              "short": .number(reckoning.total - result.allocated, .money),
            ]))
      }
      return figure
    case .target:
      let sheet = try self.sheet(of: id, source)
      guard let cost = sheet.total.cost else {
        throw ActionStop([Diagnostic.targetCostsNothing(program[id].name, at: program[id].nameSpan)])
      }
      var figure = ResultFigure(name: name, value: .number(cost, sheet.costUnit))
      figure.details.append(
        Phrase(
          Bilingual(
            en: "= the cost of the {n} short: {reached} of {people} reached",
            id: "= biaya {n} yang kurang: {reached} dari {people} tercapai"),
          [
            "n": .number(sheet.total.short, CoreProgram.people),
            "reached": .number(sheet.total.reached, .count), "people": .number(sheet.total.people, .count),
          ]))
      if let dearest = sheet.total.dearest, dearest != cost {
        figure.details.append(
          Phrase(
            Bilingual(
              en: "If the cheapest are enrolled; with the dearest {dearest}.",
              id: "Bila yang termurah didaftarkan; bila yang termahal {dearest}."),
            ["dearest": .number(dearest, sheet.costUnit)]))
      }
      return figure
    case .value, .parameter, .rule, .table, .function, .budget, .ranking:
      return ResultFigure(name: name, value: .missing)
    }
  }

  private func budget(_ id: DefinitionID, _ source: AnswerSource) throws -> ResultFigure {
    let whole = CoreExpression(.definition(id), type: .number(.money), origin: program[id].nameSpan)
    let column = CoreColumn(
      name: program[id].name, value: whole, decimals: nil, magnitude: nil, isPrivate: false)
    var figure = try Figures(source).figure(column)
    let available = CoreExpression(
      .result(id, .available), type: .number(.money), origin: program[id].nameSpan)
    let amount = try source.value(of: whole).number ?? .zero
    let rest = try source.value(of: available).number ?? .zero
    if rest != amount {
      figure.details.append(
        Phrase(
          Bilingual(en: "= {a} to spend + {r} in reserve", id: "= {a} untuk dipakai + {r} cadangan"),
          ["a": .number(rest, .money), "r": .number(amount - rest, .money)]))
    }
    return figure
  }

  private func payable(
    _ population: CorePopulation, _ name: String, _ price: CoreExpression, _ money: CoreExpression,
    _ source: AnswerSource
  ) throws -> ResultFigure {
    let amount = try source.value(of: money).number ?? .zero
    let rows = try source.rows(of: population)
    let reckoning = try Reckoning(price, over: population.roster, rows: rows, source)
    let noun = program.noun(of: population.roster)
    let prices = try source.values(of: price, over: population.roster, rows: rows)
    let sorted = (0..<prices.count).compactMap { prices[$0].number }.sorted()
    func reached(_ list: some Sequence<Rational>) -> (count: Int, left: Rational) {
      var left = amount
      var count = 0
      for p in list {
        guard p <= left else { break }
        left = left - p
        count += 1
      }
      return (count, left)
    }
    let most = reached(sorted)
    let least = reached(sorted.reversed())
    var figure = ResultFigure(name: .verbatim(name), value: .number(Rational(most.count), noun))
    if let only = reckoning.uniform {
      figure.details.append(
        Phrase(
          Bilingual(
            en: "= {money} ÷ {price} each; {left} is left",
            id: "= {money} ÷ {price} tiap orang; tersisa {left}"),
          [
            "money": .number(amount, .money), "price": .number(only, .money),
            "left": .number(most.left, .money),
          ]))
    } else if !sorted.isEmpty {
      figure.details.append(
        Phrase(
          Bilingual(
            en: "= {money}, the cheapest first ({low} to {high}); the dearest first it is {n}",
            id: "= {money}, dari yang termurah ({low} sampai {high}); dari yang termahal {n}"),
          [
            "money": .number(amount, .money), "low": .number(sorted[0], .money),
            "high": .number(sorted[sorted.count - 1], .money), "n": .number(Rational(least.count), noun),
          ]))
    }
    if most.count == rows.count, !rows.isEmpty {
      figure.details.append(
        Phrase(
          Bilingual(en: "That is all of them; {left} is left.", id: "Itu semuanya; tersisa {left}."),
          ["left": .number(most.left, .money)]))
    }
    return figure
  }

  // MARK: Names

  /// Returns whom an allocation funds and whom not by a group: the groups in the order of their turns, with the
  /// line at which the money ends.
  private func people(_ id: DefinitionID, by group: CoreExpression, _ source: AnswerSource) throws
    -> ResultTable
  {
    let result = try result(of: id, source)
    let groups = try source.grouping(of: result.candidates, over: result.roster, by: [group])
    let cells = CellMaker(source)
    var people = [Int](repeating: 0, count: groups.count)
    var funded = people
    var first = [Int32](repeating: Int32.max, count: groups.count)
    for i in result.candidates.indices {
      let g = groups.groupOfRow[i]
      people[Int(g)] += 1
      funded[Int(g)] += Int(result.funded[i])
      first[Int(g)] = min(first[Int(g)], result.ranks[i])
    }
    let order = people.indices.sorted { (first[$0], $0) < (first[$1], $1) }
    // The money ends in one group where the order goes by the groups.
    let parted = order.filter { funded[$0] > 0 && funded[$0] < people[$0] }
    func count(_ n: Int) -> ResultValue { .number(Rational(n), .count) }
    var rows = try order.map { g in
      let name = try cells.value(groups.keys[g][0], group.type)
      let mark: ResultValue =
        parted.count == 1 && parted[0] == g
        ? .bilingual(Bilingual(en: "← cut-off", id: "← garis potong")) : .text("")
      return ResultTable.Row(
        [name, count(people[g]), count(funded[g]), count(people[g] - funded[g])]
          + (parted.count == 1 ? [mark] : []))
    }
    let all = people.reduce(0, +)
    let paid = funded.reduce(0, +)
    rows.append(
      ResultTable.Row(
        [.totalLabel, count(all), count(paid), count(all - paid)] + (parted.count == 1 ? [.text("")] : []),
        kind: .total))
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(same: quoted(group.origin)), key: "group", isNumeric: false),
      .init(heading: Bilingual(en: "People", id: "Orang"), key: "people", isNumeric: true),
      .init(heading: Bilingual(en: "Funded", id: "Terdanai"), key: "funded", isNumeric: true),
      .init(heading: Bilingual(en: "Not", id: "Tidak"), key: "not_funded", isNumeric: true),
    ]
    if parted.count == 1 {
      columns.append(.init(heading: Bilingual(same: ""), key: "cut_off", isNumeric: false))
    }
    var table = ResultTable(columns: columns, rows: rows)
    let ledger = try ledger(of: id, source)
    table.facts = [
      Phrase(
        Bilingual(
          en: "{name}: {budget} · funded {n} · not funded {rest} · left {left}",
          id: "{name}: {budget} · terdanai {n} · tidak terdanai {rest} · sisa {left}"),
        [
          "name": .text(program[id].name), "budget": .number(ledger.total.budget, .money), "n": count(paid),
          "rest": count(all - paid), "left": .number(ledger.total.left, .money),
        ])
    ]
    return table
  }

  // MARK: Yes or no

  /// Whether a budget is enough, in words.
  struct Sufficiency {
    var isEnough: Bool
    var block: ResultBlock
    /// Why it is not, in short.
    var failure: Phrase
  }

  /// What an allocation has paid and what it would still have to pay for all it is for.
  struct Need {
    var budget = Rational.zero
    var reserve = Rational.zero
    var before = Rational.zero
    var paid = Rational.zero
    var missing = Rational.zero
    var waiting = 0
    var price: Rational?
    var isUniform = true
    /// How many purses have closed.
    var closed = 0
    var purses = 0
  }

  func need(of id: DefinitionID, from budgets: Set<DefinitionID>? = nil, _ source: AnswerSource)
    throws -> Need
  {
    let result = try result(of: id, source)
    var need = Need()
    var isOurs = [Bool](repeating: false, count: result.purses.count)
    for (i, p) in result.purses.enumerated() where budgets?.contains(p.definition) ?? true {
      isOurs[i] = true
      need.paid = need.paid + p.allocated
      need.purses += 1
      if p.closedAtRank != nil { need.closed += 1 }
    }
    guard case .select(let outcome) = result.outcome else { return need }
    let problem = outcome.problem
    for i in result.candidates.indices {
      let isFunded = result.funded[i] != 0
      guard !isFunded || need.isUniform else { continue }
      guard
        let own = problem.sources.first(where: { s in s.purse(for: i).map { isOurs[$0] } ?? false })
      else { continue }
      let cost = problem.costs[own.costs][i]
      if let known = need.price, known != cost { need.isUniform = false } else { need.price = cost }
      if !isFunded {
        need.missing = need.missing + cost
        need.waiting += 1
      }
    }
    return need
  }

  /// Returns the allocations that spend a budget on their recipients: directly, or by the shares of it that another
  /// divides; each with the purses that are of the budget.
  func spenders(of budget: DefinitionID) -> [(id: DefinitionID, purses: Set<DefinitionID>)] {
    var money: Set<DefinitionID> = [budget]
    var found: [(id: DefinitionID, purses: Set<DefinitionID>)] = []
    var grows = true
    while grows {
      grows = false
      for (i, d) in program.definitions.enumerated() {
        guard case .allocation(let a) = d.body, case .divide = a.method,
          a.purses.contains(where: { money.contains($0.definition) })
        else { continue }
        if isDrawnFrom(DefinitionID(i)), money.insert(DefinitionID(i)).inserted { grows = true }
      }
    }
    for (i, d) in program.definitions.enumerated() {
      guard case .allocation(let a) = d.body, !money.contains(DefinitionID(i)) else { continue }
      let own = Set(a.purses.map(\.definition)).intersection(money)
      if !own.isEmpty { found.append((DefinitionID(i), own)) }
    }
    return found
  }

  private func isDrawnFrom(_ id: DefinitionID) -> Bool {
    program.definitions.contains { d in
      guard case .allocation(let a) = d.body else { return false }
      return a.purses.contains { $0.definition == id }
    }
  }

  /// Returns whether `budget` pays all on whom it is to be spent.
  func enough(_ budget: DefinitionID, _ source: AnswerSource) throws -> Sufficiency {
    let name = program[budget].name
    let whole = CoreExpression(.definition(budget), type: .number(.money), origin: program[budget].nameSpan)
    let open = CoreExpression(
      .result(budget, .available), type: .number(.money), origin: program[budget].nameSpan)
    let spenders = spenders(of: budget)
    guard !spenders.isEmpty else {
      throw ActionStop([Diagnostic.budgetOfNobody(name, at: program[budget].nameSpan)])
    }
    var total = Need()
    for s in spenders {
      let need = try need(of: s.id, from: s.purses, source)
      total.paid = total.paid + need.paid
      total.missing = total.missing + need.missing
      total.waiting += need.waiting
      total.closed += need.closed
      total.purses += need.purses
      total.isUniform = total.isUniform && need.isUniform && (total.price == nil || total.price == need.price)
      total.price = need.price ?? total.price
    }
    let isOwned: Bool
    if case .budget(let b) = program[budget].body { isOwned = b.owners != nil } else { isOwned = false }
    let amount =
      isOwned
      ? try purses(of: budget, spenders.map(\.id), source) : try source.value(of: whole).number ?? .zero
    let available = isOwned ? amount : try source.value(of: open).number ?? amount
    let needed = total.paid + total.missing
    var values: [String: ResultValue] = [
      "name": .text(name), "budget": .number(amount, .money), "reserve": .number(amount - available, .money),
      "need": .number(needed, .money), "left": .number(available - needed, .money),
      "short": .number(needed - available, .money), "n": .number(Rational(total.waiting), CoreProgram.people),
      "missing": .number(total.missing, .money), "closed": .number(Rational(total.closed), .count),
      "purses": .number(Rational(total.purses), .count),
    ]
    if let price = total.price { values["price"] = .number(price, .money) }
    let reserve = amount == available ? "" : " − {reserve}"
    var details: [Phrase] = []
    let head: Phrase
    let isEnough = total.waiting == 0
    if isEnough {
      head = Phrase(
        Bilingual(
          en:
            "YES. {name} {budget}\(reserve.isEmpty ? "" : reserve + " in reserve") − needed {need} = {left} left",
          id:
            "YA. {name} {budget}\(reserve.isEmpty ? "" : reserve + " cadangan") − perlu {need} = sisa {left}"),
        values)
      if total.isUniform, let price = total.price, price.signum > 0,
        let more = ((available - needed) / price)?.floor
      {
        var v = values
        v["k"] = .number(more, CoreProgram.people)
        v["rest"] = .number(available - needed - more * price, .money)
        details.append(
          Phrase(
            Bilingual(
              en: "What is left would pay {k} more ({price} each); {rest} would remain.",
              id: "Sisanya cukup untuk {k} lagi (masing-masing {price}), tersisa {rest}."), v))
      }
    } else if needed > available {
      head = Phrase(
        Bilingual(
          en:
            "NO. {name} {budget}\(reserve.isEmpty ? "" : reserve + " in reserve") − needed {need} = {short} short",
          id:
            "TIDAK. {name} {budget}\(reserve.isEmpty ? "" : reserve + " cadangan") − perlu {need} = kurang {short}"
        ),
        values)
      details.append(waiting(total, values))
    } else {
      head = Phrase(
        Bilingual(
          en:
            "NO. {name} {budget} would do ({left} more than is needed), but {closed} of its {purses} shares would not",
          id:
            "TIDAK. {name} {budget} sendiri cukup (lebih {left}), tetapi {closed} dari {purses} jatahnya tidak"
        ),
        values)
      details.append(waiting(total, values))
    }
    let failure = Phrase(
      Bilingual(en: "{name} leaves {n} without money", id: "{name} belum mendanai {n}"), values)
    return Sufficiency(
      isEnough: isEnough,
      block: .verdict(passed: isEnough, head, details: details.map { .sentence($0) }), failure: failure)
  }

  private func waiting(_ need: Need, _ values: [String: ResultValue]) -> Phrase {
    need.isUniform
      ? Phrase(
        Bilingual(
          en: "{n} without money × {price} = {missing}", id: "{n} belum terdanai × {price} = {missing}"),
        values)
      : Phrase(
        Bilingual(en: "{n} without money: {missing}", id: "{n} belum terdanai: {missing}"), values)
  }

  /// Returns what the purses of owners that come from `budget` hold together.
  private func purses(of budget: DefinitionID, _ ids: [DefinitionID], _ source: AnswerSource) throws
    -> Rational
  {
    var seen: Set<RowReference?> = []
    var sum = Rational.zero
    for id in ids {
      for p in try result(of: id, source).purses where p.definition == budget && seen.insert(p.owner).inserted
      {
        sum = sum + p.amount
      }
    }
    return sum
  }

  private func met(_ ids: [DefinitionID], _ source: AnswerSource) throws -> ResultBlock {
    var lines: [Phrase] = []
    var isMet = true
    for id in ids {
      let sheet = try self.sheet(of: id, source)
      let standing = sheet.groups.isEmpty ? [sheet.total] : sheet.groups
      let missed = standing.filter { $0.isMet == false }
      let values: [String: ResultValue] = [
        "name": .text(sheet.name), "level": .text(sheet.level),
        "n": .number(Rational(standing.count - missed.count), .count),
        "all": .number(Rational(standing.count), .count),
        "share": sheet.total.people.signum == 0
          ? .missing : .share(numerator: sheet.total.reached, denominator: sheet.total.people),
        "short": .number(sheet.total.short, CoreProgram.people),
      ]
      if missed.isEmpty {
        lines.append(
          Phrase(
            Bilingual(en: "{name}: {level}; coverage {share}", id: "{name}: {level}; capaian {share}"), values
          ))
        continue
      }
      isMet = false
      var more = values
      if let worst = missed.max(by: { ($0.short, $1.place) < ($1.short, $0.place) }) {
        more["worst"] = worst.name
        more["by"] = .number(worst.short, CoreProgram.people)
      }
      if let cost = sheet.total.cost { more["cost"] = .number(cost, sheet.costUnit) }
      let cost = sheet.total.cost == nil ? Bilingual(same: "") : Bilingual(en: ", {cost}", id: ", {cost}")
      lines.append(
        sheet.groupName == nil
          ? Phrase(
            Bilingual(
              en: "{name}: {level}; coverage {share}; {short} short" + cost.english,
              id: "{name}: {level}; capaian {share}; kurang {short}" + cost.indonesian), more)
          : Phrase(
            Bilingual(
              en: "{name}: met in {n} of {all}; {short} short" + cost.english + "; furthest {worst} ({by})",
              id: "{name}: tercapai di {n} dari {all}; kurang {short}" + cost.indonesian
                + "; terjauh {worst} ({by})"),
            more))
    }
    guard let first = lines.first else {
      return .sentence(
        Phrase(Bilingual(en: "The program has no targets.", id: "Program ini tidak memuat target.")))
    }
    let answer = isMet ? Bilingual(en: "YES. ", id: "YA. ") : Bilingual(en: "NO. ", id: "TIDAK. ")
    let head = Phrase(
      Bilingual(en: answer.english + first.text.english, id: answer.indonesian + first.text.indonesian),
      first.values)
    return .verdict(passed: isMet, head, details: lines.dropFirst().map { .sentence($0) })
  }

  private func holds(_ condition: CoreExpression, _ source: AnswerSource) throws -> ResultBlock {
    let holds = try source.value(of: condition) == .truth(true)
    var values: [String: ResultValue] = ["text": .text(unbracketed(condition.origin))]
    let answer =
      holds
      ? Bilingual(en: "YES. {text}", id: "YA. {text}") : Bilingual(en: "NO. {text}", id: "TIDAK. {text}")
    guard case .compare(_, let left, let right) = condition.kind else {
      return .verdict(passed: holds, Phrase(answer, values), details: [])
    }
    let cells = CellMaker(source)
    let actual = try cells.value(source.value(of: left), left.type)
    let stated = try cells.value(source.value(of: right), right.type)
    values["left"] = .text(unbracketed(left.origin))
    values["actual"] = actual
    values["stated"] = stated
    var details: [Phrase] = []
    if case .definition = left.kind, let arithmetic = try Figures(source).arithmetic(left) {
      details.append(arithmetic)
    }
    if !holds, let difference = CellMaker.difference(actual, stated) {
      var v = values
      v["difference"] = difference
      details.append(
        Phrase(
          Bilingual(en: "{difference} against {stated}", id: "{difference} dibanding {stated}"), v))
      if let fitting = try fitting(left, right, source) { details.append(fitting) }
    }
    let head = Phrase(
      Bilingual(
        en: (holds ? "YES. " : "NO. ") + "{left} = {actual}",
        id: (holds ? "YA. " : "TIDAK. ") + "{left} = {actual}"), values)
    return .verdict(passed: holds, head, details: details.map { .sentence($0) })
  }

  /// Returns with how many people a product would come to what is stated, if that is a whole number.
  private func fitting(_ left: CoreExpression, _ right: CoreExpression, _ source: AnswerSource) throws
    -> Phrase?
  {
    guard let wanted = try source.value(of: right).number, let product = try source.value(of: left).number
    else {
      return nil
    }
    var part: CoreExpression? = left
    while let e = part, case .arithmetic(.multiply, let a, _) = e.kind { part = a }
    guard let count = part, count.origin != left.origin, case .number(let unit) = count.type,
      let n = try source.value(of: count).number, n.signum != 0, product.signum != 0,
      let needed = (wanted * n / product), needed == needed.floor, needed.signum > 0
    else { return nil }
    return Phrase(
      Bilingual(en: "{stated} fits {n} exactly.", id: "{stated} tepat untuk {n}."),
      ["stated": try CellMaker(source).value(.number(wanted), right.type), "n": .number(needed, unit)])
  }

  // MARK: Suppositions

  /// Answers actions under a scenario; figures of a question say how they differ from what they would be without it.
  func under(
    _ scenario: String, _ actions: [CoreAction], isQuestion: Bool, into outcome: inout ActionOutcome
  ) throws {
    var supposed = self
    supposed.source = source.under(scenario)
    let core = program.scenarios.first { $0.name == scenario }
    let before = core?.base
    for action in actions {
      var part = supposed.run(action)
      if isQuestion, part.blocks.contains(where: { if case .figure = $0 { true } else { false } }) {
        var without = self
        without.source = source.under(before)
        compare(&part, with: without.run(action), isPlan: before == nil)
      }
      outcome.blocks += part.blocks
      outcome.files += part.files
      outcome.succeeded = outcome.succeeded && part.succeeded
    }
  }

  private func compare(_ part: inout ActionOutcome, with other: ActionOutcome, isPlan: Bool) {
    guard other.succeeded, part.blocks.count == other.blocks.count else { return }
    for (i, block) in part.blocks.enumerated() {
      guard case .figure(var figure) = block, case .figure(let old) = other.blocks[i],
        let difference = CellMaker.difference(figure.value, old.value)
      else { continue }
      let isSame = figure.value == old.value
      figure.details.append(
        Phrase(
          isSame
            ? isPlan
              ? Bilingual(en: "The same as in the plan.", id: "Sama dengan rencana.")
              : Bilingual(en: "The same as before.", id: "Sama dengan semula.")
            : isPlan
              ? Bilingual(en: "Against the plan: {difference}", id: "Dibanding rencana: {difference}")
              : Bilingual(
                en: "Against what was supposed before: {difference}", id: "Dibanding semula: {difference}"),
          ["difference": difference]))
      part.blocks[i] = .figure(figure)
    }
  }
}
