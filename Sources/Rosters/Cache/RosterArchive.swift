import Diagnostics

/// A loaded roster as bytes and long arrays, from which it can be had again without reading its files' cells.
public struct RosterArchive: Sendable {

  /// All but the long arrays.
  public let facts: [UInt8]

  /// The long arrays.
  public let arrays: [PackedIntegers]

  /// Creates an archive of what was kept before.
  public init(facts: [UInt8], arrays: [PackedIntegers]) {
    self.facts = facts
    self.arrays = arrays
  }

  /// Creates the archive of `table`, or `nil` if it can not be kept: its files could not be used, or the caller has
  /// set rows aside.
  public init?(_ table: RosterTable) {
    guard !table.diagnostics.containsError, table.layouts.count == table.origins.files.count,
      table.setAside.stated.isEmpty, table.setAside.schema == table.schema,
      table.setAside.files == table.origins.files
    else { return nil }
    var writer = FactsWriter()
    writer.put(table.count)
    writer.put(table.rowsRead)
    writer.put(all: table.columns) { $0.put($1) { $0.put($1) } }
    writer.put(table.origins)
    writer.put(table.setAside)
    for layout in table.layouts { writer.put(layout) }
    writer.put(all: table.totalRows) { writer, total in
      writer.put(total.file)
      writer.put(total.row)
      writer.put(total.line)
    }
    writer.put(all: table.unlistedValues) { writer, value in
      writer.put(value.field)
      writer.put(value.value)
      writer.put(value.count)
      writer.put(value.nearest) { $0.put($1) }
    }
    writer.put(table.diagnostics.elements.count)
    for diagnostic in table.diagnostics.elements where !writer.put(diagnostic, table.schema) { return nil }
    self.init(facts: writer.bytes, arrays: writer.arrays)
  }
}

extension FactsWriter {

  fileprivate mutating func put(_ origins: RowOrigins) {
    put(array: origins.runs.map(\.first))
    put(array: origins.runs.map(\.file))
    put(array: origins.runs.map(\.fileRow))
    put(all: origins.lines) { writer, lines in
      writer.put(lines.base)
      writer.put(array: lines.jumps.map(\.row))
      writer.put(array: lines.jumps.map(\.lines))
    }
  }

  fileprivate mutating func put(_ rows: SetAsideRows) {
    put(array: .bytes(rows.values))
    let entries = rows.entries
    put(array: entries.map(\.offset))
    put(array: entries.map(\.valueStart))
    put(array: entries.map { Int($0.row) })
    put(array: entries.map { Int($0.line) })
    put(array: entries.map { Int($0.detail) })
    put(array: .longs(entries.map { Int64(bitPattern: $0.differing) }))
    put(array: entries.map { Int($0.otherFile) })
    put(array: entries.map { Int($0.file) })
    put(array: entries.map { Int($0.field) })
    put(array: entries.map { Int($0.valueLength) })
    put(array: .bytes(entries.map(\.fault.rawValue)))
  }

  fileprivate mutating func put(_ layout: FileLayout) {
    put(Int(layout.delimiter))
    put(layout.hasByteOrderMark)
    put(layout.headerRow)
    put(layout.headerLine)
    put(all: layout.headers) { $0.put($1) }
    put(layout.headerOffset)
    put(layout.dataOffset)
    put(layout.dataLine)
    put(all: layout.fields) { $0.put($1) }
    put(array: layout.checkpoints.map(\.line))
    put(array: layout.checkpoints.map(\.offset))
    put(all: layout.sharedColumns.sorted { $0.key < $1.key }) { writer, shared in
      writer.put(shared.key)
      writer.put(all: shared.value) { $0.put($1) }
    }
  }

  /// Puts `diagnostic`; returns `false` if it has a place that is no field's, or a mend.
  fileprivate mutating func put(_ diagnostic: Diagnostic, _ schema: RosterSchema) -> Bool {
    var field = -1
    if let site = diagnostic.site {
      guard let declared = schema.fields.firstIndex(where: { $0.site == site }) else { return false }
      field = declared
    }
    guard diagnostic.replacement == nil, diagnostic.notes.allSatisfy({ $0.site == nil }) else { return false }
    put(diagnostic.code)
    put(field)
    put(all: diagnostic.arguments.sorted { $0.key < $1.key }) { writer, argument in
      writer.put(argument.key)
      switch argument.value {
      case .text(let text):
        writer.put(0)
        writer.put(text)
      case .bilingual(let words):
        writer.put(1)
        writer.put(words)
      case .count(let count):
        writer.put(2)
        writer.put(count)
      case .list(let texts):
        writer.put(3)
        writer.put(all: texts) { $0.put($1) }
      }
    }
    put(all: diagnostic.notes) { $0.put($1.message) }
    return true
  }

  private mutating func put(_ words: Bilingual) {
    put(words.english)
    put(words.indonesian)
  }
}
