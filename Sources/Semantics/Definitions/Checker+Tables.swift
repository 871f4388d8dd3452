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
    if let file = s.file { report(.tableFromFile(at: file.span)) }
    let policy = s.policy ?? .exactlyOne
    let headers = s.grid.conditions.map { check($0, scope) }
    var results = s.grid.results.map { r in
      BranchResults(declared: r.type.map { fieldType($0, owner: "\(s.name.text).\(r.name.text)").1 })
    }
    var tests: [[CoreExpression?]] = []
    for row in s.grid.rows {
      if row.conditions.count != headers.count || row.results.count != results.count {
        report(
          .rowOfOtherWidth(
            found: row.conditions.count + row.results.count, expected: headers.count + results.count,
            at: row.span))
      }
      tests.append(zip(headers, row.conditions).map { cellTest($0, $1, scope) })
    }
    let conditions = s.grid.rows.indices.map { rowCondition($0, s.grid, headers, tests) }
    var rows: [CoreTable.Row] = []
    for (r, row) in s.grid.rows.enumerated() {
      let known = scope.knowing(facts(of: conditions[r], holding: true))
      var values: [CoreExpression?] = []
      for (i, cell) in row.results.enumerated() where i < results.count {
        values.append(resultCell(cell, known, &results[i]))
      }
      rows.append(
        CoreTable.Row(
          condition: conditions[r], results: values, reason: row.authority.citation, origin: row.span))
    }
    let columns = zip(s.grid.results, results).map { (name: $0.name.text, type: resultType($1.type, policy)) }
    checkCoverage(s, policy, conditions, entry)
    let core = CoreTable(roster: entry.roster, inputs: types, policy: policy, results: columns, rows: rows)
    return definition(entry, .table(core), columns.first?.type ?? .unknown, s.authority)
  }

  private func resultType(_ type: CoreType, _ policy: HitPolicy) -> CoreType {
    switch policy {
    case .count: .number(.count)
    case .collect: .text
    case .exactlyOne, .firstMatch, .priority, .allAgree, .sum, .min, .max: type
    }
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
    case .blank, .any, .otherwise, .comparison, .range, .values, .presence:
      report(.resultCellNotAValue(at: cell.span))
      return invalid(cell.span)
    }
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
    case .blank, .any, .otherwise: return nil
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
    _ r: Int, _ grid: GridSyntax, _ headers: [CoreExpression], _ tests: [[CoreExpression?]]
  ) -> CoreExpression {
    let row = grid.rows[r]
    func isOtherwise(_ c: CellSyntax) -> Bool { if case .otherwise = c.form { true } else { false } }
    if !row.conditions.isEmpty && row.conditions.allSatisfy(isOtherwise) {
      let others = grid.rows.indices.filter { i in
        i != r && !grid.rows[i].conditions.allSatisfy(isOtherwise)
      }.map { rowCondition($0, grid, headers, tests) }
      let any = CoreExpression(.any(others), type: .truth, origin: row.span)
      return CoreExpression(.not(any), type: .truth, origin: row.span)
    }
    var parts: [CoreExpression] = []
    for (c, cell) in row.conditions.enumerated() where c < headers.count {
      if isOtherwise(cell) {
        let others = tests.indices.compactMap { i in
          i != r && tests[i].indices.contains(c) ? tests[i][c] : nil
        }
        let any = CoreExpression(.any(others), type: .truth, origin: cell.span)
        parts.append(CoreExpression(.not(any), type: .truth, origin: cell.span))
      } else if tests[r].indices.contains(c), let test = tests[r][c] {
        parts.append(test)
      }
    }
    return CoreExpression(.all(parts), type: .truth, origin: row.span)
  }

  /// Reports values that no row, or more rows than the policy allows, match.
  private func checkCoverage(
    _ s: TableSyntax, _ policy: HitPolicy, _ conditions: [CoreExpression], _ entry: DefinitionEntry
  ) {
    if conditions.isEmpty || conditions.contains(where: isBroken) { return }
    let schema = entry.roster.map { rosters[$0.index].schema }
    let space = CaseSpace(conditions, choices: choiceLists, schema: schema)
    switch policy {
    case .exactlyOne, .firstMatch, .priority, .allAgree:
      if case .example(let example) = space.uncovered() {
        report(.tableGap(s.name, example: text(ofExample: example, in: space)))
      }
    case .collect, .sum, .min, .max, .count: break
    }
    guard policy == .exactlyOne, conditions.count <= 400 else { return }
    for j in conditions.indices {
      for i in 0..<j {
        guard case .example(let example) = space.overlap(i, j) else { continue }
        report(
          .tableOverlap(
            s.name, i + 1, j + 1, example: text(ofExample: example, in: space), conditions[i].origin,
            at: conditions[j].origin))
        break
      }
    }
  }
}
