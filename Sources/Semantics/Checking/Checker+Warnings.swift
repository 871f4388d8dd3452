import Diagnostics
import Rosters
import Syntax

/// `X per month * N months`: what it reads is known once all is checked.
struct RateTimesMonths {
  let rate: CoreExpression
  let months: Int
  let span: Span
}

extension Checker {

  /// Notes a monthly rate that is multiplied by a written number of months.
  func noteRateTimesMonths(
    _ l: CoreExpression, _ a: UnitOfMeasure, _ r: CoreExpression, _ b: UnitOfMeasure, _ span: Span
  ) {
    guard ratesTimesMonths.count < 1_000 else { return }
    let sides = a.months == -1 && b == .month ? (l, r) : (a == .month && b.months == -1 ? (r, l) : nil)
    guard let (rate, months) = sides, case .constant(.number(let n)) = months.kind, let count = n.int64,
      count > 1, count <= 1200
    else { return }
    ratesTimesMonths.append(RateTimesMonths(rate: rate, months: Int(count), span: span))
  }

  /// Warns of rates that change within the months they are taken for, from the program's day on.
  func warnOfRates(_ program: CoreProgram) {
    guard let start = asOf?.startOfMonth else { return }
    for noted in ratesTimesMonths {
      guard let end = start.adding(months: noted.months) else { continue }
      var pending = noted.rate.readDefinitions
      var seen = Set(pending)
      while let i = pending.popLast() {
        guard program.definitions.indices.contains(i) else { continue }
        if case .parameter(let p) = program.definitions[i].body,
          let line = p.lines.first(where: { $0.from.map { $0 > start && $0 < end } ?? false }),
          let from = line.from
        {
          report(.rateTimesMonths(text(of: noted.rate.origin), from, line: line.origin, at: noted.span))
          break
        }
        for d in program.definitions[i].dependencies where seen.insert(d.index).inserted {
          pending.append(d.index)
        }
      }
    }
  }
}

extension CoreExpression {

  /// The positions of the definitions that the expression itself reads, not those that these read.
  fileprivate var readDefinitions: [Int] {
    switch kind {
    case .definition(let id), .table(let id, _), .result(let id, _): [id.index]
    case .call(let id, let arguments): [id.index] + arguments.flatMap(\.readDefinitions)
    case .arithmetic(_, let a, let b), .otherwise(let a, let b), .rounded(let a, _, let b),
      .follow(let a, let b),
      .compare(_, let a, let b), .shareOf(let a, let b):
      a.readDefinitions + b.readDefinitions
    case .clamp(let a, let b, let c):
      a.readDefinitions + (b?.readDefinitions ?? []) + (c?.readDefinitions ?? [])
    case .negated(let a), .outer(let a), .not(let a), .shareValue(let a), .oneOf(let a, _), .isPresent(let a):
      a.readDefinitions
    case .all(let parts), .any(let parts), .joined(let parts): parts.flatMap(\.readDefinitions)
    case .cases(let cases, let other):
      cases.flatMap { $0.condition.readDefinitions + ($0.result?.readDefinitions ?? []) }
        + (other?.readDefinitions ?? [])
    case .aggregate(let a): a.value?.readDefinitions ?? []
    // What says its own day, or reads none.
    case .onDate, .eachMonth, .constant, .field, .row, .fileRow, .input, .today, .payer, .rowAt, .isIn,
      .exceptions, .addMonths, .elapsed, .dayPart, .invalid:
      []
    }
  }
}
