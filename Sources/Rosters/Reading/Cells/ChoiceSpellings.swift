import Diagnostics
import Synchronization

/// The spellings of choices and of yes and no, compared trimmed and without case.
struct ChoiceSpellings {

  /// Each spelling in small letters with what it stands for.
  private var codes: [String: Int64] = [:]

  /// Creates the spellings of `choices`; each stands for its choice's place.
  init(_ choices: [ChoiceSchema]) {
    // A name is stronger than another choice's spelling.
    for (i, choice) in choices.enumerated() {
      for s in choice.spellings where codes[ChoiceSpellings.folded(s)] == nil {
        codes[ChoiceSpellings.folded(s)] = Int64(i)
      }
    }
    for (i, choice) in choices.enumerated().reversed() {
      codes[ChoiceSpellings.folded(choice.name)] = Int64(i)
    }
  }

  /// Creates the spellings of yes (1) and no (0).
  init(truthIn dialect: DataDialect) {
    for s in ["yes", "ya", "true", "benar", "y", "1"] { codes[s] = 1 }
    for s in ["no", "tidak", "false", "salah", "n", "0"] { codes[s] = 0 }
    // Elsewhere `t` may be `true`, as databases write it.
    if dialect == .indonesia { codes["t"] = 0 }
  }

  /// Returns what `text` stands for, or `nil` if it is no known spelling.
  func code(_ text: String) -> Int64? { codes[ChoiceSpellings.folded(text)] }

  static func folded(_ text: String) -> String { CellText.trimmed(text).lowercased() }

  /// Returns the name of the choice that has a spelling near to `text`, if one is near.
  static func nearest(to text: String, among choices: [ChoiceSchema]) -> String? {
    let wanted = Array(folded(text).unicodeScalars.prefix(64)).filter {
      $0.properties.isAlphabetic || $0 >= "0" && $0 <= "9"
    }
    guard !wanted.isEmpty else { return nil }
    var best: (distance: Int, name: String)?
    for choice in choices.prefix(2000) {
      for spelling in [choice.name] + choice.spellings {
        let other = Array(folded(spelling).unicodeScalars.prefix(64))
          .filter { $0.properties.isAlphabetic || $0 >= "0" && $0 <= "9" }
        let limit = max(1, max(wanted.count, other.count) / 3)
        let d = Suggestions.distance(wanted, other, atMost: limit) ?? limit + 1
        if d <= limit, d < best?.distance ?? .max {
          best = (d, choice.name)
        }
      }
    }
    return best?.name
  }
}

/// The choices near to values that are none, each sought once: one misspelling may stand in a million rows.
final class NearestChoices: Sendable {

  private struct Question: Hashable {
    var value: String
    var choices: [ChoiceSchema]
  }

  private let known = Mutex<[Question: String?]>([:])

  /// Returns the name of the choice that has a spelling near to `value`, if one is near.
  func name(for value: String, among choices: [ChoiceSchema]) -> String? {
    let question = Question(value: value, choices: choices)
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = ChoiceSpellings.nearest(to: value, among: choices)
    known.withLock { known in if known.count < 10_000 { known[question] = answer } }
    return answer
  }
}
