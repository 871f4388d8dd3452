import BigInt
import Rosters
import Testing

@testable import Allocation

@Suite struct KnapsackTests {

  private func solve(_ values: [Int], _ costs: [Int], _ capacity: Int) -> Knapsack<Int128>.Answer {
    var knapsack = Knapsack<Int128>(
      values: values.map { Int128($0) }, costs: costs.map { Int128($0) }, capacity: Int128(capacity),
      nodeLimit: 1_000_000)
    return knapsack.solved()
  }

  /// Instances and optima of J. Burkardt's collection of knapsack problems (`knapsack_01`, P01 to P08).
  @Test(arguments: [
    (
      165, [23, 31, 29, 44, 53, 38, 63, 85, 89, 82], [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], 309
    ),
    (26, [12, 7, 11, 8, 9], [24, 13, 23, 15, 16], 51),
    (190, [56, 59, 80, 64, 75, 17], [50, 50, 64, 46, 50, 5], 150),
    (50, [31, 10, 20, 19, 4, 3, 6], [70, 20, 39, 37, 7, 5, 10], 107),
    (104, [25, 35, 45, 5, 25, 3, 2, 2], [350, 400, 450, 20, 70, 8, 5, 5], 900),
    (170, [41, 50, 49, 59, 55, 57, 60], [442, 525, 511, 593, 546, 564, 617], 1735),
    (
      750, [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
      [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240], 1458
    ),
    (
      6_404_180,
      [
        382_745, 799_601, 909_247, 729_069, 467_902, 44_328, 34_610, 698_150, 823_460, 903_959, 853_665,
        551_830, 610_856, 670_702, 488_960, 951_111, 323_046, 446_298, 931_161, 31_385, 496_951, 264_724,
        224_916, 169_684,
      ],
      [
        825_594, 1_677_009, 1_676_628, 1_523_970, 943_972, 97_426, 69_666, 1_296_457, 1_679_693, 1_902_996,
        1_844_992, 1_049_289, 1_252_836, 1_319_836, 953_277, 2_067_538, 675_367, 853_655, 1_826_027, 65_731,
        901_489, 577_243, 466_257, 369_261,
      ], 13_549_094
    ),
  ])
  func published(_ capacity: Int, _ costs: [Int], _ values: [Int], _ best: Int) {
    let answer = solve(values, costs, capacity)
    #expect(answer.value == Int128(best))
    #expect(answer.bound == answer.value)
    #expect(costs.indices.reduce(0) { answer.isChosen[$1] ? $0 + costs[$1] : $0 } <= capacity)
    #expect(costs.indices.reduce(0) { answer.isChosen[$1] ? $0 + values[$1] : $0 } == best)
  }

  struct Sack {
    var values: [Int]
    var costs: [Int]
    var capacity: Int
  }

  @Test func asLookingAtAllSets() {
    GeneratedCases.hold(
      "no set of things is worth more than the one found", seed: 11,
      make: { g in
        let top = [4, 30, 1000][g.int(0...2)]
        let costs = (0..<g.int(0...10)).map { _ in g.int(1...top) }
        // Values near the costs are the hard ones.
        let isNear = g.chance(50)
        let values = costs.map { isNear ? $0 + g.int(0...2) : g.int(1...top) }
        return Sack(values: values, costs: costs, capacity: g.int(0...(costs.reduce(0, +) + 2)))
      },
      smaller: { sack in
        sack.costs.indices.map { i in
          var less = sack
          less.costs.remove(at: i)
          less.values.remove(at: i)
          return less
        }
      },
      check: { sack in
        var best = 0
        for set in 0..<(1 << sack.costs.count) {
          let inside = sack.costs.indices.filter { set & (1 << $0) != 0 }
          if inside.reduce(0, { $0 + sack.costs[$1] }) <= sack.capacity {
            best = max(best, inside.reduce(0) { $0 + sack.values[$1] })
          }
        }
        let answer = solve(sack.values, sack.costs, sack.capacity)
        let chosen = sack.costs.indices.filter { answer.isChosen[$0] }
        if answer.value != Int128(best) { return "\(answer.value), not \(best)" }
        if answer.bound != answer.value { return "the bound \(answer.bound) is not met" }
        if chosen.reduce(0, { $0 + sack.costs[$1] }) > sack.capacity { return "costs too much" }
        return Int128(chosen.reduce(0) { $0 + sack.values[$1] }) == answer.value ? nil : "not what was chosen"
      })
  }

  @Test func aLimitLeavesABoundThatHolds() {
    var g = SeededGenerator(state: 5)
    let costs = (0..<200).map { _ in Int128(g.int(1000...1999)) }
    let values = costs.map { $0 + 100 }
    let capacity = costs.reduce(0, +) / 2
    var short = Knapsack<Int128>(values: values, costs: costs, capacity: capacity, nodeLimit: 20)
    var long = Knapsack<Int128>(values: values, costs: costs, capacity: capacity, nodeLimit: 5_000_000)
    let hasty = short.solved()
    let best = long.solved()
    #expect(best.value == best.bound)
    #expect(hasty.value <= best.value)
    #expect(hasty.bound >= best.value)
  }

  @Test func amountsBeyondMachineWords() {
    let huge = BigInt(1) << 90
    var knapsack = Knapsack<BigInt>(
      values: [huge * 3, huge * 2, huge * 2], costs: [huge * 3, huge * 2, huge * 2], capacity: huge * 4,
      nodeLimit: 1000)
    let answer = knapsack.solved()
    #expect(answer.isChosen == [false, true, true])
    #expect(answer.value == huge * 4)
  }
}
