#if canImport(Glibc)
  import Glibc
#endif

/// When files were last changed, so that a person can be told that one has.
struct FileWatch {

  private struct State: Equatable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
  }

  private var known: [String: State] = [:]

  /// Returns those of `paths` that have changed since the last call that named them.
  mutating func changed(among paths: [String]) -> [String] {
    var result: [String] = []
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      let state = State(
        seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec),
        size: Int(status.st_size))
      if let before = known[path], before != state { result.append(path) }
      known[path] = state
    }
    return result
  }
}
