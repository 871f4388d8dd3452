import Diagnostics

/// A mark of punctuation.
enum Mark: UInt8, Sendable {
  case none
  case openParenthesis, closeParenthesis, comma, colon, dot, bar, doubleBar, question
  case plus, minus, times, divide
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// A piece of a program: a word, a literal, a mark, or the end of a line.
struct Token: Sendable {

  /// The forms of a token.
  enum Kind: UInt8, Sendable {
    /// Letters, digits and `_`, not beginning with a digit.
    case word
    /// `'No. KK'`.
    case quotedName
    /// `"…"`.
    case text
    /// Digits with separators, as written; what they mean depends on what follows.
    case number
    /// A number and `%`.
    case percent
    /// `Rp` and a number, with a magnitude word if there is one.
    case money
    /// `2026-12-31`.
    case date
    /// `#41`.
    case fileRow
    /// Punctuation.
    case mark
    /// The end of a line that ends a clause.
    case newline
    /// What could not be read; a diagnostic has said so.
    case invalid
    /// The end of the file.
    case endOfFile
  }

  /// What it is.
  let kind: Kind

  /// Which mark it is, if it is one.
  let mark: Mark

  /// The number of the word in the table of keyword words; 0 if no keyword has it.
  let code: UInt16

  /// The offset of its first byte.
  let start: Int32

  /// The offset after its last byte.
  let end: Int32
}

/// The tokens of a file, its comments, and what could not be read.
struct LexedFile: Sendable {

  /// The tokens; the last is the end of the file.
  var tokens: [Token] = []

  /// The comments, in order.
  var comments: [Comment] = []

  /// What could not be read.
  var diagnostics = DiagnosticSet()

  /// Whether the text ends where more must follow: after a comma, an operator or an open bracket.
  var endsOpen = false
}
