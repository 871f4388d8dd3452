/// Orders of rows by several keys, the first deciding first; rows equal in all keys keep their given order.
public enum RankOrder {

  /// Returns `rows` in the order of `keys`, each of which has a value for each of `rows`.
  ///
  /// The keys are packed into as few 64-bit words as their ranges need, and the words sorted by radix, so that
  /// no two rows are ever compared: the time is linear in the number of rows and of words.
  public static func sorted(keys: [OrderKey], rows: [Int32]) -> [Int32] {
    guard rows.count > 1, areValid(keys, rows) else { return rows }
    var result = rows
    for word in words(keys, rows).reversed() { sort(&result, by: word, keys) }
    return result
  }

  /// Returns two rows that no key tells apart, next to each other in `sorted`, or `nil` if the order is total.
  public static func firstTie(keys: [OrderKey], sorted: [Int32]) -> (Int32, Int32)? {
    guard areValid(keys, sorted) else { return nil }
    for i in sorted.indices.dropFirst() {
      let a = sorted[i - 1]
      let b = sorted[i]
      if keys.allSatisfy({ $0.values[Int(a)] == $0.values[Int(b)] }) { return (a, b) }
    }
    return nil
  }

  static func areValid(_ keys: [OrderKey], _ rows: [Int32]) -> Bool {
    let shortest = keys.map(\.values.count).min() ?? Int.max
    var least: Int32 = 0
    var greatest: Int32 = -1
    for row in rows {
      least = min(least, row)
      greatest = max(greatest, row)
    }
    return least >= 0 && Int(greatest) < shortest
  }

  /// A key within a word: its distance from the end that comes first, shifted.
  struct Field {
    let key: Int
    /// The value that comes first.
    let first: Int64
    let shift: Int
    let bits: Int
  }

  /// Returns the keys packed into words, most significant word first.
  static func words(_ keys: [OrderKey], _ rows: [Int32]) -> [[Field]] {
    var words: [[Field]] = []
    var word: [Field] = []
    var used = 0
    // From the last key to the first, so that an earlier key stands in higher bits.
    for (index, key) in keys.enumerated().reversed() {
      var low = Int64.max
      var high = Int64.min
      key.values.withUnsafeBufferPointer { values in
        for row in rows {
          let value = values[Int(row)]
          low = min(low, value)
          high = max(high, value)
        }
      }
      let bits = 64 - UInt64(bitPattern: high &- low).leadingZeroBitCount
      if bits == 0 { continue }
      if used + bits > 64 {
        words.append(word)
        word = []
        used = 0
      }
      word.append(Field(key: index, first: key.descending ? high : low, shift: used, bits: bits))
      used += bits
    }
    if !word.isEmpty { words.append(word) }
    return words.reversed()
  }

  struct Entry {
    var key: UInt64
    var row: Int32
  }

  /// Sorts `rows` by one word, keeping the order of equals.
  private static func sort(_ rows: inout [Int32], by word: [Field], _ keys: [OrderKey]) {
    var entries = entries(rows, word, keys)
    let bits = word.reduce(0) { max($0, $1.shift + $1.bits) }
    sortEntries(&entries, bits: bits)
    rows.withUnsafeMutableBufferPointer { rows in
      for i in 0..<rows.count { rows[i] = entries[i].row }
    }
  }

  static func entries(_ rows: [Int32], _ word: [Field], _ keys: [OrderKey]) -> [Entry] {
    var entries = rows.map { Entry(key: 0, row: $0) }
    entries.withUnsafeMutableBufferPointer { entries in
      for field in word {
        let first = field.first
        let shift = UInt64(truncatingIfNeeded: field.shift)
        keys[field.key].values.withUnsafeBufferPointer { values in
          if keys[field.key].descending {
            for i in 0..<entries.count {
              let distance = UInt64(bitPattern: first &- values[Int(entries[i].row)])
              entries[i].key |= distance &<< shift
            }
          } else {
            for i in 0..<entries.count {
              let distance = UInt64(bitPattern: values[Int(entries[i].row)] &- first)
              entries[i].key |= distance &<< shift
            }
          }
        }
      }
    }
    return entries
  }

  /// Sorts by radix, eleven bits at a time from the least significant; a short list by comparing.
  static func sortEntries(_ entries: inout [Entry], bits: Int) {
    let n = entries.count
    if n < 1024 {
      // The library's sort keeps the order of equals.
      entries.sort { $0.key < $1.key }
      return
    }
    let digit = 11
    let buckets = 1 << digit
    let mask = UInt64(buckets - 1)
    let passes = (bits + digit - 1) / digit
    if passes == 0 { return }
    var counts = [Int](repeating: 0, count: buckets * passes)
    counts.withUnsafeMutableBufferPointer { counts in
      for entry in entries {
        var key = entry.key
        var offset = 0
        for _ in 0..<passes {
          counts[offset &+ Int(truncatingIfNeeded: key & mask)] &+= 1
          key &>>= UInt64(digit)
          offset &+= buckets
        }
      }
    }
    var target = [Entry](repeating: Entry(key: 0, row: 0), count: n)
    for pass in 0..<passes {
      let offset = pass * buckets
      // A digit that is the same in all entries moves nothing.
      if counts[offset..<(offset + buckets)].contains(n) { continue }
      var start = 0
      for bucket in 0..<buckets {
        let here = counts[offset + bucket]
        counts[offset + bucket] = start
        start += here
      }
      let shift = UInt64(pass * digit)
      counts.withUnsafeMutableBufferPointer { counts in
        entries.withUnsafeBufferPointer { source in
          target.withUnsafeMutableBufferPointer { target in
            for i in 0..<n {
              let entry = source[i]
              let bucket = offset &+ Int(truncatingIfNeeded: (entry.key &>> shift) & mask)
              let place = counts[bucket]
              counts[bucket] = place &+ 1
              target[place] = entry
            }
          }
        }
      }
      swap(&entries, &target)
    }
  }
}
