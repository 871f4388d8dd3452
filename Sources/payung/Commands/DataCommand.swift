import ArgumentParser
import Diagnostics
import Session

/// `payung data`
struct DataCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Read a data file and suggest a roster for it.")

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus { .fine }
}
