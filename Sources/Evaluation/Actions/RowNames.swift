import Diagnostics
import Rosters
import Semantics

/// How rows of rosters are named to a reader: by their name, with the key beside it where two names are equal.
///
/// It belongs to one answer and is not shared between threads; the names of a roster are looked through once.
final class RowNames {

  private let source: AnswerSource
  private var repeated: [RosterID: Set<String>] = [:]
  private var ranks: [RosterID: [Int32]] = [:]

  init(_ source: AnswerSource) { self.source = source }

  private var program: CoreProgram { source.program }

  /// Returns how row `row` of `roster` is named. A private name is not shown: its key's masked form and its row
  /// in the file are.
  func name(_ row: Int, of roster: RosterID) throws -> ResultValue {
    let table = try source.table(roster)
    let core = program[roster]
    guard let field = core.labelField, core.schema.fields.indices.contains(field),
      !core.schema.fields[field].isPrivate, let text = text(of: field, row, table, core)
    else {
      let isPrivate = core.schema.key.contains { core.schema.fields[$0].isPrivate }
      let key = key(row, table, core)
      return isPrivate || key.isEmpty ? .masked("\(key) \(fileRow(row, table))".trimmed) : .text(key)
    }
    if core.schema.key == [field] { return .text(text) }
    let isRepeated = try repeatedNames(of: roster, field).contains(text)
    return .text(isRepeated ? "\(text) (\(key(row, table, core)))" : text)
  }

  /// Returns how row `row` of `roster` is named in a sentence, with its row in the file.
  func named(_ row: Int, of roster: RosterID) throws -> String {
    let table = try source.table(roster)
    let place = fileRow(row, table)
    let name: String
    switch try self.name(row, of: roster) {
    case .text(let t), .masked(let t): name = t
    case .missing, .notApplicable, .truth, .number, .share, .date, .month, .period, .bilingual, .nik:
      name = ""
    }
    return name.hasSuffix(place) ? name : "\(name) \(place)".trimmed
  }

  /// Returns the name that row `row` of `roster` bears, without its key; `nil` where it is private.
  func plainName(_ row: Int, of roster: RosterID) throws -> String? {
    let core = program[roster]
    guard let field = core.labelField, core.schema.fields.indices.contains(field),
      !core.schema.fields[field].isPrivate
    else { return nil }
    return text(of: field, row, try source.table(roster), core)
  }

  /// Returns the row of the file that `row` came from, as `#41`.
  func fileRow(_ row: Int, _ table: RosterTable) -> String { "#\(table.origins[row].row)" }

  /// Returns the key of row `row` of `roster`, masked if it is private.
  func key(_ row: Int, of roster: RosterID) throws -> String {
    key(row, try source.table(roster), program[roster])
  }

  private func key(_ row: Int, _ table: RosterTable, _ core: CoreRoster) -> String {
    core.schema.key.compactMap { text(of: $0, row, table, core) }.joined(separator: " ")
  }

  /// Returns the value of a field as a text; masked if it is private.
  private func text(of field: Int, _ row: Int, _ table: RosterTable, _ core: CoreRoster) -> String? {
    guard table.columns.indices.contains(field), let column = table.columns[field], row < table.count else {
      return nil
    }
    let schema = core.schema.fields[field]
    var text = column.text(row)
    if text == nil, let n = column.number(row) {
      switch schema.type {
      case .nik: text = n.int64.map { IdentityNumber.text($0) }
      case .date: text = n.int64.map { CalendarDate(days: Int32(clamping: $0)).iso }
      case .choice(let choices):
        text = n.int64.flatMap { choices.indices.contains(Int($0)) ? choices[Int($0)].name : nil }
      case .text, .whole, .count, .number, .percent, .money, .truth, .reference: text = n.machineText
      }
    }
    guard schema.isPrivate else { return text }
    return text.map { PrivateText.masked($0, type: schema.type) }
  }

  /// Returns the names that more than one row of `roster` bears.
  private func repeatedNames(of roster: RosterID, _ field: Int) throws -> Set<String> {
    if let known = repeated[roster] { return known }
    let table = try source.table(roster)
    let core = program[roster]
    var seen: Set<String> = []
    var twice: Set<String> = []
    for row in 0..<table.count {
      guard let name = text(of: field, row, table, core) else { continue }
      if !seen.insert(name).inserted { twice.insert(name) }
    }
    repeated[roster] = twice
    return twice
  }

  /// Returns the place of each row of `roster` in the order of its key.
  func keyRanks(of roster: RosterID) throws -> [Int32] {
    if let known = ranks[roster] { return known }
    let table = try source.table(roster)
    let columns = program[roster].schema.key.compactMap { table.columns[$0] }
    let order = (0..<Int32(table.count)).sorted { a, b in
      for column in columns {
        let c = RowNames.compare(column, Int(a), Int(b))
        if c != 0 { return c < 0 }
      }
      return a < b
    }
    var result = [Int32](repeating: 0, count: table.count)
    for (rank, row) in order.enumerated() { result[Int(row)] = Int32(rank) }
    ranks[roster] = result
    return result
  }

  /// Returns the order of two rows of `roster` by its key, without ordering all of them.
  func comparison(of roster: RosterID) throws -> (Int32, Int32) -> Int {
    let table = try source.table(roster)
    let columns = program[roster].schema.key.compactMap { table.columns[$0] }
    return { a, b in
      for column in columns {
        let c = RowNames.compare(column, Int(a), Int(b))
        if c != 0 { return c }
      }
      return a == b ? 0 : (a < b ? -1 : 1)
    }
  }

  private static func compare(_ column: Column, _ a: Int, _ b: Int) -> Int {
    if let l = column.text(a), let r = column.text(b) { return ScalarOrder.compare(l, r) }
    if let l = column.integer(a), let r = column.integer(b) { return l == r ? 0 : (l < r ? -1 : 1) }
    if let l = column.number(a), let r = column.number(b) { return l == r ? 0 : (l < r ? -1 : 1) }
    return 0
  }
}

extension String {
  /// The text without spaces around it.
  var trimmed: String {
    var s = Substring(self)
    while s.first == " " { s.removeFirst() }
    while s.last == " " { s.removeLast() }
    return String(s)
  }
}

extension UnitOfMeasure {
  /// Whether numbers of both units can be compared: what is counted need not be named by both.
  func isSame(as other: UnitOfMeasure) -> Bool {
    if noun != nil && other.noun != nil { return self == other }
    var (l, r) = (self, other)
    l.noun = nil
    r.noun = nil
    return l == r
  }
}

/// Makes what a reader sees of what was computed.
struct CellMaker {

  let program: CoreProgram
  let names: RowNames

  init(_ source: AnswerSource) {
    program = source.program
    names = RowNames(source)
  }

  /// Returns `scalar`, of `type`, as its reader sees it; masked if it is private.
  func value(_ scalar: Scalar, _ type: CoreType, isPrivate: Bool = false) throws -> ResultValue {
    if isPrivate {
      switch scalar {
      case .missing: return .missing
      case .nik(let n): return .masked(IdentityNumber.masked(n))
      case .truth, .number, .share, .text, .date, .choice, .row: return .masked(PrivateText.mask)
      }
    }
    switch scalar {
    case .missing: return .missing
    case .truth(let b): return .truth(b)
    case .number(let n):
      if case .number(let unit) = type { return .number(n, unit) }
      return .number(n, .plain)
    case .share(let s): return .share(numerator: s.numerator, denominator: s.denominator)
    case .text(let s): return .text(s)
    case .nik(let n): return .nik(n)
    case .date(let d): return .date(d)
    case .choice(let i):
      guard case .choice(let id) = type, program.choiceLists.indices.contains(id.index),
        program.choiceLists[id.index].choices.indices.contains(i)
      else { return .missing }
      return .text(program.choiceLists[id.index].choices[i].name)
    case .row(let row):
      guard case .row(let roster) = type else { return .missing }
      return try names.name(Int(row), of: roster)
    }
  }

  /// Returns the cells of `scalar`: one, or in a file the key and the name of a reference.
  func values(_ scalar: Scalar, _ type: CoreType, isPrivate: Bool, isExport: Bool) throws -> [ResultValue] {
    guard isExport, case .row(let roster) = type else {
      return [try value(scalar, type, isPrivate: isPrivate)]
    }
    guard !isPrivate, case .row(let row) = scalar else {
      return [try value(scalar, type, isPrivate: isPrivate), .missing]
    }
    let key = try names.key(Int(row), of: roster)
    return [.text(key), try names.plainName(Int(row), of: roster).map { .text($0) } ?? .missing]
  }

  /// Returns the difference of two values that can be subtracted, of shares in points; else `nil`.
  static func difference(_ l: ResultValue, _ r: ResultValue) -> ResultValue? {
    switch (l, r) {
    case (.number(let a, let u), .number(let b, let v)) where u.isSame(as: v):
      return .number(a - b, u.scale == .percent && u.isDimensionless ? .points : u)
    case (.share(let a, let b), .share(let c, let d)):
      guard let x = a / b, let y = c / d else { return nil }
      return .number(x - y, .points)
    case (.date(let a), .date(let b)): return .number(Rational(Int64(a.days) - Int64(b.days)), .day)
    case (.missing, _), (.notApplicable, _), (.truth, _), (.number, _), (.share, _), (.date, _), (.month, _),
      (.period, _),
      (.text, _), (.bilingual, _), (.nik, _), (.masked, _):
      return nil
    }
  }

  /// Returns how many times `r` is `l`, of two amounts or counts above 0; else `nil`.
  static func times(_ l: ResultValue, _ r: ResultValue) -> ResultValue? {
    guard case (.number(let a, let u), .number(let b, let v)) = (l, r), u.isSame(as: v), u.scale != .percent,
      a.signum > 0, b.signum > 0, let ratio = a / b
    else { return nil }
    return .number(ratio, .plain)
  }
}
