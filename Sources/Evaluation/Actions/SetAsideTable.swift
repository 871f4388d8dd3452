import Diagnostics
import Rosters
import Semantics

/// The rows of a file that are not used, each with the reason.
struct SetAsideTable {

  private let cells: CellMaker

  init(_ cells: CellMaker) { self.cells = cells }

  /// Returns the rows set aside from `roster`, and, below, how many there are for each reason.
  func table(_ roster: RosterID, _ source: AnswerSource, onlyRepeatedKeys: Bool = false) throws -> ResultTable {
    let table = try source.table(roster)
    var rows: [ResultTable.Row] = []
    var reasons: [String: (example: Diagnostic, count: Int)] = [:]
    for row in table.setAside {
      // The code of rows that share their key with others.
      if onlyRepeatedKeys && !SetAsideTable.isRepeatedKey(row.reason) { continue }
      reasons[row.reason.code, default: (row.reason, 0)].count += 1
      let why = Bilingual(en: row.reason.message(in: .english), id: row.reason.message(in: .indonesian))
      rows.append(
        ResultTable.Row([
          .text(row.file), .number(Rational(row.row), .plain), row.column.map { .text($0) } ?? .missing,
          row.value.map { .text($0) } ?? .missing, .bilingual(why), .text(row.reason.code),
        ]))
    }
    var result = ResultTable(
      columns: [
        .init(heading: Bilingual(en: "File", id: "Berkas"), key: "file", isNumeric: false),
        .init(heading: Bilingual(en: "Row", id: "Baris"), key: "row", isNumeric: true),
        .init(heading: Bilingual(en: "Column", id: "Kolom"), key: "column", isNumeric: false),
        .init(heading: Bilingual(en: "Value", id: "Isi"), key: "value", isNumeric: false),
        .init(heading: Bilingual(en: "Reason", id: "Alasan"), key: "reason", isNumeric: false),
        .init(heading: Bilingual(en: "Code", id: "Kode"), key: "code", isNumeric: false),
      ], rows: rows)
    result.facts = [.rowsUsed(source.program[roster].name, table)]
    for (code, found) in reasons.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      result.notes.append(
        Phrase(
          Bilingual(en: "{n} rows: {code}", id: "{n} baris: {code}"),
          ["n": .number(Rational(found.count), .count), "code": .text(code)]))
    }
    return result
  }

  private static func isRepeatedKey(_ reason: Diagnostic) -> Bool {
    ["P0672", "P0673", "P0674"].contains(reason.code)
  }
}
