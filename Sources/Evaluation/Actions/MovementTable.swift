import Diagnostics
import Rosters
import Semantics

/// Who came, went, stayed and moved between two snapshots, with the identity that holds in every row.
struct MovementTable {

  private let source: AnswerSource
  private let roster: RosterID
  private let movement: CoreMovement
  private let cells: CellMaker

  init(_ source: AnswerSource, _ roster: RosterID, _ movement: CoreMovement) {
    self.source = source
    self.roster = roster
    self.movement = movement
    cells = CellMaker(source)
  }

  /// What happened in one group.
  private struct Line {
    var start = 0
    var entered = 0
    var movedIn = 0
    var left = 0
    var movedOut = 0
    var end = 0

    mutating func add(_ other: Line) {
      start += other.start
      entered += other.entered
      movedIn += other.movedIn
      left += other.left
      movedOut += other.movedOut
      end += other.end
    }
  }

  /// Returns the table; without groups it has one row.
  func table(hasTotal: Bool) throws -> ResultTable {
    guard case .matched(let first, let second, _) = source.program[roster].origin else {
      return ResultTable(columns: [], rows: [])
    }
    let lines = try lines(first, second)
    let total = lines.reduce(into: Line()) { $0.add($1.line) }
    let hasMoves = movement.first != nil
    var columns: [ResultTable.Column] = []
    func count(_ en: String, _ id: String, _ key: String) {
      columns.append(.init(heading: Bilingual(en: en, id: id), key: key, isNumeric: true))
    }
    if hasMoves {
      columns.append(.init(heading: Bilingual(same: movement.name), key: "group", isNumeric: false))
    }
    count("Start", "Awal", "start")
    count("Entered", "Masuk", "entered")
    if hasMoves { count("Moved in", "Pindah masuk", "moved_in") }
    count("Left", "Keluar", "left")
    if hasMoves { count("Moved out", "Pindah keluar", "moved_out") }
    count("End", "Akhir", "end")
    count("Net", "Bersih", "net")
    columns.append(
      .init(
        heading: Bilingual(en: "Net of start", id: "Bersih dari awal"), key: "growth",
        form: DisplayForm(forReaders: 2), isNumeric: true))
    var rows = try lines.map { ResultTable.Row(try label($0.key) + values($0.line, hasMoves)) }
    if hasMoves && hasTotal {
      rows.append(ResultTable.Row([.totalLabel] + values(total, hasMoves), kind: .total))
    }
    var table = ResultTable(columns: columns, rows: rows)
    table.isNumbered = hasMoves
    table.facts = window(first, second)
    let sides = source.program[roster].sides
    for (side, part) in [(first, sides.first), (second, sides.second)] {
      table.facts.append(try .rowsUsed(source.program[side].name, source.table(side)))
      guard let part else { continue }
      table.facts.append(
        Phrase(
          Bilingual(en: "of {roster} only {condition}", id: "dari {roster} hanya {condition}"),
          ["roster": .text(source.program[side].name), "condition": .text(part.text)]))
    }
    table.notes = [identity(hasMoves), gross(total)]
    return table
  }

  private func label(_ key: Scalar) throws -> [ResultValue] {
    guard let type = movement.first?.type else { return [] }
    return [try cells.value(key, type)]
  }

  private func values(_ l: Line, _ hasMoves: Bool) -> [ResultValue] {
    func count(_ n: Int) -> ResultValue { .number(Rational(n), .count) }
    let net = l.end - l.start
    let growth = (Rational(net) / Rational(l.start)).map { ResultValue.number($0, .percent) } ?? .missing
    var cells = [count(l.start), count(l.entered)]
    if hasMoves { cells.append(count(l.movedIn)) }
    cells.append(count(l.left))
    if hasMoves { cells.append(count(l.movedOut)) }
    return cells + [count(l.end), count(net), growth]
  }

  /// Returns what happened in each group, in the order of the groups.
  private func lines(_ first: RosterID, _ second: RosterID) throws -> [(key: Scalar, line: Line)] {
    let count = try source.table(roster).count
    func column(_ i: Int, _ side: RosterID) throws -> EvaluatedColumn {
      let site = source.program[roster].definitionSpan
      let field = CoreExpression(.field(i), type: .row(side), origin: site, canBeMissing: true)
      return try source.values(of: field, over: roster)
    }
    let before = try column(0, first)
    let after = try column(1, second)
    let groupsBefore = try movement.first.map { try source.values(of: $0, over: first) }
    let groupsAfter = try movement.second.map { try source.values(of: $0, over: second) }
    func group(_ groups: EvaluatedColumn?, _ row: Scalar) -> Scalar? {
      guard case .row(let i) = row else { return nil }
      return groups.map { $0[Int(i)] } ?? .missing
    }
    var lines: [Scalar: Line] = movement.first == nil ? [.missing: Line()] : [:]
    for i in 0..<count {
      let a = group(groupsBefore, before[i])
      let b = group(groupsAfter, after[i])
      if let a {
        lines[a, default: Line()].start += 1
        if b == nil { lines[a, default: Line()].left += 1 }
      }
      if let b {
        lines[b, default: Line()].end += 1
        if a == nil { lines[b, default: Line()].entered += 1 }
      }
      if let a, let b, a != b {
        lines[a, default: Line()].movedOut += 1
        lines[b, default: Line()].movedIn += 1
      }
    }
    var ranks: [Int32]?
    if case .row(let target)? = movement.first?.type { ranks = try cells.names.keyRanks(of: target) }
    return lines.map { (key: $0.key, line: $0.value) }.sorted { l, r in
      if let ranks, case .row(let a) = l.key, case .row(let b) = r.key {
        return ranks[Int(a)] < ranks[Int(b)]
      }
      return ScalarOrder.compare(l.key, r.key) < 0
    }
  }

  // MARK: Facts and notes

  private func window(_ first: RosterID, _ second: RosterID) -> [Phrase] {
    guard let from = source.program[first].stateAt, let to = source.program[second].stateAt else {
      return [Phrase(Bilingual(en: "Window not stated", id: "Jendela waktu tidak dinyatakan"))]
    }
    return [
      Phrase(
        Bilingual(en: "From {from} to {to}, {months}", id: "Dari {from} sampai {to}, {months}"),
        [
          "from": .date(from), "to": .date(to),
          "months": .number(Rational(to.completedMonths(since: from)), .month),
        ])
    ]
  }

  private func identity(_ hasMoves: Bool) -> Phrase {
    hasMoves
      ? Phrase(
        Bilingual(
          en: "Start + entered + moved in − left − moved out = end, in every row.",
          id: "Awal + masuk + pindah masuk − keluar − pindah keluar = akhir, di setiap baris."))
      : Phrase(Bilingual(en: "Start + entered − left = end.", id: "Awal + masuk − keluar = akhir."))
  }

  private func gross(_ total: Line) -> Phrase {
    Phrase(
      Bilingual(
        en: "Gross: {entered} entered. Net: {net}. Stayed: {stayed}.",
        id: "Kotor: {entered} masuk. Bersih: {net}. Tetap: {stayed}."),
      [
        "entered": .number(Rational(total.entered), .count),
        "net": .number(Rational(total.end - total.start), .count),
        "stayed": .number(Rational(total.start - total.left), .count),
      ])
  }
}
