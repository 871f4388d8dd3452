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
