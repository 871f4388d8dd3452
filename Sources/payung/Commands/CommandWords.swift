import ArgumentParser
import Diagnostics

/// The words in which the commands describe themselves, in the language of the reader.
enum CommandWords {

  /// The language that the command line asks for, or else the environment, or else English.
  ///
  /// Read before the command line is understood: what it says of itself when it is not understood is in this language.
  static let language: Language = {
    let arguments = CommandLine.arguments
    var asked: Language?
    for (i, argument) in arguments.enumerated() {
      if argument == "--language", i + 1 < arguments.count { asked = Language(rawValue: arguments[i + 1]) }
      if argument.hasPrefix("--language=") { asked = Language(rawValue: String(argument.dropFirst(11))) }
    }
    return asked ?? Console.environmentLanguage ?? .english
  }()

  /// Returns the one of the two that the reader understands.
  static func say(_ english: String, _ indonesian: String) -> String {
    Bilingual(en: english, id: indonesian)(language)
  }
}

extension ArgumentHelp {

  /// Returns what an option or argument is for, in the language of the reader.
  static func words(_ english: String, _ indonesian: String, value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: CommandWords.say(english, indonesian)).naming(value)
  }

  private func naming(_ value: String?) -> ArgumentHelp {
    guard let value else { return self }
    return ArgumentHelp(abstract, valueName: value)
  }
}
