#if canImport(Glibc)
  import Glibc
#endif
import Allocation

/// The COIN-OR branch-and-cut solver, run as a process of its own.
///
/// What becomes of that process, an abort, a lack of memory, Ctrl-C, can not hurt this one: then there is merely
/// no proposal. It is bounded in nodes, never in seconds, and runs on one thread, so that it proposes the same
/// every time.
public struct CbcSolver: IntegerSolver {

  /// More nodes than these bring little for what they take.
  static let mostNodes = 5_000
  /// What the process may take, in kB.
  static let memory = 4 << 20

  private let program: String

  /// Creates the solver, or returns `nil` where it is not installed.
  public init?() { self.init(program: "cbc", path: getenv("PATH").map { String(cString: $0) } ?? "") }

  /// Creates the solver from the first of the directories in `path` that holds `program`.
  init?(program: String, path: String) {
    for directory in path.split(separator: ":") where directory.hasPrefix("/") {
      let file = "\(directory)/\(program)"
      if access(file, X_OK) == 0 {
        self.program = file
        return
      }
    }
    return nil
  }

  /// Returns what the solver proposes, or `nil` if it fails in any way.
  public func propose(for model: IntegerModel, nodeLimit: Int) -> IntegerProposal? {
    guard let folder = TemporaryFolder() else { return nil }
    let (input, prices, choice) = (folder.path("model.lp"), folder.path("prices"), folder.path("choice"))
    guard folder.write(LinearProgramText.text(of: model), to: "model.lp") else { return nil }
    let nodes = String(max(1, min(nodeLimit, CbcSolver.mostNodes)))
    let arguments = [
      "/bin/sh", "-c", "ulimit -v \(CbcSolver.memory); exec \"$@\"", "sh", program, input, "-log", "0",
      "-initialSolve", "-printingOptions", "all", "-solution", prices, "-printingOptions", "normal",
      "-maxNodes", nodes, "-solve", "-solution", choice,
    ]
    guard ChildProcess.run(arguments) else { return nil }
    let proposal = IntegerProposal(
      chosen: folder.read("choice").flatMap { SolutionText.chosen(in: $0, of: model.worths.count) },
      prices: folder.read("prices").flatMap { SolutionText.prices(in: $0, of: model.rows.count) })
    return proposal.chosen == nil && proposal.prices == nil ? nil : proposal
  }
}
