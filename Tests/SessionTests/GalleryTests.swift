import Diagnostics
import Glibc
import Testing

@testable import Session
@testable import payung

/// The gallery: one page for each message, made from its template, with the program that draws it and what is said.
@Suite struct GalleryTests {

  private static let templates = DiagnosticCatalogue.complete.all
  private static let folder = "\(packageRoot)/docs/reference/errors"

  @Test func everyPageIsAsTheTemplateSays() throws {
    var pages = GalleryTests.templates.map { ("\($0.code).md", GalleryTests.page($0)) }
    pages.append(("README.md", GalleryTests.index))
    let isRecording = getenv("UPDATE_EXPECTED") != nil
    if isRecording { mkdir(GalleryTests.folder, 0o755) }
    for (name, text) in pages {
      let path = "\(GalleryTests.folder)/\(name)"
      if isRecording {
        try #require(GalleryTests.write(text, to: path))
      } else {
        guard case .success(let bytes) = DiskFile.read(path) else {
          Issue.record("there is no page \(name); UPDATE_EXPECTED=1 makes it")
          continue
        }
        #expect(String(decoding: bytes, as: UTF8.self) == text, "\(name) is not as its template says")
      }
    }
    let known = Set(pages.map(\.0))
    for name in try DiskFile.entries(of: GalleryTests.folder).get() where !known.contains(name) {
      Issue.record("no message has the page \(name)")
    }
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }

  /// The list of all messages.
  private static var index: String {
    var text = """
      # Messages · Pesan

      Every message of Payung has a page: the program that draws it, what Payung says in both languages, and the program \
      repaired. `payung explain P0514` prints one.

      Setiap pesan Payung mempunyai halaman: program yang menimbulkannya, yang dikatakan Payung dalam kedua bahasa, dan \
      program setelah diperbaiki. `payung explain P0514` mencetaknya.

      | | English | Bahasa Indonesia |
      |---|---|---|

      """
    for t in templates {
      let cells = Language.allCases.map { shown(t.message($0)).replacing("|", with: "\\|") }
      text += "| [\(t.code)](\(t.code).md) | " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// The page of one message.
  private static func page(_ t: DiagnosticTemplate) -> String {
    var text = "# \(t.code)\n"
    for language in Language.allCases {
      let renderer = DiagnosticRenderer(language: language)
      text += "\n**\(renderer.name(of: t.severity))**: \(shown(t.message(language)))\n"
      if t.example == nil {
        for part in [t.why, t.fix].compactMap({ $0 }) { text += "\n\(shown(part(language)))\n" }
      }
    }
    guard let example = t.example else { return text }
    let (said, sources) = CatalogueTests.diagnostics(of: example)
    let own = said.filter { $0.code == t.code }.prefix(2)
    text += "\n" + block(example, own.isEmpty ? "text" : "payung")
    if own.isEmpty {
      // A line of data: what is said of it needs its roster.
      for language in Language.allCases {
        for part in [t.why, t.fix].compactMap({ $0 }) { text += "\n\(shown(part(language)))\n" }
      }
    } else {
      for language in Language.allCases {
        let renderer = DiagnosticRenderer(language: language)
        let report = own.map { renderer.render($0, in: sources) }.joined(separator: "\n")
          .replacing("\(packageRoot)/", with: "")
        text += "\n" + block(report, "text")
      }
    }
    if let repaired = t.repaired {
      text += "\nRepaired · Setelah diperbaiki:\n\n" + block(repaired, own.isEmpty ? "text" : "payung")
    }
    return text
  }

  private static func block(_ text: String, _ kind: String) -> String {
    var text = text.replacing("\(CatalogueTests.directory)/", with: "")
    while text.hasSuffix("\n") { text.removeLast() }
    return "```\(kind)\n\(text)\n```\n"
  }

  /// Returns `text` with its placeholders as a reader takes them.
  private static func shown(_ text: String) -> String {
    String(text.map { $0 == "{" ? "‹" : $0 == "}" ? "›" : $0 })
  }
}
