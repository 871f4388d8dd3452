import Diagnostics
import Syntax

#if canImport(Glibc)
  import Glibc
#endif

/// The programs in the folder Fixtures, and short ways to parse.
enum Fixture {

  /// Returns the text of the fixture `name`.
  static func text(_ name: String) -> String { file("Tests/SyntaxTests/Fixtures/" + name) }

  /// Returns the text of the file at `path` of the package.
  static func file(_ path: String) -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let file = fopen("/\(root)/\(path)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let n = fread(&buffer, 1, buffer.count, file)
      if n <= 0 { break }
      bytes += buffer[..<n]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the result of parsing `text`.
  static func parse(_ text: String, _ language: Language = .english, name: String = "test.payung")
    -> ParseResult
  {
    Parser.parse(file: FileID(0), source: SourceFile(name: name, text: text), defaultLanguage: language)
  }

  /// Returns one line for each diagnostic of `result`.
  static func messages(_ result: ParseResult, _ text: String) -> [String] {
    let source = SourceFile(name: "test.payung", text: text)
    return result.diagnostics.elements.map { d in
      let p = source.position(of: d.site?.start ?? 0)
      return "\(p.line):\(p.column) \(d.code) \(d.message(in: .english))"
    }
  }

  /// Returns what `text` draws, a line for each.
  static func messages(_ text: String, _ language: Language = .english) -> [String] {
    messages(parse(text, language), text)
  }

  /// Returns the codes that `text` draws.
  static func codes(_ text: String, _ language: Language = .english) -> [String] {
    parse(text, language).diagnostics.elements.map(\.code)
  }
}
