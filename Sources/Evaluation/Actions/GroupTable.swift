import Diagnostics
import Rosters
import Semantics

/// The table of a query that groups rows: a line a group, or a cross-table.
struct GroupTable {

  let answer: QueryAnswer
  let roster: RosterID

  init(_ answer: QueryAnswer, _ roster: RosterID) {
    self.answer = answer
    self.roster = roster
  }

  var query: CoreQuery { answer.query }
  var source: AnswerSource { answer.source }

  /// A line: the values of the groupings, and of the columns.
  struct Line {
    var key: [Scalar]
    var values: [Scalar]
    var group: Int
  }

  /// Returns the table of `rows`.
  func table(_ rows: RowChoice) throws -> ResultTable {
    if let position = query.groups.firstIndex(where: { $0.value == nil }) {
      return try PeriodTable(self, position).table()
    }
    if query.groups.contains(where: \.isAcross) { return try CrossTable(self).table(rows) }
    let grouping = try grouping(of: rows)
    let values = try columns(in: grouping)
    var lines = lines(grouping, values)
    try sort(&lines)
    return try laidOut(lines, grouping, empty: emptyGroups(grouping))
  }

  /// Returns the groups of `rows` by all groupings of the query.
  func grouping(of rows: RowChoice, _ source: AnswerSource? = nil) throws -> RowGrouping {
    let keys = query.groups.compactMap(\.value)
    if keys.isEmpty {
      // Without groupings all rows are one group, even where there are none.
      let one = [UInt8](repeating: 0, count: rows.count)
      return RowGrouping(roster: roster, rows: rows, groupOfRow: .bytes(one), keys: [[]])
    }
    let grouping = try (source ?? self.source).grouping(of: rows, over: roster, by: keys)
    for (i, key) in keys.enumerated() { try refuseAmbiguousNames(key, i, grouping) }
    return grouping
  }

  /// Returns the values of all columns for the groups of `grouping`.
  func columns(in grouping: RowGrouping, _ source: AnswerSource? = nil) throws -> [EvaluatedColumn] {
    var values: [EvaluatedColumn] = []
    for column in query.columns {
      let source = source ?? self.source
      values.append(try answer.checked(source.values(of: column.value, in: grouping, inputs: values)))
    }
    return values
  }

  func lines(_ grouping: RowGrouping, _ values: [EvaluatedColumn]) -> [Line] {
    grouping.keys.indices.map { g in
      Line(key: grouping.keys[g], values: values.map { $0[g] }, group: g)
    }
  }

  // MARK: Order

  /// Puts `lines` in the query's order; without one, and where lines are equal, in the order of their keys.
  func sort(_ lines: inout [Line]) throws {
    let keyRanks = try query.groups.map { try ranks($0.value?.type) }
    let columnRanks = try query.columns.map { try ranks($0.value.type) }
    func compare(_ a: Scalar, _ b: Scalar, _ ranks: [Int32]?) -> Int {
      if let ranks, case .row(let x) = a, case .row(let y) = b {
        return ScalarOrder.compare(.row(ranks[Int(x)]), .row(ranks[Int(y)]))
      }
      return ScalarOrder.compare(a, b)
    }
    let order = query.order
    lines.sort { l, r in
      for key in order {
        let a: Scalar
        let b: Scalar
        let ranks: [Int32]?
        switch key.key {
        case .column(let i):
          guard l.values.indices.contains(i) else { continue }
          (a, b, ranks) = (l.values[i], r.values[i], columnRanks[i])
        case .grouping(let i):
          guard l.key.indices.contains(i) else { continue }
          (a, b, ranks) = (l.key[i], r.key[i], keyRanks[i])
        case .value: continue
        }
        let c = compare(a, b, ranks)
        if c == 0 { continue }
        if a == .missing || b == .missing { return c < 0 }
        return key.isDescending ? c > 0 : c < 0
      }
      for i in l.key.indices {
        let c = compare(l.key[i], r.key[i], keyRanks.indices.contains(i) ? keyRanks[i] : nil)
        if c != 0 { return c < 0 }
      }
      return false
    }
  }

  /// Returns, of a reference's type, the place of each row in the order of its key.
  private func ranks(_ type: CoreType?) throws -> [Int32]? {
    if case .row(let roster) = type { return try answer.cells.names.keyRanks(of: roster) }
    return nil
  }

  // MARK: Layout

  /// Returns `lines`, which are in order, as a table with the totals that the query asks for.
  private func laidOut(_ lines: [Line], _ grouping: RowGrouping, empty: [Phrase]) throws -> ResultTable {
    var headings: [ResultTable.Column] = []
    for group in query.groups {
      headings.append(
        .init(heading: Bilingual(same: group.name), key: group.name, isNumeric: isNumeric(group.value?.type)))
      if answer.isExport, case .row? = group.value?.type {
        headings.append(
          .init(heading: Bilingual(same: group.name + "_name"), key: group.name + "_name", isNumeric: false))
      }
    }
    for column in query.columns { headings += ResultTable.Column.columns(column, isExport: answer.isExport) }
    if query.mark != nil { headings[headings.count - 1].isMark = true }
    var shown = lines
    var rest: [Line] = []
    if let first = query.first, let n = try source.value(of: first).number?.floor.int64 {
      shown = Array(lines.prefix(Int(clamping: max(0, n))))
      rest = Array(lines.dropFirst(shown.count))
    }
    var rows: [ResultTable.Row] = []
    let by = query.subtotals.first { query.groups.indices.contains($0) }
    if let by, !answer.isExport, query.groups.count > 1 {
      for block in blocks(shown, by) {
        rows += try block.map { try row($0) }
        // Over all rows of the group, shown or not, as every total is.
        let key = block[0].key[by]
        let whole = lines.filter { $0.key[by] == key }.map(\.group)
        let label = ResultValue.subtotal(try cell(of: key, by))
        rows.append(try merged(whole, grouping, .subtotal, label: label, at: by))
      }
    } else {
      rows = try shown.map { try row($0) }
    }
    if !answer.isExport {
      if !rest.isEmpty {
        rows.append(try merged(rest.map(\.group), grouping, .rest, label: .others(rest.count), at: 0))
      }
      if query.hasTotalRow {
        rows.append(try merged(lines.map(\.group), grouping, .total, label: .totalLabel, at: 0))
      }
    }
    var table = ResultTable(columns: headings, rows: rows)
    table.notes = empty
    return table
  }

  func isNumeric(_ type: CoreType?) -> Bool {
    if case .number = type { return true }
    return false
  }

  /// Returns `lines` in blocks with equal values of grouping `by`, in the order of their first.
  private func blocks(_ lines: [Line], _ by: Int) -> [[Line]] {
    var blocks: [[Line]] = []
    var blockOf: [Scalar: Int] = [:]
    for line in lines {
      if let b = blockOf[line.key[by]] {
        blocks[b].append(line)
      } else {
        blockOf[line.key[by]] = blocks.count
        blocks.append([line])
      }
    }
    return blocks
  }

  private func row(_ line: Line) throws -> ResultTable.Row {
    var row: [ResultValue] = []
    for (i, key) in line.key.enumerated() {
      if answer.isExport, case .row? = query.groups[i].value?.type, let type = query.groups[i].value?.type {
        row += try answer.cells.values(key, type, isPrivate: false, isExport: true)
      } else {
        row.append(try cell(of: key, i))
      }
    }
    for (c, value) in line.values.enumerated() {
      let column = query.columns[c]
      let isPrivate = column.isPrivate && !answer.revealed.contains(c)
      row += try answer.cells.values(
        value, column.value.type, isPrivate: isPrivate, isExport: answer.isExport)
    }
    return ResultTable.Row(row)
  }

  func cells(_ values: [Scalar]) throws -> [ResultValue] {
    try values.enumerated().map { c, value in
      let column = query.columns[c]
      let isPrivate = column.isPrivate && !answer.revealed.contains(c)
      return try answer.cells.value(value, column.value.type, isPrivate: isPrivate)
    }
  }

  /// Returns the value of grouping `i` as it is shown.
  func cell(of key: Scalar, _ i: Int) throws -> ResultValue {
    guard let type = query.groups[i].value?.type else {
      guard case .date(let day) = key, let step = query.groups[i].periods?.step else { return .missing }
      return step == .month ? .month(day) : .period(day, step)
    }
    if answer.isExport, case .row(let target) = type, case .row(let row) = key {
      // A file is joined with others by keys, not by names.
      return .text(try answer.cells.names.key(Int(row), of: target))
    }
    return try answer.cells.value(key, type)
  }

  /// Returns a line computed over all rows of `groups`: never a sum or a mean of the lines above it.
  func merged(
    _ groups: [Int], _ grouping: RowGrouping, _ kind: ResultTable.RowKind, label: ResultValue,
    at position: Int
  ) throws -> ResultTable.Row {
    var part = [Int?](repeating: nil, count: grouping.count)
    for g in groups { part[g] = 0 }
    let whole = grouping.merged(by: part, keys: [grouping.keys.first.map { $0.map { _ in .missing } } ?? []])
    let values = try columns(in: whole)
    var key = [ResultValue](repeating: .text(""), count: query.groups.count)
    if key.indices.contains(position) { key[position] = label }
    return ResultTable.Row(try key + cells(values.map { $0[0] }), kind: kind)
  }

  // MARK: Names and members

  /// Refuses to group by a name that two different rows of a roster bear.
  private func refuseAmbiguousNames(_ key: CoreExpression, _ position: Int, _ grouping: RowGrouping) throws {
    guard case .text = key.type else { return }
    let target: RosterID
    let reference: CoreExpression
    let field: Int
    if case .follow(let r, let then) = key.kind, case .row(let other) = r.type, case .field(let f) = then.kind
    {
      (target, reference, field) = (other, r, f)
    } else if case .field(let f) = key.kind, source.program[roster].labelField == f {
      (target, reference, field) = (roster, CoreExpression(.row, type: .row(roster), origin: key.origin), f)
    } else {
      return
    }
    let core = source.program[target]
    guard !core.schema.fields[field].isKey, core.labelField == field else { return }
    let referred = try source.values(of: reference, over: roster, rows: grouping.rows.some, inputs: [])
    var rowOfGroup = [Scalar](repeating: .missing, count: grouping.count)
    for i in 0..<grouping.rows.count {
      let g = Int(grouping.groupOfRow[i])
      let row = referred[i]
      guard case .row(let new) = row else { continue }
      if case .row(let known) = rowOfGroup[g], known != new {
        let keys = try (
          answer.cells.names.key(Int(known), of: target), answer.cells.names.key(Int(new), of: target)
        )
        let name = grouping.keys[g].indices.contains(position) ? grouping.keys[g][position].text ?? "" : ""
        throw ActionStop([.groupedByRepeatedName(name, core.name, keys.0, keys.1, at: key.origin)])
      }
      rowOfGroup[g] = row
    }
  }

  /// Returns what to say of members of a roster or a list of choices that no row belongs to.
  private func emptyGroups(_ grouping: RowGrouping) throws -> [Phrase] {
    guard query.groups.count == 1, let type = query.groups[0].value?.type, !answer.isExport else { return [] }
    switch type {
    case .row(let target):
      let count = try source.table(target).count
      let found = Set(grouping.keys.map { $0[0] })
      let empty = (0..<Int32(count)).filter { !found.contains(.row($0)) }
      guard !empty.isEmpty, empty.count < count else { return [] }
      let names = try empty.prefix(5).map {
        try ValueSpelling(.english)(answer.cells.names.name(Int($0), of: target))
      }
      return [.withoutRows(empty.count, of: source.program[target].name, names)]
    case .truth, .text, .nik, .date, .number, .share, .choice, .unknown: return []
    }
  }
}

extension Phrase {

  /// Creates the note that `count` rows of `roster` have no rows in a table; `names` are the first of them.
  static func withoutRows(_ count: Int, of roster: String, _ names: [String]) -> Phrase {
    let list = names.joined(separator: ", ") + (count > names.count ? ", …" : "")
    return Phrase(
      Bilingual(
        en: "{roster} without rows here ({n}): {list}.", id: "{roster} tanpa baris di sini ({n}): {list}."),
      ["n": .number(Rational(count), .count), "roster": .text(roster), "list": .text(list)])
  }
}
