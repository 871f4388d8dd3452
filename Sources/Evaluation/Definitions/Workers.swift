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

/// Values that are computed once for a key, whichever thread asks first; the others wait for it.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {

  // All access to the fields is between lock and unlock.
  private enum Entry {
    case computing(pthread_t)
    case known(Value)
  }
  private var entries: [Key: Entry] = [:]
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init() {
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// Returns the value for `key`, computed by `compute` if nobody did before.
  func value(
    _ key: Key, _ compute: () throws(EvaluationStop) -> Value
  ) throws(EvaluationStop) -> Value {
    pthread_mutex_lock(lock)
    waiting: while let entry = entries[key] {
      switch entry {
      case .known(let v):
        pthread_mutex_unlock(lock)
        return v
      case .computing(let thread):
        // A ring can not pass the checker; a second computation would at least end with an error.
        if pthread_equal(thread, pthread_self()) != 0 { break waiting }
        pthread_cond_wait(changed, lock)
      }
    }
    entries[key] = .computing(pthread_self())
    pthread_mutex_unlock(lock)
    do {
      let v = try compute()
      pthread_mutex_lock(lock)
      entries[key] = .known(v)
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
      return v
    } catch {
      pthread_mutex_lock(lock)
      entries[key] = nil
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
      throw error
    }
  }

  /// Returns the value for `key` if it is known.
  func known(_ key: Key) -> Value? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if case .known(let v) = entries[key] { return v }
    return nil
  }

  /// Forgets the values for keys that `isDoomed` picks.
  func forget(where isDoomed: (Key) -> Bool) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    for key in entries.keys where isDoomed(key) {
      if case .known = entries[key] { entries[key] = nil }
    }
  }
}
