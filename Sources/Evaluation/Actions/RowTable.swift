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
    let values = try values(of: columns, rows)
    let (shown, rest) = try places(rows, values, keepsOrder: keepsOrder)
    let lines = try Lines(self, rows, columns, values)
    var table = ResultTable(columns: lines.headings, rows: [])
    if let by = query.subtotals.first, !answer.isExport, columns.indices.contains(by) {
      for block in blocks(shown, values[by]) {
        table.rows += try block.map { ResultTable.Row(try lines.cells($0)) }
        let name = try answer.cells.value(
          values[by][block[0]], columns[by].value.type, isPrivate: columns[by].isPrivate)
        table.rows.append(sum(block, columns, values, .subtotal, label: .subtotal(name), lead: lines.lead))
      }
    } else {
      table.rows = try shown.map { ResultTable.Row(try lines.cells($0)) }
    }
    if !answer.isExport {
      if !rest.isEmpty {
        table.rows.append(sum(rest, columns, values, .rest, label: .others(rest.count), lead: lines.lead))
      }
      if query.hasTotalRow {
        table.rows.append(sum(shown + rest, columns, values, .total, label: .totalLabel, lead: lines.lead))
      }
    }
    return table
  }

  /// Calls `body` with the rows of the table of `rows`, `size` at a time, so that no more than those are held as cells;
  /// with none once, if there are none. Nothing is added up.
  func eachPiece(of rows: [Int32], size: Int, _ body: (ResultTable) throws -> Void) throws {
    let columns = columns
    let values = try values(of: columns, rows)
    let shown = try places(rows, values, keepsOrder: false).shown
    let lines = try Lines(self, rows, columns, values)
    for start in stride(from: 0, to: max(1, shown.count), by: size) {
      let piece = try shown[start..<min(shown.count, start + size)].map {
        ResultTable.Row(try lines.cells($0))
      }
      try body(ResultTable(columns: lines.headings, rows: piece))
    }
  }

  /// The columns that hold shares, by their place in the table.
  var shareColumns: [Bool] {
    columns.flatMap { column -> [Bool] in
      let own = ResultTable.Column.columns(column, isExport: answer.isExport)
      if case .share = column.value.type { return own.map { _ in true } }
      return own.map { _ in false }
    }
  }

  private func values(of columns: [CoreColumn], _ rows: [Int32]) throws -> [EvaluatedColumn] {
    var values: [EvaluatedColumn] = []
    for column in columns {
      values.append(
        try answer.checked(source.values(of: column.value, over: roster, rows: rows, inputs: values)))
    }
    return values
  }

  /// The lines of a table, made one by one of the values of its columns.
  private struct Lines {

    let table: RosterTable
    let answer: QueryAnswer
    let rows: [Int32]
    let columns: [CoreColumn]
    let values: [EvaluatedColumn]
    let headings: [ResultTable.Column]
    /// How many columns stand before those of the query.
    let lead: Int

    init(_ row: RowTable, _ rows: [Int32], _ columns: [CoreColumn], _ values: [EvaluatedColumn]) throws {
      table = try row.source.table(row.roster)
      answer = row.answer
      self.rows = rows
      self.columns = columns
      self.values = values
      var headings: [ResultTable.Column] = []
      let isMasked = columns.enumerated().contains { $1.isPrivate && !row.answer.revealed.contains($0) }
      lead = isMasked && !row.answer.isExport ? 1 : 0
      if lead > 0 {
        headings.append(.init(heading: Bilingual(en: "Row", id: "Baris"), key: "row", isNumeric: false))
      }
      for column in columns { headings += ResultTable.Column.columns(column, isExport: row.answer.isExport) }
      if row.query.mark != nil { headings[headings.count - 1].isMark = true }
      self.headings = headings
    }

    /// Returns the cells of the line for the row at `i`.
    func cells(_ i: Int) throws -> [ResultValue] {
      var line: [ResultValue] = []
      line.reserveCapacity(headings.count)
      if lead > 0 { line.append(.text("#\(table.origins[Int(rows[i])].row)")) }
      for (c, column) in columns.enumerated() {
        let isPrivate = column.isPrivate && !answer.revealed.contains(c)
        line += try answer.cells.values(
          values[c][i], column.value.type, isPrivate: isPrivate, isExport: answer.isExport)
      }
      return line
    }
  }

  /// Returns the positions of `rows` that are shown, in their order, and those of the rest, in any.
  private func places(
    _ rows: [Int32], _ values: [EvaluatedColumn], keepsOrder: Bool
  ) throws -> (shown: [Int], rest: [Int]) {
    var first: Int?
    if let e = query.first, let n = try source.value(of: e).number?.floor.int64 {
      first = Int(clamping: max(0, n))
    }
    guard !keepsOrder, !query.order.isEmpty else {
      let shown = min(rows.count, first ?? rows.count)
      return (Array(0..<shown), Array(shown..<rows.count))
    }
    let isBefore = try comparison(rows, values)
    guard let first, first < rows.count else { return (rows.indices.sorted(by: isBefore), []) }
    return LeadingPlaces(of: rows.count, first, by: isBefore).parted
  }

  /// Returns the query's order of the positions of `rows`; ties stand by the roster's key.
  private func comparison(_ rows: [Int32], _ values: [EvaluatedColumn]) throws -> (Int, Int) -> Bool {
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
    return { a, b in
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
      return .number(values[c].total(of: positions), unit)
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
