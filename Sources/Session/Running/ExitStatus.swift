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
    if SessionDiagnostics.limits.contains(diagnostic.code) { return .limit }
    if diagnostic.code.hasPrefix("P06") { return .dataError }
    return .programError
  }
}
