import Diagnostics
import Rosters

extension Parser {

  /// Returns whether an operand can begin at `i`; words that follow one are not taken for names.
  func startsOperand(at i: Int) -> Bool {
    guard i < tokens.count else { return false }
    let t = tokens[i]
    switch t.kind {
    case .number:
      return ![KeywordRole.decimals, .first, .top, .aroundCutOff].contains { length(of: $0, at: i) > 0 }
    case .percent, .money, .date, .text, .fileRow, .quotedName: return true
    case .mark: return t.mark == .openParenthesis || t.mark == .question
    case .word:
      if t.code == 0 { return true }
      if vocabulary.isReserved(t.code) {
        if match(KeywordPlaces.followers, at: i)?.length ?? 0 > 1 { return false }
        return match([.not, .yes, .no, .today, .this, .inBoth], at: i) != nil
          || language == .english && length(of: .missing, at: i) > 0
      }
      if match([.title, .note], at: i) != nil { return tokens[min(i + 1, tokens.count - 1)].kind != .text }
      return match(KeywordPlaces.followers, at: i) == nil
    case .newline, .invalid, .endOfFile: return false
    }
  }

  // MARK: Postfixes

  /// Reads an operand with its members and units: `village.regency`, `Rp5.400 per month`, `6% of X`.
  mutating func parsePostfix() -> ExpressionSyntax {
    let first = index
    var left = parsePrimary()
    while true {
      if token.mark == .dot {
        guard token(after: 1).kind == .word || token(after: 1).kind == .quotedName else {
          advance()
          reportExpected(Parser.aName)
          return left
        }
        advance()
        let member = name(at: index)
        advance()
        left = make(.member(left, member), from: first, depth: depth(left))
        continue
      }
      guard token.code != 0 else { return left }
      if case .percent = left.kind, percentOf != .forbidden, take(.percentOf) {
        let whole = nested({ $0.makeInvalid() }) { $0.parsePostfix() }
        left = make(.percentOf(left, whole), from: first, depth: max(depth(left), depth(whole)))
        if percentOf == .bracketed { left = make(.parenthesised(left), from: first, depth: depth(left)) }
        continue
      }
      if let unit = takeConversion() {
        left = make(.converted(left, to: unit), from: first, depth: depth(left))
        continue
      }
      guard match([.perUnit, .onDate])?.role == .perUnit, let units = parseUnits() else { return left }
      left = make(.per(left, units), from: first, depth: depth(left))
    }
  }

  /// Reads `per person per month`, or returns `nil` if no unit follows.
  mutating func parseUnits() -> [UnitName]? {
    var units: [UnitName] = []
    while match([.perUnit, .onDate])?.role == .perUnit {
      _ = take(.perUnit)
      if let unit = vocabulary.unit(token.code), token.kind == .word {
        units.append(.time(unit))
        advance()
      } else if let noun = parseName(Bilingual(en: "a unit such as `month`", id: "satuan seperti `bulan`")) {
        units.append(.noun(noun))
      } else {
        break
      }
    }
    return units.isEmpty ? nil : units
  }

  // MARK: Primaries

  /// Reads a literal, a name, a call, an aggregate or an expression in brackets.
  ///
  /// Every expression inside another passes here, so that depth is counted here.
  mutating func parsePrimary() -> ExpressionSyntax {
    nested({ $0.makeInvalid() }) { $0.parsePrimaryInside() }
  }

  private mutating func parsePrimaryInside() -> ExpressionSyntax {
    let first = index
    switch token.kind {
    case .number: return parseNumber()
    case .percent: return parsePercent()
    case .money: return parseMoney()
    case .date: return parseISODate()
    case .text: return parseText()
    case .fileRow:
      let digits = source.bytes[(here.start + 1)..<here.end]
      advance()
      return make(.fileRow(Parser.smallNumber(digits)), from: first)
    case .quotedName: return parseRowAt() ?? parseNameOrCall()
    case .word: return parseWord()
    case .mark:
      if token.mark == .openParenthesis { return parseParenthesised() }
      if token.mark == .question {
        advance()
        return make(.hole, from: first)
      }
    case .newline, .invalid, .endOfFile: break
    }
    reportExpected(Parser.aValue)
    let e = makeInvalid()
    // What the lexer could not read stands for the operand.
    if token.kind == .invalid { advance() }
    return e
  }

  private mutating func parseParenthesised() -> ExpressionSyntax {
    let first = index
    let open = here
    advance()
    let inner = parseBracketed()
    if !take(.closeParenthesis) {
      if isAtEnd { reachedEnd = true }
      report(.unclosedParenthesis(at: open, found: here))
    }
    return make(.parenthesised(inner), from: first, depth: depth(inner))
  }

  /// Reads an expression inside brackets, where nothing outside them makes words ambiguous.
  private mutating func parseBracketed() -> ExpressionSyntax {
    let outer = percentOf
    percentOf = .allowed
    defer { percentOf = outer }
    return parseExpression()
  }

  private mutating func parseWord() -> ExpressionSyntax {
    if token.code != 0 {
      if let m = match(KeywordPlaces.operands) {
        if let e = parseOperandWord(m.role, m.length) { return e }
      }
      if let month = parseMonth(needsYear: true) { return month }
      if vocabulary.isReserved(token.code) {
        if isAtNot {
          // `a + not b`: the operand is a condition, which the checker will say.
          return parseNegation()
        }
        if let e = parseSpreadsheetCall() { return e }
        reportExpected(Parser.aValue)
        return makeInvalid()
      }
    }
    return parseRowAt() ?? parseNameOrCall()
  }

  /// Reads `workers at "35.1"` if it stands here.
  private mutating func parseRowAt() -> ExpressionSyntax? {
    let first = index
    guard token(after: 1).code != 0, token(after: 1).kind == .word,
      let at = match([.rowAt, .atLeast, .atMost], at: index + 1), at.role == .rowAt,
      startsOperand(at: index + 1 + at.length)
    else { return nil }
    let roster = name(at: index)
    advance(1 + at.length)
    let key = parsePostfix()
    return make(.rowAt(roster, key), from: first, depth: depth(key))
  }

  private mutating func parseNameOrCall() -> ExpressionSyntax {
    let first = index
    if let e = parseDoubledWord() { return e }
    var n = name(at: index)
    advance()
    guard token.mark == .openParenthesis else {
      if language == .indonesian { n = withoutSuffix(n) }
      return make(.name(n), from: first)
    }
    let arguments = parseArguments()
    return make(.call(n, arguments), from: first, depth: depth(arguments))
  }

  /// Reads what a call is given, with its brackets.
  mutating func parseArguments() -> [ExpressionSyntax] {
    let open = here
    advance()
    var arguments: [ExpressionSyntax] = []
    if !isAt(.closeParenthesis) {
      repeat { arguments.append(parseBracketed()) } while take(.comma)
    }
    if !take(.closeParenthesis) {
      if isAtEnd { reachedEnd = true }
      report(.unclosedParenthesis(at: open, found: here))
    }
    return arguments
  }

  /// Returns `n` without its `-nya` where a value or a comparison follows and this file declares no such name.
  private func withoutSuffix(_ n: Name) -> Name {
    guard !n.isQuoted, n.text.utf8.count > 5, n.text.utf8.suffix(3).elementsEqual("nya".utf8),
      token.kind != .mark, !declaredWithSuffix.contains(n.text),
      startsOperand(at: index) || comparisonHere() != nil
    else { return n }
    return Name(String(n.text.dropLast(3)), span: n.span)
  }

  /// Reads an operand that begins with the word of `role`, or returns `nil` if the word is a name here.
  private mutating func parseOperandWord(_ role: KeywordRole, _ length: Int) -> ExpressionSyntax? {
    let first = index
    switch role {
    case .yes:
      advance(length)
      return make(.yes, from: first)
    case .no, .not:
      // A word that means both is `no` where no operand follows.
      guard self.length(of: .no, at: index) > 0 else { return nil }
      if self.length(of: .not, at: index) > 0 && isNegation(before: index + length) { return nil }
      advance(length)
      return make(.no, from: first)
    case .missing:
      advance(length)
      return make(.missing, from: first)
    case .today:
      advance(length)
      return make(.today, from: first)
    case .this:
      advance(length)
      return make(.this, from: first)
    case .inBoth:
      advance(length)
      return make(.inBoth, from: first)
    case .onlyIn:
      advance(length)
      guard let n = parseName(Bilingual(en: "a roster's name", id: "nama daftar")) else {
        return makeInvalid()
      }
      return make(.onlyIn(n), from: first)
    case .yearsFrom: return parseElapsed(.year, length)
    case .monthsFrom: return parseElapsed(.month, length)
    case .daysFrom: return parseElapsed(.day, length)
    case .contributionMonths: return parseContributionMonths(length)
    case .yearOf: return parseDayPart(.year, length)
    case .semesterOf: return parseDayPart(.semester, length)
    case .quarterOf: return parseDayPart(.quarter, length)
    case .monthOf: return parseDayPart(.month, length)
    case .monthStartOf: return parseDayPart(.monthStart, length)
    case .monthEndOf: return parseDayPart(.monthEnd, length)
    case .dayOf: return parseDayPart(.day, length)
    case .weekdayOf: return parseDayPart(.weekday, length)
    case .quarterStartOf: return parseDayPart(.quarterStart, length)
    case .quarterEndOf: return parseDayPart(.quarterEnd, length)
    case .yearStartOf: return parseDayPart(.yearStart, length)
    case .yearEndOf: return parseDayPart(.yearEnd, length)
    default: return parseAggregate(role, length)
    }
  }

  private mutating func parseElapsed(_ unit: TimeUnit, _ length: Int) -> ExpressionSyntax {
    let first = index
    advance(length)
    let from = parseMonth() ?? parseSum()
    var isTouched = false
    if let m = match([.elapsedTo, .elapsedThrough]) {
      advance(m.length)
      isTouched = m.role == .elapsedThrough
    } else {
      expect(.elapsedTo)
    }
    let to = parseMonth() ?? parsePostfix()
    return make(
      .elapsed(unit, from: from, to: to, isTouched: isTouched), from: first,
      depth: max(depth(from), depth(to)))
  }

  // MARK: Aggregates and rows

  private static func function(_ role: KeywordRole) -> AggregateFunction? {
    switch role {
    case .count: .count
    case .sum: .sum
    case .average: .average
    case .median: .median
    case .min: .min
    case .max: .max
    case .share: .share
    default: nil
    }
  }

  private mutating func parseAggregate(_ role: KeywordRole, _ length: Int) -> ExpressionSyntax? {
    guard let function = Parser.function(role) else { return nil }
    let first = index
    var next = index + length
    if function == .count {
      let ofLength = self.length(of: .shareOf, at: next)
      if ofLength > 0, next + ofLength < tokens.count, isName(at: next + ofLength) {
        report(
          .countOf(
            text(of: tokens[first]), text(of: tokens[next]), rows: text(of: tokens[next + ofLength]),
            at: span(of: tokens[next]),
            replacing: Span(file: file, start: Int(tokens[first].start), end: Int(tokens[next].end))))
        advance(ofLength)
        next += ofLength
      }
      let hasRows =
        next < tokens.count
        && (isName(at: next) && startsOperand(at: next) || match(KeywordPlaces.rowSources, at: next) != nil
          || self.length(of: .whereCondition, at: next) > 0)
      guard hasRows || isInColumn && tokens[min(next, tokens.count - 1)].mark != .dot else { return nil }
      advance(length)
      let population = hasRows ? parsePopulation() : nil
      return make(
        .aggregate(AggregateSyntax(.count, value: nil, population: population)), from: first,
        depth: population?.condition.map(depth) ?? 0)
    }
    guard startsOperand(at: next) || next < tokens.count && tokens[next].mark == .minus else { return nil }
    // `share (a)` could be a call: an aggregate's value in brackets is followed by its rows or ends a column.
    advance(length)
    let outer = percentOf
    percentOf = function == .share || language == .indonesian ? .forbidden : .bracketed
    let value = function == .share ? parseDisjunction() : parseQualified(periods: true)
    percentOf = outer
    var population: PopulationSyntax?
    if take(function == .share ? .shareOf : .over) || isAt(.whereCondition) {
      population = parsePopulation()
    } else {
      let ofLength = self.length(of: .shareOf, at: index)
      if ofLength > 0, isName(at: index + ofLength) {
        // `sum of income of workers`
        reportExpected(Bilingual(same: "`\(printed(.over))`"))
        advance(ofLength)
        population = parsePopulation()
      }
    }
    return make(
      .aggregate(AggregateSyntax(function, value: value, population: population)), from: first,
      depth: max(depth(value), population?.condition.map(depth) ?? 0))
  }

  /// Reads rows: a roster or result, `in this …`, `where …`.
  mutating func parsePopulation() -> PopulationSyntax {
    let first = index
    let source: RowSource
    if let role = take(KeywordPlaces.rowSources) {
      let name = parseDefinedName()
      switch role {
      case .setAsideFrom: source = .setAside(name)
      case .notFundedIn: source = .notFunded(name)
      case .notRankedIn: source = .notRanked(name)
      default: source = .duplicates(name)
      }
    } else if isAt(.whereCondition) {
      source = .current
    } else {
      source = .named(parseDefinedName())
    }
    return parseRest(of: source, from: first)
  }

  /// Reads what follows the source of rows, which began at token `first`.
  mutating func parseRest(
    of source: RowSource, alsoNamed: [Name] = [], isConditionNext: Bool = false, from first: Int
  ) -> PopulationSyntax {
    let inThis = parseInThis()
    var condition: ExpressionSyntax?
    if isConditionNext || take(.whereCondition) {
      let outer = (isInColumn, percentOf)
      (isInColumn, percentOf) = (false, .allowed)
      condition = parseExpression()
      (isInColumn, percentOf) = outer
    }
    return PopulationSyntax(
      source: source, alsoNamed: alsoNamed, inThis: inThis, condition: condition, span: span(from: first))
  }

  /// Reads `in this regency` if it stands here.
  mutating func parseInThis() -> [Name] {
    for p in vocabulary.phrases(of: .inThis) {
      let n = length(of: p.prefix, at: index)
      guard n > 0 else { continue }
      var i = index + n
      guard i < tokens.count, tokens[i].kind == .word || tokens[i].kind == .quotedName else { continue }
      i += 1
      while i + 1 < tokens.count, tokens[i].mark == .dot,
        tokens[i + 1].kind == .word || tokens[i + 1].kind == .quotedName
      {
        i += 2
      }
      if !p.suffix.isEmpty && length(of: p.suffix, at: i) == 0 { continue }
      advance(n)
      let names = parseDottedNames()
      advance(p.suffix.count)
      return names
    }
    return []
  }
}
