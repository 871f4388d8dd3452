/// Memory that one selection works in, freed with it.
///
/// The loops over a million candidates read several columns at unpredictable rows; they do so through
/// pointers into buffers that this class owns, after all indices were checked once.
///
/// Whoever made one writes to it before anybody else has it, and from then on it is only read.
final class Buffer<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    base = .allocate(capacity: max(elements.count, 1))
    count = elements.count
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.initialize(from: start, count: elements.count) }
    }
  }

  init(repeating element: Element, count: Int) {
    base = .allocate(capacity: max(count, 1))
    self.count = count
    base.initialize(repeating: element, count: count)
  }

  /// Creates a buffer whose elements `fill` writes, each of them.
  init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
    base = .allocate(capacity: max(count, 1))
    self.count = count
    fill(base)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return base[index]
  }
}
