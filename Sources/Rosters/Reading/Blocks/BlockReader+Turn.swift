import CScan

/// What stands before a block, as the blocks before it tell.
struct BlockOpening: Sendable {

  /// Whether the block begins between quotes.
  var isInside = false

  /// Whether a record begins where the block does.
  var beginsRecord = true

  /// The rows before the block, at most.
  var rows = 0
}

extension BlockReader {

  /// Fills the buffer with a block and `after` bytes after it.
  func fill(_ range: Range<Int>, after: Int) throws(ByteSourceFailure) {
    (survey, surveyed) = (ByteSurvey(), 0)
    try buffer.fill(from: plan.layout.file.source, range.lowerBound..<range.upperBound + after)
  }

  /// What was found in a block when it had its turn.
  struct Findings {
    /// The offset of the first record that starts in it, if one does.
    var start: Int?
    /// The cells from there on, if their starts are known.
    var cells: FoundCells?
    /// What stands before the next block.
    var next: BlockOpening
  }

  /// Finds the cells of `block`, which the buffer begins with, and gives its bytes to the file's digest.
  func findCells(of block: Range<Int>, after opening: BlockOpening) -> Findings {
    let base = UnsafePointer(buffer.bytes)
    let bytes = UnsafeRawBufferPointer(start: base, count: block.count)
    starts.makeRoom(forBlock: block.count)
    let places = starts.blockPlaces
    var seen: UInt32 = 0
    var found = scan_index()
    func find(_ state: UnsafeMutablePointer<UInt32>?) {
      found = scan_block(base, block.count, plan.delimiter, opening.isInside ? 1 : 0, places, state, &seen)
    }
    let digest = plan.layout.file.digest
    if digest?.add(bytes, at: block.lowerBound, blocksBy: find) != true {
      find(nil)
      digest?.add(bytes, at: block.lowerBound)
    }
    survey.add(seen)
    surveyed = block.count
    let isWhole = found.regular == block.count
    var next = opening
    if seen & UInt32(SCAN_ODD_QUOTES) != 0 { next.isInside.toggle() }
    next.beginsRecord = !next.isInside && base[block.count - 1] == Byte.newline
    // Each line end begins a row, but for the last if nothing of it stands in the block.
    next.rows +=
      isWhole
      ? found.records + (opening.beginsRecord ? 1 : 0) - (next.beginsRecord ? 1 : 0)
      : bytes.count { $0 == Byte.newline } + 1
    let first = firstRecord(of: block, opening, found)
    var cells: FoundCells?
    if let cell = first.cell {
      cells = FoundCells(
        base: base, starts: UnsafePointer(places) + cell, count: found.cells - cell,
        records: found.records - (cell > 0 ? 1 : 0))
    }
    return Findings(start: first.offset, cells: cells, next: next)
  }

  /// Returns where the first record of the block starts, if any does, and which of the cells found is its first.
  private func firstRecord(
    of block: Range<Int>, _ opening: BlockOpening, _ found: scan_index
  ) -> (offset: Int?, cell: Int?) {
    if opening.beginsRecord { return (block.lowerBound, 0) }
    let base = UnsafePointer(buffer.bytes)
    for cell in stride(from: 1, through: found.cells, by: 1) {
      let start = Int(starts.blockPlaces[cell])
      if base[start - 1] != Byte.newline { continue }
      return start < block.count ? (block.lowerBound + start, cell) : (nil, nil)
    }
    if found.regular == block.count { return (nil, nil) }
    var isInside = opening.isInside
    for i in 0..<block.count {
      if base[i] == Byte.quote {
        isInside.toggle()
      } else if base[i] == Byte.newline && !isInside {
        return (i + 1 < block.count ? block.lowerBound + i + 1 : nil, nil)
      }
    }
    return (nil, nil)
  }
}
