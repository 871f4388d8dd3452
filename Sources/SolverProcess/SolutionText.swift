#if canImport(Glibc)
  import Glibc
#endif

/// Reads what a solver wrote: after a line that says how it went, one line a name, with its value and its price.
enum SolutionText {

  /// Returns the variables that are 1, or `nil` if the solver says that it has no choice.
  static func chosen(in text: String, of count: Int) -> [Int]? {
    guard let lines = entries(text) else { return nil }
    var chosen: [Int] = []
    for line in lines {
      guard let variable = index(line.name, after: "x"), variable < count, let value = line.value else {
        continue
      }
      if value > 0.5 { chosen.append(variable) }
    }
    return chosen
  }

  /// Returns the prices of the rows, 0 for one that is not named.
  static func prices(in text: String, of count: Int) -> [Double]? {
    guard let lines = entries(text) else { return nil }
    var prices = [Double](repeating: 0, count: count)
    for line in lines {
      guard let row = index(line.name, after: "r") ?? index(line.name, after: "s"), row < count,
        let price = line.price
      else { continue }
      prices[row] += price
    }
    return prices
  }

  private struct Entry {
    let name: Substring
    let value: Double?
    let price: Double?
  }

  private static func entries(_ text: String) -> [Entry]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    guard let head = lines.first, !head.contains("nfeasible") else { return nil }
    return lines.dropFirst().compactMap { line in
      // A line that breaks a bound begins with `**`.
      let words = line.split(separator: " ").filter { $0 != "**" }
      guard words.count >= 3 else { return nil }
      return Entry(name: words[1], value: number(words[2]), price: words.count > 3 ? number(words[3]) : nil)
    }
  }

  private static func index(_ name: Substring, after letter: Character) -> Int? {
    guard name.first == letter else { return nil }
    return Int(name.dropFirst())
  }

  private static func number(_ word: Substring) -> Double? { Double(word) }
}
