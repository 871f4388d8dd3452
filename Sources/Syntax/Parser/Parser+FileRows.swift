import Diagnostics

/// The rows of a table or of cases that stand in a file of separated values.
public struct FileRows: Sendable {
  /// The head and the rows.
  public let grid: GridSyntax
  /// What is wrong with them.
  public let diagnostics: DiagnosticSet
}

extension Parser {

  /// Reads the rows in `source`, a file of separated values with a line of headers, whose cells are written as between
  /// the bars of a table.
  ///
  /// The columns are those of `head`, in any order, if it has any; else those of the file, of which the first result's
  /// header begins with `||`. A column called `because` holds each row's reason, one called `under` its citation,
  /// `valid from` and `valid to` its days in force, and `unverified` a `yes` where its figures are not confirmed.
  public static func parseRows(
    file: FileID, source: SourceFile, language: Language, isTable: Bool, head: GridSyntax?,
    headSource: SourceFile?
  ) -> FileRows {
    var reader = FileRowReader(source, file: file, language: language, isTable: isTable)
    let grid = reader.read(head: head, headSource: headSource)
    return FileRows(grid: grid, diagnostics: reader.diagnostics)
  }
}

/// Reads the cells of a file of separated values, each by the parser of cells.
private struct FileRowReader {

  /// What a column of the file holds.
  private enum Column {
    case condition(Int)
    case result(Int, isText: Bool)
    case reason
    case citation
    case validFrom
    case validTo
    case unverified
    case unknown
  }

  private let file: FileID
  private let language: Language
  private let cells: SeparatedText
  private let plain: SourceFile
  private let length: Int
  private let isTable: Bool
  var diagnostics = DiagnosticSet()

  init(_ source: SourceFile, file: FileID, language: Language, isTable: Bool) {
    self.isTable = isTable
    self.file = file
    self.language = language
    cells = SeparatedText(source.bytes)
    plain = SourceFile(name: source.name, bytes: cells.plain)
    length = source.bytes.count
  }

  private func span(_ cell: SeparatedText.Cell) -> Span { Span(file: file, start: cell.start, end: cell.end) }

  private func parser(of cell: SeparatedText.Cell, from start: Int? = nil) -> Parser {
    let lexed = Lexer.lex(plain, file: file, language: language, blocks: [(start ?? cell.start)..<cell.end])
    return Parser(plain, file: file, lexed: lexed, language: language)
  }

  mutating func read(head: GridSyntax?, headSource: SourceFile?) -> GridSyntax {
    guard let header = cells.records.first, cells.records.count > 1 else {
      diagnostics.insert(.tableFileEmpty(at: Span(file: file, start: 0, end: length)))
      return head ?? GridSyntax(conditions: [], results: [], rows: [])
    }
    let own = head.flatMap { $0.conditions.isEmpty && $0.results.isEmpty ? nil : $0 }
    let (columns, grid) = own.map { matched(header, $0, headSource) } ?? declared(header)
    let rows = cells.records.dropFirst().map { row($0, columns, header.count, grid) }
    return GridSyntax(conditions: grid.conditions, results: grid.results, rows: Array(rows))
  }

  // MARK: Headers

  private func isWord(_ role: KeywordRole, _ text: String) -> Bool {
    Language.allCases.contains { role.wording.printed(in: $0).lowercased() == text.lowercased() }
  }

  private func special(_ text: String) -> Column? {
    if isWord(.because, text) { return .reason }
    if isWord(.under, text) { return .citation }
    guard isTable else { return nil }
    if isWord(.unverified, text) { return .unverified }
    if isWord(.validFrom, text) { return .validFrom }
    // A row says `valid from … to …`; a file has a column for each end.
    return ["valid to", "berlaku sampai"].contains(text.lowercased()) ? .validTo : nil
  }

  /// The columns of a file that says itself which are results.
  private mutating func declared(_ header: [SeparatedText.Cell]) -> ([Column], GridSyntax) {
    var columns: [Column] = []
    var conditions: [ExpressionSyntax] = []
    var results: [(name: Name, type: TypeSyntax?)] = []
    var isAfter = false
    for cell in header {
      if let s = special(cells.text(of: cell)) {
        columns.append(s)
        continue
      }
      var start = cell.start
      while start < cell.end && plain.bytes[start] == 32 { start += 1 }
      if start + 1 < cell.end && plain.bytes[start] == 124 && plain.bytes[start + 1] == 124 {
        isAfter = true
        start += 2
      }
      var p = parser(of: cell, from: start)
      if isAfter {
        let name = p.parseDefinedName()
        let type = p.take(.colon) ? p.parseType() : nil
        columns.append(.result(results.count, isText: type?.form.isText ?? false))
        results.append((name, type))
      } else {
        columns.append(.condition(conditions.count))
        conditions.append(isTable ? p.parseSum() : p.parseCaseHead())
      }
      if !p.isAtLineEnd { p.reportUnexpected() }
      diagnostics.formUnion(p.diagnostics)
    }
    if results.isEmpty, let first = header.first, let last = header.last {
      diagnostics.insert(.tableFileWithoutResults(at: span(first).joined(with: span(last))))
    }
    return (columns, GridSyntax(conditions: conditions, results: results, rows: []))
  }

  /// The columns of a file whose head stands in the program.
  private mutating func matched(
    _ header: [SeparatedText.Cell], _ head: GridSyntax, _ source: SourceFile?
  ) -> ([Column], GridSyntax) {
    func words(_ text: String) -> String {
      text.split { $0.isWhitespace }.joined(separator: " ").lowercased()
    }
    let conditions = head.conditions.map { words(source?.text(of: $0.span) ?? "") }
    let results = head.results.map { words($0.name.text) }
    var found: Set<String> = []
    let columns = header.map { cell -> Column in
      var text = words(cells.text(of: cell))
      if text.hasPrefix("||") { text = words(String(text.dropFirst(2))) }
      if let colon = text.firstIndex(of: ":") { text = words(String(text[..<colon])) }
      if let i = conditions.firstIndex(of: text), found.insert(text).inserted { return .condition(i) }
      if let i = results.firstIndex(of: text), found.insert(text).inserted {
        return .result(i, isText: head.results[i].type?.form.isText ?? false)
      }
      if let s = special(text) { return s }
      if !text.isEmpty { diagnostics.insert(.tableFileColumnUnknown(cells.text(of: cell), at: span(cell))) }
      return .unknown
    }
    for name in conditions + results where !found.contains(name) {
      let whole = header.first.map { first in
        header.last.map { span(first).joined(with: span($0)) } ?? span(first)
      }
      diagnostics.insert(.tableFileColumnMissing(name, at: whole ?? Span(file: file, start: 0, end: 0)))
    }
    return (columns, head)
  }

  // MARK: Rows

  private mutating func row(
    _ record: [SeparatedText.Cell], _ columns: [Column], _ width: Int, _ grid: GridSyntax
  ) -> GridRow {
    let whole = Span(file: file, start: record.first?.start ?? 0, end: record.last?.end ?? 0)
    let blank = CellSyntax(.blank, span: whole)
    var conditions = [CellSyntax](repeating: blank, count: grid.conditions.count)
    var results = [CellSyntax](repeating: blank, count: grid.results.count)
    var reason: String?
    var citation: String?
    var isUnverified = false
    var first: ExpressionSyntax?
    var last: ExpressionSyntax?
    if record.count > width && record[width...].contains(where: { !cells.isBlank($0) }) {
      diagnostics.insert(.wrongCellCount(found: record.count, needed: width, at: whole))
    }
    for (column, cell) in zip(columns, record) {
      switch column {
      case .condition(let i): conditions[i] = self.cell(cell, isText: false, isCondition: isTable)
      case .result(let i, let isText): results[i] = self.cell(cell, isText: isText, isCondition: false)
      case .reason: reason = cells.isBlank(cell) ? nil : cells.text(of: cell)
      case .citation: citation = cells.isBlank(cell) ? nil : cells.text(of: cell)
      case .validFrom: first = day(cell)
      case .validTo: last = day(cell)
      case .unverified: isUnverified = isYes(cell)
      case .unknown: break
      }
    }
    let validity =
      first == nil && last == nil ? nil : RowValidity(from: first, to: last, span: whole)
    return GridRow(
      conditions: conditions, results: results, reason: reason,
      authority: Authority(citation: citation, isUnverified: isUnverified), validity: validity, span: whole)
  }

  /// Reads a day; `nil` where nothing is written.
  private mutating func day(_ cell: SeparatedText.Cell) -> ExpressionSyntax? {
    if cells.isBlank(cell) { return nil }
    var p = parser(of: cell)
    let read = p.parseSum()
    if !p.isAtLineEnd { p.reportUnexpected() }
    diagnostics.formUnion(p.diagnostics)
    return read
  }

  /// Reads `yes` or `no`; nothing is no.
  private mutating func isYes(_ cell: SeparatedText.Cell) -> Bool {
    if cells.isBlank(cell) { return false }
    var p = parser(of: cell)
    if p.take(.yes) && p.isAtLineEnd { return true }
    p = parser(of: cell)
    if !(p.take(.no) && p.isAtLineEnd) {
      diagnostics.insert(
        .expected(
          Bilingual(en: "`yes` or `no`", id: "`ya` atau `tidak`"),
          found: Bilingual(same: "`\(cells.text(of: cell))`"), at: span(cell)))
    }
    return false
  }

  /// Reads one cell; what is no form of a cell, or stands in a column of texts, is a text.
  private mutating func cell(
    _ cell: SeparatedText.Cell, isText: Bool, isCondition: Bool
  ) -> CellSyntax {
    let site = span(cell)
    if cells.isBlank(cell) { return CellSyntax(.blank, span: site) }
    let text = cells.text(of: cell)
    let asText = CellSyntax(
      .values([ExpressionSyntax(.text([.characters(text)]), id: NodeID(0), span: site)], isNegated: false),
      span: site)
    var p = parser(of: cell)
    let hasNumbers = p.tokens.contains { $0.kind == .number || $0.kind == .money }
    if isText && p.token.kind != .text { return asText }
    if p.diagnostics.isEmpty {
      let read = p.parseCell(isCondition: isCondition)
      if p.isAtLineEnd && p.diagnostics.isEmpty { return read }
      if !p.isAtLineEnd && p.diagnostics.isEmpty { p.reportUnexpected() }
    }
    if !hasNumbers { return asText }
    diagnostics.formUnion(p.diagnostics)
    return CellSyntax(.any, span: site)
  }
}

extension TypeSyntax.Form {
  fileprivate var isText: Bool {
    switch self {
    case .text: true
    case .nik, .count, .whole, .number, .percent, .money, .date, .truth, .choice, .reference, .invalid: false
    }
  }
}
