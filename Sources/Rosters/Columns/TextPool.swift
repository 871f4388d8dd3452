/// Distinct texts as they come, each with a code in the order of first appearance: a dictionary in the making.
public final class TextPool {

  private var table = TextTable()
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  private var count = 0

  /// The bytes that a text is read beyond its end.
  private static let padding = 16

  /// Creates a pool without texts.
  public init() { scratch = .allocate(capacity: capacity + TextPool.padding) }

  deinit {
    table.deallocate()
    scratch.deallocate()
  }

  /// Begins a new text.
  @inline(__always)
  public func begin() { count = 0 }

  /// The bytes of the text so far.
  public var byteCount: Int { count }

  /// Adds `bytes` to the text.
  @inline(__always)
  public func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    let n = bytes.count
    if count &+ n > capacity { grow(count + n) }
    guard n > 0, let base = bytes.baseAddress else { return }
    (scratch + count).update(from: base, count: n)
    count &+= n
  }

  /// Returns the code of the text that was put together since ``begin()``.
  @inline(__always)
  public func code() -> Int { table.code(scratch, count) }

  /// Returns the code of `text`.
  public func code(_ text: String) -> Int {
    begin()
    var text = text
    text.withUTF8 { add($0) }
    return code()
  }

  @inline(never)
  private func grow(_ wanted: Int) {
    let larger = max(capacity * 2, wanted)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + TextPool.padding)
    moved.update(from: scratch, count: count)
    scratch.deallocate()
    (scratch, capacity) = (moved, larger)
  }

  /// Returns the texts as a dictionary with the same codes; one empty text if there are none.
  public func dictionary(isOfOneBatch: Bool = false) -> TextDictionary {
    table.dictionary(isOfOneBatch: isOfOneBatch)
  }
}
