import Diagnostics
import Rosters

#if canImport(Glibc)
  import Glibc
#endif

/// A directory below which results are written, and never outside it.
///
/// A file is whole or not there: its bytes go to a file beside it, which takes its name once they are on the disk.
public struct OutputDirectory: Sendable {

  /// The directory's real path.
  public let path: String

  /// Creates the directory at `path`, which is made if there is none.
  public init(_ path: String) throws(FileRefusal) {
    let wanted = path.isEmpty ? "." : path
    if FilePath.real(wanted) == nil {
      var made = wanted.hasPrefix("/") ? "" : "."
      for part in wanted.split(separator: "/") {
        made += "/" + part
        if mkdir(made, 0o777) != 0 && errno != EEXIST {
          throw FileRefusal(.outputFailed(path, number: errno))
        }
      }
    }
    guard let real = FilePath.real(wanted) else { throw FileRefusal(.outputFailed(path, number: errno)) }
    guard FilePath.isDirectory(real) else { throw FileRefusal(.outputFailed(path, number: ENOTDIR)) }
    self.path = real
  }

  /// Writes `bytes` to the file `name`, a path relative to the directory; folders on the way are made.
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws(FileRefusal) {
    let file = try begin(name)
    try file.append(Array(bytes))
    try file.commit()
  }

  /// Writes `text` to the file `name`.
  public func write(_ text: String, to name: String) throws(FileRefusal) { try write(text.utf8, to: name) }

  /// Begins the file `name`; it appears once committed.
  public func begin(_ name: String) throws(FileRefusal) -> OutputFile {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
    guard isPlain, let last = parts.last else { throw FileRefusal(.outputOutside(name, directory: path)) }
    var folder = path
    for part in parts.dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o777) != 0 && errno != EEXIST {
        throw FileRefusal(.outputFailed(name, number: errno))
      }
      // A link on the way may lead anywhere.
      guard let real = FilePath.real(folder), real.hasPrefix(path == "/" ? "/" : path + "/") else {
        throw FileRefusal(.outputOutside(name, directory: path))
      }
      folder = real
    }
    if FilePath.isDirectory(folder + "/" + last) { throw FileRefusal(.outputFailed(name, number: EISDIR)) }
    return try OutputFile(name: name, folder: folder, last: last)
  }
}

/// A file under way; what was written is thrown away unless it is committed.
public final class OutputFile {

  /// The name as asked for.
  public let name: String

  private let folder: String
  private let target: String
  private let temporary: String
  private var descriptor: Int32

  fileprivate init(name: String, folder: String, last: String) throws(FileRefusal) {
    self.name = name
    self.folder = folder
    target = folder + "/" + last
    var attempt = 0
    var opened: Int32 = -1
    var path = ""
    repeat {
      path = folder + "/.payung-\(getpid())-\(attempt).part"
      opened = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      attempt += 1
    } while opened < 0 && errno == EEXIST && attempt < 1000
    temporary = path
    descriptor = opened
    if opened < 0 { throw FileRefusal(.outputFailed(name, number: errno)) }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Throws away what was written: nothing appears.
  public func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
    descriptor = -1
  }

  /// Adds `bytes`.
  public func append(_ bytes: [UInt8]) throws(FileRefusal) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { all in
      var done = 0
      while done < all.count {
        let n = Glibc.write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
        if n > 0 {
          done += n
        } else if n == 0 || errno != EINTR {
          failure = n == 0 ? ENOSPC : errno
          return
        }
      }
    }
    if failure != 0 { throw FileRefusal(.outputFailed(name, number: failure)) }
  }

  /// Brings the bytes to the disk and gives the file its name.
  public func commit() throws(FileRefusal) {
    guard descriptor >= 0 else { return }
    if fsync(descriptor) != 0 && errno != EINVAL { throw FileRefusal(.outputFailed(name, number: errno)) }
    let closing = close(descriptor)
    descriptor = -1
    if closing != 0 {
      let number = errno
      unlink(temporary)
      throw FileRefusal(.outputFailed(name, number: number))
    }
    if rename(temporary, target) != 0 {
      let number = errno
      unlink(temporary)
      throw FileRefusal(.outputFailed(name, number: number))
    }
    // The name is on the disk once its directory is.
    let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }
}
