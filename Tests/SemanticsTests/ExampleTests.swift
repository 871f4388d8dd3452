import Diagnostics
import Testing

@testable import Semantics

/// Every message's example draws it, and its repaired form draws nothing.
@Suite struct ExampleTests {

  static let all = NameDiagnostics.all + TypeDiagnostics.all + CheckDiagnostics.all

  @Test(arguments: all.filter { $0.example != nil }.map(\.code))
  func exampleDrawsItsMessage(code: String) throws {
    let template = try #require(Self.all.first { $0.code == code })
    let checked = check(try #require(template.example))
    #expect(!checked.parsing.containsError, "\(checked.parsing.elements.map { $0.message(in: .english) })")
    #expect(checked.codes == [code], "\(checked.messages)")
    for d in checked.found.elements {
      for language in Language.allCases {
        for text in [d.message(in: language), d.why(in: language) ?? "", d.fix(in: language) ?? ""] {
          #expect(!text.contains("{"), "\(text)")
        }
      }
    }
  }

  @Test(arguments: all.filter { $0.repaired != nil }.map(\.code))
  func repairedFormDrawsNothing(code: String) throws {
    let template = try #require(Self.all.first { $0.code == code })
    let checked = check(try #require(template.repaired))
    #expect(!checked.parsing.containsError, "\(checked.parsing.elements.map { $0.message(in: .english) })")
    #expect(checked.messages == [])
  }

  @Test func codesAreUniqueAndTextsAgree() {
    #expect(Set(Self.all.map(\.code)).count == Self.all.count)
    for t in Self.all {
      for text in [t.message, t.why, t.fix].compactMap({ $0 }) {
        #expect(
          placeholders(text.english) == placeholders(text.indonesian) || t.code == "P0411",
          "\(t.code) \(text.english)")
      }
    }
  }

  private func placeholders(_ s: String) -> Set<String> {
    Set(
      s.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
        $0.split(separator: "}").first.map(String.init)
      })
  }
}
