import Diagnostics
import Rosters
import Syntax

/// The messages about units of time and of counted things, and about periods.
public enum TimeDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    yearsAndMonthsMixed, monthsAndDaysMixed, nounsNotCancelled, notConverted, elapsedBetweenMonths,
    periodWithTwoBodies, periodWithoutBody, paidOutsideValidity, carriedOverAlways,
    shortCover,
    nothingFollows,
  ]

  static let yearsAndMonthsMixed = DiagnosticTemplate(
    "P0437",
    message: Bilingual(
      en: "{left} and {right} count time in two units",
      id: "{left} dan {right} menghitung waktu dengan dua satuan"),
    why: Bilingual(
      en: "a year is 12 months, but nothing is converted unless the program asks for it",
      id: "satu tahun adalah 12 bulan, tetapi tidak ada yang diubah satuannya tanpa diminta"),
    fix: Bilingual(
      en: "ask for the conversion: `1 year in months`, or `Rp12.000 per year in months`",
      id: "mintalah perubahannya: `1 tahun dalam bulan`, atau `Rp12.000 per tahun dalam bulan`"),
    example: "let cost = Rp5.400 per month * 1 year",
    repaired: "let cost = Rp5.400 per month * 1 year in months")

  static let monthsAndDaysMixed = DiagnosticTemplate(
    "P0438",
    message: Bilingual(
      en: "{left} and {right} can not be brought to one unit of time",
      id: "{left} dan {right} tidak dapat disamakan satuan waktunya"),
    why: Bilingual(
      en: "months have 28 to 31 days and years 365 or 366; only a date says how many",
      id: "bulan mempunyai 28 sampai 31 hari dan tahun 365 atau 366; hanya tanggal yang menentukannya"),
    fix: Bilingual(
      en: "count in months throughout, or say from which day: `contribution months from … to …`",
      id: "hitung dalam bulan saja, atau nyatakan sejak hari mana: `bulan iur dari … sampai …`"),
    example: "let cost = Rp5.400 per month * 90 days",
    repaired: "let cost = Rp5.400 per month * 3 months")

  static let nounsNotCancelled = DiagnosticTemplate(
    "P0439",
    message: Bilingual(
      en: "a price per {per} is multiplied by {count}",
      id: "harga per {per} dikalikan dengan {count}"),
    why: Bilingual(
      en: "how many {pers} belong to the {count} is not said",
      id: "tidak disebutkan berapa {pers} yang termasuk dalam {count} itu"),
    fix: Bilingual(
      en: "multiply by the number of {pers}, or take a price per {one}",
      id: "kalikan dengan banyaknya {pers}, atau pakai harga per {one}"),
    example: "let cost = Rp5.400 per person * 3 villages",
    repaired: "let cost = Rp5.400 per person * 3 people")

  static let notConverted = DiagnosticTemplate(
    "P0440",
    message: Bilingual(
      en: "{found} can not be converted to {unit}",
      id: "{found} tidak dapat diubah ke {unit}"),
    why: Bilingual(
      en: "only years and months convert exactly: a year is 12 months",
      id: "hanya tahun dan bulan yang dapat diubah dengan tepat: satu tahun adalah 12 bulan"),
    fix: Bilingual(
      en: "convert a span of years or months, or a rate per year or month",
      id: "ubah lama waktu dalam tahun atau bulan, atau tarif per tahun atau per bulan"),
    example: "let span = 90 days in months",
    repaired: "let span = 3 months")

  static let elapsedBetweenMonths = DiagnosticTemplate(
    "P0441", .warning,
    message: Bilingual(
      en: "from month to month {elapsed} months elapse, but {touched} are contribution months",
      id: "dari bulan ke bulan berlalu {elapsed} bulan, tetapi bulan iurnya {touched}"),
    why: Bilingual(
      en: "elapsed months leave out the last one; whoever pays for May to December pays 8 times",
      id: "bulan yang berlalu tidak menghitung yang terakhir; iuran Mei sampai Desember dibayar 8 kali"),
    fix: Bilingual(
      en: "write `contribution months from … to …`, or full dates for elapsed months",
      id: "tuliskan `bulan iur dari … sampai …`, atau tanggal lengkap untuk bulan yang berlalu"),
    example: "let span = months from May to December 2026",
    repaired: "let span = contribution months from May to December 2026")

  static let periodWithTwoBodies = DiagnosticTemplate(
    "P0442",
    message: Bilingual(
      en: "the period above already has a value", id: "periode di atasnya sudah mempunyai nilai"),
    why: Bilingual(
      en: "a period has either `= …` or lines `when … then …`",
      id: "sebuah periode mempunyai `= …` atau baris `bila … maka …`, tidak keduanya"),
    fix: Bilingual(
      en: "begin a period of its own for these lines", id: "mulailah periode tersendiri untuk baris ini"),
    example: """
      function rate(x: money) : percent
        from 2025-01-01 = 1%
        otherwise 2%
      end
      """,
    repaired: """
      function rate(x: money) : percent
        from 2025-01-01 = 1%
        from 2026-01-01 = 2%
      end
      """)

  static let periodWithoutBody = DiagnosticTemplate(
    "P0443",
    message: Bilingual(en: "this period has no value", id: "periode ini tidak mempunyai nilai"),
    fix: Bilingual(
      en: "write `= …` after its dates, or lines `when … then …` below",
      id: "tuliskan `= …` setelah tanggalnya, atau baris `bila … maka …` di bawahnya"),
    example: """
      function rate(x: money) : percent
        from 2025-01-01
      end
      """,
    repaired: """
      function rate(x: money) : percent
        from 2025-01-01 = 1%
      end
      """)

  static let paidOutsideValidity = DiagnosticTemplate(
    "P0560",
    message: Bilingual(
      en: "`{allocation}` pays from {first} to {last}, and `{budget}` is valid from {from} to {to}",
      id:
        "`{allocation}` membayar dari {first} sampai {last}, sedangkan `{budget}` berlaku dari {from} sampai {to}"
    ),
    why: Bilingual(
      en: "money of one budget year pays nothing outside it, unless the budget says that it is carried over",
      id: "pagu satu masa tidak membayar di luar masanya, kecuali dinyatakan boleh dibawa ke tahun berikutnya"
    ),
    fix: Bilingual(
      en: "pay those months from a budget of their own, or write `may be carried over` with its legal basis",
      id:
        "bayar bulan itu dari pagu tersendiri, atau tuliskan `boleh dibawa ke tahun berikutnya` beserta dasarnya"
    ))

  static let carriedOverAlways = DiagnosticTemplate(
    "P0561", .warning,
    message: Bilingual(
      en: "this budget has no last day, so that nothing is carried over",
      id: "pagu ini tidak mempunyai hari terakhir, sehingga tidak ada yang dibawa"),
    fix: Bilingual(
      en: "say when it may be spent: `valid from … to …`", id: "nyatakan masanya: `berlaku dari … sampai …`"),
    example: "budget aid = Rp1 juta, may be carried over",
    repaired: "budget aid = Rp1 juta, valid from January 2026 to December 2026, may be carried over")

  static let shortCover = DiagnosticTemplate(
    "P0562", .warning,
    message: Bilingual(
      en: "`{allocation}` pays for {months} months of cover",
      id: "`{allocation}` membayar {months} bulan perlindungan"),
    why: Bilingual(
      en: "with less than three months of cover a death pays little more than the funeral",
      id: "dengan perlindungan kurang dari tiga bulan santunan kematian hampir hanya biaya pemakaman"),
    fix: Bilingual(
      en: "pay fewer people for three months or more",
      id: "bayar lebih sedikit orang untuk tiga bulan atau lebih"))

  static let nothingFollows = DiagnosticTemplate(
    "P0563", .note,
    message: Bilingual(
      en: "cover paid by `{allocation}` ends on {day}, and no budget of the program is valid after it",
      id:
        "perlindungan dari `{allocation}` berakhir pada {day}, dan tidak ada pagu program ini yang berlaku sesudahnya"
    ),
    why: Bilingual(
      en: "three unpaid months after it, those covered are members no longer",
      id: "tiga bulan tanpa iuran sesudahnya, kepesertaan menjadi nonaktif"),
    fix: Bilingual(
      en: "state next year's budget, and what this year's recipients cost in it",
      id: "nyatakan pagu tahun berikutnya, dan biaya penerima tahun ini di dalamnya"))
}

extension Diagnostic {

  private static func day(_ d: CalendarDate) -> DiagnosticArgument {
    .bilingual(Bilingual(en: ValueWriter(.english).date(d), id: ValueWriter(.indonesian).date(d)))
  }

  static func paidOutsideValidity(
    _ budget: String, from: CalendarDate, to: CalendarDate, allocation: String, first: CalendarDate,
    last: CalendarDate, at site: Span
  ) -> Diagnostic {
    Diagnostic(
      TimeDiagnostics.paidOutsideValidity, at: site,
      [
        "budget": .text(budget), "from": day(from), "to": day(to), "allocation": .text(allocation),
        "first": day(first.startOfMonth), "last": day(last.endOfMonth),
      ])
  }

  static func carriedOverAlways(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.carriedOverAlways, at: site)
  }

  static func shortCover(_ allocation: String, months: Int, at site: Span) -> Diagnostic {
    Diagnostic(
      TimeDiagnostics.shortCover, at: site, ["allocation": .text(allocation), "months": .count(months)])
  }

  static func nothingFollows(_ allocation: String, until end: CalendarDate, at site: Span) -> Diagnostic {
    Diagnostic(
      TimeDiagnostics.nothingFollows, at: site, ["allocation": .text(allocation), "day": day(end)])
  }

  static func periodWithTwoBodies(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.periodWithTwoBodies, at: site)
  }

  static func periodWithoutBody(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.periodWithoutBody, at: site)
  }

  static func yearsAndMonthsMixed(_ s: Sides) -> Diagnostic {
    Diagnostic(TimeDiagnostics.yearsAndMonthsMixed, at: s.site, s.arguments, notes: s.notes)
  }

  static func monthsAndDaysMixed(_ s: Sides) -> Diagnostic {
    Diagnostic(TimeDiagnostics.monthsAndDaysMixed, at: s.site, s.arguments, notes: s.notes)
  }

  static func nounsNotCancelled(per: String, count: String, _ s: Sides) -> Diagnostic {
    var arguments = s.arguments
    arguments["per"] = .bilingual(TypePhrase.noun(per, isOne: true))
    arguments["count"] = .bilingual(TypePhrase.noun(count, isOne: false))
    arguments["pers"] = .bilingual(TypePhrase.noun(per, isOne: false))
    arguments["one"] = .bilingual(TypePhrase.noun(count, isOne: true))
    return Diagnostic(TimeDiagnostics.nounsNotCancelled, at: s.site, arguments, notes: s.notes)
  }

  static func notConverted(_ found: Bilingual, to unit: TimeUnit, at site: Span) -> Diagnostic {
    Diagnostic(
      TimeDiagnostics.notConverted, at: site,
      ["found": .bilingual(found), "unit": .bilingual(TypePhrase.of(Checker.unit(unit)))])
  }

  static func elapsedBetweenMonths(elapsed: Int, touched: Int, at site: Span) -> Diagnostic {
    Diagnostic(
      TimeDiagnostics.elapsedBetweenMonths, at: site,
      ["elapsed": .count(elapsed), "touched": .count(touched)])
  }
}
