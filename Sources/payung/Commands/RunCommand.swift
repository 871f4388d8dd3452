import ArgumentParser
import Session

/// `payung run`
struct RunCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "run", abstract: CommandWords.say("Run a program.", "Jalankan program.")
  ).subcommand

  @Argument(
    help: .words("The program.", "Programnya.", value: CommandWords.say("file", "berkas")),
    completion: .file(extensions: ["payung"]))
  var file: String

  @OptionGroup var inputs: InputOptions

  @Option(
    name: .customLong("output-dir"),
    help: .words(
      "The directory to write files in; nothing is written outside it.",
      "Folder tempat berkas ditulis; tidak ada yang ditulis di luarnya.", value: "dir"),
    completion: .directory)
  var outputDirectory = "."

  @Option(
    name: .customLong("set-aside"),
    help: .words(
      "Write the rows that could not be used, with reasons, as CSV.",
      "Tulis baris yang tidak dapat dipakai, beserta alasannya, sebagai CSV.",
      value: CommandWords.say("file", "berkas")))
  var setAside: String?

  @Flag(
    name: .customLong("require-targets"),
    help: .words(
      "Fail (exit code 1) if a target is not met.",
      "Gagal (kode keluar 1) jika ada sasaran yang tidak tercapai."))
  var requireTargets = false

  @Flag(
    name: .long,
    help: .words(
      "Say on standard error how long each step took.",
      "Sebutkan pada standard error lamanya setiap langkah."))
  var profile = false

  @Option(
    name: .long,
    help: .words("What to print: text or json.", "Yang dicetak: text atau json.", value: "format"))
  var format = OutputFormat.text

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    var request = RunRequest(file: file)
    (request.inputs, request.language) = (inputs.said, messages.askedLanguage)
    (request.outputDirectory, request.setAside) = (outputDirectory, setAside)
    (request.requiresTargets, request.isProfiled, request.format) = (requireTargets, profile, format)
    return request.perform(on: console)
  }
}
