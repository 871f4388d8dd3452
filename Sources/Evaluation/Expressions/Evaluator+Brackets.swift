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

  /// Returns the value of each row, where the subject is `numbers` over `unit`; `nil` if a bound is beyond their words.
  func values(of numbers: [Int64], over unit: Int64) -> [Int64]? {
    // Between two cuts next to each other all numbers have one value: that of the first of them.
    var cuts: [Int64] = []
    for (comparison, bound) in bounds {
      let exact = bound * Rational(unit)
      guard let low = exact.floor.int64, let high = exact.ceiling.int64, low < .max - 1 else { return nil }
      switch comparison {
      case .less, .greaterOrEqual: cuts.append(high)
      case .lessOrEqual, .greater: cuts.append(low + 1)
      case .equal, .notEqual:
        cuts.append(high)
        cuts.append(low + 1)
      }
    }
    cuts.sort()
    var sorted: [Int64] = []
    for cut in cuts where cut != sorted.last { sorted.append(cut) }
    guard let first = sorted.first, first > .min else { return nil }
    let pieces = ([first - 1] + sorted).map { value(of: Rational($0), over: Rational(unit)) }
    let last = sorted.count
    // A power of two of them, so that each search takes the same steps.
    var size = 1
    while size < sorted.count { size *= 2 }
    let padded = sorted + [Int64](repeating: .max, count: size - sorted.count)
    return padded.withUnsafeBufferPointer { cuts in
      pieces.withUnsafeBufferPointer { pieces in
        Kernels.map(numbers) { number in
          var place = 0
          var step = size
          while step > 1 {
            step &>>= 1
            place &+= cuts[place &+ step &- 1] <= number ? step : 0
          }
          place &+= cuts[place] <= number ? 1 : 0
          // Only the greatest number of all is not less than what the cuts are padded with.
          return pieces[min(place, last)]
        }
      }
    }
  }

  /// Returns the value of a row whose subject is `number` over `unit`.
  private func value(of number: Rational, over unit: Rational) -> Int64 {
    for (k, (comparison, bound)) in bounds.enumerated() {
      let exact = bound * unit
      if comparison.holds(number < exact ? -1 : number == exact ? 0 : 1) { return values[k] }
    }
    return values[bounds.count]
  }
}

extension Evaluator {

  /// Returns the values of cases that are brackets, or `nil` if they are none, or not for these rows.
  func brackets(
    _ list: [CoreCase], _ otherwise: CoreExpression?, _ b: Batch
  ) throws(EvaluationStop) -> Vector? {
    // What lines are reached is noted one by one; and for few rows it is not worth the look.
    guard b.count >= 64, b.grouping == nil, model.reached == nil,
      let brackets = Brackets(list, otherwise: otherwise)
    else { return nil }
    let before = log
    let subject = try evaluate(brackets.subject, b)
    guard subject.states == nil, case .narrow(let numbers, let unit) = subject.values,
      let values = brackets.values(of: numbers, over: unit)
    else {
      log = before
      return nil
    }
    return Vector(.narrow(values, denominator: brackets.denominator), count: b.count)
  }
}
