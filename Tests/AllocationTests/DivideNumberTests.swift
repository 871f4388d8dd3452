import BigInt
import Rosters
import Testing

@testable import Allocation

/// The division is computed in 128 bits where that is safe and in integers of any size elsewhere; both agree.
@Suite struct DivideNumberTests {

  typealias Case = DividePropertyTests.Case

  static func make(_ g: inout SeededGenerator) -> Case {
    let n = g.int(1...6)
    func large(_ g: inout SeededGenerator, bits: Int) -> Rational {
      Rational(Int64(bitPattern: g.next() &>> UInt64(64 - g.int(1...bits))))
    }
    let bits = [62, 59, 40, 20][g.int(0...3)]
    let amount = large(&g, bits: bits)
    let share = (amount / Rational(4 * n)) ?? 0
    let recipients = (0..<n).map { i in
      let floor = g.chance(30) ? share * Rational(g.int(0...3)) : 0
      return DividePropertyTests.Recipient(
        weight: large(&g, bits: g.chance(50) ? 60 : 12), floor: floor,
        cap: g.chance(30) ? (floor + share * Rational(g.int(0...9))).floor + 1 : nil, tie: i)
    }
    return Case(
      available: g.chance(20) ? amount + (Rational(Int128(1), over: 3) ?? 0) : amount, step: 1,
      method: RemainderMethod.all[g.int(0...(RemainderMethod.all.count - 1))], recipients: recipients)
  }

  @Test func bothKindsOfNumberAgree() {
    var inSmall = 0
    GeneratedCases.hold(
      "numbers", seed: 51, make: Self.make, smaller: DividePropertyTests.smaller,
      check: { c in
        let problem = c.problem
        guard case .success(let units) = problem.countedInSteps(),
          let small = Division<Int128>(
            units, method: problem.method, tieRank: problem.tieRank, small: true),
          let big = Division<BigInt>(
            units, method: problem.method, tieRank: problem.tieRank, small: false)
        else { return nil }
        inSmall += 1
        let (a, b) = (small.run(), big.run())
        if a.counts.map({ BigInt($0) }) != b.counts { return "counts \(a.counts), \(b.counts)" }
        if a.tie != b.tie { return "tie" }
        guard let x = a.level, let y = b.level else {
          return (a.level == nil) == (b.level == nil) ? nil : "level"
        }
        return BigInt(x.numerator) * y.denominator == y.numerator * BigInt(x.denominator) ? nil : "level"
      })
    #expect(inSmall > 500)
  }

  /// 3 trillion rupiah times 2^40 in thirds of a rupiah: exact beyond 64 bits.
  @Test func amountsBeyondSixtyFourBitsAreExact() throws {
    let amount = Rational((Int128(1) << 100) + 1)
    for method in RemainderMethod.all {
      let outcome = try DivideProblem(available: amount, weights: [1, 1, 1], method: method).solve().get()
      #expect(outcome.amounts.reduce(outcome.left, +) == amount)
      #expect(outcome.left == 0)
      #expect(outcome.amounts[0] - outcome.amounts[2] <= 1)
    }
  }

  @Test func whatIsImpossibleNamesRecipientsAndMoney() {
    func failure(_ problem: DivideProblem) -> DivideImpossibility? { problem.solve().failure }
    #expect(failure(DivideProblem(available: 10, weights: [])) == .noRecipients)
    #expect(failure(DivideProblem(available: 10, weights: [0, 0])) == .weightsSumToZero)
    #expect(failure(DivideProblem(available: 10, weights: [1, -1, 2, -3])) == .negativeWeights([1, 3]))
    #expect(failure(DivideProblem(available: -3, weights: [1])) == .availableNegative(-3))
    #expect(failure(DivideProblem(available: 3, weights: [1], step: 0)) == .stepNotPositive(0))
    #expect(
      failure(DivideProblem(available: 3, weights: [1], tieRank: [1, 2]))
        == .columnsDiffer(recipients: 1, other: 2))
    let floors = DivideProblem(available: 100, weights: [1, 1, 1], floors: [45, 0, 52], step: 10)
    #expect(
      failure(floors) == .floorsExceedAvailable(floorTotal: 110, short: 10, recipients: [0, 2]))
    #expect(failure(floors)?.leastChange == .raiseAvailable(by: 10))
    let caps = DivideProblem(available: 100, weights: [1, 1], floors: [45, 42], caps: [48, 40], step: 10)
    #expect(
      failure(caps)
        == .capsBelowFloors([
          .init(recipient: 0, floor: 45, cap: 48, short: 2),
          .init(recipient: 1, floor: 42, cap: 40, short: 10),
        ]))
  }

  @Test func aShareTellsHowItCameAbout() throws {
    let problem = DivideProblem(
      available: 100, weights: [1, 2, 4, 0], floors: [25, 0, 0, 3], caps: [nil, nil, 35, nil], step: 2)
    let outcome = try problem.solve().get()
    #expect(outcome.amounts == [26, 36, 34, 4])
    let first = outcome.share(of: 0)
    #expect(first.bound == .floor && first.floor == 26 && first.floorWasRounded)
    let second = outcome.share(of: 1)
    #expect(second.bound == .none && second.quota == 36 && second.remainderPlace == nil)
    let third = outcome.share(of: 2)
    #expect(third.bound == .cap && third.cap == 34 && third.capWasRounded)
    #expect(outcome.share(of: 3).amount == 4)
    #expect(outcome.level == 18)
  }
}
