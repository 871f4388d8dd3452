import Foundation

/// What the built `payung` did with some arguments.
struct PayungProcess: Sendable {
  let status: Int32
  let output: String
  let messages: String

  /// The repository's folder.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The binary that was built with these tests, which stands beside them.
  private static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("payung")

  /// Runs `payung` in `folder` (the repository by default) and waits for its end; merged, messages stand among the
  /// output as on a terminal.
  init(
    _ arguments: [String], in folder: URL = repository, input: String = "", isMerged: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "NO_COLOR": "1"]
    // Files, not pipes: a full pipe nobody reads would stop the program.
    let scratch = try Scratch()
    let out = scratch.folder.appendingPathComponent("out")
    let err = scratch.folder.appendingPathComponent("err")
    let standardInput = scratch.folder.appendingPathComponent("in")
    try Data(input.utf8).write(to: standardInput)
    for file in [out, err] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: standardInput)
    let written = try FileHandle(forWritingTo: out)
    process.standardOutput = written
    process.standardError = isMerged ? written : try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = String(decoding: try Data(contentsOf: out), as: UTF8.self)
    messages = String(decoding: try Data(contentsOf: err), as: UTF8.self)
  }
}

/// A folder of its own that is gone when nobody holds it.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("payung-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Copies what stands at `path` in the repository into the folder.
  func copy(_ path: String) throws {
    let source = PayungProcess.repository.appendingPathComponent(path)
    try FileManager.default.copyItem(
      at: source, to: folder.appendingPathComponent(source.lastPathComponent))
  }
}
