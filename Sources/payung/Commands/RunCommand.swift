import ArgumentParser
import Diagnostics
import Session

/// `payung run`
struct RunCommand: PayungCommand {

  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a program.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
