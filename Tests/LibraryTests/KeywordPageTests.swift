import Syntax
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The page of keywords is made from the table the parser reads; `UPDATE_EXPECTED=1` writes it again.
@Suite struct KeywordPageTests {

  private static let path = "docs/reference/keywords.md"

  /// The heading before the first role of each section.
  private static let sections: [(KeywordRole, String)] = [
    (.languageHeader, "The file"), (.use, "Statements"), (.and, "Operators"), (.yes, "Values"),
    (.dayUnit, "Units"),
    (.textType, "Types and fields"), (.rosterFrom, "Rosters, kinds, matches, groups"), (.under, "Authority"),
    (.forRoster, "Rules and tables"), (.targetOf, "Targets and orders"),
    (.spentOn, "Budgets and allocations"),
    (.rankingOf, "Rankings and scenarios"), (.given, "Tests"), (.allTargets, "Queries and layout"),
    (.compareWith, "Other actions"),
  ]

  private static func cell(_ phrases: [String]) -> String {
    phrases.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static var page: String {
    var text = """
      # Keywords

      Every keyword in both languages, made from the parser's own table. The first phrase is the one that is printed; the others
      are read as well. `_` is a place for a value: `first 10`, `10 pertama`. Keywords ignore case, and only those listed in
      [Writing](writing.md) are reserved.

      """
    for role in KeywordRole.allCases {
      if let section = sections.first(where: { $0.0 == role }) {
        text += "\n## \(section.1)\n\n| English | Indonesian |\n|---|---|\n"
      }
      text += "| \(cell(role.wording.english)) | \(cell(role.wording.indonesian)) |\n"
    }
    return text
  }

  @Test func `the page holds every keyword in both languages`() throws {
    let page = Self.page
    if getenv("UPDATE_EXPECTED") != nil, getenv("CI") == nil {
      let file = try #require(fopen(repositoryPath(Self.path), "wb"))
      defer { fclose(file) }
      _ = page.withCString { fputs($0, file) }
    }
    #expect(repositoryText(Self.path) == page, "run UPDATE_EXPECTED=1 swift test --filter KeywordPageTests")
  }

  @Test func `each section begins at a role that is there`() {
    for (role, heading) in Self.sections { #expect(Self.page.contains("## \(heading)\n"), "\(role)") }
  }
}
