import Diagnostics
import Rosters
import Syntax

/// How literals and names are spelled in one language.
struct Speller {

  /// The language.
  let language: Language

  private let words: SpecialWords

  init(_ language: Language) {
    self.language = language
    words = SpecialWords.of(language)
  }

  // MARK: Numbers

  /// Returns the decimal digits of `value` before and after the decimal sign; literals always have finitely many.
  private func digits(_ value: Rational) -> (sign: String, whole: String, fraction: String) {
    let sign = value.signum < 0 ? "-" : ""
    let magnitude = value.signum < 0 ? -value : value
    let floor = magnitude.floor
    var rest = magnitude - floor
    var fraction = ""
    while rest.signum > 0 && fraction.utf8.count < 400 {
      rest = rest * 10
      let digit = rest.floor
      fraction += digit.numerator.description
      rest = rest - digit
    }
    return (sign, floor.numerator.description, fraction)
  }

  private func grouped(_ whole: String, by separator: String) -> String {
    var result = ""
    let count = whole.utf8.count
    for (i, c) in whole.enumerated() {
      if i > 0 && (count - i) % 3 == 0 { result += separator }
      result.append(c)
    }
    return result
  }

  /// Returns a plain number, spelled so that it can be read in one way only.
  func number(_ value: Rational) -> String {
    let (sign, whole, fraction) = digits(value)
    let shown = whole.utf8.count > 4 ? grouped(whole, by: "_") : whole
    if fraction.isEmpty { return sign + shown }
    let isPlain = whole == "0" || whole.utf8.count > 3
    if fraction.utf8.count < 3 || isPlain {
      return sign + shown + (language == .english ? "." : ",") + fraction
    }
    // Three digits after the sign would look like a group of thousands; a comma and a zero can not.
    return sign + shown + "," + fraction + (fraction.utf8.count == 3 ? "0" : "")
  }

  /// Returns `value` as a percentage.
  func percent(_ value: Rational) -> String {
    let (sign, whole, fraction) = digits(value * 100)
    return sign + whole + (fraction.isEmpty ? "" : (language == .english ? "." : ",") + fraction) + "%"
  }

  /// Returns an amount of rupiah, in the unit of `magnitude`.
  func money(_ value: Rational, _ magnitude: Magnitude?) -> String {
    let amount = magnitude.flatMap { value / $0.factor } ?? value
    let (sign, whole, fraction) = digits(amount)
    let word = magnitude.map { " " + Speller.word($0) } ?? ""
    return sign + "Rp" + grouped(whole, by: ".") + (fraction.isEmpty ? "" : "," + fraction) + word
  }

  /// Returns a number before a counted noun or a unit of time.
  func counted(_ value: Rational) -> String {
    let (sign, whole, fraction) = digits(value)
    if fraction.isEmpty { return sign + grouped(whole, by: ".") }
    let isAmbiguous = fraction.utf8.count == 3 && whole.utf8.count <= 3 && whole != "0"
    return sign + grouped(whole, by: ".") + "," + fraction + (isAmbiguous ? "0" : "")
  }

  /// Returns the word of `magnitude`: the same in both languages, as amounts are written in Indonesia.
  static func word(_ magnitude: Magnitude) -> String {
    switch magnitude {
    case .thousand: "ribu"
    case .million: "juta"
    case .billion: "miliar"
    case .trillion: "triliun"
    }
  }

  // MARK: Dates

  /// Returns the name of the month `number`, 1 to 12.
  func month(_ number: Int) -> String {
    let names = language == .english ? MonthNames.english : MonthNames.indonesian
    return names.indices.contains(number - 1) ? names[number - 1] : "?"
  }

  /// Returns `date` as it was written.
  func date(_ date: CalendarDate, _ form: DateForm) -> String {
    switch form {
    case .iso: return date.iso
    case .words:
      let (year, number, day) = date.civil
      let digits = String(year)
      return "\(day) \(month(number)) " + String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        + digits
    }
  }

  /// Returns a duration.
  func duration(_ value: Rational, _ unit: TimeUnit) -> String {
    counted(value) + " " + self.unit(unit, isOne: value == 1)
  }

  /// Returns the name of a unit of time.
  func unit(_ unit: TimeUnit, isOne: Bool) -> String {
    let role: KeywordRole =
      switch unit {
      case .day: .dayUnit
      case .month: .monthUnit
      case .year: .yearUnit
      }
    let phrases = role.wording.phrases(in: language)
    return isOne ? phrases[phrases.count - 1] : phrases[0]
  }

  // MARK: Names and texts

  /// Where a name stands, which decides what it could be mistaken for.
  enum NamePlace {
    /// Where only a name can stand.
    case plain
    /// Where a value can stand.
    case operand
    /// Where rows can stand.
    case rows
    /// Where a type can stand.
    case type
    /// After a dot.
    case member
  }

  /// Returns `name`, in quotes if the language would read it as something else at `place`.
  func name(_ name: String, _ place: NamePlace = .plain) -> String {
    let folded = name.lowercased()
    var needsQuotes = !Speller.isWord(name)
    switch place {
    case .member: needsQuotes = needsQuotes || words.joiners.contains(folded)
    case .plain: needsQuotes = needsQuotes || words.reserved.contains(folded)
    case .operand:
      needsQuotes = needsQuotes || words.reserved.contains(folded) || words.operands.contains(folded)
      // `perannya` would be read as `peran`.
      if language == .indonesian && name.utf8.count > 5 && name.hasSuffix("nya") { needsQuotes = true }
    case .rows: needsQuotes = needsQuotes || words.reserved.contains(folded) || words.rows.contains(folded)
    case .type: needsQuotes = needsQuotes || words.reserved.contains(folded) || words.types.contains(folded)
    }
    guard needsQuotes else { return name }
    return "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// Returns whether `name` can be read as a word.
  private static func isWord(_ name: String) -> Bool {
    var isFirst = true
    for s in name.unicodeScalars {
      let isDigit = s.value >= 48 && s.value <= 57
      if s.value < 128 {
        guard s.properties.isAlphabetic || s == "_" || isDigit && !isFirst else { return false }
      } else {
        let isMark =
          s.properties.generalCategory == .nonspacingMark || s.properties.generalCategory == .spacingMark
          || s.properties.generalCategory == .decimalNumber
        guard s.properties.isAlphabetic || isMark && !isFirst else { return false }
      }
      isFirst = false
    }
    // `Rp5` would be read as money.
    let start = name.prefix(3).lowercased()
    if start.utf8.count == 3, start.hasPrefix("rp"), let last = start.utf8.last, last >= 48 && last <= 57 {
      return false
    }
    return !isFirst
  }

  /// Returns `characters` as they stand inside a text literal.
  static func characters(_ characters: String) -> String {
    var result = ""
    for s in characters.unicodeScalars {
      if s == "\"" || s == "{" { result.unicodeScalars.append(s) }
      result.unicodeScalars.append(s)
    }
    return result
  }

  /// Returns a text literal without expressions.
  static func text(_ text: String) -> String { "\"" + characters(text) + "\"" }
}

/// The words of one language that a name can be mistaken for.
struct SpecialWords: Sendable {

  let reserved: Set<String>
  let operands: Set<String>
  let rows: Set<String>
  let types: Set<String>
  /// The words that join a line to the one before or after it.
  let joiners: Set<String>

  private static let english = SpecialWords(.english)
  private static let indonesian = SpecialWords(.indonesian)

  static func of(_ language: Language) -> SpecialWords {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }

  private init(_ language: Language) {
    func phrases(_ role: KeywordRole) -> [[String]] {
      role.wording.phrases(in: language).map { phrase in
        phrase.split { " _-".contains($0) }.map { $0.lowercased() }
      }
    }
    func first(_ roles: [KeywordRole]) -> Set<String> {
      Set(roles.flatMap { phrases($0).compactMap(\.first) })
    }
    func last(_ roles: [KeywordRole]) -> Set<String> {
      Set(roles.flatMap { phrases($0).compactMap(\.last) })
    }
    func words(_ role: KeywordRole) -> [String] { phrases(role).flatMap(\.self) }
    reserved = Set(ReservedWords.of(language))
    // What begins a value, what may follow one (so that no value is seen there), and what a cell can begin with.
    // The first word of a longer phrase is mistaken for it only where the phrase's second word can follow a name.
    let follows = reserved.union(first(KeywordPlaces.followers))
    let beginnings = KeywordPlaces.operands.flatMap(phrases).filter {
      $0.count < 2 || follows.contains($0[1])
    }
    // The last are read in a cell as what other tools write there.
    operands = Set(beginnings.compactMap(\.first))
      .union(first(KeywordPlaces.followers + KeywordPlaces.cells))
      .union(["else", "default", "between"])
      .union(first(KeywordPlaces.layout + KeywordPlaces.properties))
      .union(first([.percentWord, .expectError, .shared, .target, .maximise, .minimise, .theCost, .aYear]))
      .union(last([.rounded, .elapsedThrough, .revealing, .atLeast, .atMost]))
      .union(CalendarWords.months.joined().map { $0.lowercased() })
    // After `count` any word that continues a clause says that all rows are counted.
    rows = Set(KeywordRole.allCases.flatMap(words))
    joiners = reserved.union(first([.thenNext, .because, .under]))
    types = first([
      .textType, .nikType, .countType, .wholeType, .numberType, .percentType, .moneyType, .dateType,
      .truthType,
      .oneOf,
    ])
  }
}
