import ArgumentParser
import Diagnostics
import Session

/// `payung test`
struct TestCommand: PayungCommand {

  static let configuration = CommandConfiguration(commandName: "test", abstract: "Run the tests of programs.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
