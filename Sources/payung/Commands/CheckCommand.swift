import ArgumentParser
import Diagnostics
import Session

/// `payung check`
struct CheckCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what is wrong with programs, without running them.",
    discussion: "Prints nothing if nothing is wrong.")

  @Argument(
    help: ArgumentHelp("Programs, or directories that hold them.", valueName: "path"),
    completion: .file(extensions: ["payung"]))
  var paths: [String]

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var status = ExitStatus.fine
    for file in console.programs(at: paths, messages.askedLanguage, &status) {
      let checked = CheckedProgram(path: file, files: .disk, data: .disk)
      console.report(
        checked.diagnostics, in: checked.sources, language: messages.askedLanguage ?? checked.language)
      status = status.joined(with: .of(checked.diagnostics))
    }
    return status
  }
}
