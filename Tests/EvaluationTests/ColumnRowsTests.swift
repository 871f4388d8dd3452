import Rosters
import Semantics
import Testing

@testable import Evaluation

/// Columns of several batches, whose form changes after the first.
@Suite struct ColumnRowsTests {

  /// Two whole batches and a part of one.
  static let count = 2 * Model.batchSize + 100

  /// Returns a roster whose first column has `lead` in the rows of the first batch and `rest` in the others, `nil` for a
  /// missing value, whose second says which rows those are, and whose third has texts.
  static func roster(_ lead: Int64?, _ rest: Int64?) -> TestRoster {
    let changing = (0..<count).map { i -> Int64? in i < Model.batchSize ? lead : (i % 5 == 0 ? lead : rest) }
    let isFirst = (0..<count).map { i -> Int64? in i < Model.batchSize ? 1 : 0 }
    let codes = (0..<count).map { UInt8(truncatingIfNeeded: $0 % 3) }
    return TestRoster(
      "people",
      [
        (Core.plain, integers(changing)), (.truth, integers(isFirst)),
        (.text, Column(.texts(.bytes(codes), TextDictionary(["a", "b", "é"])))),
        (Core.plain, integers((0..<count).map { Int64($0 % 7) })),
      ], count: count)
  }

  static func expectTheOraclesValues(_ e: CoreExpression, _ roster: TestRoster) throws {
    let oracle = RowOracle(table: roster.table, types: roster.types)
    let expected = (0..<count).map { oracle.value(e, $0) }
    var faults: [[Int]] = []
    for threads in [1, 2, 7] {
      let column = try model([], rosters: [roster], threads: threads).column(e, roster: RosterID(0))
      #expect(column.count == count)
      let differing = (0..<count).first { i in
        let found: RowValue =
          column.isFaulted(i) ? .fault : (column[i] == .missing ? .missing : .value(column[i]))
        return found != expected[i]
      }
      #expect(differing == nil, "\(threads) threads, row \(differing ?? -1)")
      faults.append(column.faults.map(\.row))
    }
    #expect(faults.allSatisfy { $0 == faults[0] })
  }

  @Test(
    arguments: [
      (1, 2), (200, 250), (200, 300), (1, 65_535), (255, 65_536), (300, 70_000), (65_535, Int64(1) << 40),
      (5, Int64.max), (5, -1), (-5, 300), (Int64.max, Int64.min), (1 << 31, 3), (nil, 7), (7, nil),
      (nil, nil),
      (nil, 70_000), (300, nil),
    ] as [(Int64?, Int64?)])
  func widthsAndMissingValuesThatChange(lead: Int64?, rest: Int64?) throws {
    let e = Core.e(.negated(Core.e(.negated(Core.field(0)), Core.plain)), Core.plain)
    try ColumnRowsTests.expectTheOraclesValues(e, ColumnRowsTests.roster(lead, rest))
  }

  static let results: [CoreExpression?] = [
    Core.number(3), Core.number(70_000), Core.fraction(1, 3), Core.fraction(-1, 7),
    Core.fraction(1, Int64(1) << 40),
    Core.arithmetic(.divide, Core.field(0), Core.field(3)), Core.e(.constant(.missing), Core.plain), nil,
  ]

  @Test(arguments: results.indices, results.indices)
  func formsThatChange(lead: Int, rest: Int) throws {
    let (lead, rest) = (ColumnRowsTests.results[lead], ColumnRowsTests.results[rest])
    let isFirst = Core.field(1, .truth)
    let e = Core.e(
      .cases([Core.when(isFirst, lead), Core.when(Core.truth(true), rest)], otherwise: nil), Core.plain)
    try ColumnRowsTests.expectTheOraclesValues(e, ColumnRowsTests.roster(5, 9))
  }

  @Test func textsThatChange() throws {
    let texts: [CoreExpression?] = [
      Core.field(2, .text), Core.e(.constant(.text("b")), .text), Core.e(.constant(.text("other")), .text),
      Core.e(.constant(.missing), .text), nil,
    ]
    for lead in texts {
      for rest in texts {
        let cases = [Core.when(Core.field(1, .truth), lead), Core.when(Core.truth(true), rest)]
        try ColumnRowsTests.expectTheOraclesValues(
          Core.e(.cases(cases, otherwise: nil), .text), ColumnRowsTests.roster(5, 9))
      }
    }
  }

  @Test func conditionsThatAreConstantFirst() throws {
    for bound in [Int64(4), 5, 9, 10] {
      try ColumnRowsTests.expectTheOraclesValues(
        Core.compare(.less, Core.field(0), Core.number(bound)), ColumnRowsTests.roster(5, 9))
    }
  }

  /// A bound beyond the width of a column is never or always reached.
  @Test(arguments: [Int64(200), 60_000, -70_000, Int64(1) << 40])
  func comparisonsInTheWidthOfAColumn(greatest: Int64) throws {
    let count = 300
    let values = (0..<count).map { i -> Int64? in
      if i % 11 == 0 { return nil }
      return i % 2 == 0 ? greatest : Int64(i % 5)
    }
    for denominator in [Int64(1), 100] {
      let roster = TestRoster("people", [(Core.plain, integers(values, over: denominator))], count: count)
      let oracle = RowOracle(table: roster.table, types: roster.types)
      let m = model([], rosters: [roster])
      let numbers: [Int64] = [
        0, 1, 2, 255, 256, 65_535, 65_536, Int64(Int32.max), Int64(Int32.min), -1, .max, .min, greatest,
      ]
      let fractions = [Core.fraction(1, 2), Core.fraction(-1, 2), Core.fraction(greatest, denominator)]
      let bounds = numbers.map { Core.number($0) } + fractions
      for bound in bounds {
        for comparison in [
          CoreComparison.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
        ] {
          for e in [
            Core.compare(comparison, Core.field(0), bound), Core.compare(comparison, bound, Core.field(0)),
          ] {
            let column = try m.column(e, roster: RosterID(0))
            for i in 0..<count {
              let scalar = column[i]
              let found = scalar == .missing ? RowValue.missing : RowValue.value(scalar)
              if found != oracle.value(e, i) { Issue.record("\(comparison), row \(i), \(bound.kind)") }
            }
          }
        }
      }
    }
  }
}
