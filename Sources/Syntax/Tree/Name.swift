import Diagnostics

/// A name as the program spells it.
public struct Name: Hashable, Sendable {

  /// The name, without quotes.
  public let text: String

  /// Whether the program quotes it.
  public let isQuoted: Bool

  /// Whether the program lacks the name; that was said where it should stand.
  public var isMissing: Bool { text.isEmpty }

  /// Where it stands.
  public let span: Span

  /// Creates a name.
  public init(_ text: String, isQuoted: Bool = false, span: Span) {
    self.text = text
    self.isQuoted = isQuoted
    self.span = span
  }
}

/// The identity of an expression within its file, dense from 0.
public struct NodeID: Hashable, Sendable {

  /// The position in the file's numbering.
  public let index: Int32

  /// Creates the identity with `index`.
  public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
}
