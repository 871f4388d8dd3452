/// The number of columns that text takes on a terminal.
public enum DisplayWidth {

  /// Returns the columns that `text` takes: 0 for what combines, 2 for what is wide, else 1 a character.
  public static func of(_ text: String) -> Int {
    var width = 0
    var isPlain = true
    for byte in text.utf8 where byte >= 0x80 { isPlain = false; break }
    if isPlain { return text.utf8.count }
    for character in text { width += of(character) }
    return width
  }

  /// Returns the columns that `character` takes.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count > 1 {
      // An emoji sequence is drawn as one wide picture whatever it is made of.
      if scalars.contains(where: { $0.value == 0xFE0F || $0.properties.isEmojiPresentation }) { return 2 }
      return scalars.map { of($0) }.max() ?? 0
    }
    return of(first)
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let v = scalar.value
    if v < 0x300 { return v == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if (0x1160...0x11FF).contains(v) { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    // East Asian wide and full-width blocks.
    switch v {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x2FFFD, 0x30000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Returns as much of the start of `text` as fits in `width` columns, with `mark` at its end if something is cut.
  public static func fitting(_ text: String, _ width: Int, mark: String = "…") -> String {
    if of(text) <= width { return text }
    let room = width - of(mark)
    var result = ""
    var used = 0
    for character in text {
      let w = of(character)
      if used + w > room { break }
      result.append(character)
      used += w
    }
    return result + mark
  }

  /// Returns `text` with spaces so that it takes `width` columns.
  public static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return isRight ? spaces + text : text + spaces
  }

  /// Returns the words of `text` on as few lines as fit in `width` columns; a word longer than that stands alone.
  public static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if line.isEmpty {
        line = String(word)
      } else if of(line) + 1 + of(String(word)) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
