import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// The most steps of one search.
  private static let mostSteps: Int64 = 100_000

  /// What became of one step.
  private struct Attempt {
    var value: Rational
    /// Why it does not succeed; empty if it does.
    var failures: [Phrase]
    var succeeds: Bool { failures.isEmpty }
  }

  /// What became of a search.
  private struct Search {
    var steps: VariedSteps
    /// The place of the step that succeeds, counted from the wanted end.
    var found: Int?
    /// What was tried, by its place among the steps.
    var tried: [Int: Attempt] = [:]
    /// The step that succeeds.
    var best: Attempt?
    /// The step before it, if it was tried.
    var before: Attempt?
    /// The last step, where none succeeds.
    var last: Attempt?
  }

  /// Searches for the least or the greatest step with which all goals are reached.
  ///
  /// That a step is the least is claimed because each below it was tried and failed, or because more money can only
  /// reach more people, in which case the steps between are halved.
  func find(_ find: CoreFind, origin: Span, into outcome: inout ActionOutcome) throws {
    // The bound counts what other purses can pay: it is not that of other values of theirs.
    let bound = find.isLeast && find.against == nil ? try lowerBound(find) : nil
    guard let steps = try steps(find.range, .searching(notBelow: bound), most: ActionRunner.mostSteps) else {
      return
    }
    if let against = find.against {
      try frontier(find, steps, against, into: &outcome)
      return
    }
    let reason = find.isLeast ? monotony(find) : nil
    var search = try search(find, steps, source, isMonotone: reason != nil)
    guard let found = search.found, let best = search.best else {
      guard let last = search.last else { return }
      try impossible(find, last, steps, into: &outcome)
      return
    }
    let unit = steps.unit
    var details: [Phrase] = []
    if let before = search.before { details.append(.stepFails(before.value, unit, before.failures)) }
    if let reason {
      details.append(reason)
    } else if found > 0 {
      details.append(.allTried(found, isLeast: find.isLeast))
    } else {
      details.append(.firstStep(isLeast: find.isLeast))
    }
    if reason == nil, !steps.isAssumed {
      var above: Attempt?
      for k in (found + 1)..<max(found + 1, steps.count) where above == nil {
        let next = try attempt(find, k, source, &search)
        if !next.succeeds { above = next }
      }
      if let above { details.append(.failsBeyond(above.value, unit, above.failures, isLeast: find.isLeast)) }
    }
    if let bound {
      details.append(
        Phrase(
          Bilingual(
            en:
              "Lower bound: the cheapest price of the gap, less what the other sources can pay, is {bound}.",
            id:
              "Batas bawah: harga termurah kekurangan, dikurangi yang dapat dibayar sumber lain, ialah {bound}."
          ),
          ["bound": .number(bound, unit)]))
    }
    if steps.isAssumed { details.append(steps.account) }
    let label =
      find.isLeast
      ? Bilingual(en: "the least {name}", id: "{name} terkecil")
      : Bilingual(en: "the greatest {name}", id: "{name} terbesar")
    outcome.blocks.append(
      .figure(
        ResultFigure(
          name: Phrase(label, ["name": .text(steps.name)]), value: .number(best.value, unit), details: details
        )
      ))
  }

  /// Returns what becomes of the step at `k`, counted from the wanted end: of the least, upwards; of the greatest,
  /// downwards.
  private func attempt(_ find: CoreFind, _ k: Int, _ source: AnswerSource, _ search: inout Search) throws
    -> Attempt
  {
    let place = find.isLeast ? k : search.steps.count - 1 - k
    if let known = search.tried[place] { return known }
    try source.model.poll()
    let value = search.steps[place]
    let result = Attempt(value: value, failures: try failures(find, with: value, source))
    search.tried[place] = result
    return result
  }

  /// Tries `steps` over `source`; where more can not reach fewer, only as many as halving needs.
  private func search(
    _ find: CoreFind, _ steps: VariedSteps, _ source: AnswerSource, isMonotone: Bool
  ) throws -> Search {
    var search = Search(steps: steps)
    let count = steps.count
    if isMonotone {
      var low = -1
      var high = count - 1
      if try attempt(find, high, source, &search).succeeds {
        while high - low > 1 {
          let middle = (low + high) / 2
          if try attempt(find, middle, source, &search).succeeds { high = middle } else { low = middle }
        }
        search.found = high
        if low >= 0 { _ = try attempt(find, low, source, &search) }
      }
    } else {
      for k in 0..<count where try attempt(find, k, source, &search).succeeds {
        search.found = k
        break
      }
    }
    if let found = search.found {
      search.best = try attempt(find, found, source, &search)
      if found > 0 { search.before = search.tried[find.isLeast ? found - 1 : count - found] }
    } else {
      search.last = try attempt(find, find.isLeast ? count - 1 : 0, source, &search)
    }
    return search
  }

  // MARK: Two values

  /// The most values of the second definition.
  private static let mostValues: Int64 = 200

  /// Shows, of each value of a second definition, the least or greatest of the first that succeeds.
  private func frontier(
    _ find: CoreFind, _ steps: VariedSteps, _ against: CoreRange, into outcome: inout ActionOutcome
  ) throws {
    guard let others = try self.steps(against, .around, most: ActionRunner.mostValues) else { return }
    let reason = find.isLeast ? monotony(find) : nil
    let isMoney = steps.unit == .money && others.unit == .money
    var rows: [ResultTable.Row] = []
    var failures: [Phrase] = []
    var bars: [(label: ResultValue, values: [ResultValue])] = []
    var best: (total: Rational, row: Int)?
    for k in 0..<others.count {
      try source.model.poll()
      let other = others[k]
      let search = try search(
        find, steps, source.setting(against.definition, to: .number(other)), isMonotone: reason != nil)
      var cells: [ResultValue] = [.number(other, others.unit)]
      if let found = search.best {
        cells.append(.number(found.value, steps.unit))
        bars.append((.number(other, others.unit), [.number(found.value, steps.unit)]))
        let total = other + found.value
        if isMoney {
          cells.append(.number(total, .money))
          if best.map({ total < $0.total }) ?? true { best = (total, rows.count) }
        }
      } else {
        cells += [ResultValue](repeating: .missing, count: isMoney ? 2 : 1)
        if let last = search.last {
          failures.append(
            Phrase(
              Bilingual(same: "{name} {value}: {why}"),
              [
                "name": .text(others.name), "value": .number(other, others.unit),
                "why": .bilingual(Phrase.list(last.failures)),
              ]))
        }
      }
      rows.append(ResultTable.Row(cells))
    }
    source.model.forgetValues(of: against.definition)
    let label =
      find.isLeast
      ? Bilingual(en: "least \(steps.name)", id: "\(steps.name) terkecil")
      : Bilingual(en: "greatest \(steps.name)", id: "\(steps.name) terbesar")
    var table = ResultTable(
      title: Phrase(
        find.isLeast
          ? Bilingual(en: "The least {a} of each {b}", id: "{a} terkecil untuk setiap {b}")
          : Bilingual(en: "The greatest {a} of each {b}", id: "{a} terbesar untuk setiap {b}"),
        ["a": .text(steps.name), "b": .text(others.name)]),
      columns: [
        .init(heading: Bilingual(same: others.name), key: others.name, isNumeric: true),
        .init(heading: label, key: steps.name, isNumeric: true),
      ], rows: rows)
    if isMoney {
      table.columns.append(
        .init(heading: Bilingual(en: "together", id: "bersama"), key: "together", isNumeric: true))
    }
    table.facts = source.dayFact
    if let best, find.isLeast {
      table.notes.append(
        Phrase(
          Bilingual(
            en: "The least together is {total}, with {name} at {value}.",
            id: "Jumlah terkecil {total}, dengan {name} {value}."),
          [
            "total": .number(best.total, .money), "name": .text(others.name),
            "value": rows[best.row].cells[0],
          ]))
    }
    if bars.isEmpty { outcome.succeeded = false }
    if !failures.isEmpty {
      table.notes.append(
        Phrase(
          Bilingual(
            en: "No value of {name} up to {to} is enough (–): {why}.",
            id: "Tidak ada nilai {name} sampai {to} yang mencukupi (–): {why}."),
          [
            "name": .text(steps.name), "to": .number(steps.to, steps.unit),
            "why": .bilingual(Phrase.list(Array(failures.prefix(3)))),
          ]))
    }
    if !bars.isEmpty {
      table.notes.append(
        reason
          ?? Phrase(
            find.isLeast
              ? Bilingual(
                en: "Every lower step of {name} was tried, and fails.",
                id: "Semua langkah {name} di bawahnya dicoba, dan gagal.")
              : Bilingual(
                en: "Every higher step of {name} was tried, and fails.",
                id: "Semua langkah {name} di atasnya dicoba, dan gagal."), ["name": .text(steps.name)]))
    }
    if steps.isAssumed { table.notes.append(steps.account) }
    outcome.blocks.append(.table(table))
    guard bars.count > 1 else { return }
    outcome.blocks.append(.chart(ResultChart(title: nil, heading: label, bars: bars, series: [label])))
  }

  // MARK: One step

  /// Returns why the goals are not reached with `value`; nothing if they are.
  private func failures(_ find: CoreFind, with value: Rational, _ plan: AnswerSource) throws -> [Phrase] {
    let source = plan.setting(find.definition, to: .number(value))
    // Of a search only its answer is kept: what a step computed is of no use to the next.
    defer { source.model.forgetValues(of: find.definition) }
    do {
      var failures: [Phrase] = []
      for goal in find.goals {
        switch goal {
        case .targetMet(let id):
          let sheet = try self.sheet(of: id, source)
          let missed = sheet.groups.filter { $0.isMet == false }
          guard let worst = missed.max(by: { ($0.short, $1.place) < ($1.short, $0.place) }) else { continue }
          failures.append(.targetMissed(program[id].name, missed.count, worst))
        case .enough(let id):
          let sufficiency = try enough(id, source)
          if !sufficiency.isEnough { failures.append(sufficiency.failure) }
        case .condition(let condition):
          if try source.value(of: condition) != .truth(true) {
            failures.append(.verbatim(quoted(condition.origin)))
          }
        }
      }
      return failures
    } catch let stop as ActionStop {
      // A step that can not be allocated fails; it does not end the search.
      return stop.diagnostics.prefix(1).map { .refusal($0) }
    } catch EvaluationStop.refused(let fault) {
      return [.refusal(fault.diagnostic)]
    }
  }

  /// Returns why more of what is varied can not reach fewer, or `nil` if that does not follow from the program.
  private func monotony(_ find: CoreFind) -> Phrase? {
    guard case .budget(let budget) = program[find.definition].body, budget.owners == nil, !find.goals.isEmpty
    else {
      return nil
    }
    for goal in find.goals {
      let counted: Set<DefinitionID>
      let results: Set<DefinitionID>
      switch goal {
      case .targetMet(let id):
        guard case .target(let target) = program[id].body, isIncreasing(target.condition) else { return nil }
        counted = Set(target.condition.allocationsCounted)
        results = [id]
      case .enough(let id):
        guard id == find.definition else { return nil }
        counted = Set(spenders(of: id).map(\.id))
        results = counted
      case .condition: return nil
      }
      guard !counted.isEmpty, counted.allSatisfy({ paysInFixedOrder($0, from: find.definition) }) else {
        return nil
      }
      // Whoever else is told apart by the amount could lose what others gain.
      if program.definitions.indices.contains(where: { other in
        !results.contains(DefinitionID(other)) && other != find.definition.index
          && !counted.contains(DefinitionID(other))
          && program.definitions[other].dependencies.contains(find.definition)
          && results.contains { dependsOn($0, DefinitionID(other)) }
      }) {
        return nil
      }
    }
    return Phrase(
      Bilingual(
        en:
          "More of {name} pays the same people in the same order and then further ones, so the steps below fail too.",
        id:
          "{name} yang lebih besar membayar orang yang sama dalam urutan yang sama lalu orang berikutnya, maka langkah di bawahnya juga gagal."
      ),
      ["name": .text(program[find.definition].name)])
  }

  /// Returns whether an allocation pays in a fixed order from `budget` alone: with more in it, a purse pays those whom
  /// it reaches and further ones.
  private func paysInFixedOrder(_ id: DefinitionID, from budget: DefinitionID) -> Bool {
    guard case .allocation(let a) = program[id].body, case .select(let pay, let order) = a.method else {
      return false
    }
    let read = [pay] + order.map(\.value) + [a.recipients.condition].compactMap { $0 }
    return !read.contains { $0.reads(budget) } && a.purses.count == 1 && a.purses[0].definition == budget
      && a.purses[0].owner == nil && a.quotas.isEmpty && !a.skipsAndGoesOn && a.allOrNone == nil
      && a.keeping == nil && a.asFarAs == nil
  }

  /// Returns whether the condition can only turn true when somebody is funded.
  private func isIncreasing(_ e: CoreExpression) -> Bool {
    if case .result(_, .funded) = e.kind { return true }
    if case .any(let list) = e.kind { return list.allSatisfy(isIncreasing) }
    if case .all(let list) = e.kind { return list.allSatisfy(isIncreasing) }
    return e.allocationsCounted.isEmpty
  }

  private func dependsOn(_ id: DefinitionID, _ other: DefinitionID) -> Bool {
    var seen: Set<DefinitionID> = []
    var stack = [id]
    while let d = stack.popLast() {
      if d == other { return true }
      if seen.insert(d).inserted { stack += program[d].dependencies }
    }
    return false
  }

  /// Says that no step succeeds, and of whom the goals are out of reach.
  private func impossible(
    _ find: CoreFind, _ last: Attempt, _ steps: VariedSteps, into outcome: inout ActionOutcome
  ) throws {
    outcome.succeeded = false
    let sentence = Phrase(
      Bilingual(
        en: "none of the {n} values of {name} that were tried is enough; with {value}, {why}",
        id: "tidak satu pun dari {n} nilai {name} yang dicoba mencukupi; dengan {value}, {why}"),
      [
        "n": .number(Rational(steps.count), .count), "name": .text(steps.name),
        "value": .number(last.value, steps.unit),
        "why": .bilingual(Phrase.list(last.failures)),
      ])
    var details: [ResultBlock] = []
    let source = self.source.setting(find.definition, to: .number(last.value))
    for goal in find.goals {
      guard case .targetMet(let id) = goal, let reach = try? outOfReach(id, source) else { continue }
      details.append(.table(reach))
    }
    outcome.blocks.append(.verdict(passed: false, sentence, details: details))
  }

  /// Returns the groups that miss a target, with how many of those not reached money could reach at all.
  private func outOfReach(_ id: DefinitionID, _ source: AnswerSource) throws -> ResultTable? {
    guard case .target(let target) = program[id].body else { return nil }
    let sheet = try self.sheet(of: id, source)
    let missed = sheet.groups.filter { $0.isMet == false }.sorted {
      ($1.short, $0.place) < ($0.short, $1.place)
    }
    guard !missed.isEmpty else { return nil }
    var candidates: Set<Int32> = []
    for allocation in target.condition.allocationsCounted {
      if case .allocation(let a) = program[allocation].body, a.recipients.roster == target.population.roster {
        candidates.formUnion(try source.rows(of: a.recipients))
      }
    }
    let rows = try source.rows(of: target.population)
    let holds = try source.values(
      of: target.condition, over: target.population.roster, rows: rows, inputs: [])
    var groupOfRow = [Int32](repeating: 0, count: rows.count)
    if let group = target.group {
      let grouping = try source.grouping(of: rows, over: target.population.roster, by: [group])
      let cells = CellMaker(source)
      let names = try grouping.keys.map { try cells.value($0[0], group.type) }
      var placeOf: [ResultValue: Int] = [:]
      for line in sheet.groups { placeOf[line.name] = line.place }
      for i in rows.indices { groupOfRow[i] = Int32(placeOf[names[Int(grouping.groupOfRow[i])]] ?? -1) }
    }
    var open: [Int32: Int] = [:]
    var closed: [Int32: Int] = [:]
    for i in rows.indices where holds[i] != .truth(true) {
      if candidates.contains(rows[i]) {
        open[groupOfRow[i], default: 0] += 1
      } else {
        closed[groupOfRow[i], default: 0] += 1
      }
    }
    var table = ResultTable(
      columns: [
        .init(heading: Bilingual(same: sheet.groupName ?? sheet.name), key: "group", isNumeric: false),
        .init(heading: Bilingual(en: "Short", id: "Kurang"), key: "short", isNumeric: true),
        .init(
          heading: Bilingual(en: "waiting for money", id: "menunggu uang"), key: "waiting", isNumeric: true),
        .init(
          heading: Bilingual(en: "not reached, not eligible", id: "belum tercapai, tidak layak"),
          key: "not_eligible",
          isNumeric: true),
      ],
      rows: missed.map { line in
        ResultTable.Row([
          line.name, .number(line.short, .count),
          .number(Rational(open[Int32(line.place)] ?? 0), .count),
          .number(Rational(closed[Int32(line.place)] ?? 0), .count),
        ])
      })
    table.isNumbered = missed.count > 1
    // Money reaches only those who wait for it.
    let closedOff = missed.filter { Rational(open[Int32($0.place)] ?? 0) < $0.short }
    if closedOff.isEmpty {
      table.notes = [
        Phrase(
          Bilingual(
            en: "With more money each of them could be reached: as many wait for it as are short, or more.",
            id:
              "Dengan uang lebih banyak semuanya dapat tercapai: yang menunggu uang sebanyak yang kurang, atau lebih."
          ))
      ]
    } else {
      let shown = closedOff.prefix(8).map(\.name)
      let dots = closedOff.count > shown.count ? ", …" : ""
      table.notes = [
        Phrase(
          Bilingual(
            en: "Out of reach whatever the money: {groups}. More are short there than wait for money.",
            id:
              "Tidak terjangkau berapa pun uangnya: {groups}. Di situ yang kurang lebih banyak dari yang menunggu uang."
          ),
          [
            "groups": .bilingual(
              Bilingual(
                en: shown.map { ValueSpelling(.english)($0) }.joined(separator: ", ") + dots,
                id: shown.map { ValueSpelling(.indonesian)($0) }.joined(separator: ", ") + dots))
          ])
      ]
    }
    return table
  }

  /// Returns the cheapest price of the gap before any money is given out, less what other purses can pay at most.
  private func lowerBound(_ find: CoreFind) throws -> Rational? {
    guard case .budget = program[find.definition].body else { return nil }
    var bound: Rational?
    for goal in find.goals {
      if case .enough(let id) = goal, id == find.definition {
        // Whoever nothing else may pay for is paid by this.
        let price = try spenders(of: id).filter { paysInFixedOrder($0.id, from: id) }
          .reduce(Rational.zero) { sum, s in
            let need = try need(of: s.id, source)
            return sum + need.paid + need.missing
          }
        if price.signum > 0 { bound = max(bound ?? .zero, price) }
        continue
      }
      guard case .targetMet(let id) = goal, case .target(let target) = program[id].body,
        let price = try cheapestGap(target)
      else { continue }
      var others = Rational.zero
      var seen: Set<DefinitionID> = [find.definition]
      for allocation in target.condition.allocationsCounted {
        guard case .allocation(let a) = program[allocation].body else { continue }
        for purse in a.purses where seen.insert(purse.definition).inserted {
          if dependsOn(purse.definition, find.definition) { continue }
          others = others + (try available(purse.definition))
        }
      }
      let net = price - others
      bound = max(bound ?? .zero, net.signum > 0 ? net : .zero)
    }
    return bound
  }

  private func available(_ id: DefinitionID) throws -> Rational {
    let result: CoreResult
    switch program[id].body {
    case .budget(let budget):
      if budget.owners != nil { return .zero }
      result = .available
    case .allocation: result = .allocated
    case .value, .parameter, .rule, .table, .function, .target, .ranking: return .zero
    }
    let e = CoreExpression(.result(id, result), type: .number(.money), origin: program[id].origin)
    return try source.value(of: e).number ?? .zero
  }

  /// Returns what the people short would cost if they were the cheapest of each group, before anything is funded.
  private func cheapestGap(_ target: CoreTarget) throws -> Rational? {
    guard let cost = target.cost else { return nil }
    let roster = target.population.roster
    let rows = try source.rows(of: target.population)
    let condition = target.condition.beforeAllocations
    let holds = try source.values(of: condition, over: roster, rows: rows, inputs: [])
    let costs = try source.values(of: cost, over: roster, rows: rows, inputs: [])
    let grouping =
      try target.group.map { try source.grouping(of: rows, over: roster, by: [$0]) }
      ?? RowGrouping(
        roster: roster, rows: .list(rows), groupOfRow: .bytes([UInt8](repeating: 0, count: rows.count)),
        keys: [[]])
    guard target.levels.isEmpty, let level = try target.level.flatMap({ try source.value(of: $0).number })
    else {
      return nil
    }
    var people = [Int](repeating: 0, count: grouping.count)
    var reached = people
    var open = [[Rational]](repeating: [], count: grouping.count)
    for i in rows.indices {
      let g = Int(grouping.groupOfRow[i])
      people[g] += 1
      if holds[i] == .truth(true) { reached[g] += 1 } else if let c = costs[i].number { open[g].append(c) }
    }
    var price = Rational.zero
    for g in people.indices {
      let short = (level * Rational(people[g])).ceiling - Rational(reached[g])
      guard short.signum > 0, let n = short.int64 else { continue }
      price = open[g].sorted().prefix(Int(n)).reduce(price) { $0 + $1 }
    }
    return price
  }
}

extension TargetSheet {
  /// The groups, or the whole where there are none.
  var groups: [Line] { groupName == nil ? [total] : lines }
}

extension Phrase {

  /// Returns `phrases` one after the other, as one text.
  static func list(_ phrases: [Phrase]) -> Bilingual {
    Bilingual(
      en: phrases.map { ValueSpelling(.english)($0) }.joined(separator: "; "),
      id: phrases.map { ValueSpelling(.indonesian)($0) }.joined(separator: "; "))
  }

  static func targetMissed(_ name: String, _ groups: Int, _ worst: TargetSheet.Line) -> Phrase {
    Phrase(
      Bilingual(
        en: "target {name} is missed (groups: {n}), most in {worst}, short by {short}",
        id: "target {name} belum tercapai (kelompok: {n}), terjauh di {worst}, kurang {short}"),
      [
        "name": .text(name), "n": .number(Rational(groups), .count), "worst": worst.name,
        "short": .number(worst.short, .count),
      ])
  }

  static func refusal(_ d: Diagnostic) -> Phrase {
    Phrase(
      Bilingual(same: "{text}"),
      ["text": .bilingual(Bilingual(en: d.message(in: .english), id: d.message(in: .indonesian)))])
  }

  static func stepFails(_ value: Rational, _ unit: UnitOfMeasure, _ failures: [Phrase]) -> Phrase {
    Phrase(
      Bilingual(en: "With {value} it fails: {why}.", id: "Dengan {value} gagal: {why}."),
      ["value": .number(value, unit), "why": .bilingual(list(failures))])
  }

  static func failsBeyond(_ value: Rational, _ unit: UnitOfMeasure, _ failures: [Phrase], isLeast: Bool)
    -> Phrase
  {
    let text =
      isLeast
      ? Bilingual(
        en: "Above it, {value} fails again: {why}.", id: "Di atasnya, {value} gagal lagi: {why}.")
      : Bilingual(en: "Below it, {value} fails: {why}.", id: "Di bawahnya, {value} gagal: {why}.")
    return Phrase(text, ["value": .number(value, unit), "why": .bilingual(list(failures))])
  }

  static func allTried(_ count: Int, isLeast: Bool) -> Phrase {
    let text =
      isLeast
      ? Bilingual(
        en: "All {n} lower steps were tried, and fail.",
        id: "Semua {n} langkah di bawahnya dicoba, dan gagal.")
      : Bilingual(
        en: "All {n} higher steps were tried, and fail.",
        id: "Semua {n} langkah di atasnya dicoba, dan gagal.")
    return Phrase(text, ["n": .number(Rational(count), .count)])
  }

  static func firstStep(isLeast: Bool) -> Phrase {
    Phrase(
      isLeast
        ? Bilingual(en: "It is the lowest value of the search.", id: "Ini nilai terendah dari pencarian.")
        : Bilingual(en: "It is the highest value of the search.", id: "Ini nilai tertinggi dari pencarian."))
  }
}
