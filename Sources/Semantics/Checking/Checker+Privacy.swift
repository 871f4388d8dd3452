import Rosters
import Syntax

extension Checker {

  /// Marks definitions that are computed from private fields, each after those it reads.
  func markPrivate(_ program: inout CoreProgram) { markPrivate(&program, program.evaluationOrder) }

  /// Marks those of the definitions `ids` that are computed from private fields; each stands after those it reads.
  func markPrivate(_ program: inout CoreProgram, _ ids: [DefinitionID]) {
    for id in ids {
      let d = program.definitions[id.index]
      var isPrivate = false
      switch d.body {
      case .value(let e): isPrivate = self.isPrivate(e, [], program)
      case .rule(let roster, let e): isPrivate = self.isPrivate(e, [roster], program)
      case .function(_, let e): isPrivate = self.isPrivate(e, [], program)
      case .table(let t):
        let rows = t.roster.map { [$0] } ?? []
        isPrivate = t.rows.contains { row in
          self.isPrivate(row.condition, rows, program)
            || row.results.contains { $0.map { self.isPrivate($0, rows, program) } ?? false }
        }
      // Results of money and targets name no private value: an order, a key, a count or a share.
      case .parameter, .target, .budget, .allocation, .ranking: isPrivate = false
      }
      program.definitions[id.index].isPrivate = isPrivate
    }
  }

  /// Returns whether values of `e` are computed from private fields; `rows` are the rosters of the rows around it.
  func isPrivate(_ e: CoreExpression, _ rows: [RosterID], _ program: CoreProgram) -> Bool {
    func any(_ parts: [CoreExpression]) -> Bool { parts.contains { isPrivate($0, rows, program) } }
    switch e.kind {
    case .constant, .row, .fileRow, .today, .payer, .input, .result, .rowAt, .isIn, .isPresent, .invalid:
      return false
    case .field(let i):
      guard let r = rows.last, program.rosters.indices.contains(r.index),
        program.rosters[r.index].schema.fields.indices.contains(i)
      else { return false }
      // A reference is a row, not a value.
      if case .row = e.type { return false }
      return program.rosters[r.index].schema.fields[i].isPrivate
    case .outer(let inner): return isPrivate(inner, rows.dropLast(rows.count > 1 ? 1 : 0), program)
    case .definition(let id), .table(let id, _):
      return program.definitions.indices.contains(id.index) && program.definitions[id.index].isPrivate
    case .follow(let base, let then):
      guard case .row(let r) = base.type else { return false }
      return isPrivate(then, [r], program)
    case .aggregate(let a):
      switch a.function {
      case .count, .share: return false
      case .sum, .average, .median, .min, .max:
        let inner = a.population.isGroup ? rows : rows + [a.population.roster]
        return a.value.map { isPrivate($0, inner, program) } ?? false
      }
    case .call(let id, let arguments):
      return any(arguments)
        || (program.definitions.indices.contains(id.index) && program.definitions[id.index].isPrivate)
    case .not(let a), .negated(let a), .shareValue(let a), .oneOf(let a, _), .dayPart(_, let a):
      return isPrivate(a, rows, program)
    case .all(let parts), .any(let parts), .joined(let parts): return any(parts)
    case .compare(_, let a, let b), .otherwise(let a, let b), .arithmetic(_, let a, let b),
      .addMonths(let a, let b, _),
      .rounded(let a, _, let b), .shareOf(let a, let b), .onDate(let a, let b), .elapsed(_, let a, let b, _):
      return any([a, b])
    case .cases(let cases, let other):
      return cases.contains { any([$0.condition] + ($0.result.map { [$0] } ?? [])) }
        || (other.map { any([$0]) } ?? false)
    case .exceptions(let base, let exceptions):
      return isPrivate(base, rows, program) || exceptions.contains { isPrivate($0, rows, program) }
    case .clamp(let a, let b, let c): return any([a] + [b, c].compactMap { $0 })
    case .eachMonth(let a, let b, let c): return any([a, b, c])
    }
  }

  private func isPrivate(_ e: CoreException, _ rows: [RosterID], _ program: CoreProgram) -> Bool {
    isPrivate(e.when.condition, rows, program)
      || (e.when.result.map { isPrivate($0, rows, program) } ?? false)
      || e.inner.contains { isPrivate($0, rows, program) }
  }

  // MARK: Actions

  /// Returns `action` with the columns marked whose values are masked.
  func masked(_ action: CoreAction, _ program: CoreProgram) -> CoreAction {
    func made(_ kind: CoreAction.Kind) -> CoreAction {
      CoreAction(kind, origin: action.origin, title: action.title, notes: action.notes)
    }
    switch action.kind {
    case .show(let q, let s): return made(.show(masked(q, program), scenario: s))
    case .showResult(let d, let q, let s):
      return made(.showResult(d, layout: q.map { masked($0, program) }, scenario: s))
    case .showValues(let columns, let s):
      return made(.showValues(columns.map { masked($0, [], [], program) }, scenario: s))
    case .chart(let q, let f, let s): return made(.chart(masked(q, program), file: f, scenario: s))
    case .export(let q, let e, let s): return made(.export(masked(q, program), e, scenario: s))
    case .report(let r): return made(.report(r.with(r.actions.map { masked($0, program) })))
    case .forEach(let n, let p, let inner): return made(.forEach(n, p, inner.map { masked($0, program) }))
    case .under(let name, let inner, let isQuestion):
      return made(.under(name, inner.map { masked($0, program) }, isQuestion: isQuestion))
    case .ask(let question, let s): return made(.ask(masked(question, program), scenario: s))
    case .sweep(let s):
      return made(
        .sweep(
          CoreSweep(range: s.range, columns: s.columns.map { masked($0, [], [], program) })))
    case .showTargets, .compare, .find, .why, .check, .changeTo: return action
    }
  }

  private func masked(_ question: CoreQuestion, _ program: CoreProgram) -> CoreQuestion {
    switch question {
    case .table(let query): .table(masked(query, program))
    case .value(let column): .value(masked(column, [], [], program))
    case .amount(let rows, let value, let name, _):
      .amount(rows, value, name: name, isPrivate: isPrivate(value, [rows.roster], program))
    case .count, .payable, .needed, .budget, .people, .enough, .met, .holds: question
    }
  }

  private func masked(_ query: CoreQuery, _ program: CoreProgram) -> CoreQuery {
    var q = query
    let rows = q.roster.map { [$0] } ?? []
    var done: [CoreColumn] = []
    for c in q.columns { done.append(masked(c, rows, done, program)) }
    q.columns = done
    return q
  }

  private func masked(
    _ c: CoreColumn, _ rows: [RosterID], _ earlier: [CoreColumn], _ program: CoreProgram
  ) -> CoreColumn {
    let isPrivate = isPrivate(c.value, rows, program) || reads(c.value, earlier)
    return CoreColumn(
      name: c.name, value: c.value, decimals: c.decimals, magnitude: c.magnitude, isPrivate: isPrivate)
  }

  /// Returns whether `e` is, or adds up, an earlier column that is private.
  private func reads(_ e: CoreExpression, _ earlier: [CoreColumn]) -> Bool {
    switch e.kind {
    case .input(let i): earlier.indices.contains(i) && earlier[i].isPrivate
    case .arithmetic(_, let a, let b), .otherwise(let a, let b), .rounded(let a, _, let b):
      reads(a, earlier) || reads(b, earlier)
    case .negated(let a), .not(let a): reads(a, earlier)
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .today, .payer, .follow, .rowAt,
      .isIn,
      .aggregate, .call, .all, .any, .compare, .oneOf, .isPresent, .cases, .exceptions, .table, .addMonths,
      .clamp,
      .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined, .invalid:
      false
    }
  }
}
