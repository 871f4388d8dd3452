import Diagnostics
import Synchronization

/// The parts of a program that an evaluation took: rules, branches, exceptions, rows of tables, by where they stand.
public final class ReachedLines: Sendable {

  private let found = Mutex<Set<Span>>([])

  /// Creates a record of nothing.
  public init() {}

  /// Notes that the part at `origin` was taken.
  func note(_ origin: Span) { found.withLock { _ = $0.insert(origin) } }

  /// Returns whether the part at `origin` was taken.
  public func contains(_ origin: Span) -> Bool { found.withLock { $0.contains(origin) } }
}
