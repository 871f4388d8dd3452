import Diagnostics

extension JSONValue {

  /// Reads the document `text`; `nil` if it is none, or nested deeper than 64 levels.
  public init?(reading text: String) {
    var reader = JSONReader(Array(text.utf8))
    guard let value = reader.document() else { return nil }
    self = value
  }

  /// Returns the member `name` of an object.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { return members.last { $0.name == name }?.value }
    return nil
  }

  /// The text, if it is one.
  public var string: String? { if case .string(let s) = self { s } else { nil } }

  /// The integer, if it is one.
  public var integer: Int64? { if case .integer(let n) = self { n } else { nil } }
}

/// Reads JSON by RFC 8259. Numbers that are no integers of 64 bits are refused: nothing here needs them.
private struct JSONReader {

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return position == bytes.count ? value : nil
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let b = next, b == 32 || b == 9 || b == 10 || b == 13 { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    guard depth < 64 else { return nil }
    skipSpace()
    guard let first = next else { return nil }
    switch Unicode.Scalar(first) {
    case "{": return object(depth)
    case "[": return array(depth)
    case "\"": return string().map { .string($0) }
    case "t": return take(word: "true") ? .truth(true) : nil
    case "f": return take(word: "false") ? .truth(false) : nil
    case "n": return take(word: "null") ? .null : nil
    case "-", "0"..."9": return number()
    default: return nil
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let name = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSONValue.Member(name, value))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> JSONValue? {
    let start = position
    if take("-"), next == nil { return nil }
    while let b = next, b >= UInt8(ascii: "0") && b <= UInt8(ascii: "9") { position += 1 }
    let text = bytes[start..<position]
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return Int64(String(decoding: text, as: UTF8.self)).map { .integer($0) }
  }

  private mutating func string() -> String? {
    position += 1
    var result: [UInt8] = []
    while let b = next {
      position += 1
      if b == UInt8(ascii: "\"") {
        // Bytes that are no UTF-8 are no JSON.
        return String(validating: result, as: UTF8.self)
      }
      if b < 0x20 { return nil }
      guard b == UInt8(ascii: "\\") else {
        result.append(b)
        continue
      }
      guard let escape = next else { return nil }
      position += 1
      switch Unicode.Scalar(escape) {
      case "\"", "\\", "/": result.append(escape)
      case "b": result.append(8)
      case "f": result.append(12)
      case "n": result.append(10)
      case "r": result.append(13)
      case "t": result.append(9)
      case "u":
        guard let scalar = escapedScalar() else { return nil }
        result.append(contentsOf: String(Character(scalar)).utf8)
      default: return nil
      }
    }
    return nil
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
    position += 4
    return UInt32(digits, radix: 16)
  }

  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    guard first >= 0xD800 && first < 0xDC00 else { return Unicode.Scalar(first) }
    guard take("\\"), take("u"), let second = hexadecimal(), second >= 0xDC00 && second < 0xE000 else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }
}
