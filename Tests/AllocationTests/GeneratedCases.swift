import Glibc
import Testing

/// A small generator of the same numbers on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }
}

/// A property held against generated cases; 2,000 of them, under `PAYUNG_SOAK` 100,000; `SOAK_CASES` and
/// `SEED` change how many and which.
enum GeneratedCases {

  static func number(named name: String) -> UInt64? {
    guard let text = getenv(name) else { return nil }
    return UInt64(String(cString: text))
  }

  /// Runs `check` on 2,000 cases; a case that fails is made smaller while it still fails, and shown.
  static func hold<Case>(
    _ property: String, seed: UInt64, make: (inout SeededGenerator) -> Case, smaller: (Case) -> [Case],
    check: (Case) -> String?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let seed = number(named: "SEED") ?? seed
    let count = number(named: "SOAK_CASES") ?? (getenv("PAYUNG_SOAK") == nil ? 2_000 : 100_000)
    var generator = SeededGenerator(state: seed)
    for index in 0..<count {
      var failing = make(&generator)
      guard var complaint = check(failing) else { continue }
      var shrinks = 0
      search: while shrinks < 500 {
        for candidate in smaller(failing) {
          shrinks += 1
          if let still = check(candidate) {
            failing = candidate
            complaint = still
            continue search
          }
        }
        break
      }
      Issue.record(
        "\(property): \(complaint); case \(index) of seed \(seed), made smaller: \(failing)",
        sourceLocation: sourceLocation)
      return
    }
  }
}
