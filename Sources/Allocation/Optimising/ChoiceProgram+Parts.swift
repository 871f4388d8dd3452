extension ChoiceProgram {

  /// A part of a program that no row binds to another part.
  struct Part {
    let program: ChoiceProgram
    /// The things of the whole program that it holds.
    let things: [Int]
  }

  /// Returns the parts, which can be solved one by one; the first things come first.
  func parts() -> [Part] {
    var leader = Array(rows.indices)
    func find(_ row: Int) -> Int {
      var at = row
      while leader[at] != at {
        leader[at] = leader[leader[at]]
        at = leader[at]
      }
      return at
    }
    for options in things {
      var first: Int?
      for option in options {
        for e in option.entries {
          let root = find(Int(e.row))
          if let first { leader[root] = find(first) } else { first = root }
        }
      }
    }
    var thingsOf: [Int: [Int]] = [:]
    var free: [Int] = []
    for (t, options) in things.enumerated() {
      if let row = options.lazy.compactMap({ $0.entries.first?.row }).first {
        thingsOf[find(Int(row)), default: []].append(t)
      } else {
        free.append(t)
      }
    }
    var rowsOf: [Int: [Int]] = [:]
    for row in rows.indices { rowsOf[find(row), default: []].append(row) }
    var result: [Part] = []
    if !free.isEmpty {
      result.append(Part(program: ChoiceProgram(things: free.map { things[$0] }, rows: []), things: free))
    }
    for root in rowsOf.keys.sorted() {
      let own = rowsOf[root] ?? []
      var place: [Int: Int32] = [:]
      for (i, row) in own.enumerated() { place[row] = Int32(truncatingIfNeeded: i) }
      let members = thingsOf[root] ?? []
      let inner = members.map { t in
        things[t].map { option in
          Option(
            worth: option.worth, entries: option.entries.map { (place[Int($0.row)] ?? 0, $0.amount) })
        }
      }
      result.append(
        Part(program: ChoiceProgram(things: inner, rows: own.map { rows[$0] }), things: members))
    }
    return result
  }
}
