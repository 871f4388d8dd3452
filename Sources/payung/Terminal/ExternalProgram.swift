import Diagnostics
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// A program of the person's choice that takes over the terminal for a while.
enum ExternalProgram {

  /// Runs `command`, which the shell reads, on `path`; returns whether it went well.
  static func run(_ command: String, on path: String) -> Bool {
    var pid = pid_t()
    let words = ["/bin/sh", "-c", command + " \"$1\"", "sh", path]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    argv.append(nil)
    defer { for p in argv { free(p) } }
    // Ctrl-C is for the program that has the terminal; it is not to stop what waits for it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var usual = sigset_t()
    sigemptyset(&usual)
    sigaddset(&usual, SIGINT)
    sigaddset(&usual, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let started = argv.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return EINVAL }
      return posix_spawn(&pid, "/bin/sh", nil, &attributes, base, environ)
    }
    guard started == 0 else { return false }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    Interrupts.cancellation.reset()
    return status == 0
  }

  /// Writes `text` to a file that only its owner reads and returns its path.
  static func temporaryFile(_ text: String, suffix: String) -> String? {
    let directory = Console.environment("TMPDIR") ?? "/tmp"
    var template = Array("\(directory)/payung-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    _ = DiskFile.writeAll(Array(text.utf8), to: descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The editor that the person prefers.
enum ExternalEditor {

  /// What is edited.
  enum Subject {
    /// A text.
    case text(String)
    /// A file.
    case file(String)
  }

  /// What came of it.
  enum Outcome {
    /// The text as it is now.
    case text(String)
    /// The file may have changed.
    case file
    /// The editor, which this is the command of, could not be used.
    case failed(String)
  }

  /// Opens `subject`.
  static func edit(_ subject: Subject) -> Outcome {
    let wanted = Console.environment("VISUAL") ?? Console.environment("EDITOR")
    let command = wanted.flatMap { $0.isBlank ? nil : $0 } ?? "vi"
    switch subject {
    case .file(let path): return ExternalProgram.run(command, on: path) ? .file : .failed(command)
    case .text(let text):
      guard let path = ExternalProgram.temporaryFile(text + "\n", suffix: ".payung") else {
        return .failed(command)
      }
      defer { unlink(path) }
      guard ExternalProgram.run(command, on: path), case .success(let bytes) = DiskFile.read(path) else {
        return .failed(command)
      }
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}

/// Shows a long text a screen at a time.
enum Pager {

  /// Whether `text` is higher or wider than the terminal.
  static func isNeeded(for text: String) -> Bool {
    guard let rows = LineEditor.rows, let columns = LineEditor.columns else { return false }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > rows - 1 || lines.contains { TextWidth.columns(String($0)) > columns }
  }

  /// Shows `text`.
  static func show(_ text: String) {
    let wanted = Console.environment("PAGER")
    let command = wanted.flatMap { $0.isBlank ? nil : $0 } ?? "less -FRSX"
    guard let path = ExternalProgram.temporaryFile(text, suffix: ".txt") else { return }
    defer { unlink(path) }
    _ = ExternalProgram.run(command, on: path)
  }
}
