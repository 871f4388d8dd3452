import Diagnostics
import Rosters
import Semantics
import Syntax

/// What an allocation that pays month by month pays in each month, from which source, and what is left of its money.
struct PaymentSheet {

  let source: AnswerSource
  let id: DefinitionID
  let allocation: CoreAllocation
  let result: AllocationResult

  /// The most months of one sheet.
  private static let most = 1_200

  /// What is paid in one month.
  private struct Month {
    var people = 0
    var paid: [Rational]
    var total: Rational { paid.reduce(.zero, +) }
  }

  /// Returns the sheet of the months that `months` names.
  func table(
    _ months: (step: PeriodStep, from: CoreExpression, to: CoreExpression)
  ) throws -> ResultTable {
    guard case .select(let pay, _) = allocation.method,
      case .eachMonth(let value, let from, let to)? = source.model.monthlyPart(of: pay)?.kind
    else { throw ActionStop([.notPaidByMonth(source.program[id].name, at: months.from.origin)]) }
    guard case .date(let first) = try source.value(of: months.from),
      case .date(let last) = try source.value(of: months.to)
    else { return ResultTable(columns: [], rows: []) }
    let step = months.step
    let paid = try payments(value, from, to, step, first.startOfMonth...max(first.startOfMonth, last))
    let names = sourceNames
    let available = result.purses.reduce(Rational.zero) { $0 + $1.available }
    var columns: [ResultTable.Column] = [
      .init(heading: step.heading, key: step.rawValue, isNumeric: false),
      .init(heading: Bilingual(en: "People", id: "Orang"), key: "people", isNumeric: true),
    ]
    columns += names.map { .init(heading: Bilingual(same: $0), key: $0, form: .paid, isNumeric: true) }
    if names.count > 1 {
      columns.append(
        .init(heading: Bilingual(en: "Paid", id: "Dibayar"), key: "paid", form: .paid, isNumeric: true))
    }
    columns += [
      .init(
        heading: Bilingual(en: "So far", id: "Sampai bulan ini"), key: "so_far", form: .paid, isNumeric: true),
      .init(heading: Bilingual(en: "Left", id: "Sisa"), key: "left", form: .paid, isNumeric: true),
    ]
    var spent = paid.before
    let before = spent
    var rows: [ResultTable.Row] = []
    var sums = names.map { _ in Rational.zero }
    var starts: [CalendarDate] = []
    for k in 0..<min(PaymentSheet.most, max(0, last.monthsTouched(since: first))) {
      guard let day = first.startOfMonth.adding(months: k), let start = step.start(of: day) else { break }
      if starts.last != start { starts.append(start) }
    }
    for start in starts {
      let month = paid.periods[start] ?? Month(paid: names.map { _ in .zero })
      spent = spent + month.total
      for i in sums.indices { sums[i] = sums[i] + month.paid[i] }
      rows.append(
        ResultTable.Row(
          [step == .month ? .month(start) : .period(start, step), .number(Rational(month.people), .count)]
            + amounts(month.paid)
            + [.number(spent, .money), .number(available - spent, .money)]))
    }
    rows.append(
      ResultTable.Row(
        [.totalLabel, .notApplicable] + amounts(sums)
          + [.number(spent, .money), .number(available - spent, .money)], kind: .total))
    var table = ResultTable(columns: columns, rows: rows)
    table.title = Phrase(
      step.title,
      ["name": .text(source.program[id].name)])
    table.facts =
      try source.dayFact + [.rowsUsed(source.program[result.roster].name, source.table(result.roster))]
    table.notes = [identity(shown: spent - before, before: before)]
    table.notes += closedNotes
    table.notes += try ParameterChanges(source: source).notes(of: [value], after: first, to: last)
    return table
  }

  private func amounts(_ paid: [Rational]) -> [ResultValue] {
    let total = paid.count > 1 ? [paid.reduce(Rational.zero, +)] : []
    return (paid + total).map { .number($0, .money) }
  }

  /// The names of the sources, in the order of the program.
  private var sourceNames: [String] {
    if allocation.mayBeSplit || !result.sharedAwards.isEmpty { return [source.program[id].name] }
    var names: [String] = []
    for p in allocation.purses where !names.contains(source.program[p.definition].name) {
      names.append(source.program[p.definition].name)
    }
    return names
  }

  /// Returns what is paid in each period of the months in `shown`, by its first day, and what is paid before them.
  private func payments(
    _ value: CoreExpression, _ from: CoreExpression, _ to: CoreExpression, _ step: PeriodStep,
    _ shown: ClosedRange<CalendarDate>
  ) throws -> (periods: [CalendarDate: Month], before: Rational) {
    let names = sourceNames
    let funded = result.candidates.indices.filter { result.funded[$0] != 0 }
    var bySource: [[Int32]] = names.map { _ in [] }
    for i in funded {
      let purse = result.purseOfCandidate[i]
      var place = 0
      if names.count > 1, purse >= 0 {
        let name = source.program[result.purses[Int(purse)].definition].name
        place = names.firstIndex(of: name) ?? 0
      }
      bySource[place].append(result.candidates[i])
    }
    var periods: [CalendarDate: Month] = [:]
    var before = Rational.zero
    let roster = try source.model.loaded(result.roster)
    for (place, rows) in bySource.enumerated() where !rows.isEmpty {
      var frame = source.model.resolve(source.frame)
      if source.model.traits(of: value).readsPayer, !allocation.mayBeSplit,
        let purse = allocation.purses.first(where: { source.program[$0.definition].name == names[place] })
      {
        let payer = source.model.payerName(of: purse.definition)
        frame = frame.paid(by: source.model.worlds.number(ofPayer: payer))
      }
      let firsts = try source.model.materialized(from, roster, rows: rows, frame: frame)
      let lasts = try source.model.materialized(to, roster, rows: rows, frame: frame)
      let starts = rows.indices.map { firsts[$0].date?.startOfMonth }
      let ends = rows.indices.map { lasts[$0].date }
      guard var day = starts.compactMap({ $0 }).min(), let last = ends.compactMap({ $0 }).max() else {
        continue
      }
      // Who is paid in two months of a quarter is one person in it.
      var counted = [CalendarDate?](repeating: nil, count: rows.count)
      for _ in 0..<PaymentSheet.most where day <= last {
        let due = rows.indices.filter { i in
          starts[i].map { $0 <= day } ?? false && ends[i].map { $0 >= day } ?? false
        }
        if !due.isEmpty {
          let amounts = try source.model.materialized(
            value, roster, rows: due.map { rows[$0] }, frame: frame.on(day.days))
          if amounts.faultCount > 0 { throw ActionStop(amounts.faults) }
          let sum = due.indices.reduce(Rational.zero) { $0 + (amounts[$1].number ?? .zero) }
          if day < shown.lowerBound {
            before = before + sum
          } else if shown.contains(day), let start = step.start(of: day) {
            var period = periods[start] ?? Month(paid: names.map { _ in .zero })
            for i in due where counted[i] != start {
              counted[i] = start
              period.people += 1
            }
            period.paid[place] = period.paid[place] + sum
            periods[start] = period
          }
        }
        guard let next = day.adding(months: 1) else { break }
        day = next
      }
    }
    return (periods, before)
  }

  /// Says of each source that it pays nothing because it is not valid then.
  private var closedNotes: [Phrase] {
    var notes: [Phrase] = []
    for purse in allocation.purses {
      guard result.purses.contains(where: { $0.definition == purse.definition && !$0.isOpen }),
        case .budget(let budget) = source.program[purse.definition].body, let (from, to) = budget.valid
      else { continue }
      notes.append(
        Phrase(
          Bilingual(
            en: "{name} pays nothing: it is valid from {from} to {to}.",
            id: "{name} tidak membayar apa pun: berlaku dari {from} sampai {to}."),
          ["name": .text(source.program[purse.definition].name), "from": .date(from), "to": .date(to)]))
    }
    return notes
  }

  /// Returns that the months add up to what was allocated.
  private func identity(shown: Rational, before: Rational) -> Phrase {
    let after = result.allocated - shown - before
    if before.signum == 0 && after.signum == 0 {
      return Phrase(
        Bilingual(
          en: "Paid in the months shown {a} = allocated {t}",
          id: "Dibayar pada bulan di atas {a} = dialokasikan {t}"),
        ["a": .number(shown, .money), "t": .number(result.allocated, .money)])
    }
    return Phrase(
      Bilingual(
        en: "Paid before {b} + in the months shown {a} + after {c} = allocated {t}",
        id: "Dibayar sebelumnya {b} + pada bulan di atas {a} + sesudahnya {c} = dialokasikan {t}"),
      [
        "b": .number(before, .money), "a": .number(shown, .money), "c": .number(after, .money),
        "t": .number(result.allocated, .money),
      ])
  }
}

extension Scalar {
  /// The day, if it is one.
  fileprivate var date: CalendarDate? { if case .date(let d) = self { d } else { nil } }
}

extension PeriodStep {

  /// The title of what an allocation pays in such periods.
  fileprivate var title: Bilingual {
    switch self {
    case .month: Bilingual(en: "{name}: paid month by month", id: "{name}: pembayaran bulan demi bulan")
    case .quarter:
      Bilingual(en: "{name}: paid quarter by quarter", id: "{name}: pembayaran triwulan demi triwulan")
    case .semester:
      Bilingual(en: "{name}: paid semester by semester", id: "{name}: pembayaran semester demi semester")
    case .year: Bilingual(en: "{name}: paid year by year", id: "{name}: pembayaran tahun demi tahun")
    }
  }
}
