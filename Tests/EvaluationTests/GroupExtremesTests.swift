import Rosters
import Semantics
import Syntax
import Testing

@testable import Evaluation

/// Least, greatest and middle values by group, whatever form the batches have, against all values in a list.
@Suite struct GroupExtremesTests {

  /// A generator whose numbers depend on a seed alone.
  private struct Numbers {
    var state: UInt64
    mutating func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
  }

  private static let groups = 4

  @Test("as the list says", arguments: 0..<60)
  func agreement(seed: Int) throws {
    var g = Numbers(state: UInt64(seed) &* 77 &+ 5)
    var lists = [[Rational]](repeating: [], count: Self.groups)
    let functions: [AggregateFunction] = [.min, .max, .median]
    func fresh() -> [GroupAccumulator] {
      functions.map { GroupAccumulator($0, groups: Self.groups, type: Core.plain) }
    }
    let order: (Scalar, Scalar) -> Int = ScalarOrder.compare
    var all = fresh()
    for _ in 0..<1 + g.next(5) {
      var own = fresh()
      for _ in 0..<1 + g.next(3) {
        let count = 1 + g.next(seed % 4 == 0 ? 300 : 6)
        let members = (0..<count).map { _ in Int32(g.next(Self.groups + 1) - 1) }
        let states: [UInt8]? =
          g.next(3) == 0 ? (0..<count).map { _ in g.next(4) == 0 ? RowState.missing : RowState.present } : nil
        let numbers = (0..<count).map { _ in Int64(g.next(40) - 20) * (g.next(9) == 0 ? 1 << 40 : 1) }
        let denominator = [1, 1, 1, 3, 7][g.next(5)] as Int64
        let values = numbers.map { Rational(Int128($0), over: Int128(denominator)) ?? .zero }
        let isWide = g.next(5) == 0
        let vector = Vector(
          isWide ? .wide(values) : .narrow(numbers, denominator: denominator), states: states, count: count)
        let packed = GroupMembers(PackedIntegers(packing: members.map { Int64($0) }), 0..<count)
        for k in own.indices { _ = own[k].add(packed, vector, order: order) }
        for i in 0..<count where members[i] >= 0 && states?[i] != RowState.missing {
          lists[Int(members[i])].append(values[i])
        }
      }
      for k in all.indices { all[k].merge(own[k], order: order) }
    }
    for k in functions.indices {
      let vector = all[k].finished()
      for group in 0..<Self.groups {
        let sorted = lists[group].sorted()
        let middle = sorted.count / 2
        let expected: Rational? =
          switch functions[k] {
          case .min: sorted.first
          case .max: sorted.last
          case .median, .count, .sum, .average, .share:
            sorted.isEmpty
              ? nil : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
          }
        let scalar = vector.scalar(group, Core.plain)
        // Where a value of a group is missing, the whole is; the list has all but those.
        if vector.states?[group] == RowState.faulted { continue }
        #expect(scalar == expected.map { .number($0) } ?? .missing, "\(functions[k]) of \(sorted)")
      }
    }
  }

  @Test("the middle of many, in any order", arguments: [1, 2, 33, 34, 1_000, 10_001])
  func medians(count: Int) {
    let orders: [(Int) -> Int64] = [
      { Int64($0) }, { Int64(-$0) }, { _ in 7 }, { Int64($0 % 2) }, { Int64($0 * 7_919 % 10_007) },
      { Int64(min($0, 10_000 - $0)) }, { $0 % 3 == 0 ? Int64.max : Int64.min },
    ]
    for value in orders {
      var grouped = GroupedIntegers(groups: 2)
      for i in 0..<count { grouped.add(value(i), over: 1, to: 1) }
      let sorted = (0..<count).map(value).sorted()
      let expected =
        count % 2 == 1
        ? Rational(sorted[count / 2])
        : Rational(Int128(sorted[count / 2 - 1]) + Int128(sorted[count / 2]), over: 2)
      #expect(grouped.median(1) == expected)
      #expect(grouped.median(0) == nil)
    }
  }
}
