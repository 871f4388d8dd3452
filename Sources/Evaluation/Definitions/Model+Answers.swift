import Diagnostics
import Rosters
import Semantics
import Syntax

/// Rows chosen by a condition, with what could not be evaluated.
public struct SelectedRows: Sendable {
  /// The rows, ascending.
  public let choice: RowChoice
  /// The list of the rows.
  public var rows: [Int32] { choice.list }
  /// How many rows could not be decided.
  public let faultCount: Int
  /// Why, the first of them.
  public let faults: [EvaluationFault]
}

/// Groups of rows that share the values of some keys.
public struct GroupedRows: Sendable {
  /// Of each of the rows, its group; -1 for a row without one.
  public let groupOfRow: PackedIntegers
  /// The values of the keys, one list a group; groups stand in the order of their first rows.
  public let keys: [[Scalar]]
  /// Why rows have no group, the first of them.
  public let faults: [EvaluationFault]

  /// Of each of the rows, its group, as a list.
  var groups: [Int32] { groupOfRow.list }
}

extension Model {

  /// Returns the values of `e` for `rows` of `roster`, or for all of them; `inputs` are the values of earlier
  /// columns for the same rows.
  public func column(
    _ e: CoreExpression, roster: RosterID, rows: [Int32]? = nil, inputs: [EvaluatedColumn] = [],
    frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let table = try loaded(roster)
    let rows = table.narrowing(rows)
    let resolved = resolve(frame)
    let outer = try enclosing(frame)
    if rows == nil && inputs.isEmpty && outer == nil { return try expression(e, table, frame: resolved) }
    return try column(e.type, count: rows?.count ?? table.count) {
      range, evaluator throws(EvaluationStop) -> Vector in
      var b = Batch(
        roster: table, rows: rows.map { .list(Array($0[range])) } ?? .range(range), frame: resolved)
      b.outer = outer
      b.inputs = inputs.map { $0.vector(.range(range)) }
      return try evaluator.evaluate(e, b)
    }
  }

  /// Returns the value of `e`, which reads no row, or only rows that enclose it.
  public func value(
    _ e: CoreExpression, inputs: [Scalar] = [], frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedValue {
    let evaluator = Evaluator(self)
    var b = Batch(roster: nil, rows: .range(0..<1), frame: resolve(frame))
    b.outer = try enclosing(frame)
    b.inputs = inputs.map { Vector($0, count: 1) }
    let v = try evaluator.evaluate(e, b)
    return EvaluatedValue(
      type: e.type, value: v.scalar(0, e.type), faults: v.hasFaults ? evaluator.log.faults : [])
  }

  /// Returns the rows of `population`; of one that belongs to a row, the row is the innermost of the frame's.
  public func rows(
    of population: CorePopulation, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> SelectedRows {
    let table = try loaded(population.roster)
    profile?.begin(.groups)
    defer { profile?.end(rows: table.count) }
    var candidates: [Int32]?
    if let reference = population.backReference {
      guard let owner = frame.enclosing.last else {
        throw .refused(
          EvaluationFault(.internalFault("a row to belong to", at: reference.origin), roster: nil, row: 0))
      }
      let owners = try expression(reference, table, frame: resolve(frame))
      candidates = (0..<table.count).filter { owners.values.integer($0) == Int64(owner.row) }.map {
        Int32($0)
      }
    }
    guard let condition = population.condition else {
      return SelectedRows(
        choice: candidates.map { .list($0) } ?? .all(table.count), faultCount: 0, faults: [])
    }
    let holds = try column(condition, roster: population.roster, rows: candidates, frame: frame)
    let chosen = holds.rows(threads: threads)
    return SelectedRows(
      choice: .list(candidates.map { c in chosen.map { c[Int($0)] } } ?? chosen),
      faultCount: holds.faultCount,
      faults: holds.faultCount == 0 ? [] : holds.faults)
  }

  /// Returns which of `rows` have the same values of `keys`.
  public func groups(
    of rows: RowChoice, roster: RosterID, by keys: [CoreExpression],
    frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> GroupedRows {
    profile?.begin(.groups)
    defer { profile?.end(rows: rows.count) }
    var columns: [EvaluatedColumn] = []
    for k in keys { columns.append(try column(k, roster: roster, rows: rows.some, frame: frame)) }
    return Model.groups(of: columns, count: rows.count, threads: threads)
  }

  /// Returns the values of `e` for groups of rows: its aggregates without a population are of a group's rows,
  /// and `inputs` are the values of earlier columns for the same groups.
  ///
  /// `groupOfRow` is the group of each of `rows`, -1 for none.
  public func groupColumn(
    _ e: CoreExpression, roster: RosterID, rows: RowChoice, groupOfRow: PackedIntegers, groupCount: Int,
    inputs: [EvaluatedColumn] = [], frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedColumn {
    let table = try loaded(roster)
    // Groups without rows only arise where there is a single one, of nobody.
    let index = GroupIndex(
      roster: table, rows: table.narrowing(rows),
      groupOfRow: groupCount == 1 ? nil : groupOfRow,
      count: groupCount, isQuery: true)
    let evaluator = Evaluator(self)
    var b = Batch(roster: table, rows: .range(0..<groupCount), frame: resolve(frame))
    b.outer = try enclosing(frame)
    b.grouping = index
    b.inputs = inputs.map { $0.vector(.range(0..<groupCount)) }
    let part = ColumnAssembler.Part(try evaluator.evaluate(e, b))
    return ColumnAssembler.column([part], type: e.type, faults: evaluator.log.faults)
  }

  /// Returns the value of a `let`, a parameter without inputs, or a budget without owners.
  public func value(
    of definition: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedValue {
    try evaluated(definition, resolve(frame))
  }

  /// Returns the column of a rule over all rows of its roster.
  public func column(
    of rule: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> EvaluatedColumn {
    try ruleColumn(rule, resolve(frame))
  }

  func enclosing(_ frame: EvaluationFrame) throws(EvaluationStop) -> OuterRow? {
    var outer: OuterRow?
    for r in frame.enclosing { outer = OuterRow(try loaded(r.roster), r.row, outer: outer) }
    return outer
  }

  /// Returns how `value` of `type` reads inside a text, in the program's language.
  func spelled(_ value: Scalar, _ type: CoreType) throws(EvaluationStop) -> String {
    ValueSpelling(program.language)(try resultValue(value, type))
  }

  /// Returns `value` of `type` on its way to a reader: choices and rows by their names.
  public func resultValue(_ value: Scalar, _ type: CoreType) throws(EvaluationStop) -> ResultValue {
    switch value {
    case .missing: return .missing
    case .truth(let b): return .truth(b)
    case .number(let n):
      if case .number(let unit) = type { return .number(n, unit) }
      return .number(n, .plain)
    case .share(let s): return .share(numerator: s.numerator, denominator: s.denominator)
    case .text(let s): return .text(s)
    case .nik(let n): return .nik(n)
    case .date(let d): return .date(d)
    case .choice(let i):
      guard case .choice(let list) = type, program.choiceLists.indices.contains(list.index) else {
        return .missing
      }
      let choices = program.choiceLists[list.index].choices
      return choices.indices.contains(i) ? .text(choices[i].name) : .missing
    case .row(let row):
      guard case .row(let id) = type else { return .missing }
      let roster = try loaded(id)
      let label = program[id].labelField ?? roster.table.schema.key.first
      guard let label, let column = roster.column(label), program[id].types.indices.contains(label),
        row >= 0, Int(row) < roster.count
      else {
        return .text(
          "#\(roster.count > Int(row) && row >= 0 ? roster.table.origins[Int(row)].row : Int(row))")
      }
      let own = EvaluatedColumn(type: program[id].types[label], values: column)
      return try resultValue(own[Int(row)], program[id].types[label])
    }
  }
}
