import Diagnostics
import Evaluation
import Rosters
import Semantics

extension Conversation {

  /// The account of the rosters read so far.
  var accounts: [RosterAccount] { engine?.accounts ?? [] }

  /// Makes what is asked next look at the data again.
  func engineIsStale() { engine = makeEngine() }

  private func makeEngine() -> Engine {
    var settings = settings
    settings.asOf = core.asOf
    return Engine(
      core, of: programs, in: sources, library: library, settings: settings, language: language,
      cancellation: cancellation)
  }

  /// Does the actions of the entry, which is checked, and adds the answers to `reply`.
  func evaluate(into reply: inout PromptReply) {
    let engine = makeEngine()
    self.engine = engine
    for action in core.actions {
      let outcome = engine.answer(action)
      if cancellation.isCancelled {
        reply.diagnostics.append(.interrupted)
        return
      }
      for block in outcome.blocks {
        if case .diagnostic(let d) = block { reply.diagnostics.append(d) } else { reply.blocks.append(block) }
      }
      reply.files += outcome.files
      reply.status = reply.status.joined(with: .of(outcome))
    }
    for test in core.tests.isEmpty ? [] : engine.test(filter: nil) {
      reply.tests.append(test)
      if !test.passed { reply.status = reply.status.joined(with: .failed) }
    }
  }
}
