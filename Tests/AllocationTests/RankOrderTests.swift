import Testing

@testable import Allocation

@Suite struct RankOrderTests {

  struct Case: CustomStringConvertible {
    var keys: [OrderKey]
    var rows: [Int32]
    var description: String { "\(rows) by \(keys.map { ($0.values, $0.descending) })" }
  }

  static func precedes(_ keys: [OrderKey], _ a: Int32, _ b: Int32) -> Bool {
    for key in keys {
      let (x, y) = (key.values[Int(a)], key.values[Int(b)])
      if x != y { return key.descending ? x > y : x < y }
    }
    return false
  }

  static func make(_ g: inout SeededGenerator) -> Case {
    let n = g.chance(3) ? g.int(1_000...3_000) : g.int(0...40)
    let extremes = [Int64.min, Int64.max, 0, -1, 1]
    let keys = (0..<g.int(0...4)).map { _ in
      let span = [0, 1, 9, 100_000, Int.max / 2][g.int(0...4)]
      let base = g.int(-1_000...1_000)
      let wild = g.chance(20)
      return OrderKey(
        (0..<n).map { _ in wild ? extremes[g.int(0...4)] : Int64(base + g.int(0...span)) },
        descending: g.chance(50))
    }
    var rows = (0..<n).map { Int32($0) }
    // Ascending rows are sorted by themselves, others by their places.
    if g.chance(60) { rows.shuffle(using: &g) }
    if n > 3, g.chance(30) { rows.removeLast(n / 3) }
    return Case(keys: keys, rows: rows)
  }

  @Test func ordersLikeComparing() {
    GeneratedCases.hold(
      "order", seed: 31, make: Self.make,
      smaller: { c in
        c.rows.indices.prefix(50).map { i in
          var copy = c
          copy.rows.remove(at: i)
          return copy
        }
      },
      check: { c in
        let sorted = RankOrder.sorted(keys: c.keys, rows: c.rows)
        // Rows that no key tells apart keep their given order.
        let place = Dictionary(uniqueKeysWithValues: c.rows.enumerated().map { ($1, $0) })
        let expected = c.rows.sorted { a, b in
          if Self.precedes(c.keys, a, b) { return true }
          return !Self.precedes(c.keys, b, a) && (place[a] ?? 0) < (place[b] ?? 0)
        }
        if sorted != expected { return "\(sorted.prefix(40)), expected \(expected.prefix(40))" }
        let tie = RankOrder.ordered(keys: c.keys, rows: c.rows).firstTie
        let first = zip(expected, expected.dropFirst()).first { !Self.precedes(c.keys, $0, $1) }
        if tie?.0 != first?.0 || tie?.1 != first?.1 {
          return "tie \(String(describing: tie)), not \(String(describing: first))"
        }
        let words = RankOrder.words(c.keys, c.rows)
        if let word = words.first {
          for threads in [1, 2, 3, 7] {
            let sorting = RankOrder.Sorting(keys: c.keys, words: words, of: c.rows)
            let other = RankOrder.ordered(c.rows, sorting, by: word, threads)
            if other.rows != sorted { return "\(threads) threads: \(other.rows.prefix(40))" }
            if other.firstTie?.0 != tie?.0 || other.firstTie?.1 != tie?.1 {
              return "\(threads) threads: the tie"
            }
          }
        }
        return nil
      })
  }

  @Test func aRowWithoutAKeyIsLeftWhereItIs() {
    #expect(RankOrder.sorted(keys: [OrderKey([3, 1])], rows: [0, 1, 2]) == [0, 1, 2])
    #expect(RankOrder.sorted(keys: [OrderKey([3, 1])], rows: [1, -1]) == [1, -1])
    #expect(RankOrder.sorted(keys: [], rows: [2, 1]) == [2, 1])
  }
}
