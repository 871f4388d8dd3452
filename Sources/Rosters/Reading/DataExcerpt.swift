import Diagnostics

/// A line of a data file to show beside a message, with what nobody may see masked.
public struct DataExcerpt: Sendable {

  /// The line as a source file of its own, bearing its number in the data file.
  public let file: SourceFile

  /// The bytes of the cell at fault; the whole line if the row is.
  public let range: Range<Int>
}

extension RosterTable {

  /// Returns the line of `row`, or `nil` if the file can not be read again.
  ///
  /// Private cells are masked, and so are those of columns that the roster does not declare, since nobody said
  /// that they are not private. Masks are as long as what they hide, so that columns count as in the file.
  public func excerpt(of row: SetAsideRow) -> DataExcerpt? {
    guard layouts.indices.contains(row.fileIndex) else { return nil }
    let layout = layouts[row.fileIndex]
    guard let start = row.offset ?? layout.offset(ofLine: row.line) else { return nil }
    let buffer = BlockBuffer()
    do throws(ByteSourceFailure) {
      // Enough for any line a person can look at.
      try buffer.fill(from: layout.file.source, start..<start + (64 << 10))
    } catch {
      return nil
    }
    let bytes = Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    var splitter = RecordSplitter(bytes, delimiter: layout.delimiter)
    guard let record = splitter.next() else { return nil }
    var line: [UInt8] = []
    var fault: Range<Int>?
    for (i, cell) in record.cells.enumerated() {
      if i > 0 { line.append(layout.delimiter) }
      let field = layout.fields.indices.contains(i) ? layout.fields[i] : -1
      let from = line.count
      line.append(contentsOf: shown(bytes[cell.range], cell.text, field))
      if let column = row.column, layout.headers.indices.contains(i), layout.headers[i] == column {
        fault = from..<line.count
      }
    }
    let file = SourceFile(name: row.file, bytes: line, firstLine: row.line)
    return DataExcerpt(file: file, range: fault ?? 0..<line.count)
  }

  /// Returns the reason of `row` with its place: the line is added to `sources`.
  public func placed(_ row: SetAsideRow, in sources: inout SourceMap) -> Diagnostic {
    // A requirement has a place in the program; who mends the data needs the place in the file.
    guard let excerpt = excerpt(of: row) else { return row.reason }
    let file = sources.add(excerpt.file)
    let site = Span(file: file, start: excerpt.range.lowerBound, end: excerpt.range.upperBound)
    return Diagnostic(row.reason.template, at: site, row.reason.arguments, notes: row.reason.notes)
  }

  private func shown(_ cell: ArraySlice<UInt8>, _ text: String, _ field: Int) -> [UInt8] {
    let characters = String(decoding: cell, as: UTF8.self).count
    guard field >= 0 else { return Array(String(repeating: "·", count: characters).utf8) }
    let schema = schema.fields[field]
    if schema.isPrivate {
      let masked = PrivateText.masked(text, type: schema.type)
      if masked != PrivateText.mask && masked.count == characters { return Array(masked.utf8) }
      return Array(repeating: UInt8(ascii: "*"), count: characters)
    }
    return cell.map { $0 == Byte.newline || $0 == Byte.carriageReturn ? Byte.space : $0 }
  }
}

extension FileLayout {

  /// Returns the offset at which `line` of the file starts, or `nil` if it has no such line.
  func offset(ofLine line: Int) -> Int? {
    guard let near = checkpoints.last(where: { $0.line <= line }) else { return nil }
    var (at, missing) = (near.offset, line - near.line)
    let buffer = BlockBuffer()
    while missing > 0 {
      do throws(ByteSourceFailure) {
        try buffer.fill(from: file.source, at..<at + (1 << 20))
      } catch {
        return nil
      }
      if buffer.count == 0 { return nil }
      let bytes = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
      var next = buffer.count
      for (i, b) in bytes.enumerated() where b == Byte.newline {
        missing -= 1
        if missing == 0 {
          next = i + 1
          break
        }
      }
      at += next
    }
    return at
  }
}
