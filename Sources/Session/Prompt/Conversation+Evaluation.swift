import Diagnostics
import Evaluation
import Rosters
import Semantics
import Syntax

extension Conversation {

  /// The account of the rosters read so far.
  var accounts: [RosterAccount] { engine?.accounts ?? [] }

  /// Makes what is asked next look at the data again.
  func engineIsStale() {
    engine = nil
    engine = makeEngine()
  }

  /// Returns the engine of what stands. It goes on with what the one before has computed, unless something other
  /// than definitions and suppositions has changed: the rosters, the day, what is used.
  private func makeEngine() -> Engine {
    var settings = settings
    settings.asOf = core.asOf
    // What only adds definitions, or puts others in their places, leaves the ground as it is.
    let ground = touched == nil || engine == nil ? ground : engineGround
    defer {
      engineGround = ground
      touched = []
    }
    return Engine(
      core, of: programs, in: sources, library: library, settings: settings, language: language,
      cancellation: cancellation, continuing: ground == engineGround ? engine : nil, touched: touched)
  }

  /// Where all that is wrong with what was entered is that orders do not end in a key, names those whom they leave
  /// tied.
  func tiesLeft(by core: CoreProgram, of programs: [LoadedProgram], _ found: DiagnosticSet) -> [Diagnostic] {
    let errors = found.elements.filter { $0.severity == .error }
    guard !errors.isEmpty, errors.allSatisfy(\.isOrderWithoutKey) else { return [] }
    var settings = settings
    settings.asOf = core.asOf
    return Engine(
      core, of: programs, in: sources, library: library, settings: settings, language: language,
      cancellation: cancellation
    ).model.tiesLeft
  }

  /// The statements on which all results rest: where they are the same, definitions keep their results.
  private var ground: [Span] {
    programs.flatMap { p in
      p.program.statements.compactMap { s in
        switch s.kind {
        case .use, .asOf, .roster, .kind, .match, .group, .exception: s.span
        case .letValue, .parameter, .function, .rule, .table, .target, .budget, .split, .allocation, .ranking,
          .scenario, .test, .show, .chart, .export, .report, .compare, .find, .why, .check, .forEach,
          .question,
          .suppose, .backToPlan, .keepAs, .sweep, .invalid:
          nil
        }
      }
    }
  }

  /// Does the actions of the entry, which is checked, and adds the answers to `reply`.
  func evaluate(into reply: inout PromptReply) {
    if core.actions.isEmpty && core.tests.isEmpty { return }
    let engine = makeEngine()
    self.engine = engine
    defer { reply.diagnostics += library.untoldNotices() }
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
