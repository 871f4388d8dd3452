import Diagnostics
import Rosters
import Syntax

/// Which rows a question is about, where it tells them as people speak: by what they are, by a condition alone, or by
/// what the only selection of the program gives them.
extension Checker {

  /// Returns the rows that a question names and the scope it asks in, or `nil` if nothing is meant, which is said.
  func asked(_ bare: PopulationSyntax, _ scope: Scope) -> (rows: PopulationSyntax, scope: Scope)? {
    guard let rows = naming(bare, scope) else { return nil }
    var inner = scope
    if let roster = rosterOf(rows), let selection = onlySelection(of: roster) {
      inner.askedResult = selection
      return (amongThoseEligible(rows, selection), inner)
    }
    return (rows, inner)
  }

  /// Whether `name` alone stands for rows, and not for a value: `how many people`, `how many rt`.
  func standsForRows(_ name: Name) -> Bool {
    guard rosterNames[name.text] == nil, globals[name.text] == nil, !isColumn(name) else { return false }
    return Checker.wordsForPeople.contains(name.text.lowercased()) || !kindsOf([name]).isEmpty
  }

  /// What stands for people of whatever roster.
  private static let wordsForPeople: Set<String> = ["orang", "people", "persons", "person"]

  private func naming(_ rows: PopulationSyntax, _ scope: Scope) -> PopulationSyntax? {
    func named(_ roster: RosterID, _ conditions: [ExpressionSyntax]) -> PopulationSyntax {
      let all = conditions + (rows.condition.map { [$0] } ?? [])
      let condition =
        all.count > 1
        ? ExpressionSyntax(.conjunction(all), id: NodeID(0), span: rows.condition?.span ?? rows.span)
        : all.first
      return PopulationSyntax(
        source: .named(Name(rosters[roster.index].name, span: rows.span)), inThis: rows.inThis,
        condition: condition, span: rows.span)
    }
    switch rows.source {
    case .current:
      guard scope.group == nil, let condition = rows.condition else { return rows }
      if let roster = rosterOfColumns(condition) { return named(roster, []) }
      if let unknown = unknownName(in: condition) {
        report(
          .unknownName(
            unknown, among: columns.flatMap(\.keys) + Array(globals.keys) + ["funded", "terdanai"]))
        return nil
      }
      return rows
    case .named(let name):
      guard rosterNames[name.text] == nil, globals[name.text] == nil, kinds[name.text] == nil else {
        return rows
      }
      if rows.alsoNamed.isEmpty, Checker.wordsForPeople.contains(name.text.lowercased()) {
        return rosterOfPeople(rows.condition).map { named($0, []) } ?? rows
      }
      let names = [name] + rows.alsoNamed
      let found = kindsOf(names)
      guard let kind = found.first else { return rows }
      if found.count > 1 {
        report(
          .kindOfSeveralColumns(
            name, columns: found.map { "\(rosters[$0.roster.index].name).\($0.field)" }))
        return nil
      }
      func made(_ form: ExpressionForm, _ span: Span) -> ExpressionSyntax {
        ExpressionSyntax(form, id: NodeID(0), span: span)
      }
      let site = names.reduce(name.span) { $0.joined(with: $1.span) }
      let field = made(.name(Name(kind.field, span: site)), site)
      return named(
        kind.roster,
        [made(.isOneOf(field, kind.names.map { made(.name($0), $0.span) }, isNegated: false), site)]
      )
    case .setAside, .notFunded, .notRanked, .duplicates: return rows
    }
  }

  /// The columns of which all of `names` are choices, or groups of choices; each name as the program spells it.
  private func kindsOf(_ names: [Name]) -> [(roster: RosterID, field: String, names: [Name])] {
    var found: [(roster: RosterID, field: String, names: [Name])] = []
    for (r, roster) in rosters.enumerated() where r < firstVirtualRoster {
      for (i, field) in roster.schema.fields.enumerated() where i < roster.types.count {
        guard case .choice(let list) = roster.types[i] else { continue }
        let spelt = names.compactMap { choice(meantBy: $0, of: list) }
        if spelt.count == names.count { found.append((RosterID(r), field.name, spelt)) }
      }
    }
    return found
  }

  private func choice(meantBy name: Name, of list: ChoiceListID) -> Name? {
    let choices = choiceLists[list.index].choices
    if choices.contains(where: { $0.name == name.text }) { return name }
    if groups[name.text]?.contains(where: { $0.list == list }) ?? false { return name }
    let folded = name.text.lowercased()
    return choices.first { c in
      c.name.lowercased() == folded || c.spellings.contains { $0.lowercased() == folded }
    }.map { Name($0.name, span: name.span) }
  }

  /// The roster whose rows are the people meant by a condition alone, or by nothing: those the only selection is for.
  private func rosterOfPeople(_ condition: ExpressionSyntax?) -> RosterID? {
    if let condition, let roster = rosterOfColumns(condition) { return roster }
    if let selection = onlySelection(of: nil), case .allocation(let a)? = entries[selection.index].core?.body
    {
      return a.recipients.roster
    }
    let withNumbers = rosters.indices.filter { r in
      r < firstVirtualRoster && rosters[r].types.contains(.nik)
    }
    return withNumbers.count == 1 ? RosterID(withNumbers[0]) : nil
  }

  // MARK: What the only selection gives

  /// The only allocation that selects among the rows of `roster`; of `nil`, the only one at all.
  func onlySelection(of roster: RosterID?) -> DefinitionID? {
    var found: [DefinitionID] = []
    for i in entries.indices {
      guard case .allocation = entries[i].syntax else { continue }
      _ = typeOf(DefinitionID(i))
      guard case .allocation(let a)? = entries[i].core?.body, case .select = a.method,
        roster == nil || a.recipients.roster == roster
      else { continue }
      found.append(DefinitionID(i))
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Whoever asks who is not funded means those the money is for: `not funded` becomes the rows left out of them.
  private func amongThoseEligible(_ rows: PopulationSyntax, _ selection: DefinitionID) -> PopulationSyntax {
    guard case .named = rows.source, let condition = rows.condition, rows.inThis.isEmpty else { return rows }
    let roster = rosterOf(rows)
    func isNotFunded(_ e: ExpressionSyntax) -> Bool {
      if case .parenthesised(let inner) = e.kind { return isNotFunded(inner) }
      guard case .not(let inner) = e.kind, case .name(let n) = inner.kind,
        ResultName.result(n.text) == .funded, globals[n.text] == nil
      else { return false }
      return roster.map { columns[$0.index][n.text] == nil } ?? true
    }
    let rest: ExpressionSyntax?
    if isNotFunded(condition) {
      rest = nil
    } else if case .conjunction(let all) = condition.kind, all.contains(where: isNotFunded) {
      let others = all.filter { !isNotFunded($0) }
      rest =
        others.count == 1
        ? others[0]
        : others.isEmpty
          ? nil : ExpressionSyntax(.conjunction(others), id: condition.id, span: condition.span)
    } else {
      return rows
    }
    return PopulationSyntax(
      source: .notFunded(Name(entries[selection.index].name.text, span: rows.span)), condition: rest,
      span: rows.span)
  }

  // MARK: Columns without a roster

  /// The one roster whose columns `e` names, if it names any that stand without a row.
  func rosterOfColumns(_ e: ExpressionSyntax) -> RosterID? {
    let names = bareNames(of: e).filter { globals[$0.text] == nil }
    // A name that is also a roster's is a column only where no other tells.
    let telling = names.filter { rosterNames[$0.text] == nil }
    return rosterWith(telling) ?? rosterWith(names.filter { rosterNames[$0.text] != nil })
  }

  private func rosterWith(_ names: [Name]) -> RosterID? {
    var meant: [Int]?
    var first: Name?
    for name in names {
      let found = columns.indices.filter { $0 < firstVirtualRoster && columns[$0][name.text] != nil }
      if found.isEmpty { continue }
      first = first ?? name
      let both = meant.map { known in known.filter { found.contains($0) } } ?? found
      if !both.isEmpty { meant = both }
    }
    if let meant, let first, meant.count > 1 {
      report(.amountOfSeveralRosters(first, rosters: meant.map { rosters[$0].name }))
    }
    if let only = meant?.first { return RosterID(only) }
    guard names.contains(where: { ResultName.result($0.text) == .funded }),
      let selection = onlySelection(of: nil), case .allocation(let a)? = entries[selection.index].core?.body
    else { return nil }
    return a.recipients.roster
  }

  /// The first name in `e` that nothing here has.
  private func unknownName(in e: ExpressionSyntax) -> Name? {
    bareNames(of: e).first { n in
      globals[n.text] == nil && rosterNames[n.text] == nil && groups[n.text] == nil
        && !columns.contains { $0[n.text] != nil }
    }
  }

  /// The names in `e` that stand for themselves: not those after a dot, and not those inside an aggregate.
  private func bareNames(of e: ExpressionSyntax) -> [Name] {
    switch e.kind {
    case .name(let n): return [n]
    case .dayPart(_, let a), .converted(let a, _), .member(let a, _), .negated(let a), .parenthesised(let a),
      .per(let a, _), .onDate(let a, _), .inEachMonth(let a, _, _), .rounded(let a, _, _),
      .percentOf(_, let a), .clamp(let a, _, _), .not(let a), .isOneOf(let a, _, _), .presence(let a, _),
      .membership(let a, _, _), .range(let a, _, _):
      return bareNames(of: a)
    case .comparison(let o, let a, let b):
      switch o {
      // What something is compared with by `is` may be a choice.
      case .equal, .notEqual: return bareNames(of: a) + bareNames(of: b).filter { isColumn($0) }
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .atLeast, .atMost, .before, .after, .onOrBefore,
        .onOrAfter:
        return bareNames(of: a) + bareNames(of: b)
      }
    case .arithmetic(_, let a, let b), .otherwise(let a, let b): return bareNames(of: a) + bareNames(of: b)
    case .conjunction(let all), .disjunction(let all), .call(_, let all): return all.flatMap(bareNames)
    case .number, .percent, .money, .counted, .duration, .date, .month, .text, .yes, .no, .missing, .today,
      .fileRow, .hole, .this, .asShareOf, .elapsed, .orTheNextDay, .aggregate, .rowAt, .onlyIn, .inBoth,
      .invalid:
      return []
    }
  }

  private func isColumn(_ name: Name) -> Bool { columns.contains { $0[name.text] != nil } }
}
