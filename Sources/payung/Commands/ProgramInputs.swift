import Session
import SolverProcess

/// What a program is run with besides its own text.
struct ProgramInputs: Sendable {

  /// Parameters, budgets and lets that have another value, written as in the program.
  var set: [Assignment] = []
  /// Rosters that are read from another file.
  var data: [Assignment] = []
  /// The day to take for today.
  var asOf: String?
  /// How many threads to use; as many as there are processors if `nil`.
  var threads: Int?
  /// Where loaded rosters are kept, if they are to be.
  var rosterCache: RosterCache?

  /// What this decides of a run.
  var settings: RunSettings {
    var settings = RunSettings()
    settings.solver = CbcSolver()
    settings.set = set.map { ($0.name, $0.value) }
    settings.data = data.map { ($0.name, DiskFile.followingLink($0.value)) }
    settings.asOfText = asOf
    settings.threads = threads ?? Processors.count
    return settings
  }
}
