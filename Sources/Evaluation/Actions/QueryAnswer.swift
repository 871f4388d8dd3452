import Diagnostics
import Rosters
import Semantics

/// Answers queries: rows or groups, with columns, in an order, with totals.
struct QueryAnswer {

  let source: AnswerSource
  let query: CoreQuery
  let cells: CellMaker
  /// The positions of columns that are shown in the clear although they are private.
  var revealed: Set<Int> = []
  /// Whether the table is for a machine: no totals, no cut, keys instead of names.
  var isExport = false

  init(_ query: CoreQuery, _ source: AnswerSource, revealed: Set<Int> = [], isExport: Bool = false) {
    self.source = source
    self.query = query
    self.cells = CellMaker(source)
    self.revealed = revealed
    self.isExport = isExport
  }

  private var program: CoreProgram { source.program }

  /// Returns the table that answers the query.
  func table() throws -> ResultTable {
    if case .setAside(let roster, let condition) = query.rows {
      return try finished(SetAsideTable(self, roster).table(where: condition))
    }
    if case .duplicates(let roster, let condition) = query.rows {
      return try finished(SetAsideTable(self, roster).table(where: condition, onlyRepeatedKeys: true))
    }
    guard let roster = query.roster else { return ResultTable(columns: [], rows: []) }
    if let movement = query.movement {
      return try finished(MovementTable(source, roster, movement).table(hasTotal: query.hasTotalRow))
    }
    if let around = query.aroundCutOff { return try finished(cutOff(around, roster)) }
    let rows = try self.rows()
    var table = try self.table(of: rows, roster)
    table.facts = try facts(roster)
    return try finished(table)
  }

  /// The rows of a file that are held as cells at a time.
  private static let pieceSize = 1 << 14

  /// Calls `body` with the table that answers the query, a piece of it at a time, and with which of its columns hold
  /// shares; returns `false`, without a call, if it is none of a line a row.
  func eachPiece(_ body: (ResultTable, _ shares: [Bool]) throws -> Void) throws -> Bool {
    switch query.rows {
    case .population, .notFunded, .notRanked: break
    case .setAside, .duplicates: return false
    }
    guard let roster = query.roster, query.movement == nil, query.aroundCutOff == nil, query.mark == nil,
      !isGrouped
    else { return false }
    let table = RowTable(self, roster)
    let shares = table.shareColumns
    try table.eachPiece(of: rows().list, size: QueryAnswer.pieceSize) { try body($0, shares) }
    return true
  }

  private var isGrouped: Bool { !query.groups.isEmpty || query.columns.contains { $0.value.readsGroup } }

  /// Returns the table of `rows`: a line a row or a line a group.
  func table(of rows: RowChoice, _ roster: RosterID) throws -> ResultTable {
    isGrouped ? try GroupTable(self, roster).table(rows) : try RowTable(self, roster).table(rows.list)
  }

  /// Returns the rows that the query is about.
  func rows() throws -> RowChoice {
    switch query.rows {
    case .population(let population): return try source.choice(of: population)
    case .notFunded(let id, let population):
      return .list(try remaining(population, of: recipients(of: id), without: .funded, id))
    case .notRanked(let id, let population):
      guard case .ranking(let ranking) = program[id].body else { return .list([]) }
      let ranked = try Set(source.rows(of: ranking.population))
      return .list(try source.rows(of: population).filter { !ranked.contains($0) })
    case .setAside, .duplicates: return .list([])
    }
  }

  private func recipients(of id: DefinitionID) -> CorePopulation? {
    if case .allocation(let allocation) = program[id].body { return allocation.recipients }
    return nil
  }

  /// Returns the rows of both `population` and `whole` for which `result` of `id` does not hold.
  private func remaining(
    _ population: CorePopulation, of whole: CorePopulation?, without result: CoreResult, _ id: DefinitionID
  ) throws -> [Int32] {
    var rows = try source.rows(of: population)
    if let whole {
      let members = try Set(source.rows(of: whole))
      rows = rows.filter { members.contains($0) }
    }
    let holds = CoreExpression(.result(id, result), type: .truth, origin: program[id].origin)
    let column = try checked(source.values(of: holds, over: population.roster, rows: rows, inputs: []))
    return rows.indices.filter { column[$0] != .truth(true) }.map { rows[$0] }
  }

  /// Returns `column` if all its values could be computed.
  func checked(_ column: EvaluatedColumn) throws -> EvaluatedColumn {
    if column.faultCount > 0 { throw source.stop(column.faults, count: column.faultCount) }
    return column
  }

  /// Returns the text that `expression` says.
  func phrase(_ expression: CoreExpression) throws -> Phrase {
    let value = try cells.value(source.value(of: expression), expression.type)
    if case .text(let s) = value { return Phrase(Bilingual(same: "{text}"), ["text": .text(s)]) }
    return Phrase(Bilingual(same: "{text}"), ["text": value])
  }

  /// Returns `table` with the query's title and notes.
  private func finished(_ table: ResultTable) throws -> ResultTable {
    var table = table
    if let title = query.title { table.title = try phrase(title) }
    if !isExport && !table.columns.isEmpty && table.rows.isEmpty { table.notes.append(.noRows) }
    if let mark = query.mark, !isExport {
      table.foldMarks(mark.columns, of: query.columns.count - 1)
      if table.rows.contains(where: { !$0.marks.isEmpty }) { table.notes.append(.marked(mark.text)) }
    }
    table.notes += try query.notes.map { try phrase($0) }
    table.isNumbered = table.rows.filter { $0.kind == .plain }.count > 1 && !table.columns.isEmpty
    return table
  }

  /// Returns what stands under the title: the day, what shares are shares of, and the rows not used.
  private func facts(_ roster: RosterID) throws -> [Phrase] {
    var facts = source.dayFact
    var populations: [String] = []
    for column in query.columns {
      if case .share(let id) = column.value.type, program.populations.indices.contains(id.index),
        !populations.contains(program.populations[id.index])
      {
        populations.append(program.populations[id.index])
      }
    }
    if !populations.isEmpty { facts.append(.denominator(populations.joined(separator: "; "))) }
    facts.append(try .rowsUsed(program[roster].name, source.table(roster)))
    return facts
  }

  // MARK: The cut-off

  /// Returns the last recipients that an allocation reached and the first that it did not.
  private func cutOff(_ around: (allocation: DefinitionID, count: CoreExpression), _ roster: RosterID) throws
    -> ResultTable
  {
    let population: CorePopulation
    switch query.rows {
    case .population(let p), .notFunded(_, let p), .notRanked(_, let p): population = p
    case .setAside, .duplicates: return ResultTable(columns: [], rows: [])
    }
    let count = Int(clamping: max(0, try source.value(of: around.count).number?.floor.int64 ?? 5))
    let result = try source.model.allocation(around.allocation, frame: source.frame)
    if !result.isPossible { throw ActionStop(result.stops) }
    let asked = try source.rows(of: population).compactMap { result.candidate(ofRow: $0) }
      .sorted { result.ranks[$0] < result.ranks[$1] }
    // Each purse that closed has a line of its own: that of the one which most of those asked for wait for.
    var waiting: [Int: [Int]] = [:]
    if case .select(let outcome) = result.outcome {
      let isAsked = Set(asked)
      for purse in result.purses.indices {
        waiting[purse] = outcome.unreached(by: purse).filter { isAsked.contains($0) }
      }
    }
    let purse = waiting.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    let below = (purse.flatMap { waiting[$0] } ?? []).prefix(count)
    let shared = result.sharedAwards
    let above = asked.filter { i in
      result.funded[i] != 0
        && (purse == nil || Int(result.purseOfCandidate[i]) == purse
          || shared[i]?.contains { $0.purse == purse } ?? false)
    }
    .suffix(count)
    var sub = query
    sub.aroundCutOff = nil
    sub.first = nil
    sub.order = []
    let answer = QueryAnswer(sub, source, revealed: revealed, isExport: isExport)
    var table = try RowTable(answer, roster)
      .table((above + below).map { result.candidates[$0] }, keepsOrder: true)
    let line = ResultTable.Row([.bilingual(Bilingual(en: "cut-off", id: "garis potong"))], kind: .rule)
    table.rows.insert(line, at: min(above.count, table.rows.count))
    table.facts = try facts(roster)
    return table
  }
}

extension Phrase {

  /// Creates a sentence of `name` as the program spells it.
  static func verbatim(_ name: String) -> Phrase { Phrase(Bilingual(same: "{text}"), ["text": .text(name)]) }

  /// Creates the fact on which day a table is computed.
  static func asOf(_ day: CalendarDate) -> Phrase {
    Phrase(Bilingual(en: "As of {day}", id: "Keadaan per {day}"), ["day": .date(day)])
  }

  /// The note of a table without lines, so that nobody thinks that they were lost.
  static let noRows = Phrase(Bilingual(en: "There are none.", id: "Tidak ada."))

  /// Creates the fact what a table rests on.
  static func authority(_ citation: String) -> Phrase {
    Phrase(Bilingual(en: "Under {citation}", id: "Berdasarkan {citation}"), ["citation": .text(citation)])
  }

  /// Creates the note what the mark in a table stands for.
  static func marked(_ condition: String) -> Phrase {
    Phrase(Bilingual(same: "▼ {condition}"), ["condition": .text(condition)])
  }

  /// Creates the fact what percentages are percentages of.
  static func denominator(_ population: String) -> Phrase {
    Phrase(Bilingual(en: "Percentages of {p}", id: "Penyebut: {p}"), ["p": .text(population)])
  }

  /// Creates the fact how many rows of a roster are used and how many are set aside.
  static func rowsUsed(_ name: String, _ table: RosterTable) -> Phrase {
    let values: [String: ResultValue] = [
      "name": .text(name), "used": .number(Rational(table.count), .count),
      "aside": .number(Rational(table.setAside.count), .count),
    ]
    return Phrase(
      Bilingual(
        en: "{name}: {used} {used:row|rows} used, {aside} set aside",
        id: "{name}: {used} baris dipakai, {aside} disisihkan"),
      values)
  }
}
