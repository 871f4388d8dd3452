import Diagnostics
import Glibc
import Testing

@testable import Evaluation
@testable import RosterSources
@testable import Rosters
@testable import Session
@testable import Syntax
@testable import payung

/// The gallery: one page for each message, made from its template, with the program that draws it and what is said.
@Suite struct GalleryTests {

  private static let templates = DiagnosticCatalogue.complete.all
  private static let codes = templates.map(\.code)
  private static let folder = "\(packageRoot)/docs/reference/errors"

  /// A reader sees each message drawn: by a program, or by files and a command; its page shows it.
  @Test(arguments: codes) func everyMessageIsShownOnItsPage(_ code: String) throws {
    let t = try #require(DiagnosticCatalogue.complete.template(code))
    var said: [String] = []
    if let session = GallerySession.of(code) {
      #expect(!session.drawing.commands.isEmpty, "the session of \(code) types nothing")
      #expect(session.lead.english.isEmpty == session.lead.indonesian.isEmpty)
      for language in Language.allCases {
        let (drawn, repaired) = try #require(session.said(in: language, repairing: language == .english))
        #expect(drawn.contains("[\(code)]"), "\(drawn)")
        #expect(!repaired.contains("[\(code)]"), "\(repaired)")
        said.append(drawn)
      }
    } else if GalleryTests.feigned[code] == nil {
      let example = try #require(t.example, "\(code) has neither an example nor a session")
      #expect(
        CatalogueTests.diagnostics(of: example).said.contains { $0.code == code },
        "the example of \(code) does not draw it: it needs a session")
    }
    try GalleryTests.holds(GalleryTests.page(t, said), in: "\(code).md")
  }

  @Test func theListNamesEveryPage() throws {
    try GalleryTests.holds(GalleryTests.index, in: "README.md")
    let known = Set(GalleryTests.codes.map { "\($0).md" } + ["README.md"])
    for name in try DiskFile.entries(of: GalleryTests.folder).get() where !known.contains(name) {
      Issue.record("no message has the page \(name)")
    }
  }

  @Test func noSessionIsOfNoMessage() throws {
    for name in try DiskFile.entries(of: GallerySession.folder).get() {
      #expect(GalleryTests.codes.contains { "\($0).txt" == name }, "no message is drawn by \(name)")
    }
  }

  /// What only a failing machine says, made without one.
  private static let feigned: [String: Diagnostic] = {
    let nowhere = Span(file: FileID(0), start: 0, end: 0)
    let who = Bilingual(en: "Siti and Budi", id: "Siti dan Budi")
    let all: [Diagnostic] = [
      .programTooLarge(at: nowhere, megabytes: 64), .notUTF8(at: nowhere), .moreErrors(at: nowhere),
      .fileForbidden("data/pekerja.csv"),
      .fileUnreadable("data/pekerja.csv", reason: SystemText.error(EIO)),
      .unreadableFile("data/pekerja.csv", reason: SystemText.error(EIO)),
      .fileFailure(.cancelled, file: "data/pekerja.csv", line: 1_000, limits: ReadingLimits()),
      .tooManyRows("pekerja", limit: Int(Int32.max)), .fileTooLarge("rencana.payung", limit: 64 << 20),
      .outputOutside("../penerima.csv", directory: "keluaran"),
      .unwritableAtPrompt("/media/rapat.txt", .forbidden),
      .outputFailed("keluaran/penerima.csv", number: EACCES),
      .outputFailed("keluaran/penerima.csv", number: ENOSPC),
      .outputFailed("keluaran/penerima.csv", number: EIO), .missingInAggregate(at: nowhere),
      .noCaseHolds(at: nowhere), .nestedTooDeeply(limit: 4_000, at: nowhere),
      .tooMuchWork(limit: 10_000_000, at: nowhere),
      .internalFault("pekerja", at: nil), .sharedCombinedKey(at: nowhere),
      .otherRowPreferred(kept: "kabupaten", differing: ["desa", "lahir"], at: nowhere),
      .budgetMissing("apbd", at: nowhere),
      .allocationMissing(
        rows: [3, 8, 12, 40],
        who: Bilingual(en: "Budi, Siti, Tono and 1 more", id: "Budi, Siti, Tono dan 1 lainnya"), at: nowhere),
      .orderLeavesTie(rows: [41, 42], who: who, at: nowhere), .purseWithoutOwner("add", at: nowhere),
      .definitionRing("rentan", at: nowhere), .keptWithoutPurse(count: 2, who: who, at: nowhere),
      .rankingTie(rows: [41, 42], at: nowhere), .interrupted(at: nowhere), .interrupted,
      .rosterUnreadable("pekerja", SystemText.error(EIO), at: nowhere),
      .unexpected(SystemText.error(ENOMEM), at: nowhere),
      .filesChanged(["data/pekerja.csv"], request: "reload"), .editorFailed("notepad"),
      .badMachineRequest(Bilingual(en: "it is no JSON object", id: "bukan objek JSON")),
    ]
    return Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// Checks, or keeps, that the page `name` reads `text`.
  private static func holds(_ text: String, in name: String) throws {
    let path = "\(folder)/\(name)"
    if getenv("UPDATE_EXPECTED") != nil {
      mkdir(folder, 0o755)
      try #require(write(text, to: path))
    } else {
      guard case .success(let bytes) = DiskFile.read(path) else {
        Issue.record("there is no page \(name); UPDATE_EXPECTED=1 makes it")
        return
      }
      #expect(String(decoding: bytes, as: UTF8.self) == text, "\(name) is not as its message says")
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

  /// The page of one message, of which a session, if there is one, says `said`.
  private static func page(_ t: DiagnosticTemplate, _ said: [String]) -> String {
    var text = "# \(t.code)\n"
    let session = GallerySession.of(t.code)
    for language in Language.allCases {
      let renderer = DiagnosticRenderer(language: language)
      text += "\n**\(renderer.name(of: t.severity))**: \(shown(t.message(language)))\n"
      if t.example == nil && session == nil && feigned[t.code] == nil {
        for part in [t.why, t.fix].compactMap({ $0 }) { text += "\n\(shown(part(language)))\n" }
      }
    }
    if let session { return text + shown(session, said) }
    if let diagnostic = feigned[t.code] {
      for language in Language.allCases {
        let renderer = DiagnosticRenderer(language: language)
        text += "\n" + block(renderer.render(diagnostic, in: SourceMap()), "text")
      }
      return text
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

  /// Returns the files and commands of `session`, what is said in both languages, and the repair.
  private static func shown(_ session: GallerySession, _ said: [String]) -> String {
    var text = ""
    for lead in [session.lead.english, session.lead.indonesian] where !lead.isEmpty { text += "\n\(lead)\n" }
    text += files(session.drawing)
    for drawn in said { text += "\n" + block(drawn, "text") }
    let repaired = session.repaired
    if repaired.files.isEmpty && repaired.commands.isEmpty { return text }
    text += "\nRepaired · Setelah diperbaiki:\n" + files(repaired)
    if !repaired.commands.isEmpty {
      text += "\n" + block(repaired.commands.map { "$ \($0)" }.joined(separator: "\n"), "text")
    }
    return text
  }

  private static func files(_ stage: GallerySession.Stage) -> String {
    stage.files.map { file in
      "\n`\(file.name)`\n\n" + block(file.text, file.name.hasSuffix(".payung") ? "payung" : "text")
    }.joined()
  }

  private static func block(_ text: String, _ kind: String) -> String {
    var text = text.replacing("\(CatalogueTests.directory)/", with: "")
    while text.hasSuffix("\n") { text.removeLast() }
    return "```\(kind)\n\(text)\n```\n"
  }

  /// Returns `text` with its placeholders as a reader takes them.
  private static func shown(_ text: String) -> String {
    String(CountedWords.general(text).map { $0 == "{" ? "‹" : $0 == "}" ? "›" : $0 })
  }
}
