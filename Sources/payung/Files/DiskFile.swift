import Diagnostics
import RosterSources
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// Whole files on disk, read and written with every failure in words.
enum DiskFile {

  /// The largest program read; a larger file is no program.
  static let largestProgram = 64 << 20

  /// Returns where the link at `path` leads, or `path` if it is none.
  ///
  /// A program reads nothing outside its directory, also by a link; the person who names a link on the command line
  /// means what it leads to.
  static func followingLink(_ path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let real = realpath(path, nil) else {
      return path
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// Returns the bytes of the file at `path`, or why they can not be had.
  static func read(_ path: String, limit: Int = largestProgram) -> Result<[UInt8], FileProblem> {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(problem(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(problem(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .failure(.directory)
    case S_IFREG, S_IFIFO: break
    default: return .failure(.unusual)
    }
    if Int(status.st_size) > limit { return .failure(.tooLarge(limit: limit)) }
    _ = fcntl(descriptor, F_SETFL, 0)
    return bytes(of: descriptor, expecting: Int(status.st_size), limit: limit)
  }

  /// Returns what can be read from `descriptor`.
  private static func bytes(of descriptor: Int32, expecting size: Int, limit: Int) -> Result<
    [UInt8], FileProblem
  > {
    var result: [UInt8] = []
    result.reserveCapacity(size + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return .success(result) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(problem(errno))
      }
      result.append(contentsOf: buffer[0..<count])
      if result.count > limit { return .failure(.tooLarge(limit: limit)) }
    }
  }

  /// Writes `bytes` to `path`, whole or not at all; returns why, if it can not.
  static func write(_ bytes: [UInt8], to path: String) -> Diagnostic? {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
      // /dev/null, a pipe: there is nothing to replace.
      return writeThrough(bytes, to: path).map { .unwritableAtPrompt(path, $0) }
    }
    let (directory, name) = FilePath.split(path)
    do throws(FileRefusal) {
      try OutputDirectory(directory).write(bytes, to: name)
      return nil
    } catch {
      return error.diagnostic
    }
  }

  private static func writeThrough(_ bytes: [UInt8], to path: String) -> FileProblem? {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return problem(errno) }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, 0)
    return writeAll(bytes, to: descriptor)
  }

  /// Writes all of `bytes` to `descriptor`.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> FileProblem? {
    bytes.withUnsafeBytes { all in
      var written = 0
      while written < all.count {
        let rest = UnsafeRawBufferPointer(rebasing: all[written...])
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
        } else if errno != EINTR {
          return problem(errno)
        }
      }
      return nil
    }
  }

  /// Returns whether `path` is a directory.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Returns whether `path` is the same file as one of `others`, by whatever name.
  static func isOne(of others: [String], _ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return others.contains { other in
      var known = stat()
      return stat(other, &known) == 0 && known.st_ino == status.st_ino && known.st_dev == status.st_dev
    }
  }

  /// Returns whether there is something at `path`.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Returns the names in the directory at `path`, in order, or why it can not be read.
  static func entries(of path: String) -> Result<[String], FileProblem> {
    guard let directory = opendir(path) else { return .failure(problem(errno)) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { p in
        p.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return .success(names.sorted())
  }

  /// Returns the programs at or below `path`, in order: the file itself, or all `*.payung` of a directory.
  static func programs(at path: String) -> Result<[String], FileProblem> {
    guard isDirectory(path) else { return exists(path) ? .success([path]) : .failure(.missing) }
    switch entries(of: path) {
    case .failure(let problem): return .failure(problem)
    case .success(let names):
      var result: [String] = []
      for name in names where !name.hasPrefix(".") {
        let inner = FilePath.join(path, name)
        if isDirectory(inner) {
          if case .success(let more) = programs(at: inner) { result += more }
        } else if name.hasSuffix(".payung") || name.hasSuffix(".payung.md") {
          result.append(inner)
        }
      }
      return .success(result)
    }
  }

  /// Returns the problem that the system's `number` stands for.
  static func problem(_ number: Int32) -> FileProblem {
    switch number {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .directory
    case EACCES, EPERM, EROFS: .forbidden
    case ENOSPC, EDQUOT: .noSpace
    default: .other(String(cString: strerror(number)))
    }
  }
}
