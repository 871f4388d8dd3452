import Diagnostics

extension Parser {

  // MARK: Layout

  /// Reads a clause of a query into `layout`, and returns whether one stood here; `in lean` goes to `scenario`.
  mutating func parseLayoutClause(_ layout: inout QueryLayout, _ scenario: inout Name?) -> Bool {
    guard let m = match(KeywordPlaces.layout) else { return false }
    switch m.role {
    case .first:
      if m.role == .first, token.kind != .number, token(after: m.length).kind != .number { return false }
      once(m.role, layout.first != nil)
      layout.first = parseHoleNumber(.first)
      return true
    case .aroundCutOff:
      layout.aroundCutOff = parseHoleNumber(.aroundCutOff)
      return true
    default: break
    }
    advance(m.length)
    switch m.role {
    case .by: layout.groups += parseGroupings()
    case .with: layout.columns += parseColumns()
    case .sortedBy:
      once(m.role, !layout.order.isEmpty)
      let wasInColumn = isInColumn
      isInColumn = true
      layout.order = parseOrder()
      isInColumn = wasInColumn
    case .totalRow: layout.hasTotalRow = true
    case .subtotalBy:
      repeat { layout.subtotals.append(parseSum()) } while take(.comma)
    case .title:
      once(m.role, layout.title != nil)
      layout.title = parsePrimary()
    case .note: layout.notes.append(parsePrimary())
    case .markWhen:
      once(m.role, layout.mark != nil)
      layout.mark = parseExpression()
    default:
      once(m.role, scenario != nil)
      scenario = parseName()
    }
    return true
  }

  private mutating func parseGroupings() -> [GroupingSyntax] {
    var groups: [GroupingSyntax] = []
    repeat {
      let first = index
      var value: ExpressionSyntax?
      var periods: (step: PeriodStep, from: ExpressionSyntax, to: ExpressionSyntax)?
      if let step = PeriodStep.allCases.first(where: { take($0.role) }) {
        let bounds = parseMonthBounds()
        periods = (step, bounds.from, bounds.to)
      } else {
        value = parseSum()
      }
      let isForm = isInChart && match(KeywordPlaces.chartForms) != nil
      let name = !isForm && take(.asName) ? parseName() : nil
      var direction: GroupingSyntax.Direction?
      if take(.down) { direction = .down } else if take(.across) { direction = .across }
      groups.append(
        GroupingSyntax(
          value: value, periods: periods, name: name, direction: direction, span: span(from: first)))
    } while takeSeparatingComma()
    return groups
  }

  /// Goes on past a comma that does not stand before a clause.
  private mutating func takeSeparatingComma() -> Bool {
    guard isAt(.comma), !isRecovering else { return false }
    let next = min(index + 1, tokens.count - 1)
    if tokens[next].kind == .newline || tokens[next].kind == .endOfFile { return false }
    if length(of: .inBoth, at: next) == 0, let m = match(KeywordPlaces.clausesOfQueries, at: next) {
      // A column may be named as a clause begins: it ends at a comma, a line or `as`.
      let after = tokens[min(next + m.length, tokens.count - 1)]
      let isColumn =
        m.length == 1 && tokens[next].kind == .word
        && (after.mark == .comma || after.kind == .newline
          || length(of: .asName, at: min(next + 1, tokens.count - 1)) > 0)
      if !isColumn { return false }
    }
    advance()
    return true
  }

  /// Reads `X as name 2 decimals, …`.
  mutating func parseColumns() -> [ColumnSyntax] {
    var columns: [ColumnSyntax] = []
    let wasInColumn = isInColumn
    isInColumn = true
    repeat { columns.append(parseColumn()) } while takeSeparatingComma()
    isInColumn = wasInColumn
    return columns
  }

  private mutating func parseColumn() -> ColumnSyntax {
    let value = parseExpression()
    var name: Name?
    var decimals: ExpressionSyntax?
    var magnitude: Magnitude?
    while !isRecovering, let m = match(KeywordPlaces.columnTail) {
      // A column has one name; what follows it may be the form of a chart.
      if m.role == .asName, isInChart, name != nil || match(KeywordPlaces.chartForms) != nil { break }
      switch m.role {
      case .asName:
        advance(m.length)
        name = parseName()
      case .decimals: decimals = parseHoleNumber(.decimals)
      case .inThousands: magnitude = .thousand
      case .inMillions: magnitude = .million
      case .inBillions: magnitude = .billion
      default: magnitude = .trillion
      }
      if m.role != .asName && m.role != .decimals { advance(m.length) }
    }
    return ColumnSyntax(value: value, name: name, decimals: decimals, magnitude: magnitude)
  }

  // MARK: Show, chart, export

  mutating func parseShow(from first: Int) -> StatementSyntax {
    let subject = parseShowSubject()
    var layout = QueryLayout()
    var scenario: Name?
    parseClauses(of: .show, from: first, clauses: KeywordPlaces.layout) { p in
      p.parseLayoutClause(&layout, &scenario)
    }
    return .show(ShowSyntax(subject: subject, layout: layout, scenario: scenario))
  }

  private mutating func parseShowSubject() -> ShowSyntax.Subject {
    let first = index
    if take(.allTargets) { return .allTargets(span(from: first)) }
    if isRowsAhead {
      // `show target x` names the target itself.
      if isAt(.target), isName(at: index + 1), startsOperand(at: index + 1) { advance() }
      return .rows(parsePopulation())
    }
    return .values(parseColumns())
  }

  /// Whether rows stand here, and not a value: a roster's name by itself or before a clause of a query.
  private var isRowsAhead: Bool {
    if match(KeywordPlaces.rowSources) != nil { return true }
    guard isAtName, match(KeywordPlaces.operands)?.length ?? 0 < 2 else { return false }
    if isAt(.target), isName(at: index + 1), startsOperand(at: index + 1) { return true }
    let next = min(index + 1, tokens.count - 1)
    if tokens[next].kind == .newline || tokens[next].kind == .endOfFile { return true }
    // A comma before a clause ends the subject; before anything else it parts values.
    let clause = tokens[next].mark == .comma ? min(next + 1, tokens.count - 1) : next
    if tokens[next].mark == .comma, tokens[clause].kind == .newline || tokens[clause].kind == .endOfFile {
      return true
    }
    if let m = match(KeywordPlaces.layout + KeywordPlaces.columnTail + [.inEachMonth], at: clause) {
      return KeywordPlaces.layout.contains(m.role)
    }
    // `banyaknya yang tidak dinilai pada x` counts rows that begin with the word for `where`.
    if match(KeywordPlaces.rowSources, at: next) != nil { return false }
    return match([.whereCondition, .inThis], at: next) != nil
  }

  mutating func parseChart(from first: Int) -> StatementSyntax {
    let wasInColumn = isInColumn
    isInColumn = true
    let value = parseExpression()
    isInColumn = wasInColumn
    var layout = QueryLayout()
    var scenario: Name?
    var path: ExpressionSyntax?
    isInChart = true
    defer { isInChart = false }
    parseClauses(of: .chart, from: first, clauses: KeywordPlaces.chartClauses) { p in
      if p.take(.fileTo) {
        path = p.parsePrimary()
        return true
      }
      if p.parseChartForm(&layout) { return true }
      return p.parseLayoutClause(&layout, &scenario)
    }
    return .chart(ChartSyntax(value: value, layout: layout, scenario: scenario, file: path))
  }

  /// Reads `as histogram` or `in steps of 5`, and returns whether one stood here.
  private mutating func parseChartForm(_ layout: inout QueryLayout) -> Bool {
    let first = index
    if take(.stepsOf) {
      once(.stepsOf, layout.chartStep != nil)
      layout.chartStep = parseSum()
      return true
    }
    for (role, form) in ChartForm.roles where take(role) {
      once(role, layout.chartForm != nil)
      layout.chartForm = (form, span(from: first))
      return true
    }
    return false
  }

  mutating func parseExport(from first: Int) -> StatementSyntax {
    let subject = parsePopulation()
    var layout = QueryLayout()
    var scenario: Name?
    var path: ExpressionSyntax?
    var onePer: ExpressionSyntax?
    var revealing: (fields: [ExpressionSyntax], purpose: ExpressionSyntax)?
    parseClauses(
      of: .export, from: first, clauses: KeywordPlaces.exportClauses, needed: .fileTo,
      needsBlock: { path == nil }
    ) { p in
      guard let m = p.match(KeywordPlaces.exportClauses) else { return false }
      switch m.role {
      case .fileTo:
        p.advance(m.length)
        p.once(m.role, path != nil)
        path = p.parsePrimary()
      case .onePer:
        p.advance(m.length)
        onePer = p.parseSum()
      case .revealing:
        p.advance(m.length)
        var fields: [ExpressionSyntax] = []
        repeat { fields.append(p.parseSum()) } while p.take(.comma)
        p.expect(.purpose)
        revealing = (fields, p.isRecovering ? p.makeInvalid() : p.parsePrimary())
      default: return p.parseLayoutClause(&layout, &scenario)
      }
      return true
    }
    return .export(
      ExportSyntax(
        subject: subject, scenario: scenario, file: path ?? makeInvalid(),
        layout: layout, onePer: onePer, revealing: revealing))
  }
}
