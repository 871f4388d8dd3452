import Diagnostics

/// Turns tables, charts and blocks into the bytes of files. What an action asks to be written is decided here, how it
/// is written by the stage that knows the formats.
public protocol OutputWriter: Sendable {

  /// The suffixes of tables it can write, such as `csv`.
  var tableSuffixes: [String] { get }

  /// Returns `table` in the format that `suffix` names, and the columns of which a value is cut.
  func table(_ table: ResultTable, suffix: String, language: Language) -> (
    bytes: [UInt8], inexactColumns: [String]
  )?

  /// Returns `chart` as a picture.
  func picture(_ chart: ResultChart, language: Language) -> [UInt8]

  /// Returns `blocks` as a page; `footer` says what it is made from.
  func page(_ blocks: [ResultBlock], title: String, footer: [Phrase], language: Language) -> [UInt8]
}

/// A writer where nothing is to be written.
struct NoWriter: OutputWriter {
  var tableSuffixes: [String] { [] }
  func table(_ table: ResultTable, suffix: String, language: Language) -> (
    bytes: [UInt8], inexactColumns: [String]
  )? {
    nil
  }
  func picture(_ chart: ResultChart, language: Language) -> [UInt8] { [] }
  func page(_ blocks: [ResultBlock], title: String, footer: [Phrase], language: Language) -> [UInt8] { [] }
}
