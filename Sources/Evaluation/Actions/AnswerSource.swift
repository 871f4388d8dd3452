import Diagnostics
import Rosters
import Semantics

/// An evaluated program under one set of assumptions: what actions ask their questions of.
///
/// An answer is whole or it is not given: what can not be computed is thrown as an ``ActionStop``.
struct AnswerSource: Sendable {

  /// The program and its data.
  let model: Model

  /// The scenario, the day, the values that stand in for definitions, and the rows that enclose what is asked.
  var frame: EvaluationFrame

  init(_ model: Model, _ frame: EvaluationFrame = EvaluationFrame()) {
    self.model = model
    self.frame = frame
  }

  var program: CoreProgram { model.program }

  /// The day it is evaluated for, or 1 January 1970 if nobody says: then nothing that reads the day is answered.
  var day: CalendarDate {
    model.day(of: frame) ?? CalendarDate(days: 0)
  }

  /// The fact on which day tables are computed; none if nobody says a day.
  var dayFact: [Phrase] {
    model.day(of: frame).map { [.asOf($0)] } ?? []
  }

  /// Returns the rows of a roster as loaded.
  func table(_ roster: RosterID) throws -> RosterTable { try model.loaded(roster).table }

  /// Returns the rows of `population`, ascending.
  func rows(of population: CorePopulation) throws -> [Int32] { try choice(of: population).list }

  /// Returns which rows `population` has.
  func choice(of population: CorePopulation) throws -> RowChoice {
    let selected = try model.rows(of: population, frame: frame)
    if selected.faultCount > 0 { throw stop(selected.faults, count: selected.faultCount) }
    return selected.choice
  }

  /// Returns the values of `expression` for `rows` of `roster`; `inputs` are the values of earlier columns.
  func values(
    of expression: CoreExpression, over roster: RosterID, rows: [Int32]? = nil, inputs: [EvaluatedColumn] = []
  ) throws -> EvaluatedColumn {
    try whole(model.column(expression, roster: roster, rows: rows, inputs: inputs, frame: frame))
  }

  /// Returns the value of `expression`, which reads no row.
  func value(of expression: CoreExpression) throws -> Scalar {
    let value = try model.value(expression, frame: frame)
    if value.isFaulted { throw stop(value.faults) }
    return value.value
  }

  /// Returns which of `rows` have the same values of `keys`; the groups in the order of their first rows.
  func grouping(of rows: RowChoice, over roster: RosterID, by keys: [CoreExpression]) throws -> RowGrouping {
    let groups = try model.groups(of: rows, roster: roster, by: keys, frame: frame)
    if !groups.faults.isEmpty { throw stop(groups.faults) }
    return RowGrouping(
      roster: roster, rows: rows, groupOfRow: groups.groupOfRow, keys: groups.keys)
  }

  /// Returns which of `rows` have the same values of `keys`.
  func grouping(of rows: [Int32], over roster: RosterID, by keys: [CoreExpression]) throws -> RowGrouping {
    try grouping(of: .list(rows), over: roster, by: keys)
  }

  /// Returns the values of `expression` for the groups of `grouping`: its aggregates without a population are of
  /// the group's rows, and `inputs` are the values of earlier columns for the same groups.
  func values(of expression: CoreExpression, in grouping: RowGrouping, inputs: [EvaluatedColumn]) throws
    -> EvaluatedColumn
  {
    try whole(
      model.groupColumn(
        expression, roster: grouping.roster, rows: grouping.rows, groupOfRow: grouping.groupOfRow,
        groupCount: grouping.count, inputs: inputs, frame: frame))
  }

  private func whole(_ column: EvaluatedColumn) throws -> EvaluatedColumn {
    if column.faultCount > 0 { throw stop(column.faults, count: column.faultCount) }
    return column
  }

  /// Returns the reason that values could not be computed, each fault once with the rows it concerns; `count` rows have
  /// no value in all, if that is known.
  func stop(_ faults: [EvaluationFault], count: Int? = nil) -> ActionStop {
    let names = RowNames(self)
    var kinds: [Diagnostic] = []
    var rows: [[EvaluationFault]] = []
    for f in faults {
      let known = kinds.firstIndex {
        $0.code == f.diagnostic.code && $0.site == f.diagnostic.site && $0.arguments == f.diagnostic.arguments
      }
      if let known {
        rows[known].append(f)
      } else {
        kinds.append(f.diagnostic)
        rows.append([f])
      }
    }
    let isWhole = faults.count < FaultLog.capacity
    return ActionStop(
      zip(kinds, rows).prefix(5).map { d, all in
        // The one row that a test gives need not be named.
        guard let first = all.first, let roster = first.roster,
          (try? table(roster))?.origins.files != GivenRow.files,
          let name = try? names.named(first.row, of: roster)
        else { return d }
        let known = kinds.count == 1 ? count ?? (isWhole ? all.count : nil) : (isWhole ? all.count : nil)
        return d.noting(.rowsConcerned(name, of: program[roster].name, count: known))
      })
  }

  /// Returns the same program on another day.
  func on(_ day: CalendarDate) -> AnswerSource { with { $0.date = day } }

  /// Returns the same program under another scenario; `nil` is the plan itself.
  func under(_ scenario: String?) -> AnswerSource { with { $0.scenario = scenario } }

  /// Returns the same program with `value` in place of what `definition` says.
  func setting(_ definition: DefinitionID, to value: Scalar) -> AnswerSource {
    with { $0 = $0.overriding(definition, with: value) }
  }

  /// Returns the same program while the purse of `definition` is being tried.
  func paid(by definition: DefinitionID) -> AnswerSource {
    with { $0.payer = model.payerName(of: definition) }
  }

  /// Returns the same program with `row` of `roster` as the outer row of what is asked.
  func inside(_ roster: RosterID, _ row: Int32) -> AnswerSource {
    with { $0 = $0.inside(RowReference(roster, row)) }
  }

  private func with(_ change: (inout EvaluationFrame) -> Void) -> AnswerSource {
    var copy = self
    change(&copy.frame)
    return copy
  }
}

/// Rows of a roster, and the group that each belongs to.
struct RowGrouping: Sendable {

  /// The roster.
  var roster: RosterID
  /// The rows.
  var rows: RowChoice
  /// The group of each of `rows`, from 0.
  var groupOfRow: PackedIntegers
  /// The values that the rows of a group share: one list a group.
  var keys: [[Scalar]]

  /// Creates a grouping.
  init(roster: RosterID, rows: RowChoice, groupOfRow: PackedIntegers, keys: [[Scalar]]) {
    self.roster = roster
    self.rows = rows
    self.groupOfRow = groupOfRow
    self.keys = keys
  }

  /// The number of groups.
  var count: Int { keys.count }

  /// Returns the grouping in which the groups for which `part` is the same are one; `nil` leaves a group out.
  func merged(by part: [Int?], keys: [[Scalar]]) -> RowGrouping {
    var rows: [Int32] = []
    var groups: [Int32] = []
    rows.reserveCapacity(self.rows.count)
    groups.reserveCapacity(self.rows.count)
    for i in 0..<self.rows.count {
      guard let p = part[Int(groupOfRow[i])] else { continue }
      rows.append(self.rows[i])
      groups.append(Int32(truncatingIfNeeded: p))
    }
    return RowGrouping(roster: roster, rows: .list(rows), groupOfRow: PackedIntegers(groups), keys: keys)
  }
}

extension PackedIntegers {

  /// The integers, which fit 32 bits, one after the other.
  var list: [Int32] {
    switch self {
    case .bytes(let a): a.map { Int32($0) }
    case .shorts(let a): a.map { Int32($0) }
    case .words(let a): a
    case .longs(let a): a.map { Int32(truncatingIfNeeded: $0) }
    }
  }

  /// Creates the narrowest form of `groups`.
  init(_ groups: [Int32]) {
    var least: Int32 = 0
    var greatest: Int32 = 0
    for g in groups {
      least = min(least, g)
      greatest = max(greatest, g)
    }
    if least < 0 || greatest > 32_767 {
      self = .words(groups)
    } else if greatest <= 255 {
      self = .bytes(groups.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      self = .shorts(groups.map { Int16(truncatingIfNeeded: $0) })
    }
  }
}

/// Why an action could not be answered.
struct ActionStop: Error, Sendable {
  /// What was found.
  var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// Creates the reason that values could not be computed.
  init(_ faults: [EvaluationFault]) { diagnostics = faults.prefix(5).map(\.diagnostic) }
}
