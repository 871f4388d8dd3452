/// A value of machine-readable output; objects keep the order of their members, so the same input gives the same bytes.
public indirect enum JSONValue: Sendable, Hashable {

  /// `null`
  case null
  /// `true` or `false`
  case truth(Bool)
  /// A number that fits a machine word.
  case integer(Int)
  /// A number in exact decimal digits, as JSON writes numbers.
  case digits(String)
  /// A text.
  case text(String)
  /// Values in order.
  case array([JSONValue])
  /// Named values in order.
  case object([Member])

  /// A named value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue
    /// Creates a named value.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Creates an object of `members`, leaving out those without a value.
  public static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { m in m.1.map { Member(m.0, $0) } })
  }

  /// Returns the value as JSON text; on several lines, indented, if `isIndented`.
  public func serialized(isIndented: Bool = false) -> String {
    var result = ""
    write(to: &result, indent: isIndented ? 0 : nil)
    return result
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .truth(let b): out += b ? "true" : "false"
    case .integer(let n): out += String(n)
    case .digits(let s): out += s
    case .text(let s): JSONValue.write(s, to: &out)
    case .array(let items):
      JSONValue.write(items.map { (nil, $0) }, between: "[", and: "]", to: &out, indent: indent)
    case .object(let members):
      JSONValue.write(members.map { ($0.name, $0.value) }, between: "{", and: "}", to: &out, indent: indent)
    }
  }

  private static func write(
    _ items: [(name: String?, value: JSONValue)], between open: String, and close: String,
    to out: inout String,
    indent: Int?
  ) {
    out += open
    for (i, item) in items.enumerated() {
      if i > 0 { out += "," }
      if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
      if let name = item.name {
        write(name, to: &out)
        out += indent == nil ? ":" : ": "
      }
      item.value.write(to: &out, indent: indent.map { $0 + 1 })
    }
    if let indent, !items.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
    out += close
  }

  private static func write(_ s: String, to out: inout String) {
    out += "\""
    for u in s.unicodeScalars {
      switch u {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where u.value < 0x20 || u.value == 0x7F || u.value == 0x2028 || u.value == 0x2029:
        let hex = String(u.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(u)
      }
    }
    out += "\""
  }
}

extension Diagnostic {

  /// Returns the diagnostic for machines, its places found in `sources`.
  public func json(in sources: SourceMap, language: Language) -> JSONValue {
    .members([
      ("code", .text(code)),
      ("severity", .text(severity.rawValue)),
      ("message", .text(message(in: language))),
      ("site", site.map { Diagnostic.json($0, in: sources) }),
      ("why", why(in: language).map(JSONValue.text)),
      ("fix", fix(in: language).map(JSONValue.text)),
      (
        "notes",
        notes.isEmpty
          ? nil
          : .array(
            notes.map { n in
              .members([
                ("message", .text(n.message(language))),
                ("site", n.site.map { Diagnostic.json($0, in: sources) }),
              ])
            })
      ),
      (
        "replacement",
        replacement.map {
          .members([("site", Diagnostic.json($0.site, in: sources)), ("text", .text($0.text))])
        }
      ),
    ])
  }

  private static func json(_ span: Span, in sources: SourceMap) -> JSONValue {
    guard let file = sources[span.file] else { return .null }
    let start = file.position(of: span.start)
    let end = file.position(of: span.end)
    return .members([
      ("file", .text(file.name)), ("line", .integer(start.line)), ("column", .integer(start.column)),
      ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
    ])
  }
}
