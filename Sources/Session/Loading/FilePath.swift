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
}
