import Allocation
import Rosters
import Semantics

extension AllocationResult {

  /// What each purse pays of those awards, by candidate, that several purses share.
  var sharedAwards: [Int: [AwardPart]] {
    let parts: [Int: [AwardPart]]
    switch outcome {
    case .select(let outcome): parts = outcome.parts
    case .divide(let outcome): parts = outcome.payments
    case .optimise(let outcome): parts = outcome.parts
    case .amounts(let outcome):
      var all: [Int: [AwardPart]] = [:]
      for p in outcome.payments {
        all[p.candidate, default: []].append(AwardPart(source: -1, purse: p.purse, amount: p.amount))
      }
      parts = all
    case .none: return [:]
    }
    return parts.filter { $0.value.count > 1 && $0.value.allSatisfy { purses.indices.contains($0.purse) } }
  }

  /// How the sources of a shared award read: each with what it pays.
  func sourceText(_ parts: [AwardPart], _ program: CoreProgram) -> String {
    var paid: [(name: String, amount: Rational)] = []
    for part in parts {
      let name = program[purses[part.purse].definition].name
      if let known = paid.firstIndex(where: { $0.name == name }) {
        paid[known].amount = paid[known].amount + part.amount
      } else {
        paid.append((name, part.amount))
      }
    }
    return paid.count == 1 ? paid[0].name : SharedSource.text(paid)
  }
}
