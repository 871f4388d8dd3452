import Diagnostics
import Rosters
import Semantics
import Syntax

/// One small change of a program, which a test should notice.
public struct Mutation: Sendable {

  /// What is changed.
  public enum Change: Sendable {
    /// A threshold: the value before and after.
    case threshold(ResultValue, ResultValue)
    /// A comparison: before and after.
    case comparison(CoreComparison, CoreComparison)
    /// A row of a table is left out.
    case withoutRow
    /// An exception is left out.
    case withoutException
  }

  /// The definition.
  public let definition: DefinitionID
  /// Its name.
  public let name: String
  /// What is changed.
  public let change: Change
  /// Where it stands.
  public let site: Span
  /// The definition's body after the change.
  let body: CoreDefinition.Body
}

/// Finds the changes that can be made to a program, one at a time.
struct MutationFinder {

  private let program: CoreProgram
  private(set) var found: [Mutation] = []

  /// Lists the changes of those definitions of `program` that stand in `files`.
  init(_ program: CoreProgram, in files: Set<FileID>) {
    self.program = program
    var seen: Set<Span> = []
    for (i, d) in program.definitions.enumerated()
    where files.contains(d.nameSpan.file) && seen.insert(d.nameSpan).inserted {
      let id = DefinitionID(i)
      switch d.body {
      case .value(let e): change(e, id) { .value($0) }
      case .rule(let roster, let e): change(e, id) { .rule(roster, $0) }
      case .function(let inputs, let e): change(e, id) { .function(inputs: inputs, $0) }
      case .table(let t): change(t, id)
      case .parameter, .target, .budget, .allocation, .ranking: break
      }
    }
  }

  private mutating func add(
    _ id: DefinitionID, _ change: Mutation.Change, _ site: Span, _ body: CoreDefinition.Body
  ) {
    found.append(
      Mutation(definition: id, name: program[id].name, change: change, site: site, body: body))
  }

  // MARK: Tables

  private mutating func change(_ t: CoreTable, _ id: DefinitionID) {
    for (r, row) in t.rows.enumerated() {
      var without = t
      without.rows.remove(at: r)
      add(id, .withoutRow, row.origin, .table(without))
      change(row.condition, id) { condition in
        var other = t
        other.rows[r] = CoreTable.Row(
          condition: condition, results: row.results, reason: row.reason, citation: row.citation,
          unclear: row.unclear, doubt: row.doubt, origin: row.origin)
        return .table(other)
      }
    }
  }

  // MARK: Expressions

  /// Adds the changes of `e`, each with the body that `made` makes of the changed expression.
  private mutating func change(
    _ e: CoreExpression, _ id: DefinitionID, _ made: (CoreExpression) -> CoreDefinition.Body
  ) {
    var parts: [CoreExpression] = []
    _ = e.substituting { part in
      parts.append(part)
      return nil
    }
    for (place, part) in parts.enumerated() {
      for (change, site, new) in MutationFinder.changes(of: part) {
        var at = -1
        let whole = e.substituting { _ in
          at += 1
          return at == place ? new : nil
        }
        add(id, change, site, made(whole))
      }
    }
  }

  private static func changes(of e: CoreExpression) -> [(Mutation.Change, Span, CoreExpression)] {
    func with(_ kind: CoreKind) -> CoreExpression {
      CoreExpression(kind, type: e.type, origin: e.origin, canBeMissing: e.canBeMissing)
    }
    switch e.kind {
    case .compare(let o, let a, let b):
      var all: [(Mutation.Change, Span, CoreExpression)] = []
      let other = o.neighbour
      all.append((.comparison(o, other), e.origin, with(.compare(other, a, b))))
      if o == .equal || o == .notEqual { return all }
      for (new, before, after) in shifted(b) {
        all.append((.threshold(before, after), e.origin, with(.compare(o, a, new))))
      }
      for (new, before, after) in shifted(a) {
        all.append((.threshold(before, after), e.origin, with(.compare(o, new, b))))
      }
      return all
    case .exceptions(let base, let list):
      return list.indices.map { i in
        var rest = list
        rest.remove(at: i)
        let new = rest.isEmpty ? base : with(.exceptions(base: base, rest))
        return (.withoutException, list[i].when.origin, new)
      } + innerChanges(base, list, with)
    case .clamp(let a, let low, let high):
      var all: [(Mutation.Change, Span, CoreExpression)] = []
      for (new, before, after) in low.map(shifted) ?? [] {
        all.append((.threshold(before, after), e.origin, with(.clamp(a, atLeast: new, atMost: high))))
      }
      for (new, before, after) in high.map(shifted) ?? [] {
        all.append((.threshold(before, after), e.origin, with(.clamp(a, atLeast: low, atMost: new))))
      }
      return all
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt, .isIn, .aggregate, .call, .not, .all, .any, .oneOf, .isPresent, .otherwise, .cases, .table,
      .negated, .arithmetic, .addMonths, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
      .eachMonth,
      .joined, .invalid:
      return []
    }
  }

  /// Exceptions to exceptions, each left out.
  private static func innerChanges(
    _ base: CoreExpression, _ list: [CoreException], _ with: (CoreKind) -> CoreExpression
  ) -> [(Mutation.Change, Span, CoreExpression)] {
    func without(_ x: CoreException) -> [(CoreException, Span)] {
      x.inner.indices.flatMap { i -> [(CoreException, Span)] in
        var rest = x.inner
        let gone = rest.remove(at: i)
        let own = (CoreException(when: x.when, from: x.from, to: x.to, inner: rest), gone.when.origin)
        return [own]
          + without(gone).map { changed, site in
            var all = x.inner
            all[i] = changed
            return (CoreException(when: x.when, from: x.from, to: x.to, inner: all), site)
          }
      }
    }
    return list.indices.flatMap { i in
      without(list[i]).map { changed, site in
        var all = list
        all[i] = changed
        return (Mutation.Change.withoutException, site, with(.exceptions(base: base, all)))
      }
    }
  }

  /// The smallest step up and down of a constant.
  private static func shifted(_ e: CoreExpression) -> [(CoreExpression, ResultValue, ResultValue)] {
    guard case .constant(let k) = e.kind else { return [] }
    func new(_ k: CoreConstant) -> CoreExpression {
      CoreExpression(.constant(k), type: e.type, origin: e.origin)
    }
    switch (k, e.type) {
    case (.number(let n), .number(let unit)):
      let step = unit.scale == .percent && unit.isDimensionless ? Rational(Int128(1), over: 100) ?? 1 : 1
      return [n + step, n - step].map {
        (new(.number($0)), .number(n, unit), .number($0, unit))
      }
    case (.date(let d), _):
      return [d.days &+ 1, d.days &- 1].map {
        let other = CalendarDate(days: $0)
        return (new(.date(other)), .date(d), .date(other))
      }
    case (.number, _), (.truth, _), (.text, _), (.nik, _), (.choice, _), (.missing, _): return []
    }
  }
}

extension CoreComparison {

  /// The comparison that is most easily written for it by mistake.
  fileprivate var neighbour: CoreComparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .lessOrEqual
    case .lessOrEqual: .less
    case .greater: .greaterOrEqual
    case .greaterOrEqual: .greater
    }
  }
}

/// What became of changing a program bit by bit.
public struct MutationResult: Sendable {
  /// The changes that some test noticed.
  public var noticed = 0
  /// Those that none noticed, in the order of the program.
  public var unnoticed: [Mutation] = []
  /// How many there were in all, if not all were tried.
  public var notTried = 0
}

extension TestRunner {

  /// The most changes that are tried.
  private static let mostMutations = 2_000

  /// Changes the definitions that stand in `files` one at a time, and returns which changes none of `tests` noticed.
  /// The tests pass on the program as it is.
  public func mutate(_ tests: [CoreTest], in files: Set<FileID>) -> MutationResult {
    var result = MutationResult()
    let all = MutationFinder(model.program, in: files).found
    result.notTried = max(0, all.count - TestRunner.mostMutations)
    // Which cases reach which definition; those without a row of their own may read anything.
    let reach = tests.map { test in
      test.cases.map { case_ -> ReachedLines? in
        guard case_.roster != nil else { return nil }
        let reached = ReachedLines()
        _ = TestRunner(model.recording(in: reached), texts: texts)
          .run(CoreTest(name: test.name, cases: [case_], origin: test.origin))
        return reached
      }
    }
    for mutation in all.prefix(TestRunner.mostMutations) {
      if model.cancellation.isCancelled { break }
      let site = model.program[mutation.definition].nameSpan
      let changed = TestRunner(model.changing(mutation.definition, to: mutation.body), texts: texts)
      let isNoticed = zip(tests, reach).contains { test, reached in
        let cases = zip(test.cases, reached).filter { $0.1?.contains(site) ?? true }.map { $0.0 }
        if cases.isEmpty { return false }
        return !changed.run(CoreTest(name: test.name, cases: cases, origin: test.origin)).passed
      }
      if isNoticed { result.noticed += 1 } else { result.unnoticed.append(mutation) }
    }
    return result
  }
}

extension Model {

  /// Returns the same program over the same rows, which notes in `reached` what it takes.
  public func recording(in reached: ReachedLines) -> Model {
    Model(
      program, asOf: asOf, threads: threads, limits: limits, cancellation: cancellation, solver: solver,
      reached: reached
    ) {
      id, _ in try self.loaded(id).table
    }
  }

  /// Returns the program with another body of `definition`, over the same rows.
  func changing(_ definition: DefinitionID, to body: CoreDefinition.Body) -> Model {
    var program = program
    program.definitions[definition.index].body = body
    return Model(
      program, asOf: asOf, threads: threads, limits: limits, cancellation: cancellation, solver: solver
    ) { id, _ in
      try self.loaded(id).table
    }
  }
}
