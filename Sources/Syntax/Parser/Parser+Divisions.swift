import Diagnostics

extension Parser {

  /// Reads `65% equally, 35% in proportion to poor` after `in parts`.
  mutating func parseParts(from first: Int) -> AllocationClause? {
    var parts: [PartSyntax] = []
    repeat {
      guard token.kind == .percent else {
        reportExpected(
          Bilingual(
            en: "a percentage and `\(printed(.equally))` or `\(printed(.proportion))`",
            id: "persen lalu `\(printed(.equally))` atau `\(printed(.proportion))`"))
        return nil
      }
      let share = parsePercent()
      if take(.equally) {
        parts.append(PartSyntax(share: share, weight: nil))
      } else {
        expect(.proportion)
        if isRecovering { return nil }
        parts.append(PartSyntax(share: share, weight: parseQualified(periods: true)))
      }
    } while !isRecovering && takeCommaBefore(.percent)
    return .parts(parts, span(from: first))
  }

  /// Takes a comma if a token of `kind` follows it, perhaps on the next line.
  private mutating func takeCommaBefore(_ kind: Token.Kind) -> Bool {
    let start = index
    if take(.comma), token.kind == kind { return true }
    index = start
    return false
  }

  /// Reads `debt by talmud` after `settle claims of`.
  mutating func parseClaims(from first: Int) -> AllocationClause? {
    let claim = parseQualified(periods: true)
    expect(.claimsBy)
    if isRecovering { return nil }
    guard let rule = take(KeywordPlaces.claimsRules) else {
      reportExpected(
        Bilingual(
          en: "a rule such as `\(printed(.equalAwards))`", id: "aturan seperti `\(printed(.equalAwards))`"))
      return nil
    }
    let by: ClaimsSyntax =
      switch rule {
      case .equalAwards: .equalAwards
      case .equalLosses: .equalLosses
      case .talmud: .talmud
      default: .proportion
      }
    return .claims(claim, by: by, span(from: first))
  }

  /// Reads `"signed.csv" where eligible` after `keeping those in`.
  mutating func parseKeeping(from first: Int) -> AllocationClause? {
    guard let path = parsePlainText() else { return nil }
    let condition = take(.whereCondition) ? parseExpression() : nil
    return .keeping(path.text, condition: condition, span(from: first))
  }
}
