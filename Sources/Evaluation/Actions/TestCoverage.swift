import Diagnostics
import Semantics

/// A part of a program that tests reach or do not.
public struct CoverageItem: Sendable {

  /// What it is.
  public enum Kind: String, Sendable, CaseIterable, Hashable {
    /// A rule or a function.
    case rule
    /// A row of a decision table.
    case row
    /// An exception.
    case exception
    /// A `when` line, or `otherwise`.
    case branch
  }

  /// What it is.
  public let kind: Kind
  /// The rule or table it belongs to.
  public let name: String
  /// Where it stands.
  public let site: Span
  /// Whether a test reaches it.
  public var isReached: Bool
}

/// Which parts of a program its tests reach.
public struct TestCoverage: Sendable {

  /// The parts, in the order of the program.
  public private(set) var items: [CoverageItem] = []

  /// Lists the parts of those definitions of `program` that stand in `files`; those in `reached` are reached.
  public init(_ program: CoreProgram, in files: Set<FileID>, reached: ReachedLines) {
    for d in program.definitions where files.contains(d.nameSpan.file) {
      switch d.body {
      case .rule(_, let body), .function(_, let body):
        add(.rule, d.name, d.nameSpan)
        addParts(of: body, d.name)
      case .value(let body): addParts(of: body, d.name)
      case .parameter(let p): add(p.exceptions, d.name)
      case .table(let t): for row in t.rows { add(.row, d.name, row.origin) }
      case .target, .budget, .allocation, .ranking: break
      }
    }
    // A kind's rules stand once in the program, however many rosters have them.
    var seen: Set<Span> = []
    items = items.filter { seen.insert($0.site).inserted }
    items.sort { ($0.site.file, $0.site.start, $1.site.end) < ($1.site.file, $1.site.start, $0.site.end) }
    for i in items.indices { items[i].isReached = reached.contains(items[i].site) }
  }

  private mutating func add(_ kind: CoverageItem.Kind, _ name: String, _ site: Span) {
    items.append(CoverageItem(kind: kind, name: name, site: site, isReached: false))
  }

  private mutating func add(_ exceptions: [CoreException], _ name: String) {
    for x in exceptions {
      add(.exception, name, x.when.origin)
      add(x.inner, name)
    }
  }

  /// Adds the branches and exceptions of `e`.
  private mutating func addParts(of e: CoreExpression, _ name: String) {
    var branches: [Span] = []
    var exceptions: [CoreException] = []
    _ = e.substituting { part in
      if case .cases(let list, let otherwise) = part.kind {
        branches += list.map(\.origin) + (otherwise.map { [$0.origin] } ?? [])
      }
      if case .exceptions(_, let list) = part.kind { exceptions += list }
      return nil
    }
    for b in branches { add(.branch, name, b) }
    add(exceptions, name)
  }
}
