import Allocation
import Diagnostics
import Rosters
import Semantics

extension ActionRunner {

  /// What the best choice that pays the recipient would come to, and how much more money would have it chosen.
  func alternativeNodes(
    _ outcome: OptimiseOutcome, _ position: Int, _ type: UnitOfMeasure, _ result: AllocationResult,
    _ explainer: Explainer
  ) throws -> [ExplanationNode] {
    switch outcome.best(paying: position) {
    case .unknown: return []
    case .impossible:
      let impossible = ExplanationNode(
        Phrase(
          Bilingual(
            en: "no choice that keeps all bounds pays this one",
            id: "tidak ada pilihan yang memenuhi semua batas dan membayarnya")))
      return [impossible] + (try increaseNodes(outcome, position, result, explainer))
    case .value(let value):
      let less = outcome.problem.maximises ? outcome.optimum.value - value : value - outcome.optimum.value
      let text: Bilingual
      if less.signum == 0 {
        text = Bilingual(
          en: "a choice that pays this one is as good, and the order of ties decides",
          id: "ada pilihan sama baik yang membayarnya, dan urutan seri menentukan")
      } else if outcome.problem.maximises {
        text = Bilingual(
          en: "with this one paid the best choice comes to {value}: {less} less",
          id: "bila yang ini dibayar, pilihan terbaik berjumlah {value}: kurang {less}")
      } else {
        text = Bilingual(
          en: "with this one paid the best choice comes to {value}: {less} more",
          id: "bila yang ini dibayar, pilihan terbaik berjumlah {value}: lebih {less}")
      }
      let node = ExplanationNode(
        Phrase(text, ["value": .number(value, type), "less": .number(less, type)]))
      return [node] + (less.signum == 0 ? [] : try increaseNodes(outcome, position, result, explainer))
    }
  }

  /// How much more money in each purse alone would have the recipient chosen.
  private func increaseNodes(
    _ outcome: OptimiseOutcome, _ position: Int, _ result: AllocationResult, _ explainer: Explainer
  ) throws -> [ExplanationNode] {
    let names = RowNames(explainer.source)
    return try outcome.pursesAsked(about: position).compactMap { purse in
      guard let increase = outcome.increase(of: purse, choosing: position) else { return nil }
      let text: Bilingual
      var amount = Rational.zero
      switch increase {
      case .chosen(let extra):
        amount = extra
        text = Bilingual(
          en: "chosen if {purse} had {amount} more", id: "terpilih bila {purse} bertambah {amount}")
      case .asGood(let extra):
        amount = extra
        text = Bilingual(
          en: "with {amount} more in {purse} a choice that pays this one is as good",
          id: "bila {purse} bertambah {amount}, ada pilihan sama baik yang membayarnya")
      case .never:
        text = Bilingual(
          en: "more in {purse} alone never has this one chosen",
          id: "tambahan pada {purse} saja tidak membuatnya terpilih")
      case .notWithin(let extra):
        amount = extra
        text = Bilingual(
          en: "not chosen with up to {amount} more in {purse}; beyond that nothing was looked for",
          id: "belum terpilih dengan tambahan sampai {amount} pada {purse}; di atasnya tidak dicari")
      }
      return ExplanationNode(
        Phrase(
          text, ["purse": try name(of: result.purses[purse], names), "amount": .number(amount, .money)]))
    }
  }
}
