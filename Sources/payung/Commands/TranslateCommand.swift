import ArgumentParser
import Diagnostics
import Session

/// `payung translate`
struct TranslateCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: CommandWords.say(
      "Print a program in the other language.", "Cetak program dalam bahasa yang lain."),
    discussion: CommandWords.say(
      "Keywords are translated; names, data and texts are not.",
      "Kata kunci diterjemahkan; nama, data, dan teks tidak.")
  ).subcommand

  @Argument(
    help: .words("The program.", "Programnya.", value: CommandWords.say("file", "berkas")),
    completion: .file(extensions: ["payung"]))
  var file: String

  /// A language as a person names it.
  enum Target: String, ExpressibleByArgument, CaseIterable, Sendable {
    case english, indonesian
  }

  @Option(
    name: .long,
    help: .words(
      "The language to print: english or indonesian.", "Bahasa yang dicetak: english atau indonesian.",
      value: CommandWords.say("language", "bahasa")))
  var to: Target

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    let printed = PrintedProgram(path: file, files: .disk, in: to == .english ? .english : .indonesian)
    console.report(
      printed.diagnostics, in: printed.sources, language: messages.askedLanguage ?? printed.language)
    guard let text = printed.text else { return .of(printed.diagnostics) }
    console.write(text)
    return .fine
  }
}
