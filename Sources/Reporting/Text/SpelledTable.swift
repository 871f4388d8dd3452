import Diagnostics
import Evaluation

/// A table whose headings and cells are spelled for one language, before any medium lays them out.
public struct SpelledTable: Sendable {

  /// A row of texts.
  public struct Row: Sendable {
    /// What it is.
    public let kind: ResultTable.RowKind
    /// One text a column.
    public let cells: [String]
  }

  /// The headings, with units where the cells leave them out.
  public var headings: [String]
  /// Whether each column stands to the right.
  public var isRight: [Bool]
  /// Whether what stands in each column may be cut short where there is no room: half a day or number would be another.
  public var isCuttable: [Bool]
  /// The rows.
  public var rows: [Row]

  /// Spells `table`; with a number before each plain row if the table asks for it.
  public init(_ table: ResultTable, _ spelling: ValueSpelling) {
    let columns = table.columns.indices
    let bodies = table.rows.filter { $0.kind != .rule }
    let layouts = columns.map { c in
      ValueSpelling.layout(
        of: bodies.lazy.map { c < $0.cells.count ? $0.cells[c] : .missing }, form: table.columns[c].form)
    }
    headings = columns.map { c in
      let heading = table.columns[c].heading(spelling.language)
      let hasNumbers = bodies.contains { row in
        if c < row.cells.count, case .number = row.cells[c] { true } else { false }
      }
      guard hasNumbers, let unit = spelling.headingUnit(layouts[c]), !heading.hasSuffix("(\(unit))"),
        heading != unit
      else { return heading }
      return heading.isEmpty ? "(\(unit))" : "\(heading) (\(unit))"
    }
    isRight = table.columns.map(\.isNumeric)
    isCuttable = columns.map { c in
      !table.columns[c].isNumeric
        && bodies.allSatisfy { $0.kind != .plain || c >= $0.cells.count || $0.cells[c].isCuttable }
    }
    let hasMarks = columns.map { c in bodies.contains { $0.marks.contains(c) } }
    rows = table.rows.map { row in
      if row.kind == .rule {
        return Row(kind: .rule, cells: [row.cells.first.map { spelling($0) } ?? ""])
      }
      return Row(
        kind: row.kind,
        cells: columns.map { c in
          let text = c < row.cells.count ? spelling.cell(row.cells[c], layouts[c]) : ""
          if row.marks.contains(c) { return "\(text) \(spelling.mark)" }
          // Numbers stand below each other, marked or not.
          return hasMarks[c] && table.columns[c].isNumeric && !text.isEmpty ? text + "  " : text
        })
    }
    guard table.isNumbered, rows.contains(where: { $0.kind == .plain }) else { return }
    headings.insert("No", at: 0)
    isRight.insert(true, at: 0)
    isCuttable.insert(false, at: 0)
    var n = 0
    rows = rows.map { row in
      if row.kind == .rule { return row }
      if row.kind == .plain { n += 1 }
      return Row(kind: row.kind, cells: [row.kind == .plain ? spelling.count(n) : ""] + row.cells)
    }
  }
}

extension ResultValue {

  /// Whether its beginning still says what it is.
  fileprivate var isCuttable: Bool {
    switch self {
    case .text, .bilingual, .missing, .notApplicable: true
    case .truth, .number, .share, .date, .month, .period, .nik, .masked: false
    }
  }
}
