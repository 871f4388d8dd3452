import Allocation
import Diagnostics
import Rosters
import Semantics
import Synchronization

/// The divisions of the plan whose amounts something rests on so far, to be looked through for paradoxes.
final class DividedMoney: Sendable {

  private let found = Mutex<[Int: AllocationResult]>([:])
  private let shown = Mutex<Set<Int>>([])

  /// Notes a division of the plan itself.
  func note(_ result: AllocationResult) {
    found.withLock { $0[result.definition.index] = $0[result.definition.index] ?? result }
  }

  /// Notes that what is odd about a division was said where it was shown.
  func noteShown(_ definition: DefinitionID) { shown.withLock { _ = $0.insert(definition.index) } }

  /// Those of which nothing was said, in the order of the program.
  var unsaid: [AllocationResult] {
    let said = shown.withLock { $0 }
    return found.withLock { $0 }.values.filter { !said.contains($0.definition.index) }
      .sorted { $0.definition.index < $1.definition.index }
  }
}

extension Model {

  /// Divisions over more recipients in all are not looked through.
  private static let mostLookedThrough = 2_000

  /// A warning for each division that results rest on so far whose data exhibit a paradox of its method, unless it
  /// was said where the division was shown.
  public var paradoxWarnings: [Diagnostic] {
    divided.unsaid.compactMap { result in
      guard case .divide(let outcome) = result.outcome else { return nil }
      var looked = 0
      for part in outcome.parts.indices {
        guard case .weights(let o) = outcome.parts[part] else { continue }
        looked += o.amounts.count
        if looked > Model.mostLookedThrough { return nil }
        if let warning = paradox(o, outcome.recipients(of: part), result) { return warning }
      }
      return nil
    }
  }

  private func paradox(
    _ outcome: DivideOutcome, _ recipients: [Int], _ result: AllocationResult
  ) -> Diagnostic? {
    func name(_ position: Int) -> String {
      label(Int(result.candidates[recipients[position]]), of: result.roster)
    }
    let definition = program[result.definition]
    if let p = outcome.houseParadox() {
      let losers = p.losers.prefix(3).map(name).joined(separator: ", ")
      return .lessOfMore(
        definition.name, smaller: p.smaller, larger: p.larger, who: losers, more: max(0, p.losers.count - 3),
        at: definition.nameSpan)
    }
    if let p = outcome.populationParadox() {
      return .lessByGrowing(
        definition.name, grower: (name(p.grower), p.grownTo), shrinker: (name(p.shrinker), p.shrunkTo),
        third: (name(p.third), p.thirdTo), at: definition.nameSpan)
    }
    return nil
  }
}
