import Diagnostics

/// What a data file looks like as a roster: a schema to start from, and what was seen.
public struct InferredRoster: Sendable {

  /// The suggested schema.
  public var schema: RosterSchema

  /// How the file is laid out.
  public var layout: FileLayout

  /// The number of data rows.
  public var rowCount: Int

  /// What was seen in each column, in the order of the schema's fields.
  public var columns: [InferredColumn]

  /// What the reader should know before using the suggestion.
  public var observations: [Bilingual]
}

/// What was seen in one column.
public struct InferredColumn: Sendable {

  /// The header.
  public var header: String

  /// The cells that are blank.
  public var blankCount: Int

  /// The different values.
  public var distinctCount: Int

  /// A few values as the file has them; none of a field that may be private.
  public var examples: [String]
}

/// The result of looking at a file: a suggestion, or why there is none.
public enum InferenceOutcome: Sendable {

  /// A roster.
  case roster(InferredRoster)

  /// What is wrong with the file.
  case problems(DiagnosticSet)
}

extension RosterInference {

  /// The fields that a file suggests, or why there are none.
  public enum Suggestion: Sendable {

    /// The fields, with how the file is written.
    case schema(RosterSchema)

    /// What is wrong with the file.
    case problems(DiagnosticSet)
  }

  /// Returns the schema of the roster that `file` looks like, named `name`.
  public static func suggestion(_ file: DataFile, name: String, threads: Int = 1) -> Suggestion {
    switch infer(file, name: name, threads: threads) {
    case .roster(let inferred): .schema(inferred.schema)
    case .problems(let problems): .problems(problems)
    }
  }
}
