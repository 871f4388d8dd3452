import Diagnostics
import Testing

@testable import Session
@testable import payung

/// Every message, whichever stage gives it.
@Suite struct CatalogueTests {

  private static let codes = DiagnosticCatalogue.complete.all.map(\.code)

  @Test func codesAreUnique() {
    var seen: Set<String> = []
    for code in CatalogueTests.codes { #expect(seen.insert(code).inserted, "\(code) is given twice") }
  }

  @Test(arguments: codes) func bothLanguagesSayTheSame(_ code: String) throws {
    let t = try #require(DiagnosticCatalogue.complete.template(code))
    #expect(code.count == 5 && code.hasPrefix("P"))
    for text in [t.message, t.why, t.fix].compactMap({ $0 }) {
      #expect(!text.english.isEmpty && !text.indonesian.isEmpty)
      #expect(placeholders(text.english) == placeholders(text.indonesian), "\(text.english)")
    }
    let first = t.message.english.first { $0.isLetter }
    #expect(
      first.map { $0.isLowercase || t.message.english.hasPrefix("NIK") } ?? true, "\(t.message.english)")
    #expect(!t.message.english.hasSuffix("."))
  }

  /// What a message quotes of a program stands in both of its texts, in the same order: readers of one language may
  /// read programs in the other.
  @Test func programsAreQuotedInTheirOwnWords() {
    var alike = 0
    var differing: [String] = []
    for t in DiagnosticCatalogue.complete.all {
      for text in [t.message, t.why, t.fix].compactMap({ $0 }) where text.english.contains("`") {
        let quoted = text(.indonesian, quoting: .english)
        let parts = { (s: String) in s.split(separator: "`", omittingEmptySubsequences: false) }
        let (own, english) = (parts(quoted), parts(text.english))
        let isAlike =
          own.count == english.count && own.indices.allSatisfy { $0 % 2 == 0 || own[$0] == english[$0] }
        if isAlike { alike += 1 } else { differing.append(t.code) }
      }
    }
    print("messages whose texts quote differently: \(differing.joined(separator: " "))")
    #expect(differing.count * 10 < alike)
  }

  @Test(arguments: codes) func everyMessageHasAPage(_ code: String) throws {
    let t = try #require(DiagnosticCatalogue.complete.template(code))
    let page = DiagnosticCatalogue.complete.page(t, first: .indonesian)
    #expect(page.hasPrefix("\(code) ("))
    #expect(!page.contains("{"), "\(page)")
  }

  /// A program shown on a page draws the message, and its repaired form does not.
  @Test(arguments: codes) func theExampleOnThePageIsRight(_ code: String) throws {
    let t = try #require(DiagnosticCatalogue.complete.template(code))
    // Examples about data are lines of a data file, which the readers' tests hold.
    if code.hasPrefix("P06"), !(t.example?.contains("roster ") ?? false) { return }
    if let example = t.example {
      #expect(found(example).contains(code), "\(example)\ndraws \(found(example))")
    }
    if let repaired = t.repaired {
      #expect(!found(repaired).contains(code), "\(repaired)\nstill draws it")
    }
  }

  /// Messages that no spec and no page's example provokes are listed, so that the list can grow shorter.
  @Test func mostMessagesAreProvoked() {
    let specs = Spec.all(below: "\(packageRoot)/Tests/Spec")
    let text = specs.map(\.text).joined()
    let silent = DiagnosticCatalogue.complete.all.filter {
      $0.example == nil && !text.contains("[\($0.code)]")
    }
    print("messages that no spec provokes: \(silent.map(\.code).joined(separator: " "))")
    #expect(silent.count * 2 < DiagnosticCatalogue.complete.all.count)
  }

  /// Where the data of the programs on the pages lie.
  static let directory = "\(packageRoot)/Tests/Spec/session/files"

  private func found(_ program: String) -> [String] {
    CatalogueTests.diagnostics(of: program).said.map(\.code)
  }

  /// Returns what is said of `program`, checked and run.
  static func diagnostics(of program: String) -> (said: [Diagnostic], sources: SourceMap) {
    let checked = CheckedProgram(
      text: program, name: "example.payung", directory: directory, files: .disk, data: .disk)
    var said = checked.diagnostics
    let run = ProgramRun(checked, data: .disk, settings: RunSettings(), cancellation: Cancellation())
    run.perform { said += $0.outcome.diagnostics }
    for test in run.test(filter: nil) {
      said += test.cases.flatMap(\.failures).compactMap(\.diagnostic)
    }
    return (said + run.diagnostics, checked.sources)
  }

  private func placeholders(_ text: String) -> Set<String> {
    var result: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      // Words that follow a number say nothing of their own.
      if CountedWords(rest[rest.index(after: open)..<close]) == nil {
        result.insert(String(rest[open...close]))
      }
      rest = rest[rest.index(after: close)...]
    }
    return result
  }
}
