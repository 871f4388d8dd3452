import Diagnostics
import Rosters
import Semantics

extension Model {

  /// Returns the change that `frame` makes to the definition, if any.
  func change(of id: DefinitionID, _ frame: Frame) -> Change? {
    guard frame.world != 0, let number = worlds[frame.world].changes[id.index] else { return nil }
    return worlds.change(number)
  }

  /// Returns what the clause of a scenario at `span` says, and the world that its names are of: the one that the
  /// scenario starts from.
  func changed(_ span: Span) -> (value: CoreExpression, world: Int32)? {
    guard let place = changePlaces[span] else { return nil }
    let scenario = program.scenarios[place.scenario]
    return (
      scenario.changes[place.change].value,
      worlds.number(scenario: scenario.like, overrides: [:], in: self)
    )
  }

  /// Returns the single value of a `let`, a parameter without inputs, or a budget without owners.
  func evaluated(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> EvaluatedValue {
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    if let known = results.values.known(key) { return known }
    try refuseRing(id)
    try evaluateChain(id, frame)
    return try results.values.value(key) { () throws(EvaluationStop) in
      try profiled(.definition(program[id].name)) { () throws(EvaluationStop) in
        try computed(id, frame)
      }
    }
  }

  private func computed(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> EvaluatedValue {
    let definition = program[id]
    let evaluator = Evaluator(self)
    let b = Batch(roster: nil, rows: .range(0..<1), frame: frame)
    let vector: Vector
    if let change = change(of: id, frame) {
      vector = try evaluator.changed(change, b)
    } else {
      switch definition.body {
      case .value(let e): vector = try evaluator.evaluate(e, b)
      case .parameter(let p): vector = try evaluator.parameter(p, definition, b)
      case .budget(let budget): vector = try evaluator.evaluate(budget.amount, b)
      case .rule, .table, .function, .target, .allocation, .ranking:
        vector = evaluator.faultAll(.internalFault(definition.name, at: definition.nameSpan), b)
      }
    }
    return EvaluatedValue(
      type: definition.type, value: vector.scalar(0, definition.type),
      faults: vector.hasFaults ? evaluator.log.faults : [])
  }

  /// Returns the column of a rule, or of the amounts of a budget that each owner has.
  func ruleColumn(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> EvaluatedColumn {
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    if let known = results.columns.known(key) { return known }
    try refuseRing(id)
    try evaluateChain(id, frame)
    return try results.columns.value(key) { () throws(EvaluationStop) in
      try profiled(.definition(program[id].name), EvaluationProfile.Measure.init) {
        () throws(EvaluationStop) in
        try computedColumn(id, frame)
      }
    }
  }

  private func computedColumn(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> EvaluatedColumn {
    let definition = program[id]
    let roster: RosterID
    let expression: CoreExpression
    switch definition.body {
    case .rule(let r, let e): (roster, expression) = (r, e)
    case .budget(let budget): (roster, expression) = (budget.owners ?? RosterID(-1), budget.amount)
    case .value, .parameter, .table, .function, .target, .allocation, .ranking:
      throw .refused(
        EvaluationFault(.internalFault(definition.name, at: definition.nameSpan), roster: nil, row: 0))
    }
    let table = try loaded(roster)
    switch change(of: id, frame) {
    case nil: return try materialized(expression, table, frame: frame)
    case .constant(_, let value):
      return ColumnAssembler.column(
        [ColumnAssembler.Part(Vector(value, count: table.count))], type: definition.type, faults: [])
    case .scenario(let span):
      guard let (value, world) = changed(span) else {
        throw .refused(EvaluationFault(.internalFault(definition.name, at: span), roster: nil, row: 0))
      }
      var base = frame
      base.world = world
      return try materialized(value, table, frame: base)
    case .months: return try materialized(expression, table, frame: frame)
    }
  }

  /// Evaluates what a definition at the end of a long chain rests on, one after the other: a chain of
  /// thousands of `let`s must not nest as deep as it is long.
  private func evaluateChain(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) {
    guard heights[id.index] > 64 else { return }
    var needed: Set<Int> = []
    var stack = [id.index]
    while let d = stack.popLast() {
      for read in traits[d].definitions
      where !needed.contains(read) && !isKnown(read, frame) && !rings.contains(read) {
        needed.insert(read)
        stack.append(read)
      }
    }
    for d in needed.sorted(by: { positions[$0] < positions[$1] }) {
      switch program.definitions[d].body {
      case .value: _ = try evaluated(DefinitionID(d), frame)
      case .parameter(let p): if p.inputs.isEmpty { _ = try evaluated(DefinitionID(d), frame) }
      case .rule: _ = try ruleColumn(DefinitionID(d), frame)
      case .table, .function, .target, .budget, .allocation, .ranking: break
      }
    }
  }

  private func isKnown(_ d: Int, _ frame: Frame) -> Bool {
    let key = ResultStore.ValueKey(definition: d, frame: canonical(frame, definition: d))
    switch program.definitions[d].body {
    case .value, .parameter: return results.values.known(key) != nil
    case .rule: return results.columns.known(key) != nil
    case .table, .function, .target, .budget, .allocation, .ranking: return heights[d] <= 64
    }
  }

  /// Returns whether the definition has a value a row.
  func isColumn(_ id: DefinitionID) -> Bool {
    switch program[id].body {
    case .rule, .ranking: true
    case .table(let t): t.roster != nil
    case .budget(let b): b.owners != nil
    case .value, .parameter, .function, .target, .allocation: false
    }
  }

  /// Returns how two values of one type compare, as -1, 0 or 1; missing comes last.
  func order(_ l: Scalar, _ r: Scalar) -> Int {
    switch (l, r) {
    case (.missing, .missing): return 0
    case (.missing, _): return 1
    case (_, .missing): return -1
    case (.text(let a), .text(let b)): return Vector.order(a, b)
    case (.truth, _), (.number, _), (.share, _), (.text, _), (.nik, _), (.date, _), (.choice, _), (.row, _):
      guard let a = Constant(l)?.comparable, let b = Constant(r)?.comparable else { return 0 }
      return a < b ? -1 : (a == b ? 0 : 1)
    }
  }
}

extension Constant {
  /// The number to compare by, of what is not a text.
  fileprivate var comparable: Rational? {
    switch self {
    case .truth(let b): b ? .one : .zero
    case .number(let r): r
    case .share(let s): s.value
    case .text: nil
    }
  }
}
