extension ChoiceProgram {

  /// Returns a choice that keeps all bounds, taking what gains most at the prices first, or `nil` if none was
  /// found that way.
  func greedy(_ prices: Prices) -> Choice? {
    var candidates: [(thing: Int, option: Int32, gain: Number)] = []
    for (thing, options) in things.enumerated() {
      for (i, option) in options.enumerated() {
        candidates.append((thing, Int32(truncatingIfNeeded: i), gain(option, prices)))
      }
    }
    candidates.sort { a, b in
      if a.gain != b.gain { return a.gain > b.gain }
      return a.thing != b.thing ? a.thing < b.thing : a.option < b.option
    }
    var choice = Choice(repeating: -1, count: things.count)
    var sums = [Number](repeating: 0, count: rows.count)
    func fits(_ option: Option) -> Bool {
      option.entries.allSatisfy { e in rows[Int(e.row)].most.map { sums[Int(e.row)] + e.amount <= $0 } ?? true
      }
    }
    func take(_ thing: Int, _ option: Int32) {
      choice[thing] = option
      for e in things[thing][Int(option)].entries { sums[Int(e.row)] += e.amount }
    }
    // First what a least asks for, then whatever adds.
    for c in candidates where choice[c.thing] < 0 {
      let option = things[c.thing][Int(c.option)]
      let isAskedFor = option.entries.contains { e in
        e.amount > 0 && (rows[Int(e.row)].least.map { sums[Int(e.row)] < $0 } ?? false)
      }
      if isAskedFor, fits(option) { take(c.thing, c.option) }
    }
    for c in candidates where choice[c.thing] < 0 {
      let option = things[c.thing][Int(c.option)]
      if option.worth > 0, fits(option) { take(c.thing, c.option) }
    }
    return worth(of: choice) == nil ? nil : choice
  }
}
