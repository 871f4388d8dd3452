/// Keeps a spreadsheet from taking a text for a formula.
public enum SpreadsheetGuard {

  /// Returns `text` with an apostrophe before it if a spreadsheet would run it: it begins with one of `= + - @`,
  /// a tab or a carriage return.
  ///
  /// For cells of text in files that people open; a number never needs it, also not a negative one.
  public static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first else { return text }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      return "'" + text
    default: return text
    }
  }
}
