import Diagnostics
import Rosters
import Semantics
import Syntax

/// The rows of a file that are not used, each with the reason: a roster of their own, whose columns are inputs.
struct SetAsideTable {

  private let answer: QueryAnswer
  private let roster: RosterID

  init(_ answer: QueryAnswer, _ roster: RosterID) {
    self.answer = answer
    self.roster = roster
  }

  private var query: CoreQuery { answer.query }
  private var source: AnswerSource { answer.source }

  /// The number of columns that rows set aside have before those of the query.
  private static let ownColumns = 7
  /// The column that holds the reason.
  private static let reasonColumn = 5

  /// Returns the rows set aside, or only those that share their key with others.
  func table(where condition: CoreExpression?, onlyRepeatedKeys: Bool = false) throws -> ResultTable {
    let loaded = try source.table(roster)
    var asides = loaded.setAside.filter { !onlyRepeatedKeys || $0.sharesItsKey }
    if let condition { asides = try asides.filter { try value(condition, inputs($0)) == .truth(true) } }
    var table: ResultTable
    if query.columns.isEmpty && query.groups.isEmpty {
      table = onlyRepeatedKeys ? pairs(asides) : listed(asides)
    } else if query.groups.isEmpty && !query.columns.contains(where: { $0.value.readsGroup }) {
      table = try rows(asides)
    } else {
      table = try grouped(asides)
    }
    table.facts = [.rowsUsed(source.program[roster].name, loaded)]
    if query.groups.isEmpty { table.notes += summary(asides) }
    return table
  }

  /// Returns a line for each row that gave way to another, or to none: the key, the rows, and where they differ.
  private func pairs(_ asides: [SetAsideRow]) -> ResultTable {
    ResultTable(
      columns: [
        .init(heading: Bilingual(en: "Key", id: "Kunci"), key: "key", isNumeric: false),
        .init(heading: Bilingual(en: "Not used", id: "Tidak dipakai"), key: "not_used", isNumeric: false),
        .init(heading: Bilingual(en: "Used", id: "Dipakai"), key: "used", isNumeric: false),
        .init(
          heading: Bilingual(en: "They differ in", id: "Berbeda pada"), key: "differ_in", isNumeric: false),
        .init(heading: Bilingual(en: "Reason", id: "Alasan"), key: "reason", isNumeric: false),
      ],
      rows: asides.map { row in
        func argument(_ name: String) -> ResultValue {
          if case .text(let s)? = row.reason.arguments[name], !s.isEmpty { return .text(s) }
          return .missing
        }
        return ResultTable.Row([
          row.value.map { .text($0) } ?? .missing, .text("\(row.file) #\(row.row)"),
          kept(row, argument("kept")),
          argument("fields"),
          .bilingual(
            Bilingual(en: row.reason.message(in: .english), id: row.reason.message(in: .indonesian))),
        ])
      })
  }

  /// Returns the row that is used in the place of `row`; `stated` if the reason names it.
  private func kept(_ row: SetAsideRow, _ stated: ResultValue) -> ResultValue {
    guard row.reason.code == "P0673", case .bilingual(let other)? = row.reason.arguments["other"] else {
      return stated
    }
    return .bilingual(other)
  }

  /// Returns the values of a row's own columns.
  private func inputs(_ row: SetAsideRow) -> [Scalar] {
    [
      .text(row.file), .number(Rational(row.line)), .number(Rational(row.row)),
      row.column.map { .text($0) } ?? .missing, row.value.map { .text($0) } ?? .missing,
      .text(row.reason.message(in: source.program.language)), .text(row.reason.code),
    ]
  }

  private func value(_ e: CoreExpression, _ inputs: [Scalar]) throws -> Scalar {
    let value = try source.model.value(e, inputs: inputs, frame: source.frame)
    if value.isFaulted { throw ActionStop(value.faults) }
    return value.value
  }

  private func shown(_ scalar: Scalar, _ e: CoreExpression, _ row: SetAsideRow?) throws -> ResultValue {
    if let row, case .input(SetAsideTable.reasonColumn) = e.kind {
      return .bilingual(
        Bilingual(en: row.reason.message(in: .english), id: row.reason.message(in: .indonesian)))
    }
    return try answer.cells.value(scalar, e.type)
  }

  // MARK: Rows

  private func listed(_ asides: [SetAsideRow]) -> ResultTable {
    ResultTable(
      columns: [
        .init(heading: Bilingual(en: "File", id: "Berkas"), key: "file", isNumeric: false),
        .init(heading: Bilingual(en: "Row", id: "Baris"), key: "row", isNumeric: true),
        .init(heading: Bilingual(en: "Column", id: "Kolom"), key: "column", isNumeric: false),
        .init(heading: Bilingual(en: "Value", id: "Isi"), key: "value", isNumeric: false),
        .init(heading: Bilingual(en: "Reason", id: "Alasan"), key: "reason", isNumeric: false),
        .init(heading: Bilingual(en: "Code", id: "Kode"), key: "code", isNumeric: false),
      ],
      rows: asides.map { row in
        ResultTable.Row([
          .text(row.file), .number(Rational(row.row), .plain), row.column.map { .text($0) } ?? .missing,
          row.value.map { .text($0) } ?? .missing,
          .bilingual(
            Bilingual(en: row.reason.message(in: .english), id: row.reason.message(in: .indonesian))),
          .text(row.reason.code),
        ])
      })
  }

  private func rows(_ asides: [SetAsideRow]) throws -> ResultTable {
    var lines: [(row: SetAsideRow, values: [Scalar])] = []
    for row in asides {
      var values = inputs(row)
      for column in query.columns { values.append(try value(column.value, values)) }
      lines.append((row, Array(values.dropFirst(SetAsideTable.ownColumns))))
    }
    let order = query.order
    if !order.isEmpty {
      let places = lines.indices.sorted { a, b in
        for key in order {
          guard case .column(let i) = key.key, query.columns.indices.contains(i) else { continue }
          let (l, r) = (lines[a].values[i], lines[b].values[i])
          let c = ScalarOrder.compare(l, r)
          if c == 0 { continue }
          if l == .missing || r == .missing { return c < 0 }
          return key.isDescending ? c > 0 : c < 0
        }
        return a < b
      }
      lines = places.map { lines[$0] }
    }
    if let first = query.first, let n = try source.value(of: first).number?.floor.int64 {
      lines = Array(lines.prefix(Int(clamping: max(0, n))))
    }
    return ResultTable(
      columns: query.headings,
      rows: try lines.map { line in
        ResultTable.Row(try zip(query.columns, line.values).map { try shown($1, $0.value, line.row) })
      })
  }

  // MARK: Groups

  private func grouped(_ asides: [SetAsideRow]) throws -> ResultTable {
    let inputs = asides.map { self.inputs($0) }
    var groupOf: [[Scalar]: Int] = [:]
    var members: [[Int]] = []
    var keys: [[Scalar]] = []
    for i in asides.indices {
      let key = try query.groups.map { group -> Scalar in
        guard let e = group.value else { return .missing }
        // Reasons that differ only in the row or the value they name are one reason.
        if case .input(SetAsideTable.reasonColumn) = e.kind {
          return .text(SetAsideTable.kind(of: asides[i].reason))
        }
        return try value(e, inputs[i])
      }
      if let g = groupOf[key] {
        members[g].append(i)
      } else {
        groupOf[key] = members.count
        members.append([i])
        keys.append(key)
      }
    }
    func columns(_ members: [Int]) throws -> [Scalar] {
      var values = [Scalar](repeating: .missing, count: SetAsideTable.ownColumns)
      for column in query.columns {
        let simple = try column.value.withoutGroup { a in try self.aggregate(a, members.map { inputs[$0] }) }
        values.append(try value(simple, values))
      }
      return Array(values.dropFirst(SetAsideTable.ownColumns))
    }
    var lines = try members.indices.map { g in (group: g, values: try columns(members[g])) }
    lines.sort { l, r in
      for key in query.order {
        let (a, b): (Scalar, Scalar)
        switch key.key {
        case .column(let i): (a, b) = (l.values[i], r.values[i])
        case .grouping(let i): (a, b) = (keys[l.group][i], keys[r.group][i])
        case .value: continue
        }
        let c = ScalarOrder.compare(a, b)
        if c != 0 { return key.isDescending ? c > 0 : c < 0 }
      }
      for (a, b) in zip(keys[l.group], keys[r.group]) {
        let c = ScalarOrder.compare(a, b)
        if c != 0 { return c < 0 }
      }
      return false
    }
    var headings = query.groups.map { group in
      ResultTable.Column(heading: Bilingual(same: group.name), key: group.name, isNumeric: false)
    }
    headings += query.headings
    var rows = try lines.map { line in
      let key = try zip(query.groups, keys[line.group]).map { group, key -> ResultValue in
        guard let e = group.value else { return .missing }
        if case .input(SetAsideTable.reasonColumn) = e.kind {
          return .bilingual(commonReason(members[line.group].map { asides[$0].reason }))
        }
        return try shown(key, e, nil)
      }
      return ResultTable.Row(try key + zip(query.columns, line.values).map { try shown($1, $0.value, nil) })
    }
    if query.hasTotalRow {
      var key = [ResultValue](repeating: .text(""), count: query.groups.count)
      if !key.isEmpty { key[0] = .totalLabel }
      let values = try columns(Array(asides.indices))
      rows.append(
        ResultTable.Row(
          try key + zip(query.columns, values).map { try shown($1, $0.value, nil) }, kind: .total))
    }
    return ResultTable(columns: headings, rows: rows)
  }

  /// Returns what tells one reason from another: its code and, of a requirement, which one it is.
  private static func kind(of reason: Diagnostic) -> String {
    guard reason.code.hasPrefix("P07"), let site = reason.site else { return reason.code }
    return "\(reason.code) \(site.file.index) \(site.start)"
  }

  /// Returns what `reasons`, which have one code, say; what differs between them is left open.
  private func commonReason(_ reasons: [Diagnostic]) -> Bilingual {
    func text(_ language: Language) -> String {
      guard let first = reasons.first else { return "" }
      let message = first.message(in: language)
      if reasons.allSatisfy({ $0.message(in: language) == message }) { return message }
      // What all have in common is said, such as the column.
      let common = first.arguments.filter { name, value in reasons.allSatisfy { $0.arguments[name] == value }
      }
      return Diagnostic(first.template, at: nil, common).message(in: language).withOpenPlaces
    }
    return Bilingual(en: text(.english), id: text(.indonesian))
  }

  /// Returns an aggregate over rows set aside: these are few, and are not columns of a roster.
  private func aggregate(_ a: CoreAggregate, _ rows: [[Scalar]]) throws -> Scalar {
    var rows = rows
    if let condition = a.population.condition {
      rows = try rows.filter { try value(condition, $0) == .truth(true) }
    }
    switch a.function {
    case .count: return .number(Rational(rows.count))
    case .share:
      guard let condition = a.value else { return .missing }
      let part = try rows.filter { try value(condition, $0) == .truth(true) }.count
      return Share(Rational(part), of: Rational(rows.count)).map { .share($0) } ?? .missing
    case .sum, .average, .median, .min, .max:
      guard let e = a.value else { return .missing }
      let values = try rows.compactMap { try value(e, $0).number }.sorted()
      let sum = values.reduce(Rational.zero) { $0 + $1 }
      switch a.function {
      case .sum: return .number(sum)
      case .average: return (sum / Rational(values.count)).map { .number($0) } ?? .missing
      case .min: return values.first.map { .number($0) } ?? .missing
      case .max: return values.last.map { .number($0) } ?? .missing
      case .median:
        guard !values.isEmpty else { return .missing }
        let middle = values[(values.count - 1) / 2] + values[values.count / 2]
        return (middle / 2).map { .number($0) } ?? .missing
      case .count, .share: return .missing
      }
    }
  }

  private func summary(_ asides: [SetAsideRow]) -> [Phrase] {
    var counts: [String: Int] = [:]
    for row in asides { counts[row.reason.code, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, n in
      Phrase(
        Bilingual(en: "{code}: {n} {n:row|rows}", id: "{code}: {n} baris"),
        ["n": .number(Rational(n), .count), "code": .text(code)])
    }
  }
}

extension String {
  /// The text with `…` for each `{name}` in it.
  fileprivate var withOpenPlaces: String {
    var result = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open] + "…"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

extension CoreExpression {

  /// Whether it has an aggregate of the query's own group.
  var readsGroup: Bool {
    var isFound = false
    _ = substituting { e in
      if case .aggregate(let a) = e.kind, a.population.isGroup { isFound = true }
      return isFound ? e : nil
    }
    return isFound
  }

  /// Returns the expression with its aggregates of the group replaced by their values.
  func withoutGroup(_ value: (CoreAggregate) throws -> Scalar) throws -> CoreExpression {
    var failure: (any Error)?
    let result = substituting { e in
      guard case .aggregate(let a) = e.kind, a.population.isGroup else { return nil }
      do {
        switch try value(a) {
        case .number(let n): return CoreExpression(.constant(.number(n)), type: e.type, origin: e.origin)
        case .share(let s):
          let unit = CoreType.number(.count)
          return CoreExpression(
            .shareOf(
              CoreExpression(.constant(.number(s.numerator)), type: unit, origin: e.origin),
              CoreExpression(.constant(.number(s.denominator)), type: unit, origin: e.origin)), type: e.type,
            origin: e.origin)
        case .missing, .truth, .text, .nik, .date, .choice, .row:
          return CoreExpression(.constant(.missing), type: e.type, origin: e.origin, canBeMissing: true)
        }
      } catch {
        failure = error
        return e
      }
    }
    if let failure { throw failure }
    return result
  }
}

extension SetAsideRow {

  /// Whether it is set aside since it shares its key with another row.
  var sharesItsKey: Bool { ["P0672", "P0673", "P0674", "P0717", "P0718"].contains(reason.code) }
}
