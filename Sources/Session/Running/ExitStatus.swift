import Diagnostics

/// What a command tells the shell.
public enum ExitStatus: Int32, Sendable, CaseIterable {

  /// All is well; a target that is not met is an answer, not a failure.
  case fine = 0
  /// A test or a check failed, a required target is not met, or an allocation or a search is impossible.
  case failed = 1
  /// The command was called wrongly.
  case usage = 2
  /// The program has an error.
  case programError = 3
  /// The data can not be used.
  case dataError = 4
  /// A limit was reached.
  case limit = 5
  /// The interrupt key was pressed.
  case interrupted = 130

  /// Returns the graver of `self` and `other`: what made the other things not happen wins.
  public func joined(with other: ExitStatus) -> ExitStatus { gravity >= other.gravity ? self : other }

  private var gravity: Int {
    switch self {
    case .fine: 0
    case .failed: 1
    case .dataError: 2
    case .programError: 3
    case .limit: 4
    case .usage: 5
    case .interrupted: 6
    }
  }

  /// Returns what `diagnostics` make of a run.
  public static func of(_ diagnostics: some Sequence<Diagnostic>) -> ExitStatus {
    diagnostics.reduce(.fine) { $0.joined(with: of($1)) }
  }

  /// Returns what `diagnostic` makes of a run.
  public static func of(_ diagnostic: Diagnostic) -> ExitStatus {
    guard diagnostic.severity == .error else { return .fine }
    let code = diagnostic.code
    if limits.contains(code) { return .limit }
    if interruptions.contains(code) { return .interrupted }
    if code.hasPrefix("P069") || misuses.contains(code) { return .usage }
    if code.hasPrefix("P06") || unusableData.contains(code) { return .dataError }
    if impossibilities.contains(code) { return .failed }
    return .programError
  }

  /// The codes of messages that say a limit was reached: of texts, of depth, of work.
  private static let limits: Set<String> = [
    "P0102", "P0110", "P0111", "P0210", "P0211", "P0714", "P0715", "P0720", "P0721", "P0722", "P0851",
    "P0905",
  ]

  /// The codes of messages about what stands on the command line.
  private static let misuses: Set<String> = ["P0901", "P0908", "P0920", "P0921", "P0922", "P0923", "P0924"]

  /// The codes of messages that say somebody stopped the work.
  private static let interruptions: Set<String> = ["P0943", "P0984"]

  /// The codes of messages of later stages that say that data can not be used.
  private static let unusableData: Set<String> = ["P0801", "P0944"]

  /// The codes of messages that say an allocation can not be made with this money and these people.
  private static let impossibilities: Set<String> = [
    "P0803", "P0804", "P0805", "P0806", "P0807", "P0808", "P0809", "P0810", "P0811", "P0812", "P0818",
    "P0819",
  ]
}
