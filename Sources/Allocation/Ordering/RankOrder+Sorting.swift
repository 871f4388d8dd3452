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

    /// The rows whose words are looked up at a time, one after the other: each by itself would wait for memory.
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
      let count = rows.count
      var entries = [UInt64](unsafeUninitializedCapacity: 2 * count) { $1 = 2 * count }
      entries.withUnsafeMutableBufferPointer { entries in
        let own = UnsafeMutableBufferPointer(rebasing: entries[..<count])
        let others = UnsafeMutableBufferPointer(rebasing: entries[count...])
        let before = Array(rows)
        before.withUnsafeBufferPointer { before in
          write(words[level], of: before, to: own)
          for i in own.indices { own[i] = entry(own[i], before[i], at: i) }
          let areOthers = RankOrder.sort(own, with: others, from: Int(places), bits: words[level].bits)
          settle(UnsafeBufferPointer(areOthers ? others : own), of: before, to: rows, by: level)
        }
      }
    }

    /// Returns what is sorted: a word and, in the lowest bits, the row, or else the place it is given at.
    @inline(__always)
    func entry(_ word: UInt64, _ row: Int32, at place: Int) -> UInt64 {
      word &<< places | UInt64(truncatingIfNeeded: areRows ? Int(row) : place)
    }

    /// How far the bits of a word are shifted in an entry.
    var wordShift: Int { Int(places) }

    /// Writes the rows of `entries`, which are in the order of the words of `level`, to `rows`, and sorts those that these
    /// leave equal by the next.
    mutating func settle(
      _ entries: UnsafeBufferPointer<UInt64>, of given: UnsafeBufferPointer<Int32>,
      to rows: UnsafeMutableBufferPointer<Int32>, by level: Int
    ) {
      let mask = (UInt64(1) << places) - 1
      if areRows {
        for i in rows.indices { rows[i] = Int32(truncatingIfNeeded: entries[i] & mask) }
      } else {
        for i in rows.indices { rows[i] = given[Int(entries[i] & mask)] }
      }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: Sorting.block) { tied in
        var runs: [Range<Int>] = []
        var filled = 0
        var start = 0
        while start < rows.count {
          let word = entries[start] &>> places
          var end = start + 1
          while end < rows.count, entries[end] &>> places == word { end += 1 }
          let run = start..<end
          start = end
          if run.count < 2 { continue }
          let isFew = run.count <= Sorting.few && level + 1 < words.count
          if !isFew || filled + run.count > tied.count {
            settle(runs, rows, UnsafeBufferPointer(rebasing: tied[..<filled]), by: level + 1)
            runs.removeAll(keepingCapacity: true)
            filled = 0
          }
          if !isFew {
            sort(UnsafeMutableBufferPointer(rebasing: rows[run]), by: level + 1)
            continue
          }
          for i in run {
            tied[filled] = rows[i]
            filled += 1
          }
          runs.append(run)
        }
        settle(runs, rows, UnsafeBufferPointer(rebasing: tied[..<filled]), by: level + 1)
      }
    }

    /// Sorts each of `runs`, few of `rows` each and `tied` all together, by the words of `level`.
    private mutating func settle(
      _ runs: [Range<Int>], _ rows: UnsafeMutableBufferPointer<Int32>, _ tied: UnsafeBufferPointer<Int32>,
      by level: Int
    ) {
      if runs.isEmpty { return }
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tied.count) { own in
        write(words[level], of: tied, to: own)
        var start = 0
        for run in runs {
          sortFew(
            UnsafeMutableBufferPointer(rebasing: rows[run]),
            UnsafeMutableBufferPointer(rebasing: own[start..<start + run.count]), by: level)
          start += run.count
        }
      }
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
