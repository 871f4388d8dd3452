import ArgumentParser
import CMemory
import Diagnostics
import Session

#if canImport(Glibc)
  import Glibc
#endif

/// The command `payung` with its subcommands; alone, it is the prompt.
struct Payung: ParsableCommand {

  /// The command's name.
  static let name = "payung"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: CommandWords.say(
      "Plan who is covered, and with which money.",
      "Rencanakan siapa yang dilindungi, dan dengan uang yang mana."),
    discussion: CommandWords.say(
      """
      payung run plan.payung            run a program
      payung test plan.payung           run its tests
      payung data roster.csv            read a data file, suggest a roster for it
      payung                            ask questions as they come
      payung new DIR                    begin a project: program, sample data, tests

      Exit codes: 0 fine; 1 a test, check, allocation or required target failed;
      2 usage; 3 program error; 4 data that can not be used; 5 a limit;
      130 interrupted.
      """,
      """
      payung run rencana.payung         jalankan program
      payung test rencana.payung        jalankan ujinya
      payung data daftar.csv            baca berkas data, usulkan daftar untuknya
      payung                            ajukan pertanyaan satu per satu
      payung new DIR                    mulai proyek: program, data contoh, uji

      Kode keluar: 0 baik; 1 ada uji, periksa, pembagian, atau sasaran wajib yang
      gagal; 2 salah pakai; 3 kesalahan program; 4 data tidak dapat dipakai;
      5 batas tercapai; 130 dihentikan.
      """),
    version: "payung \(Release.version)",
    subcommands: [
      PromptCommand.self, NewCommand.self, RunCommand.self, TestCommand.self, CheckCommand.self,
      ExplainCommand.self,
      DataCommand.self, TranslateCommand.self, FormatCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)
}

/// Where the process begins.
@main
enum Main {

  static func main() {
    memory_keep_freed()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments == ["--version"] {
        let console = Console()
        console.write(Payung.configuration.version + "\n")
        console.flush()
        return
      }
      // Without options there is nothing to parse: to describe them takes a third of the time of a small program.
      if arguments.count == 2, arguments[0] == "run", !arguments[1].hasPrefix("-") {
        try RunRequest(file: arguments[1]).work()
        return
      }
      var command = try parsed(arguments)
      try command.run()
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch {
      let code = Payung.exitCode(for: error)
      let message = UsageMessage(english: Payung.fullMessage(for: error)).text(in: CommandWords.language)
      let console = Console()
      if code.isSuccess {
        console.write(message + "\n")
        console.flush()
        exit(0)
      }
      console.note(message + "\n")
      exit(ExitStatus.usage.rawValue)
    }
  }
}

extension Main {

  /// Returns the command that `arguments` ask for.
  ///
  /// The subcommand that the first argument names is parsed by itself, since to describe all others takes longer than
  /// a small program runs. What it does not understand is left to the whole, which says so in its name.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let name = arguments.first,
      let type = Payung.configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      let command = try? type.parse(Array(arguments.dropFirst()))
    {
      return command
    }
    if let name = arguments.first, let meant = commandNames(near: name).first {
      throw ValidationError(
        CommandWords.say(
          "There is no command '\(name)', nor such a file. Did you mean '\(meant)'?",
          "Tidak ada perintah '\(name)', dan tidak ada berkas begitu. Maksud Anda '\(meant)'?"))
    }
    return try Payung.parseAsRoot(arguments)
  }

  /// Returns the commands that `word` may be a misspelling of: alone, it would be taken for a program to open.
  private static func commandNames(near word: String) -> [String] {
    let names = Payung.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    if names.contains(word) || word.contains(where: { "-./".contains($0) }) || DiskFile.exists(word) {
      return []
    }
    return Suggestions.near(word, among: names)
  }
}

extension CommandConfiguration {

  /// The configuration of a subcommand, which says whose it is: parsed by itself, it then does not first look whether
  /// a completion script is asked for, which takes half of the time that parsing takes.
  var subcommand: CommandConfiguration {
    var copy = self
    copy._superCommandName = Payung.name
    return copy
  }
}

extension ExitStatus: Error {}

/// What a command does, on a thread that no program overflows.
protocol ConsoleWork: Sendable {

  /// Does what is asked.
  func perform(on console: Console) -> ExitStatus
}

/// A command of ours.
protocol PayungCommand: ParsableCommand, ConsoleWork {}

extension PayungCommand {

  /// Runs the command and leaves with its status.
  func run() throws { try work() }
}

extension ConsoleWork {

  /// Does what is asked and leaves with its status.
  func work() throws {
    let status = LargeStack.run { [self] () -> ExitStatus in
      let console = Console()
      var status = perform(on: console)
      console.flush()
      if let problem = console.outputFailure {
        console.note("payung: \(problem.words(CommandWords.language))\n")
        status = status.joined(with: .failed)
      }
      return status
    }
    if let status, status != .fine { throw status }
    if status == nil { throw ExitStatus.limit }
  }
}
