import Rosters
import Synchronization

/// The SHA-256 digest of a file, made while its rows are read, so that its bytes are fetched once.
final class FileDigest: RunningDigest {

  private struct State: Sendable {
    var digest = SHA256()
    /// The fingerprint of the content besides, if it is wanted.
    var content: ContentDigest.Sequential?
    var count = 0
    /// Whether a piece was left out: then the file must be read again.
    var isBroken = false
  }

  private let state: Mutex<State>

  /// Creates the digest of nothing, and, if `isForCache`, the fingerprint of the content with it.
  init(isForCache: Bool = false) {
    state = Mutex(State(content: isForCache ? ContentDigest.Sequential() : nil))
  }

  /// Adds `bytes`, which stand at `offset`.
  func add(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    state.withLock { state in
      guard !state.isBroken, offset == state.count else {
        state.isBroken = true
        return
      }
      if state.content == nil {
        state.digest.update(bytes)
      } else {
        state.content?.add(bytes, and: &state.digest)
      }
      state.count += bytes.count
    }
  }

  /// Adds `bytes`, which stand at `offset` and whose blocks `body` gives to the state, if no fingerprint is wanted besides.
  func add(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, blocksBy body: (UnsafeMutablePointer<UInt32>) -> Void
  ) -> Bool {
    state.withLock { state in
      guard !state.isBroken, offset == state.count, state.content == nil,
        state.digest.update(bytes, blocksBy: body)
      else { return false }
      state.count += bytes.count
      return true
    }
  }

  /// Returns the fingerprint of the content, or `nil` if it was not wanted or bytes are missing.
  func content(ofFirst size: Int) -> [UInt8]? {
    state.withLock { $0.isBroken || $0.count != size ? nil : $0.content?.digest() }
  }

  /// Returns the digest in hexadecimal digits, or `nil` if the bytes added are not the first `size`.
  func hexadecimal(ofFirst size: Int) -> String? {
    state.withLock { $0.isBroken || $0.count != size ? nil : $0.digest.hexadecimal() }
  }
}

/// The digest of a file that is known from an earlier reading of the same bytes.
final class KnownDigest: RunningDigest {

  private let digits: String

  /// Creates the digest that reads `digits`.
  init(_ digits: String) { self.digits = digits }

  /// Does nothing: the bytes are known.
  func add(_ bytes: UnsafeRawBufferPointer, at offset: Int) {}

  /// Returns the digest.
  func hexadecimal(ofFirst size: Int) -> String? { digits }
}

extension SHA256 {

  /// Returns the digest of `file`: the one made while it was read, if there is one, else that of its bytes now; `nil`
  /// if it can not be read.
  static func hexadecimal(_ file: DataFile) -> String? {
    file.digest?.hexadecimal(ofFirst: file.source.size) ?? hexadecimal(file.source)
  }
}
