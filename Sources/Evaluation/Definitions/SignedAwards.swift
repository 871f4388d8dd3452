import Rosters

/// The awards of a signed file by recipient, each with what each source pays.
struct SignedAwards {

  /// What one recipient was awarded.
  struct Award {
    /// The recipient's row.
    let row: Int32
    /// What was signed, by step of the purses.
    var parts: [(step: Int, amount: Rational)]
  }

  /// In the order of the file.
  var awards: [Award] = []
  /// The lines that award the same recipient the same source once more.
  private(set) var twice: [Int] = []
  private var placeOfRow: [Int32: Int] = [:]

  /// Adds what a line of the file says.
  mutating func add(_ row: Int32, _ parts: [(step: Int, amount: Rational)], line: Int) {
    guard let place = placeOfRow[row] else {
      placeOfRow[row] = awards.count
      awards.append(Award(row: row, parts: parts))
      return
    }
    if awards[place].parts.contains(where: { known in parts.contains { $0.step == known.step } }) {
      twice.append(line)
    } else {
      awards[place].parts += parts
    }
  }
}

/// How the sources of an award that several purses share are written: `dbhcht Rp40.000 + apbd Rp20.000`.
enum SharedSource {

  private static let separator = " + "
  private static let mark = " Rp"

  /// Writes the names of sources with what each pays.
  static func text(_ parts: [(name: String, amount: Rational)]) -> String {
    let writer = ValueWriter(.indonesian)
    return parts.map { part in
      "\(part.name) \(writer.money(part.amount, places: part.amount.decimalPlaces ?? 2).text)"
    }.joined(separator: separator)
  }

  /// Reads the sources of an award; a step of `nil` for one that is not known.
  static func parts(
    of text: String?, amount: Rational, isNamed: Bool, known: [String: Int]
  ) -> [(name: String, step: Int?, amount: Rational)] {
    if !isNamed { return [("", 0, amount)] }
    guard let text else { return [("", nil, amount)] }
    if let step = known[text] { return [(text, step, amount)] }
    let pieces = text.components(separatedBy: separator)
    var parts: [(name: String, step: Int?, amount: Rational)] = []
    for piece in pieces {
      guard let at = piece.lastRange(of: mark), let paid = rupiah(piece[at.upperBound...]) else {
        return [(text, nil, amount)]
      }
      let name = String(piece[..<at.lowerBound])
      parts.append((name, known[name], paid))
    }
    return parts
  }

  /// Reads an amount as ``text(_:)`` writes it: dots between thousands, a comma before decimals.
  private static func rupiah(_ digits: Substring) -> Rational? {
    let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
    let whole = parts[0].filter { $0 != "." }
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    guard parts.count <= 2, !whole.isEmpty, decimals.count <= 30,
      (whole + decimals).allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    var value = Rational.zero
    var unit = Rational.one
    for digit in whole + decimals { value = value * 10 + Rational(digit.wholeNumberValue ?? 0) }
    for _ in decimals { unit = unit * 10 }
    return value / unit
  }
}

extension String {

  /// The pieces between occurrences of `separator`.
  fileprivate func components(separatedBy separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let at = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<at.lowerBound]))
      rest = rest[at.upperBound...]
    }
    return pieces + [String(rest)]
  }

  /// Where `text` stands last.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
