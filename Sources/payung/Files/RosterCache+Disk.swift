import RosterSources
import Session

#if canImport(Glibc)
  import Glibc
#endif

extension RosterCache {

  /// The cache in the directory at `path`.
  static func disk(_ path: String) -> RosterCache {
    let directory = CacheDirectory(path)
    return RosterCache {
      directory.open($0)
    } keep: {
      directory.keep($0, $1)
    }
  }

  /// The cache where the system wants caches to be: `payung` below `$XDG_CACHE_HOME` or else `~/.cache`; `nil` if
  /// there is neither.
  static var usual: RosterCache? {
    func directory(_ name: String) -> String? {
      // A path that depends on where one stands is to be ignored, by the same convention.
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let base = directory("XDG_CACHE_HOME") ?? directory("HOME").map { FilePath.join($0, ".cache") }
    return base.map { disk(FilePath.join($0, "payung")) }
  }
}
