import Diagnostics
import Rosters

extension Parser {

  // MARK: Nodes

  /// Returns a node from the token at `first` to the last token read, above children `depth` deep.
  mutating func make(_ kind: ExpressionForm, from first: Int, depth: Int = 0) -> ExpressionSyntax {
    make(kind, span: span(from: first), depth: depth)
  }

  /// Returns a node above children `depth` deep; a tree beyond the limit is reported and cut off.
  mutating func make(_ kind: ExpressionForm, span: Span, depth: Int = 0) -> ExpressionSyntax {
    let id = NodeID(depths.count)
    if depth >= Parser.deepestTree {
      report(.chainTooLong(limit: Parser.deepestTree, at: span))
      depths.append(1)
      return ExpressionSyntax(.invalid, id: id, span: span)
    }
    depths.append(UInt16(truncatingIfNeeded: depth + 1))
    return ExpressionSyntax(kind, id: id, span: span)
  }

  /// Returns how deep the tree of `e` is.
  func depth(_ e: ExpressionSyntax) -> Int {
    let i = Int(e.id.index)
    return i < depths.count ? Int(depths[i]) : 1
  }

  /// Returns how deep the deepest tree of `several` is.
  func depth(_ several: [ExpressionSyntax]) -> Int { several.reduce(0) { max($0, depth($1)) } }

  /// Returns a node that stands for what could not be read here.
  mutating func makeInvalid() -> ExpressionSyntax {
    make(.invalid, span: Span(file: file, start: here.start, end: here.start))
  }

  // MARK: Levels, loosest first

  /// Reads an expression.
  mutating func parseExpression() -> ExpressionSyntax {
    parseDisjunction()
  }

  /// Reads `a or b`.
  mutating func parseDisjunction() -> ExpressionSyntax {
    let first = index
    let left = parseConjunction()
    guard isAt(.or), !isAt(.orTheNextDay) else { return left }
    var operands = [left]
    while take(.or) { operands.append(parseConjunction()) }
    for e in operands {
      if case .conjunction = e.kind {
        let text = "(" + source.text(of: e.span) + ")"
        // The tree is sound either way: the error is of form only, and nothing after it need be given up.
        note(
          .mixedAndOr(
            and: printed(.and), or: printed(.or), at: e.span,
            group: e.span.end - e.span.start < 400 ? Diagnostic.Replacement(e.span, with: text) : nil))
        break
      }
    }
    return make(.disjunction(operands), from: first, depth: depth(operands))
  }

  /// Reads `a and b`.
  mutating func parseConjunction() -> ExpressionSyntax {
    let first = index
    let left = parseNegation()
    guard isAt(.and) else { return left }
    var operands = [left]
    while take(.and) { operands.append(parseNegation()) }
    return make(.conjunction(operands), from: first, depth: depth(operands))
  }

  /// Reads `not a`.
  mutating func parseNegation() -> ExpressionSyntax {
    guard isAtNot else { return parseComparison() }
    var starts: [Int] = []
    while isAtNot {
      starts.append(index)
      _ = take(.not)
    }
    var e = parseComparison()
    for first in starts.reversed() { e = make(.not(e), from: first, depth: depth(e)) }
    return e
  }

  /// Whether `not` stands here, and not `no` of the same spelling.
  var isAtNot: Bool {
    let n = length(of: .not, at: index)
    if n == 0 { return false }
    return length(of: .no, at: index) == 0 || isNegation(before: index + n)
  }

  /// Returns whether a word that means both *no* and *not* is *not* before the token at `i`: an operand follows.
  func isNegation(before i: Int) -> Bool {
    startsOperand(at: i) || i < tokens.count && tokens[i].mark == .minus
  }

  /// Reads `a at least b` and the other comparisons.
  mutating func parseComparison() -> ExpressionSyntax {
    let first = index
    var left = parseQualified(periods: true)
    guard let compared = parseComparisonTail(left, from: first) else { return left }
    left = parsePeriods(compared, from: first)
    if let next = comparisonHere() {
      report(.chainedComparison(and: printed(.and), at: here))
      advance(next.length)
      _ = parseQualified(periods: false)
    }
    return left
  }

  /// An operator of comparison, and what is special about some.
  enum Comparison {
    case plain(ComparisonOperator)
    case equality(isNegated: Bool)
    case presence(Bool)
    case membership(isNegated: Bool)
    case range
  }

  /// Returns the comparison that stands here and its length.
  func comparisonHere() -> (comparison: Comparison, length: Int)? {
    switch token.mark {
    case .equal: return (.equality(isNegated: false), 1)
    case .notEqual: return (.equality(isNegated: true), 1)
    case .less: return (.plain(.less), 1)
    case .lessOrEqual: return (.plain(.lessOrEqual), 1)
    case .greater: return (.plain(.greater), 1)
    case .greaterOrEqual: return (.plain(.greaterOrEqual), 1)
    case .none, .openParenthesis, .closeParenthesis, .comma, .colon, .dot, .bar, .doubleBar, .question, .plus,
      .minus, .times, .divide:
      break
    }
    guard token.code != 0, let m = match(KeywordPlaces.comparisons) else { return nil }
    if m.role == .isEqual, index + m.length < tokens.count,
      let more = match([.atLeast, .atMost, .before, .after, .onOrBefore, .onOrAfter], at: index + m.length)
    {
      // `is at least` says the same as `at least`.
      return (Parser.comparison(more.role), m.length + more.length)
    }
    return (Parser.comparison(m.role), m.length)
  }

  private static func comparison(_ role: KeywordRole) -> Comparison {
    switch role {
    case .isNot: .equality(isNegated: true)
    case .isMissing: .presence(false)
    case .isPresent: .presence(true)
    case .isIn: .membership(isNegated: false)
    case .isNotIn: .membership(isNegated: true)
    case .atLeast: .plain(.atLeast)
    case .atMost: .plain(.atMost)
    case .before: .plain(.before)
    case .after: .plain(.after)
    case .onOrBefore: .plain(.onOrBefore)
    case .onOrAfter: .plain(.onOrAfter)
    case .rangeFrom: .range
    default: .equality(isNegated: false)
    }
  }

  private mutating func parseComparisonTail(_ left: ExpressionSyntax, from first: Int) -> ExpressionSyntax? {
    if let suffixed = parseSuffixedName(left, from: first) { return suffixed }
    guard let (comparison, length) = comparisonHere() else { return nil }
    advance(length)
    switch comparison {
    case .plain(let op):
      let right = parseQualified(periods: false)
      return make(.comparison(op, left, right), from: first, depth: max(depth(left), depth(right)))
    case .equality(let isNegated):
      return parseEquality(left, isNegated: isNegated, from: first)
    case .presence(let isPresent):
      return make(.presence(left, isPresent: isPresent), from: first, depth: depth(left))
    case .membership(let isNegated):
      guard let roster = parseName(Bilingual(en: "a roster's name", id: "nama daftar")) else {
        return makeInvalid()
      }
      return make(.membership(left, roster, isNegated: isNegated), from: first, depth: depth(left))
    case .range:
      let from = parseSum()
      expect(.rangeTo)
      let to = parseSum()
      return make(
        .range(left, from: from, to: to), from: first, depth: max(depth(left), depth(from), depth(to)))
    }
  }

  /// Reads `perannya bpd`, where the suffix stands for `adalah`.
  private mutating func parseSuffixedName(_ left: ExpressionSyntax, from first: Int) -> ExpressionSyntax? {
    guard language == .indonesian, case .name(let name) = left.kind, name.span.end - name.span.start > 4,
      tokens[index - 1].kind == .word, source.bytes[name.span.end - 1] == 0x61,
      name.text.utf8.count < name.span.end - name.span.start, token.kind != .mark, startsOperand(at: index)
    else { return nil }
    return parseEquality(left, isNegated: false, from: first)
  }

  /// Reads what `left` is said to be: a value, or several before and after `or`.
  private mutating func parseEquality(_ left: ExpressionSyntax, isNegated: Bool, from first: Int)
    -> ExpressionSyntax
  {
    let value = parseQualified(periods: false)
    // `x = missing` asks what `x is missing` asks.
    if case .missing = value.kind {
      return make(.presence(left, isPresent: isNegated), from: first, depth: depth(left))
    }
    var values = [value]
    if isListAhead() {
      while take(.comma) {
        if isAt(.or) { break }
        values.append(parsePrimary())
      }
      _ = take(.or)
      values.append(parsePrimary())
    }
    while isSimpleValue(value) && isAlternative(at: index) {
      _ = take(.or)
      values.append(parsePrimary())
    }
    if values.count == 1 {
      return make(
        .comparison(isNegated ? .notEqual : .equal, left, value), from: first,
        depth: max(depth(left), depth(value)))
    }
    return make(
      .isOneOf(left, values, isNegated: isNegated), from: first, depth: max(depth(left), depth(values)))
  }

  private func isSimpleValue(_ e: ExpressionSyntax) -> Bool {
    switch e.kind {
    case .name, .text, .number, .percent, .money, .counted, .duration, .date, .month, .yes, .no, .missing:
      true
    case .today, .fileRow, .hole, .this, .member, .call, .not, .negated, .arithmetic, .conjunction,
      .disjunction,
      .comparison, .isOneOf, .presence, .membership, .range, .otherwise, .clamp, .rounded, .percentOf,
      .asShareOf, .per, .onDate, .inEachMonth, .elapsed, .orTheNextDay, .dayPart, .converted, .parenthesised,
      .aggregate, .rowAt, .onlyIn, .inBoth, .invalid:
      false
    }
  }

  /// Returns whether one token at `i` is a whole value by itself: a name or a literal.
  private func isSingleValue(at i: Int) -> Bool {
    guard i < tokens.count else { return false }
    switch tokens[i].kind {
    case .quotedName, .text, .number, .percent, .money, .date: return true
    case .word:
      if let m = match(KeywordPlaces.operands, at: i),
        m.length > 1 || startsOperand(at: i + m.length)
          || match(KeywordPlaces.rowSources, at: min(i + m.length, tokens.count - 1)) != nil
      {
        return false
      }
      return isName(at: i) || length(of: .yes, at: i) > 0
        || (length(of: .no, at: i) > 0 && !startsOperand(at: i + 1))
    case .fileRow, .mark, .newline, .invalid, .endOfFile: return false
    }
  }

  /// Whether `, rw or bpd` stands here: commas between single values that end in `or` and a value.
  private func isListAhead() -> Bool {
    var i = index
    while i < tokens.count, tokens[i].mark == .comma {
      var next = i + 1
      if next < tokens.count, length(of: .or, at: next) > 0 { return isAlternative(at: next) }
      guard isSingleValue(at: next) else { return false }
      next += 1
      guard next < tokens.count else { return false }
      if length(of: .or, at: next) > 0 { return isAlternative(at: next) }
      i = next
    }
    return false
  }

  /// Returns whether `or` stands at `start` with a single value that nothing makes part of a larger condition.
  private func isAlternative(at start: Int) -> Bool {
    let or = length(of: .or, at: start)
    guard or > 0, length(of: .orTheNextDay, at: start) == 0, isSingleValue(at: start + or) else {
      return false
    }
    let i = start + or + 1
    guard i < tokens.count else { return true }
    let t = tokens[i]
    switch t.kind {
    case .mark:
      switch t.mark {
      case .closeParenthesis, .comma, .bar, .doubleBar, .colon: return true
      case .none, .openParenthesis, .dot, .question, .plus, .minus, .times, .divide, .equal, .notEqual, .less,
        .lessOrEqual, .greater, .greaterOrEqual:
        return false
      }
    case .word:
      // `12 people` is one value of two words.
      if t.code == 0 || tokens[i - 1].kind == .number && startsOperand(at: i) { return false }
      return match(KeywordPlaces.enlargers, at: i) == nil && vocabulary.unit(t.code) == nil
    case .newline, .endOfFile: return true
    case .quotedName, .text, .number, .percent, .money, .date, .fileRow, .invalid: return false
    }
  }

  // MARK: Qualifiers

  /// Reads an operand and what qualifies it: `X otherwise Y`, `X but at most Y`, `A as share of B`, and with
  /// `periods` also `X on DATE` and `X in each month from A to B`.
  mutating func parseQualified(periods: Bool) -> ExpressionSyntax {
    let first = index
    var left = parseSum()
    while token.kind == .word && token.code != 0 {
      guard let m = match(KeywordPlaces.qualifiers) else { break }
      switch m.role {
      case .butAtLeast, .butAtMost:
        advance(m.length)
        let bound = parseSum()
        left = makeClamp(left, bound, isLeast: m.role == .butAtLeast, from: first)
      case .otherwise:
        advance(m.length)
        let right = parseSum()
        left = make(.otherwise(left, right), from: first, depth: max(depth(left), depth(right)))
      case .asShareOf:
        advance(m.length)
        let right = parseSum()
        left = make(.asShareOf(left, right), from: first, depth: max(depth(left), depth(right)))
      case .orTheNextDay:
        advance(m.length)
        left = make(.orTheNextDay(left), from: first, depth: depth(left))
      case .onDate, .inEachMonth:
        guard periods else { return left }
        left = parsePeriod(left, from: first)
      default: return left
      }
    }
    return left
  }

  private mutating func makeClamp(
    _ left: ExpressionSyntax, _ bound: ExpressionSyntax, isLeast: Bool, from first: Int
  ) -> ExpressionSyntax {
    let deep = max(depth(left), depth(bound))
    // `but at least A but at most B` is one clamp.
    if case .clamp(let inner, let low, nil) = left.kind, !isLeast {
      return make(.clamp(inner, atLeast: low, atMost: bound), from: first, depth: deep)
    }
    if case .clamp(let inner, nil, let high) = left.kind, isLeast {
      return make(.clamp(inner, atLeast: bound, atMost: high), from: first, depth: deep)
    }
    return make(
      .clamp(left, atLeast: isLeast ? bound : nil, atMost: isLeast ? nil : bound), from: first, depth: deep)
  }

  /// Reads the dates and months at which `left` is evaluated.
  mutating func parsePeriods(_ left: ExpressionSyntax, from first: Int) -> ExpressionSyntax {
    var e = left
    while token.code != 0, let m = match(KeywordPlaces.qualifiers),
      m.role == .onDate || m.role == .inEachMonth
    {
      e = parsePeriod(e, from: first)
    }
    return e
  }

  private mutating func parsePeriod(_ left: ExpressionSyntax, from first: Int) -> ExpressionSyntax {
    if take(.inEachMonth) {
      let bounds = parseMonthBounds()
      return make(
        .inEachMonth(left, from: bounds.from, to: bounds.to), from: first,
        depth: max(depth(left), depth(bounds.from), depth(bounds.to)))
    }
    _ = take(.onDate)
    let date = parsePostfix()
    return make(.onDate(left, date), from: first, depth: max(depth(left), depth(date)))
  }

  /// Reads `January to December 2026`, after `from`.
  mutating func parseMonthBounds() -> (from: ExpressionSyntax, to: ExpressionSyntax) {
    let from = parseMonth() ?? parseSum()
    if !take(.monthsTo) { expect(.elapsedTo) }
    return (from, parseMonth() ?? parsePostfix())
  }

  // MARK: Arithmetic

  /// Reads `a + b - c`.
  mutating func parseSum() -> ExpressionSyntax {
    let first = index
    var left = parseProduct()
    while token.mark == .plus || token.mark == .minus {
      let op = token.mark == .plus ? ArithmeticOperator.add : .subtract
      advance()
      let right = parseProduct()
      left = make(.arithmetic(op, left, right), from: first, depth: max(depth(left), depth(right)))
    }
    return left
  }

  /// Reads `a * b / c`.
  mutating func parseProduct() -> ExpressionSyntax {
    let first = index
    var left = parseSigned()
    while token.mark == .times || token.mark == .divide {
      let op = token.mark == .times ? ArithmeticOperator.multiply : .divide
      advance()
      let right = parseSigned()
      left = make(.arithmetic(op, left, right), from: first, depth: max(depth(left), depth(right)))
    }
    return left
  }

  private mutating func parseSigned() -> ExpressionSyntax {
    guard token.mark == .minus else { return parseRounded() }
    var starts: [Int] = []
    while token.mark == .minus {
      starts.append(index)
      advance()
    }
    var e = parseRounded()
    for first in starts.reversed() { e = make(.negated(e), from: first, depth: depth(e)) }
    return e
  }

  private mutating func parseRounded() -> ExpressionSyntax {
    let first = index
    var left = parsePostfix()
    while token.code != 0, let m = match(KeywordPlaces.roundings) {
      advance(m.length)
      let step = parsePostfix()
      let mode: RoundingMode =
        switch m.role {
        case .roundedDown: .down
        case .roundedUp: .up
        case .roundedHalfEven: .halfEven
        default: .nearest
        }
      left = make(.rounded(left, mode, to: step), from: first, depth: max(depth(left), depth(step)))
    }
    return left
  }
}
