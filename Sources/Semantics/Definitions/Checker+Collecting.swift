import Diagnostics
import Rosters
import Syntax

extension Checker {

  /// Declares all definitions of all files, those of kinds once for each roster of the kind.
  func collectDefinitions() {
    var exceptions: [ExceptionSyntax] = []
    for file in files {
      var previousEnd = 0
      for statement in file.program.statements {
        let documentation = documentation(of: statement.span, after: previousEnd, in: file)
        previousEnd = statement.span.end
        switch statement.kind {
        case .letValue(let s): declareGlobal(s.name, .letValue(s), statement.span, documentation)
        case .parameter(let s): declareGlobal(s.name, .parameter(s), statement.span, documentation)
        case .function(let s): declareGlobal(s.name, .function(s), statement.span, documentation)
        case .target(let s): declareGlobal(s.name, .target(s), statement.span, documentation)
        case .budget(let s): declareGlobal(s.name, .budget(s), statement.span, documentation)
        case .split(let s):
          for i in s.pots.indices { declareGlobal(s.pots[i].name, .pot(s, i), statement.span, documentation) }
        case .allocation(let s): declareGlobal(s.name, .allocation(s), statement.span, documentation)
        case .ranking(let s): declareGlobal(s.name, .ranking(s), statement.span, documentation)
        case .rule(let s): declareColumn(s.name, .rule(s), of: s.roster, file, statement.span, documentation)
        case .table(let s):
          if let roster = s.roster {
            declareColumn(s.name, .table(s), of: roster, file, statement.span, documentation)
          } else {
            declareGlobal(s.name, .table(s), statement.span, documentation)
            declareFurtherResults(of: s, statement.span)
          }
        case .exception(let s): exceptions.append(s)
        case .scenario(let s):
          if let first = scenarioNames[s.name.text] {
            report(.duplicateName(s.name, first: first))
          } else if s.name.text == "base" {
            report(.scenarioNamedBase(s.name))
          } else {
            scenarioNames[s.name.text] = s.name.span
          }
        case .keepAs(let name):
          if let first = scenarioNames[name.text] {
            report(.duplicateName(name, first: first))
          } else if name.text == "base" {
            report(.scenarioNamedBase(name))
          } else {
            scenarioNames[name.text] = name.span
          }
        case .asOf(let e):
          if file.program.file == main || asOf == nil { asOf = constantDate(e, isEnd: false) ?? asOf }
        case .use, .roster, .kind, .match, .group, .test, .show, .chart, .export, .report, .compare, .find,
          .why, .check, .forEach, .question, .suppose, .backToPlan, .sweep, .invalid:
          break
        }
      }
    }
    if let day = options.asOf { asOf = day }
    instantiateKinds()
    attach(exceptions)
    reportShadows()
  }

  func declareGlobal(_ name: Name, _ syntax: DefinitionSyntax, _ span: Span, _ documentation: String?) {
    if let first = globals[name.text].map({ entries[$0.index].name.span }) ?? rosterSpans[name.text]
      ?? groupSpans[name.text]
    {
      report(.duplicateName(name, first: first))
      return
    }
    globals[name.text] = DefinitionID(entries.count)
    entries.append(
      DefinitionEntry(name: name, syntax: syntax, roster: nil, span: span, documentation: documentation))
  }

  /// Declares the results of a table of inputs after the first, which are asked for as `risk(…).fee`.
  private func declareFurtherResults(of table: TableSyntax, _ span: Span) {
    guard globals[table.name.text].map({ entries[$0.index].span == span }) ?? false else { return }
    for (i, result) in table.grid.results.enumerated().dropFirst() {
      let name = Name("\(table.name.text).\(result.name.text)", span: table.name.span)
      globals[name.text] = DefinitionID(entries.count)
      var entry = DefinitionEntry(
        name: name, syntax: .table(table), roster: nil, span: span, documentation: nil)
      entry.tableColumn = i
      entries.append(entry)
    }
  }

  func declareColumn(
    _ name: Name, _ syntax: DefinitionSyntax, of roster: Name, _ file: AnalyzedFile, _ span: Span,
    _ documentation: String?
  ) {
    if kinds[roster.text] != nil && rosterNames[roster.text] == nil {
      kinds[roster.text]?.members.append(
        KindMember(
          syntax: syntax, name: name, file: file.program.file, span: span, documentation: documentation))
      return
    }
    guard let id = self.roster(named: roster) else { return }
    addColumn(name, syntax, to: id, span, documentation, isVirtual: false)
  }

  private func addColumn(
    _ name: Name, _ syntax: DefinitionSyntax, to roster: RosterID, _ span: Span, _ documentation: String?,
    isVirtual: Bool
  ) {
    let id = DefinitionID(entries.count)
    func claim(_ n: Name, _ reference: ColumnReference) -> Bool {
      if let taken = columns[roster.index][n.text] {
        report(.duplicateName(n, first: site(of: taken, in: roster)))
        return false
      }
      columns[roster.index][n.text] = reference
      return true
    }
    switch syntax {
    case .rule:
      guard claim(name, .rule(id)) else { return }
    case .table(let t):
      for (i, r) in t.grid.results.enumerated() { _ = claim(r.name, .table(id, i)) }
      if !isVirtual && rosters.indices.contains(roster.index) && roster.index < firstVirtualRoster {
        if let first = globals[name.text].map({ entries[$0.index] }), first.name.span != name.span {
          report(.duplicateName(name, first: first.name.span))
        } else if globals[name.text] == nil {
          globals[name.text] = id
        }
      }
    case .letValue, .parameter, .function, .target, .budget, .pot, .allocation, .ranking: break
    }
    var entry = DefinitionEntry(
      name: name, syntax: syntax, roster: roster, span: span, documentation: documentation)
    entry.isVirtual = isVirtual
    entries.append(entry)
  }

  /// Where a column is declared.
  private func site(of reference: ColumnReference, in roster: RosterID) -> Span? {
    switch reference {
    case .field(let p): rosters[roster.index].schema.fields[p].site
    // A table that names two results alike is not declared yet.
    case .rule(let id), .table(let id, _):
      entries.indices.contains(id.index) ? entries[id.index].name.span : nil
    }
  }

  /// Gives each roster the rules of its kinds; last, each kind's made-up roster, so that they can be dropped.
  private func instantiateKinds() {
    for name in kinds.keys.sorted() {
      guard let kind = kinds[name] else { continue }
      for (i, uses) in rosterKinds.enumerated() where uses.contains(name) {
        for m in kind.members {
          addColumn(m.name, m.syntax, to: RosterID(i), m.span, m.documentation, isVirtual: false)
        }
      }
    }
    for name in kinds.keys.sorted() {
      guard let kind = kinds[name], let virtual = kind.virtualRoster else { continue }
      for m in kind.members {
        addColumn(m.name, m.syntax, to: virtual, m.span, m.documentation, isVirtual: true)
      }
    }
  }

  private func attach(_ exceptions: [ExceptionSyntax]) {
    for e in exceptions {
      var targets: [RosterID] = []
      if let id = rosterNames[e.roster.text] {
        targets = [id]
      } else if let kind = kinds[e.roster.text] {
        targets = rosterKinds.indices.filter { rosterKinds[$0].contains(e.roster.text) }.map { RosterID($0) }
        targets += kind.virtualRoster.map { [$0] } ?? []
      } else {
        _ = roster(named: e.roster)
        continue
      }
      for id in targets {
        if case .rule(let d)? = columns[id.index][e.rule.text] {
          entries[d.index].exceptions.append(e)
        } else {
          let known = columns[id.index].compactMap { name, reference in
            if case .rule = reference { name } else { nil }
          }
          report(.unknownRule(e.rule, of: rosters[id.index].name, among: known))
        }
      }
    }
  }

  /// Reports columns that bear the name of a definition: a bare name would mean two things.
  private func reportShadows() {
    for (i, names) in columns.enumerated() where i < firstVirtualRoster {
      for (name, reference) in names.sorted(by: { $0.key < $1.key }) {
        guard let id = globals[name] else { continue }
        if case .table(let own, _) = reference, own == id { continue }
        let first = entries[id.index].name
        guard let site = site(of: reference, in: RosterID(i)) else { continue }
        report(.columnShadows(name, roster: rosters[i].name, first: first.span, at: site))
      }
    }
  }

  // MARK: Documentation

  /// The `##` comments directly above `span`.
  func documentation(of span: Span, after end: Int, in file: AnalyzedFile) -> String? {
    let comments = file.program.comments
    // The comments are in order: find the last one before the statement.
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].span.start < span.start { low = middle + 1 } else { high = middle }
    }
    var lines: [String] = []
    var i = low - 1
    var line = file.source.position(of: span.start).line
    while i >= 0, comments[i].span.start >= end, comments[i].isDocumentation,
      file.source.position(of: comments[i].span.start).line == line - 1
    {
      lines.append(String(comments[i].text.drop { $0 == "#" || $0 == " " }))
      line -= 1
      i -= 1
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }
}
