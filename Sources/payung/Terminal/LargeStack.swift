#if canImport(Glibc)
  import Glibc
#endif

/// A thread whose stack is so large that no program a person can write exhausts it; only touched pages cost memory.
enum LargeStack {

  /// The size in bytes. It is address space, not memory.
  static let size = 1 << 29

  /// Runs `body` on such a thread and returns its result; `nil` if the system gives no such thread.
  static func run<R: Sendable>(_ body: @escaping @Sendable () -> R) -> R? {
    let work = Work(body)
    let carried = Unmanaged.passRetained(work as AnyWork)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, size)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { raw in
        if let raw { Unmanaged<AnyWork>.fromOpaque(raw).takeRetainedValue().perform() }
        return nil
      }, carried.toOpaque())
    guard status == 0 else {
      carried.release()
      return nil
    }
    pthread_join(thread, nil)
    return work.result
  }

  /// Something to do, as C can carry it.
  private class AnyWork {
    func perform() {}
  }

  /// Something to do, and what came of it.
  private final class Work<R>: AnyWork {
    let body: () -> R
    var result: R?
    init(_ body: @escaping () -> R) { self.body = body }
    override func perform() { result = body() }
  }
}
