import Rosters
import Semantics

/// Under which assumptions something is evaluated.
public struct EvaluationFrame: Sendable, Hashable {

  /// The scenario, or `nil` for the plan.
  public var scenario: String?

  /// Values that stand in for definitions, over those of the scenario.
  public var overrides: [DefinitionID: Scalar]

  /// The day, or `nil` for the scenario's or the program's.
  public var date: CalendarDate?

  /// The kind or name of the purse being tried, or `nil` where nobody pays.
  public var payer: String?

  /// The rows that enclose the evaluation, outermost first: what `for each` stands at.
  public var enclosing: [RowReference]

  /// Creates a frame; without arguments, that of the plan.
  public init(
    scenario: String? = nil, overrides: [DefinitionID: Scalar] = [:], date: CalendarDate? = nil,
    payer: String? = nil, enclosing: [RowReference] = []
  ) {
    self.scenario = scenario
    self.overrides = overrides
    self.date = date
    self.payer = payer
    self.enclosing = enclosing
  }

  /// Returns the frame inside `row`.
  public func inside(_ row: RowReference) -> EvaluationFrame {
    var copy = self
    copy.enclosing.append(row)
    return copy
  }

  /// Returns the frame with `value` standing in for `definition`.
  public func overriding(_ definition: DefinitionID, with value: Scalar) -> EvaluationFrame {
    var copy = self
    copy.overrides[definition] = value
    return copy
  }
}

/// A row of a roster.
public struct RowReference: Sendable, Hashable {
  /// The roster.
  public let roster: RosterID
  /// The row.
  public let row: Int32
  /// Creates a reference to `row` of `roster`.
  public init(_ roster: RosterID, _ row: Int32) {
    self.roster = roster
    self.row = row
  }
}

/// Why an evaluation ends without a result.
public enum EvaluationStop: Error {
  /// The caller asked for it.
  case cancelled
  /// A roster could not be read.
  case unreadable(RosterID, any Error)
  /// Something is beyond a limit, or is not possible at all.
  case refused(EvaluationFault)
}

/// A frame as the evaluator holds it.
struct Frame: Hashable, Sendable {
  /// The position of the assumptions among those the model knows; 0 is the plan.
  var world: Int32
  /// The day, or ``Frame/noDay``.
  var day: Int32
  /// The position of the payer among those the model knows; -1 for nobody.
  var payer: Int32

  static let noDay = Int32.min

  func on(_ day: Int32) -> Frame { Frame(world: world, day: day, payer: payer) }
  func paid(by payer: Int32) -> Frame { Frame(world: world, day: day, payer: payer) }
  var unpaid: Frame { paid(by: -1) }
}

/// What of a frame the value of an expression depends on: equal ones give equal values.
struct CanonicalFrame: Hashable, Sendable {
  /// The changes of the plan that reach the expression, as an interned list; 0 for none.
  var variant: Int32
  /// The day, or the last day not after it on which something the expression reads changes.
  var day: Int32
  /// The payer, if the expression reads it.
  var payer: Int32
}
