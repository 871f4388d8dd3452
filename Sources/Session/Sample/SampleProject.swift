import Diagnostics
import Rosters

/// A small plan over invented people that is inside Payung: to try things on, and to begin a project with.
public enum SampleProject {

  /// The directory that the files of the sample appear in; none of the machine has this name.
  private static let directory = "sample:"

  /// The path of the sample's program in `language`.
  static func programPath(_ language: Language) -> String {
    directory + "/" + programName(language)
  }

  private static func programName(_ language: Language) -> String {
    Bilingual(en: "plan.payung", id: "rencana.payung")(language)
  }

  /// Returns whether `path` is of the sample.
  public static func isSample(_ path: String) -> Bool { path == directory || path.hasPrefix(directory + "/") }

  /// Returns the bytes of the sample's program at `path`, or `nil` if it is none.
  public static func program(at path: String) -> [UInt8]? {
    for language in Language.allCases where path == programPath(language) {
      return Array(program(language).utf8)
    }
    return nil
  }

  /// Returns the sample's data at `path` below `directory`, or `nil` if it is none.
  public static func data(_ directory: String, _ path: String) -> DataFile? {
    guard isSample(directory) else { return nil }
    return data.first { $0.path == path }.map { DataFile(name: path, text: $0.text) }
  }

  private static func program(_ language: Language) -> String {
    language == .english ? SampleTexts.englishProgram : SampleTexts.indonesianProgram
  }

  private static let data = [
    (path: "data/kabupaten.csv", text: SampleTexts.regencies),
    (path: "data/desa.csv", text: SampleTexts.villages),
    (path: "data/pekerja.csv", text: SampleTexts.workers),
  ]

  /// Returns the files of a new project in `language`: a program, its data, its tests, and what it says of itself.
  public static func files(_ language: Language) -> [(path: String, text: String)] {
    let isEnglish = language == .english
    let actions = isEnglish ? SampleTexts.englishActions : SampleTexts.indonesianActions
    return [
      (programName(language), program(language) + actions),
      (
        Bilingual(en: "plan-test.payung", id: "uji-rencana.payung")(language),
        isEnglish ? SampleTexts.englishTests : SampleTexts.indonesianTests
      ),
      ("README.md", isEnglish ? SampleTexts.englishReadMe : SampleTexts.indonesianReadMe),
    ] + data.map { ($0.path, $0.text) }
  }
}
