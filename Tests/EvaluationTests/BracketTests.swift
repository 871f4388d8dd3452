import Rosters
import Semantics
import Testing

@testable import Evaluation

/// Cases that are brackets, against the same cases asked one by one.
@Suite struct BracketTests {

  @Test(arguments: UInt64(1)...60) func bracketsAgreeWithTheCasesOneByOne(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scale = [Int64(3), 100, 1_000_000, 1 << 40, 1 << 60][Int(seed % 5)]
    func integer() -> Int64 {
      Int.random(in: 0..<30, using: &generator) == 0
        ? [Int64.max, .min, 0].randomElement(using: &generator) ?? 0
        : Int64.random(in: -scale...scale, using: &generator)
    }
    let unit: Int64 = seed % 3 == 0 ? 100 : 1
    var cases: [CoreCase] = []
    var cluster = integer()
    var bounds: [Int64] = []
    for _ in 0..<Int.random(in: 3...40, using: &generator) {
      // Some bounds stand close together, some alone.
      if Int.random(in: 0..<4, using: &generator) == 0 { cluster = integer() }
      let bound = cluster.addingReportingOverflow(Int64.random(in: 0...9, using: &generator)).partialValue
      bounds.append(bound)
      let comparison =
        [CoreComparison.less, .less, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual][
          seed % 2 == 0 ? 0 : Int.random(in: 0..<8, using: &generator)]
      let number = seed % 7 == 0 ? Core.fraction(bound / 2, 3) : Core.number(bound)
      cases.append(Core.when(Core.compare(comparison, Core.field(0), number), Core.number(integer() / 2)))
    }
    let near = bounds.flatMap { b -> [Int64?] in
      [-1, 0, 1].map { b.addingReportingOverflow($0).partialValue }
    }
    let count = 400
    let values = near + (0..<count).map { _ in integer() }
    let roster = TestRoster("people", [(Core.plain, integers(values, over: unit))], count: values.count)
    let e = Core.e(.cases(cases, otherwise: Core.number(-7)), Core.plain)
    let column = try model([], rosters: [roster]).column(e, roster: RosterID(0))
    let oracle = RowOracle(table: roster.table, types: roster.types)
    for i in values.indices where .value(column[i]) != oracle.value(e, i) {
      Issue.record("seed \(seed), row \(i): \(values[i] ?? 0)")
    }
  }
}
