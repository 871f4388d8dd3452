import Diagnostics
import Rosters

/// `use …`
public struct UseSyntax: Sendable {
  /// What is used.
  public enum Module: Sendable {
    /// A module of the library: `jamsostek.contributions`.
    case library([Name])
    /// A file: `"rules/common.payung"`.
    case file(String, Span)
  }
  /// The module.
  public let module: Module
  /// Creates a use.
  public init(_ module: Module) { self.module = module }
}

/// `roster NAME [is KIND] from "file" …`
public struct RosterSyntax: Sendable {
  /// The name.
  public let name: Name
  /// `is worker`, with `income from upah` matches.
  public let kinds: [KindUse]
  /// Where its rows come from.
  public let origin: RosterOrigin
  /// The fields.
  public let fields: [FieldSyntax]
  /// The clauses, in order.
  public let clauses: [RosterClause]
  /// Creates a roster.
  public init(
    name: Name, kinds: [KindUse], origin: RosterOrigin, fields: [FieldSyntax], clauses: [RosterClause]
  ) {
    self.name = name
    self.kinds = kinds
    self.origin = origin
    self.fields = fields
    self.clauses = clauses
  }
}

/// `is worker`, taken on by a roster.
public struct KindUse: Sendable {
  /// The kind.
  public let kind: Name
  /// `needed from field` pairs.
  public let matches: [(needed: Name, field: Name)]
  /// Creates the use of a kind.
  public init(kind: Name, matches: [(needed: Name, field: Name)]) {
    self.kind = kind
    self.matches = matches
  }
}

/// Where the rows of a roster come from.
public enum RosterOrigin: Sendable {
  /// `from "data/workers.csv"`, `from "in/workers-*.csv"`.
  case file(String, Span)
  /// `like OTHER from "file"`.
  case like(Name, String, Span)
  /// `combining A, B`.
  case combining([Name])
}

/// One field of a roster (or of a kind's needs).
public struct FieldSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The type.
  public let type: TypeSyntax
  /// The modifiers, in order.
  public let modifiers: [FieldModifier]
  /// The whole line.
  public let span: Span
  /// Creates a field.
  public init(name: Name, type: TypeSyntax, modifiers: [FieldModifier], span: Span) {
    self.name = name
    self.type = type
    self.modifiers = modifiers
    self.span = span
  }
}

/// A modifier of a field.
public enum FieldModifier: Sendable {
  /// `key`
  case key(Span)
  /// `keep latest enrolled` (or earliest), after `key`.
  case keep(latest: Bool, Name, Span)
  /// `optional`
  case optional(Span)
  /// `private`
  case isPrivate(Span)
  /// `column "Header"`
  case column(String, Span)
}

/// A type as written.
public struct TypeSyntax: Sendable {

  /// The forms of a type.
  public enum Form: Sendable {
    /// `text`
    case text
    /// `nik`
    case nik
    /// `count`
    case count
    /// `whole`
    case whole
    /// `number`
    case number
    /// `percent`
    case percent
    /// `money`, with the units after `per`.
    case money(per: [UnitName])
    /// `date`
    case date
    /// `yes or no`
    case truth
    /// `one of (…)`
    case choice([ChoiceSyntax])
    /// Another roster's name: a reference.
    case reference(Name)
    /// What could not be read.
    case invalid
  }

  /// The form.
  public let form: Form
  /// `from 1 to 10`, if written.
  public let range: (from: ExpressionSyntax, to: ExpressionSyntax)?
  /// Where it stands.
  public let span: Span

  /// Creates a type.
  public init(_ form: Form, range: (from: ExpressionSyntax, to: ExpressionSyntax)? = nil, span: Span) {
    self.form = form
    self.range = range
    self.span = span
  }
}

/// `rt = "Ketua RT" or "RT"`
public struct ChoiceSyntax: Sendable {
  /// The choice.
  public let name: Name
  /// The spellings in data.
  public let spellings: [String]
  /// Creates a choice.
  public init(name: Name, spellings: [String]) {
    self.name = name
    self.spellings = spellings
  }
}

/// A clause of a roster.
public enum RosterClause: Sendable {
  /// `require C else "…"`
  case require(ExpressionSyntax, message: ExpressionSyntax?, Span)
  /// `dialect indonesia`
  case dialect(Name, Span)
  /// `code system kemendagri`
  case codeSystem(Name, Span)
  /// `at most 1% set aside`
  case tolerance(ExpressionSyntax, Span)
  /// `state at DATE`
  case stateAt(ExpressionSyntax, Span)
  /// `one row per nik`
  case oneRowPer(Name, Span)
  /// `prefer A, then B`
  case prefer([ExpressionSyntax], Span)

  /// Where the clause stands.
  public var span: Span {
    switch self {
    case .require(_, _, let s), .dialect(_, let s), .codeSystem(_, let s), .tolerance(_, let s),
      .stateAt(_, let s), .oneRowPer(_, let s), .prefer(_, let s):
      s
    }
  }
}

/// `kind worker needs segment : …, and income : …`
public struct KindSyntax: Sendable {
  /// The name.
  public let name: Name
  /// What rosters of the kind must have.
  public let fields: [FieldSyntax]
  /// Creates a kind.
  public init(name: Name, fields: [FieldSyntax]) {
    self.name = name
    self.fields = fields
  }
}

/// `match A where C with B where C by nik as moves`
public struct MatchSyntax: Sendable {
  /// The earlier roster.
  public let first: Name
  /// The later roster.
  public let second: Name
  /// Which rows of each are matched, if not all.
  public let conditions: (first: ExpressionSyntax?, second: ExpressionSyntax?)
  /// The fields that identify a row in both.
  public let keys: [Name]
  /// The name of the result.
  public let name: Name
  /// Creates a match.
  public init(
    first: Name, second: Name, conditions: (first: ExpressionSyntax?, second: ExpressionSyntax?),
    keys: [Name],
    name: Name
  ) {
    self.first = first
    self.second = second
    self.conditions = conditions
    self.keys = keys
    self.name = name
  }
}

/// `group officials of role = kepala_desa, perangkat_desa`
public struct GroupSyntax: Sendable {
  /// The name.
  public let name: Name
  /// The field whose choices it groups.
  public let field: Name
  /// The choices.
  public let members: [Name]
  /// Creates a group.
  public init(name: Name, field: Name, members: [Name]) {
    self.name = name
    self.field = field
    self.members = members
  }
}
