import Session

#if canImport(Glibc)
  import Glibc
#endif

/// Ctrl-C: noted, so that the work in hand can stop in good order.
enum Interrupts {

  /// Raised by Ctrl-C while it is noted.
  static let cancellation = Cancellation()

  /// From now on Ctrl-C raises ``cancellation``; a second one ends the process where `isFinal`.
  static func note(isFinal: Bool = false) {
    cancellation.reset()  // and so it is made before a handler, which may not make it
    var action = sigaction()
    action.sa_flags = SA_RESTART
    if isFinal { action.sa_flags |= Int32(bitPattern: UInt32(SA_RESETHAND)) }
    action.__sigaction_handler.sa_handler = { _ in Interrupts.cancellation.cancel() }
    sigaction(SIGINT, &action, nil)
  }

  /// Gives Ctrl-C its usual effect again.
  static func forget() {
    signal(SIGINT, SIG_DFL)
    cancellation.reset()
  }
}
