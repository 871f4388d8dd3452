/// The distinct texts that one thread has met in one field, each with a code in order of appearance.
///
/// Open addressing over one arena of bytes: a text is compared eight bytes at a time, and no `String` is made.
/// The bytes given must be readable eight bytes beyond their end, as those of a ``BlockBuffer`` are. A plain struct
/// of pointers, because the row loop reaches it by pointer; whoever creates one deallocates it.
struct TextTable {

  /// The number of texts.
  private(set) var count = 0

  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCount = 0
  private var arenaCapacity: Int
  /// Where each text starts in the arena; one more than there are texts.
  private var starts: UnsafeMutablePointer<Int>
  private var startsCapacity: Int
  /// The upper half of the hash and, in the lower, the code plus one; 0 is free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int

  private static let padding = 16

  init() {
    arenaCapacity = 4096
    arena = .allocate(capacity: arenaCapacity + TextTable.padding)
    startsCapacity = 256
    starts = .allocate(capacity: startsCapacity)
    starts[0] = 0
    mask = 1023
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  func deallocate() {
    arena.deallocate()
    starts.deallocate()
    slots.deallocate()
  }

  @inline(__always)
  private static func word(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func hash(_ p: UnsafePointer<UInt8>, _ n: Int) -> UInt64 {
    var h = UInt64(truncatingIfNeeded: n) &* 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i &+ 8 <= n {
      h = (h ^ word(p + i)) &* 0xD6E8_FEB8_6659_FD93
      h ^= h &>> 32
      i &+= 8
    }
    if i < n {
      let rest = word(p + i) & (UInt64.max &>> UInt64(truncatingIfNeeded: (8 &- (n &- i)) &* 8))
      h = (h ^ rest) &* 0xD6E8_FEB8_6659_FD93
      h ^= h &>> 32
    }
    return h &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always)
  private func holds(_ code: Int, _ p: UnsafePointer<UInt8>, _ n: Int) -> Bool {
    let start = starts[code]
    if starts[code &+ 1] &- start != n { return false }
    let q = UnsafePointer(arena + start)
    var i = 0
    while i &+ 8 <= n {
      if TextTable.word(p + i) != TextTable.word(q + i) { return false }
      i &+= 8
    }
    if i == n { return true }
    let rest = UInt64.max &>> UInt64(truncatingIfNeeded: (8 &- (n &- i)) &* 8)
    return (TextTable.word(p + i) ^ TextTable.word(q + i)) & rest == 0
  }

  /// Returns the code of the text of `n` bytes at `p`, which is added if it is new.
  @inline(__always)
  mutating func code(_ p: UnsafePointer<UInt8>, _ n: Int) -> Int {
    let h = TextTable.hash(p, n)
    var i = Int(truncatingIfNeeded: h &>> 32) & mask
    while true {
      let slot = slots[i]
      if slot == 0 { return insert(p, n, h) }
      if (slot ^ h) &>> 32 == 0 {
        let code = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
        if holds(code, p, n) { return code }
      }
      i = (i &+ 1) & mask
    }
  }

  /// Returns the code of the text whose bytes are `bytes`, which is added if it is new.
  mutating func code(_ bytes: some Collection<UInt8>) -> Int {
    var padded = [UInt8](bytes)
    let n = padded.count
    padded.append(contentsOf: repeatElement(0, count: TextTable.padding))
    return padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return code(base, n)
    }
  }

  @inline(never)
  private mutating func insert(_ p: UnsafePointer<UInt8>, _ n: Int, _ h: UInt64) -> Int {
    if arenaCount + n > arenaCapacity {
      let capacity = max(arenaCapacity + arenaCapacity / 2, arenaCount + n)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + TextTable.padding)
      larger.update(from: arena, count: arenaCount)
      arena.deallocate()
      (arena, arenaCapacity) = (larger, capacity)
    }
    if count + 2 > startsCapacity {
      let larger = UnsafeMutablePointer<Int>.allocate(capacity: startsCapacity * 2)
      larger.update(from: starts, count: count + 1)
      starts.deallocate()
      (starts, startsCapacity) = (larger, startsCapacity * 2)
    }
    (arena + arenaCount).update(from: p, count: n)
    arenaCount += n
    let code = count
    count += 1
    starts[count] = arenaCount
    if count * 2 > mask { grow() }
    place(code, h)
    return code
  }

  private func place(_ code: Int, _ h: UInt64) {
    var i = Int(truncatingIfNeeded: h &>> 32) & mask
    while slots[i] != 0 { i = (i &+ 1) & mask }
    slots[i] = (h & 0xFFFF_FFFF_0000_0000) | UInt64(truncatingIfNeeded: code &+ 1)
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    // The newest text is placed by the caller.
    for code in 0..<count - 1 {
      place(code, TextTable.hash(arena + starts[code], starts[code + 1] - starts[code]))
    }
  }

  /// Calls `body` with the bytes of the text with `code`, readable eight bytes beyond their end.
  @inline(__always)
  func withText<R>(_ code: Int, _ body: (UnsafePointer<UInt8>, Int) -> R) -> R {
    body(UnsafePointer(arena + starts[code]), starts[code &+ 1] &- starts[code])
  }

  /// The texts as a dictionary with the same codes; one empty text if there are none, so that code 0 is always valid.
  func dictionary(isOfOneBatch: Bool = false) -> TextDictionary {
    guard count > 0 else { return TextDictionary([""]) }
    return TextDictionary(
      bytes: Array(UnsafeBufferPointer(start: arena, count: arenaCount)),
      starts: Array(UnsafeBufferPointer(start: starts, count: count + 1)), isOfOneBatch: isOfOneBatch)
  }
}
