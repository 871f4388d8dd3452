import Diagnostics
import Rosters
import Semantics

extension Model {

  /// Returns the rows of `sources` one above the other, one a key.
  func combined(
    _ id: RosterID, _ sources: [RosterID], key: Int, preference: [CoreExpression]
  ) throws(EvaluationStop) -> RosterTable {
    let schema = program[id].schema
    var tables: [RosterTable] = []
    for s in sources { tables.append(try table(s)) }
    let count = tables.reduce(0) { $0 + $1.count }
    let originField = schema.fields.firstIndex { f in
      if case .choice(let choices) = f.type {
        return f.name == "origin" && choices.map { $0.name } == sources.map { program[$0].name }
      }
      return false
    }
    var columns: [Column?] = []
    for (i, field) in schema.fields.enumerated() {
      let type = program[id].types.indices.contains(i) ? program[id].types[i] : .text
      var parts: [ColumnAssembler.Part] = []
      var isKept = true
      for (s, t) in tables.enumerated() {
        if i == originField {
          parts.append(ColumnAssembler.Part(Vector(.choice(s), count: t.count)))
        } else if let position = t.schema.fields.firstIndex(where: { $0.name == field.name }),
          let column = t.columns[position]
        {
          parts.append(ColumnAssembler.Part(Vector(column, .range(0..<t.count), type: type)))
        } else {
          isKept = false
        }
      }
      columns.append(isKept ? ColumnAssembler.column(parts, type: type, faults: []).values : nil)
    }
    var files: [String] = []
    var runs: [RowOrigins.Run] = []
    var first = 0
    var rowsRead = 0
    var setAside: SetAsideRows = []
    for t in tables {
      for r in t.origins.runs {
        runs.append(RowOrigins.Run(first: first + r.first, file: files.count + r.file, fileRow: r.fileRow))
      }
      files.append(contentsOf: t.origins.files)
      first += t.count
      rowsRead += t.rowsRead
      for row in t.setAside { setAside.append(row) }
    }
    let all = RosterTable(
      schema: schema, columns: columns, count: count, origins: RowOrigins(files: files, runs: runs),
      setAside: setAside, rowsRead: rowsRead)
    return try onePerKey(id, all, key: key, preference: preference)
  }

  /// Returns the table with one row for each value of the key: the preferred one.
  private func onePerKey(
    _ id: RosterID, _ all: RosterTable, key: Int, preference: [CoreExpression]
  ) throws(EvaluationStop) -> RosterTable {
    guard all.columns.indices.contains(key), let column = all.columns[key],
      program[id].types.indices.contains(key)
    else { return all }
    let groups = Model.groups(
      of: [EvaluatedColumn(type: program[id].types[key], values: column)], count: all.count)
    if groups.keys.count == all.count { return all }
    var members = [[Int]](repeating: [], count: groups.keys.count)
    for (i, g) in groups.groups.enumerated() { members[Int(g)].append(i) }
    let raw = Model(program, asOf: asOf, threads: threads, limits: limits, cancellation: cancellation) {
      other, _ in
      try self.table(other)
    }
    let stacked = try raw.standingIn(LoadedRoster(id, all))
    var wishes: [EvaluatedColumn] = []
    for p in preference {
      wishes.append(try raw.materialized(p, stacked, frame: raw.resolve(EvaluationFrame())))
    }
    var dropped: [(row: Int, reason: Diagnostic)] = []
    let fields = all.columns.indices.compactMap { i -> (name: String, values: EvaluatedColumn)? in
      guard i != key, i != program[id].schema.fields.count - 1, let column = all.columns[i],
        program[id].types.indices.contains(i), program[id].schema.fields[i].name != "origin"
      else { return nil }
      return (program[id].schema.fields[i].name, EvaluatedColumn(type: program[id].types[i], values: column))
    }
    for group in members where group.count > 1 {
      var best = group
      for w in wishes where best.count > 1 {
        // A condition prefers the rows for which it holds; of other values, the greatest.
        let values = best.map { w[$0] }
        guard let top = values.filter({ $0 != .missing }).max(by: { order($0, $1) < 0 }) else { continue }
        best = best.filter { w[$0] == top }
      }
      for row in group where best.count > 1 || row != best[0] {
        dropped.append(
          (
            row,
            best.count > 1
              ? .sharedCombinedKey(at: program[id].definitionSpan)
              : .otherRowPreferred(
                kept: "\(all.origins[best[0]].file) #\(all.origins[best[0]].row)",
                differing: fields.filter { $0.values[row] != $0.values[best[0]] }.map(\.name),
                at: program[id].definitionSpan)
          ))
      }
    }
    let keyField = program[id].schema.fields[key]
    let keys = EvaluatedColumn(type: program[id].types[key], values: column)
    var values: [Int: String] = [:]
    for (row, _) in dropped {
      let text = try spelled(keys[row], program[id].types[key])
      values[row] = keyField.isPrivate ? PrivateText.masked(text, type: keyField.type) : text
    }
    return all.settingAside(dropped, column: keyField.name, values: values)
  }

  /// Uses `roster` as it stands, without reading it.
  func standingIn(_ roster: LoadedRoster) throws(EvaluationStop) -> LoadedRoster {
    try results.rosters.value(roster.id.index) { () throws(EvaluationStop) in roster }
  }

  /// Returns for which rows of `roster` a condition holds, or `nil` for all; a row that faults stops the match.
  private func mask(of condition: CoreExpression?, _ roster: LoadedRoster) throws(EvaluationStop) -> [Bool]? {
    guard let condition else { return nil }
    let values = try materialized(condition, roster, frame: resolve(EvaluationFrame()))
    if let fault = values.faults.first { throw .refused(fault) }
    return (0..<roster.count).map { values[$0] == .truth(true) }
  }

  /// Returns the pairs of rows of two rosters that agree in `keys`, and the rows without such a partner.
  func matched(
    _ id: RosterID, _ first: RosterID, _ second: RosterID, keys: [(Int, Int)]
  ) throws(EvaluationStop) -> RosterTable {
    let schema = program[id].schema
    let earlier = try loaded(first)
    let later = try loaded(second)
    guard let index = later.index(keys.map { $0.1 }) else {
      throw .refused(
        EvaluationFault(.internalFault("a key", at: program[id].definitionSpan), roster: nil, row: 0))
    }
    let sides = program[id].sides
    let takesPart = (
      try mask(of: sides.first?.condition, earlier), try mask(of: sides.second?.condition, later)
    )
    var pairs: [(Int32, Int32)] = []
    var isTaken = [Bool](repeating: false, count: later.count)
    for start in stride(from: 0, to: earlier.count, by: Model.batchSize) {
      let rows = RowSelection.range(start..<min(earlier.count, start + Model.batchSize))
      let vectors = keys.compactMap { k in
        earlier.column(k.0).map { Vector($0, rows, type: program[first].types[k.0]) }
      }
      for i in 0..<rows.count {
        guard takesPart.0?[start + i] ?? true else { continue }
        var partner = vectors.allSatisfy { $0.isPresent(i) } ? index.row(vectors, i) : nil
        if let row = partner, takesPart.1?[Int(row)] == false { partner = nil }
        pairs.append((Int32(start + i), partner ?? -1))
        if let partner { isTaken[Int(partner)] = true }
      }
    }
    for i in 0..<later.count where !isTaken[i] && takesPart.1?[i] ?? true { pairs.append((-1, Int32(i))) }
    func reference(_ side: [Int32]) -> Column {
      Column(
        .scaled(.words(side.map { max(0, $0) }), denominator: 1),
        present: side.contains(-1) ? side.map { $0 < 0 ? 0 : 1 } : nil)
    }
    var columns: [Column?] = [reference(pairs.map { $0.0 }), reference(pairs.map { $0.1 })]
    for (k, field) in keys.enumerated() {
      let type = program[id].types.indices.contains(2 + k) ? program[id].types[2 + k] : .text
      guard let a = earlier.column(field.0), let b = later.column(field.1) else {
        columns.append(nil)
        continue
      }
      var whole = VectorAssembler(count: pairs.count)
      let fromLater = pairs.indices.filter { pairs[$0].1 >= 0 }.map { Int32($0) }
      let fromEarlier = pairs.indices.filter { pairs[$0].1 < 0 }.map { Int32($0) }
      whole.add(Vector(b, .list(fromLater.map { pairs[Int($0)].1 }), type: type), at: fromLater)
      whole.add(Vector(a, .list(fromEarlier.map { pairs[Int($0)].0 }), type: type), at: fromEarlier)
      columns.append(
        ColumnAssembler.column([ColumnAssembler.Part(whole.assembled())], type: type, faults: []).values)
    }
    while columns.count < schema.fields.count { columns.append(nil) }
    return RosterTable(
      schema: schema, columns: columns, count: pairs.count,
      origins: RowOrigins(files: [program[id].name], runs: [RowOrigins.Run(first: 0, file: 0, fileRow: 1)]),
      rowsRead: pairs.count)
  }
}
