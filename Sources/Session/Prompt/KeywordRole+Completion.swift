import Diagnostics
import Semantics
import Syntax

extension KeywordRole {

  /// The comparisons after which a choice is expected.
  static let choiceComparisons: [KeywordRole] = [.isNot, .isEqual]
}

extension CoreDefinition.Body {

  /// The names of its results, as they follow a dot.
  var resultNames: [Bilingual] {
    switch self {
    case .allocation:
      [
        Bilingual(en: "funded", id: "didanai"), Bilingual(en: "amount", id: "nilai"),
        Bilingual(en: "source", id: "sumber"), Bilingual(en: "rank", id: "urutan"),
        Bilingual(en: "reason", id: "alasan"), Bilingual(en: "allocated", id: "dialokasikan"),
        Bilingual(en: "left", id: "sisa"),
      ]
    case .target:
      [
        Bilingual(en: "short", id: "kurang"), Bilingual(en: "cost", id: "biaya"),
        Bilingual(en: "coverage", id: "capaian"), Bilingual(same: "status"),
      ]
    case .budget:
      [
        Bilingual(en: "available", id: "tersedia"), Bilingual(en: "allocated", id: "dialokasikan"),
        Bilingual(en: "left", id: "sisa"),
      ]
    case .ranking:
      [
        Bilingual(en: "score", id: "skor"), Bilingual(en: "rank", id: "urutan"),
        Bilingual(en: "awarded", id: "juara"), Bilingual(en: "reason", id: "alasan"),
      ]
    case .value, .parameter, .rule, .table, .function: []
    }
  }
}
