import ArgumentParser
import Diagnostics
import Session

/// How messages are written, for every command.
struct MessageOptions: ParsableArguments, Sendable {

  /// `--language`
  @Option(
    name: .long,
    help: .words(
      "Language of messages: en or id. By default that of your system, or else of the program.",
      "Bahasa pesan: en atau id. Jika tidak disebut, bahasa sistem Anda, atau bahasa programnya.",
      value: CommandWords.say("language", "bahasa")))
  var language: Language?

  /// The language that the reader asks for, if any.
  var askedLanguage: Language? { language ?? Console.environmentLanguage }
}

extension Language: ExpressibleByArgument {}

/// What machines or people read.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// For people.
  case text
  /// For machines.
  case json
}

/// What the program is run with, for `run` and the prompt.
struct InputOptions: ParsableArguments, Sendable {

  /// `--set`
  @Option(
    name: .long,
    help: .words(
      "Give a parameter, budget or let another value, written as in the program.",
      "Beri parameter, anggaran, atau nilai bernama nilai lain, ditulis seperti dalam program.",
      value: CommandWords.say("name=value", "nama=nilai")), transform: Assignment.init)
  var set: [Assignment] = []

  /// `--data`
  @Option(
    name: .long,
    help: .words(
      "Read a roster from another file.", "Baca daftar dari berkas lain.",
      value: CommandWords.say("roster=path", "daftar=berkas")), transform: Assignment.init)
  var data: [Assignment] = []

  /// `--as-of`
  @Option(
    name: .customLong("as-of"),
    help: .words(
      "The day to take for today; wins over the program's.",
      "Tanggal yang dianggap hari ini; mengalahkan yang tertulis dalam program.",
      value: CommandWords.say("date", "tanggal")))
  var asOf: String?

  /// `--threads`
  @Option(
    name: .long,
    help: .words(
      "How many threads to use. The results do not depend on it.",
      "Berapa utas yang dipakai. Hasil tidak bergantung padanya.",
      value: CommandWords.say("number", "bilangan")))
  var threads: Int?

  /// `--cache`
  @Flag(
    name: .long,
    help: .words(
      "Keep loaded rosters for the next run, in ~/.cache/payung, which may be deleted at any time.",
      "Simpan daftar yang sudah dimuat untuk perhitungan berikutnya, di ~/.cache/payung, yang boleh dihapus kapan saja."
    ))
  var cache = false

  /// `--cache-dir`
  @Option(
    name: .customLong("cache-dir"),
    help: .words(
      "Keep them in this directory instead.", "Simpan di folder ini saja.", value: "dir"),
    completion: .directory)
  var cacheDirectory: String?

  /// What these options say.
  var said: ProgramInputs {
    var said = ProgramInputs()
    (said.set, said.data, said.asOf, said.threads) = (set, data, asOf, threads)
    if cache || cacheDirectory != nil { said.rosterCache = cacheDirectory.map { .disk($0) } ?? .usual }
    return said
  }

  func validate() throws {
    if let cacheDirectory, cacheDirectory.isBlank {
      throw ValidationError(
        CommandWords.say(
          "--cache-dir takes the name of a directory.", "--cache-dir meminta nama folder."))
    }
    if cache && cacheDirectory == nil && RosterCache.usual == nil {
      throw ValidationError(
        CommandWords.say(
          "--cache finds no home directory to keep rosters in; name a directory: --cache-dir DIR.",
          "--cache tidak menemukan folder rumah untuk menyimpan daftar; sebutkan foldernya: --cache-dir DIR.")
      )
    }
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError(
        CommandWords.say(
          "--threads takes a number from 1 to 1024.", "--threads meminta bilangan dari 1 sampai 1024."))
    }
  }
}

/// `NAME=VALUE` on the command line.
struct Assignment: Sendable {

  /// What stands before the first `=`.
  let name: String
  /// What stands after it.
  let value: String

  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0]).trimmed
    value = parts.count == 2 ? String(parts[1]).trimmed : ""
    if name.isEmpty || value.isEmpty {
      throw ValidationError(
        CommandWords.say(
          "write a name, = and a value, in quotation marks if there are spaces: 'apbd=Rp30 miliar'",
          "tulis nama, =, dan nilai, dalam tanda kutip bila ada spasi: 'apbd=Rp30 miliar'"))
    }
  }
}

extension String {

  /// The text without white space at its ends.
  var trimmed: String {
    var s = self[...]
    while let c = s.first, c.isWhitespace { s.removeFirst() }
    while let c = s.last, c.isWhitespace { s.removeLast() }
    return String(s)
  }
}
