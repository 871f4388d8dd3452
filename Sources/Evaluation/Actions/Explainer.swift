import Diagnostics
import Rosters
import Semantics
import Syntax

/// Says why a value is what it is: the expression that made it, walked on one row.
///
/// Every value in the tree is asked of the evaluator itself, so that an explanation can not drift from the result;
/// the explainer only chooses what is worth saying.
struct Explainer {

  let source: AnswerSource
  let cells: CellMaker
  /// Returns how the program words a span.
  let quoted: (Span) -> String

  /// What an expression is evaluated over.
  struct Place {
    /// The row, or `nil` outside any roster.
    var row: RowReference?
    /// The inputs of the function being explained.
    var inputs: [(type: CoreType, value: Scalar)] = []
    /// How deep the tree is.
    var depth = 0
    /// The definitions that are explained further up.
    var known: Set<DefinitionID> = []

    func deeper() -> Place {
      var copy = self
      copy.depth += 1
      return copy
    }
  }

  /// Levels below which values stand without their reasons.
  private static let deepest = 12

  init(_ source: AnswerSource, quoted: @escaping (Span) -> String) {
    self.source = source
    self.cells = CellMaker(source)
    self.quoted = quoted
  }

  private var program: CoreProgram { source.program }

  /// Returns the same while the purse of `definition` is being tried: what it pays may depend on it.
  func paid(by definition: DefinitionID) -> Explainer {
    Explainer(source.paid(by: definition), quoted: quoted)
  }

  /// Returns the value of `e` at `place`.
  func value(_ e: CoreExpression, _ place: Place) throws -> Scalar {
    if let row = place.row {
      let inputs = place.inputs.map { EvaluatedColumn($0.type, $0.value) }
      return try source.values(of: e, over: row.roster, rows: [row.row], inputs: inputs)[0]
    }
    if place.inputs.isEmpty { return try source.value(of: e) }
    let value = try source.model.value(e, inputs: place.inputs.map(\.value), frame: source.frame)
    if value.isFaulted { throw ActionStop(value.faults) }
    return value.value
  }

  /// Returns `e`'s value as a reader sees it; masked where it is private.
  private func shown(_ e: CoreExpression, _ place: Place) throws -> ResultValue {
    try cells.value(value(e, place), e.type, isPrivate: isPrivate(e))
  }

  /// Returns whether the values of `e` may not be shown.
  private func isPrivate(_ e: CoreExpression) -> Bool {
    if case .definition(let id) = e.kind { return program[id].isPrivate }
    if case .call(let id, _) = e.kind { return program[id].isPrivate }
    if case .table(let id, _) = e.kind { return program[id].isPrivate }
    return false
  }

  // MARK: Definitions

  /// Returns why the definition `id` has its value at `place`.
  func node(_ id: DefinitionID, _ place: Place, name: Phrase? = nil) throws -> ExplanationNode {
    let definition = program[id]
    let e = CoreExpression(.definition(id), type: definition.type, origin: definition.nameSpan)
    var node = ExplanationNode(
      name ?? .verbatim(definition.name), value: try shown(e, place), site: definition.nameSpan,
      citation: definition.citation)
    guard place.depth < Explainer.deepest, !place.known.contains(id) else { return node }
    var inner = place.deeper()
    inner.known.insert(id)
    if let change = scenarioChange(of: id) {
      node.children.append(
        ExplanationNode(
          Phrase(
            Bilingual(en: "set by scenario {name}", id: "diubah oleh skenario {name}"),
            ["name": .text(source.frame.scenario ?? "")]), site: change.span))
      return node
    }
    if source.frame.overrides[id] != nil {
      node.children.append(ExplanationNode(Phrase(Bilingual(en: "given", id: "diketahui"))))
      return node
    }
    switch definition.body {
    case .value(let body), .rule(_, let body):
      node.formula = try formula(of: body, inner)
      node.children = try reasons(body, inner)
    case .parameter(let parameter): node.children = try parameterReasons(parameter, inner)
    case .budget(let budget):
      node.formula = try formula(of: budget.amount, inner)
      node.children = try reasons(budget.amount, inner)
    case .table(let table): node.children = try tableReasons(table, inner)
    case .function, .target, .allocation, .ranking: break
    }
    return node
  }

  /// Returns what `e` rests on; of a definition by itself, what that rests on, since it need not be named twice.
  func inside(_ e: CoreExpression, _ place: Place) throws -> [ExplanationNode] {
    let nodes = try reasons(e, place)
    if case .definition = e.kind, nodes.count == 1 { return nodes[0].children }
    return nodes
  }

  private func scenarioChange(of id: DefinitionID) -> (value: CoreExpression, span: Span)? {
    var name = source.frame.scenario
    var seen: Set<String> = []
    while let n = name, seen.insert(n).inserted,
      let scenario = program.scenarios.first(where: { $0.name == n })
    {
      if let change = scenario.changes.last(where: { $0.definition == id }) {
        return (change.value, change.span)
      }
      name = scenario.like
    }
    return nil
  }

  private func parameterReasons(_ parameter: CoreParameter, _ place: Place) throws -> [ExplanationNode] {
    for exception in parameter.exceptions {
      if let node = try exceptionReason(exception, place) { return [node] }
    }
    guard let line = parameter.line(on: source.day) else { return [] }
    var statement = Phrase(Bilingual(en: "always in force", id: "berlaku selalu"))
    if let from = line.from {
      statement = Phrase(
        Bilingual(en: "in force from {from}", id: "berlaku sejak {from}"), ["from": .date(from)])
      if let to = line.to {
        statement = Phrase(
          Bilingual(en: "in force from {from} to {to}", id: "berlaku {from} sampai {to}"),
          ["from": .date(from), "to": .date(to)])
      }
    }
    var nodes = [ExplanationNode(statement, site: line.origin, citation: line.citation)]
    if line.isUnverified { nodes.append(Explainer.unverified(at: line.origin)) }
    return nodes
  }

  private static func unverified(at site: Span) -> ExplanationNode {
    ExplanationNode(
      Phrase(
        Bilingual(
          en: "unverified: the figure is not yet confirmed",
          id: "belum diverifikasi: angkanya belum dipastikan")),
      site: site)
  }

  private func tableReasons(_ table: CoreTable, _ place: Place) throws -> [ExplanationNode] {
    var nodes: [ExplanationNode] = []
    for row in table.rows where try value(row.condition, place) == .truth(true) {
      var node = ExplanationNode(
        Phrase(Bilingual(en: "row: {text}", id: "baris: {text}"), ["text": .text(quoted(row.origin))]),
        site: row.origin, citation: row.citation)
      if let reason = row.reason { node.children.append(because(reason, at: row.origin)) }
      if row.doubt != nil { node.children.append(Explainer.unverified(at: row.origin)) }
      nodes.append(node)
      if table.policy == .firstMatch || table.policy == .exactlyOne || table.policy == .priority { break }
    }
    return nodes
  }

  private func because(_ reason: String, at site: Span) -> ExplanationNode {
    ExplanationNode(
      Phrase(Bilingual(en: "because {reason}", id: "karena {reason}"), ["reason": .text(reason)]), site: site)
  }

  // MARK: Formulas

  /// Returns the calculation that gives `e` its value at `place`, as the program words it, if it is one: of cases and
  /// exceptions, that of the one taken.
  private func formula(of e: CoreExpression, _ place: Place) throws -> String? {
    switch e.kind {
    case .arithmetic, .negated, .addMonths, .clamp, .rounded, .shareOf, .elapsed, .dayPart, .joined,
      .eachMonth:
      return quoted(e.origin)
    case .cases(let list, let otherwise):
      for case_ in list where try value(case_.condition, place) == .truth(true) {
        return try case_.result.flatMap { try formula(of: $0, place) }
      }
      return try otherwise.flatMap { try formula(of: $0, place) }
    case .exceptions(let base, let list):
      for exception in list {
        if let taken = try taken(exception, place) {
          return try taken.when.result.flatMap { try formula(of: $0, place) }
        }
      }
      return try formula(of: base, place)
    case .otherwise(let a, let b): return try formula(of: value(a, place) == .missing ? b : a, place)
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt,
      .aggregate, .call, .table, .onDate, .all, .any, .not, .compare, .oneOf, .isPresent, .isIn, .shareValue,
      .invalid:
      return nil
    }
  }

  /// Returns the exception that decides at `place`, `exception` or one within it, or `nil` if it does not hold there.
  private func taken(_ exception: CoreException, _ place: Place) throws -> CoreException? {
    let day = source.day
    guard (exception.from ?? day) <= day, day <= (exception.to ?? day),
      try value(exception.when.condition, place) == .truth(true)
    else { return nil }
    for inner in exception.inner { if let found = try taken(inner, place) { return found } }
    return exception
  }

  // MARK: Expressions

  /// Returns what `e` rests on at `place`: of conditions the branch taken, of calculations their parts.
  func reasons(_ e: CoreExpression, _ place: Place) throws -> [ExplanationNode] {
    guard place.depth < Explainer.deepest else { return [] }
    let inner = place.deeper()
    switch e.kind {
    case .constant, .row, .fileRow, .payer, .invalid: return []
    case .today: return [ExplanationNode(.verbatim(quoted(e.origin)), value: try shown(e, place))]
    case .input, .outer: return []
    case .field: return [try leaf(e, place)]
    case .definition(let id):
      return [try node(id, place)]
    case .result:
      return [ExplanationNode(.verbatim(quoted(e.origin)), value: try shown(e, place), site: e.origin)]
    case .call(let id, let arguments): return [try callNode(id, arguments, e, inner)]
    case .table(let id, _):
      guard case .table(let table) = program[id].body else { return [] }
      return [
        ExplanationNode(
          .verbatim(program[id].name), value: try shown(e, place), site: program[id].nameSpan,
          citation: program[id].citation, children: try tableReasons(table, inner))
      ]
    case .cases(let list, let otherwise): return try caseReasons(list, otherwise, inner)
    case .exceptions(let base, let list):
      for exception in list { if let node = try exceptionReason(exception, inner) { return [node] } }
      return try reasons(base, place)
    case .all(let list):
      // `from 18 to 64` is two comparisons in the core and one in the program.
      if list.allSatisfy({ $0.origin == e.origin }) {
        return try Explainer.once(list.flatMap { try parts($0, inner) })
      }
      return try conditions(list, stopsAt: false, inner)
    case .any(let list): return try conditions(list, stopsAt: true, inner)
    case .not(let a): return try reasons(a, place)
    case .compare, .oneOf, .isPresent, .isIn: return try parts(e, inner)
    case .otherwise(let a, let b): return try reasons(value(a, place) == .missing ? b : a, place)
    case .follow, .rowAt: return [try leaf(e, place)]
    case .aggregate:
      return [ExplanationNode(.verbatim(quoted(e.origin)), value: try shown(e, place), site: e.origin)]
    case .onDate(let a, let day):
      guard case .date(let date) = try value(day, place) else { return [] }
      let explainer = Explainer(source.on(date), quoted: quoted)
      return [
        ExplanationNode(
          Phrase(Bilingual(en: "on {date}", id: "per {date}"), ["date": .date(date)]),
          value: try explainer.shown(a, place), site: e.origin, children: try explainer.reasons(a, inner))
      ]
    case .eachMonth(let a, let from, let to): return try monthReasons(a, from, to, e, inner)
    case .arithmetic, .negated, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart,
      .joined:
      return try parts(e, inner)
    }
  }

  /// Returns a field or a reference with its value, and the row of the file that says so.
  private func leaf(_ e: CoreExpression, _ place: Place) throws -> ExplanationNode {
    var node = ExplanationNode(.verbatim(quoted(e.origin)), value: try shown(e, place))
    if case .field(let i) = e.kind, let row = place.row {
      let core = program[row.roster]
      let field = core.schema.fields[i]
      let table = try source.table(row.roster)
      let origin = table.origins[Int(row.row)]
      node = ExplanationNode(
        Phrase(
          Bilingual(same: "{field} ({file} #{n})"),
          ["field": .text(field.name), "n": .text(String(origin.row)), "file": .text(origin.file)]),
        value: try cells.value(value(e, place), e.type, isPrivate: field.isPrivate))
    }
    return node
  }

  /// Returns the values of what a calculation or a comparison reads.
  private func parts(_ e: CoreExpression, _ place: Place) throws -> [ExplanationNode] {
    var nodes: [ExplanationNode] = []
    for part in Explainer.operands(e) {
      if case .constant = part.kind { continue }
      nodes += try reasons(part, place)
    }
    return Explainer.once(nodes)
  }

  /// Returns `nodes` without those that say again what one before them says.
  private static func once(_ nodes: [ExplanationNode]) -> [ExplanationNode] {
    var said: Set<[ResultValue]> = []
    return nodes.filter { node in
      let text = ValueSpelling(.english)(node.statement)
      return said.insert([.text(text), node.value ?? .notApplicable]).inserted
    }
  }

  private static func operands(_ e: CoreExpression) -> [CoreExpression] {
    switch e.kind {
    case .compare(_, let a, let b), .arithmetic(_, let a, let b), .shareOf(let a, let b),
      .addMonths(let a, let b, _):
      [a, b]
    case .elapsed(_, let a, let b, _): [a, b]
    case .oneOf(let a, _), .isPresent(let a), .negated(let a), .shareValue(let a), .dayPart(_, let a): [a]
    case .isIn(_, _, let values): values
    case .clamp(let a, let low, let high): [a] + [low, high].compactMap { $0 }
    case .rounded(let a, _, let step): [a, step]
    case .joined(let list): list
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt,
      .aggregate, .call, .not, .all, .any, .otherwise, .cases, .exceptions, .table, .onDate, .eachMonth,
      .invalid:
      []
    }
  }

  /// Returns the conditions that decide: of `and`, the first that fails or all; of `or`, the first that holds or all.
  private func conditions(_ list: [CoreExpression], stopsAt stop: Bool?, _ place: Place) throws
    -> [ExplanationNode]
  {
    var nodes: [ExplanationNode] = []
    var index = 0
    while index < list.count {
      let condition = list[index]
      var holds = try value(condition, place) == .truth(true)
      index += 1
      // `from 18 to 64` is two comparisons in the core and one in the program.
      while index < list.count, list[index].origin == condition.origin {
        let other = try value(list[index], place) == .truth(true)
        holds = stop == true ? holds || other : holds && other
        index += 1
      }
      var node = ExplanationNode(
        .verbatim(quoted(condition.origin)), value: .truth(holds), site: condition.origin)
      if case .definition(let id) = condition.kind {
        node = try self.node(id, place)
      } else {
        node.children = try reasons(condition, place)
      }
      if holds == stop { return [node] }
      nodes.append(node)
    }
    return nodes
  }

  private func caseReasons(_ list: [CoreCase], _ otherwise: CoreExpression?, _ place: Place) throws
    -> [ExplanationNode]
  {
    for case_ in list {
      let holds = try value(case_.condition, place) == .truth(true)
      guard holds else { continue }
      var node = ExplanationNode(
        Phrase(
          case_.period == nil
            ? Bilingual(en: "when {condition}", id: "bila {condition}")
            : Bilingual(en: "in force {condition}", id: "berlaku {condition}"),
          ["condition": .text(quoted(case_.condition.origin))]), value: .truth(true), site: case_.origin,
        citation: case_.citation, children: try conditionReasons(case_.condition, place))
      if let reason = try text(case_.reason, place) {
        node.children.append(because(reason, at: case_.origin))
      }
      if case_.doubt != nil { node.children.append(Explainer.unverified(at: case_.origin)) }
      return try [node] + (case_.result.map { try reasons($0, place) } ?? [])
    }
    guard let otherwise else { return [] }
    let node = ExplanationNode(
      Phrase(
        list.count == 1
          ? Bilingual(
            en: "otherwise: the case above does not hold", id: "selain itu: hal di atas tidak berlaku")
          : Bilingual(
            en: "otherwise: none of the {n} cases above holds",
            id: "selain itu: tidak satu pun dari {n} hal di atas berlaku"),
        ["n": .number(Rational(list.count), .count)]), site: otherwise.origin)
    return try [node] + reasons(otherwise, place)
  }

  /// Returns what a condition rests on, without repeating that it holds.
  private func conditionReasons(_ condition: CoreExpression, _ place: Place) throws -> [ExplanationNode] {
    try reasons(condition, place)
  }

  private func text(_ e: CoreExpression?, _ place: Place) throws -> String? {
    guard let e, case .text(let s) = try value(e, place) else { return nil }
    return s
  }

  /// Returns why `exception` decides at `place`, or `nil` if it does not hold there.
  private func exceptionReason(_ exception: CoreException, _ place: Place) throws -> ExplanationNode? {
    guard let exception = try taken(exception, place) else { return nil }
    var node = ExplanationNode(
      Phrase(
        Bilingual(en: "except when {condition}", id: "kecuali bila {condition}"),
        ["condition": .text(quoted(exception.when.condition.origin))]), value: .truth(true),
      site: exception.when.origin, citation: exception.when.citation,
      children: try conditionReasons(exception.when.condition, place))
    if let reason = try text(exception.when.reason, place) {
      node.children.append(because(reason, at: exception.when.origin))
    }
    if exception.when.doubt != nil {
      node.children.append(Explainer.unverified(at: exception.when.origin))
    }
    if let result = exception.when.result { node.children += try reasons(result, place) }
    return node
  }

  private func callNode(
    _ id: DefinitionID, _ arguments: [CoreExpression], _ e: CoreExpression, _ place: Place
  ) throws
    -> ExplanationNode
  {
    var node = ExplanationNode(
      .verbatim(quoted(e.origin)), value: try shown(e, place), site: program[id].nameSpan,
      citation: program[id].citation)
    for argument in arguments { node.children += try reasons(argument, place) }
    guard !place.known.contains(id) else { return node }
    var inner = place.deeper()
    inner.known.insert(id)
    inner.inputs = try arguments.map { ($0.type, try value($0, place)) }
    switch program[id].body {
    case .function(_, let body):
      node.formula = try formula(of: body, inner)
      node.children += try reasons(body, inner)
    case .parameter(let parameter): node.children += try parameterReasons(parameter, inner)
    case .table(let table): node.children += try tableReasons(table, inner)
    case .value, .rule, .target, .budget, .allocation, .ranking: break
    }
    return node
  }

  /// Returns the months of a sum over months, those with one value together.
  private func monthReasons(
    _ a: CoreExpression, _ from: CoreExpression, _ to: CoreExpression, _ e: CoreExpression, _ place: Place
  ) throws -> [ExplanationNode] {
    guard case .date(let first) = try value(from, place), case .date(let last) = try value(to, place) else {
      return []
    }
    let start = first.startOfMonth
    var runs: [(from: CalendarDate, to: CalendarDate, count: Int, value: ResultValue)] = []
    for k in 0..<min(max(0, last.monthsTouched(since: start)), 1_200) {
      guard let month = start.adding(months: k) else { break }
      let value = try Explainer(source.on(month), quoted: quoted).shown(a, place)
      if let run = runs.last, run.value == value {
        runs[runs.count - 1].to = month
        runs[runs.count - 1].count += 1
      } else {
        runs.append((month, month, 1, value))
      }
    }
    var nodes = runs.map { run in
      ExplanationNode(
        Phrase(
          Bilingual(
            en: "{from} to {to}: {n} {n:month|months} of {value}",
            id: "{from} sampai {to}: {n} bulan, masing-masing {value}"),
          [
            "from": .month(run.from), "to": .month(run.to), "n": .number(Rational(run.count), .count),
            "value": run.value,
          ]), site: e.origin)
    }
    // The first month stands for its run.
    if let month = runs.first?.from, !nodes.isEmpty {
      nodes[0].children = try Explainer(source.on(month), quoted: quoted).reasons(a, place)
    }
    return nodes
  }
}

extension EvaluatedColumn {
  /// Creates the column of a single row with `value`.
  init(_ type: CoreType, _ value: Scalar) {
    let one = Vector(value, count: 1)
    self = ColumnAssembler.column([ColumnAssembler.Part(one)], type: type, faults: [])
  }
}
