/// Things of each of which at most one option is taken, so that the options are worth the most together.
///
/// Each option takes part in rows, and the sum of a row stays within its bounds. All numbers are whole; the
/// bounds on what can be reached are computed exactly from prices of the rows, whoever proposes the prices.
struct ChoiceProgram<Number: ExactInteger> {

  /// One way to take a thing.
  struct Option {
    let worth: Number
    /// What it adds to rows.
    let entries: [(row: Int32, amount: Number)]
  }

  /// Bounds on a sum.
  struct Row {
    var most: Number?
    var least: Number?
  }

  /// The options of each thing; a thing without options is never taken.
  var things: [[Option]]
  /// The rows.
  var rows: [Row]

  /// What is taken of each thing: the place of an option, or -1.
  typealias Choice = [Int32]

  /// Returns what a choice is worth, or `nil` if it breaks a bound.
  func worth(of choice: Choice) -> Number? {
    var sums = [Number](repeating: 0, count: rows.count)
    var total: Number = 0
    for (thing, option) in choice.enumerated() where option >= 0 {
      let taken = things[thing][Int(option)]
      total += taken.worth
      for entry in taken.entries { sums[Int(entry.row)] += entry.amount }
    }
    for (row, sum) in zip(rows, sums) {
      if let most = row.most, sum > most { return nil }
      if let least = row.least, sum < least { return nil }
    }
    return total
  }

  /// Prices of rows in parts of a unit: what one more of a row would be worth, at least 0 where the row has
  /// only a most, at most 0 where it has only a least.
  struct Prices {
    /// One a row, times `scale`.
    var prices: [Number]
    let scale: Number

    init(_ prices: [Number], scale: Number, for rows: [Row]) {
      self.scale = scale
      self.prices = zip(prices, rows).map { price, row in
        if price > 0 && row.most == nil || price < 0 && row.least == nil { return 0 }
        return price
      }
    }
  }

  /// Returns what an option is worth beyond the price of what it takes, times the scale of the prices.
  func gain(_ option: Option, _ prices: Prices) -> Number {
    var gain = option.worth * prices.scale
    for entry in option.entries {
      let price = prices.prices[Int(entry.row)]
      if price != 0 { gain -= price * entry.amount }
    }
    return gain
  }

  /// Returns what the bounds of the rows are worth at the prices.
  func worthOfRows(_ prices: Prices) -> Number {
    var sum: Number = 0
    for (price, row) in zip(prices.prices, rows) {
      if price > 0, let most = row.most { sum += price * most }
      if price < 0, let least = row.least { sum += price * least }
    }
    return sum
  }

  /// Returns what no choice can exceed, times the scale of the prices.
  func bound(_ prices: Prices) -> Number {
    var sum = worthOfRows(prices)
    for options in things {
      var best: Number = 0
      for option in options { best = max(best, gain(option, prices)) }
      sum += best
    }
    return sum
  }
}
