import Diagnostics
import Rosters
import Syntax

/// What is said of types, units and missing values.
public enum TypeDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    unitsNotAdded, unitsNotCompared, rateAndAmount, percentageAndOther, durationsMixed, nounsMixed,
    dateAndNumber, datesAdded, dateSubtracted, sharesOfDifferentPopulations, ratesAveraged, missingNotHandled,
    typeMismatch, numberForAmount, rateForAmount, notACondition, comparisonWithinRows, notANumber,
    numberAndPercentage,
    notADate, notOrdered,
    rowAndText, textForChoice, notANik, branchesDiffer, stepNotPositive, stepOfOtherUnit, rangeReversed,
    constantNeeded, monthWithoutYear, nextDayWithoutMonths, unitBeyondReason, touchedYears, notMonthly,
    percentageOutOfRange, hole, fileRowOutsideWhy, headerNotAName,
  ]

  static let unitsNotAdded = DiagnosticTemplate(
    "P0401",
    message: Bilingual(
      en: "{left} and {right} can not be added",
      id: "{left} dan {right} tidak dapat dijumlahkan"),
    why: Bilingual(
      en: "only amounts of one unit add up",
      id: "hanya jumlah bersatuan sama yang dapat dijumlahkan"),
    fix: Bilingual(
      en: "bring both to one unit first",
      id: "samakan dulu satuannya"),
    example: ExamplePrograms.workers + "let x = Rp5.000 + 12 months",
    repaired: "let x = Rp5.000 * 12")

  static let unitsNotCompared = DiagnosticTemplate(
    "P0402",
    message: Bilingual(
      en: "{left} and {right} can not be compared",
      id: "{left} dan {right} tidak dapat dibandingkan"),
    fix: Bilingual(
      en: "compare values of one kind",
      id: "bandingkan nilai yang sejenis"),
    example: ExamplePrograms.workers + "show count workers where name is 4",
    repaired: ExamplePrograms.workers + "show count workers where name is \"4\"")

  static let rateAndAmount = DiagnosticTemplate(
    "P0403",
    message: Bilingual(
      en: "{left} and {right} do not meet: one is for each month, the other is not",
      id: "{left} dan {right} tidak sejalan: yang satu per bulan, yang lain tidak"),
    why: Bilingual(
      en: "a rate becomes an amount only when it says for how long",
      id: "tarif menjadi jumlah hanya bila lamanya disebut"),
    fix: Bilingual(
      en:
        "multiply the rate by its months, `… * 12 months`; or, of two rates, write both: `Rp1 juta per month`",
      id:
        "kalikan tarif dengan lamanya, `… * 12 bulan`; atau, bila keduanya tarif, tulis keduanya: `Rp1 juta per bulan`"
    ),
    example: "let x = Rp16.800 per month + Rp5.000",
    repaired: "let x = Rp16.800 per month * 12 months + Rp5.000")

  static let percentageAndOther = DiagnosticTemplate(
    "P0404",
    message: Bilingual(
      en: "{left} and {right} do not meet: a percentage is always of something",
      id: "{left} dan {right} tidak sejalan: persen selalu dari sesuatu"),
    fix: Bilingual(
      en: "say of what: `5% of …`",
      id: "sebutkan dari apa: `5% dari …`"),
    example: "let x = Rp100.000 + 5%",
    repaired: "let x = Rp100.000 + 5% of Rp100.000")

  static let durationsMixed = DiagnosticTemplate(
    "P0405",
    message: Bilingual(
      en: "{left} and {right} can not be brought together exactly",
      id: "{left} dan {right} tidak dapat disatukan dengan tepat"),
    why: Bilingual(
      en: "months have 28 to 31 days; only a date says how many",
      id: "bulan mempunyai 28 sampai 31 hari; hanya tanggal yang menentukannya"),
    fix: Bilingual(
      en: "use one of the two throughout",
      id: "pakai salah satunya saja"),
    example: "let x = 3 months + 10 days",
    repaired: "let x = 3 months + 1 months")

  static let nounsMixed = DiagnosticTemplate(
    "P0406",
    message: Bilingual(
      en: "{left} and {right} are counts of different things",
      id: "{left} dan {right} menghitung hal yang berbeda"),
    fix: Bilingual(
      en: "count the same thing on both sides",
      id: "hitung hal yang sama di kedua sisi"),
    example: "let x = 5 people + 3 villages",
    repaired: "let x = 5 people + 3 people")

  static let dateAndNumber = DiagnosticTemplate(
    "P0407",
    message: Bilingual(
      en: "a date and {other} do not meet",
      id: "tanggal dan {other} tidak sejalan"),
    why: Bilingual(
      en: "a bare number does not say whether days, months or years are meant",
      id: "bilangan saja tidak mengatakan hari, bulan, atau tahun"),
    fix: Bilingual(
      en: "say which: `30 days`, `6 months`, `2 years`",
      id: "sebutkan yang mana: `30 hari`, `6 bulan`, `2 tahun`"),
    example: "let x = 2026-01-01 + 30",
    repaired: "let x = 2026-01-01 + 30 days")

  static let datesAdded = DiagnosticTemplate(
    "P0408",
    message: Bilingual(
      en: "two dates can not be added",
      id: "dua tanggal tidak dapat dijumlahkan"),
    fix: Bilingual(
      en: "subtract them for the days between, or add a duration",
      id: "kurangkan untuk jumlah hari di antaranya, atau tambahkan lama waktu"),
    example: "let x = 2026-01-01 + 2026-02-01",
    repaired: "let x = 2026-02-01 - 2026-01-01")

  static let dateSubtracted = DiagnosticTemplate(
    "P0409",
    message: Bilingual(
      en: "a date can not be taken away from {other}",
      id: "tanggal tidak dapat dikurangkan dari {other}"),
    fix: Bilingual(
      en: "write the date first",
      id: "tulis tanggalnya dahulu"),
    example: "let x = 30 days - 2026-01-01",
    repaired: "let x = 2026-01-01 - 30 days")

  static let sharesOfDifferentPopulations = DiagnosticTemplate(
    "P0410",
    message: Bilingual(
      en: "a share of {left} and a share of {right} can not be computed with each other",
      id: "persentase dari {left} dan persentase dari {right} tidak dapat dihitung bersama"),
    why: Bilingual(
      en: "they have different denominators",
      id: "penyebutnya berbeda"),
    fix: Bilingual(
      en: "compute both of one population, or compare the counts",
      id: "hitung keduanya dari penyebut yang sama, atau bandingkan banyaknya"),
    example: ExamplePrograms.workers
      + "rule near for workers = decile as share of 10\nrule far for workers = decile as share of 100\nrule gap for workers = near is present and far is present and near < far"
  )

  static let ratesAveraged = DiagnosticTemplate(
    "P0411",
    message: Bilingual(
      en: "rates are not {operation}",
      id: "{operation}"),
    why: Bilingual(
      en: "each rate has its own denominator; a mean of rates belongs to nobody",
      id: "setiap rasio mempunyai penyebut sendiri; rerata rasio bukan milik siapa pun"),
    fix: Bilingual(
      en: "compute the share of all rows together: `share CONDITION of …`",
      id: "hitung persentase dari semua baris sekaligus: `persentase SYARAT dari …`"),
    example: ExamplePrograms.regencies
      + "rule big for regencies = people as share of 100 people\nlet x = average of big over regencies where big is present"
  )

  static let missingNotHandled = DiagnosticTemplate(
    "P0412",
    message: Bilingual(
      en: "`{value}` can be missing, and nothing says what is meant then",
      id: "`{value}` dapat kosong, dan tidak ada yang mengatakan apa artinya bila kosong"),
    why: Bilingual(
      en: "a blank is never read as 0",
      id: "isian kosong tidak pernah dibaca sebagai 0"),
    fix: Bilingual(
      en: "say it: `{value} otherwise …`, or ask first: `{value} is present and …`",
      id: "sebutkan: `{value} selain itu …`, atau tanyakan dulu: `{value} terisi dan …`"),
    example: ExamplePrograms.workers + "rule covered for workers = enrolled on or before today",
    repaired: ExamplePrograms.workers
      + "rule covered for workers = enrolled is present and enrolled on or before today")

  static let typeMismatch = DiagnosticTemplate(
    "P0413",
    message: Bilingual(
      en: "{expected} is needed here, and this is {found}",
      id: "di sini diperlukan {expected}, sedangkan ini {found}"),
    fix: Bilingual(
      en: "write a value of that kind",
      id: "tulis nilai sejenis itu"),
    example: ExamplePrograms.regencies + "budget apbd = 5 months",
    repaired: ExamplePrograms.regencies + "budget apbd = Rp5 juta")

  static let numberForAmount = DiagnosticTemplate(
    "P0893",
    message: Bilingual(
      en: "{expected} is needed here, and this is {found}",
      id: "di sini diperlukan {expected}, sedangkan ini {found}"),
    why: Bilingual(
      en: "a bare number does not say that it is money",
      id: "bilangan saja tidak menyatakan bahwa itu uang"),
    fix: Bilingual(
      en: "write `Rp` before it, or multiply by what one is worth: `Rp1 * …`",
      id: "tulis `Rp` di depannya, atau kalikan dengan nilai satuannya: `Rp1 * …`"),
    example: "budget apbd = 500",
    repaired: "budget apbd = Rp500")

  static let rateForAmount = DiagnosticTemplate(
    "P0414",
    message: Bilingual(
      en: "{expected} is needed here, and this is {found}",
      id: "di sini diperlukan {expected}, sedangkan ini {found}"),
    why: Bilingual(
      en: "a rate becomes an amount only when it says for how long, and an amount a rate when "
        + "it says for what",
      id: "tarif menjadi jumlah hanya bila lamanya disebut, dan jumlah menjadi tarif bila "
        + "disebut per apa"),
    fix: Bilingual(
      en: "multiply by the months (`* 12 months`), or write `per month`",
      id: "kalikan dengan lamanya (`* 12 bulan`), atau tulis `per bulan`"),
    example: "budget apbd = Rp5 juta per month",
    repaired: "budget apbd = Rp5 juta per month * 12 months")

  static let notACondition = DiagnosticTemplate(
    "P0415",
    message: Bilingual(
      en: "`{value}` is {found}, not a condition",
      id: "`{value}` adalah {found}, bukan syarat"),
    fix: Bilingual(
      en: "compare it with something: `{value} is …`",
      id: "bandingkan dengan sesuatu: `{value} adalah …`"),
    example: ExamplePrograms.workers + "show count workers where decile",
    repaired: ExamplePrograms.workers + "show count workers where decile is 1")

  static let comparisonWithinRows = DiagnosticTemplate(
    "P0464",
    message: Bilingual(
      en: "all that stands here says which rows are meant, and what is left is {found}, not a condition",
      id:
        "semua yang tertulis di sini menyatakan baris mana yang dimaksud, sehingga hasilnya {found}, bukan syarat"
    ),
    why: Bilingual(
      en: "`where` takes in all that follows it in its clause",
      id: "`yang` mencakup semua yang mengikutinya dalam klausanya"),
    fix: Bilingual(
      en: "put the rows in parentheses and compare: `{meant}`",
      id: "letakkan barisnya dalam kurung, lalu bandingkan: `{meant}`"),
    example: ExamplePrograms.workers + "check count workers where decile is 40 people  else \"changed\"",
    repaired: ExamplePrograms.workers
      + "check (count workers where decile is 1) is 40 people  else \"changed\"")

  static let notANumber = DiagnosticTemplate(
    "P0416",
    message: Bilingual(
      en: "`{value}` is {found}, and can not be computed with",
      id: "`{value}` adalah {found}, dan tidak dapat dihitung"),
    fix: Bilingual(
      en: "use a number, an amount or a duration",
      id: "pakai bilangan, jumlah uang, atau lama waktu"),
    example: ExamplePrograms.workers + "let x = sum of name over workers",
    repaired: ExamplePrograms.workers + "let x = sum of decile over workers")

  static let numberAndPercentage = DiagnosticTemplate(
    "P0417",
    message: Bilingual(
      en: "`{value}` has no percent sign and stands beside a percentage",
      id: "`{value}` tidak bertanda persen dan berada di samping persen"),
    why: Bilingual(
      en: "95 is not 95%",
      id: "95 bukan 95%"),
    fix: Bilingual(
      en: "write `{value}%`",
      id: "tulis `{value}%`"),
    example: ExamplePrograms.workers + "check (share decile is 1 of workers) otherwise 0% at least 95")

  static let notADate = DiagnosticTemplate(
    "P0418",
    message: Bilingual(
      en: "`{value}` is {found}: before and after are asked of dates",
      id: "`{value}` adalah {found}: sebelum dan sesudah ditanyakan pada tanggal"),
    fix: Bilingual(
      en: "use `<`, `>`, `at least` or `at most`",
      id: "pakai `<`, `>`, `paling sedikit`, atau `paling banyak`"),
    example: ExamplePrograms.workers + "show count workers where decile before 5",
    repaired: ExamplePrograms.workers + "show count workers where decile < 5")

  static let notOrdered = DiagnosticTemplate(
    "P0419",
    message: Bilingual(
      en: "{type} has no smaller and greater",
      id: "{type} tidak mengenal lebih kecil dan lebih besar"),
    fix: Bilingual(
      en: "compare with `is` or `is not`",
      id: "bandingkan dengan `adalah` atau `bukan`"),
    example: ExamplePrograms.workers + "show count workers where role < rw",
    repaired: ExamplePrograms.workers + "show count workers where role is rt")

  static let rowAndText = DiagnosticTemplate(
    "P0420",
    message: Bilingual(
      en: "`{value}` is a row of `{roster}`, not its key",
      id: "`{value}` adalah baris dari `{roster}`, bukan kuncinya"),
    fix: Bilingual(
      en: "compare the key: `{value}.{key}`",
      id: "bandingkan kuncinya: `{value}.{key}`"),
    example: ExamplePrograms.villages + "show count villages where regency is \"3501\"",
    repaired: ExamplePrograms.villages + "show count villages where regency.code is \"3501\"")

  static let textForChoice = DiagnosticTemplate(
    "P0421",
    message: Bilingual(
      en: "\"{text}\" is a text; the choices of {owner} are names",
      id: "\"{text}\" adalah teks; pilihan dari {owner} adalah nama"),
    fix: Bilingual(
      en: "{advice}",
      id: "{advice}"),
    example: ExamplePrograms.workers + "show count workers where role is \"rt\"",
    repaired: ExamplePrograms.workers + "show count workers where role is rt")

  static let notANik = DiagnosticTemplate(
    "P0422",
    message: Bilingual(
      en: "this text is not a NIK: a NIK has 16 digits",
      id: "teks ini bukan NIK: NIK mempunyai 16 angka"),
    fix: Bilingual(
      en: "write all 16 digits, or name the row of the file: `#41`",
      id: "tulis keenam belas angkanya, atau sebut baris berkasnya: `#41`"),
    example: ExamplePrograms.workers + "show count workers where nik is \"12\"",
    repaired: ExamplePrograms.workers + "show count workers where nik is \"3599010101900001\"")

  static let branchesDiffer = DiagnosticTemplate(
    "P0423",
    message: Bilingual(
      en: "this is {right}, and the other results are {left}",
      id: "ini {right}, sedangkan hasil lainnya {left}"),
    why: Bilingual(
      en: "a rule has one kind of value",
      id: "satu aturan mempunyai satu jenis nilai"),
    fix: Bilingual(
      en: "let all results be of one kind",
      id: "samakan jenis semua hasil"),
    example: ExamplePrograms.workers
      + "rule x for workers\n  when role is rt then 5\n  otherwise \"none\"\nend",
    repaired: ExamplePrograms.workers + "rule x for workers\n  when role is rt then 5\n  otherwise 0\nend")

  static let stepNotPositive = DiagnosticTemplate(
    "P0424",
    message: Bilingual(
      en: "the step must be above 0",
      id: "langkah harus di atas 0"),
    fix: Bilingual(
      en: "write a step such as Rp1.000",
      id: "tulis langkah seperti Rp1.000"),
    example: "let x = 7 rounded to 0",
    repaired: "let x = 7 rounded to 1")

  static let stepOfOtherUnit = DiagnosticTemplate(
    "P0425",
    message: Bilingual(
      en: "{value} can not be rounded to a step of {step}",
      id: "{value} tidak dapat dibulatkan ke langkah {step}"),
    fix: Bilingual(
      en: "give the step the unit of the value: `rounded to Rp1`",
      id: "beri langkah satuan yang sama dengan nilainya: `dibulatkan ke Rp1`"),
    example: "let x = Rp1.500 rounded to 1",
    repaired: "let x = Rp1.500 rounded to Rp1")

  static let rangeReversed = DiagnosticTemplate(
    "P0426",
    message: Bilingual(
      en: "the range ends before it begins",
      id: "rentang ini berakhir sebelum mulai"),
    fix: Bilingual(
      en: "write the lesser end first",
      id: "tulis batas kecilnya dahulu"),
    example: ExamplePrograms.workers + "show count workers where decile from 5 to 1",
    repaired: ExamplePrograms.workers + "show count workers where decile from 1 to 5")

  static let constantNeeded = DiagnosticTemplate(
    "P0427",
    message: Bilingual(
      en: "{wanted} must be written out here",
      id: "{wanted} harus ditulis langsung di sini"),
    why: Bilingual(
      en: "it decides how data are read or how the program is laid out, before anything is computed",
      id: "ini menentukan cara membaca data atau susunan program, sebelum apa pun dihitung"),
    fix: Bilingual(
      en: "write it as it is",
      id: "tulis apa adanya"),
    example: "let d = 2026-01-01\nas of d",
    repaired: "as of 2026-01-01")

  static let monthWithoutYear = DiagnosticTemplate(
    "P0428",
    message: Bilingual(
      en: "this month has no year",
      id: "bulan ini tidak bertahun"),
    fix: Bilingual(
      en: "write the year: `January 2026`",
      id: "tulis tahunnya: `Januari 2026`"),
    example: "let x = Rp5.000 per month in each month from January to March",
    repaired: "let x = Rp5.000 per month in each month from January to March 2026")

  static let nextDayWithoutMonths = DiagnosticTemplate(
    "P0429",
    message: Bilingual(
      en: "`or the next day` belongs to a date to which months or years are added",
      id: "`atau hari berikutnya` hanya untuk tanggal yang ditambah bulan atau tahun"),
    fix: Bilingual(
      en: "leave it out",
      id: "hilangkan"),
    example: "let d = 2026-01-31 + 5 days or the next day",
    repaired: "let d = 2026-01-31 + 1 months or the next day")

  static let unitBeyondReason = DiagnosticTemplate(
    "P0430",
    message: Bilingual(
      en: "this product has a unit that no quantity has",
      id: "hasil kali ini mempunyai satuan yang tidak dipunyai besaran apa pun"),
    fix: Bilingual(
      en: "look for a factor too many",
      id: "periksa adakah pengali yang berlebih"),
    example: "let a = Rp1 * Rp1 * Rp1 * Rp1 * Rp1\nlet b = a * a * a")

  static let touchedYears = DiagnosticTemplate(
    "P0431",
    message: Bilingual(
      en: "`through` counts calendar months, or days with the last one among them",
      id: "`sampai dengan` menghitung bulan kalender, atau hari termasuk hari terakhir"),
    why: Bilingual(
      en: "of years it could mean those that have passed, or those that are touched",
      id: "untuk tahun artinya bisa tahun yang sudah lewat, bisa tahun yang tersentuh"),
    fix: Bilingual(
      en: "write `years from … to …` for completed years",
      id: "tulis `tahun dari … sampai …` untuk tahun yang genap"),
    example: "let n = years from 2026-01-01 through 2028-02-01",
    repaired: "let n = years from 2026-01-01 to 2028-02-01")

  static let notMonthly = DiagnosticTemplate(
    "P0432",
    message: Bilingual(
      en: "{found} can not be added up month by month",
      id: "{found} tidak dapat dijumlahkan bulan demi bulan"),
    fix: Bilingual(
      en: "give a rate for each month, an amount or a count",
      id: "berikan tarif per bulan, jumlah uang, atau cacah"),
    example: "let x = 5% in each month from January to March 2026",
    repaired: "let x = Rp5.000 per month in each month from January to March 2026")

  static let percentageOutOfRange = DiagnosticTemplate(
    "P0433",
    message: Bilingual(
      en: "this percentage is not between 0% and 100%",
      id: "persen ini tidak di antara 0% dan 100%"),
    why: Bilingual(
      en: "a part of a whole is at most the whole",
      id: "bagian paling banyak sama dengan keseluruhannya"),
    fix: Bilingual(
      en: "write a percentage from 0% to 100%",
      id: "tulis persen dari 0% sampai 100%"),
    example: "budget apbd = Rp1 miliar, reserve 150%",
    repaired: "budget apbd = Rp1 miliar, reserve 15%")

  static let hole = DiagnosticTemplate(
    "P0434",
    message: Bilingual(
      en: "something is missing here: {wanted} fits",
      id: "ada yang belum ditulis di sini: {wanted} cocok"),
    fix: Bilingual(
      en: "write it in place of the `?`",
      id: "tulis sebagai ganti `?`"),
    example: "let x = ?",
    repaired: "let x = 4")

  static let fileRowOutsideWhy = DiagnosticTemplate(
    "P0435",
    message: Bilingual(
      en: "`#{row}` names a row only in a question `why`",
      id: "`#{row}` menyebut baris hanya dalam pertanyaan `mengapa`"),
    fix: Bilingual(
      en: "elsewhere name a row by its key: `ROSTER at KEY`",
      id: "di tempat lain sebutkan baris dengan kuncinya: `DAFTAR pada kunci KUNCI`"),
    example: ExamplePrograms.workers + "show count workers where nik is #4",
    repaired: ExamplePrograms.workers + "show count workers where nik is \"3599010101900001\"")

  static let headerNotAName = DiagnosticTemplate(
    "P0436",
    message: Bilingual(
      en: "the head of a column of cases is the name of a field or rule",
      id: "kepala kolom tabel kasus adalah nama kolom atau aturan"),
    fix: Bilingual(
      en: "write one name",
      id: "tulis satu nama"),
    example: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\ntest \"who\" for each\n  | decile + 1 || poor |\n  | 1          || yes  |\n  given workers: decile 1\nend",
    repaired: ExamplePrograms.workers
      + "rule poor for workers = decile at most 4\ntest \"who\" for each\n  | decile || poor |\n  | 1      || yes  |\n  given workers: role rt\nend"
  )
}
