import CDigest
import Rosters

/// The SHA-256 digest (FIPS 180-4) of bytes that come piece by piece: by it the record of a run names its inputs.
public struct SHA256: Sendable {

  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// Whether the processor's own instructions may be used; the digest does not depend on it.
  private let usesInstructions: Bool

  /// Creates the digest of nothing.
  public init() { self.init(usingInstructions: true) }

  init(usingInstructions usesInstructions: Bool) { self.usesInstructions = usesInstructions }

  /// Returns the digest of `bytes` in hexadecimal digits.
  public static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal()
  }

  /// Returns the digest of `source` in hexadecimal digits, or `nil` if it can not be read.
  static func hexadecimal(_ source: any ByteSource) -> String? {
    var digest = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { (try? source.read(at: offset, into: $0)) ?? -1 }
      if count < 0 { return nil }
      if count == 0 { return digest.hexadecimal() }
      buffer.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      offset += count
    }
  }

  /// Adds `bytes`.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let taken = min(64 - pending.count, rest.count)
      pending.append(contentsOf: rest.prefix(taken))
      rest = rest.dropFirst(taken)
      guard pending.count == 64 else { return }
      let block = pending
      block.withUnsafeBytes { compress(UnsafeRawBufferPointer($0)) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~63
    if whole > 0, usesInstructions, let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress {
      let blocks = base.assumingMemoryBound(to: UInt8.self)
      if state.withUnsafeMutableBufferPointer({ digest_sha256_blocks($0.baseAddress, blocks, whole / 64) })
        != 0
      {
        rest = rest.dropFirst(whole)
      }
    }
    while rest.count >= 64 {
      compress(UnsafeRawBufferPointer(rebasing: rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    pending.append(contentsOf: rest)
  }

  /// Adds `bytes`, the whole blocks of which `body` gives to the state; returns `false`, and does nothing, if they do not
  /// begin with a block or the processor has no instructions of its own.
  mutating func update(
    _ bytes: UnsafeRawBufferPointer, blocksBy body: (UnsafeMutablePointer<UInt32>) -> Void
  ) -> Bool {
    guard pending.isEmpty, usesInstructions, digest_has_instructions() != 0 else { return false }
    let isGiven = state.withUnsafeMutableBufferPointer { words -> Bool in
      guard let base = words.baseAddress else { return false }
      body(base)
      return true
    }
    guard isGiven else { return false }
    length &+= UInt64(bytes.count)
    pending.append(contentsOf: bytes[(bytes.count & ~63)...])
    return true
  }

  /// Adds `bytes` to `self` and to `other`, each of which has been given a multiple of 64 bytes more or fewer than the
  /// other: in less time than one after the other takes.
  mutating func update(_ bytes: UnsafeRawBufferPointer, and other: inout SHA256) {
    update(bytes, and: &other, bytes)
  }

  /// Adds `bytes` to `self` and `others`, which are as many, to `other`.
  mutating func update(
    _ bytes: UnsafeRawBufferPointer, and other: inout SHA256, _ others: UnsafeRawBufferPointer
  ) {
    // What is pending, and what is no whole block, is added by itself.
    let head = pending.isEmpty ? 0 : min(64 - pending.count, bytes.count)
    let whole = (bytes.count - head) & ~63
    guard bytes.count == others.count, pending.count == other.pending.count, usesInstructions, whole > 0
    else {
      update(bytes)
      other.update(others)
      return
    }
    update(UnsafeRawBufferPointer(rebasing: bytes[..<head]))
    other.update(UnsafeRawBufferPointer(rebasing: others[..<head]))
    let middle = UnsafeRawBufferPointer(rebasing: bytes[head..<head + whole])
    let middles = UnsafeRawBufferPointer(rebasing: others[head..<head + whole])
    if let a = middle.baseAddress?.assumingMemoryBound(to: UInt8.self),
      let b = middles.baseAddress?.assumingMemoryBound(to: UInt8.self),
      state.withUnsafeMutableBufferPointer({ own in
        other.state.withUnsafeMutableBufferPointer {
          digest_sha256_two(own.baseAddress, a, $0.baseAddress, b, whole / 64)
        }
      }) != 0
    {
      length &+= UInt64(whole)
      other.length &+= UInt64(whole)
    } else {
      update(middle)
      other.update(middles)
    }
    update(UnsafeRawBufferPointer(rebasing: bytes[(head + whole)...]))
    other.update(UnsafeRawBufferPointer(rebasing: others[(head + whole)...]))
  }

  /// Returns the digest in hexadecimal digits.
  public func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the digest.
  func bytes() -> [UInt8] {
    var copy = self
    let bits = length &* 8
    var tail: [UInt8] = [0x80]
    tail += [UInt8](repeating: 0, count: (119 - Int(length % 64)) % 64)
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    tail.withUnsafeBytes { copy.update($0) }
    var digest: [UInt8] = []
    for word in copy.state {
      for shift in stride(from: 24, through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return digest
  }

  /// Adds one block of 64 bytes to the state.
  private mutating func compress(_ block: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      for i in 0..<16 {
        w[i] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: i * 4, as: UInt32.self))
      }
      for i in 16..<64 {
        let s0 = w[i - 15].turned(7) ^ w[i - 15].turned(18) ^ (w[i - 15] >> 3)
        let s1 = w[i - 2].turned(17) ^ w[i - 2].turned(19) ^ (w[i - 2] >> 10)
        w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for i in 0..<64 {
        let s1 = e.turned(6) ^ e.turned(11) ^ e.turned(25)
        let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ SHA256.constants[i] &+ w[i]
        let s0 = a.turned(2) ^ a.turned(13) ^ a.turned(22)
        let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
      }
      for (i, v) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= v }
    }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

extension UInt32 {

  /// Returns the word turned right by `n` bits.
  fileprivate func turned(_ n: UInt32) -> UInt32 { (self >> n) | (self << (32 - n)) }
}
