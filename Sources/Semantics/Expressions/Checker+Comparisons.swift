import Diagnostics
import Rosters
import Syntax

extension Checker {

  func lowerComparison(
    _ e: ExpressionSyntax, _ o: ComparisonOperator, _ l: ExpressionSyntax, _ r: ExpressionSyntax,
    _ scope: Scope
  ) -> CoreExpression {
    let left = checkPresent(l, scope)
    switch o {
    case .equal: return equality(left, r, e.span, scope)
    case .notEqual:
      let core = equality(left, r, e.span, scope)
      if case .compare(.equal, let a, let b) = core.kind {
        return CoreExpression(.compare(.notEqual, a, b), type: .truth, origin: e.span)
      }
      return CoreExpression(.not(core), type: .truth, origin: e.span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .atLeast, .atMost, .before, .after, .onOrBefore,
      .onOrAfter:
      return order(left, o, r, e.span, scope)
    }
  }

  /// Returns the test whether `left` is the value of `r`, or among the choices of a group.
  func equality(
    _ left: CoreExpression, _ r: ExpressionSyntax, _ span: Span, _ scope: Scope
  ) -> CoreExpression {
    if let members = constants(r, of: left) {
      return CoreExpression(.oneOf(left, members), type: .truth, origin: span)
    }
    let right = checkPresent(r, scope, expectation(of: left))
    return compared(left, .equal, right, span)
  }

  /// What the right side of a comparison with `left` may be.
  func expectation(of left: CoreExpression) -> Expectation {
    if case .payer = left.kind { return .payer }
    return .type(left.type)
  }

  /// The choices of the group that `e` names, if `left` is of its list.
  private func constants(_ e: ExpressionSyntax, of left: CoreExpression) -> [CoreConstant]? {
    guard case .choice(let list) = left.type, case .name(let name) = e.kind,
      !choiceLists[list.index].choices.contains(where: { $0.name == name.text }),
      let group = groups[name.text]?.first(where: { $0.list == list })
    else { return nil }
    return group.members.map { .choice($0) }
  }

  /// Returns the comparison of two values, and reports what can not be compared.
  func compared(
    _ left: CoreExpression, _ o: CoreComparison, _ right: CoreExpression, _ span: Span
  ) -> CoreExpression {
    func made(_ a: CoreExpression, _ b: CoreExpression) -> CoreExpression {
      CoreExpression(.compare(o, a, b), type: .truth, origin: span)
    }
    let isOrder = o != .equal && o != .notEqual
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return CoreExpression(.invalid, type: .truth, origin: span)
    case (.share(let a), .share(let b)):
      if a != b {
        report(
          .sharesOfDifferentPopulations(
            populationName(a), populationName(b), left.origin, right.origin, at: span))
        return CoreExpression(.invalid, type: .truth, origin: span)
      }
      return made(shareValue(left), shareValue(right))
    case (.number, .number), (.share, .number), (.number, .share):
      guard let (a, b, _) = unified(asNumber(left), asNumber(right), .comparison, span) else {
        return CoreExpression(.invalid, type: .truth, origin: span)
      }
      return made(a, b)
    case (.date, .date): return made(left, right)
    case (.truth, .truth), (.text, .text), (.nik, .nik), (.row, .row), (.choice, .choice):
      if isOrder {
        report(.notOrdered(phrase(left.type), at: span))
        return CoreExpression(.invalid, type: .truth, origin: span)
      }
      if left.type != right.type { break }
      return made(left, right)
    case (.nik, .text):
      let nik = conform(right, to: .nik, literalsTakeUnit: false)
      return nik.type == .unknown ? CoreExpression(.invalid, type: .truth, origin: span) : made(left, nik)
    case (.choice, .text):
      _ = conform(right, to: left.type, literalsTakeUnit: false)
      return CoreExpression(.invalid, type: .truth, origin: span)
    case (.row(let roster), .text), (.row(let roster), .nik):
      let key =
        rosters[roster.index].schema.key.first.map { rosters[roster.index].schema.fields[$0].name } ?? "key"
      report(.rowAndText(text(of: left.origin), roster: rosters[roster.index].name, key: key, at: span))
      return CoreExpression(.invalid, type: .truth, origin: span)
    case (.truth, _), (.text, _), (.nik, _), (.date, _), (.number, _), (.share, _), (.choice, _), (.row, _):
      break
    }
    if left.type == .date || right.type == .date {
      report(
        .dateAndNumber(
          phrase(left.type == .date ? right.type : left.type), date: left.origin, other: right.origin,
          at: span))
    } else {
      report(
        .unitsNotCompared(
          Sides(
            left: phrase(left.type), right: phrase(right.type), leftSite: left.origin,
            rightSite: right.origin,
            site: span)))
    }
    return CoreExpression(.invalid, type: .truth, origin: span)
  }

  private func order(
    _ left: CoreExpression, _ o: ComparisonOperator, _ r: ExpressionSyntax, _ span: Span, _ scope: Scope
  ) -> CoreExpression {
    let isTemporal: Bool
    let core: CoreComparison
    switch o {
    case .equal: (core, isTemporal) = (.equal, false)
    case .notEqual: (core, isTemporal) = (.notEqual, false)
    case .less: (core, isTemporal) = (.less, false)
    case .lessOrEqual, .atMost: (core, isTemporal) = (.lessOrEqual, false)
    case .greater: (core, isTemporal) = (.greater, false)
    case .greaterOrEqual, .atLeast: (core, isTemporal) = (.greaterOrEqual, false)
    case .before: (core, isTemporal) = (.less, true)
    case .after: (core, isTemporal) = (.greater, true)
    case .onOrBefore: (core, isTemporal) = (.lessOrEqual, true)
    case .onOrAfter: (core, isTemporal) = (.greaterOrEqual, true)
    }
    // A month that something is after, or not after, counts to its last day.
    if left.type == .date, case .month(let m) = r.kind {
      let isEnd = core == .greater || core == .lessOrEqual
      guard let d = day(of: m, year: nil, isEnd: isEnd) else {
        report(.monthWithoutYear(at: r.span))
        return CoreExpression(.invalid, type: .truth, origin: span)
      }
      let right = CoreExpression(.constant(.date(d)), type: .date, origin: r.span)
      return CoreExpression(.compare(core, left, right), type: .truth, origin: span)
    }
    let right = checkPresent(r, scope, expectation(of: left))
    if isTemporal && left.type != .date && left.type != .unknown {
      report(.notADate(text(of: left.origin), phrase(left.type), at: left.origin))
      return CoreExpression(.invalid, type: .truth, origin: span)
    }
    return compared(left, core, right, span)
  }

  // MARK: Lists

  func lowerOneOf(
    _ e: ExpressionSyntax, _ l: ExpressionSyntax, _ members: [ExpressionSyntax], _ isNegated: Bool,
    _ scope: Scope
  ) -> CoreExpression {
    let left = checkPresent(l, scope)
    if left.type == .unknown {
      return CoreExpression(.invalid, type: .truth, origin: e.span)
    }
    var listed: [CoreConstant] = []
    var tests: [CoreExpression] = []
    var others: [CoreExpression] = []
    for m in members {
      if let group = constants(m, of: left) {
        listed += group
        continue
      }
      // `role is rt or tobacco`: what is no choice of the left side is a condition of its own.
      if case .choice(let list) = left.type, case .name(let name) = m.kind,
        !isChoiceOrGroup(name.text, of: list), tests.count + listed.count > 0, isTruth(m, scope)
      {
        others.append(condition(m, scope))
        continue
      }
      let right = checkPresent(m, scope, expectation(of: left))
      let test = compared(left, .equal, right, m.span)
      if case .compare(_, let a, let b) = test.kind, case .constant(let c) = b.kind,
        a.canonical == left.canonical
      {
        listed.append(c)
      } else {
        tests.append(test)
      }
    }
    var all: [CoreExpression] = []
    if !listed.isEmpty { all.append(CoreExpression(.oneOf(left, listed), type: .truth, origin: e.span)) }
    all += tests
    let list = all.count == 1 ? all[0] : CoreExpression(.any(all), type: .truth, origin: e.span)
    let test = isNegated ? CoreExpression(.not(list), type: .truth, origin: e.span) : list
    if others.isEmpty { return test }
    return CoreExpression(.any([test] + others), type: .truth, origin: e.span)
  }

  private func isTruth(_ e: ExpressionSyntax, _ scope: Scope) -> Bool {
    quietly { check(e, scope).type == .truth }
  }

  func lowerRange(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ from: ExpressionSyntax, _ to: ExpressionSyntax,
    _ scope: Scope
  ) -> CoreExpression {
    let value = checkPresent(inner, scope)
    return between(value, from, to, e.span, scope, literalsTakeUnit: false)
  }

  /// Returns the test whether `value` is from one bound to the other, both included.
  func between(
    _ value: CoreExpression, _ from: ExpressionSyntax, _ to: ExpressionSyntax, _ span: Span, _ scope: Scope,
    literalsTakeUnit: Bool
  ) -> CoreExpression {
    func bound(_ b: ExpressionSyntax, _ o: CoreComparison, isEnd: Bool) -> CoreExpression {
      if value.type == .date, case .month(let m) = b.kind {
        var year = m.year
        if year == nil, case .month(let other) = to.kind { year = other.year }
        guard let d = day(of: m, year: year, isEnd: isEnd) else {
          report(.monthWithoutYear(at: b.span))
          return invalid(b.span)
        }
        return CoreExpression(
          .compare(o, value, CoreExpression(.constant(.date(d)), type: .date, origin: b.span)), type: .truth,
          origin: span)
      }
      var limit = checkPresent(b, scope, .type(value.type))
      if literalsTakeUnit { limit = conform(limit, to: value.type, literalsTakeUnit: true) }
      return compared(value, o, limit, span)
    }
    let low = bound(from, .greaterOrEqual, isEnd: false)
    let high = bound(to, .lessOrEqual, isEnd: true)
    if case .compare(_, _, let a) = low.kind, case .compare(_, _, let b) = high.kind,
      case .constant(.number(let x)) = a.kind, case .constant(.number(let y)) = b.kind, x > y
    {
      report(.rangeReversed(at: from.span.joined(with: to.span)))
    }
    return CoreExpression(.all([low, high]), type: .truth, origin: span)
  }

  // MARK: Rosters

  func lowerMembership(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ name: Name, _ isNegated: Bool, _ scope: Scope
  ) -> CoreExpression {
    let value = checkPresent(inner, scope)
    guard let id = roster(named: name) else { return CoreExpression(.invalid, type: .truth, origin: e.span) }
    let schema = rosters[id.index].schema
    // The field of the same name, or the key.
    var position: Int?
    if case .name(let n) = inner.kind, case .field(let p)? = columns[id.index][n.text] { position = p }
    if case .member(_, let n) = inner.kind, case .field(let p)? = columns[id.index][n.text] { position = p }
    if value.type == .row(id) {
      let truth = CoreExpression(.isPresent(value), type: .truth, origin: e.span)
      return isNegated ? CoreExpression(.not(truth), type: .truth, origin: e.span) : truth
    }
    guard let p = position ?? (schema.key.count == 1 ? schema.key.first : nil) else {
      report(.rosterWithoutSingleKey(name, at: e.span))
      return CoreExpression(.invalid, type: .truth, origin: e.span)
    }
    keepField(id, p)
    readRosters.insert(id.index)
    let core = conform(value, to: rosters[id.index].types[p], literalsTakeUnit: false)
    let test = CoreExpression(.isIn(id, fields: [p], [core]), type: .truth, origin: e.span)
    return isNegated ? CoreExpression(.not(test), type: .truth, origin: e.span) : test
  }

  func lowerRowAt(
    _ e: ExpressionSyntax, _ name: Name, _ key: ExpressionSyntax, _ scope: Scope
  ) -> CoreExpression {
    guard let id = roster(named: name) else {
      _ = check(key, scope)
      return invalid(e.span)
    }
    let schema = rosters[id.index].schema
    guard schema.key.count == 1, let p = schema.key.first else {
      report(.rosterWithoutSingleKey(name, at: e.span))
      return invalid(e.span)
    }
    keepField(id, p)
    readRosters.insert(id.index)
    let type = rosters[id.index].types[p]
    let core = conform(checkPresent(key, scope, .type(type)), to: type, literalsTakeUnit: true)
    return CoreExpression(.rowAt(id, [core]), type: .row(id), origin: e.span, canBeMissing: true)
  }

  func lowerOnlyIn(_ e: ExpressionSyntax, _ name: Name, _ scope: Scope) -> CoreExpression {
    guard let roster = scope.roster, case .matched(let first, let second, _) = rosters[roster.index].origin
    else {
      report(.notAMatch(at: e.span))
      return CoreExpression(.invalid, type: .truth, origin: e.span)
    }
    let sides = [(0, first), (1, second)]
    guard let own = sides.firstIndex(where: { rosters[$0.1.index].name == name.text }) else {
      report(.unknownRoster(name, among: sides.map { rosters[$0.1.index].name }))
      return CoreExpression(.invalid, type: .truth, origin: e.span)
    }
    let other = sides[1 - own]
    let reference = CoreExpression(.field(other.0), type: .row(other.1), origin: e.span, canBeMissing: true)
    let isPresent = CoreExpression(.isPresent(reference), type: .truth, origin: e.span)
    return CoreExpression(.not(isPresent), type: .truth, origin: e.span)
  }

  func lowerInBoth(_ e: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    guard let roster = scope.roster, case .matched(let first, let second, _) = rosters[roster.index].origin
    else {
      report(.notAMatch(at: e.span))
      return CoreExpression(.invalid, type: .truth, origin: e.span)
    }
    let parts = [(0, first), (1, second)].map { field, id in
      CoreExpression(
        .isPresent(CoreExpression(.field(field), type: .row(id), origin: e.span, canBeMissing: true)),
        type: .truth, origin: e.span)
    }
    return CoreExpression(.all(parts), type: .truth, origin: e.span)
  }
}
