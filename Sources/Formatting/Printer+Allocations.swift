import Diagnostics
import Syntax

extension Printer {

  mutating func emit(_ t: TargetSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var clauses: [Clause] = []
    if let p = t.population { clauses.append(Clause(word(.targetOf) + " " + text(p), at: p.span.start)) }
    if t.level != nil || t.condition != nil {
      let parts = [t.level.map(text), t.condition.map(text)].compactMap(\.self)
      let anchor = t.level?.span.start ?? t.condition?.span.start
      clauses.append(Clause(word(.reach) + " " + parts.joined(separator: " "), at: anchor))
    }
    if let g = t.group {
      clauses.append(Clause(word(.inEach) + " " + text(g), at: g.span.start))
      let members = t.levels.map { $0.member.map(text) ?? word(.otherwise) }
      let widest = members.map(\.count).max() ?? 0
      for (level, member) in zip(t.levels, members) {
        let line = member + String(repeating: " ", count: widest - member.count) + " : " + text(level.level)
        clauses.append(
          Clause(
            lines: [
              Clause.Line(indent: 2, text: line, anchor: level.member?.span.start ?? level.level.span.start)
            ],
            flat: line))
      }
    }
    if let d = t.deadline { clauses.append(Clause(word(.deadline) + " " + text(d), at: d.span.start)) }
    if let b = t.baseline {
      clauses.append(
        Clause(
          "\(word(.baseline)) \(text(b.value)) \(word(.measuredOn)) \(text(b.date))", at: b.value.span.start))
    }
    if let c = t.cost { clauses.append(Clause(word(.cost) + " " + text(c), at: c.span.start)) }
    if let first = t.order.first {
      clauses.append(Clause(word(.inOrderOf) + " " + text(t.order), at: first.value.span.start))
    }
    emit(
      "\(word(.target)) \(speller.name(t.name.text))\(authority(t.authority))", clauses, of: s,
      indent: indent,
      isBlock: isBlock, separator: ", ")
  }

  mutating func emit(_ b: BudgetSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.budget)) \(speller.name(b.name.text))"
    if let o = b.owners { head += " \(word(.inEachOf)) \(speller.name(o.text))" }
    head += " = \(text(b.amount))"
    if let k = b.kind { head += " \(word(.purseKind)) \(speller.name(k.text))" }
    let clauses = b.clauses.map { c in
      switch c {
      case .spentOn(let p): Clause(word(.spentOn) + " " + text(p), at: p.span.start)
      case .under(let citation, let s): Clause(word(.under) + " " + Speller.text(citation), at: s.start)
      case .reserve(let e, let s): Clause(word(.reserve) + " " + text(e), at: s.start)
      case .valid(let from, let to, let s):
        Clause("\(word(.validFrom)) \(text(from)) \(word(.periodTo)) \(text(to))", at: s.start)
      case .carriedOver(let s): Clause(word(.carriedOver), at: s.start)
      }
    }
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock, separator: ", ")
  }

  mutating func emit(_ sp: SplitSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let names = sp.pots.map { speller.name($0.name.text) }
    let widest = isBlock ? names.map(\.count).max() ?? 0 : 0
    let clauses = zip(sp.pots, names).map { pot, name in
      let gap = String(repeating: " ", count: max(0, widest - name.count))
      return Clause(name + gap + " = " + text(pot.value), at: pot.name.span.start)
    }
    let head = "\(word(.split)) \(speller.name(sp.budget.text)) \(word(.splitInto))\(authority(sp.authority))"
    if isBlock || clauses.isEmpty {
      emit(head, clauses, of: s, indent: indent, isBlock: isBlock)
    } else {
      emit(head + " " + clauses.map(\.flat).joined(separator: ", "), indent: indent, anchor: s.span.start)
    }
  }

  mutating func emit(_ a: AllocationSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    emit(
      "\(word(.allocate)) \(speller.name(a.name.text))\(authority(a.authority))", a.clauses.map(clause),
      of: s,
      indent: indent, isBlock: isBlock, separator: ", ")
  }

  private func clause(_ c: AllocationClause) -> Clause {
    switch c {
    case .from(let purses, let s):
      let all = purses.map { p in
        speller.name(p.name.text) + (p.owner.map { " \(word(.purseOf)) \(text($0))" } ?? "")
      }
      return Clause(word(.allocateFrom) + " " + all.joined(separator: ", \(word(.thenNext)) "), at: s.start)
    case .to(let p): return Clause(word(.allocateTo) + " " + text(p), at: p.span.start)
    case .pay(let e, let s): return Clause(word(.pay) + " " + text(e), at: s.start)
    case .order(let o, let s): return Clause(word(.inOrderOf) + " " + text(o), at: s.start)
    case .proportion(let e, let s): return Clause(word(.proportion) + " " + text(e), at: s.start)
    case .equally(let s): return Clause(word(.equally), at: s.start)
    case .parts(let parts, let s):
      let all = parts.map { p in
        text(p.share) + " " + (p.weight.map { "\(word(.proportion)) \(text($0))" } ?? word(.equally))
      }
      return Clause(word(.inParts) + " " + all.joined(separator: ", "), at: s.start)
    case .claims(let e, let rule, let s):
      return Clause(
        "\(word(.settleClaims)) \(text(e)) \(word(.claimsBy)) \(word(Printer.role(rule)))", at: s.start)
    case .atLeast(let e, let s): return Clause(word(.atLeast) + " " + text(e), at: s.start)
    case .atMost(let e, let s): return Clause(word(.atMost) + " " + text(e), at: s.start)
    case .groupQuota(let isLeast, let e, let group, let s):
      return Clause(
        "\(word(isLeast ? .atLeast : .atMost)) \(text(e)) \(word(.inEach)) \(text(group))", at: s.start)
    case .purseQuota(let isLeast, let e, let purse, let condition, let s):
      return Clause(
        "\(word(isLeast ? .atLeast : .atMost)) \(text(e)) \(word(.quotaOf)) \(speller.name(purse.text, .operand)) \(word(.whereCondition)) "
          + text(condition), at: s.start)
    case .multiples(let e, let s): return Clause(word(.multiples) + " " + text(e), at: s.start)
    case .remainder(let method, let s):
      return Clause(word(.remainderBy) + " " + word(Printer.role(method)), at: s.start)
    case .ties(let o, let s): return Clause(word(.tiesBy) + " " + text(o), at: s.start)
    case .leftover(let n, let s): return Clause(word(.leftoverTo) + " " + speller.name(n.text), at: s.start)
    case .mayBeSplit(let s): return Clause(word(.mayBeSplit), at: s.start)
    case .skipAndGoOn(let s): return Clause(word(.skipAndGoOn), at: s.start)
    case .allOrNone(let e, let s): return Clause(word(.allOrNone) + " " + text(e), at: s.start)
    case .keeping(let path, let condition, let s):
      let those = condition.map { " \(word(.whereCondition)) \(text($0))" } ?? ""
      return Clause(word(.keepingThoseIn) + " " + Speller.text(path) + those, at: s.start)
    case .asFarAs(let n, let s): return Clause(word(.asFarAsTarget) + " " + speller.name(n.text), at: s.start)
    case .optimise(let isMost, let e, let s):
      return Clause(word(isMost ? .maximise : .minimise) + " " + text(e), at: s.start)
    }
  }

  private static func role(_ r: RemainderSyntax) -> KeywordRole {
    switch r {
    case .largestRemainder: .largestRemainder
    case .droop: .droop
    case .webster: .webster
    case .jefferson: .jefferson
    case .adams: .adams
    case .huntingtonHill: .huntingtonHill
    case .dean: .dean
    }
  }

  private static func role(_ r: ClaimsSyntax) -> KeywordRole {
    switch r {
    case .proportion: .byProportion
    case .equalAwards: .equalAwards
    case .equalLosses: .equalLosses
    case .talmud: .talmud
    }
  }

  mutating func emit(_ r: RankingSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var clauses: [Clause] = []
    if let p = r.population { clauses.append(Clause(word(.rankingOf) + " " + text(p), at: p.span.start)) }
    if !r.score.isEmpty {
      clauses.append(
        list(
          word(.score) + " ", r.score.map { (text($0.weight) + " " + text($0.value), $0.weight.span.start) }))
    }
    if !r.ties.isEmpty || r.isShared {
      var parts = r.ties.map { text([$0]) }
      if r.isShared { parts.append((r.ties.isEmpty ? "" : word(.thenNext) + " ") + word(.shared)) }
      clauses.append(
        Clause(word(.tiesBy) + " " + parts.joined(separator: ", "), at: r.ties.first?.value.span.start))
    }
    if r.top != nil || r.group != nil {
      let top = r.top.map { word(.top, filling: text($0)) }
      let group = r.group.map { word(.inEach) + " " + text($0) }
      clauses.append(
        Clause(
          [top, group].compactMap(\.self).joined(separator: " "), at: r.top?.span.start ?? r.group?.span.start
        ))
    }
    emit(
      "\(word(.ranking)) \(speller.name(r.name.text))\(authority(r.authority))", clauses, of: s,
      indent: indent,
      isBlock: isBlock, separator: ", ")
  }

  // MARK: Scenarios and tests

  mutating func emit(_ sc: ScenarioSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    let head = "\(word(.scenario)) \(speller.name(sc.name.text))" + (sc.title.map { " " + text($0) } ?? "")
    var clauses: [Clause] = []
    if let l = sc.like {
      clauses.append(Clause(word(.scenarioLike) + " " + speller.name(l.text), at: l.span.start))
    }
    clauses += sc.changes.map { change in
      switch change {
      case .set(let n, let e, let s):
        Clause("\(word(.set)) \(speller.name(n.text)) = \(text(e))", at: s.start)
      case .asOf(let e, let s): Clause("\(word(.scenarioAsOf)) \(text(e))", at: s.start)
      }
    }
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock, separator: ", ")
  }

  mutating func emit(_ t: TestSyntax, of s: Statement, indent: Int, isBlock: Bool) {
    var head = "\(word(.test)) \(text(t.name))"
    var clauses: [Clause] = []
    if t.head != nil || t.file != nil { head += " " + word(.casesForEach) }
    if let file = t.file { head += " \(word(.tableFrom)) \(Speller.text(file.path))" }
    if let grid = t.head { clauses += lines(grid, isTest: true) }
    clauses += t.lines.map(clause)
    emit(head, clauses, of: s, indent: indent, isBlock: isBlock, separator: ", ")
  }

  private func clause(_ l: TestLine) -> Clause {
    switch l {
    case .asOf(let e, let s): return Clause(word(.testAsOf) + " " + text(e), at: s.start)
    case .scenario(let n, let s): return Clause(word(.inScenario) + " " + speller.name(n.text), at: s.start)
    case .given(let roster, let values, let s):
      if values.isEmpty { return Clause(word(.given) + " " + speller.name(roster.text), at: s.start) }
      let items: [(String, Int?)] = values.enumerated().map { i, v in
        (speller.name(v.name.text) + " " + text(v.value), i == 0 ? s.start : v.name.span.start)
      }
      return list("\(word(.given)) \(speller.name(roster.text)): ", items)
    case .expect(let e, let reason, let s):
      let tail =
        switch reason {
        case .rule(let n): "  \(word(.because)) \(word(.becauseRule)) \(speller.name(n.text))"
        case .text(let t): "  \(word(.because)) \(Speller.text(t))"
        case nil: ""
        }
      return expression(word(.expect) + " ", e, tail: tail, at: s.start)
    case .property(let n, let properties, let s):
      let all = properties.map(text).joined(separator: ", ")
      let copula = language == .english ? " " + word(.isEqual) : ""
      return Clause("\(word(.expect)) \(speller.name(n.text, .operand))\(copula) \(all)", at: s.start)
    case .error(let e, let s): return Clause("\(word(.expect)) \(word(.expectError)) \(text(e))", at: s.start)
    }
  }

  private func text(_ p: AllocationProperty) -> String {
    switch p {
    case .conserved: return word(.conserved)
    case .orderIndependent: return word(.orderIndependent)
    case .monotone(let n, let from, let to, let step):
      return word(.monotoneIn) + " " + speller.name(n.text)
        + (from.map { " \(word(.findFrom)) \(text($0))" } ?? "")
        + (to.map { " \(word(.findTo)) \(text($0))" } ?? "")
        + (step.map { " \(word(.stepsOf)) \(text($0))" } ?? "")
    }
  }
}
