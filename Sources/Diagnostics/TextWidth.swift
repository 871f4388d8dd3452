/// How wide texts stand on a terminal, and how to keep them from commanding it.
public enum TextWidth {

  /// Returns how many columns `c` takes on a terminal.
  public static func columns(_ c: Character) -> Int {
    guard let first = c.unicodeScalars.first else { return 0 }
    let v = first.value
    if v < 0x300 { return v < 0x20 || (v >= 0x7F && v < 0xA0) ? 0 : 1 }
    if isCombining(v) { return 0 }
    return isWide(v) || c.unicodeScalars.contains { $0.value == 0xFE0F } ? 2 : 1
  }

  /// Returns how many columns `s` takes on a terminal.
  public static func columns(_ s: String) -> Int {
    if s.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return s.utf8.count }
    return s.reduce(0) { $0 + columns($1) }
  }

  /// Returns `s` safe for a terminal, with its line ends.
  public static func harmlessLines(_ s: String) -> String {
    s.split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }.joined(
      separator: "\n")
  }

  /// Returns `s` with characters that would move the cursor, colour the text or turn its direction made visible.
  public static func harmless(_ s: String) -> String {
    if s.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return s }
    var result = ""
    for u in s.unicodeScalars { result.unicodeScalars.append(visible(u)) }
    return result
  }

  /// Returns what stands for `u` on a terminal.
  static func visible(_ u: Unicode.Scalar) -> Unicode.Scalar {
    let v = u.value
    if v < 0x20 { return Unicode.Scalar(0x2400 + v) ?? "�" }
    if v == 0x7F { return "␡" }
    if v >= 0x80 && v < 0xA0 { return "�" }
    let turnsDirection =
      (v >= 0x202A && v <= 0x202E) || (v >= 0x2066 && v <= 0x2069) || v == 0x200E || v == 0x200F || v == 0x61C
    return turnsDirection ? "�" : u
  }

  private static func isCombining(_ v: UInt32) -> Bool {
    (v >= 0x300 && v <= 0x36F) || (v >= 0x1AB0 && v <= 0x1AFF) || (v >= 0x1DC0 && v <= 0x1DFF)
      || (v >= 0x20D0 && v <= 0x20FF) || (v >= 0xFE00 && v <= 0xFE0F) || (v >= 0xFE20 && v <= 0xFE2F)
      || v == 0x200B || v == 0x200C || v == 0x200D || v == 0xFEFF
  }

  private static func isWide(_ v: UInt32) -> Bool {
    (v >= 0x1100 && v <= 0x115F) || (v >= 0x2E80 && v <= 0x303E) || (v >= 0x3041 && v <= 0x33FF)
      || (v >= 0x3400 && v <= 0x4DBF) || (v >= 0x4E00 && v <= 0x9FFF) || (v >= 0xA000 && v <= 0xA4CF)
      || (v >= 0xAC00 && v <= 0xD7A3) || (v >= 0xF900 && v <= 0xFAFF) || (v >= 0xFE30 && v <= 0xFE6F)
      || (v >= 0xFF00 && v <= 0xFF60) || (v >= 0xFFE0 && v <= 0xFFE6) || (v >= 0x1F300 && v <= 0x1F64F)
      || (v >= 0x1F680 && v <= 0x1F6FF) || (v >= 0x1F900 && v <= 0x1F9FF) || (v >= 0x20000 && v <= 0x3FFFD)
  }
}
