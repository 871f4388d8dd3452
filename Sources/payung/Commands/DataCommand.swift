import ArgumentParser
import Diagnostics
import RosterSources
import Rosters
import Session

/// `payung data`
struct DataCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: CommandWords.say(
      "Read a data file and suggest a roster for it.", "Baca berkas data dan usulkan daftar untuknya."),
    discussion: CommandWords.say(
      "Prints a `roster` block to paste into a program, with what was seen in the file.",
      "Mencetak blok `daftar` untuk ditempel ke program, beserta yang terlihat dalam berkas.")
  ).subcommand

  @Argument(
    help: .words(
      "A CSV or TSV file.", "Berkas CSV atau TSV.", value: CommandWords.say("file", "berkas")),
    completion: .file(extensions: ["csv", "tsv"]))
  var file: String

  @Option(
    name: .long,
    help: .words(
      "The name of the roster; by default that of the file.",
      "Nama daftar; jika tidak disebut, nama berkasnya."))
  var name: String?

  @OptionGroup var messages: MessageOptions

  func perform(on console: Console) -> ExitStatus {
    let language = messages.askedLanguage ?? .english
    let (directory, name) = FilePath.split(DiskFile.followingLink(file))
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
