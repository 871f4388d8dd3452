import Rosters
import Synchronization

/// The SHA-256 digest of a file, made while its rows are read, so that its bytes are fetched once.
final class FileDigest: RunningDigest {

  private struct State: Sendable {
    var digest = SHA256()
    var count = 0
    /// Whether a piece was left out: then the file must be read again.
    var isBroken = false
  }

  private let state = Mutex(State())

  /// Adds `bytes`, which stand at `offset`.
  func add(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    state.withLock { state in
      guard !state.isBroken, offset == state.count else {
        state.isBroken = true
        return
      }
      state.digest.update(bytes)
      state.count += bytes.count
    }
  }

  /// Returns the digest in hexadecimal digits, or `nil` if the bytes added are not the first `size`.
  func hexadecimal(ofFirst size: Int) -> String? {
    state.withLock { $0.isBroken || $0.count != size ? nil : $0.digest.hexadecimal() }
  }
}

extension SHA256 {

  /// Returns the digest of `file`: the one made while it was read, if there is one, else that of its bytes now; `nil`
  /// if it can not be read.
  static func hexadecimal(_ file: DataFile) -> String? {
    file.digest?.hexadecimal(ofFirst: file.source.size) ?? hexadecimal(file.source)
  }
}
