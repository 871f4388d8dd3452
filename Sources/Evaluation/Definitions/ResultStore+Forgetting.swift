import Diagnostics
import Rosters
import Semantics

extension ResultStore {

  /// Forgets what was computed of `definitions`, of what reads them, and under changes of `variants`.
  func forget(definitions: Set<Int>, variants: Set<Int32>) {
    if definitions.isEmpty && variants.isEmpty { return }
    func isDoomed(_ key: ValueKey) -> Bool {
      definitions.contains(key.definition) || variants.contains(key.frame.variant)
    }
    func isDoomed(_ key: AggregateKey) -> Bool {
      variants.contains(key.frame.variant) || !key.aggregate.reads.isDisjoint(with: definitions)
    }
    columns.forget(where: isDoomed)
    values.forget(where: isDoomed)
    budgets.forget(where: isDoomed)
    plans.forget(where: isDoomed)
    allocations.forget(where: isDoomed)
    uncheckedAllocations.forget(where: isDoomed)
    targets.forget(where: isDoomed)
    rankings.forget(where: isDoomed)
    aggregates.forget(where: isDoomed)
    joins.forget(where: isDoomed)
    resultColumns.forget { isDoomed($0.definition) }
    expressions.forget {
      variants.contains($0.frame.variant) || !$0.expression.reads.isDisjoint(with: definitions)
    }
  }
}

extension Model {

  /// Forgets what is no longer so since `earlier`: of definitions that are others now, of those that rest on them,
  /// and under suppositions that nobody makes any more. `touched` are the first two, if they are known.
  func forgetOutdated(since earlier: Model, touched: Set<Int>?) {
    let old = earlier.program
    let alive = Set((old.scenarios + program.scenarios).flatMap { $0.changes.map(\.span) })
    let variants = worlds.forgetScenarios(except: alive)
    if let touched {
      results.forget(definitions: touched.filter { $0 < old.definitions.count }, variants: variants)
      return
    }
    var doomed: Set<Int> = []
    for i in 0..<max(old.definitions.count, program.definitions.count) {
      guard old.definitions.indices.contains(i), program.definitions.indices.contains(i),
        old.definitions[i].name == program.definitions[i].name,
        old.definitions[i].origin == program.definitions[i].origin
      else {
        doomed.insert(i)
        // What shares a purse with an allocation that is new or gone may be paid otherwise.
        for p in [old, program] where p.definitions.indices.contains(i) {
          guard case .allocation(let a) = p.definitions[i].body else { continue }
          doomed.formUnion(a.purses.map { $0.definition.index })
          if let leftover = a.leftover { doomed.insert(leftover.index) }
        }
        continue
      }
    }
    var stack = Array(doomed)
    func doom(_ d: Int) { if doomed.insert(d).inserted { stack.append(d) } }
    while let d = stack.popLast() {
      for m in [self, earlier] where m.dependents.indices.contains(d) { m.dependents[d].forEach(doom) }
      // A scenario's clause reads definitions too: what it stands in for is another then.
      for s in program.scenarios {
        for c in s.changes where traits(of: c.value).definitions.contains(d) { doom(c.definition.index) }
      }
    }
    results.forget(definitions: doomed, variants: variants)
  }
}
