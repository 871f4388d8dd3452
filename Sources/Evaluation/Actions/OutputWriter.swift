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

  /// Returns what writes the lines of a table of `columns`, those of which hold shares being told, in the format that
  /// `suffix` names; `nil` if that is not written line by line.
  func lines(_ columns: [ResultTable.Column], shares: [Bool], suffix: String, language: Language)
    -> (any LineWriter)?

  /// Returns `chart` as a picture.
  func picture(_ chart: ResultChart, language: Language) -> [UInt8]

  /// Returns `page` as a file.
  func page(_ page: ReportPage, language: Language) -> [UInt8]
}

/// Writes a table line by line, so that it need not be there as a whole.
public protocol LineWriter {

  /// What stands above the lines.
  var head: [UInt8] { get }

  /// The columns of which a value was cut.
  var inexactColumns: [String] { get }

  /// Adds the plain ones of `rows` to `bytes`, and returns how many they are.
  mutating func add(_ rows: [ResultTable.Row], to bytes: inout [UInt8]) -> Int
}

/// A page for those who decide: what was answered, what to mind, on what it rests and who signs.
public struct ReportPage: Sendable {
  /// The title.
  public var title: String
  /// Whom it is for.
  public var recipient: String?
  /// What it shows.
  public var blocks: [ResultBlock]
  /// What to mind about it.
  public var caveats: [Phrase] = []
  /// The legal bases of what it shows.
  public var citations: [String] = []
  /// Who signs.
  public var signatory: String?
  /// Lines at the foot: the day, the files and their rows.
  public var footer: [Phrase] = []

  /// Creates a page that only shows `blocks`.
  public init(title: String, blocks: [ResultBlock]) {
    self.title = title
    self.blocks = blocks
  }
}

/// A writer where nothing is to be written.
struct NoWriter: OutputWriter {
  var tableSuffixes: [String] { [] }
  func table(_ table: ResultTable, suffix: String, language: Language) -> (
    bytes: [UInt8], inexactColumns: [String]
  )? {
    nil
  }
  func lines(_ columns: [ResultTable.Column], shares: [Bool], suffix: String, language: Language)
    -> (any LineWriter)?
  { nil }
  func picture(_ chart: ResultChart, language: Language) -> [UInt8] { [] }
  func page(_ page: ReportPage, language: Language) -> [UInt8] { [] }
}
