import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Declares rosters, kinds, matches, their fields and the groups of their choices.
  func collectRosters() {
    var syntaxes: [RosterSyntaxKind] = []
    for file in files {
      for statement in file.program.statements {
        switch statement.kind {
        case .kind(let kind): declareKind(kind)
        case .roster(let r): declareRoster(r.name, .roster(r), &syntaxes)
        case .match(let m): declareRoster(m.name, .match(m), &syntaxes)
        case .use, .asOf, .group, .letValue, .parameter, .function, .rule, .exception, .table, .target,
          .budget,
          .split, .allocation, .ranking, .scenario, .test, .show, .chart, .export, .report, .compare, .find,
          .why, .check, .forEach, .question, .suppose, .backToPlan, .keepAs, .sweep, .invalid:
          break
        }
      }
    }
    completeRosters(syntaxes)
    declareSignedRosters()
    addVirtualRosters()
    applyKinds(syntaxes)
    for file in files {
      for statement in file.program.statements {
        if case .group(let g) = statement.kind { declareGroup(g) }
      }
    }
  }

  /// A statement that declares a roster.
  enum RosterSyntaxKind {
    case roster(RosterSyntax)
    case match(MatchSyntax)
  }

  private func declareKind(_ kind: KindSyntax) {
    if let first = kinds[kind.name.text] {
      report(.duplicateName(kind.name, first: first.syntax.name.span))
    } else {
      kinds[kind.name.text] = KindDeclaration(syntax: kind)
    }
  }

  private func declareRoster(_ name: Name, _ syntax: RosterSyntaxKind, _ syntaxes: inout [RosterSyntaxKind]) {
    // A name that could not be read has been reported.
    if name.text.isEmpty { return }
    if let first = rosterSpans[name.text] {
      report(.duplicateName(name, first: first))
      return
    }
    rosterNames[name.text] = RosterID(rosters.count)
    rosterSpans[name.text] = name.span
    rosters.append(
      CoreRoster(
        name: name.text, schema: RosterSchema(name: name.text, fields: []), types: [],
        origin: .file("", name.span), span: name.span))
    columns.append([:])
    kindAliases.append([:])
    syntaxes.append(syntax)
  }

  /// Gives each roster its fields, those that others take fields from first.
  private func completeRosters(_ syntaxes: [RosterSyntaxKind]) {
    // Rosters with fields of their own wait for nobody; the others wait for the rosters they name.
    var isDone = [Bool](repeating: false, count: syntaxes.count)
    var pending: [Int] = []
    for (i, syntax) in syntaxes.enumerated() {
      if case .roster(let r) = syntax, case .file = r.origin {
        completeFileRoster(i, r)
        isDone[i] = true
      } else {
        pending.append(i)
      }
    }
    var isProgressing = true
    while isProgressing && !pending.isEmpty {
      isProgressing = false
      var left: [Int] = []
      for i in pending {
        let waits = namesWaitedFor(syntaxes[i]).contains { name in
          rosterNames[name.text].map { !isDone[$0.index] } ?? false
        }
        if waits {
          left.append(i)
          continue
        }
        switch syntaxes[i] {
        case .roster(let r):
          switch r.origin {
          case .file: break
          case .like(let other, let path, let span): completeLikeRoster(i, r, other, path, span)
          case .combining(let names): completeCombinedRoster(i, r, names)
          }
        case .match(let m): completeMatch(i, m)
        }
        isDone[i] = true
        isProgressing = true
      }
      pending = left
    }
    for i in pending.prefix(20) { report(.rosterFromItself(rosters[i].name, at: rosters[i].definitionSpan)) }
  }

  private func namesWaitedFor(_ syntax: RosterSyntaxKind) -> [Name] {
    switch syntax {
    case .roster(let r):
      switch r.origin {
      case .file: []
      case .like(let name, _, _): [name]
      case .combining(let names): names
      }
    case .match(let m): [m.first, m.second]
    }
  }

  private func completeFileRoster(_ i: Int, _ r: RosterSyntax) {
    guard case .file(let path, let span) = r.origin else { return }
    rosters[i].origin = .file(path, span)
    if r.fields.isEmpty {
      if let inferred = options.inferredSchemas[r.name.text] {
        rosters[i].schema = inferred
        report(.rosterInferred(r.name, fields: inferred.fields.map { "\($0.name) : \(word(of: $0.type))" }))
        for (position, f) in inferred.fields.enumerated() {
          rosters[i].types.append(coreType(of: f.type, owner: "\(r.name.text).\(f.name)"))
          columns[i][f.name] = .field(position)
        }
      } else {
        report(.rosterWithoutFields(r.name))
      }
    }
    addFields(r.fields, to: i)
    addFileField(of: path, to: i)
    readPlainClauses(r, i)
  }

  /// Gives a roster of many files the column that says which file a row came from, unless it has one.
  private func addFileField(of path: String, to i: Int) {
    guard path.contains("*") || path.contains("?"), rosters[i].schema.fileField == nil else { return }
    let position = rosters[i].schema.fields.count
    guard columns[i]["file"] == nil, columns[i]["berkas"] == nil else { return }
    columns[i]["file"] = .field(position)
    columns[i]["berkas"] = .field(position)
    rosters[i].schema.fields.append(FieldSchema(name: "file", type: .text))
    rosters[i].schema.fileField = position
    rosters[i].types.append(coreType(of: .text, owner: "\(rosters[i].name).file"))
  }

  /// How the program writes the type of a field.
  private func word(of type: FieldType) -> String {
    let isEnglish = mainLanguage == .english
    switch type {
    case .text: return isEnglish ? "text" : "teks"
    case .nik: return "nik"
    case .whole: return isEnglish ? "whole" : "bilangan bulat"
    case .count: return isEnglish ? "count" : "cacah"
    case .number: return isEnglish ? "number" : "bilangan"
    case .percent: return isEnglish ? "percent" : "persen"
    case .money: return isEnglish ? "money" : "uang"
    case .date: return isEnglish ? "date" : "tanggal"
    case .truth: return isEnglish ? "yes or no" : "ya atau tidak"
    case .choice: return isEnglish ? "one of (…)" : "salah satu dari (…)"
    case .reference(let roster): return roster
    }
  }

  private func completeLikeRoster(_ i: Int, _ r: RosterSyntax, _ other: Name, _ path: String, _ span: Span) {
    rosters[i].origin = .file(path, span)
    guard let id = roster(named: other) else { return }
    let model = rosters[id.index]
    rosters[i].schema.fields = model.schema.fields
    rosters[i].schema.dialect = model.schema.dialect
    rosters[i].schema.duplicatePolicy = model.schema.duplicatePolicy
    rosters[i].schema.tolerance = model.schema.tolerance
    rosters[i].schema.fileField = model.schema.fileField
    rosters[i].types = model.types
    rosters[i].labelField = model.labelField
    for (name, c) in columns[id.index] { if case .field = c { columns[i][name] = c } }
    addFields(r.fields, to: i)
    addFileField(of: path, to: i)
    readPlainClauses(r, i)
  }

  private func completeCombinedRoster(_ i: Int, _ r: RosterSyntax, _ names: [Name]) {
    let ids = names.compactMap { roster(named: $0) }
    guard let first = ids.first, ids.count == names.count else { return }
    // The fields that all have, by name and type; then one that says where the row came from.
    for (position, field) in rosters[first.index].schema.fields.enumerated() {
      let type = rosters[first.index].types[position]
      var isOptional = false
      let isShared = ids.allSatisfy { id in
        guard case .field(let p)? = columns[id.index][field.name] else { return false }
        isOptional = isOptional || rosters[id.index].schema.fields[p].isOptional
        return rosters[id.index].types[p] == type
      }
      guard isShared else { continue }
      var f = field
      f.isOptional = isOptional
      f.isPrivate = ids.contains { id in
        if case .field(let p)? = columns[id.index][field.name] {
          return rosters[id.index].schema.fields[p].isPrivate
        }
        return false
      }
      columns[i][f.name] = .field(rosters[i].schema.fields.count)
      rosters[i].schema.fields.append(f)
      rosters[i].types.append(type)
    }
    let choices = names.map { ChoiceSchema($0.text) }
    let list = choiceList(choices, owner: "origin in \(r.name.text)")
    let originField = rosters[i].schema.fields.count
    if columns[i]["origin"] == nil {
      columns[i]["origin"] = .field(originField)
      columns[i]["asal"] = columns[i]["asal"] ?? .field(originField)
    }
    rosters[i].schema.fields.append(FieldSchema(name: "origin", type: .choice(choices), isKept: true))
    rosters[i].types.append(.choice(list))
    addFields(r.fields, to: i)
    readPlainClauses(r, i)
    var key = rosters[i].schema.key.first ?? 0
    var hasKey = false
    for clause in r.clauses {
      if case .oneRowPer(let name, _) = clause {
        hasKey = true
        if case .field(let p)? = columns[i][name.text] {
          key = p
          for f in rosters[i].schema.fields.indices { rosters[i].schema.fields[f].isKey = f == p }
        } else {
          report(.unknownField(name, of: rosters[i].name, among: fieldNames(i)))
        }
      }
    }
    if !hasKey { report(.clauseNeeded(.combined, .oneRowPer, at: r.name.span)) }
    rosters[i].origin = .combined(ids, key: key, preference: [])
    rosters[i].labelField = labelField(of: i)
  }

  private func completeMatch(_ i: Int, _ m: MatchSyntax) {
    guard let first = roster(named: m.first), let second = roster(named: m.second) else { return }
    func addReference(_ name: Name, _ id: RosterID) {
      columns[i][name.text] = .field(rosters[i].schema.fields.count)
      rosters[i].schema.fields.append(
        FieldSchema(name: name.text, type: .reference(roster: name.text), isOptional: true))
      rosters[i].types.append(.row(id))
    }
    addReference(m.first, first)
    addReference(m.second, second)
    var keys: [(Int, Int)] = []
    for key in m.keys {
      guard let a = field(named: key, in: first), let b = field(named: key, in: second) else { continue }
      if rosters[first.index].types[a] != rosters[second.index].types[b] {
        report(
          .typeMismatch(
            expected: phrase(rosters[first.index].types[a]), found: phrase(rosters[second.index].types[b]),
            at: key.span))
      }
      keys.append((a, b))
      var f = rosters[second.index].schema.fields[b]
      f.isKey = true
      f.isOptional = false
      columns[i][f.name] = .field(rosters[i].schema.fields.count)
      rosters[i].schema.fields.append(f)
      rosters[i].types.append(rosters[second.index].types[b])
      keepField(first, a)
      keepField(second, b)
    }
    rosters[i].origin = .matched(first, second, keys: keys)
    rosters[i].labelField = keys.isEmpty ? nil : 2
  }

  /// Adds fields as declared to the roster at `i`.
  private func addFields(_ fields: [FieldSyntax], to i: Int) {
    let owner = rosters[i].name
    for f in fields {
      if case .field(let p)? = columns[i][f.name.text] {
        report(.duplicateName(f.name, first: rosters[i].schema.fields[p].site))
        continue
      }
      let (type, core) = fieldType(f.type, owner: "\(owner).\(f.name.text)")
      var schema = FieldSchema(name: f.name.text, type: type, site: f.name.span)
      for m in f.modifiers {
        switch m {
        case .key: schema.isKey = true
        case .keep: break
        case .optional: schema.isOptional = true
        case .isPrivate: schema.isPrivate = true
        case .column(let header, _): schema.header = header
        }
      }
      columns[i][f.name.text] = .field(rosters[i].schema.fields.count)
      rosters[i].schema.fields.append(schema)
      rosters[i].types.append(core)
    }
    for f in fields {
      for m in f.modifiers {
        guard case .keep(let latest, let name, _) = m else { continue }
        guard let p = field(named: name, in: RosterID(i)) else { continue }
        rosters[i].schema.duplicatePolicy = latest ? .keepLatest(field: p) : .keepEarliest(field: p)
        keepField(RosterID(i), p)
      }
    }
    rosters[i].labelField = labelField(of: i)
  }

  /// Reads the clauses of a roster that stand by themselves; conditions are checked later.
  private func readPlainClauses(_ r: RosterSyntax, _ i: Int) {
    for clause in r.clauses {
      switch clause {
      case .dialect(let name, _):
        switch name.text.lowercased() {
        case "indonesia": rosters[i].schema.dialect = .indonesia
        case "international", "internasional": rosters[i].schema.dialect = .international
        case "plain": rosters[i].schema.dialect = .plain
        default: report(.unknownName(name, among: ["indonesia", "international", "plain"]))
        }
      case .tolerance(let e, let span):
        if let p = constantNumber(e), p.unit.isFraction {
          rosters[i].schema.tolerance = p.value
        } else {
          report(.constantNeeded(Bilingual(en: "a percentage such as 1%", id: "persen seperti 1%"), at: span))
        }
      case .stateAt(let e, _): rosters[i].stateAt = constantDate(e, isEnd: true)
      case .require, .codeSystem, .oneRowPer, .prefer: break
      }
    }
  }

  private func labelField(of i: Int) -> Int? {
    let fields = rosters[i].schema.fields
    for name in ["name", "nama"] {
      if let p = fields.firstIndex(where: { $0.name.lowercased() == name }) {
        if case .text = fields[p].type { return p }
      }
    }
    return fields.firstIndex(where: \.isKey)
  }

  // MARK: Kinds

  /// Makes a roster for each kind, on which its rules are checked once.
  private func addVirtualRosters() {
    firstVirtualRoster = rosters.count
    for name in kinds.keys.sorted() {
      guard let syntax = kinds[name]?.syntax else { continue }
      let i = rosters.count
      rosters.append(
        CoreRoster(
          name: name, schema: RosterSchema(name: name, fields: []), types: [],
          origin: .file("", syntax.name.span), span: syntax.name.span))
      columns.append([:])
      kindAliases.append([:])
      kinds[name]?.virtualRoster = RosterID(i)
      addFields(syntax.fields, to: i)
    }
  }

  private func applyKinds(_ syntaxes: [RosterSyntaxKind]) {
    rosterKinds = [[String]](repeating: [], count: syntaxes.count)
    for (i, syntax) in syntaxes.enumerated() {
      guard case .roster(let r) = syntax else { continue }
      for use in usesOfKinds(r, syntaxes) {
        guard let kind = kinds[use.kind.text], let model = kind.virtualRoster else {
          report(.unknownKind(use.kind, among: Array(kinds.keys)))
          continue
        }
        rosterKinds[i].append(use.kind.text)
        applyKind(use, model, to: i, at: r.name)
      }
    }
  }

  /// The kinds of a roster, those of the roster it is `like` included.
  func usesOfKinds(_ r: RosterSyntax, _ syntaxes: [RosterSyntaxKind]) -> [KindUse] {
    var result = r.kinds
    var current = r
    var steps = 0
    while case .like(let other, _, _) = current.origin, let id = rosterNames[other.text],
      id.index < syntaxes.count, case .roster(let next) = syntaxes[id.index], steps < syntaxes.count
    {
      result += next.kinds.filter { k in !result.contains { $0.kind.text == k.kind.text } }
      current = next
      steps += 1
    }
    return result
  }

  private func applyKind(_ use: KindUse, _ model: RosterID, to i: Int, at name: Name) {
    let needed = rosters[model.index]
    for m in use.matches where !needed.schema.fields.contains(where: { $0.name == m.needed.text }) {
      report(.unknownField(m.needed, of: use.kind.text, among: needed.schema.fields.map(\.name)))
    }
    for (position, f) in needed.schema.fields.enumerated() {
      let match = use.matches.first { $0.needed.text == f.name }
      let own = match?.field.text ?? f.name
      guard case .field(let p)? = columns[i][own] else {
        report(.fieldOfKindMissing(own, kind: use.kind, roster: rosters[i].name, needed: f.site))
        // It stands in, so that the kind's rules do not say the same again.
        columns[i][own] = .field(rosters[i].schema.fields.count)
        rosters[i].schema.fields.append(f)
        rosters[i].types.append(needed.types[position])
        continue
      }
      if own != f.name { kindAliases[i][f.name] = own }
      let type = rosters[i].types[p]
      if !satisfies(type, needed.types[position]) || (rosters[i].schema.fields[p].isOptional && !f.isOptional)
      {
        report(
          .fieldOfKindDiffers(
            own, kind: use.kind, roster: rosters[i].name, expected: phrase(needed.types[position]),
            found: phrase(type), isOptional: rosters[i].schema.fields[p].isOptional && !f.isOptional,
            at: rosters[i].schema.fields[p].site ?? name.span))
      }
    }
  }

  /// Returns whether a field of `type` gives what a kind needs.
  private func satisfies(_ type: CoreType, _ needed: CoreType) -> Bool {
    if type == needed { return true }
    if case .choice(let a) = type, case .choice(let b) = needed {
      let own = Set(choiceLists[a.index].choices.map(\.name))
      return choiceLists[b.index].choices.allSatisfy { own.contains($0.name) }
    }
    if case .row(let r) = needed, r.index >= firstVirtualRoster, case .row = type { return true }
    return type == .unknown || needed == .unknown
  }

  // MARK: Groups

  private func declareGroup(_ g: GroupSyntax) {
    if let first = groupSpans[g.name.text] {
      report(.duplicateName(g.name, first: first))
      return
    }
    groupSpans[g.name.text] = g.name.span
    var found: [ChoiceGroup] = []
    var lists: Set<Int> = []
    var nearest: ChoiceListID?
    for i in rosters.indices {
      guard case .field(let p)? = columns[i][g.field.text], case .choice(let list) = rosters[i].types[p],
        lists.insert(list.index).inserted
      else { continue }
      nearest = list
      var members: [Int] = []
      let isWhole = g.members.allSatisfy { m in
        if let c = choiceLists[list.index].choices.firstIndex(where: { $0.name == m.text }) {
          members.append(c)
          return true
        }
        if let inner = groups[m.text]?.first(where: { $0.list == list }) {
          members += inner.members
          return true
        }
        return false
      }
      if isWhole { found.append(ChoiceGroup(list: list, members: members)) }
    }
    if found.isEmpty {
      if let list = nearest {
        let known = choiceLists[list.index]
        for m in g.members where !known.choices.contains(where: { $0.name == m.text }) {
          report(.unknownChoice(m, of: known.owner, among: known.choices.map(\.name)))
        }
      } else {
        let choiceFields = rosters.flatMap { r in
          r.schema.fields.compactMap { f in if case .choice = f.type { f.name } else { nil } }
        }
        report(.unknownField(g.field, of: nil, among: choiceFields))
      }
    }
    groups[g.name.text] = found
  }
}
