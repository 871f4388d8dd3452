import Rosters

/// Finds for numbers the piece that they lie in, of those into which cuts divide all numbers.
///
/// A table over the numbers between the first cut and the last, some of them a place, says at which cut to begin; few
/// are left to compare with, each without a branch, which for numbers in no order would be guessed wrong half the time.
struct BracketSearch {

  /// No cut is as far from zero: differences then never overflow.
  static let most: Int64 = 1 << 61

  /// How many places the table has at most.
  private static let mostPlaces = 128

  private let first: Int64
  private let last: Int64
  private let pieces: [Int64]
  /// The cuts, and more that nothing reaches.
  private let cuts: [Int64]
  /// Of each place of the table, how many cuts are not greater than its first number.
  private let starts: [Int32]
  /// How many of the low bits of a number's distance from the first one do not tell places apart.
  private let shift: Int64
  /// How many comparisons are left after the table: of so many bits is the most cuts that lie in one place.
  private let comparisons: UInt64

  /// Creates the search among `cuts`, which ascend and of which there is at least one; `pieces` are the values below the
  /// first and from each on.
  init(_ cuts: [Int64], pieces: [Int64]) {
    first = cuts[0] - 1
    last = cuts[cuts.count - 1]
    self.pieces = pieces
    var shift: Int64 = 0
    while (last - first) >> shift >= BracketSearch.mostPlaces { shift += 1 }
    self.shift = shift
    let places = Int((last - first) >> shift) + 1
    var starts = [Int32](repeating: 0, count: places)
    var most = 1
    var cut = 0
    for place in 0..<places {
      let low = first + Int64(place) << shift
      while cut < cuts.count, cuts[cut] <= low { cut += 1 }
      starts[place] = Int32(truncatingIfNeeded: cut)
      if place > 0 { most = max(most, cut - Int(starts[place - 1])) }
    }
    most = max(most, cuts.count - Int(starts[places - 1]))
    comparisons = UInt64(Int.bitWidth - most.leadingZeroBitCount)
    self.starts = starts
    self.cuts = cuts + [Int64](repeating: last + 1, count: 1 << Int(comparisons))
  }

  /// Returns 1 where `cut` is not greater than `number`, else 0, as the sign of a difference: the compiler makes a branch
  /// of anything that looks like a choice.
  @inline(__always)
  private static func one(_ cut: Int64, _ number: Int64) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: cut &- 1 &- number) &>> 63)
  }

  /// Returns the piece of each of `numbers`.
  func values(of numbers: [Int64]) -> [Int64] {
    let (first, last, shift, comparisons) = (first, last, shift, comparisons)
    return starts.withUnsafeBufferPointer { starts in
      cuts.withUnsafeBufferPointer { cuts in
        pieces.withUnsafeBufferPointer { pieces in
          Kernels.map(numbers) { number in
            // Below the first cut all numbers are alike, and so are those above the last.
            let near = max(first, min(last, number))
            var place = Int(starts[Int((near &- first) &>> shift)])
            var bit = comparisons
            while bit > 1 {
              bit &-= 1
              place &+= BracketSearch.one(cuts[place &+ 1 &<< Int(bit) &- 1], near) &<< Int(bit)
            }
            return pieces[place &+ BracketSearch.one(cuts[place], near)]
          }
        }
      }
    }
  }
}
