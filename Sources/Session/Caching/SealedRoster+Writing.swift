import Dispatch
import Rosters

extension SealedRoster {

  /// Hands the sealed form of `archive`, whose files have `digests`, to `sink`; returns whether it took all.
  static func write(
    _ archive: RosterArchive, digests: [String], key: CacheKey, threads: Int = 1, to sink: RosterCache.Sink
  ) -> Bool {
    var random = SystemRandomNumberGenerator()
    let salt = (0..<saltBytes).map { _ in UInt8.random(in: 0...255, using: &random) }
    let cipher = key.cipher(salt: salt)
    var directory = FactsWriter()
    directory.put(archive.arrays.count)
    for (i, array) in archive.arrays.enumerated() {
      directory.put(width(of: array))
      directory.put(array.count)
      let isTaken = array.withBytes { bytes in
        chunks(of: bytes, cipher, region: i + 1, threads: threads) { piece, digest in
          directory.put(digest)
          return sink(piece)
        }
      }
      if !isTaken { return false }
    }
    directory.put(archive.facts)
    var plain = FactsWriter()
    plain.put(all: digests) { $0.put($1) }
    directory.put(plain.bytes)
    return close(directory.bytes, salt: salt, key: key, to: sink)
  }

  /// Hands `directory`, what stands behind the arrays, and the trailer to `sink`; returns whether it took all.
  static func close(_ directory: [UInt8], salt: [UInt8], key: CacheKey, to sink: RosterCache.Sink) -> Bool {
    var facts = directory
    facts.withUnsafeMutableBytes { key.cipher(salt: salt).apply(to: $0, region: 0, offset: 0) }
    var length = FactsWriter()
    length.put(facts.count)
    var trailer = magic + length.bytes + salt
    trailer += key.seal(facts + trailer)
    return facts.withUnsafeBytes { sink($0) } && trailer.withUnsafeBytes { sink($0) }
  }

  private static func width(of array: PackedIntegers) -> Int {
    switch array {
    case .bytes: 1
    case .shorts: 2
    case .words: 4
    case .longs: 8
    }
  }

  /// Enciphers `bytes` in chunks, several at a time, and hands each with its digest to `take`, in order; returns
  /// whether all were taken.
  private static func chunks(
    of bytes: UnsafeRawBufferPointer, _ cipher: StreamCipher, region: Int, threads: Int,
    _ take: (UnsafeRawBufferPointer, [UInt8]) -> Bool
  ) -> Bool {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return true }
    let workers = max(1, min(threads, (bytes.count + chunkBytes - 1) / chunkBytes))
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: workers * chunkBytes, alignment: 64)
    defer { scratch.deallocate() }
    var digests = [[UInt8]](repeating: [], count: workers)
    for start in stride(from: 0, to: bytes.count, by: workers * chunkBytes) {
      func length(_ k: Int) -> Int { max(0, min(chunkBytes, bytes.count - start - k * chunkBytes)) }
      digests.withUnsafeMutableBufferPointer { digests in
        // Each worker has its own chunk and its own digest.
        nonisolated(unsafe) let (digests, memory, source) = (digests, scratch, source)
        let total = bytes.count
        let work: @Sendable (Int) -> Void = { k in
          let offset = start + k * chunkBytes
          guard offset < total else { return }
          let piece = UnsafeMutableRawBufferPointer(
            start: memory + k * chunkBytes, count: min(chunkBytes, total - offset))
          piece.copyMemory(from: UnsafeRawBufferPointer(start: source + offset, count: piece.count))
          cipher.apply(to: piece, region: region, offset: offset)
          var digest = SHA256()
          digest.update(UnsafeRawBufferPointer(piece))
          digests[k] = digest.bytes()
        }
        if workers == 1 {
          work(0)
        } else {
          DispatchQueue.concurrentPerform(iterations: workers, execute: work)
        }
      }
      for k in 0..<workers where length(k) > 0 {
        let piece = UnsafeRawBufferPointer(start: scratch + k * chunkBytes, count: length(k))
        if !take(piece, digests[k]) { return false }
      }
    }
    return true
  }
}
