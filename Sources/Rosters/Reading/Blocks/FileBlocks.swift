import Dispatch

/// Reads one file in blocks, several at a time.
///
/// A record belongs to the block in which it starts. Where the first one starts can be told from the number of
/// double quotes before the block, if quotes are used as they should be; so each thread counts the quotes of its
/// block, waits for the counts of the blocks before (which are under way), and reads. Afterwards the blocks are
/// chained: where one did not start at the record that the one before ended at, it is read again from there. The
/// result is therefore what reading from the first byte to the last would give, whatever the blocks and threads.
final class FileBlocks: Sendable {

  private let plan: ReadingPlan
  private let blockBytes: Int
  private let blockCount: Int
  private let size: Int
  private let threads: Int
  private let texts: [ThreadTexts]
  private let state: Monitor<State>

  private struct State {
    var nextBlock = 0
    /// For each block, whether its quotes are odd in number; `nil` until known.
    var hasOddQuotes: [Bool?]
    /// How many blocks from the first are known, and for each whether the quotes before it are odd.
    var known = 0
    var isInside: [Bool]
    var results: [BlockResult?]
    /// How many blocks from the first the digest knows.
    var digested = 0
    var failure: FileFailure?
  }

  /// The bytes read beyond a block for the record that crosses its end.
  private static let lookahead = 16 << 10

  init(plan: ReadingPlan, blockBytes: Int, threads: Int, texts: [ThreadTexts]) {
    self.plan = plan
    self.blockBytes = blockBytes
    self.texts = texts
    size = plan.layout.file.source.size
    let bytes = max(0, size - plan.layout.dataOffset)
    blockCount = (bytes + blockBytes - 1) / blockBytes
    self.threads = max(1, min(threads, blockCount, texts.count))
    state = Monitor(
      State(
        hasOddQuotes: Array(repeating: nil, count: blockCount),
        isInside: Array(repeating: false, count: blockCount + 1),
        results: Array(repeating: nil, count: blockCount)))
  }

  private func block(_ i: Int) -> Range<Int> {
    let start = plan.layout.dataOffset + i * blockBytes
    return start..<min(size, start + blockBytes)
  }

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
        fail(.cancelled, block: i)
        return
      }
      let range = block(i)
      do throws(ByteSourceFailure) {
        try reader.fill(range, before: i > 0 ? 1 : 0, after: FileBlocks.lookahead)
      } catch {
        fail(.unreadable(error.reason), block: i)
        return
      }
      let base = UnsafePointer(reader.buffer.bytes) + (range.lowerBound - reader.buffer.offset)
      guard let isInside = publish(reader.quotesAreOdd(in: range), of: i) else { return }
      // The blocks before are nearly always known by now; where one is not, this one is read in the meantime.
      let isDigested = digest(held(range, reader), of: i, at: range.lowerBound)
      let result: BlockResult
      if let start = i == 0 ? range.lowerBound : firstRecord(range, base, isInside) {
        result = reader.read(range, from: start)
      } else {
        result = BlockResult(
          start: nil, end: range.upperBound, thread: thread, setAside: SetAsideRows(files: [], schema: nil))
      }
      plan.limits.noteBlock?(range.count, result.rows + result.setAside.count, result.setAside.count)
      state.update { $0.results[i] = result }
      if !isDigested {
        let isTurn = state.wait { state -> Bool? in
          if state.failure != nil { return false }
          if state.digested == i { return true }
          return nil
        }
        if !isTurn { return }
        _ = digest(held(range, reader), of: i, at: range.lowerBound)
      }
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

  /// Tells the digest the bytes of block `i` if those before have been told; returns whether it is told.
  private func digest(_ bytes: UnsafeRawBufferPointer, of i: Int, at offset: Int) -> Bool {
    guard let digest = plan.layout.file.digest else { return true }
    guard state.update({ $0.digested == i }) else { return false }
    // It is this block's turn, and no other thread's until the count goes on.
    digest.add(bytes, at: offset)
    state.update { $0.digested += 1 }
    return true
  }

  /// Returns the bytes of the block, which may have moved while its records were read.
  private func held(_ range: Range<Int>, _ reader: BlockReader) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: reader.buffer.bytes + (range.lowerBound - reader.buffer.offset), count: range.count)
  }

  /// Notes why the reading ends; other threads then stop, also those that wait for the quotes of `block`.
  private func fail(_ failure: FileFailure, block: Int) {
    state.update { state in if state.failure == nil { state.failure = failure } }
  }

  /// Makes known whether the quotes of block `i` are odd in number; returns whether those before it are.
  private func publish(_ isOdd: Bool, of i: Int) -> Bool? {
    state.update { state in
      state.hasOddQuotes[i] = isOdd
      while state.known < blockCount, let odd = state.hasOddQuotes[state.known] {
        state.isInside[state.known + 1] = state.isInside[state.known] != odd
        state.known += 1
      }
    }
    /// Whether it is known, and what.
    enum Parity {
      case inside(Bool)
      case failed
    }
    let parity = state.wait { state -> Parity? in
      if state.failure != nil { return .failed }
      if state.known >= i { return .inside(state.isInside[i]) }
      return nil
    }
    switch parity {
    case .inside(let isInside): return isInside
    case .failed: return nil
    }
  }

  /// Returns where the first record of the block starts, if any does.
  private func firstRecord(_ range: Range<Int>, _ base: UnsafePointer<UInt8>, _ isInside: Bool) -> Int? {
    var isInside = isInside
    if !isInside && base[-1] == Byte.newline { return range.lowerBound }
    for i in 0..<range.count {
      if base[i] == Byte.quote {
        isInside.toggle()
      } else if base[i] == Byte.newline && !isInside {
        return i + 1 < range.count ? range.lowerBound + i + 1 : nil
      }
    }
    return nil
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
          try again.fill(range, before: 0, after: FileBlocks.lookahead)
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

extension BlockReader {

  /// Fills the buffer with a block, with `before` bytes before it and `after` bytes after it.
  func fill(_ range: Range<Int>, before: Int, after: Int) throws(ByteSourceFailure) {
    (survey, surveyed) = (ByteSurvey(), 0)
    try buffer.fill(from: plan.layout.file.source, range.lowerBound - before..<range.upperBound + after)
  }
}
