import Diagnostics
import Evaluation
import Rosters
import Semantics

/// Tables as CSV (RFC 4180, comma, UTF-8, a line feed at the end of each line).
///
/// Values are whole: exact decimals with a point, days as `2026-12-31`, all digits of a number that ends. A number
/// that does not end, or of which the program asks for fewer decimals, is cut, and its column is named in
/// ``Output/inexactColumns`` for the record of the run. A share has three columns: its percentage and its two counts.
public struct CSVWriter: Sendable {

  /// A table written as CSV.
  public struct Output: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// The rows below the header.
    public var rows: Int
    /// The columns of which a value is not written to its last digit.
    public var inexactColumns: [String]
  }

  /// The language of `yes` and of headings that have no name of their own.
  public var language: Language

  /// Whether a text that a spreadsheet would run as a formula gets an apostrophe before it.
  public var guardsFormulas: Bool

  /// What stands between fields: a comma or a tab.
  public var separator: Unicode.Scalar

  /// Creates a writer.
  public init(_ language: Language, separator: Unicode.Scalar = ",", guardsFormulas: Bool = true) {
    self.language = language
    self.separator = separator
    self.guardsFormulas = guardsFormulas
  }

  /// Decimals of a number that does not end.
  private static let cutPlaces = 6

  /// Creates a writer of files with `suffix`.
  init(_ language: Language, suffix: String) {
    self.init(language, separator: suffix == "tsv" ? "\t" : ",")
  }

  /// Writes the plain rows of `table`: totals are for readers, and would be counted twice by a machine.
  public func write(_ table: ResultTable) -> Output {
    let isShare = table.columns.indices.map { c in
      table.rows.contains { row in
        if row.kind == .plain, c < row.cells.count, case .share = row.cells[c] { true } else { false }
      }
    }
    var lines = self.lines(table.columns, shares: isShare)
    var bytes = lines.head
    let rows = lines.add(table.rows, to: &bytes)
    return Output(bytes: bytes, rows: rows, inexactColumns: lines.inexactColumns)
  }

  /// Returns what writes the lines of a table of `columns`, of which `shares` tells those that hold shares.
  public func lines(_ columns: [ResultTable.Column], shares: [Bool]) -> CSVLines {
    CSVLines(self, columns, shares: shares)
  }

  /// Returns `text`, with an apostrophe before it if a spreadsheet would run it as a formula.
  func guarded(_ text: String) -> String {
    guard guardsFormulas, let first = text.utf8.first, CSVWriter.beginsFormulas(first) else { return text }
    // A number with a sign is data, not a formula.
    let isNumber =
      text.utf8.count > 1 && (first == UInt8(ascii: "+") || first == UInt8(ascii: "-"))
      && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
    return isNumber ? text : "'" + text
  }

  private static func beginsFormulas(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }
}
