import Diagnostics
import Syntax

/// The names of results, in both languages: `rentan.funded`, `rentan.didanai`.
enum ResultName {

  /// The result that each name stands for.
  private static let results: [String: CoreResult] = [
    "funded": .funded, "didanai": .funded,
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

  /// Returns the names of the results of `syntax`, as programs in `language` spell them.
  static func names(of syntax: DefinitionSyntax, in language: Language) -> [String] {
    let names = names(of: syntax)
    switch language {
    case .english: return names
    case .indonesian:
      return names.map { name in results.first { $0.value == results[name] && $0.key != name }?.key ?? name }
    }
  }

  private static func names(of syntax: DefinitionSyntax) -> [String] {
    switch syntax {
    case .allocation:
      ["funded", "amount", "source", "rank", "reason", "paid_until", "allocated", "left"]
    case .target: ["short", "cost", "coverage", "status"]
    case .budget, .pot: ["available", "allocated", "left"]
    case .ranking: ["score", "rank", "awarded", "reason"]
    case .letValue, .parameter, .function, .rule, .table: []
    }
  }
}
