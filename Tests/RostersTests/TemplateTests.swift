import Diagnostics
import Testing

@testable import RosterSources
@testable import Rosters

@Suite("Messages about data")
struct TemplateTests {

  private static let templates = RosterDiagnostics.all + SourceDiagnostics.all

  /// Returns the `{placeholders}` of `text`; `{count:row|rows}` speaks of `count`.
  private func placeholders(_ text: String) -> Set<Substring> {
    Set(
      text.split(separator: "{").dropFirst().compactMap {
        $0.split(separator: "}").first?.split(separator: ":").first
      })
  }

  @Test("codes are unique, and both languages have the same placeholders")
  func placeholders() {
    #expect(Set(Self.templates.map(\.code)).count == Self.templates.count)
    for t in Self.templates {
      for text in [t.message, t.why, t.fix].compactMap({ $0 }) {
        #expect(placeholders(text.english) == placeholders(text.indonesian), "\(t.code)")
        #expect(!text.english.isEmpty && !text.indonesian.isEmpty)
      }
      #expect(t.message.english.first?.isUppercase != true || t.message.english.hasPrefix("{"), "\(t.code)")
    }
  }

  /// The types of the columns that examples have.
  private static let types: [String: FieldType] = [
    "code": .text, "name": .text, "people": .count(nil), "nik": .nik, "rate": .number(nil),
    "income": .money(nil),
    "coverage": .percent(nil), "born": .date(nil), "covered": .truth,
    "role": .choice([ChoiceSchema("rt"), ChoiceSchema("rw")]), "village": .reference(roster: "villages"),
  ]

  /// The messages that only a file in the Indonesian dialect draws.
  private static let indonesian: Set<String> = ["P0656", "P0657", "P0666", "P0667"]

  @Test(
    "an example draws its message, and repaired it draws none",
    arguments: RowTemplates.all.filter { $0.example != nil }.map(\.code))
  func examples(code: String) throws {
    let template = try #require(RowTemplates.all.first { $0.code == code })
    let villages = Reading.read("code\n35.25.01.2001\n", [Reading.field("code", .text, key: true)])
    let index = try #require(KeyIndex(villages))
    func codes(_ text: String?) throws -> [String] {
      let text = try #require(text)
      let headers = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      let fields = try headers.map { Reading.field($0, try #require(Self.types[$0]), key: $0 == "code") }
      let table = Reading.read(
        text, fields, dialect: Self.indonesian.contains(code) ? .indonesia : .plain,
        references: ["villages": index])
      return Array(Set(table.setAside.map(\.reason.code)))
    }
    #expect(try codes(template.example) == [code])
    #expect(try codes(template.repaired) == [])
  }
}
