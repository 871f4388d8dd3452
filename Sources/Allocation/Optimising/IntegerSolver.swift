/// A solver outside this program that proposes choices and prices.
///
/// It is never believed: a choice counts for what it is worth in exact numbers, and prices for the exact bound
/// that follows from them.
public protocol IntegerSolver: Sendable {
  /// Returns what the solver proposes within so many nodes, or `nil` if it has no answer.
  func propose(for model: IntegerModel, nodeLimit: Int) -> IntegerProposal?
}

/// Variables of 0 or 1 whose weighted sum is to be greatest, under bounds on other weighted sums.
public struct IntegerModel: Sendable {

  /// A bounded sum.
  public struct Row: Sendable {
    /// The most it may be, in decimal digits; `nil` for no bound.
    public let most: String?
    /// The least it may be.
    public let least: String?
    /// The variables and their weights, in decimal digits.
    public var terms: [(variable: Int, weight: String)]
  }

  /// What each variable is worth, in decimal digits.
  public let worths: [String]
  /// The bounded sums.
  public let rows: [Row]
}

/// What a solver proposes.
public struct IntegerProposal: Sendable {
  /// The variables that are 1, if a choice was found.
  public let chosen: [Int]?
  /// What one more of each row would be worth, if the relaxation was solved.
  public let prices: [Double]?

  /// Creates a proposal.
  public init(chosen: [Int]?, prices: [Double]?) {
    self.chosen = chosen
    self.prices = prices
  }
}

extension ChoiceProgram {

  /// The program for a solver: a variable for each option, first those of the first thing; after the rows of the
  /// program one row for each thing that has several options, of which one may be taken.
  func model() -> IntegerModel {
    var worths: [String] = []
    var terms = [[(variable: Int, weight: String)]](repeating: [], count: rows.count)
    var alternatives: [IntegerModel.Row] = []
    for options in things {
      let first = worths.count
      for option in options {
        for e in option.entries { terms[Int(e.row)].append((worths.count, "\(e.amount)")) }
        worths.append("\(option.worth)")
      }
      if options.count > 1 {
        alternatives.append(
          IntegerModel.Row(most: "1", least: nil, terms: (first..<worths.count).map { ($0, "1") }))
      }
    }
    let own = zip(rows, terms).map { row, terms in
      IntegerModel.Row(most: row.most.map { "\($0)" }, least: row.least.map { "\($0)" }, terms: terms)
    }
    return IntegerModel(worths: worths, rows: own + alternatives)
  }

  /// Returns the choice that a solver proposes, or `nil` if it takes two options of a thing.
  func choice(_ chosen: [Int]) -> Choice? {
    let isChosen = Set(chosen)
    var choice = Choice(repeating: -1, count: things.count)
    var variable = 0
    for (thing, options) in things.enumerated() {
      for option in options.indices {
        if isChosen.contains(variable) {
          if choice[thing] >= 0 { return nil }
          choice[thing] = Int32(truncatingIfNeeded: option)
        }
        variable += 1
      }
    }
    return choice
  }
}
