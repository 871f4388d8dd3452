import ArgumentParser
import Diagnostics
import RosterSources
import Session

/// `payung new`
struct NewCommand: PayungCommand {

  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: CommandWords.say(
      "Begin a project: a program, sample data, tests.", "Mulai proyek: program, data contoh, uji."),
    discussion: CommandWords.say(
      "The program runs as it stands; put your own data in place of the sample's when you are ready.",
      "Programnya langsung jalan; ganti data contohnya dengan data Anda bila sudah siap.")
  ).subcommand

  @Argument(
    help: .words(
      "The directory to make.", "Folder yang dibuat.", value: "dir"), completion: .directory)
  var directory: String

  @Option(
    name: .long,
    help: .words(
      "Language of the project and of messages: en or id.", "Bahasa proyek dan pesan: en atau id.",
      value: CommandWords.say("language", "bahasa")))
  var language: Language?

  func perform(on console: Console) -> ExitStatus {
    let language = self.language ?? Console.environmentLanguage ?? .english
    if DiskFile.exists(directory) {
      guard case .success(let names) = DiskFile.entries(of: directory), names.isEmpty else {
        console.report([.directoryNotEmpty(directory)], language: language)
        return .usage
      }
    }
    let files = SampleProject.files(language)
    do throws(FileRefusal) {
      let output = try OutputDirectory(directory)
      for file in files { try output.write(Array(file.text.utf8), to: file.path) }
    } catch {
      console.report([error.diagnostic], language: language)
      return .usage
    }
    let name = TextWidth.harmless(directory)
    for file in files { console.write("\(FilePath.join(name, file.path))\n") }
    let program = files[0].path
    let test = files[1].path
    console.note(
      Bilingual(
        en: "Try: cd \(name) && payung run \(program); payung test \(test); payung \(program)\n",
        id: "Cobalah: cd \(name) && payung run \(program); payung test \(test); payung \(program)\n")(
          language))
    return .fine
  }
}
