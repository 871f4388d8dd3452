import CLineEdit

#if canImport(Glibc)
  import Glibc
#endif

/// Lines as a person types them, or as a pipe holds them.
final class LineEditor {

  /// What reading came to.
  enum Event {
    /// A line was entered.
    case line(String)
    /// There is no more.
    case end
    /// Ctrl-C dropped what was being typed.
    case dropped
  }

  /// A word that may stand where the cursor is; `isFinished` if a space may follow.
  struct Candidate {
    let text: String
    let isFinished: Bool
  }

  /// Returns the candidates for bytes `word` of `line`.
  typealias Completer = (_ line: String, _ word: Range<Int>) -> [Candidate]

  /// Whether a person is typing: only then is there a prompt, and only then can lines be edited.
  let isInteractive = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0

  private final class Completion {
    let completer: Completer
    init(_ completer: @escaping Completer) { self.completer = completer }
  }

  private let completion: Unmanaged<Completion>

  /// Creates the editor of this process's terminal.
  init(completer: @escaping Completer) {
    completion = .passRetained(Completion(completer))
    guard isInteractive else { return }
    lineedit_start(
      "payung", " \t\n\"'=<>()+-*/,|{}",
      { context, line, start, end in
        guard let context, let line else { return }
        let completion = Unmanaged<Completion>.fromOpaque(context).takeUnretainedValue()
        for c in completion.completer(String(cString: line), Int(start)..<Int(max(start, end))) {
          lineedit_offer(c.text, c.isFinished ? 1 : 0)
        }
      }, completion.toOpaque())
  }

  deinit { completion.release() }

  /// Reads a line after `prompt`.
  func read(_ prompt: String) -> Event {
    guard isInteractive else { return readLine(strippingNewline: true).map(Event.line) ?? .end }
    var line: UnsafeMutablePointer<CChar>?
    switch Int(lineedit_read(prompt, &line)) {
    case LINEEDIT_LINE:
      guard let line else { return .end }
      defer { lineedit_free(line) }
      return .line(String(cString: line))
    case LINEEDIT_DROPPED: return .dropped
    default: return .end
    }
  }

  /// Adds `entry` to what the arrow keys recall.
  func remember(_ entry: String) { if isInteractive { lineedit_remember(entry) } }

  /// The width of the terminal in columns, or `nil` if output does not go to one.
  static var columns: Int? {
    let n = Int(lineedit_columns())
    return n > 0 ? n : nil
  }
}
