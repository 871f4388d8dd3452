import Diagnostics
import Rosters

/// What became of the rows of a roster's files: rows in = rows used + rows set aside.
public struct RosterAccount: Sendable {

  /// The roster's name.
  public let name: String

  /// The files.
  public let files: [DataFile]

  /// The data rows of the files.
  public let rowsRead: Int

  /// The rows that are used.
  public let rowsUsed: Int

  /// The rows set aside.
  public var setAside: SetAsideRows { table.setAside }

  /// The share of rows that may be set aside before money is no longer allocated.
  public var tolerance: Rational? { table.schema.tolerance }

  private let table: RosterTable

  /// Creates the account of `table`, the roster `name`.
  public init(name: String, table: RosterTable) {
    self.name = name
    files = table.layouts.map(\.file)
    rowsRead = table.rowsRead
    rowsUsed = table.count
    self.table = table
  }

  /// `true` iff no more rows were set aside than the roster states.
  public var isWithinTolerance: Bool {
    Rational(setAside.count) <= (tolerance ?? .zero) * Rational(rowsRead)
  }

  /// The reasons with how many rows each has, and the first of them, in order of code.
  public var reasons: [(code: String, count: Int, first: SetAsideRow)] {
    var found: [String: (count: Int, first: SetAsideRow)] = [:]
    for row in setAside {
      if let known = found[row.reason.code] {
        found[row.reason.code] = (known.count + 1, known.first)
      } else {
        found[row.reason.code] = (1, row)
      }
    }
    return found.map { ($0.key, $0.value.count, $0.value.first) }.sorted { $0.0 < $1.0 }
  }

  /// Returns the account in `language`: a line, and for each reason the first row with its place in the file.
  ///
  /// What is said of a file as a whole is shown where the program, one of `texts`, names it.
  public func text(in language: Language, isColoured: Bool = false, texts: SourceMap = SourceMap()) -> String
  {
    func n(_ count: Int) -> String { DiagnosticArgument.count(count).text(in: language) }
    var text = TextWidth.harmless(name) + ": "
    text += Bilingual(
      en:
        "\(n(rowsRead)) \(rowsRead == 1 ? "row" : "rows") read = \(n(rowsUsed)) used + \(n(setAside.count)) set aside\n",
      id: "\(n(rowsRead)) baris dibaca = \(n(rowsUsed)) dipakai + \(n(setAside.count)) disisihkan\n")(
        language)
    let renderer = DiagnosticRenderer(language: language, isColoured: isColoured)
    for d in table.diagnostics.elements { text += renderer.render(d, in: texts) }
    for r in reasons {
      var sources = SourceMap()
      let first = table.placed(r.first, in: &sources)
      let more = r.count - 1
      // One row less is no error of the run: the roster says how many it accepts.
      text += renderer.render(first, in: sources, label: Bilingual(en: "set aside", id: "disisihkan"))
      if more > 0 {
        text += Bilingual(
          en: "  … and \(n(more)) more \(more == 1 ? "row" : "rows") set aside by \(r.code)\n",
          id: "  … dan \(n(more)) baris lagi disisihkan karena \(r.code)\n")(language)
      }
    }
    return text
  }
}

/// Writes rows set aside as CSV: the roster, the file, the row, the line, the column, the value, the code, the reason.
public enum SetAsideFile {

  /// Returns the file of the rows set aside from `accounts`, with reasons in `language`.
  public static func bytes(of accounts: [RosterAccount], language: Language) -> [UInt8] {
    var bytes = Array("roster,file,row,line,column,value,code,reason\n".utf8)
    for account in accounts {
      for row in account.setAside {
        let cells = [
          account.name, row.file, String(row.row), String(row.line), row.column ?? "", row.value ?? "",
          row.reason.code, row.reason.message(in: language),
        ]
        bytes += Array(cells.map(quoted).joined(separator: ",").utf8)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

  /// Returns `cell` as CSV writes it; what a spreadsheet would take for a formula is made a text.
  private static func quoted(_ cell: String) -> String {
    var text = cell
    if let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) { text = "'" + cell }
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      return text
    }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
