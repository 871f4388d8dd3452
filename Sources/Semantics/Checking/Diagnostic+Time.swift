import Diagnostics
import Rosters
import Syntax

/// The messages about units of time and of counted things, and about periods.
public enum TimeDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    yearsAndMonthsMixed, monthsAndDaysMixed, nounsNotCancelled, notConverted, elapsedBetweenMonths,
    periodWithTwoBodies, periodWithoutBody, periodUnverified,
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
      en: "{left} and {right} count different things",
      id: "{left} dan {right} menghitung hal yang berbeda"),
    fix: Bilingual(
      en: "multiply by the number of what the price is for",
      id: "kalikan dengan banyaknya hal yang diberi harga"),
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

  static let periodUnverified = DiagnosticTemplate(
    "P0444",
    message: Bilingual(
      en: "`unverified` is said of the whole definition, not of one of its periods",
      id: "`belum diverifikasi` berlaku bagi seluruh definisi, bukan satu periodenya"),
    fix: Bilingual(
      en:
        "write `unverified` on the first line, or keep the figure in a parameter, whose lines may be unverified",
      id: "tuliskan `belum diverifikasi` di baris pertama, atau simpan angkanya dalam parameter"),
    example: """
      function rate(x: money) : percent
        from 2025-01-01 = 1%   unverified
      end
      """,
    repaired: """
      function rate(x: money) : percent   unverified
        from 2025-01-01 = 1%
      end
      """)
}

extension Diagnostic {

  static func periodWithTwoBodies(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.periodWithTwoBodies, at: site)
  }

  static func periodWithoutBody(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.periodWithoutBody, at: site)
  }

  static func periodUnverified(at site: Span) -> Diagnostic {
    Diagnostic(TimeDiagnostics.periodUnverified, at: site)
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
