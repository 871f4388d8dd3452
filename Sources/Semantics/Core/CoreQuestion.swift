import Diagnostics

/// A question that is answered with a figure, names, or yes or no.
public indirect enum CoreQuestion: Sendable {
  /// How many rows there are, and what they cost if that is asked too.
  case count(CorePopulation, name: String, cost: CoreExpression?)
  /// How many of the rows, each at its price, an amount pays for.
  case payable(CorePopulation, name: String, price: CoreExpression, money: CoreExpression)
  /// The sum of a value over rows.
  case amount(CorePopulation, CoreExpression, name: String, isPrivate: Bool)
  /// A value that reads no row.
  case value(CoreColumn)
  /// What all that an allocation is for, or the gap of a target, costs.
  case needed(DefinitionID)
  /// What a budget comes to.
  case budget(DefinitionID)
  /// Counts or sums by groups, or rows by name.
  case table(CoreQuery)
  /// Who an allocation funds and who not, by a group.
  case people(DefinitionID, by: CoreExpression)
  /// Whether a budget pays all on whom it is to be spent.
  case enough(DefinitionID)
  /// Whether targets are met.
  case met([DefinitionID])
  /// Whether something is so.
  case holds(CoreExpression)
}

/// `sweep …`
public struct CoreSweep: Sendable {
  /// What is varied, and over which steps.
  public let range: CoreRange
  /// What is shown of each; none for the results that there are.
  public let columns: [CoreColumn]
  /// Creates a sweep.
  public init(range: CoreRange, columns: [CoreColumn]) {
    self.range = range
    self.columns = columns
  }
}
