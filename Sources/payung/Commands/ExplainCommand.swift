import ArgumentParser
import Diagnostics
import Session

/// `payung explain`
struct ExplainCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a message by its code.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
