#if canImport(Glibc)
  import Glibc
#endif

/// A process that runs to its end, without input and without a word on the screen.
enum ChildProcess {

  /// Returns whether the program whose path comes first ran and ended well.
  static func run(_ arguments: [String]) -> Bool {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return false }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for descriptor: Int32 in [1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    guard posix_spawn(&child, arguments[0], &actions, nil, &words, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 {
      if errno != EINTR { return false }
    }
    // The low seven bits name a signal; the next eight are the exit code.
    return status & 0x7f == 0 && (status >> 8) & 0xff == 0
  }
}
