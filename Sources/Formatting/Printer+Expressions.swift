import Diagnostics
import Rosters
import Syntax

extension Printer {

  /// Returns how `role` is printed.
  func word(_ role: KeywordRole) -> String { role.wording.printed(in: language) }

  /// Returns the phrase of `role` with its hole filled.
  func word(_ role: KeywordRole, filling hole: String) -> String {
    word(role).split(separator: "_", omittingEmptySubsequences: false).joined(separator: hole)
  }

  /// Returns `e` on one line.
  func text(_ e: ExpressionSyntax) -> String {
    switch e.kind {
    case .number(let v): return speller.number(v)
    case .percent(let v): return speller.percent(v)
    case .money(let v, let m): return speller.money(v, m)
    case .counted(let v, let noun): return speller.counted(v) + " " + noun.text
    case .duration(let v, let unit): return speller.duration(v, unit)
    case .date(let d, let form): return speller.date(d, form)
    case .month(let m): return speller.month(m.month) + (m.year.map { " \($0)" } ?? "")
    case .text(let parts): return "\"" + parts.map(text).joined() + "\""
    case .yes: return word(.yes)
    case .no: return word(.no)
    case .missing: return word(.missing)
    case .today: return word(.today)
    case .fileRow(let n): return "#\(n)"
    case .hole: return "?"
    case .name(let n): return speller.name(n.text, .operand)
    case .this: return word(.this)
    case .member(let base, let n): return text(base) + "." + member(n, of: base)
    case .call(let n, let arguments):
      return speller.name(n.text, .operand) + "(" + arguments.map(text).joined(separator: ", ") + ")"
    case .not(let a): return word(.not) + " " + text(a)
    case .negated(let a): return "-" + text(a)
    case .arithmetic(let op, let a, let b): return text(a) + " " + Printer.mark(op) + " " + text(b)
    case .conjunction(let operands): return operands.map(text).joined(separator: " \(word(.and)) ")
    case .disjunction(let operands): return operands.map(text).joined(separator: " \(word(.or)) ")
    case .comparison(let op, let a, let b): return text(a) + " " + spelling(op) + " " + text(b)
    case .isOneOf(let a, let values, let isNegated):
      return text(a) + " " + word(isNegated ? .isNot : .isEqual) + " " + alternatives(values)
    case .presence(let a, let isPresent): return text(a) + " " + word(isPresent ? .isPresent : .isMissing)
    case .membership(let a, let roster, let isNegated):
      return text(a) + " " + word(isNegated ? .isNotIn : .isIn) + " " + speller.name(roster.text)
    case .range(let a, let from, let to):
      return "\(text(a)) \(word(.rangeFrom)) \(text(from)) \(word(.rangeTo)) \(text(to))"
    case .otherwise(let a, let b): return text(a) + " " + word(.otherwise) + " " + text(b)
    case .clamp(let a, let low, let high):
      return text(a) + (low.map { " \(word(.butAtLeast)) \(text($0))" } ?? "")
        + (high.map { " \(word(.butAtMost)) \(text($0))" } ?? "")
    case .rounded(let a, let mode, let step): return text(a) + " " + word(mode) + " " + text(step)
    case .percentOf(let a, let b): return text(a) + " " + word(.percentOf) + " " + text(b)
    case .asShareOf(let a, let b): return text(a) + " " + word(.asShareOf) + " " + text(b)
    case .per(let a, let units): return text(a) + self.units(units)
    case .onDate(let a, let date): return text(a) + " " + word(.onDate) + " " + text(date)
    case .inEachMonth(let a, let from, let to):
      return "\(text(a)) \(word(.inEachMonth)) \(text(from)) \(word(.monthsTo)) \(text(to))"
    case .elapsed(let unit, let from, let to, let isTouched):
      return "\(word(unit)) \(text(from)) \(word(isTouched ? .elapsedThrough : .elapsedTo)) \(text(to))"
    case .orTheNextDay(let a): return text(a) + " " + word(.orTheNextDay)
    case .dayPart(let part, let a): return word(part) + " " + text(a)
    case .converted(let a, let unit): return text(a) + " " + word(unit == .year ? .inYears : .inMonths)
    case .parenthesised(let a): return "(" + text(a) + ")"
    case .aggregate(let a): return text(a)
    case .rowAt(let roster, let key):
      return speller.name(roster.text, .operand) + " " + word(.rowAt) + " " + text(key)
    case .onlyIn(let roster): return word(.onlyIn) + " " + speller.name(roster.text)
    case .inBoth: return word(.inBoth)
    case .invalid: return source.text(of: e.span)
    }
  }

  private func text(_ part: TextPart) -> String {
    switch part {
    case .characters(let s): Speller.characters(s)
    case .expression(let e): "{" + text(e) + "}"
    }
  }

  /// Returns the name of a member; those of results are translated where this program defines the result.
  private func member(_ n: Name, of base: ExpressionSyntax) -> String {
    if case .name(let owner) = base.kind, results.contains(owner.text), let m = ResultMember(named: n.text) {
      return m.wording(language)
    }
    return speller.name(n.text, .member)
  }

  private static func mark(_ op: ArithmeticOperator) -> String {
    switch op {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    }
  }

  func spelling(_ op: ComparisonOperator) -> String {
    switch op {
    case .equal: word(.isEqual)
    case .notEqual: word(.isNot)
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .atLeast: word(.atLeast)
    case .atMost: word(.atMost)
    case .before: word(.before)
    case .after: word(.after)
    case .onOrBefore: word(.onOrBefore)
    case .onOrAfter: word(.onOrAfter)
    }
  }

  private func word(_ mode: RoundingMode) -> String {
    switch mode {
    case .nearest: word(.rounded)
    case .halfEven: word(.roundedHalfEven)
    case .down: word(.roundedDown)
    case .up: word(.roundedUp)
    }
  }

  private func word(_ unit: TimeUnit) -> String {
    switch unit {
    case .day: word(.daysFrom)
    case .month: word(.monthsFrom)
    case .year: word(.yearsFrom)
    }
  }

  private func word(_ part: DayPart) -> String {
    switch part {
    case .year: word(.yearOf)
    case .semester: word(.semesterOf)
    case .quarter: word(.quarterOf)
    case .month: word(.monthOf)
    case .monthStart: word(.monthStartOf)
    case .monthEnd: word(.monthEndOf)
    case .day: word(.dayOf)
    case .weekday: word(.weekdayOf)
    case .quarterStart: word(.quarterStartOf)
    case .quarterEnd: word(.quarterEndOf)
    case .yearStart: word(.yearStartOf)
    case .yearEnd: word(.yearEndOf)
    }
  }

  /// Returns `a, b or c`.
  func alternatives(_ values: [ExpressionSyntax]) -> String {
    let items = values.map(text)
    guard let last = items.last, items.count > 1 else { return items.joined() }
    return items.dropLast().joined(separator: ", ") + " " + word(.or) + " " + last
  }

  /// Returns ` per person per month`.
  func units(_ units: [UnitName]) -> String {
    units.map { unit in
      switch unit {
      case .time(let t): " " + word(.perUnit) + " " + speller.unit(t, isOne: true)
      case .noun(let n): " " + word(.perUnit) + " " + speller.name(n.text, .rows)
      }
    }.joined()
  }

  // MARK: Rows

  func text(_ a: AggregateSyntax) -> String {
    let role: KeywordRole =
      switch a.function {
      case .count: .count
      case .sum: .sum
      case .average: .average
      case .median: .median
      case .min: .min
      case .max: .max
      case .share: .share
      }
    var result = word(role)
    if let value = a.value { result += " " + text(value) }
    guard let population = a.population else { return result }
    if a.value != nil, !population.isCurrent {
      result += " " + word(a.function == .share ? .shareOf : .over)
    }
    return result + " " + text(population)
  }

  func text(_ p: PopulationSyntax) -> String {
    var parts: [String] = []
    switch p.source {
    case .current: break
    case .named(let n):
      parts.append(([n] + p.alsoNamed).map { speller.name($0.text, .rows) }.joined(separator: ", "))
    case .setAside(let n): parts.append(word(.setAsideFrom) + " " + speller.name(n.text))
    case .notFunded(let n): parts.append(word(.notFundedIn) + " " + speller.name(n.text))
    case .notRanked(let n): parts.append(word(.notRankedIn) + " " + speller.name(n.text))
    case .duplicates(let n): parts.append(word(.duplicatesOf) + " " + speller.name(n.text))
    }
    if !p.inThis.isEmpty {
      parts.append(word(.inThis, filling: p.inThis.map { speller.name($0.text) }.joined(separator: ".")))
    }
    if let c = p.condition { parts.append(word(.whereCondition) + " " + text(c)) }
    return parts.joined(separator: " ")
  }

  /// Returns `decile, age descending, nik`.
  func text(_ order: [OrderSyntax]) -> String {
    order.map { key in
      switch key.direction {
      case nil: text(key.value)
      case .ascending: text(key.value) + " " + word(.ascending)
      case .descending: text(key.value) + " " + word(.descending)
      case .first: text(key.value) + " " + word(.rowsFirst)
      case .last: text(key.value) + " " + word(.rowsLast)
      }
    }.joined(separator: ", ")
  }

  // MARK: Types

  func text(_ t: TypeSyntax) -> String {
    var result: String
    switch t.form {
    case .text: result = word(.textType)
    case .nik: result = word(.nikType)
    case .count: result = word(.countType)
    case .whole: result = word(.wholeType)
    case .number: result = word(.numberType)
    case .percent: result = word(.percentType)
    case .money(let per): result = word(.moneyType) + units(per)
    case .date: result = word(.dateType)
    case .truth: result = word(.truthType)
    case .choice(let choices): result = word(.oneOf) + " (" + choices.map(text).joined(separator: ", ") + ")"
    case .reference(let n): result = speller.name(n.text, .type)
    case .invalid: result = source.text(of: t.span)
    }
    return result + range(of: t)
  }

  /// Returns the range that a type is limited to, if it is.
  func range(of t: TypeSyntax) -> String {
    t.range.map { " \(word(.typeFrom)) \(text($0.from)) \(word(.typeTo)) \(text($0.to))" } ?? ""
  }

  func text(_ c: ChoiceSyntax) -> String {
    if c.spellings.isEmpty { return speller.name(c.name.text) }
    return speller.name(c.name.text) + " = "
      + c.spellings.map(Speller.text).joined(separator: " \(word(.choiceOr)) ")
  }
}

extension PopulationSyntax {

  /// Whether the rows are those at hand.
  var isCurrent: Bool {
    if case .current = source { return true }
    return false
  }
}
