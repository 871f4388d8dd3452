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
    case .keepAs(let name): [name]
    case .use, .asOf, .exception, .test, .show, .chart, .export, .report, .compare, .find, .why, .check,
      .forEach, .question, .suppose, .backToPlan, .sweep, .invalid:
      []
    }
  }

  /// Returns the roster whose column `statement` defines, or `nil` if it defines none.
  static func roster(of statement: StatementSyntax) -> String? {
    switch statement {
    case .rule(let s): s.roster.text
    case .use, .asOf, .roster, .kind, .match, .group, .letValue, .parameter, .function, .exception, .table,
      .target, .budget, .split, .allocation, .ranking, .scenario, .test, .show, .chart, .export, .report,
      .compare,
      .find, .why, .check, .forEach, .question, .suppose, .backToPlan, .keepAs, .sweep, .invalid:
      nil
    }
  }

  /// Returns where the value stands that can be set in `statement`, or `nil` if it has none.
  static func settableValue(of statement: StatementSyntax) -> Span? {
    switch statement {
    case .letValue(let s): s.value.span
    case .budget(let s): s.amount.span
    case .parameter(let s): settableLines(of: s)?.span
    case .use, .asOf, .roster, .kind, .match, .group, .function, .rule, .exception, .table, .target, .split,
      .allocation, .ranking, .scenario, .test, .show, .chart, .export, .report, .compare, .find, .why, .check,
      .forEach, .question, .suppose, .backToPlan, .keepAs, .sweep, .invalid:
      nil
    }
  }

  /// Returns what of a parameter's lines a single value replaces, and whether that is only a value and not its date.
  private static func settableLines(of s: ParameterSyntax) -> (span: Span, isValue: Bool)? {
    guard let first = s.lines.first, let last = s.lines.last else { return nil }
    if s.lines.count == 1, first.from == nil, let only = first.value { return (only.span, true) }
    return (first.span.joined(with: last.span), false)
  }

  /// Returns `statement`'s text with its value replaced by `value`, or `nil` if it has none that can be set.
  static func setting(
    _ value: String, in statement: Statement, of source: SourceFile, _ language: Language
  ) -> String? {
    guard let replaced = settableValue(of: statement.kind) else { return nil }
    var text = value
    if case .parameter(let s) = statement.kind, settableLines(of: s)?.isValue == false {
      // A line that was always in force; exceptions to the lines stay as they are.
      let from = KeywordRole.periodFrom.wording.phrases(in: language).first ?? "from"
      text = "\(from) 1900-01-01 = \(value)"
    }
    let before = source.text(of: Span(file: replaced.file, start: statement.span.start, end: replaced.start))
    let after = source.text(of: Span(file: replaced.file, start: replaced.end, end: statement.span.end))
    return before + text + after
  }
}
