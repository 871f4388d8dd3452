/// The bytes of a short text as three words, 0 beyond its end.
struct ShortText: Equatable {

  /// The most bytes it has.
  static let bytes = 24

  let first: UInt64
  let second: UInt64
  let third: UInt64

  /// Creates what no text is: none begins with a byte 0.
  init() { (first, second, third) = (0, 0, 0) }

  /// Takes the `count` bytes at `p`, at most ``bytes``, which are readable up to as many.
  ///
  /// Lengths come as they like: so all words are read alike, and nothing has to be guessed.
  @inline(__always)
  init(_ p: UnsafePointer<UInt8>, _ count: Int) {
    first = BlockReader.word(p) & ShortText.mask(count)
    second = BlockReader.word(p + 8) & ShortText.mask(count &- 8)
    third = BlockReader.word(p + 16) & ShortText.mask(count &- 16)
  }

  /// The bits of the first `count` bytes of a word; none below 0, all from 8 on.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    let half = UInt64(truncatingIfNeeded: max(0, min(8, count))) &* 4
    return (1 &<< half) &<< half &- 1
  }

  /// A place for it among ``BlockReader/recentPlaces``.
  @inline(__always)
  var place: Int {
    Int(truncatingIfNeeded: ((first ^ second &* 3 ^ third &* 5) &* 0x9E37_79B9_7F4A_7C15) &>> 56)
  }

  @inline(__always)
  static func == (l: ShortText, r: ShortText) -> Bool {
    (l.first ^ r.first) | (l.second ^ r.second) | (l.third ^ r.third) == 0
  }
}

/// A short text that is looked up, and what it stands for.
struct RecentText {
  var text: ShortText
  /// What it stands for, or the complement of its fault.
  var value: Int64
}
