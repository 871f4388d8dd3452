import ArgumentParser
import Diagnostics
import Session

/// `payung repl`
struct PromptCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Ask questions as they come.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
