import Rosters

/// Orders of rows by several keys, the first deciding first; rows equal in all keys keep their given order.
public enum RankOrder {

  /// Rows, or their places in a list, in an order.
  public struct Ordered: Sendable {
    /// The rows, first in rank first.
    public let rows: [Int32]
    /// The first two next to each other that no key tells apart, or `nil` if the order is total.
    public let firstTie: (Int32, Int32)?
  }

  /// Returns `rows` in the order of `keys`, each of which has a value for each of `rows`.
  public static func sorted(keys: [OrderKey], rows: [Int32]) -> [Int32] {
    ordered(keys: keys, rows: rows).rows
  }

  /// Returns `rows` in the order of `keys`, each of which has a value for each of `rows`, and whether it is total.
  public static func ordered(keys: [OrderKey], rows: [Int32], threads: Int = 1) -> Ordered {
    let places = orderedPlaces(keys: keys, rows: rows, threads: threads)
    return Ordered(
      rows: places.rows.map { rows[Int($0)] },
      firstTie: places.firstTie.map { (rows[Int($0.0)], rows[Int($0.1)]) })
  }

  /// Returns the places of `rows` in their list, in the order of `keys`, and whether it is total.
  ///
  /// The keys are packed into words, the first key highest. The places are sorted by the first word, by radix: dealt out by
  /// its highest bits to buckets that the nearest cache holds, and there by the others. Only those that it leaves equal
  /// are sorted by the next, so that a last key that merely makes the order total costs next to nothing. How many threads
  /// do it makes no difference to the result.
  public static func orderedPlaces(keys: [OrderKey], rows: [Int32], threads: Int = 1) -> Ordered {
    guard rows.count > 1, areValid(keys, rows) else {
      return Ordered(rows: (0..<Int32(rows.count)).map { $0 }, firstTie: nil)
    }
    let threads = rows.count >= worthSharing ? max(1, min(threads, 64)) : 1
    let words = words(keys, rows, threads: threads)
    var sorting = Sorting(keys: keys, words: words, of: rows)
    if let first = words.first, rows.count >= worthDealing { return ordered(sorting, by: first, threads) }
    var result = (0..<Int32(rows.count)).map { $0 }
    result.withUnsafeMutableBufferPointer { sorting.sort($0, by: 0) }
    return Ordered(rows: result, firstTie: sorting.firstTie)
  }

  static func areValid(_ keys: [OrderKey], _ rows: [Int32]) -> Bool {
    let shortest = keys.lazy.filter { !$0.isByPlace }.map(\.values.count).min() ?? Int.max
    var least: Int32 = 0
    var greatest: Int32 = -1
    for row in rows {
      least = min(least, row)
      greatest = max(greatest, row)
    }
    return least >= 0 && Int(greatest) < shortest
      && keys.allSatisfy { !$0.isByPlace || $0.values.count >= rows.count }
  }

  /// A key within a word, or a part of one: bits of its distance from the value that comes first.
  struct Field {
    let key: Int
    let isDescending: Bool
    /// The value that comes first.
    let first: Int64
    /// How many low bits of the distance another word has.
    let dropped: UInt64
    /// Which bits above those are this field's.
    let mask: UInt64
    /// Where they stand in the word.
    let shift: UInt64

    /// Returns the field's bits for `value`, in their place.
    @inline(__always)
    func bits(_ value: Int64) -> UInt64 {
      let distance = UInt64(bitPattern: isDescending ? first &- value : value &- first)
      return (distance &>> dropped & mask) &<< shift
    }
  }

  /// Fields that are sorted by together.
  struct Word {
    var fields: [Field] = []
    var bits = 0

    /// The word made of fewer fields, of which the bits from `bit` on are the same.
    func head(from bit: UInt64) -> Word {
      Word(fields: fields.filter { ($0.mask << $0.shift) >> bit != 0 }, bits: bits)
    }
  }

  /// By how many bits a word may be longer than those that tell all rows apart, if keys were spread evenly.
  private static let spareBits = 12

  /// Returns how many bits tell `count` places apart.
  static func placeBits(_ count: Int) -> Int { 64 - UInt64(max(1, count) - 1).leadingZeroBitCount }

  /// Returns the keys packed into words, most significant first; a word leaves room for a row's place.
  static func words(_ keys: [OrderKey], _ rows: [Int32], threads: Int = 1) -> [Word] {
    let places = placeBits(rows.count)
    let room = 64 - places
    var words: [Word] = []
    /// The fields of the word being filled with the bits each has, first in rank first.
    var open: [(key: Int, first: Int64, dropped: Int, bits: Int)] = []
    var used = 0
    func close() {
      var word = Word(bits: used)
      var shift = used
      for f in open {
        shift -= f.bits
        let mask = f.bits == 64 ? UInt64.max : (1 << UInt64(f.bits)) - 1
        word.fields.append(
          Field(
            key: f.key, isDescending: keys[f.key].descending, first: f.first, dropped: UInt64(f.dropped),
            mask: mask, shift: UInt64(shift)))
      }
      if !word.fields.isEmpty { words.append(word) }
      open = []
      used = 0
    }
    for (index, key) in keys.enumerated() {
      let (low, high) = bounds(key, rows, threads)
      var left = 64 - UInt64(bitPattern: high &- low).leadingZeroBitCount
      // A word that nearly tells all rows apart has only the highest bits of a key that does not fit, so that few rows are
      // left to the next one.
      if used + left > room && used + 3 >= places {
        let taken = min(left, room - used, max(0, places + spareBits - used))
        if taken > 0 {
          left -= taken
          open.append((index, key.descending ? high : low, left, taken))
          used += taken
        }
        close()
      }
      while left > 0 {
        if used == room { close() }
        let taken = min(left, room - used)
        left -= taken
        open.append((index, key.descending ? high : low, left, taken))
        used += taken
      }
    }
    close()
    return words
  }

  /// Sorts `entries` by the `bits` from bit `from` on, a digit at a time from the least significant, keeping the order of
  /// equals, with at least as many `others` to write to; returns whether they stand there in the end.
  static func sort(
    _ entries: UnsafeMutableBufferPointer<UInt64>, with others: UnsafeMutableBufferPointer<UInt64>, from: Int,
    bits: Int
  ) -> Bool {
    if entries.count < 256 {
      // The places in the lowest bits make all entries different, in the order of equals.
      var few = entries
      if bits > 0 { few.sort() }
      return false
    }
    // Few entries want few buckets.
    let most = entries.count < 1 << 15 ? 8 : 11
    let passes = (bits + most - 1) / most
    if passes == 0 { return false }
    let digit = (bits + passes - 1) / passes
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: passes << digit) { counts in
      counts.initialize(repeating: 0)
      let mask = UInt64(1) << UInt64(digit) - 1
      for entry in entries {
        var key = entry &>> UInt64(from)
        var offset = 0
        for _ in 0..<passes {
          counts[offset &+ Int(truncatingIfNeeded: key & mask)] &+= 1
          key &>>= UInt64(digit)
          offset &+= 1 &<< digit
        }
      }
      var (source, target) = (entries, UnsafeMutableBufferPointer(rebasing: others[..<entries.count]))
      for pass in 0..<passes {
        let own = UnsafeMutableBufferPointer(rebasing: counts[pass << digit..<(pass + 1) << digit])
        // A digit that is the same in all entries moves nothing.
        if own.contains(entries.count) { continue }
        var start = 0
        for bucket in own.indices {
          let here = own[bucket]
          own[bucket] = start
          start += here
        }
        let shift = UInt64(from + pass * digit)
        for i in 0..<source.count {
          let entry = source[i]
          let bucket = Int(truncatingIfNeeded: (entry &>> shift) & mask)
          target[own[bucket]] = entry
          own[bucket] &+= 1
        }
        swap(&source, &target)
      }
      return source.baseAddress != entries.baseAddress
    }
  }
}
