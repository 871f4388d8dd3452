import Diagnostics
import Rosters

#if canImport(Glibc)
  import Glibc
#endif

/// Why a file can not be opened or written, as a diagnostic.
public struct FileRefusal: Error, Sendable {

  /// The diagnostic.
  public let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

/// A directory below which data files are read, and never outside it: not by `..`, not by a link.
public struct SourceDirectory: Sendable {

  /// The directory's real path.
  public let path: String

  /// Creates the directory at `path`.
  public init(_ path: String) throws(FileRefusal) {
    guard let real = FilePath.real(path.isEmpty ? "." : path) else {
      throw FileRefusal(.fileMissing(path, near: []))
    }
    self.path = real
  }

  /// Opens the file `name`, a path relative to the directory.
  public func open(_ name: String) throws(FileRefusal) -> DataFile {
    let real = try resolve(name)
    return DataFile(name: name, source: try SourceDirectory.bytes(real, name))
  }

  /// Opens the files that `pattern` names, sorted by name; `*` and `?` stand for any characters but `/`.
  ///
  /// A name without `*` or `?` is that one file.
  public func open(matching pattern: String) throws(FileRefusal) -> [DataFile] {
    var files: [DataFile] = []
    for name in try names(matching: pattern) { files.append(try open(name)) }
    return files
  }

  /// Returns the names of the files that `pattern` stands for, sorted by their bytes.
  public func names(matching pattern: String) throws(FileRefusal) -> [String] {
    guard pattern.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else {
      return [pattern]
    }
    if pattern.hasPrefix("/") { throw FileRefusal(.fileOutside(pattern, directory: path)) }
    var found = [""]
    let parts = pattern.split(separator: "/").map(String.init)
    for (i, part) in parts.enumerated() {
      if part == ".." { throw FileRefusal(.fileOutside(pattern, directory: path)) }
      if part == "." { continue }
      let isLast = i == parts.count - 1
      var next: [String] = []
      for folder in found {
        let entries = FilePath.entries(folder.isEmpty ? path : path + "/" + folder)
        for entry in entries where FilePath.matches(Array(entry.utf8), Array(part.utf8)) {
          // A hidden file, such as the lock of an office program, is not data unless it is named.
          if entry.hasPrefix(".") && !part.hasPrefix(".") { continue }
          let name = folder.isEmpty ? entry : folder + "/" + entry
          if FilePath.isDirectory(path + "/" + name) != isLast { next.append(name) }
        }
      }
      found = next
    }
    guard !found.isEmpty else { throw FileRefusal(.noFileMatches(pattern, directory: path)) }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the bytes of the file `name`, for programs and other small texts; `nil` bytes never: a problem is thrown.
  public func contents(of name: String, atMost limit: Int = 64 << 20) throws(FileRefusal) -> [UInt8] {
    let file = try open(name)
    guard file.source.size <= limit else { throw FileRefusal(.fileTooLarge(name, limit: limit)) }
    var failure: ByteSourceFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: file.source.size) { buffer, count in
      count = 0
      while count < buffer.count {
        do throws(ByteSourceFailure) {
          let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
          let n = try file.source.read(at: count, into: rest)
          if n <= 0 { break }
          count += n
        } catch {
          failure = error
          break
        }
      }
    }
    if let failure { throw FileRefusal(.fileUnreadable(name, reason: failure.reason)) }
    return bytes
  }

  /// Returns the real path of `name`, which lies below the directory.
  private func resolve(_ name: String) throws(FileRefusal) -> String {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.utf8.contains(0) else {
      throw FileRefusal(name.isEmpty ? .fileMissing(name, near: []) : .fileOutside(name, directory: path))
    }
    guard let real = FilePath.real(path + "/" + name) else {
      let reason = errno
      if FilePath.leaves(name) { throw FileRefusal(.fileOutside(name, directory: path)) }
      if reason == EACCES { throw FileRefusal(.fileForbidden(name)) }
      throw FileRefusal(.fileMissing(name, near: near(name)))
    }
    guard real == path || real.hasPrefix(path == "/" ? "/" : path + "/") else {
      throw FileRefusal(.fileOutside(name, directory: path))
    }
    return real
  }

  /// Returns the files beside `name` that have nearly its name.
  private func near(_ name: String) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let last = parts.last else { return [] }
    let folder = parts.dropLast().joined(separator: "/")
    let entries = FilePath.entries(folder.isEmpty ? path : path + "/" + folder).filter { !$0.hasPrefix(".") }
    return Suggestions.near(last, among: entries).map { folder.isEmpty ? $0 : folder + "/" + $0 }
  }

  private static func bytes(_ real: String, _ name: String) throws(FileRefusal) -> FileBytes {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    let descriptor = Glibc.open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      switch errno {
      case EACCES, EPERM: throw FileRefusal(.fileForbidden(name))
      case ENOENT: throw FileRefusal(.fileMissing(name, near: []))
      default: throw FileRefusal(.fileUnreadable(name, reason: SystemText.error(errno)))
      }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = SystemText.error(errno)
      close(descriptor)
      throw FileRefusal(.fileUnreadable(name, reason: reason))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileRefusal(status.st_mode & S_IFMT == S_IFDIR ? .fileIsDirectory(name) : .fileIsNoFile(name))
    }
    return FileBytes(descriptor: descriptor, size: Int(status.st_size))
  }
}

/// Paths as the system has them.
enum FilePath {

  /// Returns the real path of `path`, links followed, or `nil` if there is no such file.
  static func real(_ path: String) -> String? {
    guard let p = realpath(path, nil) else { return nil }
    defer { free(p) }
    return String(cString: p)
  }

  /// Returns the names in the directory at `path`, without `.` and `..`; none if it can not be read.
  static func entries(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Returns whether `name`, taken step by step, leaves the directory it starts in.
  static func leaves(_ name: String) -> Bool {
    var depth = 0
    for part in name.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }

  /// Returns whether `name` has the form of `pattern`, in which `*` and `?` stand for any bytes and any one.
  static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (n, p) = (0, 0)
    var star: (name: Int, pattern: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (n, p)
        p += 1
      } else if p < pattern.count, pattern[p] == name[n] || pattern[p] == UInt8(ascii: "?") {
        n += 1
        p += 1
      } else if let s = star {
        // The last star takes one byte more; those before it need not.
        star = (s.name + 1, s.pattern)
        n = s.name + 1
        p = s.pattern + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
