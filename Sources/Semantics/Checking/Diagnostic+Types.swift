import Diagnostics
import Rosters
import Syntax

/// Two values that meet and do not fit, and where each comes from.
struct Sides {
  let left: Bilingual
  let right: Bilingual
  let leftSite: Span?
  let rightSite: Span?
  let site: Span
  /// Where what the left side names is declared.
  var leftSource: Span?
  /// Where what the right side names is declared.
  var rightSource: Span?

  var notes: [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    if let l = leftSite {
      notes.append(
        Diagnostic.Note(Bilingual(en: "this is \(left.english)", id: "ini \(left.indonesian)"), at: l))
    }
    if let r = rightSite, r != site {
      notes.append(
        Diagnostic.Note(Bilingual(en: "this is \(right.english)", id: "ini \(right.indonesian)"), at: r))
    }
    for source in [leftSource, rightSource] {
      guard let source, source != leftSite, source != rightSite else { continue }
      notes.append(
        Diagnostic.Note(Bilingual(en: "it is declared here", id: "dideklarasikan di sini"), at: source))
    }
    return notes
  }

  var arguments: [String: DiagnosticArgument] {
    ["left": .bilingual(left), "right": .bilingual(right)]
  }
}

extension Diagnostic {

  private static func meeting(_ template: DiagnosticTemplate, _ s: Sides) -> Diagnostic {
    Diagnostic(template, at: s.site, s.arguments, notes: s.notes)
  }

  static func unitsNotAdded(_ s: Sides) -> Diagnostic { meeting(TypeDiagnostics.unitsNotAdded, s) }
  static func unitsNotCompared(_ s: Sides) -> Diagnostic { meeting(TypeDiagnostics.unitsNotCompared, s) }
  static func rateAndAmount(_ s: Sides) -> Diagnostic { meeting(TypeDiagnostics.rateAndAmount, s) }
  static func percentageAndOther(_ s: Sides) -> Diagnostic { meeting(TypeDiagnostics.percentageAndOther, s) }
  static func durationsMixed(_ s: Sides) -> Diagnostic { meeting(TypeDiagnostics.durationsMixed, s) }

  static func nounsMixed(_ left: String, _ right: String, _ s: Sides) -> Diagnostic {
    meeting(
      TypeDiagnostics.nounsMixed,
      Sides(
        left: Bilingual(same: left), right: Bilingual(same: right), leftSite: s.leftSite,
        rightSite: s.rightSite,
        site: s.site))
  }

  static func rateForAmount(_ s: Sides) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.rateForAmount, at: s.site,
      ["expected": .bilingual(s.left), "found": .bilingual(s.right)])
  }

  static func numberForAmount(_ s: Sides) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.numberForAmount, at: s.site,
      ["expected": .bilingual(s.left), "found": .bilingual(s.right)])
  }

  static func dateAndNumber(_ other: Bilingual, date: Span, other otherSite: Span, at site: Span)
    -> Diagnostic
  {
    Diagnostic(TypeDiagnostics.dateAndNumber, at: site, ["other": .bilingual(other)])
  }

  static func datesAdded(at site: Span) -> Diagnostic { Diagnostic(TypeDiagnostics.datesAdded, at: site) }

  static func dateSubtracted(_ other: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.dateSubtracted, at: site, ["other": .bilingual(other)])
  }

  static func sharesOfDifferentPopulations(
    _ left: String, _ right: String, _ leftSite: Span, _ rightSite: Span, at site: Span
  ) -> Diagnostic {
    meeting(
      TypeDiagnostics.sharesOfDifferentPopulations,
      Sides(
        left: Bilingual(same: left), right: Bilingual(same: right), leftSite: leftSite, rightSite: rightSite,
        site: site))
  }

  static func ratesAveraged(isSum: Bool, at site: Span) -> Diagnostic {
    let operation =
      isSum
      ? Bilingual(en: "added up", id: "rasio tidak dijumlahkan")
      : Bilingual(en: "averaged", id: "rasio tidak dirata-ratakan")
    return Diagnostic(TypeDiagnostics.ratesAveraged, at: site, ["operation": .bilingual(operation)])
  }

  static func missingNotHandled(_ value: String, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.missingNotHandled, at: site, ["value": .text(shortened(value))])
  }

  static func typeMismatch(expected: Bilingual, found: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.typeMismatch, at: site, ["expected": .bilingual(expected), "found": .bilingual(found)])
  }

  private static func value(
    _ template: DiagnosticTemplate, _ value: String, _ found: Bilingual, at site: Span
  ) -> Diagnostic {
    Diagnostic(template, at: site, ["value": .text(shortened(value)), "found": .bilingual(found)])
  }

  static func notACondition(_ v: String, _ found: Bilingual, at site: Span) -> Diagnostic {
    value(TypeDiagnostics.notACondition, v, found, at: site)
  }
  static func comparisonWithinRows(
    _ found: Bilingual, meant: String, isWhole: Bool, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.comparisonWithinRows, at: site, ["found": .bilingual(found), "meant": .text(meant)],
      replacement: isWhole ? Diagnostic.Replacement(site, with: meant) : nil)
  }
  static func notANumber(_ v: String, _ found: Bilingual, at site: Span) -> Diagnostic {
    value(TypeDiagnostics.notANumber, v, found, at: site)
  }
  static func notADate(_ v: String, _ found: Bilingual, at site: Span) -> Diagnostic {
    value(TypeDiagnostics.notADate, v, found, at: site)
  }

  static func numberAndPercentage(_ v: String, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.numberAndPercentage, at: site, ["value": .text(shortened(v))])
  }

  static func notOrdered(_ type: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.notOrdered, at: site, ["type": .bilingual(type)])
  }

  static func rowAndText(_ v: String, roster: String, key: String, at site: Span) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.rowAndText, at: site,
      ["value": .text(shortened(v)), "roster": .text(roster), "key": .text(key)])
  }

  static func textForChoice(_ text: String, owner: String, among known: [String], at site: Span) -> Diagnostic
  {
    let exact = known.first { $0.lowercased() == text.lowercased() }
    let near = exact.map { [$0] } ?? Suggestions.near(text, among: known)
    let list = (near.isEmpty ? Array(known.prefix(12)) : near).map { "`\($0)`" }
    let names = DiagnosticArgument.list(list)
    let advice = Bilingual(
      en: "write \(names.text(in: .english)), without quotation marks",
      id: "tulis \(names.text(in: .indonesian)), tanpa tanda kutip")
    return Diagnostic(
      TypeDiagnostics.textForChoice, at: site,
      ["text": .text(text), "owner": .text(owner), "advice": .bilingual(advice)],
      replacement: near.count == 1 ? Replacement(site, with: near[0]) : nil)
  }

  static func notANik(at site: Span) -> Diagnostic { Diagnostic(TypeDiagnostics.notANik, at: site) }

  static func branchesDiffer(_ left: Bilingual, _ right: Bilingual, _ first: Span, at site: Span)
    -> Diagnostic
  {
    Diagnostic(
      TypeDiagnostics.branchesDiffer, at: site, ["left": .bilingual(left), "right": .bilingual(right)],
      notes: [Note(Bilingual(en: "this is \(left.english)", id: "ini \(left.indonesian)"), at: first)])
  }

  static func stepNotPositive(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.stepNotPositive, at: site)
  }

  static func stepOfOtherUnit(value: Bilingual, step: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      TypeDiagnostics.stepOfOtherUnit, at: site, ["value": .bilingual(value), "step": .bilingual(step)])
  }

  static func rangeReversed(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.rangeReversed, at: site)
  }

  static func constantNeeded(_ wanted: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.constantNeeded, at: site, ["wanted": .bilingual(wanted)])
  }

  static func monthWithoutYear(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.monthWithoutYear, at: site)
  }

  static func nextDayWithoutMonths(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.nextDayWithoutMonths, at: site)
  }

  static func unitBeyondReason(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.unitBeyondReason, at: site)
  }

  static func touchedYears(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.touchedYears, at: site)
  }

  static func notMonthly(_ found: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.notMonthly, at: site, ["found": .bilingual(found)])
  }

  static func percentageOutOfRange(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.percentageOutOfRange, at: site)
  }

  static func hole(_ wanted: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.hole, at: site, ["wanted": .bilingual(wanted)])
  }

  static func fileRowOutsideWhy(_ row: Int, at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.fileRowOutsideWhy, at: site, ["row": .text(String(row))])
  }

  static func headerNotAName(at site: Span) -> Diagnostic {
    Diagnostic(TypeDiagnostics.headerNotAName, at: site)
  }

  /// Returns `text`, cut where it would fill the message.
  private static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
}
