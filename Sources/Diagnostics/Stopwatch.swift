#if canImport(Glibc)
  import Glibc
#endif

/// The time since something began, for reports on the work itself; no result may depend on it.
public struct Stopwatch: Sendable {

  private let start: Int64

  /// Starts to run.
  public init() { start = Stopwatch.now }

  /// The time since the start in nanoseconds.
  public var nanoseconds: Int64 { Stopwatch.now &- start }

  private static var now: Int64 {
    var t = timespec()
    clock_gettime(CLOCK_MONOTONIC, &t)
    return Int64(t.tv_sec) &* 1_000_000_000 &+ Int64(t.tv_nsec)
  }
}
