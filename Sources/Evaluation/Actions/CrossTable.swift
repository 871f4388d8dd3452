import Diagnostics
import Rosters
import Semantics

/// A table with groups down and groups across.
struct CrossTable {

  private let groups: GroupTable

  init(_ groups: GroupTable) { self.groups = groups }

  private var query: CoreQuery { groups.query }

  /// Returns the table of `rows`. Totals down and across are computed over all their rows.
  func table(_ rows: [Int32]) throws -> ResultTable {
    let downs = query.groups.indices.filter { !query.groups[$0].isAcross }
    let acrosses = query.groups.indices.filter { query.groups[$0].isAcross }
    let grouping = try groups.grouping(of: rows)
    let cells = try groups.columns(in: grouping)

    let (down, partDown) = try axis(grouping, downs)
    let (across, partAcross) = try axis(grouping, acrosses)
    var place: [[Int]: Int] = [:]
    for g in grouping.keys.indices { place[[partDown[g], partAcross[g]]] = g }

    let downTotals = try groups.columns(in: grouping.merged(by: partDown, keys: down.map(\.key)))
    var lines = down.enumerated().map { i, line in
      GroupTable.Line(key: line.key, values: downTotals.map { $0[i] }, group: i)
    }
    // The query's order speaks of the groups down; their values are those of the whole line.
    try sort(&lines, downs)
    var shown = lines
    var rest: [GroupTable.Line] = []
    if let first = query.first, let n = try groups.source.value(of: first).number?.floor.int64 {
      shown = Array(lines.prefix(Int(clamping: max(0, n))))
      rest = Array(lines.dropFirst(shown.count))
    }

    var headings = downs.map { i in
      ResultTable.Column(
        heading: Bilingual(same: query.groups[i].name), key: query.groups[i].name,
        isNumeric: groups.isNumeric(query.groups[i].value?.type))
    }
    for line in across {
      let label = try zip(acrosses, line.key).map { try groups.cell(of: $1, $0) }
      headings += self.headings(label)
    }
    if query.hasTotalRow { headings += self.headings([.totalLabel]) }

    let nothing = try groups.cells(query.columns.map { _ in .missing })
    func row(_ part: Int, _ key: [ResultValue], _ total: [Scalar], _ kind: ResultTable.RowKind) throws
      -> ResultTable.Row
    {
      var line = key
      for a in across.indices {
        if let g = place[[part, a]] {
          line += try groups.cells(cells.map { $0[g] })
        } else {
          line += nothing
        }
      }
      if query.hasTotalRow { line += try groups.cells(total) }
      return ResultTable.Row(line, kind: kind)
    }
    var result = try shown.map { line in
      try row(line.group, zip(downs, line.key).map { try groups.cell(of: $1, $0) }, line.values, .plain)
    }
    func merged(_ parts: Set<Int>, _ label: ResultValue, _ kind: ResultTable.RowKind) throws {
      let byAcross = grouping.keys.indices.map { parts.contains(partDown[$0]) ? partAcross[$0] : nil }
      let values = try groups.columns(in: grouping.merged(by: byAcross, keys: across.map(\.key)))
      let all = byAcross.map { $0.map { _ in 0 } }
      let total = try groups.columns(in: grouping.merged(by: all, keys: [[]]))
      var line = [ResultValue](repeating: .text(""), count: downs.count)
      if !line.isEmpty { line[0] = label }
      for a in across.indices { line += try groups.cells(values.map { $0[a] }) }
      if query.hasTotalRow { line += try groups.cells(total.map { $0[0] }) }
      result.append(ResultTable.Row(line, kind: kind))
    }
    if !groups.answer.isExport {
      if !rest.isEmpty { try merged(Set(rest.map(\.group)), .others(rest.count), .rest) }
      if query.hasTotalRow { try merged(Set(down.indices), .totalLabel, .total) }
    }
    return ResultTable(columns: headings, rows: result)
  }

  /// Returns the distinct values of `groupings`, in order, and which of them each group of `grouping` has.
  private func axis(_ grouping: RowGrouping, _ groupings: [Int]) throws -> ([GroupTable.Line], [Int]) {
    var known: [[Scalar]: Int] = [:]
    var lines: [GroupTable.Line] = []
    for key in grouping.keys {
      let part = groupings.map { key[$0] }
      if known[part] == nil {
        known[part] = lines.count
        lines.append(GroupTable.Line(key: part, values: [], group: lines.count))
      }
    }
    try sort(&lines, groupings, byKeyOnly: true)
    var place: [[Scalar]: Int] = [:]
    for (i, line) in lines.enumerated() {
      place[line.key] = i
      lines[i].group = i
    }
    return (lines, grouping.keys.map { key in place[groupings.map { key[$0] }] ?? 0 })
  }

  private func sort(_ lines: inout [GroupTable.Line], _ groupings: [Int], byKeyOnly: Bool = false) throws {
    var part = query
    part.groups = groupings.map { query.groups[$0] }
    part.order =
      byKeyOnly
      ? []
      : query.order.compactMap { order in
        guard case .grouping(let i) = order.key else { return order }
        return groupings.firstIndex(of: i).map {
          CoreQueryOrder(.grouping($0), isDescending: order.isDescending)
        }
      }
    let answer = QueryAnswer(part, groups.source)
    try GroupTable(answer, groups.roster).sort(&lines)
  }

  /// Returns the headings of the columns below `label`.
  private func headings(_ label: [ResultValue]) -> [ResultTable.Column] {
    var headings = query.columns.map { heading(label, $0) }
    if query.mark != nil { headings[headings.count - 1].isMark = true }
    return headings
  }

  private func heading(_ label: [ResultValue], _ column: CoreColumn) -> ResultTable.Column {
    func text(_ language: Language) -> String {
      let name = label.map { ValueSpelling(language)($0) }.joined(separator: " ")
      let shown = query.mark != nil && !groups.answer.isExport ? query.columns.count - 1 : query.columns.count
      return shown > 1 ? "\(name) \(column.name)" : name
    }
    var heading = ResultTable.Column(column)
    heading.heading = Bilingual(en: text(.english), id: text(.indonesian))
    heading.key = text(.english)
    return heading
  }
}

/// A table with a line a month: each is evaluated on the month's first day, so that dated parameters move.
struct MonthTable {

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
    let (first, count) = try span()
    var lines: [GroupTable.Line] = []
    for k in 0..<count {
      guard let month = first.adding(months: k) else { break }
      let source = groups.source.on(month)
      let answer = QueryAnswer(
        query, source, revealed: groups.answer.revealed, isExport: groups.answer.isExport)
      let part = GroupTable(answer, groups.roster)
      let grouping = try part.grouping(of: answer.rows())
      let values = try part.columns(in: grouping)
      for var line in part.lines(grouping, values) {
        line.key.insert(.date(month), at: min(position, line.key.count))
        lines.append(line)
      }
      if grouping.count == 0 && query.groups.count == 1 {
        // A month in which there is nobody is a month all the same.
        let empty = RowGrouping(roster: groups.roster, rows: [], groupOfRow: [], keys: [[]])
        lines.append(
          GroupTable.Line(key: [.date(month)], values: try part.columns(in: empty).map { $0[0] }, group: 0))
      }
    }
    try groups.sort(&lines)
    var headings = query.groups.map { group in
      ResultTable.Column(
        heading: group.value == nil && ["month", "bulan"].contains(group.name)
          ? Bilingual(en: "Month", id: "Bulan") : Bilingual(same: group.name),
        key: group.value == nil ? "month" : group.name, isNumeric: groups.isNumeric(group.value?.type))
    }
    headings += query.headings
    let amounts = query.columns.map { column in
      guard case .number(let unit) = column.value.type, unit.rupiah == 1, unit.months == -1 else {
        return false
      }
      return unit.addsUp && isFlow(column.value, unit)
    }
    var rows = try lines.map { line in
      let cells = try groups.cells(line.values)
      return try ResultTable.Row(
        line.key.enumerated().map { try groups.cell(of: $1, $0) }
          + zip(cells, amounts).map { cell, isAmount in
            // Of a monthly amount, the line of a month is that month's.
            if isAmount, case .number(let n, _) = cell { return .number(n, .money) }
            return cell
          })
    }
    if query.hasTotalRow && !groups.answer.isExport {
      // Money of several months adds up; people, rates and shares of several months do not.
      var line = [ResultValue](repeating: .text(""), count: query.groups.count)
      if !line.isEmpty { line[0] = .totalLabel }
      for (c, column) in query.columns.enumerated() {
        guard case .number(let unit) = column.value.type, unit.rupiah == 1, unit.addsUp,
          isFlow(column.value, unit)
        else {
          line.append(.notApplicable)
          continue
        }
        let sum = lines.reduce(Rational.zero) { $0 + ($1.values[c].number ?? .zero) }
        line.append(.number(sum, .money))
      }
      rows.append(ResultTable.Row(line, kind: .total))
    }
    var table = ResultTable(columns: headings, rows: rows)
    if let last = first.adding(months: count - 1), count > 1, !groups.answer.isExport {
      table.notes = try ParameterChanges(source: groups.source)
        .notes(of: query.columns.map(\.value), after: first, to: last)
    }
    return table
  }

  /// Whether a column holds what happens in each month, so that months add up: a sum over rows of amounts per
  /// month, or of amounts that the month chooses. A ceiling is in force in every month, and is not added.
  private func isFlow(_ e: CoreExpression, _ unit: UnitOfMeasure) -> Bool {
    switch e.kind {
    case .aggregate(let a):
      return a.function == .sum && (unit.months == -1 || groups.source.model.traits(of: e).readsToday)
    case .input(let i):
      guard query.columns.indices.contains(i), case .number(let unit) = query.columns[i].value.type else {
        return false
      }
      return isFlow(query.columns[i].value, unit)
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
      return isFlow(a, unit) && isFlow(b, unit)
    case .negated(let a), .rounded(let a, _, _): return isFlow(a, unit)
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .today, .payer, .follow, .rowAt,
      .isIn, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
      .arithmetic, .addMonths, .clamp, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth,
      .joined, .invalid:
      return false
    }
  }

  /// Returns the first month and how many there are.
  private func span() throws -> (CalendarDate, Int) {
    guard let months = query.groups[position].months,
      case .date(let from) = try groups.source.value(of: months.from),
      case .date(let to) = try groups.source.value(of: months.to)
    else { return (groups.source.day.startOfMonth, 0) }
    return (from.startOfMonth, min(MonthTable.most, max(0, to.monthsTouched(since: from))))
  }
}
