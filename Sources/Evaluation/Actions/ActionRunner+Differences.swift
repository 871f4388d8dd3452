import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// The most groups that are listed of those that gain or lose.
  private static let mostGroups = 10

  /// Says what a supposition that stays changes: targets, people, rupiah; without one, what is taken back.
  func change(to scenario: String?, from before: String?, into outcome: inout ActionOutcome) throws {
    let old = side(before)
    let new = side(scenario)
    let changed = changedDefinitions([before, scenario])
    if scenario == nil {
      outcome.blocks.append(.sentence(try restored(changed, new.source)))
      return
    }
    outcome.blocks.append(.sentence(try supposed(changed, old, new)))
    outcome.blocks += try differences(old, new)
  }

  /// Returns what differs between two plans: targets met and lost, people, rupiah by source, the identity.
  func differences(_ old: Side, _ new: Side) throws -> [ResultBlock] {
    try targetTables(old, new) + peopleByGroup(old, new) + moneyTables(old, new)
  }

  /// Returns, of each selection, who gains and who loses by it, by groups.
  func peopleByGroup(_ old: Side, _ new: Side) throws -> [ResultBlock] {
    var blocks: [ResultBlock] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .allocation(let a) = definition.body, case .select = a.method else { continue }
      blocks += try gainsAndLosses(DefinitionID(i), a, old, new)
    }
    return blocks
  }

  /// Returns the definitions that any of `scenarios` changes, in the order of the program.
  func changedDefinitions(_ scenarios: [String?]) -> [DefinitionID] {
    var found: Set<Int> = []
    for name in scenarios {
      for s in program.scenarioChain(name) { found.formUnion(s.changes.map { $0.definition.index }) }
    }
    return found.sorted().map { DefinitionID($0) }
  }

  private func supposed(_ changed: [DefinitionID], _ old: Side, _ new: Side) throws -> Phrase {
    var parts: [Phrase] = []
    for id in changed {
      guard let a = try value(of: id, old.source), let b = try value(of: id, new.source) else {
        if scenarioNames(new.scenario).contains(where: { s in s.changes.contains { $0.definition == id } }) {
          parts.append(
            Phrase(Bilingual(en: "{name} changed", id: "{name} berubah"), ["name": .text(program[id].name)]))
        }
        continue
      }
      guard a != b else { continue }
      parts.append(
        Phrase(
          Bilingual(same: "{name} {a} → {b}"), ["name": .text(program[id].name), "a": a, "b": b]))
    }
    let chain = program.scenarioChain(new.scenario)
    if let start = chain.compactMap(\.start).last {
      parts.append(Phrase(Bilingual(en: "starting {day}", id: "mulai {day}"), ["day": .date(start)]))
    }
    if chain.contains(where: { $0.asOf != nil || $0.shift != 0 }) {
      parts.append(
        Phrase(Bilingual(en: "as of {day}", id: "per tanggal {day}"), ["day": .date(new.source.day)]))
    }
    return Phrase(
      Bilingual(en: "Supposed: {parts}.", id: "Diandaikan: {parts}."),
      ["parts": .bilingual(Phrase.list(parts))])
  }

  private func scenarioNames(_ name: String?) -> [CoreScenario] { program.scenarioChain(name) }

  private func restored(_ changed: [DefinitionID], _ source: AnswerSource) throws -> Phrase {
    let parts = try changed.compactMap { id in
      try value(of: id, source).map {
        Phrase(Bilingual(same: "{name} {value}"), ["name": .text(program[id].name), "value": $0])
      }
    }
    if parts.isEmpty {
      return Phrase(Bilingual(en: "Back to the plan.", id: "Semula lagi: rencana awal."))
    }
    return Phrase(
      Bilingual(en: "Back to the plan: {parts}.", id: "Semula lagi: {parts}."),
      ["parts": .bilingual(Phrase.list(parts))])
  }

  /// Returns the one value of a definition, or `nil` if it has one a row.
  private func value(of id: DefinitionID, _ source: AnswerSource) throws -> ResultValue? {
    switch program[id].body {
    case .value, .parameter: break
    case .budget(let b): if b.owners != nil { return nil }
    case .rule, .table, .function, .target, .allocation, .ranking: return nil
    }
    let e = CoreExpression(.definition(id), type: program[id].type, origin: program[id].nameSpan)
    return try CellMaker(source).value(source.value(of: e), e.type)
  }

  // MARK: People

  /// Who gains and who loses by an allocation, row by row.
  struct Movement {
    var rows: [Int32] = []
    /// Of each of `rows`, what it gets more; negative if less.
    var changes: [Rational] = []
    /// Of each of `rows`, 1 if it comes to get something, -1 if it no longer does, 0 if it gets another amount.
    var turns: [Int8] = []

    var gained: Int { turns.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } }
    var lost: Int { turns.reduce(0) { $0 + ($1 < 0 ? 1 : 0) } }
  }

  /// Returns the rows that an allocation treats otherwise under `new` than under `old`.
  func movement(of id: DefinitionID, _ old: Side, _ new: Side) throws -> Movement {
    let a = try result(of: id, old.source)
    let b = try result(of: id, new.source)
    var found = Movement()
    var i = 0
    var j = 0
    let integers = a.amounts.integers(with: b.amounts)
    while i < a.candidates.count || j < b.candidates.count {
      let x = i < a.candidates.count ? a.candidates[i] : Int32.max
      let y = j < b.candidates.count ? b.candidates[j] : Int32.max
      if x == y, let (own, other) = integers, own[i] == other[j] {
        i += 1
        j += 1
        continue
      }
      let was = x <= y ? a.amounts[i] : .zero
      let now = y <= x ? b.amounts[j] : .zero
      if was != now {
        found.rows.append(min(x, y))
        found.changes.append(now - was)
        found.turns.append(was.signum == 0 ? 1 : now.signum == 0 ? -1 : 0)
      }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return found
  }

  /// Returns who gains and loses by an allocation, by the group of a target and by the first column of choices.
  private func gainsAndLosses(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ old: Side, _ new: Side
  ) throws -> [ResultBlock] {
    let movement = try movement(of: id, old, new)
    guard !movement.rows.isEmpty else { return [] }
    let roster = allocation.recipients.roster
    return try usualGroups(of: roster, telling: movement.rows, new).map { group in
      .table(try movementTable(movement, id, roster, by: group, new))
    }
  }

  /// What the people of a roster are usually told apart by: the groups of a target, and the first choice that is not
  /// the same for all of `rows`, if there is one.
  private func usualGroups(
    of roster: RosterID, telling rows: [Int32], _ side: Side
  ) throws -> [CoreExpression] {
    var groups: [CoreExpression] = []
    for definition in program.definitions {
      if case .target(let t) = definition.body, t.population.roster == roster, let group = t.group,
        groups.isEmpty
      {
        groups.append(group)
      }
    }
    let schema = program[roster].schema
    var same: CoreExpression?
    for (i, field) in schema.fields.enumerated() where field.isKept && i < program[roster].types.count {
      guard case .choice = field.type else { continue }
      let choice = CoreExpression(
        .field(i), type: program[roster].types[i], origin: program[roster].definitionSpan)
      guard try side.source.grouping(of: rows, over: roster, by: [choice]).count > 1 else {
        same = same ?? choice
        continue
      }
      groups.append(choice)
      break
    }
    if groups.isEmpty, let same { groups.append(same) }
    return groups
  }

  private func movementTable(
    _ movement: Movement, _ id: DefinitionID, _ roster: RosterID, by group: CoreExpression, _ new: Side
  ) throws -> ResultTable {
    let grouping = try new.source.grouping(of: movement.rows, over: roster, by: [group])
    let cells = CellMaker(new.source)
    var gained = [Int](repeating: 0, count: grouping.count)
    var lost = gained
    var money = [Rational](repeating: .zero, count: grouping.count)
    for i in movement.rows.indices {
      let g = Int(grouping.groupOfRow[i])
      gained[g] += movement.turns[i] > 0 ? 1 : 0
      lost[g] += movement.turns[i] < 0 ? 1 : 0
      money[g] = money[g] + movement.changes[i]
    }
    let order = gained.indices.sorted { a, b in
      let (x, y) = (gained[a] + lost[a], gained[b] + lost[b])
      return x != y ? x > y : a < b
    }
    func count(_ n: Int) -> ResultValue { .number(Rational(n), .count) }
    func row(_ name: ResultValue, _ groups: some Sequence<Int>, _ kind: ResultTable.RowKind)
      -> ResultTable.Row
    {
      var (g, l, m) = (0, 0, Rational.zero)
      for i in groups {
        g += gained[i]
        l += lost[i]
        m = m + money[i]
      }
      return ResultTable.Row([name, count(g), count(l), count(g - l), .number(m, .money)], kind: kind)
    }
    var rows = try order.prefix(ActionRunner.mostGroups).map {
      row(try cells.value(grouping.keys[$0][0], group.type), [$0], .plain)
    }
    let rest = order.dropFirst(ActionRunner.mostGroups)
    if !rest.isEmpty {
      let n = rest.count
      rows.append(
        row(
          .bilingual(
            Bilingual(
              en: "\(ValueSpelling(.english).count(n)) more",
              id: "\(ValueSpelling(.indonesian).count(n)) lainnya")), rest, .rest))
    }
    rows.append(row(.totalLabel, order, .total))
    let name: Bilingual
    if case .field(let i) = group.kind {
      name = Bilingual(same: program[roster].schema.fields[i].name)
    } else {
      name = Bilingual(same: quoted(group.origin))
    }
    return ResultTable(
      title: Phrase(
        Bilingual(
          en: "{name}: people gained and lost", id: "{name}: orang yang menjadi dapat dan yang tidak lagi"),
        ["name": .text(program[id].name)]),
      columns: [
        .init(heading: name, key: "group", isNumeric: false),
        .init(heading: Bilingual(en: "Gain", id: "Menjadi dapat"), key: "gained", isNumeric: true),
        .init(heading: Bilingual(en: "Lose", id: "Tidak lagi"), key: "lost", isNumeric: true),
        .init(heading: Bilingual(en: "Net", id: "Bersih"), key: "net", isNumeric: true),
        .init(heading: Bilingual(en: "Difference", id: "Selisih"), key: "difference", isNumeric: true),
      ], rows: rows)
  }
}
