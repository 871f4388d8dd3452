import Rosters

/// The integers of each group over one denominator, for what must know all of them: the middle one.
struct GroupedIntegers: Sendable {

  private(set) var denominator: Int64 = 0
  private var values: [[Int64]]

  init(groups: Int) { values = [[Int64]](repeating: [], count: groups) }

  /// Returns whether integers over `d` can be added.
  func takes(_ d: Int64) -> Bool { denominator == 0 || denominator == d }

  /// Adds `value` over `d`, which it takes, to `group`.
  mutating func add(_ value: Int64, over d: Int64, to group: Int) {
    denominator = d
    values[group].append(value)
  }

  /// Adds those of other rows, whose denominator it takes.
  mutating func add(_ other: GroupedIntegers) {
    if other.denominator == 0 { return }
    denominator = other.denominator
    for g in values.indices { values[g].append(contentsOf: other.values[g]) }
  }

  /// Returns the values of `group`.
  func rationals(_ group: Int) -> [Rational] {
    values[group].map { Rational(Int128($0), over: Int128(denominator)) ?? .zero }
  }

  /// Returns the middle value of `group`, or that between the two in the middle; `nil` if it has none.
  mutating func median(_ group: Int) -> Rational? {
    let count = values[group].count
    if count == 0 { return nil }
    let upper = values[group].withUnsafeMutableBufferPointer { GroupedIntegers.select(count / 2, in: $0) }
    if count % 2 == 1 { return Rational(Int128(upper), over: Int128(denominator)) }
    // The lower one of the two is the greatest of those that now stand before the upper.
    var lower = values[group][0]
    for v in values[group][..<(count / 2)] where v > lower { lower = v }
    return Rational(Int128(lower) + Int128(upper), over: 2 * Int128(denominator))
  }

  /// Returns the value that would stand at place `k` if they were sorted; none of those before it is greater afterwards.
  private static func select(_ k: Int, in a: UnsafeMutableBufferPointer<Int64>) -> Int64 {
    var low = 0
    var high = a.count - 1
    // Each turn halves what is left, nearly always; where it does not, sorting ends it.
    var turns = 64
    while high - low > 32 && turns > 0 {
      turns -= 1
      let pivot = middle(a[low], a[low + (high - low) / 2], a[high])
      var i = low
      var j = high
      while i <= j {
        while a[i] < pivot { i += 1 }
        while a[j] > pivot { j -= 1 }
        if i <= j {
          a.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if k <= j { high = j } else if k >= i { low = i } else { return a[k] }
    }
    var rest = UnsafeMutableBufferPointer(rebasing: a[low...high])
    rest.sort()
    return a[k]
  }

  private static func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
    max(min(a, b), min(max(a, b), c))
  }
}

/// The least or the greatest integer of each group, over one denominator.
struct GroupedExtremes: Sendable {

  private let isLeast: Bool
  private var denominator: Int64 = 0
  private var values: [Int64]
  private var isKnown: [Bool]

  init(groups: Int, isLeast: Bool) {
    self.isLeast = isLeast
    values = [Int64](repeating: 0, count: groups)
    isKnown = [Bool](repeating: false, count: groups)
  }

  /// Returns whether integers over `d` can be added.
  func takes(_ d: Int64) -> Bool { denominator == 0 || denominator == d }

  /// Adds `value` over `d`, which it takes, to `group`.
  mutating func add(_ value: Int64, over d: Int64, to group: Int) {
    denominator = d
    if !isKnown[group] || (isLeast ? value < values[group] : value > values[group]) {
      values[group] = value
      isKnown[group] = true
    }
  }

  /// Returns the one of `group`, if there is any.
  func value(_ group: Int) -> Rational? {
    isKnown[group] ? Rational(Int128(values[group]), over: Int128(denominator)) : nil
  }
}
