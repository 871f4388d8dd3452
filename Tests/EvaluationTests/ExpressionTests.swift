import Rosters
import Semantics
import Syntax
import Testing

@testable import Evaluation

@Suite struct ExpressionTests {

  let people = TestRoster(
    "people",
    [
      (Core.plain, integers([10, 20, 30, nil, 50])),
      (Core.plain, integers([1, 0, 2, 4, 5])),
      (.text, Column(.texts(.bytes([0, 1, 0, 1, 2]), TextDictionary(["a", "b", "c"])))),
    ], count: 5)

  @Test func arithmeticIsExactAndAMissingOperandMakesAMissingResult() throws {
    let m = model([], rosters: [people])
    let e = Core.arithmetic(.multiply, Core.field(0), Core.fraction(1, 3))
    let c = try m.column(Core.arithmetic(.multiply, e, Core.number(3)), roster: RosterID(0))
    #expect((0..<5).map { c[$0] } == [.number(10), .number(20), .number(30), .missing, .number(50)])
  }

  @Test func aDivisionByZeroFaultsItsRowOnly() throws {
    let m = model([], rosters: [people])
    let c = try m.column(Core.arithmetic(.divide, Core.field(0), Core.field(1)), roster: RosterID(0))
    #expect(c[0] == .number(10))
    #expect(c.isFaulted(1))
    #expect(c.faultCount == 1)
    #expect(c[3] == .missing)
    #expect(!c.isFaulted(3))
    #expect(c.faults.first?.diagnostic.code == "P0701")
    #expect(c.faults.first?.row == 1)
  }

  @Test func aBranchThatIsNotTakenCanNotFault() throws {
    let m = model([], rosters: [people])
    let guarded = Core.e(
      .cases(
        [Core.when(Core.compare(.equal, Core.field(1), Core.number(0)), Core.number(-1))],
        otherwise: Core.arithmetic(.divide, Core.number(100), Core.field(1))), Core.plain)
    let c = try m.column(guarded, roster: RosterID(0))
    #expect(c.faultCount == 0)
    #expect((0..<5).map { c[$0] } == [.number(100), .number(-1), .number(50), .number(25), .number(20)])
  }

  @Test func aFaultedRowFaultsTheAggregateThatReadsIt() throws {
    let quotient = Core.arithmetic(.divide, Core.field(0), Core.field(1))
    let sum = CoreAggregate(function: .sum, population: CorePopulation(roster: RosterID(0)), value: quotient)
    let m = model([], rosters: [people])
    #expect(try m.value(Core.e(.aggregate(sum), Core.plain)).isFaulted)
    let safe = CorePopulation(
      roster: RosterID(0),
      condition: Core.e(
        .all([
          Core.compare(.notEqual, Core.field(1), Core.number(0)), Core.e(.isPresent(Core.field(0)), .truth),
        ]), .truth))
    let total = CoreAggregate(function: .sum, population: safe, value: quotient)
    #expect(try m.value(Core.e(.aggregate(total), Core.plain)).value == .number(35))
  }

  @Test func aMissingValueIsNotSummedAsZero() throws {
    let m = model([], rosters: [people])
    let sum = CoreAggregate(
      function: .sum, population: CorePopulation(roster: RosterID(0)), value: Core.field(0))
    let v = try m.value(Core.e(.aggregate(sum), Core.plain))
    #expect(v.faults.first?.diagnostic.code == "P0711")
  }

  @Test func textsAreEqualByCodeAndOrderedByCodePoint() throws {
    let m = model([], rosters: [people])
    let b = Core.e(.constant(.text("b")), .text)
    let equal = try m.column(Core.compare(.equal, Core.field(2, .text), b), roster: RosterID(0))
    #expect(equal.rows == [1, 3])
    let later = try m.column(Core.compare(.greater, Core.field(2, .text), b), roster: RosterID(0))
    #expect(later.rows == [4])
  }

  @Test func rowsOfAReferenceAreCountedByOwner() throws {
    let villages = TestRoster("villages", [(Core.plain, integers([7, 8, 9]))], count: 3)
    let workers = TestRoster(
      "workers",
      [(.row(RosterID(0)), integers([0, 1, 0, nil, 0])), (Core.plain, integers([1, 2, 3, 4, 5]))], count: 5)
    let m = model([], rosters: [villages, workers])
    let back = CorePopulation(roster: RosterID(1), backReference: Core.field(0, .row(RosterID(0))))
    let count = Core.e(.aggregate(CoreAggregate(function: .count, population: back, value: nil)), Core.plain)
    let counts = try m.column(count, roster: RosterID(0))
    #expect((0..<3).map { counts[$0] } == [.number(3), .number(1), .number(0)])
    let sum = Core.e(
      .aggregate(CoreAggregate(function: .sum, population: back, value: Core.field(1))), Core.plain)
    let sums = try m.column(sum, roster: RosterID(0))
    #expect((0..<3).map { sums[$0] } == [.number(9), .number(2), .number(0)])
    let least = Core.e(
      .aggregate(CoreAggregate(function: .min, population: back, value: Core.field(1))), Core.plain)
    let leasts = try m.column(least, roster: RosterID(0))
    #expect((0..<3).map { leasts[$0] } == [.number(1), .number(2), .missing])
    // The same through the row that encloses the aggregate.
    let correlated = CorePopulation(
      roster: RosterID(1),
      condition: Core.e(
        .all([
          Core.e(.isPresent(Core.field(0, .row(RosterID(0)))), .truth),
          Core.compare(
            .equal, Core.field(0, .row(RosterID(0))),
            Core.e(.outer(Core.e(.row, .row(RosterID(0)))), .row(RosterID(0)))),
        ]), .truth))
    let slow = Core.e(
      .aggregate(CoreAggregate(function: .sum, population: correlated, value: Core.field(1))), Core.plain)
    let slowly = try m.column(slow, roster: RosterID(0))
    #expect((0..<3).map { slowly[$0] } == (0..<3).map { sums[$0] })
    // What is reached through a reference: missing where the reference is.
    let followed = Core.e(.follow(Core.field(0, .row(RosterID(0))), Core.field(0)), Core.plain)
    let column = try m.column(followed, roster: RosterID(1))
    #expect((0..<5).map { column[$0] } == [.number(7), .number(8), .number(7), .missing, .number(7)])
  }

  @Test func aChainOfFiftyThousandValuesAnswers() throws {
    var definitions = [Core.value("v0", Core.number(1))]
    for i in 1..<50_000 {
      definitions.append(Core.value("v\(i)", Core.arithmetic(.add, Core.definition(i - 1), Core.number(1))))
    }
    let m = model(definitions)
    #expect(try m.value(of: DefinitionID(49_999)).value == .number(50_000))
  }

  @Test func deepExpressionsTakeFreshStacks() throws {
    var e = Core.number(0)
    for _ in 0..<3_000 { e = Core.arithmetic(.add, Core.number(1), e) }
    let m = model([])
    let deep = e
    // The tree itself is walked and released by recursion, so it lives on a large stack.
    let value = Workers.onFreshStack { Result { try m.value(deep) } }
    #expect(try #require(value).get().value == .number(3_000))
  }

  @Test func aValueThatStandsInChangesWhatReadsItAndNothingElse() throws {
    let definitions = [
      Core.value("limit", Core.number(2)),
      Core.rule("few", 0, Core.compare(.lessOrEqual, Core.field(1), Core.definition(0))),
      Core.rule("double", 0, Core.arithmetic(.multiply, Core.field(1), Core.number(2))),
    ]
    let m = model(definitions, rosters: [people])
    #expect(try m.column(of: DefinitionID(1)).rows == [0, 1, 2])
    let four = EvaluationFrame().overriding(DefinitionID(0), with: .number(4))
    #expect(try m.column(of: DefinitionID(1), frame: four).rows == [0, 1, 2, 3])
    #expect(
      m.canonical(m.resolve(four), definition: 2) == m.canonical(m.resolve(EvaluationFrame()), definition: 2))
  }

  @Test func siblingsThatDisagreeAreAFault() throws {
    func exception(_ condition: CoreExpression, _ value: Int64, inner: [CoreException] = []) -> CoreException
    {
      CoreException(when: Core.when(condition, Core.number(value)), from: nil, to: nil, inner: inner)
    }
    let small = Core.compare(.less, Core.field(1), Core.number(3))
    let zero = Core.compare(.equal, Core.field(1), Core.number(0))
    let m = model([], rosters: [people])
    let clash = Core.e(
      .exceptions(base: Core.number(9), [exception(small, 1), exception(zero, 2)]), Core.plain)
    let c = try m.column(clash, roster: RosterID(0))
    #expect(c[0] == .number(1))
    #expect(c.isFaulted(1))
    #expect(c[3] == .number(9))
    #expect(c.faults.first?.diagnostic.code == "P0704")
    let nested = Core.e(
      .exceptions(base: Core.number(9), [exception(small, 1, inner: [exception(zero, 2)])]), Core.plain)
    let n = try m.column(nested, roster: RosterID(0))
    #expect((0..<5).map { n[$0] } == [.number(1), .number(2), .number(1), .number(9), .number(9)])
  }

  @Test func monthsInWhichNothingChangesAreEvaluatedOnce() throws {
    let rate = CoreParameter(
      inputs: [],
      lines: [
        .init(
          from: CalendarDate(year: 2026, month: 1, day: 1), to: nil, value: Core.number(10), citation: nil,
          isUnverified: false, origin: Core.here),
        .init(
          from: CalendarDate(year: 2026, month: 7, day: 1), to: nil, value: Core.number(20), citation: nil,
          isUnverified: false, origin: Core.here),
      ], exceptions: [])
    let definition = CoreDefinition(
      name: "rate", body: .parameter(rate), type: Core.plain, origin: Core.here, nameSpan: Core.here)
    let m = model([definition])
    func day(_ y: Int, _ mo: Int) -> CoreExpression {
      Core.e(.constant(.date(CalendarDate(year: y, month: mo, day: 1) ?? CalendarDate(days: 0))), .date)
    }
    let year = Core.e(.eachMonth(Core.definition(0), from: day(2026, 1), to: day(2026, 12)), Core.plain)
    #expect(try m.value(year).value == .number(180))
    let early = Core.e(.eachMonth(Core.definition(0), from: day(2025, 12), to: day(2026, 1)), Core.plain)
    #expect(try m.value(early).faults.first?.diagnostic.code == "P0703")
  }
}
