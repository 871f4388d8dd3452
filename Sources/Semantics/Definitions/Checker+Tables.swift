import Diagnostics
import Rosters
import Syntax

extension Checker {

  func lowerTable(_ s: TableSyntax, _ entry: DefinitionEntry) -> CoreDefinition {
    var (scope, types) = scopeOfInputs(s.inputs)
    if let roster = entry.roster {
      scope = .row(of: roster)
      types = []
      readRosters.insert(roster.index)
    }
    let policy = s.policy ?? .exactlyOne
    let headers = s.grid.conditions.map { check($0, scope) }
    var results = s.grid.results.map { r in
      BranchResults(declared: r.type.map { fieldType($0, owner: "\(s.name.text).\(r.name.text)").1 })
    }
    var tests: [[CoreExpression?]] = []
    for row in s.grid.rows {
      let isFromFile = row.span.file != s.name.span.file
      tests.append(
        zip(headers, row.conditions).map {
          cellTest($0, isFromFile ? fileCell($1, of: $0.type) : $1, scope)
        })
    }
    let validity = s.grid.rows.map { $0.validity.flatMap { inForce($0) } }
    let conditions = s.grid.rows.indices.map { rowCondition($0, s.grid, headers, tests, validity) }
    var rows: [CoreTable.Row] = []
    for (r, row) in s.grid.rows.enumerated() {
      let known = scope.knowing(facts(of: conditions[r], holding: true))
      var values: [CoreExpression?] = []
      for (i, cell) in row.results.enumerated() where i < results.count {
        let isFromFile = row.span.file != s.name.span.file
        values.append(
          resultCell(isFromFile ? fileCell(cell, of: results[i].type) : cell, known, &results[i]))
      }
      rows.append(
        CoreTable.Row(
          condition: conditions[r], results: values, reason: row.reason, citation: row.authority.citation,
          unclear: Set(row.results.indices.filter { row.results[$0].isUnclear }),
          doubt: row.authority.isUnverified || s.authority.isUnverified
            ? CoreDoubt(name: s.name.text, citation: row.authority.citation ?? s.authority.citation) : nil,
          origin: row.span))
    }
    let coverage = TableCoverage(
      name: s.name, policy: policy, rows: rows,
      isOtherwise: s.grid.rows.map { Checker.isOtherwise($0) }, roster: entry.roster, inputs: s.inputs)
    tablesToCheck.append(coverage)
    checkResults(s, policy, results)
    if policy == .priority || policy == .collectByPriority { rows = byPriority(rows, s, results) }
    let isEmptyPossible = isNothingPossible(policy, coverage)
    let columns = zip(s.grid.results, results).map {
      (
        name: $0.name.text, type: resultType($1.type, policy),
        canBeMissing: $1.canBeMissing || isEmptyPossible
      )
    }
    var core = CoreTable(roster: entry.roster, inputs: types, policy: policy, results: columns, rows: rows)
    if let i = entry.tableColumn { core = core.keeping(result: i) }
    return definition(
      entry, .table(core), core.results.first?.type ?? .unknown,
      canBeMissing: core.results.first?.canBeMissing ?? false, s.authority)
  }

  private func resultType(_ type: CoreType, _ policy: HitPolicy) -> CoreType {
    switch policy {
    case .count: .number(.count)
    case .collect, .collectByPriority: .text
    case .exactlyOne, .firstMatch, .priority, .allAgree, .sum, .min, .max: type
    }
  }

  /// Whether no row may match and nothing is then the result: the least of nothing, a list of nothing.
  private func isNothingPossible(_ policy: HitPolicy, _ table: TableCoverage) -> Bool {
    switch policy {
    case .exactlyOne, .firstMatch, .priority, .allAgree, .sum, .count: return false
    case .min, .max, .collect, .collectByPriority:
      let conditions = table.rows.map(\.condition)
      if conditions.contains(where: isBroken) || table.isOtherwise.contains(true) { return false }
      let found = caseSpace(of: conditions, over: table.roster, inputs: table.inputs).uncovered()
      return !found.examples.isEmpty || !found.isCertain
    }
  }

  /// Reports results that the policy can make nothing of.
  private func checkResults(_ s: TableSyntax, _ policy: HitPolicy, _ results: [BranchResults]) {
    for (column, result) in zip(s.grid.results, results) where result.type != .unknown {
      let isNumber: Bool
      let isOrdered: Bool
      switch result.type {
      case .number, .share: (isNumber, isOrdered) = (true, true)
      case .date: (isNumber, isOrdered) = (false, true)
      case .truth, .text, .nik, .choice, .row, .unknown: (isNumber, isOrdered) = (false, false)
      }
      switch policy {
      case .sum where !isNumber: report(.policyNeedsNumbers(column.name, phrase(result.type), isSum: true))
      case .min where !isOrdered, .max where !isOrdered:
        report(.policyNeedsNumbers(column.name, phrase(result.type), isSum: false))
      case .sum, .min, .max, .exactlyOne, .firstMatch, .priority, .allAgree, .collect, .collectByPriority,
        .count:
        break
      }
    }
  }

  /// Returns `rows` in the order of their results: that of the choices of the first result column that has choices,
  /// then of the next.
  private func byPriority(
    _ rows: [CoreTable.Row], _ s: TableSyntax, _ results: [BranchResults]
  ) -> [CoreTable.Row] {
    let ordered = results.indices.filter { if case .choice = results[$0].type { true } else { false } }
    if ordered.isEmpty {
      if !results.contains(where: { $0.type == .unknown }) { report(.priorityWithoutOrder(s.name)) }
      return rows
    }
    let ranks = rows.map { row in
      ordered.map { c -> Int in
        guard row.results.indices.contains(c), let cell = row.results[c] else { return Int.max }
        if case .constant(.choice(let i)) = cell.kind { return i }
        if case .invalid = cell.kind { return Int.max }
        report(.priorityOfExpression(text(of: cell.origin), at: cell.origin))
        return Int.max
      }
    }
    return rows.indices.sorted { a, b in
      ranks[a] == ranks[b] ? a < b : ranks[a].lexicographicallyPrecedes(ranks[b])
    }.map { rows[$0] }
  }

  private static func isOtherwise(_ row: GridRow) -> Bool {
    !row.conditions.isEmpty
      && row.conditions.allSatisfy { if case .otherwise = $0.form { true } else { false } }
  }

  private func resultCell(
    _ cell: CellSyntax, _ scope: Scope, _ results: inout BranchResults
  ) -> CoreExpression? {
    let expectation: Expectation = results.type == .unknown ? .none : .type(results.type)
    switch cell.form {
    case .values(let all, isNegated: false):
      guard all.count == 1, let e = all.first else {
        report(.resultCellNotAValue(at: cell.span))
        return invalid(cell.span)
      }
      var core = check(e, scope, expectation)
      if results.type != .unknown { core = conform(core, to: results.type, literalsTakeUnit: true) }
      return branch(core, &results)
    case .presence(isPresent: false):
      return branch(
        CoreExpression(.constant(.missing), type: .unknown, origin: cell.span, canBeMissing: true), &results)
    case .mustBeDecided: return nil
    case .unclear:
      // Whoever may not be paid for certain is not paid.
      let denied = CoreExpression(.constant(.truth(false)), type: .truth, origin: cell.span)
      if results.type != .unknown && results.type != .truth {
        report(.unclearNotPermission(phrase(results.type), at: cell.span))
        return invalid(cell.span)
      }
      return branch(denied, &results)
    case .blank, .any, .otherwise, .comparison, .range, .values, .presence, .both, .either, .negated:
      report(.resultCellNotAValue(at: cell.span))
      return invalid(cell.span)
    }
  }

  /// Returns a cell of a file as if it stood between bars: a bare word in a column of texts is a text, and a text in a
  /// column of choices is the choice that data spell so.
  func fileCell(_ cell: CellSyntax, of type: CoreType) -> CellSyntax {
    switch cell.form {
    case .either(let parts):
      let read = parts.map { fileCell(CellSyntax($0, span: cell.span), of: type).form }
      return CellSyntax(.either(read), span: cell.span)
    case .negated(let inner):
      return CellSyntax(
        .negated(fileCell(CellSyntax(inner, span: cell.span), of: type).form), span: cell.span)
    case .blank, .any, .otherwise, .comparison, .range, .values, .presence, .both, .mustBeDecided, .unclear:
      break
    }
    guard case .values(let all, let isNegated) = cell.form else { return cell }
    let read = all.map { e -> ExpressionSyntax in
      let words: String
      if case .name(let n) = e.kind {
        words = n.text
      } else if let text = constantText(e) {
        words = text
      } else {
        return e
      }
      if case .text = type {
        return ExpressionSyntax(.text([.characters(words)]), id: NodeID(0), span: e.span)
      }
      guard case .choice(let list) = type else { return e }
      let spelled = words.lowercased()
      let choice = choiceLists[list.index].choices.first { c in
        c.name.lowercased() == spelled || c.spellings.contains { $0.lowercased() == spelled }
      }
      guard let choice else { return e }
      return ExpressionSyntax(.name(Name(choice.name, span: e.span)), id: NodeID(0), span: e.span)
    }
    return CellSyntax(.values(read, isNegated: isNegated), span: cell.span)
  }

  /// The test of one cell; `nil` for any value, and for `otherwise`, which the row decides.
  func cellTest(_ header: CoreExpression, _ cell: CellSyntax, _ scope: Scope) -> CoreExpression? {
    let value = CoreExpression(header.kind, type: header.type, origin: header.origin)
    func guarded(_ test: CoreExpression) -> CoreExpression {
      guard header.canBeMissing else { return test }
      let isPresent = CoreExpression(.isPresent(header), type: .truth, origin: cell.span)
      return CoreExpression(.all([isPresent, test]), type: .truth, origin: cell.span)
    }
    switch cell.form {
    case .mustBeDecided, .unclear:
      report(.decisionInCondition(at: cell.span))
      return invalid(cell.span)
    case .blank, .any, .otherwise: return nil
    case .both(let a, let b):
      let parts = [a, b].compactMap { cellTest(header, CellSyntax($0, span: cell.span), scope) }
      return CoreExpression(.all(parts), type: .truth, origin: cell.span)
    case .either(let parts):
      let tests = parts.compactMap { cellTest(header, CellSyntax($0, span: cell.span), scope) }
      return CoreExpression(.any(tests), type: .truth, origin: cell.span)
    case .negated(let inner):
      guard let test = cellTest(value, CellSyntax(inner, span: cell.span), scope) else { return nil }
      return guarded(CoreExpression(.not(test), type: .truth, origin: cell.span))
    case .presence(let isPresent):
      let test = CoreExpression(.isPresent(header), type: .truth, origin: cell.span)
      return isPresent ? test : CoreExpression(.not(test), type: .truth, origin: cell.span)
    case .comparison(let o, let e):
      let limit = conform(
        checkPresent(e, scope, expectation(of: value)), to: cellType(value, e), literalsTakeUnit: true)
      return guarded(compared(value, core(o), limit, cell.span))
    case .range(let from, let to):
      return guarded(between(value, from, to, cell.span, scope, literalsTakeUnit: true))
    case .values(let all, let isNegated):
      let tests = all.map { e -> CoreExpression in
        if case .choice = value.type { return equality(value, e, e.span, scope) }
        let right = conform(
          checkPresent(e, scope, expectation(of: value)), to: cellType(value, e), literalsTakeUnit: true)
        return compared(value, .equal, right, e.span)
      }
      let any = tests.count == 1 ? tests[0] : CoreExpression(.any(tests), type: .truth, origin: cell.span)
      return guarded(isNegated ? CoreExpression(.not(any), type: .truth, origin: cell.span) : any)
    }
  }

  /// The type that a literal in a cell takes; other expressions keep their own.
  private func cellType(_ header: CoreExpression, _ e: ExpressionSyntax) -> CoreType {
    if case .share = header.type { return .number(.percent) }
    return constantNumber(e) == nil ? .unknown : header.type
  }

  private func core(_ o: ComparisonOperator) -> CoreComparison {
    switch o {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less, .before: .less
    case .lessOrEqual, .atMost, .onOrBefore: .lessOrEqual
    case .greater, .after: .greater
    case .greaterOrEqual, .atLeast, .onOrAfter: .greaterOrEqual
    }
  }

  /// The condition of a row: all its cells. `otherwise` in a cell is what no other cell of its column names; a
  /// row of nothing but `otherwise` is for what no other row matches.
  private func rowCondition(
    _ r: Int, _ grid: GridSyntax, _ headers: [CoreExpression], _ tests: [[CoreExpression?]],
    _ validity: [CoreExpression?]
  ) -> CoreExpression {
    let row = grid.rows[r]
    func isOtherwise(_ c: CellSyntax) -> Bool { if case .otherwise = c.form { true } else { false } }
    if Checker.isOtherwise(row) {
      let others = grid.rows.indices.filter { $0 != r && !Checker.isOtherwise(grid.rows[$0]) }.map {
        rowCondition($0, grid, headers, tests, validity)
      }
      let any = CoreExpression(.any(others), type: .truth, origin: row.span)
      let rest = CoreExpression(.not(any), type: .truth, origin: row.span)
      return validity[r].map { CoreExpression(.all([$0, rest]), type: .truth, origin: row.span) } ?? rest
    }
    var parts = [validity[r]].compactMap { $0 }
    for (c, cell) in row.conditions.enumerated() where c < headers.count {
      if isOtherwise(cell) {
        // A row that is not in force names nothing.
        let others = tests.indices.compactMap { i -> CoreExpression? in
          guard i != r, tests[i].indices.contains(c), let test = tests[i][c] else { return nil }
          return validity[i].map { CoreExpression(.all([$0, test]), type: .truth, origin: cell.span) } ?? test
        }
        let any = CoreExpression(.any(others), type: .truth, origin: cell.span)
        parts.append(CoreExpression(.not(any), type: .truth, origin: cell.span))
      } else if tests[r].indices.contains(c), let test = tests[r][c] {
        parts.append(test)
      }
    }
    return CoreExpression(.all(parts), type: .truth, origin: row.span)
  }
}

extension CellSyntax {

  /// Whether it says `unclear`.
  fileprivate var isUnclear: Bool { if case .unclear = form { true } else { false } }
}

extension CoreTable {

  /// Returns the table with only its result column `i`.
  fileprivate func keeping(result i: Int) -> CoreTable {
    CoreTable(
      roster: roster, inputs: inputs, policy: policy,
      results: results.indices.contains(i) ? [results[i]] : [],
      rows: rows.map { row in
        Row(
          condition: row.condition, results: row.results.indices.contains(i) ? [row.results[i]] : [],
          reason: row.reason, citation: row.citation, unclear: row.unclear.contains(i) ? [0] : [],
          doubt: row.doubt, origin: row.origin)
      })
  }
}
