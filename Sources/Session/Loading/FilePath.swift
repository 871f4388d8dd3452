/// Paths as texts: joined, cut and cleaned without asking the disk.
public enum FilePath {

  /// Returns `path` as seen from `directory`.
  public static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") || directory.isEmpty || directory == "." { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  /// Returns the directory and the last part of `path`; the directory of a bare name is `.`.
  public static func split(_ path: String) -> (directory: String, name: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return (".", String(trimmed)) }
    let directory = trimmed[..<slash]
    return (directory.isEmpty ? "/" : String(directory), String(trimmed[trimmed.index(after: slash)...]))
  }

  /// Returns `path` without `.`, doubled slashes, and `..` that can be resolved.
  public static func clean(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Returns whether `path`, seen from a directory, stays below it.
  public static func staysBelow(_ path: String) -> Bool {
    let cleaned = clean(path)
    return !cleaned.hasPrefix("/") && cleaned != ".." && !cleaned.hasPrefix("../") && cleaned != "."
      && !cleaned.utf8.contains(0)
  }

  /// Returns `path` as seen from `directory`, where both are seen from one place.
  public static func relative(_ path: String, from directory: String) -> String {
    let target = clean(path)
    let start = clean(directory)
    if target.hasPrefix("/") != start.hasPrefix("/") { return path }
    var from = start == "." ? [] : start.split(separator: "/")
    var to = target.split(separator: "/")
    while let a = from.first, let b = to.first, a == b, to.count > 1 {
      from.removeFirst()
      to.removeFirst()
    }
    if from.contains("..") { return path }
    return (from.map { _ in ".." } + to.map(String.init)).joined(separator: "/")
  }
}
