/// One of the two languages that programs are written in and messages are read in.
public enum Language: String, Sendable, CaseIterable, Hashable {

  /// English.
  case english = "en"

  /// Indonesian.
  case indonesian = "id"
}

/// A text in both languages.
public struct Bilingual: Hashable, Sendable {

  /// The English text.
  public let english: String

  /// The Indonesian text.
  public let indonesian: String

  /// Creates a text in both languages.
  public init(en english: String, id indonesian: String) {
    self.english = english
    self.indonesian = indonesian
  }

  /// Creates a text that is the same in both languages.
  public init(same text: String) { self.init(en: text, id: text) }

  /// Returns the text in `language`.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }
}
