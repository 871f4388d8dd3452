import Rosters

/// Which recipients are to be paid so that what they are worth together is greatest, or least.
///
/// The clauses are those of a selection: purses, restrictions, costs, quotas, floors, whole groups. The order of
/// the candidates decides between those that are alike.
public struct OptimiseProblem: Sendable {

  /// The clauses; its order is only that of ties.
  public var selection: SelectProblem
  /// What each row is worth: one column for all sources, or several.
  public var worths: [Amounts]
  /// Which column holds for each source.
  public var worthOfSource: [Int]
  /// Whether the sum is to be greatest, or else least.
  public var maximises: Bool
  /// How many steps a search may take.
  public var nodeLimit: Int
  /// Who is told how far the search is, if anybody.
  public var watch: SearchWatch?

  /// The limit where nothing else is said.
  public static let usualNodeLimit = 4_000_000

  /// Creates a problem.
  public init(
    selection: SelectProblem, worths: [Amounts], worthOfSource: [Int], maximises: Bool = true,
    nodeLimit: Int = OptimiseProblem.usualNodeLimit
  ) {
    self.selection = selection
    self.worths = worths
    self.worthOfSource = worthOfSource
    self.maximises = maximises
    self.nodeLimit = nodeLimit
  }

  /// Returns what `row` is worth if `source` pays.
  public func worth(of row: Int, source: Int) -> Rational { worths[worthOfSource[source]][row] }
}

/// Who is paid, and how good that is.
public struct OptimiseOutcome: Sendable {
  /// The problem as it was asked.
  public let problem: OptimiseProblem
  /// Who pays each row that is paid: one part, or several if the cost was split.
  public let parts: [Int: [AwardPart]]
  /// What became of each purse; none closes.
  public let ledger: [PurseLedger]
  /// How good the choice is known to be.
  public let optimum: Optimum
}

/// Why no choice can be made as asked.
public enum OptimiseImpossibility: Error, Sendable, Equatable {
  /// As for a selection.
  case selection(SelectImpossibility)
  /// The columns of worths do not fit.
  case worthsDiffer
  /// A cost may be split between no more purses than this.
  case tooManyPursesToSplit(most: Int)
  /// The bounds leave no choice at all, and what would leave one; or none was found within the limit.
  case noChoice(isProven: Bool, remedy: ChoiceRemedy?)
}

/// More money in one purse that would leave a choice where there is none.
public struct ChoiceRemedy: Sendable, Equatable {
  /// The purse.
  public let purse: Int
  /// How much more.
  public let by: Rational
  /// Whether less would not do.
  public let isLeast: Bool
  /// Whom the choice pays that needs so much, ascending.
  public let rows: [Int]
}
