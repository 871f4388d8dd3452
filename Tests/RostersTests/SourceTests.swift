import Diagnostics
import Testing

@testable import RosterSources
@testable import Rosters

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Opening and writing files")
struct SourceTests {

  /// A directory for one test, removed with it.
  final class Scratch {
    let path: String

    init() throws {
      var template = Array("/tmp/payung-test-XXXXXX".utf8CString)
      guard let made = mkdtemp(&template) else { throw CancellationError() }
      path = String(cString: made)
    }

    deinit { remove(path) }

    private func remove(_ path: String) {
      chmod(path, 0o700)
      if let directory = opendir(path) {
        while let entry = readdir(directory) {
          let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          }
          if name != "." && name != ".." {
            if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
          }
        }
        closedir(directory)
      }
      rmdir(path)
    }

    func write(_ name: String, _ text: String) {
      guard let file = fopen(path + "/" + name, "w") else { return }
      fputs(text, file)
      fclose(file)
    }

    func text(_ name: String) -> String? {
      guard let file = fopen(path + "/" + name, "r") else { return nil }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let n = fread(&bytes, 1, bytes.count, file)
      return String(decoding: bytes[..<n], as: UTF8.self)
    }

    func names() -> [String] {
      var result: [String] = []
      guard let directory = opendir(path) else { return [] }
      while let entry = readdir(directory) {
        result.append(
          withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          })
      }
      closedir(directory)
      return result.filter { $0 != "." && $0 != ".." }.sorted()
    }
  }

  private func code(_ body: () throws(FileRefusal) -> Void) -> String? {
    do throws(FileRefusal) {
      try body()
      return nil
    } catch {
      for language in Language.allCases { #expect(!error.diagnostic.message(in: language).contains("{")) }
      return error.diagnostic.code
    }
  }

  @Test("files below the directory are read, others are not")
  func containment() throws {
    let scratch = try Scratch()
    mkdir(scratch.path + "/in", 0o755)
    mkdir(scratch.path + "/in/a", 0o755)
    scratch.write("outside.csv", "v\n1\n")
    scratch.write("in/workers.csv", "v\n1\n")
    symlink(scratch.path + "/outside.csv", scratch.path + "/in/link.csv")
    symlink("workers.csv", scratch.path + "/in/own.csv")
    mkfifo(scratch.path + "/in/pipe.csv", 0o600)
    let directory = try SourceDirectory(scratch.path + "/in")
    let table = RosterReader.read(
      files: [try directory.open("workers.csv")],
      schema: RosterSchema(name: "r", fields: [Reading.field("v", .count(nil))]))
    #expect(table.count == 1)
    #expect(try directory.contents(of: "own.csv") == Array("v\n1\n".utf8))
    #expect(try directory.contents(of: "a/../workers.csv") == Array("v\n1\n".utf8))
    #expect(code { () throws(FileRefusal) in _ = try directory.open("../outside.csv") } == "P0604")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("../nowhere.csv") } == "P0604")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("link.csv") } == "P0604")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("/etc/passwd") } == "P0604")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("a") } == "P0602")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("") } == "P0601")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("pipe.csv") } == "P0628")
    #expect(code { () throws(FileRefusal) in _ = try directory.open("missing.csv") } == "P0601")
    #expect(
      code { () throws(FileRefusal) in _ = try directory.contents(of: "workers.csv", atMost: 3) } == "P0629")
    #expect(code { () throws(FileRefusal) in _ = try SourceDirectory(scratch.path + "/none") } == "P0601")
  }

  @Test("a misspelled file is suggested")
  func suggestion() throws {
    let scratch = try Scratch()
    scratch.write("workers.csv", "")
    let directory = try SourceDirectory(scratch.path)
    do {
      _ = try directory.open("wokers.csv")
      Issue.record("opened")
    } catch {
      #expect(error.diagnostic.notes.first?.message.english == "did you mean ‘workers.csv’?")
    }
  }

  @Test("patterns name files in the order of their bytes")
  func patterns() throws {
    let scratch = try Scratch()
    mkdir(scratch.path + "/in", 0o755)
    mkdir(scratch.path + "/in/workers-dir.csv", 0o755)
    for name in [
      "in/workers-b.csv", "in/workers-10.csv", "in/workers-2.csv", "in/.workers-x.csv", "in/other.csv",
    ] {
      scratch.write(name, "v\n\(name.utf8.count)\n")
    }
    let directory = try SourceDirectory(scratch.path)
    #expect(
      try directory.names(matching: "in/workers-*.csv") == [
        "in/workers-10.csv", "in/workers-2.csv", "in/workers-b.csv",
      ])
    #expect(try directory.names(matching: "*/workers-?.csv") == ["in/workers-2.csv", "in/workers-b.csv"])
    #expect(try directory.names(matching: "in/other.csv") == ["in/other.csv"])
    #expect(try directory.open(matching: "in/*.csv").count == 4)
    #expect(code { () throws(FileRefusal) in _ = try directory.names(matching: "in/*.tsv") } == "P0605")
    #expect(code { () throws(FileRefusal) in _ = try directory.names(matching: "../*.csv") } == "P0604")
    #expect(code { () throws(FileRefusal) in _ = try directory.names(matching: "/*") } == "P0604")
  }

  @Test("outputs are whole or not there, and stay below their directory")
  func outputs() throws {
    let scratch = try Scratch()
    scratch.write("keep.txt", "old")
    let output = try OutputDirectory(scratch.path + "/out/deep")
    try output.write("a,b\n", to: "x/y/result.csv")
    #expect(scratch.text("out/deep/x/y/result.csv") == "a,b\n")
    try output.write("c\n", to: "x/y/result.csv")
    #expect(scratch.text("out/deep/x/y/result.csv") == "c\n")
    for name in ["../keep.txt", "/tmp/x", "", "a//b", "./a", "a/../b", "x/y/"] {
      #expect(code { () throws(FileRefusal) in try output.write("no", to: name) } == "P0690", "\(name)")
    }
    symlink(scratch.path, scratch.path + "/out/deep/away")
    #expect(code { () throws(FileRefusal) in try output.write("no", to: "away/keep.txt") } == "P0690")
    #expect(scratch.text("keep.txt") == "old")
    #expect(code { () throws(FileRefusal) in try output.write("no", to: "x/y") } == "P0693")
    do {
      let file = try output.begin("part.csv")
      try file.append(Array("half".utf8))
    }
    #expect(scratch.text("out/deep/part.csv") == nil)
    let deep = try OutputDirectory(scratch.path + "/out/deep/x/y")
    try deep.write("z", to: "z.txt")
    #expect(
      try SourceDirectory(scratch.path + "/out/deep/x/y").names(matching: "*") == ["result.csv", "z.txt"])
    #expect(code { () throws(FileRefusal) in _ = try OutputDirectory(scratch.path + "/keep.txt") } == "P0693")
    #expect(
      code { () throws(FileRefusal) in _ = try OutputDirectory(scratch.path + "/keep.txt/x") } == "P0693")
  }

  @Test(
    "what the system refuses is said in words",
    arguments: [(ENOSPC, "P0692"), (EACCES, "P0691"), (EROFS, "P0691"), (EIO, "P0693")])
  func refusals(number: Int32, code: String) {
    let d = Diagnostic.outputFailed("x.csv", number: number)
    #expect(d.code == code)
    #expect(d.message(in: .indonesian).contains("x.csv"))
  }
}
