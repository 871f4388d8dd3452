#if canImport(Glibc)
  import Glibc
#endif
import Synchronization

/// Threads with room for deep expressions, and work shared out over them.
enum Workers {

  private static let stackSize = 64 << 20

  /// Calls `body` with 0 ..< `count`, on up to `threads` threads, this one included.
  ///
  /// Which thread takes which number is left open: `body` must not care.
  static func share(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    let next = Atomic<Int>(0)
    func work() {
      while true {
        let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if i >= count { return }
        body(i)
      }
    }
    let helpers = min(threads, count) - 1
    guard helpers > 0 else {
      work()
      return
    }
    withoutActuallyEscaping(work) { escaping in
      // The threads are joined before the closure's frame is left, so it outlives them.
      nonisolated(unsafe) let shared = escaping
      let started = (0..<helpers).compactMap { _ in start(Job { shared() }) }
      work()
      for t in started { pthread_join(t, nil) }
    }
  }

  /// Returns what `body` returns, run on a thread of its own whose stack is still empty; `nil` if the system gives
  /// no such thread.
  static func onFreshStack<R>(_ body: () -> R) -> R? {
    var result: R?
    func run() { result = body() }
    withoutActuallyEscaping(run) { escaping in
      nonisolated(unsafe) let shared = escaping
      if let thread = start(Job { shared() }) { pthread_join(thread, nil) }
    }
    return result
  }

  private final class Job: @unchecked Sendable {
    // Read once, by the thread it was made for.
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
    func perform() {
      StackRoom.state(stackSize)
      body()
    }
  }

  private static func start(_ job: Job) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(job)
    let failed = pthread_create(
      &thread, &attributes,
      { raw in
        if let raw { Unmanaged<Job>.fromOpaque(raw).takeRetainedValue().perform() }
        return nil
      }, context.toOpaque())
    if failed != 0 {
      context.release()
      return nil
    }
    return thread
  }
}
