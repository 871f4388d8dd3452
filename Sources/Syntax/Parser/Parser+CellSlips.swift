import Diagnostics

extension Parser {

  /// Reads a whole cell as other tools write it, says how it is written here, and returns what is meant; `nil` if it
  /// is no such form.
  mutating func parseForeignCell() -> CellSyntax.Form? {
    let after = token(after: 1)
    let isAlone = after.mark == .bar || after.mark == .doubleBar || after.kind == .newline
    if isAlone && (isAt(.minus) || isAt(.times)) { return foreign(.anyCell, .any) }
    guard token.kind == .word else { return nil }
    switch text(of: token).lowercased() {
    case "else", "default": return isAlone ? foreign(.otherwiseCell, .otherwise) : nil
    case "between" where !isAlone:
      let first = index
      advance()
      let from = parseSum()
      guard take(.and) || take(.cellTo) else { return nil }
      return range(from, parseSum(), from: first)
    default: return nil
    }
  }

  /// Reads `not (rt, rw)`, whose values stand in brackets elsewhere, and says how it is written here; `nil` if no list
  /// stands in brackets.
  mutating func parseBracketedNegation(from first: Int) -> CellSyntax.Form? {
    guard isAt(.openParenthesis) else { return nil }
    var depth = 0
    var isList = false
    var i = index
    scan: while i < tokens.count {
      switch tokens[i].mark {
      case .openParenthesis: depth += 1
      case .closeParenthesis:
        depth -= 1
        if depth == 0 { break scan }
      case .comma: if depth == 1 { isList = true }
      case .bar, .doubleBar: return nil
      default: break
      }
      if tokens[i].kind == .newline || tokens[i].kind == .endOfFile { return nil }
      i += 1
    }
    guard isList else { return nil }
    advance()
    let start = index
    let inner = parseCellTests(isCondition: true)
    guard isAt(.closeParenthesis) else { return nil }
    let listed = source.text(of: span(from: start))
    advance()
    let site = span(from: first)
    note(
      .cellWrittenElsewhere(
        source.text(of: site), meant: "\(printed(.notCell)) \(listed)", at: site))
    if case .values(let all, isNegated: false) = inner { return .values(all, isNegated: true) }
    return .negated(inner)
  }

  private mutating func foreign(_ role: KeywordRole, _ form: CellSyntax.Form) -> CellSyntax.Form {
    note(.cellWrittenElsewhere(text(of: token), meant: printed(role), at: here))
    advance()
    return form
  }

  /// Returns `part`, or the range that is meant where `18 to 60` or `18-60` is written.
  mutating func rangeMeant(_ part: CellSyntax.Form, from first: Int) -> CellSyntax.Form {
    guard case .values(let values, isNegated: false) = part, values.count == 1, let value = values.first
    else {
      return part
    }
    if take(.cellTo) { return range(value, parseSum(), from: first) }
    if case .arithmetic(.subtract, let from, let to) = value.kind, from.isPlainLiteral, to.isPlainLiteral {
      return range(from, to, from: first)
    }
    return part
  }

  private mutating func range(
    _ from: ExpressionSyntax, _ to: ExpressionSyntax, from first: Int
  ) -> CellSyntax.Form {
    let site = span(from: first)
    let meant =
      "\(printed(.cellFrom)) \(source.text(of: from.span)) \(printed(.cellTo)) \(source.text(of: to.span))"
    note(.cellWrittenElsewhere(source.text(of: site), meant: meant, at: site))
    return .range(from: from, to: to)
  }
}

extension ExpressionSyntax {

  /// Whether it is a number, an amount, a span of time or a day, as written.
  fileprivate var isPlainLiteral: Bool {
    if case .number = kind { return true }
    if case .percent = kind { return true }
    if case .money = kind { return true }
    if case .counted = kind { return true }
    if case .duration = kind { return true }
    if case .date = kind { return true }
    return false
  }
}
