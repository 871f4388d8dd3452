import Diagnostics

extension Parser {

  mutating func parseTable(from first: Int) -> StatementSyntax {
    let n = parseDefinedName()
    var inputs: [FunctionInput] = []
    if take(.openParenthesis) {
      while isAtName && !isRecovering {
        let input = parseDefinedName()
        expect(.colon, ":")
        inputs.append(FunctionInput(name: input, type: parseType()))
        if !take(.comma) { break }
      }
      expect(.closeParenthesis, ")")
    }
    var roster: Name?
    var policy: HitPolicy?
    var policyWords: String?
    var path: (path: String, span: Span)?
    var parts = AuthorityParts()
    func headClause(_ p: inout Parser) -> Bool {
      guard let m = p.match(KeywordPlaces.tableHead) else { return false }
      switch m.role {
      case .forRoster:
        p.advance(m.length)
        roster = p.parseDefinedName()
      case .tableFrom:
        p.advance(m.length)
        if let t = p.parsePlainText() { path = (t.text, t.span) }
      case .under, .unverified: return p.parseAuthority(into: &parts)
      default:
        let first = p.index
        p.advance(m.length)
        if let known = policyWords {
          p.note(.policyTwice(known, p.printed(m.role), at: p.span(from: first)))
        }
        policyWords = p.printed(m.role)
        policy = Parser.policy(m.role)
      }
      return true
    }
    var grid: GridSyntax?
    parseClauses(
      of: .table, from: first, clauses: KeywordPlaces.tableHead, needsBlock: { grid == nil && path == nil }
    ) { p in
      if p.isAt(.bar) || p.isAt(.doubleBar) {
        guard grid == nil else { return false }
        grid = p.parseGrid(isOfTable: true)
        return true
      }
      return headClause(&p)
    }
    return .table(
      TableSyntax(
        name: n, roster: roster, inputs: inputs, policy: policy, authority: parts.authority, file: path,
        grid: grid ?? GridSyntax(conditions: [], results: [], rows: [])))
  }

  private static func policy(_ role: KeywordRole) -> HitPolicy {
    switch role {
    case .firstMatch: .firstMatch
    case .priorityPolicy: .priority
    case .allAgree: .allAgree
    case .collectPolicy: .collect
    case .collectByPriority: .collectByPriority
    case .sumPolicy: .sum
    case .minPolicy: .min
    case .maxPolicy: .max
    case .countPolicy: .count
    default: .exactlyOne
    }
  }

  /// Reads a header between bars and the rows below it.
  mutating func parseGrid(isOfTable: Bool) -> GridSyntax {
    let headerSpan = here
    var conditions: [ExpressionSyntax] = []
    var results: [(name: Name, type: TypeSyntax?)] = []
    var isAfter = isAt(.doubleBar)
    advance()
    while !isAtLineEnd && !isRecovering {
      if isAfter {
        let n = parseDefinedName()
        results.append((n, take(.colon) ? parseType() : nil))
      } else {
        conditions.append(isOfTable ? parseSum() : parseCaseHead())
      }
      if take(.bar) { continue }
      if take(.doubleBar) {
        isAfter = true
        continue
      }
      reportExpected(Bilingual(same: "`|`"))
    }
    if isRecovering { skipLine() }
    if results.isEmpty { note(.missingResults(at: headerSpan)) }
    var rows: [GridRow] = []
    while true {
      if !isAtLineEnd { reportUnexpected() }
      if isRecovering { skipLine() }
      guard token.kind == .newline, token(after: 1).mark == .bar || token(after: 1).mark == .doubleBar else {
        break
      }
      advance()
      rows.append(
        parseGridRow(conditions: conditions.count, results: results.count, isOfTable: isOfTable))
    }
    return GridSyntax(conditions: conditions, results: results, rows: rows)
  }

  /// Reads the head of a column of cases: a name, or what says the day of each case: `today`, `on`, `as of`.
  mutating func parseCaseHead() -> ExpressionSyntax {
    let first = index
    if let m = match([.onDate, .testAsOf]) {
      let after = token(after: m.length)
      if after.mark == .bar || after.mark == .doubleBar || after.kind == .newline || after.kind == .endOfFile
      {
        advance(m.length)
        return make(.today, from: first)
      }
    }
    return parseSum()
  }

  private mutating func parseGridRow(conditions: Int, results: Int, isOfTable: Bool) -> GridRow {
    let first = index
    var before: [CellSyntax] = []
    var after: [CellSyntax] = []
    var isAfter = isAt(.doubleBar)
    advance()
    while !isAtLineEnd && !isRecovering {
      if match(KeywordPlaces.tableRowTail) != nil,
        before.count + after.count >= conditions + results
      {
        break
      }
      let cell = parseCell(isCondition: isOfTable && !isAfter)
      if isAfter { after.append(cell) } else { before.append(cell) }
      if take(.bar) { continue }
      if take(.doubleBar) {
        isAfter = true
        continue
      }
      reportExpected(Bilingual(same: "`|`"))
    }
    var parts = AuthorityParts()
    var reason: String?
    var validity: RowValidity?
    while !isRecovering {
      if take(.because) {
        once(.because, reason != nil)
        reason = parsePlainText()?.text
      } else if isOfTable, let period = parseRowValidity() {
        once(.validFrom, validity != nil)
        validity = period
      } else if isOfTable || isAt(.under) {
        let start = index
        parseAuthorities(into: &parts)
        if index == start { break }
      } else {
        break
      }
    }
    let s = span(from: first)
    if !isRecovering && after.isEmpty && results > 0 && before.count == conditions + results {
      note(
        .expected(
          Bilingual(en: "`||` before the results", id: "`||` sebelum hasil"), found: Bilingual(same: "`|`"),
          at: s))
    } else if !isRecovering && (before.count != conditions || after.count != results) {
      note(.wrongCellCount(found: before.count + after.count, needed: conditions + results, at: s))
    }
    return GridRow(
      conditions: before, results: after, reason: reason, authority: parts.authority, validity: validity,
      span: s)
  }

  /// Reads `valid from D [to D]`, or `from D [to D]`, if it stands here.
  private mutating func parseRowValidity() -> RowValidity? {
    let first = index
    guard take(.validFrom) || take(.periodFrom) else { return nil }
    let from = parseSum()
    let to = take(.periodTo) ? parseSum() : nil
    return RowValidity(from: from, to: to, span: span(from: first))
  }

  /// Reads one cell, up to the bar after it; `isCondition` if it is one of a decision table.
  mutating func parseCell(isCondition: Bool) -> CellSyntax {
    let first = index
    if isAt(.bar) || isAt(.doubleBar) || isAtLineEnd {
      return CellSyntax(.blank, span: Span(file: file, start: here.start, end: here.start))
    }
    func isAlone(_ length: Int) -> Bool {
      let t = token(after: length)
      return t.mark == .bar || t.mark == .doubleBar || t.kind == .newline || t.kind == .endOfFile
    }
    if let m = match(KeywordPlaces.cells) {
      switch m.role {
      case .anyCell where isAlone(m.length):
        advance(m.length)
        return CellSyntax(.any, span: span(from: first))
      case .otherwiseCell where isAlone(m.length):
        advance(m.length)
        return CellSyntax(.otherwise, span: span(from: first))
      case .presentCell where isAlone(m.length), .missingCell where isAlone(m.length):
        advance(m.length)
        return CellSyntax(.presence(isPresent: m.role == .presentCell), span: span(from: first))
      case .unclearCell where isAlone(m.length):
        advance(m.length)
        return CellSyntax(.unclear, span: span(from: first))
      case .mustBeDecided where isAlone(m.length):
        advance(m.length)
        return CellSyntax(.mustBeDecided, span: span(from: first))
      case .notCell:
        advance(m.length)
        if isCondition, let form = parseBracketedNegation(from: first) {
          return CellSyntax(form, span: span(from: first))
        }
        let inner = parseCellTests(isCondition: isCondition)
        if case .values(let all, isNegated: false) = inner {
          return CellSyntax(.values(all, isNegated: true), span: span(from: first))
        }
        return CellSyntax(.negated(inner), span: span(from: first))
      default: break
      }
    }
    if isCondition, let meant = parseForeignCell() { return CellSyntax(meant, span: span(from: first)) }
    let form = parseCellTests(isCondition: isCondition)
    return CellSyntax(form, span: span(from: first))
  }

  /// Reads the parts of a cell, of which one must hold.
  mutating func parseCellTests(isCondition: Bool) -> CellSyntax.Form {
    func part(_ p: inout Parser) -> CellSyntax.Form {
      let first = p.index
      let part = p.parseCellTest()
      return isCondition ? p.rangeMeant(part, from: first) : part
    }
    var parts = [part(&self)]
    while take(.comma) || take(.or) { parts.append(part(&self)) }
    var values: [ExpressionSyntax] = []
    for p in parts {
      guard case .values(let all, isNegated: false) = p else {
        return parts.count == 1 ? parts[0] : .either(parts)
      }
      values += all
    }
    return .values(values, isNegated: false)
  }

  /// Reads one part of a cell: a range, one or two comparisons, or a value.
  private mutating func parseCellTest() -> CellSyntax.Form {
    if let m = match([.cellFrom]) {
      advance(m.length)
      let from = parseSum()
      expect(.cellTo)
      return .range(from: from, to: parseSum())
    }
    guard let (comparison, length) = comparisonHere() else {
      return .values([parseCellValue()], isNegated: false)
    }
    switch comparison {
    case .plain(let op):
      advance(length)
      let first = CellSyntax.Form.comparison(op, parseQualified(periods: false))
      let here = index
      guard take(.and), case (.plain(let other), let next)? = comparisonHere() else {
        index = here
        return first
      }
      advance(next)
      return .both(first, .comparison(other, parseQualified(periods: false)))
    case .equality(let isNegated):
      advance(length)
      return .values(isNegated ? parseCellValues() : [parseCellValue()], isNegated: isNegated)
    case .presence(let isPresent):
      advance(length)
      return .presence(isPresent: isPresent)
    case .membership, .range: return .values([parseCellValue()], isNegated: false)
    }
  }

  private mutating func parseCellValues() -> [ExpressionSyntax] {
    var values = [parseCellValue()]
    while take(.comma) || take(.or) { values.append(parseCellValue()) }
    return values
  }

  private mutating func parseCellValue() -> ExpressionSyntax {
    // A condition may stand in a result cell; `or` parts values there.
    let first = index
    let left = isAtNot ? parseNegation() : parseQualified(periods: false)
    guard isAt(.and) else { return left }
    var operands = [left]
    while take(.and) { operands.append(parseNegation()) }
    return make(.conjunction(operands), from: first, depth: depth(operands))
  }
}
