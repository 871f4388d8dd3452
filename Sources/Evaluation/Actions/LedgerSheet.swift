import Diagnostics
import Rosters
import Semantics

/// What became of the money of an allocation, purse by purse: allocated + reserve + left = budget, to the rupiah.
struct LedgerSheet {

  /// A purse.
  struct Line {
    /// The purse, as a reader sees it.
    var name: ResultValue
    /// The budget or allocation that it is, or is a share of.
    var budgetName = ""
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

    /// Adds the money and the recipients of `other`.
    mutating func add(_ other: Line) {
      budget = budget + other.budget
      reserve = reserve + other.reserve
      before = before + other.before
      allocated = allocated + other.allocated
      recipients += other.recipients
    }
  }

  var lines: [Line]
  /// Recipients that got something, and those that could have.
  var funded: Int
  var eligible: Int
  /// Those of the others whose group meets its target without them.
  var notNeeded = 0
  /// Recipients that are paid though they are no longer eligible, because an award stands.
  var noLongerEligible = 0
  /// Why those that got nothing did, and how many of them each; empty where the money alone decided.
  var causes: [(reason: AllocationReason, count: Int)] = []

  /// The ledger as a table, its last line the total, and the identity beneath.
  var table: ResultTable {
    let hasBefore = lines.contains { $0.before.signum != 0 }
    let hasRemarks = lines.contains { $0.remark != nil }
    var columns: [ResultTable.Column] = [
      .init(heading: Bilingual(en: "Source", id: "Sumber"), key: "source", isNumeric: false),
      .init(heading: Bilingual(en: "Budget", id: "Pagu"), key: "budget", form: .paid, isNumeric: true),
      .init(heading: Bilingual(en: "Reserve", id: "Cadangan"), key: "reserve", form: .paid, isNumeric: true),
    ]
    if hasBefore {
      columns.append(
        .init(
          heading: Bilingual(en: "Allocated before", id: "Teralokasi sebelumnya"), key: "before",
          isNumeric: true))
    }
    columns += [
      .init(
        heading: Bilingual(en: "Allocated", id: "Dialokasikan"), key: "allocated", form: .paid,
        isNumeric: true),
      .init(heading: Bilingual(en: "Left", id: "Sisa"), key: "left", form: .paid, isNumeric: true),
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
          en: "{funded} of {eligible} eligible recipients get something; "
            + (notNeeded > 0 ? "not needed for the target: {spared}; " : "") + "not reached: {rest}.",
          id: "{funded} dari {eligible} penerima yang layak mendapat; "
            + (notNeeded > 0 ? "tidak diperlukan untuk target: {spared}; " : "")
            + "tidak terjangkau: {rest}."),
        [
          "spared": .number(Rational(notNeeded), .count),
          "funded": .number(Rational(funded), .count), "eligible": .number(Rational(eligible), .count),
          "rest": .number(Rational(eligible - funded - notNeeded), .count),
        ]),
    ]
    if !causes.isEmpty {
      func list(_ writer: ValueSpelling, _ text: (Bilingual) -> String) -> String {
        causes.map { "\(text($0.reason.text)) (\(writer.count($0.count)))" }.joined(separator: ", ")
      }
      table.notes.append(
        Phrase(
          Bilingual(en: "Why they got nothing: {causes}.", id: "Sebab tidak mendapat: {causes}."),
          [
            "causes": .bilingual(
              Bilingual(
                en: list(ValueSpelling(.english), \.english),
                id: list(ValueSpelling(.indonesian), \.indonesian)))
          ]))
    }
    return table
  }

  /// The purses with those that are shares of one budget together, where these are more than a few.
  var byBudget: [Line] {
    var result: [Line] = []
    var places: [String: Int] = [:]
    for line in lines {
      let members = lines.filter { $0.budgetName == line.budgetName }.count
      if members <= LedgerSheet.mostSingly {
        result.append(line)
        continue
      }
      if let place = places[line.budgetName] {
        result[place].add(line)
      } else {
        places[line.budgetName] = result.count
        var first = line
        first.name = .text("\(line.budgetName) (\(ValueSpelling(.english).count(members)))")
        first.remark = nil
        result.append(first)
      }
    }
    return result
  }

  /// The most shares of one budget that are told apart in a summary.
  private static let mostSingly = 8

  /// All purses together.
  var total: Line {
    var total = Line(
      name: .totalLabel, budget: 0, reserve: 0, before: 0, allocated: 0, recipients: 0, remark: nil)
    for line in lines { total.add(line) }
    // Whom two purses pay together is one recipient.
    total.recipients = funded + noLongerEligible
    return total
  }
}
