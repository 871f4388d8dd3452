import Diagnostics
import Syntax

extension Printer {

  /// Prints one statement.
  mutating func emit(_ s: Statement, indent: Int) {
    let block = isBlock(s)
    switch s.kind {
    case .use(let u): emit(text(u), indent: indent, anchor: s.span.start)
    case .asOf(let e): emit(word(.asOf) + " " + text(e), indent: indent, anchor: s.span.start)
    case .roster(let r): emit(r, of: s, indent: indent, isBlock: block)
    case .kind(let k): emit(k, of: s, indent: indent, isBlock: block)
    case .match(let m):
      let keys = m.keys.map { speller.name($0.text) }.joined(separator: ", ")
      func side(_ name: Name, _ condition: ExpressionSyntax?) -> String {
        speller.name(name.text) + (condition.map { " \(word(.whereCondition)) \(text($0))" } ?? "")
      }
      emit(
        "\(word(.match)) \(side(m.first, m.conditions.first)) \(word(.matchWith))"
          + " \(side(m.second, m.conditions.second)) \(word(.matchBy)) \(keys) \(word(.matchAs)) \(speller.name(m.name.text))",
        indent: indent,
        anchor: s.span.start)
    case .group(let g):
      let members = g.members.map { speller.name($0.text) }.joined(separator: ", ")
      emit(
        "\(word(.group)) \(speller.name(g.name.text)) \(word(.groupOf)) \(speller.name(g.field.text)) = \(members)",
        indent: indent, anchor: s.span.start)
    case .letValue(let l):
      emit(
        expression(
          "\(word(.letValue)) \(speller.name(l.name.text)) = ", l.value, at: s.span.start, indent: indent),
        indent: indent)
    case .parameter(let p): emit(p, of: s, indent: indent, isBlock: block)
    case .function(let f):
      let head = "\(word(.function)) \(speller.name(f.name.text))\(inputs(f.inputs))\(type(f.type))"
      emit(f.body, head: head, f.authority, of: s, indent: indent, isBlock: block)
    case .rule(let r):
      let head =
        "\(word(.rule)) \(speller.name(r.name.text)) \(word(.forRoster)) \(speller.name(r.roster.text))\(type(r.type))"
      emit(r.body, head: head, r.authority, of: s, indent: indent, isBlock: block)
    case .exception(let e): emit(e, of: s, indent: indent, isBlock: block)
    case .table(let t): emit(t, of: s, indent: indent, isBlock: block)
    case .target(let t): emit(t, of: s, indent: indent, isBlock: block)
    case .budget(let b): emit(b, of: s, indent: indent, isBlock: block)
    case .split(let sp): emit(sp, of: s, indent: indent, isBlock: block)
    case .allocation(let a): emit(a, of: s, indent: indent, isBlock: block)
    case .ranking(let r): emit(r, of: s, indent: indent, isBlock: block)
    case .scenario(let sc): emit(sc, of: s, indent: indent, isBlock: block)
    case .test(let t): emit(t, of: s, indent: indent, isBlock: block)
    case .show(let sh): emit(sh, of: s, indent: indent, isBlock: block)
    case .chart(let c): emit(c, of: s, indent: indent, isBlock: block)
    case .export(let e): emit(e, of: s, indent: indent, isBlock: block)
    case .report(let r): emit(r, of: s, indent: indent)
    case .compare(let c): emit(c, of: s, indent: indent, isBlock: block)
    case .find(let f): emit(f, of: s, indent: indent, isBlock: block)
    case .why(let w): emit(text(w), indent: indent, anchor: s.span.start)
    case .check(let c): emit(c, of: s, indent: indent)
    case .forEach(let f): emit(f, of: s, indent: indent)
    case .question(let q): emit(text(q), indent: indent, anchor: s.span.start)
    case .suppose(let sp): emit(sp, of: s, indent: indent)
    case .backToPlan: emit(word(.backToPlan), indent: indent, anchor: s.span.start)
    case .keepAs(let n):
      emit("\(word(.keepAs)) \(speller.name(n.text))", indent: indent, anchor: s.span.start)
    case .sweep(let sw): emit(text(sw), indent: indent, anchor: s.span.start)
    case .invalid: emit(source.text(of: s.span), indent: indent, anchor: s.span.start)
    }
  }

  private func text(_ u: UseSyntax) -> String {
    switch u.module {
    case .library(let names):
      word(.use) + " " + names.map { speller.name($0.text) }.joined(separator: ".")
    case .file(let path, _): word(.use) + " " + Speller.text(path)
    }
  }

  /// Returns ` : type`, or nothing.
  func type(_ t: TypeSyntax?) -> String { t.map { " : " + text($0) } ?? "" }

  private func inputs(_ inputs: [FunctionInput]) -> String {
    if inputs.isEmpty { return "" }
    return "(" + inputs.map { "\(speller.name($0.name.text)): \(text($0.type))" }.joined(separator: ", ")
      + ")"
  }

  /// Returns `   under "…"   unverified`, or nothing.
  func authority(_ a: Authority, gap: String = "   ") -> String {
    (a.citation.map { "\(gap)\(word(.under)) \(Speller.text($0))" } ?? "")
      + (a.isUnverified ? "\(gap)\(word(.unverified))" : "")
  }

  // MARK: Rosters

  private mutating func emit(_ r: RosterSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.roster)) \(speller.name(r.name.text))"
    for k in r.kinds {
      head += " \(word(.rosterIs)) \(speller.name(k.kind.text))"
      if !k.matches.isEmpty {
        let matches = k.matches.map {
          "\(speller.name($0.needed.text)) \(word(.kindFieldFrom)) \(speller.name($0.field.text))"
        }
        head += " (" + matches.joined(separator: ", ") + ")"
      }
    }
    switch r.origin {
    case .file(let path, _): head += " \(word(.rosterFrom)) \(Speller.text(path))"
    case .like(let other, let path, _):
      head +=
        " \(word(.rosterLike)) \(speller.name(other.text)) \(word(.rosterFrom)) \(Speller.text(path))"
    case .combining(let names):
      head += " \(word(.combining)) " + names.map { speller.name($0.text) }.joined(separator: ", ")
    }
    let clauses = fields(r.fields) + r.clauses.map(clause)
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock, separator: ", ")
  }

  /// Returns a line for each field, the types aligned.
  private func fields(_ fields: [FieldSyntax]) -> [Clause] {
    let names = fields.map { speller.name($0.name.text) }
    let widest = names.map(\.count).max() ?? 0
    return zip(fields, names).map { field, name in
      let head = name + String(repeating: " ", count: widest - name.count) + " : "
      let tail = field.modifiers.map { ", " + text($0) }.joined()
      let flat = head + text(field.type) + tail
      guard case .choice(let choices) = field.type.form, flat.count + 2 > Printer.width else {
        return Clause(flat, at: field.span.start)
      }
      let first = head + word(.oneOf) + " ("
      var lines: [Clause.Line] = []
      var line = first
      for (i, c) in choices.enumerated() {
        let item = text(c) + (i == choices.count - 1 ? ")" + range(of: field.type) + tail : ",")
        if line.count + item.count + 3 > Printer.width && line != first {
          lines.append(
            Clause.Line(
              indent: lines.isEmpty ? 0 : first.count, text: line,
              anchor: lines.isEmpty ? field.span.start : nil))
          line = item
        } else {
          line += (line == first || line.isEmpty ? "" : " ") + item
        }
        // Lines after the first are set in, which their width counts.
        if line.count + first.count > Printer.width && !lines.isEmpty && i < choices.count - 1 {
          lines.append(Clause.Line(indent: first.count, text: line, anchor: nil))
          line = ""
        }
      }
      if !line.isEmpty { lines.append(Clause.Line(indent: lines.isEmpty ? 0 : first.count, text: line)) }
      return Clause(lines: lines, flat: flat)
    }
  }

  private func text(_ m: FieldModifier) -> String {
    switch m {
    case .key: word(.key)
    case .keep(let latest, let field, _):
      word(latest ? .keepLatest : .keepEarliest) + " " + speller.name(field.text)
    case .optional: word(.optional)
    case .isPrivate: word(.isPrivate)
    case .column(let header, _): word(.column) + " " + Speller.text(header)
    }
  }

  private func clause(_ c: RosterClause) -> Clause {
    let anchor = c.span.start
    switch c {
    case .require(let condition, let message, _):
      let tail = message.map { "  \(word(.requireElse)) \(text($0))" } ?? ""
      return expression(word(.require) + " ", condition, tail: tail, at: anchor)
    case .dialect(let n, _): return Clause(word(.dialect) + " " + speller.name(n.text), at: anchor)
    case .codeSystem(let n, _): return Clause(word(.codeSystem) + " " + speller.name(n.text), at: anchor)
    case .tolerance(let e, _): return Clause(word(.tolerance, filling: text(e)), at: anchor)
    case .stateAt(let e, _): return Clause(word(.stateAt) + " " + text(e), at: anchor)
    case .oneRowPer(let n, _): return Clause(word(.oneRowPer) + " " + speller.name(n.text), at: anchor)
    case .prefer(let all, _):
      return Clause(
        word(.prefer) + " " + all.map(text).joined(separator: ", \(word(.thenNext)) "), at: anchor)
    }
  }

  private mutating func emit(_ k: KindSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let head = "\(word(.kind)) \(speller.name(k.name.text)) \(word(.needs))"
    if isBlock {
      emit(head, fields(k.fields), of: s, indent: indent, isBlock: true)
      return
    }
    let fields = k.fields.map { field in
      "\(speller.name(field.name.text)) : \(text(field.type))"
        + field.modifiers.map { ", " + text($0) }.joined()
    }
    emit(head + " " + fields.joined(separator: ", \(word(.and)) "), indent: indent, anchor: s.span.start)
  }

  // MARK: Parameters

  private mutating func emit(_ p: ParameterSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.parameter)) \(speller.name(p.name.text))\(inputs(p.inputs))\(type(p.type))"
    var clauses: [Clause] = []
    for line in p.lines {
      let value = line.value.map { "= " + text($0) } ?? word(.mustBeDecided)
      if let from = line.from {
        let to = line.to.map { " \(word(.periodTo)) \(text($0))" } ?? ""
        clauses.append(
          Clause(
            "\(word(.periodFrom)) \(text(from))\(to) \(value)" + authority(line.authority, gap: "  "),
            at: line.span.start))
      } else {
        head += " " + value + authority(line.authority, gap: "  ")
      }
    }
    head += authority(p.authority)
    clauses += p.exceptions.map(clause)
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock || !p.exceptions.isEmpty, separator: ", ")
  }

  // MARK: Rules

  private mutating func emit(
    _ b: BodySyntax, head: String, _ a: Authority, of s: Statement, indent: Int, isBlock: Bool
  ) {
    let head = head + authority(a)
    var clauses: [Clause] = cases(b.cases)
    if let o = b.otherwise { clauses.append(clause(o)) }
    for period in b.periods { clauses += periodClauses(period) }
    clauses += b.exceptions.map(clause)
    let isBlock = isBlock || !b.exceptions.isEmpty || !b.periods.isEmpty
    guard let e = b.expression else {
      emit(head, clauses, of: s, indent: indent, isBlock: isBlock, separator: ", ")
      return
    }
    emit(expression(head + " = ", e, at: s.span.start, indent: indent), indent: indent)
    if isBlock && !clauses.isEmpty { emitBlock(clauses, end: s.span.end, indent: indent) }
  }

  private func clause(_ o: OtherwiseSyntax) -> Clause {
    let result = o.result.map(text) ?? word(.mustBeDecided)
    return Clause("\(word(.otherwise)) \(result)\(reason(o.reason))", at: o.span.start)
  }

  /// Returns the line of a period, and the cases below it.
  private func periodClauses(_ p: PeriodSyntax) -> [Clause] {
    let to = p.to.map { " \(word(.periodTo)) \(text($0))" } ?? ""
    let value = p.mustBeDecided ? " " + word(.mustBeDecided) : p.expression.map { " = " + text($0) } ?? ""
    let head = "\(word(.periodFrom)) \(text(p.from))\(to)\(value)" + authority(p.authority, gap: "  ")
    let inside = cases(p.cases) + (p.otherwise.map { [clause($0)] } ?? [])
    return [Clause(head, at: p.span.start)] + inside.map { $0.setIn(by: 2) }
  }

  private func reason(_ e: ExpressionSyntax?) -> String { e.map { "  \(word(.because)) \(text($0))" } ?? "" }

  /// Returns a line for each case, the results aligned if the conditions are short.
  private func cases(_ cases: [WhenSyntax]) -> [Clause] {
    let conditions = cases.map { text($0.condition) }
    let widest = conditions.map(\.count).max() ?? 0
    return zip(cases, conditions).map { when, condition in
      let gap = widest <= 40 ? String(repeating: " ", count: widest - condition.count) : ""
      return clause(when, .when, condition + gap)
    }
  }

  private func clause(_ w: WhenSyntax, _ role: KeywordRole, _ condition: String) -> Clause {
    let result = w.result.map(text) ?? word(.mustBeDecided)
    let start = "\(word(role)) \(condition) \(word(.then)) \(result)"
    let tail = reason(w.reason) + authority(w.authority, gap: "  ")
    let flat = start + tail
    // Only a reason or a citation can begin a line that goes on with the clause.
    let isBreakable = w.reason != nil || w.authority.citation != nil
    if flat.count + 4 <= Printer.width || !isBreakable { return Clause(flat, at: w.span.start) }
    return Clause(
      lines: [
        Clause.Line(text: start, anchor: w.span.start),
        Clause.Line(indent: 2, text: String(tail.drop { $0 == " " }), anchor: w.reason?.span.start),
      ], flat: flat)
  }

  /// Returns the lines of an exception, its `end` among them.
  private func clause(_ e: ExceptSyntax) -> Clause { clause(e, .exceptWhen, isClosed: true) }

  private func clause(_ e: ExceptSyntax, _ role: KeywordRole, isClosed: Bool) -> Clause {
    var result = clause(e.when, role, text(e.when.condition))
    func add(_ c: Clause) {
      result.lines += c.lines.map { Clause.Line(indent: $0.indent + 2, text: $0.text, anchor: $0.anchor) }
      result.flat += ", " + c.flat
    }
    if let from = e.from {
      let to = e.to.map { " \(word(.periodTo)) \(text($0))" } ?? ""
      add(Clause("\(word(.periodFrom)) \(text(from))\(to)", at: from.span.start))
    }
    for inner in e.inner { add(clause(inner)) }
    if isClosed {
      result.lines.append(Clause.Line(text: word(.end), anchor: max(0, e.span.end - 1)))
      result.flat += " " + word(.end)
    }
    return result
  }

  private mutating func emit(_ e: ExceptionSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let outer = e.outer.map { "\(Speller.text($0.reason)) \(word(.exceptionOf)) " } ?? ""
    let head =
      "\(word(.exceptionTo)) \(outer)\(speller.name(e.rule.text)) \(word(.forRoster)) "
      + speller.name(e.roster.text)
      + authority(e.authority)
    let clauses = e.exceptions.map { clause($0, .when, isClosed: false) }
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock)
  }

  // MARK: Tables

  private mutating func emit(_ t: TableSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.table)) \(speller.name(t.name.text))\(inputs(t.inputs))"
    if let r = t.roster { head += " \(word(.forRoster)) \(speller.name(r.text))" }
    if let p = t.policy { head += "   " + word(Printer.role(p)) }
    if let f = t.file { head += " \(word(.tableFrom)) \(Speller.text(f.path))" }
    head += authority(t.authority)
    emit(head, lines(t.head, isTest: false), of: s, indent: indent, isBlock: isBlock)
  }

  private static func role(_ p: HitPolicy) -> KeywordRole {
    switch p {
    case .exactlyOne: .exactlyOne
    case .firstMatch: .firstMatch
    case .priority: .priorityPolicy
    case .allAgree: .allAgree
    case .collect: .collectPolicy
    case .collectByPriority: .collectByPriority
    case .sum: .sumPolicy
    case .min: .minPolicy
    case .max: .maxPolicy
    case .count: .countPolicy
    }
  }

  /// Returns the header and rows of a grid, the bars aligned.
  func lines(_ g: GridSyntax, isTest: Bool) -> [Clause] {
    if g.conditions.isEmpty && g.results.isEmpty { return [] }
    var rows: [(cells: [String], tail: String, anchor: Int?)] = []
    let header =
      g.conditions.map(text) + g.results.map { speller.name($0.name.text) + type($0.type) }
    let anchor = g.conditions.first?.span.start ?? g.results.first?.name.span.start
    rows.append((header, "", anchor.map { max(0, $0 - 2) }))
    for r in g.rows {
      rows.append(
        (
          (r.conditions + r.results).map { text($0.form) },
          (r.reason.map { " \(word(.because)) \(Speller.text($0))" } ?? "")
            + authority(r.authority, gap: " ") + validity(r.validity),
          r.span.start
        ))
    }
    let width = rows.map(\.cells.count).max() ?? 0
    var widths = [Int](repeating: 0, count: width)
    for r in rows { for (i, c) in r.cells.enumerated() { widths[i] = max(widths[i], c.count) } }
    return rows.map { row in
      var line = ""
      for (i, cell) in row.cells.enumerated() {
        line += i == g.conditions.count ? (i == 0 ? "|| " : "|| ") : "| "
        line += cell + String(repeating: " ", count: widths[i] - cell.count) + " "
      }
      return Clause(line + "|" + row.tail, at: row.anchor)
    }
  }

  private func validity(_ v: RowValidity?) -> String {
    guard let v, let from = v.from else { return "" }
    return " \(word(.validFrom)) \(text(from))" + (v.to.map { " \(word(.periodTo)) \(text($0))" } ?? "")
  }

  private func text(_ form: CellSyntax.Form) -> String {
    switch form {
    case .blank: ""
    case .any: word(.anyCell)
    case .otherwise: word(.otherwiseCell)
    case .comparison(let op, let e): spelling(op) + " " + text(e)
    case .range(let from, let to): "\(word(.cellFrom)) \(text(from)) \(word(.cellTo)) \(text(to))"
    case .values(let values, let isNegated):
      (isNegated ? word(.notCell) + " " : "") + values.map(text).joined(separator: ", ")
    case .presence(let isPresent): word(isPresent ? .presentCell : .missingCell)
    case .mustBeDecided: word(.mustBeDecided)
    case .unclear: word(.unclearCell)
    case .both(let a, let b): "\(text(a)) \(word(.and)) \(text(b))"
    case .either(let parts): parts.map { text($0) }.joined(separator: ", ")
    case .negated(let inner): "\(word(.notCell)) \(text(inner))"
    }
  }
}
