/// A placeholder `{count:row|rows}`: the words that follow one, and those that follow any other number.
///
/// English alone needs it; Indonesian nouns do not change.
public struct CountedWords: Sendable {

  /// The placeholder that holds the number.
  public let name: String

  /// The words after 1.
  public let one: String

  /// The words after any other number.
  public let several: String

  /// Creates the words of what stands between the braces, if it is such a placeholder.
  public init?(_ placeholder: some StringProtocol) {
    guard let colon = placeholder.firstIndex(of: ":"), let bar = placeholder[colon...].firstIndex(of: "|")
    else {
      return nil
    }
    name = String(placeholder[..<colon])
    one = String(placeholder[placeholder.index(after: colon)..<bar])
    several = String(placeholder[placeholder.index(after: bar)...])
  }

  /// Returns the words that follow `number`.
  public func callAsFunction(_ number: String) -> String { number == "1" ? one : several }

  /// Returns `text` as it reads of no number in particular.
  public static func general(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let words = CountedWords(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (words?.several ?? String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
