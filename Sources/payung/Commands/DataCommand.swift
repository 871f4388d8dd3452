import ArgumentParser
import Diagnostics
import RosterSources
import Rosters
import Session

/// `payung data`
struct DataCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Read a data file and suggest a roster for it.",
    discussion: "Prints a `roster` block to paste into a program, with what was seen in the file.")

  @Argument(
    help: ArgumentHelp("A CSV or TSV file.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv"]))
  var file: String

  @Option(name: .long, help: "The name of the roster; by default that of the file.")
  var name: String?

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    let language = messages.askedLanguage ?? .english
    let (directory, name) = FilePath.split(file)
    let opened = RosterFiles.disk.open(directory, name)
    let data: DataFile
    switch opened {
    case .failure(let failure):
      console.report(failure.diagnostics, language: language)
      return .dataError
    case .success(let files):
      guard let first = files.first else { return .dataError }
      data = first
    }
    let roster = self.name ?? RosterBlock.name(for: file)
    switch RosterInference.infer(data, name: roster, threads: Processors.count) {
    case .problems(let problems):
      console.report(problems.elements, language: language)
      return .dataError
    case .roster(let inferred):
      console.write(RosterBlock(inferred, path: file, language: language).text)
      return .fine
    }
  }
}
