import Dispatch

/// Reads one file in blocks, several at a time.
///
/// A record belongs to the block in which it starts. Each block has its turn, in the order of the file: then its cells
/// are found, which tells whether the next begins between quotes, and its bytes are given to the file's digest. What
/// cells hold is read afterwards, by several threads at once. Where quotes are not used as they should be, a block may
/// not start at the record that the one before ended at: it is read again from there. The result is therefore what
/// reading from the first byte to the last would give, whatever the blocks and threads.
final class FileBlocks: Sendable {

  private let plan: ReadingPlan
  private let blockBytes: Int
  /// The offset of the second block, from which on all have the same size.
  private let secondBlock: Int
  private let blockCount: Int
  private let size: Int
  /// The bytes of this file and those that are read after it.
  private let bytesLeft: Int
  private let threads: Int
  private let texts: [ThreadTexts]
  private let state: Monitor<State>

  private struct State {
    var nextBlock = 0
    /// The block whose turn it is, and what stands before it.
    var turn = 0
    var opening: BlockOpening
    var results: [BlockResult?]
    var room: ColumnRoom?
    var failure: FileFailure?
  }

  /// The bytes read beyond a block for the record that crosses its end.
  private static let lookahead = 4 << 10

  /// Prepares to read the file of `plan`; `rows` are set apart for the files before.
  ///
  /// Rows go to `room`, if there is any; with the first block of a large file it is made.
  init(
    plan: ReadingPlan, blockBytes: Int, threads: Int, texts: [ThreadTexts], room: ColumnRoom?, rows: Int,
    bytesLeft: Int
  ) {
    self.plan = plan
    self.blockBytes = blockBytes
    self.texts = texts
    self.bytesLeft = bytesLeft
    size = plan.layout.file.source.size
    let start = plan.layout.dataOffset
    // Blocks start where those of a digest do.
    secondBlock = (start / blockBytes + 1) * blockBytes
    blockCount = start >= size ? 0 : 1 + max(0, size - secondBlock + blockBytes - 1) / blockBytes
    self.threads = max(1, min(threads, blockCount, texts.count))
    state = Monitor(
      State(
        opening: BlockOpening(rows: rows), results: Array(repeating: nil, count: blockCount), room: room))
  }

  private func block(_ i: Int) -> Range<Int> {
    let start = i == 0 ? plan.layout.dataOffset : secondBlock + (i - 1) * blockBytes
    return start..<min(size, secondBlock + i * blockBytes)
  }

  /// The room that was given or made, and how many of its rows are set apart for this file and those before.
  var room: (space: ColumnRoom?, rows: Int) { state.look { ($0.room, $0.opening.rows) } }

  /// Returns the blocks in the file's order; the last may bear the failure that ended the reading.
  func read() -> [BlockResult] {
    digestHead()
    if threads == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { work($0) }
    }
    let (results, failure) = state.update { state in
      let results = state.results
      state.results = []
      return (results, state.failure)
    }
    return chained(results, failure)
  }

  private func work(_ thread: Int) {
    let reader = BlockReader(thread: thread, plan: plan, texts: texts[thread])
    while true {
      let next = state.update { state -> Int? in
        guard state.failure == nil, state.nextBlock < blockCount else { return nil }
        state.nextBlock += 1
        return state.nextBlock - 1
      }
      guard let i = next else { return }
      if plan.limits.isCancelled() {
        fail(.cancelled)
        return
      }
      let range = block(i)
      do throws(ByteSourceFailure) {
        try reader.fill(range, after: FileBlocks.lookahead)
      } catch {
        fail(.unreadable(error.reason))
        return
      }
      guard let opening = turn(of: i) else { return }
      let found = reader.findCells(of: range, after: opening)
      state.update { state in
        state.turn += 1
        state.opening = found.next
      }
      let room = room.space
      let result: BlockResult
      if let start = found.start {
        result = reader.read(
          range, from: start, cells: found.cells, room: room, rows: opening.rows..<found.next.rows)
      } else {
        result = BlockResult(
          start: nil, end: range.upperBound, thread: thread, setAside: SetAsideRows(files: [], schema: nil))
      }
      plan.limits.noteBlock?(range.count, result.rows + result.setAside.count, result.setAside.count)
      let made =
        i == 0 && room == nil
        ? ColumnRoom.guessed(
          from: result, bytes: range.count, of: bytesLeft, plan: plan, texts: texts[thread]) : nil
      state.update { state in
        state.results[i] = result
        if let made { state.room = made }
      }
    }
  }

  /// Waits for the turn of block `i` and returns what stands before it; `nil` if the reading failed.
  private func turn(of i: Int) -> BlockOpening? {
    /// Whether the turn came, or never will.
    enum Turn {
      case came(BlockOpening)
      case failed
    }
    let turn = state.wait { state -> Turn? in
      if state.failure != nil { return .failed }
      return state.turn == i ? .came(state.opening) : nil
    }
    switch turn {
    case .came(let opening): return opening
    case .failed: return nil
    }
  }

  // MARK: The digest

  /// Tells the digest what stands before the first block.
  private func digestHead() {
    guard let digest = plan.layout.file.digest, plan.layout.dataOffset > 0 else { return }
    let head = BlockBuffer()
    do throws(ByteSourceFailure) {
      try head.fill(from: plan.layout.file.source, 0..<plan.layout.dataOffset)
    } catch {
      // The digest then lacks bytes and says so; the failure itself is met again by the reading.
      return
    }
    digest.add(UnsafeRawBufferPointer(start: head.bytes, count: head.count), at: 0)
  }

  /// Notes why the reading ends; other threads then stop, also those that wait for their turn.
  private func fail(_ failure: FileFailure) {
    state.update { state in if state.failure == nil { state.failure = failure } }
  }

  /// Returns the blocks, each of which starts where the one before ends; those that do not are read again.
  private func chained(_ results: [BlockResult?], _ failure: FileFailure?) -> [BlockResult] {
    var chain: [BlockResult] = []
    var expected = plan.layout.dataOffset
    if let failure {
      var last = BlockResult(
        start: expected, end: expected, thread: 0, setAside: SetAsideRows(files: [], schema: nil))
      last.failure = failure
      return [last]
    }
    var reader: BlockReader?
    for (i, result) in results.enumerated() {
      let range = block(i)
      if expected >= range.upperBound { continue }
      if let result, result.start == expected {
        chain.append(result)
      } else {
        let again = reader ?? BlockReader(thread: 0, plan: plan, texts: texts[0])
        reader = again
        var result: BlockResult
        do throws(ByteSourceFailure) {
          try again.fill(range, after: FileBlocks.lookahead)
          result = again.read(range, from: expected)
        } catch {
          result = BlockResult(
            start: expected, end: expected, thread: 0, setAside: SetAsideRows(files: [], schema: nil))
          result.failure = .unreadable(error.reason)
        }
        chain.append(result)
      }
      if chain[chain.count - 1].failure != nil { break }
      expected = chain[chain.count - 1].end
    }
    return chain
  }
}
