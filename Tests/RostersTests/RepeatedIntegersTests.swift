import Synchronization
import Testing

@testable import Rosters

@Suite("Integers that occur twice")
struct RepeatedIntegersTests {

  /// Numbers that jump about, the same each time.
  struct Steps: RandomNumberGenerator {
    private var state: UInt64 = 20_26
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// The groups, found by a dictionary.
  static func expected(_ values: [Int64]) -> [[Int]] {
    Dictionary(grouping: values.indices, by: { values[$0] }).values.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  static func found(_ values: [Int64], threads: Int, roundSize: Int) -> [[Int]] {
    values.withUnsafeBufferPointer {
      RepeatedIntegers(values: $0, threads: threads, roundSize: roundSize).groups()
    }
  }

  @Test(
    "the groups are those that comparing each with each finds, whatever the threads and the memory",
    arguments: [1, 2, 7], [1 << 23, 20_000, 700])
  func groups(threads: Int, roundSize: Int) {
    var generator = Steps()
    for span in [5, 1_000, 100_000, Int64.max] as [Int64] {
      // Enough for several threads once; the rest small.
      let count = span == 100_000 ? 60_000 : 3_000
      let values = (0..<count).map { _ in Int64.random(in: -(span / 2)...span / 2, using: &generator) }
      #expect(
        RepeatedIntegersTests.found(values, threads: threads, roundSize: roundSize) == Self.expected(values))
    }
  }

  @Test(
    "few, equal, ascending and extreme integers",
    arguments: [
      [], [7], [7, 7], [1, 2, 3], [3, 2, 1], [2, 2, 2, 1], [.min, .max, 0, .min], [0, 0], [-1, 5, -1, 5, -1],
    ] as [[Int64]])
  func edges(values: [Int64]) {
    #expect(RepeatedIntegersTests.found(values, threads: 2, roundSize: 2) == Self.expected(values))
  }

  @Test("integers that all fall into one bucket")
  func skewed() {
    // Multiples of 2^40 share their low bits; and one value many times.
    var values = (0..<5_000).map { Int64($0 % 4_000) << 40 }
    #expect(RepeatedIntegersTests.found(values, threads: 2, roundSize: 900) == Self.expected(values))
    values = [Int64](repeating: 42, count: 70_000) + [1]
    #expect(RepeatedIntegersTests.found(values, threads: 2, roundSize: 1 << 23) == Self.expected(values))
  }
}

@Suite("A digest made while rows are read")
struct ReadingDigestTests {

  /// Keeps what it is told.
  final class Listener: RunningDigest {
    private let bytes = Mutex<[UInt8]>([])
    private let isInOrder = Mutex(true)

    func add(_ more: UnsafeRawBufferPointer, at offset: Int) {
      bytes.withLock { known in
        if known.count != offset { isInOrder.withLock { $0 = false } }
        known.append(contentsOf: more)
      }
    }

    func hexadecimal(ofFirst size: Int) -> String? { nil }

    var heard: [UInt8]? { isInOrder.withLock { $0 } ? bytes.withLock { $0 } : nil }
  }

  @Test(
    "all bytes are told once and in order, whatever the blocks and threads",
    arguments: [1, 2, 7], [1, 13, 64, 1 << 20])
  func order(threads: Int, blockBytes: Int) {
    let rows = (0..<300).map { "\"p, \($0)\",\($0),\"two\nlines\"\r\n" }.joined()
    let texts = [
      "\u{FEFF}name,n,note\n" + rows, "A report\n\nname,n,note\n" + rows + "last,1,x", "name,n,note\n",
    ]
    for text in texts {
      let listener = Listener()
      var file = DataFile(name: "d.csv", text: text)
      file.digest = listener
      let schema = RosterSchema(
        name: "people", fields: [Reading.field("n", .count(nil)), Reading.field("note", .text)],
        dialect: .plain)
      _ = RosterReader.read(
        files: [file], schema: schema,
        options: RosterReader.Options(threads: threads, blockBytes: blockBytes))
      #expect(listener.heard == Array(text.utf8))
    }
  }
}
