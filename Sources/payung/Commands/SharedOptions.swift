import ArgumentParser
import Diagnostics
import Session
import SolverProcess

/// How messages are written, for every command.
struct MessageOptions: ParsableArguments, Sendable {

  /// `--language`
  @Option(
    name: .long,
    help: "Language of messages: en or id. By default that of your system, or else of the program.")
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
    help: ArgumentHelp(
      "Give a parameter, budget or let another value, written as in the program.", valueName: "name=value"))
  var set: [Assignment] = []

  /// `--data`
  @Option(
    name: .long,
    help: ArgumentHelp("Read a roster from another file.", valueName: "roster=path"))
  var data: [Assignment] = []

  /// `--as-of`
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("The day to take for today; wins over the program's.", valueName: "date"))
  var asOf: String?

  /// `--threads`
  @Option(name: .long, help: "How many threads to use. The results do not depend on it.")
  var threads: Int?

  /// What these options decide of a run.
  var settings: RunSettings {
    var settings = RunSettings()
    settings.solver = CbcSolver()
    settings.set = set.map { ($0.name, $0.value) }
    settings.data = data.map { ($0.name, $0.value) }
    settings.asOfText = asOf
    settings.threads = threads ?? Processors.count
    return settings
  }

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024.")
    }
  }
}

/// `NAME=VALUE` on the command line.
struct Assignment: ExpressibleByArgument, Sendable {

  /// What stands before the first `=`.
  let name: String
  /// What stands after it.
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    name = String(argument[..<sign]).trimmed
    value = String(argument[argument.index(after: sign)...]).trimmed
    if name.isEmpty || value.isEmpty { return nil }
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
