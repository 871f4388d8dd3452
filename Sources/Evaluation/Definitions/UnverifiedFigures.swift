import Diagnostics
import Semantics
import Synchronization

/// The figures marked `unverified` that some result rests on so far.
final class UnverifiedFigures: Sendable {

  private let found = Mutex<[Span: CoreDoubt]>([:])
  private let unclear = Mutex<Set<Span>>([])

  /// Notes that a result rests on a permission, in the row at `origin`, that no rule states.
  func noteUnclear(at origin: Span) { unclear.withLock { _ = $0.insert(origin) } }

  /// Notes that a result rests on the figure at `origin`, which is marked.
  func note(_ doubt: CoreDoubt, at origin: Span) {
    found.withLock { $0[origin] = $0[origin] ?? doubt }
  }

  /// A warning for each, in the order of the program.
  var warnings: [Diagnostic] {
    let figures = found.withLock { $0 }.sorted { ($0.key.file, $0.key.start) < ($1.key.file, $1.key.start) }
    let rows = unclear.withLock { $0 }.sorted { ($0.file, $0.start) < ($1.file, $1.start) }
    return figures.map { .unverified($0.value.name, under: $0.value.citation, at: $0.key) }
      + rows.map { .unclearDenied(at: $0) }
  }
}

extension Model {

  /// Notes that a result rests on `definition`, if the whole of it is marked `unverified`.
  func noteDoubt(of definition: CoreDefinition) {
    if definition.isUnverified {
      unverified.note(
        CoreDoubt(name: definition.name, citation: definition.citation), at: definition.nameSpan)
    }
  }

  /// A warning for each figure marked `unverified` that a result rests on so far, in the order of the program.
  public var unverifiedWarnings: [Diagnostic] { unverified.warnings }
}
