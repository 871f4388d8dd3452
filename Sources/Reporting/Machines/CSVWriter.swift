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

  /// Writes the plain rows of `table`: totals are for readers, and would be counted twice by a machine.
  public func write(_ table: ResultTable) -> Output {
    let rows = table.rows.filter { $0.kind == .plain }
    let isShare = table.columns.indices.map { c in
      rows.contains { row in
        if c < row.cells.count, case .share = row.cells[c] { true } else { false }
      }
    }
    var bytes: [UInt8] = []
    var inexact: [Bool] = table.columns.map { _ in false }
    var header: [String] = []
    for (c, column) in table.columns.enumerated() {
      header.append(quoted(guarded(column.key)))
      if isShare[c] {
        header += ["_numerator", "_denominator"].map { quoted(guarded(column.key + $0)) }
      }
    }
    append(header, to: &bytes)
    for row in rows {
      var line: [String] = []
      for (c, column) in table.columns.enumerated() {
        let value = c < row.cells.count ? row.cells[c] : .missing
        line.append(quoted(field(value, column.form, isInexact: &inexact[c])))
        guard isShare[c] else { continue }
        if case .share(let n, let d) = value {
          line += [n.machineText, d.machineText]
        } else {
          line += ["", ""]
        }
      }
      append(line, to: &bytes)
    }
    let names = zip(table.columns, inexact).filter(\.1).map(\.0.key)
    return Output(bytes: bytes, rows: rows.count, inexactColumns: names)
  }

  private func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (i, field) in fields.enumerated() {
      if i > 0 { bytes.append(UInt8(ascii: separator)) }
      bytes.append(contentsOf: field.utf8)
    }
    // A line that is one empty field would read as no line at all.
    if fields.count == 1 && fields[0].isEmpty { bytes.append(contentsOf: "\"\"".utf8) }
    bytes.append(0x0A)
  }

  /// Returns `value` as a field, not yet quoted.
  private func field(_ value: ResultValue, _ form: DisplayForm, isInexact: inout Bool) -> String {
    switch value {
    case .missing, .notApplicable: return ""
    case .truth(let b): return ValueSpelling(language).truth(b)
    case .number(let n, let unit):
      let isPercent = unit.isFraction
      return number(isPercent ? n * 100 : n, form, &isInexact)
        + (isPercent && unit.scale == .percent ? "%" : "")
    case .share(let n, let d):
      guard let fraction = n / d else { return "" }
      // The two counts beside it are the share itself, so cutting the percentage loses nothing.
      var isCut = false
      return number(fraction * 100, form, &isCut) + "%"
    case .date(let d): return d.iso
    case .month(let d): return String(d.iso.prefix(7))
    case .period(let d, let step): return step.code(of: d)
    case .text(let s): return guarded(s)
    case .bilingual(let b): return guarded(b(language))
    case .nik(let n): return IdentityNumber.text(n)
    case .masked(let s): return guarded(s)
    }
  }

  private func number(_ n: Rational, _ form: DisplayForm, _ isInexact: inout Bool) -> String {
    let own = n.decimalPlaces.flatMap { $0 <= 30 ? $0 : nil }
    let asked = form.isForReaders ? nil : form.decimals
    let written = n.decimalText(places: asked ?? own ?? CSVWriter.cutPlaces)
    if !written.isExact { isInexact = true }
    return written.text
  }

  /// Returns `text`, with an apostrophe before it if a spreadsheet would run it as a formula.
  func guarded(_ text: String) -> String {
    guard guardsFormulas, let first = text.utf8.first, Array("=+-@\t\r".utf8).contains(first) else {
      return text
    }
    // A number with a sign is data, not a formula.
    let isNumber =
      text.utf8.count > 1 && (first == UInt8(ascii: "+") || first == UInt8(ascii: "-"))
      && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
    return isNumber ? text : "'" + text
  }

  /// Returns `text` in quotes if it could not stand without them.
  func quoted(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { $0 == UInt8(ascii: separator) || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || text.utf8.first == 0x20 || text.utf8.last == 0x20
    guard needsQuotes else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
