/// The numbers of all words that occur in keyword phrases, names of months and units, found by their bytes.
///
/// A hash table over bytes: the lexer looks every word of a program up, and making a `String` of each would cost
/// more than the rest of lexing.
struct WordTable: Sendable {

  /// The folded bytes of each word; entry 0 stands for no word.
  private(set) var words: [[UInt8]] = [[]]

  private var slots = [UInt16](repeating: 0, count: 4096)

  /// Returns the number of `word`, which is given one if it has none.
  mutating func insert(_ word: String) -> UInt16 { insert(Array(word.utf8)) }

  /// Returns the number of the word whose bytes are `bytes`, which is given one if it has none.
  mutating func insert(_ bytes: [UInt8]) -> UInt16 {
    var slot = WordTable.hash(bytes, 0, bytes.count) & 4095
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if words[candidate].count == bytes.count && isEqual(candidate, bytes, 0) { return slots[slot] }
      slot = (slot + 1) & 4095
    }
    let code = UInt16(truncatingIfNeeded: words.count)
    words.append(bytes.map(WordTable.folded))
    slots[slot] = code
    return code
  }

  /// Returns the number of the word in `bytes[start ..< end]`, letter case free, or 0.
  func code(of bytes: [UInt8], _ start: Int, _ end: Int) -> UInt16 {
    let count = end - start
    if count > 24 { return 0 }
    var slot = WordTable.hash(bytes, start, end) & 4095
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if words[candidate].count == count && isEqual(candidate, bytes, start) { return slots[slot] }
      slot = (slot + 1) & 4095
    }
    return 0
  }

  /// Returns the number of `word`, or 0.
  func code(of word: String) -> UInt16 {
    let bytes = Array(word.utf8)
    return code(of: bytes, 0, bytes.count)
  }

  private func isEqual(_ candidate: Int, _ bytes: [UInt8], _ start: Int) -> Bool {
    for i in 0..<words[candidate].count where words[candidate][i] != WordTable.folded(bytes[start + i]) {
      return false
    }
    return true
  }

  private static func folded(_ b: UInt8) -> UInt8 { b >= 65 && b <= 90 ? b + 32 : b }

  private static func hash(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var h: UInt32 = 2_166_136_261
    for i in start..<end { h = (h ^ UInt32(folded(bytes[i]))) &* 16_777_619 }
    return Int(h ^ (h >> 15))
  }
}
