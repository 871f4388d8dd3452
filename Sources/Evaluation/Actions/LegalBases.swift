import Diagnostics
import Semantics

/// What stands behind the answers of some actions: the citations of the definitions they rest on, and which of these are
/// marked `unverified`.
struct LegalBases {

  private let source: AnswerSource
  private var seen: Set<Int> = []

  /// Finds what `actions` rest on, answered from `source`.
  init(of actions: [CoreAction], _ source: AnswerSource) {
    self.source = source
    add(actions)
    var pending = Array(seen)
    while let i = pending.popLast() {
      for next in source.model.traits[i].definitions where seen.insert(next).inserted { pending.append(next) }
    }
  }

  /// The definitions, in the order of the program.
  private var definitions: [CoreDefinition] { seen.sorted().map { source.program.definitions[$0] } }

  /// The citations, each once, in the order of the program; of a parameter, those of the lines in force.
  var citations: [String] {
    var found: [String] = []
    func add(_ citation: String?) {
      if let citation, !citation.isEmpty, !found.contains(citation) { found.append(citation) }
    }
    for definition in definitions {
      switch definition.body {
      case .parameter(let parameter): add(line(of: parameter)?.citation ?? definition.citation)
      case .table(let table):
        add(definition.citation)
        for row in table.rows { add(row.citation) }
      case .value, .rule, .function, .target, .budget, .allocation, .ranking: add(definition.citation)
      }
    }
    return found
  }

  /// A sentence for each definition that is marked.
  var doubts: [Phrase] {
    definitions.filter { definition in
      if definition.isUnverified { return true }
      if case .parameter(let parameter) = definition.body { return line(of: parameter)?.isUnverified == true }
      return false
    }.map { definition in
      Phrase(
        definition.citation == nil
          ? Bilingual(en: "`{name}` is not verified.", id: "`{name}` belum diverifikasi.")
          : Bilingual(en: "`{name}` is not verified ({law}).", id: "`{name}` belum diverifikasi ({law})."),
        ["name": .text(definition.name), "law": .text(definition.citation ?? "")])
    }
  }

  private func line(of parameter: CoreParameter) -> CoreParameter.Line? {
    source.model.day(of: source.frame).flatMap { parameter.line(on: $0) }
  }

  // MARK: What actions name

  private mutating func add(_ actions: [CoreAction]) {
    for action in actions { add(action) }
  }

  private mutating func add(_ action: CoreAction) {
    switch action.kind {
    case .showTargets:
      for (i, definition) in source.program.definitions.enumerated() {
        if case .target = definition.body { seen.insert(i) }
      }
    case .showResult(let id, let layout, _):
      seen.insert(id.index)
      if let layout { add(layout) }
    case .show(let query, _), .chart(let query, _, _), .export(let query, _, _): add(query)
    case .showValues(let columns, _), .compare(_, let columns): for c in columns { add(c.value) }
    case .report(let report): add(report.actions)
    case .forEach(_, let population, let actions):
      add(population)
      add(actions)
    case .under(_, let actions, _): add(actions)
    case .check(let condition, _, _): add(condition)
    case .find(let find):
      seen.insert(find.definition.index)
      for goal in find.goals {
        switch goal {
        case .targetMet(let id), .enough(let id): seen.insert(id.index)
        case .condition(let condition): add(condition)
        }
      }
    case .why(let why, _):
      switch why.subject {
      case .fileRow(let id, _, _), .key(let id, _, _), .definition(let id): seen.insert(id.index)
      case .value(let value): add(value)
      }
    case .sweep(let sweep):
      seen.insert(sweep.range.definition.index)
      for c in sweep.columns { add(c.value) }
    case .ask, .changeTo: break
    }
  }

  private mutating func add(_ query: CoreQuery) {
    switch query.rows {
    case .population(let population): add(population)
    case .notFunded(let id, let population), .notRanked(let id, let population):
      seen.insert(id.index)
      add(population)
    case .setAside, .duplicates: break
    }
    for group in query.groups { if let value = group.value { add(value) } }
    for column in query.columns { add(column.value) }
  }

  private mutating func add(_ population: CorePopulation) {
    if let condition = population.condition { add(condition) }
  }

  private mutating func add(_ e: CoreExpression) {
    seen.formUnion(source.model.traits(of: e).definitions)
  }
}
