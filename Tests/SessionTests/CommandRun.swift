import Glibc

/// One run of the `payung` that was built beside these tests.
struct CommandRun {

  /// What it told the shell; 128 and more where a signal ended it.
  let status: Int32
  /// What it wrote as data.
  let output: String
  /// What it wrote as messages.
  let messages: String

  /// Runs `payung` with `arguments`, `input` on its standard input, in `directory`.
  init(_ arguments: [String], input: String = "", environment: [String: String] = [:], in directory: String) {
    self.init(
      words: ["exec \"$@\"", PseudoTerminal.executable] + arguments, input: input, environment: environment,
      in: directory)
  }

  /// Runs `command` of the shell in `directory`; `$0` in it stands for `payung`.
  init(shell command: String, in directory: String) {
    self.init(
      words: ["exec /bin/sh -c \"$1\" \"$2\"", command, PseudoTerminal.executable], input: "",
      environment: [:], in: directory)
  }

  /// Runs the first of `words` as a command of the shell, the others as what it is given.
  private init(words given: [String], input: String, environment: [String: String], in directory: String) {
    let files = ["in", "out", "err"].map { "\(directory)/.\($0)-\(given.hashValue)-\(CommandRun.next())" }
    CommandRun.write(input, to: files[0])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let variables = ["SWIFT_BACKTRACE": "enable=no", "HOME": directory].merging(environment) { $1 }
    var child = pid_t()
    // The shell changes the directory: Swift does not see the action of posix_spawn that would.
    let words = ["/bin/sh", "-c", "cd \"$0\" && " + given[0], directory] + given.dropFirst()
    let started = withCStrings(words) { argv in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&child, words[0], &actions, nil, argv, envp)
      }
    }
    var result: Int32 = -1
    if started == 0 { waitpid(child, &result, 0) }
    status = started != 0 ? -1 : result & 0x7F == 0 ? (result >> 8) & 0xFF : 128 + (result & 0x7F)
    output = CommandRun.read(files[1])
    messages = CommandRun.read(files[2])
    for f in files { unlink(f) }
  }

  private static func next() -> Int { Int.random(in: 0..<Int.max) }

  /// Writes `text` to `path`.
  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }

  /// Returns the text at `path`; nothing if there is none.
  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[0..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes a directory that nobody else has.
  static func directory() -> String? {
    var template = Array("/tmp/payung-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
