import Diagnostics
import Rosters
import Semantics
import Syntax

extension Evaluator {

  /// Returns a date some days, months or years later or earlier.
  func shift(
    _ o: ArithmeticOperator, _ l: CoreExpression, _ r: CoreExpression, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let (date, duration) = l.type == .date ? (l, r) : (r, l)
    guard case .number(let unit) = duration.type else {
      return faultAll(.internalFault("a duration", at: duration.origin), b)
    }
    let sign: Int64 = o == .subtract ? -1 : 1
    let months: Int64 = unit.years != 0 ? 12 * sign : sign
    let dates = try evaluate(date, b)
    let amounts = try evaluate(duration, b)
    if unit.years == 0 && unit.months == 0 {
      return moved(dates, amounts, e, b) { d, n in
        let (days, overflow) = Int64(d.days).addingReportingOverflow(n &* sign)
        guard !overflow, let fitting = Int32(exactly: days) else { return nil }
        return Self.inCalendar(CalendarDate(days: fitting))
      }
    }
    return moved(dates, amounts, e, b) { d, n in
      let (count, overflow) = n.multipliedReportingOverflow(by: months)
      return overflow ? nil : Int(exactly: count).flatMap { d.adding(months: $0) }
    }
  }

  func addMonths(
    _ date: CoreExpression, _ months: CoreExpression, _ overflow: CalendarDate.Overflow, _ e: CoreExpression,
    _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let factor: Int64
    if case .number(let unit) = months.type, unit.years != 0 { factor = 12 } else { factor = 1 }
    let dates = try evaluate(date, b)
    let amounts = try evaluate(months, b)
    return moved(dates, amounts, e, b) { d, n in
      let (count, tooMany) = n.multipliedReportingOverflow(by: factor)
      return tooMany ? nil : Int(exactly: count).flatMap { d.adding(months: $0, overflow: overflow) }
    }
  }

  /// The years of the calendar are 1 to 9999.
  private static func inCalendar(_ d: CalendarDate) -> CalendarDate? {
    guard let first = CalendarDate(year: 1, month: 1, day: 1),
      let last = CalendarDate(year: 9999, month: 12, day: 31)
    else { return nil }
    return first <= d && d <= last ? d : nil
  }

  private func moved(
    _ dates: Vector, _ amounts: Vector, _ e: CoreExpression, _ b: Batch,
    _ move: (CalendarDate, Int64) -> CalendarDate?
  ) -> Vector {
    let states = Vector.combine(dates.states, amounts.states)
    var result = [Int64](repeating: 0, count: b.count)
    var bad: [Int] = []
    for i in 0..<b.count where states.map({ $0[i] == RowState.present }) ?? true {
      if let day = dates.rational(i).int64.flatMap({ Int32(exactly: $0) }), let n = amounts.rational(i).int64,
        abs(n.clamped) < 4_000_000, let moved = move(CalendarDate(days: day), n)
      {
        result[i] = Int64(moved.days)
      } else {
        bad.append(i)
      }
    }
    let v = Vector(.narrow(result, denominator: 1), states: states, count: b.count)
    return bad.isEmpty ? v : faulting(v, bad, .dateOutOfRange(at: e.origin), b)
  }

  func elapsed(
    _ unit: TimeUnit, _ from: CoreExpression, _ to: CoreExpression, _ isTouched: Bool, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let start = try evaluate(from, b)
    let end = try evaluate(to, b)
    let states = Vector.combine(start.states, end.states)
    if unit == .year && !isTouched, case .constant(.number(let last)) = end.values, let day = last.int64,
      let starts = start.integers()
    {
      let table = model.yearTables.table(Int32(clamping: day))
      return Vector(.narrow(table.years(since: starts), denominator: 1), states: states, count: b.count)
    }
    guard let starts = start.integers(), let ends = end.integers() else {
      return faultAll(.internalFault("a date", at: from.origin), b)
    }
    var result = [Int64](repeating: 0, count: b.count)
    for i in 0..<b.count where states.map({ $0[i] == RowState.present }) ?? true {
      let a = CalendarDate(days: Int32(clamping: starts[i]))
      let z = CalendarDate(days: Int32(clamping: ends[i]))
      switch unit {
      case .day: result[i] = ends[i] - starts[i] + (isTouched ? (ends[i] < starts[i] ? -1 : 1) : 0)
      case .month: result[i] = Int64(isTouched ? z.monthsTouched(since: a) : z.completedMonths(since: a))
      case .year:
        if isTouched {
          let years = z.civil.year - a.civil.year
          result[i] = Int64(z < a ? years - 1 : years + 1)
        } else {
          result[i] = Int64(z.completedYears(since: a))
        }
      }
    }
    return Vector(.narrow(result, denominator: 1), states: states, count: b.count)
  }

  func onDate(_ a: CoreExpression, _ day: CoreExpression, _ b: Batch) throws(EvaluationStop) -> Vector {
    let days = try evaluate(day, b)
    return try byDay(days, b) { rows, at throws(EvaluationStop) in
      var dated = rows
      dated.frame = rows.frame.on(at)
      return try self.evaluate(a, dated)
    }
  }

  /// Returns what `body` gives for the rows of each day.
  private func byDay(
    _ days: Vector, _ b: Batch, _ body: (Batch, Int32) throws(EvaluationStop) -> Vector
  ) throws(EvaluationStop) -> Vector {
    if days.states == nil, case .constant(.number(let r)) = days.values, let n = r.int64 {
      return try body(b, Int32(clamping: n))
    }
    var groups: [Int32: [Int32]] = [:]
    var faulted: [Int] = []
    for i in 0..<b.count {
      if days.isPresent(i), let n = days.rational(i).int64 {
        groups[Int32(clamping: n), default: []].append(Int32(i))
      } else if let s = days.states, s[i] == RowState.faulted {
        faulted.append(i)
      }
    }
    var whole = VectorAssembler(count: b.count)
    for (day, positions) in groups.sorted(by: { $0.key < $1.key }) {
      whole.add(try body(b.picking(positions), day), at: positions)
    }
    return whole.assembled().faulting(faulted)
  }

  func eachMonth(
    _ a: CoreExpression, _ from: CoreExpression, _ to: CoreExpression, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    let firsts = try evaluate(from, b)
    let lasts = try evaluate(to, b)
    let traits = model.traits(of: a)
    return try byDay(firsts, b) { rows, first throws(EvaluationStop) in
      // Which rows these are of the batch, the ends of the periods must follow.
      let ends = rows.count == b.count ? lasts : try self.evaluate(to, rows)
      return try self.byDay(ends, rows) { inner, last throws(EvaluationStop) in
        try self.months(a, traits, first, last, e, inner)
      }
    }
  }

  /// Returns the sum of the values on the first of each month.
  private func months(
    _ a: CoreExpression, _ traits: Traits, _ first: Int32, _ last: Int32, _ e: CoreExpression, _ b: Batch
  ) throws(EvaluationStop) -> Vector {
    // Months in which nothing that is read changes have one value.
    var segments: [(day: Int32, months: Int)] = []
    let period = model.period(from: CalendarDate(days: first), to: CalendarDate(days: last), b.frame.world)
    var month = period.0.startOfMonth
    var count = 0
    while month <= period.1 {
      count += 1
      if count > model.limits.months {
        return faultAll(.tooManyMonths(limit: model.limits.months, at: e.origin), b)
      }
      if let known = segments.last, traits.canonicalDay(known.day) == traits.canonicalDay(month.days) {
        segments[segments.count - 1].months += 1
      } else {
        segments.append((month.days, 1))
      }
      guard let next = month.adding(months: 1) else { break }
      month = next
    }
    var sum = Vector(.constant(.number(.zero)), count: b.count)
    for s in segments {
      var dated = b
      dated.frame = b.frame.on(s.day)
      var value = try evaluate(a, dated)
      if s.months > 1 {
        value = .product(value, Vector(.constant(.number(Rational(s.months))), count: b.count))
      }
      sum = segments.count == 1 ? value : .sum(sum, value)
    }
    return sum
  }
}

extension Int64 {
  /// The value, or one whose magnitude still fits.
  fileprivate var clamped: Int64 { Swift.max(self, -Int64.max) }
}
