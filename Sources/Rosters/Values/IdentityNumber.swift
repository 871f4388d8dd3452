/// The writing of national identity numbers (NIK): 16 digits, the first six the district of first registration.
public enum IdentityNumber {

  /// Returns `nik` with all its 16 digits.
  public static func text(_ nik: Int64) -> String {
    let digits = String(nik.magnitude)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }

  /// Returns `nik` with only the district readable: `352510**********`.
  public static func masked(_ nik: Int64) -> String { PrivateText.masked(text(nik), type: .nik) }
}

/// The writing of private values where people look.
public enum PrivateText {

  /// What stands for a private value.
  public static let mask = "***"

  /// Returns what may be shown of the private cell `text` of a field of `type`.
  ///
  /// Of an identity number that is the district; of anything else, and of a number that is damaged, nothing.
  public static func masked(_ text: String, type: FieldType) -> String {
    let digits = Array(text.utf8)
    guard case .nik = type, digits.count == 16, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      return mask
    }
    return String(decoding: digits[..<6], as: UTF8.self) + String(repeating: "*", count: 10)
  }
}
