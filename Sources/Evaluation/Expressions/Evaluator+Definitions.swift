import Diagnostics
import Rosters
import Semantics
import Syntax

extension Evaluator {

  func definition(_ id: DefinitionID, _ e: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    if let reached = model.reached, model.change(of: id, b.frame) == nil {
      reached.note(model.program[id].nameSpan)
    }
    switch model.program[id].body {
    case .value, .parameter: return try shared(try model.evaluated(id, b.frame), b)
    case .rule(let roster, _):
      if b.count > 0 { model.noteDoubt(of: model.program[id]) }
      return try column(id, of: roster, try model.ruleColumn(id, b.frame), e, b)
    case .budget(let budget):
      guard let owners = budget.owners else { return try shared(try model.evaluated(id, b.frame), b) }
      return try column(id, of: owners, try model.ruleColumn(id, b.frame), e, b)
    case .table: return try table(id, 0, e, b)
    case .function, .target, .allocation, .ranking:
      return faultAll(.internalFault(model.program[id].name, at: e.origin), b)
    }
  }

  /// Returns a single value for all rows.
  func shared(_ value: EvaluatedValue, _ b: Batch) throws(EvaluationStop) -> Vector {
    if value.isFaulted {
      log.record(value.faults)
      return .all(RowState.faulted, b.count)
    }
    return Vector(value.value, count: b.count)
  }

  /// Returns the rows of a column that is kept.
  func column(
    _ id: DefinitionID, of roster: RosterID, _ column: EvaluatedColumn, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    guard b.roster?.id == roster, b.grouping == nil else {
      return faultAll(.internalFault(model.program[id].name, at: e.origin), b)
    }
    let v = column.vector(b.rows)
    if column.faulted != nil && v.hasFaults { log.record(column.faults) }
    return v
  }

  func call(
    _ id: DefinitionID, _ arguments: [CoreExpression], _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    var inner = b
    var inputs: [Vector] = []
    for a in arguments { inputs.append(try evaluate(a, b)) }
    inner.inputs = inputs
    if let change = model.change(of: id, b.frame) { return try changed(change, inner) }
    model.reached?.note(model.program[id].nameSpan)
    switch model.program[id].body {
    case .function(_, let body):
      if b.count > 0 { model.noteDoubt(of: model.program[id]) }
      return try evaluate(body, inner)
    case .parameter(let p): return try parameter(p, model.program[id], inner)
    case .table(let t): return try table(t, column: 0, e, inner)
    case .value, .rule, .target, .budget, .allocation, .ranking:
      return faultAll(.internalFault(model.program[id].name, at: e.origin), b)
    }
  }

  /// Returns the values of a definition that a scenario changes.
  func changed(_ change: Change, _ b: Batch) throws(EvaluationStop) -> Vector {
    switch change {
    case .constant(_, let value): return Vector(value, count: b.count)
    case .scenario(let span):
      guard let (value, world) = model.changed(span) else {
        return faultAll(.internalFault("a change", at: span), b)
      }
      var base = b
      base.frame.world = world
      return try evaluate(value, base)
    case .months: return faultAll(.internalFault("months", at: nil), b)
    }
  }

  /// Returns the values of a parameter for the inputs of `b`.
  func parameter(_ p: CoreParameter, _ d: CoreDefinition, _ b: Batch) throws(EvaluationStop) -> Vector {
    try exceptions(p.exceptions, type: d.type, b) { rest throws(EvaluationStop) in
      let isDated = p.lines.contains { $0.from != nil || $0.to != nil }
      if rest.frame.day == Frame.noDay && isDated { return self.faultAll(.noDay(at: d.nameSpan), rest) }
      let day = CalendarDate(days: rest.frame.day == Frame.noDay ? 0 : rest.frame.day)
      guard let line = p.line(on: day) else {
        return self.faultAll(
          .noLineCovers(day, of: d.name, periods: p.lines.map { ($0.from, $0.to) }, at: d.nameSpan), rest)
      }
      guard let value = line.value else { return self.faultAll(.mustBeDecided(at: line.origin), rest) }
      if line.isUnverified && rest.count > 0 {
        self.model.unverified.note(
          CoreDoubt(name: d.name, citation: line.citation ?? d.citation), at: line.origin)
      }
      return try self.evaluate(value, rest)
    }
  }

  func table(
    _ id: DefinitionID, _ column: Int, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    if let change = model.change(of: id, b.frame) { return try changed(change, b) }
    model.reached?.note(model.program[id].nameSpan)
    guard case .table(let t) = model.program[id].body else {
      return faultAll(.internalFault(model.program[id].name, at: e.origin), b)
    }
    return try table(t, column: column, e, b)
  }

  /// Returns a result column of a decision table.
  func table(
    _ t: CoreTable, column: Int, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    switch t.policy {
    case .firstMatch, .priority: return try firstMatch(t, column, e, b)
    case .exactlyOne, .allAgree, .collect, .collectByPriority, .sum, .min, .max, .count:
      return try allMatches(t, column, e, b)
    }
  }

  private func result(_ row: CoreTable.Row, _ column: Int, _ b: Batch) throws(EvaluationStop) -> Vector {
    guard row.results.indices.contains(column) else {
      return faultAll(.internalFault("a table's column", at: row.origin), b)
    }
    guard let result = row.results[column] else { return faultAll(.mustBeDecided(at: row.origin), b) }
    if row.unclear.contains(column) && b.count > 0 { model.unverified.noteUnclear(at: row.origin) }
    if let doubt = row.doubt, b.count > 0 { model.unverified.note(doubt, at: row.origin) }
    return try evaluate(result, b)
  }

  /// Returns what to say where no row matches: with the day, if it decides which rows do.
  private func noRow(_ t: CoreTable, _ e: CoreExpression, _ b: Batch) -> Diagnostic {
    let isDated = t.rows.contains { row in
      let traits = model.traits(of: row.condition)
      return traits.readsToday || !traits.changes.isEmpty
    }
    return .noTableRow(
      on: isDated && b.frame.day != Frame.noDay ? CalendarDate(days: b.frame.day) : nil, at: e.origin)
  }

  private func firstMatch(
    _ t: CoreTable, _ column: Int, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    var whole = VectorAssembler(count: b.count)
    var open: [Int32] = (0..<Int32(b.count)).map { $0 }
    for row in t.rows {
      let rest = open.count == b.count ? b : b.picking(open)
      let condition = try evaluate(row.condition, rest)
      let mask = condition.mask()
      var held: [Int32] = []
      var faulted: [Int32] = []
      var next: [Int32] = []
      for i in 0..<rest.count {
        if let s = condition.states, s[i] == RowState.faulted {
          faulted.append(open[i])
        } else if mask[i] != 0 {
          held.append(open[i])
        } else {
          next.append(open[i])
        }
      }
      whole.add(.all(RowState.faulted, faulted.count), at: faulted)
      if !held.isEmpty {
        model.reached?.note(row.origin)
        whole.add(try result(row, column, b.picking(held)), at: held)
      }
      open = next
      if open.isEmpty { return whole.assembled() }
    }
    whole.add(faultAll(noRow(t, e, b), b.picking(open)), at: open)
    return whole.assembled()
  }

  private func allMatches(
    _ t: CoreTable, _ column: Int, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    /// Of each row, the matches so far.
    var matches = [Int32](repeating: 0, count: b.count)
    var values = [Scalar](repeating: .missing, count: b.count)
    var firsts = [Int32](repeating: -1, count: b.count)
    var faulted: [Int] = []
    let isList = t.policy == .collect || t.policy == .collectByPriority
    for (k, row) in t.rows.enumerated() {
      // The list of a column's results is a text; each result has its own type.
      let cell = row.results.indices.contains(column) ? row.results[column]?.type : nil
      let type = cell ?? e.type
      let condition = try evaluate(row.condition, b)
      let mask = condition.mask()
      var held: [Int32] = []
      for i in 0..<b.count {
        if let s = condition.states, s[i] == RowState.faulted { faulted.append(i) }
        if mask[i] != 0 { held.append(Int32(i)) }
      }
      if held.isEmpty { continue }
      model.reached?.note(row.origin)
      if t.policy == .count, let doubt = row.doubt { model.unverified.note(doubt, at: row.origin) }
      let result = t.policy == .count ? nil : try self.result(row, column, b.picking(held))
      for (j, p) in held.enumerated() {
        let i = Int(p)
        matches[i] += 1
        guard let result else { continue }
        if let s = result.states, s[j] == RowState.faulted { faulted.append(i) }
        let value = result.scalar(j, type)
        if matches[i] == 1 {
          values[i] = isList ? .text(try model.spelled(value, type)) : value
          firsts[i] = Int32(k)
          continue
        }
        switch t.policy {
        case .exactlyOne:
          fault(.severalTableRows(at: e.origin, t.rows[Int(firsts[i])].origin, row.origin), b, at: i)
          faulted.append(i)
        case .allAgree:
          if values[i] != value {
            fault(.severalTableRows(at: e.origin, t.rows[Int(firsts[i])].origin, row.origin), b, at: i)
            faulted.append(i)
          }
        case .sum: if let a = values[i].number, let c = value.number { values[i] = .number(a + c) }
        case .min: if model.order(value, values[i]) < 0 { values[i] = value }
        case .max: if model.order(value, values[i]) > 0 { values[i] = value }
        case .collect, .collectByPriority:
          guard case .text(let list) = values[i] else { continue }
          let whole = list + ", " + (try model.spelled(value, type))
          values[i] = .text(whole)
          if whole.utf8.count > Evaluator.mostBytes {
            values[i] = .text("")
            fault(.textTooLong(at: e.origin), b, at: i)
            faulted.append(i)
          }
        case .count, .firstMatch, .priority: break
        }
      }
    }
    switch t.policy {
    case .count:
      return Vector(.narrow(matches.map { Int64($0) }, denominator: 1), count: b.count).faulting(faulted)
    case .exactlyOne, .allAgree:
      for i in 0..<b.count where matches[i] == 0 {
        fault(noRow(t, e, b), b, at: i)
        faulted.append(i)
      }
    case .sum: for i in 0..<b.count where matches[i] == 0 { values[i] = .number(.zero) }
    // The least of nothing is nothing.
    case .min, .max, .collect, .collectByPriority, .firstMatch, .priority: break
    }
    return Vector(scalars: values).faulting(faulted)
  }
}

extension Vector {

  /// Creates the values of `scalars`, which are of one kind or missing.
  init(scalars: [Scalar]) {
    let constants = scalars.map { Constant($0) }
    let states: [UInt8]? =
      constants.contains { $0 == nil }
      ? constants.map { $0 == nil ? RowState.missing : RowState.present } : nil
    let count = scalars.count
    switch constants.lazy.compactMap({ $0 }).first {
    case nil: self.init(.constant(.number(.zero)), states: states, count: count)
    case .truth:
      self.init(.truths(constants.map { $0 == .truth(true) ? 1 : 0 }), states: states, count: count)
    case .number:
      let numbers = constants.map { c -> Rational in
        if case .number(let r) = c { return r }
        return .zero
      }
      self = Vector(.wide(numbers), states: states, count: count).narrowed()
    case .text:
      let texts = constants.map { c -> String in
        if case .text(let s) = c { return s }
        return ""
      }
      self.init(.texts(texts), states: states, count: count)
    case .share(let some):
      let shares = constants.map { c -> Share in
        if case .share(let s) = c { return s }
        return some
      }
      self.init(.shares(shares), states: states, count: count)
    }
  }
}
