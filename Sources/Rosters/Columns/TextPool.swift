/// One of the parts that texts are put together of: its values, as they are spelled, and which of them each row has.
public final class TextPiece {

  fileprivate let bytes: UnsafeMutablePointer<UInt8>
  fileprivate let starts: UnsafeMutablePointer<Int>
  fileprivate let places: UnsafeMutablePointer<Int32>?

  /// The bytes that may be read beyond the end of each value.
  fileprivate static let padding = 16

  /// Creates the part whose values are `spellings`; of each row, the place of its value, or -1 for nothing. Without
  /// `places` all rows have the first.
  public init(_ spellings: [[UInt8]], places: [Int32]?) {
    starts = .allocate(capacity: spellings.count + 1)
    starts[0] = 0
    for (i, s) in spellings.enumerated() { starts[i + 1] = starts[i] + s.count }
    bytes = .allocate(capacity: starts[spellings.count] + TextPiece.padding)
    bytes.initialize(repeating: 0, count: starts[spellings.count] + TextPiece.padding)
    for (i, s) in spellings.enumerated() {
      for (k, b) in s.enumerated() { bytes[starts[i] + k] = b }
    }
    self.places = places.map { list in
      let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, list.count))
      for (i, p) in list.enumerated() { copy[i] = p }
      return copy
    }
  }

  deinit {
    bytes.deallocate()
    starts.deallocate()
    places?.deallocate()
  }
}

/// Distinct texts as they come, each with a code in the order of first appearance: a dictionary in the making.
public final class TextPool {

  private var table = TextTable()
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity = 256

  /// Creates a pool without texts.
  public init() { scratch = .allocate(capacity: capacity + TextPiece.padding) }

  deinit {
    table.deallocate()
    scratch.deallocate()
  }

  /// Returns the code of `text`.
  public func code(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { code($0) }
  }

  /// Returns the code of the text of `bytes`.
  public func code(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if bytes.count > capacity { grow(bytes.count) }
    if let base = bytes.baseAddress { scratch.update(from: base, count: bytes.count) }
    return table.code(scratch, bytes.count)
  }

  /// Returns the codes of the texts that `parts` make in each of `rows` rows, and the rows whose text has more bytes than
  /// `limit`, which have the code of nothing.
  public func codes(of parts: [TextPiece], rows: Int, atMost limit: Int) -> (codes: [Int64], tooLong: [Int]) {
    var tooLong: [Int] = []
    // Whatever the parts, no row has more than this before it is seen to be too long.
    let longest = parts.map { part in longestValue(part, rows) }.max() ?? 0
    let most = min(limit + longest, longest * parts.count)
    if most > capacity { grow(most) }
    let codes = [Int64](unsafeUninitializedCapacity: rows) { codes, initialized in
      parts.map { ($0.bytes, $0.starts, $0.places) }.withUnsafeBufferPointer { parts in
        let scratch = scratch
        for row in 0..<rows {
          var count = 0
          for (bytes, starts, places) in parts {
            let place = places.map { Int($0[row]) } ?? 0
            if place < 0 { continue }
            let start = starts[place]
            let n = starts[place &+ 1] &- start
            if n <= TextPiece.padding {
              // Sixteen bytes are as quick to copy as one; what is too many is overwritten.
              UnsafeMutableRawPointer(scratch + count).copyMemory(
                from: bytes + start, byteCount: TextPiece.padding)
            } else {
              (scratch + count).update(from: bytes + start, count: n)
            }
            count &+= n
            if count > limit {
              tooLong.append(row)
              count = 0
              break
            }
          }
          codes[row] = Int64(truncatingIfNeeded: table.code(scratch, count))
        }
      }
      initialized = rows
    }
    return withExtendedLifetime(parts) { (codes, tooLong) }
  }

  /// Returns the bytes of the longest value that a row has of `part`.
  private func longestValue(_ part: TextPiece, _ rows: Int) -> Int {
    guard let places = part.places else { return part.starts[1] }
    var longest = 0
    for row in 0..<rows where places[row] >= 0 {
      let place = Int(places[row])
      longest = max(longest, part.starts[place + 1] - part.starts[place])
    }
    return longest
  }

  private func grow(_ wanted: Int) {
    scratch.deallocate()
    capacity = max(capacity * 2, wanted)
    scratch = .allocate(capacity: capacity + TextPiece.padding)
  }

  /// Returns the texts as a dictionary with the same codes; one empty text if there are none.
  public func dictionary(isOfOneBatch: Bool = false) -> TextDictionary {
    table.dictionary(isOfOneBatch: isOfOneBatch)
  }
}
