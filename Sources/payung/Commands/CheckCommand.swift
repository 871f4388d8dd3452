import ArgumentParser
import Diagnostics
import Session

/// `payung check`
struct CheckCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what is wrong with programs, without running them.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
