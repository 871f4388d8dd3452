import Diagnostics
import Rosters
import Semantics
extension ActionRunner {
  func sheet(of id: DefinitionID, _ source: AnswerSource) throws -> TargetSheet {
    throw ActionStop([Diagnostic]())
  }
  func ledger(of id: DefinitionID, _ source: AnswerSource) throws -> LedgerSheet {
    throw ActionStop([Diagnostic]())
  }
  func showTargets(_ s: AnswerSource, _ n: String?, into o: inout ActionOutcome) throws {}
  func showResult(
    _ id: DefinitionID, _ l: CoreQuery?, _ s: AnswerSource, _ n: String?, into o: inout ActionOutcome
  ) throws {}
  func why(_ w: CoreWhy, _ s: AnswerSource, _ n: String?, into o: inout ActionOutcome) throws {}
}
