import Diagnostics
import Rosters
import Syntax

extension Checker {

  func lowerArithmetic(
    _ e: ExpressionSyntax, _ o: ArithmeticOperator, _ l: ExpressionSyntax, _ r: ExpressionSyntax,
    _ scope: Scope
  ) -> CoreExpression {
    // What is added to something, or taken from it, is of its kind: so is what is still to be written there.
    let isSum = o == .add || o == .subtract
    if isSum, case .hole = l.kind {
      _ = check(l, scope, .type(check(r, scope).type))
      return invalid(e.span)
    }
    var left = check(l, scope)
    if isSum, case .hole = r.kind {
      _ = check(r, scope, .type(left.type))
      return invalid(e.span)
    }
    var right = check(r, scope)
    if case .share(let a) = left.type, case .share(let b) = right.type, a != b, o == .add || o == .subtract {
      // Whether one of them can be missing does not matter then.
      report(
        .sharesOfDifferentPopulations(
          populationName(a), populationName(b), left.origin, right.origin, at: e.span))
      return invalid(e.span)
    }
    left = present(left)
    right = present(right)
    if left.type == .unknown || right.type == .unknown { return invalid(e.span) }
    switch o {
    case .add, .subtract: return sum(e, o, left, right)
    case .multiply, .divide: return product(e.span, o, left, right)
    }
  }

  // MARK: Sums

  private func sum(
    _ e: ExpressionSyntax, _ o: ArithmeticOperator, _ left: CoreExpression, _ right: CoreExpression
  ) -> CoreExpression {
    if left.type == .date || right.type == .date {
      return dateSum(e.span, o, left, right, overflow: .lastDay)
    }
    if case .share = left.type, case .share = right.type {
      let type = CoreType.number(o == .subtract ? .points : .percent)
      return CoreExpression(.arithmetic(o, shareValue(left), shareValue(right)), type: type, origin: e.span)
    }
    let l = asNumber(left)
    let r = asNumber(right)
    guard let (a, b, unit) = unified(l, r, .sum(o), e.span) else { return invalid(e.span) }
    var result = unit
    if o == .subtract, case .number(let x) = a.type, x.scale == .percent, x.isDimensionless, unit.isFraction {
      // What is missing to a stated 100% is a percentage; the difference of two rates is in points.
      if case .constant(.number(let n)) = a.kind, n == 1 { result = .percent } else { result = .points }
    }
    return CoreExpression(.arithmetic(o, a, b), type: .number(result), origin: e.span)
  }

  private func dateSum(
    _ span: Span, _ o: ArithmeticOperator, _ left: CoreExpression, _ right: CoreExpression,
    overflow: CalendarDate.Overflow
  ) -> CoreExpression {
    if left.type == .date && right.type == .date {
      if o == .subtract {
        return CoreExpression(.arithmetic(.subtract, left, right), type: .number(.day), origin: span)
      }
      report(.datesAdded(at: span))
      return invalid(span)
    }
    let (date, other) = left.type == .date ? (left, right) : (right, left)
    if o == .subtract && right.type == .date {
      report(.dateSubtracted(phrase(left.type), at: span))
      return invalid(span)
    }
    guard case .number(let unit) = other.type, unit.isDuration else {
      report(.dateAndNumber(phrase(other.type), date: date.origin, other: other.origin, at: span))
      return invalid(span)
    }
    if unit.days == 1 {
      return CoreExpression(.arithmetic(o, date, other), type: .date, origin: span)
    }
    var months = other
    if unit.years == 1 {
      let twelve = CoreExpression(.constant(.number(12)), type: .number(.plain), origin: other.origin)
      months = CoreExpression(
        .arithmetic(.multiply, other, twelve), type: .number(.month), origin: other.origin)
    }
    if o == .subtract {
      months = CoreExpression(.negated(months), type: .number(.month), origin: other.origin)
    }
    return CoreExpression(.addMonths(date, months, overflow), type: .date, origin: span)
  }

  /// `DATE + n months or the next day`.
  func lowerNextDay(_ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ scope: Scope) -> CoreExpression {
    let core = check(inner, scope)
    if case .addMonths(let date, let months, _) = core.kind {
      return CoreExpression(.addMonths(date, months, .nextDay), type: .date, origin: e.span)
    }
    if core.type != .unknown { report(.nextDayWithoutMonths(at: e.span)) }
    return core
  }

  // MARK: Products

  private func product(
    _ span: Span, _ o: ArithmeticOperator, _ left: CoreExpression, _ right: CoreExpression
  ) -> CoreExpression {
    let l = asNumber(left)
    let r = asNumber(right)
    guard case .number(let a) = l.type, case .number(let b) = r.type else { return invalid(span) }
    guard let unit = o == .multiply ? a.multiplied(by: b) : a.divided(by: b) else {
      report(.unitBeyondReason(at: span))
      return invalid(span)
    }
    if let fault = unitFault(unit, o, l, a, r, b, at: span) {
      report(fault)
      return invalid(span)
    }
    if o == .multiply && asOf != nil { noteRateTimesMonths(l, a, r, b, span) }
    return CoreExpression(.arithmetic(o, l, r), type: .number(unit), origin: span)
  }

  func lowerPercentOf(
    _ e: ExpressionSyntax, _ p: ExpressionSyntax, _ x: ExpressionSyntax, _ scope: Scope
  ) -> CoreExpression {
    let percent = number(p, scope)
    let base = number(x, scope)
    if percent.type == .unknown || base.type == .unknown { return invalid(e.span) }
    if case .number(let unit) = percent.type, !unit.isFraction {
      report(.typeMismatch(expected: TypePhrase.of(.percent), found: phrase(percent.type), at: p.span))
    }
    return product(e.span, .multiply, percent, base)
  }

  func lowerAsShareOf(
    _ e: ExpressionSyntax, _ a: ExpressionSyntax, _ b: ExpressionSyntax, _ scope: Scope
  ) -> CoreExpression {
    let part = number(a, scope)
    let whole = number(b, scope)
    if part.type == .unknown || whole.type == .unknown { return invalid(e.span) }
    guard let (l, r, _) = unified(part, whole, .share, e.span) else { return invalid(e.span) }
    let roster = scope.roster.map { rosters[$0.index].name + ": " } ?? ""
    let id = population(key: "of \(roster)\(r.canonical)", name: text(of: b.span))
    var canBeMissing = true
    if case .constant(.number(let n)) = r.kind, n.signum != 0 { canBeMissing = false }
    return CoreExpression(.shareOf(l, r), type: .share(id), origin: e.span, canBeMissing: canBeMissing)
  }

  func lowerPer(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ units: [UnitName], _ scope: Scope
  ) -> CoreExpression {
    let core = number(inner, scope)
    guard case .number(let unit) = core.type else { return core }
    let result = units.reduce(unit) { divided($0, by: $1) }
    return CoreExpression(core.kind, type: .number(result), origin: e.span, canBeMissing: core.canBeMissing)
  }

  // MARK: Bounds and rounding

  func lowerClamp(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ low: ExpressionSyntax?, _ high: ExpressionSyntax?,
    _ scope: Scope
  ) -> CoreExpression {
    let core = checkPresent(inner, scope)
    if core.type == .date {
      let bounds = [low, high].map { b in b.map { expectType(checkPresent($0, scope), .date) } }
      return CoreExpression(.clamp(core, atLeast: bounds[0], atMost: bounds[1]), type: .date, origin: e.span)
    }
    let value = asNumber(core)
    func bound(_ b: ExpressionSyntax?) -> CoreExpression? {
      guard let b else { return nil }
      let limit = number(b, scope)
      if value.type == .unknown || limit.type == .unknown { return invalid(b.span) }
      return unified(value, limit, .comparison, b.span)?.1 ?? invalid(b.span)
    }
    let atLeast = bound(low)
    let atMost = bound(high)
    return CoreExpression(.clamp(value, atLeast: atLeast, atMost: atMost), type: value.type, origin: e.span)
  }

  func lowerRounded(
    _ e: ExpressionSyntax, _ inner: ExpressionSyntax, _ mode: RoundingMode, _ step: ExpressionSyntax,
    _ scope: Scope
  ) -> CoreExpression {
    let value = number(inner, scope)
    let by = number(step, scope)
    guard case .number(let a) = value.type, case .number(let b) = by.type else { return invalid(e.span) }
    if case .constant(.number(let r)) = by.kind, r.signum <= 0 {
      report(.stepNotPositive(at: step.span))
      return invalid(e.span)
    }
    var type = a
    let fits: Bool
    if b.isFraction {
      // A ratio rounded to a percentage is a percentage.
      fits = a.isDimensionless
      if a.isPlain { type = .percent }
    } else if b.isPlain {
      fits = a.isPlain || a.isDuration || a.isCount
    } else {
      fits = a.agrees(with: b) || (b.isMoney && a.rupiah == 1)
    }
    if !fits {
      report(.stepOfOtherUnit(value: phrase(value.type), step: phrase(by.type), at: step.span))
      return invalid(e.span)
    }
    return CoreExpression(.rounded(value, mode, to: by), type: .number(type), origin: e.span)
  }

  func lowerOtherwise(
    _ e: ExpressionSyntax, _ a: ExpressionSyntax, _ b: ExpressionSyntax, _ scope: Scope,
    _ expectation: Expectation
  ) -> CoreExpression {
    let first = check(a, scope, expectation)
    let second = check(b, scope, .type(first.type))
    if first.type == .unknown || second.type == .unknown {
      return CoreExpression(.invalid, type: first.type == .unknown ? second.type : first.type, origin: e.span)
    }
    guard let (l, r, type) = alike(first, second, e.span) else { return invalid(e.span) }
    return CoreExpression(.otherwise(l, r), type: type, origin: e.span, canBeMissing: second.canBeMissing)
  }

  // MARK: Units on both sides

  /// What two numbers stand on either side of.
  enum Meeting {
    case sum(ArithmeticOperator)
    case comparison
    case share
  }

  /// Returns the two numbers in one unit, and that unit; reports what does not fit.
  func unified(
    _ l: CoreExpression, _ r: CoreExpression, _ meeting: Meeting, _ span: Span
  ) -> (CoreExpression, CoreExpression, UnitOfMeasure)? {
    guard case .number(let a) = l.type, case .number(let b) = r.type else { return nil }
    func retyped(_ e: CoreExpression, _ unit: UnitOfMeasure) -> CoreExpression {
      CoreExpression(e.kind, type: .number(unit), origin: e.origin, canBeMissing: e.canBeMissing)
    }
    // A bare whole number beside a duration takes its unit; beside a duration a computed one may be compared.
    if a.isDuration && b.isPlain && (isLiteral(r) || isComparison(meeting)) { return (l, retyped(r, a), a) }
    if b.isDuration && a.isPlain && (isLiteral(l) || isComparison(meeting)) { return (retyped(l, b), r, b) }
    if a.isPlain && b.isFraction || a.isFraction && b.isPlain {
      let (plain, unit) = a.isPlain ? (l, b) : (r, a)
      if isBareNumber(plain) {
        report(.numberAndPercentage(text(of: plain.origin), at: plain.origin))
        return nil
      }
      return (l, r, unit)
    }
    if a.agrees(with: b) {
      var unit = a
      if a.isPlain { unit = b }
      if case .sum(.add) = meeting, a.scale == .year { unit = a }
      if case .sum(.subtract) = meeting, a.scale == .year { unit = b.scale == .year ? .plain : a }
      if a.isFraction && b.isFraction {
        unit = a.scale == .percent || b.scale == .percent ? .percent : .points
      }
      unit.noun = a.noun ?? b.noun
      return (l, r, unit)
    }
    reportMeeting(l, a, r, b, meeting, span)
    return nil
  }

  private func isComparison(_ meeting: Meeting) -> Bool {
    switch meeting {
    case .comparison: true
    case .sum, .share: false
    }
  }

  /// `true` iff `e` is a number written in the program.
  func isLiteral(_ e: CoreExpression) -> Bool {
    if case .constant(.number) = e.kind { return true }
    return false
  }

  /// `true` iff a plain number that stands beside a percentage is more likely a slip than a ratio.
  private func isBareNumber(_ e: CoreExpression) -> Bool {
    if case .constant(.number(let n)) = e.kind { return n != 0 && n != 1 }
    if case .field = e.kind { return true }
    return false
  }

  private func reportMeeting(
    _ l: CoreExpression, _ a: UnitOfMeasure, _ r: CoreExpression, _ b: UnitOfMeasure, _ meeting: Meeting,
    _ span: Span
  ) {
    let sides = Sides(
      left: TypePhrase.of(a), right: TypePhrase.of(b), leftSite: l.origin, rightSite: r.origin, site: span,
      leftSource: declaration(of: l), rightSource: declaration(of: r))
    if a.isMoney && b.isMoneyRate || a.isMoneyRate && b.isMoney {
      report(.rateAndAmount(sides))
    } else if a.isFraction != b.isFraction && (a.isFraction || b.isFraction) {
      report(.percentageAndOther(sides))
    } else if a.rupiah == b.rupiah && a.counted == b.counted && a.days == 0 && b.days == 0
      && a.months + a.years == b.months + b.years && (a.months != 0) != (b.months != 0)
    {
      report(.yearsAndMonthsMixed(sides))
    } else if a.isDuration && b.isDuration {
      report(.durationsMixed(sides))
    } else if let x = a.noun, let y = b.noun, x != y, a.counted == b.counted {
      report(.nounsMixed(x, y, sides))
    } else {
      switch meeting {
      case .sum: report(.unitsNotAdded(sides))
      case .comparison, .share: report(.unitsNotCompared(sides))
      }
    }
  }

  /// Returns the two values as one type, as the branches of a choice must be; reports what differs.
  func alike(
    _ l: CoreExpression, _ r: CoreExpression, _ span: Span
  ) -> (CoreExpression, CoreExpression, CoreType)? {
    if l.type == .unknown { return (l, r, r.type) }
    if r.type == .unknown || l.type == r.type { return (l, r, l.type) }
    let a = asNumberKeepingMissing(l)
    let b = asNumberKeepingMissing(r)
    if case .number = a.type, case .number = b.type {
      guard let (x, y, unit) = unified(a, b, .comparison, span) else { return nil }
      return (x, y, .number(unit))
    }
    report(.branchesDiffer(phrase(l.type), phrase(r.type), l.origin, at: r.origin))
    return nil
  }

  private func asNumberKeepingMissing(_ e: CoreExpression) -> CoreExpression {
    if case .share = e.type { return shareValue(e) }
    return e
  }

  /// Returns `core` if it is of `type`, and reports if it is not.
  func expectType(_ core: CoreExpression, _ type: CoreType) -> CoreExpression {
    conform(core, to: type, literalsTakeUnit: false)
  }

  /// Returns `core` as a value of `type`; where literals take the unit of their column, a bare amount does.
  func conform(_ core: CoreExpression, to type: CoreType, literalsTakeUnit: Bool) -> CoreExpression {
    if core.type == type || core.type == .unknown || type == .unknown { return core }
    func retyped(_ e: CoreExpression) -> CoreExpression {
      CoreExpression(e.kind, type: type, origin: e.origin, canBeMissing: e.canBeMissing)
    }
    if case .number(let wanted) = type {
      if case .share = core.type, wanted.isDimensionless { return retyped(shareValue(core)) }
      if case .number(let unit) = core.type {
        if unit.isPlain && wanted.isFraction && isBareNumber(core) {
          report(.numberAndPercentage(text(of: core.origin), at: core.origin))
          return invalid(core.origin)
        }
        if unit.agrees(with: wanted) { return retyped(core) }
        if isLiteral(core) {
          if unit.isPlain && (wanted.isDuration || wanted.isCount) { return retyped(core) }
          if literalsTakeUnit && (unit.isPlain && !wanted.isFraction || unit.isMoney && wanted.rupiah == 1) {
            return retyped(core)
          }
        }
        let sides = Sides(
          left: TypePhrase.of(wanted), right: TypePhrase.of(unit), leftSite: nil, rightSite: core.origin,
          site: core.origin)
        if wanted.isMoneyRate && unit.isMoney || wanted.isMoney && unit.isMoneyRate {
          report(.rateForAmount(sides))
        } else if wanted.isMoney && (unit.isPlain || unit.isCount) {
          report(.numberForAmount(sides))
        } else {
          report(.typeMismatch(expected: sides.left, found: sides.right, at: core.origin))
        }
        return invalid(core.origin)
      }
    }
    if case .nik = type, case .constant(.text(let s)) = core.kind {
      guard let n = Checker.nik(s) else {
        report(.notANik(at: core.origin))
        return invalid(core.origin)
      }
      return CoreExpression(.constant(.nik(n)), type: .nik, origin: core.origin)
    }
    if case .choice(let list) = type, case .constant(.text(let s)) = core.kind {
      let known = choiceLists[list.index]
      report(.textForChoice(s, owner: known.owner, among: known.choices.map(\.name), at: core.origin))
      return invalid(core.origin)
    }
    report(.typeMismatch(expected: phrase(type), found: phrase(core.type), at: core.origin))
    return invalid(core.origin)
  }
}
