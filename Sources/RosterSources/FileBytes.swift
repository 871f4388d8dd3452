import Rosters

#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of an open file, read piece by piece; closed with the last reference.
public final class FileBytes: ByteSource {

  private let descriptor: Int32

  /// The number of bytes when the file was opened.
  public let size: Int

  init(descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  deinit { close(descriptor) }

  /// Reads bytes from `offset` on into `buffer` and returns how many.
  public func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ByteSourceFailure) -> Int {
    guard offset >= 0, offset < size, !buffer.isEmpty else { return 0 }
    while true {
      let n = pread(descriptor, buffer.baseAddress, min(buffer.count, size - offset), off_t(offset))
      if n >= 0 { return n }
      if errno != EINTR { throw ByteSourceFailure(reason: SystemText.error(errno)) }
    }
  }
}

/// What the system says.
enum SystemText {

  /// Returns the system's words for the error `number`.
  static func error(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }
}
