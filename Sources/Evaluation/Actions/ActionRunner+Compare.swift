import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// A plan that is compared, with what it comes to.
  struct Side {
    var scenario: String?
    var source: AnswerSource
    var name: ResultValue
    var title: String?
  }

  /// A figure of each side; the difference is to the first.
  fileprivate struct FigureLine {
    var name: Phrase
    var values: [ResultValue]
  }

  /// Shows scenarios side by side: figures, targets met and lost, people gained and lost, rupiah by source.
  func compare(_ scenarios: [String?], _ columns: [CoreColumn], into outcome: inout ActionOutcome) throws {
    // What is compared with stands first: the plan itself, or else the last that is named.
    var order = scenarios
    if let plan = order.firstIndex(of: nil) {
      order.remove(at: plan)
      order.insert(nil, at: 0)
    } else if let last = order.popLast() {
      order.insert(last, at: 0)
    }
    let sides = order.map { side($0) }
    var table = try figureTable(sides, columns)
    table.facts = source.dayFact
    for side in sides {
      if let name = side.scenario, let title = side.title {
        table.facts.append(
          Phrase(Bilingual(same: "{name}: {title}"), ["name": .text(name), "title": .text(title)]))
      }
    }
    outcome.blocks.append(.table(table))
    guard columns.isEmpty else { return }
    for other in sides.dropFirst() {
      outcome.blocks += try moneyTables(sides[0], other)
      outcome.blocks += try peopleTables(sides[0], other)
      outcome.blocks += try peopleByGroup(sides[0], other)
      outcome.blocks += try topChanges(sides[0], other)
      outcome.blocks += try targetTables(sides[0], other)
      if sides[0].scenario == nil { outcome.blocks += try causes(sides[0], other) }
    }
  }

  /// Returns the plan under `scenario`; of `nil`, the plan itself.
  func side(_ scenario: String?) -> Side {
    let core = program.scenarios.first { $0.name == scenario }
    var name: ResultValue = .bilingual(Bilingual(en: "the plan", id: "rencana awal"))
    if let core { name = .text(core.isSupposition ? core.title ?? "" : core.name) }
    return Side(
      scenario: scenario, source: source.under(scenario), name: name,
      title: core.flatMap { $0.isSupposition ? nil : $0.title })
  }

  // MARK: Figures

  private func figureTable(_ sides: [Side], _ columns: [CoreColumn]) throws -> ResultTable {
    var lines: [FigureLine] = []
    if columns.isEmpty {
      for (i, definition) in program.definitions.enumerated() {
        lines += try figures(of: DefinitionID(i), definition, sides)
      }
    } else {
      for column in columns {
        let values = try sides.map { side in
          try CellMaker(side.source).value(side.source.value(of: column.value), column.value.type)
        }
        lines.append(FigureLine(name: .verbatim(column.name), values: values))
      }
    }
    var headings: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Figure", id: "Angka"), key: "figure", isNumeric: false)
    ]
    for (i, side) in sides.enumerated() {
      let name = Bilingual(en: ValueSpelling(.english)(side.name), id: ValueSpelling(.indonesian)(side.name))
      headings.append(.init(heading: name, key: side.scenario ?? "base", isNumeric: true))
      guard i > 0 else { continue }
      let suffix = sides.count > 2 ? " \(side.scenario ?? "")" : ""
      headings.append(
        .init(
          heading: Bilingual(en: "Difference" + suffix, id: "Selisih" + suffix),
          key: "difference" + (sides.count > 2 ? "_\(i)" : ""), isNumeric: true))
      // Of many scenarios, how many times one is the other would only make the table wider.
      guard sides.count == 2 else { continue }
      headings.append(
        .init(
          heading: Bilingual(en: "Times", id: "Kali"), key: "times", form: DisplayForm(forReaders: 2),
          isNumeric: true))
    }
    var isMarked = false
    // What no scenario changes would only hide what one does.
    let same = columns.isEmpty ? lines.filter { line in line.values.allSatisfy { $0 == line.values[0] } } : []
    if columns.isEmpty { lines.removeAll { line in line.values.allSatisfy { $0 == line.values[0] } } }
    let rows = lines.map { line in
      var cells: [ResultValue] = [.bilingual(both(line.name)), line.values[0]]
      for value in line.values.dropFirst() {
        cells.append(value)
        if case .share(_, let b) = line.values[0], case .share(_, let d) = value, b != d {
          // Two shares of different populations have no difference.
          cells.append(.bilingual(Bilingual(en: "other population", id: "penyebut lain")))
          isMarked = true
        } else {
          cells.append(CellMaker.difference(value, line.values[0]) ?? .notApplicable)
        }
        if sides.count == 2 { cells.append(CellMaker.times(value, line.values[0]) ?? .notApplicable) }
      }
      return ResultTable.Row(cells)
    }
    var table = ResultTable(
      title: Phrase(Bilingual(en: "Scenarios side by side", id: "Perbandingan skenario")), columns: headings,
      rows: rows)
    if !same.isEmpty {
      let names = same.prefix(6).map { both($0.name) }
      let dots = same.count > 6 ? ", …" : ""
      table.notes.append(
        Phrase(
          Bilingual(en: "Unchanged ({n}): {names}.", id: "Tidak berubah ({n}): {names}."),
          [
            "n": .number(Rational(same.count), .count),
            "names": .bilingual(
              Bilingual(
                en: names.map(\.english).joined(separator: ", ") + dots,
                id: names.map(\.indonesian).joined(separator: ", ") + dots)),
          ]))
    }
    if isMarked {
      table.notes.append(
        Phrase(
          Bilingual(
            en:
              "other population: the two shares are of different people, so their difference would mean nothing.",
            id: "penyebut lain: kedua persentase dari orang yang berbeda, maka selisihnya tidak bermakna.")))
    }
    return table
  }

  private func both(_ phrase: Phrase) -> Bilingual {
    Bilingual(en: ValueSpelling(.english)(phrase), id: ValueSpelling(.indonesian)(phrase))
  }

  /// Returns what a definition comes to under each side; nothing for definitions that are no result.
  private func figures(of id: DefinitionID, _ definition: CoreDefinition, _ sides: [Side]) throws
    -> [FigureLine]
  {
    func line(_ english: String, _ indonesian: String, _ value: (Side) throws -> ResultValue) rethrows
      -> FigureLine
    {
      FigureLine(
        name: Phrase(
          Bilingual(en: "{name}: \(english)", id: "{name}: \(indonesian)"), ["name": .text(definition.name)]),
        values: try sides.map(value))
    }
    switch definition.body {
    case .budget(let budget):
      guard budget.owners == nil else { return [] }
      let e = CoreExpression(.definition(id), type: .number(.money), origin: definition.origin)
      return [try line("budget", "pagu") { try CellMaker($0.source).value($0.source.value(of: e), e.type) }]
    case .allocation:
      let ledgers = try sides.map { try ledger(of: id, $0.source) }
      func money(_ n: Rational) -> ResultValue { .number(n, .money) }
      let places = sides.indices
      func each(_ english: String, _ indonesian: String, _ value: (LedgerSheet) -> ResultValue) -> FigureLine
      {
        FigureLine(
          name: Phrase(
            Bilingual(en: "{name}: \(english)", id: "{name}: \(indonesian)"), ["name": .text(definition.name)]
          ),
          values: places.map { value(ledgers[$0]) })
      }
      return [
        each("allocated", "dialokasikan") { money($0.total.allocated) },
        each("left", "sisa") { money($0.total.left) },
        each("recipients", "penerima") { .number(Rational($0.funded), .count) },
        each("eligible", "yang layak") { .number(Rational($0.eligible), .count) },
      ]
    case .target:
      let sheets = try sides.map { try sheet(of: id, $0.source) }
      func each(_ english: String, _ indonesian: String, _ value: (TargetSheet) -> ResultValue) -> FigureLine
      {
        FigureLine(
          name: Phrase(
            Bilingual(en: "{name}: \(english)", id: "{name}: \(indonesian)"), ["name": .text(definition.name)]
          ),
          values: sheets.map(value))
      }
      var lines = [
        each("coverage", "capaian") {
          $0.total.people.signum == 0
            ? .missing : .share(numerator: $0.total.reached, denominator: $0.total.people)
        },
        each("people short", "kurang (orang)") { .number($0.total.short, .count) },
      ]
      if sheets.contains(where: { $0.groupName != nil }) {
        lines.append(
          each("groups that meet it", "kelompok tercapai") { sheet in
            .number(Rational(sheet.groups.filter { $0.isMet == true }.count), .count)
          })
      }
      if sheets.allSatisfy({ $0.total.cost != nil }) {
        lines.append(each("cost of the gap", "biaya kekurangan") { .number($0.total.cost ?? 0, $0.costUnit) })
      }
      return lines
    case .value(let e):
      // Decisions that a scenario changes are shown, as what makes the difference.
      guard program.scenarios.contains(where: { s in s.changes.contains { $0.definition == id } }) else {
        return []
      }
      let value = CoreExpression(.definition(id), type: e.type, origin: definition.origin)
      return [
        FigureLine(
          name: .verbatim(definition.name),
          values: try sides.map { try CellMaker($0.source).value($0.source.value(of: value), e.type) })
      ]
    case .parameter, .rule, .table, .function, .ranking: return []
    }
  }

  // MARK: Money

  /// Returns, of each allocation of which the money differs, what each purse gives more or less.
  func moneyTables(_ base: Side, _ other: Side) throws -> [ResultBlock] {
    var blocks: [ResultBlock] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .allocation = definition.body else { continue }
      let id = DefinitionID(i)
      let before = try ledger(of: id, base.source)
      let after = try ledger(of: id, other.source)
      var lines: [ResultValue: (before: LedgerSheet.Line?, after: LedgerSheet.Line?)] = [:]
      var order: [ResultValue] = []
      for line in before.byBudget {
        lines[line.name, default: (nil, nil)].before = line
        order.append(line.name)
      }
      for line in after.byBudget {
        if lines[line.name] == nil { order.append(line.name) }
        lines[line.name, default: (nil, nil)].after = line
      }
      var rows: [ResultTable.Row] = []
      var unchanged = 0
      func row(
        _ name: ResultValue, _ l: LedgerSheet.Line?, _ r: LedgerSheet.Line?, _ kind: ResultTable.RowKind
      ) -> ResultTable.Row {
        let a = l?.allocated ?? 0
        let b = r?.allocated ?? 0
        return ResultTable.Row(
          [
            name, .number(a, .money), .number(b, .money), .number(b - a, .money),
            .number(Rational((r?.recipients ?? 0) - (l?.recipients ?? 0)), .count),
          ], kind: kind)
      }
      for name in order {
        let (l, r) = lines[name] ?? (nil, nil)
        if l?.allocated == r?.allocated && l?.recipients == r?.recipients {
          unchanged += 1
        } else {
          rows.append(row(name, l, r, .plain))
        }
      }
      guard !rows.isEmpty else { continue }
      if rows.count + unchanged > 1 { rows.append(row(.totalLabel, before.total, after.total, .total)) }
      var table = ResultTable(
        title: Phrase(
          Bilingual(en: "{name}: rupiah by source", id: "{name}: rupiah menurut sumber"),
          ["name": .text(definition.name)]),
        columns: [
          .init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false),
          .init(heading: heading(base), key: "before", isNumeric: true),
          .init(heading: heading(other), key: "after", isNumeric: true),
          .init(heading: Bilingual(en: "Difference", id: "Selisih"), key: "difference", isNumeric: true),
          .init(
            heading: Bilingual(en: "Recipients", id: "Penerima"), key: "recipients_difference",
            isNumeric: true),
        ], rows: rows)
      let a = before.total
      let b = after.total
      let values: [String: ResultValue] = [
        "a": .number(b.allocated + b.before - a.allocated - a.before, .money),
        "r": .number(b.reserve - a.reserve, .money), "l": .number(b.left - a.left, .money),
        "b": .number(b.budget - a.budget, .money),
      ]
      table.notes = [
        Phrase(
          Bilingual(
            en: "Differences: allocated {a} + reserve {r} + left {l} = budget {b}",
            id: "Selisih: dialokasikan {a} + cadangan {r} + sisa {l} = pagu {b}"), values)
      ]
      if unchanged > 0 {
        table.notes.append(
          Phrase(
            Bilingual(en: "Sources unchanged: {n}.", id: "Sumber yang tidak berubah: {n}."),
            ["n": .number(Rational(unchanged), .count)]))
      }
      blocks.append(.table(table))
    }
    return blocks
  }

  private func heading(_ side: Side) -> Bilingual {
    Bilingual(en: ValueSpelling(.english)(side.name), id: ValueSpelling(.indonesian)(side.name))
  }

  // MARK: People

  /// Returns, of each allocation, how many gain and lose.
  private func peopleTables(_ base: Side, _ other: Side) throws -> [ResultBlock] {
    var rows: [ResultTable.Row] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .allocation(let allocation) = definition.body else { continue }
      let id = DefinitionID(i)
      let roster = allocation.recipients.roster
      let all = (0..<Int32(try base.source.table(roster).count)).map { $0 }
      func column(_ side: Side, _ result: CoreResult, _ type: CoreType) throws -> EvaluatedColumn {
        let e = CoreExpression(.result(id, result), type: type, origin: definition.origin)
        return try side.source.values(of: e, over: roster, rows: all, inputs: [])
      }
      let a = try column(base, .amount, .number(.money))
      let b = try column(other, .amount, .number(.money))
      var gained = 0
      var lost = 0
      var more = 0
      var less = 0
      for k in all.indices {
        let x = a[k].number ?? 0
        let y = b[k].number ?? 0
        if x == y { continue }
        if x.signum == 0 {
          gained += 1
        } else if y.signum == 0 {
          lost += 1
        } else if y > x {
          more += 1
        } else {
          less += 1
        }
      }
      guard gained + lost + more + less > 0 else { continue }
      func count(_ n: Int) -> ResultValue { .number(Rational(n), .count) }
      rows.append(
        ResultTable.Row([.text(definition.name), count(gained), count(lost), count(more), count(less)]))
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        ResultTable(
          title: Phrase(
            Bilingual(
              en: "Who gains and who loses: {b} against {a}",
              id: "Siapa mendapat dan kehilangan: {b} dibanding {a}"),
            ["a": base.name, "b": other.name]),
          columns: [
            .init(heading: Bilingual(en: "Allocation", id: "Alokasi"), key: "allocation", isNumeric: false),
            .init(heading: Bilingual(en: "gain", id: "menjadi dapat"), key: "gained", isNumeric: true),
            .init(heading: Bilingual(en: "lose", id: "tidak lagi"), key: "lost", isNumeric: true),
            .init(heading: Bilingual(en: "get more", id: "bertambah"), key: "more", isNumeric: true),
            .init(heading: Bilingual(en: "get less", id: "berkurang"), key: "less", isNumeric: true),
          ], rows: rows))
    ]
  }

  // MARK: Targets

  /// Returns the groups that meet a target under one side and not under the other.
  func targetTables(_ base: Side, _ other: Side) throws -> [ResultBlock] {
    var rows: [ResultTable.Row] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .target = definition.body else { continue }
      let before = try sheet(of: DefinitionID(i), base.source)
      let after = try sheet(of: DefinitionID(i), other.source)
      var known: [ResultValue: TargetSheet.Line] = [:]
      for line in before.groups { known[line.name] = line }
      for line in after.groups {
        guard let old = known[line.name], let was = old.isMet, let now = line.isMet, was != now else {
          continue
        }
        rows.append(
          ResultTable.Row([
            .text(definition.name), line.name, TargetSheet.status(was), TargetSheet.status(now),
            .number(old.short, .count), .number(line.short, .count),
          ]))
      }
    }
    let hasTargets = program.definitions.contains { if case .target = $0.body { true } else { false } }
    guard hasTargets else { return [] }
    guard !rows.isEmpty else {
      return [
        .sentence(
          Phrase(
            Bilingual(
              en: "No target is met or lost by {b} against {a}.",
              id: "Tidak ada target yang menjadi tercapai atau hilang pada {b} dibanding {a}."),
            ["a": base.name, "b": other.name]))
      ]
    }
    var table = ResultTable(
      title: Phrase(
        Bilingual(
          en: "Targets met and lost: {b} against {a}", id: "Target tercapai dan hilang: {b} dibanding {a}"),
        ["a": base.name, "b": other.name]),
      columns: [
        .init(heading: Bilingual(en: "Target", id: "Target"), key: "target", isNumeric: false),
        .init(heading: Bilingual(en: "Group", id: "Kelompok"), key: "group", isNumeric: false),
        .init(heading: heading(base), key: "before", isNumeric: false),
        .init(heading: heading(other), key: "after", isNumeric: false),
        .init(
          heading: Bilingual(en: "Short before", id: "Kurang semula"), key: "short_before", isNumeric: true),
        .init(heading: Bilingual(en: "Short after", id: "Kurang kini"), key: "short_after", isNumeric: true),
      ], rows: rows)
    table.isNumbered = rows.count > 1
    return [.table(table)]
  }
}
