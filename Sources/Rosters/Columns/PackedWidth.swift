/// The widths in which integers of a column are held.
enum PackedWidth: Int, Comparable, Sendable {
  /// 0 ... 255.
  case byte
  /// 16 bits, with a sign.
  case short
  /// 32 bits, with a sign.
  case word
  /// 64 bits, with a sign.
  case long

  static func < (l: PackedWidth, r: PackedWidth) -> Bool { l.rawValue < r.rawValue }

  /// The width of `packed`.
  init(_ packed: PackedIntegers) {
    switch packed {
    case .bytes: self = .byte
    case .shorts: self = .short
    case .words: self = .word
    case .longs: self = .long
    }
  }

  /// The narrowest width of integers in `low` ... `high`.
  init(from low: Int64, to high: Int64) {
    if low >= 0 && high <= 255 {
      self = .byte
    } else if low >= Int64(Int16.min) && high <= Int64(Int16.max) {
      self = .short
    } else if low >= Int64(Int32.min) && high <= Int64(Int32.max) {
      self = .word
    } else {
      self = .long
    }
  }

  /// The narrowest width of the first `count` integers at `values`.
  init(_ values: UnsafePointer<Int64>, count: Int) {
    // All bits that any of them has tell how wide they are, without a comparison for each.
    var bits: Int64 = 0
    for i in 0..<count { bits |= values[i] }
    if bits >= 0 {
      self.init(from: 0, to: bits)
      return
    }
    // Of a negative one, the bits that differ from its sign.
    var own: Int64 = 0
    for i in 0..<count { own |= values[i] ^ (values[i] >> 63) }
    self = own <= Int64(Int16.max) ? .short : own <= Int64(Int32.max) ? .word : .long
  }
}
