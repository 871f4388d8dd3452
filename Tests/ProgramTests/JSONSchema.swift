import Foundation

/// A JSON schema, as far as the schemas under `docs/reference` go; a word it does not know is a fault, not ignored.
struct JSONSchema {

  private let root: [String: Any]
  private let folder: String

  /// Reads the schema at `path` of the repository.
  init(_ path: String) throws {
    folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let data = try Data(contentsOf: PayungProcess.repository.appendingPathComponent(path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// Returns what in `text` is not as the schema says, each with its place; nothing if all is.
  func faults(in text: String) -> [String] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    else {
      return ["no JSON: \(text.prefix(60))"]
    }
    return faults(value, root, at: "$")
  }

  private func faults(_ value: Any, _ schema: Any, at place: String) -> [String] {
    guard let schema = schema as? [String: Any] else { return ["\(place): the schema is no object"] }
    var found: [String] = []
    let members = value as? [String: Any]
    for (word, rule) in schema {
      switch word {
      case "$schema", "$id", "title", "description", "$defs", "format": continue
      case "$ref":
        let parts = (rule as? String ?? "").split(separator: "#", omittingEmptySubsequences: false).map(
          String.init)
        guard parts.count == 2, let owner = parts[0].isEmpty ? self : try? JSONSchema(folder + parts[0])
        else {
          found.append("\(place): the schema refers to \(rule)")
          continue
        }
        found += owner.faults(value, owner.definition(parts[1]), at: place)
      case "type":
        let allowed = rule as? [String] ?? [rule as? String ?? ""]
        if !allowed.contains(where: { Self.isOf($0, value) }) { found.append("\(place): is not \(allowed)") }
      case "const": if !Self.equal(value, rule) { found.append("\(place): is not \(rule)") }
      case "enum":
        if !((rule as? [Any]) ?? []).contains(where: { Self.equal(value, $0) }) {
          found.append("\(place): \(value) is none of \(rule)")
        }
      case "minimum":
        if let number = value as? NSNumber, let least = rule as? NSNumber,
          number.compare(least) == .orderedAscending
        {
          found.append("\(place): \(number) is below \(least)")
        }
      case "pattern":
        if let text = value as? String,
          text.range(of: rule as? String ?? "", options: .regularExpression) == nil
        {
          found.append("\(place): `\(text)` is not of the form \(rule)")
        }
      case "required":
        guard let members else { continue }
        for name in rule as? [String] ?? [] where members[name] == nil {
          found.append("\(place): lacks \(name)")
        }
      case "properties":
        guard let members, let rules = rule as? [String: Any] else { continue }
        for (name, one) in rules {
          if let v = members[name] { found += faults(v, one, at: "\(place).\(name)") }
        }
      case "additionalProperties":
        guard let members else { continue }
        let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
        for (name, v) in members where !known.contains(name) {
          if let allowed = rule as? Bool {
            if !allowed { found.append("\(place): \(name) is not known") }
          } else {
            found += faults(v, rule, at: "\(place).\(name)")
          }
        }
      case "items":
        for (i, v) in (value as? [Any] ?? []).enumerated() { found += faults(v, rule, at: "\(place)[\(i)]") }
      case "allOf":
        for one in rule as? [Any] ?? [] { found += faults(value, one, at: place) }
      case "oneOf":
        let tries = (rule as? [Any] ?? []).map { faults(value, $0, at: place) }
        let fitting = tries.count(where: \.isEmpty)
        if fitting != 1 {
          found.append("\(place): fits \(fitting) of \(tries.count)")
          found += tries.min { $0.count < $1.count } ?? []
        }
      default: found.append("\(place): the schema says \(word), which is not known here")
      }
    }
    return found
  }

  private func definition(_ reference: String) -> Any {
    var value: Any = root
    for part in reference.split(separator: "/") {
      value = (value as? [String: Any])?[String(part)] ?? [:]
    }
    return value
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "boolean": isTruth(value)
    case "integer":
      !isTruth(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } == true
    case "number": !isTruth(value) && value is NSNumber
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  /// A truth value is read as a number of its own kind.
  private static func isTruth(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c"
  }

  private static func equal(_ a: Any, _ b: Any) -> Bool {
    (a as? NSObject)?.isEqual(b) == true && isTruth(a) == isTruth(b)
  }
}
