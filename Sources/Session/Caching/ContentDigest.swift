import Dispatch
import Rosters
import Synchronization

/// The fingerprint of a file's whole content, by which its rows are found in the cache.
///
/// The bytes are cut into leaves of one size; the fingerprint is the SHA-256 digest of their digests, so that leaves can
/// be digested at the same time. It is another than the digest that the record of a run publishes: from it the key is
/// made by which what is kept is enciphered, and nobody but who holds the file can know it.
enum ContentDigest {

  /// The bytes of a leaf; a multiple of the 64 that SHA-256 takes at once.
  static let leafBytes = 1 << 20

  /// The most leaves: a file of 16 TiB.
  private static let mostLeaves = 1 << 24

  /// Returns the beginning of the digest of leaf `i`: 64 bytes that say what it is.
  private static func begun(_ i: Int) -> SHA256 {
    var head = FactsWriter()
    head.put(i)
    var bytes = Array("payung: a leaf of a file".utf8) + head.bytes
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest
  }

  /// Returns the digest of a file of `size` bytes from the digests of its leaves.
  private static func root(_ leaves: [[UInt8]], size: Int) -> [UInt8] {
    var head = FactsWriter()
    head.put("payung: a file")
    head.put(size)
    var digest = SHA256()
    head.bytes.withUnsafeBytes { digest.update($0) }
    for leaf in leaves { leaf.withUnsafeBytes { digest.update($0) } }
    return digest.bytes()
  }

  // MARK: All at once

  /// Returns the fingerprint of `source`, or `nil` if it can not be read, is too long, or the work is cancelled.
  static func digest(
    of source: any ByteSource, threads: Int, isCancelled: @escaping @Sendable () -> Bool
  ) -> [UInt8]? {
    let size = source.size
    let count = (size + leafBytes - 1) / leafBytes
    guard count <= mostLeaves else { return nil }
    struct State {
      var next = 0
      var leaves: [[UInt8]]
      var isBroken = false
    }
    let state = Mutex(State(leaves: Array(repeating: [], count: count)))
    let work: @Sendable (Int) -> Void = { _ in
      var buffer = [UInt8](repeating: 0, count: min(size, 2 * leafBytes))
      while true {
        // Two by two, which takes little longer than one.
        let first = state.withLock { state -> Int? in
          guard !state.isBroken, state.next < count else { return nil }
          state.next += 2
          return state.next - 2
        }
        guard let first else { return }
        let start = first * leafBytes
        let end = min(size, start + 2 * leafBytes)
        guard !isCancelled(), fill(&buffer, from: source, start..<end) else {
          state.withLock { $0.isBroken = true }
          return
        }
        let digests = leaves(first, in: buffer[..<(end - start)])
        state.withLock { state in
          for (i, digest) in digests.enumerated() { state.leaves[first + i] = digest }
        }
      }
    }
    let workers = max(1, min(threads, (count + 1) / 2))
    if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
    return state.withLock { $0.isBroken ? nil : root($0.leaves, size: size) }
  }

  /// Fills the beginning of `buffer` with the bytes of `source` in `range`; returns whether all were there.
  private static func fill(_ buffer: inout [UInt8], from source: any ByteSource, _ range: Range<Int>) -> Bool
  {
    buffer.withUnsafeMutableBytes {
      source.fill(UnsafeMutableRawBufferPointer(rebasing: $0[..<range.count]), from: range.lowerBound)
    }
  }

  /// Returns the digests of the one or two leaves in `bytes`, of which the first is leaf `first`.
  private static func leaves(_ first: Int, in bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    bytes.withUnsafeBytes { bytes in
      var digest = begun(first)
      guard bytes.count > leafBytes else {
        digest.update(bytes)
        return [digest.bytes()]
      }
      var next = begun(first + 1)
      let second = UnsafeRawBufferPointer(rebasing: bytes[leafBytes...])
      let firsts = UnsafeRawBufferPointer(rebasing: bytes[..<second.count])
      digest.update(firsts, and: &next, second)
      digest.update(UnsafeRawBufferPointer(rebasing: bytes[second.count..<leafBytes]))
      return [digest.bytes(), next.bytes()]
    }
  }

  // MARK: Piece by piece

  /// The fingerprint of bytes that come in order, made together with their plain digest.
  struct Sequential: Sendable {

    private var done: [[UInt8]] = []
    private var leaf = ContentDigest.begun(0)
    private var size = 0

    /// Adds `bytes`, also to `plain`, which has been given all bytes before.
    mutating func add(_ bytes: UnsafeRawBufferPointer, and plain: inout SHA256) {
      var rest = bytes[...]
      while !rest.isEmpty {
        let held = size - done.count * leafBytes
        if held == leafBytes {
          done.append(leaf.bytes())
          leaf = ContentDigest.begun(done.count)
          continue
        }
        let piece = rest.prefix(leafBytes - held)
        plain.update(UnsafeRawBufferPointer(rebasing: piece), and: &leaf)
        size += piece.count
        rest = rest.dropFirst(piece.count)
      }
    }

    /// Returns the fingerprint of the bytes added so far.
    func digest() -> [UInt8] {
      ContentDigest.root(size > 0 ? done + [leaf.bytes()] : done, size: size)
    }
  }
}

extension ByteSource {

  /// Fills `buffer` with bytes from `offset` on; returns whether all were there.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Bool {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      guard let n = try? read(at: offset + done, into: rest), n > 0 else { return false }
      done += n
    }
    return true
  }
}
