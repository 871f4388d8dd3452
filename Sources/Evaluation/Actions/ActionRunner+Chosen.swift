import Allocation
import Diagnostics
import Rosters
import Semantics
import Syntax

extension ActionRunner {

  /// The most recipients of a choice that a table lists.
  private static let mostChosenListed = 20

  /// Returns whom the best choice pays, what each adds to the sum and what it costs; `nil` if it pays nobody.
  func chosenTable(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ outcome: OptimiseOutcome, _ result: AllocationResult,
    _ source: AnswerSource
  ) throws -> ResultTable? {
    guard case .optimise(_, _, let objective, _) = allocation.method else { return nil }
    let names = RowNames(source)
    let type = if case .number(let unit) = objective.type { unit } else { UnitOfMeasure.plain }
    let ranks = try names.keyRanks(of: result.roster)
    let chosen = result.candidates.indices.filter { result.funded[$0] != 0 }.sorted {
      ranks[Int(result.candidates[$0])] < ranks[Int(result.candidates[$1])]
    }
    if chosen.isEmpty { return nil }
    let shared = result.sharedAwards
    let isFromSeveral = result.purses.count > 1
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Recipient", id: "Penerima"), key: "recipient", isNumeric: false),
      .init(heading: Bilingual(en: "Adds to the sum", id: "Menambah jumlah"), key: "adds", isNumeric: true),
      .init(heading: Bilingual(en: "Amount", id: "Nilai"), key: "amount", form: .paid, isNumeric: true),
    ]
    if isFromSeveral {
      columns.append(.init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false))
    }
    let rows = try chosen.prefix(ActionRunner.mostChosenListed).map { i -> ResultTable.Row in
      let payer = max(0, outcome.parts[i]?.first?.source ?? 0)
      var cells: [ResultValue] = [
        try names.name(Int(result.candidates[i]), of: result.roster),
        .number(outcome.problem.worth(of: i, source: payer), type), .number(result.amounts[i], .money),
      ]
      if isFromSeveral {
        let purse = Int(result.purseOfCandidate[i])
        cells.append(
          try shared[i].map { .text(result.sourceText($0, program)) }
            ?? (result.purses.indices.contains(purse) ? name(of: result.purses[purse], names) : .missing))
      }
      return ResultTable.Row(cells)
    }
    var table = ResultTable(
      title: Phrase(
        Bilingual(en: "{name}: who is chosen", id: "{name}: siapa yang terpilih"),
        ["name": .text(program[id].name)]), columns: columns, rows: rows)
    table.isNumbered = rows.count > 1
    if chosen.count > rows.count {
      table.notes.append(
        Phrase(
          Bilingual(en: "and {n} more", id: "dan {n} lainnya"),
          ["n": .number(Rational(chosen.count - rows.count), .count)]))
    }
    return table
  }
}
