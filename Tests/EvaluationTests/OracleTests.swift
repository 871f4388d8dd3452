import Rosters
import Semantics
import Syntax
import Testing

@testable import Evaluation

/// A small generator of random numbers, the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }
  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// What a row-by-row evaluation gives.
enum RowValue: Equatable {
  case value(Scalar)
  case missing
  case fault
}

/// The slow, obvious way: one row at a time, every number a fraction.
struct RowOracle {
  let table: RosterTable
  let types: [CoreType]

  func value(_ e: CoreExpression, _ row: Int) -> RowValue {
    switch e.kind {
    case .constant(let c): return c == .missing ? .missing : .value(Scalar(c))
    case .field(let i):
      guard let column = table.columns[i] else { return .fault }
      let scalar = EvaluatedColumn(type: types[i], values: column)[row]
      return scalar == .missing ? .missing : .value(scalar)
    case .not(let a): return truth(a, row).map { .value(.truth(!$0)) } ?? .fault
    case .all(let list):
      for a in list {
        guard let t = truth(a, row) else { return .fault }
        if !t { return .value(.truth(false)) }
      }
      return .value(.truth(true))
    case .any(let list):
      for a in list {
        guard let t = truth(a, row) else { return .fault }
        if t { return .value(.truth(true)) }
      }
      return .value(.truth(false))
    case .compare(let c, let l, let r):
      return both(l, r, row) { a, b in
        if let x = a.number, let y = b.number {
          return .value(.truth(c.holds(x < y ? -1 : (x == y ? 0 : 1))))
        }
        if case .text(let x) = a, case .text(let y) = b {
          return .value(
            .truth(c.holds(x == y ? 0 : (Array(x.utf8).lexicographicallyPrecedes(Array(y.utf8)) ? -1 : 1))))
        }
        return .value(.truth(c.holds(a == b ? 0 : 1)))
      }
    case .isPresent(let a):
      switch value(a, row) {
      case .value: return .value(.truth(true))
      case .missing: return .value(.truth(false))
      case .fault: return .fault
      }
    case .otherwise(let a, let b):
      let first = value(a, row)
      return first == .missing ? value(b, row) : first
    case .cases(let list, let otherwise):
      for c in list {
        guard let t = truth(c.condition, row) else { return .fault }
        if t { return c.result.map { value($0, row) } ?? .fault }
      }
      return otherwise.map { value($0, row) } ?? .fault
    case .negated(let a):
      return both(a, a, row) { x, _ in x.number.map { .value(.number(-$0)) } ?? .fault }
    case .arithmetic(let o, let l, let r):
      return both(l, r, row) { a, b in
        guard let x = a.number, let y = b.number else { return .fault }
        switch o {
        case .add: return .value(.number(x + y))
        case .subtract: return .value(.number(x - y))
        case .multiply: return .value(.number(x * y))
        case .divide: return (x / y).map { .value(.number($0)) } ?? .fault
        }
      }
    case .clamp(let a, let low, let high):
      var v = value(a, row)
      for (bound, greater) in [(low, true), (high, false)] {
        guard let bound else { continue }
        let b = value(bound, row)
        if v == .fault || b == .fault { return .fault }
        guard case .value(let x) = v, case .value(let y) = b, let p = x.number, let q = y.number else {
          v = .missing
          continue
        }
        v = .value(.number(greater ? max(p, q) : min(p, q)))
      }
      return v
    case .rounded(let a, let mode, let step):
      return both(a, step, row) { x, s in
        guard let p = x.number, let q = s.number else { return .fault }
        return p.rounded(mode, toMultipleOf: q).map { .value(.number($0)) } ?? .fault
      }
    default: return .fault
    }
  }

  private func truth(_ e: CoreExpression, _ row: Int) -> Bool? {
    if case .value(.truth(let t)) = value(e, row) { return t }
    return nil
  }

  private func both(
    _ l: CoreExpression, _ r: CoreExpression, _ row: Int, _ body: (Scalar, Scalar) -> RowValue
  ) -> RowValue {
    let a = value(l, row)
    let b = value(r, row)
    if a == .fault || b == .fault { return .fault }
    guard case .value(let x) = a, case .value(let y) = b else { return .missing }
    return body(x, y)
  }
}

/// Random typed expressions.
struct ExpressionMaker {
  var generator: SeededGenerator
  /// Whether constants and fields go to the edge of a machine word.
  let isWide: Bool

  mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &generator)] }

  mutating func number(_ depth: Int) -> CoreExpression {
    if depth == 0 || Int.random(in: 0..<6, using: &generator) == 0 { return leaf() }
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...3:
      return Core.arithmetic(
        pick([.add, .subtract, .multiply, .divide]), number(depth - 1), number(depth - 1))
    case 4: return Core.e(.negated(number(depth - 1)), Core.plain)
    case 5:
      return Core.e(
        .clamp(
          number(depth - 1), atLeast: number(depth - 1), atMost: Bool.random(using: &generator) ? leaf() : nil
        ),
        Core.plain)
    case 6:
      return Core.e(
        .rounded(
          number(depth - 1), pick(RoundingMode.allCases),
          to: Bool.random(using: &generator)
            ? Core.fraction(pick([1, 5, 100, 3]), pick([1, 7, 100])) : leaf()),
        Core.plain)
    case 7: return Core.e(.otherwise(number(depth - 1), number(depth - 1)), Core.plain)
    default:
      var cases: [CoreCase] = []
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        cases.append(
          Core.when(truth(depth - 1), Int.random(in: 0..<9, using: &generator) == 0 ? nil : number(depth - 1))
        )
      }
      return Core.e(
        .cases(cases, otherwise: Int.random(in: 0..<5, using: &generator) == 0 ? nil : number(depth - 1)),
        Core.plain)
    }
  }

  mutating func leaf() -> CoreExpression {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return Core.field(0)
    case 1: return Core.field(1)
    case 2: return Core.field(2)
    case 3:
      return Core.number(pick(isWide ? [Int64.max, Int64.min, 1 << 40, -3, 0] : [0, 1, 2, -1, 100, 12]))
    case 4: return Core.e(.constant(.missing), Core.plain)
    default: return Core.fraction(pick([1, 24, -7, 5]), pick([1, 3, 100, 10_000]))
    }
  }

  mutating func truth(_ depth: Int) -> CoreExpression {
    if depth == 0 || Int.random(in: 0..<6, using: &generator) == 0 {
      return pick([Core.truth(true), Core.field(3, .truth), Core.e(.isPresent(Core.field(0)), .truth)])
    }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return Core.e(.not(truth(depth - 1)), .truth)
    case 1: return Core.e(.all([truth(depth - 1), truth(depth - 1), truth(depth - 1)]), .truth)
    case 2: return Core.e(.any([truth(depth - 1), truth(depth - 1)]), .truth)
    case 3:
      return Core.compare(
        pick([.equal, .notEqual, .less, .greaterOrEqual]), Core.field(4, .text),
        Bool.random(using: &generator)
          ? Core.e(.constant(.text(pick(["a", "b", "zz", ""]))), .text) : Core.field(4, .text))
    default:
      return Core.compare(
        pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]), whole(depth - 1),
        whole(depth - 1))
    }
  }

  /// A number that is never missing, as the checker makes sure of in conditions.
  private mutating func whole(_ depth: Int) -> CoreExpression {
    Core.e(.otherwise(number(depth), Core.number(pick([0, 7]))), Core.plain)
  }
}

@Suite struct OracleTests {

  static func roster(_ generator: inout SeededGenerator, count: Int, isWide: Bool) -> TestRoster {
    func integer() -> Int64 {
      if isWide && Int.random(in: 0..<4, using: &generator) == 0 {
        return [Int64.max, Int64.min, Int64.max - 1, 1 << 62][Int.random(in: 0..<4, using: &generator)]
      }
      return Int64.random(in: -3...200, using: &generator)
    }
    let optional = (0..<count).map { _ in Int.random(in: 0..<4, using: &generator) == 0 ? nil : integer() }
    let plain: [Int64?] = (0..<count).map { _ in integer() }
    let hundredths: [Int64?] = (0..<count).map { _ in Int64.random(in: 0...10_000, using: &generator) }
    let truths: [Int64?] = (0..<count).map { _ in Int64.random(in: 0...1, using: &generator) }
    let codes = (0..<count).map { _ in UInt8.random(in: 0...3, using: &generator) }
    return TestRoster(
      "people",
      [
        (Core.plain, integers(optional)), (Core.plain, integers(plain)),
        (Core.plain, integers(hundredths, over: 10_000)),
        (.truth, integers(truths)),
        (.text, Column(.texts(.bytes(codes), TextDictionary(["a", "b", "é", "zz"])))),
      ], count: count)
  }

  @Test(arguments: [false, true]) func batchesAgreeWithTheRowByRowOracle(isWide: Bool) throws {
    for seed in UInt64(1)...150 {
      var generator = SeededGenerator(seed: seed &+ (isWide ? 10_000 : 0))
      let roster = OracleTests.roster(&generator, count: 40, isWide: isWide)
      var maker = ExpressionMaker(generator: generator, isWide: isWide)
      let e = seed % 4 == 0 ? maker.truth(4) : maker.number(4)
      let m = model([], rosters: [roster])
      let column = try m.column(e, roster: RosterID(0))
      let oracle = RowOracle(table: roster.table, types: roster.types)
      for i in 0..<40 {
        let expected = oracle.value(e, i)
        let found: RowValue =
          column.isFaulted(i) ? .fault : (column[i] == .missing ? .missing : .value(column[i]))
        #expect(found == expected, "seed \(seed), row \(i)")
        if found != expected { return }
      }
      #expect((column.faultCount > 0) == !column.faults.isEmpty, "seed \(seed)")
    }
  }

  @Test func anyNumberOfThreadsGivesTheSame() throws {
    for seed in UInt64(1)...2 {
      var generator = SeededGenerator(seed: seed &+ 500)
      let roster = OracleTests.roster(&generator, count: 4_500, isWide: seed % 2 == 0)
      var maker = ExpressionMaker(generator: generator, isWide: seed % 2 == 0)
      let e = maker.number(3)
      let sum = Core.e(
        .aggregate(
          CoreAggregate(
            function: .sum, population: CorePopulation(roster: RosterID(0)),
            value: Core.e(.otherwise(e, Core.number(0)), Core.plain))), Core.plain)
      let one = model([], rosters: [roster])
      let first = try one.column(e, roster: RosterID(0))
      let total = try one.value(sum)
      for threads in [7] {
        let m = model([], rosters: [roster], threads: threads)
        let other = try m.column(e, roster: RosterID(0))
        #expect(
          (0..<4_500).allSatisfy { first[$0] == other[$0] && first.isFaulted($0) == other.isFaulted($0) })
        #expect(first.faults.map { $0.row } == other.faults.map { $0.row })
        let again = try m.value(sum)
        #expect(again.value == total.value)
        #expect(again.faults.map { $0.row } == total.faults.map { $0.row })
      }
    }
  }
}
