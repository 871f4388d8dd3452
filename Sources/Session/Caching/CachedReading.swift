import Diagnostics
import Rosters

/// One roster sought in the cache, and kept there if it was not found.
struct CachedReading: Sendable {

  private let place: CachePlace
  private let files: [DataFile]
  private let schema: RosterSchema
  private let referencedRows: [String: Int]

  /// Prepares to seek what `schema` gives of `files` in `cache`, or returns `nil` if a file can not be read.
  init?(
    in cache: RosterCache, files: [DataFile], schema: RosterSchema, references: [String: KeyIndex],
    referencedRows: [String: Int], options: RosterReader.Options, version: String = Release.version
  ) {
    var facts = FactsWriter()
    facts.put("the rows of a roster")
    RosterFingerprint.put(
      schema, files: files.map(\.name), references: references, options: options, to: &facts)
    guard
      let place = CachePlace(
        in: cache, files: files, circumstances: facts, options: options, version: version)
    else { return nil }
    self.place = place
    self.files = files
    self.schema = schema
    self.referencedRows = referencedRows
  }

  /// Returns the table as it was kept, or `nil` if it was not, or not every byte of it is as it was written.
  func table() -> RosterTable? {
    guard let (archive, digests) = place.kept() else { return nil }
    var known = files
    for i in files.indices { known[i].digest = digests[i] }
    return archive.table(schema: schema, files: known, referencedRows: referencedRows)
  }

  /// Keeps `table`, which was read from the files while `digests` were made of them; returns why that failed.
  func keep(_ table: RosterTable, digests: [FileDigest]) -> Diagnostic? {
    RosterArchive(table).flatMap { place.keep($0, digests: digests) }
  }
}
