/// Reads national identity numbers from the bytes of a trimmed cell.
enum IdentityCell {

  /// Returns why `cell`, which is not 16 digits, is not a NIK.
  static func fault(_ cell: UnsafeBufferPointer<UInt8>) -> RowFault {
    let isDigit = { (b: UInt8) in b >= 48 && b <= 57 }
    let digits = cell.count(where: isDigit)
    if digits == cell.count { return digits == 15 ? .nikLostZero : .nikLength }
    if isScientific(cell) { return .nikScientific }
    // The letters that eyes and scanners take for digits.
    let looksLikeDigit = { (b: UInt8) in "OoIlBSZ".utf8.contains(b) }
    if cell.count == 16, cell.allSatisfy({ isDigit($0) || looksLikeDigit($0) }) { return .nikLetters }
    return .nikCharacters
  }

  /// Returns whether `cell` has the shape of `3,52501E+15`.
  static func isScientific(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let e = cell.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), e > 0, e + 1 < cell.count else {
      return false
    }
    let isMantissa = cell[..<e].allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 44 || $0 == 46 }
    let isExponent = cell[(e + 1)...].allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 43 }
    return isMantissa && isExponent
  }

  /// Returns why the 16 digits `nik` are not a NIK, or `nil` if they can be one.
  @inline(__always)
  static func fault(digits nik: Int64) -> RowFault? {
    let birth = Int(truncatingIfNeeded: nik / 10_000 % 1_000_000)
    var day = birth / 10_000
    let month = birth / 100 % 100
    let year = birth % 100
    if day > 40 { day -= 40 }
    // 29 February was a day of either century iff 4 divides the year (2000 had one; 1900 had none).
    let isReal =
      day >= 1 && month >= 1 && month <= 12
      && (day <= 28
        || day
          <= (month == 2
            ? (year % 4 == 0 ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11) ? 30 : 31))
    if !isReal { return .nikDay }
    return nik % 10_000 == 0 ? .nikSerial : nil
  }
}
