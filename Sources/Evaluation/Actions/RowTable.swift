import Diagnostics
import Rosters
import Semantics

/// The table of a query that groups nothing: a line a row.
struct RowTable {

  let answer: QueryAnswer
  let roster: RosterID

  init(_ answer: QueryAnswer, _ roster: RosterID) {
    self.answer = answer
    self.roster = roster
  }

  private var query: CoreQuery { answer.query }
  private var source: AnswerSource { answer.source }
  private var core: CoreRoster { answer.source.program[roster] }

  /// Returns the columns to show: the query's, or all fields of the roster where it names none.
  private var columns: [CoreColumn] {
    if !query.columns.isEmpty { return query.columns }
    return core.schema.fields.enumerated().filter { $1.isKept }.map { i, field in
      CoreColumn(
        name: field.name,
        value: CoreExpression(
          .field(i), type: core.types[i], origin: field.site ?? core.definitionSpan,
          canBeMissing: field.isOptional), decimals: nil, magnitude: nil, isPrivate: field.isPrivate)
    }
  }

  /// Returns the table of `rows`; as they stand if `keepsOrder`, else in the query's order.
  func table(_ rows: [Int32], keepsOrder: Bool = false) throws -> ResultTable {
    let columns = columns
    var values: [EvaluatedColumn] = []
    for column in columns {
      values.append(
        try answer.checked(source.values(of: column.value, over: roster, rows: rows, inputs: values)))
    }
    var order = Array(rows.indices)
    if !keepsOrder { order = try sorted(rows, values) }
    var shown = order
    var rest: [Int] = []
    if let first = query.first, let n = try source.value(of: first).number?.floor.int64 {
      shown = Array(order.prefix(Int(clamping: max(0, n))))
      rest = Array(order.dropFirst(shown.count))
    }

    var headings: [ResultTable.Column] = []
    let isMasked = columns.enumerated().contains { $1.isPrivate && !answer.revealed.contains($0) }
    if isMasked && !answer.isExport {
      headings.append(.init(heading: Bilingual(en: "Row", id: "Baris"), key: "row", isNumeric: false))
    }
    for column in columns { headings += ResultTable.Column.columns(column, isExport: answer.isExport) }
    if query.mark != nil { headings[headings.count - 1].isMark = true }
    let table = try source.table(roster)
    func cells(_ i: Int) throws -> [ResultValue] {
      var line: [ResultValue] = []
      if isMasked && !answer.isExport { line.append(.text("#\(table.origins[Int(rows[i])].row)")) }
      for (c, column) in columns.enumerated() {
        let isPrivate = column.isPrivate && !answer.revealed.contains(c)
        line += try answer.cells.values(
          values[c][i], column.value.type, isPrivate: isPrivate, isExport: answer.isExport)
      }
      return line
    }

    var lines: [ResultTable.Row] = []
    let lead = isMasked && !answer.isExport ? 1 : 0
    if let by = query.subtotals.first, !answer.isExport, columns.indices.contains(by) {
      for block in blocks(shown, values[by]) {
        lines += try block.map { ResultTable.Row(try cells($0)) }
        let name = try answer.cells.value(
          values[by][block[0]], columns[by].value.type, isPrivate: columns[by].isPrivate)
        lines.append(sum(block, columns, values, .subtotal, label: .subtotal(name), lead: lead))
      }
    } else {
      lines = try shown.map { ResultTable.Row(try cells($0)) }
    }
    if !answer.isExport {
      if !rest.isEmpty {
        lines.append(sum(rest, columns, values, .rest, label: .others(rest.count), lead: lead))
      }
      if query.hasTotalRow {
        lines.append(sum(order, columns, values, .total, label: .totalLabel, lead: lead))
      }
    }
    return ResultTable(columns: headings, rows: lines)
  }

  /// Returns the positions of `rows` in the query's order; ties by the roster's key.
  private func sorted(_ rows: [Int32], _ values: [EvaluatedColumn]) throws -> [Int] {
    guard !query.order.isEmpty else { return Array(rows.indices) }
    var keys: [SortKey] = []
    for order in query.order {
      let column: EvaluatedColumn
      switch order.key {
      case .column(let i):
        guard values.indices.contains(i) else { continue }
        column = values[i]
      case .grouping: continue
      case .value(let e):
        column = try answer.checked(source.values(of: e, over: roster, rows: rows, inputs: values))
      }
      // References stand in the order of the keys of their rows.
      var ranks: [Int32]?
      if case .row(let target) = column.type { ranks = try answer.cells.names.keyRanks(of: target) }
      keys.append(SortKey(column, ranks: ranks, isDescending: order.isDescending))
    }
    let byKey = try answer.cells.names.comparison(of: roster)
    return rows.indices.sorted { a, b in
      for key in keys {
        let c = key.compare(a, b)
        if c != 0 { return c < 0 }
      }
      return byKey(rows[a], rows[b]) < 0
    }
  }

  /// Returns `positions` in blocks with equal values of `column`, in the order of their first.
  private func blocks(_ positions: [Int], _ column: EvaluatedColumn) -> [[Int]] {
    var blocks: [[Int]] = []
    var blockOf: [Scalar: Int] = [:]
    for p in positions {
      if let b = blockOf[column[p]] {
        blocks[b].append(p)
      } else {
        blockOf[column[p]] = blocks.count
        blocks.append([p])
      }
    }
    return blocks
  }

  /// Returns the sums of what can be summed over `positions`; a dash where a sum would mean nothing.
  private func sum(
    _ positions: [Int], _ columns: [CoreColumn], _ values: [EvaluatedColumn], _ kind: ResultTable.RowKind,
    label: ResultValue, lead: Int
  ) -> ResultTable.Row {
    let shares = TotalShares(program: source.program, roster: roster, columns: columns)
    var line: [ResultValue] = columns.enumerated().map { c, column in
      if case .share = column.value.type { return shares.total(of: column, values[c], at: positions) }
      guard case .number(let unit) = column.value.type, unit.addsUp, !column.isPrivate else {
        return .notApplicable
      }
      var total = Rational.zero
      for p in positions { if case .number(let n) = values[c][p] { total = total + n } }
      return .number(total, unit)
    }
    // A dash under a text says nothing: the label stands there, or nothing.
    var hasLabel = lead > 0
    for (c, column) in columns.enumerated() where line[c] == .notApplicable {
      if query.mark != nil && c == columns.count - 1 { continue }
      if case .number = column.value.type { continue }
      if case .share = column.value.type { continue }
      line[c] = hasLabel ? .text("") : label
      hasLabel = true
    }
    if !hasLabel, let first = line.firstIndex(of: .notApplicable) { line[first] = label }
    if lead > 0 { line.insert(label, at: 0) }
    return ResultTable.Row(line, kind: kind)
  }
}

extension UnitOfMeasure {
  /// `true` iff values of different rows can be added: money and counts, and not rates, ages, percentages or ranks.
  var addsUp: Bool {
    (rupiah == 1 && counted == 0 && years == 0 && days == 0 && (months == 0 || months == -1))
      || (counted == 1 && rupiah == 0 && months == 0 && years == 0 && days == 0)
  }
}

extension CoreQuery {
  /// The headings of the columns.
  var headings: [ResultTable.Column] {
    var headings = columns.map { ResultTable.Column($0) }
    if mark != nil, !headings.isEmpty { headings[headings.count - 1].isMark = true }
    return headings
  }
}

extension ResultTable.Column {
  /// Returns the headings of a query's column: in a file, a reference has its key and its name.
  static func columns(_ column: CoreColumn, isExport: Bool) -> [ResultTable.Column] {
    let own = ResultTable.Column(column)
    guard isExport, case .row = column.value.type else { return [own] }
    return [
      own,
      .init(heading: Bilingual(same: column.name + "_name"), key: column.name + "_name", isNumeric: false),
    ]
  }

  /// Creates the heading of a query's column.
  init(_ column: CoreColumn) {
    let isNumeric: Bool
    switch column.value.type {
    case .number, .share: isNumeric = true
    case .truth, .text, .nik, .date, .choice, .row, .unknown: isNumeric = false
    }
    self.init(
      heading: Bilingual(same: column.name), key: column.name,
      form: DisplayForm(decimals: column.decimals, magnitude: column.magnitude), isNumeric: isNumeric)
  }
}

extension ResultValue {
  /// The label of a total.
  static let totalLabel = ResultValue.bilingual(Bilingual(en: "Total", id: "Jumlah"))

  /// Returns the label of a subtotal of the rows of `name`.
  static func subtotal(_ name: ResultValue) -> ResultValue {
    let english = ValueSpelling(.english)(name)
    let indonesian = ValueSpelling(.indonesian)(name)
    return .bilingual(Bilingual(en: "Subtotal \(english)", id: "Subjumlah \(indonesian)"))
  }

  /// Returns the label of `count` rows that are not shown singly.
  static func others(_ count: Int) -> ResultValue {
    let n = ValueSpelling(.english).count(count)
    return .bilingual(Bilingual(en: "others (\(n))", id: "lainnya (\(n))"))
  }
}
