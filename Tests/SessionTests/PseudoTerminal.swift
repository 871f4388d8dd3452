import Glibc

/// The `payung` that was built beside these tests, as a person meets it: in a terminal, or with pipes.
final class PseudoTerminal {

  private let master: Int32
  private let child: pid_t
  private(set) var transcript = ""
  private var seen: String.Index

  /// Where the executable stands: beside the bundle of the tests.
  static let executable: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/payung"
  }()

  /// Starts `payung` with `arguments` in a terminal of 80 columns, with `environment` alone.
  init?(_ arguments: [String], environment: [String: String]) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN: what unlockpt() and ptsname() do, which Swift does not see.
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else {
      return nil
    }
    let terminal = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens becomes its own: Ctrl-C reaches it as a signal.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(0x80))  // POSIX_SPAWN_SETSID
    var pid = pid_t()
    let status = withCStrings([PseudoTerminal.executable] + arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }.sorted()) { envp in
        posix_spawn(&pid, PseudoTerminal.executable, &actions, &attributes, argv, envp)
      }
    }
    child = pid
    seen = transcript.startIndex
    guard status == 0 else { return nil }
  }

  deinit {
    kill(child, SIGKILL)
    var status: Int32 = 0
    waitpid(child, &status, 0)
    close(master)
  }

  /// Types `text`.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Makes the window `columns` wide.
  func resize(columns: UInt16) {
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until `text` is printed after what was waited for before; returns whether that happened in time.
  func waits(for text: String, seconds: Int = 60) -> Bool {
    for _ in 0..<(seconds * 50) {
      if let found = range(of: text) {
        seen = found
        return true
      }
      readMore(milliseconds: 20)
    }
    return false
  }

  /// Waits for the end of the process and returns its status, or `nil` if it did not end in time.
  func status(seconds: Int = 60) -> Int32? {
    for _ in 0..<(seconds * 50) {
      var status: Int32 = 0
      if waitpid(child, &status, WNOHANG) == child {
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
      readMore(milliseconds: 20)
    }
    return nil
  }

  private func range(of text: String) -> String.Index? {
    var start = seen
    while start < transcript.endIndex {
      if transcript[start...].hasPrefix(text) { return transcript.index(start, offsetBy: text.count) }
      start = transcript.index(after: start)
    }
    return nil
  }

  private func readMore(milliseconds: Int32) {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else {
      usleep(20_000)  // the other side is closed: nothing more will come, but the process may still be ending
      return
    }
    let offset = transcript.distance(from: transcript.startIndex, to: seen)
    transcript += String(decoding: buffer[0..<count], as: UTF8.self)
    seen = transcript.index(transcript.startIndex, offsetBy: min(offset, transcript.count))
  }
}

/// Calls `body` with `strings` as C takes them: a list that ends in a null pointer.
func withCStrings<R>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  pointers.append(nil)
  defer { for p in pointers { free(p) } }
  return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
