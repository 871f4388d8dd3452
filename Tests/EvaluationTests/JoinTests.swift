import Rosters
import Semantics
import Syntax
import Testing

@testable import Evaluation

@Suite struct JoinTests {

  private let people = TestRoster(
    "people",
    [(Core.plain, integers([7, 8, 7, nil, 9, 7])), (Core.plain, integers([1, 2, 3, 4, 5, 6]))], count: 6)

  /// The population of those who have the same first value as the row the aggregate stands at.
  private func same(_ others: [CoreExpression] = [], swapped: Bool = false) -> CorePopulation {
    let here = Core.e(.outer(Core.field(0)), Core.plain)
    let equal =
      swapped ? Core.compare(.equal, here, Core.field(0)) : Core.compare(.equal, Core.field(0), here)
    return CorePopulation(
      roster: RosterID(0),
      condition: Core.e(.all([Core.e(.isPresent(Core.field(0)), .truth), equal] + others), .truth))
  }

  @Test(arguments: [false, true]) func rowsThatAgreeAreAggregatedTogether(swapped: Bool) throws {
    let m = model([], rosters: [people])
    let sum = Core.e(
      .aggregate(CoreAggregate(function: .sum, population: same(swapped: swapped), value: Core.field(1))),
      Core.plain)
    let column = try m.column(sum, roster: RosterID(0))
    #expect(
      (0..<6).map { column[$0] } == [
        .number(10), .number(2), .number(10), .number(0), .number(5), .number(10),
      ])
    let large = same([Core.compare(.greater, Core.field(1), Core.number(2))], swapped: swapped)
    let least = Core.e(
      .aggregate(CoreAggregate(function: .min, population: large, value: Core.field(1))), Core.plain)
    let leasts = try m.column(least, roster: RosterID(0))
    #expect(
      (0..<6).map { leasts[$0] } == [.number(3), .missing, .number(3), .missing, .number(5), .number(3)])
  }

  @Test func aManyTimesLargerRosterTakesOnePass() throws {
    let count = 60_000
    let large = TestRoster(
      "people",
      [
        (Core.plain, integers((0..<count).map { Int64($0 / 3) })),
        (Core.plain, integers((0..<count).map { Int64($0) })),
      ],
      count: count)
    let m = model([], rosters: [large])
    let number = Core.e(
      .aggregate(CoreAggregate(function: .count, population: same(), value: nil)), Core.plain)
    let column = try m.column(number, roster: RosterID(0))
    #expect((0..<count).allSatisfy { column.values.integer($0) == 3 })
  }
}
