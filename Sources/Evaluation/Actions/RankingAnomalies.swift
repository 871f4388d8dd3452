import Diagnostics
import Rosters
import Semantics

/// Values above 100% among the criteria of a ranking: they are listed, whether they are capped or not.
struct RankingAnomalies {

  let source: AnswerSource
  let roster: RosterID
  let rows: [Int32]

  /// The most rows that are named of one criterion.
  private static let most = 10

  /// Returns a note for each criterion that has such values; `quoted` says how the program words it.
  func notes(of ranking: CoreRanking, _ quoted: (Span) -> String) throws -> [Phrase] {
    try ranking.score.compactMap { criterion in
      var inner = criterion.value
      var isCapped = false
      if case .clamp(let value, _, let cap?) = inner.kind, case .constant(.number(let limit)) = cap.kind,
        limit <= 1
      {
        (inner, isCapped) = (value, true)
      }
      guard case .number(let unit) = inner.type, unit.isFraction else { return nil }
      let values = try source.values(of: inner, over: roster, rows: rows)
      let above = rows.indices.filter { i in values[i].number.map { $0 > 1 } ?? false }
      if above.isEmpty { return nil }
      let cells = CellMaker(source)
      let names = try above.prefix(RankingAnomalies.most).map { i in
        let value = try cells.value(values[i], inner.type)
        let name = try cells.names.name(Int(rows[i]), of: roster)
        return Bilingual(
          en: "\(ValueSpelling(.english)(name)) \(ValueSpelling(.english)(value))",
          id: "\(ValueSpelling(.indonesian)(name)) \(ValueSpelling(.indonesian)(value))")
      }
      let more = above.count > names.count ? ", …" : ""
      return Phrase(
        isCapped
          ? Bilingual(
            en: "{text}: {n} above 100%, counted as 100%: {list}.",
            id: "{text}: {n} di atas 100%, dihitung 100%: {list}.")
          : Bilingual(
            en: "{text}: {n} above 100%, counted as they are: {list}.",
            id: "{text}: {n} di atas 100%, dihitung apa adanya: {list}."),
        [
          "text": .text(quoted(inner.origin)), "n": .number(Rational(above.count), .count),
          "list": .bilingual(
            Bilingual(
              en: names.map(\.english).joined(separator: ", ") + more,
              id: names.map(\.indonesian).joined(separator: ", ") + more)),
        ])
    }
  }

  /// Returns what `row`, which is ranked but not among the first, would need: the score of the last of these.
  func shortfall(_ row: Int32, _ id: DefinitionID, _ ranking: CoreRanking) throws -> ExplanationNode? {
    let result = try source.model.ranking(id, frame: source.frame)
    guard ranking.top != nil, let own = result.candidates.firstIndex(of: row), result.awarded[own] == 0,
      let score = result.scores[own]
    else { return nil }
    let groups = try ranking.group.map { try source.values(of: $0, over: roster, rows: result.candidates) }
    let last = result.candidates.indices.filter { i in
      result.awarded[i] != 0 && (groups == nil || groups?[i] == groups?[own])
    }.compactMap { result.scores[$0] }.min()
    guard let last else { return nil }
    return ExplanationNode(
      Phrase(
        Bilingual(
          en: "the last of the first has {last}; short of it by {short}",
          id: "yang terakhir di antara para juara bernilai {last}; kurang {short}"),
        ["last": .number(last, .plain), "short": .number(last - score, .plain)]))
  }
}
