import Diagnostics
import Rosters

/// A place where loaded rosters are kept between runs: given by the executable, since this stage opens no files.
public struct RosterCache: Sendable {

  /// Returns the bytes kept under a name, if any are.
  public var open: @Sendable (_ name: String) -> (any ByteSource)?

  /// Keeps, under a name, the pieces that a writer hands over one after the other, if it returns that these were all;
  /// else nothing. Returns why they could not be kept.
  public var keep: @Sendable (_ name: String, _ writer: (RosterCache.Sink) -> Bool) -> Diagnostic?

  /// Takes a piece; `false` if no more are wanted.
  public typealias Sink = (UnsafeRawBufferPointer) -> Bool

  /// Creates a place.
  public init(
    open: @escaping @Sendable (_ name: String) -> (any ByteSource)?,
    keep: @escaping @Sendable (_ name: String, _ writer: (Sink) -> Bool) -> Diagnostic?
  ) {
    self.open = open
    self.keep = keep
  }
}

/// One roster sought in the cache, and kept there if it was not found.
struct CachedReading: Sendable {

  private let cache: RosterCache
  private let files: [DataFile]
  private let schema: RosterSchema
  private let referencedRows: [String: Int]
  private let contents: [[UInt8]]
  private let threads: Int
  private let isCancelled: @Sendable () -> Bool
  private let key: CacheKey

  /// Prepares to seek what `schema` gives of `files` in `cache`, or returns `nil` if a file can not be read.
  ///
  /// Each file is read from its first byte to its last: nothing else tells for certain that it is the same.
  init?(
    in cache: RosterCache, files: [DataFile], schema: RosterSchema, references: [String: KeyIndex],
    referencedRows: [String: Int], options: RosterReader.Options, version: String = Release.version
  ) {
    var contents: [[UInt8]] = []
    for file in files {
      guard
        let digest = ContentDigest.digest(
          of: file.source, threads: options.threads, isCancelled: options.limits.isCancelled)
      else { return nil }
      contents.append(digest)
    }
    var facts = FactsWriter()
    facts.put(version)
    facts.put(Release.build)
    RosterFingerprint.put(
      schema, files: files.map(\.name), references: references, options: options, to: &facts)
    key = CacheKey(contents: contents, circumstances: facts)
    self.cache = cache
    self.files = files
    self.schema = schema
    self.referencedRows = referencedRows
    self.contents = contents
    threads = options.threads
    isCancelled = options.limits.isCancelled
  }

  /// Returns the table as it was kept, or `nil` if it was not, or not every byte of it is as it was written.
  func table() -> RosterTable? {
    guard let source = cache.open(key.name), let sealed = SealedRoster(source, key: key, threads: threads),
      let digests = try? sealed.digests(count: files.count)
    else { return nil }
    var known = files
    for i in files.indices { known[i].digest = KnownDigest(digests[i]) }
    return sealed.archive.table(schema: schema, files: known, referencedRows: referencedRows)
  }

  /// Keeps `table`, which was read from the files while `digests` were made of them; returns why that failed.
  func keep(_ table: RosterTable, digests: [FileDigest]) -> Diagnostic? {
    var plain: [String] = []
    for (i, digest) in digests.enumerated() {
      let size = files[i].source.size
      // A file that changed between the two readings is kept under neither content.
      guard digest.content(ofFirst: size) == contents[i], let digits = digest.hexadecimal(ofFirst: size)
      else { return nil }
      plain.append(digits)
    }
    guard let archive = RosterArchive(table) else { return nil }
    return cache.keep(key.name) { sink in
      SealedRoster.write(archive, digests: plain, key: key, threads: threads) { !isCancelled() && sink($0) }
    }
  }
}
