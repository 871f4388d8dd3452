import Diagnostics
import Rosters

#if canImport(Glibc)
  import Glibc
#endif

/// A directory in which loaded rosters are kept for the next run; all of it may be deleted at any time.
///
/// Only its owner may read it. Nothing is read from, nor written to, a directory in which others can put files, and no
/// link in it is followed. A file appears whole or not at all; several processes may use the directory at once.
public struct CacheDirectory: Sendable {

  /// The directory's path, as the caller names it.
  public let path: String

  /// The bytes beyond which the files that were not used for longest are removed.
  private let capacity: Int

  private static let suffix = ".roster"
  private static let partSuffix = ".part"

  /// The seconds after which a file that is not finished belongs to a process that has ended.
  private static let oldestPart = 3600

  /// Creates the directory at `path`, of at most `capacity` bytes; it is made when something is first kept in it.
  public init(_ path: String, capacity: Int = 8 << 30) {
    self.path = path
    self.capacity = capacity
  }

  /// Returns the bytes kept under `name`, if any are that only this user can have put there.
  public func open(_ name: String) -> (any ByteSource)? {
    guard case .success(let directory) = opened(), CacheDirectory.isPlain(name) else { return nil }
    defer { close(directory) }
    let file = openat(
      directory, name + CacheDirectory.suffix, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0
    else {
      close(file)
      return nil
    }
    // Says that it was used: those that were not are removed first. Where that is refused, nothing is lost.
    futimens(file, nil)
    return FileBytes(descriptor: file, size: Int(status.st_size))
  }

  /// Keeps the pieces that `writer` hands over under `name`, if it returns that these were all; returns why they could
  /// not be kept.
  public func keep(
    _ name: String, _ writer: ((UnsafeRawBufferPointer) -> Bool) -> Bool
  ) -> Diagnostic? {
    makeDirectory()
    let directory: Int32
    switch opened() {
    case .success(let descriptor): directory = descriptor
    case .failure(let refusal): return refusal.diagnostic
    }
    defer { close(directory) }
    guard CacheDirectory.isPlain(name) else { return nil }
    var part = ""
    var file: Int32 = -1
    var attempt = 0
    repeat {
      part = ".\(getpid())-\(attempt)" + CacheDirectory.partSuffix
      file = openat(directory, part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      attempt += 1
    } while file < 0 && errno == EEXIST && attempt < 1000
    guard file >= 0 else { return .notKept(path, number: errno) }
    var problem: Int32 = 0
    let isWhole = writer { piece in
      problem = CacheDirectory.write(piece, to: file)
      return problem == 0
    }
    if problem == 0 && !isWhole {
      close(file)
      unlinkat(directory, part, 0)
      return nil
    }
    if problem == 0 && fsync(file) != 0 && errno != EINVAL { problem = errno }
    if close(file) != 0 && problem == 0 { problem = errno }
    if problem == 0 && renameat(directory, part, directory, name + CacheDirectory.suffix) != 0 {
      problem = errno
    }
    if problem != 0 {
      unlinkat(directory, part, 0)
      return .notKept(path, number: problem)
    }
    makeRoom(directory, sparing: name + CacheDirectory.suffix)
    return nil
  }

  // MARK: The directory

  /// Makes the directory and those above it that are missing, for this user alone.
  private func makeDirectory() {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o700)
    }
  }

  /// Opens the directory, if nobody but this user can put files in it.
  private func opened() -> Result<Int32, FileRefusal> {
    let directory = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return .failure(FileRefusal(.notKept(path, number: errno))) }
    var status = stat()
    guard fstat(directory, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
      close(directory)
      return .failure(FileRefusal(.cacheIsShared(path)))
    }
    return .success(directory)
  }

  /// Removes files that were not used for longest until the rest fit, and those that nobody finishes.
  private func makeRoom(_ directory: Int32, sparing spared: String) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var kept: [(name: String, size: Int, used: (Int, Int))] = []
    for name in FilePath.entries(path) {
      let isPart = name.hasPrefix(".") && name.hasSuffix(CacheDirectory.partSuffix)
      guard isPart || (name.hasSuffix(CacheDirectory.suffix) && name != spared) else { continue }
      var status = stat()
      guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      if isPart {
        if now.tv_sec - status.st_mtim.tv_sec > CacheDirectory.oldestPart { unlinkat(directory, name, 0) }
      } else {
        kept.append((name, Int(status.st_size), (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)))
      }
    }
    var own = stat()
    var total = fstatat(directory, spared, &own, AT_SYMLINK_NOFOLLOW) == 0 ? Int(own.st_size) : 0
    for file in kept.sorted(by: { $0.used > $1.used }) {
      total += file.size
      if total > capacity { unlinkat(directory, file.name, 0) }
    }
  }

  /// Returns whether `name` is no path.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 128
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// Writes `piece` to `file`; returns the system's error, or 0.
  private static func write(_ piece: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var done = 0
    while done < piece.count {
      let n = Glibc.write(file, piece.baseAddress.map { $0 + done }, piece.count - done)
      if n > 0 {
        done += n
      } else if n == 0 || errno != EINTR {
        return n == 0 ? ENOSPC : errno
      }
    }
    return 0
  }
}
