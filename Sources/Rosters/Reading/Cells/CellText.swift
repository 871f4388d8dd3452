@_spi(_Unicode) import Swift

/// The one form of texts: trimmed, and composed (NFC), so that equal texts have equal bytes.
public enum CellText {

  /// Returns `text` trimmed and in NFC.
  public static func normalized(_ text: String) -> String { composed(trimmed(text)) }

  /// Returns `text` in NFC.
  public static func composed(_ text: String) -> String {
    // Below U+0300, whose first byte is CC, nothing composes.
    guard text.utf8.contains(where: { $0 >= 0xCC }) else { return text }
    var scalars = String.UnicodeScalarView()
    for s in text._nfc { scalars.append(s) }
    return String(scalars)
  }

  /// Returns `text` without spaces, no-break spaces, marks of byte order and controls at its ends.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isSpace($0) }),
      let end = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    if start == scalars.startIndex && scalars.index(after: end) == scalars.endIndex { return text }
    return String(scalars[start...end])
  }

  private static func isSpace(_ s: Unicode.Scalar) -> Bool {
    s.value <= 0x20 || s.value == 0xA0 || s.value == 0x200B || s.value == 0xFEFF || s.value == 0x7F
      || s.properties.isWhitespace
  }
}
