import CCipher
import Rosters

/// What a kept roster is found and read by: made from the whole content of its files and all else its rows depend on.
///
/// Who has the files can make the key, and nobody else: no key is kept anywhere. The name tells nothing of the key.
struct CacheKey: Sendable {

  /// The name under which the roster is kept.
  let name: String

  private let cipher: [UInt8]
  private let seal: [UInt8]

  /// Creates the key of files with the fingerprints `contents`, read under `circumstances`.
  init(contents: [[UInt8]], circumstances: FactsWriter) {
    var digest = SHA256()
    var head = FactsWriter()
    head.put("payung: a roster in the cache")
    head.put(all: contents) { $0.put($1) }
    head.put(circumstances.bytes)
    head.put(all: circumstances.arrays) { head, array in
      head.put(array.count)
      head.put(array.byteCount)
    }
    head.bytes.withUnsafeBytes { digest.update($0) }
    for array in circumstances.arrays { array.withBytes { digest.update($0) } }
    let master = digest.bytes()
    name = SHA256.hexadecimal(Array("name".utf8) + master)
    cipher = MessageCode.of(Array("cipher".utf8), key: master)
    seal = MessageCode.of(Array("seal".utf8), key: master)
  }

  /// Returns the code that only who has the key can make of `bytes`.
  func seal(_ bytes: [UInt8]) -> [UInt8] { MessageCode.of(bytes, key: seal) }

  /// Returns the cipher for a file that begins with `salt`, which no other file has.
  func cipher(salt: [UInt8]) -> StreamCipher { StreamCipher(key: MessageCode.of(salt, key: cipher)) }
}

/// HMAC-SHA-256 (RFC 2104).
enum MessageCode {

  /// Returns the code of `message` under `key`, which has at most 64 bytes.
  static func of(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let padded = key + [UInt8](repeating: 0, count: max(0, 64 - key.count))
    return digest(padded.map { $0 ^ 0x5C }, digest(padded.map { $0 ^ 0x36 }, message))
  }

  private static func digest(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    a.withUnsafeBytes { digest.update($0) }
    b.withUnsafeBytes { digest.update($0) }
    return digest.bytes()
  }
}

/// ChaCha20 (RFC 8439), each region of a file under its own nonce.
struct StreamCipher: Sendable {

  private let key: [UInt8]

  /// Creates the cipher with `key`, of 32 bytes.
  init(key: [UInt8]) { self.key = key }

  /// Enciphers, or deciphers, `bytes`, which stand at `offset`, a multiple of 64, of `region`.
  func apply(to bytes: UnsafeMutableRawBufferPointer, region: Int, offset: Int) {
    guard let base = bytes.baseAddress else { return }
    // The counter has 32 bits, so what is beyond 256 GiB of a region counts in the nonce.
    let block = UInt64(truncatingIfNeeded: offset / 64)
    var nonce: [UInt8] = []
    for shift in [0, 8, 16, 24] { nonce.append(UInt8(truncatingIfNeeded: block >> (32 + UInt64(shift)))) }
    for shift in stride(from: 0, to: 64, by: 8) { nonce.append(UInt8(truncatingIfNeeded: region >> shift)) }
    cipher_chacha20(
      key, nonce, UInt32(truncatingIfNeeded: block), base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }
}

extension PackedIntegers {

  /// Calls `body` with the bytes that the integers take in memory.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    switch self {
    case .bytes(let a): a.withUnsafeBytes(body)
    case .shorts(let a): a.withUnsafeBytes(body)
    case .words(let a): a.withUnsafeBytes(body)
    case .longs(let a): a.withUnsafeBytes(body)
    }
  }
}
