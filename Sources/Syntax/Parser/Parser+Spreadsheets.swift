import Diagnostics

extension Parser {

  /// Reads a word of spreadsheets that here begins nothing, such as `JIKA(…)`, and says what is written instead.
  mutating func parseSpreadsheetCall() -> ExpressionSyntax? {
    guard token(after: 1).mark == .openParenthesis, let word = SpreadsheetWord(text(of: token)) else {
      return nil
    }
    report(.spreadsheetWord(text(of: token), word, language, at: here))
    let e = makeInvalid()
    advance()
    _ = parseArguments()
    return e
  }

  /// Reads a word of spreadsheets that is followed by what it is to reckon with, as in `jumlah upah` and `rata-rata
  /// upah`, and says what is written instead; after any other name an operand is read as before.
  mutating func parseSpreadsheetWord() -> ExpressionSyntax? {
    guard token.kind == .word else { return nil }
    var length = 1
    let isDoubled =
      token(after: 1).mark == .minus && token(after: 2).kind == .word
      && text(of: token) == text(of: token(after: 2))
    if isDoubled { length = 3 }
    // `SUM(…)` may be a function of the program: the checker knows.
    guard startsOperand(at: index + length), token(after: 1).mark != .openParenthesis else { return nil }
    let last = tokens[index + length - 1]
    let site = Span(file: file, start: here.start, end: Int(last.end))
    let written = isDoubled ? "\(text(of: token))-\(text(of: token))" : text(of: token)
    guard let word = SpreadsheetWord(written) else { return nil }
    report(.spreadsheetWord(written, word, language, at: site))
    let e = makeInvalid()
    advance(length)
    _ = parsePostfix()
    if take(.over) || isAt(.whereCondition) { _ = parsePopulation() }
    return e
  }
}
