import ArgumentParser
import CLineEdit
import Diagnostics
import Session

/// `payung`, or `payung repl`: questions as they come.
struct PromptCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Ask questions as they come.",
    discussion: """
      Enter definitions, actions or expressions; `:help` lists what else there is. Input may also come from a pipe: \
      a line that is indented, or is `end`, belongs to the statement above it.
      """)

  @Argument(
    help: ArgumentHelp("A program to take up first.", valueName: "file"),
    completion: .file(extensions: ["payung"]))
  var file: String?

  @Flag(
    name: .long,
    help: "For programs: one JSON request a line in, one JSON answer a line out (docs/reference/prompt.md).")
  var json = false

  @OptionGroup var inputs: InputOptions

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    if json {
      return MachineLoop(console: console, file: file, inputs: inputs, language: messages.askedLanguage).run()
    }
    return PromptLoop(console: console, file: file, inputs: inputs, language: messages.askedLanguage).run()
  }
}
