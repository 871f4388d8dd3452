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

  /// Notes that a result rests on the figure at `origin`, a part of `definition`.
  func note(_ definition: CoreDefinition, at origin: Span) {
    let figure = Figure(name: definition.name, citation: definition.citation)
    found.withLock { $0[origin] = $0[origin] ?? figure }
  }

  /// A warning for each, in the order of the program.
  var warnings: [Diagnostic] {
    found.withLock { $0 }.sorted { ($0.key.file, $0.key.start) < ($1.key.file, $1.key.start) }
      .map { .unverified($0.value.name, under: $0.value.citation, at: $0.key) }
  }
}

extension Model {

  /// A warning for each figure marked `unverified` that a result rests on so far, in the order of the program.
  public var unverifiedWarnings: [Diagnostic] { unverified.warnings }
}
