import Diagnostics
import Rosters

extension Parser {

  /// Reads `in months` or `in years` after an operand if it stands here.
  mutating func takeConversion() -> TimeUnit? {
    switch take(KeywordPlaces.conversions) {
    case .inMonths: .month
    case .inYears: .year
    default: nil
    }
  }

  /// Reads the day whose `part` is asked for, after the words that ask; `nil` if the words are a name here.
  mutating func parseDayPart(_ part: DayPart, _ length: Int) -> ExpressionSyntax? {
    guard startsOperand(at: index + length) else { return nil }
    let first = index
    advance(length)
    let day = parsePostfix()
    return make(.dayPart(part, day), from: first, depth: depth(day))
  }

  /// Reads `contribution months from A to B`: the calendar months touched, both ends included.
  mutating func parseContributionMonths(_ length: Int) -> ExpressionSyntax? {
    let first = index
    advance(length)
    let bounds = parseMonthBounds()
    return make(
      .elapsed(.month, from: bounds.from, to: bounds.to, isTouched: true), from: first,
      depth: max(depth(bounds.from), depth(bounds.to)))
  }
}
