import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Returns the query of `show MATCH` or `show MATCH by …`: who came, went, stayed and moved; `nil` if columns,
  /// conditions or an order make it a query of rows.
  func movement(_ p: PopulationSyntax, _ layout: QueryLayout, _ scope: Scope) -> CoreQuery? {
    guard case .named(let n) = p.source, p.condition == nil, p.inThis.isEmpty, let id = rosterNames[n.text],
      id.index < rosters.count, case .matched(let first, let second, _) = rosters[id.index].origin,
      layout.asksForMovement
    else { return nil }
    var movement = CoreMovement(first: nil, second: nil, name: "")
    if let group = layout.groups.first, let value = group.value {
      // A path that begins at one of the two rosters says whose value it is, and groups rows.
      guard let root = value.root, !rosters[id.index].schema.fields.contains(where: { $0.name == root })
      else {
        return nil
      }
      let a = grouping(value, .row(of: first))
      let b = grouping(value, .row(of: second))
      if a.type != .unknown, b.type != .unknown, a.type != b.type {
        report(.typeMismatch(expected: phrase(a.type), found: phrase(b.type), at: value.span))
      }
      movement = CoreMovement(first: a, second: b, name: text(of: value.span))
    }
    for roster in [id, first, second] { readRosters.insert(roster.index) }
    let unstated = [first, second].filter { rosters[$0.index].stateAt == nil }
    if !unstated.isEmpty { report(.windowNotStated(n, unstated.map { rosters[$0.index].name })) }
    var query = CoreQuery(rows: .population(CorePopulation(roster: id)), roster: id, columns: [])
    query.movement = movement
    query.hasTotalRow = layout.hasTotalRow
    query.title = layout.title.map { check($0, scope) }
    query.notes = layout.notes.map { check($0, scope) }
    return query
  }
}

extension QueryLayout {

  /// Whether nothing but groups of one kind, a total, a title and notes are asked for.
  fileprivate var asksForMovement: Bool {
    columns.isEmpty && order.isEmpty && first == nil && aroundCutOff == nil && subtotals.isEmpty
      && groups.count <= 1
      && groups.allSatisfy { $0.value != nil && $0.direction == nil }
  }
}

extension ExpressionSyntax {

  /// The first name of a path.
  fileprivate var root: String? {
    if case .name(let n) = kind { return n.text }
    if case .member(let base, _) = kind { return base.root }
    return nil
  }
}
