import Rosters
import Semantics
import Testing

@testable import Evaluation

/// Rows dealt into groups, against a dictionary of their values.
@Suite struct GroupingTests {

  /// More rows than one thread deals before others share them.
  static let count = 140_000

  private func expectTheGroupsOfADictionary(_ columns: [EvaluatedColumn], count: Int) {
    var known: [[Scalar]: Int32] = [:]
    var keys: [[Scalar]] = []
    let expected = (0..<count).map { i -> Int32 in
      if columns.contains(where: { $0.isFaulted(i) }) { return -1 }
      let key = columns.map { $0[i] }
      if let group = known[key] { return group }
      known[key] = Int32(keys.count)
      keys.append(key)
      return Int32(keys.count - 1)
    }
    for threads in [1, 2, 7] {
      let groups = Model.groups(of: columns, count: count, threads: threads)
      #expect(groups.groups == expected, "\(threads) threads")
      #expect(groups.keys == keys, "\(threads) threads")
    }
  }

  private func numbers(_ count: Int = count, _ value: (Int) -> Int64?) -> EvaluatedColumn {
    EvaluatedColumn(type: Core.plain, values: integers((0..<count).map(value)))
  }

  private func texts(_ texts: Int, _ code: (Int) -> Int) -> EvaluatedColumn {
    let codes = (0..<GroupingTests.count).map { Int64(code($0)) }
    return EvaluatedColumn(
      type: .text,
      values: Column(.texts(PackedIntegers(packing: codes), TextDictionary((0..<texts).map { "t\($0)" }))))
  }

  @Test func codesInTheOrderOfTheirFirstRows() {
    expectTheGroupsOfADictionary([texts(38) { $0 % 38 }], count: GroupingTests.count)
    // One of the texts is nobody's, and the others stand in another order.
    expectTheGroupsOfADictionary([texts(39) { 37 - $0 % 38 }], count: GroupingTests.count)
  }

  @Test func groupsThatAppearLate() {
    let late = numbers { $0 < 70_000 ? 3 : ($0 < 100_000 ? Int64($0 % 9) : Int64(200 - $0 % 13)) }
    expectTheGroupsOfADictionary([late], count: GroupingTests.count)
    expectTheGroupsOfADictionary([late, texts(5) { $0 / 1_000 % 5 }], count: GroupingTests.count)
  }

  @Test func missingValuesAreAGroup() {
    let some = numbers { $0 % 3 == 0 ? nil : Int64($0 % 4) }
    let late = numbers { $0 > 130_000 ? nil : 1 }
    expectTheGroupsOfADictionary([some], count: GroupingTests.count)
    expectTheGroupsOfADictionary([some, late, some], count: GroupingTests.count)
  }

  @Test(arguments: [Int64(200), 300, 70_000, -3, 1 << 40]) func valuesOfEveryWidth(greatest: Int64) {
    let values = numbers { $0 % 100 == 0 ? greatest : Int64($0 % 6) }
    expectTheGroupsOfADictionary([values], count: GroupingTests.count)
    expectTheGroupsOfADictionary(
      [texts(3) { $0 % 3 }, values, texts(2) { $0 / 5 % 2 }], count: GroupingTests.count)
  }

  @Test func rowsThatCouldNotBeComputedHaveNoGroup() {
    let count = 3_000
    let values = integers((0..<count).map { Int64($0 % 5) })
    let faulted = (0..<count).map { UInt8($0 % 7 == 0 ? 1 : 0) }
    let column = EvaluatedColumn(type: Core.plain, values: values, faulted: faulted)
    expectTheGroupsOfADictionary([column, numbers(count) { Int64($0 % 4) }], count: count)
    expectTheGroupsOfADictionary([numbers(count) { Int64($0 % 4) }, column], count: count)
  }

  @Test func fewRowsAndNone() {
    expectTheGroupsOfADictionary([numbers(1) { _ in nil }], count: 1)
    expectTheGroupsOfADictionary([numbers(0) { _ in nil }], count: 0)
    expectTheGroupsOfADictionary([], count: 5)
    expectTheGroupsOfADictionary([], count: 0)
  }
}
