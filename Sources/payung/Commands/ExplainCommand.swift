import ArgumentParser
import Diagnostics
import Evaluation
import Reporting
import RosterSources
import Session

/// `payung explain`
struct ExplainCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: CommandWords.say(
      "Explain a message by its code, or draw a rule with its exceptions.",
      "Jelaskan pesan menurut kodenya, atau gambarkan aturan beserta pengecualiannya."),
    discussion: CommandWords.say(
      """
      With a code, such as P0301, prints the page of that message; without one, lists all messages. With a program and \
      the name of one of its rules, tables, functions or values, draws it with all exceptions to it.
      """,
      """
      Dengan kode, seperti P0301, mencetak halaman pesan itu; tanpa kode, mendaftar semua pesan. Dengan program dan \
      nama salah satu aturan, tabel, fungsi, atau nilainya, menggambarkannya beserta semua pengecualiannya.
      """)
  ).subcommand

  @Argument(
    help: .words(
      "The code, or a program and a name.", "Kode, atau program dan sebuah nama.",
      value: CommandWords.say("what", "apa")))
  var subject: [String] = []

  @Flag(name: .long, help: .words("Print all pages as Markdown.", "Cetak semua halaman sebagai Markdown."))
  var all = false

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    let language = messages.askedLanguage ?? .english
    if all {
      console.write(DiagnosticCatalogue.complete.reference())
      return .fine
    }
    guard let first = subject.first else {
      for t in DiagnosticCatalogue.complete.all { console.write("\(t.code)  \(t.message(language))\n") }
      return .fine
    }
    if subject.count > 1 { return draw(Array(subject.dropFirst()), of: first, on: console) }
    guard let template = DiagnosticCatalogue.complete.template(first) else {
      console.report([.unknownCode(first)], language: language)
      return .usage
    }
    console.write(DiagnosticCatalogue.complete.page(template, first: language))
    return .fine
  }

  /// Draws the definitions called `names` of the program at `path`.
  private func draw(_ names: [String], of path: String, on console: Console) -> ExitStatus {
    let checked = CheckedProgram(path: path, files: .disk, data: .disk)
    let language = messages.askedLanguage ?? checked.language
    let errors = checked.diagnostics.filter { $0.severity == .error }
    console.report(errors, in: checked.sources, language: language)
    var status = ExitStatus.of(errors)
    if !checked.isReadable { return status }
    let trees = RuleTree(checked.core, texts: checked.sources)
    let layout = TextLayout(language, hasEmphasis: console.coloursOutput)
    for name in names {
      let found = trees.trees(of: name)
      if found.isEmpty {
        console.report([.nothingToExplain(name, in: path, known: trees.names)], language: language)
        status = status.joined(with: .usage)
      }
      for tree in found {
        console.write(TextReport(layout, sources: checked.sources).text([.explanation(tree)]))
      }
    }
    return status
  }
}

extension DiagnosticCatalogue {

  /// The messages of all stages.
  static let complete = DiagnosticCatalogue(adding: SourceDiagnostics.all)
}
