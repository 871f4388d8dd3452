/// Text that is safe to write to a terminal: the one place where control characters of data are made visible.
public enum TerminalText {

  /// Returns `text` with control characters, marks that reverse the direction of writing, and line separators
  /// replaced by visible marks, so that no cell of a roster can move the cursor or disguise another.
  public static func escaping(_ text: String, isASCII: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      guard isUnsafe(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if !isASCII, scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        result.unicodeScalars.append(picture)
      } else if !isASCII, scalar.value == 0x7F, let picture = Unicode.Scalar(0x2421 as UInt32) {
        result.unicodeScalars.append(picture)
      } else {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
      }
    }
    return result
  }

  /// Returns whether `scalar` could do something to a terminal or a reader other than be seen.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }
}
