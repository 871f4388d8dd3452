import Diagnostics
import Rosters

/// `target NAME of … reach …`
public struct TargetSyntax: Sendable {
  /// The name.
  public let name: Name
  /// Citation and certainty.
  public let authority: Authority
  /// `of POPULATION`
  public let population: PopulationSyntax?
  /// `reach 95% CONDITION`: the level, if one for all groups.
  public let level: ExpressionSyntax?
  /// The condition.
  public let condition: ExpressionSyntax?
  /// `in each GROUP`
  public let group: ExpressionSyntax?
  /// `bpd : 82%` lines under `in each`; `otherwise` has no member.
  public let levels: [(member: ExpressionSyntax?, level: ExpressionSyntax)]
  /// `by DATE`
  public let deadline: ExpressionSyntax?
  /// `baseline X measured on DATE`
  public let baseline: (value: ExpressionSyntax, date: ExpressionSyntax)?
  /// `cost EXPR`
  public let cost: ExpressionSyntax?
  /// `in order of …`
  public let order: [OrderSyntax]
  /// The name of the statement's line, for messages about what it lacks.
  public let span: Span
  /// Creates a target.
  public init(
    name: Name, authority: Authority, population: PopulationSyntax?, level: ExpressionSyntax?,
    condition: ExpressionSyntax?, group: ExpressionSyntax?,
    levels: [(member: ExpressionSyntax?, level: ExpressionSyntax)],
    deadline: ExpressionSyntax?, baseline: (value: ExpressionSyntax, date: ExpressionSyntax)?,
    cost: ExpressionSyntax?,
    order: [OrderSyntax], span: Span
  ) {
    self.name = name
    self.authority = authority
    self.population = population
    self.level = level
    self.condition = condition
    self.group = group
    self.levels = levels
    self.deadline = deadline
    self.baseline = baseline
    self.cost = cost
    self.order = order
    self.span = span
  }
}

/// One key of an order: `age descending`, `tobacco first`, `enrolled missing last`.
public struct OrderSyntax: Sendable {
  /// The directions.
  public enum Direction: Sendable, Hashable {
    /// Smallest first; what is meant when nothing is said.
    case ascending
    /// Greatest first.
    case descending
    /// Rows where the condition holds first.
    case first
    /// Rows where the condition holds last.
    case last
  }
  /// The value.
  public let value: ExpressionSyntax
  /// The direction, if stated.
  public let direction: Direction?
  /// Creates a key.
  public init(_ value: ExpressionSyntax, direction: Direction?) {
    self.value = value
    self.direction = direction
  }
}

/// `budget NAME = …`
public struct BudgetSyntax: Sendable {
  /// The name.
  public let name: Name
  /// `in each of villages`, if it is one per owner.
  public let owners: Name?
  /// The amount.
  public let amount: ExpressionSyntax
  /// The kind of purse, for `source`: `kind csr`.
  public let kind: Name?
  /// The clauses, in order.
  public let clauses: [BudgetClause]
  /// Creates a budget.
  public init(name: Name, owners: Name?, amount: ExpressionSyntax, kind: Name?, clauses: [BudgetClause]) {
    self.name = name
    self.owners = owners
    self.amount = amount
    self.kind = kind
    self.clauses = clauses
  }
}

/// A clause of a budget.
public enum BudgetClause: Sendable {
  /// `for workers where …`
  case spentOn(PopulationSyntax)
  /// `under "…"`
  case under(String, Span)
  /// `reserve 5%`
  case reserve(ExpressionSyntax, Span)
  /// `valid from … to …`
  case valid(from: ExpressionSyntax, to: ExpressionSyntax, Span)
  /// `may be carried over`
  case carriedOver(Span)
}

/// `split X into …`
public struct SplitSyntax: Sendable {
  /// The budget.
  public let budget: Name
  /// Citation and certainty.
  public let authority: Authority
  /// The pots: a share or an amount each.
  public let pots: [(name: Name, value: ExpressionSyntax)]
  /// Creates a split.
  public init(budget: Name, authority: Authority, pots: [(name: Name, value: ExpressionSyntax)]) {
    self.budget = budget
    self.authority = authority
    self.pots = pots
  }
}

/// `allocate NAME …`
public struct AllocationSyntax: Sendable {
  /// The name.
  public let name: Name
  /// Citation and certainty.
  public let authority: Authority
  /// The clauses, in order.
  public let clauses: [AllocationClause]
  /// Creates an allocation.
  public init(name: Name, authority: Authority, clauses: [AllocationClause]) {
    self.name = name
    self.authority = authority
    self.clauses = clauses
  }
}

/// A purse named in `from`: a budget, or a share of an earlier allocation or of budgets with owners.
public struct PurseSyntax: Sendable {
  /// The budget or allocation.
  public let name: Name
  /// `of village.regency`: whose share pays.
  public let owner: ExpressionSyntax?
  /// Creates a purse.
  public init(name: Name, owner: ExpressionSyntax?) {
    self.name = name
    self.owner = owner
  }
}

/// How what a division leaves over is given out.
public enum RemainderSyntax: String, Sendable, CaseIterable, Hashable {
  /// Largest remainder (Hare).
  case largestRemainder
  /// Largest remainder with the Droop quota.
  case droop
  /// Webster, Sainte-Laguë.
  case webster
  /// Jefferson, D'Hondt.
  case jefferson
  /// Adams.
  case adams
  /// Huntington–Hill.
  case huntingtonHill
  /// Dean.
  case dean
}

/// How an estate is divided over claims that it may not cover.
public enum ClaimsSyntax: String, Sendable, CaseIterable, Hashable {
  /// In proportion to the claims.
  case proportion
  /// Equal awards, nobody more than the claim.
  case equalAwards
  /// Equal losses, nobody less than nothing.
  case equalLosses
  /// Equal awards up to half of each claim, then equal losses.
  case talmud
}

/// A part of an amount that is divided by weights of its own: `65% equally`, `35% in proportion to poor`.
public struct PartSyntax: Sendable {
  /// The share of the amount.
  public let share: ExpressionSyntax
  /// The weight; `nil` for equal parts.
  public let weight: ExpressionSyntax?
  /// Creates a part.
  public init(share: ExpressionSyntax, weight: ExpressionSyntax?) {
    self.share = share
    self.weight = weight
  }
}

/// A clause of an allocation.
public enum AllocationClause: Sendable {
  /// `from dbhcht, then shares of village.regency`
  case from([PurseSyntax], Span)
  /// `to workers where eligible`
  case to(PopulationSyntax)
  /// `pay contribution * 12 months`
  case pay(ExpressionSyntax, Span)
  /// `in order of decile, age descending, nik`
  case order([OrderSyntax], Span)
  /// `in proportion to …`
  case proportion(ExpressionSyntax, Span)
  /// `equally`
  case equally(Span)
  /// `in parts 65% equally, 35% in proportion to poor`
  case parts([PartSyntax], Span)
  /// `settle claims of debt by talmud`
  case claims(ExpressionSyntax, by: ClaimsSyntax, Span)
  /// `at least X`
  case atLeast(ExpressionSyntax, Span)
  /// `at most X`
  case atMost(ExpressionSyntax, Span)
  /// `at least 10 in each G`, `at most 50 in each G`
  case groupQuota(atLeast: Bool, ExpressionSyntax, group: ExpressionSyntax, Span)
  /// `at most 30% of dbhcht where …`, `at least 30% of dbhcht where …`
  case purseQuota(atLeast: Bool, ExpressionSyntax, purse: Name, condition: ExpressionSyntax, Span)
  /// `in multiples of Rp1 juta`
  case multiples(ExpressionSyntax, Span)
  /// `remainder by largest remainder`
  case remainder(RemainderSyntax, Span)
  /// `ties by code`
  case ties([OrderSyntax], Span)
  /// `leftover to apbd`
  case leftover(Name, Span)
  /// `may be split`
  case mayBeSplit(Span)
  /// `skip and go on`
  case skipAndGoOn(Span)
  /// `all or none in each village`
  case allOrNone(ExpressionSyntax, Span)
  /// `keeping those in "signed.csv"`, perhaps only those `where …`
  case keeping(String, condition: ExpressionSyntax?, Span)
  /// `only as far as target x`
  case asFarAs(Name, Span)
  /// `maximise count where …` / `minimise …`
  case optimise(maximise: Bool, ExpressionSyntax, Span)
}
