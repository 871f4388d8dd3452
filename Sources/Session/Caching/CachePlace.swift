import Diagnostics
import Rosters

/// Where in the cache stands what was made of some files, and what opens it.
struct CachePlace: Sendable {

  private let cache: RosterCache
  private let files: [DataFile]
  private let contents: [[UInt8]]
  private let options: RosterReader.Options
  private let key: CacheKey

  /// Finds the place of what is made of `files` under `circumstances`, or returns `nil` if a file can not be read.
  ///
  /// Each file is read from its first byte to its last: nothing else tells for certain that it is the same.
  init?(
    in cache: RosterCache, files: [DataFile], circumstances: FactsWriter, options: RosterReader.Options,
    version: String = Release.version
  ) {
    var contents: [[UInt8]] = []
    for file in files {
      guard
        let digest = ContentDigest.digest(
          of: file.source, threads: options.threads, isCancelled: options.limits.isCancelled)
      else { return nil }
      contents.append(digest)
    }
    var all = circumstances
    all.put(version)
    all.put(Release.build)
    key = CacheKey(contents: contents, circumstances: all)
    self.cache = cache
    self.files = files
    self.contents = contents
    self.options = options
  }

  /// Returns what is kept there and the plain digests of the files, or `nil` if nothing is, or not every byte of it is as
  /// it was written.
  func kept() -> (archive: RosterArchive, digests: [KnownDigest])? {
    guard let source = cache.open(key.name),
      let sealed = SealedRoster(source, key: key, threads: options.threads),
      let digests = try? sealed.digests(count: files.count)
    else { return nil }
    return (sealed.archive, digests.map { KnownDigest($0) })
  }

  /// Keeps `archive`, which was made from the files while `digests` were made of them; returns why that failed.
  func keep(_ archive: RosterArchive, digests: [FileDigest]) -> Diagnostic? {
    var plain: [String] = []
    for (i, digest) in digests.enumerated() {
      let size = files[i].source.size
      // A file that changed between the two readings is kept under neither content.
      guard digest.content(ofFirst: size) == contents[i], let digits = digest.hexadecimal(ofFirst: size)
      else { return nil }
      plain.append(digits)
    }
    return cache.keep(key.name) { sink in
      SealedRoster.write(archive, digests: plain, key: key, threads: options.threads) {
        !options.limits.isCancelled() && sink($0)
      }
    }
  }
}
