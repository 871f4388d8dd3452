import CScan

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
struct ByteSurvey {

  /// Whether all bytes are ASCII.
  private(set) var isASCII = true
  /// Whether one of them is 0.
  private(set) var hasNull = false

  /// Looks at `count` bytes at `p` besides those looked at before.
  mutating func look(_ p: UnsafePointer<UInt8>, _ count: Int) { add(scan_survey(p, count)) }

  /// Adds what was found in other bytes.
  mutating func add(_ found: UInt32) {
    if found & UInt32(SCAN_NOT_ASCII) != 0 { isASCII = false }
    if found & UInt32(SCAN_NULL) != 0 { hasNull = true }
  }
}
