/// Guesses at what a misspelt word was meant to be.
public enum Spelling {

  /// Returns the words of `candidates` that are near `word`, nearest first, at most three; none if nothing is near.
  ///
  /// Near means few edits (Damerau–Levenshtein, letter case free) for the length of the word; words of fewer than
  /// three letters are not guessed at, because nearly everything is near them.
  public static func suggestions(for word: String, among candidates: [String]) -> [String] {
    let w = Array(word.lowercased().unicodeScalars)
    guard w.count >= 3, w.count <= 64 else {
      // A short word can still differ from a candidate in its case only.
      return w.count < 3 ? candidates.filter { $0.lowercased() == word.lowercased() && $0 != word } : []
    }
    let limit = w.count < 5 ? 1 : (w.count < 9 ? 2 : 3)
    var found: [(distance: Int, order: Int, text: String)] = []
    for (i, candidate) in candidates.enumerated() where candidate != word {
      let c = Array(candidate.lowercased().unicodeScalars)
      if abs(c.count - w.count) > limit { continue }
      let d = distance(w, c, limit: limit)
      if d <= limit && d < max(1, min(w.count, c.count) - 1) { found.append((d, i, candidate)) }
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    guard let best = found.first?.distance else { return [] }
    var result: [String] = []
    for f in found where f.distance <= best + 1 && !result.contains(f.text) { result.append(f.text) }
    return Array(result.prefix(3))
  }

  /// Returns the fewest insertions, deletions, replacements and swaps of neighbours that make `b` of `a`; more
  /// than `limit` may be understated as `limit + 1`.
  public static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 1...a.count {
      row[0] = i
      var least = i
      for j in 1...b.count {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var d = min(replaced, min(last[j], row[j - 1]) + 1)
        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
          d = min(d, beforeLast[j - 2] + 1)
        }
        row[j] = d
        least = min(least, d)
      }
      if least > limit { return limit + 1 }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}
