import Diagnostics

/// What is said of the characters of a program.
public enum LexingDiagnostics {

  /// All of them, by code.
  public static let all: [DiagnosticTemplate] = [
    notAProgram, programTooLarge, notUTF8, unknownCharacter, bracket, unknownOperator, unclosedText,
    unclosedBrace, unclosedName, emptyName, nameTooLong, numberTooLong, ambiguousNumber, malformedNumber,
    badDate, unpaddedDate, magnitudeWithoutMoney, doubledPercent,
  ]

  static let notAProgram = DiagnosticTemplate(
    "P0101",
    message: Bilingual(en: "this file is not a program text", id: "berkas ini bukan teks program"),
    why: Bilingual(
      en: "it holds zero bytes or many bytes that are not UTF-8, as pictures, workbooks and UTF-16 "
        + "texts do",
      id: "berkas ini memuat byte nol atau banyak byte yang bukan UTF-8, seperti gambar, buku kerja "
        + "Excel dan teks UTF-16"),
    fix: Bilingual(
      en: "give the name of a `.payung` file; if this is one, save it again as UTF-8",
      id: "sebutkan nama berkas `.payung`; bila ini memang program, simpan ulang sebagai UTF-8"))

  static let programTooLarge = DiagnosticTemplate(
    "P0102",
    message: Bilingual(
      en: "a program is at most {megabytes} megabytes",
      id: "sebuah program paling besar {megabytes} megabita"),
    fix: Bilingual(
      en: "is this a data file? give it to `payung data`, or name it in a `roster`",
      id: "apakah ini berkas data? berikan kepada `payung data`, atau sebutkan dalam `daftar`"))

  static let notUTF8 = DiagnosticTemplate(
    "P0103",
    message: Bilingual(en: "these bytes are not UTF-8 text", id: "byte ini bukan teks UTF-8"),
    fix: Bilingual(en: "save the file as UTF-8", id: "simpan berkas sebagai UTF-8"))

  static let unknownCharacter = DiagnosticTemplate(
    "P0104",
    message: Bilingual(
      en: "`{character}` has no meaning here",
      id: "`{character}` tidak ada artinya di sini"),
    fix: Bilingual(
      en: "delete it, or put it inside a text in quotation marks",
      id: "hapus, atau letakkan di dalam teks bertanda kutip"),
    example: "let limit = 4 @ 2",
    repaired: "let limit = 4 * 2")

  static let bracket = DiagnosticTemplate(
    "P0460",
    message: Bilingual(
      en: "`{character}` is not written in this language", id: "`{character}` tidak ditulis dalam bahasa ini"),
    why: Bilingual(
      en: "a range is written in words, and has both its ends",
      id: "rentang ditulis dengan kata, dan kedua ujungnya termasuk di dalamnya"),
    fix: Bilingual(
      en: "write `from 18 to 60`; to leave out an end, `>= 18 and < 60`",
      id: "tulis `dari 18 sampai dengan 60`; bila satu ujung tidak termasuk, `>= 18 dan < 60`"),
    example:
      "table t(age: whole)\n  | age      || fee : money |\n  | [18..60] || Rp5.400     |\n  | otherwise || Rp0        |\nend",
    repaired:
      "table t(age: whole)\n  | age           || fee : money |\n  | from 18 to 60 || Rp5.400     |\n  | otherwise     || Rp0         |\nend"
  )

  static let unknownOperator = DiagnosticTemplate(
    "P0105",
    message: Bilingual(
      en: "`{found}` is not written in this language",
      id: "`{found}` tidak ditulis dalam bahasa ini"),
    fix: Bilingual(en: "write `{meant}`", id: "tulis `{meant}`"),
    example: "let ok = 4 == 4",
    repaired: "let ok = 4 = 4")

  static let unclosedText = DiagnosticTemplate(
    "P0106",
    message: Bilingual(en: "this text is not closed on its line", id: "teks ini tidak ditutup di barisnya"),
    fix: Bilingual(en: "put `\"` where it ends", id: "letakkan `\"` di akhirnya"),
    example: "show rentan title \"Workers",
    repaired: "show rentan title \"Workers\"")

  static let unclosedBrace = DiagnosticTemplate(
    "P0107",
    message: Bilingual(
      en: "this brace opens an expression that is not closed",
      id: "kurung kurawal ini membuka ungkapan yang tidak ditutup"),
    why: Bilingual(
      en: "inside a text, `{...}` is an expression whose value is put there",
      id: "di dalam teks, `{...}` adalah ungkapan yang nilainya dimasukkan di situ"),
    fix: Bilingual(
      en: "close it with `}`, or write `{{` for a brace itself",
      id: "tutup dengan `}`, atau tulis `{{` untuk kurung kurawal itu sendiri"))

  static let unclosedName = DiagnosticTemplate(
    "P0108",
    message: Bilingual(
      en: "this quoted name is not closed on its line",
      id: "nama berkutip ini tidak ditutup di barisnya"),
    fix: Bilingual(en: "put `'` where the name ends", id: "letakkan `'` di akhir nama"),
    example: "let 'No. KK = 1",
    repaired: "let 'No. KK' = 1")

  static let emptyName = DiagnosticTemplate(
    "P0109",
    message: Bilingual(
      en: "a quoted name has at least one character",
      id: "nama berkutip memuat paling sedikit satu huruf"),
    fix: Bilingual(
      en: "write the name between the quotes, such as 'JUMLAH'",
      id: "tulis namanya di antara tanda kutip, misalnya 'JUMLAH'"),
    example: "let '' = 1",
    repaired: "let 'No. KK' = 1")

  static let nameTooLong = DiagnosticTemplate(
    "P0110",
    message: Bilingual(
      en: "a name has at most {limit} characters",
      id: "sebuah nama paling banyak {limit} huruf"),
    fix: Bilingual(
      en: "give it a shorter name, and say the rest in a comment: `# …`",
      id: "beri nama yang lebih pendek, dan tulis selebihnya dalam komentar: `# …`"))

  static let numberTooLong = DiagnosticTemplate(
    "P0111",
    message: Bilingual(
      en: "a number has at most {digits} digits",
      id: "sebuah bilangan paling banyak {digits} angka"),
    why: Bilingual(
      en: "no amount of this world needs as many; it is rather a column of digits pasted into the program",
      id:
        "tidak ada jumlah yang memerlukan angka sebanyak itu; mungkin sebuah kolom angka tertempel dalam program"
    ),
    fix: Bilingual(
      en: "keep data in a file, and read it with a roster: `roster NAME from \"FILE\"`",
      id: "simpan data dalam berkas, dan bacalah dengan daftar: `daftar NAMA dari \"BERKAS\"`"))

  static let ambiguousNumber = DiagnosticTemplate(
    "P0112",
    message: Bilingual(
      en: "`{found}` can be read in two ways",
      id: "`{found}` dapat dibaca dengan dua cara"),
    why: Bilingual(
      en: "a dot or a comma before three digits is a decimal sign to some and groups thousands to "
        + "others; the two differ by a factor of 1000",
      id: "titik atau koma sebelum tiga angka adalah tanda desimal bagi sebagian orang dan pemisah "
        + "ribuan bagi yang lain; bedanya 1000 kali"),
    fix: Bilingual(
      en: "write `{grouped}` for the whole number, or `{decimal}` for the decimal",
      id: "tulis `{grouped}` untuk bilangan bulat, atau `{decimal}` untuk pecahan desimal"),
    example: "let people = 1.000",
    repaired: "let people = 1_000")

  static let malformedNumber = DiagnosticTemplate(
    "P0113",
    message: Bilingual(
      en: "`{found}` is not a well-formed number",
      id: "`{found}` bukan bilangan yang benar bentuknya"),
    why: Bilingual(
      en: "dots that group stand before every three digits",
      id: "titik pemisah ribuan berdiri di setiap tiga angka"),
    fix: Bilingual(en: "was {likely} meant?", id: "apakah maksudnya {likely}?"),
    example: "let aid = Rp1.50.000",
    repaired: "let aid = Rp150.000")

  static let badDate = DiagnosticTemplate(
    "P0114",
    message: Bilingual(
      en: "`{found}` is not a day of the calendar",
      id: "`{found}` bukan tanggal yang ada"),
    why: Bilingual(
      en: "a date is written year-month-day; four digits, a hyphen and two digits are always a "
        + "date, never a subtraction",
      id: "tanggal ditulis tahun-bulan-hari; empat angka, tanda hubung dan dua angka selalu "
        + "tanggal, bukan pengurangan"),
    fix: Bilingual(
      en: "write a day that exists, such as `2026-12-31`",
      id: "tulis tanggal yang ada, misalnya `2026-12-31`"),
    example: "as of 2026-13-01",
    repaired: "as of 2026-12-01")

  static let unpaddedDate = DiagnosticTemplate(
    "P0115",
    message: Bilingual(
      en: "in a date, month and day have two digits",
      id: "dalam tanggal, bulan dan hari ditulis dua angka"),
    fix: Bilingual(en: "write `{meant}`", id: "tulis `{meant}`"),
    example: "as of 2026-1-5",
    repaired: "as of 2026-01-05")

  static let magnitudeWithoutMoney = DiagnosticTemplate(
    "P0116",
    message: Bilingual(
      en: "`{word}` stands only after an amount of rupiah",
      id: "`{word}` hanya ditulis setelah jumlah rupiah"),
    fix: Bilingual(
      en: "write `Rp` before the number if it is money; else write all digits: `{plain}`",
      id: "tulis `Rp` sebelum bilangan bila itu uang; bila bukan, tulis semua angkanya: `{plain}`"),
    example: "let aid = 5 juta",
    repaired: "let aid = Rp5 juta")

  static let doubledPercent = DiagnosticTemplate(
    "P0117",
    message: Bilingual(en: "`%` and `{word}` say the same thing", id: "`%` dan `{word}` berarti sama"),
    fix: Bilingual(en: "delete `{word}`", id: "hapus `{word}`"),
    example: "let level = 39,16% percent",
    repaired: "let level = 39,16%")
}

extension Diagnostic {

  /// The file holds bytes that no text has.
  static func notAProgram(at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.notAProgram, at: site)
  }

  /// The file is larger than a program may be.
  static func programTooLarge(at site: Span, megabytes: Int) -> Diagnostic {
    Diagnostic(LexingDiagnostics.programTooLarge, at: site, ["megabytes": .count(megabytes)])
  }

  /// Bytes that are no character.
  static func notUTF8(at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.notUTF8, at: site)
  }

  /// A character that no form of the language has.
  static func unknownCharacter(_ character: String, at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.unknownCharacter, at: site, ["character": .text(character)])
  }

  /// A square bracket, as other tools write ranges.
  static func bracket(_ character: String, at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.bracket, at: site, ["character": .text(character)])
  }

  /// An operator of other languages.
  static func unknownOperator(_ found: String, meant: String, at site: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.unknownOperator, at: site, ["found": .text(found), "meant": .text(meant)],
      replacement: Diagnostic.Replacement(site, with: meant))
  }

  /// A text without its closing mark.
  static func unclosedText(at site: Span, end: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.unclosedText, at: site,
      replacement: Diagnostic.Replacement(end, with: "\""))
  }

  /// A brace in a text without its closing one.
  static func unclosedBrace(at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.unclosedBrace, at: site)
  }

  /// A quoted name without its closing mark.
  static func unclosedName(at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.unclosedName, at: site)
  }

  /// A name of nothing but blanks.
  static func emptyName(at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.emptyName, at: site)
  }

  /// A name beyond all use.
  static func nameTooLong(at site: Span, limit: Int) -> Diagnostic {
    Diagnostic(LexingDiagnostics.nameTooLong, at: site, ["limit": .count(limit)])
  }

  /// A number beyond all use.
  static func numberTooLong(at site: Span, digits: Int) -> Diagnostic {
    Diagnostic(LexingDiagnostics.numberTooLong, at: site, ["digits": .count(digits)])
  }

  /// A number that is a decimal to one reader and a whole number to another.
  static func ambiguousNumber(_ found: String, decimal: String, grouped: String, at site: Span) -> Diagnostic
  {
    Diagnostic(
      LexingDiagnostics.ambiguousNumber, at: site,
      ["found": .text(found), "decimal": .text(decimal), "grouped": .text(grouped)],
      replacement: Diagnostic.Replacement(site, with: grouped))
  }

  /// Digits whose groups are not threes.
  static func malformedNumber(_ found: String, likely: [String], at site: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.malformedNumber, at: site, ["found": .text(found), "likely": .list(likely)],
      replacement: likely.first.map { Diagnostic.Replacement(site, with: $0) })
  }

  /// Digits of a date that name no day.
  static func badDate(_ found: String, at site: Span) -> Diagnostic {
    Diagnostic(LexingDiagnostics.badDate, at: site, ["found": .text(found)])
  }

  /// A date such as 2026-1-5.
  static func unpaddedDate(meant: String, at site: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.unpaddedDate, at: site, ["meant": .text(meant)],
      replacement: Diagnostic.Replacement(site, with: meant))
  }

  /// A magnitude word after a plain number.
  static func magnitudeWithoutMoney(_ word: String, plain: String, at site: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.magnitudeWithoutMoney, at: site, ["word": .text(word), "plain": .text(plain)])
  }

  /// A percentage with a sign and a word.
  static func doubledPercent(_ word: String, at site: Span) -> Diagnostic {
    Diagnostic(
      LexingDiagnostics.doubledPercent, at: site, ["word": .text(word)],
      replacement: Diagnostic.Replacement(site, with: ""))
  }
}
