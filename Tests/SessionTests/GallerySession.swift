import Diagnostics
import Glibc

@testable import Session
@testable import payung

/// A page of the gallery that no program alone can show: files, the commands typed, and what Payung says.
///
/// A session is a text of parts, each under a line `=== WORDS`:
/// - `=== en`, `=== id`: a sentence that says what is shown;
/// - `=== FILE`: a file that lies in the directory; `\0`, `\r` and `\xHH` stand for bytes, `\c` for no line end;
/// - `=== prepare`: what else is done before, which the page does not show;
/// - `=== $`: the commands typed, a line each;
/// - `=== after`: the line from which on the rest, in the same form, repairs it.
struct GallerySession {

  /// A file that lies in the directory.
  struct File {
    let name: String
    let text: String
  }

  /// Files, and commands typed beside them.
  struct Stage {
    var files: [File] = []
    var preparation = ""
    var commands: [String] = []
  }

  /// What is shown, in a sentence.
  private(set) var lead: (english: String, indonesian: String) = ("", "")
  private(set) var drawing = Stage()
  private(set) var repaired = Stage()

  /// Where sessions lie.
  static let folder = "\(packageRoot)/Tests/Gallery"

  /// Returns the session of the message `code`, if it has one.
  static func of(_ code: String) -> GallerySession? {
    guard case .success(let bytes) = DiskFile.read("\(folder)/\(code).txt") else { return nil }
    return GallerySession(String(decoding: bytes, as: UTF8.self))
  }

  /// Creates the session that `text` holds.
  init(_ text: String) {
    var isAfter = false
    for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let name = String(part[..<end])
      var body = end == part.endIndex ? "" : String(part[part.index(after: end)...])
      if !body.isEmpty && !body.hasSuffix("\n") { body += "\n" }
      var stage = isAfter ? repaired : drawing
      switch name {
      case "en": lead.english = body.trimmingWhiteSpace
      case "id": lead.indonesian = body.trimmingWhiteSpace
      case "after": isAfter = true
      case "prepare": stage.preparation = body
      case "$": stage.commands = body.split(separator: "\n").map(String.init)
      default: stage.files.append(File(name: name, text: body))
      }
      if name == "after" { continue }
      if isAfter { repaired = stage } else { drawing = stage }
    }
  }

  /// Returns what is typed and said where the message is drawn, and, if asked, after the repair.
  func said(in language: Language, repairing: Bool) -> (drawn: String, repaired: String)? {
    guard let directory = CommandRun.directory() else { return nil }
    defer { _ = shell("chmod -R u+rwx \"$0\"; rm -rf \"$0\"", directory, language) }
    let drawn = perform(drawing, drawing.commands, directory, language)
    guard repairing else { return (drawn, "") }
    let commands = repaired.commands.isEmpty ? drawing.commands : repaired.commands
    return (drawn, perform(repaired, commands, directory, language))
  }

  /// Returns what `commands` say on the stage, one after the other, each under the line typed.
  private func perform(_ stage: Stage, _ commands: [String], _ directory: String, _ language: Language)
    -> String
  {
    for file in stage.files {
      let path = "\(directory)/\(file.name)"
      _ = shell("mkdir -p \"$(dirname \"$0\")\"", path, language)
      GallerySession.write(file.text, to: path)
    }
    if !stage.preparation.isEmpty { _ = shell("cd \"$0\" && " + stage.preparation, directory, language) }
    var text = ""
    for command in commands {
      text += "$ \(command)\n"
      text += shell("cd \"$0\" && { \(command)\n} 2>&1 >.shown", directory, language)
    }
    return text.replacing(directory, with: "/home/kantor")
  }

  /// Writes `text` to `path`, its escapes as the bytes they stand for.
  private static func write(_ text: String, to path: String) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let b = rest.popFirst() {
      guard b == UInt8(ascii: "\\"), let kind = rest.first else {
        bytes.append(b)
        continue
      }
      switch kind {
      case UInt8(ascii: "0"):
        bytes.append(0)
        rest = rest.dropFirst()
      case UInt8(ascii: "c"):
        // The last line has no end.
        rest = []
      case UInt8(ascii: "r"):
        bytes.append(0x0D)
        rest = rest.dropFirst()
      case UInt8(ascii: "x"):
        let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
        bytes.append(UInt8(digits, radix: 16) ?? b)
        rest = rest.dropFirst(3)
      default: bytes.append(b)
      }
    }
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
  }

  /// Returns what `script` prints, `payung` being the one built with the tests and `argument` its `$0`.
  private func shell(_ script: String, _ argument: String, _ language: Language) -> String {
    var descriptors: [Int32] = [0, 0]
    guard pipe(&descriptors) == 0 else { return "" }
    // Other tests start programs at the same time: none may keep these open.
    for d in descriptors { _ = fcntl(d, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptors[1], 1)
    posix_spawn_file_actions_adddup2(&actions, descriptors[1], 2)
    let folder = PseudoTerminal.executable.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/")
    let variables = [
      "PATH=\(folder):/usr/bin:/bin", "PAYUNG_LANGUAGE=\(language == .english ? "en" : "id")",
      "LC_ALL=C.UTF-8", "NO_COLOR=1", "SWIFT_BACKTRACE=enable=no", "HOME=/nonexistent",
    ]
    var child = pid_t()
    let started = withCStrings(["/bin/sh", "-c", script, argument]) { argv in
      withCStrings(variables) { posix_spawn(&child, "/bin/sh", &actions, nil, argv, $0) }
    }
    close(descriptors[1])
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while started == 0, case let n = Glibc.read(descriptors[0], &buffer, buffer.count), n > 0 {
      bytes += buffer[0..<n]
    }
    close(descriptors[0])
    var status: Int32 = 0
    if started == 0 { waitpid(child, &status, 0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {

  /// The parts of the text between `separator`s.
  fileprivate func components(separatedBy separator: String) -> [String] {
    self.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
