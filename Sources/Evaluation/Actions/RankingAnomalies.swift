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
  func shortfall(
    _ row: Int32, _ id: DefinitionID, _ ranking: CoreRanking, _ quoted: (Span) -> String
  ) throws -> ExplanationNode? {
    let result = try source.model.ranking(id, frame: source.frame)
    guard ranking.top != nil, let own = result.candidates.firstIndex(of: row), result.awarded[own] == 0,
      let score = result.scores[own]
    else { return nil }
    let groups = try ranking.group.map { try source.values(of: $0, over: roster, rows: result.candidates) }
    let first = result.order.map { Int($0) }.last { i in
      result.awarded[i] != 0 && (groups == nil || groups?[i] == groups?[own])
    }
    guard let first, let last = result.scores[first] else { return nil }
    let isTieWon = try wins(row, over: result.candidates[first], by: ranking)
    var node = ExplanationNode(
      Phrase(
        Bilingual(
          en: "the last of the first has {last}; short of it by {short}",
          id: "yang terakhir di antara para juara bernilai {last}; kurang {short}"),
        ["last": .number(last, .plain), "short": .number(last - score, .plain)]))
    node.children = try changes(row, ranking, by: last - score, isEnough: isTieWon, quoted)
    return node
  }

  /// Returns whether `row` would come before `other` if their scores were equal.
  private func wins(_ row: Int32, over other: Int32, by ranking: CoreRanking) throws -> Bool {
    for key in ranking.ties {
      let values = try source.values(of: key.value, over: roster, rows: [row, other])
      let c = ScalarOrder.compare(values[0], values[1])
      if c != 0 { return (c > 0) == key.isDescending }
    }
    return ranking.isShared
  }

  /// Returns, of each criterion, to what it would have to rise for the score to rise by `short`, all else the same;
  /// the smallest rise first.
  private func changes(
    _ row: Int32, _ ranking: CoreRanking, by short: Rational, isEnough: Bool, _ quoted: (Span) -> String
  ) throws -> [ExplanationNode] {
    var found: [(rise: Rational, node: ExplanationNode)] = []
    for criterion in ranking.score {
      guard let weight = try source.value(of: criterion.weight).number, weight.signum > 0,
        let rise = short / weight,
        let value = try source.values(of: criterion.value, over: roster, rows: [row])[0].number
      else { continue }
      let unit: UnitOfMeasure
      if case .number(let u) = criterion.value.type { unit = u } else { unit = .percent }
      let wanted = value + rise
      var limit: Rational?
      if case .clamp(_, _, let cap?) = criterion.value.kind { limit = try source.value(of: cap).number }
      if unit.isFraction { limit = min(limit ?? 1, 1) }
      let isPossible = limit.map { isEnough ? wanted <= $0 : wanted < $0 } ?? true
      let text: Bilingual
      switch (isPossible, isEnough) {
      case (true, true):
        text = Bilingual(
          en:
            "at least {new} instead of {old} in {text}, and all else the same: it would be among the first",
          id: "paling sedikit {new}, bukan {old}, pada {text}, dan yang lain tetap: ia termasuk para juara")
      case (true, false):
        text = Bilingual(
          en:
            "more than {new} instead of {old} in {text}, and all else the same: it would be among the first",
          id: "lebih dari {new}, bukan {old}, pada {text}, dan yang lain tetap: ia termasuk para juara")
      case (false, _):
        text = Bilingual(
          en: "in {text} alone even the most, {limit}, is too little",
          id: "pada {text} saja, yang tertinggi pun, {limit}, masih kurang")
      }
      found.append(
        (
          isPossible ? rise : rise + 1_000_000,
          ExplanationNode(
            Phrase(
              text,
              [
                "text": .text(quoted(criterion.value.origin)), "new": .number(wanted, unit),
                "old": .number(value, unit), "limit": .number(limit ?? wanted, unit),
              ]))
        ))
    }
    return found.sorted { $0.rise < $1.rise }.map(\.node)
  }
}
