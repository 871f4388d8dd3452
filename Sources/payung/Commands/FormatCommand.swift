import ArgumentParser
import Diagnostics
import Session

/// `payung format`
struct FormatCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Bring programs into the one style.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
