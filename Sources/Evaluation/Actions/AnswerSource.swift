import Diagnostics
import Rosters
import Semantics

/// What actions ask of an evaluated program: one under one scenario and on one day.
///
/// An answer is whole or it is not given: what can not be computed is thrown as an ``ActionStop``.
public protocol AnswerSource: Sendable {

  /// The program.
  var program: CoreProgram { get }

  /// The day it is evaluated for.
  var day: CalendarDate { get }

  /// Returns the rows of a roster as loaded.
  func table(_ roster: RosterID) throws -> RosterTable

  /// Returns the rows of `population`, ascending.
  func rows(of population: CorePopulation) throws -> [Int32]

  /// Returns the values of `expression` for `rows` of `roster`; `inputs` are the values of earlier columns, one
  /// column an input, for the same rows.
  func values(of expression: CoreExpression, over roster: RosterID, rows: [Int32], inputs: [EvaluatedColumn])
    throws -> EvaluatedColumn

  /// Returns the value of `expression`, which reads no row.
  func value(of expression: CoreExpression) throws -> Scalar

  /// Returns which of `rows` have the same values of `keys`; the groups in the order of their first rows.
  func grouping(of rows: [Int32], over roster: RosterID, by keys: [CoreExpression]) throws -> RowGrouping

  /// Returns the values of `expression` for the groups of `grouping`: its aggregates without a population are of
  /// the group's rows, and `inputs` are the values of earlier columns, one column an input, for the same groups.
  func values(of expression: CoreExpression, in grouping: RowGrouping, inputs: [EvaluatedColumn]) throws
    -> EvaluatedColumn

  /// Returns the same program on another day.
  func on(_ day: CalendarDate) throws -> any AnswerSource

  /// Returns the same program under another scenario; `nil` is the plan itself.
  func under(_ scenario: String?) throws -> any AnswerSource

  /// Returns the same program with `value` in place of what `definition` says.
  func setting(_ definition: DefinitionID, to value: Scalar) throws -> any AnswerSource

  /// Returns the same program with `row` of `roster` as the outer row of what is asked.
  func inside(_ roster: RosterID, _ row: Int32) -> any AnswerSource
}

/// Rows of a roster, and the group that each belongs to.
public struct RowGrouping: Sendable {

  /// The roster.
  public var roster: RosterID
  /// The rows.
  public var rows: [Int32]
  /// The group of each of `rows`, from 0.
  public var groupOfRow: [Int32]
  /// The values that the rows of a group share: one list a group.
  public var keys: [[Scalar]]

  /// Creates a grouping.
  public init(roster: RosterID, rows: [Int32], groupOfRow: [Int32], keys: [[Scalar]]) {
    self.roster = roster
    self.rows = rows
    self.groupOfRow = groupOfRow
    self.keys = keys
  }

  /// The number of groups.
  public var count: Int { keys.count }

  /// Returns the grouping in which the groups for which `part` is the same are one; `nil` leaves a group out.
  public func merged(by part: [Int?], keys: [[Scalar]]) -> RowGrouping {
    var rows: [Int32] = []
    var groups: [Int32] = []
    rows.reserveCapacity(self.rows.count)
    groups.reserveCapacity(self.rows.count)
    for (i, g) in groupOfRow.enumerated() {
      guard let p = part[Int(g)] else { continue }
      rows.append(self.rows[i])
      groups.append(Int32(truncatingIfNeeded: p))
    }
    return RowGrouping(roster: roster, rows: rows, groupOfRow: groups, keys: keys)
  }
}

/// Why an action could not be answered.
public struct ActionStop: Error, Sendable {
  /// What was found.
  public var diagnostics: [Diagnostic]
  /// Creates a reason.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
