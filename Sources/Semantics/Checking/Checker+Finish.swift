import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Checks which rows of the two rosters a match is of.
  private func checkSides(of m: MatchSyntax) {
    guard let id = rosterNames[m.name.text], rosterSpans[m.name.text] == m.name.span,
      case .matched(let first, let second, _) = rosters[id.index].origin
    else { return }
    func side(_ e: ExpressionSyntax, _ roster: RosterID) -> CoreSide {
      CoreSide(condition: condition(e, .row(of: roster)), text: text(of: e.span))
    }
    let outer = (dependencies, readRosters)
    (dependencies, readRosters) = ([], [])
    defer { noteRowConditions(of: id, outer) }
    rosters[id.index].sides = (
      m.conditions.first.map { side($0, first) }, m.conditions.second.map { side($0, second) }
    )
  }

  /// Checks what rosters demand of their rows, and how combined ones choose.
  func checkRosterClauses() {
    for file in files {
      for statement in file.program.statements {
        if case .match(let m) = statement.kind { checkSides(of: m) }
        guard case .roster(let r) = statement.kind, let id = rosterNames[r.name.text],
          rosterSpans[r.name.text] == r.name.span
        else { continue }
        let outer = (dependencies, readRosters)
        (dependencies, readRosters) = ([], [])
        defer { noteRowConditions(of: id, outer) }
        let scope = Scope.row(of: id)
        var preference: [CoreExpression] = []
        for clause in r.clauses {
          switch clause {
          case .require(let e, let message, _):
            let test = condition(e, scope)
            rosters[id.index].requirements.append((test, message.map { check($0, scope) }))
          case .prefer(let all, let span):
            for e in all { preference.append(preferred(e, scope, span)) }
          case .dialect, .codeSystem, .tolerance, .stateAt, .oneRowPer: break
          }
        }
        if case .combined(let ids, let key, _) = rosters[id.index].origin {
          rosters[id.index].origin = .combined(ids, key: key, preference: preference)
          if preference.isEmpty {
            report(.clauseNeeded(.combined, .prefer, at: r.name.span))
          } else {
            // Of rosters that are not named, one at most may be left: its rows give way to all others.
            let named = Set(r.clauses.flatMap(\.preferredNames))
            let others = ids.map { rosters[$0.index].name }.filter { !named.contains($0) }
            if others.count > 1 { report(.preferenceNotTotal(others, at: r.name.span)) }
          }
        }
      }
    }
  }

  /// A roster's name prefers its rows; anything else is a condition.
  private func preferred(_ e: ExpressionSyntax, _ scope: Scope, _ span: Span) -> CoreExpression {
    if let id = scope.roster, case .name(let n) = e.kind, case .field(let p)? = columns[id.index]["origin"],
      case .choice(let list) = rosters[id.index].types[p],
      let i = choiceLists[list.index].choices.firstIndex(where: { $0.name == n.text })
    {
      let field = CoreExpression(.field(p), type: .choice(list), origin: e.span)
      let choice = CoreExpression(.constant(.choice(i)), type: .choice(list), origin: e.span)
      return CoreExpression(.compare(.equal, field, choice), type: .truth, origin: e.span)
    }
    return condition(e, scope)
  }

  /// Puts the program together, and reports rings.
  func finish(scenarios: [CoreScenario], actions: [CoreAction], tests: [CoreTest]) -> Analysis {
    let real = entries.prefix { !$0.isVirtual }.count
    var program = CoreProgram()
    program.rosters = Array(rosters.prefix(min(firstVirtualRoster, rosters.count)))
    program.choiceLists = choiceLists
    program.populations = populationNames
    program.definitions = entries.prefix(real).compactMap(\.core) + detachedTargets
    program.asOf = asOf
    program.supposed = supposedAfter
    program.scenarios = scenarios
    program.language = mainLanguage
    program.columns = columns.prefix(program.rosters.count).map { names in
      names.compactMapValues { c in
        switch c {
        case .field: nil
        case .rule(let id), .table(let id, _): id
        }
      }
    }
    for (i, e) in entries.prefix(real).enumerated().reversed() {
      program.names[e.name.text] = DefinitionID(i)
    }
    for (name, id) in globals where id.index < real { program.names[name] = id }
    for (name, id) in rosterNames where id.index < program.rosters.count { program.rosterNames[name] = id }
    order(&program)
    keepFields(&program)
    markPrivate(&program)
    warnOfRates(program)
    checkPayments()
    program.actions = actions.map { masked($0, program) }
    program.tests = tests
    var set = DiagnosticSet()
    for d in sorted(diagnostics) { set.insert(d) }
    return Analysis(program: program, diagnostics: set)
  }

  /// Returns `all` in the order of the texts.
  func sorted(_ all: [Diagnostic]) -> [Diagnostic] {
    all.enumerated().sorted { a, b in
      let x = a.element.site
      let y = b.element.site
      if x?.file != y?.file { return (x?.file.index ?? -1) < (y?.file.index ?? -1) }
      if x?.start != y?.start { return (x?.start ?? -1) < (y?.start ?? -1) }
      return a.offset < b.offset
    }.map(\.element)
  }

  private func order(_ program: inout CoreProgram) {
    program.evaluationOrder = ordered(program.definitions).map { DefinitionID($0) }
  }

  /// Returns the positions of `definitions`, each after those it reads, and reports rings; `places` are their places
  /// in the program, if they are not all of it.
  func ordered(_ definitions: [CoreDefinition], at places: [Int]? = nil) -> [Int] {
    let positions = places.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    let edges = definitions.map { d in
      d.dependencies.compactMap { id -> Int? in
        if let positions { return positions[id.index] }
        return id.index < definitions.count ? id.index : nil
      }
    }
    let graph = DependencyGraph(edges: edges)
    var order: [Int] = []
    for component in graph.components() {
      let isRing = component.count > 1 || component.contains { edges[$0].contains($0) }
      if isRing {
        let ring = graph.ring(in: component)
        let first = ring.first ?? 0
        report(
          .cycle(
            ring.map { definitions[$0].name }, at: definitions[first].nameSpan,
            sites: ring.dropFirst().map { (definitions[$0].name, definitions[$0].nameSpan) }))
      }
      order += component
    }
    return order
  }

  private func keepFields(_ program: inout CoreProgram) {
    // A private name is shown nowhere, except where a row that another one refers to is put into words.
    let referred = Set(program.rosters.flatMap(\.types).compactMap { $0.referredRoster })
    for r in program.rosters.indices {
      for f in program.rosters[r].schema.fields.indices {
        let field = program.rosters[r].schema.fields[f]
        let isName = program.rosters[r].labelField == f && (!field.isPrivate || referred.contains(r))
        program.rosters[r].schema.fields[f].isKept =
          options.keepsAllFields || field.isKey || isName
          || keptFields.contains(KeptField(roster: r, field: f))
      }
    }
    // What a match or a combination takes from its rosters is read there too.
    for r in program.rosters.indices {
      switch program.rosters[r].origin {
      case .file, .matched: break
      case .combined(let ids, _, _):
        for field in program.rosters[r].schema.fields where field.isKept {
          for id in ids {
            guard let f = program.rosters[id.index].schema.fields.firstIndex(where: { $0.name == field.name })
            else {
              continue
            }
            program.rosters[id.index].schema.fields[f].isKept = true
          }
        }
      }
    }
  }
}

extension CoreType {

  /// The position of the roster whose rows the values are, if they are rows.
  fileprivate var referredRoster: Int? {
    if case .row(let id) = self { id.index } else { nil }
  }
}

extension RosterClause {

  /// The names that stand by themselves in `prefer …, then …`.
  fileprivate var preferredNames: [String] {
    guard case .prefer(let all, _) = self else { return [] }
    return all.compactMap { if case .name(let n) = $0.kind { n.text } else { nil } }
  }
}
