import Rosters

extension RankOrder {

  /// Sorts rows by words, in place.
  struct Sorting {

    let keys: [OrderKey]
    let words: [Word]
    var firstTie: (Int32, Int32)?

    /// How many low bits of an entry say which row it is of.
    private let places: UInt64
    /// Whether they hold the row itself, and not its place among those that are sorted.
    private let areRows: Bool

    /// Rows so few that comparing them is quicker than counting digits.
    private static let few = 24

    /// The rows whose words are looked up at a time: each by itself would wait for memory.
    static let block = 4096

    /// Creates what sorts `rows`, or parts of them in the order given.
    init(keys: [OrderKey], words: [Word], of rows: [Int32]) {
      self.keys = keys
      self.words = words
      let places = RankOrder.placeBits(rows.count)
      self.places = UInt64(places)
      // Of ascending rows equals keep their order by the rows themselves.
      var previous: Int32 = -1
      var isAscending = true
      for row in rows {
        isAscending = isAscending && previous < row
        previous = row
      }
      areRows = isAscending && Int(previous) < 1 << places
    }

    /// Sorts `rows` by the words from `level` on; it calls itself at most once a word.
    mutating func sort(_ rows: UnsafeMutableBufferPointer<Int32>, by level: Int) {
      if rows.count < 2 { return }
      if level == words.count {
        // All keys are equal.
        if firstTie == nil { firstTie = (rows[0], rows[1]) }
        return
      }
      if rows.count <= Sorting.few {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rows.count) { own in
          write(words[level], of: UnsafeBufferPointer(rows), to: own)
          sortFew(rows, own, by: level)
        }
        return
      }
      let entries = sorted(rows, by: level)
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Sorting.block) { next in
        var known = 0..<0
        var start = 0
        for i in 1...rows.count where i == rows.count || entries[i] &>> places != entries[start] &>> places {
          let run = start..<i
          start = i
          if run.count < 2 { continue }
          let own = UnsafeMutableBufferPointer(rebasing: rows[run])
          if run.count > Sorting.few || level + 1 == words.count {
            sort(own, by: level + 1)
            continue
          }
          if run.upperBound > known.upperBound {
            known = run.lowerBound..<min(rows.count, run.lowerBound + Sorting.block)
            write(words[level + 1], of: UnsafeBufferPointer(rebasing: rows[known]), to: next)
          }
          let first = run.lowerBound - known.lowerBound
          sortFew(own, UnsafeMutableBufferPointer(rebasing: next[first..<first + run.count]), by: level + 1)
        }
      }
    }

    /// Sorts `rows` by the word of `level` alone, and returns the words in order, each above the bits of its row.
    private func sorted(_ rows: UnsafeMutableBufferPointer<Int32>, by level: Int) -> [UInt64] {
      var entries = [UInt64](unsafeUninitializedCapacity: rows.count) { entries, count in
        write(words[level], of: UnsafeBufferPointer(rows), to: entries)
        for i in 0..<rows.count {
          entries[i] =
            entries[i] &<< places | UInt64(truncatingIfNeeded: areRows ? Int(rows[i]) : i)
        }
        count = rows.count
      }
      RankOrder.sortEntries(&entries, from: Int(places), bits: words[level].bits)
      let mask = (UInt64(1) << places) - 1
      if areRows {
        for i in rows.indices { rows[i] = Int32(truncatingIfNeeded: entries[i] & mask) }
      } else {
        let before = Array(rows)
        for i in rows.indices { rows[i] = before[Int(entries[i] & mask)] }
      }
      return entries
    }

    /// Sorts few rows by their words `own`, which are those of `level`, and then by the next.
    private mutating func sortFew(
      _ rows: UnsafeMutableBufferPointer<Int32>, _ own: UnsafeMutableBufferPointer<UInt64>, by level: Int
    ) {
      for i in 1..<rows.count {
        let (row, word) = (rows[i], own[i])
        var j = i
        while j > 0, own[j &- 1] > word {
          rows[j] = rows[j &- 1]
          own[j] = own[j &- 1]
          j &-= 1
        }
        rows[j] = row
        own[j] = word
      }
      var start = 0
      for i in 1...rows.count where i == rows.count || own[i] != own[start] {
        if i - start > 1 { sort(UnsafeMutableBufferPointer(rebasing: rows[start..<i]), by: level + 1) }
        start = i
      }
    }

    /// Writes the word of each of `rows` to `target`.
    func write(
      _ word: Word, of rows: UnsafeBufferPointer<Int32>, to target: UnsafeMutableBufferPointer<UInt64>
    ) {
      for i in rows.indices { target[i] = 0 }
      for field in word.fields {
        switch keys[field.key].values {
        case .bytes(let a): add(field, of: a, at: rows, to: target)
        case .shorts(let a): add(field, of: a, at: rows, to: target)
        case .words(let a): add(field, of: a, at: rows, to: target)
        case .longs(let a): add(field, of: a, at: rows, to: target)
        }
      }
    }

    private func add<T: FixedWidthInteger>(
      _ field: Field, of values: [T], at rows: UnsafeBufferPointer<Int32>,
      to target: UnsafeMutableBufferPointer<UInt64>
    ) {
      values.withUnsafeBufferPointer { values in
        for i in rows.indices {
          target[i] |= field.bits(Int64(truncatingIfNeeded: values[Int(rows[i])]))
        }
      }
    }
  }
}
