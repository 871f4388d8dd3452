import Diagnostics

extension Lexer {

  /// Reads a date, a percentage or a number that begins here.
  mutating func readNumber() {
    let start = position
    if readDate() { return }
    readDigits()
    if position - start > Lexer.mostDigits {
      report(.numberTooLong(at: span(start, start + 40), digits: Lexer.mostDigits))
      append(.invalid, from: start)
      return
    }
    let end = position
    if position < limit && bytes[position] == UInt8(ascii: "%") {
      position += 1
      append(.percent, from: start)
    } else if blanks(at: end) == 1, end + 1 < limit, bytes[end + 1] == UInt8(ascii: "%") {
      position = end + 2
      append(.percent, from: start)
    } else {
      append(.number, from: start)
    }
  }

  /// Reads digits and separators that stand between digits.
  private mutating func readDigits() {
    while position < limit {
      let b = bytes[position]
      if Lexer.isDigit(b) {
        position += 1
      } else if (b == UInt8(ascii: ".") || b == UInt8(ascii: ",") || b == UInt8(ascii: "_"))
        && position + 1 < limit && Lexer.isDigit(bytes[position + 1])
      {
        position += 2
      } else {
        break
      }
    }
  }

  /// Returns the length in bytes of the blanks at `offset`, no-break spaces among them.
  func blanks(at offset: Int) -> Int {
    var i = offset
    while i < limit {
      if bytes[i] == 32 || bytes[i] == 9 {
        i += 1
      } else if i + 1 < limit && bytes[i] == 0xC2 && bytes[i + 1] == 0xA0 {
        i += 2
      } else if i + 2 < limit && bytes[i] == 0xE2 && bytes[i + 1] == 0x80 && bytes[i + 2] == 0xAF {
        i += 3
      } else {
        break
      }
    }
    return i - offset
  }

  /// Reads `2026-12-31` if it stands here: four digits, and two hyphens between digits without blanks.
  private mutating func readDate() -> Bool {
    let start = position
    func digits(at offset: Int, most: Int) -> Int {
      var n = 0
      while n < most && offset + n < limit && Lexer.isDigit(bytes[offset + n]) { n += 1 }
      return n
    }
    guard digits(at: start, most: 5) == 4, start + 4 < limit, bytes[start + 4] == UInt8(ascii: "-") else {
      return false
    }
    let month = digits(at: start + 5, most: 3)
    let hyphen = start + 5 + month
    guard month == 1 || month == 2, hyphen < limit, bytes[hyphen] == UInt8(ascii: "-") else { return false }
    let day = digits(at: hyphen + 1, most: 3)
    guard day == 1 || day == 2 else { return false }
    position = hyphen + 1 + day
    append(.date, from: start)
    return true
  }

  /// Reads an amount of rupiah if one stands here: `Rp16.800`, `Rp. 16.800,-`, `Rp 25 miliar`.
  mutating func readMoney() -> Bool {
    let start = position
    guard start + 2 < limit, bytes[start + 1] | 32 == UInt8(ascii: "p") else { return false }
    var i = start + 2
    if bytes[i] == UInt8(ascii: ".") { i += 1 }
    i += blanks(at: i)
    guard i < limit, Lexer.isDigit(bytes[i]) else { return false }
    position = i
    readDigits()
    if position - start > Lexer.mostDigits {
      report(.numberTooLong(at: span(start, start + 40), digits: Lexer.mostDigits))
      append(.invalid, from: start)
      return true
    }
    if position + 1 < limit && (bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: "."))
      && bytes[position + 1] == UInt8(ascii: "-")
    {
      position += 2
      if position < limit && bytes[position] == UInt8(ascii: "-") { position += 1 }
    }
    let word = position + blanks(at: position)
    var end = word
    while end < limit && Lexer.isWordByte(bytes[end]) { end += 1 }
    if end > word && !Lexer.isDigit(bytes[word]) {
      let code = table.code(of: bytes, word, end)
      if code != 0 && vocabulary.magnitude(code) != nil { position = end }
    }
    append(.money, from: start)
    return true
  }
}
