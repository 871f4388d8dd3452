@testable import Allocation
import Rosters
import Testing

@Suite struct SelectTests {

  static func problem(_ costs: [Int64], _ purses: [Int], eligible: [[UInt8]?] = []) -> SelectProblem {
    SelectProblem(
      rowCount: costs.count, order: costs.indices.map { Int32($0) },
      purses: purses.map { Purse(available: Rational($0)) },
      sources: purses.indices.map { Source(.one($0), eligible: $0 < eligible.count ? eligible[$0] : nil) },
      costs: [Amounts(costs)])
  }

  static func funded(_ outcome: SelectOutcome) -> [Bool] {
    (0..<outcome.problem.rowCount).map { outcome.decision(of: $0).isFunded }
  }

  @Test func aPurseThatCanNotPayClosesForAllAfter() throws {
    let outcome = try Self.problem([40, 40, 40, 10], [100]).solve().get()
    #expect(Self.funded(outcome) == [true, true, false, false])
    #expect(outcome.ledger[0].left == 20)
    #expect(outcome.ledger[0].closedAtRank == 3)
    #expect(outcome.ledger[0].closedByRow == 2)
    #expect(outcome.ledger[0].unreached == 2)
    #expect(outcome.reason(of: 2) == .notEnoughLeft)
    #expect(outcome.reason(of: 3) == .purseClosed)
  }

  @Test func skippingGoesOnToTheNext() throws {
    var problem = Self.problem([40, 40, 40, 10], [100])
    problem.skipAndGoOn = true
    let outcome = try problem.solve().get()
    #expect(Self.funded(outcome) == [true, true, false, true])
    #expect(outcome.ledger[0].closedAtRank == nil)
  }

  @Test func theOtherPursesStayOpen() throws {
    let outcome = try Self.problem([60, 60, 60], [100, 100], eligible: [[1, 1, 0], nil]).solve().get()
    #expect(Self.funded(outcome) == [true, true, false])
    #expect(outcome.decision(of: 1).parts == [AwardPart(source: 1, purse: 1, amount: 60)])
    #expect(outcome.ledger.map(\.left) == [40, 40])
  }

  @Test func splitTakesTheRestFromTheNextPurse() throws {
    var problem = Self.problem([60, 60, 60], [100, 70])
    problem.mayBeSplit = true
    let outcome = try problem.solve().get()
    #expect(
      outcome.decision(of: 1).parts == [
        AwardPart(source: 0, purse: 0, amount: 40), AwardPart(source: 1, purse: 1, amount: 20),
      ])
    #expect(Self.funded(outcome) == [true, true, false])
    #expect(outcome.ledger.map(\.left) == [0, 50])
  }

  @Test func aFullQuotaPassesOverAndClosesNothing() throws {
    var problem = Self.problem([10, 10, 10, 10], [100])
    problem.quotas = [Quota(.people, atMost: .same(1), inEach: [0, 0, 1, 0])]
    let outcome = try problem.solve().get()
    #expect(Self.funded(outcome) == [true, false, true, false])
    #expect(outcome.reason(of: 3) == .quotaReached)
    #expect(outcome.ledger[0].closedAtRank == nil)
  }

  @Test func moneyQuotaHoldsForItsPurseOnly() throws {
    var problem = Self.problem([30, 30, 30], [100, 100])
    problem.quotas = [Quota(.money, atMost: .same(50), where: [1, 1, 0], sources: [0])]
    let outcome = try problem.solve().get()
    #expect(outcome.columns().purses == [0, 1, 0])
  }

  @Test func aGroupIsPaidWholeOrNotAtAll() throws {
    var problem = Self.problem([30, 50, 30, 30], [100])
    problem.wholeGroupOfRow = [0, 1, 0, 1]
    problem.skipAndGoOn = true
    let outcome = try problem.solve().get()
    #expect(Self.funded(outcome) == [true, false, true, false])
    #expect(outcome.reason(of: 1) == .notEnoughLeft || outcome.reason(of: 1) == .groupNotWhole)
    #expect(outcome.ledger[0].left == 40)
  }

  @Test func aLargeGroupIsPaidWholeOrNotAtAll() throws {
    let count = 1_300
    var problem = Self.problem([Int64](repeating: 3, count: count) + [1], [3 * count])
    problem.wholeGroupOfRow = [Int32](repeating: 0, count: count) + [-1]
    let whole = try problem.solve().get()
    #expect(whole.fundedCount == count)
    #expect(whole.ledger[0].left == 0)
    problem.purses = [Purse(available: Rational(3 * count - 1))]
    let none = try problem.solve().get()
    #expect(none.fundedCount == 0)
    #expect(none.ledger[0].left == none.ledger[0].available)
    #expect(none.ledger[0].unreached == count + 1)
    #expect(none.reason(of: count - 1) == .notEnoughLeft)
    #expect(none.reason(of: 0) == .groupNotWhole)
    #expect(none.explanation(of: 0).failedMember == count - 1)
    #expect(none.leastIncreases(for: 0) == [PurseIncrease(purse: 0, by: 1, isLeast: true)])
  }

  @Test func keptPlacesComeFirst() throws {
    var problem = Self.problem([40, 40, 40], [80])
    problem.floors = [GroupFloor(atLeast: [0, 1], inEach: [0, 0, 1])]
    let outcome = try problem.solve().get()
    #expect(Self.funded(outcome) == [true, false, true])
    problem.purses = [Purse(available: 30)]
    #expect(
      problem.solve().failure
        == .floorsUnmet([
          .init(
            floor: 0, group: 1, least: 1, filled: 0, candidates: 1,
            increase: PurseIncrease(purse: 0, by: 10, isLeast: true))
        ]))
  }

  @Test func aSignedAwardStands() throws {
    var problem = Self.problem([40, 40, 40], [100])
    problem.order = [0, 1]
    problem.kept = [
      KeptAward(row: 2, source: 0, purse: 0, amount: 30), KeptAward(row: 1, source: 0, purse: 0, amount: 45),
    ]
    let outcome = try problem.solve().get()
    #expect(outcome.keptNoLongerEligible == [2])
    #expect(outcome.reason(of: 1) == .kept)
    #expect(outcome.reason(of: 0) == .notEnoughLeft)
    #expect(outcome.ledger[0].left == 25)
    #expect(outcome.columns().funded == [0, 1, 1])
  }

  @Test func whatCanNotBeIsSaid() {
    var problem = Self.problem([40, -1], [100])
    #expect(problem.solve().failure == .negativeCosts(rows: [1], count: 1))
    problem.order = [0, 0]
    #expect(problem.solve().failure == .malformed(.rowTwice(0)))
    problem.order = [7]
    #expect(problem.solve().failure == .malformed(.rowOutOfRange(7)))
  }
}

extension Result {
  var failure: Failure? {
    if case .failure(let failure) = self { return failure }
    return nil
  }
}
