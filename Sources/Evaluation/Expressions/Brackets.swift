import Rosters
import Semantics

/// Cases that ask one number against bounds, one after the other, and answer with numbers that are written there: the
/// brackets of a tariff. All of them are asked of all rows at once.
struct Brackets {

  /// What is asked about.
  let subject: CoreExpression

  /// The comparisons of the subject with their bounds, the first deciding first.
  private(set) var bounds: [(comparison: CoreComparison, bound: Rational)] = []

  /// The values where they hold, and last the value where none does, over one denominator.
  private(set) var values: [Int64] = []

  /// The denominator of the values.
  private(set) var denominator: Int64 = 1

  /// Creates the brackets that `list` is, or `nil` if it is anything else.
  init?(_ list: [CoreCase], otherwise: CoreExpression?) {
    guard list.count >= 3, let otherwise, let first = list.first, let last = Brackets.number(otherwise),
      let (subject, _, _) = Brackets.asked(first.condition)
    else { return nil }
    self.subject = subject
    var numbers: [Rational] = []
    for c in list {
      guard c.doubt == nil, let value = c.result.flatMap(Brackets.number),
        let (own, comparison, bound) = Brackets.asked(c.condition), Brackets.areSame(own, subject)
      else { return nil }
      bounds.append((comparison, bound))
      numbers.append(value)
    }
    numbers.append(last)
    guard case .scaled(let packed, let d) = ColumnAssembler.narrowed(numbers) else { return nil }
    values = (0..<numbers.count).map { packed[$0] }
    denominator = d
  }

  private static func number(_ e: CoreExpression) -> Rational? {
    if case .constant(.number(let r)) = e.kind { r } else { nil }
  }

  /// Returns what a condition compares with a number, how, and the number.
  private static func asked(_ e: CoreExpression) -> (CoreExpression, CoreComparison, Rational)? {
    guard case .compare(let comparison, let l, let r) = e.kind else { return nil }
    if let bound = number(r), isPlain(l) { return (l, comparison, bound) }
    if let bound = number(l), isPlain(r) { return (r, comparison.mirrored, bound) }
    return nil
  }

  /// Whether the values of `e` are at hand.
  private static func isPlain(_ e: CoreExpression) -> Bool {
    switch e.kind {
    case .field, .input, .definition: true
    case .constant, .row, .fileRow, .outer, .result, .today, .payer, .follow, .rowAt, .isIn, .aggregate,
      .call,
      .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table, .negated,
      .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
      .eachMonth,
      .joined, .invalid:
      false
    }
  }

  private static func areSame(_ l: CoreExpression, _ r: CoreExpression) -> Bool {
    switch (l.kind, r.kind) {
    case (.field(let a), .field(let b)): a == b
    case (.input(let a), .input(let b)): a == b
    case (.definition(let a), .definition(let b)): a == b
    case (_, _): false
    }
  }

  /// The integers for which a comparison holds: those from `low` on and below `end`, or all others.
  private struct Stretch {
    let low: Int64
    let end: Int64
    let isInverted: Bool

    func contains(_ number: Int64) -> Bool { (low <= number && number < end) != isInverted }
  }

  /// Returns the value of each row, where the subject is `numbers` over `unit`; `nil` if a bound is beyond their words.
  func values(of numbers: [Int64], over unit: Int64) -> [Int64]? {
    // Between two cuts next to each other all numbers have one value: that of the first of them.
    var cuts: [Int64] = []
    var stretches: [Stretch] = []
    cuts.reserveCapacity(2 * bounds.count)
    stretches.reserveCapacity(bounds.count)
    for (comparison, bound) in bounds {
      let exact = bound * Rational(unit)
      guard let first = exact.ceiling.int64, let last = exact.floor.int64,
        first > -BracketSearch.most, last < BracketSearch.most
      else { return nil }
      let next = last + 1
      switch comparison {
      case .less, .greaterOrEqual:
        cuts.append(first)
        stretches.append(Stretch(low: .min, end: first, isInverted: comparison == .greaterOrEqual))
      case .lessOrEqual, .greater:
        cuts.append(next)
        stretches.append(Stretch(low: .min, end: next, isInverted: comparison == .greater))
      case .equal, .notEqual:
        cuts.append(first)
        cuts.append(next)
        stretches.append(Stretch(low: first, end: next, isInverted: comparison == .notEqual))
      }
    }
    cuts.sort()
    func value(of number: Int64) -> Int64 {
      values[stretches.firstIndex { $0.contains(number) } ?? stretches.count]
    }
    var sorted: [Int64] = []
    for cut in cuts where cut != sorted.last { sorted.append(cut) }
    guard let first = sorted.first else { return nil }
    return BracketSearch(sorted, pieces: [value(of: first - 1)] + sorted.map(value)).values(of: numbers)
  }
}
