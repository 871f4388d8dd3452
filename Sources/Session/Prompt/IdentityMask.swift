/// Hides identity numbers in text that is kept.
public enum IdentityMask {

  /// Returns `text` with each run of 16 or more digits (a NIK, a family card) cut to its region: `352510**********`.
  ///
  /// Single spaces, dots and dashes between digits do not hide a number from the mask.
  public static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      guard isDigit(bytes[i]) else {
        result.append(bytes[i])
        i += 1
        continue
      }
      var digits = 0
      var end = i
      var k = i
      while k < bytes.count {
        if isDigit(bytes[k]) {
          digits += 1
          end = k + 1
        } else if !isSeparator(bytes[k]) || k + 1 >= bytes.count || !isDigit(bytes[k + 1]) {
          break
        }
        k += 1
      }
      if digits >= 16 {
        var kept = 0
        for b in bytes[i..<end] where isDigit(b) {
          result.append(kept < 6 ? b : UInt8(ascii: "*"))
          kept += 1
        }
      } else {
        result.append(contentsOf: bytes[i..<end])
      }
      i = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isDigit(_ b: UInt8) -> Bool { b >= UInt8(ascii: "0") && b <= UInt8(ascii: "9") }

  private static func isSeparator(_ b: UInt8) -> Bool {
    b == UInt8(ascii: " ") || b == UInt8(ascii: ".") || b == UInt8(ascii: "-")
  }
}
