import Rosters

extension RankOrder {

  /// Sorts places of rows by words, in place.
  struct Sorting {

    let keys: [OrderKey]
    let words: [Word]
    /// The rows; what is sorted are their places.
    let rows: [Int32]
    var firstTie: (Int32, Int32)?

    /// How many low bits of an entry say which of those that are sorted it is of; above them stands its word.
    let placeBits: UInt64

    /// Places so few that comparing them is quicker than counting digits.
    private static let few = 24

    /// The places whose words are looked up at a time, one after the other: each by itself would wait for memory.
    static let block = 4096

    init(keys: [OrderKey], words: [Word], of rows: [Int32]) {
      self.keys = keys
      self.words = words
      self.rows = rows
      placeBits = UInt64(RankOrder.placeBits(rows.count))
    }

    /// Sorts `places` by the words from `level` on; it calls itself at most once a word.
    mutating func sort(_ places: UnsafeMutableBufferPointer<Int32>, by level: Int) {
      if places.count < 2 { return }
      if level == words.count {
        // All keys are equal.
        if firstTie == nil { firstTie = (places[0], places[1]) }
        return
      }
      if places.count <= Sorting.few {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: places.count) { own in
          write(words[level], of: UnsafeBufferPointer(places), to: own)
          sortFew(places, own, by: level)
        }
        return
      }
      let count = places.count
      var entries = [UInt64](unsafeUninitializedCapacity: 2 * count) { $1 = 2 * count }
      entries.withUnsafeMutableBufferPointer { entries in
        let own = UnsafeMutableBufferPointer(rebasing: entries[..<count])
        let others = UnsafeMutableBufferPointer(rebasing: entries[count...])
        write(words[level], of: UnsafeBufferPointer(places), to: own)
        for i in own.indices { own[i] = own[i] &<< placeBits | UInt64(truncatingIfNeeded: i) }
        let areOthers = RankOrder.sort(own, with: others, from: Int(placeBits), bits: words[level].bits)
        let sorted = UnsafeBufferPointer(areOthers ? others : own)
        let before = Array(places)
        let mask = (UInt64(1) << placeBits) - 1
        for i in places.indices { places[i] = before[Int(sorted[i] & mask)] }
        settle(sorted, places, by: level)
      }
    }

    /// Sorts those of `places`, which are in the order of `entries`, that the words of `level` leave equal by the next.
    mutating func settle(
      _ entries: UnsafeBufferPointer<UInt64>, _ places: UnsafeMutableBufferPointer<Int32>, by level: Int
    ) {
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: Sorting.block) { tied in
        var runs: [Range<Int>] = []
        var filled = 0
        var start = 0
        while start < places.count {
          let word = entries[start] &>> placeBits
          var end = start + 1
          while end < places.count, entries[end] &>> placeBits == word { end += 1 }
          let run = start..<end
          start = end
          if run.count < 2 { continue }
          let isFew = run.count <= Sorting.few && level + 1 < words.count
          if !isFew || filled + run.count > tied.count {
            settle(runs, places, UnsafeBufferPointer(rebasing: tied[..<filled]), by: level + 1)
            runs.removeAll(keepingCapacity: true)
            filled = 0
          }
          if !isFew {
            sort(UnsafeMutableBufferPointer(rebasing: places[run]), by: level + 1)
            continue
          }
          for i in run {
            tied[filled] = places[i]
            filled += 1
          }
          runs.append(run)
        }
        settle(runs, places, UnsafeBufferPointer(rebasing: tied[..<filled]), by: level + 1)
      }
    }

    /// Sorts each of `runs`, few of `places` each and `tied` all together, by the words of `level`.
    private mutating func settle(
      _ runs: [Range<Int>], _ places: UnsafeMutableBufferPointer<Int32>, _ tied: UnsafeBufferPointer<Int32>,
      by level: Int
    ) {
      if runs.isEmpty { return }
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tied.count) { own in
        write(words[level], of: tied, to: own)
        var start = 0
        for run in runs {
          sortFew(
            UnsafeMutableBufferPointer(rebasing: places[run]),
            UnsafeMutableBufferPointer(rebasing: own[start..<start + run.count]), by: level)
          start += run.count
        }
      }
    }

    /// Sorts few places by their words `own`, which are those of `level`, and then by the next.
    private mutating func sortFew(
      _ places: UnsafeMutableBufferPointer<Int32>, _ own: UnsafeMutableBufferPointer<UInt64>, by level: Int
    ) {
      for i in 1..<places.count {
        let (row, word) = (places[i], own[i])
        var j = i
        while j > 0, own[j &- 1] > word {
          places[j] = places[j &- 1]
          own[j] = own[j &- 1]
          j &-= 1
        }
        places[j] = row
        own[j] = word
      }
      var start = 0
      for i in 1...places.count where i == places.count || own[i] != own[start] {
        if i - start > 1 { sort(UnsafeMutableBufferPointer(rebasing: places[start..<i]), by: level + 1) }
        start = i
      }
    }

    /// Writes the word of each of `places` to `target`.
    func write(
      _ word: Word, of places: UnsafeBufferPointer<Int32>, to target: UnsafeMutableBufferPointer<UInt64>
    ) {
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: places.count) { own in
        if word.fields.contains(where: { !keys[$0.key].isByPlace }) {
          rows.withUnsafeBufferPointer { rows in
            for i in places.indices { own[i] = rows[Int(places[i])] }
          }
        }
        for i in places.indices { target[i] = 0 }
        for field in word.fields {
          let at = keys[field.key].isByPlace ? places : UnsafeBufferPointer(own)
          switch keys[field.key].values {
          case .bytes(let a): add(field, of: a, at: at, to: target)
          case .shorts(let a): add(field, of: a, at: at, to: target)
          case .words(let a): add(field, of: a, at: at, to: target)
          case .longs(let a): add(field, of: a, at: at, to: target)
          }
        }
      }
    }

    private func add<T: FixedWidthInteger>(
      _ field: Field, of values: [T], at indices: UnsafeBufferPointer<Int32>,
      to target: UnsafeMutableBufferPointer<UInt64>
    ) {
      values.withUnsafeBufferPointer { values in
        for i in indices.indices {
          target[i] |= field.bits(Int64(truncatingIfNeeded: values[Int(indices[i])]))
        }
      }
    }
  }
}
