import CDigest

/// Which release this is.
public enum Release {

  /// The version, by semantic versioning.
  public static let version = "0.1.0"

  /// What tells this build from all others, also of the same version: the digest that the linker made of it; nothing
  /// where it made none.
  static let build: [UInt8] = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
    count = buffer.baseAddress.map { build_identity($0, buffer.count) } ?? 0
  }
}
