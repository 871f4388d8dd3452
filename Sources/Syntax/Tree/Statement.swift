import Diagnostics
import Rosters

/// A statement and where it stands.
public struct Statement: Sendable {
  /// From its first word to its last (its `end`, if it has one).
  public let span: Span
  /// What it is.
  public let kind: StatementSyntax
  /// Creates a statement.
  public init(_ kind: StatementSyntax, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// The forms of a statement: definitions, then actions.
public indirect enum StatementSyntax: Sendable {

  /// `use jamsostek.contributions`, `use "base.payung"`.
  case use(UseSyntax)
  /// `as of 1 January 2026`.
  case asOf(ExpressionSyntax)
  /// `roster …`
  case roster(RosterSyntax)
  /// `kind worker needs …`
  case kind(KindSyntax)
  /// `match A with B by nik as moves`
  case match(MatchSyntax)
  /// `group officials of role = a, b`
  case group(GroupSyntax)
  /// `let x = …`
  case letValue(LetSyntax)
  /// `param …`
  case parameter(ParameterSyntax)
  /// `function …`
  case function(FunctionSyntax)
  /// `rule …`
  case rule(RuleSyntax)
  /// `exception to …`
  case exception(ExceptionSyntax)
  /// `table …`
  case table(TableSyntax)
  /// `target …`
  case target(TargetSyntax)
  /// `budget …`
  case budget(BudgetSyntax)
  /// `split …`
  case split(SplitSyntax)
  /// `allocate …`
  case allocation(AllocationSyntax)
  /// `ranking …`
  case ranking(RankingSyntax)
  /// `scenario …`
  case scenario(ScenarioSyntax)
  /// `test …`
  case test(TestSyntax)

  /// `show …`
  case show(ShowSyntax)
  /// `chart …`
  case chart(ChartSyntax)
  /// `export …`
  case export(ExportSyntax)
  /// `report …`
  case report(ReportSyntax)
  /// `compare lean with base`
  case compare(CompareSyntax)
  /// `find …`
  case find(FindSyntax)
  /// `why …`
  case why(WhySyntax)
  /// `check A is B else "…"`
  case check(CheckSyntax)
  /// `for each r in regencies … end`
  case forEach(ForEachSyntax)
  /// `how many …`, `who …`, `is …`
  case question(QuestionSyntax)
  /// `suppose …`
  case suppose(SupposeSyntax)
  /// `back to the plan`
  case backToPlan
  /// `keep as NAME`
  case keepAs(Name)
  /// `sweep …`
  case sweep(SweepSyntax)

  /// What could not be read; a diagnostic has said so.
  case invalid
}
