import Diagnostics

/// The names of results, in both languages: `rentan.funded`, `rentan.didanai`.
enum ResultName {

  /// The result that each name stands for.
  private static let results: [String: CoreResult] = [
    "funded": .funded, "didanai": .funded, "terdanai": .funded,
    "amount": .amount, "nilai": .amount,
    "source": .source, "sumber": .source,
    "rank": .rank, "urutan": .rank,
    "reason": .reason, "alasan": .reason,
    "paid_until": .paidUntil, "dibayar_sampai": .paidUntil,
    "short": .short, "kurang": .short,
    "cost": .cost, "biaya": .cost,
    "coverage": .coverage, "capaian": .coverage,
    "status": .status,
    "available": .available, "tersedia": .available,
    "allocated": .allocated, "dialokasikan": .allocated,
    "left": .left, "sisa": .left,
    "score": .score, "skor": .score,
    "awarded": .isAwarded, "juara": .isAwarded,
  ]

  /// Returns the result that `name` stands for in either language.
  static func result(_ name: String) -> CoreResult? { results[name] }

  /// Returns `result`, where a name is shared by results of different definitions: that of `syntax`.
  static func adjusted(_ result: CoreResult, for syntax: DefinitionSyntax) -> CoreResult {
    if case .ranking = syntax, result == .amount { return .score }
    return result
  }

  /// Returns the names of the results of `syntax`, as they are written in `language`.
  static func names(of syntax: DefinitionSyntax, in language: Language) -> [String] {
    switch (syntax, language) {
    case (.allocation, .english):
      ["funded", "amount", "source", "rank", "reason", "paid_until", "allocated", "left"]
    case (.allocation, .indonesian):
      ["didanai", "nilai", "sumber", "urutan", "alasan", "dibayar_sampai", "dialokasikan", "sisa"]
    case (.target, .english): ["short", "cost", "coverage", "status"]
    case (.target, .indonesian): ["kurang", "biaya", "capaian", "status"]
    case (.budget, .english), (.pot, .english): ["available", "allocated", "left"]
    case (.budget, .indonesian), (.pot, .indonesian): ["tersedia", "dialokasikan", "sisa"]
    case (.ranking, .english): ["score", "rank", "awarded", "reason"]
    case (.ranking, .indonesian): ["skor", "urutan", "juara", "alasan"]
    case (.letValue, _), (.parameter, _), (.function, _), (.rule, _), (.table, _): []
    }
  }
}
