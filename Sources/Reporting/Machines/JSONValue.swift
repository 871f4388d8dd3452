/// A JSON document on its way out; members keep the order in which they are written.
public indirect enum JSONValue: Sendable, Hashable {
  /// `null`
  case null
  /// `true` or `false`
  case truth(Bool)
  /// An integer.
  case integer(Int64)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue
    /// Creates a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Returns the object with `members`, those that are `nil` left out.
  public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  /// The document on one line.
  public var compact: String {
    var text = ""
    write(to: &text, depth: nil)
    return text
  }

  /// The document with a member or an element a line.
  public var pretty: String {
    var text = ""
    write(to: &text, depth: 0)
    return text
  }

  /// The number of levels below which everything stands on one line, so that a table's row is a line.
  private static let deepest = 64

  private func write(to text: inout String, depth: Int?) {
    switch self {
    case .null: text += "null"
    case .truth(let b): text += b ? "true" : "false"
    case .integer(let n): text += String(n)
    case .string(let s): text += JSONText.quoting(s)
    case .array(let elements):
      list(elements.count, "[", "]", to: &text, depth: isFlat ? nil : depth) { i, inner, text in
        elements[i].write(to: &text, depth: inner)
      }
    case .object(let members):
      list(members.count, "{", "}", to: &text, depth: isFlat ? nil : depth) { i, inner, text in
        text += JSONText.quoting(members[i].name) + ": "
        members[i].value.write(to: &text, depth: inner)
      }
    }
  }

  /// `true` iff nothing inside holds more than scalars: then it stands on one line.
  private var isFlat: Bool {
    switch self {
    case .null, .truth, .integer, .string: true
    case .array(let elements): elements.allSatisfy(\.isSmall)
    case .object(let members):
      members.allSatisfy { $0.value.isScalar || members.count <= 2 && $0.value.isRow }
    }
  }

  /// `true` iff it is a list of small things, such as the cells of a row.
  private var isRow: Bool {
    if case .array(let elements) = self { return elements.allSatisfy(\.isSmall) }
    return false
  }

  /// `true` iff it is a scalar or an object of a few scalars, such as a share.
  private var isSmall: Bool {
    if case .object(let members) = self { return members.count <= 4 && members.allSatisfy(\.value.isScalar) }
    return isScalar
  }

  private var isScalar: Bool {
    switch self {
    case .null, .truth, .integer, .string: true
    case .array, .object: false
    }
  }

  private func list(
    _ count: Int, _ open: String, _ close: String, to text: inout String, depth: Int?,
    _ element: (Int, Int?, inout String) -> Void
  ) {
    text += open
    let inner = depth.map { $0 + 1 }
    for i in 0..<count {
      if i > 0 { text += inner == nil ? ", " : "," }
      if let inner { text += "\n" + String(repeating: "  ", count: min(inner, JSONValue.deepest)) }
      element(i, inner, &text)
    }
    if let depth, count > 0 { text += "\n" + String(repeating: "  ", count: min(depth, JSONValue.deepest)) }
    text += close
  }
}
