import RosterSources
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// What was entered in earlier sessions, in a file that only its owner reads and that holds no identity numbers.
struct History {

  /// The most entries kept.
  static let limit = 5_000

  /// The file, or `nil` if there is no place for one.
  private let path: String?

  /// Creates the history in the place that the environment names for such files.
  init() {
    if let state = Console.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = FilePath.join(state, "payung/history")
    } else if let home = Console.environment("HOME"), home.hasPrefix("/") {
      path = FilePath.join(home, ".local/state/payung/history")
    } else {
      path = nil
    }
  }

  /// Returns the entries, oldest first.
  func entries() -> [String] {
    guard let path, case .success(let bytes) = DiskFile.read(path, limit: 16 << 20) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(History.limit)
    let entries = lines.map { History.unescaped($0) }
    if bytes.count > 4 << 20 {
      let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
      if descriptor >= 0 {
        _ = DiskFile.writeAll(Array((lines.joined(separator: "\n") + "\n").utf8), to: descriptor)
        close(descriptor)
      }
    }
    return entries
  }

  /// Adds `entry`, with identity numbers masked. That a history can not be kept is no reason to stop a session.
  func append(_ entry: String) {
    guard let path else { return }
    let directory = FilePath.split(path).directory
    if !DiskFile.isDirectory(directory) {
      guard (try? OutputDirectory(directory)) != nil else { return }
      chmod(directory, 0o700)
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)
    _ = DiskFile.writeAll(Array((History.escaped(IdentityMask.masked(entry)) + "\n").utf8), to: descriptor)
  }

  /// Returns `entry` on one line.
  private static func escaped(_ entry: String) -> String {
    var result = ""
    for c in entry {
      switch c {
      case "\\": result += "\\\\"
      case "\n", "\r\n": result += "\\n"
      default: result.append(c)
      }
    }
    return result
  }

  /// Returns the entry that `line` holds.
  private static func unescaped(_ line: Substring) -> String {
    var result = ""
    var rest = line[...]
    while let c = rest.popFirst() {
      guard c == "\\" else {
        result.append(c)
        continue
      }
      result.append(rest.popFirst() == "n" ? "\n" : "\\")
    }
    return result
  }
}
