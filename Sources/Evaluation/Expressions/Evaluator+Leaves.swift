import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func field(_ i: Int, _ e: CoreExpression, _ b: Batch) -> Vector {
    guard let roster = b.roster, b.grouping == nil else {
      return faultAll(.internalFault("a field", at: e.origin), b)
    }
    guard let column = roster.column(i) else {
      let fields = roster.table.schema.fields
      let name = fields.indices.contains(i) ? fields[i].name : "\(i)"
      return faultAll(.fieldNotGiven(name, roster: roster.table.schema.name, at: e.origin), b)
    }
    return Vector(column, b.rows, type: e.type)
  }

  func fileRow(_ e: CoreExpression, _ b: Batch) -> Vector {
    guard let roster = b.roster, b.grouping == nil else {
      return faultAll(.internalFault("a row", at: e.origin), b)
    }
    return Vector(.narrow(b.rows.map { Int64(roster.table.origins[$0].row) }, denominator: 1), count: b.count)
  }

  func outer(_ inner: CoreExpression, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    guard let outer = b.outer else { return faultAll(.internalFault("an enclosing row", at: e.origin), b) }
    var single = Batch(roster: outer.roster, rows: .list([outer.row]), frame: b.frame)
    single.outer = outer.outer
    let value = try evaluate(inner, single)
    return value.repeated(b.count)
  }

  func today(_ e: CoreExpression, _ b: Batch) -> Vector {
    if b.frame.day == Frame.noDay { return faultAll(.noDay(at: e.origin), b) }
    return Vector(.constant(.number(Rational(Int64(b.frame.day)))), count: b.count)
  }

  func follow(_ reference: CoreExpression, _ then: CoreExpression, _ b: Batch) throws(EvaluationStop)
    -> Vector
  {
    let rows = try evaluate(reference, b)
    guard case .row(let id) = reference.type else {
      return faultAll(.internalFault("a reference", at: reference.origin), b)
    }
    let other = try model.loaded(id)
    guard let integers = rows.integers() else {
      return faultAll(.internalFault("a reference", at: reference.origin), b)
    }
    guard let states = rows.states else {
      return try evaluate(
        then, b.following(other, rows: .list(integers.map { Int32(truncatingIfNeeded: $0) })))
    }
    var positions: [Int32] = []
    var faulted: [Int] = []
    for (i, s) in states.enumerated() {
      if s == RowState.present { positions.append(Int32(i)) }
      if s == RowState.faulted { faulted.append(i) }
    }
    let targets = positions.map { Int32(truncatingIfNeeded: integers[Int($0)]) }
    let values = try evaluate(then, b.picking(positions).following(other, rows: .list(targets)))
    var whole = VectorAssembler(count: b.count)
    whole.add(values, at: positions)
    return whole.assembled().faulting(faulted)
  }

  func rowAt(
    _ roster: RosterID, _ keys: [CoreExpression], _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let other = try model.loaded(roster)
    return try find(other, other.table.schema.key, keys, e, b)
  }

  func isIn(
    _ roster: RosterID, _ fields: [Int], _ values: [CoreExpression], _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let other = try model.loaded(roster)
    let found = try find(other, fields, values, e, b)
    let mask = (0..<b.count).map { found.isPresent($0) ? UInt8(1) : 0 }
    let states = found.states.map { s in
      s.map { $0 == RowState.faulted ? RowState.faulted : RowState.present }
    }
    return Vector(truths: mask, states: states)
  }

  /// Returns the first row of `roster` with the values in `fields`, or missing.
  private func find(
    _ roster: LoadedRoster, _ fields: [Int], _ values: [CoreExpression], _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    var vectors: [Vector] = []
    var states: [UInt8]?
    for v in values {
      let vector = try evaluate(v, b)
      states = Vector.combine(states, vector.states)
      vectors.append(vector)
    }
    guard fields.count == values.count, let index = roster.index(fields) else {
      return faultAll(.internalFault("a key", at: e.origin), b)
    }
    var rows = [Int64](repeating: 0, count: b.count)
    var found = states ?? [UInt8](repeating: RowState.present, count: b.count)
    for i in 0..<b.count where found[i] == RowState.present {
      if let row = index.row(vectors, i) { rows[i] = Int64(row) } else { found[i] = RowState.missing }
    }
    return Vector(.narrow(rows, denominator: 1), states: found, count: b.count)
  }
}

extension Vector {

  /// Returns the first value, `count` times.
  func repeated(_ count: Int) -> Vector {
    let first: Values
    switch values {
    case .constant: first = values
    case .truths(let a): first = .constant(.truth(a[0] != 0))
    case .narrow, .wide: first = .constant(.number(rational(0)))
    case .codes, .texts: first = .constant(.text(text(0)))
    case .shares(let a): first = .constant(.share(a[0]))
    }
    return Vector(first, states: states.map { [UInt8](repeating: $0[0], count: count) }, count: count)
  }
}
