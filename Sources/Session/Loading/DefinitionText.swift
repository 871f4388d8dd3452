import Diagnostics
import Syntax

/// Definitions as texts: how one is given another value without touching the tree it came from.
///
/// The new text is parsed and checked like any other, so a value from the command line draws the same messages as
/// one in the program.
enum DefinitionText {

  /// Returns the names that `statement` defines.
  static func names(of statement: StatementSyntax) -> [Name] {
    switch statement {
    case .roster(let s): [s.name]
    case .kind(let s): [s.name]
    case .match(let s): [s.name]
    case .group(let s): [s.name]
    case .letValue(let s): [s.name]
    case .parameter(let s): [s.name]
    case .function(let s): [s.name]
    case .rule(let s): [s.name]
    case .table(let s): [s.name]
    case .target(let s): [s.name]
    case .budget(let s): [s.name]
    case .split(let s): s.pots.map(\.name)
    case .allocation(let s): [s.name]
    case .ranking(let s): [s.name]
    case .scenario(let s): [s.name]
    case .use, .asOf, .exception, .test, .show, .chart, .export, .report, .compare, .find, .why, .check,
      .forEach, .invalid:
      []
    }
  }

  /// Returns `statement`'s text with its value replaced by `value`, or `nil` if it has none that can be set.
  static func setting(
    _ value: String, in statement: Statement, of source: SourceFile, _ language: Language
  ) -> String? {
    let replaced: Span
    var text = value
    switch statement.kind {
    case .letValue(let s): replaced = s.value.span
    case .budget(let s): replaced = s.amount.span
    case .parameter(let s):
      guard let first = s.lines.first, let last = s.lines.last else { return nil }
      if s.lines.count == 1, first.from == nil, let only = first.value {
        replaced = only.span
      } else {
        replaced = first.span.joined(with: last.span)
        // A line that was always in force; exceptions to the lines stay as they are.
        let from = KeywordRole.periodFrom.wording.phrases(in: language).first ?? "from"
        text = "\(from) 1900-01-01 = \(value)"
      }
    case .use, .asOf, .roster, .kind, .match, .group, .function, .rule, .exception, .table, .target, .split,
      .allocation, .ranking, .scenario, .test, .show, .chart, .export, .report, .compare, .find, .why, .check,
      .forEach, .invalid:
      return nil
    }
    let before = source.text(of: Span(file: replaced.file, start: statement.span.start, end: replaced.start))
    let after = source.text(of: Span(file: replaced.file, start: replaced.end, end: statement.span.end))
    return before + text + after
  }
}
