import Diagnostics
import Session
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Says on a terminal how far the rows of a roster are read, or the search for the best choice is, once that takes
/// longer than anybody likes to wait.
final class LoadingDisplay: Sendable {

  private struct State {
    /// By what is worked on, when it began.
    var starts: [String: Int] = [:]
    var lastShown = 0
    var isShown = false
  }

  private let state = Mutex(State())
  private let language: @Sendable () -> Language
  private let isASCII: Bool
  private let now: @Sendable () -> Int
  private let write: @Sendable (String) -> Void

  /// How long nothing is said, and how long between two lines, in microseconds.
  private static let silence = 2_000_000
  private static let pause = 200_000

  init(
    language: @autoclosure @escaping @Sendable () -> Language, isASCII: Bool,
    now: @escaping @Sendable () -> Int = { Clock.monotonicMicroseconds },
    write: @escaping @Sendable (String) -> Void
  ) {
    self.language = language
    self.isASCII = isASCII
    self.now = now
    self.write = write
  }

  /// Shows `progress`, if it is time to.
  func show(_ progress: some WorkProgress) {
    let moment = now()
    state.withLock { state in
      if progress.isDone {
        state.starts[progress.subject] = nil
        if state.isShown { write("\r\u{1B}[K") }
        state.isShown = false
        return
      }
      let start = state.starts[progress.subject] ?? moment
      state.starts[progress.subject] = start
      guard moment - start >= LoadingDisplay.silence,
        !state.isShown || moment - state.lastShown >= LoadingDisplay.pause
      else { return }
      state.isShown = true
      state.lastShown = moment
      let line = progress.line(after: Double(moment - start) / 1_000_000, in: language(), isASCII: isASCII)
      write("\r\u{1B}[K" + line)
    }
  }
}

extension Console {

  /// Who is told how far rosters are read: nobody, unless people see both what is answered and what is said.
  func loadingDisplay(_ language: Language?) -> (@Sendable (LoadingProgress) -> Void)? {
    let said = language ?? Console.environmentLanguage ?? .english
    return loadingDisplay { said }
  }

  /// The same for whoever changes the language in between.
  func loadingDisplay(in language: @escaping @Sendable () -> Language) -> (
    @Sendable (LoadingProgress) -> Void
  )? {
    guard let display = progressDisplay(language) else { return nil }
    return { (progress: LoadingProgress) in display.show(progress) }
  }

  /// Who is told how far the search for the best choice is.
  func searchDisplay(in language: @escaping @Sendable () -> Language) -> (
    @Sendable (SearchingProgress) -> Void
  )? {
    guard let display = progressDisplay(language) else { return nil }
    return { (progress: SearchingProgress) in display.show(progress) }
  }

  private func progressDisplay(_ language: @escaping @Sendable () -> Language) -> LoadingDisplay? {
    guard outputIsTerminal, errorIsTerminal, Console.environment("TERM") != "dumb" else { return nil }
    return LoadingDisplay(
      language: language(), isASCII: isASCII,
      write: { _ = DiskFile.writeAll(Array($0.utf8), to: STDERR_FILENO) })
  }
}

/// The language that is spoken, which may change while somebody else tells of the work.
final class SpokenLanguage: Sendable {

  private let value = Mutex(Language.english)

  /// The language.
  var language: Language {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
