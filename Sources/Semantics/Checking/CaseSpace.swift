import Diagnostics
import Rosters

/// The values that a list of conditions tells apart, as finitely many classes of a few variables.
///
/// Each condition becomes a list of boxes: cases of which some variables are limited to certain classes. What the
/// conditions can not look into (a call, another rule, the order of two columns) is a variable of its own, so that
/// what holds of all boxes holds of all rows; the reverse need not be so where variables depend on one another.
struct CaseSpace {

  /// One thing the conditions ask about.
  struct Variable {
    /// What its classes are; a last class may stand for no value.
    enum Classes {
      /// Choices of a list.
      case choices(ChoiceListID)
      /// No, yes.
      case truth
      /// Any value.
      case anything
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
    /// The number of classes that are values.
    var valueCount: Int
    /// Whether the class after those is that of no value.
    var hasMissing = false

    var count: Int { valueCount + (hasMissing ? 1 : 0) }
  }

  private(set) var variables: [Variable] = []
  /// The cases for which each condition holds; `nil` where there are too many to list.
  private(set) var boxes: [[CaseBox]?] = []
  /// The cases that rows can be in.
  private var possible: [CaseBox]? = [.everything]

  private var index: [String: Int] = [:]
  private var thresholds: [Int: Set<Rational>] = [:]
  private var texts: [Int: [String]] = [:]
  private let choices: [ChoiceList]
  private let schema: RosterSchema?
  /// What the inputs of a table or a function may be.
  private let inputs: [FieldType]

  /// The most boxes that one condition is parted into.
  private static let mostBoxes = 512
  /// The most variables that are looked at.
  private static let mostVariables = 1_000

  /// Creates the space of `conditions`, over rows of a roster with `schema` if there is one; `assumptions` hold of
  /// every row.
  init(
    _ conditions: [CoreExpression], assuming assumptions: [CoreExpression] = [], choices: [ChoiceList],
    schema: RosterSchema?, inputs: [FieldType] = []
  ) {
    self.choices = choices
    self.schema = schema
    self.inputs = inputs
    for c in conditions + assumptions { collect(c) }
    for i in variables.indices {
      switch variables[i].classes {
      case .numbers:
        let samples = sampled(thresholds[i] ?? [], of: variables[i].subject)
        variables[i].classes = .numbers(samples)
        variables[i].valueCount = samples.count
      case .texts:
        let known = texts[i] ?? []
        variables[i].classes = .texts(known)
        variables[i].valueCount = known.count + 1
      case .choices, .truth, .anything, .order: break
      }
    }
    guard variables.count <= CaseSpace.mostVariables else {
      boxes = conditions.map { _ in nil }
      possible = nil
      return
    }
    boxes = conditions.map { boxes(of: $0, isNegated: false) }
    for a in assumptions {
      // An assumption that is too long to list is left out: more cases than need be are then looked at.
      guard let these = boxes(of: a, isNegated: false), let all = possible,
        let both = CaseSpace.product(all, these)
      else { continue }
      possible = both
    }
  }

  // MARK: Questions

  /// What a search for cases found.
  struct Found {
    /// Cases, each with only what matters of it.
    var examples: [CaseBox] = []
    /// Whether all cases were looked at.
    var isCertain = true
  }

  /// Returns up to `most` cases for which none of the conditions holds, or none of `those`.
  func uncovered(by those: [Int]? = nil, most: Int = 1) -> Found {
    var rows: [CaseBox] = []
    for i in those ?? Array(boxes.indices) {
      guard let these = boxes[i] else { return Found(isCertain: false) }
      rows += these
    }
    guard let possible else { return Found(isCertain: false) }
    var found = Found()
    for region in possible {
      subtract(rows, from: region, most, &found)
      if found.examples.count >= most || !found.isCertain { break }
    }
    return found
  }

  /// Returns a case for which the conditions at `i` and `j` both hold.
  func overlap(_ i: Int, _ j: Int) -> Found {
    guard let a = boxes[i], let b = boxes[j], let possible else { return Found(isCertain: false) }
    for x in a {
      for y in b where x.intersects(y) {
        guard let both = x.intersection(y) else { continue }
        for region in possible {
          if let example = both.intersection(region) { return Found(examples: [example]) }
        }
      }
    }
    return Found()
  }

  /// Returns whether each case of the condition at `i` is one of a condition of `others`; `nil` if that is not known.
  func isCovered(_ i: Int, by others: [Int]) -> Bool? {
    guard let own = boxes[i], let possible else { return nil }
    var rows: [CaseBox] = []
    for o in others {
      // What is not known to cover anything is left out.
      rows += boxes[o] ?? []
    }
    var found = Found()
    for box in own {
      for region in possible {
        guard let both = box.intersection(region) else { continue }
        subtract(rows, from: both, 1, &found)
        if !found.examples.isEmpty { return false }
        if !found.isCertain { return nil }
      }
    }
    return true
  }

  /// Adds to `found` the cases of `region` that are in none of `rows`.
  private func subtract(_ rows: [CaseBox], from region: CaseBox, _ most: Int, _ found: inout Found) {
    var pending: [(region: CaseBox, rows: [Int])] = [
      (region, rows.indices.filter { rows[$0].intersects(region) })
    ]
    // Each step looks at all rows that are left in its region.
    var budget = 400_000
    while let (region, left) = pending.popLast() {
      budget -= left.count + 1
      if budget < 0 {
        found.isCertain = false
        return
      }
      guard let first = left.first else {
        found.examples.append(region)
        if found.examples.count >= most { return }
        continue
      }
      // The row that parts the region into the fewest pieces.
      var best = first
      var cuts = rows[first].cuts(of: region)
      for r in left.dropFirst() where cuts.count > 1 {
        let other = rows[r].cuts(of: region)
        if other.count < cuts.count { (best, cuts) = (r, other) }
      }
      if cuts.isEmpty { continue }
      var inside = region
      var pieces: [(CaseBox, [Int])] = []
      for side in cuts {
        let here = inside[side.variable] ?? all(side.variable)
        let outside = inside.limiting(side.variable, to: here.subtracting(side.classes))
        pieces.append((outside, left.filter { $0 != best && rows[$0].intersects(outside) }))
        inside = inside.limiting(side.variable, to: here.intersection(side.classes))
      }
      pending += pieces.reversed().map { (region: $0.0, rows: $0.1) }
    }
  }

  /// Returns the least and the greatest day of those that lie around class `c` of the variable at `v` and are in
  /// `classes` too; `nil` for an end that nothing bounds.
  func days(around c: Int, of v: Int, in classes: ClassSet) -> (from: Rational?, to: Rational?) {
    guard case .numbers(let samples) = variables[v].classes else { return (nil, nil) }
    let limits = thresholds[v] ?? []
    var low = c
    while low > 0 && classes.contains(low - 1) { low -= 1 }
    var high = c
    while high + 1 < samples.count && classes.contains(high + 1) { high += 1 }
    // A class between two limits begins on the day after the one before it.
    let from = limits.contains(samples[low]) ? samples[low] : (low > 0 ? samples[low - 1] + 1 : nil)
    let to =
      limits.contains(samples[high])
      ? samples[high] : (high + 1 < samples.count ? samples[high + 1] - 1 : nil)
    return (from, to)
  }

  /// Returns `box` parted into up to `most` boxes in which numbers lie side by side: a gap below and one above a
  /// row are two.
  func runs(of box: CaseBox, most: Int) -> [CaseBox] {
    var parts = [box]
    for side in box.sides {
      guard case .numbers = variables[side.variable].classes else { continue }
      var runs: [[Int]] = []
      for c in side.classes.members {
        if let last = runs.last?.last, last + 1 == c {
          runs[runs.count - 1].append(c)
        } else {
          runs.append([c])
        }
      }
      if runs.count < 2 { continue }
      let count = variables[side.variable].count
      let sets = runs.map { run in ClassSet((0..<count).map { run.contains($0) }) }
      parts = Array(parts.flatMap { p in sets.map { p.limiting(side.variable, to: $0) } }.prefix(most))
    }
    return parts
  }

  /// All classes of the variable at `v`.
  func all(_ v: Int) -> ClassSet { ClassSet([Bool](repeating: true, count: variables[v].count)) }

  // MARK: Boxes

  private static func product(_ a: [CaseBox], _ b: [CaseBox]) -> [CaseBox]? {
    guard a.count * b.count <= mostBoxes * 8 else { return nil }
    var result: [CaseBox] = []
    for x in a { for y in b { if let both = x.intersection(y) { result.append(both) } } }
    return result.count <= mostBoxes ? result : nil
  }

  /// Returns the cases for which `c` holds, or does not.
  private func boxes(of c: CoreExpression, isNegated: Bool) -> [CaseBox]? {
    switch Condition(c) {
    case .all(let parts): return boxes(of: parts, isNegated: isNegated, isEvery: !isNegated)
    case .any(let parts): return boxes(of: parts, isNegated: isNegated, isEvery: isNegated)
    case .not(let inner): return boxes(of: inner, isNegated: !isNegated)
    case .constant(let b): return b == isNegated ? [] : [.everything]
    case .atom(let atom):
      guard let v = index[key(of: atom)] else { return nil }
      return box(v, flags(of: atom, v).map { $0 != isNegated })
    }
  }

  private func box(_ v: Int, _ flags: [Bool]) -> [CaseBox] {
    if !flags.contains(true) { return [] }
    if !flags.contains(false) { return [.everything] }
    return [CaseBox(sides: [CaseBox.Side(variable: v, classes: ClassSet(flags))])]
  }

  private func boxes(of parts: [CoreExpression], isNegated: Bool, isEvery: Bool) -> [CaseBox]? {
    if isEvery {
      var result: [CaseBox]? = [.everything]
      for p in parts {
        guard let these = boxes(of: p, isNegated: isNegated), let all = result else { return nil }
        result = CaseSpace.product(all, these)
      }
      return result
    }
    var result: [CaseBox] = []
    // Boxes of one variable are one box.
    var single: [Int: ClassSet] = [:]
    var order: [Int] = []
    for p in parts {
      guard let these = boxes(of: p, isNegated: isNegated) else { return nil }
      for b in these {
        guard b.sides.count == 1 else {
          if b.sides.isEmpty { return [.everything] }
          result.append(b)
          continue
        }
        let side = b.sides[0]
        if single[side.variable] == nil { order.append(side.variable) }
        single[side.variable] = single[side.variable].map { $0.union(side.classes) } ?? side.classes
      }
      if result.count > CaseSpace.mostBoxes { return nil }
    }
    for v in order {
      guard let classes = single[v] else { continue }
      if all(v).isSubset(of: classes) { return [.everything] }
      result.append(CaseBox(sides: [CaseBox.Side(variable: v, classes: classes)]))
    }
    return result
  }

  private func flags(of atom: Atom, _ v: Int) -> [Bool] {
    let variable = variables[v]
    var values: [Bool]
    switch (atom, variable.classes) {
    case (.choice(_, _, let members), .choices):
      values = (0..<variable.valueCount).map { members.contains($0) }
    case (.truth(_, let wanted), .truth): values = [!wanted, wanted]
    case (.presence, _): values = [Bool](repeating: true, count: variable.valueCount)
    case (.number(_, let o, let limit), .numbers(let samples)):
      values = samples.map { CaseSpace.holds($0, o, limit) }
    case (.text(_, let wanted), .texts(let known)): values = known.map { wanted.contains($0) } + [false]
    case (.order(_, _, let o), .order): values = [Rational(-1), 0, 1].map { CaseSpace.holds($0, o, 0) }
    case (.choice, _), (.truth, _), (.number, _), (.text, _), (.order, _):
      values = [Bool](repeating: false, count: variable.valueCount)
    }
    if variable.hasMissing { values.append(false) }
    return values
  }

  // MARK: Variables

  private mutating func collect(_ c: CoreExpression) {
    switch Condition(c) {
    case .all(let parts), .any(let parts): for p in parts { collect(p) }
    case .not(let inner): collect(inner)
    case .constant: break
    case .atom(let atom): collect(atom)
    }
  }

  private func key(of atom: Atom) -> String {
    switch atom {
    case .choice(let e, _, _), .truth(let e, _), .presence(let e), .number(let e, _, _), .text(let e, _):
      "v" + e.canonical
    case .order(let a, let b, _): "o" + a.canonical + "|" + b.canonical
    }
  }

  private mutating func collect(_ atom: Atom) {
    let classes: Variable.Classes
    let subject: CoreExpression
    var other: CoreExpression?
    var count = 0
    switch atom {
    case .choice(let e, let list, _):
      (subject, classes, count) = (e, .choices(list), choices[list.index].choices.count)
    case .truth(let e, _): (subject, classes, count) = (e, .truth, 2)
    case .number(let e, _, _): (subject, classes) = (e, .numbers([]))
    case .text(let e, _): (subject, classes) = (e, .texts([]))
    case .order(let a, let b, _): (subject, other, classes, count) = (a, b, .order, 3)
    case .presence(let e): (subject, classes, count) = (e, .anything, 1)
    }
    let key = key(of: atom)
    let v = index[key] ?? variables.count
    if v == variables.count {
      index[key] = v
      variables.append(Variable(subject: subject, other: other, classes: classes, valueCount: count))
    } else if case .anything = variables[v].classes {
      variables[v].classes = classes
      variables[v].valueCount = count
    }
    switch atom {
    case .presence: variables[v].hasMissing = true
    case .number(_, _, let limit): thresholds[v, default: []].insert(limit)
    case .text(_, let values):
      for t in values where !(texts[v, default: []].contains(t)) { texts[v, default: []].append(t) }
    case .choice, .truth, .order: break
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

  // MARK: Numbers

  /// Returns a value of each class that `limits` make.
  private func sampled(_ limits: Set<Rational>, of subject: CoreExpression) -> [Rational] {
    let isWhole = isWhole(subject)
    let range = range(of: subject)
    // The ends of a field's range part its values too, so that each class has a value within it.
    var ends = limits
    for end in [range.low, range.high].compactMap({ $0 }) { ends.insert(end) }
    let sorted = ends.sorted()
    guard let first = sorted.first, let last = sorted.last else { return [0] }
    var samples = [isWhole ? first.ceiling - 1 : first - 1]
    for (i, t) in sorted.enumerated() {
      samples.append(t)
      guard i + 1 < sorted.count else { continue }
      let middle = ((t + sorted[i + 1]) / 2) ?? t
      // Whole numbers are kinder to read.
      let between = isWhole || middle.floor > t ? middle.floor : middle
      if between > t && between < sorted[i + 1] { samples.append(between) }
    }
    samples.append(isWhole ? last.floor + 1 : last + 1)
    samples = samples.filter { n in
      (!isWhole || n.isInteger) && range.low.map { $0 <= n } ?? true && range.high.map { n <= $0 } ?? true
    }
    return samples.isEmpty ? [first] : samples
  }

  /// Returns what the program declares of a field or an input.
  private func declared(_ e: CoreExpression) -> FieldType? {
    if case .field(let i) = e.kind, let fields = schema?.fields, fields.indices.contains(i) {
      return fields[i].type
    }
    if case .input(let i) = e.kind, inputs.indices.contains(i) { return inputs[i] }
    return nil
  }

  private func isWhole(_ e: CoreExpression) -> Bool {
    if let type = declared(e) {
      switch type {
      case .whole, .count, .date: return true
      case .text, .nik, .number, .percent, .money, .truth, .choice, .reference: return false
      }
    }
    if e.type == .date { return true }
    if case .elapsed = e.kind { return true }
    if case .number(let u) = e.type { return u.isCount }
    return false
  }

  private func range(of e: CoreExpression) -> (low: Rational?, high: Rational?) {
    guard let type = declared(e) else {
      // What counts things is not below 0.
      if case .number(let u) = e.type, u.isCount { return (0, nil) }
      return (nil, nil)
    }
    switch type {
    case .whole(let r?): return (Rational(r.lowerBound), Rational(r.upperBound))
    case .count(let r): return (Rational(r?.lowerBound ?? 0), r.map { Rational($0.upperBound) })
    case .number(let r?), .percent(let r?), .money(let r?): return (r.lowerBound, r.upperBound)
    case .date(let r?):
      return (Rational(Int64(r.lowerBound.days)), Rational(Int64(r.upperBound.days)))
    case .whole(nil), .number(nil), .percent(nil), .money(nil), .text, .nik, .date(nil), .truth, .choice,
      .reference:
      return (nil, nil)
    }
  }
}

/// What a condition is made of.
private enum Condition {
  case all([CoreExpression])
  case any([CoreExpression])
  case not(CoreExpression)
  case constant(Bool)
  case atom(Atom)

  init(_ c: CoreExpression) {
    switch c.kind {
    case .all(let parts): self = .all(parts)
    case .any(let parts): self = .any(parts)
    case .not(let inner): self = .not(inner)
    case .constant(let k): self = .constant(k == .truth(true))
    case .compare(let o, let inner, let k):
      if o == .notEqual && k.type != .truth {
        self = .not(CoreExpression(.compare(.equal, inner, k), type: .truth, origin: c.origin))
        return
      }
      // A condition that is compared with yes or no, as a table's cell does, is that condition.
      guard case .constant(.truth(let wanted)) = k.kind, o == .equal || o == .notEqual,
        inner.isMadeOfConditions
      else {
        self = .atom(Atom(c))
        return
      }
      self = wanted == (o == .equal) ? Condition(inner) : .not(inner)
    case .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow, .rowAt, .isIn,
      .aggregate, .call, .oneOf, .isPresent, .otherwise, .cases, .exceptions, .table, .negated, .arithmetic,
      .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined,
      .invalid:
      self = .atom(Atom(c))
    }
  }
}

extension CoreExpression {

  fileprivate var isMadeOfConditions: Bool {
    switch kind {
    case .all, .any, .not, .compare, .oneOf, .isPresent: true
    case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
      .rowAt, .isIn, .aggregate, .call, .otherwise, .cases, .exceptions, .table, .negated, .arithmetic,
      .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate, .eachMonth, .joined,
      .invalid:
      false
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
      self = .presence(e.valued)
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
      // One variable for the order of two things, whichever is written first.
      self = a.canonical <= b.canonical ? .order(a, b, o) : .order(b, a, o.mirrored)
      return
    }
    self = .truth(c, true)
  }

  private static func constant(_ whole: CoreExpression, _ o: CoreComparison, _ k: CoreConstant) -> Atom? {
    let e = whole.valued
    switch k {
    case .choice(let i):
      guard case .choice(let list) = e.type, o == .equal else { return nil }
      return .choice(e, list, [i])
    case .truth(let b): return o == .equal ? .truth(e, b) : (o == .notEqual ? .truth(e, !b) : nil)
    case .number(let n):
      let line = Line(e)
      guard let limit = (n - line.offset) / line.scale else { return .number(e, o, n) }
      return .number(line.base, line.scale.signum < 0 ? o.mirrored : o, limit)
    case .date(let d): return .number(e, o, Rational(Int64(d.days)))
    case .text(let t): return o == .equal ? .text(e, [t]) : nil
    case .nik(let n): return o == .equal ? .number(e, o, Rational(n)) : nil
    case .missing: return nil
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

/// A number as a multiple of another and a constant, so that `upah` and `upah * 12` are one variable.
private struct Line {
  var base: CoreExpression
  var scale: Rational = 1
  var offset: Rational = 0

  init(_ e: CoreExpression) {
    base = e
    while true {
      switch base.kind {
      case .negated(let a):
        base = a
        scale = -scale
      case .arithmetic(let o, let a, let b):
        if case .constant(.number(let n)) = b.kind, case .number = a.type {
          switch o {
          case .add: offset = offset + scale * n
          case .subtract: offset = offset - scale * n
          case .multiply:
            if n.signum == 0 { return }
            scale = scale * n
          case .divide:
            guard let s = scale / n else { return }
            scale = s
          }
          base = a
        } else if case .constant(.number(let n)) = a.kind, case .number = b.type {
          switch o {
          case .add: offset = offset + scale * n
          case .subtract:
            offset = offset + scale * n
            scale = -scale
          case .multiply:
            if n.signum == 0 { return }
            scale = scale * n
          case .divide: return
          }
          base = b
        } else {
          return
        }
      case .constant, .field, .row, .fileRow, .outer, .definition, .result, .input, .today, .payer, .follow,
        .rowAt, .isIn, .aggregate, .call, .not, .all, .any, .compare, .oneOf, .isPresent, .otherwise, .cases,
        .exceptions, .table, .addMonths, .clamp, .rounded, .shareOf, .shareValue, .elapsed, .dayPart, .onDate,
        .eachMonth, .joined, .invalid:
        base = base.valued
        return
      }
    }
  }
}

extension CoreExpression {

  /// The expression without the step from a share to its fraction: both are missing and present together.
  fileprivate var valued: CoreExpression {
    if case .shareValue(let e) = kind { return e }
    return self
  }
}
