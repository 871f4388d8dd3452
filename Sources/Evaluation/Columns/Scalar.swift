import Rosters
import Semantics

/// One value; what a number stands for, its type says.
public enum Scalar: Hashable, Sendable {
  /// No value.
  case missing
  /// Yes or no.
  case truth(Bool)
  /// An exact number, in its type's unit (percentages as fractions).
  case number(Rational)
  /// A part of a population: both counts.
  case share(Share)
  /// A text.
  case text(String)
  /// A national identity number.
  case nik(Int64)
  /// A day.
  case date(CalendarDate)
  /// A position in the list of choices its type names.
  case choice(Int)
  /// A row of the roster its type names.
  case row(Int32)
}

/// A part of a population: how many of how many.
public struct Share: Hashable, Sendable, Comparable {

  /// How many.
  public let numerator: Rational

  /// Of how many; never 0.
  public let denominator: Rational

  /// Creates a share, or `nil` of nobody.
  public init?(_ numerator: Rational, of denominator: Rational) {
    guard denominator.signum != 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The fraction that the share is.
  public var value: Rational { (numerator / denominator) ?? .zero }

  /// Returns whether `l` is the smaller part.
  public static func < (l: Share, r: Share) -> Bool { l.value < r.value }
}

extension Scalar {

  /// Creates the value of a constant.
  public init(_ constant: CoreConstant) {
    switch constant {
    case .truth(let b): self = .truth(b)
    case .number(let r): self = .number(r)
    case .text(let s): self = .text(s)
    case .nik(let n): self = .nik(n)
    case .date(let d): self = .date(d)
    case .choice(let i): self = .choice(i)
    case .missing: self = .missing
    }
  }

  /// The exact number, of a number or a share.
  public var number: Rational? {
    switch self {
    case .number(let r): r
    case .share(let s): s.value
    case .missing, .truth, .text, .nik, .date, .choice, .row: nil
    }
  }

  /// Whether it is yes, of a condition.
  public var truth: Bool? {
    if case .truth(let b) = self { return b }
    return nil
  }

  /// The text, of a text.
  public var text: String? {
    if case .text(let s) = self { return s }
    return nil
  }
}

/// A value as registers hold it: dates as days, choices, rows and NIKs as integers.
enum Constant: Sendable, Hashable {
  case truth(Bool)
  case number(Rational)
  case text(String)
  case share(Share)

  /// Creates the register form of `scalar`, or `nil` for missing.
  init?(_ scalar: Scalar) {
    switch scalar {
    case .missing: return nil
    case .truth(let b): self = .truth(b)
    case .number(let r): self = .number(r)
    case .share(let s): self = .share(s)
    case .text(let s): self = .text(s)
    case .nik(let n): self = .number(Rational(n))
    case .date(let d): self = .number(Rational(Int64(d.days)))
    case .choice(let i): self = .number(Rational(i))
    case .row(let i): self = .number(Rational(Int64(i)))
    }
  }

  /// Returns the value that the register form stands for in `type`.
  func scalar(_ type: CoreType) -> Scalar {
    switch self {
    case .truth(let b): return .truth(b)
    case .text(let s): return .text(s)
    case .share(let s): return .share(s)
    case .number(let r):
      switch type {
      case .truth: return .truth(r.signum != 0)
      case .text, .number, .share, .unknown: return .number(r)
      case .nik: return r.int64.map { .nik($0) } ?? .missing
      case .date: return r.int64.map { .date(CalendarDate(days: Int32(clamping: $0))) } ?? .missing
      case .choice: return r.int64.map { .choice(Int($0)) } ?? .missing
      case .row: return r.int64.map { .row(Int32(clamping: $0)) } ?? .missing
      }
    }
  }
}
