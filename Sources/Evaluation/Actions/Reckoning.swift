import Diagnostics
import Rosters
import Semantics

/// A sum over rows with the arithmetic that makes it: so many people, each at so much, for so many months.
struct Reckoning {

  /// The sum.
  let total: Rational
  /// How many rows have a value.
  let count: Int
  /// The values of the rows and how many have each, the most frequent first; per month where months are a factor.
  let prices: [(value: Rational, count: Int)]
  /// The arithmetic, or `nil` of nobody.
  let phrase: Phrase?
  /// The one value that all rows have, if they have one.
  let uniform: Rational?

  /// The most prices that are written out.
  private static let mostPrices = 3

  init(_ value: CoreExpression, over roster: RosterID, rows: [Int32], _ source: AnswerSource) throws {
    let column = try source.values(of: value, over: roster, rows: rows)
    let counted = Reckoning.counts(column)
    total = counted.reduce(.zero) { $0 + $1.value * Rational($1.count) }
    count = counted.reduce(0) { $0 + $1.count }
    uniform = counted.count == 1 ? counted[0].value : nil
    let unit: UnitOfMeasure
    if case .number(let u) = value.type { unit = u } else { unit = .plain }
    guard count > 0 else {
      prices = []
      phrase = nil
      return
    }
    var rate = value
    var factors: [ResultValue] = []
    var shown = counted
    var shownUnit = unit
    // What is the same for every row is a factor; what is left is a price.
    if case .eachMonth(let monthly, _, _) = value.kind,
      let months = try Reckoning.months(value, column, monthly, roster, rows, source)
    {
      rate = monthly
      shown = months.prices
      if case .number(let u) = monthly.type { shownUnit = u }
      factors = [months.factor]
    }
    while case .arithmetic(.multiply, let a, let b) = rate.kind {
      let (own, other) = Reckoning.readsRow(b, source.program) ? (b, a) : (a, b)
      guard !Reckoning.readsRow(other, source.program), Reckoning.readsRow(own, source.program) else { break }
      factors.insert(try CellMaker(source).value(source.value(of: other), other.type), at: 0)
      rate = own
      shown = Reckoning.counts(try source.values(of: rate, over: roster, rows: rows))
      if case .number(let u) = rate.type { shownUnit = u }
    }
    prices = shown
    phrase = Reckoning.phrase(shown, shownUnit, factors, noun: source.program.noun(of: roster))
  }

  /// Returns the values of `column` and how many rows have each, the most frequent first.
  private static func counts(_ column: EvaluatedColumn) -> [(value: Rational, count: Int)] {
    var found: [Rational: Int] = [:]
    for i in 0..<column.count { if let n = column[i].number { found[n, default: 0] += 1 } }
    return found.map { (value: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.value) < ($0.count, $1.value)
    }
  }

  /// Returns the prices of one month and how many months there are, if each month of each row has the same.
  private static func months(
    _ value: CoreExpression, _ column: EvaluatedColumn, _ monthly: CoreExpression, _ roster: RosterID,
    _ rows: [Int32], _ source: AnswerSource
  ) throws -> (prices: [(value: Rational, count: Int)], factor: ResultValue)? {
    guard case .eachMonth(_, let from, let to) = value.kind, !readsRow(from, source.program),
      !readsRow(to, source.program), case .date(let a) = try source.value(of: from),
      case .date(let b) = try source.value(of: to)
    else { return nil }
    let (first, last) = source.model.period(from: a, to: b, frame: source.frame)
    let count = last.monthsTouched(since: first.startOfMonth)
    guard count > 0 else { return nil }
    let one = try source.on(first.startOfMonth).values(of: monthly, over: roster, rows: rows)
    for i in 0..<one.count where one[i].number.map({ $0 * Rational(count) }) != column[i].number {
      return nil
    }
    var span = UnitOfMeasure.plain
    span.months = 1
    return (counts(one), .number(Rational(count), span))
  }

  private static func phrase(
    _ prices: [(value: Rational, count: Int)], _ unit: UnitOfMeasure, _ factors: [ResultValue],
    noun: UnitOfMeasure
  ) -> Phrase {
    var values: [String: ResultValue] = [:]
    var terms: [String] = []
    // One more than the most is as short as saying that there is one more.
    let named = prices.count == mostPrices + 1 ? prices.count : mostPrices
    for (i, p) in prices.prefix(named).enumerated() {
      values["n\(i)"] = .number(Rational(p.count), noun)
      values["p\(i)"] = .number(p.value, unit)
      terms.append("{n\(i)} × {p\(i)}")
    }
    var text = Bilingual(same: terms.joined(separator: " + "))
    if prices.count > named {
      let rest = prices.dropFirst(named)
      values["k"] = .number(Rational(rest.reduce(0) { $0 + $1.count }), noun)
      values["low"] = .number(rest.map(\.value).min() ?? .zero, unit)
      values["high"] = .number(rest.map(\.value).max() ?? .zero, unit)
      text = Bilingual(
        en: text.english + " + {k} × {low} to {high}", id: text.indonesian + " + {k} × {low} sampai {high}")
    }
    if !factors.isEmpty, prices.count > 1 {
      text = Bilingual(en: "(\(text.english))", id: "(\(text.indonesian))")
    }
    var tail = ""
    for (i, f) in factors.enumerated() {
      values["f\(i)"] = f
      tail += " × {f\(i)}"
    }
    return Phrase(Bilingual(en: "= " + text.english + tail, id: "= " + text.indonesian + tail), values)
  }

  /// Returns whether the value of `e` may differ from row to row.
  static func readsRow(_ e: CoreExpression, _ program: CoreProgram) -> Bool {
    var isFound = false
    _ = e.substituting { part in
      switch part.kind {
      case .field, .row, .fileRow, .follow, .outer, .input, .payer: isFound = true
      case .definition(let id):
        switch program[id].body {
        case .rule, .ranking: isFound = true
        case .table(let t): if t.roster != nil { isFound = true }
        case .budget(let b): if b.owners != nil { isFound = true }
        case .value, .parameter, .function, .target, .allocation: break
        }
      case .table(let id, _): if case .table(let t) = program[id].body, t.roster != nil { isFound = true }
      case .result(let id, let r):
        if case .allocation = program[id].body {
          switch r {
          case .allocated, .left, .available, .short, .cost, .coverage, .status: break
          case .funded, .amount, .source, .rank, .reason, .paidUntil, .score, .isAwarded: isFound = true
          }
        }
      case .aggregate(let a):
        // Its own rows are not those of the sum; only an outer row would be.
        if a.population.backReference != nil || a.population.isGroup { isFound = true }
        return part
      default: break
      }
      return isFound ? part : nil
    }
    return isFound
  }
}

extension CoreProgram {

  /// The unit in which rows of `roster` are counted: people, if they are identified as such.
  func noun(of roster: RosterID) -> UnitOfMeasure {
    var unit = UnitOfMeasure.plain
    unit.counted = 1
    let core = self[roster]
    let arePeople = core.schema.fields.contains { if case .nik = $0.type { true } else { false } }
    unit.noun = arePeople ? "people" : core.name
    return unit
  }

  /// The unit of people.
  static var people: UnitOfMeasure {
    var unit = UnitOfMeasure.plain
    unit.counted = 1
    unit.noun = "people"
    return unit
  }
}
