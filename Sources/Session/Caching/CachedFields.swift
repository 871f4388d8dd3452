import Rosters

/// The fields that a file suggests for a roster that states none, sought in the cache, and kept there if not found.
struct CachedFields: Sendable {

  private let place: CachePlace
  private let file: DataFile
  private let roster: String
  private let threads: Int

  /// Prepares to seek what `file` suggests for `roster` in `cache`, or returns `nil` if the file can not be read.
  init?(in cache: RosterCache, file: DataFile, roster: String, threads: Int) {
    var facts = FactsWriter()
    facts.put("the fields of a roster")
    facts.put(RosterFingerprint.form)
    facts.put(roster)
    guard
      let place = CachePlace(
        in: cache, files: [file], circumstances: facts, options: RosterReader.Options(threads: threads))
    else { return nil }
    self.place = place
    self.file = file
    self.roster = roster
    self.threads = threads
  }

  /// Returns what the file suggests: as it was kept, or else by looking at the file.
  func inferred() -> RosterInference.Suggestion {
    if let schema = place.kept()?.archive.schema() { return .schema(schema) }
    let digest = FileDigest(isForCache: true)
    var file = file
    file.digest = digest
    let found = RosterInference.suggestion(file, name: roster, threads: threads)
    // Where nothing can be kept, the rows can not either, and that is said of them.
    if case .schema(let schema) = found { _ = place.keep(RosterArchive(schema), digests: [digest]) }
    return found
  }
}
