/// Looks through all choices that prices do not rule out.
///
/// At given prices each thing has an option that gains most; what another option gains less is its penalty, and
/// money or places left over cost their price. A choice is worth the bound less its penalties, so one that beats
/// the best known has penalties below a known allowance: few things can deviate, and only those are searched,
/// those with the greatest penalties first. Things that are alike in all numbers are told apart by their order.
struct ChoiceSearch<Number: ExactInteger> {

  /// A thing that may deviate.
  private struct Deviator {
    let thing: Int
    /// Its options and what each loses, the one that gains most first; -1 is to take none.
    let alternatives: [(option: Int32, penalty: Number)]
    /// The rows it can take part in, with the least and the most that it can add.
    let rows: [(row: Int, least: Number, most: Number)]
    /// What each alternative adds to each of `rows`.
    let amounts: [[Number]]
    /// Whether the thing before it is alike.
    let isLikePrevious: Bool
  }

  /// What makes two things alike.
  private struct Likeness: Hashable {
    let numbers: [Number]
  }

  let program: ChoiceProgram<Number>
  let prices: ChoiceProgram<Number>.Prices
  private let counter: SearchCounter
  /// The best choice so far.
  private(set) var best: (choice: ChoiceProgram<Number>.Choice, worth: Number)?
  /// How many alternatives were tried.
  private(set) var nodes = 0
  /// What no choice can exceed.
  private(set) var bound: Number

  private var total: Number
  private var least: [Number]
  private var most: [Number]
  private var lost: Number = 0
  private var choice: ChoiceProgram<Number>.Choice = []

  init(
    _ program: ChoiceProgram<Number>, at prices: ChoiceProgram<Number>.Prices,
    from known: ChoiceProgram<Number>.Choice?, _ counter: SearchCounter
  ) {
    self.program = program
    self.counter = counter
    self.prices = prices
    total = program.bound(prices)
    bound = Knapsack.floorOf(total, over: prices.scale)
    least = [Number](repeating: 0, count: program.rows.count)
    most = least
    if let known, let worth = program.worth(of: known) { best = (known, worth) }
  }

  /// What the penalties of a better choice may come to; `nil` for any.
  private var allowance: Number? { best.map { total - ($0.worth + 1) * prices.scale } }

  /// Searches; returns whether all that the prices do not rule out was looked at.
  mutating func run(nodeLimit: Int) -> Bool {
    if let best, best.worth >= bound { return true }
    let deviators = self.deviators()
    for row in program.rows.indices { lost += unused(row) }
    if deviators.isEmpty { return finish() }
    var tried = [Int](repeating: -1, count: deviators.count)
    var level = 0
    while level >= 0 {
      let d = deviators[level]
      if tried[level] >= 0 { take(d, tried[level], isBack: true) }
      tried[level] += 1
      guard tried[level] < d.alternatives.count else {
        tried[level] = -1
        level -= 1
        continue
      }
      nodes += 1
      if nodes > nodeLimit || !counter.goesOn(nodes) { return false }
      take(d, tried[level], isBack: false)
      if !isAllowed(d, tried, level) { continue }
      if level + 1 < deviators.count {
        level += 1
      } else {
        note()
        if let best, best.worth >= bound { return true }
      }
    }
    if let best { bound = best.worth }
    return true
  }

  private mutating func finish() -> Bool {
    if allowance.map({ lost <= $0 }) ?? true { note() }
    if let best { bound = best.worth }
    return true
  }

  /// Keeps the present choice if it is better.
  private mutating func note() {
    guard let worth = program.worth(of: choice) else { return }
    if let best, best.worth >= worth { return }
    best = (choice, worth)
  }

  private func isAllowed(_ d: Deviator, _ tried: [Int], _ level: Int) -> Bool {
    if let allowance, lost > allowance { return false }
    if d.isLikePrevious, level > 0 {
      // Of things alike the earlier are taken first, whichever way the most gain lies.
      let isTaken = d.alternatives[0].option >= 0
      if isTaken ? tried[level] < tried[level - 1] : tried[level] > tried[level - 1] { return false }
    }
    for r in d.rows {
      let row = program.rows[r.row]
      if let bound = row.most, least[r.row] > bound { return false }
      if let bound = row.least, most[r.row] < bound { return false }
    }
    return true
  }

  /// Takes an alternative of a thing in place of all it could be, or gives it back.
  private mutating func take(_ d: Deviator, _ alternative: Int, isBack: Bool) {
    let (option, penalty) = d.alternatives[alternative]
    choice[d.thing] = option
    lost += isBack ? -penalty : penalty
    for (i, r) in d.rows.enumerated() {
      let amount = d.amounts[alternative][i]
      lost -= unused(r.row)
      least[r.row] += isBack ? r.least - amount : amount - r.least
      most[r.row] += isBack ? r.most - amount : amount - r.most
      lost += unused(r.row)
    }
  }

  /// Returns what is lost at least because a bound that has a price will not be met exactly.
  private func unused(_ row: Int) -> Number {
    let price = prices.prices[row]
    if price > 0, let bound = program.rows[row].most, most[row] < bound { return price * (bound - most[row]) }
    if price < 0, let bound = program.rows[row].least, least[row] > bound {
      return price * (bound - least[row])
    }
    return 0
  }

  /// Finds the things that may deviate, and fixes all others.
  private mutating func deviators() -> [Deviator] {
    let allowance = self.allowance
    choice = [Int32](repeating: -1, count: program.things.count)
    var found: [(thing: Int, alternatives: [(option: Int32, penalty: Number)])] = []
    for (thing, options) in program.things.enumerated() {
      var gains: [(option: Int32, gain: Number)] = [(-1, 0)]
      for (i, option) in options.enumerated() {
        gains.append((Int32(truncatingIfNeeded: i), program.gain(option, prices)))
      }
      // The earlier option first among equals, and an option before none.
      gains.sort { a, b in
        a.gain != b.gain ? a.gain > b.gain : UInt32(bitPattern: a.option) < UInt32(bitPattern: b.option)
      }
      let alternatives = gains.map { (option: $0.option, penalty: gains[0].gain - $0.gain) }
      let affordable = alternatives.filter { a in allowance.map { a.penalty <= $0 } ?? true }
      choice[thing] = alternatives[0].option
      if affordable.count > 1 {
        found.append((thing, affordable))
      } else if alternatives[0].option >= 0 {
        for entry in options[Int(alternatives[0].option)].entries {
          least[Int(entry.row)] += entry.amount
          most[Int(entry.row)] += entry.amount
        }
      }
    }
    let alike = found.map { likeness($0.thing) }
    var numberOf: [Likeness: Int] = [:]
    for l in alike where numberOf[l] == nil { numberOf[l] = numberOf.count }
    let numbers = alike.map { numberOf[$0] ?? 0 }
    let order = found.indices.sorted { a, b in
      let x = found[a].alternatives[1].penalty
      let y = found[b].alternatives[1].penalty
      if x != y { return x > y }
      return numbers[a] != numbers[b] ? numbers[a] < numbers[b] : a < b
    }
    var result: [Deviator] = []
    var previous = -1
    for i in order {
      result.append(deviator(found[i].thing, found[i].alternatives, isLikePrevious: numbers[i] == previous))
      previous = numbers[i]
    }
    return result
  }

  private func likeness(_ thing: Int) -> Likeness {
    var numbers: [Number] = []
    for option in program.things[thing] {
      numbers.append(option.worth)
      numbers.append(Number(option.entries.count))
      for entry in option.entries {
        numbers.append(Number(entry.row))
        numbers.append(entry.amount)
      }
    }
    return Likeness(numbers: numbers)
  }

  private mutating func deviator(
    _ thing: Int, _ alternatives: [(option: Int32, penalty: Number)], isLikePrevious: Bool
  ) -> Deviator {
    var touched: [Int] = []
    for (option, _) in alternatives where option >= 0 {
      for entry in program.things[thing][Int(option)].entries where !touched.contains(Int(entry.row)) {
        touched.append(Int(entry.row))
      }
    }
    let amounts = alternatives.map { option, _ in
      touched.map { row -> Number in
        guard option >= 0 else { return 0 }
        return program.things[thing][Int(option)].entries.reduce(0) { $1.row == row ? $0 + $1.amount : $0 }
      }
    }
    let rows = touched.enumerated().map { i, row in
      let all = amounts.map { $0[i] }
      return (row: row, least: all.min() ?? 0, most: all.max() ?? 0)
    }
    for r in rows {
      least[r.row] += r.least
      most[r.row] += r.most
    }
    return Deviator(
      thing: thing, alternatives: alternatives, rows: rows, amounts: amounts,
      isLikePrevious: isLikePrevious)
  }
}
