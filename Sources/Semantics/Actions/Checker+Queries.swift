import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// The rows of a query, and the scope of expressions over one of them.
  struct QueryRows {
    var rows: CoreQuery.Rows
    var roster: RosterID?
    var scope: Scope
    /// Identifies the population of the query's shares, and names it.
    var key: String
    var name: String
    /// Columns where the query names none.
    var defaults: [CoreColumn]
  }

  /// Returns a query over the rows of `subject`, or `nil` if they could not be told.
  func lowerQuery(_ subject: PopulationSyntax, _ layout: QueryLayout, _ scope: Scope) -> CoreQuery? {
    guard let rows = queryRows(subject, scope) else { return nil }
    return lowerQuery(rows, layout, scope)
  }

  func queryRows(_ p: PopulationSyntax, _ scope: Scope) -> QueryRows? {
    let name = written(p)
    switch p.source {
    case .setAside(let n):
      guard let id = roster(named: n) else { return nil }
      return setAsideRows(id, p, scope, onlyDuplicates: false)
    case .duplicates(let n):
      guard let id = roster(named: n) else { return nil }
      // They are compared in all their fields.
      for f in rosters[id.index].schema.fields.indices { keepField(id, f) }
      return setAsideRows(id, p, scope, onlyDuplicates: true)
    case .notFunded(let n), .notRanked(let n):
      return resultQueryRows(p, n, scope)
    case .named(let n):
      if rosterNames[n.text] == nil, let id = globals[n.text] { return namedResultRows(p, n, id, scope) }
      guard let (population, row) = lowerPopulation(p, scope) else { return nil }
      return QueryRows(
        rows: .population(population), roster: population.roster, scope: row,
        key: "rows \(population.canonical)", name: name, defaults: fieldColumns(population.roster, p.span))
    case .current:
      report(.aggregateWithoutPopulation(at: p.span))
      return nil
    }
  }

  /// The rows set aside from a roster: their columns are inputs 0 to 6, in the order of ``CoreQuery/setAsideColumns``.
  private func setAsideRows(
    _ id: RosterID, _ p: PopulationSyntax, _ scope: Scope, onlyDuplicates: Bool
  ) -> QueryRows {
    readRosters.insert(id.index)
    var row = scope.entering(id)
    row.inputs = [:]
    var defaults: [CoreColumn] = []
    for (i, names) in CoreQuery.setAsideColumns.enumerated() {
      let type: CoreType = i == 1 || i == 2 ? .number(.plain) : .text
      for n in names { row.inputs[n] = Scope.Input(index: i, type: type, canBeMissing: false) }
      let value = CoreExpression(.input(i), type: type, origin: p.span)
      defaults.append(
        CoreColumn(name: names[0], value: value, decimals: nil, magnitude: nil, isPrivate: false))
    }
    row.hasRow = true
    let condition = p.condition.map { self.condition($0, row) }
    return QueryRows(
      rows: onlyDuplicates ? .duplicates(id, where: condition) : .setAside(id, where: condition), roster: nil,
      scope: row, key: (onlyDuplicates ? "duplicates" : "set aside") + " \(id.index)", name: text(of: p.span),
      defaults: onlyDuplicates ? [] : defaults)
  }

  private func resultQueryRows(_ p: PopulationSyntax, _ n: Name, _ scope: Scope) -> QueryRows? {
    guard let id = globals[n.text], let (population, inner) = recipients(id, p, n, scope) else {
      if globals[n.text] == nil { report(.unknownName(n, among: Array(globals.keys))) }
      return nil
    }
    var row = inner
    row.implicitResult = id
    let rows: CoreQuery.Rows
    if case .ranking = entries[id.index].syntax {
      rows = .notRanked(id, population)
    } else {
      rows = .notFunded(id, population)
    }
    return QueryRows(
      rows: rows, roster: population.roster, scope: row, key: "not \(id.index) \(population.canonical)",
      name: text(of: p.span), defaults: resultColumns(id, population.roster, row, n.span, without: [.amount]))
  }

  /// `show rentan by …`, `export rentan`: the recipients of an allocation, the ranked of a ranking.
  private func namedResultRows(_ p: PopulationSyntax, _ n: Name, _ id: DefinitionID, _ scope: Scope)
    -> QueryRows?
  {
    guard let (population, inner) = recipients(id, p, n, scope) else { return nil }
    var row = inner
    row.implicitResult = id
    return QueryRows(
      rows: .population(population), roster: population.roster, scope: row,
      key: "result \(id.index) \(population.canonical)", name: text(of: p.span),
      defaults: resultColumns(id, population.roster, row, n.span, without: []))
  }

  /// The population of an allocation, ranking or target, narrowed by the `where` of `p`.
  private func recipients(
    _ id: DefinitionID, _ p: PopulationSyntax, _ n: Name, _ scope: Scope
  ) -> (CorePopulation, Scope)? {
    if typeOf(id).type == .unknown { return nil }
    let whole: CorePopulation
    switch entries[id.index].core?.body {
    case .allocation(let a)?: whole = a.recipients
    case .ranking(let r)?:
      // Those who are not ranked are rows of the whole roster.
      if case .notRanked = p.source {
        whole = CorePopulation(roster: r.population.roster)
      } else {
        whole = r.population
      }
    case .target(let t)?: whole = t.population
    case .value?, .parameter?, .rule?, .table?, .function?, .budget?, nil:
      report(.notARoster(n))
      return nil
    }
    // Recipients of a roster that is not there: what named them has said so.
    guard rosters.indices.contains(whole.roster.index) else { return nil }
    var row = scope.entering(whole.roster)
    row.implicitResult = id
    if let c = whole.condition { row = row.knowing(facts(of: c, holding: true)) }
    guard let c = p.condition else { return (whole, row) }
    let more = condition(c, row)
    let both = whole.condition.map { CoreExpression(.all([$0, more]), type: .truth, origin: p.span) } ?? more
    return (
      CorePopulation(roster: whole.roster, backReference: whole.backReference, condition: both),
      row.knowing(facts(of: more, holding: true))
    )
  }

  private func fieldColumns(_ id: RosterID, _ span: Span) -> [CoreColumn] {
    rosters[id.index].schema.fields.indices.map { i in
      let f = rosters[id.index].schema.fields[i]
      let value = CoreExpression(
        .field(i), type: rosters[id.index].types[i], origin: span, canBeMissing: f.isOptional)
      return CoreColumn(name: f.name, value: value, decimals: nil, magnitude: nil, isPrivate: f.isPrivate)
    }
  }

  private func resultColumns(
    _ id: DefinitionID, _ roster: RosterID, _ scope: Scope, _ span: Span, without left: [CoreResult]
  ) -> [CoreColumn] {
    var columns: [CoreColumn] = []
    let schema = rosters[roster.index].schema
    var fields = schema.key
    if let label = rosters[roster.index].labelField, !fields.contains(label) { fields.append(label) }
    for i in fields {
      keepField(roster, i)
      let value = CoreExpression(
        .field(i), type: rosters[roster.index].types[i], origin: span,
        canBeMissing: schema.fields[i].isOptional)
      columns.append(
        CoreColumn(
          name: schema.fields[i].name, value: value, decimals: nil, magnitude: nil,
          isPrivate: schema.fields[i].isPrivate))
    }
    let wanted: [(CoreResult, String)]
    switch entries[id.index].syntax {
    case .allocation:
      wanted =
        mainLanguage == .indonesian
        ? [(.rank, "urutan"), (.source, "sumber"), (.amount, "nilai"), (.reason, "alasan")]
        : [(.rank, "rank"), (.source, "source"), (.amount, "amount"), (.reason, "reason")]
    case .ranking:
      wanted =
        mainLanguage == .indonesian
        ? [(.rank, "urutan"), (.score, "skor"), (.reason, "alasan")]
        : [(.rank, "rank"), (.score, "score"), (.reason, "reason")]
    case .letValue, .parameter, .function, .rule, .table, .target, .budget, .pot: wanted = []
    }
    for (r, heading) in wanted where !left.contains(r) {
      let name = Name(heading, span: span)
      guard let value = result(id, r, name, scope: scope, isTried: true) else { continue }
      columns.append(CoreColumn(name: heading, value: value, decimals: nil, magnitude: nil, isPrivate: false))
    }
    return columns
  }

  // MARK: Layout

  private func lowerQuery(_ rows: QueryRows, _ layout: QueryLayout, _ outside: Scope) -> CoreQuery {
    queryNumber += 1
    var query = CoreQuery(rows: rows.rows, roster: rows.roster, columns: [])
    for g in layout.groups { query.groups.append(lowerGrouping(g, rows.scope)) }
    let isGrouped = !layout.groups.isEmpty || layout.columns.contains { isOfGroup($0.value) }
    var scope = rows.scope
    scope.inputsAreColumns = true
    let groupRoster = rows.roster ?? rows.scope.rows.last ?? RosterID(0)
    if isGrouped {
      scope.isOverGroup = true
      scope.group = Scope.Group(
        roster: groupRoster, keys: query.groups.compactMap { $0.value?.canonical },
        population:
          "\(rows.key) by \(query.groups.compactMap { $0.value?.canonical }.joined(separator: ","))",
        name: rows.name)
    }
    let offset = rows.roster == nil ? CoreQuery.setAsideColumns.count : 0
    for c in layout.columns {
      let column = lowerColumn(c, scope)
      if let n = c.name {
        if let first = scope.inputs[n.text], first.index >= offset { report(.duplicateColumn(n)) }
        scope.inputs[n.text] = Scope.Input(
          index: offset + query.columns.count, type: column.value.type,
          canBeMissing: column.value.canBeMissing)
      }
      query.columns.append(column)
    }
    if layout.columns.isEmpty { query.columns = defaultColumns(rows, isGrouped: isGrouped, scope) }
    for o in layout.order { query.order.append(lowerQueryOrder(o, query, scope, offset)) }
    if let mark = layout.mark { lower(mark, in: &query, scope, offset) }
    query.first = layout.first.map {
      conform(number($0, outside), to: .number(.plain), literalsTakeUnit: true)
    }
    query.hasTotalRow = layout.hasTotalRow
    for s in layout.subtotals {
      if let i = position(of: s, in: query, rows.scope, scope, offset) { query.subtotals.append(i) }
    }
    query.title = layout.title.map { check($0, outside) }
    query.notes = layout.notes.map { check($0, outside) }
    if let count = layout.aroundCutOff {
      if let id = rows.scope.implicitResult, case .allocation = entries[id.index].syntax {
        query.aroundCutOff = (
          id, conform(number(count, outside), to: .number(.plain), literalsTakeUnit: true)
        )
      } else {
        report(.cutOffWithoutAllocation(at: count.span))
      }
    }
    return query
  }

  private func defaultColumns(_ rows: QueryRows, isGrouped: Bool, _ scope: Scope) -> [CoreColumn] {
    guard isGrouped, let group = scope.group else {
      if let roster = rows.roster {
        for i in rosters[roster.index].schema.fields.indices where rows.scope.implicitResult == nil {
          keepField(roster, i)
        }
      }
      return rows.defaults
    }
    let site = rosters[group.roster.index].definitionSpan
    let count = CoreExpression(
      .aggregate(
        CoreAggregate(
          function: .count, population: CorePopulation(roster: group.roster, isGroup: true), value: nil)),
      type: .number(.count), origin: site)
    let heading = source(main).map { _ in mainLanguage } == .indonesian ? "banyaknya" : "count"
    var columns = [CoreColumn(name: heading, value: count, decimals: nil, magnitude: nil, isPrivate: false)]
    if let id = rows.scope.implicitResult, case .allocation = entries[id.index].syntax,
      case .population = rows.rows
    {
      let name = Name(mainLanguage == .indonesian ? "nilai" : "amount", span: site)
      if let value = result(id, .amount, name, scope: groupRow(scope, group), isTried: true) {
        let sum = CoreExpression(
          .aggregate(
            CoreAggregate(
              function: .sum, population: CorePopulation(roster: group.roster, isGroup: true), value: value)),
          type: value.type, origin: site)
        columns.append(
          CoreColumn(name: name.text, value: sum, decimals: nil, magnitude: nil, isPrivate: false))
      }
    }
    return columns
  }

  /// The language of the main file's keywords.
  var mainLanguage: Language {
    mainFile?.program.language ?? .english
  }

  func lowerGrouping(_ g: GroupingSyntax, _ scope: Scope) -> CoreQuery.Grouping {
    if let p = g.periods {
      let (from, to) = dates(p.from, p.to, Scope(), lastIsEnd: false)
      return CoreQuery.Grouping(
        value: nil, periods: (p.step, from, to), isAcross: g.direction == .across,
        name: g.name?.text ?? "", origin: g.span)
    }
    let core = g.value.map { grouping($0, scope) } ?? invalid(g.span)
    return CoreQuery.Grouping(
      value: core, periods: nil, isAcross: g.direction == .across,
      name: g.name?.text ?? text(of: g.value?.span ?? g.span),
      origin: g.span)
  }

  func lowerColumn(_ c: ColumnSyntax, _ scope: Scope) -> CoreColumn {
    let value = check(c.value, scope)
    var decimals: Int?
    if let d = c.decimals {
      if let n = constantNumber(d)?.value.int64, (0...30).contains(n) {
        decimals = Int(n)
      } else {
        report(
          .constantNeeded(
            Bilingual(en: "a number of places from 0 to 30", id: "banyak desimal dari 0 sampai 30"),
            at: d.span))
      }
    }
    return CoreColumn(
      name: c.name?.text ?? text(of: c.value.span), value: value, decimals: decimals, magnitude: c.magnitude,
      isPrivate: false)
  }

  private func lowerQueryOrder(
    _ o: OrderSyntax, _ query: CoreQuery, _ scope: Scope, _ offset: Int
  ) -> CoreQueryOrder {
    let isDescending = o.direction == .descending || o.direction == .first
    if let i = position(of: o.value, in: query, groupedRow(scope), scope, offset) {
      let key: CoreQueryOrder.Key = i < query.groups.count ? .grouping(i) : .column(i - query.groups.count)
      return CoreQueryOrder(key, isDescending: isDescending)
    }
    return CoreQueryOrder(.value(check(o.value, scope)), isDescending: isDescending)
  }

  private func groupedRow(_ scope: Scope) -> Scope { scope.group.map { groupRow(scope, $0) } ?? scope }

  /// The position of `e` among the groupings of `query`, or after them among its columns.
  private func position(
    of e: ExpressionSyntax, in query: CoreQuery, _ row: Scope, _ scope: Scope, _ offset: Int
  ) -> Int? {
    if case .name(let n) = e.kind {
      if let i = query.columns.firstIndex(where: { $0.name == n.text }) { return query.groups.count + i }
    }
    let written = text(of: e.span)
    if let i = query.groups.firstIndex(where: { $0.name == written }) { return i }
    if let i = query.columns.firstIndex(where: { $0.name == written }) { return query.groups.count + i }
    let whole = quietly { check(e, scope) }
    if whole.type == .unknown { return nil }
    let canonical = whole.canonical
    if let i = query.columns.firstIndex(where: { $0.value.canonical == canonical }) {
      return query.groups.count + i
    }
    return nil
  }

  /// `true` iff `e` has an aggregate of the query's own rows.
  private func isOfGroup(_ e: ExpressionSyntax) -> Bool {
    switch e.kind {
    case .aggregate(let a):
      guard let p = a.population else { return true }
      if case .current = p.source { return true }
      return false
    case .number, .percent, .money, .counted, .duration, .date, .month, .yes, .no, .missing, .today, .fileRow,
      .hole, .name, .this, .onlyIn, .inBoth, .invalid:
      return false
    case .text(let parts):
      return parts.contains { part in
        if case .expression(let inner) = part { isOfGroup(inner) } else { false }
      }
    case .call(_, let all), .conjunction(let all), .disjunction(let all):
      return all.contains(where: isOfGroup)
    case .member(let a, _), .not(let a), .negated(let a), .presence(let a, _), .membership(let a, _, _),
      .per(let a, _), .orTheNextDay(let a), .dayPart(_, let a), .converted(let a, _), .parenthesised(let a),
      .rowAt(_, let a):
      return isOfGroup(a)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .otherwise(let a, let b),
      .rounded(let a, _, let b), .percentOf(let a, let b), .asShareOf(let a, let b), .onDate(let a, let b),
      .elapsed(_, let a, let b, _):
      return isOfGroup(a) || isOfGroup(b)
    case .isOneOf(let a, let all, _): return isOfGroup(a) || all.contains(where: isOfGroup)
    case .range(let a, let b, let c), .inEachMonth(let a, let b, let c):
      return isOfGroup(a) || isOfGroup(b) || isOfGroup(c)
    case .clamp(let a, let b, let c):
      return isOfGroup(a) || (b.map(isOfGroup) ?? false) || (c.map(isOfGroup) ?? false)
    }
  }
}

extension CoreQuery {

  /// The names, in both languages, of the columns of rows set aside, which expressions read as inputs 0 to 6.
  public static let setAsideColumns: [[String]] = [
    ["file", "berkas"], ["line", "baris"], ["row", "baris_berkas"], ["column", "kolom"], ["value", "nilai"],
    ["reason", "alasan"], ["code", "kode"],
  ]
}
