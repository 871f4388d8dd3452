import Diagnostics

extension Parser {

  // MARK: Types and fields

  /// Reads a type and its range.
  mutating func parseType() -> TypeSyntax {
    let first = index
    let form: TypeSyntax.Form
    if let m = match(KeywordPlaces.types) {
      advance(m.length)
      switch m.role {
      case .textType: form = .text
      case .nikType: form = .nik
      case .countType: form = .count
      case .wholeType: form = .whole
      case .numberType: form = .number
      case .percentType: form = .percent
      case .moneyType: form = .money(per: parseUnits() ?? [])
      case .dateType: form = .date
      case .truthType: form = .truth
      default: form = .choice(parseChoices())
      }
    } else if isAtName {
      form = .reference(name(at: index))
      advance()
    } else {
      reportExpected(
        Bilingual(
          en: "a type such as `text`, `date` or `money`",
          id: "jenis data seperti `teks`, `tanggal` atau `uang`"))
      form = .invalid
    }
    var range: (from: ExpressionSyntax, to: ExpressionSyntax)?
    if take(.typeFrom) {
      let from = parseSum()
      expect(.typeTo)
      range = (from, parseSum())
    }
    return TypeSyntax(form, range: range, span: span(from: first))
  }

  /// Reads `(rt = "Ketua RT" or "RT", rw, bpd)`.
  private mutating func parseChoices() -> [ChoiceSyntax] {
    let open = here
    guard expect(.openParenthesis, "(") else { return [] }
    var choices: [ChoiceSyntax] = []
    while !isAt(.closeParenthesis) && !isAtLineEnd && !isRecovering {
      guard let n = parseName() else { break }
      var spellings: [String] = []
      if take(.equal) {
        repeat {
          guard let t = parsePlainText() else { break }
          spellings.append(t.text)
        } while take(.choiceOr)
      }
      choices.append(ChoiceSyntax(name: n, spellings: spellings))
      if !take(.comma) { break }
    }
    if !take(.closeParenthesis) {
      if isAtEnd { reachedEnd = true }
      report(.unclosedParenthesis(at: open, found: here))
    }
    return choices
  }

  /// Whether `name :` stands here.
  var isAtField: Bool {
    (token.kind == .word || token.kind == .quotedName) && token(after: 1).mark == .colon
  }

  /// Reads `name : type, modifiers`.
  mutating func parseField() -> FieldSyntax {
    let first = index
    let n = parseDefinedName()
    if isRecovering { advance() }
    expect(.colon, ":")
    let type = parseType()
    var modifiers: [FieldModifier] = []
    while take(.comma) {
      let start = index
      if match(KeywordPlaces.fieldModifiers) == nil {
        // In the needs of a kind, a comma and `and` part fields.
        if isAt(.and) || isAtField { index = start - 1; break }
        if isAt(.rosterFrom), token(after: 1).kind == .text {
          report(.columnByFrom(text(of: token), column: printed(.column), at: here))
          advance()
          _ = parsePlainText()
          isRecovering = false
          continue
        }
        _ = repairSlip(of: KeywordPlaces.fieldModifiers)
      }
      guard let role = take(KeywordPlaces.fieldModifiers) else {
        reportExpected(
          Bilingual(
            en: "a modifier such as `\(printed(.key))` or `\(printed(.optional))`",
            id: "keterangan seperti `\(printed(.key))` atau `\(printed(.optional))`"))
        break
      }
      switch role {
      case .key: modifiers.append(.key(span(from: start)))
      case .optional: modifiers.append(.optional(span(from: start)))
      case .isPrivate: modifiers.append(.isPrivate(span(from: start)))
      case .column:
        if let t = parsePlainText() { modifiers.append(.column(t.text, span(from: start))) }
      default:
        if let f = parseName() {
          modifiers.append(.keep(latest: role == .keepLatest, f, span(from: start)))
        }
      }
    }
    return FieldSyntax(name: n, type: type, modifiers: modifiers, span: span(from: first))
  }

  // MARK: Rosters

  mutating func parseRoster(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    var kinds: [KindUse] = []
    var origin: RosterOrigin?
    var like: Name?
    var fields: [FieldSyntax] = []
    var clauses: [RosterClause] = []
    while let role = take(KeywordPlaces.rosterOrigins) {
      switch role {
      case .rosterIs: kinds.append(parseKindUse())
      case .rosterLike: like = parseName()
      case .combining: origin = .combining(parseNameList())
      default: if let f = parsePlainText() { origin = .file(f.text, f.span) }
      }
      if isRecovering { break }
      if token.mark == .comma, match(KeywordPlaces.rosterOrigins, at: index + 1) != nil { advance() }
    }
    if let l = like {
      if case .file(let path, let s) = origin { origin = .like(l, path, s) } else { origin = nil }
    }
    if origin == nil {
      if !isRecovering { reportExpected(Bilingual(same: "`\(printed(.rosterFrom))`")) }
      skipLine()
    }
    parseClauses(of: .roster, from: first, clauses: KeywordPlaces.rosterClauses) { p in
      if p.isAtField {
        fields.append(p.parseField())
        return true
      }
      if let clause = p.parseRosterClause() {
        clauses.append(contentsOf: clause)
        return true
      }
      // `born date`: a field without its colon.
      guard p.isAtName, p.match(KeywordPlaces.types, at: min(p.index + 1, p.tokens.count - 1)) != nil else {
        return false
      }
      fields.append(p.parseField())
      return true
    }
    return .roster(
      RosterSyntax(
        name: n, kinds: kinds, origin: origin ?? .file("", Span(file: file, start: lastEnd, end: lastEnd)),
        fields: fields, clauses: clauses))
  }

  private mutating func parseKindUse() -> KindUse {
    let kind = parseDefinedName()
    var matches: [(needed: Name, field: Name)] = []
    // `is worker (income from upah)`, or `is worker, income from upah`.
    let isBracketed = take(.openParenthesis)
    while isBracketed || token.mark == .comma {
      if !matches.isEmpty || !isBracketed {
        guard token.mark == .comma, isName(at: index + 1),
          length(of: .kindFieldFrom, at: min(index + 2, tokens.count - 1)) > 0
        else { break }
        advance()
      }
      guard let needed = parseName() else { break }
      expect(.kindFieldFrom)
      guard let field = parseName() else { break }
      matches.append((needed, field))
    }
    if isBracketed { expect(.closeParenthesis, ")") }
    return KindUse(kind: kind, matches: matches)
  }

  /// Reads a clause of a roster, or returns `nil` if none stands here; what could not be read is no clause.
  private mutating func parseRosterClause() -> [RosterClause]? {
    let first = index
    guard let m = match(KeywordPlaces.rosterClauses) else { return nil }
    advance(m.length)
    switch m.role {
    case .require:
      let condition = parseExpression()
      let message = take(.requireElse) ? parsePrimary() : nil
      return [.require(condition, message: message, span(from: first))]
    case .dialect: return parseName().map { [.dialect($0, span(from: first))] } ?? []
    case .codeSystem: return parseName().map { [.codeSystem($0, span(from: first))] } ?? []
    case .tolerance:
      let share = parseSum()
      expectSuffix(of: .tolerance)
      return [.tolerance(share, span(from: first))]
    case .stateAt: return [.stateAt(parseSum(), span(from: first))]
    case .oneRowPer: return parseName().map { [.oneRowPer($0, span(from: first))] } ?? []
    default:
      var preferred = [parseExpression()]
      while true {
        let start = index
        let hadComma = take(.comma)
        if take(.thenNext) || hadComma {
          preferred.append(parseExpression())
        } else {
          index = start
          break
        }
      }
      return [.prefer(preferred, span(from: first))]
    }
  }

  /// Goes on past the words after the hole of `role`, or reports that they are needed.
  mutating func expectSuffix(of role: KeywordRole) {
    for p in vocabulary.phrases(of: role) where p.hasHole {
      if p.suffix.isEmpty { return }
      let n = length(of: p.suffix, at: index)
      if n > 0 {
        advance(n)
        return
      }
    }
    let words = role.wording.printed(in: language).split(separator: "_").last.map(String.init) ?? ""
    reportExpected(Bilingual(same: "`" + words.trimmingBlanks + "`"))
  }

  // MARK: Kinds, matches, groups

  mutating func parseKind(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    expect(.needs)
    var fields: [FieldSyntax] = []
    parseClauses(of: .kind, from: first, clauses: [], needsBlock: { fields.isEmpty }) { p in
      _ = p.take(.and)
      guard p.isAtField else { return false }
      fields.append(p.parseField())
      return true
    }
    return .kind(KindSyntax(name: n, fields: fields))
  }

  mutating func parseMatch(from first: Int) -> StatementSyntax {
    let a = parseDefinedName()
    let before = take(.whereCondition) ? parseExpression() : nil
    expect(.matchWith)
    let b = parseDefinedName()
    let after = take(.whereCondition) ? parseExpression() : nil
    expect(.matchBy)
    let keys = parseNameList()
    expect(.matchAs)
    return .match(
      MatchSyntax(
        first: a, second: b, conditions: (before, after), keys: keys, name: parseDefinedName()))
  }

  mutating func parseGroup(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    expect(.groupOf)
    let field = parseDefinedName()
    expect(.equal, "=")
    return .group(GroupSyntax(name: n, field: field, members: parseNameList()))
  }
}

extension String {

  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var s = self[...]
    while s.first == " " { s = s.dropFirst() }
    while s.last == " " { s = s.dropLast() }
    return String(s)
  }
}
