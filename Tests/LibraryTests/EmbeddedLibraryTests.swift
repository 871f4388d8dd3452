import StandardLibrary
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Returns the paths of the files of the repository below `folder` whose names end so, in order.
func repositoryFiles(below folder: String, ending: String) -> [String] {
  guard let directory = opendir(repositoryPath(folder)) else { return [] }
  defer { closedir(directory) }
  var paths: [String] = []
  while let entry = readdir(directory) {
    let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name.hasPrefix(".") { continue }
    let path = folder + "/" + name
    if isFolder {
      paths += repositoryFiles(below: path, ending: ending)
    } else if name.hasSuffix(ending) {
      paths.append(path)
    }
  }
  return paths.sorted()
}

/// Returns the text of a file of the repository, or `nil` if it can not be read.
func repositoryText(_ path: String) -> String? {
  guard let file = fopen(repositoryPath(path), "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let size = chunk.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    if size == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes.append(contentsOf: chunk[..<size])
  }
}

/// Returns where a file of the repository is.
func repositoryPath(_ path: String) -> String {
  var parts = #filePath.split(separator: "/")
  parts.removeLast(3)
  return "/" + parts.joined(separator: "/") + "/" + path
}

@Suite struct EmbeddedLibraryTests {

  @Test(arguments: ["calendar", "jamsostek.benefits", "jamsostek.contributions", "jamsostek.regions"])
  func `the binary carries the module as it stands in its file`(module: String) throws {
    let embedded = try #require(StandardLibrary.modules.first { $0.name == module })
    let path = "stdlib/" + module.split(separator: ".").joined(separator: "/") + ".payung"
    let file = try #require(repositoryText(path))
    #expect(embedded.source + "\n" == file, "run stdlib/embed.sh")
  }

  @Test func `every module is named once`() {
    let names = StandardLibrary.modules.map(\.name)
    #expect(names == Array(Set(names)).sorted())
    #expect(names.count == 4)
  }
}
