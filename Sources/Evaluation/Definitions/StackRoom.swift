#if canImport(Glibc)
  import Glibc
#endif

/// How far the stack of the thread that asks may still grow.
enum StackRoom {

  /// What the steps between two looks may take.
  private static let reserve = 4 << 20

  /// What may be used of a stack whose size nobody has stated, from where it is first looked at.
  private static let unstated = 2 << 20

  /// By thread, the address below which its stack shall not grow.
  private static let floor: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Notes that the thread that asks has a stack of `size` bytes, of which next to nothing is used.
  static func state(_ size: Int) {
    var here: UInt8 = 0
    withUnsafeMutablePointer(to: &here) {
      _ = pthread_setspecific(floor, UnsafeMutableRawPointer($0) - (size - reserve))
    }
  }

  /// Whether enough is left to go on for a while.
  static var isAmple: Bool {
    var here: UInt8 = 0
    // Stacks grow down.
    return withUnsafeMutablePointer(to: &here) { pointer in
      let here = UnsafeMutableRawPointer(pointer)
      if let lowest = pthread_getspecific(floor) { return here > lowest }
      _ = pthread_setspecific(floor, here - unstated)
      return true
    }
  }
}
