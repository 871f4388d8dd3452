import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Checks all definitions, each after those it reads.
  func checkDefinitions() { checkDefinitions(Array(entries.indices)) }

  /// Checks the definitions at `places`, each after those of them it reads.
  func checkDefinitions(_ places: [Int]) {
    let among = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
    let edges = places.map { place in
      var scan = ReferenceScan(self)
      let entry = entries[place]
      scan.scan(entry.syntax, roster: entry.roster, exceptions: entry.exceptions)
      return scan.found.compactMap { among[$0] }.sorted()
    }
    for component in DependencyGraph(edges: edges).components() {
      // In a great ring nothing is looked up ahead: the ring is reported, and no stack is deep enough for it.
      deepestNesting = component.count > 60 ? 0 : 60
      for i in component.sorted() where isPending(places[i]) { checkDefinition(places[i]) }
    }
    deepestNesting = 60
  }

  private func isPending(_ i: Int) -> Bool {
    switch entries[i].state {
    case .pending: true
    case .checking, .done: false
    }
  }

  private func checkDefinition(_ i: Int) {
    entries[i].state = .checking
    let outerDependencies = dependencies
    let outerRosters = readRosters
    dependencies = []
    readRosters = []
    let wasOfKind = isOfKind
    let wasQuiet = isQuiet
    isQuiet = false
    isOfKind = isOfKind(entries[i])
    nesting += 1
    var core = lowerDefinition(DefinitionID(i))
    nesting -= 1
    isOfKind = wasOfKind
    isQuiet = wasQuiet
    dependencies.formUnion(core.dependencies.map(\.index))
    core.dependencies = dependencies.sorted().map { DefinitionID($0) }
    core.rosters = readRosters.sorted().map { RosterID($0) }
    core.documentation = entries[i].documentation
    entries[i].core = core
    entries[i].state = .done
    dependencies = outerDependencies
    readRosters = outerRosters
  }

  private func isOfKind(_ entry: DefinitionEntry) -> Bool {
    switch entry.syntax {
    case .rule(let r): rosterNames[r.roster.text] == nil
    case .table(let t): t.roster.map { rosterNames[$0.text] == nil } ?? false
    case .letValue, .parameter, .function, .target, .budget, .pot, .allocation, .ranking: false
    }
  }

  /// Returns what the values of a definition are, and notes that it is read.
  func typeOf(_ id: DefinitionID, column: Int? = nil) -> (type: CoreType, canBeMissing: Bool) {
    dependencies.insert(id.index)
    if isPending(id.index) && nesting < deepestNesting && depth < 400 { checkDefinition(id.index) }
    guard let core = entries[id.index].core else { return (declaredType(id, column: column), false) }
    if case .table(let t) = core.body {
      let i = column ?? 0
      return t.results.indices.contains(i)
        ? (t.results[i].type, t.results[i].canBeMissing) : (.unknown, false)
    }
    return (core.type, core.canBeMissing)
  }

  /// What a definition says of its own type, for those that read it in a ring.
  private func declaredType(_ id: DefinitionID, column: Int?) -> CoreType {
    func declared(_ t: TypeSyntax?) -> CoreType {
      t.map { fieldType($0, owner: entries[id.index].name.text).1 } ?? .unknown
    }
    switch entries[id.index].syntax {
    case .letValue: return .unknown
    case .parameter(let p): return declared(p.type)
    case .function(let f): return declared(f.type)
    case .rule(let r): return declared(r.type)
    case .table(let t):
      let i = column ?? 0
      return t.grid.results.indices.contains(i) ? declared(t.grid.results[i].type) : .unknown
    case .budget, .pot: return .number(.money)
    case .target, .allocation, .ranking: return .unknown
    }
  }

  private func lowerDefinition(_ id: DefinitionID) -> CoreDefinition {
    let entry = entries[id.index]
    switch entry.syntax {
    case .letValue(let s): return lowerLet(s, entry)
    case .parameter(let s): return lowerParameter(s, entry)
    case .function(let s): return lowerFunction(s, entry)
    case .rule(let s): return lowerRule(s, entry)
    case .table(let s): return lowerTable(s, entry)
    case .target(let s): return lowerTarget(s, entry)
    case .budget(let s): return lowerBudget(s, entry)
    case .pot(let s, let i): return lowerPot(s, i, entry)
    case .allocation(let s): return lowerAllocation(s, entry)
    case .ranking(let s): return lowerRanking(s, entry)
    }
  }

  /// Returns a definition as far as all kinds of definitions are alike.
  func definition(
    _ entry: DefinitionEntry, _ body: CoreDefinition.Body, _ type: CoreType, canBeMissing: Bool = false,
    _ authority: Authority = Authority()
  ) -> CoreDefinition {
    CoreDefinition(
      name: entry.name.text, body: body, type: type, canBeMissing: canBeMissing, citation: authority.citation,
      isUnverified: authority.isUnverified, origin: entry.span, nameSpan: entry.name.span)
  }

  private func lowerLet(_ s: LetSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    let core = check(s.value, Scope())
    return definition(entry, .value(core), core.type, canBeMissing: core.canBeMissing)
  }

  private func lowerFunction(_ s: FunctionSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    let (scope, types) = scopeOfInputs(s.inputs)
    let declared = s.type.map { fieldType($0, owner: s.name.text).1 }
    let core = lowerBody(s.body, scope, declared: declared, entry)
    return definition(
      entry, .function(inputs: types, core), declared ?? core.type, canBeMissing: core.canBeMissing,
      s.authority)
  }

  /// The scope of a body over `inputs`, and their types.
  func scopeOfInputs(_ inputs: [FunctionInput]) -> (Scope, [CoreType]) {
    var scope = Scope()
    var types: [CoreType] = []
    var seen: [String: Span] = [:]
    for (i, input) in inputs.enumerated() {
      let type = inputType(input)
      types.append(type)
      if let first = seen[input.name.text] { report(.duplicateName(input.name, first: first)) }
      seen[input.name.text] = input.name.span
      if let id = globals[input.name.text], entries[id.index].name.span.file == input.name.span.file {
        report(.duplicateName(input.name, first: entries[id.index].name.span))
      }
      scope.inputs[input.name.text] = Scope.Input(index: i, type: type, canBeMissing: false)
    }
    return (scope, types)
  }

  private func lowerRule(_ s: RuleSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    let roster = entry.roster ?? RosterID(0)
    readRosters.insert(roster.index)
    let declared = s.type.map { fieldType($0, owner: "\(rosters[roster.index].name).\(s.name.text)").1 }
    let core = lowerBody(s.body, .row(of: roster), declared: declared, entry)
    return definition(
      entry, .rule(roster, core), declared ?? core.type, canBeMissing: core.canBeMissing, s.authority)
  }
}
