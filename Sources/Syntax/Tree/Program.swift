import Diagnostics
import Rosters

/// A file of statements as the author wrote them.
public struct Program: Sendable {

  /// The file.
  public let file: FileID

  /// The language of its keywords.
  public let language: Language

  /// `edition 2026`, if stated.
  public let edition: Int?

  /// Where the first line that states them stands, if there is one.
  public let headerSpan: Span?

  /// The statements, in order.
  public let statements: [Statement]

  /// All comments, in order.
  public let comments: [Comment]

  /// How many expressions the file has: node identities are below it.
  public let nodeCount: Int

  /// Creates a program.
  public init(
    file: FileID, language: Language, edition: Int?, headerSpan: Span?, statements: [Statement],
    comments: [Comment], nodeCount: Int
  ) {
    self.file = file
    self.language = language
    self.edition = edition
    self.headerSpan = headerSpan
    self.statements = statements
    self.comments = comments
    self.nodeCount = nodeCount
  }
}

/// A comment, from its `#` to the line end.
public struct Comment: Sendable, Hashable {
  /// The text with its marks, such as `# so`, `## so`.
  public let text: String
  /// Where it stands.
  public let span: Span
  /// Whether it begins with `##` and so documents the definition below it.
  public var isDocumentation: Bool { text.hasPrefix("##") }
  /// Creates a comment.
  public init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}
