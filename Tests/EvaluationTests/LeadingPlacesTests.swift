import Rosters
import Semantics
import Testing

@testable import Evaluation

/// The first places of an order are those that ordering all would give.
@Suite struct LeadingPlacesTests {

  @Test("the first are those of the whole order", arguments: [0, 1, 2, 7, 100, 1_000])
  func first(count: Int) {
    // Values that depend on the count alone, most of them several times.
    var state = UInt64(count)
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, count / 3)
    }
    for wanted in [0, 1, 2, 3, 10, 99, 100, 125, 126, 999, 1_000, 5_000] {
      let values = (0..<count).map { _ in next() }
      let isBefore: (Int, Int) -> Bool = { (values[$0], $0) < (values[$1], $1) }
      let sorted = (0..<count).sorted(by: isBefore)
      let (shown, rest) = LeadingPlaces(of: count, wanted, by: isBefore).parted
      #expect(shown == Array(sorted.prefix(wanted)), "\(values)")
      #expect(Set(rest) == Set(sorted.dropFirst(wanted)))
      #expect(rest.count == max(0, count - wanted))
    }
  }

  @Test("a total adds what is there, however large")
  func totals() {
    func total(_ values: Column, _ rows: [Int]) -> Rational {
      EvaluatedColumn(type: .number(.money), values: values).total(of: rows)
    }
    let large = Column(.scaled(.longs([.max, .max, 5, .min]), denominator: 1), present: [1, 1, 0, 1])
    #expect(total(large, [0, 1, 2, 3]) == Rational(Int128(Int64.max) * 2 + Int128(Int64.min), over: 1))
    #expect(total(large, [2]) == .zero)
    #expect(total(large, []) == .zero)
    #expect(total(Column(.scaled(.bytes([1, 2, 4]), denominator: 3)), [0, 2, 2]) == Rational(3))
    let third = Rational(1 as Int128, over: 3) ?? .zero
    #expect(total(Column(.wide([third, third, third])), [0, 1, 2]) == .one)
  }
}
