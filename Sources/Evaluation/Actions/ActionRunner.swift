import Diagnostics
import Rosters
import Semantics
import Syntax

/// Answers what a program asks for: an action in, blocks for a reader and files to write out.
public struct ActionRunner: Sendable {

  /// The evaluated plan.
  var source: AnswerSource
  /// The texts of the program, from which conditions are quoted.
  public var texts: SourceMap
  /// What writes files.
  public var writer: any OutputWriter
  /// The language of files; what a reader sees is spelled when it is shown.
  public var language: Language

  /// Creates a runner of actions over `model`, as `frame` assumes.
  public init(
    _ model: Model, frame: EvaluationFrame = EvaluationFrame(), texts: SourceMap, writer: any OutputWriter,
    language: Language
  ) {
    self.source = AnswerSource(model, frame)
    self.texts = texts
    self.writer = writer
    self.language = language
  }

  /// Creates a runner that writes no files: of what a test asks.
  init(_ source: AnswerSource, texts: SourceMap) {
    self.source = source
    self.texts = texts
    self.writer = NoWriter()
    self.language = source.program.language
  }

  var program: CoreProgram { source.program }

  /// Returns what `action` answers. What can not be answered is a diagnostic in its blocks, and not a success.
  public func run(_ action: CoreAction) -> ActionOutcome {
    var outcome = ActionOutcome()
    do {
      try answer(action, into: &outcome)
    } catch let stop as ActionStop {
      outcome.fail(stop.diagnostics)
    } catch let stop as EvaluationStop {
      outcome.fail(stop.diagnostics(program, at: action.origin))
    } catch {
      outcome.fail([.unexpected("\(error)", at: action.origin)])
    }
    return outcome
  }

  private func answer(_ action: CoreAction, into outcome: inout ActionOutcome) throws {
    switch action.kind {
    case .showTargets(let scenario): try showTargets(under(scenario), scenario, into: &outcome)
    case .showResult(let id, let layout, let scenario):
      try showResult(id, layout, under(scenario), scenario, into: &outcome)
      try addTitle(action, under(scenario), to: &outcome)
    case .show(let query, let scenario):
      var table = try QueryAnswer(query, under(scenario)).table()
      if let scenario { table.facts.insert(.scenario(scenario), at: 0) }
      outcome.blocks.append(.table(table))
    case .showValues(let columns, let scenario):
      let source = under(scenario)
      if let title = action.title { outcome.blocks.append(.heading(try phrase(title, source))) }
      for column in columns { outcome.blocks.append(.figure(try Figures(source).figure(column))) }
      outcome.blocks += try action.notes.map { .sentence(try phrase($0, source)) }
    case .chart(let query, let file, let scenario):
      try chart(query, file, under(scenario), scenario, into: &outcome)
    case .export(let query, let export, let scenario):
      try self.export(query, export, under(scenario), origin: action.origin, into: &outcome)
    case .report(let report): try self.report(report, origin: action.origin, into: &outcome)
    case .compare(let scenarios, let columns): try compare(scenarios, columns, into: &outcome)
    case .find(let find): try self.find(find, origin: action.origin, into: &outcome)
    case .why(let why, let scenario): try self.why(why, under(scenario), scenario, into: &outcome)
    case .check(let condition, let message, true): try warn(condition, message, into: &outcome)
    case .check(let condition, let message, false):
      try check(condition, message, origin: action.origin, into: &outcome)
    case .forEach(_, let population, let actions):
      try forEach(population, actions, into: &outcome)
    case .ask(let question, let scenario): try ask(question, under(scenario), into: &outcome)
    case .under(let scenario, let actions, let isQuestion):
      try under(scenario, actions, isQuestion: isQuestion, into: &outcome)
    case .changeTo(let scenario, let before): try change(to: scenario, from: before, into: &outcome)
    case .sweep(let sweep): try self.sweep(sweep, origin: action.origin, into: &outcome)
    }
  }

  /// Returns the plan under `scenario`; of `nil`, the plan as this runner holds it.
  func under(_ scenario: String?) -> AnswerSource {
    scenario == nil ? source : source.under(scenario)
  }

  /// Returns how the program words what stands at `span`, on one line.
  func quoted(_ span: Span) -> String {
    texts.text(of: span).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" })
      .joined(separator: " ")
  }

  /// Returns how the program words what stands at `span`, without brackets around the whole.
  func unbracketed(_ span: Span) -> String {
    let text = quoted(span)
    return text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
  }

  func phrase(_ e: CoreExpression, _ source: AnswerSource) throws -> Phrase {
    let value = try CellMaker(source).value(source.value(of: e), e.type)
    return Phrase(Bilingual(same: "{text}"), ["text": value])
  }

  /// Puts the title and the notes of a result that has no query of its own on its first and last table.
  private func addTitle(_ action: CoreAction, _ source: AnswerSource, to outcome: inout ActionOutcome) throws
  {
    let places = outcome.blocks.indices.filter { if case .table = outcome.blocks[$0] { true } else { false } }
    if let title = action.title, let first = places.first, case .table(var table) = outcome.blocks[first] {
      table.title = try phrase(title, source)
      outcome.blocks[first] = .table(table)
    }
    if !action.notes.isEmpty, let last = places.last, case .table(var table) = outcome.blocks[last] {
      table.notes += try action.notes.map { try phrase($0, source) }
      outcome.blocks[last] = .table(table)
    }
  }

  // MARK: Repetition

  private func forEach(
    _ population: CorePopulation, _ actions: [CoreAction], into outcome: inout ActionOutcome
  )
    throws
  {
    let names = RowNames(source)
    let ranks = try names.keyRanks(of: population.roster)
    for row in try source.rows(of: population).sorted(by: { ranks[Int($0)] < ranks[Int($1)] }) {
      var runner = self
      runner.source = source.inside(population.roster, row)
      var blocks: [ResultBlock] = []
      for action in actions {
        let part = runner.run(action)
        blocks += part.blocks
        outcome.files += part.files
        if !part.succeeded { outcome.succeeded = false }
      }
      if !blocks.isEmpty {
        let name = try names.name(Int(row), of: population.roster)
        outcome.blocks.append(.heading(Phrase(Bilingual(same: "{row}"), ["row": name])))
      }
      outcome.blocks += blocks
    }
  }

  // MARK: Checks

  private func check(
    _ condition: CoreExpression, _ message: CoreExpression?, origin: Span, into outcome: inout ActionOutcome
  ) throws {
    let holds = try source.value(of: condition) == .truth(true)
    var details: [ResultBlock] = []
    if !holds {
      if let message, case .text(let text) = try source.value(of: message) {
        details.append(.sentence(.verbatim(text)))
      }
      details += try sides(of: condition)
      outcome.succeeded = false
    }
    let statement = Phrase(
      holds
        ? Bilingual(en: "the check holds: {text}", id: "pemeriksaan cocok: {text}")
        : Bilingual(en: "the check does not hold: {text}", id: "pemeriksaan tidak cocok: {text}"),
      ["text": .text(quoted(condition.origin))])
    outcome.blocks.append(.verdict(passed: holds, statement, details: details))
  }

  /// Says the office's own warning where `condition` holds; the run goes on.
  private func warn(
    _ condition: CoreExpression, _ message: CoreExpression?, into outcome: inout ActionOutcome
  ) throws {
    guard try source.value(of: condition) == .truth(true) else { return }
    let text = try message.map { try source.value(of: $0) }
    outcome.blocks.append(
      .sentence(
        Phrase(
          Bilingual(en: "! warning: {text}", id: "! peringatan: {text}"),
          ["text": .text(text?.text ?? quoted(condition.origin))])))
    outcome.blocks += try sides(of: condition)
  }

  /// Returns the two values that `condition` compares, and by how much they differ, if it compares.
  private func sides(of condition: CoreExpression) throws -> [ResultBlock] {
    guard case .compare(_, let l, let r) = condition.kind else { return [] }
    let cells = CellMaker(source)
    let actual = try cells.value(source.value(of: l), l.type)
    let expected = try cells.value(source.value(of: r), r.type)
    let stated = if case .constant = r.kind { Phrase.stated } else { Phrase.verbatim(quoted(r.origin)) }
    var blocks: [ResultBlock] = [
      .figure(ResultFigure(name: .verbatim(unbracketed(l.origin)), value: actual)),
      .figure(ResultFigure(name: stated, value: expected)),
    ]
    if let difference = CellMaker.difference(actual, expected) {
      blocks.append(.figure(ResultFigure(name: .difference, value: difference)))
    }
    return blocks
  }

  // MARK: Files

  func text(of file: CoreExpression) throws -> String { try source.value(of: file).text ?? "" }

  func suffix(of path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "" }
    return String(path[path.index(after: dot)...]).lowercased()
  }

  private func export(
    _ query: CoreQuery, _ export: CoreExport, _ source: AnswerSource, origin: Span,
    into outcome: inout ActionOutcome
  ) throws {
    let path = export.onePer == nil ? try text(of: export.file) : ""
    let revealed = Set(export.revealed)
    var parts: [(path: String, written: WrittenTable)] = []
    if let onePer = export.onePer {
      parts = try split(query, onePer, export.file, source, revealed).map { path, table in
        (path, try written(table, path, at: export.file))
      }
    } else {
      let answer = QueryAnswer(query, source, revealed: revealed, isExport: true)
      parts = [
        (path, try lines(of: answer, path) ?? written(answer.table(), path, at: export.file))
      ]
    }
    var purpose: String?
    if let e = export.purpose { purpose = try source.value(of: e).text }
    let fields = export.revealed.compactMap {
      query.columns.indices.contains($0) ? query.columns[$0].name : nil
    }
    var seen: Set<String> = []
    for part in parts {
      guard seen.insert(part.path).inserted else {
        throw ActionStop([.twoFilesOfOneName(part.path, at: export.file.origin)])
      }
      var file = OutputFile(
        path: part.path, bytes: part.written.bytes, rows: part.written.rows, origin: origin)
      if !fields.isEmpty { file.revealed = (fields, purpose ?? "") }
      outcome.files.append(file)
      let inexact = part.written.inexactColumns
      if !inexact.isEmpty { outcome.blocks.append(.sentence(.cutColumns(part.path, inexact))) }
    }
    let rows = outcome.files.suffix(parts.count).reduce(0) { $0 + ($1.rows ?? 0) }
    outcome.blocks.append(
      .sentence(
        .exported(parts.first?.path ?? path, rows: rows, files: parts.count, revealed: fields, purpose)))
  }

  /// A table as the bytes of a file.
  private struct WrittenTable {
    var bytes: [UInt8]
    var rows: Int
    var inexactColumns: [String]
  }

  /// Returns `table` as the file at `path`, which `file` names.
  private func written(_ table: ResultTable, _ path: String, at file: CoreExpression) throws -> WrittenTable {
    guard let (bytes, inexact) = writer.table(table, suffix: suffix(of: path), language: language) else {
      throw ActionStop([.unknownFileFormat(path, known: writer.tableSuffixes, at: file.origin)])
    }
    return WrittenTable(
      bytes: bytes, rows: table.rows.count { $0.kind == .plain }, inexactColumns: inexact)
  }

  /// Returns `answer` as the file at `path`, if it is one of lines: then a few rows at a time become cells.
  private func lines(of answer: QueryAnswer, _ path: String) throws -> WrittenTable? {
    let suffix = suffix(of: path)
    guard writer.lines([], shares: [], suffix: suffix, language: language) != nil else { return nil }
    var lines: (any LineWriter)?
    var written = WrittenTable(bytes: [], rows: 0, inexactColumns: [])
    let isOfLines = try answer.eachPiece { piece, shares in
      if lines == nil {
        lines = writer.lines(piece.columns, shares: shares, suffix: suffix, language: language)
        written.bytes = lines?.head ?? []
      }
      written.rows += lines?.add(piece.rows, to: &written.bytes) ?? 0
    }
    written.inexactColumns = lines?.inexactColumns ?? []
    return isOfLines ? written : nil
  }

  /// Returns the answer of `query` in parts, one a value of `onePer`, each with the path of its file.
  private func split(
    _ query: CoreQuery, _ onePer: CoreExpression, _ file: CoreExpression, _ source: AnswerSource,
    _ revealed: Set<Int>
  ) throws -> [(path: String, table: ResultTable)] {
    guard let roster = query.roster else { return [] }
    let answer = QueryAnswer(query, source, revealed: revealed, isExport: true)
    let rows = try answer.rows()
    let grouping = try source.grouping(of: rows, over: roster, by: [onePer])
    var members = [[Int32]](repeating: [], count: grouping.count)
    for i in 0..<rows.count { members[Int(grouping.groupOfRow[i])].append(rows[i]) }
    var parts: [(path: String, name: String, table: ResultTable)] = []
    for (g, rows) in members.enumerated() {
      let name: String
      if case .row(let row) = grouping.keys[g][0], case .row(let target) = onePer.type {
        name = try answer.cells.names.key(Int(row), of: target)
      } else {
        name = ValueSpelling(.english)(try answer.cells.value(grouping.keys[g][0], onePer.type))
      }
      // The path may name the group itself (`"{village.regency.code}.csv"`); then it is told apart already.
      let path = try source.values(of: file, over: roster, rows: [rows[0]])[0].text ?? ""
      parts.append((path, name, try answer.table(of: .list(rows), roster)))
    }
    var isToldApart = false
    if case .joined = file.kind { isToldApart = Set(parts.map(\.path)).count == parts.count }
    let named = parts.map { part in
      (path: isToldApart ? part.path : ActionRunner.path(part.path, for: part.name), table: part.table)
    }
    return named.sorted { ScalarOrder.compare($0.path, $1.path) < 0 }
  }

  /// Returns `path` with `name` before its suffix; what could leave the directory or trouble a file system becomes `_`.
  static func path(_ path: String, for name: String) -> String {
    var safe = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "."
        || scalar == "-"
        || scalar == "_"
      safe.unicodeScalars.append(isPlain ? scalar : "_")
    }
    if safe.isEmpty { safe = "_" }
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "\(path)-\(safe)" }
    return "\(path[..<dot])-\(safe)\(path[dot...])"
  }
}

extension ActionOutcome {
  /// Notes that the action could not be answered, and why.
  mutating func fail(_ diagnostics: [Diagnostic]) {
    blocks += diagnostics.map { .diagnostic($0) }
    succeeded = false
  }
}

extension Phrase {

  /// Returns `phrases` one after the other on one line.
  static func inOneLine(_ phrases: [Phrase]) -> Phrase {
    func joined(_ language: Language) -> String {
      phrases.map { ValueSpelling(language)($0) }.joined(separator: " · ")
    }
    // As a value, so that braces in a name stay what they are.
    let text = Bilingual(en: joined(.english), id: joined(.indonesian))
    return Phrase(Bilingual(same: "{text}"), ["text": .bilingual(text)])
  }

  /// The name of a figure that the program states.
  static let stated = Phrase(Bilingual(en: "stated", id: "disebutkan"))

  /// The name of a difference.
  static let difference = Phrase(Bilingual(en: "difference", id: "selisih"))

  /// Creates the fact under which scenario a table is computed.
  static func scenario(_ name: String) -> Phrase {
    if name.hasPrefix("suppose:") { return supposed }
    return Phrase(Bilingual(en: "Scenario {name}", id: "Skenario {name}"), ["name": .text(name)])
  }

  /// The fact that a table is computed under a supposition.
  private static let supposed = Phrase(Bilingual(en: "Supposition", id: "Pengandaian"))

  static func reported(_ path: String) -> Phrase {
    Phrase(Bilingual(en: "Written: {path}", id: "Ditulis: {path}"), ["path": .text(path)])
  }

  static func exported(_ path: String, rows: Int, files: Int, revealed: [String], _ purpose: String?)
    -> Phrase
  {
    let values: [String: ResultValue] = [
      "path": .text(path), "rows": .number(Rational(rows), .count), "files": .number(Rational(files), .count),
      "fields": .text(revealed.joined(separator: ", ")), "purpose": .text(purpose ?? ""),
    ]
    let shown =
      revealed.isEmpty
      ? Bilingual(same: "")
      : Bilingual(
        en: "; in the clear: {fields}, for “{purpose}”", id: "; terbuka: {fields}, untuk “{purpose}”")
    let head =
      files == 1
      ? Bilingual(en: "Exported: {path}, {rows} {rows:row|rows}", id: "Diekspor: {path}, {rows} baris")
      : Bilingual(
        en: "Exported: {files} files, {rows} {rows:row|rows} ({path})",
        id: "Diekspor: {files} berkas, {rows} baris ({path})")
    return Phrase(
      Bilingual(en: head.english + shown.english, id: head.indonesian + shown.indonesian), values)
  }

  static func cutColumns(_ path: String, _ columns: [String]) -> Phrase {
    Phrase(
      Bilingual(
        en: "{path}: numbers in {columns} are rounded to the decimals of the file.",
        id: "{path}: bilangan pada {columns} dibulatkan ke desimal berkas."),
      ["path": .text(path), "columns": .text(columns.joined(separator: ", "))])
  }
}

extension EvaluationStop {

  /// What to say of an evaluation that ended at `site`.
  func diagnostics(_ program: CoreProgram, at site: Span) -> [Diagnostic] {
    switch self {
    case .cancelled: [.interrupted(at: site)]
    case .unreadable(_, let failure as RosterFailure): failure.diagnostics
    case .unreadable(let roster, let error): [.rosterUnreadable(program[roster].name, "\(error)", at: site)]
    case .refused(let fault): [fault.diagnostic]
    }
  }
}
