import Diagnostics
import Rosters
import Semantics

/// A table with groups down and groups across.
struct CrossTable {

  private let groups: GroupTable

  init(_ groups: GroupTable) { self.groups = groups }

  private var query: CoreQuery { groups.query }

  /// Returns the table of `rows`. Totals down and across are computed over all their rows.
  func table(_ rows: RowChoice) throws -> ResultTable {
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
