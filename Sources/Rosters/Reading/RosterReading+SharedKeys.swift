/// The keys of rows that were set aside for another reason.
///
/// A key that two rows share names neither of them, even if one of the two has a fault besides: if only the other
/// stayed, an unreadable cell would decide which of them is paid.
struct KeysSetAside {

  /// A row that was set aside and whose key can be read.
  struct Place {
    /// The position of the file.
    var file: Int16
    /// The row as a spreadsheet counts.
    var row: Int32
  }

  let table: RosterTable
  let threads: Int
  let references: [String: KeyIndex]

  /// Returns the rows of the table that share their key with a row set aside, each with that row.
  func partners() -> [(row: Int, other: Place)] {
    let key = table.schema.key
    let columns = key.compactMap { table.columns[$0] }
    guard !key.isEmpty, columns.count == key.count, table.count > 0, table.schema.duplicatePolicy == nil
    else {
      return []
    }
    var wanted: [UInt64: [([KeyValue], Place)]] = [:]
    for file in table.layouts.indices {
      for (values, place) in keys(in: file, key) {
        var hash: UInt64? = 0
        for (i, value) in values.enumerated() {
          hash = hash.flatMap { h in KeyHasher.hash(value, in: columns[i]).map { KeyHasher.mix(h, $0) } }
        }
        if let hash { wanted[KeyHasher.finish(hash), default: []].append((values, place)) }
      }
    }
    if wanted.isEmpty { return [] }
    let hasher = KeyHasher(columns)
    var found: [(row: Int, other: Place)] = []
    for row in 0..<table.count {
      guard let candidates = wanted[hasher.hash(row)] else { continue }
      let same = candidates.first { values, _ in
        columns.indices.allSatisfy { KeyHasher.holds(columns[$0], row, values[$0]) }
      }
      if let same { found.append((row, same.1)) }
    }
    return found
  }

  /// Returns the keys of the rows set aside from `file`, as far as they can be read.
  private func keys(in file: Int, _ key: [Int]) -> [([KeyValue], Place)] {
    let layout = table.layouts[file]
    let entries = table.setAside.entries.filter { Int($0.file) == file && $0.offset >= 0 }
    guard !entries.isEmpty, let (bytes, kept) = records(of: entries, layout) else { return [] }
    // The same reader, the same header, and only the key's fields: what it can read is a key.
    var schema = table.schema
    schema.fields = key.map { k in
      var field = table.schema.fields[k]
      field.isKept = true
      field.isOptional = false
      return field
    }
    let again = DataFile(name: layout.file.name, source: BytesInMemory(bytes))
    var reading = RosterReading(
      files: [again], schema: schema, references: references, options: RosterReader.Options(threads: threads))
    let rows = reading.rowsAsRead(layout)
    return (0..<rows.count).compactMap { i in
      let record = rows.origins[i].row - layout.headerRow - 1
      guard kept.indices.contains(record) else { return nil }
      let values = rows.columns.compactMap { column in
        column.flatMap { c in c.text(i).map { KeyValue.text($0) } ?? c.number(i).map { KeyValue.number($0) } }
      }
      return values.count == key.count ? (values, Place(file: kept[record].file, row: kept[record].row)) : nil
    }
  }

  /// Returns the header and the records of `entries` as they stand in the file, and the entries they belong to.
  private func records(
    of entries: [SetAsideRows.Entry], _ layout: FileLayout
  ) -> (bytes: [UInt8], entries: [SetAsideRows.Entry])? {
    let buffer = BlockBuffer()
    var kept: [SetAsideRows.Entry] = []
    do throws(ByteSourceFailure) {
      try buffer.fill(from: layout.file.source, layout.headerOffset..<layout.dataOffset)
      var bytes = Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
      for entry in entries {
        var held = buffer.offset + buffer.count - entry.offset
        var end: Int?
        if entry.offset >= buffer.offset && held > 0 { end = recordEnd(buffer, entry.offset) }
        var wanted = 1 << 18
        while end == nil {
          try buffer.fill(from: layout.file.source, entry.offset..<entry.offset + wanted)
          held = buffer.count
          end = recordEnd(buffer, entry.offset)
          if buffer.endsFile { break }
          wanted *= 4
        }
        // A row that the end of the file cuts off has no key that can be trusted.
        guard let end else { continue }
        let start = buffer.bytes + (entry.offset - buffer.offset)
        bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end - entry.offset))
        kept.append(entry)
      }
      return (bytes, kept)
    } catch {
      return nil
    }
  }

  /// Returns the offset after the line end of the record at `offset`, or `nil` if the buffer does not hold it.
  private func recordEnd(_ buffer: BlockBuffer, _ offset: Int) -> Int? {
    var isQuoted = false
    for i in (offset - buffer.offset)..<buffer.count {
      let byte = buffer.bytes[i]
      if byte == Byte.quote { isQuoted.toggle() }
      if byte == Byte.newline && !isQuoted { return buffer.offset + i + 1 }
    }
    return nil
  }
}

extension RosterReading {

  /// Returns the rows that can be read, those that share a key included; the file is laid out as `layout`.
  mutating func rowsAsRead(_ layout: FileLayout) -> RosterTable {
    for file in files {
      var own = FileLayout(
        file: file, delimiter: layout.delimiter, hasByteOrderMark: false, headerRow: layout.headerRow,
        headerLine: layout.headerLine, headers: layout.headers, headerOffset: 0,
        dataOffset: layout.dataOffset - layout.headerOffset, dataLine: layout.dataLine)
      if matchHeaders(&own) { read(own, 0) }
    }
    return assembled()
  }
}
