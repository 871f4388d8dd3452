import Rosters
import Syntax

extension Checker {

  /// How deep constants and what values rest on are followed through definitions.
  private static let deepest = 60

  /// Returns `e` with all parts that are the same for every row on `day` as constants: parameters in force, values.
  func folded(_ e: CoreExpression, on day: CalendarDate?) -> CoreExpression {
    e.substituting { part in
      if case .constant = part.kind { return nil }
      switch part.type {
      case .number, .date, .text, .choice, .truth, .nik: break
      case .share, .row, .unknown: return nil
      }
      return self.constant(part, on: day).map {
        CoreExpression(.constant($0), type: part.type, origin: part.origin)
      }
    }
  }

  /// Returns the value of `e` if it is the same for every row on `day`.
  private func constant(_ e: CoreExpression, on day: CalendarDate?, depth: Int = 0) -> CoreConstant? {
    guard depth < Checker.deepest else { return nil }
    func value(_ e: CoreExpression) -> CoreConstant? { constant(e, on: day, depth: depth + 1) }
    func number(_ e: CoreExpression) -> Rational? {
      if case .number(let n)? = value(e) { n } else { nil }
    }
    switch e.kind {
    case .constant(let k): return k
    case .definition(let id):
      switch entries[id.index].core?.body {
      case .value(let v): return value(v)
      case .parameter(let p):
        guard p.inputs.isEmpty, p.exceptions.isEmpty else { return nil }
        let isDated = p.lines.contains { $0.from != nil || $0.to != nil }
        guard !isDated || day != nil, let line = p.line(on: day ?? CalendarDate(days: 0)) else { return nil }
        return line.value.flatMap(value)
      case .rule, .table, .function, .target, .budget, .allocation, .ranking, nil: return nil
      }
    case .negated(let a): return number(a).map { .number(-$0) }
    case .arithmetic(let o, let a, let b):
      guard case .number = e.type, case .number = a.type, let x = number(a), let y = number(b) else {
        return nil
      }
      switch o {
      case .add: return .number(x + y)
      case .subtract: return .number(x - y)
      case .multiply: return .number(x * y)
      case .divide: return (x / y).map { .number($0) }
      }
    case .clamp(let a, let low, let high):
      guard var x = number(a) else { return nil }
      if let low {
        guard let n = number(low) else { return nil }
        x = max(x, n)
      }
      if let high {
        guard let n = number(high) else { return nil }
        x = min(x, n)
      }
      return .number(x)
    case .rounded(let a, let mode, let step):
      guard let x = number(a), let s = number(step) else { return nil }
      return x.rounded(mode, toMultipleOf: s).map { .number($0) }
    case .field, .row, .fileRow, .outer, .result, .input, .today, .payer, .follow, .rowAt, .isIn, .aggregate,
      .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table,
      .addMonths, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined, .invalid:
      return nil
    }
  }

  /// Returns a day of each period in which the parameters that `all` read keep their values, the earliest first;
  /// `nil` alone if they read none that is dated.
  func periods(of all: [CoreExpression]) -> [CalendarDate?] {
    var lines: [[CoreParameter.Line]] = []
    var seen: Set<Int> = []
    func visit(_ e: CoreExpression, _ depth: Int) {
      guard depth < Checker.deepest else { return }
      _ = e.substituting { part in
        guard case .definition(let id) = part.kind, seen.insert(id.index).inserted else { return nil }
        switch self.entries[id.index].core?.body {
        case .value(let v): visit(v, depth + 1)
        case .parameter(let p) where p.inputs.isEmpty && p.exceptions.isEmpty:
          if p.lines.contains(where: { $0.from != nil || $0.to != nil }) { lines.append(p.lines) }
          for line in p.lines { if let v = line.value { visit(v, depth + 1) } }
        case .parameter, .rule, .table, .function, .target, .budget, .allocation, .ranking, nil: break
        }
        return nil
      }
    }
    for e in all { visit(e, 0) }
    var days: Set<CalendarDate> = []
    for line in lines.joined() {
      if let from = line.from { days.insert(from) }
      if let to = line.to { days.insert(CalendarDate(days: to.days &+ 1)) }
    }
    guard let first = days.min() else { return [nil] }
    days.insert(CalendarDate(days: first.days &- 1))
    // A day on which a parameter has no line is a fault of its own.
    return days.sorted().filter { day in
      lines.allSatisfy { CoreParameter(inputs: [], lines: $0, exceptions: []).line(on: day)?.value != nil }
    }
  }

  /// Returns what values of `e` rest on: fields, inputs, results, by their canonical forms.
  func roots(of e: CoreExpression) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<Int> = []
    func visit(_ e: CoreExpression, _ depth: Int) {
      _ = e.substituting { part in
        switch part.kind {
        case .field, .input, .follow, .result, .aggregate, .outer, .rowAt, .row, .fileRow, .payer, .today:
          found.insert(part.canonical)
          return part
        case .definition(let id), .table(let id, _):
          guard depth < Checker.deepest, seen.insert(id.index).inserted else { return part }
          switch self.entries[id.index].core?.body {
          case .rule(_, let body): visit(body, depth + 1)
          case .table(let t):
            for row in t.rows {
              visit(row.condition, depth + 1)
              for r in row.results { if let r { visit(r, depth + 1) } }
            }
          case .value, .parameter: break
          case .function, .target, .budget, .allocation, .ranking, nil: found.insert(part.canonical)
          }
          return part
        case .constant, .isIn, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases,
          .exceptions, .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed,
          .dayPart,
          .onDate, .eachMonth, .joined, .invalid:
          return nil
        }
      }
    }
    visit(e, 0)
    return found
  }
}
