import Allocation

/// Writes a model in the LP format that solvers read.
enum LinearProgramText {

  /// Solvers accept lines of a few hundred characters.
  private static let termsPerLine = 8

  static func text(of model: IntegerModel) -> String {
    var text = "Maximize\n obj:"
    add(model.worths.enumerated().map { (variable: $0, weight: $1) }, to: &text)
    text += "\nSubject To\n"
    for (i, row) in model.rows.enumerated() {
      guard !row.terms.isEmpty else { continue }
      // A row with both bounds is written twice; prices are those of the first.
      if let most = row.most {
        text += " r\(i):"
        add(row.terms, to: &text)
        text += " <= \(most)\n"
      }
      if let least = row.least {
        text += row.most == nil ? " r\(i):" : " s\(i):"
        add(row.terms, to: &text)
        text += " >= \(least)\n"
      }
    }
    text += "Binary\n"
    for variable in model.worths.indices {
      text += " x\(variable)"
      if variable % termsPerLine == termsPerLine - 1 { text += "\n" }
    }
    return text + "\nEnd\n"
  }

  private static func add(_ terms: [(variable: Int, weight: String)], to text: inout String) {
    var count = 0
    for term in terms where term.weight != "0" {
      if count > 0, count % termsPerLine == 0 { text += "\n  " }
      text += term.weight.hasPrefix("-") ? " - \(term.weight.dropFirst())" : " + \(term.weight)"
      text += " x\(term.variable)"
      count += 1
    }
    if count == 0, let first = terms.first { text += " 0 x\(first.variable)" }
  }
}
