import Diagnostics
import Rosters
import Syntax

/// What the place of an expression says of it, so that bare names and numbers can be read.
enum Expectation {
  /// Nothing.
  case none
  /// A value of this type: names may be its choices.
  case type(CoreType)
  /// A purse or a kind of purse.
  case payer
}

extension Checker {

  /// Returns the core of `e`, and reports what is wrong with it.
  func check(_ e: ExpressionSyntax, _ scope: Scope, _ expectation: Expectation = .none) -> CoreExpression {
    depth += 1
    let core = lower(e, scope, expectation)
    depth -= 1
    if core.canBeMissing && !scope.present.isEmpty && scope.present.contains(core.canonical) {
      return CoreExpression(core.kind, type: core.type, origin: core.origin)
    }
    return core
  }

  /// Returns the core of `e`, which must have a value here.
  func checkPresent(
    _ e: ExpressionSyntax, _ scope: Scope, _ expectation: Expectation = .none
  ) -> CoreExpression {
    present(check(e, scope, expectation))
  }

  /// Returns `core` as a value that is not missing, and reports if it can be.
  func present(_ core: CoreExpression) -> CoreExpression {
    guard core.canBeMissing else { return core }
    report(.missingNotHandled(text(of: core.origin), at: core.origin))
    return CoreExpression(core.kind, type: core.type, origin: core.origin)
  }

  /// Says that `e` is no condition; of rows counted under a condition, that this has taken in what follows it.
  private func reportNotACondition(_ e: ExpressionSyntax, _ core: CoreExpression) {
    guard case .aggregate(let a) = e.kind, let last = a.population?.condition,
      let source = source(e.span.file)
    else {
      report(.notACondition(text(of: e.span), phrase(core.type), at: e.span))
      return
    }
    // Where the rows were meant to end: before a second comparison, before one that compares a condition, or nowhere.
    var end = e.span.end
    if case .comparison(_, let left, let right) = last.kind {
      if right.span.end < e.span.end {
        end = right.span.end
      } else if case .aggregate(let made) = core.kind, let test = made.population.condition, isBroken(test) {
        end = left.span.end
      }
    }
    let rows = source.text(of: Span(file: e.span.file, start: e.span.start, end: end))
    let rest = source.text(of: Span(file: e.span.file, start: end, end: e.span.end))
    let word = KeywordRole.isEqual.wording.printed(in: mainLanguage)
    report(
      .comparisonWithinRows(
        phrase(core.type), meant: "(\(rows))" + (rest.isEmpty ? " \(word) …" : rest),
        isWhole: !rest.isEmpty, at: e.span))
  }

  /// Returns the core of the condition `e`.
  func condition(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    let core = checkPresent(e, scope)
    switch core.type {
    case .truth, .unknown: return core
    case .text, .nik, .date, .number, .share, .choice, .row:
      reportNotACondition(e, core)
      return invalid(e.span)
    }
  }

  /// Returns the core of the number `e`; a share stands for its fraction.
  func number(_ e: ExpressionSyntax, _ scope: Scope, _ expectation: Expectation = .none) -> CoreExpression {
    asNumber(checkPresent(e, scope, expectation))
  }

  /// Returns `core` as a number, and reports if it is none.
  func asNumber(_ core: CoreExpression) -> CoreExpression {
    switch core.type {
    case .number, .unknown: return core
    case .share: return shareValue(core)
    case .truth, .text, .nik, .date, .choice, .row:
      report(.notANumber(text(of: core.origin), phrase(core.type), at: core.origin))
      return invalid(core.origin)
    }
  }

  /// Returns the fraction that the share `core` stands for.
  func shareValue(_ core: CoreExpression) -> CoreExpression {
    CoreExpression(
      .shareValue(core), type: .number(.percent), origin: core.origin, canBeMissing: core.canBeMissing)
  }

  /// Returns what an error leaves.
  func invalid(_ span: Span) -> CoreExpression { CoreExpression(.invalid, type: .unknown, origin: span) }

  private func lower(_ e: ExpressionSyntax, _ scope: Scope, _ expectation: Expectation) -> CoreExpression {
    func constant(_ c: CoreConstant, _ type: CoreType) -> CoreExpression {
      CoreExpression(.constant(c), type: type, origin: e.span)
    }
    switch e.kind {
    case .number(let r): return constant(.number(r), .number(.plain))
    case .percent(let r): return constant(.number(r), .number(.percent))
    case .money(let r, _): return constant(.number(r), .number(.money))
    case .counted(let r, let noun):
      let (n, unit) = Checker.counted(r, noun)
      return constant(.number(n), .number(unit))
    case .duration(let r, let unit): return constant(.number(r), .number(Checker.unit(unit)))
    case .date(let d, _): return constant(.date(d), .date)
    case .month: return constantDate(e).map { constant(.date($0), .date) } ?? invalid(e.span)
    case .text(let parts): return lowerText(e, parts, scope, expectation)
    case .yes: return constant(.truth(true), .truth)
    case .no: return constant(.truth(false), .truth)
    case .missing: return lowerMissing(e, expectation)
    case .today: return CoreExpression(.today, type: .date, origin: e.span)
    case .fileRow(let row):
      report(.fileRowOutsideWhy(row, at: e.span))
      return invalid(e.span)
    case .hole:
      report(.hole(wanted(expectation), at: e.span))
      return invalid(e.span)
    case .name(let name): return lowerName(name, scope, expectation)
    case .this: return lowerThis(e, scope)
    case .member(let base, let name): return lowerMember(e, base, name, scope)
    case .call(let name, let arguments): return lowerCall(e, name, arguments, scope)
    case .not(let inner):
      let core = condition(inner, scope)
      return CoreExpression(.not(core), type: .truth, origin: e.span)
    case .negated(let inner): return lowerNegated(e, inner, scope, expectation)
    case .arithmetic(let o, let l, let r): return lowerArithmetic(e, o, l, r, scope)
    case .conjunction(let parts): return lowerConjunction(e, parts, scope)
    case .disjunction(let parts): return lowerDisjunction(e, parts, scope)
    case .comparison(let o, let l, let r): return lowerComparison(e, o, l, r, scope)
    case .isOneOf(let l, let members, let isNegated):
      return lowerOneOf(e, l, members, isNegated, scope)
    case .presence(let inner, let isPresent): return lowerPresence(e, inner, isPresent, scope)
    case .membership(let inner, let name, let isNegated):
      return lowerMembership(e, inner, name, isNegated, scope)
    case .range(let inner, let from, let to): return lowerRange(e, inner, from, to, scope)
    case .otherwise(let a, let b): return lowerOtherwise(e, a, b, scope, expectation)
    case .clamp(let inner, let low, let high): return lowerClamp(e, inner, low, high, scope)
    case .rounded(let inner, let mode, let step): return lowerRounded(e, inner, mode, step, scope)
    case .percentOf(let p, let x): return lowerPercentOf(e, p, x, scope)
    case .asShareOf(let a, let b): return lowerAsShareOf(e, a, b, scope)
    case .per(let inner, let units): return lowerPer(e, inner, units, scope)
    case .onDate(let inner, let date): return lowerOnDate(e, inner, date, scope)
    case .inEachMonth(let inner, let from, let to): return lowerEachMonth(e, inner, from, to, scope)
    case .elapsed(let unit, let from, let to, let isTouched):
      return lowerElapsed(e, unit, from, to, isTouched, scope)
    case .orTheNextDay(let inner): return lowerNextDay(e, inner, scope)
    case .dayPart(let part, let day): return lowerDayPart(e, part, day, scope)
    case .converted(let inner, let unit): return lowerConverted(e, inner, unit, scope)
    case .parenthesised(let inner):
      let core = check(inner, scope, expectation)
      return CoreExpression(core.kind, type: core.type, origin: e.span, canBeMissing: core.canBeMissing)
    case .aggregate(let a): return lowerAggregate(e, a, scope)
    case .rowAt(let name, let key): return lowerRowAt(e, name, key, scope)
    case .onlyIn(let name): return lowerOnlyIn(e, name, scope)
    case .inBoth: return lowerInBoth(e, scope)
    case .invalid: return invalid(e.span)
    }
  }

  private func wanted(_ expectation: Expectation) -> Bilingual {
    switch expectation {
    case .none: Bilingual(en: "any value", id: "nilai apa pun")
    case .payer: Bilingual(en: "the name or kind of a purse", id: "nama atau jenis sumber dana")
    case .type(let t): phrase(t)
    }
  }

  private func lowerText(
    _ e: ExpressionSyntax, _ parts: [TextPart], _ scope: Scope, _ expectation: Expectation
  ) -> CoreExpression {
    var text = ""
    var isPlain = true
    var cores: [CoreExpression] = []
    for part in parts {
      switch part {
      case .characters(let s):
        text += s
        cores.append(CoreExpression(.constant(.text(s)), type: .text, origin: e.span))
      case .expression(let inner):
        isPlain = false
        let core = check(inner, scope)
        // A row is put into words by its name.
        if case .row(let id) = core.type, rosters.indices.contains(id.index),
          let name = rosters[id.index].labelField
        {
          keepField(id, name)
        }
        cores.append(core)
      }
    }
    guard isPlain else { return CoreExpression(.joined(cores), type: .text, origin: e.span) }
    if case .type(.nik) = expectation {
      if let n = Checker.nik(text) { return CoreExpression(.constant(.nik(n)), type: .nik, origin: e.span) }
      report(.notANik(at: e.span))
      return invalid(e.span)
    }
    return CoreExpression(.constant(.text(text)), type: .text, origin: e.span)
  }

  /// Returns the number of the NIK `text`, or `nil` if it is not 16 digits.
  static func nik(_ text: String) -> Int64? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
    guard digits.count == 16, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
  }

  private func lowerMissing(_ e: ExpressionSyntax, _ expectation: Expectation) -> CoreExpression {
    let type: CoreType =
      switch expectation {
      case .type(let t): t
      case .payer: .text
      case .none: .unknown
      }
    return CoreExpression(.constant(.missing), type: type, origin: e.span, canBeMissing: true)
  }

  private func lowerNegated(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ scope: Scope, _ expectation: Expectation
  ) -> CoreExpression {
    let core = number(inner, scope, expectation)
    if case .constant(.number(let r)) = core.kind {
      return CoreExpression(.constant(.number(-r)), type: core.type, origin: e.span)
    }
    return CoreExpression(.negated(core), type: core.type, origin: e.span)
  }

  // MARK: Logic

  private func lowerConjunction(
    _ e: ExpressionSyntax, _ parts: [ExpressionSyntax], _ scope: Scope
  ) -> CoreExpression {
    var inner = scope
    var cores: [CoreExpression] = []
    for p in parts {
      let core = condition(p, inner)
      cores.append(core)
      inner = inner.knowing(facts(of: core, holding: true))
    }
    return CoreExpression(.all(cores), type: .truth, origin: e.span)
  }

  private func lowerDisjunction(
    _ e: ExpressionSyntax, _ parts: [ExpressionSyntax], _ scope: Scope
  ) -> CoreExpression {
    var inner = scope
    var cores: [CoreExpression] = []
    var lists: [(subject: ExpressionSyntax, isNegated: Bool)?] = []
    for p in parts {
      // `role is rt or rw`: a bare choice after `or` belongs to the list before it.
      if let last = lists.last, let list = last, let member = listMember(p, of: list.subject, inner) {
        let test = membershipTest(list.subject, member, list.isNegated, p.span, inner)
        if let before = cores.popLast() {
          // `is not rt or rw` means neither.
          // Kept flat, so that a long list is no deeper than a short one.
          let kind: CoreKind
          if !list.isNegated, case .any(let earlier) = before.kind {
            kind = .any(earlier + [test])
          } else if list.isNegated, case .all(let earlier) = before.kind {
            kind = .all(earlier + [test])
          } else {
            kind = list.isNegated ? .all([before, test]) : .any([before, test])
          }
          cores.append(CoreExpression(kind, type: .truth, origin: before.origin.joined(with: p.span)))
        }
        continue
      }
      let core = condition(p, inner)
      cores.append(core)
      lists.append(listSubject(p))
      inner = inner.knowing(facts(of: core, holding: false))
    }
    if cores.count == 1, let only = cores.first { return only }
    return CoreExpression(.any(cores), type: .truth, origin: e.span)
  }

  /// The left side of a test for equality, to which a bare choice after `or` may belong.
  private func listSubject(_ e: ExpressionSyntax) -> (subject: ExpressionSyntax, isNegated: Bool)? {
    if case .comparison(.equal, let l, _) = e.kind { return (l, false) }
    if case .comparison(.notEqual, let l, _) = e.kind { return (l, true) }
    if case .isOneOf(let l, _, let isNegated) = e.kind { return (l, isNegated) }
    return nil
  }

  /// Returns `e` if it is a bare choice, group or literal that can belong to a list of values of `subject`.
  private func listMember(
    _ e: ExpressionSyntax, of subject: ExpressionSyntax, _ scope: Scope
  ) -> ExpressionSyntax? {
    if case .name(let name) = e.kind {
      let type = quietly { check(subject, scope).type }
      guard case .choice(let list) = type else { return nil }
      return isChoiceOrGroup(name.text, of: list) ? e : nil
    }
    if case .text = e.kind { return e }
    if case .number = e.kind { return e }
    return nil
  }

  /// `true` iff `name` is a choice of `list`, or a group of its choices.
  func isChoiceOrGroup(_ name: String, of list: ChoiceListID) -> Bool {
    choiceLists[list.index].choices.contains { $0.name == name }
      || (groups[name]?.contains { $0.list == list } ?? false)
  }

  private func membershipTest(
    _ subject: ExpressionSyntax, _ member: ExpressionSyntax, _ isNegated: Bool, _ span: Span, _ scope: Scope
  ) -> CoreExpression {
    let left = checkPresent(subject, scope)
    let test = equality(left, member, span, scope)
    return isNegated ? CoreExpression(.not(test), type: .truth, origin: span) : test
  }

  /// Returns what `body` returns, without what it reports; definitions that it is the first to look up report as ever.
  func quietly<T>(_ body: () -> T) -> T {
    let wasQuiet = isQuiet
    isQuiet = true
    let result = body()
    isQuiet = wasQuiet
    return result
  }

  private func lowerPresence(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ isPresent: Bool, _ scope: Scope
  ) -> CoreExpression {
    // Asked of the value as it is, not as an earlier condition narrowed it.
    let core = lower(inner, scope, .none)
    if case .field = core.kind, !core.canBeMissing, core.type != .unknown, !isOfKind {
      report(.neverMissing(text(of: inner.span), at: e.span))
    }
    let test = CoreExpression(.isPresent(core), type: .truth, origin: e.span)
    return isPresent ? test : CoreExpression(.not(test), type: .truth, origin: e.span)
  }

  /// Returns what is known to be present where `core` holds, or does not hold.
  func facts(of core: CoreExpression, holding: Bool, through rules: Int = 3) -> Set<String> {
    switch core.kind {
    case .definition(let id):
      // A rule that is a condition shows what its body shows, of the same row.
      guard rules > 0, core.type == .truth, case .rule(_, let body)? = entries[id.index].core?.body else {
        return []
      }
      return facts(of: body, holding: holding, through: rules - 1)
    case .isPresent(let e): return holding ? [e.canonical] : []
    case .not(let e): return facts(of: e, holding: !holding, through: rules)
    case .all(let parts):
      if holding || parts.count == 1 {
        return parts.reduce(into: []) { $0.formUnion(facts(of: $1, holding: holding, through: rules)) }
      }
      return []
    case .any(let parts):
      if !holding || parts.count == 1 {
        return parts.reduce(into: []) { $0.formUnion(facts(of: $1, holding: holding, through: rules)) }
      }
      // Whatever every alternative shows.
      guard let first = parts.first else { return [] }
      return parts.dropFirst().reduce(facts(of: first, holding: true, through: rules)) {
        $0.intersection(facts(of: $1, holding: true, through: rules))
      }
    case .constant, .field, .row, .fileRow, .outer, .result, .input, .today, .payer, .follow,
      .rowAt,
      .isIn, .aggregate, .call, .compare, .oneOf, .otherwise, .cases, .exceptions, .table, .negated,
      .arithmetic,
      .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined,
      .invalid:
      return []
    }
  }
}
