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

  /// A stretch of an entry to be drawn in a colour of its own.
  struct Stroke {
    let range: Range<Int>
    /// The terminal's name of the colour, such as `1;34`.
    let colour: String
  }

  /// Who knows what an entry means.
  struct Owner {
    /// Returns the candidates for bytes `word` of `entry`.
    var complete: (_ entry: String, _ word: Range<Int>) -> [Candidate]
    /// Returns whether `entry` needs no further line.
    var isFinished: (_ entry: String) -> Bool
    /// Returns the colours of `entry`.
    var strokes: (_ entry: String) -> [Stroke]
    /// Returns what fits, or is known of what was typed, before byte `cursor` of `entry`.
    var hint: (_ entry: String, _ cursor: Int) -> String?
  }

  /// Whether a person is typing: only then is there a prompt, and only then can lines be edited.
  let isInteractive = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0

  private final class Box {
    let owner: Owner
    init(_ owner: Owner) { self.owner = owner }
  }

  private let box: Unmanaged<Box>

  /// Creates the editor of this process's terminal; `continuation` stands before the further lines of an entry.
  init(continuation: String, isColoured: Bool, owner: Owner) {
    box = .passRetained(Box(owner))
    guard isInteractive else { return }
    let callbacks = lineedit_owner(
      complete: { context, entry, start, end in
        guard let context, let entry else { return }
        let owner = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().owner
        for c in owner.complete(String(cString: entry), Int(start)..<Int(max(start, end))) {
          lineedit_offer(c.text, c.isFinished ? 1 : 0)
        }
      },
      is_finished: { context, entry in
        guard let context, let entry else { return 1 }
        let owner = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().owner
        return owner.isFinished(String(cString: entry)) ? 1 : 0
      },
      paint: { context, entry, cursor in
        guard let context, let entry else { return }
        let owner = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().owner
        let text = String(cString: entry)
        for s in owner.strokes(text) {
          lineedit_paint(Int32(clamping: s.range.lowerBound), Int32(clamping: s.range.upperBound), s.colour)
        }
        if let hint = owner.hint(text, Int(cursor)) { lineedit_hint(hint) }
      })
    lineedit_start(
      "payung", " \t\n\"'=<>()+-*/,|{}", continuation, isColoured ? 1 : 0, callbacks, box.toOpaque())
  }

  deinit { box.release() }

  /// Reads an entry after `prompt`, which begins with the text `initial`: of a terminal with all its lines, else a line.
  func read(_ prompt: String, initial: String? = nil) -> Event {
    guard isInteractive else { return readLine(strippingNewline: true).map(Event.line) ?? .end }
    var entry: UnsafeMutablePointer<CChar>?
    switch Int(lineedit_read(prompt, initial, &entry)) {
    case LINEEDIT_LINE:
      guard let entry else { return .end }
      defer { lineedit_free(entry) }
      return .line(String(cString: entry))
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

  /// The height of the terminal in rows, or `nil` if output does not go to one.
  static var rows: Int? {
    let n = Int(lineedit_rows())
    return n > 0 ? n : nil
  }
}
