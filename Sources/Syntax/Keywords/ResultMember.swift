import Diagnostics

/// What can be read of the result of a target, budget, allocation or ranking: `rentan.funded`, `apbd.available`.
///
/// Both spellings are read in either language; only the printer chooses one.
public enum ResultMember: CaseIterable, Sendable, Hashable {

  /// Whether the row is paid for.
  case funded
  /// How much the row gets.
  case amount
  /// Which purse pays.
  case source
  /// The place in the order.
  case rank
  /// Why the row gets something, or nothing.
  case reason
  /// How many people a target is short of.
  case short
  /// What the gap costs.
  case cost
  /// Which share of the population is reached.
  case coverage
  /// Whether a target is met.
  case status
  /// What a budget has left after its reserve.
  case available
  /// What an allocation gave out, or what was given out of a budget.
  case allocated
  /// What is left of it.
  case left
  /// The last day that is paid.
  case paidUntil
  /// Whether a ranking awards the row.
  case awarded
  /// The weighted score of a ranking.
  case score
  /// How many people a target is for.
  case population
  /// How many of them are reached.
  case reached

  /// The spelling in each language.
  public var wording: Bilingual {
    switch self {
    case .funded: Bilingual(en: "funded", id: "didanai")
    case .amount: Bilingual(en: "amount", id: "nilai")
    case .source: Bilingual(en: "source", id: "sumber")
    case .rank: Bilingual(en: "rank", id: "urutan")
    case .reason: Bilingual(en: "reason", id: "alasan")
    case .short: Bilingual(en: "short", id: "kurang")
    case .cost: Bilingual(en: "cost", id: "biaya")
    case .coverage: Bilingual(en: "coverage", id: "capaian")
    case .status: Bilingual(same: "status")
    case .available: Bilingual(en: "available", id: "tersedia")
    case .allocated: Bilingual(en: "allocated", id: "dialokasikan")
    case .left: Bilingual(en: "left", id: "sisa")
    case .paidUntil: Bilingual(en: "paid_until", id: "dibayar_sampai")
    case .awarded: Bilingual(en: "awarded", id: "juara")
    case .score: Bilingual(en: "score", id: "skor")
    case .population: Bilingual(en: "population", id: "sasaran")
    case .reached: Bilingual(en: "reached", id: "tercapai")
    }
  }

  /// Creates the member that `name` spells in either language, or `nil` if there is none.
  public init?(named name: String) {
    guard
      let found = ResultMember.allCases.first(where: {
        $0.wording.english == name || $0.wording.indonesian == name
      })
    else { return nil }
    self = found
  }
}
