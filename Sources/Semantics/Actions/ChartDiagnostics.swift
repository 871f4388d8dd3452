import Diagnostics
import Rosters

/// The messages about what charts are drawn as.
public enum ChartDiagnostics {

  /// Their templates.
  public static let all: [DiagnosticTemplate] = [
    histogramWithoutNumber, histogramOfRates, stepWithoutHistogram, mapWithoutRegencies, tooManyChartGroups,
    chartOfTwoScales,
  ]

  static let chartOfTwoScales = DiagnosticTemplate(
    "P0990",
    message: Bilingual(
      en: "a chart has one scale, and this is {other} beside {first}",
      id: "grafik mempunyai satu skala, sedangkan ini {other} di samping {first}"),
    fix: Bilingual(en: "draw two charts", id: "buat dua grafik"),
    example: ExamplePrograms.workers + "chart workers by role with count as people, sum of income as money",
    repaired: ExamplePrograms.workers
      + "chart workers by role with count as people, count where decile is 1 as poor")

  static let histogramWithoutNumber = DiagnosticTemplate(
    "P0960",
    message: Bilingual(
      en: "a histogram groups by one number", id: "histogram dikelompokkan menurut satu bilangan"),
    why: Bilingual(
      en: "its bars stand for steps of that number", id: "batangnya mewakili langkah-langkah bilangan itu"),
    fix: Bilingual(
      en: "write for example `chart count workers by decile as histogram`",
      id: "tulis misalnya `grafik banyaknya pekerja menurut desil sebagai histogram`"),
    example: ExamplePrograms.workers + "chart count workers by role as histogram",
    repaired: ExamplePrograms.workers + "chart count workers by decile as histogram")

  static let histogramOfRates = DiagnosticTemplate(
    "P0961",
    message: Bilingual(
      en: "a histogram draws a count, a sum or a share",
      id: "histogram menggambar cacah, total, atau persentase"),
    why: Bilingual(
      en: "the values of the groups within a step are added, and averages can not be",
      id: "nilai kelompok di dalam satu langkah dijumlahkan, dan rerata tidak dapat"),
    fix: Bilingual(en: "draw a count", id: "gambarkan cacah"),
    example: ExamplePrograms.workers + "chart average of income over workers by decile as histogram",
    repaired: ExamplePrograms.workers + "chart count workers by decile as histogram")

  static let stepWithoutHistogram = DiagnosticTemplate(
    "P0962",
    message: Bilingual(
      en: "only a histogram has steps", id: "hanya histogram yang mempunyai langkah"),
    fix: Bilingual(
      en: "write `as histogram in steps of …`", id: "tulis `sebagai histogram dalam langkah …`"),
    example: ExamplePrograms.workers + "chart count workers by decile in steps of 2",
    repaired: ExamplePrograms.workers + "chart count workers by decile as histogram in steps of 2")

  static let mapWithoutRegencies = DiagnosticTemplate(
    "P0963",
    message: Bilingual(
      en: "a map is drawn of groups by regency", id: "peta digambar dari kelompok menurut kabupaten/kota"),
    fix: Bilingual(
      en: "group by the one field that names the regency",
      id: "kelompokkan menurut satu kolom yang menyebut kabupaten/kota"),
    example: ExamplePrograms.workers + "chart count workers as map",
    repaired: ExamplePrograms.workers + "chart count workers by role as bars")

  static let tooManyChartGroups = DiagnosticTemplate(
    "P0964",
    message: Bilingual(
      en: "a line is drawn of one grouping, or of one for each of another",
      id: "garis digambar menurut satu pengelompokan, atau satu untuk tiap kelompok lain"),
    fix: Bilingual(
      en: "group by at most two things: `by role, month from … to …`",
      id: "kelompokkan menurut paling banyak dua hal: `menurut peran, bulan dari … sampai …`"),
    example: ExamplePrograms.workers + "chart count workers by role, decile, nik as sparkline",
    repaired: ExamplePrograms.workers + "chart count workers by role, decile as sparkline")
}

extension Diagnostic {

  static func chartOfTwoScales(_ first: Bilingual, _ other: Bilingual, at site: Span) -> Diagnostic {
    Diagnostic(
      ChartDiagnostics.chartOfTwoScales, at: site, ["first": .bilingual(first), "other": .bilingual(other)])
  }

  static func histogramWithoutNumber(at site: Span) -> Diagnostic {
    Diagnostic(ChartDiagnostics.histogramWithoutNumber, at: site)
  }

  static func histogramOfRates(at site: Span) -> Diagnostic {
    Diagnostic(ChartDiagnostics.histogramOfRates, at: site)
  }

  static func stepWithoutHistogram(at site: Span) -> Diagnostic {
    Diagnostic(ChartDiagnostics.stepWithoutHistogram, at: site)
  }

  static func mapWithoutRegencies(at site: Span) -> Diagnostic {
    Diagnostic(ChartDiagnostics.mapWithoutRegencies, at: site)
  }

  static func tooManyChartGroups(at site: Span) -> Diagnostic {
    Diagnostic(ChartDiagnostics.tooManyChartGroups, at: site)
  }
}
