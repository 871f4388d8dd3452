import Diagnostics
import Rosters
import Semantics

/// A ranking: scores, places, and who is among the first.
public struct RankingResult: Sendable {
  /// The ranking.
  public let definition: DefinitionID
  /// The roster of what is ranked.
  public let roster: RosterID
  /// The number of rows of the roster.
  public let rowCount: Int
  /// The rows of its population, ascending.
  public let candidates: [Int32]
  /// Of each candidate, the score; `nil` where a part of it is missing.
  public let scores: [Rational?]
  /// Of each candidate, the place, from 1, in its group; 0 for the unranked. Equal places are shared.
  public let places: [Int32]
  /// Of each candidate, whether it is among the first.
  public let awarded: [UInt8]
  /// Positions of the ranked candidates, first first.
  public let order: [Int32]
  /// Why there is no ranking; empty if there is one.
  public let stops: [EvaluationFault]
}

extension Model {

  /// Returns the ranking `id`.
  public func ranking(
    _ id: DefinitionID, frame: EvaluationFrame = EvaluationFrame()
  ) throws(EvaluationStop) -> RankingResult {
    try ranking(id, resolve(frame).unpaid)
  }

  func ranking(_ id: DefinitionID, _ frame: Frame) throws(EvaluationStop) -> RankingResult {
    guard case .ranking(let r) = program[id].body else {
      throw .refused(
        EvaluationFault(.internalFault(program[id].name, at: program[id].nameSpan), roster: nil, row: 0))
    }
    try refuseRing(id)
    noteDoubt(of: program[id])
    let key = ResultStore.ValueKey(definition: id.index, frame: canonical(frame, definition: id.index))
    return try results.rankings.value(key) { () throws(EvaluationStop) in
      try profiled(.definition(program[id].name)) { () throws(EvaluationStop) in
        try ranked(id, r, try loaded(r.population.roster), frame)
      }
    }
  }

  private func ranked(
    _ id: DefinitionID, _ r: CoreRanking, _ roster: LoadedRoster, _ frame: Frame
  ) throws(EvaluationStop) -> RankingResult {
    var (rows, stops) = try chosenRows(r.population, roster, frame)
    var scores = [Rational?](repeating: .zero, count: rows.count)
    for part in r.score {
      let weight = try Evaluator(self).evaluate(
        part.weight, Batch(roster: nil, rows: .range(0..<1), frame: frame))
      let w = weight.scalar(0, part.weight.type).number ?? .zero
      let values = try materialized(part.value, roster, rows: rows, frame: frame)
      if values.faultCount > 0 { stops += values.faults }
      for i in rows.indices {
        guard let value = values[i].number, let sum = scores[i] else {
          scores[i] = nil
          continue
        }
        scores[i] = sum + w * value
      }
    }
    var keys: [(values: [Int64], descending: Bool)] = []
    for k in r.ties {
      let values = try materialized(k.value, roster, rows: rows, frame: frame)
      if values.faultCount > 0 { stops += values.faults }
      keys.append((RowSelection.range(0..<rows.count).gather(Model.orderable(values)), k.isDescending))
    }
    var groupOf = [Int32](repeating: 0, count: rows.count)
    if let group = r.group {
      groupOf =
        Model.groups(of: [try materialized(group, roster, rows: rows, frame: frame)], count: rows.count)
        .groups
    }
    let ranked = rows.indices.filter { scores[$0] != nil }
    func compare(_ a: Int, _ b: Int) -> Int {
      let x = scores[a] ?? .zero
      let y = scores[b] ?? .zero
      if x != y { return x > y ? -1 : 1 }
      for (values, descending) in keys where values[a] != values[b] {
        return (values[a] < values[b]) != descending ? -1 : 1
      }
      return 0
    }
    let order = ranked.sorted { a, b in
      let c = compare(a, b)
      return c == 0 ? a < b : c < 0
    }
    var places = [Int32](repeating: 0, count: rows.count)
    var seen: [Int32: (count: Int32, last: Int, place: Int32)] = [:]
    for i in order {
      let g = groupOf[i]
      let (count, last, place) = seen[g] ?? (0, -1, 0)
      let isEqual = last >= 0 && compare(last, i) == 0
      if isEqual && !r.isShared {
        stops.append(
          EvaluationFault(
            .rankingTie(
              rows: [last, i].map { roster.table.origins[Int(rows[$0])].row }, at: program[id].nameSpan),
            roster: roster.id, row: Int(rows[i])))
      }
      places[i] = isEqual ? place : count + 1
      seen[g] = (count + 1, i, places[i])
    }
    var awarded = [UInt8](repeating: 0, count: rows.count)
    if let top = r.top {
      let evaluated = try Evaluator(self).evaluate(top, Batch(roster: nil, rows: .range(0..<1), frame: frame))
      let n = evaluated.scalar(0, top.type).number?.floor.int64 ?? 0
      for i in rows.indices where places[i] > 0 && Int64(places[i]) <= n { awarded[i] = 1 }
    }
    return RankingResult(
      definition: id, roster: roster.id, rowCount: roster.count, candidates: rows, scores: scores,
      places: places,
      awarded: awarded, order: order.map { Int32($0) }, stops: Array(stops.prefix(FaultLog.capacity)))
  }
}
