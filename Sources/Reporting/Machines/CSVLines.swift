import Diagnostics
import Evaluation
import Rosters
import Semantics

/// The lines of a table in CSV, written one after the other.
public struct CSVLines: LineWriter {

  private let writer: CSVWriter
  private let columns: [ResultTable.Column]
  private let isShare: [Bool]
  private let separator: UInt8
  private var inexact: [Bool]

  init(_ writer: CSVWriter, _ columns: [ResultTable.Column], shares: [Bool]) {
    self.writer = writer
    self.columns = columns
    isShare = shares
    separator = UInt8(ascii: writer.separator)
    inexact = columns.map { _ in false }
  }

  /// Decimals of a number that does not end.
  private static let cutPlaces = 6

  /// The columns of which a value was not written to its last digit.
  public var inexactColumns: [String] { zip(columns, inexact).filter(\.1).map(\.0.key) }

  /// The names of the columns.
  public var head: [UInt8] {
    var bytes: [UInt8] = []
    for (c, column) in columns.enumerated() {
      for suffix in isShare[c] ? ["", "_numerator", "_denominator"] : [""] {
        if c > 0 || !suffix.isEmpty { bytes.append(separator) }
        put(writer.guarded(column.key + suffix), to: &bytes)
      }
    }
    end(from: 0, &bytes)
    return bytes
  }

  /// Adds the plain ones of `rows` to `bytes`, and returns how many they are.
  public mutating func add(_ rows: [ResultTable.Row], to bytes: inout [UInt8]) -> Int {
    var count = 0
    for row in rows where row.kind == .plain {
      let start = bytes.count
      for c in columns.indices {
        if c > 0 { bytes.append(separator) }
        let value = c < row.cells.count ? row.cells[c] : .missing
        put(value, c, to: &bytes)
        guard isShare[c] else { continue }
        var (numerator, denominator) = ("", "")
        if case .share(let n, let d) = value { (numerator, denominator) = (n.machineText, d.machineText) }
        for part in [numerator, denominator] {
          bytes.append(separator)
          bytes.append(contentsOf: part.utf8)
        }
      }
      end(from: start, &bytes)
      count += 1
    }
    return count
  }

  private func end(from start: Int, _ bytes: inout [UInt8]) {
    // A line that is one empty field would read as no line at all.
    if bytes.count == start && columns.count == 1 { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(0x0A)
  }

  /// Adds `value` of column `c` as a field.
  private mutating func put(_ value: ResultValue, _ c: Int, to bytes: inout [UInt8]) {
    switch value {
    case .missing, .notApplicable: break
    case .truth(let b): put(ValueSpelling(writer.language).truth(b), to: &bytes)
    case .number(let n, let unit):
      if unit.isFraction {
        putNumber(n * 100, columns[c].form, &inexact[c], to: &bytes)
        if unit.scale == .percent { bytes.append(UInt8(ascii: "%")) }
      } else {
        putNumber(n, columns[c].form, &inexact[c], to: &bytes)
      }
    case .share(let n, let d):
      guard let fraction = n / d else { break }
      // The two counts beside it are the share itself, so cutting the percentage loses nothing.
      var isCut = false
      putNumber(fraction * 100, columns[c].form, &isCut, to: &bytes)
      bytes.append(UInt8(ascii: "%"))
    case .date(let d): bytes.append(contentsOf: d.iso.utf8)
    case .month(let d): bytes.append(contentsOf: d.iso.utf8.prefix(7))
    case .period(let d, let step): put(step.code(of: d), to: &bytes)
    case .text(let s), .masked(let s): put(writer.guarded(s), to: &bytes)
    case .bilingual(let b): put(writer.guarded(b(writer.language)), to: &bytes)
    case .nik(let n): bytes.append(contentsOf: IdentityNumber.text(n).utf8)
    }
  }

  /// Adds a number, which never wants quotes: it has a point and no comma.
  private func putNumber(
    _ n: Rational, _ form: DisplayForm, _ isInexact: inout Bool, to bytes: inout [UInt8]
  ) {
    let asked = form.isForReaders ? nil : form.decimals
    if asked ?? 0 == 0, let whole = n.int64 {
      bytes.append(contentsOf: String(whole).utf8)
      return
    }
    let own = n.decimalPlaces.flatMap { $0 <= 30 ? $0 : nil }
    let written = n.decimalText(places: asked ?? own ?? CSVLines.cutPlaces)
    if !written.isExact { isInexact = true }
    bytes.append(contentsOf: written.text.utf8)
  }

  /// Adds `text`, in quotes if it could not stand without them.
  private func put(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    var needsQuotes = bytes.count > start && (bytes[start] == 0x20 || bytes[bytes.count - 1] == 0x20)
    for i in start..<bytes.count where !needsQuotes {
      let b = bytes[i]
      needsQuotes = b == separator || b == 0x22 || b == 0x0A || b == 0x0D
    }
    guard needsQuotes else { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(0x22)
    for b in text.utf8 {
      if b == 0x22 { bytes.append(0x22) }
      bytes.append(b)
    }
    bytes.append(0x22)
  }
}
