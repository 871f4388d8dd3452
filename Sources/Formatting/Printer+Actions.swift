import Diagnostics
import Syntax

extension Printer {

  // MARK: Queries

  /// Returns ` by A, B`, or nothing.
  func groups(_ layout: QueryLayout) -> String {
    if layout.groups.isEmpty { return "" }
    let all = layout.groups.map { g in
      var result = g.value.map(text) ?? ""
      if let p = g.periods {
        result = "\(word(p.step.role)) \(text(p.from)) \(word(.monthsTo)) \(text(p.to))"
      }
      if let n = g.name { result += " \(word(.asName)) \(speller.name(n.text))" }
      switch g.direction {
      case .down: return result + " " + word(.down)
      case .across: return result + " " + word(.across)
      case nil: return result
      }
    }
    return " \(word(.by)) " + all.joined(separator: ", ")
  }

  func inScenario(_ n: Name?) -> String {
    n.map { " \(word(.inScenario)) \(speller.name($0.text, .rows))" } ?? ""
  }

  func text(_ c: ColumnSyntax) -> String {
    var result = text(c.value)
    if let n = c.name { result += " \(word(.asName)) \(speller.name(n.text))" }
    if let d = c.decimals {
      let phrase = word(.decimals, filling: text(d))
      // One decimal is no decimals.
      result += " " + (language == .english && text(d) == "1" ? String(phrase.dropLast()) : phrase)
    }
    switch c.magnitude {
    case .thousand: result += " " + word(.inThousands)
    case .million: result += " " + word(.inMillions)
    case .billion: result += " " + word(.inBillions)
    case .trillion: result += " " + word(.inTrillions)
    case nil: break
    }
    return result
  }

  /// Returns the clauses of a query but its groups, which stand on the first line.
  private func clauses(_ layout: QueryLayout) -> [Clause] {
    var clauses: [Clause] = []
    if !layout.columns.isEmpty {
      clauses.append(list(word(.with) + " ", layout.columns.map { (text($0), $0.value.span.start) }))
    }
    if let first = layout.order.first {
      clauses.append(Clause(word(.sortedBy) + " " + text(layout.order), at: first.value.span.start))
    }
    if let f = layout.first { clauses.append(Clause(word(.first, filling: text(f)), at: f.span.start)) }
    if let a = layout.aroundCutOff {
      clauses.append(Clause(word(.aroundCutOff, filling: text(a)), at: a.span.start))
    }
    if let m = layout.mark { clauses.append(Clause(word(.markWhen) + " " + text(m), at: m.span.start)) }
    if !layout.subtotals.isEmpty {
      clauses.append(
        Clause(
          word(.subtotalBy) + " " + layout.subtotals.map(text).joined(separator: ", "),
          at: layout.subtotals.first?.span.start))
    }
    if layout.hasTotalRow { clauses.append(Clause(word(.totalRow))) }
    if let t = layout.title { clauses.append(Clause(word(.title) + " " + text(t), at: t.span.start)) }
    clauses += layout.notes.map { Clause(word(.note) + " " + text($0), at: $0.span.start) }
    return clauses
  }

  mutating func emit(_ sh: ShowSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = word(.show) + " "
    switch sh.subject {
    case .allTargets: head += word(.allTargets)
    case .rows(let p): head += text(p)
    case .values(let columns): head += columns.map(text).joined(separator: ", ")
    }
    head += groups(sh.layout) + inScenario(sh.scenario)
    emit(head, clauses(sh.layout), of: s, indent: indent, isBlock: isBlock)
  }

  mutating func emit(_ c: ChartSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.chart)) \(text(c.value))\(groups(c.layout))\(inScenario(c.scenario))"
    if let form = c.layout.chartForm { head += " \(word(form.form.role))" }
    if let step = c.layout.chartStep { head += " \(word(.stepsOf)) \(text(step))" }
    if let f = c.file { head += " \(word(.fileTo)) \(text(f))" }
    emit(head, clauses(c.layout), of: s, indent: indent, isBlock: isBlock)
  }

  mutating func emit(_ e: ExportSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let head =
      "\(word(.export)) \(text(e.subject))\(groups(e.layout))\(inScenario(e.scenario))"
      + " \(word(.fileTo)) \(text(e.file))"
    var all = clauses(e.layout)
    if let p = e.onePer { all.append(Clause(word(.onePer) + " " + text(p), at: p.span.start)) }
    if let r = e.revealing {
      all.append(
        Clause(
          "\(word(.revealing)) \(r.fields.map(text).joined(separator: ", ")) \(word(.purpose)) \(text(r.purpose))",
          at: r.fields.first?.span.start))
    }
    emit(head, all, of: s, indent: indent, isBlock: isBlock)
  }

  // MARK: Other actions

  mutating func emit(_ r: ReportSyntax, of s: Statement, indent: Int) {
    emit("\(word(.report)) \(text(r.file))", indent: indent, anchor: s.span.start)
    beginBlock()
    let clauses: [(KeywordRole, [ExpressionSyntax])] = [
      (.title, r.title.map { [$0] } ?? []), (.addressedTo, r.recipient.map { [$0] } ?? []), (.note, r.notes),
      (.signedBy, r.signatory.map { [$0] } ?? []),
    ]
    for (role, texts) in clauses {
      for t in texts { emit("\(word(role)) \(text(t))", indent: indent + 2, anchor: t.span.start) }
    }
    emit(r.statements, indent: indent + 2)
    emitEnd(before: s.span.end, indent: indent)
  }

  mutating func emit(_ f: ForEachSyntax, of s: Statement, indent: Int) {
    emit(
      "\(word(.forEach)) \(speller.name(f.name.text)) \(word(.forEachIn)) \(text(f.population))",
      indent: indent,
      anchor: s.span.start)
    beginBlock()
    emit(f.statements, indent: indent + 2)
    emitEnd(before: s.span.end, indent: indent)
  }

  mutating func emit(_ c: CompareSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let plans = c.plans.map { text($0) }.joined(separator: ", ")
    let others = c.others.map { text($0) }.joined(separator: ", ")
    let head = "\(word(.compare)) \(plans)" + (others.isEmpty ? "" : " \(word(.compareWith)) \(others)")
    let columns =
      c.columns.isEmpty ? [] : [list(word(.with) + " ", c.columns.map { (text($0), $0.value.span.start) })]
    emit(head, columns, of: s, indent: indent, isBlock: isBlock)
  }

  private func text(_ scenario: ScenarioReference) -> String {
    switch scenario {
    case .base: word(.base)
    case .named(let n): speller.name(n.text)
    }
  }

  /// Returns the clauses that say over which steps something is varied.
  func range(_ from: ExpressionSyntax?, _ to: ExpressionSyntax?, _ step: ExpressionSyntax?) -> String {
    var text = ""
    if let e = from { text += " \(word(.findFrom)) \(self.text(e))" }
    if let e = to { text += " \(word(.findTo)) \(self.text(e))" }
    if let e = step { text += " \(word(.stepsOf)) \(self.text(e))" }
    return text
  }

  mutating func emit(_ f: FindSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = word(f.isLeast ? .findLeast : .findGreatest, filling: speller.name(f.name.text))
    head += range(f.from, f.to, f.step)
    if let other = f.against {
      head += " \(word(.findAgainst)) \(speller.name(other.name.text))"
      head += range(other.from, other.to, other.step)
    }
    let goals = f.goals.map { goal in
      switch goal {
      case .targetMet(let n, let s):
        Clause("\(word(.soThat)) \(word(.target)) \(speller.name(n.text)) \(word(.isMet))", at: s.start)
      case .enough(let n, let s):
        Clause("\(word(.soThat)) \(speller.name(n.text, .operand)) \(word(.goalEnough))", at: s.start)
      case .allFunded(let s): Clause("\(word(.soThat)) \(word(.goalFunded))", at: s.start)
      case .condition(let e): Clause("\(word(.soThat)) \(text(e))", at: e.span.start)
      }
    }
    emit(head, goals, of: s, indent: indent, isBlock: isBlock)
  }

  /// Returns `subject` with its first word in quotes where that would be read as part of `why differs`.
  private func quotingDiffers(_ subject: String) -> String {
    let first = subject.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let isRead = KeywordRole.whyDiffers.wording.phrases(in: language).contains { phrase in
      phrase.split(separator: " ").last.map { $0 == first.lowercased() } ?? false
    }
    return isRead ? "'\(first)'" + subject.dropFirst(first.count) : subject
  }

  func text(_ w: WhySyntax) -> String {
    let head = word(w.between != nil ? .whyDiffers : w.isNegated ? .whyNot : .why)
    let subject =
      switch w.subject {
      case .row(let rule, let roster, let key):
        "\(speller.name(rule.text, .operand)) \(word(.whyFor)) \(speller.name(roster.text)) \(text(key))"
      case .target(let n): "\(word(.target)) \(speller.name(n.text))"
      case .value(let e): text(e)
      }
    if w.between == nil, !w.isNegated { return "\(head) \(quotingDiffers(subject))\(inScenario(w.scenario))" }
    let between =
      w.between.map { " \(word(.whyBetween)) \(text($0.0)) \(word(.and)) \(text($0.1))" } ?? ""
    return "\(head) \(subject)\(inScenario(w.scenario))\(between)"
  }

  mutating func emit(_ c: CheckSyntax, of s: Statement, indent: Int) {
    let tail = c.message.map { "  \(c.warns ? "" : word(.checkElse) + " ")\(text($0))" } ?? ""
    emit(
      expression(
        word(c.warns ? .warnWhen : .check) + " ", c.condition, tail: tail, at: s.span.start, indent: indent),
      indent: indent)
  }
}
