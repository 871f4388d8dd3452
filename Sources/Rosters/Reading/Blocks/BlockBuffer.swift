/// A stretch of a file in memory, followed by line ends, so that no scan needs to look where it stops.
final class BlockBuffer {

  /// The bytes; `count` of them, then ``padding`` line ends.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  /// The number of bytes of the file that are held.
  private(set) var count = 0

  /// The offset in the file of the first.
  private(set) var offset = 0

  /// Whether the file ends where the bytes do.
  private(set) var endsFile = false

  static let padding = 64

  init() {
    capacity = 1 << 16
    bytes = .allocate(capacity: capacity + BlockBuffer.padding)
    pad()
  }

  deinit { bytes.deallocate() }

  private func pad() { (bytes + count).update(repeating: 0x0A, count: BlockBuffer.padding) }

  /// Fills the buffer with the bytes of `source` in `range`, as far as it has them.
  func fill(from source: any ByteSource, _ range: Range<Int>) throws(ByteSourceFailure) {
    count = 0
    offset = range.lowerBound
    try extend(from: source, to: range.upperBound)
  }

  /// Adds the bytes of `source` up to the offset `end`, as far as it has them.
  func extend(from source: any ByteSource, to end: Int) throws(ByteSourceFailure) {
    let wanted = max(0, min(end, source.size) - offset)
    if wanted > capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + BlockBuffer.padding)
      larger.update(from: bytes, count: count)
      bytes.deallocate()
      (bytes, capacity) = (larger, wanted)
    }
    while count < wanted {
      let n = try source.read(
        at: offset + count, into: UnsafeMutableRawBufferPointer(start: bytes + count, count: wanted - count))
      if n <= 0 { throw ByteSourceFailure(reason: "the file became shorter while it was read") }
      count += min(n, wanted - count)
    }
    endsFile = offset + count >= source.size
    pad()
  }
}

/// What a glance at bytes tells before they are parsed.
enum ByteSurvey {

  /// Returns the parity of the double quotes among `count` bytes at `p`.
  static func quotesAreOdd(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var total: UInt64 = 0
    var i = 0
    let quotes: UInt64 = 0x2222_2222_2222_2222
    while i &+ 8 <= count {
      let w = UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self) ^ quotes
      // The exact test for zero bytes: no byte borrows from its neighbour.
      let t = (w & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
      let zero = ~(t | w | 0x7F7F_7F7F_7F7F_7F7F)
      total ^= zero &>> 7
      i &+= 8
    }
    var isOdd = total.nonzeroBitCount & 1 == 1
    while i < count {
      if p[i] == 0x22 { isOdd.toggle() }
      i &+= 1
    }
    return isOdd
  }

  /// Returns whether `count` bytes at `p` are all ASCII, and whether one of them is 0.
  static func ascii(_ p: UnsafePointer<UInt8>, _ count: Int) -> (isASCII: Bool, hasNull: Bool) {
    var high: UInt64 = 0
    var null: UInt64 = 0
    var i = 0
    while i &+ 8 <= count {
      let w = UnsafeRawPointer(p + i).loadUnaligned(as: UInt64.self)
      high |= w
      null |= (w &- 0x0101_0101_0101_0101) & ~w
      i &+= 8
    }
    var hasNull = null & 0x8080_8080_8080_8080 != 0
    while i < count {
      high |= UInt64(p[i])
      if p[i] == 0 { hasNull = true }
      i &+= 1
    }
    return (high & 0x8080_8080_8080_8080 == 0, hasNull)
  }
}
