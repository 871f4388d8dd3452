import Rosters
import RosterSources
import Session

extension RosterFiles {

  /// The files of the machine, each below the directory of what names it.
  static let disk = RosterFiles { directory, pattern in
    do throws(FileRefusal) {
      return .success(try SourceDirectory(directory).open(matching: pattern))
    } catch {
      return .failure(RosterFailure([error.diagnostic]))
    }
  }
}
