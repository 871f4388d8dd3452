import ArgumentParser
import Diagnostics
import Session

/// `payung check`
struct CheckCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: CommandWords.say(
      "Say what is wrong with programs, without running them.",
      "Sebutkan yang salah pada program, tanpa menjalankannya."),
    discussion: CommandWords.say(
      "Prints nothing if nothing is wrong.", "Tidak mencetak apa pun jika tidak ada yang salah.")
  ).subcommand

  @Argument(
    help: .words(
      "Programs, or directories that hold them.", "Program, atau folder yang memuatnya.",
      value: CommandWords.say("path", "lokasi")),
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
