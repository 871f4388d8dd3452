import Diagnostics
import Rosters
import Semantics

/// What is known of a target: how many of whom are reached, how many are short, and what closing the gap costs.
struct TargetSheet {

  /// A group, or all of the population.
  struct Line {
    /// The group, as a reader sees it.
    var name: ResultValue
    /// Its place in the order of groups.
    var place: Int
    /// Who is counted.
    var people: Rational
    /// Of whom the condition holds.
    var reached: Rational
    /// Those of them for whom it holds only because of money that is given out and not yet of a cover in force.
    var projected: Rational
    /// The level, where there is one.
    var level: Rational?
    /// How many more are needed.
    var short: Rational
    /// What they cost in the target's order, or the cheapest; `nil` where the target states no cost.
    var cost: Rational?
    /// What they cost at most, where no order says who they are.
    var dearest: Rational?

    /// Whether the level is reached; `nil` of nobody.
    var isMet: Bool? { people.signum == 0 || level == nil ? nil : short.signum == 0 }
  }

  var name: String
  var level: String
  var population: String
  var deadline: CalendarDate?
  var baseline: (value: ResultValue, date: CalendarDate)?
  var citation: String?
  /// What groups are grouped by, or `nil` where all are one.
  var groupName: String?
  var lines: [Line]
  var total: Line
  var hasProjection: Bool
  var costUnit: UnitOfMeasure
  var rowsUsed: Phrase
  var day: CalendarDate

  /// The sheet as a table: those furthest behind first, a total in which coverage is computed anew.
  var table: ResultTable {
    let hasCost = total.cost != nil
    let hasDearest = total.dearest != nil
    var columns: [ResultTable.Column] = [
      .init(
        heading: groupName.map { Bilingual(same: $0) } ?? Bilingual(en: "Roster", id: "Daftar"),
        key: "group",
        isNumeric: false),
      .init(heading: Bilingual(en: "People", id: "Sasaran"), key: "people", isNumeric: true),
      .init(heading: Bilingual(en: "Reached", id: "Tercapai"), key: "reached", isNumeric: true),
    ]
    if hasProjection {
      columns.append(
        .init(
          heading: Bilingual(en: "of which projected", id: "di antaranya proyeksi"), key: "projected",
          isNumeric: true))
    }
    columns += [
      .init(heading: Bilingual(en: "Coverage", id: "Capaian"), key: "coverage", isNumeric: true),
      .init(heading: Bilingual(en: "Target", id: "Target"), key: "level", isNumeric: true),
      .init(
        heading: Bilingual(en: "Gap", id: "Selisih"), key: "gap", form: DisplayForm(forReaders: 2),
        isNumeric: true),
      .init(heading: Bilingual(en: "Short", id: "Kurang"), key: "short", isNumeric: true),
    ]
    if hasCost {
      let heading =
        hasDearest
        ? Bilingual(en: "Cost, cheapest", id: "Biaya, termurah")
        : Bilingual(en: "Cost of the gap", id: "Biaya kekurangan")
      columns.append(.init(heading: heading, key: "cost", isNumeric: true))
    }
    if hasDearest {
      columns.append(
        .init(
          heading: Bilingual(en: "Cost, dearest", id: "Biaya, termahal"), key: "cost_dearest", isNumeric: true
        ))
    }
    columns.append(.init(heading: Bilingual(en: "Status", id: "Status"), key: "status", isNumeric: false))

    func row(_ line: Line, _ kind: ResultTable.RowKind, status: ResultValue) -> ResultTable.Row {
      var cells: [ResultValue] = [line.name, .number(line.people, .count), .number(line.reached, .count)]
      if hasProjection { cells.append(.number(line.projected, .count)) }
      let coverage = line.reached / line.people
      cells.append(coverage == nil ? .missing : .share(numerator: line.reached, denominator: line.people))
      cells.append(line.level.map { .number($0, .percent) } ?? .notApplicable)
      if let coverage, let level = line.level {
        cells.append(.number(coverage - level, .points))
      } else {
        cells.append(.notApplicable)
      }
      cells.append(.number(line.short, .count))
      if hasCost { cells.append(line.cost.map { .number($0, costUnit) } ?? .missing) }
      if hasDearest { cells.append(line.dearest.map { .number($0, costUnit) } ?? .missing) }
      cells.append(status)
      return ResultTable.Row(cells, kind: kind)
    }

    let populated = lines.filter { $0.people.signum > 0 }
    let empty = lines.filter { $0.people.signum == 0 }
    let met = populated.filter { $0.isMet == true }.count
    let order = populated.sorted { ($1.short, $0.place) < ($0.short, $1.place) }
    var rows: [ResultTable.Row] = []
    if groupName != nil { rows = order.map { row($0, .plain, status: TargetSheet.status($0.isMet)) } }
    let summary: ResultValue =
      groupName == nil
      ? TargetSheet.status(total.isMet)
      : .bilingual(
        Bilingual(
          en:
            "\(ValueSpelling(.english).count(met)) of \(ValueSpelling(.english).count(populated.count)) met",
          id:
            "\(ValueSpelling(.indonesian).count(met)) dari \(ValueSpelling(.indonesian).count(populated.count)) tercapai"
        ))
    rows.append(row(total, groupName == nil ? .plain : .total, status: summary))

    var table = ResultTable(title: title, columns: columns, rows: rows)
    table.isNumbered = groupName != nil
    table.facts = facts
    if !empty.isEmpty {
      let names = empty.prefix(5).map { ValueSpelling(.english)($0.name) }.joined(separator: ", ")
      table.notes.append(
        Phrase(
          Bilingual(
            en: "Groups without members, neither met nor missed ({n}): {names}.",
            id: "Kelompok tanpa anggota, bukan tercapai dan bukan tidak ({n}): {names}."),
          [
            "n": .number(Rational(empty.count), .count),
            "names": .text(names + (empty.count > 5 ? ", …" : "")),
          ]))
    }
    if hasProjection {
      table.notes.append(
        Phrase(
          Bilingual(
            en: "Projected: counted because money is given out for them; they are not covered on {day}.",
            id: "Proyeksi: dihitung karena sudah dialokasikan; belum terlindungi per {day}."),
          ["day": .date(day)]))
    }
    if hasDearest {
      table.notes.append(
        Phrase(
          Bilingual(
            en:
              "The target states no order, so the gap is priced both ways: with the cheapest and with the dearest people.",
            id:
              "Target tidak menyebut urutan, maka kekurangan dihitung dua cara: dengan orang termurah dan termahal."
          )))
    }
    return table
  }

  private var title: Phrase {
    var values: [String: ResultValue] = ["name": .text(name), "level": .text(level)]
    guard let deadline else { return Phrase(Bilingual(same: "{name}: {level}"), values) }
    values["by"] = .date(deadline)
    return Phrase(
      Bilingual(en: "{name}: {level}, by {by}", id: "{name}: {level}, paling lambat {by}"), values)
  }

  private var facts: [Phrase] {
    var facts = [
      Phrase.asOf(day),
      Phrase(Bilingual(en: "Population: {p}", id: "Sasaran: {p}"), ["p": .text(population)]), rowsUsed,
    ]
    if let baseline {
      facts.append(
        Phrase(
          Bilingual(en: "Baseline {value} on {date}", id: "Semula {value} pada {date}"),
          ["value": baseline.value, "date": .date(baseline.date)]))
    }
    if let citation { facts.append(.authority(citation)) }
    return facts
  }

  static func status(_ isMet: Bool?) -> ResultValue {
    switch isMet {
    case true?: .bilingual(Bilingual(en: "met", id: "tercapai"))
    case false?: .bilingual(Bilingual(en: "not met", id: "belum tercapai"))
    case nil: .notApplicable
    }
  }
}
