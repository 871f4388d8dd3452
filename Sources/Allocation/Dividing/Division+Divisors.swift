/// The divisor methods: the step from k to k+1 goes to the largest weight / divisor(k).
///
/// All steps together stand in one order: quotient, then (where the first divisor is 0 and the quotient has
/// no end) weight, then the tie order. The division is the head of that order within the bounds. It starts
/// at the water level, which takes a head of nearly the right length, and then adds or takes single steps.
extension Division {

  func byDivisors(_ level: Fraction?) -> Result {
    var counts: [N] = []
    counts.reserveCapacity(count)
    var given: N = 0
    for i in 0..<count {
      let steps = stepsDue(i, at: level)
      counts.append(steps)
      given += steps
    }
    if level != nil {
      if given < whole {
        correct(&counts, by: whole - given, adding: true)
      } else if given > whole {
        correct(&counts, by: given - whole, adding: false)
      }
    }
    return Result(
      counts: counts, level: level, weightScale: weightScale, places: [Int32](repeating: 0, count: count),
      tie: level == nil ? nil : tieAtTheCut(counts))
  }

  /// Returns how many steps of `i` have a divisor not above its quota at `level`, within its bounds.
  private func stepsDue(_ i: Int, at level: Fraction?) -> N {
    guard weights[i] > 0 else { return floors[i] }
    guard let level else { return caps[i] }
    let (k, r) = (level.numerator * weights[i]).quotientAndRemainder(dividingBy: level.denominator)
    let d = level.denominator
    if k >= caps[i] { return caps[i] }
    let oneMore: Bool
    switch method {
    case .jefferson, .largestRemainder, .droop: oneMore = false
    case .adams: oneMore = true
    case .webster: oneMore = r >= d - r
    case .huntingtonHill:
      // √(k(k+1)) ≤ k + r/d, multiplied out so that nothing is wider than it must be.
      oneMore = r >= d - r || N.compareProducts(k * d, d - r - r, r, r) <= 0
    case .dean:
      oneMore = N.compareProducts(k, d, k + k + 1, r) <= 0
    }
    return min(max(oneMore ? k + 1 : k, floors[i]), caps[i])
  }

  /// Returns how the claims of `i` on its step after `k` and of `j` on its step after `m` compare: 1 if the
  /// claim of `i` is the stronger, 0 if they are equal.
  @inline(__always)
  private func compareClaims(_ i: Int, _ k: N, _ j: Int, _ m: N) -> Int {
    let v = weights[i]
    let w = weights[j]
    switch method {
    case .jefferson, .largestRemainder, .droop: return N.compareProducts(v, m + 1, w, k + 1)
    case .webster: return N.compareProducts(v, m + m + 1, w, k + k + 1)
    case .adams, .huntingtonHill, .dean:
      // A first step has no end of a claim: all first steps come before all others, by weight.
      if k == 0 || m == 0 {
        if k != 0 { return -1 }
        if m != 0 { return 1 }
        return v == w ? 0 : (v > w ? 1 : -1)
      }
      switch method {
      case .huntingtonHill: return N.compareProducts(v * v, m * (m + 1), w * w, k * (k + 1))
      case .dean: return N.compareProducts(v * (k + k + 1), m * (m + 1), w * (m + m + 1), k * (k + 1))
      case .adams, .jefferson, .webster, .largestRemainder, .droop:
        return N.compareProducts(v, m, w, k)
      }
    }
  }

  /// Adds, or takes away, `difference` single steps in the order of claims.
  private func correct(_ counts: inout [N], by difference: N, adding: Bool) {
    var left = difference
    // The strongest claim on a next step, or the weakest on a last step, is kept on top of a heap.
    func isBefore(_ a: Int32, _ b: Int32, _ counts: [N]) -> Bool {
      let (i, j) = (Int(a), Int(b))
      if adding {
        let order = compareClaims(i, counts[i], j, counts[j])
        return order != 0 ? order > 0 : precedes(i, j)
      }
      let order = compareClaims(i, counts[i] - 1, j, counts[j] - 1)
      return order != 0 ? order < 0 : precedes(j, i)
    }
    var heap: [Int32] = []
    for i in 0..<count where weights[i] > 0 && (adding ? counts[i] < caps[i] : counts[i] > floors[i]) {
      heap.append(Int32(truncatingIfNeeded: i))
    }
    func sink(_ start: Int, _ heap: inout [Int32], _ counts: [N]) {
      var at = start
      while true {
        var top = at
        let l = 2 * at + 1
        if l < heap.count, isBefore(heap[l], heap[top], counts) { top = l }
        if l + 1 < heap.count, isBefore(heap[l + 1], heap[top], counts) { top = l + 1 }
        if top == at { return }
        heap.swapAt(at, top)
        at = top
      }
    }
    for start in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(start, &heap, counts) }
    while left > 0, let first = heap.first {
      let i = Int(first)
      counts[i] += adding ? 1 : -1
      left -= 1
      if adding ? counts[i] >= caps[i] : counts[i] <= floors[i] {
        let last = heap.removeLast()
        if heap.isEmpty { break }
        heap[0] = last
      }
      sink(0, &heap, counts)
    }
  }

  /// Returns who, with equal claims on the last step given and the first refused, gained and lost.
  private func tieAtTheCut(_ counts: [N]) -> DivideTie? {
    var weakest: Int?
    var strongest: Int?
    for i in 0..<count where weights[i] > 0 {
      if counts[i] > floors[i] {
        if let w = weakest {
          if compareClaims(i, counts[i] - 1, w, counts[w] - 1) < 0 { weakest = i }
        } else {
          weakest = i
        }
      }
      if counts[i] < caps[i] {
        if let s = strongest {
          if compareClaims(i, counts[i], s, counts[s]) > 0 { strongest = i }
        } else {
          strongest = i
        }
      }
    }
    guard let weakest, let strongest,
      compareClaims(weakest, counts[weakest] - 1, strongest, counts[strongest]) == 0
    else { return nil }
    var tie = (gained: [Int](), lost: [Int]())
    for i in 0..<count where weights[i] > 0 {
      if counts[i] > floors[i], compareClaims(i, counts[i] - 1, weakest, counts[weakest] - 1) == 0 {
        tie.gained.append(i)
      }
      if counts[i] < caps[i], compareClaims(i, counts[i], strongest, counts[strongest]) == 0 {
        tie.lost.append(i)
      }
    }
    tie.gained.sort(by: precedes)
    tie.lost.sort(by: precedes)
    return DivideTie(gained: tie.gained, lost: tie.lost)
  }
}
