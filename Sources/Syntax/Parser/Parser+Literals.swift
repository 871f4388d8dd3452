import Diagnostics
import Rosters

extension Parser {

  /// Returns the value of `digits`, or the greatest integer if it is beyond it.
  static func smallNumber(_ digits: ArraySlice<UInt8>) -> Int {
    var n = 0
    for d in digits where Lexer.isDigit(d) {
      let (m, o1) = n.multipliedReportingOverflow(by: 10)
      let (s, o2) = m.addingReportingOverflow(Int(d - 48))
      if o1 || o2 { return Int.max }
      n = s
    }
    return n
  }

  /// Whether the token at `i` is digits only, `least` to `most` of them.
  private func isDigits(at i: Int, _ least: Int, _ most: Int) -> Bool {
    guard i < tokens.count, tokens[i].kind == .number else { return false }
    let t = tokens[i]
    let count = Int(t.end - t.start)
    return count >= least && count <= most
      && source.bytes[Int(t.start)..<Int(t.end)].allSatisfy(Lexer.isDigit)
  }

  private func number(at i: Int) -> Int {
    Parser.smallNumber(source.bytes[Int(tokens[i].start)..<Int(tokens[i].end)])
  }

  /// Returns the value of the digits in `bytes`, a fault of which is reported for `site`, written with `around`.
  private mutating func value(
    _ bytes: ArraySlice<UInt8>, _ setting: NumberReading.Setting, at site: Span,
    around: (before: String, after: String) = ("", "")
  ) -> Rational {
    switch NumberReading.read(Array(bytes), setting) {
    case .success(let value): return value
    case .failure(.ambiguous(let decimal, let grouped)):
      note(
        .ambiguousNumber(
          source.text(of: site), decimal: around.before + decimal + around.after,
          grouped: around.before + grouped + around.after, at: site))
      return .zero
    case .failure(.malformed(let likely)):
      note(
        .malformedNumber(
          shortened(source.text(of: site)), likely: likely.map { around.before + $0 + around.after }, at: site
        ))
      return .zero
    }
  }

  // MARK: Numbers

  /// Reads a number and what belongs to it: a month, a unit, a counted noun.
  mutating func parseNumber() -> ExpressionSyntax {
    let first = index
    if let date = parseDateInWords() { return date }
    let site = here
    let digits = source.bytes[site.start..<site.end]
    let next = token(after: 1)
    if next.kind == .word {
      if length(of: .percentWord, at: index + 1) > 0 {
        advance(2)
        let n = value(digits, .percent, at: site)
        return make(.percent((n / 100) ?? n), from: first)
      }
      if let unit = vocabulary.unit(next.code) {
        advance(2)
        return make(.duration(value(digits, .counted, at: site), unit), from: first)
      }
      if vocabulary.magnitude(next.code) != nil { return parseBareMagnitude(digits) }
      if isCountedNoun(at: index + 1) {
        let noun = name(at: index + 1)
        advance(2)
        return make(.counted(value(digits, .counted, at: site), noun), from: first)
      }
    }
    advance()
    return make(.number(value(digits, .plain, at: site)), from: first)
  }

  /// Reads a number by itself, whatever follows it.
  mutating func parsePlainNumber() -> ExpressionSyntax {
    let first = index
    let site = here
    advance()
    return make(.number(value(source.bytes[site.start..<site.end], .plain, at: site)), from: first)
  }

  /// Whether the word at `i`, after a number, is what is counted.
  private func isCountedNoun(at i: Int) -> Bool {
    guard isName(at: i), tokens[i].kind == .word, startsOperand(at: i) else { return false }
    return startsOperand(at: i - 1)
      && match(KeywordPlaces.layout + KeywordPlaces.allocationClauses + [.purseKind, .reserve], at: i) == nil
  }

  private mutating func parseBareMagnitude(_ digits: ArraySlice<UInt8>) -> ExpressionSyntax {
    let first = index
    let site = here.joined(with: span(of: token(after: 1)))
    let word = text(of: token(after: 1))
    let factor = (vocabulary.magnitude(token(after: 1).code) ?? .thousand).factor
    let n = value(digits, .money, at: here) * factor
    advance(2)
    let all = n.isInteger ? NumberReading.text(grouping: Array(n.numerator.description.utf8), with: "_") : "…"
    note(.magnitudeWithoutMoney(word, plain: all, at: site))
    return make(.number(n), from: first)
  }

  mutating func parsePercent() -> ExpressionSyntax {
    let first = index
    let site = here
    let digits = source.bytes[site.start..<site.end].prefix {
      Lexer.isDigit($0) || $0 == 44 || $0 == 46 || $0 == 95
    }
    advance()
    let n = value(digits, .percent, at: site, around: ("", "%"))
    if length(of: .percentWord, at: index) > 0 {
      note(.doubledPercent(text(of: token), at: here))
      advance()
    }
    return make(.percent((n / 100) ?? n), from: first)
  }

  mutating func parseMoney() -> ExpressionSyntax {
    let first = index
    let site = here
    let bytes = source.bytes
    var start = site.start
    while start < site.end && !Lexer.isDigit(bytes[start]) { start += 1 }
    var end = start
    while end < site.end
      && (Lexer.isDigit(bytes[end])
        || (bytes[end] == 44 || bytes[end] == 46 || bytes[end] == 95) && end + 1 < site.end
          && Lexer.isDigit(bytes[end + 1]))
    {
      end += 1
    }
    var word = end
    while word < site.end
      && !(bytes[word] | 32 >= 97 && bytes[word] | 32 <= 122 && bytes[word] < 128)
    {
      word += 1
    }
    let code = word < site.end ? Vocabulary.table.code(of: bytes, word, site.end) : 0
    let magnitude = vocabulary.magnitude(code)
    advance()
    let tail = magnitude == nil ? "" : " " + source.text(of: Span(file: file, start: word, end: site.end))
    let n = value(bytes[start..<end], .money, at: site, around: ("Rp", tail))
    return make(.money(n * (magnitude?.factor ?? .one), magnitude), from: first)
  }

  // MARK: Dates

  mutating func parseISODate() -> ExpressionSyntax {
    let first = index
    let site = here
    let parts = source.text(of: site).split(separator: "-")
    advance()
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3,
      let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
    else {
      note(.badDate(source.text(of: site), at: site))
      return make(.invalid, from: first)
    }
    if site.end - site.start < 10 { note(.unpaddedDate(meant: date.iso, at: site)) }
    return make(.date(date, .iso), from: first)
  }

  /// Reads `31 December 2026` if it stands here; without a year it takes that of the date it runs to.
  private mutating func parseDateInWords() -> ExpressionSyntax? {
    let first = index
    guard isDigits(at: index, 1, 2), token(after: 1).kind == .word,
      let month = vocabulary.month(token(after: 1).code)
    else { return nil }
    let day = number(at: index)
    var year: Int?
    var length = 2
    if isDigits(at: index + 2, 4, 4) {
      year = number(at: index + 2)
      length = 3
    } else if let to = match(
      [.rangeTo, .monthsTo, .periodTo, .elapsedTo], at: min(index + 2, tokens.count - 1)),
      isDigits(at: index + 2 + to.length, 1, 2),
      vocabulary.month(token(after: 3 + to.length).code) != nil, isDigits(at: index + 4 + to.length, 4, 4)
    {
      year = number(at: index + 4 + to.length)
    }
    guard let year else { return nil }
    advance(length)
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      let site = span(from: first)
      note(.badDate(source.text(of: site), at: site))
      return make(.invalid, from: first)
    }
    return make(.date(date, .words), from: first)
  }

  /// Reads `January 2026` if it stands here, or `January` alone unless `needsYear`.
  mutating func parseMonth(needsYear: Bool = false) -> ExpressionSyntax? {
    let first = index
    guard token.kind == .word, let month = vocabulary.month(token.code) else { return nil }
    if isDigits(at: index + 1, 4, 4) {
      let year = number(at: index + 1)
      advance(2)
      return make(.month(MonthSyntax(month: month, year: year)), from: first)
    }
    let next = token(after: 1).mark
    if needsYear || next == .dot || next == .openParenthesis { return nil }
    advance()
    return make(.month(MonthSyntax(month: month, year: nil)), from: first)
  }

  // MARK: Texts

  /// Reads a text and the expressions in its braces.
  mutating func parseText() -> ExpressionSyntax {
    let first = index
    let site = here
    let bytes = source.bytes[site.start..<site.end]
    advance()
    let end = TextReading.contentEnd(bytes)
    var i = site.start + (bytes.first == 0xE2 ? 3 : 1)
    guard bytes.contains(UInt8(ascii: "{")) else {
      return make(.text([.characters(TextReading.plain(bytes))]), from: first)
    }
    var parts: [TextPart] = []
    var characters: [UInt8] = []
    var deep = 0
    while i < end {
      let b = source.bytes[i]
      if b == UInt8(ascii: "{") && !(i + 1 < end && source.bytes[i + 1] == b) {
        var close = i + 1
        var open = 1
        var isQuoted = false
        while close < end {
          let c = source.bytes[close]
          if c == UInt8(ascii: "\"") { isQuoted.toggle() }
          if !isQuoted && c == UInt8(ascii: "{") { open += 1 }
          if !isQuoted && c == UInt8(ascii: "}") { open -= 1 }
          if open == 0 { break }
          close += 1
        }
        if !characters.isEmpty { parts.append(.characters(String(decoding: characters, as: UTF8.self))) }
        characters = []
        let e = parseInterpolation(i + 1, min(close, end))
        deep = max(deep, depth(e))
        parts.append(.expression(e))
        i = min(close + 1, end)
        continue
      }
      characters.append(b)
      let isDoubled = b == UInt8(ascii: "\"") || b == UInt8(ascii: "{")
      i += isDoubled && i + 1 < end && source.bytes[i + 1] == b ? 2 : 1
    }
    if !characters.isEmpty || parts.isEmpty {
      parts.append(.characters(String(decoding: characters, as: UTF8.self)))
    }
    return make(.text(parts), span: site, depth: deep)
  }

  /// Reads the expression between two braces.
  private mutating func parseInterpolation(_ start: Int, _ end: Int) -> ExpressionSyntax {
    nested({ $0.makeInvalid() }) { p in
      let lexed = Lexer.lex(p.source, file: p.file, language: p.language, blocks: [start..<end])
      p.diagnostics.formUnion(lexed.diagnostics)
      let outer = (p.tokens, p.index, p.reachedEnd, p.isInColumn, p.percentOf)
      p.tokens = lexed.tokens
      p.index = 0
      p.isInColumn = true
      p.percentOf = .allowed
      let e = p.parseExpression()
      if !p.isAtLineEnd {
        p.report(.unexpected(found: p.found, at: p.here, suggestions: []))
      }
      (p.tokens, p.index, p.reachedEnd, p.isInColumn, p.percentOf) = outer
      return e
    }
  }
}

extension Magnitude {

  /// What the amount before the word is multiplied by.
  public var factor: Rational {
    switch self {
    case .thousand: 1000
    case .million: 1_000_000
    case .billion: 1_000_000_000
    case .trillion: 1_000_000_000_000
    }
  }
}
