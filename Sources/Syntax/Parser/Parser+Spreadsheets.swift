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

  /// Reads `rata-rata`, which is one word of spreadsheets and no subtraction, and says what is written instead.
  mutating func parseDoubledWord() -> ExpressionSyntax? {
    let second = token(after: 2)
    guard token.kind == .word, token(after: 1).mark == .minus, second.kind == .word,
      token.end == token(after: 1).start, token(after: 1).end == second.start
    else { return nil }
    let written = "\(text(of: token))-\(text(of: second))"
    guard let word = SpreadsheetWord(written) else { return nil }
    report(
      .spreadsheetWord(
        written, word, language, at: Span(file: file, start: here.start, end: Int(second.end))))
    let e = makeInvalid()
    advance(3)
    if startsOperand(at: index) { _ = parsePostfix() }
    if take(.over) || isAt(.whereCondition) { _ = parsePopulation() }
    return e
  }

  /// Says what is written instead of the word of spreadsheets before this place, where nothing may follow a name:
  /// `jumlah upah`.
  mutating func reportSpreadsheetWordBefore() -> Bool {
    guard index > 0, tokens[index - 1].kind == .word, startsOperand(at: index) else { return false }
    let before = text(of: tokens[index - 1])
    guard let word = SpreadsheetWord(before) else { return false }
    report(.spreadsheetWord(before, word, language, at: span(of: tokens[index - 1])))
    return true
  }
}
