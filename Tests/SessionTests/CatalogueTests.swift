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
    if code.hasPrefix("P06") { return }
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

  private func found(_ program: String) -> [String] {
    let checked = CheckedProgram(
      text: program, name: "example.payung", directory: "\(packageRoot)/Tests/Spec/session/files",
      files: .disk)
    var codes = checked.diagnostics.map(\.code)
    let run = ProgramRun(checked, data: .disk, settings: RunSettings(), cancellation: Cancellation())
    run.perform { codes += $0.outcome.diagnostics.map(\.code) }
    for test in run.test(filter: nil) {
      codes += test.cases.flatMap(\.failures).compactMap { $0.diagnostic?.code }
    }
    return codes + run.diagnostics.map(\.code)
  }

  private func placeholders(_ text: String) -> Set<String> {
    var result: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result.insert(String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return result
  }
}
