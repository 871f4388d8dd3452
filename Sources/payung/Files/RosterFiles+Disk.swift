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

  /// The files of the machine, and the sample that is inside this one.
  static let diskAndSample = RosterFiles { directory, pattern in
    SampleProject.data(directory, pattern).map { .success([$0]) } ?? disk.open(directory, pattern)
  }
}
