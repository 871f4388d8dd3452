import Diagnostics
import Rosters
import Semantics
import Syntax

/// Runs the tests of a program: cases on made-up rows, and properties of allocations on the real ones.
public struct TestRunner: Sendable {

  let model: Model
  let texts: SourceMap

  /// Creates a runner of the tests of `model`'s program; `texts` are the program, from which expectations are quoted.
  public init(_ model: Model, texts: SourceMap) {
    self.model = model
    self.texts = texts
  }

  private var program: CoreProgram { model.program }

  /// The most failures of one property that are reported singly.
  private static let mostRows = 3
  /// The most steps of one property.
  private static let mostSteps: Int64 = 10_000

  /// Returns what became of `test`.
  public func run(_ test: CoreTest) -> TestResult {
    let isTable = test.cases.count > 1
    let cases = test.cases.enumerated().map { i, given in
      TestResult.CaseResult(number: isTable ? i + 1 : nil, site: given.origin, failures: failures(given))
    }
    return TestResult(name: test.name, site: test.origin, cases: cases)
  }

  private func quoted(_ span: Span) -> String {
    texts.text(of: span).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" })
      .joined(separator: " ")
  }

  // MARK: Cases

  private func failures(_ given: CoreTest.Case) -> [TestResult.Failure] {
    do {
      let source = try self.source(given)
      let expectsError = given.expectations.contains { if case .error = $0.kind { true } else { false } }
      var failures: [TestResult.Failure] = []
      var faults: [Diagnostic] = []
      for expectation in given.expectations {
        switch expectation.kind {
        case .holds(let condition, let reason):
          do {
            failures += try check(
              condition, of: expectation.column, because: reason, given, source, at: expectation.origin)
          } catch let stop as ActionStop {
            faults += stop.diagnostics
            if !expectsError { failures.append(fault(stop.diagnostics, at: expectation.origin)) }
          } catch EvaluationStop.refused(let f) {
            faults.append(f.diagnostic)
            if !expectsError { failures.append(fault([f.diagnostic], at: expectation.origin)) }
          }
        case .because(let condition, let reason):
          if failures.isEmpty {
            failures += try checkReason(reason, condition, given, source, at: expectation.origin)
          }
        case .properties(let id, let properties):
          for property in properties {
            failures += try check(property, of: id, source, at: expectation.origin)
          }
        case .error(let words):
          if !faults.contains(where: { TestRunner.says($0, words) }) {
            failures.append(missingError(words, faults, at: expectation.origin))
          }
        }
      }
      return failures
    } catch let stop as ActionStop {
      return [fault(stop.diagnostics, at: given.origin)]
    } catch let stop as EvaluationStop {
      return [fault(stop.diagnostics(program, at: given.origin), at: given.origin)]
    } catch {
      return [fault([.unexpected("\(error)", at: given.origin)], at: given.origin)]
    }
  }

  /// Returns the program as the case has it: its row, its values, its day.
  private func source(_ given: CoreTest.Case) throws -> AnswerSource {
    var frame = EvaluationFrame(scenario: given.scenario, date: given.asOf)
    let plan = AnswerSource(model, frame)
    for (definition, value) in given.definitions {
      frame = frame.overriding(definition, with: try plan.value(of: value))
    }
    if let payer = given.payer { frame.payer = try plan.value(of: payer).text }
    guard let roster = given.roster else { return AnswerSource(model, frame) }
    var fields: [Int: Scalar] = [:]
    for (field, value) in given.fields { fields[field] = try plan.value(of: value) }
    let row = GivenRow.table(program[roster], fields)
    let real = model
    // What a made-up row leaves out can not fail a requirement on it.
    var program = program
    program.rosters[roster.index].requirements = []
    let made = Model(
      program, asOf: model.asOf, limits: model.limits, cancellation: model.cancellation, solver: model.solver,
      reached: model.reached
    ) { id, _ in id == roster ? row : try real.loaded(id).table }
    return AnswerSource(made, frame)
  }

  private func value(_ e: CoreExpression, _ given: CoreTest.Case, _ source: AnswerSource) throws -> Scalar {
    guard let roster = given.roster else { return try source.value(of: e) }
    return try source.values(of: e, over: roster, rows: [0])[0]
  }

  private func check(
    _ condition: CoreExpression, of column: String?, because reason: TestReason?, _ given: CoreTest.Case,
    _ source: AnswerSource, at site: Span
  ) throws -> [TestResult.Failure] {
    let holds = try value(condition, given, source) == .truth(true)
    if holds {
      guard let reason else { return [] }
      return try checkReason(reason, condition, given, source, at: site)
    }
    let words = quoted(condition.origin)
    var failure = TestResult.Failure(.verbatim(column.map { "\($0): \(words)" } ?? words), site: site)
    let cells = CellMaker(source)
    var subject = condition
    failure.expected = .truth(true)
    failure.actual = .truth(false)
    if case .compare(let comparison, let l, let r) = condition.kind {
      subject = l
      failure.expected = nil
      failure.actual = try cells.value(value(l, given, source), l.type)
      if comparison == .equal {
        failure.expected = try cells.value(value(r, given, source), r.type)
        if let actual = failure.actual, let expected = failure.expected {
          failure.difference = CellMaker.difference(actual, expected)
        }
      }
    } else if case .not(let inner) = condition.kind {
      subject = inner
      failure.expected = .truth(false)
      failure.actual = .truth(true)
    }
    failure.reasons = try reasons(subject, given, source)
    return [failure]
  }

  /// Returns the lines that made the value of `e`.
  private func reasons(_ e: CoreExpression, _ given: CoreTest.Case, _ source: AnswerSource) throws
    -> [ExplanationNode]
  {
    let place = Explainer.Place(row: given.roster.map { RowReference($0, 0) })
    return try Explainer(source, quoted: quoted).reasons(e, place)
  }

  /// Checks that what decided is what the test says.
  private func checkReason(
    _ reason: TestReason, _ condition: CoreExpression, _ given: CoreTest.Case, _ source: AnswerSource,
    at site: Span
  ) throws -> [TestResult.Failure] {
    let nodes = try reasons(condition, given, source)
    let texts = nodes.flatMap { $0.everyStatement }
    let wanted: String
    let isFound: Bool
    switch reason {
    case .text(let text):
      wanted = text
      isFound = texts.contains { if case .text(text)? = $0.values["reason"] { true } else { false } }
    case .rule(let name):
      wanted = name.text
      isFound = texts.contains { if case .text(name.text)? = $0.values["text"] { true } else { false } }
    }
    if isFound { return [] }
    let given = texts.compactMap { phrase -> String? in
      if case .text(let s)? = phrase.values["reason"] { s } else { nil }
    }
    return [
      TestResult.Failure(
        Phrase(
          Bilingual(
            en: "the result is right, and the reason is another: {text}",
            id: "hasilnya benar, alasannya lain: {text}"),
          ["text": .text(quoted(condition.origin))]), expected: .text(wanted),
        actual: given.isEmpty ? .missing : .text(given.joined(separator: "; ")), reasons: nodes, site: site)
    ]
  }

  private func fault(_ diagnostics: [Diagnostic], at site: Span) -> TestResult.Failure {
    TestResult.Failure(
      Phrase(
        Bilingual(en: "the expectation could not be evaluated", id: "harapan ini tidak dapat dihitung")),
      diagnostic: diagnostics.first, site: site)
  }

  private func missingError(_ words: String, _ faults: [Diagnostic], at site: Span) -> TestResult.Failure {
    TestResult.Failure(
      faults.isEmpty
        ? Phrase(
          Bilingual(
            en: "expected an error “{words}”, and there was none",
            id: "seharusnya ada kesalahan “{words}”, ternyata tidak ada"),
          ["words": .text(words)])
        : Phrase(
          Bilingual(
            en: "expected an error “{words}”, and there was another",
            id: "seharusnya ada kesalahan “{words}”, ternyata lain"),
          ["words": .text(words)]), diagnostic: faults.first, site: site)
  }

  /// Returns whether `d` has the code `words` or has them in its message, in either language.
  private static func says(_ d: Diagnostic, _ words: String) -> Bool {
    if d.code == words { return true }
    let wanted = words.lowercased()
    return d.message(in: .english).lowercased().contains(wanted)
      || d.message(in: .indonesian).lowercased().contains(wanted)
  }

  // MARK: Properties

  private func check(_ property: CoreProperty, of id: DefinitionID, _ source: AnswerSource, at site: Span)
    throws
    -> [TestResult.Failure]
  {
    guard case .allocation(let allocation) = program[id].body else { return [] }
    switch property {
    case .conserved: return try conserved(id, allocation, source, at: site)
    case .orderIndependent: return try orderIndependent(id, allocation, source, at: site)
    case .monotone(let definition, let from, let to, let step):
      return try monotone(id, allocation, in: definition, from, to, step, source, at: site)
    }
  }

  private func column(
    _ id: DefinitionID, _ result: CoreResult, _ type: CoreType, _ roster: RosterID, _ source: AnswerSource
  ) throws -> EvaluatedColumn {
    let e = CoreExpression(.result(id, result), type: type, origin: program[id].origin)
    return try source.values(of: e, over: roster)
  }

  /// Checks that what recipients get, what is held back and what is left are the budget, for each purse.
  private func conserved(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ source: AnswerSource, at site: Span
  ) throws -> [TestResult.Failure] {
    let runner = ActionRunner(source, texts: texts)
    let ledger = try runner.ledger(of: id, source)
    let amounts = try column(id, .amount, .number(.money), allocation.recipients.roster, source)
    let given = (0..<amounts.count).reduce(Rational.zero) { $0 + (amounts[$1].number ?? .zero) }
    var failures: [TestResult.Failure] = []
    func fail(_ text: Bilingual, _ name: ResultValue, _ expected: Rational, _ actual: Rational) {
      failures.append(
        TestResult.Failure(
          Phrase(text, ["name": name]), expected: .number(expected, .money), actual: .number(actual, .money),
          difference: .number(actual - expected, .money), site: site))
    }
    if given != ledger.total.allocated {
      fail(
        Bilingual(
          en: "what recipients of {name} get is what its purses pay",
          id: "yang diterima pada {name} sama dengan yang dibayar sumbernya"),
        .text(program[id].name), ledger.total.allocated, given)
    }
    for line in ledger.lines {
      if line.left.signum < 0 {
        fail(
          Bilingual(en: "{name} pays no more than it has", id: "{name} tidak membayar lebih dari yang ada"),
          line.name,
          line.budget - line.reserve - line.before, line.allocated)
      }
    }
    return failures
  }

  /// Checks that everybody gets the same whatever the order of the rows of all rosters.
  private func orderIndependent(
    _ id: DefinitionID, _ allocation: CoreAllocation, _ source: AnswerSource, at site: Span
  ) throws -> [TestResult.Failure] {
    let roster = allocation.recipients.roster
    let before = try column(id, .amount, .number(.money), roster, source)
    // Rosters made of others follow these.
    guard case .file = program[roster].origin else { return [] }
    let tables = try program.rosters.indices.map { i -> RosterTable in
      guard case .file = program.rosters[i].origin else {
        return RosterTable(
          schema: program.rosters[i].schema, columns: [], count: 0, origins: RowOrigins(files: [], runs: []),
          rowsRead: 0)
      }
      return try source.table(RosterID(i))
    }
    let cells = CellMaker(source)
    for variant in 0..<2 {
      let permuted = PermutedRosters(counts: tables.map(\.count), variant: variant)
      let program = program
      let other = Model(
        program, asOf: model.asOf, threads: model.threads, limits: model.limits,
        cancellation: model.cancellation, solver: model.solver
      ) { roster, _ in permuted.table(tables[roster.index], roster, program) }
      let after = try column(id, .amount, .number(.money), roster, AnswerSource(other, source.frame))
      var failures: [TestResult.Failure] = []
      for (place, row) in permuted.order[roster.index].enumerated() where before[Int(row)] != after[place] {
        let name = try cells.names.name(Int(row), of: roster)
        let was = try cells.value(before[Int(row)], .number(.money))
        let now = try cells.value(after[place], .number(.money))
        failures.append(
          TestResult.Failure(
            Phrase(
              Bilingual(
                en: "{row} gets the same in {name} when the rows stand in another order",
                id: "{row} mendapat sama pada {name} bila urutan baris diubah"),
              ["row": name, "name": .text(program[id].name)]), expected: was, actual: now,
            difference: CellMaker.difference(now, was), site: site))
        if failures.count == TestRunner.mostRows { break }
      }
      if !failures.isEmpty { return failures }
    }
    return []
  }

  /// Checks that nobody gets less when `definition` grows, step by step.
  private func monotone(
    _ id: DefinitionID, _ allocation: CoreAllocation, in definition: DefinitionID, _ from: CoreExpression?,
    _ to: CoreExpression?, _ step: CoreExpression?, _ source: AnswerSource, at site: Span
  ) throws -> [TestResult.Failure] {
    let own = CoreExpression(.definition(definition), type: program[definition].type, origin: site)
    guard let now = try source.value(of: own).number else { return [] }
    let low = try from.flatMap { try source.value(of: $0).number } ?? now
    let high = try to.flatMap { try source.value(of: $0).number } ?? now + now
    let width = try step.flatMap { try source.value(of: $0).number } ?? ((high - low) / 20) ?? 1
    guard width.signum > 0, low <= high, let steps = ((high - low) / width)?.floor.int64,
      steps <= TestRunner.mostSteps
    else { throw ActionStop([.searchWithoutSteps(at: site)]) }
    let unit: UnitOfMeasure
    if case .number(let u) = program[definition].type { unit = u } else { unit = .plain }
    let roster = allocation.recipients.roster
    let cells = CellMaker(source)
    var before: EvaluatedColumn?
    for k in 0...Int(steps) {
      let value = low + Rational(k) * width
      let after = try column(
        id, .amount, .number(.money), roster, source.setting(definition, to: .number(value)))
      if let before {
        for row in 0..<after.count {
          guard let a = before[row].number, let b = after[row].number, b < a else { continue }
          let name = try cells.names.name(row, of: roster)
          return [
            TestResult.Failure(
              Phrase(
                Bilingual(
                  en: "{row} gets no less when {name} grows to {value}",
                  id: "{row} tidak mendapat kurang bila {name} naik menjadi {value}"),
                ["row": name, "name": .text(program[definition].name), "value": .number(value, unit)]),
              expected: .number(a, .money), actual: .number(b, .money), difference: .number(b - a, .money),
              site: site)
          ]
        }
      }
      before = after
    }
    return []
  }
}

extension ExplanationNode {
  /// The statements of the whole tree.
  var everyStatement: [Phrase] { [statement] + children.flatMap(\.everyStatement) }
}
