import Diagnostics
import Rosters
import Semantics

extension Evaluator {

  func resultOf(
    _ id: DefinitionID, _ result: CoreResult, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    faultAll(.internalFault(model.program[id].name, at: e.origin), b)
  }
}
