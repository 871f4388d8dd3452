import Diagnostics
import Session

extension ProgramFiles {

  /// The files of the machine.
  static let disk = ProgramFiles { DiskFile.read($0) }

  /// The files of the machine, and the sample that is inside this one.
  static let diskAndSample = ProgramFiles { path in
    SampleProject.program(at: path).map { .success($0) } ?? DiskFile.read(path)
  }
}

extension Console {

  /// Returns the programs at or below `paths`, in order; says which paths hold none.
  func programs(at paths: [String], _ language: Language?, _ status: inout ExitStatus) -> [String] {
    var result: [String] = []
    for path in paths {
      var found: [String] = []
      if case .success(let files) = DiskFile.programs(at: path) { found = files }
      if found.isEmpty {
        report([.noPrograms(path)], language: language ?? .english)
        status = status.joined(with: .usage)
      }
      result += found
    }
    return result
  }
}

extension DiskFile {

  /// Returns the files and directories whose paths begin with `start`, for completion.
  static func candidates(_ start: String) -> [String] {
    let directory: String
    let prefix: Substring
    if let slash = start.lastIndex(of: "/") {
      directory = String(start[...slash])
      prefix = start[start.index(after: slash)...]
    } else {
      directory = ""
      prefix = start[...]
    }
    guard case .success(let names) = entries(of: directory.isEmpty ? "." : directory) else { return [] }
    return names.filter { $0.hasPrefix(prefix) && (!$0.hasPrefix(".") || prefix.hasPrefix(".")) }
      .map { isDirectory(directory + $0) ? directory + $0 + "/" : directory + $0 }
  }
}
