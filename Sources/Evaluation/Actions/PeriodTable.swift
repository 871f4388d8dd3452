import Diagnostics
import Rosters
import Semantics
import Syntax

/// A table with a line a month, a quarter, a semester or a year.
///
/// What happens in a period is the sum of its months, each on its first day, so that dated parameters move; what is
/// there (people, shares, ceilings) is that of the first day of a month, and of the last day of a longer period.
struct PeriodTable {

  private let groups: GroupTable
  private let position: Int

  /// The most months of one table.
  private static let most = 1_200

  init(_ groups: GroupTable, _ position: Int) {
    self.groups = groups
    self.position = position
  }

  private var query: CoreQuery { groups.query }

  /// Returns the table.
  func table() throws -> ResultTable {
    guard let grouping = query.groups[position].periods else { return ResultTable(columns: [], rows: []) }
    let span = try Stretch(of: grouping, groups.source, most: PeriodTable.most)
    var lines: [GroupTable.Line] = []
    for period in span.periods { lines += try self.lines(of: period, grouping.step) }
    try groups.sort(&lines)
    var table =
      query.groups[position].isAcross
      ? try crossed(lines, span, grouping.step) : try listed(lines, grouping.step)
    guard let last = span.periods.last?.months.last, !groups.answer.isExport else { return table }
    table.notes = notes(span, grouping.step)
    if span.first < last {
      table.notes += try ParameterChanges(source: groups.source)
        .notes(of: query.columns.map(\.value), after: span.first, to: last)
    }
    return table
  }

  // MARK: Periods

  /// The periods from one day to another, each with those of its months that lie between them.
  private struct Stretch {
    var first: CalendarDate
    var periods: [(start: CalendarDate, months: [CalendarDate])] = []
    /// The months asked for, where they begin or end within a period.
    var parts: (from: CalendarDate, to: CalendarDate)?

    init(
      of grouping: (step: PeriodStep, from: CoreExpression, to: CoreExpression), _ source: AnswerSource,
      most: Int
    ) throws {
      first = source.day.startOfMonth
      guard case .date(let from) = try source.value(of: grouping.from),
        case .date(let to) = try source.value(of: grouping.to)
      else { return }
      first = from.startOfMonth
      let count = to.monthsTouched(since: from)
      if count > most { throw ActionStop([.tooManyMonths(limit: most, at: grouping.from.origin)]) }
      for k in 0..<max(0, count) {
        guard let month = first.adding(months: k), let start = grouping.step.start(of: month) else { break }
        if periods.last?.start == start {
          periods[periods.count - 1].months.append(month)
        } else {
          periods.append((start, [month]))
        }
      }
      if let a = periods.first, let b = periods.last, let last = b.months.last,
        a.start != a.months.first || last != b.start.adding(months: grouping.step.months - 1)
      {
        parts = (first, last)
      }
    }
  }

  /// Returns the lines of one period.
  private func lines(
    of period: (start: CalendarDate, months: [CalendarDate]), _ step: PeriodStep
  ) throws -> [GroupTable.Line] {
    guard let last = period.months.last else { return [] }
    if step == .month { return try lines(on: period.start, of: period.start) }
    // What is there on the last day, and the flows of each month.
    var lines = try self.lines(on: last.endOfMonth, of: period.start)
    let flows = query.columns.map { isFlow($0.value) }
    guard flows.contains(true) else { return lines }
    var places: [[Scalar]: Int] = [:]
    for (i, line) in lines.enumerated() {
      places[line.key] = i
      for c in flows.indices where flows[c] { lines[i].values[c] = .number(.zero) }
    }
    for month in period.months {
      for line in try self.lines(on: month, of: period.start) {
        let place = places[line.key] ?? lines.count
        if place == lines.count {
          // A group that is gone on the last day has flows, and nothing there.
          places[line.key] = place
          var empty = line
          empty.values = flows.map { $0 ? .number(.zero) : .missing }
          lines.append(empty)
        }
        for c in flows.indices where flows[c] {
          lines[place].values[c] = .number(
            (lines[place].values[c].number ?? .zero) + (line.values[c].number ?? .zero))
        }
      }
    }
    return lines
  }

  /// Returns the lines of one day, as those of the period that begins at `start`.
  private func lines(on day: CalendarDate, of start: CalendarDate) throws -> [GroupTable.Line] {
    let source = groups.source.on(day)
    let answer = QueryAnswer(
      query, source, revealed: groups.answer.revealed, isExport: groups.answer.isExport)
    let part = GroupTable(answer, groups.roster)
    let grouping = try part.grouping(of: answer.rows())
    let values = try part.columns(in: grouping)
    var lines = part.lines(grouping, values)
    if grouping.count == 0 && query.groups.count == 1 {
      // A period in which there is nobody is a period all the same.
      let empty = RowGrouping(
        roster: groups.roster, rows: .list([]), groupOfRow: .bytes([]), keys: [[]])
      lines.append(GroupTable.Line(key: [], values: try part.columns(in: empty).map { $0[0] }, group: 0))
    }
    for i in lines.indices { lines[i].key.insert(.date(start), at: min(position, lines[i].key.count)) }
    return lines
  }

  // MARK: Layout

  private func heading(_ group: CoreQuery.Grouping) -> ResultTable.Column {
    guard let periods = group.periods else {
      return ResultTable.Column(
        heading: Bilingual(same: group.name), key: group.name, isNumeric: groups.isNumeric(group.value?.type))
    }
    return ResultTable.Column(
      heading: group.name.isEmpty ? periods.step.heading : Bilingual(same: group.name),
      key: periods.step.rawValue, isNumeric: false)
  }

  /// Returns `cells` of a period's line: of a monthly amount, that of the period.
  private func amounts(_ cells: [ResultValue]) -> [ResultValue] {
    zip(cells, query.columns).map { cell, column in
      guard case .number(let unit) = column.value.type, unit.rupiah == 1, unit.months == -1, unit.addsUp,
        isFlow(column.value), case .number(let n, _) = cell
      else { return cell }
      return .number(n, .money)
    }
  }

  /// Returns what all of `lines` come to: money of several months adds up; people, rates and shares do not.
  private func total(_ lines: [GroupTable.Line]) -> [ResultValue] {
    query.columns.enumerated().map { c, column in
      guard case .number(let unit) = column.value.type, unit.rupiah == 1, unit.addsUp, isFlow(column.value)
      else { return .notApplicable }
      return .number(lines.reduce(Rational.zero) { $0 + ($1.values[c].number ?? .zero) }, .money)
    }
  }

  /// Returns how many lines are shown; the total counts all.
  private func shown() throws -> Int {
    guard let first = query.first, let n = try groups.source.value(of: first).number?.floor.int64 else {
      return Int.max
    }
    return Int(clamping: max(0, n))
  }

  private func listed(_ lines: [GroupTable.Line], _ step: PeriodStep) throws -> ResultTable {
    var rows = try lines.prefix(shown()).map { line in
      try ResultTable.Row(
        line.key.enumerated().map { try groups.cell(of: $1, $0) } + amounts(groups.cells(line.values)))
    }
    if query.hasTotalRow && !groups.answer.isExport {
      var label = [ResultValue](repeating: .text(""), count: query.groups.count)
      if !label.isEmpty { label[0] = .totalLabel }
      rows.append(ResultTable.Row(label + total(lines), kind: .total))
    }
    return ResultTable(columns: query.groups.map(heading) + query.headings, rows: rows)
  }

  /// Returns the table whose periods stand side by side.
  private func crossed(
    _ lines: [GroupTable.Line], _ span: Stretch, _ step: PeriodStep
  ) throws -> ResultTable {
    let down = query.groups.indices.filter { $0 != position }
    var keys: [[Scalar]] = []
    var cells: [[Scalar]: [CalendarDate: GroupTable.Line]] = [:]
    for line in lines {
      guard case .date(let start) = line.key[position] else { continue }
      let key = down.map { line.key[$0] }
      if cells[key] == nil { keys.append(key) }
      cells[key, default: [:]][start] = line
    }
    var columns = down.map { heading(query.groups[$0]) }
    for period in span.periods {
      for (c, column) in query.headings.enumerated() {
        var column = column
        let name = query.columns.count > 1 ? " \(query.columns[c].name)" : ""
        column.heading = Bilingual(
          en: step.text(of: period.start, .english) + name,
          id: step.text(of: period.start, .indonesian) + name)
        column.key = step.code(of: period.start) + name
        columns.append(column)
      }
    }
    let blank = query.columns.map { _ in ResultValue.missing }
    var rows = try keys.prefix(shown()).map { key in
      let labels = try zip(key, down).map { try groups.cell(of: $0, $1) }
      return try ResultTable.Row(
        labels
          + span.periods.flatMap { period in
            try cells[key]?[period.start].map { try amounts(groups.cells($0.values)) } ?? blank
          })
    }
    if query.hasTotalRow && !groups.answer.isExport {
      var label = [ResultValue](repeating: .text(""), count: down.count)
      if !label.isEmpty { label[0] = .totalLabel }
      rows.append(
        ResultTable.Row(
          label
            + span.periods.flatMap { period in total(keys.compactMap { cells[$0]?[period.start] }) },
          kind: .total))
    }
    return ResultTable(columns: columns, rows: rows)
  }

  /// Returns on which days what is shown holds, and of which months the first and the last period are made.
  private func notes(_ span: Stretch, _ step: PeriodStep) -> [Phrase] {
    if step == .month { return [] }
    var notes: [Phrase] = []
    if query.columns.contains(where: { !isFlow($0.value) }) {
      let flows = query.columns.contains { isFlow($0.value) }
      notes.append(
        Phrase(
          flows
            ? Bilingual(
              en: "What is counted holds on the last day of each period; amounts are the sum of its months.",
              id:
                "Yang dihitung adalah keadaan pada hari terakhir tiap periode; jumlah uang adalah total bulannya."
            )
            : Bilingual(
              en: "What is shown holds on the last day of each period.",
              id: "Yang ditampilkan adalah keadaan pada hari terakhir tiap periode.")))
    }
    if let parts = span.parts {
      notes.append(
        Phrase(
          Bilingual(
            en: "Not all periods are whole: only the months from {from} to {to} are taken.",
            id: "Tidak semua periode utuh: hanya bulan {from} sampai {to} yang dihitung."),
          ["from": .month(parts.from), "to": .month(parts.to)]))
    }
    return notes
  }

  /// Whether a column holds what happens in each month, so that months add up: a sum over rows of amounts per
  /// month, or of amounts that the month chooses. A ceiling is in force in every month, and is not added.
  private func isFlow(_ e: CoreExpression) -> Bool {
    guard case .number(let unit) = e.type else { return false }
    switch e.kind {
    case .aggregate(let a):
      return a.function == .sum && (unit.months == -1 || groups.source.model.traits(of: e).readsToday)
    case .input(let i):
      return query.columns.indices.contains(i) && isFlow(query.columns[i].value)
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
      return isFlow(a) && isFlow(b)
    case .negated(let a), .rounded(let a, _, _): return isFlow(a)
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .today, .payer, .follow, .rowAt,
      .isIn, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
      .arithmetic, .addMonths, .clamp, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth,
      .joined, .invalid:
      return false
    }
  }
}

extension PeriodStep {

  /// Returns the first day of the period that `day` lies in.
  func start(of day: CalendarDate) -> CalendarDate? {
    day.startOfMonth.adding(months: -((day.civil.month - 1) % months))
  }

  /// Returns the last day of the period that `day` lies in.
  func end(of day: CalendarDate) -> CalendarDate? {
    start(of: day)?.adding(months: months - 1)?.endOfMonth
  }

  /// The heading of a column of such periods.
  var heading: Bilingual {
    switch self {
    case .month: Bilingual(en: "Month", id: "Bulan")
    case .quarter: Bilingual(en: "Quarter", id: "Triwulan")
    case .semester: Bilingual(en: "Semester", id: "Semester")
    case .year: Bilingual(en: "Year", id: "Tahun")
    }
  }

  /// Returns how the period that begins on `day` reads.
  func text(of day: CalendarDate, _ language: Language) -> String {
    ValueSpelling(language)(self == .month ? .month(day) : .period(day, self))
  }

  /// Returns a code of the period that begins on `day`, in the order of time: `2026-Q1`.
  public func code(of day: CalendarDate) -> String {
    let (year, month, _) = day.civil
    switch self {
    case .month: return String(day.iso.prefix(7))
    case .quarter: return "\(year)-Q\((month - 1) / 3 + 1)"
    case .semester: return "\(year)-S\((month - 1) / 6 + 1)"
    case .year: return String(year)
    }
  }
}
