#if canImport(Glibc)
  import Glibc
#endif

/// A folder that nobody else can read and that is gone when it is no longer used.
final class TemporaryFolder {

  private let folder: String
  private var files: Set<String> = []

  init?() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/payung-XXXXXX".utf8CString)
    guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.map { mkdtemp($0) != nil } ?? false })
    else { return nil }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for file in files { unlink(file) }
    rmdir(folder)
  }

  /// Returns the path of a file in the folder, which is removed with it.
  func path(_ name: String) -> String {
    let path = "\(folder)/\(name)"
    files.insert(path)
    return path
  }

  /// Writes a file, and returns whether all of it was written.
  func write(_ text: String, to name: String) -> Bool {
    guard let file = fopen(path(name), "w") else { return false }
    var text = text
    let isWhole = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    return fclose(file) == 0 && isWhole
  }

  /// Returns what a file holds, or `nil` if it can not be read.
  func read(_ name: String) -> String? {
    guard let file = fopen(path(name), "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
