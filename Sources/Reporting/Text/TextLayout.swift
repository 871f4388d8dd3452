import Diagnostics
import Evaluation

/// How results are laid out as text: for whom, how wide, with which characters.
public struct TextLayout: Sendable, Hashable {

  /// The reader's language.
  public var language: Language

  /// The columns of the terminal, or `nil` where nothing may be cut or wrapped (a file, a pipe).
  public var width: Int?

  /// Whether only ASCII is written.
  public var isASCII: Bool

  /// Whether headings and totals are set off by the terminal's bold type.
  public var hasEmphasis: Bool

  /// The most plain rows shown of one table, or `nil` for all; what is left out is said.
  public var rowLimit: Int?

  /// Creates a layout; without more words one that cuts nothing.
  public init(
    _ language: Language, width: Int? = nil, isASCII: Bool = false, hasEmphasis: Bool = false,
    rowLimit: Int? = nil
  ) {
    self.language = language
    self.width = width
    self.isASCII = isASCII
    self.hasEmphasis = hasEmphasis
    self.rowLimit = rowLimit
  }

  /// How values are spelled.
  public var spelling: ValueSpelling { ValueSpelling(language, isASCII: isASCII) }

  /// The mark where text is cut.
  var cutMark: String { isASCII ? "..." : "…" }
  /// The character of rules.
  var ruleMark: String { isASCII ? "-" : "─" }
  /// What stands between facts on one line.
  var factSeparator: String { isASCII ? " | " : " · " }

  /// Returns `text` set off from the rest.
  func strong(_ text: String) -> String { hasEmphasis ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Returns `text` safe for a terminal and, in ASCII, without the few other characters our own texts use.
  func safe(_ text: String) -> String {
    let escaped = TerminalText.escaping(text, isASCII: isASCII)
    guard isASCII else { return escaped }
    var result = ""
    for character in escaped {
      switch character {
      case "·": result += "|"
      case "–", "−": result += "-"
      case "≈": result += "~"
      case "×": result += "x"
      case "÷": result += "/"
      case "…": result += "..."
      case "▼": result += "v"
      case "“", "”": result += "\""
      case "’", "‘": result += "'"
      default: result.append(character)
      }
    }
    return result
  }

  /// Returns `phrase` as its reader reads it, safe for a terminal.
  func sentence(_ phrase: Phrase) -> String { safe(spelling(phrase)) }

  /// Returns `text` on as many lines as the width asks for, lines after the first indented by `indent`.
  func paragraph(_ text: String, indent: Int = 0) -> [String] {
    guard let width else { return [text] }
    let lines = DisplayWidth.wrapped(text, to: max(20, width - indent))
    return lines.enumerated().map { $0 == 0 ? $1 : String(repeating: " ", count: indent) + $1 }
  }
}
