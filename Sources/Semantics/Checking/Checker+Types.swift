import Diagnostics
import Rosters
import Syntax

extension Checker {

  // MARK: Types as written

  /// Returns what a field of `type` holds, and what its values are.
  func fieldType(_ type: TypeSyntax, owner: String) -> (FieldType, CoreType) {
    func range() -> ClosedRange<Rational>? {
      guard let r = type.range else { return nil }
      guard let low = constantNumber(r.from), let high = constantNumber(r.to) else {
        report(
          .constantNeeded(Bilingual(en: "a number", id: "bilangan"), at: r.from.span.joined(with: r.to.span)))
        return nil
      }
      if low.value > high.value {
        report(.rangeReversed(at: r.from.span.joined(with: r.to.span)))
        return nil
      }
      return low.value...high.value
    }
    func wholeRange() -> ClosedRange<Int64>? {
      guard let r = range() else { return nil }
      guard let low = r.lowerBound.ceiling.int64, let high = r.upperBound.floor.int64, low <= high else {
        return nil
      }
      return low...high
    }
    switch type.form {
    case .text: return (.text, .text)
    case .nik: return (.nik, .nik)
    case .count: return (.count(wholeRange()), .number(.count))
    case .whole: return (.whole(wholeRange()), .number(.plain))
    case .number: return (.number(range()), .number(.plain))
    case .percent: return (.percent(range()), .number(.percent))
    case .money(let per): return (.money(range()), .number(moneyUnit(per)))
    case .date:
      var days: ClosedRange<CalendarDate>?
      if let r = type.range, let a = constantDate(r.from), let b = constantDate(r.to, isEnd: true) {
        if a <= b { days = a...b } else { report(.rangeReversed(at: r.from.span.joined(with: r.to.span))) }
      }
      return (.date(days), .date)
    case .truth: return (.truth, .truth)
    case .choice(let choices):
      var seen: [String: Span] = [:]
      var spellings: [String: Name] = [:]
      var schemas: [ChoiceSchema] = []
      for c in choices {
        if let first = seen[c.name.text] {
          report(.duplicateName(c.name, first: first))
          continue
        }
        seen[c.name.text] = c.name.span
        for s in c.spellings {
          let folded = s.lowercased()
          if let other = spellings[folded], other.text != c.name.text {
            report(.spellingOfTwoChoices(s, c.name, first: other))
          }
          spellings[folded] = c.name
        }
        schemas.append(ChoiceSchema(c.name.text, spellings: c.spellings))
      }
      return (.choice(schemas), .choice(choiceList(schemas, owner: owner)))
    case .reference(let name):
      guard let id = rosterNames[name.text] ?? kinds[name.text]?.virtualRoster else {
        report(.unknownType(name, among: Array(rosterNames.keys)))
        return (.text, .unknown)
      }
      return (.reference(roster: name.text), .row(id))
    case .invalid: return (.text, .unknown)
    }
  }

  /// Returns what values of a field of `type` are.
  func coreType(of type: FieldType, owner: String) -> CoreType {
    switch type {
    case .text: .text
    case .nik: .nik
    case .whole, .number: .number(.plain)
    case .count: .number(.count)
    case .percent: .number(.percent)
    case .money: .number(.money)
    case .date: .date
    case .truth: .truth
    case .choice(let choices): .choice(choiceList(choices, owner: owner))
    case .reference(let name): rosterNames[name].map { .row($0) } ?? .unknown
    }
  }

  private func moneyUnit(_ per: [UnitName]) -> UnitOfMeasure {
    var unit = UnitOfMeasure.money
    for p in per { unit = divided(unit, by: p) }
    return unit
  }

  /// Returns `unit` for each `name`.
  func divided(_ unit: UnitOfMeasure, by name: UnitName) -> UnitOfMeasure {
    var u = unit
    switch name {
    case .time(.month): u.months -= u.months > -12 ? 1 : 0
    case .time(.year): u.years -= u.years > -12 ? 1 : 0
    case .time(.day): u.days -= u.days > -12 ? 1 : 0
    case .noun(let noun):
      u.counted -= u.counted > -12 ? 1 : 0
      u.noun = u.counted == 0 ? nil : CountedNoun.canonical(noun.text)
    }
    return u
  }

  /// Returns the list of `choices`; lists of the same names are one.
  func choiceList(_ choices: [ChoiceSchema], owner: String) -> ChoiceListID {
    let names = choices.map(\.name)
    if let known = choiceListsByContent[names] { return known }
    let id = ChoiceListID(choiceLists.count)
    choiceLists.append(ChoiceList(owner: owner, choices: choices))
    choiceListsByContent[names] = id
    return id
  }

  // MARK: Constants

  /// Returns the number that `e` spells out, with its unit, or `nil` if it is not spelled out.
  func constantNumber(_ e: ExpressionSyntax) -> (value: Rational, unit: UnitOfMeasure)? {
    if case .number(let r) = e.kind { return (r, .plain) }
    if case .percent(let r) = e.kind { return (r, .percent) }
    if case .money(let r, _) = e.kind { return (r, .money) }
    if case .counted(let r, let noun) = e.kind { return Checker.counted(r, noun) }
    if case .duration(let r, let unit) = e.kind { return (r, Checker.unit(unit)) }
    if case .negated(let inner) = e.kind { return constantNumber(inner).map { (-$0.value, $0.unit) } }
    if case .parenthesised(let inner) = e.kind { return constantNumber(inner) }
    if case .per(let inner, let units) = e.kind {
      return constantNumber(inner).map { ($0.value, units.reduce($0.unit) { divided($0, by: $1) }) }
    }
    return nil
  }

  /// Returns the day that `e` spells out; a month is its first day, or its last where it ends something.
  func constantDate(_ e: ExpressionSyntax, isEnd: Bool = false) -> CalendarDate? {
    if case .date(let d, _) = e.kind { return d }
    if case .parenthesised(let inner) = e.kind { return constantDate(inner, isEnd: isEnd) }
    if case .invalid = e.kind { return nil }
    if case .month(let m) = e.kind {
      if let d = day(of: m, year: nil, isEnd: isEnd) { return d }
      report(.monthWithoutYear(at: e.span))
      return nil
    }
    report(.constantNeeded(Bilingual(en: "a date", id: "tanggal"), at: e.span))
    return nil
  }

  /// Returns the first or last day of `m`, in `year` if it has none of its own.
  func day(of m: MonthSyntax, year: Int?, isEnd: Bool) -> CalendarDate? {
    guard let y = m.year ?? year else { return nil }
    let last = isEnd ? CalendarDate.length(ofMonth: min(max(m.month, 1), 12), year: y) : 1
    return CalendarDate(year: y, month: m.month, day: last)
  }

  /// Returns the unit of a number of `noun`.
  static func unit(counting noun: Name) -> UnitOfMeasure {
    .with {
      $0.counted = 1
      $0.noun = CountedNoun.canonical(noun.text)
    }
  }

  /// Returns the number of `n NOUN`, with its unit; `5 points` are five percentage points.
  static func counted(_ n: Rational, _ noun: Name) -> (value: Rational, unit: UnitOfMeasure) {
    switch noun.text.lowercased() {
    case "points", "point", "poin": ((n / 100) ?? n, .points)
    default: (n, unit(counting: noun))
    }
  }

  /// Returns the unit of so many `unit`s.
  static func unit(_ unit: TimeUnit) -> UnitOfMeasure {
    switch unit {
    case .day: .day
    case .month: .month
    case .year: .year
    }
  }

  // MARK: Look-up

  /// Returns the roster that `name` names, or reports that there is none.
  func roster(named name: Name) -> RosterID? {
    if let id = rosterNames[name.text] { return id }
    if globals[name.text] != nil {
      report(.notARoster(name))
    } else if !name.isMissing {
      report(.unknownRoster(name, among: Array(rosterNames.keys)))
    }
    return nil
  }

  /// Returns the field of `roster` that `name` names, or reports that there is none.
  func field(named name: Name, in roster: RosterID) -> Int? {
    if case .field(let p)? = columns[roster.index][kindAliases[roster.index][name.text] ?? name.text] {
      return p
    }
    report(.unknownField(name, of: rosters[roster.index].name, among: fieldNames(roster.index)))
    return nil
  }

  /// The names of the fields of the roster at `i`.
  func fieldNames(_ i: Int) -> [String] { rosters[i].schema.fields.map(\.name) }

  /// Notes that something reads the field at `position`.
  func keepField(_ roster: RosterID, _ position: Int) {
    guard rosters.indices.contains(roster.index),
      rosters[roster.index].schema.fields.indices.contains(position)
    else { return }
    keptFields.insert(KeptField(roster: roster.index, field: position))
  }

  /// Returns the population of shares that `key` identifies.
  func population(key: String, name: String) -> PopulationID {
    if let known = populationsByKey[key] { return known }
    let id = PopulationID(populationNames.count)
    populationNames.append(name.count > 120 ? name.prefix(119) + "…" : name)
    populationsByKey[key] = id
    return id
  }

  /// Returns the name of the population with `id`.
  func populationName(_ id: PopulationID) -> String {
    populationNames.indices.contains(id.index) ? populationNames[id.index] : ""
  }
}

/// A field that something reads.
struct KeptField: Hashable {
  let roster: Int
  let field: Int
}
