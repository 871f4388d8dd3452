import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Bare names

  func lowerName(_ name: Name, _ scope: Scope, _ expectation: Expectation) -> CoreExpression {
    let span = name.span
    switch expectation {
    case .payer:
      if scope.inputs[name.text] == nil {
        checkPayer(name)
        return CoreExpression(.constant(.text(name.text)), type: .text, origin: span)
      }
    case .type(.choice(let list)):
      if let i = choiceLists[list.index].choices.firstIndex(where: { $0.name == name.text }) {
        return CoreExpression(.constant(.choice(i)), type: .choice(list), origin: span)
      }
    case .type, .none: break
    }
    if let level = scope.variables[name.text] {
      let row = CoreExpression(.row, type: .row(scope.rows[level]), origin: span)
      return outer(row, levels: scope.hasRow ? scope.rows.count - 1 - level : scope.rows.count - level, span)
    }
    if scope.inputsAreColumns && scope.isOverGroup, let core = input(name, scope) { return core }
    if let roster = scope.roster, let core = column(named: name.text, in: roster, span) {
      return scope.isOverGroup ? overGroup(core, name, scope) : core
    }
    if let core = input(name, scope) { return core }
    if let d = scope.implicitResult, let r = ResultName.result(name.text),
      let core = result(d, r, name, scope: scope, isTried: true)
    {
      return core
    }
    if let id = globals[name.text] { return globalValue(id, name, scope) }
    if let d = scope.askedResult, let r = ResultName.result(name.text),
      let core = result(d, r, name, scope: scope, isTried: true)
    {
      return core
    }
    if ["source", "sumber"].contains(name.text) && !name.isQuoted {
      return CoreExpression(.payer, type: .text, origin: span, canBeMissing: true)
    }
    reportUnknown(name, scope, expectation)
    return invalid(span)
  }

  private func input(_ name: Name, _ scope: Scope) -> CoreExpression? {
    guard let i = scope.inputs[name.text] else { return nil }
    return CoreExpression(.input(i.index), type: i.type, origin: name.span, canBeMissing: i.canBeMissing)
  }

  /// Returns `core` seen from `levels` rosters further in.
  func outer(_ core: CoreExpression, levels: Int, _ span: Span) -> CoreExpression {
    var c = core
    for _ in 0..<max(0, levels) {
      c = CoreExpression(.outer(c), type: c.type, origin: span, canBeMissing: c.canBeMissing)
    }
    return c
  }

  /// Returns the column `name` of a row of `roster`, or `nil` if it has none such.
  func column(named name: String, in roster: RosterID, _ span: Span) -> CoreExpression? {
    let own = kindAliases[roster.index][name].flatMap { columns[roster.index][$0] }
    guard let reference = columns[roster.index][name] ?? own else {
      return matchedColumn(named: name, in: roster, span)
    }
    readRosters.insert(roster.index)
    switch reference {
    case .field(let p):
      keepField(roster, p)
      return CoreExpression(
        .field(p), type: rosters[roster.index].types[p], origin: span,
        canBeMissing: rosters[roster.index].schema.fields[p].isOptional)
    case .rule(let id):
      let (type, canBeMissing) = typeOf(id)
      return CoreExpression(.definition(id), type: type, origin: span, canBeMissing: canBeMissing)
    case .table(let id, let column):
      let (type, canBeMissing) = typeOf(id, column: column)
      return CoreExpression(.table(id, column: column), type: type, origin: span, canBeMissing: canBeMissing)
    }
  }

  /// A column of the later row of a match, or of the earlier where there is no later.
  private func matchedColumn(named name: String, in roster: RosterID, _ span: Span) -> CoreExpression? {
    guard case .matched(let first, let second, _) = rosters[roster.index].origin else { return nil }
    func side(_ field: Int, _ id: RosterID) -> CoreExpression? {
      guard let then = column(named: name, in: id, span) else { return nil }
      let base = CoreExpression(.field(field), type: .row(id), origin: span, canBeMissing: true)
      return CoreExpression(.follow(base, then), type: then.type, origin: span, canBeMissing: true)
    }
    guard let later = side(1, second) else { return side(0, first) }
    guard let earlier = side(0, first), earlier.type == later.type else { return later }
    let isOptional: Bool
    if case .follow(_, let then) = later.kind, case .follow(_, let other) = earlier.kind {
      isOptional = then.canBeMissing || other.canBeMissing
    } else {
      isOptional = true
    }
    return CoreExpression(
      .otherwise(later, earlier), type: later.type, origin: span, canBeMissing: isOptional)
  }

  /// A column of single rows, used of a group: fine if all rows of the group share it.
  private func overGroup(_ core: CoreExpression, _ name: Name, _ scope: Scope) -> CoreExpression {
    if scope.group?.keys?.contains(core.canonical) ?? false { return core }
    // The head of a path is looked at as a whole by `lowerMember`.
    report(.columnOfSingleRows(name.text, at: name.span))
    return invalid(name.span)
  }

  private func globalValue(_ id: DefinitionID, _ name: Name, _ scope: Scope) -> CoreExpression {
    let entry = entries[id.index]
    switch entry.syntax {
    case .letValue, .pot:
      let (type, canBeMissing) = typeOf(id)
      return CoreExpression(.definition(id), type: type, origin: name.span, canBeMissing: canBeMissing)
    case .parameter(let p):
      if !p.inputs.isEmpty {
        report(.argumentsNeeded(name, inputs: p.inputs.map(\.name.text)))
        return invalid(name.span)
      }
      let (type, canBeMissing) = typeOf(id)
      return CoreExpression(.definition(id), type: type, origin: name.span, canBeMissing: canBeMissing)
    case .function(let f):
      if !f.inputs.isEmpty {
        report(.argumentsNeeded(name, inputs: f.inputs.map(\.name.text)))
        return invalid(name.span)
      }
      let (type, canBeMissing) = typeOf(id)
      return CoreExpression(.call(id, []), type: type, origin: name.span, canBeMissing: canBeMissing)
    case .budget(let b):
      if let owners = b.owners, rosterNames[owners.text].map({ scope.roster != $0 }) ?? false {
        report(.budgetOfOwners(name, owners: owners.text))
        return invalid(name.span)
      }
      let (type, _) = typeOf(id)
      return CoreExpression(.definition(id), type: type, origin: name.span)
    case .table(let t):
      if t.roster == nil {
        report(.argumentsNeeded(name, inputs: t.inputs.map(\.name.text)))
      } else {
        report(.notAValue(name, kind: .table, results: t.grid.results.map(\.name.text)))
      }
      return invalid(name.span)
    case .target:
      report(.notAValue(name, kind: .target, results: ["short", "cost", "coverage", "status"]))
      return invalid(name.span)
    case .allocation:
      report(
        .notAValue(name, kind: .allocation, results: ["funded", "amount", "source", "allocated", "left"]))
      return invalid(name.span)
    case .ranking:
      report(.notAValue(name, kind: .ranking, results: ["score", "rank", "awarded"]))
      return invalid(name.span)
    case .rule: return invalid(name.span)
    }
  }

  // MARK: this

  func lowerThis(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    guard let (level, roster) = rowOfThis(scope) else {
      report(.thisWithoutRow(at: e.span))
      return invalid(e.span)
    }
    let row = CoreExpression(.row, type: .row(roster), origin: e.span)
    return outer(row, levels: scope.hasRow ? scope.rows.count - 1 - level : scope.rows.count - level, e.span)
  }

  /// The level and roster of the row that `this` is: the outermost that no `for each` names.
  private func rowOfThis(_ scope: Scope) -> (Int, RosterID)? {
    let level = min(scope.variables.count, scope.rows.count - 1)
    guard level >= 0 else { return nil }
    return (level, scope.rows[level])
  }

  // MARK: Members

  func lowerMember(
    _ e: ExpressionSyntax, _ base: ExpressionSyntax, _ name: Name, _ scope: Scope
  ) -> CoreExpression {
    if let core = memberOfDefinition(base, name, scope) { return core }
    if let core = resultOfTable(e, base, name, scope) { return core }
    if scope.isOverGroup, let keys = scope.group?.keys {
      // A path that all rows of a group share.
      var single = scope
      single.isOverGroup = false
      let before = diagnostics.count
      let core = lowerMember(e, base, name, single)
      if diagnostics.count > before || core.type == .unknown { return core }
      if keys.contains(where: { isPath($0, prefixOf: core) }) || !readsRow(core) { return core }
      report(.columnOfSingleRows(text(of: e.span), at: e.span))
      return invalid(e.span)
    }
    let row = check(base, scope)
    guard case .row(let roster) = row.type else {
      if row.type != .unknown { report(.noMembers(name, phrase(row.type), base: text(of: base.span))) }
      return invalid(e.span)
    }
    guard let then = member(name, of: roster) else { return invalid(e.span) }
    return follow(row, then, e.span)
  }

  /// A result of a table of inputs: `risk(20, income).fee`.
  private func resultOfTable(
    _ e: ExpressionSyntax, _ base: ExpressionSyntax, _ name: Name, _ scope: Scope
  ) -> CoreExpression? {
    guard case .call(let table, let arguments) = base.kind, let id = globals[table.text],
      case .table(let t) = entries[id.index].syntax,
      let i = t.grid.results.firstIndex(where: { $0.name.text == name.text })
    else { return nil }
    let asked = i == 0 ? table : Name("\(table.text).\(name.text)", span: table.span)
    return lowerCall(e, asked, arguments, scope)
  }

  /// Returns whether `core` follows the path with the canonical form `key`, or is it.
  private func isPath(_ key: String, prefixOf core: CoreExpression) -> Bool {
    var c = core
    while true {
      if c.canonical == key { return true }
      guard case .follow(let base, _) = c.kind else { return false }
      c = base
    }
  }

  /// Returns whether `core` reads the row at all.
  private func readsRow(_ core: CoreExpression) -> Bool {
    if case .outer = core.kind { return false }
    if case .follow(let base, _) = core.kind { return readsRow(base) }
    if case .rowAt = core.kind { return false }
    if case .definition(let id) = core.kind { return entries[id.index].roster != nil }
    return true
  }

  /// Returns `then`, read on the row that `row` gives.
  func follow(_ row: CoreExpression, _ then: CoreExpression, _ span: Span) -> CoreExpression {
    if case .row = row.kind {
      return CoreExpression(then.kind, type: then.type, origin: span, canBeMissing: then.canBeMissing)
    }
    if case .outer(let inner) = row.kind {
      let seen = follow(inner, then, span)
      return CoreExpression(.outer(seen), type: seen.type, origin: span, canBeMissing: seen.canBeMissing)
    }
    // A path is kept left to right, so that its beginnings can be told.
    return CoreExpression(
      .follow(row, then), type: then.type, origin: span, canBeMissing: row.canBeMissing || then.canBeMissing)
  }

  /// Returns the column `name` of a row of `roster`, and reports if there is none.
  func member(_ name: Name, of roster: RosterID) -> CoreExpression? {
    if let c = column(named: name.text, in: roster, name.span) { return c }
    if let id = globals[name.text], case .budget(let b) = entries[id.index].syntax, let owners = b.owners,
      rosterNames[owners.text] == roster
    {
      return CoreExpression(.definition(id), type: typeOf(id).type, origin: name.span)
    }
    let known = columns[roster.index].keys
    report(.unknownColumn(name, of: rosters[roster.index].name, among: Array(known)))
    return nil
  }

  /// `rentan.funded`, `apbd.available`, `village.shares.amount`: a result of a definition, or `nil` if `base`
  /// is none.
  private func memberOfDefinition(_ base: ExpressionSyntax, _ name: Name, _ scope: Scope) -> CoreExpression? {
    func definition(_ n: Name) -> DefinitionID? {
      guard let id = globals[n.text] else { return nil }
      switch entries[id.index].syntax {
      case .target, .budget, .pot, .allocation, .ranking: return id
      case .table(let t): return t.roster == nil ? nil : id
      case .letValue, .parameter, .function, .rule: return nil
      }
    }
    if case .name(let n) = base.kind {
      if scope.variables[n.text] != nil || scope.inputs[n.text] != nil { return nil }
      if let roster = scope.roster, columns[roster.index][n.text] != nil { return nil }
      guard let id = definition(n) else { return nil }
      return resultMember(id, name, scope)
    }
    if case .member(let inner, let n) = base.kind, let id = definition(n) {
      let row = quietly { check(inner, scope) }
      guard case .row(let roster) = row.type, column(named: n.text, in: roster, n.span) == nil else {
        return nil
      }
      let then = resultMember(id, name, .row(of: roster))
      return follow(check(inner, scope), then, base.span.joined(with: name.span))
    }
    return nil
  }

  private func resultMember(_ id: DefinitionID, _ name: Name, _ scope: Scope) -> CoreExpression {
    if case .table(let t) = entries[id.index].syntax {
      guard let i = t.grid.results.firstIndex(where: { $0.name.text == name.text }) else {
        report(.unknownColumn(name, of: t.name.text, among: t.grid.results.map(\.name.text)))
        return invalid(name.span)
      }
      let (type, canBeMissing) = typeOf(id, column: i)
      return CoreExpression(.table(id, column: i), type: type, origin: name.span, canBeMissing: canBeMissing)
    }
    guard let r = ResultName.result(name.text),
      let core = result(id, r, name, scope: scope, isTried: false)
    else {
      if ResultName.result(name.text) == nil {
        report(
          .unknownResult(
            name, of: entries[id.index].name.text,
            among: ResultName.names(of: entries[id.index].syntax, in: mainLanguage)))
      }
      return invalid(name.span)
    }
    return core
  }

  // MARK: Results

  /// Returns a result of a definition, or `nil` (reported, unless it is only tried) if it has none such here.
  func result(
    _ id: DefinitionID, _ wanted: CoreResult, _ name: Name, scope: Scope, isTried: Bool
  ) -> CoreExpression? {
    let entry = entries[id.index]
    let r = ResultName.adjusted(wanted, for: entry.syntax)
    func make(_ type: CoreType, canBeMissing: Bool = false) -> CoreExpression {
      dependencies.insert(id.index)
      return CoreExpression(.result(id, r), type: type, origin: name.span, canBeMissing: canBeMissing)
    }
    func ofRow(_ population: PopulationSyntax?, _ core: () -> CoreExpression) -> CoreExpression? {
      guard let population, let roster = rosterOf(population) else { return invalid(name.span) }
      if scope.roster == roster { return core() }
      if !isTried {
        report(
          .resultOfOtherRows(
            name, of: entry.name.text, roster: rosters[roster.index].name,
            here: scope.roster.map { rosters[$0.index].name }))
        return invalid(name.span)
      }
      return nil
    }
    func unknown() -> CoreExpression? {
      if !isTried {
        report(
          .unknownResult(
            name, of: entry.name.text, among: ResultName.names(of: entry.syntax, in: mainLanguage)))
      }
      return nil
    }
    switch entry.syntax {
    case .allocation(let a):
      if unfunded == id {
        // Before the allocation nobody is funded by it.
        switch r {
        case .funded: return CoreExpression(.constant(.truth(false)), type: .truth, origin: name.span)
        case .amount, .allocated:
          return CoreExpression(.constant(.number(0)), type: .number(.money), origin: name.span)
        case .source, .rank, .reason, .paidUntil, .left, .short, .cost, .coverage, .status, .available,
          .score,
          .isAwarded:
          break
        }
      }
      let population = a.clauses.compactMap { c in if case .to(let p) = c { p } else { nil } }.first
      switch r {
      case .funded: return ofRow(population) { make(.truth) }
      case .amount: return ofRow(population) { make(.number(.money)) }
      case .source: return ofRow(population) { make(.text, canBeMissing: true) }
      case .rank: return ofRow(population) { make(.number(.plain), canBeMissing: true) }
      case .reason: return ofRow(population) { make(.text) }
      case .paidUntil: return ofRow(population) { make(.date, canBeMissing: true) }
      case .allocated, .left: return make(.number(.money))
      case .short, .cost, .coverage, .status, .available, .score, .isAwarded: return unknown()
      }
    case .target(let t):
      switch r {
      case .short: return make(.number(.count))
      case .cost:
        if t.cost == nil {
          report(.targetWithoutCost(name, target: entry.name.text))
          return invalid(name.span)
        }
        return make(.number(.money))
      case .coverage:
        _ = typeOf(id)
        return make(.share(populationOfTarget(id)), canBeMissing: true)
      case .status: return make(.truth, canBeMissing: true)
      case .funded, .amount, .source, .rank, .reason, .paidUntil, .available, .allocated, .left, .score,
        .isAwarded:
        return unknown()
      }
    case .budget, .pot:
      return r == .available || r == .allocated || r == .left ? make(.number(.money)) : unknown()
    case .ranking(let k):
      switch r {
      case .score: return ofRow(k.population) { make(.number(.plain), canBeMissing: true) }
      case .rank: return ofRow(k.population) { make(.number(.plain), canBeMissing: true) }
      case .isAwarded: return ofRow(k.population) { make(.truth) }
      case .reason: return ofRow(k.population) { make(.text) }
      case .funded, .amount, .source, .paidUntil, .short, .cost, .coverage, .status, .available, .allocated,
        .left:
        return unknown()
      }
    case .letValue, .parameter, .function, .rule, .table: return unknown()
    }
  }

  /// The population of the shares of a target.
  func populationOfTarget(_ id: DefinitionID) -> PopulationID {
    if case .target(let t)? = entries[id.index].core?.body {
      return population(key: t.population.canonical, name: populationText(of: id))
    }
    return population(key: "target \(id.index)", name: populationText(of: id))
  }

  private func populationText(of id: DefinitionID) -> String {
    if case .target(let t) = entries[id.index].syntax, let p = t.population { return text(of: p.span) }
    return entries[id.index].name.text
  }

  // MARK: Calls

  func lowerCall(
    _ e: ExpressionSyntax, _ name: Name, _ arguments: [ExpressionSyntax], _ scope: Scope
  ) -> CoreExpression {
    guard let id = globals[name.text] else {
      if !name.isQuoted, let word = SpreadsheetWord(name.text) {
        report(.spreadsheetWord(name.text, word, mainLanguage, at: name.span))
        return invalid(e.span)
      }
      for a in arguments { _ = check(a, scope) }
      let callable = entries.filter { isCallable($0.syntax) }.map { entry in
        // A further result of a table is asked of its first: `risk(…).fee`.
        entry.tableColumn == nil
          ? entry.name.text : entry.name.text.split(separator: ".").joined(separator: "(…).")
      }
      report(.unknownFunction(name, among: callable))
      return invalid(e.span)
    }
    let inputs: [FunctionInput]
    switch entries[id.index].syntax {
    case .function(let f): inputs = f.inputs
    case .parameter(let p): inputs = p.inputs
    case .table(let t): inputs = t.inputs
    case .letValue, .rule, .target, .budget, .pot, .allocation, .ranking: inputs = []
    }
    if inputs.isEmpty && !arguments.isEmpty {
      for a in arguments { _ = check(a, scope) }
      report(.notCallable(name))
      return invalid(e.span)
    }
    if inputs.count != arguments.count {
      for a in arguments { _ = check(a, scope) }
      report(.argumentCount(name, expected: inputs.map(\.name.text), found: arguments.count, at: e.span))
      return invalid(e.span)
    }
    var cores: [CoreExpression] = []
    for (input, argument) in zip(inputs, arguments) {
      let type = inputType(input)
      let core = checkPresent(argument, scope, .type(type))
      cores.append(conform(core, to: type, literalsTakeUnit: false))
    }
    let (type, canBeMissing) = typeOf(id)
    return CoreExpression(.call(id, cores), type: type, origin: e.span, canBeMissing: canBeMissing)
  }

  private func isCallable(_ syntax: DefinitionSyntax) -> Bool {
    switch syntax {
    case .function: true
    case .parameter(let p): !p.inputs.isEmpty
    case .table(let t): !t.inputs.isEmpty
    case .letValue, .rule, .target, .budget, .pot, .allocation, .ranking: false
    }
  }

  /// The type of an input as declared.
  func inputType(_ input: FunctionInput) -> CoreType {
    fieldType(input.type, owner: input.name.text).1
  }

  // MARK: What was meant

  private func reportUnknown(_ name: Name, _ scope: Scope, _ expectation: Expectation) {
    if diagnostics.count >= Checker.mostDiagnostics { return }
    if case .type(.choice(let list)) = expectation, !isVisible(name.text, scope) {
      let known = choiceLists[list.index]
      report(.unknownChoice(name, of: known.owner, among: known.choices.map(\.name)))
      return
    }
    if rosterNames[name.text] != nil {
      report(.rosterAsValue(name))
      return
    }
    if groups[name.text] != nil {
      report(.groupAsValue(name))
      return
    }
    // A column of an outer row, or of a row that this one refers to.
    for roster in scope.rows.dropLast().reversed() where columns[roster.index][name.text] != nil {
      report(.columnOfOuterRow(name, roster: rosters[roster.index].name))
      return
    }
    if let roster = scope.roster {
      let fields = rosters[roster.index].schema.fields
      for (i, f) in fields.enumerated() {
        if case .row(let other) = rosters[roster.index].types[i], columns[other.index][name.text] != nil {
          report(.columnOfReferred(name, path: "\(f.name).\(name.text)", roster: rosters[other.index].name))
          return
        }
      }
    }
    for (i, names) in columns.enumerated() where i < firstVirtualRoster && names[name.text] != nil {
      if scope.roster == nil && scope.rows.isEmpty {
        report(.columnWithoutRow(name, roster: rosters[i].name))
        return
      }
    }
    for list in choiceLists where list.choices.contains(where: { $0.name == name.text }) {
      report(.choiceAsValue(name, owner: list.owner))
      return
    }
    var known =
      Array(globals.keys) + Array(scope.inputs.keys) + Array(scope.variables.keys) + Array(rosterNames.keys)
    if let roster = scope.roster { known += columns[roster.index].keys }
    if name.isMissing { return }
    if Suggestions.near(name.text, among: known).isEmpty {
      // Perhaps a word of the language was meant, such as `banyaknya` by `banyak`.
      let words = KeywordPlaces.operands.flatMap { $0.wording.phrases(in: mainLanguage) }
      if !Suggestions.near(name.text, among: words).isEmpty { known = words }
      if !name.isQuoted, let word = SpreadsheetWord(name.text) {
        report(.spreadsheetWord(name.text, word, mainLanguage, at: name.span))
        return
      }
    }
    report(.unknownName(name, among: known))
  }

  private func isVisible(_ name: String, _ scope: Scope) -> Bool {
    globals[name] != nil || scope.roster.map { columns[$0.index][name] != nil } ?? false
  }
}
