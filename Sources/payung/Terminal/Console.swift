import Diagnostics
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// Where a command writes: data to standard output, messages to standard error.
///
/// A reader that goes away (`payung run … | head`) is no failure: what it would have read is dropped.
final class Console {

  /// Whether people see standard output as it is written.
  let outputIsTerminal = isatty(STDOUT_FILENO) != 0

  /// Whether people see standard error as it is written.
  let errorIsTerminal = isatty(STDERR_FILENO) != 0

  /// Whether colours are wanted at all.
  private let allowsColour: Bool

  /// What went wrong with standard output, other than its reader going away.
  private(set) var outputFailure: FileProblem?

  private var outputIsClosed = false
  private var waiting: [UInt8] = []

  /// Creates the console of this process.
  init() {
    signal(SIGPIPE, SIG_IGN)
    let plain = Console.environment("NO_COLOR").map { !$0.isEmpty } ?? false
    allowsColour = !plain && Console.environment("TERM") != "dumb"
  }

  /// Whether to colour what goes to standard output.
  var coloursOutput: Bool { allowsColour && outputIsTerminal }

  /// Whether to colour what goes to standard error.
  var coloursErrors: Bool { allowsColour && errorIsTerminal }

  /// Whether the terminal shows only ASCII: the environment names a language without an encoding that has more.
  let isASCII: Bool = {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = Console.environment(name), !value.isEmpty else { continue }
      let folded = value.lowercased()
      return !(folded.contains("utf-8") || folded.contains("utf8"))
    }
    return false
  }()

  /// Writes `text`, which is data.
  func write(_ text: String) {
    waiting.append(contentsOf: text.utf8)
    if waiting.count > 1 << 16 || outputIsTerminal { flush() }
  }

  /// Writes `text`, which is a message.
  func note(_ text: String) {
    flush()  // so that messages and data stand in the order in which they arose
    _ = DiskFile.writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes `diagnostics`, whose spans point into `sources`, as messages.
  func report(
    _ diagnostics: [Diagnostic], in sources: SourceMap = SourceMap(), language: Language, limit: Int = 20
  ) {
    guard !diagnostics.isEmpty else { return }
    var distinct = DiagnosticSet()
    for d in diagnostics { distinct.insert(d) }
    let renderer = DiagnosticRenderer(
      language: language, isColoured: coloursErrors, limit: limit,
      width: errorIsTerminal ? LineEditor.columns : nil)
    note(renderer.render(distinct.elements, in: sources))
  }

  /// Writes what waits.
  func flush() {
    guard !waiting.isEmpty else { return }
    defer { waiting.removeAll(keepingCapacity: true) }
    guard !outputIsClosed, let problem = DiskFile.writeAll(waiting, to: STDOUT_FILENO) else { return }
    outputIsClosed = true
    if errno != EPIPE { outputFailure = problem }
  }

  /// Returns the value of the variable `name` of the environment.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The language that the environment asks for, if it asks for one of ours.
  static var environmentLanguage: Language? {
    for name in ["PAYUNG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment(name), !value.isEmpty else { continue }
      if value == "id" || value.hasPrefix("id_") || value.hasPrefix("id.") { return .indonesian }
      if name == "PAYUNG_LANGUAGE" && value == "en" { return .english }
      return nil
    }
    return nil
  }
}
