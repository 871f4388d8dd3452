/// "Did you mean": the known names that a misspelled one may stand for.
public enum Suggestions {

  /// Returns the names among `known` that `name` may stand for, nearest first, at most `limit`.
  ///
  /// Names of one or two letters draw no guess: everything is near them.
  public static func near<S: Sequence<String>>(_ name: String, among known: S, limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard wanted.count >= 3, wanted.count <= 64 else { return [] }
    let most = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
    var found: [(distance: Int, name: String)] = []
    for candidate in known where candidate != name {
      let other = Array(candidate.lowercased().unicodeScalars)
      if other.count > 80 { continue }
      if abs(other.count - wanted.count) <= most, let d = distance(wanted, other, atMost: most) {
        found.append((d, candidate))
      } else if other.count >= 4, wanted.count >= 4, other.starts(with: wanted) || wanted.starts(with: other)
      {
        found.append((most + 1, candidate))
      }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var result: [String] = []
    for f in found where !result.contains(f.name) && result.count < limit { result.append(f.name) }
    return result
  }

  /// Returns how many letters must be added, dropped, changed or swapped with a neighbour to make `a` of `b`, or
  /// `nil` if more than `limit`.
  public static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int? {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      if let least = row.min(), least > limit { return nil }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
