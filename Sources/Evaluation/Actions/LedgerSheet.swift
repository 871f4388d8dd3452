import Diagnostics
import Rosters
import Semantics

/// What became of the money of an allocation, purse by purse: allocated + reserve + left = budget, to the rupiah.
struct LedgerSheet {

  /// A purse.
  struct Line {
    /// The purse, as a reader sees it.
    var name: ResultValue
    /// The full amount.
    var budget: Rational
    /// What is held back.
    var reserve: Rational
    /// What was spent before by other allocations.
    var before: Rational
    /// What this allocation gave out.
    var allocated: Rational
    /// How many recipients it paid.
    var recipients: Int
    /// Why something is left, or `nil` where nothing needs to be said.
    var remark: Bilingual?

    /// What is left.
    var left: Rational { budget - reserve - before - allocated }
  }

  var lines: [Line]
  /// Recipients that got something, and those that could have.
  var funded: Int
  var eligible: Int

  /// The ledger as a table, its last line the total, and the identity beneath.
  var table: ResultTable {
    let hasBefore = lines.contains { $0.before.signum != 0 }
    let hasRemarks = lines.contains { $0.remark != nil }
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false),
      .init(heading: Bilingual(en: "Budget", id: "Pagu"), key: "budget", isNumeric: true),
      .init(heading: Bilingual(en: "Reserve", id: "Cadangan"), key: "reserve", isNumeric: true),
    ]
    if hasBefore {
      columns.append(
        .init(
          heading: Bilingual(en: "Allocated before", id: "Teralokasi sebelumnya"), key: "before",
          isNumeric: true))
    }
    columns += [
      .init(heading: Bilingual(en: "Allocated", id: "Dialokasikan"), key: "allocated", isNumeric: true),
      .init(heading: Bilingual(en: "Left", id: "Sisa"), key: "left", isNumeric: true),
      .init(heading: Bilingual(en: "Recipients", id: "Penerima"), key: "recipients", isNumeric: true),
    ]
    if hasRemarks {
      columns.append(
        .init(heading: Bilingual(en: "Remark", id: "Keterangan"), key: "remark", isNumeric: false))
    }
    func row(_ line: Line, _ kind: ResultTable.RowKind) -> ResultTable.Row {
      var cells: [ResultValue] = [line.name, .number(line.budget, .money), .number(line.reserve, .money)]
      if hasBefore { cells.append(.number(line.before, .money)) }
      cells += [
        .number(line.allocated, .money), .number(line.left, .money),
        .number(Rational(line.recipients), .count),
      ]
      if hasRemarks { cells.append(line.remark.map { .bilingual($0) } ?? .text("")) }
      return ResultTable.Row(cells, kind: kind)
    }
    let total = total
    var rows = lines.map { row($0, .plain) }
    if lines.count > 1 { rows.append(row(total, .total)) }
    var table = ResultTable(columns: columns, rows: rows)
    table.isNumbered = lines.count > 1
    let spent = total.before + total.allocated
    table.notes = [
      Phrase(
        Bilingual(
          en: "Allocated {a} + reserve {r} + left {l} = budget {b}",
          id: "Dialokasikan {a} + cadangan {r} + sisa {l} = pagu {b}"),
        [
          "a": .number(spent, .money), "r": .number(total.reserve, .money), "l": .number(total.left, .money),
          "b": .number(total.budget, .money),
        ]),
      Phrase(
        Bilingual(
          en: "{funded} of {eligible} eligible recipients get something; {rest} do not.",
          id: "{funded} dari {eligible} penerima yang layak mendapat; {rest} tidak."),
        [
          "funded": .number(Rational(funded), .count), "eligible": .number(Rational(eligible), .count),
          "rest": .number(Rational(eligible - funded), .count),
        ]),
    ]
    return table
  }

  /// All purses together.
  var total: Line {
    var total = Line(
      name: .totalLabel, budget: 0, reserve: 0, before: 0, allocated: 0, recipients: 0, remark: nil)
    for line in lines {
      total.budget = total.budget + line.budget
      total.reserve = total.reserve + line.reserve
      total.before = total.before + line.before
      total.allocated = total.allocated + line.allocated
      total.recipients += line.recipients
    }
    return total
  }
}
