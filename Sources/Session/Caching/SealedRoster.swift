import Dispatch
import Rosters
import Synchronization

/// A roster's archive as it is kept: enciphered, and with digests over every byte.
///
/// First come the long arrays in chunks, then the facts with the digests of the chunks, last a trailer of fixed length
/// that bears the salt, the length of the facts, and the code that seals it and the facts.
struct SealedRoster {

  /// The archive.
  let archive: RosterArchive

  private let digestFacts: [UInt8]

  static let magic = Array("payungrs".utf8)
  static let saltBytes = 32
  private static let sealBytes = 32
  private static let trailerBytes = 8 + 8 + saltBytes + sealBytes
  static let chunkBytes = 1 << 18

  /// Returns the SHA-256 digests of the `count` files, in hexadecimal digits.
  func digests(count: Int) throws(DamagedFacts) -> [String] {
    var reader = FactsReader(digestFacts)
    let digests = try reader.all { reader throws(DamagedFacts) in try reader.text() }
    guard digests.count == count, reader.isAtEnd else { throw DamagedFacts() }
    return digests
  }

  // MARK: Reading

  /// Reads what was sealed with `key` from `source`, or returns `nil` if any byte of it is not what was written.
  init?(_ source: any ByteSource, key: CacheKey, threads: Int) {
    let (magic, trailerBytes) = (SealedRoster.magic, SealedRoster.trailerBytes)
    let size = source.size
    guard let trailer = SealedRoster.bytes(of: source, at: size - trailerBytes, trailerBytes),
      Array(trailer[..<8]) == magic
    else { return nil }
    let salt = Array(trailer[16..<16 + SealedRoster.saltBytes])
    let sealed = trailer.count - SealedRoster.sealBytes
    var lengthReader = FactsReader(Array(trailer[8..<16]))
    guard let length = try? lengthReader.int(in: 0...max(0, size - trailerBytes)),
      var facts = SealedRoster.bytes(of: source, at: size - trailerBytes - length, length),
      key.seal(facts + trailer[..<sealed]) == Array(trailer[sealed...])
    else { return nil }
    let cipher = key.cipher(salt: salt)
    facts.withUnsafeMutableBytes { cipher.apply(to: $0, region: 0, offset: 0) }
    var reader = FactsReader(facts)
    let arrays = ArrayReader(
      source: source, end: size - trailerBytes - length, cipher: cipher, threads: threads)
    do throws(DamagedFacts) {
      var found: [PackedIntegers] = []
      var offset = 0
      for i in 0..<(try reader.int(in: 0...reader.left)) {
        let array = try arrays.read(&reader, region: i + 1, at: offset)
        offset += array.byteCount
        found.append(array)
      }
      guard offset == size - trailerBytes - length else { return nil }
      archive = RosterArchive(facts: try reader.byteArray(), arrays: found)
      digestFacts = try reader.byteArray()
      guard reader.isAtEnd else { return nil }
    } catch {
      return nil
    }
  }

  /// Returns `count` bytes of `source` from `offset` on, or `nil` if it has not so many.
  private static func bytes(of source: any ByteSource, at offset: Int, _ count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0, offset <= source.size - count else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      isWhole = source.fill(UnsafeMutableRawBufferPointer(buffer), from: offset)
      filled = isWhole ? count : 0
    }
    return isWhole ? bytes : nil
  }

  /// Reads long arrays, several chunks at a time.
  private struct ArrayReader {

    let source: any ByteSource
    /// Where the arrays end.
    let end: Int
    let cipher: StreamCipher
    let threads: Int

    /// Reads the array that `facts` tells of next, which starts at `offset`.
    func read(_ facts: inout FactsReader, region: Int, at offset: Int) throws(DamagedFacts) -> PackedIntegers
    {
      let width = try facts.int(in: 1...8)
      let count = try facts.int(in: 0...(end - offset) / width)
      let bytes = count * width
      var digests: [[UInt8]] = []
      for _ in stride(from: 0, to: bytes, by: chunkBytes) { digests.append(try facts.byteArray()) }
      switch width {
      case 1: return .bytes(try array(count, digests, region, offset))
      case 2: return .shorts(try array(count, digests, region, offset))
      case 4: return .words(try array(count, digests, region, offset))
      case 8: return .longs(try array(count, digests, region, offset))
      default: throw DamagedFacts()
      }
    }

    private func array<T: FixedWidthInteger & Sendable>(
      _ count: Int, _ digests: [[UInt8]], _ region: Int, _ offset: Int
    ) throws(DamagedFacts) -> [T] {
      var isWhole = false
      let values = [T](unsafeUninitializedCapacity: count) { buffer, filled in
        isWhole = fill(UnsafeMutableRawBufferPointer(buffer), digests, region, offset)
        filled = isWhole ? count : 0
      }
      guard isWhole else { throw DamagedFacts() }
      return values
    }

    /// Fills `buffer` with what is at `offset`; returns whether every chunk has its digest.
    private func fill(
      _ buffer: UnsafeMutableRawBufferPointer, _ digests: [[UInt8]], _ region: Int, _ offset: Int
    ) -> Bool {
      guard let base = buffer.baseAddress, buffer.count > 0 else { return true }
      // Each chunk is written by one thread.
      nonisolated(unsafe) let memory = base
      let (total, source, cipher) = (buffer.count, source, cipher)
      let isBroken = Mutex(false)
      let work: @Sendable (Int) -> Void = { i in
        let start = i * chunkBytes
        let chunk = UnsafeMutableRawBufferPointer(
          start: memory + start, count: min(chunkBytes, total - start))
        var digest = SHA256()
        let isRead = source.fill(chunk, from: offset + start)
        if isRead { digest.update(UnsafeRawBufferPointer(chunk)) }
        guard isRead, digest.bytes() == digests[i] else {
          isBroken.withLock { $0 = true }
          return
        }
        cipher.apply(to: chunk, region: region, offset: start)
      }
      let workers = max(1, min(threads, digests.count))
      let share: @Sendable (Int) -> Void = { k in
        for i in stride(from: k, to: digests.count, by: workers) { work(i) }
      }
      if workers == 1 {
        share(0)
      } else {
        DispatchQueue.concurrentPerform(iterations: workers, execute: share)
      }
      return !isBroken.withLock { $0 }
    }
  }
}
