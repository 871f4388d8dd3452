import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// The most values of one sweep: more would be no table that anybody reads.
  private static let mostValues: Int64 = 1_000

  /// Shows what each value of a range would come to: a table, and a chart of its first figure.
  func sweep(_ sweep: CoreSweep, origin: Span, into outcome: inout ActionOutcome) throws {
    guard let steps = try steps(sweep.range, .around, most: ActionRunner.mostValues) else { return }
    let (unit, name, id) = (steps.unit, steps.name, sweep.range.definition)
    let columns = sweep.columns.isEmpty ? usualColumns() : sweep.columns
    var rows: [ResultTable.Row] = []
    var notes: [Phrase] = []
    let current = CoreExpression(.definition(id), type: program[id].type, origin: sweep.range.origin)
    let planned = try? source.under(nil).value(of: current).number
    let supposed = try? source.value(of: current).number
    for k in 0..<steps.count {
      try source.model.poll()
      let value = steps[k]
      let varied = source.setting(id, to: .number(value))
      var cells: [ResultValue] = [.number(value, unit)]
      do {
        for column in columns {
          cells.append(
            try CellMaker(varied).value(
              varied.value(of: column.value), column.value.type, isPrivate: column.isPrivate))
        }
      } catch let stop as ActionStop {
        cells += Array(repeating: .missing, count: columns.count + 1 - cells.count)
        if let first = stop.diagnostics.first { notes.append(impossible(value, unit, .refusal(first))) }
      } catch EvaluationStop.refused(let fault) {
        cells += Array(repeating: .missing, count: columns.count + 1 - cells.count)
        notes.append(impossible(value, unit, .refusal(fault.diagnostic)))
      }
      rows.append(ResultTable.Row(cells))
      source.model.forgetValues(of: id)
    }
    var table = ResultTable(
      title: Phrase(Bilingual(en: "If {name} were …", id: "Bila {name} sekian …"), ["name": .text(name)]),
      columns: [.init(heading: Bilingual(same: name), key: name, isNumeric: true)]
        + columns.map { column in
          ResultTable.Column(
            heading: Bilingual(same: column.name), key: column.name,
            form: DisplayForm(decimals: column.decimals, magnitude: column.magnitude),
            isNumeric: column.value.type.isMeasured)
        }, rows: rows)
    table.facts = source.dayFact
    if let planned {
      table.notes.append(
        Phrase(
          Bilingual(en: "In the plan {name} is {value}.", id: "Pada rencana, {name} {value}."),
          ["name": .text(name), "value": .number(planned, unit)]))
    }
    if let supposed, supposed != planned {
      table.notes.append(
        Phrase(
          Bilingual(en: "Supposed at present is {value}.", id: "Yang kini diandaikan {value}."),
          ["value": .number(supposed, unit)]))
    }
    if steps.isAssumed { table.notes.append(steps.account) }
    table.notes += notes.prefix(3)
    table.notes += reversals(rows, columns, unit)
    outcome.blocks.append(.table(table))
    // What stays the same over all values is no picture.
    let shown = columns.indices.filter { columns[$0].value.type.isMeasured }
    let turning = shown.first { c in rows.contains { $0.cells[c + 1] != rows[0].cells[c + 1] } }
    guard let place = turning ?? shown.first, rows.count > 1 else { return }
    let first = columns[place]
    outcome.blocks.append(
      .chart(
        ResultChart(
          title: nil, heading: Bilingual(same: first.name),
          bars: rows.map { (label: $0.cells[0], values: [$0.cells[place + 1]]) },
          series: [Bilingual(same: first.name)])))
  }

  private func impossible(_ value: Rational, _ unit: UnitOfMeasure, _ why: Phrase) -> Phrase {
    Phrase(
      Bilingual(en: "{value}: {why}", id: "{value}: {why}"),
      ["value": .number(value, unit), "why": .bilingual(Phrase.list([why]))])
  }

  /// Returns where a figure turns: it goes down where it had gone up, or the other way round.
  private func reversals(_ rows: [ResultTable.Row], _ columns: [CoreColumn], _ unit: UnitOfMeasure)
    -> [Phrase]
  {
    columns.indices.prefix(1).compactMap { c -> Phrase? in
      var trend = 0
      for i in rows.indices.dropFirst() {
        guard case .number(let a, _) = rows[i - 1].cells[c + 1],
          case .number(let b, _) = rows[i].cells[c + 1],
          a != b
        else { continue }
        let now = b > a ? 1 : -1
        if trend == 0 { trend = now }
        if now != trend {
          return Phrase(
            Bilingual(en: "{name} turns at {value}.", id: "{name} berbalik arah di {value}."),
            ["name": .text(columns[c].name), "value": rows[i].cells[0]])
        }
      }
      return nil
    }
  }

  /// What is shown where the program names nothing: who is funded and what is left, and who is short.
  private func usualColumns() -> [CoreColumn] {
    var columns: [CoreColumn] = []
    func add(
      _ id: DefinitionID, _ result: CoreResult, _ unit: UnitOfMeasure, _ english: String, _ indonesian: String
    ) {
      let value = CoreExpression(.result(id, result), type: .number(unit), origin: program[id].nameSpan)
      let name = program[id].name + " " + (program.language == .english ? english : indonesian)
      columns.append(CoreColumn(name: name, value: value, decimals: nil, magnitude: nil, isPrivate: false))
    }
    for (i, definition) in program.definitions.enumerated() {
      let id = DefinitionID(i)
      switch definition.body {
      case .allocation(let a):
        guard case .select = a.method else { continue }
        let funded = CoreExpression(.result(id, .funded), type: .truth, origin: definition.nameSpan)
        let rows = CorePopulation(roster: a.recipients.roster, condition: funded)
        let count = CoreExpression(
          .aggregate(CoreAggregate(function: .count, population: rows, value: nil)), type: .number(.count),
          origin: definition.nameSpan)
        columns.append(
          CoreColumn(
            name: definition.name + " " + (program.language == .english ? "recipients" : "penerima"),
            value: count,
            decimals: nil, magnitude: nil, isPrivate: false))
        add(id, .allocated, .money, "allocated", "dialokasikan")
        add(id, .left, .money, "left", "sisa")
      case .target: add(id, .short, .count, "short", "kurang")
      case .value, .parameter, .rule, .table, .function, .budget, .ranking: continue
      }
    }
    return columns
  }
}

extension CoreType {

  /// Whether values of the type are measured: they stand to the right and can be drawn.
  var isMeasured: Bool {
    switch self {
    case .number, .share: true
    case .truth, .text, .nik, .date, .choice, .row, .unknown: false
    }
  }
}
