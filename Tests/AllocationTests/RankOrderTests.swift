import Rosters
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
        // Keys of places and keys of rows may stand beside each other.
        let mixed = c.keys.enumerated().map { k, key in
          k % 2 == 0
            ? key
            : OrderKey(key.values.picking(c.rows), descending: key.descending, isByPlace: true)
        }
        let places = RankOrder.orderedPlaces(keys: mixed, rows: c.rows)
        if places.rows.map({ c.rows[Int($0)] }) != sorted { return "places \(places.rows.prefix(40))" }
        let words = RankOrder.words(c.keys, c.rows)
        if let word = words.first {
          for threads in [1, 2, 3, 7] {
            let sorting = RankOrder.Sorting(keys: c.keys, words: words, of: c.rows)
            let other = RankOrder.ordered(sorting, by: word, threads)
            if other.rows.map({ c.rows[Int($0)] }) != sorted {
              return "\(threads) threads: \(other.rows.prefix(40))"
            }
            let own = other.firstTie.map { (c.rows[Int($0.0)], c.rows[Int($0.1)]) }
            if own?.0 != tie?.0 || own?.1 != tie?.1 { return "\(threads) threads: the tie" }
          }
        }
        return nil
      })
  }

  /// So many rows that they are dealt to buckets, some of them large, and that rows are left to the second word.
  @Test(arguments: [1, 2, 3]) func ordersManyRowsLikeComparing(threads: Int) {
    for (count, span) in [(60_000, 3), (150_000, 400), (150_000, 1)] {
      var g = SeededGenerator(state: UInt64(count + span))
      let skewed = (0..<count).map { _ in Int64(g.chance(70) ? 0 : g.int(0...span)) }
      let wide = (0..<2 * count).map { _ in Int64(g.int(0...Int.max / 2)) / Int64(g.chance(50) ? 1 : 1 << 55)
      }
      let rows = (0..<count).map { Int32(2 * $0 + (g.chance(50) ? 1 : 0)) }
      let keys = [
        OrderKey(skewed, descending: true), OrderKey(wide), OrderKey((0..<count).map { Int64(-$0) }),
      ]
      let mixed = [0, 2].map { OrderKey(keys[$0].values, descending: keys[$0].descending, isByPlace: true) }
      let places = RankOrder.orderedPlaces(
        keys: [mixed[0], keys[1], mixed[1]], rows: rows, threads: threads)
      let expected = (0..<Int32(count)).sorted { a, b in
        let (x, y) = (Int(a), Int(b))
        if skewed[x] != skewed[y] { return skewed[x] > skewed[y] }
        let (v, w) = (wide[Int(rows[x])], wide[Int(rows[y])])
        return v != w ? v < w : x > y
      }
      #expect(places.rows == expected)
      #expect(places.firstTie == nil)
    }
  }

  @Test func aRowWithoutAKeyIsLeftWhereItIs() {
    #expect(RankOrder.sorted(keys: [OrderKey([3, 1])], rows: [0, 1, 2]) == [0, 1, 2])
    #expect(RankOrder.sorted(keys: [OrderKey([3, 1])], rows: [1, -1]) == [1, -1])
    #expect(RankOrder.sorted(keys: [], rows: [2, 1]) == [2, 1])
  }
}
