import Diagnostics
import Evaluation
import Rosters
import Semantics

/// A definition as a tree: its base, the exceptions to it wherever they stand, and the exceptions to these.
public struct RuleTree {

  private let program: CoreProgram
  private let texts: SourceMap

  /// Creates the trees of the definitions of `program`, whose texts are `texts`.
  public init(_ program: CoreProgram, texts: SourceMap) {
    self.program = program
    self.texts = texts
  }

  /// Returns the tree of what is called `name`: one for each roster that has a rule of that name; none if nothing that
  /// decides a value is called so.
  public func trees(of name: String) -> [ExplanationNode] {
    var ids = program.columns.compactMap { $0[name] }
    if let id = program.names[name], !ids.contains(id) { ids.append(id) }
    var seen: Set<DefinitionID> = []
    return ids.filter { seen.insert($0).inserted }.compactMap { tree(of: program[$0]) }
  }

  /// What can be asked for.
  public var names: [String] {
    (program.definitions.map(\.name) + program.columns.flatMap(\.keys)).sorted()
  }

  private func tree(of d: CoreDefinition) -> ExplanationNode? {
    let children: [ExplanationNode]
    var roster: RosterID?
    switch d.body {
    case .value(let e), .function(_, let e): children = parts(of: e)
    case .rule(let id, let e):
      roster = id
      children = parts(of: e)
    case .table(let t):
      roster = t.roster
      children = t.rows.map { row in
        var node = ExplanationNode(.text(quoted(row.origin)), site: row.origin, citation: row.citation)
        if let reason = row.reason { node.children.append(because(reason)) }
        if row.doubt != nil { node.children.append(unverified) }
        return node
      }
    case .parameter(let p):
      children =
        p.lines.map { line in
          var node = ExplanationNode(.text(quoted(line.origin)), site: line.origin, citation: line.citation)
          if line.isUnverified { node.children.append(unverified) }
          return node
        }
        + p.exceptions.map(node)
    case .target, .budget, .allocation, .ranking: return nil
    }
    let name =
      roster.map {
        Phrase(
          Bilingual(en: "{name} for {roster}", id: "{name} untuk {roster}"),
          ["name": .text(d.name), "roster": .text(program[$0].name)])
      } ?? .text(d.name)
    return ExplanationNode(name, site: d.nameSpan, citation: d.citation, children: children)
  }

  /// The base of a rule and the exceptions to it.
  private func parts(of e: CoreExpression) -> [ExplanationNode] {
    switch e.kind {
    case .exceptions(let base, let list): return parts(of: base) + list.map(node)
    case .cases(let list, let otherwise):
      let last = otherwise.map {
        ExplanationNode(
          Phrase(Bilingual(en: "otherwise: {result}", id: "selain itu: {result}"), ["result": result($0)]),
          site: $0.origin)
      }
      return list.map { c in
        guard c.period != nil else {
          return node(c, Bilingual(en: "when {condition}: {result}", id: "bila {condition}: {result}"))
        }
        // A period has one value, or cases of its own.
        guard let e = c.result, case .cases = e.kind else {
          return node(c, Bilingual(same: "{condition}: {result}"))
        }
        var node = ExplanationNode(.text(quoted(c.condition.origin)), site: c.origin, citation: c.citation)
        node.children = parts(of: e)
        return node
      }
        + (last.map { [$0] } ?? [])
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt, .isIn, .aggregate, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .table,
      .negated, .arithmetic, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
      .eachMonth,
      .joined, .invalid:
      return [
        ExplanationNode(
          Phrase(Bilingual(en: "base: {result}", id: "dasar: {result}"), ["result": result(e)]),
          site: e.origin)
      ]
    }
  }

  private func node(_ x: CoreException) -> ExplanationNode {
    var node = node(
      x.when, Bilingual(en: "except when {condition}: {result}", id: "kecuali bila {condition}: {result}"))
    if x.from != nil || x.to != nil { node.children.append(period(x.from, x.to)) }
    node.children += x.inner.map(self.node)
    return node
  }

  private func node(_ c: CoreCase, _ text: Bilingual) -> ExplanationNode {
    var node = ExplanationNode(
      Phrase(text, ["condition": .text(quoted(c.condition.origin)), "result": result(c.result)]),
      site: c.origin, citation: c.citation)
    if let reason = c.reason {
      if case .constant(.text(let t)) = reason.kind {
        node.children.append(because(t))
      } else {
        node.children.append(because(quoted(reason.origin)))
      }
    }
    if c.doubt != nil { node.children.append(unverified) }
    return node
  }

  private var unverified: ExplanationNode {
    ExplanationNode(Phrase(Bilingual(en: "unverified", id: "belum diverifikasi")))
  }

  private func because(_ reason: String) -> ExplanationNode {
    ExplanationNode(
      Phrase(Bilingual(en: "because {reason}", id: "karena {reason}"), ["reason": .text(reason)]))
  }

  private func period(_ from: CalendarDate?, _ to: CalendarDate?) -> ExplanationNode {
    switch (from, to) {
    case (let from?, let to?):
      ExplanationNode(
        Phrase(
          Bilingual(en: "in force from {from} to {to}", id: "berlaku {from} sampai {to}"),
          ["from": .date(from), "to": .date(to)]))
    case (let from?, nil):
      ExplanationNode(
        Phrase(Bilingual(en: "in force from {from}", id: "berlaku sejak {from}"), ["from": .date(from)]))
    case (nil, let to?):
      ExplanationNode(
        Phrase(Bilingual(en: "in force until {to}", id: "berlaku sampai {to}"), ["to": .date(to)]))
    case (nil, nil):
      ExplanationNode(Phrase(Bilingual(en: "always in force", id: "berlaku selalu")))
    }
  }

  private func result(_ e: CoreExpression?) -> ResultValue {
    guard let e else { return .bilingual(Bilingual(en: "must be decided", id: "harus ditentukan")) }
    return .text(quoted(e.origin))
  }

  private func quoted(_ span: Span) -> String {
    texts.text(of: span).split { $0.isWhitespace }.joined(separator: " ")
  }
}

extension Phrase {

  /// Returns `text`, which is the same in both languages.
  fileprivate static func text(_ text: String) -> Phrase {
    Phrase(Bilingual(same: "{text}"), ["text": .text(text)])
  }
}
