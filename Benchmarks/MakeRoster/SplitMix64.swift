/// A small generator of pseudo-random integers whose sequence depends on its seed alone (Steele, Lea and Flood, 2014).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Returns the next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Returns a number from 0 up to and not including `bound`, which must be positive.
  mutating func below(_ bound: Int) -> Int {
    // The high word of the product: no division, and a bias below 2^-40 for the bounds used here.
    Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }

  /// Returns a number in `range`.
  mutating func from(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// Returns `true` in `count` of 1000 cases on average.
  mutating func chance(_ count: Int) -> Bool { below(1000) < count }

  /// Returns one of `elements`, which must not be empty.
  mutating func element<T>(of elements: [T]) -> T { elements[below(elements.count)] }
}

/// Choices with weights, drawn in proportion to them.
struct Weighted<Choice: Sendable>: Sendable {
  private let choices: [Choice]
  private let running: [Int]

  /// Creates a draw from at least one choice; the weights are not negative and not all 0.
  init(_ pairs: [(Choice, Int)]) {
    choices = pairs.map(\.0)
    var total = 0
    running = pairs.map { pair in
      total += pair.1
      return total
    }
  }

  /// Returns one of the choices.
  func draw(_ random: inout SplitMix64) -> Choice {
    let at = random.below(running[running.count - 1])
    return choices[running.firstIndex { at < $0 } ?? 0]
  }
}
