import ArgumentParser
import Diagnostics
import Session

/// `payung translate`
struct TranslateCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "translate", abstract: "Print a program in the other language.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
