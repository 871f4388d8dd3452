// swift-format-ignore-file
// Made by stdlib/embed.sh from the .payung files beside it: change those, then run it again.

/// The library's modules, as text in the binary.
public enum StandardLibrary {

  /// Each module's name, as in `use jamsostek.contributions`, and its source.
  public static let modules: [(name: String, source: String)] = [
  ]
}
