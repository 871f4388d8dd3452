import Diagnostics
import Testing

@testable import Syntax

@Suite struct SpreadsheetWordTests {

  /// What is proposed instead of a spreadsheet's word is itself something that can be written.
  @Test(arguments: SpreadsheetWord.allCases, [Language.english, .indonesian])
  func eachFormCanBeWritten(_ word: SpreadsheetWord, _ language: Language) {
    let forms = word.forms(in: language)
    #expect(!forms.isEmpty)
    for form in forms {
      #expect(parses(form, language), "\(form)")
    }
  }

  private func parses(_ form: String, _ language: Language) -> Bool {
    let header = language == .english ? "language english\n" : "bahasa indonesia\n"
    let places =
      language == .english
      ? ["let a = \(form)", "rule a for workers\n  \(form)\nend", "show workers\n  \(form)\nend"]
      : [
        "misalkan a = \(form)", "aturan a untuk pekerja\n  \(form)\nselesai",
        "tampilkan pekerja\n  \(form)\nselesai",
      ]
    return places.contains { place in
      Fixture.parse(header + place + "\n", language).diagnostics.isEmpty
    }
  }

  @Test(arguments: ["SUM", "sum", "Jumlah", "RATA-RATA", "VLOOKUP", "jika"])
  func wordsAreKnownInAnyCase(_ text: String) {
    #expect(SpreadsheetWord(text) != nil)
  }

  @Test(arguments: ["", "sums", "pekerja", "jumlah_upah", "AVERAGEIFSALL", "ßßßßßß"])
  func otherWordsAreNot(_ text: String) {
    #expect(SpreadsheetWord(text) == nil)
  }
}
