/// A value as text, and whether the text says all of it.
public struct WrittenValue: Sendable, Hashable {

  /// The text, rounded where it had to be.
  public var text: String

  /// `true` iff nothing was rounded off.
  public var isExact: Bool

  /// Creates a written value.
  public init(text: String, isExact: Bool = true) {
    self.text = text
    self.isExact = isExact
  }

  /// The text, with `≈` before it where it is not exact.
  public var marked: String { isExact ? text : "≈" + text }
}
