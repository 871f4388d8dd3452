import ArgumentParser
import Diagnostics
import Session

/// `payung format`
struct FormatCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: CommandWords.say(
      "Bring programs into the one style.", "Rapikan program ke dalam gaya yang satu."),
    discussion: CommandWords.say(
      "Files are rewritten in place. A program with errors is left as it is.",
      "Berkas ditulis ulang di tempatnya. Program yang mengandung kesalahan dibiarkan.")
  ).subcommand

  @Argument(
    help: .words(
      "Programs, or directories that hold them.", "Program, atau folder yang memuatnya.",
      value: CommandWords.say("path", "lokasi")),
    completion: .file(extensions: ["payung"]))
  var paths: [String]

  @Flag(
    name: .long,
    help: .words(
      "Change nothing; name the files that are not in the style, and fail if there are any.",
      "Jangan ubah apa pun; sebutkan berkas yang belum rapi, dan gagal jika ada."))
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
