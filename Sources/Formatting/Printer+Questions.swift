import Diagnostics
import Syntax

extension Printer {

  /// Returns a question on one line.
  func text(_ q: QuestionSyntax) -> String {
    var result: String
    switch q.kind {
    case .count(let rows, let withCost):
      result = "\(word(.howMany)) \(text(rows))" + (withCost ? ", \(word(.alsoCost))" : "")
    case .payable(let rows, let money):
      result = "\(word(.howMany)) \(text(rows)) \(word(.paidWith)) \(text(money))"
    case .cost(let rows):
      result = "\(howMuch) \(word(.theCost))" + (rows.map { " \(word(.askedOf)) \(text($0))" } ?? "")
    case .amount(let value, let aYear, let rows):
      result =
        "\(howMuch) \(text(value))" + (aYear ? " \(word(.aYear))" : "")
        + (rows.map { " \(word(.askedOf)) \(text($0))" } ?? "")
    case .people(let rows): result = "\(word(.who)) \(text(rows))"
    case .enough(let name): result = "\(word(.ask)) \(speller.name(name.text, .rows)) \(word(.isEnough))"
    case .met(let name?):
      result = "\(word(.ask)) \(word(.target)) \(speller.name(name.text, .rows)) \(word(.asMet))"
    case .met(nil): result = "\(word(.ask)) \(word(.allTargets)) \(word(.asMet))"
    case .holds(let e): result = "\(word(.ask)) \(text(e))"
    }
    result += groups(q.layout)
    if !q.layout.order.isEmpty { result += " \(word(.sortedBy)) \(text(q.layout.order))" }
    if let first = q.layout.first { result += " \(word(.first, filling: text(first)))" }
    return result + inScenario(q.scenario)
  }

  /// What is counted is asked `how many` in English, an amount `how much`.
  private var howMuch: String {
    KeywordRole.howMany.wording.phrases(in: language).dropFirst(language == .english ? 1 : 0).first
      ?? word(.howMany)
  }

  func text(_ s: Supposition) -> String {
    switch s {
    case .set(let name, let value, _): "\(speller.name(name.text, .rows)) = \(text(value))"
    case .scaled(let name, let isLess, let part, _):
      "\(speller.name(name.text, .rows)) \(word(isLess ? .lessBy : .moreBy)) \(text(part))"
    case .asOf(let day, _): "\(word(.scenarioAsOf)) \(text(day))"
    case .starting(let day, _): "\(word(.starting)) \(text(day))"
    case .nextYear: word(.nextYear)
    case .scenario(let name): speller.name(name.text, .rows)
    }
  }

  mutating func emit(_ sp: SupposeSyntax, of s: Statement, indent: Int) {
    let head = "\(word(.suppose)) " + sp.changes.map { text($0) }.joined(separator: ", ")
    guard let action = sp.actions.first else {
      emit(head, indent: indent, anchor: s.span.start)
      return
    }
    emit(action, indent: indent, after: head + ": ", at: s.span.start)
  }

  func text(_ s: SweepSyntax) -> String {
    "\(word(.sweep)) \(speller.name(s.name.text))" + range(s.from, s.to, s.step)
      + (s.columns.isEmpty
        ? "" : " \(word(.show)) " + s.columns.map { text($0) }.joined(separator: ", "))
  }
}
