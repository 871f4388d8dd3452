import ArgumentParser
import Diagnostics
import Session

/// `payung format`
struct FormatCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Bring programs into the one style.",
    discussion: "Files are rewritten in place. A program with errors is left as it is.")

  @Argument(
    help: ArgumentHelp("Programs, or directories that hold them.", valueName: "path"),
    completion: .file(extensions: ["payung"]))
  var paths: [String]

  @Flag(
    name: .long, help: "Change nothing; name the files that are not in the style, and fail if there are any.")
  var check = false

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var status = ExitStatus.fine
    for file in console.programs(at: paths, messages.askedLanguage, &status) {
      let printed = PrintedProgram(path: file, files: .disk)
      let language = messages.askedLanguage ?? printed.language
      guard let text = printed.text else {
        console.report(printed.diagnostics, in: printed.sources, language: language)
        status = status.joined(with: .of(printed.diagnostics))
        continue
      }
      let bytes = Array(text.utf8)
      if bytes == printed.original { continue }
      console.write(file + "\n")
      if check {
        status = status.joined(with: .failed)
      } else if let problem = DiskFile.write(bytes, to: file) {
        console.report([problem], language: language)
        status = status.joined(with: .usage)
      }
    }
    return status
  }
}
