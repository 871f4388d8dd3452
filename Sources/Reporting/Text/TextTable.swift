import Diagnostics
import Evaluation
import Rosters
import Semantics

/// A table as lines of text: columns aligned by what a terminal shows, numbers to the right.
struct TextTable {

  private let layout: TextLayout
  private var headings: [[String]]
  private var isRight: [Bool]
  private var isCuttable: [Bool]
  private var rows: [SpelledTable.Row]
  private var widths: [Int]
  private var remarks: [Phrase] = []

  /// Columns between two columns.
  private static let gap = 2
  /// What a column of text is never made narrower than.
  private static let narrowest = 12

  /// Lays out `table`.
  init(_ table: ResultTable, _ layout: TextLayout) {
    self.layout = layout
    var spelled = SpelledTable(table, layout.spelling)
    if let limit = layout.rowLimit { TextTable.shorten(&spelled, to: limit, layout, &remarks) }
    headings = spelled.headings.map { [layout.safe($0)] }
    isRight = spelled.isRight
    isCuttable = spelled.isCuttable
    rows = spelled.rows.map { SpelledTable.Row(kind: $0.kind, cells: $0.cells.map(layout.safe)) }
    widths = headings.map { DisplayWidth.of($0[0]) }
    measure()
    if let width = layout.width { fit(width) }
  }

  /// Leaves out rows in the middle of `table` so that `limit` plain rows stay.
  private static func shorten(
    _ table: inout SpelledTable, to limit: Int, _ layout: TextLayout, _ remarks: inout [Phrase]
  ) {
    let plain = table.rows.indices.filter { table.rows[$0].kind == .plain }
    guard plain.count > limit, limit > 1 else { return }
    let hidden = plain.count - limit
    let first = plain[(limit + 1) / 2]
    let last = plain[plain.count - limit / 2 - 1]
    table.rows.replaceSubrange(
      first...last,
      with: [SpelledTable.Row(kind: .plain, cells: table.headings.map { _ in layout.cutMark })])
    remarks.append(.rowsShown(plain.count, hidden: hidden))
  }

  /// Sets each column as wide as its widest line.
  private mutating func measure() {
    for c in headings.indices {
      var width = headings[c].map { DisplayWidth.of($0) }.max() ?? 0
      for row in rows where row.kind != .rule && c < row.cells.count {
        width = max(width, DisplayWidth.of(row.cells[c]))
      }
      widths[c] = width
    }
  }

  private var totalWidth: Int { widths.reduce(0, +) + TextTable.gap * max(0, widths.count - 1) }

  /// Makes the table `width` columns wide: headings on several lines, then texts cut, then columns left out.
  private mutating func fit(_ width: Int) {
    guard totalWidth > width else { return }
    for c in headings.indices {
      let cells = rows.filter { $0.kind != .rule }.map {
        c < $0.cells.count ? DisplayWidth.of($0.cells[c]) : 0
      }
      headings[c] = DisplayWidth.wrapped(headings[c].joined(separator: " "), to: max(cells.max() ?? 0, 8))
    }
    measure()
    while totalWidth > width {
      let texts = headings.indices.filter { isCuttable[$0] && widths[$0] > TextTable.narrowest }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
      cut(widest, to: max(TextTable.narrowest, widths[widest] - (totalWidth - width)))
    }
    hideColumns(width)
  }

  /// Cuts the texts of column `c` so that they take `width` columns.
  private mutating func cut(_ c: Int, to width: Int) {
    headings[c] = headings[c].map { DisplayWidth.fitting($0, width, mark: layout.cutMark) }
    rows = rows.map { row in
      guard row.kind != .rule, c < row.cells.count else { return row }
      var cells = row.cells
      cells[c] = DisplayWidth.fitting(cells[c], width, mark: layout.cutMark)
      return SpelledTable.Row(kind: row.kind, cells: cells)
    }
    widths[c] = min(widths[c], width)
  }

  /// Leaves out columns in the middle until the table fits, with a mark in their place and a remark below.
  private mutating func hideColumns(_ width: Int) {
    var hidden: [String] = []
    var place: Int?
    // The columns that name the row stay, and the last.
    let kept = (isRight.firstIndex(of: false) ?? 0) + 1
    while totalWidth > width && headings.count > kept + 1 {
      let c = place.map { $0 + 1 < headings.count - 1 ? $0 + 1 : $0 - 1 } ?? max(kept, headings.count / 2)
      guard c >= kept else { break }
      hidden.append(headings[c].joined(separator: " "))
      if let mark = place {
        remove(c)
        if c < mark { place = mark - 1 }
      } else {
        headings[c] = [layout.cutMark]
        widths[c] = DisplayWidth.of(layout.cutMark)
        rows = rows.map { row in
          guard row.kind != .rule, c < row.cells.count else { return row }
          var cells = row.cells
          cells[c] = layout.cutMark
          return SpelledTable.Row(kind: row.kind, cells: cells)
        }
        place = c
      }
    }
    if !hidden.isEmpty { remarks.append(.columnsHidden(hidden)) }
  }

  private mutating func remove(_ c: Int) {
    headings.remove(at: c)
    isRight.remove(at: c)
    isCuttable.remove(at: c)
    widths.remove(at: c)
    rows = rows.map { row in
      guard row.kind != .rule, c < row.cells.count else { return row }
      var cells = row.cells
      cells.remove(at: c)
      return SpelledTable.Row(kind: row.kind, cells: cells)
    }
  }

  /// The lines of the table, without its title and notes.
  var lines: [String] {
    var result: [String] = []
    let height = headings.map(\.count).max() ?? 0
    for i in 0..<height {
      // Headings stand on the ground, so that the last line is the one beside the rule.
      let cells = headings.map { lines in
        let k = i - (height - lines.count)
        return k >= 0 ? lines[k] : ""
      }
      result.append(layout.strong(line(cells)))
    }
    result.append(rule)
    var isAfterPlain = false
    for row in rows {
      switch row.kind {
      case .plain:
        result.append(line(row.cells))
        isAfterPlain = true
      case .subtotal:
        result.append(layout.strong(line(row.cells)))
        isAfterPlain = true
      case .rest:
        result.append(line(row.cells))
      case .total:
        if isAfterPlain { result.append(rule) }
        isAfterPlain = false
        result.append(layout.strong(line(row.cells)))
      case .rule:
        result.append(labelled(row.cells.first ?? ""))
      }
    }
    result += remarks.flatMap { layout.paragraph(layout.sentence($0)) }
    return result
  }

  /// The rule below the heading and above totals.
  private var rule: String {
    widths.map { String(repeating: layout.ruleMark, count: $0) }.joined(
      separator: String(repeating: " ", count: TextTable.gap))
  }

  /// Returns a line across the table with `label` in it.
  private func labelled(_ label: String) -> String {
    let head = layout.ruleMark + layout.ruleMark + " " + label + " "
    let rest = max(2, totalWidth - DisplayWidth.of(head))
    return head + String(repeating: layout.ruleMark, count: rest)
  }

  private func line(_ cells: [String]) -> String {
    var text = ""
    for c in widths.indices {
      if c > 0 { text += String(repeating: " ", count: TextTable.gap) }
      text += DisplayWidth.padded(c < cells.count ? cells[c] : "", to: widths[c], isRight: isRight[c])
    }
    // Spaces at the end of a line are noise in whatever keeps the output.
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}

extension Phrase {

  /// Creates the remark that `hidden` of `all` rows are left out.
  static func rowsShown(_ all: Int, hidden: Int) -> Phrase {
    Phrase(
      Bilingual(
        en: "{all} rows, of which {shown} are shown.", id: "{all} baris, {shown} di antaranya ditampilkan."),
      ["all": .number(Rational(all), .count), "shown": .number(Rational(all - hidden), .count)])
  }

  /// Creates the remark that the columns `names` are left out for lack of room.
  static func columnsHidden(_ names: [String]) -> Phrase {
    Phrase(
      Bilingual(
        en: "This terminal is too narrow for {n} columns: {names}.",
        id: "Layar ini terlalu sempit untuk {n} kolom: {names}."),
      ["n": .number(Rational(names.count), .count), "names": .text(names.joined(separator: ", "))])
  }
}
