import Diagnostics
import Rosters
import Semantics

extension ResultStore {

  /// Forgets what was computed of `definitions`, of what reads them, and under changes of `variants`; of `planned`
  /// allocations also the plans, which outlive a change of the money.
  func forget(definitions: Set<Int>, planned: Set<Int> = [], variants: Set<Int32>) {
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
    plans.forget { planned.contains($0.definition) || variants.contains($0.frame.variant) }
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
    var doomed = touched ?? []
    var changed: Set<Int> = []
    let places =
      touched.map { $0.sorted() } ?? Array(0..<max(old.definitions.count, program.definitions.count))
    for i in places {
      guard old.definitions.indices.contains(i), program.definitions.indices.contains(i),
        old.definitions[i].name == program.definitions[i].name,
        old.definitions[i].origin == program.definitions[i].origin
      else {
        doomed.insert(i)
        changed.insert(i)
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
      for m in [self, earlier] where m.dependents.indices.contains(d) {
        m.dependents[d].forEach(doom)
        // Whether two allocations take too much from one purse together depends on both.
        guard case .allocation(let a) = m.program.definitions[d].body else { continue }
        for p in a.purses { m.users[p.definition.index]?.forEach { doom($0.index) } }
      }
      // A scenario's clause reads definitions too: what it stands in for is another then.
      for s in program.scenarios {
        for c in s.changes where traits(of: c.value).definitions.contains(d) { doom(c.definition.index) }
      }
    }
    results.forget(
      definitions: doomed, planned: outdatedPlans(since: earlier, changed: changed, doomed: doomed),
      variants: variants)
  }

  /// Returns the allocations whose plans are others now: one that is new itself, that reads something of `doomed`
  /// besides its money, or one of whose purses is among `changed` in more than its amount.
  private func outdatedPlans(since earlier: Model, changed: Set<Int>, doomed: Set<Int>) -> Set<Int> {
    var outdated: Set<Int> = []
    for i in doomed {
      guard !changed.contains(i), program.definitions.indices.contains(i),
        case .allocation(let a) = program.definitions[i].body,
        pursesAreAlike(a, earlier, changed: changed)
      else {
        outdated.insert(i)
        continue
      }
      for m in [self, earlier] where !m.planTraits(of: a).definitions.isDisjoint(with: doomed) {
        outdated.insert(i)
      }
    }
    return outdated
  }

  /// Returns whether the purses of `a`, and those that they are parts of, differ from what they were in their amounts
  /// at most.
  private func pursesAreAlike(_ a: CoreAllocation, _ earlier: Model, changed: Set<Int>) -> Bool {
    var stack = a.purses.map(\.definition.index)
    var seen: Set<Int> = []
    while let d = stack.popLast() {
      guard seen.insert(d).inserted else { continue }
      guard earlier.program.definitions.indices.contains(d) else { return false }
      switch (program.definitions[d].body, earlier.program.definitions[d].body) {
      case (.budget(let now), .budget(let before)):
        if let parent = now.splitFrom { stack.append(parent.index) }
        if !changed.contains(d) { continue }
        guard now.owners == before.owners, now.kind == before.kind, now.splitFrom == before.splitFrom,
          now.spentOn == nil, before.spentOn == nil,
          program.definitions[d].name == earlier.program.definitions[d].name
        else { return false }
      case (.allocation(let other), .allocation):
        if changed.contains(d) { return false }
        stack += other.purses.map(\.definition.index)
      case (.allocation, _), (.budget, _), (.value, _), (.parameter, _), (.rule, _), (.table, _),
        (.function, _),
        (.target, _), (.ranking, _):
        return false
      }
    }
    return true
  }
}
