import Diagnostics
import Dispatch
import Testing

@testable import RosterSources
@testable import Rosters

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Keeping rosters in a directory")
struct CacheDirectoryTests: @unchecked Sendable {
  // The directory on the disk is all that threads share.

  private let scratch: SourceTests.Scratch
  private let path: String

  init() throws {
    scratch = try SourceTests.Scratch()
    path = scratch.path + "/cache/payung"
  }

  private func keep(_ text: String, as name: String, in directory: CacheDirectory) -> Diagnostic? {
    directory.keep(name) { take in
      // In two pieces, as rosters come in many.
      let bytes = Array(text.utf8)
      for piece in [bytes.prefix(bytes.count / 2), bytes.dropFirst(bytes.count / 2)] {
        if !piece.withUnsafeBytes(take) { return false }
      }
      return true
    }
  }

  private func text(_ name: String, in directory: CacheDirectory) -> String? {
    guard let source = directory.open(name) else { return nil }
    var bytes = [UInt8](repeating: 0, count: source.size)
    let count = bytes.withUnsafeMutableBytes { (try? source.read(at: 0, into: $0)) ?? -1 }
    return count == bytes.count ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func whatIsKeptIsFoundAndBelongsToNobodyElse() {
    let directory = CacheDirectory(path)
    let before = umask(0)
    defer { umask(before) }
    #expect(text("abc1", in: directory) == nil)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    #expect(text("abc1", in: directory) == "rows" && text("abc2", in: directory) == nil)
    #expect(
      keep("other rows", as: "abc1", in: directory) == nil && text("abc1", in: directory) == "other rows")
    #expect(mode(path) == 0o700 && mode(path + "/abc1.roster") == 0o600)
    #expect(FilePath.entries(path) == ["abc1.roster"])
  }

  @Test func allMayBeDeletedAtAnyTime() {
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    let open = directory.open("abc1")
    unlink(path + "/abc1.roster")
    rmdir(path)
    #expect(open?.size == 4 && text("abc1", in: directory) == nil)
    #expect(keep("rows", as: "abc1", in: directory) == nil && text("abc1", in: directory) == "rows")
  }

  @Test(arguments: ["", "../x", "a/b", ".abc", "ABC", "a b", "a\0"]) func namesAreNoPaths(_ name: String) {
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: name, in: directory) == nil && directory.open(name) == nil)
    #expect(FilePath.entries(path).isEmpty)
  }

  @Test func aDirectoryThatCanNotBeIsSaid() throws {
    let file = scratch.path + "/file"
    try #require(fopen(file, "w").map { fclose($0) } == 0)
    for bad in [file, file + "/below", "/proc/none/cache", ""] {
      let directory = CacheDirectory(bad)
      #expect(keep("rows", as: "abc1", in: directory)?.code == "P0695", "\(bad)")
      #expect(directory.open("abc1") == nil)
    }
  }

  @Test(arguments: [0o770, 0o707, 0o777, 0o722] as [mode_t]) func aDirectoryOfOthersIsNotUsed(_ mode: mode_t)
  {
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    chmod(path, mode)
    #expect(directory.open("abc1") == nil)
    let refusal = keep("rows", as: "abc2", in: directory)
    #expect(refusal?.code == "P0696" && refusal?.severity == .warning)
    chmod(path, 0o755)
    #expect(text("abc1", in: directory) == "rows" && directory.open("abc2") == nil)
  }

  @Test func aDirectoryOrFileOfAnotherUserIsNotUsed() throws {
    // Only root can give files away; elsewhere there is nothing to see.
    guard geteuid() == 0 else { return }
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    try #require(chown(path + "/abc1.roster", 12_345, 12_345) == 0)
    #expect(directory.open("abc1") == nil)
    #expect(keep("rows", as: "abc1", in: directory) == nil && text("abc1", in: directory) == "rows")
    try #require(chown(path, 12_345, 12_345) == 0)
    #expect(directory.open("abc1") == nil && keep("rows", as: "abc1", in: directory)?.code == "P0696")
  }

  @Test func linksPipesAndSharedFilesAreNotRead() {
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    let elsewhere = scratch.path + "/elsewhere"
    rename(path + "/abc1.roster", elsewhere)
    symlink(elsewhere, path + "/abc1.roster")
    mkfifo(path + "/abc2.roster", 0o600)
    mkdir(path + "/abc3.roster", 0o700)
    for name in ["abc1", "abc2", "abc3"] { #expect(directory.open(name) == nil) }
    // What is kept takes the place of the link; where the link led, nothing is written.
    #expect(keep("new rows", as: "abc1", in: directory) == nil && text("abc1", in: directory) == "new rows")
    #expect(keep("new rows", as: "abc2", in: directory) == nil && text("abc2", in: directory) == "new rows")
    #expect(keep("new rows", as: "abc3", in: directory)?.code == "P0695")
    var status = stat()
    #expect(stat(elsewhere, &status) == 0 && status.st_size == 4)
    chmod(path + "/abc1.roster", 0o666)
    #expect(directory.open("abc1") == nil)
    rmdir(path + "/abc3.roster")
  }

  @Test func aWriterThatGivesUpLeavesWhatWasThere() {
    let directory = CacheDirectory(path)
    #expect(keep("rows", as: "abc1", in: directory) == nil)
    // A limit on the size of files stands for a disk that is full.
    var before = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
    let handler = signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: 1000, rlim_max: before.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    let refusal = keep(String(repeating: "x", count: 5000), as: "abc1", in: directory)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
    signal(SIGXFSZ, handler)
    #expect(refusal?.code == "P0695")
    #expect(text("abc1", in: directory) == "rows" && FilePath.entries(path) == ["abc1.roster"])
  }

  @Test func whatIsNotWholeDoesNotAppear() {
    let directory = CacheDirectory(path)
    let refusal = directory.keep("abc1") { take in
      _ = Array("ro".utf8).withUnsafeBytes(take)
      return false
    }
    #expect(refusal == nil && FilePath.entries(path).isEmpty)
  }

  @Test func manyWritersAndReadersSeeWholeFiles() {
    let directory = CacheDirectory(path)
    let texts = (0..<8).map { String(repeating: "\($0)", count: 30_000) }
    let known = Set(texts)
    DispatchQueue.concurrentPerform(iterations: 64) { i in
      #expect(keep(texts[i % 8], as: "abc1", in: directory) == nil)
      let read = text("abc1", in: directory)
      #expect(read.map { known.contains($0) } == true)
    }
    #expect(FilePath.entries(path) == ["abc1.roster"])
  }

  @Test func whatWasNotUsedForLongestMakesRoom() {
    let directory = CacheDirectory(path, capacity: 25)
    func used(_ name: String, _ seconds: Int) {
      var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
      utimensat(AT_FDCWD, path + "/" + name, &times, 0)
    }
    for name in ["a", "b"] { #expect(keep("0123456789", as: name, in: directory) == nil) }
    used("a.roster", 1000)
    used("b.roster", 2000)
    // Opening it is using it.
    #expect(text("a", in: directory) == "0123456789")
    for other in ["notes.txt", ".other"] { fopen(path + "/" + other, "w").map { _ = fclose($0) } }
    fopen(path + "/.99-0.part", "w").map { _ = fclose($0) }
    used(".99-0.part", 1000)
    fopen(path + "/.98-0.part", "w").map { _ = fclose($0) }
    #expect(keep("0123456789", as: "c", in: directory) == nil)
    #expect(FilePath.entries(path) == [".98-0.part", ".other", "a.roster", "c.roster", "notes.txt"])
    // The newest stays, however large it is.
    #expect(keep(String(repeating: "x", count: 100), as: "d", in: directory) == nil)
    #expect(FilePath.entries(path) == [".98-0.part", ".other", "d.roster", "notes.txt"])
  }
}
