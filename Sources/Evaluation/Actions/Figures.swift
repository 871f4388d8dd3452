import Diagnostics
import Rosters
import Semantics
import Syntax

/// Shows single values, each with the arithmetic that makes it.
struct Figures {

  private let source: AnswerSource
  private let cells: CellMaker

  init(_ source: AnswerSource) {
    self.source = source
    self.cells = CellMaker(source)
  }

  /// Returns the figure of `column`.
  func figure(_ column: CoreColumn) throws -> ResultFigure {
    let scalar = try source.value(of: column.value)
    let value = try cells.value(scalar, column.value.type, isPrivate: column.isPrivate)
    var details: [Phrase] = []
    if case .share(let n, let d) = value {
      details.append(
        Phrase(
          Bilingual(en: "= {n} of {d}", id: "= {n} dari {d}"),
          ["n": .number(n, .count), "d": .number(d, .count)]))
    } else if let arithmetic = try arithmetic(column.value) {
      details.append(arithmetic)
    }
    return ResultFigure(
      name: .verbatim(column.name), value: value,
      form: DisplayForm(decimals: column.decimals, magnitude: column.magnitude), details: details)
  }

  /// Returns the sum or product that `expression` is, with the values of its parts, or `nil` if it is none.
  func arithmetic(_ expression: CoreExpression) throws -> Phrase? {
    var e = expression
    // A `let` that is a product reads as that product.
    for _ in 0..<8 {
      guard case .definition(let id) = e.kind, case .value(let body) = source.program[id].body else { break }
      e = body
    }
    guard case .arithmetic(let op, _, _) = e.kind else { return nil }
    let isProduct = op == .multiply || op == .divide
    var parts: [(String, CoreExpression)] = []
    flatten(e, isProduct: isProduct, sign: "", into: &parts, depth: 0)
    var text = "= "
    var values: [String: ResultValue] = [:]
    for (i, part) in parts.enumerated() {
      text += part.0 + "{v\(i)}"
      values["v\(i)"] = try cells.value(source.value(of: part.1), part.1.type)
    }
    return Phrase(Bilingual(same: text), values)
  }

  private func flatten(
    _ e: CoreExpression, isProduct: Bool, sign: String, into parts: inout [(String, CoreExpression)],
    depth: Int
  ) {
    if depth < 32, case .arithmetic(let op, let l, let r) = e.kind,
      (op == .multiply || op == .divide) == isProduct
    {
      let mark =
        switch op {
        case .add: " + "
        case .subtract: " − "
        case .multiply: " × "
        case .divide: " ÷ "
        }
      flatten(l, isProduct: isProduct, sign: sign, into: &parts, depth: depth + 1)
      // `a − (b + c)` is not `a − b + c`: what stands right of a minus or a division stays one part.
      if op == .add || op == .multiply {
        flatten(r, isProduct: isProduct, sign: mark, into: &parts, depth: depth + 1)
      } else {
        parts.append((mark, r))
      }
    } else {
      parts.append((sign, e))
    }
  }
}
