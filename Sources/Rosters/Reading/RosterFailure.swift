import Diagnostics

/// Why a roster can not be read: what a provider of rosters throws.
public struct RosterFailure: Error, Sendable {

  /// What was found, at least one error among it.
  public let diagnostics: [Diagnostic]

  /// Creates a failure.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// Returns the failure with what has no place of its own said of `site`.
  public func placed(at site: Span?) -> RosterFailure {
    RosterFailure(diagnostics.map { $0.placed(at: site) })
  }
}
