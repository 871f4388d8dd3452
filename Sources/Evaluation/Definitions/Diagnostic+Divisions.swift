import Diagnostics
import Rosters
import Semantics

/// The messages about what the method of a division does to the data at hand.
public enum DivisionDiagnostics {

  /// All of them.
  public static let all: [DiagnosticTemplate] = [lessOfMore, lessByGrowing]

  private static let roster = """
    roster parties from "parties.csv"
      party : text, key
      votes : count
    end
    budget seats = Rp25

    """

  static let lessOfMore = DiagnosticTemplate(
    "P0870", .warning,
    message: Bilingual(
      en: "`{name}` shows a paradox: of {larger}, {who} would get less than of {smaller}",
      id: "`{name}` menunjukkan paradoks: dari {larger}, {who} mendapat lebih sedikit daripada dari {smaller}"
    ),
    why: Bilingual(
      en: "the largest remainder stays within one multiple of the exact part, and so can give less of more",
      id:
        "sisa terbesar tidak menyimpang satu kelipatan dari bagian tepat, sehingga dapat memberi lebih sedikit dari dana yang lebih besar"
    ),
    fix: Bilingual(
      en: "a divisor method never does: `remainder by webster`",
      id: "metode pembagi tidak pernah demikian: `pembulatan menurut webster`"),
    example: roster
      + "allocate result from seats, to parties, in proportion to votes\nshow result.allocated\n",
    repaired: roster
      + "allocate result from seats, to parties, in proportion to votes, remainder by webster\nshow result.allocated\n"
  )

  static let lessByGrowing = DiagnosticTemplate(
    "P0871", .warning,
    message: Bilingual(
      en:
        "`{name}` shows a paradox: with the weights {grower} {grown}, {shrinker} {shrunk} and {third} {thirdTo}, {grower} would get less though it grows and {shrinker} more though it shrinks",
      id:
        "`{name}` menunjukkan paradoks: dengan bobot {grower} {grown}, {shrinker} {shrunk} dan {third} {thirdTo}, {grower} mendapat lebih sedikit meskipun naik dan {shrinker} lebih banyak meskipun turun"
    ),
    why: Bilingual(
      en:
        "the largest remainder stays within one multiple of the exact part, and so does not follow the weights",
      id:
        "sisa terbesar tidak menyimpang satu kelipatan dari bagian tepat, sehingga tidak selalu mengikuti bobot"
    ),
    fix: Bilingual(
      en: "a divisor method never does: `remainder by webster`",
      id: "metode pembagi tidak pernah demikian: `pembulatan menurut webster`"))
}

extension Diagnostic {

  private static func rupiah(_ r: Rational) -> DiagnosticArgument {
    .bilingual(Bilingual(en: ValueWriter(.english).money(r).text, id: ValueWriter(.indonesian).money(r).text))
  }

  private static func plain(_ r: Rational) -> DiagnosticArgument {
    .bilingual(
      Bilingual(en: ValueWriter(.english).number(r).text, id: ValueWriter(.indonesian).number(r).text))
  }

  static func lessOfMore(
    _ name: String, smaller: Rational, larger: Rational, who: String, more: Int, at site: Span
  ) -> Diagnostic {
    let all =
      more == 0
      ? Bilingual(same: who) : Bilingual(en: "\(who) and \(more) more", id: "\(who) dan \(more) lainnya")
    return Diagnostic(
      DivisionDiagnostics.lessOfMore, at: site,
      [
        "name": .text(name), "smaller": rupiah(smaller), "larger": rupiah(larger), "who": .bilingual(all),
      ])
  }

  static func lessByGrowing(
    _ name: String, grower: (String, Rational), shrinker: (String, Rational), third: (String, Rational),
    at site: Span
  ) -> Diagnostic {
    Diagnostic(
      DivisionDiagnostics.lessByGrowing, at: site,
      [
        "name": .text(name), "grower": .text(grower.0), "grown": plain(grower.1),
        "shrinker": .text(shrinker.0), "shrunk": plain(shrinker.1), "third": .text(third.0),
        "thirdTo": plain(third.1),
      ])
  }
}
