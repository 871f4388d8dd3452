import Diagnostics
import Rosters

/// The values that a list of conditions tells apart, as finitely many classes of a few variables.
///
/// It proves that one of several conditions always holds, or finds an example for which none does; and that no
/// two hold together, or finds an example for which they do. What it can not look into (a call, another rule)
/// is a variable that is yes or no.
struct CaseSpace {

  /// One thing the conditions ask about.
  struct Variable {
    /// What its classes are.
    enum Classes {
      /// Choices of a list.
      case choices(ChoiceListID)
      /// No, yes.
      case truth
      /// Missing, present.
      case presence
      /// Numbers or days at, below, between and above the thresholds.
      case numbers([Rational])
      /// Less, equal, greater.
      case order
      /// One of the listed texts, or another.
      case texts([String])
    }
    /// What is asked.
    let subject: CoreExpression
    /// With what it is compared, if with no constant.
    let other: CoreExpression?
    var classes: Classes
    var count: Int
  }

  private indirect enum Node {
    case all([Node])
    case any([Node])
    case not(Node)
    case atom(Int, [Bool])
    case constant(Bool)
  }

  private enum Certainty {
    case yes
    case no
    case open
  }

  private(set) var variables: [Variable] = []
  private var index: [String: Int] = [:]
  private var thresholds: [Int: Set<Rational>] = [:]
  private var texts: [Int: [String]] = [:]
  private var nodes: [Node] = []
  private let choices: [ChoiceList]
  private let schema: RosterSchema?

  /// Creates the space of `conditions`, over rows of a roster with `schema` if there is one.
  init(_ conditions: [CoreExpression], choices: [ChoiceList], schema: RosterSchema?) {
    self.choices = choices
    self.schema = schema
    for c in conditions { collect(c) }
    for i in variables.indices {
      switch variables[i].classes {
      case .numbers:
        let samples = sampled(thresholds[i] ?? [], of: variables[i].subject)
        variables[i].classes = .numbers(samples)
        variables[i].count = samples.count
      case .texts:
        let known = texts[i] ?? []
        variables[i].classes = .texts(known)
        variables[i].count = known.count + 1
      case .choices, .truth, .presence, .order: break
      }
    }
    nodes = conditions.map(compile)
  }

  // MARK: Questions

  /// What the search for an example found.
  enum Answer {
    /// There is none.
    case none
    /// The class of each variable that matters.
    case example([Int?])
    /// There is too much to try.
    case unknown
  }

  /// Returns an example for which none of the conditions holds.
  func uncovered() -> Answer {
    var assignment = [Int?](repeating: nil, count: variables.count)
    // The search goes as deep as there are variables; each step looks at all conditions.
    if variables.count > 200 { return .unknown }
    var budget = max(2_000, 2_000_000 / max(1, nodes.count))
    return search(&assignment, &budget) { assignment in
      var isOpen: Int?
      for n in nodes {
        switch certainty(n, assignment) {
        case .yes: return .no
        case .open: isOpen = isOpen ?? firstOpen(n, assignment)
        case .no: break
        }
      }
      return isOpen.map { .open($0) } ?? .yes
    }
  }

  /// Returns an example for which the conditions at `i` and `j` both hold.
  func overlap(_ i: Int, _ j: Int) -> Answer {
    var assignment = [Int?](repeating: nil, count: variables.count)
    if variables.count > 1_000 { return .unknown }
    var budget = 2_000
    let both = [nodes[i], nodes[j]]
    return search(&assignment, &budget) { assignment in
      var isOpen: Int?
      for n in both {
        switch certainty(n, assignment) {
        case .no: return .no
        case .open: isOpen = isOpen ?? firstOpen(n, assignment)
        case .yes: break
        }
      }
      return isOpen.map { .open($0) } ?? .yes
    }
  }

  private enum State {
    case yes
    case no
    case open(Int)
  }

  private func search(
    _ assignment: inout [Int?], _ budget: inout Int, _ test: ([Int?]) -> State
  ) -> Answer {
    budget -= 1
    if budget < 0 { return .unknown }
    switch test(assignment) {
    case .yes: return .example(assignment)
    case .no: return .none
    case .open(let v):
      for value in 0..<variables[v].count {
        assignment[v] = value
        let answer = search(&assignment, &budget, test)
        switch answer {
        case .none: continue
        case .example, .unknown: return answer
        }
      }
      assignment[v] = nil
      return .none
    }
  }

  private func certainty(_ n: Node, _ assignment: [Int?]) -> Certainty {
    switch n {
    case .constant(let b): return b ? .yes : .no
    case .atom(let v, let table):
      guard let value = assignment[v] else { return .open }
      return table[value] ? .yes : .no
    case .not(let inner):
      switch certainty(inner, assignment) {
      case .yes: return .no
      case .no: return .yes
      case .open: return .open
      }
    case .all(let parts):
      var result = Certainty.yes
      for p in parts {
        switch certainty(p, assignment) {
        case .no: return .no
        case .open: result = .open
        case .yes: break
        }
      }
      return result
    case .any(let parts):
      var result = Certainty.no
      for p in parts {
        switch certainty(p, assignment) {
        case .yes: return .yes
        case .open: result = .open
        case .no: break
        }
      }
      return result
    }
  }

  private func firstOpen(_ n: Node, _ assignment: [Int?]) -> Int? {
    switch n {
    case .constant: return nil
    case .atom(let v, _): return assignment[v] == nil ? v : nil
    case .not(let inner): return firstOpen(inner, assignment)
    case .all(let parts), .any(let parts):
      for p in parts where certainty(p, assignment) == .open {
        if let v = firstOpen(p, assignment) { return v }
      }
      return nil
    }
  }

  // MARK: Variables

  private mutating func variable(
    _ key: String, _ subject: CoreExpression, other: CoreExpression? = nil, _ classes: Variable.Classes,
    count: Int
  ) -> Int {
    if let known = index[key] { return known }
    index[key] = variables.count
    variables.append(Variable(subject: subject, other: other, classes: classes, count: count))
    return variables.count - 1
  }

  private func find(_ key: String) -> Int? { index[key] }

  private mutating func collect(_ c: CoreExpression) {
    if case .all(let parts) = c.kind { return parts.forEach { collect($0) } }
    if case .any(let parts) = c.kind { return parts.forEach { collect($0) } }
    if case .not(let inner) = c.kind { return collect(inner) }
    if case .constant = c.kind { return }
    switch Atom(c) {
    case .choice(let subject, let list, _):
      _ = variable(
        "c" + subject.canonical, subject, .choices(list), count: choices[list.index].choices.count)
    case .truth(let subject, _): _ = variable("t" + subject.canonical, subject, .truth, count: 2)
    case .presence(let subject): _ = variable("p" + subject.canonical, subject, .presence, count: 2)
    case .number(let subject, _, let limit):
      let v = variable("n" + subject.canonical, subject, .numbers([]), count: 0)
      thresholds[v, default: []].insert(limit)
    case .text(let subject, let values):
      let v = variable("x" + subject.canonical, subject, .texts([]), count: 0)
      for t in values where !(texts[v, default: []].contains(t)) { texts[v, default: []].append(t) }
    case .order(let a, let b, _):
      _ = variable("o" + a.canonical + "|" + b.canonical, a, other: b, .order, count: 3)
    }
  }

  private func compile(_ c: CoreExpression) -> Node {
    if case .all(let parts) = c.kind { return .all(parts.map(compile)) }
    if case .any(let parts) = c.kind { return .any(parts.map(compile)) }
    if case .not(let inner) = c.kind { return .not(compile(inner)) }
    if case .constant(let constant) = c.kind { return .constant(constant == .truth(true)) }
    switch Atom(c) {
    case .choice(let subject, let list, let members):
      guard let v = find("c" + subject.canonical) else { return .constant(false) }
      return .atom(v, (0..<choices[list.index].choices.count).map { members.contains($0) })
    case .truth(let subject, let wanted):
      guard let v = find("t" + subject.canonical) else { return .constant(false) }
      return .atom(v, [!wanted, wanted])
    case .presence(let subject):
      guard let v = find("p" + subject.canonical) else { return .constant(false) }
      return .atom(v, [false, true])
    case .number(let subject, let o, let limit):
      guard let v = find("n" + subject.canonical), case .numbers(let samples) = variables[v].classes else {
        return .constant(false)
      }
      return .atom(v, samples.map { CaseSpace.holds($0, o, limit) })
    case .text(let subject, let values):
      guard let v = find("x" + subject.canonical), case .texts(let known) = variables[v].classes else {
        return .constant(false)
      }
      return .atom(v, known.map { values.contains($0) } + [false])
    case .order(let a, let b, let o):
      guard let v = find("o" + a.canonical + "|" + b.canonical) else { return .constant(false) }
      return .atom(v, [Rational(-1), 0, 1].map { CaseSpace.holds($0, o, 0) })
    }
  }

  private static func holds(_ a: Rational, _ o: CoreComparison, _ b: Rational) -> Bool {
    switch o {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }

  /// Returns a value of each class that `limits` make.
  private func sampled(_ limits: Set<Rational>, of subject: CoreExpression) -> [Rational] {
    let sorted = limits.sorted()
    guard let first = sorted.first, let last = sorted.last else { return [0] }
    let isWhole = isWhole(subject)
    var samples: [Rational] = [first - 1]
    for (i, t) in sorted.enumerated() {
      samples.append(t)
      guard i + 1 < sorted.count else { continue }
      var between = ((t + sorted[i + 1]) / 2) ?? t
      if isWhole { between = between.floor }
      if between > t && between < sorted[i + 1] { samples.append(between) }
    }
    samples.append(last + 1)
    if isWhole { samples = samples.filter(\.isInteger) }
    if let range = range(of: subject) { samples = samples.filter { range.contains($0) } }
    return samples.isEmpty ? [first] : samples
  }

  private func isWhole(_ e: CoreExpression) -> Bool {
    if case .field(let i) = e.kind, let fields = schema?.fields, fields.indices.contains(i) {
      switch fields[i].type {
      case .whole, .count, .date: return true
      case .text, .nik, .number, .percent, .money, .truth, .choice, .reference: return false
      }
    }
    if e.type == .date { return true }
    if case .number(let u) = e.type { return u.isDuration || u.isCount }
    return false
  }

  private func range(of e: CoreExpression) -> ClosedRange<Rational>? {
    guard case .field(let i) = e.kind, let fields = schema?.fields, fields.indices.contains(i) else {
      if case .number(let u) = e.type, u.isCount { return Rational(0)...Rational(Int64.max) }
      return nil
    }
    switch fields[i].type {
    case .whole(let r?): return Rational(r.lowerBound)...Rational(r.upperBound)
    case .count(let r): return Rational(r?.lowerBound ?? 0)...Rational(r?.upperBound ?? Int64.max)
    case .number(let r?), .percent(let r?), .money(let r?): return r
    case .whole(nil), .number(nil), .percent(nil), .money(nil), .text, .nik, .date, .truth, .choice,
      .reference:
      return nil
    }
  }
}

/// A condition that is not made of others.
private enum Atom {
  case choice(CoreExpression, ChoiceListID, Set<Int>)
  case truth(CoreExpression, Bool)
  case presence(CoreExpression)
  case number(CoreExpression, CoreComparison, Rational)
  case text(CoreExpression, [String])
  case order(CoreExpression, CoreExpression, CoreComparison)

  init(_ c: CoreExpression) {
    if case .isPresent(let e) = c.kind {
      self = .presence(e)
      return
    }
    if case .oneOf(let e, let constants) = c.kind {
      if case .choice(let list) = e.type {
        self = .choice(e, list, Set(constants.compactMap { if case .choice(let i) = $0 { i } else { nil } }))
        return
      }
      let texts = constants.compactMap { if case .text(let t) = $0 { t } else { nil as String? } }
      if texts.count == constants.count {
        self = .text(e, texts)
        return
      }
    }
    if case .compare(let o, let a, let b) = c.kind {
      if case .constant(let k) = b.kind, let atom = Atom.constant(a, o, k) {
        self = atom
        return
      }
      if case .constant(let k) = a.kind, let atom = Atom.constant(b, o.mirrored, k) {
        self = atom
        return
      }
      self = .order(a, b, o)
      return
    }
    self = .truth(c, true)
  }

  private static func constant(_ e: CoreExpression, _ o: CoreComparison, _ k: CoreConstant) -> Atom? {
    switch k {
    case .choice(let i):
      guard case .choice(let list) = e.type, o == .equal else { return nil }
      return .choice(e, list, [i])
    case .truth(let b): return o == .equal ? .truth(e, b) : (o == .notEqual ? .truth(e, !b) : nil)
    case .number(let n): return .number(e, o, n)
    case .date(let d): return .number(e, o, Rational(Int64(d.days)))
    case .text(let t): return o == .equal ? .text(e, [t]) : nil
    case .nik, .missing: return nil
    }
  }
}

extension CoreComparison {

  /// The comparison with its sides exchanged.
  var mirrored: CoreComparison {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
