import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// The most rows that are named of those that gain or lose most.
  private static let mostRows = 5

  // MARK: Which change caused what

  /// Returns what each change of a scenario does alone on the plan, and what only comes of them together.
  func causes(_ plan: Side, _ other: Side) throws -> [ResultBlock] {
    let parts = program.scenarios.filter { $0.part != nil && $0.part == other.scenario }
    guard parts.count > 1 else { return [] }
    let alone = parts.map { side($0.name) }
    var rows: [ResultTable.Row] = []
    func add(_ name: Phrase, _ unit: UnitOfMeasure, _ value: (Side) throws -> Rational) throws {
      let base = try value(plan)
      let whole = try value(other) - base
      let single = try alone.map { try value($0) - base }
      let rest = whole - single.reduce(Rational.zero) { $0 + $1 }
      guard whole.signum != 0 || single.contains(where: { $0.signum != 0 }) else { return }
      let name = Bilingual(en: ValueSpelling(.english)(name), id: ValueSpelling(.indonesian)(name))
      rows.append(
        ResultTable.Row(
          [.bilingual(name)] + (single + [rest, whole]).map { .number($0, unit) }))
    }
    for (i, definition) in program.definitions.enumerated() {
      let id = DefinitionID(i)
      func named(_ english: String, _ indonesian: String) -> Phrase {
        Phrase(
          Bilingual(en: "{name}: \(english)", id: "{name}: \(indonesian)"), ["name": .text(definition.name)])
      }
      switch definition.body {
      case .allocation(let a):
        guard case .select = a.method else { continue }
        try add(named("allocated", "dialokasikan"), .money) { try ledger(of: id, $0.source).total.allocated }
        try add(named("recipients", "penerima"), .count) { Rational(try ledger(of: id, $0.source).funded) }
      case .target:
        try add(named("people short", "kurang (orang)"), .count) { try sheet(of: id, $0.source).total.short }
      case .value, .parameter, .rule, .table, .function, .budget, .ranking: continue
      }
    }
    guard !rows.isEmpty else { return [] }
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Difference of", id: "Selisih"), key: "figure", isNumeric: false)
    ]
    for (k, part) in parts.enumerated() {
      let name = part.title ?? ""
      columns.append(
        .init(
          heading: Bilingual(en: "\(name) alone", id: "\(name) saja"), key: "change_\(k + 1)", isNumeric: true
        ))
    }
    columns += [
      .init(heading: Bilingual(en: "Only together", id: "Hanya bersama"), key: "together", isNumeric: true),
      .init(heading: Bilingual(en: "All", id: "Semua"), key: "all", isNumeric: true),
    ]
    return [
      .table(
        ResultTable(
          title: Phrase(
            Bilingual(
              en: "Which change causes what: {b} against {a}",
              id: "Perubahan mana menyebabkan apa: {b} dibanding {a}"),
            ["a": plan.name, "b": other.name]), columns: columns, rows: rows))
    ]
  }

  // MARK: Who gains and loses most

  /// Returns, of each allocation, the recipients whose money changes most, with their rows of the file.
  func topChanges(_ old: Side, _ new: Side) throws -> [ResultBlock] {
    var blocks: [ResultBlock] = []
    for (i, definition) in program.definitions.enumerated() {
      guard case .allocation(let a) = definition.body else { continue }
      let movement = try movement(of: DefinitionID(i), old, new)
      guard !movement.rows.isEmpty else { continue }
      let roster = a.recipients.roster
      let table = try new.source.table(roster)
      let names = RowNames(new.source)
      func size(_ k: Int) -> Rational {
        movement.changes[k].signum < 0 ? .zero - movement.changes[k] : movement.changes[k]
      }
      let order = movement.rows.indices.sorted { a, b in
        let (x, y) = (size(a), size(b))
        return x != y ? x > y : movement.rows[a] < movement.rows[b]
      }
      let rows = try order.prefix(ActionRunner.mostRows).map { k in
        let row = Int(movement.rows[k])
        let turn: Bilingual
        switch movement.turns[k] {
        case 1: turn = Bilingual(en: "gains", id: "menjadi dapat")
        case -1: turn = Bilingual(en: "loses", id: "tidak lagi")
        default:
          turn =
            movement.changes[k].signum > 0
            ? Bilingual(en: "gets more", id: "bertambah") : Bilingual(en: "gets less", id: "berkurang")
        }
        // Who has no name to be shown is told by the row of the file already.
        let name = try names.name(row, of: roster)
        let fileRow = names.fileRow(row, table)
        let isTold = ValueSpelling(.english)(name).hasSuffix(fileRow)
        return ResultTable.Row([
          isTold ? name : .text("\(ValueSpelling(.english)(name)) \(fileRow)"), .bilingual(turn),
          .number(movement.changes[k], .money),
        ])
      }
      var top = ResultTable(
        title: Phrase(
          Bilingual(en: "{name}: the greatest changes", id: "{name}: perubahan terbesar"),
          ["name": .text(definition.name)]),
        columns: [
          .init(heading: Bilingual(same: program[roster].name), key: "recipient", isNumeric: false),
          .init(heading: Bilingual(en: "Change", id: "Perubahan"), key: "change", isNumeric: false),
          .init(heading: Bilingual(en: "Difference", id: "Selisih"), key: "difference", isNumeric: true),
        ], rows: rows)
      if movement.rows.count > rows.count {
        top.notes.append(
          Phrase(
            Bilingual(
              en: "{n} more: `suppose {b}: why {name} for {roster} #ROW` says why.",
              id: "{n} lainnya: `andaikan {b}: mengapa {name} untuk {roster} #BARIS` menjelaskan sebabnya."),
            [
              "n": .number(Rational(movement.rows.count - rows.count), .count), "b": new.name,
              "name": .text(definition.name), "roster": .text(program[roster].name),
            ]))
      }
      blocks.append(.table(top))
    }
    return blocks
  }
}
