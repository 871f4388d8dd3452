extension TextWidth {

  /// Returns `line` broken between words so that no part is wider than `width`; what follows the first part stands
  /// `hang` columns in. A word that is wider stays whole.
  public static func folded(_ line: String, width: Int, hang: Int) -> String {
    guard columns(line) > width, hang + 16 < width else { return line }
    var parts: [String] = []
    var part = ""
    var used = 0
    var isFirst = true
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let own = columns(String(word))
      if !isFirst, used + 1 + own > width, used > hang {
        parts.append(part)
        part = String(repeating: " ", count: hang) + word
        used = hang + own
      } else {
        part += (isFirst ? "" : " ") + word
        used += (isFirst ? 0 : 1) + own
      }
      isFirst = false
    }
    parts.append(part)
    return parts.joined(separator: "\n")
  }

  /// Returns `line` broken to `width`: under its indentation, or under its second column if it has two, as a list of
  /// words and what they mean has.
  public static func folded(_ line: String, width: Int) -> String {
    guard columns(line) > width else { return line }
    let indent = line.prefix { $0 == " " }.count
    var hang = indent
    if let gap = line.dropFirst(indent).firstRange(of: "  ") {
      let second = line[gap.lowerBound...].drop { $0 == " " }
      let column = columns(String(line[..<second.startIndex]))
      if column + 20 <= width { hang = column }
    }
    return folded(line, width: width, hang: hang)
  }
}
