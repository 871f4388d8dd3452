import Diagnostics
import Rosters
import Semantics

/// The fields of rosters that state none, as their files suggest them.
struct InferredFields {

  /// What each file looks like, by the roster's name.
  private(set) var schemas: [String: RosterSchema] = [:]

  /// Why a file could not be looked at.
  private(set) var diagnostics = DiagnosticSet()

  /// Looks at the files of those rosters of `programs` that state no fields; a caller's file stands for the program's.
  init(_ programs: [LoadedProgram], data: RosterFiles, settings: RunSettings) {
    for loaded in programs {
      for (roster, path, span) in Analyzer.rostersWithoutFields(in: loaded.program)
      where schemas[roster] == nil {
        var (directory, pattern) = (loaded.directory, path)
        if let (_, own) = settings.data.last(where: { $0.0 == roster }) {
          (directory, pattern) = FilePath.split(own)
        }
        switch data.open(directory, pattern) {
        case .failure(let failure): for d in failure.placed(at: span).diagnostics { diagnostics.insert(d) }
        case .success(let files):
          guard let first = files.first else { continue }
          let cached = data.cache.flatMap {
            CachedFields(in: $0, file: first, roster: roster, threads: settings.threads)
          }
          switch cached?.inferred()
            ?? RosterInference.suggestion(first, name: roster, threads: settings.threads)
          {
          case .schema(let schema): schemas[roster] = schema
          case .problems(let found): diagnostics.formUnion(found.placed(at: span))
          }
        }
      }
    }
  }
}
