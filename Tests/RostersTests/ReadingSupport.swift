import Diagnostics

@testable import Rosters

/// Short ways to say what a test reads.
enum Reading {

  static func field(
    _ name: String, _ type: FieldType, optional: Bool = false, key: Bool = false, isPrivate: Bool = false,
    kept: Bool = true
  ) -> FieldSchema {
    FieldSchema(
      name: name, type: type, isOptional: optional, isKey: key, isPrivate: isPrivate, isKept: kept)
  }

  static func read(
    _ text: String, _ fields: [FieldSchema], dialect: DataDialect = .plain, policy: DuplicatePolicy? = nil,
    references: [String: KeyIndex] = [:], threads: Int = 1, blockBytes: Int = 1 << 20,
    limits: ReadingLimits = ReadingLimits()
  ) -> RosterTable {
    read(
      bytes: Array(text.utf8), fields, dialect: dialect, policy: policy, references: references,
      threads: threads,
      blockBytes: blockBytes, limits: limits)
  }

  static func read(
    bytes: [UInt8], _ fields: [FieldSchema], dialect: DataDialect = .plain, policy: DuplicatePolicy? = nil,
    references: [String: KeyIndex] = [:], threads: Int = 1, blockBytes: Int = 1 << 20,
    limits: ReadingLimits = ReadingLimits()
  ) -> RosterTable {
    RosterReader.read(
      files: [DataFile(name: "data.csv", source: BytesInMemory(bytes))],
      schema: RosterSchema(name: "people", fields: fields, dialect: dialect, duplicatePolicy: policy),
      references: references,
      options: RosterReader.Options(threads: threads, limits: limits, blockBytes: blockBytes))
  }

  /// Returns the one column `v` that `cells` give, each as text; and the codes of what was set aside.
  static func cells(
    _ cells: [String], _ type: FieldType, dialect: DataDialect = .plain, optional: Bool = false
  ) -> (values: [String], codes: [String]) {
    let quoted = cells.map {
      "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    let table = read(
      "id,v\n" + quoted.enumerated().map { "\($0),\($1)\n" }.joined(),
      [field("id", .count(nil)), field("v", type, optional: optional)], dialect: dialect)
    return (
      (0..<table.count).map { table.cellText(1, $0) ?? "–" }, table.setAside.map(\.reason.code)
    )
  }

  /// Returns all that a table holds, as text; two tables with equal texts are equal to any reader,
  /// however wide their columns are.
  static func described(_ table: RosterTable) -> String {
    var lines = ["\(table.count) of \(table.rowsRead)"]
    for i in 0..<table.count {
      let cells = table.schema.fields.indices.map { f -> String in
        guard table.columns[f] != nil else { return "·" }
        return table.cellText(f, i) ?? "–"
      }
      let place = table.origins.place(i)
      lines.append("\(place.file):\(place.row):\(place.line) " + cells.joined(separator: "|"))
    }
    for column in table.columns {
      switch column?.values {
      case .scaled(let p, let d): lines.append("scaled \((0..<p.count).map { p[$0] }) over \(d)")
      case .wide(let v): lines.append("wide \(v.map { $0.decimalText ?? "?" })")
      case .texts(let p, let d):
        lines.append("texts \((0..<p.count).map { p[$0] }) \((0..<d.count).map { d[$0] })")
      case nil: lines.append("none")
      }
    }
    for s in table.setAside {
      lines.append(
        "aside \(s.file):\(s.row):\(s.line) \(s.column ?? "") \(s.value ?? "") \(s.reason.message(in: .english))"
      )
    }
    for d in table.diagnostics.elements { lines.append("\(d.code) \(d.message(in: .indonesian))") }
    for t in table.totalRows { lines.append("total \(t.row):\(t.line)") }
    return lines.joined(separator: "\n")
  }
}
