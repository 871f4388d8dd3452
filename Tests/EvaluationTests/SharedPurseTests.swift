import Rosters
import Semantics
import Syntax
import Testing

@testable import Evaluation

@Suite struct SharedPurseTests {

  private let workers = TestRoster(
    "workers", [(Core.plain, integers([1, 2, 3, 4])), (Core.plain, integers([100, 200, 300, 400]))], count: 4,
    key: 0)

  private func allocation(_ name: String, where condition: CoreExpression) -> CoreDefinition {
    CoreDefinition(
      name: name,
      body: .allocation(
        CoreAllocation(
          recipients: CorePopulation(roster: RosterID(0), condition: condition),
          purses: [CorePurse(definition: DefinitionID(0), owner: nil, origin: Core.here)],
          method: .select(pay: Core.field(1), order: [CoreOrderKey(Core.field(0), isDescending: false)]))),
      type: .truth, origin: Core.here, nameSpan: Core.here)
  }

  private func budget(_ amount: Int64) -> CoreDefinition {
    CoreDefinition(
      name: "money", body: .budget(CoreBudget(amount: Core.number(amount))), type: Core.plain,
      origin: Core.here, nameSpan: Core.here)
  }

  private let small = Core.compare(.lessOrEqual, Core.field(0), Core.number(2))

  @Test func moneyIsNotSpentTwice() throws {
    let large = Core.e(.not(small), .truth)
    let m = model(
      [budget(600), allocation("first", where: small), allocation("second", where: large)], rosters: [workers]
    )
    // 300 for the first, 300 for the second: it fits.
    #expect(try m.allocation(DefinitionID(1)).allocated == 300)
    #expect(try m.allocation(DefinitionID(2)).allocated == 300)
    let tight = model(
      [budget(500), allocation("first", where: small), allocation("second", where: large)], rosters: [workers]
    )
    for id in 1...2 {
      let result = try tight.allocation(DefinitionID(id))
      #expect(!result.isPossible)
      #expect(result.stops.first?.diagnostic.code == "P0819")
      #expect(result.allocated == 0)
    }
  }

  @Test func whatLooksAtAnotherComesAfterIt() throws {
    let open = Core.e(.not(Core.e(.result(DefinitionID(1), .funded), .truth)), .truth)
    let m = model(
      [budget(650), allocation("first", where: small), allocation("second", where: open)], rosters: [workers])
    let first = try m.allocation(DefinitionID(1))
    let second = try m.allocation(DefinitionID(2))
    #expect(first.allocated == 300)
    #expect(second.purses[0].available == 350)
    #expect(second.allocated == 300)
    let left = try m.value(Core.e(.result(DefinitionID(0), .left), Core.plain))
    #expect(left.value == .number(50))
    // In a scenario with less money the one that comes after feels it.
    let lean = EvaluationFrame().overriding(DefinitionID(0), with: .number(Rational(Int64(400))))
    #expect(try m.allocation(DefinitionID(1), frame: lean).allocated == 300)
    #expect(try m.allocation(DefinitionID(2), frame: lean).allocated == 0)
    #expect(try m.allocation(DefinitionID(2)).allocated == 300)
  }
}
