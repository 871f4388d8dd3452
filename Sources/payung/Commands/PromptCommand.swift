import ArgumentParser
import CLineEdit
import Diagnostics
import Session

/// `payung`, or `payung repl`: questions as they come.
struct PromptCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: CommandWords.say("Ask questions as they come.", "Ajukan pertanyaan satu per satu."),
    discussion: CommandWords.say(
      """
      Enter definitions, actions or expressions; `:help` lists what else there is. Input may also come from a pipe: \
      a line that is indented, or is `end`, belongs to the statement above it.
      """,
      """
      Ketik definisi, tindakan, atau ungkapan; `:help` mendaftar selebihnya. Masukan boleh juga dari pipa: baris yang \
      menjorok, atau `selesai`, termasuk pernyataan di atasnya.
      """)
  ).subcommand

  @Argument(
    help: .words(
      "A program to take up first.", "Program yang dibuka lebih dahulu.",
      value: CommandWords.say("file", "berkas")),
    completion: .file(extensions: ["payung"]))
  var file: String?

  @Flag(
    name: .long,
    help: .words(
      "For programs: one JSON request a line in, one JSON answer a line out (docs/reference/prompt.md).",
      "Untuk program: satu permintaan JSON per baris masuk, satu jawaban JSON per baris keluar (docs/reference/prompt.md)."
    ))
  var json = false

  @OptionGroup var inputs: InputOptions

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    if json {
      return MachineLoop(console: console, file: file, inputs: inputs.said, language: messages.askedLanguage)
        .run()
    }
    return PromptLoop(console: console, file: file, inputs: inputs.said, language: messages.askedLanguage)
      .run()
  }
}
