import Allocation
import Diagnostics
import Rosters

/// What the caller of a run decides, beside the program.
public struct RunSettings: Sendable {

  /// New values of definitions, as `--set` gives them.
  public var set: [(name: String, value: String)] = []

  /// Files to read rosters from in place of the program's, as `--data` gives them: relative to where the caller is.
  public var data: [(roster: String, path: String)] = []

  /// The day as the caller writes it, if one is given.
  public var asOfText: String?

  /// The day to take for today; wins over the program's.
  public var asOf: CalendarDate?

  /// The number of threads; results never depend on it.
  public var threads = 1

  /// The directory below which files are written.
  public var outputDirectory = "."

  /// Where to write the rows set aside, if anywhere.
  public var setAsideFile: String?

  /// Whether a target that is not met makes the run fail.
  public var requiresTargets = false

  /// Whether to measure how long the steps of the run take.
  public var isProfiled = false

  /// Who proposes choices where the best is not proven without; `nil` for nobody.
  public var solver: (any IntegerSolver)?

  /// Who is told how far a search for the best choice is, if anybody.
  public var search: (@Sendable (SearchingProgress) -> Void)?

  /// The language of messages, or `nil` for the program's.
  public var language: Language?

  /// Creates the settings of a run that decides nothing.
  public init() {}
}
