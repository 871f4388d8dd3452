import Diagnostics
import Rosters
import Syntax

/// A decision table whose rows are to be held against each other, once all it reads is checked.
struct TableCoverage {
  let name: Name
  let policy: HitPolicy
  /// The rows in the order of the program.
  let rows: [CoreTable.Row]
  /// Whether each row is for what no other matches.
  let isOtherwise: [Bool]
  let roster: RosterID?
  let inputs: [FunctionInput]
}

extension Checker {

  /// The most rows that are held against each other.
  private static let mostRows = 3_000
  /// The most examples of gaps that are shown of one table.
  private static let mostGaps = 3

  /// Returns the cases that `conditions` tell apart, of rows of `roster`, whose requirements hold.
  func caseSpace(
    of conditions: [CoreExpression], over roster: RosterID?, inputs: [FunctionInput] = [],
    on day: CalendarDate? = nil, assuming more: [CoreExpression] = []
  ) -> CaseSpace {
    let requirements =
      more + (roster.map { rosters[$0.index].requirements.map(\.condition).filter { !isBroken($0) } } ?? [])
    return CaseSpace(
      conditions.map { folded($0, on: day) }, assuming: requirements.map { folded($0, on: day) },
      choices: choiceLists, schema: roster.map { rosters[$0.index].schema },
      inputs: kinds(of: inputs))
  }

  /// Returns what `inputs` may be; what is wrong with their types has been said.
  private func kinds(of inputs: [FunctionInput]) -> [FieldType] {
    if inputs.isEmpty { return [] }
    let wasQuiet = isQuiet
    isQuiet = true
    defer { isQuiet = wasQuiet }
    return inputs.map { fieldType($0.type, owner: $0.name.text).0 }
  }

  /// Reports gaps and overlaps of tables, rows that never match and rows that could be one.
  func checkTables() {
    for table in tablesToCheck {
      let conditions = table.rows.map(\.condition)
      if conditions.isEmpty || conditions.contains(where: isBroken) { continue }
      let periods = periods(of: conditions)
      // What never matches in one period may match in another.
      var unmatched: [Int: Bilingual]?
      var wasCertain = true
      for day in periods {
        let space = caseSpace(
          of: conditions, over: table.roster, inputs: table.inputs, on: day,
          assuming: firstPeriod(of: conditions))
        let shown = periods.count > 1 ? day : nil
        let hasNoGaps = checkGaps(table, space, shown)
        let isRight = checkOverlaps(table, space, shown) && hasNoGaps
        let here = neverMatching(table, space)
        unmatched = unmatched.map { $0.filter { here[$0.key] != nil } } ?? here
        if day == periods.last { noteMergeable(table, space, except: Set(unmatched?.keys.map { $0 } ?? [])) }
        wasCertain = isRight
        if !isRight { break }
      }
      guard wasCertain else { continue }
      for (row, reason) in (unmatched ?? [:]).sorted(by: { $0.key < $1.key }) {
        report(.rowNeverMatches(table.name, row + 1, reason, at: table.rows[row].origin))
      }
    }
  }

  private func plainRows(_ table: TableCoverage) -> [Int] {
    table.rows.indices.filter { !table.isOtherwise[$0] }
  }

  /// Returns whether nothing is said about gaps.
  private func checkGaps(_ table: TableCoverage, _ space: CaseSpace, _ day: CalendarDate?) -> Bool {
    switch table.policy {
    case .exactlyOne, .firstMatch, .priority, .allAgree: break
    case .collect, .collectByPriority, .sum, .min, .max, .count: return true
    }
    if table.isOtherwise.contains(true) { return true }
    let found = space.uncovered(most: Checker.mostGaps)
    let certain = found.examples.filter { related(in: $0, space) == nil }
      .flatMap { space.runs(of: $0, most: Checker.mostGaps) }.prefix(Checker.mostGaps)
    if !certain.isEmpty {
      let examples = certain.map { text(ofExample: $0, in: space, on: day) }
      report(
        .tableGap(
          table.name,
          example: Bilingual(
            en: examples.map(\.english).joined(separator: "; or where "),
            id: examples.map(\.indonesian).joined(separator: "; atau bila "))))
      return false
    }
    if let first = found.examples.first, let pair = related(in: first, space) {
      report(.tablePossibleGap(table.name, example: text(ofExample: first, in: space, on: day), pair))
      return false
    }
    if !found.isCertain {
      report(.tableNotProven(table.name, rows: table.rows.count))
      return false
    }
    return true
  }

  /// Returns whether nothing is said about rows that match together.
  private func checkOverlaps(_ table: TableCoverage, _ space: CaseSpace, _ day: CalendarDate?) -> Bool {
    switch table.policy {
    case .exactlyOne, .allAgree: break
    case .firstMatch, .priority, .collect, .collectByPriority, .sum, .min, .max, .count: return true
    }
    var isRight = true
    let rows = plainRows(table)
    guard rows.count <= Checker.mostRows else {
      report(.tableNotProven(table.name, rows: rows.count))
      return false
    }
    for (place, j) in rows.enumerated() {
      for i in rows[..<place] where table.policy == .exactlyOne || disagree(table.rows[i], table.rows[j]) {
        let found = space.overlap(i, j)
        if !found.isCertain {
          report(.tableNotProven(table.name, rows: rows.count))
          return false
        }
        guard let example = found.examples.first else { continue }
        isRight = false
        let site = (first: table.rows[i].origin, second: table.rows[j].origin)
        let reading = text(ofExample: example, in: space, on: day)
        if let pair = related(in: example, space) {
          report(
            .tablePossibleOverlap(
              table.name, i + 1, j + 1, example: reading, pair, site.first, at: site.second))
          continue
        }
        if table.policy == .exactlyOne {
          report(.tableOverlap(table.name, i + 1, j + 1, example: reading, site.first, at: site.second))
        } else {
          report(.rowsDisagree(table.name, i + 1, j + 1, example: reading, site.first, at: site.second))
        }
        break
      }
    }
    return isRight
  }

  /// Whether two rows certainly give different results.
  private func disagree(_ a: CoreTable.Row, _ b: CoreTable.Row) -> Bool {
    zip(a.results, b.results).contains { x, y in
      guard case .constant(let k)? = x?.kind, case .constant(let l)? = y?.kind else { return false }
      return k != l
    }
  }

  /// Two variables of `example` that depend on one another, so that no row may have both values.
  func related(in example: CaseBox, _ space: CaseSpace) -> (String, String)? {
    if example.sides.count < 2 { return nil }
    let shown = example.sides.map { side -> (name: String, roots: Set<String>) in
      let v = space.variables[side.variable]
      var roots = roots(of: v.subject)
      if let other = v.other { roots.formUnion(self.roots(of: other)) }
      return (text(of: v.subject.origin), roots)
    }
    for (i, a) in shown.enumerated() {
      for b in shown[..<i] where !a.roots.isDisjoint(with: b.roots) { return (b.name, a.name) }
    }
    return nil
  }

  func text(ofExample example: CaseBox, in space: CaseSpace, on day: CalendarDate?) -> Bilingual {
    var text = text(ofExample: example, in: space)
    if text.english.isEmpty { text = Bilingual(en: "the row is any", id: "barisnya baris mana pun") }
    guard let day else { return text }
    return Bilingual(en: "\(text.english), on \(day.iso)", id: "\(text.indonesian), per \(day.iso)")
  }

  /// Returns the rows that no case reaches, with the reason.
  private func neverMatching(_ table: TableCoverage, _ space: CaseSpace) -> [Int: Bilingual] {
    let rows = plainRows(table)
    var found: [Int: Bilingual] = [:]
    guard table.rows.count <= Checker.mostRows else { return [:] }
    for i in table.rows.indices {
      if !table.isOtherwise[i] && space.isCovered(i, by: []) == true {
        found[i] = Bilingual(
          en: "no values meet all its cells", id: "tidak ada nilai yang memenuhi semua selnya")
      }
    }
    switch table.policy {
    case .firstMatch:
      for (place, i) in rows.enumerated() where place > 0 && found[i] == nil {
        guard space.isCovered(i, by: Array(rows[..<place])) == true else { continue }
        found[i] = Bilingual(
          en: "the rows before it take all its cases",
          id: "baris-baris sebelumnya sudah mengambil semua kasusnya")
      }
    case .exactlyOne, .allAgree, .priority, .collect, .collectByPriority, .sum, .min, .max, .count: break
    }
    if let last = table.isOtherwise.firstIndex(of: true) {
      let rest = space.uncovered(by: rows)
      if rest.isCertain && rest.examples.isEmpty {
        found[last] = Bilingual(
          en: "the other rows take all cases", id: "baris lain sudah mengambil semua kasus")
      }
    }
    return found
  }

  /// Notes rows that differ in one column only and give the same, so that one row would do.
  private func noteMergeable(_ table: TableCoverage, _ space: CaseSpace, except unmatched: Set<Int>) {
    let rows = plainRows(table).filter { !unmatched.contains($0) }
    guard rows.count <= Checker.mostRows else { return }
    let signatures = table.rows.map { row in
      // One row has one reason and one basis in law.
      row.results.map { $0?.canonical ?? "?" }.joined(separator: "|") + "|\(row.reason ?? "")|"
        + "\(row.citation ?? "")|\(row.unclear.sorted())|\(row.doubt == nil)"
    }
    for (i, j) in zip(rows, rows.dropFirst()) where signatures[i] == signatures[j] {
      guard let a = space.boxes[i], let b = space.boxes[j], a.count == 1, b.count == 1,
        let column = mergeable(a[0], b[0], space)
      else { continue }
      switch table.policy {
      case .exactlyOne, .firstMatch, .priority, .allAgree, .min, .max: break
      case .collect, .collectByPriority, .sum, .count: if a[0].intersects(b[0]) { continue }
      }
      report(
        .rowsCouldBeOne(table.name, i + 1, j + 1, column, table.rows[i].origin, at: table.rows[j].origin))
    }
  }

  /// The one column in which two boxes differ, if its values of both can stand in one cell.
  private func mergeable(_ a: CaseBox, _ b: CaseBox, _ space: CaseSpace) -> String? {
    let variables = Set(a.sides.map(\.variable)).union(b.sides.map(\.variable))
    let differing = variables.filter { a[$0] != b[$0] }
    guard differing.count == 1, let v = differing.first, let x = a[v], let y = b[v] else { return nil }
    let variable = space.variables[v]
    let both = x.union(y).members
    // A cell can not say "this or missing".
    if variable.hasMissing && both.contains(variable.valueCount) { return nil }
    switch variable.classes {
    case .numbers, .order:
      guard let first = both.first, let last = both.last, last - first + 1 == both.count else { return nil }
    case .choices, .texts, .truth, .anything: break
    }
    return text(of: variable.subject.origin)
  }
}
