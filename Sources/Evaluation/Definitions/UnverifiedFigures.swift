import Diagnostics
import Semantics
import Synchronization

/// The figures marked `unverified` that some result rests on so far.
final class UnverifiedFigures: Sendable {

  private struct Figure {
    let name: String
    let citation: String?
  }

  private let found = Mutex<[Span: Figure]>([:])
  private let unclear = Mutex<Set<Span>>([])

  /// Notes that a result rests on a permission, in the row at `origin`, that no rule states.
  func noteUnclear(at origin: Span) { unclear.withLock { _ = $0.insert(origin) } }

  /// Notes that a result rests on the figure at `origin`, a part of `definition`.
  func note(_ definition: CoreDefinition, at origin: Span) {
    let figure = Figure(name: definition.name, citation: definition.citation)
    found.withLock { $0[origin] = $0[origin] ?? figure }
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

  /// A warning for each figure marked `unverified` that a result rests on so far, in the order of the program.
  public var unverifiedWarnings: [Diagnostic] { unverified.warnings }
}
