extension ChoiceProgram {

  /// Returns prices that give a good bound, found step by step from prices of nothing.
  ///
  /// Binary floating point only proposes; the bound that counts is computed from the proposal in whole numbers,
  /// where any proposal is right and a better one merely tighter. The steps are the same on every machine.
  func proposedPrices(steps: Int, reaching known: Number) -> Prices {
    let worths = things.map { $0.map { $0.worth.approximate } }
    let entries = things.map { $0.map { $0.entries.map { (Int($0.row), $0.amount.approximate) } } }
    let most = rows.map { $0.most?.approximate }
    let least = rows.map { $0.least?.approximate }
    let target = known.approximate
    var prices = [Double](repeating: 0, count: rows.count)
    var best = prices
    var bestBound = Double.infinity
    var pace = 1.0
    var sinceBetter = 0
    for _ in 0..<steps {
      var bound = 0.0
      var slope = [Double](repeating: 0, count: rows.count)
      for r in rows.indices {
        let limit = prices[r] >= 0 ? (most[r] ?? least[r] ?? 0) : (least[r] ?? 0)
        bound += prices[r] * limit
        slope[r] = limit
      }
      for t in things.indices {
        var gain = 0.0
        var chosen = -1
        for o in worths[t].indices {
          var g = worths[t][o]
          for (row, amount) in entries[t][o] { g -= prices[row] * amount }
          if g > gain {
            gain = g
            chosen = o
          }
        }
        bound += gain
        if chosen >= 0 { for (row, amount) in entries[t][chosen] { slope[row] -= amount } }
      }
      if bound < bestBound - 1e-9 * abs(bestBound) || bestBound.isInfinite {
        bestBound = bound
        best = prices
        sinceBetter = 0
      } else {
        sinceBetter += 1
        if sinceBetter >= 12 {
          pace /= 2
          sinceBetter = 0
          prices = best
          continue
        }
      }
      // Rows of money and rows of heads differ by six orders of magnitude: each is measured by its own bound.
      var size = 0.0
      for r in rows.indices {
        let unit = max(abs(most[r] ?? least[r] ?? 1), 1)
        size += (slope[r] / unit) * (slope[r] / unit)
      }
      if size == 0 || bound <= target { break }
      let step = pace * (bound - target) / size
      for r in rows.indices {
        let unit = max(abs(most[r] ?? least[r] ?? 1), 1)
        prices[r] -= step * slope[r] / (unit * unit)
        if least[r] == nil { prices[r] = max(prices[r], 0) }
        if most[r] == nil { prices[r] = min(prices[r], 0) }
      }
    }
    return self.prices(best)
  }

  /// Returns proposed prices as whole numbers of small parts.
  func prices(_ proposed: [Double]) -> Prices {
    let scale = 1 << 30
    let limit = 9e18 / Double(scale)
    return Prices(
      proposed.map { $0.isFinite && abs($0) < limit ? Number(Int64(($0 * Double(scale)).rounded())) : 0 },
      scale: Number(scale), for: rows)
  }
}
