import Diagnostics
import Semantics

extension Model {

  /// Who is left tied by the orders of the program's allocations, where these do not end in a key.
  public var tiesLeft: [Diagnostic] {
    program.definitions.indices.flatMap { i -> [Diagnostic] in
      guard case .allocation = program.definitions[i].body,
        let result = try? allocation(DefinitionID(i), frame: EvaluationFrame())
      else { return [] }
      return result.stops.map(\.diagnostic).filter { $0.code == MoneyDiagnostics.orderLeavesTie.code }
    }
  }
}
