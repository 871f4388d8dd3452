import Diagnostics

/// Holds two trees of reasons against each other and keeps what differs: the answer to `why differs`.
struct DifferingTrees {

  let old: ResultValue
  let new: ResultValue

  /// Creates a comparison of trees of the plans `old` and `new`.
  init(_ old: ResultValue, _ new: ResultValue) {
    self.old = old
    self.new = new
  }

  /// Returns the two answers, and beneath them what of their reasons differs.
  func difference(_ a: ExplanationNode, _ b: ExplanationNode) -> ExplanationNode {
    let names = ["a": old, "b": new, "answer": answer(a)]
    if isSame(a, b) {
      return ExplanationNode(
        Phrase(
          Bilingual(
            en: "{answer}: the same in {a} and {b}, and for the same reasons",
            id: "{answer}: sama pada {a} dan {b}, dan karena alasan yang sama"), names),
        site: a.site, citation: a.citation)
    }
    return ExplanationNode(
      Phrase(
        answer(a) == answer(b)
          ? Bilingual(
            en: "{answer}: the same in {a} and {b}, but for other reasons",
            id: "{answer}: sama pada {a} dan {b}, tetapi karena alasan lain")
          : Bilingual(
            en: "{a} and {b} differ", id: "perbedaan {a} dan {b}"), names),
      site: a.site, citation: a.citation,
      children: (answer(a) == answer(b) ? [] : [side(a, old), side(b, new)]) + children(a, b))
  }

  private func side(_ node: ExplanationNode, _ name: ResultValue) -> ExplanationNode {
    ExplanationNode(Phrase(Bilingual(same: "{side}: {answer}"), ["side": name, "answer": answer(node)]))
  }

  /// What a step says, and its value.
  private func answer(_ node: ExplanationNode) -> ResultValue {
    func text(_ language: Language) -> String {
      let spelling = ValueSpelling(language)
      return spelling(node.statement) + (node.value.map { ": " + spelling($0) } ?? "")
    }
    return .bilingual(Bilingual(en: text(.english), id: text(.indonesian)))
  }

  private func isSame(_ a: ExplanationNode, _ b: ExplanationNode) -> Bool {
    answer(a) == answer(b) && a.children.count == b.children.count
      && zip(a.children, b.children).allSatisfy(isSame)
  }

  /// Returns what differs among the reasons of two steps: those of both that are otherwise, then those of one alone.
  private func children(_ a: ExplanationNode, _ b: ExplanationNode) -> [ExplanationNode] {
    var found: [(node: ExplanationNode, isAlone: Bool)] = []
    var rest = b.children
    for x in a.children {
      guard let i = rest.firstIndex(where: { isOfOneKind(x, $0) }) else {
        found.append(alone(x, old))
        continue
      }
      let y = rest.remove(at: i)
      if !isSame(x, y) { found.append((change(x, y), false)) }
    }
    found += rest.map { alone($0, new) }
    // Of a condition, what was not looked at on the other side held there too, or did not matter.
    guard case .truth? = a.value, found.contains(where: { !$0.isAlone }) else { return found.map(\.node) }
    return found.filter { !$0.isAlone }.map(\.node)
  }

  /// Whether two steps say the same of what may have another value.
  private func isOfOneKind(_ a: ExplanationNode, _ b: ExplanationNode) -> Bool {
    a.site == b.site && a.statement.text == b.statement.text
      && ["group", "purse"].allSatisfy { a.statement.values[$0] == b.statement.values[$0] }
  }

  private func change(_ a: ExplanationNode, _ b: ExplanationNode) -> ExplanationNode {
    let spelled = ValueSpelling(.english)
    let children = children(a, b)
    guard answer(a) != answer(b) else {
      var node = b
      node.children = children
      return node
    }
    // The same step with another value, or the same thing said of other values.
    if spelled(a.statement) == spelled(b.statement), let x = a.value, let y = b.value {
      return ExplanationNode(
        Phrase(
          Bilingual(same: "{step}: {x} → {y}"),
          ["step": said(b), "x": x, "y": y]), site: b.site, citation: b.citation, children: children)
    }
    return ExplanationNode(
      Phrase(Bilingual(same: "{x} → {y}"), ["x": answer(a), "y": answer(b)]), site: b.site,
      citation: b.citation, children: children)
  }

  private func said(_ node: ExplanationNode) -> ResultValue {
    .bilingual(
      Bilingual(
        en: ValueSpelling(.english)(node.statement), id: ValueSpelling(.indonesian)(node.statement)))
  }

  /// A step that one of the trees has.
  private func alone(_ node: ExplanationNode, _ side: ResultValue) -> (ExplanationNode, Bool) {
    let step = ExplanationNode(
      Phrase(
        Bilingual(en: "in {side}: {step}", id: "pada {side}: {step}"),
        ["side": side, "step": answer(node)]), site: node.site, citation: node.citation,
      children: node.children)
    return (step, true)
  }
}
